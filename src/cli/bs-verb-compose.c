/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-error.h"
#include "bs-cli-file.h"
#include "bs-cli-import.h"
#include "bs-cli-print.h"
#include "bs-config.h"
#include "layout/bs-page-format.h"

#include <glib/gi18n-lib.h>

static const char description[] = N_ (
  "The text of one page, and photos if there are any, become a print-ready PDF; the\n"
  "issue is kept only with --keep. It prints what became of the text, and which decisions\n"
  "are doubtful: on standard error when the PDF goes to standard output. A page with errors\n"
  "is not written, unless --proof or --force is given.");

typedef struct
{
  char *output;
  char *keep;
  char *page_format;
  char *name;
  char *date;
  gint64 number;
  char *page;
  gboolean json;
  BsCliPrint print;
} ComposeOptions;

static void
compose_options_clear (ComposeOptions *options)
{
  g_free (options->output);
  g_free (options->keep);
  g_free (options->page_format);
  g_free (options->name);
  g_free (options->date);
  g_free (options->page);
  bs_cli_print_clear (&options->print);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ComposeOptions, compose_options_clear)

static BsDocument *
take_in (BsCli *cli, const ComposeOptions *options, const char *page, char *const *sources,
         GPtrArray **reports, GError **error)
{
  const char *pages[] = { page, NULL };
  BsNewIssue issue = {
    .name = options->name,
    .date = options->date,
    .number = options->number,
    .page_format = options->page_format,
    .pages = pages,
  };
  g_autoptr (BsDocument) document = bs_document_new (cli->environment, &issue);

  *reports = bs_cli_import (document, sources, page, error);

  return *reports != NULL ? g_steal_pointer (&document) : NULL;
}

static gboolean
is_referred_to (const BsNode *issue, const char *page)
{
  const BsNode *stories = bs_issue_get_stories (issue);

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);

      if (g_str_equal (bs_node_get_text (story, "continued_from"), page)
          || g_str_equal (bs_node_get_text (story, "continued_on"), page))
        return TRUE;
    }

  return FALSE;
}

static gboolean
move_list (BsDocument *document, const char *list, const BsNode *items, const char *page,
           GError **error)
{
  for (guint i = 0; i < bs_node_get_length (items); i++)
    {
      g_autofree char *path = bs_issue_dup_path (
        list, bs_node_get_text (bs_node_get_element (items, i), "id"), "page");

      if (!bs_document_set_text (document, path, page, error))
        return FALSE;
    }

  return TRUE;
}

/* Copy that goes on from A1 does not stand on A1: the page takes the first name that nothing in it
 * refers to. */
static gboolean
rename_page (BsDocument *document, char **page, const GPtrArray *reports, GError **error)
{
  g_autoptr (BsNode) issue = bs_node_ref (bs_document_get_root (document));
  g_autofree char *path = bs_issue_dup_path ("pages", *page, "id");
  g_autofree char *name = g_strdup (*page);
  gboolean done;

  for (guint number = 2; is_referred_to (issue, name); number++)
    {
      g_free (name);
      name = g_strdup_printf ("A%u", number);
    }
  if (g_str_equal (name, *page))
    return TRUE;

  bs_document_begin (document, _ ("Rename Page"), NULL);
  done = bs_document_set_text (document, path, name, error)
         && move_list (document, "stories", bs_issue_get_stories (issue), name, error)
         && move_list (document, "photos", bs_issue_get_photos (issue), name, error);
  bs_document_end (document);
  for (guint i = 0; i < reports->len; i++)
    {
      BsImportReport *report = g_ptr_array_index (reports, i);

      g_free (report->page);
      report->page = g_strdup (name);
    }
  g_free (*page);
  *page = g_steal_pointer (&name);

  return done;
}

static void
report (BsCli *cli, const ComposeOptions *options, const GPtrArray *reports,
        const GPtrArray *judged)
{
  if (options->json)
    {
      BsNodeBuilder *object = bs_node_builder_new_object ();

      bs_node_builder_set (object, "sources", bs_cli_reports_to_node (reports));
      bs_node_builder_set (object, "pages", bs_cli_findings_to_node (judged));
      bs_cli_print_json (cli, bs_node_builder_end (object));
    }
  else
    {
      g_autofree char *text = bs_cli_dup_reports (reports);

      if (bs_cli_is_standard (options->output))
        g_printerr ("%s", text);
      else
        bs_cli_print (cli, "%s", text);
    }
}

/* Never over an issue that somebody may have worked on. */
static gboolean
keep (BsDocument *document, const char *name, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (name);

  if (g_file_query_exists (file, NULL))
    {
      g_autofree char *shown = g_filename_display_name (name);

      g_set_error (error, BS_CLI_ERROR, BS_EXIT_WRITE,
                   _ ("%s: is already there. Choose another name"), shown);
      return FALSE;
    }

  return bs_document_save_as (document, file, error);
}

