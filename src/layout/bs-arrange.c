/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-arrange-private.h"

#include "layout/bs-skyline-private.h"

#include <glib/gi18n-lib.h>

#define WHEEL_BUDGET G_GUINT64_CONSTANT (300000)
#define MANY_ITEMS 15
#define MOST_DROPS 4 /* looks at a page, leaving out one thing more each time */
#define FEW_LINES 10 /* column-lines */
#define MOST_ATTEMPTS 8
#define MOST_LINES_OVER 2 /* of the page, for the editor to cut */
#define LEAST_WHEEL_ITEMS 5
#define MOST_SEARCHES 3
/* Least excess up to which copy is worth trying on the whole page, or on a part of it. */
#define TIGHT_EXCESS 6.0f
#define LOOSE_EXCESS 2.0f
/* What the five blocks of a page may cost beyond the best of their items. */
#define GOOD_EXCESS 12.0f
#define FAIR_EXCESS 20.0f
#define POOR_EXCESS 32.0f
#define SKYLINE_STEPS 24000
#define SKYLINE_RUNS 3
#define LEAST_AD_LINES 6 /* a slot smaller than this is no use to anyone */

static void
report (BsArrange *arrange, double fraction)
{
  /* A second look begins anew; the bar does not. */
  arrange->progress = MAX (arrange->progress, fraction);
  if (arrange->options->progress != NULL)
    arrange->options->progress (arrange->progress, arrange->options->progress_data);
}

static gboolean
is_cancelled (const BsArrange *arrange)
{
  return g_cancellable_is_cancelled (arrange->options->cancellable);
}

static void
collect_locked (BsArrange *arrange)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (arrange->setting.issue,
                                                               arrange->setting.page),
                                            "boxes");

  for (guint i = 0; i < MIN (bs_node_get_length (boxes), BS_MAX_BOXES); i++)
    {
      const BsNode *node = bs_node_get_element (boxes, i);
      BsBox box;

      if (bs_box_read (&box, node, arrange->format) && box.locked)
        g_ptr_array_add (arrange->locked, (gpointer) node);
    }
}

/* What locked boxes take and show at their edges. */
typedef struct
{
  BsLineMask taken[17]; /* lines, by column */
  guint area;           /* column-lines */
  BsShape *shapes;
  BsPlacement *places;
} Locked;

static void
locked_clear (Locked *locked)
{
  g_free (locked->shapes);
  g_free (locked->places);
}

static void
locked_init (Locked *locked, const BsArrange *arrange)
{
  guint first = arrange->problem->first_line;

  *locked = (Locked){ 0 };
  locked->shapes = g_new0 (BsShape, arrange->locked->len + 1);
  locked->places = g_new0 (BsPlacement, arrange->locked->len + 1);
  for (guint i = 0; i < arrange->locked->len; i++)
    {
      BsBox box;
      guint top;
      guint foot;

      bs_box_read (&box, g_ptr_array_index (arrange->locked, i), arrange->format);
      top = box.line > first ? box.line - first : 0;
      /* The blank line above a box belongs to its neighbour, the one below to itself. */
      foot = box.line + box.lines + 1 - MIN (first, box.line + box.lines);
      for (guint column = box.column; column < box.column + box.columns; column++)
        locked->taken[column] |= bs_mask_lines (MIN (foot, BS_MASK_LINES)) & ~bs_mask_lines (top);
      locked->area += (box.lines + 1) * box.columns;
      bs_box_get_shape (&box, arrange->layout, &arrange->setting, arrange->format,
                        &locked->shapes[i]);
      locked->places[i] = (BsPlacement){ 0, &locked->shapes[i], box.column, top };
    }
}

static guint
sum_areas (const BsLayoutProblem *problem)
{
  guint area = 0;

  for (guint i = 0; i < problem->n_items; i++)
    area += problem->items[i].least_area;

  return area;
}

