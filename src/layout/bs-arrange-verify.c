/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-arrange-private.h"

#define CHECKED_BEYOND 3 /* pages more than were asked for */

static BsNode *
with_boxes (const BsArrange *arrange, const BsNode *boxes)
{
  const BsNode *issue = arrange->setting.issue;
  const BsNode *pages = bs_issue_get_pages (issue);
  guint index = (guint) bs_node_index_of_id (pages, arrange->setting.page);
  g_autoptr (BsNode) page = bs_node_with_member (bs_node_get_element (pages, index), "boxes",
                                                 boxes);
  g_autoptr (BsNode) all = bs_node_with_replaced (pages, index, page);

  return bs_node_with_member (issue, "pages", all);
}

/* Errors and warnings of @page as the desk will see it. */
static guint
count_findings (const BsArrange *arrange, const BsWheelPage *page)
{
  g_autoptr (GPtrArray) unplaced = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BsNode) boxes = bs_arrange_write_boxes (arrange, page, unplaced);
  g_autoptr (BsNode) issue = with_boxes (arrange, boxes);
  g_autoptr (BsPageResult) result = bs_layout_page (arrange->layout, issue, arrange->setting.page,
                                                    NULL);
  guint n = 0;

  for (guint i = 0; result != NULL && i < result->findings->len; i++)
    n += ((const BsFinding *) g_ptr_array_index (result->findings, i))->level != BS_LEVEL_INFO;

  return n;
}

/* What all of them have is wrong with the copy, and none is worse for it. */
static void
rate_pages (BsArrange *arrange)
{
  guint least = G_MAXUINT;

  for (guint i = 0; i < arrange->pages->len; i++)
    {
      const BsWheelPage *page = g_ptr_array_index (arrange->pages, i);

      if (page->checked)
        least = MIN (least, page->findings);
    }
  for (guint i = 0; i < arrange->pages->len; i++)
    {
      BsWheelPage *page = g_ptr_array_index (arrange->pages, i);

      page->faults = page->checked ? page->findings - least : 0;
    }
  bs_wheel_pages_sort (arrange->pages);
}

/* Looks at those that would be shown; whether any had not been looked at before. */
static gboolean
check_chosen (BsArrange *arrange, guint *n_checked)
{
  g_autoptr (GArray) chosen = bs_arrange_choose (arrange);
  gboolean any = FALSE;

  for (guint i = 0; i < chosen->len && !bs_arrange_is_cancelled (arrange); i++)
    {
      BsWheelPage *page = g_ptr_array_index (arrange->pages, g_array_index (chosen, guint, i));

      if (page->checked)
        continue;
      page->checked = any = TRUE;
      page->findings = count_findings (arrange, page);
      (*n_checked)++;
    }

  return any;
}

/**
 * bs_arrange_verify:
 * @arrange: with pages found, best first
 *
 * Lays the pages that would be shown out and checks them by the desk's own rules. One with faults
 * that another has not goes behind it, and the next one is looked at.
 */
void
bs_arrange_verify (BsArrange *arrange)
{
  guint most = MAX (1, arrange->options->n_alternatives) + CHECKED_BEYOND;
  guint n_checked = 0;

  while (n_checked < most && check_chosen (arrange, &n_checked))
    rate_pages (arrange);
}
