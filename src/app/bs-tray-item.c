/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-tray-item.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

struct _BsTrayItem
{
  GObject parent_instance;

  BsNode *node;
  gboolean photo;
  guint n_photos; /* that come with a story */
};

G_DEFINE_FINAL_TYPE (BsTrayItem, bs_tray_item, G_TYPE_OBJECT)

static void
bs_tray_item_finalize (GObject *object)
{
  BsTrayItem *self = BS_TRAY_ITEM (object);

  g_clear_pointer (&self->node, bs_node_unref);

  G_OBJECT_CLASS (bs_tray_item_parent_class)->finalize (object);
}

static void
bs_tray_item_class_init (BsTrayItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_tray_item_finalize;
}

static void
bs_tray_item_init (BsTrayItem *self G_GNUC_UNUSED)
{
}

const char *
bs_tray_item_get_id (BsTrayItem *self)
{
  g_return_val_if_fail (BS_IS_TRAY_ITEM (self), NULL);

  return bs_node_get_text (self->node, "id");
}

const char *
bs_tray_item_get_page (BsTrayItem *self)
{
  g_return_val_if_fail (BS_IS_TRAY_ITEM (self), NULL);

  return bs_node_get_text (self->node, "page");
}

gboolean
bs_tray_item_is_photo (BsTrayItem *self)
{
  g_return_val_if_fail (BS_IS_TRAY_ITEM (self), FALSE);

  return self->photo;
}

const BsNode *
bs_tray_item_get_node (BsTrayItem *self)
{
  g_return_val_if_fail (BS_IS_TRAY_ITEM (self), NULL);

  return self->node;
}

char *
bs_tray_item_dup_title (BsTrayItem *self)
{
  const char *text;

  g_return_val_if_fail (BS_IS_TRAY_ITEM (self), NULL);

  text = bs_node_get_text (self->node, self->photo ? "caption" : "headline");
  if (*text == '\0' && !self->photo)
    text = bs_node_get_text (bs_node_get_element (bs_story_get_paragraphs (self->node), 0), "text");
  if (*text == '\0')
    text = self->photo ? _ ("Photo without a caption") : _ ("Story without a headline");

  /* A row shows no more; a paragraph can be long. */
  return g_utf8_strlen (text, -1) > 60 ? g_utf8_substring (text, 0, 60) : g_strdup (text);
}

static char *
dup_author (const BsNode *story)
{
  const BsNode *byline = bs_node_get_element (bs_story_get_bylines (story), 0);

  return g_strdup (
    bs_node_get_string (bs_node_get_element (bs_node_get_member (byline, "names"), 0)));
}

static void
add_detail (GString *details, const char *text)
{
  if (*text == '\0')
    return;
  if (details->len > 0)
    g_string_append (details, " · ");
  g_string_append (details, text);
}

char *
bs_tray_item_dup_details (BsTrayItem *self)
{
  g_autoptr (GString) details = g_string_new (NULL);

  g_return_val_if_fail (BS_IS_TRAY_ITEM (self), NULL);

  if (self->photo)
    {
      g_autofree char *credit = bs_photo_dup_credit (self->node);

      add_detail (details, credit);
    }
  else
    {
      guint n = bs_story_count_characters (self->node);
      g_autofree char *author = dup_author (self->node);
      g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u character",
                                                             "%'u characters", (gulong) n),
                                                n);

      add_detail (details, author);
      add_detail (details, count);
    }
  if (self->n_photos > 0)
    {
      g_autofree char *photos = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u photo",
                                                              "%u photos", (gulong) self->n_photos),
                                                 self->n_photos);

      add_detail (details, photos);
    }

  return g_string_free (g_steal_pointer (&details), FALSE);
}

/* --- What stands on no page --- */

static GHashTable *
find_placed (const BsNode *issue)
{
  GHashTable *placed = g_hash_table_new (g_str_hash, g_str_equal);
  const BsNode *pages = bs_issue_get_pages (issue);

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const BsNode *boxes = bs_node_get_member (bs_node_get_element (pages, i), "boxes");

      for (guint j = 0; j < bs_node_get_length (boxes); j++)
        {
          const BsNode *refs = bs_node_get_member (bs_node_get_element (boxes, j), "refs");

          for (guint k = 0; k < bs_node_get_length (refs); k++)
            g_hash_table_add (placed,
                              (gpointer) bs_node_get_string (bs_node_get_element (refs, k)));
        }
    }

  return placed;
}

/* Photos of a story that waits, by the story's id. */
static GHashTable *
count_photos (const BsNode *issue, GHashTable *placed)
{
  GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);
  const BsNode *photos = bs_issue_get_photos (issue);

  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);
      const char *story = bs_node_get_text (photo, "story");

      if (*story != '\0' && !g_hash_table_contains (placed, bs_node_get_text (photo, "id")))
        g_hash_table_insert (counts, (gpointer) story,
                             GUINT_TO_POINTER (
                               GPOINTER_TO_UINT (g_hash_table_lookup (counts, story)) + 1));
    }

  return counts;
}

static GHashTable *
index_known (GListModel *known)
{
  GHashTable *items = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);

  for (guint i = 0; known != NULL && i < g_list_model_get_n_items (known); i++)
    {
      BsTrayItem *item = g_list_model_get_item (known, i);

      g_hash_table_insert (items, item->node, item);
    }

  return items;
}

static BsTrayItem *
make_item (GHashTable *known, const BsNode *node, gboolean photo, guint n_photos)
{
  BsTrayItem *item = g_hash_table_lookup (known, node);

  if (item != NULL && item->n_photos == n_photos)
    return g_object_ref (item);

  item = g_object_new (BS_TYPE_TRAY_ITEM, NULL);
  item->node = bs_node_ref (node);
  item->photo = photo;
  item->n_photos = n_photos;

  return item;
}

GPtrArray *
bs_tray_item_list (const BsNode *issue, const char *page, GListModel *known, guint *n_waiting)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) placed = find_placed (issue);
  g_autoptr (GHashTable) photos = count_photos (issue, placed);
  g_autoptr (GHashTable) index = index_known (known);
  const BsNode *list = bs_issue_get_stories (issue);
  guint n = 0;

  for (guint i = 0; i < bs_node_get_length (list); i++)
    {
      const BsNode *story = bs_node_get_element (list, i);
      const char *id = bs_node_get_text (story, "id");

      if (g_hash_table_contains (placed, id))
        continue;
      n++;
      if (page == NULL || g_str_equal (bs_node_get_text (story, "page"), page))
        g_ptr_array_add (items, make_item (index, story, FALSE,
                                           GPOINTER_TO_UINT (g_hash_table_lookup (photos, id))));
    }

  list = bs_issue_get_photos (issue);
  for (guint i = 0; i < bs_node_get_length (list); i++)
    {
      const BsNode *photo = bs_node_get_element (list, i);
      const char *story = bs_node_get_text (photo, "story");
      gboolean comes_along = bs_issue_get_story (issue, story) != NULL
                             && !g_hash_table_contains (placed, story);

      if (comes_along || g_hash_table_contains (placed, bs_node_get_text (photo, "id")))
        continue;
      n++;
      if (page == NULL || g_str_equal (bs_node_get_text (photo, "page"), page))
        g_ptr_array_add (items, make_item (index, photo, TRUE, 0));
    }
  if (n_waiting != NULL)
    *n_waiting = n;

  return items;
}
