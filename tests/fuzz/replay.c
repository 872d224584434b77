/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs a fuzz target once on each file of a folder, and on the beginnings of each: what a fuzzer
 * once found stays found without a fuzzer. Prints TAP.
 */

#include <glib.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static guint
replay (const char *path)
{
  g_autofree char *content = NULL;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, NULL))
    return 0;
  LLVMFuzzerTestOneInput ((const guint8 *) content, length);
  /* In a block of its own size, so that a read beyond the end is seen by sanitizers. */
  for (guint eighth = 1; eighth < 8; eighth++)
    {
      gsize part = length * eighth / 8;
      g_autofree guint8 *beginning = g_memdup2 (content, part);

      LLVMFuzzerTestOneInput (beginning, part);
    }

  return 1;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GDir) folder = argc == 3 ? g_dir_open (argv[2], 0, NULL) : NULL;
  const char *name;
  guint n_files = 0;

  if (folder == NULL)
    {
      fprintf (stderr, "usage: %s NAME FOLDER\n", argv[0]);
      return 2;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[2], name, NULL);

      n_files += replay (path);
    }
  printf ("1..1\n%sok 1 /fuzz/%s/survives-%u-files\n", n_files > 0 ? "" : "not ", argv[1], n_files);

  return n_files > 0 ? 0 : 1;
}
