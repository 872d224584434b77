/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-layout.h"
#include "bs-cli-progress.h"
#include "bs-config.h"

#include <glib/gi18n-lib.h>

static const char description[] = N_ (
  "Without --page and --all, every page that has stories or photos is laid out anew; locked boxes\n"
  "and advertisements stay. --all first spreads stories and photos without a page over the pages.\n"
  "The best way found is saved. --alternatives lists the others; --choose takes one of them.");

#define MAX_ALTERNATIVES 32

typedef struct
{
  char **pages;
  gboolean all;
  int alternatives;
  int choose;
  gint64 seed;
  gboolean json;
} LayoutOptions;

/* What is to be said when all is done. */
typedef struct
{
  BsNodeBuilder *layouts;
  BsNode *unplaced; /* NULL: nothing was spread */
  gboolean left_out;
} Report;

static void
layout_options_clear (LayoutOptions *options)
{
  g_strfreev (options->pages);
}

static void
report_clear (Report *report)
{
  g_clear_pointer (&report->layouts, bs_node_builder_free);
  g_clear_pointer (&report->unplaced, bs_node_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LayoutOptions, layout_options_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Report, report_clear)

static void
tell (BsCli *cli, const LayoutOptions *options, const BsCliLayout *layout, Report *report)
{
  if (!options->json)
    bs_cli_print_layout (cli, layout);
  bs_node_builder_add (report->layouts, bs_cli_layout_to_node (layout));
}

/* Lays out one page and adds what is to be said of it. */
static gboolean
lay_out (BsCli *cli, const LayoutOptions *options, BsLayout *layout, BsDocument *document,
         BsCliLayout *page, Report *report, GError **error)
{
  const BsArrangeOptions wanted = {
    .n_alternatives = (guint) MAX (options->alternatives, options->choose),
    .seed = (guint64) options->seed,
  };
  g_autoptr (GPtrArray) arrangements = NULL;

  page->chosen = (guint) MAX (options->choose, 1) - 1;
  arrangements = bs_cli_arrange_page (layout, document, page->page, &wanted, &page->chosen, error);
  if (arrangements == NULL)
    return FALSE;
  page->arrangements = arrangements;
  page->issue = bs_document_get_root (document);
  tell (cli, options, page, report);

  return TRUE;
}

static gboolean
lay_out_pages (BsCli *cli, const LayoutOptions *options, BsLayout *layout, BsDocument *document,
               char *const *pages, Report *report, GError **error)
{
  for (guint i = 0; pages[i] != NULL; i++)
    {
      BsCliLayout page = { .page = pages[i], .all = options->alternatives > 0 };

      if (!bs_cli_page_has_copy (bs_document_get_root (document), pages[i])
          && options->pages == NULL)
        {
          bs_cli_note (cli, _ ("%s: has no stories or photos and stays as it is"), pages[i]);
          continue;
        }
      if (!lay_out (cli, options, layout, document, &page, report, error))
        return FALSE;
    }

  return TRUE;
}

/* Spreads what has no page, lays all pages out, and says what became of each. */
static gboolean
lay_out_issue (BsCli *cli, const LayoutOptions *options, BsDocument *document, Report *report,
               GError **error)
{
  g_autoptr (BsIssuePlan) plan = NULL;
  BsCliProgress progress;
  BsIssuePlanOptions wanted = {
    .n_alternatives = (guint) MAX (options->alternatives, 1),
    .choose = (guint) options->choose,
    .seed = (guint64) options->seed,
    .progress = bs_cli_progress_report,
    .progress_data = &progress,
  };

  bs_cli_progress_start (&progress, _ ("Laying out"));
  plan = bs_issue_plan_new (cli->environment, bs_document_get_root (document), &wanted, error);
  bs_cli_progress_end (&progress);
  if (plan == NULL || !bs_issue_plan_apply (plan, document, error))
    return FALSE;
  for (guint i = 0; i < plan->pages->len; i++)
    {
      const BsPlannedPage *page = g_ptr_array_index (plan->pages, i);
      BsCliLayout layout = {
        .issue = plan->issue,
        .page = page->page,
        .arrangements = page->arrangements,
        .chosen = page->chosen,
        .added = page->added,
        .all = options->alternatives > 0,
      };

      if (page->arrangements->len > 0)
        tell (cli, options, &layout, report);
      else
        bs_cli_note (cli, _ ("%s: has no stories or photos and stays as it is"), page->page);
    }
  if (!options->json)
    bs_cli_print_unplaced (cli, plan);
  report->unplaced = bs_cli_unplaced_to_node (plan);
  report->left_out = plan->unplaced->len > 0;

  return TRUE;
}

static void
print_report (BsCli *cli, const LayoutOptions *options, Report *report, const GPtrArray *judged)
{
  BsNodeBuilder *object;
  g_autofree char *findings = NULL;

  if (!options->json)
    {
      bs_cli_print_summaries (cli, judged);
      findings = bs_cli_dup_findings (judged, BS_LEVEL_WARNING);
      bs_cli_print (cli, "%s", findings);
      return;
    }
  object = bs_node_builder_new_object ();
  bs_node_builder_set (object, "layouts", bs_node_builder_end (g_steal_pointer (&report->layouts)));
  if (report->unplaced != NULL)
    bs_node_builder_set (object, "unplaced", g_steal_pointer (&report->unplaced));
  bs_node_builder_set (object, "pages", bs_cli_findings_to_node (judged));
  bs_cli_print_json (cli, bs_node_builder_end (object));
}

static BsExit
run (BsCli *cli, const LayoutOptions *options, const char *file)
{
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (BsLayout) layout = NULL;
  g_auto (Report) report = { .layouts = bs_node_builder_new_array () };
  g_autoptr (GPtrArray) judged = NULL;
  g_auto (GStrv) pages = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  document = bs_cli_open_issue (cli, file, TRUE, &error);
  if (document != NULL)
    pages = bs_cli_choose_pages (bs_document_get_root (document), options->pages, &error);
  if (pages != NULL)
    layout = bs_layout_new (cli->environment, &error);
  if (layout == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);
  done = options->all ? lay_out_issue (cli, options, document, &report, &error)
                      : lay_out_pages (cli, options, layout, document, pages, &report, &error);
  if (done)
    judged = bs_cli_set_pages (cli, layout, bs_document_get_root (document), pages, NULL, &error);
  if (judged == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);
  if (!bs_cli_save_issue (document, &error))
    return bs_cli_fail (cli, error, BS_EXIT_WRITE);
  print_report (cli, options, &report, judged);

  return report.left_out || bs_cli_count_findings (judged, BS_LEVEL_ERROR) > 0 ? BS_EXIT_FINDINGS
                                                                               : BS_EXIT_DONE;
}

BsExit
bs_verb_layout (BsCli *cli, int argc, char *argv[])
{
  g_auto (LayoutOptions) options = { 0 };
  g_auto (GStrv) operands = NULL;
  const GOptionEntry entries[] = {
    { "page", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.pages,
      N_ ("Only this page; may be repeated"), "A1" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &options.all,
      N_ ("Every page, with what has no page spread over them"), NULL },
    { "alternatives", 0, 0, G_OPTION_ARG_INT, &options.alternatives,
      N_ ("List N ways with their scores"), "N" },
    { "choose", 0, 0, G_OPTION_ARG_INT, &options.choose, N_ ("Save the N-th way, not the first"),
      "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed,
      N_ ("Look elsewhere first: another seed may find other ways"), "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print one JSON object"), NULL },
    { NULL }
  };
  const BsUsage usage = { entries, _ (description), 1, 1 };
  BsExit status;

  if (!bs_cli_parse (cli, &usage, argc, argv, &operands, &status))
    return status;
  if (options.all && options.pages != NULL)
    return bs_cli_misuse (cli, _ ("--all and --page exclude each other"));
  if (options.alternatives < 0 || options.alternatives > MAX_ALTERNATIVES || options.choose < 0
      || options.choose > MAX_ALTERNATIVES)
    return bs_cli_misuse (cli, _ ("--alternatives and --choose: a number from 1 to %d"),
                          MAX_ALTERNATIVES);
  if (options.seed < 0)
    return bs_cli_misuse (cli, _ ("--seed: must not be negative"));

  return run (cli, &options, operands[0]);
}
