/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-import-folder.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An evening's copy and photos; more than that is somebody's whole disk. */
#define MAX_FILES 2000

typedef struct
{
  char *key; /* of its name: "photo 2" before "photo 10" */
  GFile *file;
} FoundFile;

static void
found_file_clear (gpointer data)
{
  FoundFile *found = data;

  g_clear_pointer (&found->key, g_free);
  g_clear_object (&found->file);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (((const FoundFile *) a)->key, ((const FoundFile *) b)->key);
}

gboolean
bs_import_folder_is_one (GFile *file)
{
  return g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY;
}

/* FALSE: it is a folder. */
static gboolean
add_file (GArray *found, GFile *folder, GFileInfo *info)
{
  const char *name = g_file_info_get_name (info);
  FoundFile file = { 0 };

  if (g_file_info_get_is_hidden (info) || g_file_info_get_is_backup (info)
      || g_str_has_suffix (name, ".broadsheet"))
    return TRUE;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    return FALSE;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return TRUE;

  file.file = g_file_get_child (folder, name);
  file.key = g_utf8_collate_key_for_filename (g_file_info_get_display_name (info), -1);
  g_array_append_val (found, file);

  return TRUE;
}

static void
note (GPtrArray *notes, GFile *folder, const char *message)
{
  g_autofree char *base = g_file_get_basename (folder);
  g_autofree char *name = g_filename_display_name (base);

  g_ptr_array_add (notes, g_strdup_printf ("%s: %s", name, message));
}

GPtrArray *
bs_import_folder_list (GFile *folder, GPtrArray *notes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileEnumerator) children = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (FoundFile));
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean has_folders = FALSE;
  GFileInfo *info = NULL;

  g_return_val_if_fail (G_IS_FILE (folder) && notes != NULL, NULL);

  g_array_set_clear_func (found, found_file_clear);
  children = g_file_enumerate_children (folder,
                                        G_FILE_ATTRIBUTE_STANDARD_NAME
                                        "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME
                                        "," G_FILE_ATTRIBUTE_STANDARD_TYPE
                                        "," G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN
                                        "," G_FILE_ATTRIBUTE_STANDARD_IS_BACKUP,
                                        G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (children == NULL)
    return NULL;
  do
    {
      if (!g_file_enumerator_iterate (children, &info, NULL, cancellable, error))
        return NULL;
      if (info != NULL && !add_file (found, folder, info))
        has_folders = TRUE;
    }
  while (info != NULL && found->len <= MAX_FILES);

  if (found->len > MAX_FILES)
    {
      note (notes, folder, _ ("has too many files in it. Choose those that are meant"));
      return g_steal_pointer (&files);
    }
  g_array_sort (found, compare);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (files, g_object_ref (g_array_index (found, FoundFile, i).file));
  if (has_folders)
    note (notes, folder, _ ("has folders in it, which were left out. Drop them one by one"));
  else if (found->len == 0)
    note (notes, folder, _ ("has no files in it. Choose another folder"));

  return g_steal_pointer (&files);
}
