/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the desk's store promises about photos.
 */
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define LARGE (2 * 1024 * 1024 + 12345)

/* A file in the temporary folder whose bytes begin with @letter; its SHA-256. */
static char *
make_photo (Desk *desk, char letter, gsize size, char **path)
{
  g_autofree char *bytes = g_malloc (size);
  g_autofree char *name = g_strdup_printf ("arrived-%c", letter);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < size; i++)
    bytes[i] = (char) (letter + i * 7 + i / 4093);
  *path = g_build_filename (desk->folder, name, NULL);
  g_file_set_contents (*path, bytes, size, &error);
  g_assert_no_error (error);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, size);
}

static char *
sum_up (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

static void
test_a_photo_comes_back_byte_by_byte (Desk *desk, gconstpointer data)
{
  static const struct
  {
    goffset offset;
    gsize length;
  } ranges[] = { { 0, 1 },          { 0, 1048576 },     { 1048575, 2 }, { 1048576, 1048576 },
                 { 1000, 2000000 }, { LARGE - 1, 100 }, { 5, LARGE } };
  g_autofree char *path = NULL;
  g_autofree char *sha = NULL;
  g_autofree char *sum = NULL;
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GError) error = NULL;
  goffset size = 0;

  if (desk->store == NULL)
    return;
  sha = make_photo (desk, 'a', LARGE, &path);
  g_assert_true (desk_add_media (desk->store, desk->reporter, sha, path, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  desk_reopen (desk);
  g_assert_true (desk_has_media (desk->store, desk->reporter, sha, &size));
  g_assert_cmpint (size, ==, LARGE);

  whole = desk_read_media (desk->store, sha, 0, G_MAXINT, &error);
  g_assert_no_error (error);
  sum = sum_up (whole);
  g_assert_cmpstr (sum, ==, sha);
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      gsize length = MIN (ranges[i].length, (gsize) (LARGE - ranges[i].offset));
      g_autoptr (GBytes) part = desk_read_media (desk->store, sha, ranges[i].offset,
                                                 ranges[i].length, &error);
      g_autoptr (GBytes) expected = g_bytes_new_from_bytes (whole, ranges[i].offset, length);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (part, expected));
    }
  {
    g_autoptr (GBytes) beyond = desk_read_media (desk->store, sha, LARGE, 10, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (g_bytes_get_size (beyond), ==, 0);
  }
}

static void
test_a_photo_is_whose_who_gave_it (Desk *desk, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *sha = NULL;
  g_autofree char *unknown = g_strnfill (64, '0');
  g_autoptr (GError) error = NULL;

  if (desk->store == NULL)
    return;
  sha = make_photo (desk, 'a', 1000, &path);
  g_assert_true (desk_add_media (desk->store, desk->reporter, sha, path, &error));
  g_assert_true (desk_has_media (desk->store, desk->reporter, sha, NULL));
  g_assert_false (desk_has_media (desk->store, desk->other, sha, NULL));
  g_assert_true (desk_has_media (desk->store, NULL, sha, NULL));

  /* The same photo by somebody else, and again. */
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&sha, g_free);
      g_clear_pointer (&path, g_free);
      sha = make_photo (desk, 'a', 1000, &path);
      g_assert_true (desk_add_media (desk->store, desk->other, sha, path, &error));
      g_assert_no_error (error);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  g_assert_true (desk_has_media (desk->store, desk->other, sha, NULL));

  g_assert_null (desk_read_media (desk->store, unknown, 0, 10, &error));
  desk_assert_error (error, BS_DESK_ERROR_NOT_FOUND);
  g_assert_null (desk_read_media (desk->store, "../../etc/passwd", 0, 10, &error));
  desk_assert_error (error, BS_DESK_ERROR_NOT_FOUND);
  g_assert_false (desk_add_media (desk->store, desk->other, "../../../tmp/x", path, &error));
  desk_assert_error (error, BS_DESK_ERROR_CONTENT);
}

static void
test_a_draft_needs_its_photos_first (Desk *desk, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *sha = NULL;
  g_autofree char *unknown = g_strnfill (64, '0');
  BsStoreAnswer answer = { 0 };
  BsStoreDraft draft;
  g_autofree char *id = NULL;
  g_autoptr (BsSubmission) submission = NULL;
  g_autoptr (GError) error = NULL;

  if (desk->store == NULL)
    return;
  sha = make_photo (desk, 'a', 1000, &path);
  draft = desk_draft ("有照片", (const char *[]){ sha, unknown, NULL });
  g_assert_true (desk_add_media (desk->store, desk->other, sha, path, &error));
  g_assert_false (desk_submit (desk->store, desk->other, "k", &draft, &answer, &error));
  g_assert_nonnull (strstr (error->message, unknown));
  g_assert_null (strstr (error->message, sha));
  desk_assert_error (error, BS_DESK_ERROR_CONTENT);

  draft.media = (const char *[]){ sha, NULL };
  g_assert_false (desk_submit (desk->store, desk->reporter, "k", &draft, &answer, &error));
  desk_assert_error (error, BS_DESK_ERROR_CONTENT);
  /* What was refused used no key up. */
  g_assert_true (desk_submit (desk->store, desk->other, "k", &draft, &answer, &error));
  g_assert_no_error (error);
  id = desk_id_of (&answer);
  submission = desk_get (desk->store, id, 0, &error);
  g_assert_cmpuint (submission->photos, ==, 1);
  bs_store_answer_clear (&answer);
  desk_draft_clear (&draft);
}

typedef struct
{
  const char *account;
  gint64 since;
  gint64 bytes;
} CountCall;