static guint
sum_natural_areas (const BsLayoutProblem *problem)
{
  guint area = 0;

  for (guint i = 0; i < problem->n_items; i++)
    area += problem->items[i].natural_area;

  return area;
}

/* Of the lowest class the last one; photos count as briefs. */
static guint
find_expendable (const BsLayoutProblem *problem)
{
  guint found = 0;
  guint lowest = 0;

  for (guint i = 0; i < problem->n_items; i++)
    {
      const BsLayoutItem *item = &problem->items[i];
      guint rank = item->lead ? 0 : item->story_class > 0 ? item->story_class * 2 : 7;

      if (rank >= lowest)
        {
          lowest = rank;
          found = i;
        }
    }

  return found;
}

static void
drop_item (BsArrange *arrange, guint index)
{
  BsLayoutProblem *problem = arrange->problem;
  BsLayoutItem *item = &problem->items[index];

  for (guint i = 0; i < item->n_refs; i++)
    g_ptr_array_add (arrange->unplaced, g_strdup (item->refs[i]));
  for (guint columns = 1; columns <= 16; columns++)
    g_array_unref (item->shapes[columns]);
  for (guint i = index; i + 1 < problem->n_items; i++)
    problem->items[i] = problem->items[i + 1];
  problem->n_items--;
}

/* What cannot fit however it is dressed is left out, least important first, and told. */
static void
drop_excess (BsArrange *arrange, guint area)
{
  BsLayoutProblem *problem = arrange->problem;

  for (guint i = problem->n_items; i > 0; i--)
    if (problem->items[i - 1].least_area == 0)
      drop_item (arrange, i - 1);
  while (problem->n_items > 1 && sum_areas (problem) > area)
    drop_item (arrange, find_expendable (problem));
}

static void
take_pages (BsArrange *arrange, GPtrArray *pages)
{
  for (guint i = 0; i < pages->len; i++)
    g_ptr_array_add (arrange->pages, g_ptr_array_index (pages, i));
  g_ptr_array_set_free_func (pages, NULL);
  g_ptr_array_unref (pages);
}

/* One search: how many lines to fill, how bad a page may be, how long to look. */
typedef struct
{
  guint lines;
  float excess_limit;
  guint64 budget;
} Attempt;

/* The whole page first, then with less taste; where the copy is too short for it, what it fills
 * well, with the smallest slot for a house ad first; where it is a little too long, what it would
 * fill if the page were a line or two higher. None: far too long. */
static guint
list_attempts (const BsArrange *arrange, const BsBound *bound, Attempt *attempts)
{
  const BsLayoutProblem *problem = arrange->problem;
  guint all = (1u << problem->n_items) - 1;
  float least = bs_bound_get (bound, all, problem->lines * problem->columns);
  guint n = 0;

  if (least <= TIGHT_EXCESS)
    attempts[n++] = (Attempt){ problem->lines, GOOD_EXCESS, WHEEL_BUDGET };
  if (least <= TIGHT_EXCESS)
    attempts[n++] = (Attempt){ problem->lines, FAIR_EXCESS, WHEEL_BUDGET * 2 };
  if (least <= LOOSE_EXCESS)
    attempts[n++] = (Attempt){ problem->lines, POOR_EXCESS, WHEEL_BUDGET * 2 };
  for (guint lines = problem->lines - LEAST_AD_LINES; lines > 20 && n < MOST_ATTEMPTS; lines--)
    if (bs_bound_get (bound, all, lines * problem->columns) <= LOOSE_EXCESS)
      {
        attempts[n++] = (Attempt){ lines, GOOD_EXCESS, WHEEL_BUDGET };
        lines -= n < 4 ? 1 : 3;
      }
  for (guint lines = problem->lines + 1; lines <= problem->lines + MOST_LINES_OVER; lines++)
    if (n < MOST_ATTEMPTS && sum_natural_areas (problem) > problem->lines * problem->columns
        && bs_bound_get (bound, all, lines * problem->columns) <= LOOSE_EXCESS)
      attempts[n++] = (Attempt){ lines, FAIR_EXCESS, WHEEL_BUDGET };

  return n;
}

