/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/bs-file.h"
#include "model/bs-document.h"
#include "model/bs-issue.h"
#include "model/bs-json.h"
#include "model/bs-left-media.h"
#include "model/bs-photo-info.h"

#include "test-model.h"

#include <gexiv2/gexiv2.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A grey JPEG of 8 by 8 pixels, baseline, one component: every table has just what it needs. */
static const guint8 jpeg_bytes[] = {
  0xff, 0xd8, 0xff, 0xdb, 0x00, 0x43, 0x00, 1,    1,    1,    1,    1,    1,    1,    1,    1,
  1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,
  1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,
  1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,    1,
  1,    1,    1,    1,    1,    1,    1,    0xff, 0xc0, 0x00, 0x0b, 0x08, 0x00, 0x10, 0x00, 0x08,
  0x01, 0x01, 0x11, 0x00, 0xff, 0xc4, 0x00, 0x14, 0x00, 0x01, 0,    0,    0,    0,    0,    0,
  0,    0,    0,    0,    0,    0,    0,    0,    0,    0x00, 0xff, 0xc4, 0x00, 0x14, 0x10, 0x01,
  0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0x00,
  0xff, 0xda, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3f, 0x00, 0x3f, 0xff, 0xd9,
};

static const guint8 png_bytes[] = {
  0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0,
  0,    0,   7,   0,   0,    0,    5,    8,    2, 0, 0, 0,  1,   2,   3,   4,
};

static const guint8 tiff_bytes[] = {
  'M', 'M', 0, 42, 0, 0, 0, 8, 0, 2, 1, 0, 0, 3, 0, 0, 0, 1, 0,
  9,   0,   0, 1,  1, 0, 4, 0, 0, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0,
};

static const guint8 little_tiff_bytes[] = {
  'I', 'I', 42, 0, 8, 0, 0, 0, 2, 0, 0, 1, 3, 0, 1, 0, 0, 0, 9,
  0,   0,   0,  1, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0,
};

static GFile *
write_bytes (const char *folder, const char *name, const void *bytes, gsize length)
{
  GFile *file = test_file (folder, name);

  g_assert_true (bs_file_write (file, bytes, length, NULL));

  return file;
}

static BsPhotoInfo *
load_bytes (const char *folder, const void *bytes, gsize length, GError **error)
{
  g_autoptr (GFile) file = write_bytes (folder, "picture", bytes, length);

  return bs_photo_info_load (file, error);
}

static void
assert_info (const char *folder, const void *bytes, gsize length, BsPhotoKind kind, guint width,
             guint height)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsPhotoInfo) info = load_bytes (folder, bytes, length, &error);

  g_assert_no_error (error);
  g_assert_cmpint (info->kind, ==, kind);
  g_assert_cmpuint (info->width, ==, width);
  g_assert_cmpuint (info->height, ==, height);
}

static void
test_kinds (void)
{
  g_autofree char *folder = test_folder ();

  assert_info (folder, jpeg_bytes, sizeof jpeg_bytes, BS_PHOTO_JPEG, 8, 16);
  assert_info (folder, png_bytes, sizeof png_bytes, BS_PHOTO_PNG, 7, 5);
  assert_info (folder, tiff_bytes, sizeof tiff_bytes, BS_PHOTO_TIFF, 9, 6);
  assert_info (folder, little_tiff_bytes, sizeof little_tiff_bytes, BS_PHOTO_TIFF, 9, 6);
  test_remove_folder (folder);
}

static void
assert_refused (const char *folder, const void *bytes, gsize length, const char *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load_bytes (folder, bytes, length, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_MEDIA);
  g_assert_nonnull (strstr (error->message, why));
}

