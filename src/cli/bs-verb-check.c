/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-remedy.h"
#include "bs-config.h"

#include <glib/gi18n-lib.h>

static const char description[] = N_ (
  "--remedies says what helps against each page fault; all of it was tried. --fix applies what\n"
  "costs least, fault by fault, and saves the issue; it moves boxes and changes no copy. --apply\n"
  "does the same with remedies of one code alone, whatever that one changes.");

typedef struct
{
  char **pages;
  char **apply;
  gboolean remedies;
  gboolean fix;
  gboolean json;
} CheckOptions;

static void
check_options_clear (CheckOptions *options)
{
  g_strfreev (options->pages);
  g_strfreev (options->apply);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CheckOptions, check_options_clear)

static void
print_summary (BsCli *cli, guint n_pages, guint n_errors, guint n_warnings)
{
  bs_cli_print (cli, ngettext ("%u page", "%u pages", n_pages), n_pages);
  bs_cli_print (cli, ngettext (", %u error", ", %u errors", n_errors), n_errors);
  bs_cli_print (cli, ngettext (", %u warning\n", ", %u warnings\n", n_warnings), n_warnings);
}

/* @applied: NULL where nothing was to be applied */
static void
print_report (BsCli *cli, const CheckOptions *options, const GPtrArray *judged,
              const GPtrArray *applied)
{
  g_autofree char *findings = NULL;

  if (options->json)
    {
      BsNodeBuilder *object = bs_node_builder_new_object ();

      if (applied != NULL)
        bs_node_builder_set (object, "applied", bs_cli_applied_to_node (applied));
      bs_node_builder_set (object, "pages", bs_cli_findings_to_node (judged));
      bs_cli_print_json (cli, bs_node_builder_end (object));
      return;
    }
  if (applied != NULL)
    bs_cli_print_applied (cli, applied);
  findings = bs_cli_dup_findings (judged, BS_LEVEL_INFO);
  bs_cli_print (cli, "%s", findings);
  print_summary (cli, judged->len, bs_cli_count_findings (judged, BS_LEVEL_ERROR),
                 bs_cli_count_findings (judged, BS_LEVEL_WARNING));
}

/* The pages with what layout and preflight find on them, and what helps against it if asked. */
static GPtrArray *
judge (BsCli *cli, const CheckOptions *options, BsLayout *layout, BsDocument *document,
       char *const *pages, GError **error)
{
  const BsNode *issue = bs_document_get_root (document);
  g_autoptr (GFile) media = bs_document_get_media_folder (document);
  g_autofree char *title = bs_cli_dup_issue_title (issue);
  BsPdfOptions pdf_options;
  GPtrArray *judged;

  if (!bs_cli_init_pdf_options (&pdf_options, cli, issue, pages[0], title, media, error))
    return NULL;
  judged = bs_cli_set_pages (cli, layout, issue, pages, &pdf_options, error);
  if (judged != NULL && options->remedies)
    bs_cli_find_remedies (layout, issue, judged);

  return judged;
}

static BsExit
check (BsCli *cli, const char *file, const CheckOptions *options)
{
  gboolean changes = options->fix || options->apply != NULL;
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (BsLayout) layout = NULL;
  g_autoptr (GPtrArray) applied = NULL;
  g_autoptr (GPtrArray) judged = NULL;
  g_auto (GStrv) pages = NULL;
  g_autoptr (GError) error = NULL;

  document = bs_cli_open_issue (cli, file, changes, &error);
  if (document != NULL)
    pages = bs_cli_choose_pages (bs_document_get_root (document), options->pages, &error);
  if (pages != NULL)
    layout = bs_layout_new (cli->environment, &error);
  if (layout != NULL && changes)
    applied = bs_cli_apply_remedies (layout, document, pages, options->apply, &error);
  if (layout != NULL && error == NULL)
    judged = judge (cli, options, layout, document, pages, &error);
  if (judged == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);
  if (changes && !bs_cli_save_issue (document, &error))
    return bs_cli_fail (cli, error, BS_EXIT_WRITE);
  print_report (cli, options, judged, applied);

  return bs_cli_count_findings (judged, BS_LEVEL_ERROR) > 0 ? BS_EXIT_FINDINGS : BS_EXIT_DONE;
}

BsExit
bs_verb_check (BsCli *cli, int argc, char *argv[])
{
  g_auto (CheckOptions) options = { 0 };
  g_auto (GStrv) operands = NULL;
  const GOptionEntry entries[] = {
    { "page", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.pages,
      N_ ("Only this page; may be repeated"), "A1" },
    { "remedies", 0, 0, G_OPTION_ARG_NONE, &options.remedies,
      N_ ("Say what helps against each fault"), NULL },
    { "fix", 0, 0, G_OPTION_ARG_NONE, &options.fix,
      N_ ("Apply what helps and changes no copy, and save"), NULL },
    { "apply", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.apply,
      N_ ("Apply remedies of this code, and save; may be repeated"), "CODE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print one JSON object"), NULL },
    { NULL }
  };
  const BsUsage usage = { entries, _ (description), 1, 1 };
  BsExit status;

  if (!bs_cli_parse (cli, &usage, argc, argv, &operands, &status))
    return status;
  if (options.fix && options.apply != NULL)
    return bs_cli_misuse (cli, _ ("--fix and --apply exclude each other"));

  return check (cli, operands[0], &options);
}
