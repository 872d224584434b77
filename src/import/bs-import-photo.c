/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-config.h"
#include "bs-copy-marks.h"
#include "bs-import-private.h"

#include "model/bs-issue.h"
#include "model/bs-photo-info.h"

#include <glib/gi18n-lib.h>

static BsNode *
credits_to_node (const BsCopyCredit *credit)
{
  BsNodeBuilder *list = bs_node_builder_new_array ();

  for (guint i = 0; credit->names[i] != NULL; i++)
    {
      BsNodeBuilder *builder = bs_node_builder_new_object ();

      bs_node_builder_set_text (builder, "title", i == 0 ? credit->title : "");
      bs_node_builder_set_text (builder, "name", credit->names[i]);
      bs_node_builder_add (list, bs_node_builder_end (builder));
    }

  return bs_node_builder_end (list);
}

static BsNode *
with_text (BsNode *node, const char *key, const char *text)
{
  g_autoptr (BsNode) old = node;
  g_autoptr (BsNode) value = *text != '\0' ? bs_node_new_string (text) : NULL;

  return bs_node_with_member (old, key, value);
}

/* Cameras' captions often end with the credit: "… 张三摄". It becomes one, if there is no other. */
static BsNode *
split_caption (BsNode *photo)
{
  g_autoptr (BsCopyMarks) marks = bs_copy_marks_new ();
  g_auto (BsCopyCredit) credit = { 0 };
  g_autofree char *caption = g_strdup (bs_node_get_text (photo, "caption"));

  if (bs_copy_marks_credit (marks, caption, &credit) && credit.start > 0)
    {
      g_autoptr (BsNode) credits = credits_to_node (&credit);

      caption[credit.start] = '\0';
      g_strchomp (caption);
      photo = with_text (photo, "caption", caption);
      if (bs_node_get_length (bs_node_get_member (photo, "credits")) == 0)
        {
          BsNode *credited = bs_node_with_member (photo, "credits", credits);

          bs_node_unref (photo);
          photo = credited;
        }
    }

  return photo;
}

/* Captions are the same when only white space and the width of marks tell them apart. */
static char *
fold_caption (const char *caption)
{
  g_autofree char *normal = g_utf8_normalize (caption, -1, G_NORMALIZE_ALL);
  GString *folded = g_string_new (NULL);

  for (const char *p = normal; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (folded, g_utf8_get_char (p));

  return g_string_free (folded, FALSE);
}

/* The one photo without a file whose caption came with the copy of @page: this picture is what it
 * waits for. Two of the same caption are not told apart. Borrowed from the document; NULL if none. */
static const BsNode *
find_waiting (BsDocument *document, const char *page, const BsNode *picture)
{
  const BsNode *photos = bs_issue_get_photos (bs_document_get_root (document));
  g_autofree char *wanted = fold_caption (bs_node_get_text (picture, "caption"));
  const BsNode *found = NULL;

  if (*wanted == '\0')
    return NULL;
  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);
      g_autofree char *caption = fold_caption (bs_node_get_text (photo, "caption"));

      if (*bs_node_get_text (photo, "file") != '\0' || !g_str_equal (caption, wanted)
          || !g_str_equal (bs_node_get_text (photo, "page"), page))
        continue;
      if (found != NULL)
        return NULL;
      found = photo;
    }

  return found;
}

/* What the desk wrote stays: only what the picture alone knows is added. */
static gboolean
complete_waiting (BsDocument *document, const char *id, const BsNode *picture, GError **error)
{
  static const char *const members[] = { "file", "width", "height", "taken" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const BsNode *value = bs_node_get_member (picture, members[i]);
      g_autofree char *path = bs_issue_dup_path ("photo", id, members[i]);

      if (value != NULL && !bs_document_set_node (document, path, value, error))
        return FALSE;
    }

  return TRUE;
}

static BsImportReport *
report_photo (const char *name, const char *page, const char *id, const BsNode *photo)
{
  BsImportReport *report = bs_import_report_new (name, BS_SOURCE_PHOTO, page);
  BsImportEntry *entry = g_new0 (BsImportEntry, 1);
  const char *caption = bs_node_get_text (photo, "caption");

  entry->kind = BS_IMPORT_CAPTION;
  entry->id = g_strdup (id);
  entry->title = g_strdup (*caption != '\0' ? caption : name);
  entry->characters = (guint) g_utf8_strlen (caption, -1);
  entry->confidence = 100;
  g_ptr_array_add (report->entries, entry);

  return report;
}

/* Takes in a photo with what it says of itself. Where a caption of the page waits for its picture,
 * with the very words that this one carries, it gets it; else it is a new photo of the page. */
BsImportReport *
bs_import_photo (BsDocument *document, GFile *file, const char *page, GError **error)
{
  g_autoptr (BsPhotoInfo) info = NULL;
  g_autoptr (BsNode) photo = NULL;
  g_autofree char *media = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = g_file_get_basename (file);
  const BsNode *waiting;
  gboolean done;

  page = bs_import_find_page (document, page, error);
  if (page == NULL)
    return NULL;
  info = bs_photo_info_load (file, error);
  if (info == NULL)
    return NULL;
  media = bs_document_add_media (document, file, error);
  if (media == NULL)
    return NULL;

  id = bs_document_new_id (document, "/photos", "p");
  photo = with_text (split_caption (bs_photo_info_to_photo (info, id, media)), "page", page);
  waiting = find_waiting (document, page, photo);
  bs_document_begin (document, _ ("Import Photo"), NULL);
  if (waiting != NULL)
    {
      g_free (id);
      id = g_strdup (bs_node_get_text (waiting, "id"));
      done = complete_waiting (document, id, photo, error);
    }
  else
    done = bs_document_insert (document, "/photos", -1, photo, error);
  if (!done)
    {
      bs_document_cancel (document);
      return NULL;
    }
  bs_document_end (document);

  return report_photo (name, page, id, photo);
}