static void
test_refused (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) directory = g_file_new_for_path (folder);
  g_autoptr (GFile) large = test_file (folder, "large");
  g_autoptr (GFile) missing = test_file (folder, "missing");
  g_autoptr (GError) error = NULL;
  guint8 bytes[sizeof png_bytes];
  guint8 loop[2 + 4 * 100];

  for (gsize length = 0; length < 24; length++)
    assert_refused (folder, png_bytes, length, length < 8 ? "no JPEG" : "damaged");
  for (gsize length = 8; length < 76; length += 5)
    assert_refused (folder, jpeg_bytes, length, "damaged");
  for (gsize length = 8; length < 34; length += 5)
    assert_refused (folder, tiff_bytes, length, "damaged");
  assert_refused (folder, "GIF89a..........", 16, "no JPEG");
  assert_refused (folder, "%PDF-1.7 an advertisement", 25, "Save it as TIFF");
  assert_refused (folder, "<svg xmlns=''/>", 15, "no JPEG");

  memcpy (bytes, png_bytes, sizeof bytes);
  bytes[18] = 0x75; /* 29952 + 7 wide: fits; 40000 high: does not */
  bytes[22] = 0x9c;
  bytes[23] = 0x40;
  assert_refused (folder, bytes, sizeof bytes, "pixels");
  bytes[22] = 0x75; /* each side fits, the area does not */
  assert_refused (folder, bytes, sizeof bytes, "pixels");
  bytes[22] = 0;
  bytes[23] = 0;
  assert_refused (folder, bytes, sizeof bytes, "damaged");

  loop[0] = 0xff;
  loop[1] = 0xd8;
  for (gsize i = 2; i < sizeof loop; i++)
    loop[i] = 0xff; /* nothing but fill bytes */
  assert_refused (folder, loop, sizeof loop, "damaged");

  g_assert_true (bs_file_write (large, jpeg_bytes, sizeof jpeg_bytes, NULL));
  g_assert_cmpint (truncate (g_file_peek_path (large), BS_PHOTO_MAX_BYTES + 1), ==, 0);
  g_assert_null (bs_photo_info_load (large, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_MEDIA);
  g_clear_error (&error);
  g_assert_null (bs_photo_info_load (directory, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_MEDIA);
  g_clear_error (&error);
  g_assert_null (bs_photo_info_load (missing, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_MEDIA);
  test_remove_folder (folder);
}

static BsPhotoInfo *
load_with_tags (const char *folder, const char *const *tags)
{
  g_autoptr (GFile) file = write_bytes (folder, "tagged", jpeg_bytes, sizeof jpeg_bytes);
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GError) error = NULL;
  BsPhotoInfo *info;

  gexiv2_metadata_open_path (metadata, g_file_peek_path (file), &error);
  g_assert_no_error (error);
  for (; *tags != NULL; tags += 2)
    {
      g_auto (GStrv) values = g_strsplit (tags[1], "|", -1);

      if (values[1] != NULL)
        gexiv2_metadata_try_set_tag_multiple (metadata, tags[0], (const char **) values, &error);
      else
        gexiv2_metadata_try_set_tag_string (metadata, tags[0], tags[1], &error);
      g_assert_no_error (error);
    }
  gexiv2_metadata_save_file (metadata, g_file_peek_path (file), &error);
  g_assert_no_error (error);
  info = bs_photo_info_load (file, &error);
  g_assert_no_error (error);

  return info;
}

static void
test_xmp (void)
{
  static const char *const tags[] = {
    "Xmp.dc.description",
    "清晨的社区食堂。",
    "Xmp.dc.creator",
    "何川|沈禾",
    "Xmp.photoshop.AuthorsPosition",
    "本报记者",
    "Xmp.photoshop.Credit",
    "河湾早报",
    "Xmp.dc.rights",
    "© 河湾日报社",
    "Xmp.photoshop.DateCreated",
    "2026-10-01T06:00:00+08:00",
    "Xmp.photoshop.Headline",
    "食堂开门",
    "Exif.Image.ImageDescription",
    "camera",
    NULL,
  };
  g_autofree char *folder = test_folder ();
  g_autoptr (BsPhotoInfo) info = load_with_tags (folder, tags);
  g_autoptr (BsNode) photo = bs_photo_info_to_photo (info, "p1", "");
  g_autofree char *credit = bs_photo_dup_credit (photo);

  g_assert_cmpstr (info->caption, ==, "清晨的社区食堂。");
  g_assert_cmpstr (info->bylines[0], ==, "何川");
  g_assert_cmpstr (info->bylines[1], ==, "沈禾");
  g_assert_cmpstr (info->credit, ==, "河湾早报");
  g_assert_cmpstr (info->copyright, ==, "© 河湾日报社");
  g_assert_cmpstr (info->taken, ==, "2026-10-01T06:00:00+08:00");
  g_assert_cmpstr (info->headline, ==, "食堂开门");
  g_assert_cmpstr (bs_node_get_text (photo, "caption"), ==, "清晨的社区食堂。");
  g_assert_cmpint (bs_node_get_number (photo, "width", 0), ==, 8);
  g_assert_cmpstr (credit, ==, "本报记者 何川 沈禾摄");
  test_remove_folder (folder);
}

static void
test_iptc (void)
{
  static const char *const utf8[] = { "Iptc.Application2.Caption", "社区食堂",
                                      "Iptc.Application2.Byline", "何川", NULL };
  /* 食堂 in GB 18030, as old desks wrote it */
  static const char *const gb18030[] = { "Iptc.Application2.Caption", "\xca\xb3\xcc\xc3", NULL };
  g_autofree char *folder = test_folder ();
  g_autoptr (BsPhotoInfo) new_info = load_with_tags (folder, utf8);
  g_autoptr (BsPhotoInfo) old_info = load_with_tags (folder, gb18030);

  g_assert_cmpstr (new_info->caption, ==, "社区食堂");
  g_assert_cmpstr (new_info->bylines[0], ==, "何川");
  g_assert_null (new_info->bylines[1]);
  g_assert_cmpstr (old_info->caption, ==, "食堂");
  test_remove_folder (folder);
}

static void
test_exif (void)
{
  static const char *const tags[] = { "Exif.Image.Orientation", "6", "Exif.Photo.DateTimeOriginal",
                                      "2026:10:01 06:07:08", NULL };
  static const char *const zeros[] = { "Exif.Photo.DateTimeOriginal", "0000:00:00 00:00:00", NULL };
  g_autofree char *folder = test_folder ();
  g_autoptr (BsPhotoInfo) info = load_with_tags (folder, tags);
  g_autoptr (BsPhotoInfo) none = load_with_tags (folder, zeros);

  g_assert_cmpuint (info->orientation, ==, 6);
  g_assert_cmpuint (info->width, ==, 16); /* as seen */
  g_assert_cmpuint (info->height, ==, 8);
  g_assert_cmpstr (info->taken, ==, "2026-10-01T06:07:08");
  g_assert_cmpstr (none->taken, ==, "");
  g_assert_cmpuint (none->orientation, ==, 1);
  test_remove_folder (folder);
}

static guint
count_media (GFile *folder)
{
  g_autoptr (GDir) dir = g_dir_open (g_file_peek_path (folder), 0, NULL);
  guint count = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    count++;

  return count;
}

static void
test_added (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "早报.broadsheet");
  g_autoptr (GFile) copy = test_file (folder, "copy.broadsheet");
  g_autoptr (GFile) picture = write_bytes (folder, "photo.gif", jpeg_bytes, sizeof jpeg_bytes);
  g_autoptr (GFile) same = write_bytes (folder, "same.JPG", jpeg_bytes, sizeof jpeg_bytes);
  g_autoptr (GFile) other = write_bytes (folder, "other.jpg", png_bytes, sizeof png_bytes);
  g_autoptr (GFile) text = write_bytes (folder, "text.jpg", "社区", 6);
  g_autoptr (GFile) media = test_file (folder, "早报.media");
  g_autoptr (GFile) copied = test_file (folder, "copy.media");
  g_autofree char *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, jpeg_bytes,
                                                         sizeof jpeg_bytes);
  g_autoptr (BsDocument) document = test_document ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *expected = g_strconcat (digest, ".jpg", NULL);
  g_autoptr (GFile) scratch = NULL;
  g_autoptr (GFile) place = NULL;
  g_autoptr (GError) error = NULL;

  /* Before there is a file */
  first = bs_document_add_media (document, picture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, expected);
  scratch = bs_document_get_media_folder (document);
  g_assert_cmpuint (count_media (scratch), ==, 1);
  g_assert_true (bs_document_save_as (document, file, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_query_exists (scratch, NULL));
  g_assert_cmpuint (count_media (media), ==, 1);

  /* The same picture again, and another */
  second = bs_document_add_media (document, same, &error);
  g_assert_cmpstr (second, ==, expected);
  third = bs_document_add_media (document, other, &error);
  g_assert_true (g_str_has_suffix (third, ".png"));
  g_assert_cmpuint (count_media (media), ==, 2);
  g_assert_null (bs_document_add_media (document, text, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_MEDIA);
  g_clear_error (&error);
  g_assert_cmpuint (count_media (media), ==, 2);
  place = bs_document_get_media (document, third);
  g_assert_true (g_file_query_exists (place, NULL));

  g_assert_true (bs_document_save_as (document, copy, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_media (copied), ==, 2);
  g_assert_cmpuint (count_media (media), ==, 2);
  test_remove_folder (folder);
}

static BsNode *
photo_of (const char *id, const char *file)
{
  g_autofree char *text = g_strdup_printf ("{\"id\":\"%s\",\"caption\":\"\",\"file\":\"%s\"}", id,
                                           file);
  BsNode *node = bs_json_parse ("photo", text, strlen (text), NULL);

  g_assert_nonnull (node);

  return node;
}

/* An import that was given up leaves nothing behind, and takes nothing with it. */
static void
test_left (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "早报.broadsheet");
  g_autoptr (GFile) one = write_bytes (folder, "one.jpg", jpeg_bytes, sizeof jpeg_bytes);
  g_autoptr (GFile) two = write_bytes (folder, "two.png", png_bytes, sizeof png_bytes);
  g_autoptr (GFile) media = test_file (folder, "早报.media");
  g_autoptr (BsDocument) document = test_document ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *again = NULL;
  g_autoptr (BsNode) photo = NULL;
  g_autoptr (GError) error = NULL;
  gboolean added = FALSE;

  g_assert_true (bs_document_save_as (document, file, &error));
  first = bs_left_media_store (media, 0777, one, &added, &error);
  g_assert_no_error (error);
  g_assert_true (added);
  second = bs_left_media_store (media, 0777, two, &added, &error);
  g_assert_true (added);
  again = bs_left_media_store (media, 0777, one, &added, &error);
  g_assert_cmpstr (again, ==, first);
  g_assert_false (added);

  photo = photo_of ("p1", first);
  g_assert_true (bs_document_insert (document, "/photos", -1, photo, &error));
  g_assert_no_error (error);
  bs_left_media_drop (document, (const char *const[]){ first, second, "../早报.broadsheet", NULL });
  g_assert_cmpuint (count_media (media), ==, 1);
  g_assert_true (g_file_query_exists (file, NULL));

  /* What an undo or a redo would bring back stays, too. */
  g_assert_true (bs_document_undo (document));
  bs_left_media_drop (document, (const char *const[]){ first, NULL });
  g_assert_cmpuint (count_media (media), ==, 1);
  g_assert_true (bs_document_redo (document));
  g_assert_true (bs_document_remove (document, "/photos/p1", &error));
  bs_left_media_drop (document, (const char *const[]){ first, NULL });
  g_assert_cmpuint (count_media (media), ==, 1);
  test_remove_folder (folder);
}

/* A document with a file and a photo that came for nothing, which a redo would bring back. */
static BsDocument *
make_left (const char *folder, GFile *media)
{
  BsDocument *document = test_document ();
  g_autoptr (GFile) file = test_file (folder, "早报.broadsheet");
  g_autoptr (GFile) source = write_bytes (folder, "one.jpg", jpeg_bytes, sizeof jpeg_bytes);
  g_autofree char *name = NULL;
  g_autoptr (BsNode) photo = NULL;
  g_autoptr (GError) error = NULL;
  gboolean added;

  g_assert_true (bs_document_save_as (document, file, &error));
  name = bs_left_media_store (media, 0777, source, &added, &error);
  g_assert_no_error (error);
  photo = photo_of ("p1", name);
  g_assert_true (bs_document_insert (document, "/photos", -1, photo, &error));
  g_assert_true (bs_document_undo (document));
  bs_left_media_drop (document, (const char *const[]){ name, NULL });
  g_assert_cmpuint (count_media (media), ==, 1);

  return document;
}

static void
test_left_goes_later (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) media = test_file (folder, "早报.media");
  g_autoptr (BsDocument) document = make_left (folder, media);

  /* With the step that could have been redone. */
  g_assert_true (bs_document_set_text (document, "/publication/motto", "天天见", NULL));
  g_assert_cmpuint (count_media (media), ==, 0);
  g_clear_object (&document);

  /* With the document. */
  document = make_left (folder, media);
  bs_document_close (document);
  g_assert_cmpuint (count_media (media), ==, 0);
  g_clear_object (&document);
  test_remove_folder (folder);
}