static void
search_wheel (BsArrange *arrange, const BsBlockTable *table, const BsBound *bound,
              const Attempt *attempt)
{
  BsWheelRequest request = {
    .table = table,
    .bound = bound,
    .lines = attempt->lines,
    /* With many items each look costs more: the whole must stay within a second or two. */
    .budget = table->n_items > MANY_ITEMS ? attempt->budget / 2 : attempt->budget,
    .excess_limit = attempt->excess_limit,
    .pair_limit = attempt->excess_limit / 2,
    .cancellable = arrange->options->cancellable,
  };

  if (arrange->pages->len == 0)
    take_pages (arrange, bs_wheel_search (&request));
}

/* Twice: what a quick look does not find, a thorough one may. */
static void
search_attempts (BsArrange *arrange, const BsBound *bound, const Attempt *attempts, guint n)
{
  Attempt last = { arrange->problem->lines, POOR_EXCESS, WHEEL_BUDGET * 2 };
  guint all = (1u << arrange->problem->n_items) - 1;
  float least = bs_bound_get (bound, all, last.lines * arrange->problem->columns);
  guint efforts = arrange->problem->n_items > MANY_ITEMS || least > LOOSE_EXCESS ? 1 : 2;

  for (guint effort = 1; effort <= efforts && arrange->pages->len == 0; effort++)
    {
      BsBlockTable *table = bs_block_table_new (arrange->problem, effort,
                                                arrange->options->cancellable);

      if (table == NULL)
        break;
      report (arrange, effort == 1 ? 0.3 : 0.7);
      for (guint i = 0; effort == 1 && i < n; i++)
        {
          search_wheel (arrange, table, bound, &attempts[i]);
          report (arrange, 0.3 + 0.4 * (i + 1) / n);
        }
      if (effort == 2)
        search_wheel (arrange, table, bound, &last);
      bs_block_table_free (table);
    }
}

static gboolean
is_too_much (const BsLayoutProblem *problem, const BsBound *bound)
{
  guint all = (1u << problem->n_items) - 1;
  guint area = problem->lines * problem->columns;

  return problem->n_items > LEAST_WHEEL_ITEMS && sum_natural_areas (problem) > area
         && bs_bound_get (bound, all, area) > LOOSE_EXCESS;
}

/* What is far too much is seen before any search: the least of it is left out until it is not.
 * What is a little too much is so only after a search in vain, and not often: that takes a while. */
static void
search_wheels (BsArrange *arrange)
{
  BsLayoutProblem *problem = arrange->problem;
  Attempt attempts[MOST_ATTEMPTS];
  guint n_searches = 0;
  gboolean again = TRUE;

  while (again && !is_cancelled (arrange))
    {
      BsBound *bound = bs_bound_new (problem, problem->lines + MOST_LINES_OVER);
      guint n = list_attempts (arrange, bound, attempts);

      if (n > 0)
        {
          search_attempts (arrange, bound, attempts, n);
          n_searches++;
        }
      again = arrange->pages->len == 0 && n_searches < MOST_SEARCHES
              && is_too_much (problem, bound);
      bs_bound_free (bound);
      if (again && !is_cancelled (arrange))
        drop_item (arrange, find_expendable (problem));
    }
}

static void
search_skylines (BsArrange *arrange, const Locked *locked)
{
  for (guint i = 0; i < SKYLINE_RUNS && !is_cancelled (arrange); i++)
    {
      BsSkylineRequest request = {
        .problem = arrange->problem,
        .fixed = locked->places,
        .n_fixed = arrange->locked->len,
        .lines = arrange->problem->lines,
        .seed = arrange->options->seed * 64 + i + 1,
        .n_steps = SKYLINE_STEPS,
        .cancellable = arrange->options->cancellable,
      };
      BsWheelPage *page;

      for (guint column = 0; column < 17; column++)
        request.taken[column] = locked->taken[column];
      page = bs_skyline_search (&request);
      if (page != NULL)
        {
          page->group = 1000 + i;
          g_ptr_array_add (arrange->pages, page);
        }
      report (arrange, 0.8 + 0.2 * (i + 1) / SKYLINE_RUNS);
    }
}

