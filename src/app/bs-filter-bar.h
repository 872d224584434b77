/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Above a list of stories: the search, what else the list is narrowed to, and the order. Sets up a
 * BsStoryFilter; the list itself is somebody else's.
 */
#pragma once

#include "bs-session.h"
#include "bs-story-filter.h"

G_BEGIN_DECLS

#define BS_TYPE_FILTER_BAR (bs_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (BsFilterBar, bs_filter_bar, BS, FILTER_BAR, GtkWidget)

/* Property "order" (notify): a name for bs_story_order_new(). Signal "leave" (): on to the list. */

void        bs_filter_bar_set_filter (BsFilterBar *self, BsStoryFilter *filter);
/* What is filtered, all of it, and what came of it. */
void        bs_filter_bar_set_models (BsFilterBar *self, BsSession *session, GListModel *all,
                                      GListModel *shown);
void        bs_filter_bar_find       (BsFilterBar *self);
/* Nothing is filtered afterwards. */
void        bs_filter_bar_clear      (BsFilterBar *self);
const char *bs_filter_bar_get_order  (BsFilterBar *self);

G_END_DECLS