static void
test_left_is_needed_after_all (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) media = test_file (folder, "早报.media");
  g_autoptr (BsDocument) document = make_left (folder, media);

  /* In the file. */
  g_assert_true (bs_document_redo (document));
  g_assert_true (bs_document_save (document, NULL));
  g_assert_true (bs_document_remove (document, "/photos/p1", NULL));
  bs_document_close (document);
  g_assert_cmpuint (count_media (media), ==, 1);
  g_clear_object (&document);
  test_remove_folder (folder);
}

/* As a submission that was taken in when it was tried again. */
static void
test_left_has_become_a_photo (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) media = test_file (folder, "早报.media");
  g_autoptr (BsDocument) document = make_left (folder, media);

  g_assert_true (bs_document_redo (document));
  g_assert_true (bs_document_save (document, NULL));
  g_assert_true (bs_document_remove (document, "/photos/p1", NULL));
  g_assert_true (bs_document_save (document, NULL));
  bs_document_close (document);
  g_assert_cmpuint (count_media (media), ==, 1);
  g_clear_object (&document);
  test_remove_folder (folder);
}

static void
test_names (void)
{
  static const char *const names[] = {
    "",
    "..",
    "/etc/passwd",
    "../a.jpg",
    "x.jpg",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde.jpg",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdefa.jpg",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.jpg/x",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef/.jpg",
    "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef.jpg",
  };
  g_autoptr (BsDocument) document = test_document ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_null (bs_document_get_media (document, names[i]));
}