static int
compare_pages (gconstpointer a, gconstpointer b)
{
  const BsWheelPage *one = *(const BsWheelPage *const *) a;
  const BsWheelPage *two = *(const BsWheelPage *const *) b;

  return one->cost < two->cost ? -1 : one->cost > two->cost ? 1 : 0;
}

/* Column-lines of the best page that stand below its foot. */
static guint
count_overflow (const BsArrange *arrange)
{
  const BsWheelPage *page = g_ptr_array_index (arrange->pages, 0);
  guint over = 0;

  for (guint i = 0; i < page->placements->len; i++)
    {
      const BsPlacement *at = &g_array_index (page->placements, BsPlacement, i);
      guint foot = at->line + at->shape->lines;

      if (foot > arrange->problem->lines)
        over += (foot - arrange->problem->lines) * at->shape->columns;
    }

  return over;
}

/* A few lines too many are for the editor to cut; for more, something must go elsewhere. */
static void
search_pages (BsArrange *arrange)
{
  BsLayoutProblem *problem = arrange->problem;
  guint area = problem->lines * problem->columns;
  Locked locked;

  locked_init (&locked, arrange);
  drop_excess (arrange, area > locked.area ? area - locked.area : 0);
  report (arrange, 0.1);
  for (guint i = 0; i < MOST_DROPS && !is_cancelled (arrange); i++)
    {
      if (arrange->locked->len == 0 && problem->n_items <= BS_TABLE_ITEMS)
        search_wheels (arrange);
      if (arrange->pages->len == 0 && !is_cancelled (arrange))
        search_skylines (arrange, &locked);
      g_ptr_array_sort (arrange->pages, compare_pages);
      if (arrange->pages->len == 0 || problem->n_items < 2 || count_overflow (arrange) <= FEW_LINES
          || i + 1 == MOST_DROPS)
        break;
      g_ptr_array_set_size (arrange->pages, 0);
      drop_item (arrange, find_expendable (problem));
    }
  locked_clear (&locked);
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
  arrange.problem = bs_layout_problem_new (self, &arrange.setting, arrange.format);
  arrange.unplaced = g_ptr_array_new_with_free_func (g_free);
  arrange.locked = g_ptr_array_new ();
  for (guint i = 0; i < arrange.problem->left_out->len; i++)
    g_ptr_array_add (arrange.unplaced, g_strdup (g_ptr_array_index (arrange.problem->left_out, i)));
  collect_locked (&arrange);
  arrange.pages = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_wheel_page_free);
  search_pages (&arrange);
  if (is_cancelled (&arrange))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Laying out was cancelled."));
  else if (arrange.pages->len == 0 && arrange.unplaced->len > 0)
    g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_IMPOSSIBLE,
                 _ ("Page %s cannot be laid out: nothing that is meant for it fits its columns. "
                    "Shorten copy and headlines, or choose a larger page format."),
                 page);
  else if (arrange.pages->len == 0)
    g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_IMPOSSIBLE,
                 _ (
                   "Page %s cannot be laid out: nothing is meant for it. Give it stories or photos "
                   "first."),
                 page);
  else
    result = bs_arrange_choose_pages (&arrange);
  report (&arrange, 1);
  g_ptr_array_unref (arrange.pages);
  g_ptr_array_unref (arrange.unplaced);
  g_ptr_array_unref (arrange.locked);
  bs_layout_problem_free (arrange.problem);

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
  g_free (arrangement);
}
