/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-photo-edit.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
dup_path (const char *photo, const char *member)
{
  return g_strdup_printf ("/photos/%s/%s", photo, member);
}

static gboolean
set_node (BsDocument *document, const char *label, const char *path, const BsNode *value)
{
  const BsNode *now = bs_node_lookup (bs_document_get_root (document), path);
  gboolean done;

  if (bs_document_get_read_only (document) || now == value
      || (now != NULL && value != NULL && bs_node_equal (now, value)))
    return FALSE;

  bs_document_begin (document, label, NULL);
  done = bs_document_set_node (document, path, value, NULL);
  bs_document_end (document);

  return done;
}

/* --- Crop --- */

BsPhotoCrop
bs_photo_crop_to_shape (int width, int height, int across, int down)
{
  BsPhotoCrop crop = { 0, 0, 0, 0 };
  gint64 wide = (gint64) width * down;
  gint64 high = (gint64) height * across;

  if (wide <= 0 || high <= 0)
    return crop;

  if (wide > high)
    crop.left = crop.right = (int) ((1000 - 1000 * high / wide) / 2);
  else
    crop.top = crop.bottom = (int) ((1000 - 1000 * wide / high) / 2);

  return crop;
}

gboolean
bs_photo_edit_set_crop (BsDocument *document, const char *photo, const BsPhotoCrop *crop)
{
  g_autofree char *path = dup_path (photo, "crop");
  g_autoptr (BsNode) value = NULL;

  if (crop->left + crop->right > 950 || crop->top + crop->bottom > 950)
    return FALSE;
  if (crop->left != 0 || crop->top != 0 || crop->right != 0 || crop->bottom != 0)
    {
      BsNodeBuilder *builder = bs_node_builder_new_object ();

      bs_node_builder_set_number (builder, "left", crop->left);
      bs_node_builder_set_number (builder, "top", crop->top);
      bs_node_builder_set_number (builder, "right", crop->right);
      bs_node_builder_set_number (builder, "bottom", crop->bottom);
      value = bs_node_builder_end (builder);
    }

  return set_node (document, _ ("Crop"), path, value);
}

/* --- Credit --- */

static void
add_credit (BsNodeBuilder *credits, const char *title, const char *name)
{
  BsNodeBuilder *credit = bs_node_builder_new_object ();

  bs_node_builder_set_text (credit, "title", title);
  bs_node_builder_set_text (credit, "name", name);
  bs_node_builder_add (credits, bs_node_builder_end (credit));
}

gboolean
bs_photo_edit_set_credit (BsDocument *document, const char *photo, const char *text)
{
  static const char *const titles[] = { "本报记者", "记者", "通讯员", "见习记者", "特约摄影" };
  g_autofree char *path = dup_path (photo, "credits");
  g_autofree char *plain = g_strstrip (g_strdup (text));
  g_auto (GStrv) words = NULL;
  BsNodeBuilder *credits = bs_node_builder_new_array ();
  g_autoptr (BsNode) value = NULL;
  const char *title = "";

  if (g_str_has_suffix (plain, "摄"))
    plain[strlen (plain) - strlen ("摄")] = '\0';
  words = g_regex_split_simple ("[\\s、，,]+", plain, 0, 0);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *name = words[i];

      for (guint k = 0; k < G_N_ELEMENTS (titles); k++)
        if (g_str_has_prefix (name, titles[k]))
          {
            title = titles[k];
            name += strlen (title);
            break;
          }
      if (*name == '\0')
        continue;
      add_credit (credits, title, name);
      title = "";
    }
  value = bs_node_builder_end (credits);

  return set_node (document, _ ("Credit"), path, bs_node_get_length (value) > 0 ? value : NULL);
}

/* --- Order and place --- */

gboolean
bs_photo_edit_move (BsDocument *document, const char *photo, int step)
{
  const BsNode *photos = bs_issue_get_photos (bs_document_get_root (document));
  int from = bs_node_index_of_id (photos, photo);
  const char *story = bs_node_get_text (bs_node_find_by_id (photos, photo), "story");
  int to = from + step;
  gboolean done;

  while (to >= 0 && to < (int) bs_node_get_length (photos)
         && strcmp (bs_node_get_text (bs_node_get_element (photos, (guint) to), "story"), story)
              != 0)
    to += step;
  if (from < 0 || to < 0 || to >= (int) bs_node_get_length (photos)
      || bs_document_get_read_only (document))
    return FALSE;

  bs_document_begin (document, _ ("Move Photo"), NULL);
  done = bs_document_move (document, "/photos", (guint) from, (guint) to, NULL);
  bs_document_end (document);

  return done;
}

gboolean
bs_photo_edit_detach (BsDocument *document, const char *photo)
{
  g_autofree char *path = dup_path (photo, "story");

  return set_node (document, _ ("Detach Photo"), path, NULL);
}

static gboolean
remove_from_box (BsDocument *document, const char *page, const BsNode *box, const char *photo)
{
  const BsNode *refs = bs_node_get_member (box, "refs");
  g_autofree char *path = g_strdup_printf ("/pages/%s/boxes/%s", page,
                                           bs_node_get_text (box, "id"));

  for (guint i = 0; i < bs_node_get_length (refs); i++)
    {
      g_autofree char *ref = NULL;

      if (strcmp (bs_node_get_string (bs_node_get_element (refs, i)), photo) != 0)
        continue;
      if (bs_node_get_length (refs) == 1)
        return bs_document_remove (document, path, NULL);
      ref = g_strdup_printf ("%s/refs/%u", path, i);
      return bs_document_remove (document, ref, NULL);
    }

  return TRUE;
}

gboolean
bs_photo_edit_remove (BsDocument *document, const char *photo)
{
  g_autoptr (BsNode) root = bs_node_ref (bs_document_get_root (document));
  const BsNode *pages = bs_issue_get_pages (root);
  g_autofree char *path = g_strdup_printf ("/photos/%s", photo);
  gboolean done = TRUE;

  if (bs_document_get_read_only (document) || bs_issue_get_photo (root, photo) == NULL)
    return FALSE;

  bs_document_begin (document, _ ("Remove Photo"), NULL);
  for (guint i = 0; done && i < bs_node_get_length (pages); i++)
    {
      const BsNode *page = bs_node_get_element (pages, i);
      const BsNode *boxes = bs_node_get_member (page, "boxes");

      for (guint k = 0; done && k < bs_node_get_length (boxes); k++)
        done = remove_from_box (document, bs_node_get_text (page, "id"),
                                bs_node_get_element (boxes, k), photo);
    }
  done = done && bs_document_remove (document, path, NULL);
  if (done)
    bs_document_end (document);
  else
    bs_document_cancel (document);

  return done;
}