static void
test_unsaved_photo_survives (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) unsaved = test_file (folder, "unsaved");
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (GFile) picture = write_bytes (folder, "photo.jpg", jpeg_bytes, sizeof jpeg_bytes);
  g_autoptr (BsDocument) document = test_document ();
  g_autoptr (BsDocument) recovered = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GFile) place = NULL;
  g_autoptr (GFile) saved = NULL;
  g_autofree char *name = bs_document_add_media (document, picture, NULL);

  g_assert_true (bs_document_start_journal (document, unsaved, NULL));
  g_clear_object (&document); /* not discarded: as after a crash */
  found = bs_document_list_unsaved (unsaved);
  g_assert_cmpuint (found->len, ==, 1);
  recovered = bs_document_load_unsaved (test_environment (), g_ptr_array_index (found, 0), NULL);
  place = bs_document_get_media (recovered, name);
  g_assert_true (g_file_query_exists (place, NULL));
  g_assert_true (bs_document_save_as (recovered, file, NULL));
  saved = bs_document_get_media (recovered, name);
  g_assert_true (g_file_query_exists (saved, NULL));
  g_assert_false (g_file_query_exists (place, NULL));
  g_clear_object (&recovered);
  g_assert_cmpint (g_rmdir (g_file_peek_path (unsaved)), ==, 0);
  test_remove_folder (folder);
}

