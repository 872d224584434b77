/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-page.h"

#include "bs-cli-progress.h"
#include "bs-cli-remedy.h"
#include "bs-config.h"
#include "layout/bs-page-edit.h"
#include "layout/bs-page-format.h"

#include <glib/gi18n-lib.h>

static void
page_free (gpointer pointer)
{
  BsCliPage *page = pointer;

  g_clear_pointer (&page->result, bs_page_result_unref);
  g_clear_pointer (&page->preflight, g_ptr_array_unref);
  g_clear_pointer (&page->remedies, g_ptr_array_unref);
  g_free (page->name);
  g_free (page);
}

/**
 * bs_cli_set_pages:
 * @names: (array zero-terminated=1): pages of @issue
 *
 * Returns: (transfer full) (element-type BsCliPage): the pages, set and judged
 */
GPtrArray *
bs_cli_set_pages (BsCli *cli, BsLayout *layout, const BsNode *issue, char *const *names,
                  const BsPdfOptions *options, GError **error)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (page_free);
  BsCliProgress progress;
  guint n_names = g_strv_length ((char **) names);

  bs_cli_progress_start (&progress, _ ("Setting pages"));
  for (guint i = 0; i < n_names; i++)
    {
      g_autoptr (BsPageResult) result = bs_layout_page (layout, issue, names[i], error);
      BsCliPage *page;

      if (result == NULL)
        {
          bs_cli_progress_end (&progress);
          return NULL;
        }
      page = g_new0 (BsCliPage, 1);
      page->name = g_strdup (names[i]);
      page->result = g_steal_pointer (&result);
      if (options != NULL)
        page->preflight = bs_preflight (cli->environment, page->result->list, options);
      g_ptr_array_add (pages, page);
      bs_cli_progress_report ((i + 1) / (double) n_names, &progress);
    }
  bs_cli_progress_end (&progress);

  return g_steal_pointer (&pages);
}

static guint
get_n_findings (const BsCliPage *page)
{
  return page->result->findings->len + (page->preflight != NULL ? page->preflight->len : 0);
}

static const BsFinding *
get_finding (const BsCliPage *page, guint index)
{
  const GPtrArray *findings = page->result->findings;

  return index < findings->len ? g_ptr_array_index (findings, index)
                               : g_ptr_array_index (page->preflight, index - findings->len);
}

/**
 * bs_cli_count_findings:
 * @level: exactly this one
 */
guint
bs_cli_count_findings (const GPtrArray *pages, BsLevel level)
{
  guint count = 0;

  for (guint i = 0; i < pages->len; i++)
    {
      const BsCliPage *page = g_ptr_array_index (pages, i);

      for (guint j = 0; j < get_n_findings (page); j++)
        count += get_finding (page, j)->level == level;
    }

  return count;
}

static const char *
get_level_name (BsLevel level)
{
  switch (level)
    {
    case BS_LEVEL_ERROR:
      return _ ("error");
    case BS_LEVEL_WARNING:
      return _ ("warning");
    default:
      return _ ("note");
    }
}

/* What helps against the finding; NULL where nobody asked. */
static const GPtrArray *
get_remedies (const BsCliPage *page, guint index)
{
  return page->remedies != NULL && index < page->remedies->len
           ? g_ptr_array_index (page->remedies, index)
           : NULL;
}

static void
append_remedies (GString *text, const GPtrArray *remedies)
{
  for (guint i = 0; remedies != NULL && i < remedies->len; i++)
    {
      const BsRemedy *remedy = g_ptr_array_index (remedies, i);

      /* Translators: what to do, what comes of it, a code */
      g_string_append_printf (text, _ ("    %s. %s [%s]\n"), remedy->label, remedy->effect,
                              remedy->code);
    }
}

/**
 * bs_cli_dup_findings:
 * @least: leave out what is of lesser level
 *
 * Returns: (transfer full): a line for each
 */
char *
bs_cli_dup_findings (const GPtrArray *pages, BsLevel least)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pages->len; i++)
    {
      const BsCliPage *page = g_ptr_array_index (pages, i);

      for (guint j = 0; j < get_n_findings (page); j++)
        {
          const BsFinding *finding = get_finding (page, j);

          if (finding->level < least)
            continue;
          g_string_append_printf (text, "%s: %s: %s [%s]\n", page->name,
                                  get_level_name (finding->level), finding->message, finding->code);
          append_remedies (text, get_remedies (page, j));
        }
    }

  return g_string_free (text, FALSE);
}

static BsNode *
finding_to_node (const BsFinding *finding, const GPtrArray *remedies)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();

  bs_node_builder_set_text (builder, "code", finding->code);
  bs_node_builder_set_text (builder, "level", bs_level_to_string (finding->level));
  bs_node_builder_set_text (builder, "story", finding->story);
  bs_node_builder_set_text (builder, "photo", finding->photo);
  bs_node_builder_set_text (builder, "box", finding->box);
  bs_node_builder_set_number (builder, "lines", finding->lines);
  bs_node_builder_set_number (builder, "characters", finding->characters);
  bs_node_builder_set_text (builder, "message", finding->message);
  if (remedies != NULL)
    bs_node_builder_set (builder, "remedies", bs_cli_remedies_to_node (remedies));

  return bs_node_builder_end (builder);
}

