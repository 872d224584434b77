/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-template.h"

#include "bs-media-name.h"

#include <string.h>

static gboolean
is_old (GFile *file, guint seconds)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_TIME_CHANGED,
                                                  G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return info != NULL
         && (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_CHANGED)
                + seconds
              <= now;
}

/* Only what a template's folder of photos holds; it stays where there is something else in it. */
static void
delete_media (GFile *file)
{
  g_autoptr (GFile) media = bs_template_get_media_folder (file);
  g_autoptr (GDir) dir = g_dir_open (g_file_peek_path (media), 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (GFile) photo = g_file_get_child (media, name);

      if (bs_media_name_is_valid (name))
        g_file_delete (photo, NULL, NULL);
    }
  if (dir != NULL)
    g_file_delete (media, NULL, NULL);
}

static void
purge (const char *folder, const char *name, guint seconds)
{
  g_autofree char *kept = g_strndup (name, strlen (name) - strlen (BS_TEMPLATE_REMOVED_ENDING));
  g_autoptr (GFile) removed = g_file_new_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, kept, NULL);

  if (!is_old (removed, seconds) || !g_file_delete (removed, NULL, NULL))
    return;
  /* A new one may have taken the name, and the photos. */
  if (!g_file_query_exists (file, NULL))
    delete_media (file);
}

/**
 * bs_template_purge:
 * @folders: (array zero-terminated=1): paths, as for bs_template_list()
 * @shipped_last: whether the last folder is the program's, which is left alone
 */
void
bs_template_purge (const char *const *folders, gboolean shipped_last, guint seconds)
{
  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autoptr (GDir) dir = NULL;
      const char *name;

      if (shipped_last && folders[i + 1] == NULL)
        return;
      dir = g_dir_open (folders[i], 0, NULL);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        if (g_str_has_suffix (name, BS_TEMPLATE_ENDING BS_TEMPLATE_REMOVED_ENDING))
          purge (folders[i], name, seconds);
    }
}
