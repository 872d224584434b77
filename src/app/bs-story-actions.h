/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be done to the stories chosen in a list, one or many: an action group named "stories",
 * and the menus that offer it. Each action is one step of undo and tells what it did. Who has the
 * list says which stories are chosen.
 */
#pragma once

#include "bs-session.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BS_TYPE_STORY_ACTIONS (bs_story_actions_get_type ())
G_DECLARE_FINAL_TYPE (BsStoryActions, bs_story_actions, BS, STORY_ACTIONS, GObject)

/* Ids in the order of the list, NULL-terminated; the callee owns them. */
typedef char **(*BsChosenStories) (gpointer data);

/* Actions: set-status(s) set-section(s) set-page(s) set-priority(s: "0"…"4"), whose states are what
 * the chosen stories have in common, "?" where they differ; add-tag(s) remove-tag(s) duplicate
 * merge delete. */
BsStoryActions *bs_story_actions_new         (BsChosenStories chosen, gpointer data);
void            bs_story_actions_set_session (BsStoryActions *self, BsSession *session);
/* After another choice, or another document. */
void            bs_story_actions_update      (BsStoryActions *self);
GActionGroup   *bs_story_actions_get_group   (BsStoryActions *self);
char          **bs_story_actions_dup_chosen  (BsStoryActions *self);

void            bs_story_actions_delete      (BsSession *session, const char *const *stories);

/* Of the values for "set-status", "set-section", "set-page", "set-priority". */
GMenuModel     *bs_story_actions_build_values (BsStoryActions *self, const char *action);
/* Everything, for the chosen ones. */
GMenuModel     *bs_story_actions_build_menu   (BsStoryActions *self);

G_END_DECLS
