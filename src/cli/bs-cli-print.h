/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The options that shape a PDF, the same for export and compose, and the rule that a page with
 * errors is not printed unless it is forced or asked for as a proof.
 */
#pragma once

#include "bs-cli-page.h"

G_BEGIN_DECLS

typedef struct
{
  char *standard;  /* as given */
  char *profile;   /* raw file name */
  gboolean proof;
  gboolean force;
  gboolean no_marks;
} BsCliPrint;

#define BS_CLI_PRINT_ENTRIES(print) \
  { "standard", 0, 0, G_OPTION_ARG_FILENAME, &(print).standard, \
    N_ ("PDF/X standard: x4 (the default)"), "x4" }, \
  { "profile", 0, 0, G_OPTION_ARG_FILENAME, &(print).profile, \
    N_ ("ICC profile of the press; default: newsprint"), N_ ("FILE") }, \
  { "proof", 0, 0, G_OPTION_ARG_NONE, &(print).proof, N_ ("Mark the PDF as a proof"), NULL }, \
  { "force", 0, 0, G_OPTION_ARG_NONE, &(print).force, \
    N_ ("Write a page with errors all the same, marked as a proof"), NULL }, \
  { "no-marks", 0, 0, G_OPTION_ARG_NONE, &(print).no_marks, \
    N_ ("No crop and registration marks"), NULL }

void      bs_cli_print_clear (BsCliPrint *print);
gboolean  bs_cli_print_check (BsCli *cli, const BsCliPrint *print, BsExit *status);
void      bs_cli_print_apply (const BsCliPrint *print, BsPdfOptions *options);
/* Reports the findings of @pages on standard error. FALSE: nothing may be written. Otherwise
 * @options may have become those of a proof. */
gboolean  bs_cli_print_allow (BsCli *cli, const BsCliPrint *print, const GPtrArray *pages, BsPdfOptions *options);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsCliPrint, bs_cli_print_clear)

G_END_DECLS
