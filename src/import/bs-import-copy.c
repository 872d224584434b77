/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-import-copy.h"

#include "bs-config.h"
#include "bs-import-private.h"
#include "bs-ninjs.h"
#include "bs-office-text.h"
#include "bs-text-decoder.h"

#include "base/bs-file.h"
#include "model/bs-left-media.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HEAD_BYTES 32

static void
picture_free (BsImportPicture *picture)
{
  if (picture->is_temporary && picture->file != NULL)
    g_file_delete (picture->file, NULL, NULL);
  g_clear_object (&picture->file);
  g_clear_object (&picture->folder);
  g_clear_pointer (&picture->info, bs_photo_info_free);
  g_clear_pointer (&picture->media, g_free);
  g_free (picture);
}

static BsImportCopy *
copy_new (const char *name, BsSourceKind kind)
{
  BsImportCopy *self = g_new0 (BsImportCopy, 1);

  self->name = g_strdup (name);
  self->kind = kind;
  self->encoding = g_strdup ("");
  self->facts = g_array_new (FALSE, TRUE, sizeof (BsLineFact));
  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
bs_import_copy_free (BsImportCopy *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->encoding, g_free);
  g_clear_pointer (&self->import, bs_page_import_unref);
  g_clear_pointer (&self->facts, g_array_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

guint
bs_import_copy_count (BsImportCopy *self, BsImportKind kind)
{
  guint n = 0;

  for (guint i = 0; self->import != NULL && i < bs_page_import_get_n_items (self->import); i++)
    n += bs_page_import_get_item (self->import, i)->kind == kind;

  return n;
}

static void
add_picture (BsImportCopy *self, GFile *file, BsPhotoInfo *info, guint line, gboolean temporary)
{
  BsImportPicture *picture = g_new0 (BsImportPicture, 1);

  picture->file = g_object_ref (file);
  picture->info = info;
  picture->line = line;
  picture->is_temporary = temporary;
  g_ptr_array_add (self->pictures, picture);
}

/* The line at which the first item of a later parse has @number; the parse keeps the order. */
static void
say (BsImportCopy *self, guint number, BsLineRole role)
{
  for (guint i = 0; i < bs_page_import_get_n_lines (self->import); i++)
    if (bs_page_import_get_line (self->import, i)->number == number)
      {
        g_array_index (self->facts, BsLineFact, i).role = role;
        return;
      }
}

/* A paragraph of a word processor's file is a whole one: what was read as the rest of the one
 * before is a paragraph of its own. */
static void
say_paragraphs (BsImportCopy *self)
{
  for (guint i = 0; i < bs_page_import_get_n_lines (self->import); i++)
    {
      BsLineFact *fact = &g_array_index (self->facts, BsLineFact, i);

      if (fact->role == BS_LINE_BLANK
          && bs_page_import_get_line (self->import, i)->role == BS_LINE_CONTINUATION)
        fact->role = BS_LINE_BODY;
    }
}

static gboolean
read_again (BsImportCopy *self, GError **error)
{
  BsPageImport *import = bs_page_text_parse_known (self->text, strlen (self->text),
                                                   (const BsLineFact *) self->facts->data,
                                                   self->facts->len, error);

  if (import == NULL)
    return FALSE;
  g_clear_pointer (&self->import, bs_page_import_unref);
  self->import = import;

  return TRUE;
}

static gboolean
parse (BsImportCopy *self, GError **error)
{
  self->import = bs_page_text_parse (self->text, strlen (self->text), error);
  if (self->import == NULL)
    {
      g_prefix_error (error, "%s: ", self->name);
      return FALSE;
    }
  g_array_set_size (self->facts, bs_page_import_get_n_lines (self->import));

  return TRUE;
}

static void
judge_kind (BsImportCopy *self)
{
  self->kind = bs_import_copy_count (self, BS_IMPORT_STORY) > 1 ? BS_SOURCE_PAGE_TEXT
                                                                : BS_SOURCE_STORY;
}

/* A picture that cannot be used is left out and told of; the text is what counts. */
static void
unpack_picture (BsImportCopy *self, const BsOfficePicture *from)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("broadsheet-XXXXXX", &stream, &error);
  BsPhotoInfo *info = NULL;

  if (file != NULL
      && g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (stream)),
                                    g_bytes_get_data (from->bytes, NULL),
                                    g_bytes_get_size (from->bytes), NULL, NULL, &error)
      && g_io_stream_close (G_IO_STREAM (stream), NULL, &error))
    info = bs_photo_info_load (file, &error);
  if (info != NULL)
    {
      add_picture (self, file, info, from->line, TRUE);
      return;
    }

  g_ptr_array_add (self->notes,
                   /* Translators: name of a picture inside a Word file, and why it was left out */
                   g_strdup_printf (_ ("The picture %s was left out: %s"), from->name,
                                    error->message));
  if (file != NULL)
    g_file_delete (file, NULL, NULL);
}