/**
 * bs_cli_findings_to_node:
 *
 * Returns: (transfer full): the array `pages` of `check --json`
 */
BsNode *
bs_cli_findings_to_node (const GPtrArray *pages)
{
  BsNodeBuilder *array = bs_node_builder_new_array ();

  for (guint i = 0; i < pages->len; i++)
    {
      const BsCliPage *page = g_ptr_array_index (pages, i);
      BsNodeBuilder *object = bs_node_builder_new_object ();
      BsNodeBuilder *findings = bs_node_builder_new_array ();

      for (guint j = 0; j < get_n_findings (page); j++)
        bs_node_builder_add (findings,
                             finding_to_node (get_finding (page, j), get_remedies (page, j)));
      bs_node_builder_set_text (object, "page", page->name);
      bs_node_builder_set (object, "empty", bs_node_new_double (page->result->empty));
      bs_node_builder_set (object, "findings", bs_node_builder_end (findings));
      bs_node_builder_add (array, bs_node_builder_end (object));
    }

  return bs_node_builder_end (array);
}

/**
 * bs_cli_arrange_page:
 * @wanted: alternatives and seed
 * @chosen: (inout) (optional): which of them the document gets, from 0; the last if there are fewer
 *
 * Returns: (transfer full) (element-type BsArrangement): the ways found; the document has the one
 *   chosen, else the first
 */
GPtrArray *
bs_cli_arrange_page (BsLayout *layout, BsDocument *document, const char *page,
                     const BsArrangeOptions *wanted, guint *chosen, GError **error)
{
  g_autoptr (GPtrArray) arrangements = NULL;
  g_autoptr (BsPageEdit) edit = NULL;
  BsCliProgress progress;
  BsArrangeOptions options = *wanted;
  guint index = chosen != NULL ? *chosen : 0;

  options.n_alternatives = MAX (wanted->n_alternatives, 1);
  options.progress = bs_cli_progress_report;
  options.progress_data = &progress;
  bs_cli_progress_start (&progress, _ ("Laying out"));
  arrangements = bs_layout_arrange (layout, bs_document_get_root (document), page, &options, error);
  bs_cli_progress_end (&progress);
  if (arrangements == NULL)
    return NULL;

  index = MIN (index, arrangements->len - 1);
  if (chosen != NULL)
    *chosen = index;
  edit = bs_page_edit_arrange (bs_document_get_root (document), page,
                               g_ptr_array_index (arrangements, index), error);
  if (edit == NULL || !bs_page_edit_apply (edit, document, error))
    return NULL;

  return g_steal_pointer (&arrangements);
}

/**
 * bs_cli_init_pdf_options:
 * @page: the bleed is that of this page's format
 * @title: of the PDF
 * @media: folder of the photos
 *
 * Returns: %FALSE where the page format does not load
 */
gboolean
bs_cli_init_pdf_options (BsPdfOptions *options, BsCli *cli, const BsNode *issue, const char *page,
                         const char *title, GFile *media, GError **error)
{
  const BsNode *publication = bs_node_get_member (issue, "publication");
  const char *language = bs_node_get_text (publication, "language");
  const char *name = bs_issue_get_page_format (issue, bs_issue_get_page (issue, page));
  g_autoptr (BsPageFormat) format = bs_page_format_load_for_issue (cli->environment, issue, name,
                                                                   error);

  if (format == NULL)
    return FALSE;
  *options = (BsPdfOptions){
    .standard = BS_STANDARD_X4,
    .marks = TRUE,
    .title = title,
    .publication = bs_node_get_text (publication, "name"),
    .date = bs_node_get_text (issue, "date"),
    .language = *language != '\0' ? language : "zh-CN",
    .bleed = format->bleed,
    .media_folder = media,
  };

  return TRUE;
}

GBytes *
bs_cli_make_pdf (BsCli *cli, const GPtrArray *pages, BsPdfOptions *options, GError **error)
{
  g_autofree BsDisplayList **lists = g_new (BsDisplayList *, pages->len);
  BsCliProgress progress;
  GBytes *pdf;

  for (guint i = 0; i < pages->len; i++)
    lists[i] = ((BsCliPage *) g_ptr_array_index (pages, i))->result->list;
  bs_cli_progress_start (&progress, _ ("Making PDF"));
  options->progress = bs_cli_progress_report;
  options->progress_data = &progress;
  pdf = bs_pdf_export (cli->environment, lists, pages->len, options, NULL, error);
  bs_cli_progress_end (&progress);

  return pdf;
}
