/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-page.h"
#include "bs-config.h"

#include <glib/gi18n-lib.h>

static void
print_summary (BsCli *cli, guint n_pages, guint n_errors, guint n_warnings)
{
  bs_cli_print (cli, ngettext ("%u page", "%u pages", n_pages), n_pages);
  bs_cli_print (cli, ngettext (", %u error", ", %u errors", n_errors), n_errors);
  bs_cli_print (cli, ngettext (", %u warning\n", ", %u warnings\n", n_warnings), n_warnings);
}

static BsExit
check (BsCli *cli, const char *file, char *const *wanted, gboolean json)
{
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (BsLayout) layout = NULL;
  g_autoptr (GPtrArray) judged = NULL;
  g_autoptr (GFile) media = NULL;
  g_autofree char *title = NULL;
  g_auto (GStrv) pages = NULL;
  g_autoptr (GError) error = NULL;
  BsPdfOptions options;
  const BsNode *issue;
  guint n_errors, n_warnings;

  document = bs_cli_open_issue (cli, file, FALSE, &error);
  if (document == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);
  issue = bs_document_get_root (document);
  media = bs_document_get_media_folder (document);
  title = bs_cli_dup_issue_title (issue);
  pages = bs_cli_choose_pages (issue, wanted, &error);
  if (pages != NULL
      && bs_cli_init_pdf_options (&options, cli, issue, pages[0], title, media, &error))
    layout = bs_layout_new (cli->environment, &error);
  if (layout != NULL)
    judged = bs_cli_set_pages (cli, layout, issue, pages, &options, &error);
  if (judged == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);

  n_errors = bs_cli_count_findings (judged, BS_LEVEL_ERROR);
  n_warnings = bs_cli_count_findings (judged, BS_LEVEL_WARNING);
  if (json)
    {
      BsNodeBuilder *object = bs_node_builder_new_object ();

      bs_node_builder_set (object, "pages", bs_cli_findings_to_node (judged));
      bs_cli_print_json (cli, bs_node_builder_end (object));
    }
  else
    {
      g_autofree char *findings = bs_cli_dup_findings (judged, BS_LEVEL_INFO);

      bs_cli_print (cli, "%s", findings);
      print_summary (cli, judged->len, n_errors, n_warnings);
    }

  return n_errors > 0 ? BS_EXIT_FINDINGS : BS_EXIT_DONE;
}

BsExit
bs_verb_check (BsCli *cli, int argc, char *argv[])
{
  g_auto (GStrv) operands = NULL;
  g_auto (GStrv) pages = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = { { "page", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &pages,
                                     N_ ("Only this page; may be repeated"), "A1" },
                                   { "json", 0, 0, G_OPTION_ARG_NONE, &json,
                                     N_ ("Print one JSON object"), NULL },
                                   { NULL } };
  const BsUsage usage = { entries, NULL, 1, 1 };
  BsExit status;

  if (!bs_cli_parse (cli, &usage, argc, argv, &operands, &status))
    return status;

  return check (cli, operands[0], pages, json);
}
