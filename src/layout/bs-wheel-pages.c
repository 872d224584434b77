/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-wheel-private.h"

void
bs_wheel_page_free (BsWheelPage *page)
{
  if (page == NULL)
    return;
  g_array_unref (page->placements);
  g_free (page);
}

/* Pages that look alike compete; of each group a few stay. */
void
bs_wheel_pages_keep (GPtrArray *pages, BsWheelPage *page, guint most)
{
  BsWheelPage *worst = NULL;
  guint n_group = 0;

  for (guint i = 0; i < pages->len; i++)
    {
      BsWheelPage *other = g_ptr_array_index (pages, i);

      if (other->group != page->group)
        continue;
      n_group++;
      if (worst == NULL || other->cost > worst->cost)
        worst = other;
    }
  if (n_group >= most && worst->cost <= page->cost)
    {
      bs_wheel_page_free (page);
      return;
    }
  if (n_group >= most)
    g_ptr_array_remove (pages, worst);
  g_ptr_array_add (pages, page);
}

static int
compare_pages (gconstpointer a, gconstpointer b)
{
  const BsWheelPage *one = *(const BsWheelPage *const *) a;
  const BsWheelPage *two = *(const BsWheelPage *const *) b;

  if (one->faults != two->faults)
    return one->faults < two->faults ? -1 : 1;

  return one->cost < two->cost ? -1 : one->cost > two->cost ? 1 : 0;
}

void
bs_wheel_pages_sort (GPtrArray *pages)
{
  g_ptr_array_sort (pages, compare_pages);
}
