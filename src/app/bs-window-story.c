/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-window-private.h"

#include "bs-config.h"
#include "bs-story-actions.h"

#include <glib/gi18n-lib.h>

static BsNode *
make_story (BsWindow *self, const char *id)
{
  BsNodeBuilder *story = bs_node_builder_new_object ();
  BsNodeBuilder *paragraphs = bs_node_builder_new_array ();
  BsNodeBuilder *paragraph = bs_node_builder_new_object ();

  bs_node_builder_set_text (paragraph, "id", "p1");
  bs_node_builder_set_text (paragraph, "role", "body");
  bs_node_builder_set (paragraph, "text", bs_node_new_string (""));
  bs_node_builder_add (paragraphs, bs_node_builder_end (paragraph));
  bs_node_builder_set_text (story, "id", id);
  bs_node_builder_set_text (story, "page", bs_session_get_page (self->session));
  bs_node_builder_set (story, "paragraphs", bs_node_builder_end (paragraphs));
  bs_node_builder_set_text (story, "status", "draft");

  return bs_node_builder_end (story);
}

/* An empty draft for the page that is looked at, ready to be written. */
void
bs_window_new_story (BsWindow *self)
{
  BsDocument *document = bs_window_get_document (self);
  g_autofree char *id = bs_document_new_id (document, "/stories", "s");
  g_autoptr (BsNode) story = make_story (self, id);

  bs_document_begin (document, _ ("New Story"), NULL);
  bs_document_insert (document, "/stories", -1, story, NULL);
  bs_document_end (document);
  bs_session_set_story (self->session, id);
  adw_view_stack_set_visible_child_name (self->views, "stories");
  bs_story_editor_focus (bs_stories_view_get_editor (bs_window_get_stories_view (self)));
}

void
bs_window_delete_story (BsWindow *self)
{
  const char *stories[] = { NULL, NULL };

  if (self->session == NULL || bs_session_get_story (self->session) == NULL)
    return;

  stories[0] = bs_session_get_story (self->session);
  bs_story_actions_delete (self->session, stories);
}

/* --- Finding --- */

static void
find_replace (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  adw_view_stack_set_visible_child_name (self->views, "stories");
  g_action_group_change_action_state (G_ACTION_GROUP (self), "show-sidebar",
                                      g_variant_new_boolean (TRUE));
  bs_stories_view_find_and_replace (bs_window_get_stories_view (self));
}

static void
find_next (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_stories_view_step_hit (bs_window_get_stories_view (data), FALSE);
}

static void
find_previous (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
               gpointer data)
{
  bs_stories_view_step_hit (bs_window_get_stories_view (data), TRUE);
}

static void
update (BsWindow *self, gboolean writable G_GNUC_UNUSED)
{
  static const char *const of_issue[] = { "find-replace", "find-next", "find-previous" };

  for (guint i = 0; i < G_N_ELEMENTS (of_issue); i++)
    bs_window_set_enabled (self, of_issue[i], self->session != NULL);
}

static const GActionEntry entries[] = {
  { "find-replace", find_replace },
  { "find-next", find_next },
  { "find-previous", find_previous },
};

const BsWindowActions bs_window_story_actions = { entries, G_N_ELEMENTS (entries), update };
