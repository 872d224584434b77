/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-window-private.h"

#include "bs-config.h"

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
  bs_story_editor_focus (bs_stories_view_get_editor (self->stories_view));
}

static gboolean
refers_to (const BsNode *box, const char *story)
{
  const BsNode *refs = bs_node_get_member (box, "refs");

  for (guint i = 0; i < bs_node_get_length (refs); i++)
    if (g_strcmp0 (bs_node_get_string (bs_node_get_element (refs, i)), story) == 0)
      return TRUE;

  return FALSE;
}

/* The boxes it stands in go with it; its photos stay, and belong to no story. */
static gboolean
remove_story (BsDocument *document, const char *story, GError **error)
{
  g_autoptr (BsNode) root = bs_node_ref (bs_document_get_root (document));
  const BsNode *pages = bs_issue_get_pages (root);
  const BsNode *photos = bs_issue_get_photos (root);
  g_autofree char *path = g_strdup_printf ("/stories/%s", story);

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const BsNode *page = bs_node_get_element (pages, i);
      const BsNode *boxes = bs_node_get_member (page, "boxes");

      for (guint k = 0; k < bs_node_get_length (boxes); k++)
        {
          const BsNode *box = bs_node_get_element (boxes, k);
          g_autofree char *box_path = g_strdup_printf ("/pages/%s/boxes/%s",
                                                       bs_node_get_text (page, "id"),
                                                       bs_node_get_text (box, "id"));

          if (refers_to (box, story) && !bs_document_remove (document, box_path, error))
            return FALSE;
        }
    }
  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);
      g_autofree char *photo_path = g_strdup_printf ("/photos/%s/story",
                                                     bs_node_get_text (photo, "id"));

      if (g_strcmp0 (bs_node_get_text (photo, "story"), story) == 0
          && !bs_document_set_text (document, photo_path, "", error))
        return FALSE;
    }

  return bs_document_remove (document, path, error);
}

void
bs_window_delete_story (BsWindow *self)
{
  BsDocument *document = bs_window_get_document (self);
  g_autofree char *story = g_strdup (bs_session_get_story (self->session));
  const BsNode *node = bs_issue_get_story (bs_document_get_root (document), story);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (node == NULL)
    return;

  /* Translators: %s is a headline. */
  text = g_strdup_printf (_ ("“%s” deleted"), bs_node_get_text (node, "headline"));
  bs_document_begin (document, _ ("Delete Story"), NULL);
  if (!remove_story (document, story, &error))
    {
      bs_document_cancel (document);
      bs_window_toast (self, error->message);
      return;
    }
  bs_document_end (document);
  bs_window_toast_undo (self, text, 1);
}
