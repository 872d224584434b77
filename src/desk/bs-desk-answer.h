/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the desk answered, as the client reads it: bounded, and every failure as a BsDeskError whose
 * message a reporter can act upon. Private to the client.
 */
#pragma once

#include "bs-desk-error.h"
#include "model/bs-node.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* @cause: of libsoup, GIO or TLS. */
GError *bs_desk_answer_explain (const GError *cause, const char *host);
/* NULL with the error that a status and its problem document stand for; @bytes may be anything. An
 * empty body is an empty object. */
BsNode *bs_desk_answer_read    (guint status, GBytes *bytes, GError **error);

/* The "id" of a problem document; NULL: it has none. Caller frees. */
char   *bs_desk_answer_dup_id (GBytes *bytes);

G_END_DECLS
