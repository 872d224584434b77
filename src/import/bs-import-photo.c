/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-config.h"
#include "bs-copy-marks.h"
#include "bs-import-private.h"

#include "model/bs-issue.h"
#include "model/bs-left-media.h"
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

/* @id: of the photo that this picture is for, whatever it had until now. Its crop was of another
 * picture; words that the desk has not written are the picture's. */
static gboolean
give_picture (BsDocument *document, const char *id, const BsNode *picture, GError **error)
{
  static const char *const words[] = { "caption", "credits" };
  const BsNode *photo = bs_issue_get_photo (bs_document_get_root (document), id);
  g_autofree char *crop = bs_issue_dup_path ("photo", id, "crop");
  gboolean written[G_N_ELEMENTS (words)];

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    written[i] = bs_node_get_member (photo, words[i]) != NULL;
  if (bs_node_get_member (photo, "crop") != NULL
      && !bs_document_set_node (document, crop, NULL, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const BsNode *value = bs_node_get_member (picture, words[i]);
      g_autofree char *path = bs_issue_dup_path ("photo", id, words[i]);

      if (!written[i] && value != NULL && !bs_document_set_node (document, path, value, error))
        return FALSE;
    }

  return complete_waiting (document, id, picture, error);
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

/* Its name where the document keeps photos. One that was stored while the document moved, or that
 * another who brought it had to drop, is stored again. */
static char *
dup_media (BsDocument *document, BsImportPicture *picture, GError **error)
{
  picture->is_left_over = FALSE;
  if (picture->media != NULL && bs_left_media_is_there (document, picture->folder, picture->media))
    return g_strdup (picture->media);

  return bs_document_add_media (document, picture->file, error);
}

/* The photo as the picture tells of it. */
static BsNode *
build_photo (BsImportPicture *picture, const char *id, const char *media,
             const BsImportTarget *target)
{
  BsNode *photo = with_text (bs_photo_info_to_photo (picture->info, id, media), "page",
                             target->page);

  return split_caption (with_text (photo, "story", target->story != NULL ? target->story : ""));
}

/* Takes in a photo with what it says of itself: for the photo that it is meant for; where a caption
 * of the page waits with the very words that this one carries, for that; else it is a new photo of
 * the page. */
BsImportReport *
bs_import_photo (BsDocument *document, BsImportCopy *copy, const BsImportTarget *target,
                 GError **error)
{
  BsImportPicture *picture = g_ptr_array_index (copy->pictures, 0);
  g_autoptr (BsNode) photo = NULL;
  g_autofree char *media = NULL;
  g_autofree char *id = NULL;
  g_autofree char *page = g_strdup (bs_import_find_page (document, target->page, error));
  const BsImportTarget found = { .page = page, .story = target->story };
  const BsNode *meant = target->photo != NULL
                          ? bs_issue_get_photo (bs_document_get_root (document), target->photo)
                          : NULL;
  const BsNode *waiting;
  gboolean done;

  if (page == NULL)
    return NULL;
  media = dup_media (document, picture, error);
  if (media == NULL)
    return NULL;

  id = bs_document_new_id (document, "/photos", "p");
  photo = build_photo (picture, id, media, &found);
  waiting = meant == NULL ? find_waiting (document, page, photo) : NULL;
  bs_document_begin (document, meant != NULL ? _ ("Add Picture") : _ ("Import Photo"), NULL);
  if (meant != NULL || waiting != NULL)
    {
      g_free (id);
      id = g_strdup (bs_node_get_text (meant != NULL ? meant : waiting, "id"));
      done = meant != NULL ? give_picture (document, id, photo, error)
                           : complete_waiting (document, id, photo, error);
    }
  else
    done = bs_document_insert (document, "/photos", -1, photo, error);
  if (!done)
    {
      bs_document_cancel (document);
      return NULL;
    }
  bs_document_end (document);

  return report_photo (copy->name, page, id, photo);
}

/* The caption that stands right below the picture, else right above; -1: none. Each is taken once. */
static int
find_caption (BsPageImport *import, const BsImportPicture *picture, guint n_together, GArray *taken)
{
  int above = -1;

  for (guint i = 0; i < bs_page_import_get_n_items (import); i++)
    {
      const BsImportItem *item = bs_page_import_get_item (import, i);

      if (item->kind != BS_IMPORT_CAPTION || g_array_index (taken, gboolean, i))
        continue;
      if (item->line > picture->line && item->line <= picture->line + n_together)
        return (int) i;
      if (item->line == picture->line)
        above = (int) i;
    }

  return above;
}

/* The story in whose text the picture stood. */
static int
find_surrounding (BsPageImport *import, guint number)
{
  int story = -1;

  for (guint i = 0; i < bs_page_import_get_n_lines (import); i++)
    {
      const BsImportLine *line = bs_page_import_get_line (import, i);

      if (line->item < 0 || bs_page_import_get_item (import, line->item)->kind != BS_IMPORT_STORY)
        continue;
      if (line->number > number && story >= 0)
        break;
      story = line->item;
    }

  return story;
}

static gboolean
add_picture (BsDocument *document, BsImportPicture *picture, const char *page, const char *story,
             BsImportReport *report, GError **error)
{
  g_autofree char *media = dup_media (document, picture, error);
  g_autofree char *id = NULL;
  g_autoptr (BsNode) photo = NULL;
  const BsImportTarget target = { .page = page, .story = story };
  BsImportEntry *entry;

  if (media == NULL)
    return FALSE;
  id = bs_document_new_id (document, "/photos", "p");
  photo = build_photo (picture, id, media, &target);
  if (!bs_document_insert (document, "/photos", -1, photo, error))
    return FALSE;

  entry = g_new0 (BsImportEntry, 1);
  entry->kind = BS_IMPORT_CAPTION;
  entry->id = g_steal_pointer (&id);
  entry->title = g_strdup (bs_node_get_text (photo, "caption"));
  entry->confidence = 100;
  entry->line = picture->line;
  g_ptr_array_add (report->entries, entry);

  return TRUE;
}

static gboolean
complete_caption (BsDocument *document, BsImportPicture *picture, const char *id, GError **error)
{
  g_autofree char *media = dup_media (document, picture, error);
  g_autoptr (BsNode) photo = NULL;

  if (media == NULL)
    return FALSE;
  photo = bs_photo_info_to_photo (picture->info, id, media);

  return complete_waiting (document, id, photo, error);
}

gboolean
bs_import_pictures (BsDocument *document, BsImportCopy *copy, BsPageImport *import,
                    BsImportReport *report, GError **error)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, TRUE, sizeof (gboolean));

  g_array_set_size (taken, bs_page_import_get_n_items (import) + 1);
  for (guint i = 0; i < copy->pictures->len; i++)
    {
      BsImportPicture *picture = g_ptr_array_index (copy->pictures, i);
      guint n_together = 0;
      int caption;
      int story;

      for (guint k = 0; k < copy->pictures->len; k++)
        n_together += ((BsImportPicture *) g_ptr_array_index (copy->pictures, k))->line
                      == picture->line;
      caption = find_caption (import, picture, n_together, taken);
      story = find_surrounding (import, picture->line);
      if (caption >= 0)
        {
          const BsImportEntry *entry = g_ptr_array_index (report->entries, caption);

          g_array_index (taken, gboolean, caption) = TRUE;
          if (!complete_caption (document, picture, entry->id, error))
            return FALSE;
        }
      else if (!add_picture (document, picture, report->page,
                             story >= 0
                               ? ((BsImportEntry *) g_ptr_array_index (report->entries, story))->id
                               : "",
                             report, error))
        return FALSE;
    }

  return TRUE;
}
