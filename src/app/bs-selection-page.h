/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Instead of the editor while several stories are selected: how many they are, what they have in
 * common, and what can be done to all of them. Acts through the actions named "stories".
 */
#pragma once

#include "bs-story-actions.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_SELECTION_PAGE (bs_selection_page_get_type ())
G_DECLARE_FINAL_TYPE (BsSelectionPage, bs_selection_page, BS, SELECTION_PAGE, GtkWidget)

/* Signal "unselect" (). */

void bs_selection_page_set_actions (BsSelectionPage *self, BsStoryActions *actions);
/* @items: BsStoryItem; what is selected now, NULL: nothing to show. */
void bs_selection_page_show        (BsSelectionPage *self, BsSession *session, GPtrArray *items);
/* Where a tag is written that all of them get. */
void bs_selection_page_focus_tags (BsSelectionPage *self);

G_END_DECLS
