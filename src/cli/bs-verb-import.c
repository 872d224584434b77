/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-error.h"
#include "bs-cli-file.h"
#include "bs-cli-import.h"
#include "bs-cli-issue.h"
#include "bs-config.h"

#include <glib/gi18n-lib.h>

static const char description[] = N_ (
  "A source is the text of a whole page, one story as text, a photo (JPEG, PNG, TIFF), or\n"
  "stories as ninjs. It prints what became of each, and which decisions are doubtful.\n"
  "When one source is refused, nothing is imported.");

static BsExit
import_all (BsCli *cli, char *const *operands, const char *page, gboolean json)
{
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (GPtrArray) reports = NULL;
  g_autoptr (GError) error = NULL;

  document = bs_cli_open_issue (cli, operands[0], TRUE, &error);
  if (document == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);
  reports = bs_cli_import (document, operands + 1, page, &error);
  if (reports == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);
  if (!bs_cli_save_issue (document, &error))
    return bs_cli_fail (cli, error, BS_EXIT_WRITE);

  if (json)
    {
      BsNodeBuilder *object = bs_node_builder_new_object ();

      bs_node_builder_set (object, "sources", bs_cli_reports_to_node (reports));
      bs_cli_print_json (cli, bs_node_builder_end (object));
    }
  else
    {
      g_autofree char *text = bs_cli_dup_reports (reports);

      bs_cli_print (cli, "%s", text);
    }

  return BS_EXIT_DONE;
}

BsExit
bs_verb_import (BsCli *cli, int argc, char *argv[])
{
  g_autofree char *page = NULL;
  g_auto (GStrv) operands = NULL;
  gboolean no_page = FALSE;
  gboolean json = FALSE;
  const GOptionEntry entries[] = { { "page", 0, 0, G_OPTION_ARG_FILENAME, &page,
                                     N_ ("Page that it goes to; default: the first"), "A1" },
                                   { "no-page", 0, 0, G_OPTION_ARG_NONE, &no_page,
                                     N_ ("No page yet: “layout --all” will find one"), NULL },
                                   { "json", 0, 0, G_OPTION_ARG_NONE, &json,
                                     N_ ("Print one JSON object"), NULL },
                                   { NULL } };
  const BsUsage usage = { entries, _ (description), 2, G_MAXUINT };
  BsExit status;

  if (!bs_cli_parse (cli, &usage, argc, argv, &operands, &status)
      || !bs_cli_take_text (cli, "--page", &page, &status))
    return status;
  if (page != NULL && no_page)
    return bs_cli_misuse (cli, "%s",
                          _ ("--page and --no-page contradict each other. Give one of them"));

  return import_all (cli, operands, no_page ? "" : page, json);
}