static gboolean
read_office (BsImportCopy *self, GBytes *bytes, GError **error)
{
  g_autoptr (BsOfficeText) office = bs_office_text_read (self->name, bytes, error);

  if (office == NULL)
    return FALSE;
  self->text = g_strdup (office->text);
  if (!parse (self, error))
    return FALSE;
  for (guint i = 0; i < office->roles->len; i++)
    {
      BsLineRole role = g_array_index (office->roles, BsLineRole, i);

      if (role != BS_LINE_BLANK)
        say (self, i + 1, role);
    }
  if (!read_again (self, error))
    return FALSE;
  say_paragraphs (self);
  if (!read_again (self, error))
    return FALSE;
  judge_kind (self);
  for (guint i = 0; i < office->notes->len; i++)
    g_ptr_array_add (self->notes, g_strdup (g_ptr_array_index (office->notes, i)));
  for (guint i = 0; i < office->pictures->len; i++)
    unpack_picture (self, g_ptr_array_index (office->pictures, i));

  return TRUE;
}

static gboolean
read_text (BsImportCopy *self, GBytes *bytes, GError **error)
{
  BsTextEncoding encoding = BS_TEXT_ENCODING_UTF8;

  self->text = bs_text_decode (self->name, bytes, &encoding, error);
  if (self->text == NULL || !parse (self, error))
    return FALSE;
  g_free (self->encoding);
  self->encoding = g_strdup (bs_text_encoding_get_name (encoding));
  judge_kind (self);

  return TRUE;
}

/**
 * bs_import_copy_new:
 * @name: how the source is called in messages; its ending tells ninjs from other text
 * @bytes: text, a word processor's file or ninjs; photos need a file of their own
 *
 * Returns: (transfer full): or %NULL with a %BS_IMPORT_ERROR
 */
BsImportCopy *
bs_import_copy_new (const char *name, GBytes *bytes, GError **error)
{
  g_autoptr (BsImportCopy) self = NULL;
  BsSourceKind kind = BS_SOURCE_STORY;

  g_return_val_if_fail (name != NULL && bytes != NULL, NULL);

  if (!bs_import_sniff (name, bytes, &kind, error))
    return NULL;
  self = copy_new (name, kind);
  if (kind == BS_SOURCE_PHOTO)
    {
      g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_UNSUPPORTED,
                   _ ("%s: is a photo, which must come as a file. Save it and import the file"),
                   name);
      return NULL;
    }
  if (kind == BS_SOURCE_NINJS)
    {
      self->bytes = g_bytes_ref (bytes);
      return g_steal_pointer (&self);
    }
  if (bs_office_text_is_one (bytes) ? !read_office (self, bytes, error)
                                    : !read_text (self, bytes, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Only a regular file can be looked at twice; a pipe is read as text. */
static GBytes *
read_head (GFile *file)
{
  g_autoptr (GFileInputStream) stream = NULL;
  guint8 head[HEAD_BYTES];
  gsize got = 0;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_REGULAR)
    return g_bytes_new (NULL, 0);
  stream = g_file_read (file, NULL, NULL);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &got, NULL, NULL))
    return g_bytes_new (NULL, 0);

  return g_bytes_new (head, got);
}

static gsize
limit_of (const char *name, GBytes *head)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (bs_office_text_is_one (head))
    return BS_OFFICE_LIMIT;

  return g_str_has_suffix (lower, ".json") || g_str_has_suffix (lower, ".ndjson") ? BS_NINJS_LIMIT
                                                                                  : BS_TEXT_LIMIT;
}

/* What an editor can do about it is said too. */
static GBytes *
read_bytes (GFile *file, gsize limit, GError **error)
{
  g_autoptr (GError) reason = NULL;
  GBytes *bytes = bs_file_read (file, limit, &reason);
  g_autofree char *name = NULL;
  g_autofree char *size = NULL;

  if (bytes != NULL)
    return bytes;
  name = g_file_get_parse_name (file);
  size = g_format_size (limit);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_TOO_LARGE,
                 _ ("%s: is larger than %s, the most that is taken in at once. Split it into "
                    "smaller files, or copy and paste the part that is needed"),
                 name, size);
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("%s: cannot be read: there is no such file, or no longer. Look where it went, "
                    "and import it from there"),
                 name);
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 _ ("%s: cannot be read: it is not yours to read. Ask its owner to allow it, or "
                    "for a copy"),
                 name);
  else
    g_propagate_error (error, g_steal_pointer (&reason));

  return NULL;
}

