/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preloaded into the program that a test uses: a disk that takes its time. While there is a file `busy` in
 * the folder that BROADSHEET_SLOW_DISK names, nothing that is written comes to be on the disk, but for
 * journals; a file `asked` tells that somebody waits for it.
 */
#include <dlfcn.h>
#include <glib.h>
#include <unistd.h>

#define NAP_MICROSECONDS 20000

static gboolean
is_journal (int file)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", file);
  g_autofree char *path = g_file_read_link (link, NULL);

  return path != NULL && g_str_has_suffix (path, ".journal");
}

static void
wait_for_disk (const char *folder)
{
  g_autofree char *busy = g_build_filename (folder, "busy", NULL);
  g_autofree char *asked = g_build_filename (folder, "asked", NULL);

  for (; g_file_test (busy, G_FILE_TEST_EXISTS); g_usleep (NAP_MICROSECONDS))
    if (!g_file_test (asked, G_FILE_TEST_EXISTS))
      g_file_set_contents_full (asked, "", 0, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
}

int
fsync (int file)
{
  int (*next) (int) = (int (*) (int)) dlsym (RTLD_NEXT, "fsync");
  const char *folder = g_getenv ("BROADSHEET_SLOW_DISK");

  if (folder != NULL && !is_journal (file))
    wait_for_disk (folder);

  return next (file);
}
