/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stories and photos put on a page where they stand best, as many as find room, in one step of
 * undo; tells what became of them. Knows no widget.
 */
#pragma once

#include "bs-session.h"

G_BEGIN_DECLS

/* @refs: ids. Returns how many were placed. */
guint bs_place_commands_place (BsSession *session, const char *page, const char *const *refs);

G_END_DECLS
