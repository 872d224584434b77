/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-file.h"
#include "bs-cli-issue.h"
#include "bs-cli-template.h"
#include "bs-config.h"
#include "layout/bs-page-format.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

typedef struct
{
  char *template;
  char *page_format;
  char *name;
  char *date;
  gint64 number;
  char *pages;
  gboolean force;
} NewOptions;

static void
new_options_clear (NewOptions *options)
{
  g_free (options->template);
  g_free (options->page_format);
  g_free (options->name);
  g_free (options->date);
  g_free (options->pages);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NewOptions, new_options_clear)

static BsExit
create_from_template (BsCli *cli, const NewOptions *options, const BsNewIssue *issue, GFile *target)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = bs_cli_find_template (cli, options->template, &error);
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (BsPageFormat) format = NULL;

  if (file != NULL)
    document = bs_cli_make_from_template (cli, file, issue, &error);
  if (document != NULL)
    format = bs_page_format_load_for_page (cli->environment, bs_document_get_root (document), NULL,
                                           &error);
  if (format == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);
  if (!bs_cli_save_from_template (cli, file, document, target, &error))
    return bs_cli_fail (cli, error, BS_EXIT_WRITE);

  return BS_EXIT_DONE;
}

static BsExit
create_plain (BsCli *cli, const BsNewIssue *issue, GFile *target)
{
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (BsPageFormat) format = NULL;
  g_autoptr (GError) error = NULL;

  format = bs_page_format_load (cli->environment,
                                issue->page_format != NULL ? issue->page_format : "broadsheet",
                                &error);
  if (format == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);

  document = bs_document_new (cli->environment, issue);
  if (!bs_document_save_as (document, target, &error))
    return bs_cli_fail (cli, error, BS_EXIT_WRITE);

  return BS_EXIT_DONE;
}

static BsExit
create (BsCli *cli, const NewOptions *options, const char *name)
{
  g_auto (GStrv) pages = options->pages != NULL ? g_strsplit (options->pages, ",", -1) : NULL;
  g_autofree char *shown = g_filename_display_name (name);
  g_autoptr (GFile) file = g_file_new_for_path (name);
  BsNewIssue issue = {
    .name = options->name,
    .date = options->date,
    .number = options->number,
    .page_format = options->page_format,
    .pages = (const char *const *) pages,
  };

  for (guint i = 0; pages != NULL && pages[i] != NULL; i++)
    g_strstrip (pages[i]);
  if (!options->force && g_file_query_exists (file, NULL))
    {
      bs_cli_note (cli, _ ("%s: is already there. Choose another name, or --force to replace it"),
                   shown);
      return BS_EXIT_WRITE;
    }

  return options->template != NULL ? create_from_template (cli, options, &issue, file)
                                   : create_plain (cli, &issue, file);
}

BsExit
bs_verb_new (BsCli *cli, int argc, char *argv[])
{
  g_auto (NewOptions) options = { 0 };
  g_auto (GStrv) operands = NULL;
  const GOptionEntry entries[] = {
    { "template", 0, 0, G_OPTION_ARG_FILENAME, &options.template,
      N_ ("Of the publication; numbers and pages follow it"), N_ ("NAME|FILE") },
    { "page-format", 0, 0, G_OPTION_ARG_FILENAME, &options.page_format,
      N_ ("Paper and grid: broadsheet, tabloid, …"), N_ ("NAME") },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &options.name, N_ ("Of the paper"), N_ ("NAME") },
    { "date", 0, 0, G_OPTION_ARG_FILENAME, &options.date, N_ ("Of the issue; default: today"),
      "YYYY-MM-DD" },
    { "number", 0, 0, G_OPTION_ARG_INT64, &options.number, N_ ("Of the issue"), "N" },
    { "pages", 0, 0, G_OPTION_ARG_FILENAME, &options.pages, N_ ("Names of its pages; default: A1"),
      "A1,A2" },
    { "force", 0, 0, G_OPTION_ARG_NONE, &options.force, N_ ("Replace a file that is there"), NULL },
    { NULL }
  };
  const BsUsage usage = { entries, NULL, 1, 1 };
  BsExit status;

  if (!bs_cli_parse (cli, &usage, argc, argv, &operands, &status)
      || !bs_cli_take_text (cli, "--template", &options.template, &status)
      || !bs_cli_take_text (cli, "--page-format", &options.page_format, &status)
      || !bs_cli_take_text (cli, "--name", &options.name, &status)
      || !bs_cli_take_text (cli, "--date", &options.date, &status)
      || !bs_cli_take_text (cli, "--pages", &options.pages, &status))
    return status;
  if (!bs_cli_check_issue (cli, options.date, options.number, options.pages, &status))
    return status;
  if (bs_cli_is_standard (operands[0]))
    return bs_cli_misuse (cli, _ ("-: an issue cannot be made on standard output"));

  return create (cli, &options, operands[0]);
}
