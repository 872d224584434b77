/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs a fuzz target once on each file of a folder, and on the beginnings of each: what a fuzzer
 * once found stays found without a fuzzer. Prints TAP. With TIMES also on so many of them that are
 * spoilt at random, the same for the same SEED, for where there is no libFuzzer.
 */

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static const char *const pieces[] = { "\"",   "\\",       "{",    "}",        "[",  "]",
                                      ",",    ":",        "null", "0",        "-1", "1e9",
                                      "\"\"", "\\u0000",  "\xff", "\xed\xa0", "<",  "&lt;",
                                      "\r\n", "[[[[[[[[", "true" };

static void
spoil (GByteArray *bytes, GRand *random, const GByteArray *other)
{
  guint at = bytes->len > 0 ? (guint) g_rand_int_range (random, 0, (gint32) bytes->len) : 0;
  guint most = (guint) g_rand_int_range (random, 1, 40);
  guint span = MIN (most, bytes->len - at);
  const char *piece = pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))];
  g_autoptr (GByteArray) tail = g_byte_array_new ();

  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      if (bytes->len > 0)
        bytes->data[at] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
      return;
    case 1:
      g_byte_array_remove_range (bytes, at, span);
      return;
    case 2: /* said twice */
      g_byte_array_append (tail, bytes->data + at, bytes->len - at);
      g_byte_array_set_size (bytes, at + span);
      break;
    case 3:
      g_byte_array_append (tail, bytes->data + at, bytes->len - at);
      g_byte_array_set_size (bytes, at);
      g_byte_array_append (bytes, (const guint8 *) piece, (guint) strlen (piece));
      break;
    default: /* the end of another */
      at = MIN (at, other->len);
      g_byte_array_append (tail, other->data + at, other->len - at);
      g_byte_array_set_size (bytes, MIN (at, bytes->len));
    }
  g_byte_array_append (bytes, tail->data, tail->len);
}

static void
try_spoilt (const char *path, guint times, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (
    (GDestroyNotify) g_byte_array_unref);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      char *content;
      gsize length;

      if (g_file_get_contents (file, &content, &length, NULL))
        g_ptr_array_add (files, g_byte_array_new_take ((guint8 *) content, length));
    }
  for (guint i = 0; i < times; i++)
    {
      const GByteArray *one = files->pdata[g_rand_int_range (random, 0, (gint32) files->len)];
      const GByteArray *other = files->pdata[g_rand_int_range (random, 0, (gint32) files->len)];
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_byte_array_append (bytes, one->data, one->len);
      for (int n = g_rand_int_range (random, 1, 6); n > 0; n--)
        spoil (bytes, random, other);
      LLVMFuzzerTestOneInput (bytes->data, bytes->len);
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GDir) folder = argc >= 3 ? g_dir_open (argv[2], 0, NULL) : NULL;
  const char *name;
  guint n_files = 0;

  if (folder == NULL)
    {
      fprintf (stderr, "usage: %s NAME FOLDER [TIMES [SEED]]\n", argv[0]);
      return 2;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[2], name, NULL);

      n_files += replay (path);
    }
  if (argc > 3 && n_files > 0)
    try_spoilt (argv[2], (guint) atoi (argv[3]), argc > 4 ? (guint32) atoi (argv[4]) : 1);
  printf ("1..1\n%sok 1 /fuzz/%s/survives-%u-files\n", n_files > 0 ? "" : "not ", argv[1], n_files);

  return n_files > 0 ? 0 : 1;
}
