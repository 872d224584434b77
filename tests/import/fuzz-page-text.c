/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target: any bytes end in stories or in an error, and no line is used twice. Without
 * libFuzzer it replays the files it is given, as an ordinary test.
 */

#include "import/bs-page-text.h"
#include "import/bs-text-decoder.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check (BsPageImport *import)
{
  int n_items = (int) bs_page_import_get_n_items (import);

  g_assert_cmpint (n_items, >, 0);
  for (guint i = 0; i < bs_page_import_get_n_lines (import); i++)
    {
      const BsImportLine *line = bs_page_import_get_line (import, i);

      g_assert_cmpint (line->item, <, n_items);
      g_assert_cmpuint (line->confidence, <=, 100);
    }
  for (int i = 0; i < n_items; i++)
    g_assert_cmpint (bs_page_import_get_item (import, i)->story, <, n_items);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *text = bs_text_decode ("fuzz", bytes, NULL, NULL);
  g_autoptr (BsPageImport) import = NULL;

  if (text == NULL)
    return 0;
  import = bs_page_text_parse (text, strlen (text), NULL);
  if (import != NULL)
    check (import);

  return 0;
}

#ifndef BS_FUZZING
int
main (int argc, char *argv[])
{
  g_print ("1..%d\n", argc - 1);
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *data = NULL;
      gsize length = 0;

      if (g_file_get_contents (argv[i], &data, &length, NULL))
        LLVMFuzzerTestOneInput ((const guint8 *) data, length);
      g_print ("%s %d %s\n", data != NULL ? "ok" : "not ok", i, argv[i]);
    }

  return 0;
}
#endif
