/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-profile-list.h"

#include "bs-output-profile.h"

#include <string.h>

#define MOST_DEPTH 3
#define MOST_PROFILES 200
#define HEADER_LENGTH 128

static void
entry_free (gpointer pointer)
{
  BsProfileEntry *entry = pointer;

  g_free (entry->path);
  g_free (entry->description);
  g_free (entry);
}

/* ICC.1:2010, 7.2: class at 12, colour space at 16, signature at 36. So that monitors' profiles need
 * not be read whole. */
static gboolean
is_press (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char header[HEADER_LENGTH];
  gsize got = 0;

  return stream != NULL
         && g_input_stream_read_all (G_INPUT_STREAM (stream), header, sizeof header, &got, NULL,
                                     NULL)
         && got == sizeof header && memcmp (header + 12, "prtr", 4) == 0
         && memcmp (header + 16, "CMYK", 4) == 0 && memcmp (header + 36, "acsp", 4) == 0;
}

static void
add_profile (GPtrArray *entries, const char *path)
{
  g_autoptr (BsOutputProfile) profile = is_press (path) ? bs_output_profile_load (path, NULL)
                                                        : NULL;
  BsProfileEntry *entry;

  if (profile == NULL)
    return;
  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (((BsProfileEntry *) g_ptr_array_index (entries, i))->description,
                     bs_output_profile_get_description (profile)))
      return;
  entry = g_new0 (BsProfileEntry, 1);
  entry->path = g_strdup (path);
  entry->description = g_strdup (bs_output_profile_get_description (profile));
  g_ptr_array_add (entries, entry);
}

static void
add_folder (GPtrArray *entries, const char *folder, guint depth)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && entries->len < MOST_PROFILES && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *lower = g_ascii_strdown (name, -1);

      if (g_str_has_suffix (lower, ".icc") || g_str_has_suffix (lower, ".icm"))
        add_profile (entries, path);
      else if (depth < MOST_DEPTH && g_file_test (path, G_FILE_TEST_IS_DIR)
               && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        add_folder (entries, path, depth + 1);
    }
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const BsProfileEntry *left = *(const BsProfileEntry *const *) a;
  const BsProfileEntry *right = *(const BsProfileEntry *const *) b;

  return g_utf8_collate (left->description, right->description);
}

GPtrArray *
bs_profile_list_new (const char *const *folders)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);

  for (guint i = 0; folders[i] != NULL; i++)
    add_folder (entries, folders[i], 0);
  g_ptr_array_sort (entries, compare_entries);

  return entries;
}
