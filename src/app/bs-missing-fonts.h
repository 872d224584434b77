/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which fonts an issue asks for and this computer lacks. Looked up in a worker; changes nothing.
 */
#pragma once

#include "base/bs-environment.h"
#include "model/bs-node.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void  bs_missing_fonts_find   (BsEnvironment *environment, const BsNode *issue, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data);
/* A sentence for people: which fonts, and which styles are set in others; NULL: none is missing. */
char *bs_missing_fonts_finish (GAsyncResult *result, GError **error);

G_END_DECLS
