/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-print.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

void
bs_cli_print_clear (BsCliPrint *print)
{
  g_clear_pointer (&print->standard, g_free);
  g_clear_pointer (&print->profile, g_free);
}

/**
 * bs_cli_print_check:
 * @status: (out): what to exit with where this returns %FALSE
 */
gboolean
bs_cli_print_check (BsCli *cli, const BsCliPrint *print, BsExit *status)
{
  if (print->standard == NULL || g_str_equal (print->standard, "x4"))
    return TRUE;
  if (g_str_equal (print->standard, "x1a"))
    *status = bs_cli_misuse (cli, _ ("--standard: x1a is not made by this version, only x4"));
  else
    *status = bs_cli_misuse (cli, _ ("--standard: must be x4"));

  return FALSE;
}

void
bs_cli_print_apply (const BsCliPrint *print, BsPdfOptions *options)
{
  options->marks = !print->no_marks;
  options->proof = print->proof;
  options->profile = print->profile;
}

static void
note_findings (BsCli *cli, const GPtrArray *pages)
{
  g_autofree char *findings = bs_cli_dup_findings (pages, BS_LEVEL_WARNING);
  g_auto (GStrv) lines = g_strsplit (findings, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      bs_cli_note (cli, "%s", lines[i]);
}

gboolean
bs_cli_print_allow (BsCli *cli, const BsCliPrint *print, const GPtrArray *pages,
                    BsPdfOptions *options)
{
  guint n_errors = bs_cli_count_findings (pages, BS_LEVEL_ERROR);

  note_findings (cli, pages);
  if (n_errors == 0 || print->proof)
    return TRUE;
  if (!print->force)
    {
      bs_cli_note (cli,
                   ngettext ("Nothing was written: %u error stands above. Mend it, or make a proof "
                             "with --proof",
                             "Nothing was written: %u errors stand above. Mend them, or make a "
                             "proof with --proof",
                             n_errors),
                   n_errors);
      return FALSE;
    }
  options->proof = TRUE;
  bs_cli_note (cli, "%s", _ ("Written all the same, and marked as a proof"));

  return TRUE;
}
