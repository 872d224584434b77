/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-window-private.h"

#include "bs-config.h"
#include "bs-history-dialog.h"

#include "model/bs-version.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Who looks at a page, not writing, means what is wrong with the page. */
static BsProblemsPanel *
get_problems (BsWindow *self)
{
  BsPageInspector *inspector = bs_pages_view_get_inspector (self->pages_view);

  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "pages") != 0
      || bs_page_inspector_has_caret (inspector))
    return NULL;

  return bs_page_inspector_get_problems (inspector);
}

static void
step_fault (BsWindow *self, gboolean backward)
{
  BsProblemsPanel *problems = get_problems (self);

  if (problems == NULL)
    {
      bs_story_editor_go_to_fault (bs_window_get_editor (self), backward);
      return;
    }

  g_action_group_change_action_state (G_ACTION_GROUP (self), "show-inspector",
                                      g_variant_new_boolean (TRUE));
  if (bs_problems_panel_step (problems, backward))
    gtk_window_set_focus_visible (GTK_WINDOW (self), TRUE);
  else
    bs_session_tell (self->session, _ ("No problems on this page"), 0);
}

static void
next_fault (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  step_fault (data, FALSE);
}

static void
previous_fault (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                gpointer data)
{
  step_fault (data, TRUE);
}

static void
mend_fault (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;
  BsProblemsPanel *problems = get_problems (self);

  if (problems == NULL)
    bs_story_editor_mend_fault (bs_window_get_editor (self));
  else if (!bs_problems_panel_mend (problems))
    bs_session_tell (self->session, _ ("No problems on this page"), 0);
}

static void
paste_plain (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_story_editor_paste_plain (bs_window_get_editor (data));
}

static void
suggest_cuts (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_story_editor_suggest_cuts (bs_window_get_editor (data));
}

static void
keep_version (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;
  BsDocument *document = bs_window_get_document (self);
  const char *story = bs_session_get_story (self->session);
  g_autoptr (BsNode) before = bs_node_ref (bs_document_get_root (document));

  bs_document_begin (document, _ ("Keep Version"), NULL);
  bs_version_keep (document, story, BS_VERSION_KEPT, NULL);
  bs_document_end (document);
  if (bs_document_get_root (document) == before)
    bs_session_tell (self->session, _ ("The last version kept is the same"), 0);
  else
    bs_session_tell (self->session, _ ("Version kept"), 1);
}

static void
show_history (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  gtk_window_present (GTK_WINDOW (bs_history_dialog_new (GTK_WINDOW (self), self->session,
                                                         bs_session_get_story (self->session))));
}

/* "tags", "byline": written in the inspector of the stories view. */
static void
edit_detail (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  BsWindow *self = data;

  adw_view_stack_set_visible_child_name (self->views, "stories");
  g_action_group_change_action_state (G_ACTION_GROUP (self), "show-inspector",
                                      g_variant_new_boolean (TRUE));
  bs_stories_view_edit_detail (bs_window_get_stories_view (self),
                               g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { "next-fault", next_fault },     { "previous-fault", previous_fault },
  { "mend-fault", mend_fault },     { "paste-plain", paste_plain },
  { "suggest-cuts", suggest_cuts }, { "keep-version", keep_version },
  { "show-history", show_history }, { "edit-detail", edit_detail, "s" },
};

static void
update (BsWindow *self, gboolean writable)
{
  gboolean story = self->session != NULL && bs_session_get_story (self->session) != NULL;
  gboolean pages = self->session != NULL
                   && g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "pages") == 0;

  bs_window_set_enabled (self, "next-fault", story || pages);
  bs_window_set_enabled (self, "previous-fault", story || pages);
  bs_window_set_enabled (self, "mend-fault", (story || pages) && writable);
  bs_window_set_enabled (self, "paste-plain", story && writable);
  bs_window_set_enabled (self, "suggest-cuts", story);
  bs_window_set_enabled (self, "keep-version", story && writable);
  bs_window_set_enabled (self, "show-history", story);
  bs_window_set_enabled (self, "edit-detail", story && writable);
}

const BsWindowActions bs_window_editor_actions = { entries, G_N_ELEMENTS (entries), update };

/* The story a text belongs to; NULL: none. Caller frees. */
static char *
dup_story_of (BsSession *session, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);

  if (g_strv_length (steps) < 3)
    return NULL;
  if (strcmp (steps[1], "stories") == 0)
    return g_strdup (steps[2]);
  if (strcmp (steps[1], "photos") == 0)
    return g_strdup (
      bs_node_get_text (bs_issue_get_photo (bs_session_get_root (session), steps[2]), "story"));

  return NULL;
}

/* Its box on the page where it stands is chosen. FALSE: it stands on none. */
static gboolean
choose_photo_box (BsWindow *self, const char *photo)
{
  const BsNode *root = bs_session_get_root (self->session);
  const char *page = bs_session_find_placed_page (self->session, photo);
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (root, page), "boxes");

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *box = bs_node_get_element (boxes, i);
      const BsNode *refs = bs_node_get_member (box, "refs");

      for (guint k = 0; k < bs_node_get_length (refs); k++)
        if (g_str_equal (bs_node_get_string (bs_node_get_element (refs, k)), photo))
          {
            bs_session_set_page (self->session, page);
            bs_session_set_box (self->session, bs_node_get_text (box, "id"));
            return TRUE;
          }
    }

  return FALSE;
}

/* A text is asked for: its story or box is chosen, and a view shown that shows texts. Who shows it
 * then selects it. The pages view shows the story beside the page, and the photos that stand on
 * one; those of a story can be written in the stories view too. */
void
bs_window_reveal (BsWindow *self, const char *path)
{
  g_autofree char *story = dup_story_of (self->session, path);
  gboolean pages = g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "pages") == 0;

  if (g_str_has_prefix (path, "/photos/") && (pages || story == NULL || *story == '\0'))
    {
      g_auto (GStrv) steps = g_strsplit (path, "/", -1);

      if (g_strv_length (steps) > 2 && choose_photo_box (self, steps[2]))
        {
          adw_view_stack_set_visible_child_name (self->views, "pages");
          g_action_group_change_action_state (G_ACTION_GROUP (self), "show-inspector",
                                              g_variant_new_boolean (TRUE));
          return;
        }
    }
  if (story == NULL || bs_issue_get_story (bs_session_get_root (self->session), story) == NULL)
    return;

  bs_session_set_story (self->session, story);
  if ((pages && g_str_has_prefix (path, "/photos/"))
      || g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "submissions") == 0)
    adw_view_stack_set_visible_child_name (self->views, "stories");
}
