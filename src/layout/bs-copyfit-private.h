/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looking for cuts and for room by composing changed stories; for bs-copyfit.c alone.
 */
#pragma once

#include "layout/bs-copy-private.h"
#include "layout/bs-copyfit.h"

G_BEGIN_DECLS

GArray *bs_copyfit_steps_new (void);
void    bs_copyfit_cut_free  (BsCopyfitCut *cut);

/* Fill @report's cuts and additions; its measure and lines are known. */
void bs_copyfit_find_cuts (const BsSetting *setting, const BsNode *story, guint most_lines,
                           BsCopyfitReport *report);
void bs_copyfit_find_room (const BsSetting *setting, const BsNode *story, BsCopyfitReport *report);

G_END_DECLS
