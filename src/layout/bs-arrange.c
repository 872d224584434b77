/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-arrange-private.h"

#include <glib/gi18n-lib.h>

gboolean
bs_arrange_is_cancelled (const BsArrange *arrange)
{
  return g_cancellable_is_cancelled (arrange->options->cancellable);
}

void
bs_arrange_report (BsArrange *arrange, double fraction)
{
  arrange->progress = MAX (arrange->progress, fraction);
  if (arrange->options->progress != NULL)
    arrange->options->progress (arrange->progress, arrange->options->progress_data);
}

static void
collect_locked (BsArrange *arrange)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (arrange->setting.issue,
                                                               arrange->setting.page),
                                            "boxes");

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *node = bs_node_get_element (boxes, i);
      BsBox box;
      gboolean fits = bs_box_read (&box, node, arrange->format) && i < BS_MAX_BOXES;

      if (bs_box_stays (&box))
        g_ptr_array_add (fits ? arrange->locked : arrange->strays, (gpointer) node);
    }
}

static void
set_error (const BsArrange *arrange, GError **error)
{
  if (bs_arrange_is_cancelled (arrange))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Laying out was cancelled."));
  else if (arrange->unplaced->len > 0)
    g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_IMPOSSIBLE,
                 _ ("Page %s cannot be laid out: nothing that is meant for it fits its columns. "
                    "Shorten copy and headlines, or choose a larger page format."),
                 arrange->setting.page);
  else
    g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_IMPOSSIBLE,
                 _ (
                   "Page %s cannot be laid out: nothing is meant for it. Give it stories or photos "
                   "first."),
                 arrange->setting.page);
}

static void
arrange_clear (BsArrange *arrange)
{
  g_ptr_array_unref (arrange->pages);
  g_ptr_array_unref (arrange->unplaced);
  g_ptr_array_unref (arrange->locked);
  g_ptr_array_unref (arrange->strays);
  g_clear_pointer (&arrange->changes, g_ptr_array_unref);
  for (guint i = 0; i < arrange->dropped->len; i++)
    bs_layout_item_clear (&g_array_index (arrange->dropped, BsLayoutItem, i));
  g_array_unref (arrange->dropped);
  bs_locks_free (arrange->locks);
  bs_layout_problem_free (arrange->problem);
}

static void
shaped (double fraction, gpointer data)
{
  bs_arrange_report (data, fraction * 0.25);
}

static void
arrange_init (BsArrange *arrange)
{
  arrange->unplaced = g_ptr_array_new_with_free_func (g_free);
  arrange->locked = g_ptr_array_new ();
  arrange->strays = g_ptr_array_new ();
  arrange->dropped = g_array_new (FALSE, FALSE, sizeof (BsLayoutItem));
  arrange->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_wheel_page_free);
  collect_locked (arrange);
  arrange->locks = bs_locks_new (arrange->layout, &arrange->setting, arrange->format,
                                 arrange->locked);
  arrange->problem = bs_layout_problem_new (arrange->layout, &arrange->setting, arrange->format,
                                            &(BsProblemOptions){
                                              .cancellable = arrange->options->cancellable,
                                              .progress = shaped,
                                              .progress_data = arrange,
                                              .has_lead = arrange->locks->has_lead,
                                            });
  arrange->page_first = arrange->problem->first_line;
  arrange->page_lines = arrange->problem->lines;
  for (guint i = 0; i < arrange->problem->left_out->len; i++)
    g_ptr_array_add (arrange->unplaced,
                     g_strdup (g_ptr_array_index (arrange->problem->left_out, i)));
}

/**
 * bs_layout_arrange:
 * @self: a layout
 * @issue: root of the issue
 * @page: id of the page
 * @options: how many pages, seed, progress
 *
 * Looks for good places for everything meant for the page. Nothing is dropped silently: what finds
 * no room is listed in each arrangement.
 *
 * Returns: (transfer full) (element-type BsArrangement): pages, best first; NULL with
 *   G_IO_ERROR_CANCELLED, %BS_LAYOUT_ERROR_NO_PAGE, %BS_LAYOUT_ERROR_FORMAT or
 *   %BS_LAYOUT_ERROR_IMPOSSIBLE
 */
GPtrArray *
bs_layout_arrange (BsLayout *self, const BsNode *issue, const char *page,
                   const BsArrangeOptions *options, GError **error)
{
  static const BsArrangeOptions plain = { .n_alternatives = 1 };
  BsArrange arrange = { .layout = self, .options = options != NULL ? options : &plain };
  GPtrArray *result = NULL;

  g_return_val_if_fail (BS_IS_LAYOUT (self) && page != NULL, NULL);

  arrange.format = bs_layout_get_format (self, issue, page, error);
  if (arrange.format == NULL)
    return NULL;
  arrange.setting = (BsSetting){ bs_layout_get_composer (self), arrange.format, issue, page, NULL };
  arrange_init (&arrange);
  if (!bs_arrange_is_cancelled (&arrange))
    bs_arrange_search (&arrange);
  if (bs_arrange_is_cancelled (&arrange) || arrange.pages->len == 0)
    set_error (&arrange, error);
  else
    {
      bs_arrange_verify (&arrange);
      arrange.changes = bs_arrange_suggest (&arrange, &arrange.over);
      result = bs_arrange_write_pages (&arrange);
    }
  bs_arrange_report (&arrange, 1);
  arrange_clear (&arrange);

  return result;
}

void
bs_arrangement_free (BsArrangement *arrangement)
{
  if (arrangement == NULL)
    return;
  bs_node_unref (arrangement->boxes);
  g_free (arrangement->explanation);
  g_strfreev (arrangement->unplaced);
  g_clear_pointer (&arrangement->changes, g_ptr_array_unref);
  g_free (arrangement);
}
