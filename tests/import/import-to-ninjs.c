/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: import-to-ninjs FILE [--report | --text | --again]
 * Takes a file into a new issue and writes the issue as ninjs to standard output, for scripts that
 * compare or validate it. --again: after a second way through ninjs.
 */

#include "import/bs-ninjs.h"

#include <stdio.h>
#include <string.h>

static BsDocument *
new_document (BsEnvironment *environment)
{
  static const char *const pages[] = { "A1", "A2", NULL };
  const BsNewIssue issue = { .name = "试刊", .date = "2026-01-02", .pages = pages };

  return bs_document_new (environment, &issue);
}

static int
fail (GError *error)
{
  g_printerr ("%s\n", error->message);
  g_error_free (error);

  return 3;
}

int
main (int argc, char *argv[])
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (BsDocument) document = new_document (environment);
  g_autoptr (BsImportReport) report = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *text = NULL;
  const char *mode = argc > 2 ? argv[2] : "";
  GError *error = NULL;
  gsize length = 0;

  if (argc < 2)
    return 2;
  file = g_file_new_for_commandline_arg (argv[1]);
  report = bs_import_file (document, file, NULL, &error);
  if (report == NULL)
    return fail (error);

  if (strcmp (mode, "--report") == 0)
    text = bs_import_report_to_string (report);
  else if (strcmp (mode, "--text") == 0)
    text = bs_text_export (bs_document_get_root (document), NULL, NULL);
  else
    text = bs_ninjs_export (bs_document_get_root (document), NULL, NULL, &length);

  if (strcmp (mode, "--again") == 0)
    {
      g_autoptr (BsDocument) again = new_document (environment);
      g_autoptr (GBytes) bytes = g_bytes_new (text, length);
      g_autoptr (BsImportReport) second = bs_ninjs_import (again, bytes, "again", NULL, &error);

      if (second == NULL)
        return fail (error);
      g_free (text);
      text = bs_ninjs_export (bs_document_get_root (again), NULL, NULL, NULL);
    }
  fputs (text, stdout);

  return 0;
}
