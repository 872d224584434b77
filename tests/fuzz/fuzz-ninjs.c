/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ninjs from outside, taken into an issue and written again.
 */

#include "import/bs-ninjs.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static BsEnvironment *environment;
  const BsNewIssue issue = { .name = "Fuzz", .date = "2026-11-22" };
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (BsImportReport) report = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (environment == NULL)
    environment = bs_environment_new ("/nowhere");
  document = bs_document_new (environment, &issue);
  report = bs_ninjs_import (document, bytes, "fuzz", NULL, &error);
  g_assert ((report == NULL) == (error != NULL));
  text = bs_ninjs_export (bs_document_get_root (document), NULL, NULL, &length);
  g_assert (g_utf8_validate (text, length, NULL));

  return 0;
}