/**
 * bs_import_copy_read:
 *
 * Reads a page's text, a story, ninjs or a photo, whatever the file is. May take long: any thread.
 *
 * Returns: (transfer full): or %NULL with a %BS_IMPORT_ERROR, %BS_MODEL_ERROR or %G_IO_ERROR
 */
BsImportCopy *
bs_import_copy_read (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GBytes) head = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  base = g_file_get_basename (file);
  name = g_filename_display_name (base);
  head = read_head (file);
  if (bs_import_is_photo (head))
    {
      BsPhotoInfo *info = bs_photo_info_load (file, error);
      BsImportCopy *self;

      if (info == NULL)
        return NULL;
      self = copy_new (name, BS_SOURCE_PHOTO);
      add_picture (self, file, info, 0, FALSE);
      return self;
    }
  if (g_bytes_get_size (head) > 0 && bs_import_refuse (name, head, error))
    return NULL;
  bytes = read_bytes (file, limit_of (name, head), error);

  return bytes != NULL ? bs_import_copy_new (name, bytes, error) : NULL;
}

gboolean
bs_import_copy_store (BsImportCopy *self, GFile *folder, int mode, GError **error)
{
  g_return_val_if_fail (self != NULL && G_IS_FILE (folder), FALSE);

  for (guint i = 0; i < self->pictures->len; i++)
    {
      BsImportPicture *picture = g_ptr_array_index (self->pictures, i);

      picture->media = bs_left_media_store (folder, mode, picture->file, &picture->is_left_over,
                                            error);
      if (picture->media == NULL)
        return FALSE;
      g_set_object (&picture->folder, folder);
    }

  return TRUE;
}

/**
 * bs_import_copy_drop:
 *
 * Removes those of its pictures that bs_import_copy_store() put where @document keeps its photos and
 * that were not taken in. Those that were there before stay.
 */
void
bs_import_copy_drop (BsImportCopy *self, BsDocument *document)
{
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_return_if_fail (self != NULL && BS_IS_DOCUMENT (document));

  folder = bs_document_get_media_folder (document);
  for (guint i = 0; i < self->pictures->len; i++)
    {
      BsImportPicture *picture = g_ptr_array_index (self->pictures, i);

      if (picture->is_left_over && g_file_equal (folder, picture->folder))
        g_ptr_array_add (names, picture->media);
      picture->is_left_over = FALSE;
    }
  if (names->len == 0)
    return;

  g_ptr_array_add (names, NULL);
  bs_left_media_drop (document, (const char *const *) names->pdata);
}

static BsImportReport *
apply_text (BsImportCopy *self, BsDocument *document, BsPageImport *import,
            const BsImportTarget *target, GError **error)
{
  g_autoptr (BsImportReport) report = bs_import_apply_to (document, import, target, error);
  guint n_stories = 0;

  if (report == NULL || !bs_import_pictures (document, self, import, report, error))
    return NULL;
  for (guint i = 0; i < bs_page_import_get_n_items (import); i++)
    n_stories += bs_page_import_get_item (import, i)->kind == BS_IMPORT_STORY;
  report->kind = n_stories > 1 ? BS_SOURCE_PAGE_TEXT : BS_SOURCE_STORY;
  g_free (report->source);
  report->source = g_strdup (self->name);
  g_free (report->encoding);
  report->encoding = g_strdup (self->encoding);
  for (guint i = 0; i < self->notes->len; i++)
    g_ptr_array_add (report->notes, g_strdup (g_ptr_array_index (self->notes, i)));

  return g_steal_pointer (&report);
}

/**
 * bs_import_copy_apply:
 * @import: (nullable): what an editor made of its text
 *
 * Takes it into the document as one step of undo, or as part of the step that is open.
 *
 * Returns: (transfer full): what became of it; or %NULL, and the document is as before, with a
 *   %BS_IMPORT_ERROR or %BS_MODEL_ERROR
 */
BsImportReport *
bs_import_copy_apply (BsImportCopy *self, BsDocument *document, BsPageImport *import,
                      const BsImportTarget *target, GError **error)
{
  BsImportReport *report;

  g_return_val_if_fail (self != NULL && BS_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (target != NULL, NULL);

  bs_document_begin (document, _ ("Import"), NULL);
  switch (self->kind)
    {
    case BS_SOURCE_PHOTO:
      report = bs_import_photo (document, self, target, error);
      break;
    case BS_SOURCE_NINJS:
      report = bs_ninjs_import (document, self->bytes, self->name, target->page, error);
      break;
    default:
      report = apply_text (self, document, import != NULL ? import : self->import, target, error);
      break;
    }
  if (report == NULL)
    bs_document_cancel (document);
  else
    bs_document_end (document);

  return report;
}