static BsExit
finish (BsCli *cli, const ComposeOptions *options, const GPtrArray *judged,
        BsPdfOptions *pdf_options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;

  if (!bs_cli_print_allow (cli, &options->print, judged, pdf_options))
    return BS_EXIT_FINDINGS;
  pdf = bs_cli_make_pdf (cli, judged, pdf_options, &error);
  if (pdf == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);
  if (!bs_cli_write (options->output, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), &error))
    return bs_cli_fail (cli, error, BS_EXIT_WRITE);

  return bs_cli_count_findings (judged, BS_LEVEL_ERROR) > 0 ? BS_EXIT_FINDINGS : BS_EXIT_DONE;
}

static BsExit
compose (BsCli *cli, const ComposeOptions *options, char *const *sources)
{
  const BsArrangeOptions plain = { .n_alternatives = 1 };
  g_autofree char *page = g_strdup (options->page != NULL ? options->page : "A1");
  char *pages[] = { NULL, NULL };
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (BsLayout) layout = NULL;
  g_autoptr (GPtrArray) reports = NULL;
  g_autoptr (GPtrArray) arrangements = NULL;
  g_autoptr (GPtrArray) judged = NULL;
  g_autoptr (BsNode) issue = NULL;
  g_autoptr (GFile) media = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GError) error = NULL;
  BsPdfOptions pdf_options;

  document = take_in (cli, options, page, sources, &reports, &error);
  if (document != NULL && (options->page != NULL || rename_page (document, &page, reports, &error)))
    layout = bs_layout_new (cli->environment, &error);
  if (layout != NULL)
    arrangements = bs_cli_arrange_page (layout, document, page, &plain, NULL, &error);
  if (arrangements == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);

  /* Before anything is borrowed from the document: saving moves its photos. */
  if (options->keep != NULL && !keep (document, options->keep, &error))
    return bs_cli_fail (cli, error, BS_EXIT_WRITE);

  issue = bs_node_ref (bs_document_get_root (document));
  media = bs_document_get_media_folder (document);
  title = bs_cli_dup_issue_title (issue);
  pages[0] = page;
  if (bs_cli_init_pdf_options (&pdf_options, cli, issue, page, title, media, &error))
    {
      bs_cli_print_apply (&options->print, &pdf_options);
      judged = bs_cli_set_pages (cli, layout, issue, pages, &pdf_options, &error);
    }
  if (judged == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);
  report (cli, options, reports, judged);

  return finish (cli, options, judged, &pdf_options);
}

BsExit
bs_verb_compose (BsCli *cli, int argc, char *argv[])
{
  g_auto (ComposeOptions) options = { 0 };
  g_auto (GStrv) operands = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Where to write the PDF"),
      N_ ("OUT.pdf") },
    { "keep", 0, 0, G_OPTION_ARG_FILENAME, &options.keep, N_ ("Keep the issue too, laid out"),
      N_ ("FILE") },
    { "page-format", 0, 0, G_OPTION_ARG_FILENAME, &options.page_format,
      N_ ("Paper and grid: broadsheet, tabloid, …"), N_ ("NAME") },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &options.name, N_ ("Of the paper"), N_ ("NAME") },
    { "date", 0, 0, G_OPTION_ARG_FILENAME, &options.date, N_ ("Of the issue; default: today"),
      "YYYY-MM-DD" },
    { "number", 0, 0, G_OPTION_ARG_INT64, &options.number, N_ ("Of the issue"), "N" },
    { "page", 0, 0, G_OPTION_ARG_FILENAME, &options.page,
      N_ ("Name of the page; default: A1, or A2 when it goes on from A1"), "A1" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print one JSON object"), NULL },
    BS_CLI_PRINT_ENTRIES (options.print),
    { NULL }
  };
  const BsUsage usage = { entries, _ (description), 1, G_MAXUINT };
  BsExit status;

  if (!bs_cli_parse (cli, &usage, argc, argv, &operands, &status)
      || !bs_cli_take_text (cli, "--page-format", &options.page_format, &status)
      || !bs_cli_take_text (cli, "--name", &options.name, &status)
      || !bs_cli_take_text (cli, "--date", &options.date, &status)
      || !bs_cli_take_text (cli, "--page", &options.page, &status)
      || !bs_cli_print_check (cli, &options.print, &status))
    return status;
  if (options.output == NULL)
    return bs_cli_misuse (cli, _ ("-o is missing: it says where to write the PDF"));
  if (options.keep != NULL && bs_cli_is_standard (options.keep))
    return bs_cli_misuse (cli, _ ("--keep: an issue cannot be made on standard output"));
  if (options.json && bs_cli_is_standard (options.output))
    return bs_cli_misuse (cli, _ ("--json and “-o -” would both write to standard output"));
  if (!bs_cli_check_issue (cli, options.date, options.number, options.page, &status))
    return status;

  return compose (cli, &options, operands);
}
