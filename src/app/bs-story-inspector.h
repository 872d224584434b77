/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is known of the chosen story beside its text: status, page, rank, flag, sponsor, photos;
 * and a small picture of its page that follows the typing.
 */
#pragma once

#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_STORY_INSPECTOR (bs_story_inspector_get_type ())
G_DECLARE_FINAL_TYPE (BsStoryInspector, bs_story_inspector, BS, STORY_INSPECTOR, GtkWidget)

void bs_story_inspector_set_session (BsStoryInspector *self, BsSession *session);
/* Puts the caret where the story's @detail is written: "tags", "byline". */
void bs_story_inspector_edit (BsStoryInspector *self, const char *detail);

G_END_DECLS