static void
store_result (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Whatever the worker saw of the photo: the document has to bring it along. */
static void
assert_late_photo_comes_along (const char *folder, BsDocument *document, const char *target)
{
  g_autoptr (GFile) photo = write_bytes (folder, "late.jpg", jpeg_bytes, sizeof jpeg_bytes);
  g_autoptr (GFile) file = test_file (folder, target);
  g_autoptr (GFile) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  bs_document_save_async (document, file, NULL, store_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  name = bs_document_add_media (document, photo, &error);
  g_assert_no_error (error);
  g_assert_true (bs_document_save_finish (document, result, &error));
  g_assert_no_error (error);
  place = bs_document_get_media (document, name);
  g_assert_true (g_file_query_exists (place, NULL));
}

static void
test_photo_taken_in_while_saving (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (BsDocument) document = test_document ();
  g_autoptr (BsDocument) other = test_document ();
  g_autoptr (GFile) file = test_file (folder, "other.broadsheet");

  assert_late_photo_comes_along (folder, document, "first.broadsheet");
  g_assert_true (bs_document_save_as (other, file, NULL));
  assert_late_photo_comes_along (folder, other, "second.broadsheet");
  test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/photo/kind-and-size-come-from-content", test_kinds);
  g_test_add_func ("/model/photo/damaged-and-huge-ones-are-refused", test_refused);
  g_test_add_func ("/model/photo/xmp-is-taken-over", test_xmp);
  g_test_add_func ("/model/photo/iptc-is-taken-over-in-any-encoding", test_iptc);
  g_test_add_func ("/model/photo/exif-tells-date-and-orientation", test_exif);
  g_test_add_func ("/model/media/photos-are-stored-once-and-go-along", test_added);
  g_test_add_func ("/model/media/only-what-nobody-needs-is-dropped", test_left);
  g_test_add_func ("/model/media/a-photo-left-behind-goes-with-the-step-that-named-it",
                   test_left_goes_later);
  g_test_add_func ("/model/media/a-photo-left-behind-stays-where-the-file-names-it",
                   test_left_is_needed_after_all);
  g_test_add_func ("/model/media/a-photo-that-was-in-the-file-stays-as-any-other",
                   test_left_has_become_a_photo);
  g_test_add_func ("/model/media/no-name-leads-out-of-the-folder", test_names);
  g_test_add_func ("/model/media/photo-of-an-unsaved-issue-survives", test_unsaved_photo_survives);

  g_test_add_func ("/model/media/photo-taken-in-while-saving-comes-along",
                   test_photo_taken_in_while_saving);

  return g_test_run ();
}
