/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The right pane of the pages view: what is wrong with the page, and below it either the chosen box
 * or the text of the chosen story. Follows the session; knows nothing of the canvas.
 */
#pragma once

#include "bs-problems-panel.h"
#include "bs-session.h"
#include "bs-story-editor.h"

G_BEGIN_DECLS

#define BS_TYPE_PAGE_INSPECTOR (bs_page_inspector_get_type ())
G_DECLARE_FINAL_TYPE (BsPageInspector, bs_page_inspector, BS, PAGE_INSPECTOR, GtkWidget)

/* Signal "look-at" (gpointer BsRect, valid during the call): a place on the session's page. */

void           bs_page_inspector_set_session (BsPageInspector *self, BsSession *session /* nullable */);
BsStoryEditor *bs_page_inspector_get_editor  (BsPageInspector *self);
/* Shows the text of the chosen story, with the caret in it. */
void           bs_page_inspector_edit_text   (BsPageInspector *self);
/* The focus to what is most likely wanted: the text or the box that is shown, or the problems. */
void           bs_page_inspector_focus       (BsPageInspector *self);
gboolean       bs_page_inspector_has_caret   (BsPageInspector *self);
BsProblemsPanel *bs_page_inspector_get_problems (BsPageInspector *self);

G_END_DECLS