static gboolean
count_media (BsStoreWork *work, gpointer data, GError **error)
{
  CountCall *call = data;

  call->bytes = bs_store_count_media (work, call->account, call->since, error);

  return call->bytes >= 0;
}

static gint64
count_bytes (Desk *desk, const char *account, gint64 since)
{
  CountCall call = { .account = account, .since = since };
  g_autoptr (GError) error = NULL;

  bs_store_read (desk->store, count_media, &call, &error);
  g_assert_no_error (error);

  return call.bytes;
}

static void
test_photos_count_for_who_gave_them (Desk *desk, gconstpointer data)
{
  gint64 start;

  if (desk->store == NULL)
    return;
  start = desk->clock;
  g_assert_cmpint (count_bytes (desk, desk->reporter, 0), ==, 0);
  for (char letter = 'a'; letter < 'd'; letter++)
    {
      g_autofree char *path = NULL;
      g_autofree char *sha = make_photo (desk, letter, 1000, &path);

      g_assert_true (desk_add_media (desk->store, desk->reporter, sha, path, NULL));
      desk->clock += 100;
    }
  g_assert_cmpint (count_bytes (desk, desk->reporter, start), ==, 3000);
  g_assert_cmpint (count_bytes (desk, desk->reporter, start + 100), ==, 2000);
  g_assert_cmpint (count_bytes (desk, desk->other, start), ==, 0);
}

static void
test_only_photos_that_nobody_uses_are_forgotten (Desk *desk, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *kept_path = NULL;
  g_autofree char *unused = NULL;
  g_autofree char *used = NULL;
  BsStoreAnswer answer = { 0 };
  BsStoreDraft draft;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (desk->store == NULL)
    return;
  unused = make_photo (desk, 'a', 1000, &path);
  used = make_photo (desk, 'b', 1000, &kept_path);
  draft = desk_draft ("有照片", (const char *[]){ used, NULL });
  g_assert_true (desk_add_media (desk->store, desk->reporter, unused, path, NULL));
  g_assert_true (desk_add_media (desk->store, desk->reporter, used, kept_path, NULL));
  g_assert_true (desk_submit (desk->store, desk->reporter, "k", &draft, &answer, NULL));

  desk->clock += 29 * 24 * 3600;
  desk_purge (desk->store, 30);
  g_assert_true (desk_has_media (desk->store, desk->reporter, unused, NULL));
  desk->clock += 2 * 24 * 3600;
  desk_purge (desk->store, 30);
  desk_purge (desk->store, 30);
  g_assert_false (desk_has_media (desk->store, NULL, unused, NULL));
  g_assert_null (desk_read_media (desk->store, unused, 0, 10, &error));
  desk_assert_error (error, BS_DESK_ERROR_NOT_FOUND);
  g_assert_true (desk_has_media (desk->store, desk->reporter, used, NULL));
  bytes = desk_read_media (desk->store, used, 0, 10, &error);
  g_assert_no_error (error);
  if (desk->engine == ENGINE_SQLITE)
    {
      g_autofree char *file = g_strdup_printf ("%s/media/%.2s/%s", desk->where, unused, unused);

      g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
    }

  /* And it may be given again. */
  g_clear_pointer (&path, g_free);
  g_clear_pointer (&unused, g_free);
  unused = make_photo (desk, 'a', 1000, &path);
  g_assert_true (desk_add_media (desk->store, desk->reporter, unused, path, &error));
  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = desk_read_media (desk->store, unused, 0, 2000, &error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 1000);
  bs_store_answer_clear (&answer);
  desk_draft_clear (&draft);
}

typedef struct
{
  const char *account;
  const char *sha;
  const char *path;
} AddCall;

static gboolean
add_and_give_up (BsStoreWork *work, gpointer data, GError **error)
{
  AddCall *call = data;

  if (!bs_store_add_media (work, call->account, call->sha, "image/jpeg", call->path, error))
    return FALSE;
  g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_TOO_LARGE, "over the quota");

  return FALSE;
}

static void
test_a_photo_that_is_refused_stays_where_it_arrived (Desk *desk, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *sha = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  AddCall call;

  if (desk->store == NULL)
    return;
  sha = make_photo (desk, 'a', LARGE, &path);
  call = (AddCall){ desk->reporter, sha, path };
  g_assert_false (bs_store_write (desk->store, add_and_give_up, &call, &error));
  desk_assert_error (error, BS_DESK_ERROR_TOO_LARGE);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (desk_has_media (desk->store, NULL, sha, NULL));
  g_assert_true (desk_add_media (desk->store, desk->reporter, sha, path, &error));
  g_assert_no_error (error);
  bytes = desk_read_media (desk->store, sha, 0, LARGE, &error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, LARGE);

  g_assert_false (desk_add_media (desk->store, desk->reporter, sha, path, &error));
  desk_assert_error (error, BS_DESK_ERROR_STORE);
}

const DeskPromise promises_of_media[] = {
  { "a-photo-comes-back-byte-by-byte", test_a_photo_comes_back_byte_by_byte },
  { "a-photo-is-whose-who-gave-it", test_a_photo_is_whose_who_gave_it },
  { "a-draft-needs-its-photos-first", test_a_draft_needs_its_photos_first },
  { "photos-count-for-who-gave-them", test_photos_count_for_who_gave_them },
  { "only-photos-that-nobody-uses-are-forgotten", test_only_photos_that_nobody_uses_are_forgotten },
  { "a-photo-that-is-refused-stays-where-it-arrived",
    test_a_photo_that_is_refused_stays_where_it_arrived },
  { NULL },
};
