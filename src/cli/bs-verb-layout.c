/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-page.h"
#include "bs-config.h"

#include <glib/gi18n-lib.h>

static const char description[] = N_ (
  "Without --page, every page that has stories or photos is laid out anew; locked boxes stay.\n"
  "The best way found is saved. --alternatives lists the others; --choose takes one of them.");

#define MAX_ALTERNATIVES 32

typedef struct
{
  char **pages;
  gboolean all;
  int alternatives;
  int choose;
  gboolean json;
} LayoutOptions;

static void
layout_options_clear (LayoutOptions *options)
{
  g_strfreev (options->pages);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LayoutOptions, layout_options_clear)

static BsNode *
strings_to_node (char *const *strings)
{
  BsNodeBuilder *array = bs_node_builder_new_array ();

  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    bs_node_builder_add (array, bs_node_new_string (strings[i]));

  return bs_node_builder_end (array);
}

static BsNode *
arrangement_to_node (const BsArrangement *arrangement, gboolean chosen)
{
  BsNodeBuilder *object = bs_node_builder_new_object ();

  bs_node_builder_set (object, "score", bs_node_new_double (arrangement->score));
  bs_node_builder_set_text (object, "explanation", arrangement->explanation);
  bs_node_builder_set_number (object, "short_lines", arrangement->short_lines);
  bs_node_builder_set (object, "unplaced", strings_to_node (arrangement->unplaced));
  bs_node_builder_set_flag (object, "chosen", chosen);

  return bs_node_builder_end (object);
}

static void
print_page (BsCli *cli, const char *page, const GPtrArray *arrangements, guint chosen, gboolean all)
{
  for (guint i = 0; i < arrangements->len; i++)
    {
      const BsArrangement *arrangement = g_ptr_array_index (arrangements, i);

      if (i == chosen || all)
        bs_cli_print (cli, "%s: %s%u. %.1f  %s\n", page, i == chosen ? "* " : "  ", i + 1,
                      arrangement->score,
                      arrangement->explanation != NULL ? arrangement->explanation : "");
    }
}

static gboolean
choose (BsDocument *document, const char *page, const GPtrArray *arrangements, guint chosen,
        GError **error)
{
  const BsArrangement *arrangement = g_ptr_array_index (arrangements, chosen);
  g_autofree char *path = bs_issue_dup_path ("pages", page, "boxes");

  return bs_document_set_node (document, path, arrangement->boxes, error);
}

/* Lays out one page and adds what is to be said of it. */
static gboolean
lay_out (BsCli *cli, const LayoutOptions *options, BsLayout *layout, BsDocument *document,
         const char *page, BsNodeBuilder *report, GError **error)
{
  guint wanted = MAX (options->alternatives, options->choose);
  g_autoptr (GPtrArray) arrangements = bs_cli_arrange_page (layout, document, page, wanted, error);
  BsNodeBuilder *object, *list;
  guint chosen;

  if (arrangements == NULL)
    return FALSE;
  chosen = MIN ((guint) MAX (options->choose, 1), arrangements->len) - 1;
  if (chosen > 0 && !choose (document, page, arrangements, chosen, error))
    return FALSE;
  if (!options->json)
    print_page (cli, page, arrangements, chosen, options->alternatives > 0);

  object = bs_node_builder_new_object ();
  list = bs_node_builder_new_array ();
  for (guint i = 0; i < arrangements->len; i++)
    bs_node_builder_add (list,
                         arrangement_to_node (g_ptr_array_index (arrangements, i), i == chosen));
  bs_node_builder_set_text (object, "page", page);
  bs_node_builder_set (object, "alternatives", bs_node_builder_end (list));
  bs_node_builder_add (report, bs_node_builder_end (object));

  return TRUE;
}

static gboolean
lay_out_pages (BsCli *cli, const LayoutOptions *options, BsLayout *layout, BsDocument *document,
               char *const *pages, BsNodeBuilder *report, GError **error)
{
  for (guint i = 0; pages[i] != NULL; i++)
    {
      if (!bs_cli_page_has_copy (bs_document_get_root (document), pages[i])
          && options->pages == NULL)
        {
          bs_cli_note (cli, _ ("%s: has no stories or photos and stays as it is"), pages[i]);
          continue;
        }
      if (!lay_out (cli, options, layout, document, pages[i], report, error))
        return FALSE;
    }

  return TRUE;
}

static BsExit
run (BsCli *cli, const LayoutOptions *options, const char *file)
{
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (BsLayout) layout = NULL;
  g_autoptr (BsNodeBuilder) report = bs_node_builder_new_array ();
  g_autoptr (GPtrArray) judged = NULL;
  g_auto (GStrv) pages = NULL;
  g_autoptr (GError) error = NULL;

  document = bs_cli_open_issue (cli, file, TRUE, &error);
  if (document != NULL)
    pages = bs_cli_choose_pages (bs_document_get_root (document), options->pages, &error);
  if (pages != NULL)
    layout = bs_layout_new (cli->environment, &error);
  if (layout == NULL || !lay_out_pages (cli, options, layout, document, pages, report, &error))
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);
  judged = bs_cli_set_pages (cli, layout, bs_document_get_root (document), pages, NULL, &error);
  if (judged == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);
  if (!bs_cli_save_issue (document, &error))
    return bs_cli_fail (cli, error, BS_EXIT_WRITE);

  if (options->json)
    {
      BsNodeBuilder *object = bs_node_builder_new_object ();

      bs_node_builder_set (object, "layouts", bs_node_builder_end (g_steal_pointer (&report)));
      bs_node_builder_set (object, "pages", bs_cli_findings_to_node (judged));
      bs_cli_print_json (cli, bs_node_builder_end (object));
    }
  else
    {
      g_autofree char *findings = bs_cli_dup_findings (judged, BS_LEVEL_WARNING);

      bs_cli_print (cli, "%s", findings);
    }

  return bs_cli_count_findings (judged, BS_LEVEL_ERROR) > 0 ? BS_EXIT_FINDINGS : BS_EXIT_DONE;
}

BsExit
bs_verb_layout (BsCli *cli, int argc, char *argv[])
{
  g_auto (LayoutOptions) options = { 0 };
  g_auto (GStrv) operands = NULL;
  const GOptionEntry entries[] = {
    { "page", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.pages,
      N_ ("Only this page; may be repeated"), "A1" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &options.all, N_ ("Every page (the default)"), NULL },
    { "alternatives", 0, 0, G_OPTION_ARG_INT, &options.alternatives,
      N_ ("List N ways with their scores"), "N" },
    { "choose", 0, 0, G_OPTION_ARG_INT, &options.choose, N_ ("Save the N-th way, not the first"),
      "N" },
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

  return run (cli, &options, operands[0]);
}
