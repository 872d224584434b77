/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where two display lists of one page look different, so that the canvas redraws only what a
 * keystroke moved. Pure.
 */
#pragma once

#include "layout/bs-display-list.h"

G_BEGIN_DECLS

/* FALSE when they look the same; else @area is where they may differ, at most the whole page. */
gboolean bs_list_change_find (const BsDisplayList *before, const BsDisplayList *after, BsRect *area);

G_END_DECLS
