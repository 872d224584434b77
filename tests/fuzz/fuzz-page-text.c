/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes of unknown origin as the text of a page.
 */

#include "import/bs-page-text.h"
#include "import/bs-text-decoder.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = bs_text_decode ("fuzz", bytes, NULL, &error);
  BsPageImport *import;

  g_assert ((text == NULL) == (error != NULL));
  if (text == NULL)
    return 0;
  g_assert (g_utf8_validate (text, -1, NULL));

  import = bs_page_text_parse (text, strlen (text), &error);
  g_assert ((import == NULL) == (error != NULL));
  g_clear_error (&error);
  if (import != NULL)
    bs_page_import_unref (import);

  return 0;
}
