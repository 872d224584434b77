/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-arrange-private.h"

#include "layout/bs-skyline-private.h"
#include "layout/bs-slices-private.h"

#include <string.h>

#define WHEEL_BUDGET G_GUINT64_CONSTANT (300000)
/* All of a page: less than a second on one core with the dressing of its items, and of a page that
 * fits at once a third of it. What trying changes out may take besides is small, and it is kept for
 * where there is something to suggest. */
#define PAGE_WORK G_GUINT64_CONSTANT (2800000)
#define SUGGESTION_WORK G_GUINT64_CONSTANT (700000)
#define LEAST_WORK G_GUINT64_CONSTANT (50000) /* less is not worth beginning with */
#define WORK_SHARE(left) ((left) / 3 * 2)     /* of what is left, for one search */
#define WORTH_ANOTHER_LOOK 4                  /* fewer pages found than so many */
#define COMFORTABLE_ITEMS 13                  /* of more than these, briefs are joined */
#define MOST_DROPS 4 /* looks at a page, leaving out one thing more each time */
#define FEW_LINES 10 /* column-lines */
#define MOST_ATTEMPTS 9
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
#define LEAST_SKYLINE_STEPS 10000 /* that are worth it, however little work may still be done */
#define SKYLINE_STEP_WORK 35
#define SKYLINE_RUNS 3
#define LEAST_AD_LINES 6    /* a slot smaller than this is no use to anyone */
#define LEAST_COPY_LINES 20 /* above such a slot: a page of less is no page */

#define MOST_CHOICES 4    /* ways to build locked boxes into a wheel */
#define WHEEL_EXCESS 7.0f /* of one block */
/* Of so few items there are few wheels: dear blocks are worth a look before a page with a cut. */
#define FEW_WHEEL_ITEMS 8
#define DESPERATE_EXCESS 60.0f
#define SLICE_EXCESS 24.0f
#define SLOT_SHARE 25 /* of the page: less is not worth a slot */
#define SLICE_EFFORT 6
#define SPACE_COST 0.2f /* a page line left to a house ad */
#define SHORT_SLICES 12 /* page heights more, after the first that worked */

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

      if (!item->fixed && rank >= lowest)
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
  if (item->least_area > 0)
    g_array_append_val (arrange->dropped, *item);
  else
    bs_layout_item_clear (item);
  for (guint i = index; i + 1 < problem->n_items; i++)
    problem->items[i] = problem->items[i + 1];
  problem->n_items--;
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

static guint
fixed_columns (const BsLayoutItem *item)
{
  guint columns = 1;

  while (columns < 16 && item->shapes[columns]->len == 0)
    columns++;

  return columns;
}

/* Something locked stands at the foot: the page cannot end higher. */
static gboolean
is_held_at_foot (const BsLayoutProblem *problem)
{
  for (guint i = 0; i < problem->n_items; i++)
    {
      const BsLayoutItem *item = &problem->items[i];

      if (item->fixed
          && item->line + item->least_area / MAX (1, fixed_columns (item)) >= problem->lines)
        return TRUE;
    }

  return FALSE;
}

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
    attempts[n++] = (Attempt){ problem->lines, FAIR_EXCESS, WHEEL_BUDGET * 4 };
  /* Copy that fits by its area nearly always has a page: it is worth looking for. */
  if (least <= LOOSE_EXCESS)
    attempts[n++] = (Attempt){ problem->lines, FAIR_EXCESS, WHEEL_BUDGET * 20 };
  if (least <= LOOSE_EXCESS)
    attempts[n++] = (Attempt){ problem->lines, POOR_EXCESS, WHEEL_BUDGET * 8 };
  if (least <= TIGHT_EXCESS && problem->n_items <= FEW_WHEEL_ITEMS)
    attempts[n++] = (Attempt){ problem->lines, DESPERATE_EXCESS, WHEEL_BUDGET * 4 };
  for (guint lines = problem->lines - MIN (problem->lines, LEAST_AD_LINES);
       lines > LEAST_COPY_LINES && n < MOST_ATTEMPTS; lines--)
    if (!is_held_at_foot (problem)
        && bs_bound_get (bound, all, lines * problem->columns) <= LOOSE_EXCESS)
      {
        attempts[n++] = (Attempt){ lines, GOOD_EXCESS, WHEEL_BUDGET };
        lines -= n < 4 ? 1 : 3;
      }
  /* A short page of many heads is hard to make clean: less taste, at the height that suits best. */
  if (n > 0 && least > TIGHT_EXCESS && attempts[0].lines < problem->lines)
    {
      guint lines = attempts[MIN (n - 1, 2)].lines;

      n = MIN (n, MOST_ATTEMPTS - 3);
      attempts[n++] = (Attempt){ lines, FAIR_EXCESS, WHEEL_BUDGET };
      attempts[n++] = (Attempt){ lines, POOR_EXCESS, WHEEL_BUDGET };
      attempts[n++] = (Attempt){ lines - 3, POOR_EXCESS, WHEEL_BUDGET };
    }
  for (guint lines = problem->lines + 1; lines <= problem->lines + MOST_LINES_OVER; lines++)
    if (n < MOST_ATTEMPTS && sum_natural_areas (problem) > problem->lines * problem->columns
        && bs_bound_get (bound, all, lines * problem->columns) <= LOOSE_EXCESS)
      attempts[n++] = (Attempt){ lines, FAIR_EXCESS, WHEEL_BUDGET };

  return n;
}

static guint
count_movable (const BsLayoutProblem *problem)
{
  guint n = 0;

  for (guint i = 0; i < problem->n_items; i++)
    n += !problem->items[i].fixed;

  return n;
}

/* What cannot fit however it is dressed is left out, least important first, and told. */
static void
drop_excess (BsArrange *arrange)
{
  BsLayoutProblem *problem = arrange->problem;

  for (guint i = problem->n_items; i > 0; i--)
    if (problem->items[i - 1].least_area == 0)
      drop_item (arrange, i - 1);
  while (count_movable (problem) > 1 && sum_areas (problem) > problem->lines * problem->columns)
    drop_item (arrange, find_expendable (problem));
}

static void
search_wheel (BsArrange *arrange, const BsBlockTable *table, const BsBound *bound,
              const BsWheelFrame *frame, const Attempt *attempt)
{
  BsWheelRequest request = {
    .table = table,
    .bound = bound,
    .frame = frame,
    .lines = attempt->lines,
    .budget = MIN (attempt->budget, WORK_SHARE (arrange->work.left)),
    .work = &arrange->work,
    .excess_limit = attempt->excess_limit,
    .pair_limit = attempt->excess_limit / 2,
    .cancellable = arrange->options->cancellable,
  };

  take_pages (arrange, bs_wheel_search (&request));
  bs_arrange_report (arrange, arrange->progress + (0.95 - arrange->progress) * 0.2);
}

static BsBlockTable *
new_wheel_table (BsArrange *arrange, const BsWheelFrame *frame)
{
  gboolean few = arrange->problem->n_items <= FEW_WHEEL_ITEMS;
  const BsBlockRequest request = {
    .problem = arrange->problem,
    .most_items = BS_BLOCK_ITEMS,
    .excess_limit = few ? SLICE_EXCESS : WHEEL_EXCESS,
    .effort = few ? SLICE_EFFORT : 1,
    .apart = frame->sets,
    .n_apart = BS_WHEEL_N_BLOCKS,
    .work = &arrange->work,
    .cancellable = arrange->options->cancellable,
  };

  return bs_block_table_new (&request);
}

static void
search_attempts (BsArrange *arrange, const BsBound *bound, const BsWheelFrame *frame, gboolean once)
{
  const BsLayoutProblem *problem = arrange->problem;
  Attempt attempts[MOST_ATTEMPTS];
  guint n = list_attempts (arrange, bound, attempts);
  guint all = (1u << problem->n_items) - 1;
  BsBlockTable *table;

  /* Once: on the whole page, or not at all. */
  if (once)
    {
      n = bs_bound_get (bound, all, problem->lines * problem->columns) <= TIGHT_EXCESS ? 1 : 0;
      attempts[0] = (Attempt){ problem->lines, FAIR_EXCESS, WHEEL_BUDGET * 2 };
    }
  if (bs_block_table_estimate_work (problem->n_items) + LEAST_WORK > arrange->work.left)
    return;
  table = n > 0 ? new_wheel_table (arrange, frame) : NULL;
  for (guint i = 0; table != NULL && i < n && arrange->work.left >= LEAST_WORK; i++)
    {
      /* A second look for alternatives, but not a third, and not at a page of another height. */
      if (arrange->pages->len >= MIN (WORTH_ANOTHER_LOOK, arrange->options->n_alternatives)
          || (arrange->pages->len > 0 && (i > 1 || attempts[i].lines != attempts[0].lines)))
        break;
      g_ptr_array_set_size (arrange->pages, 0);
      search_wheel (arrange, table, bound, frame, &attempts[i]);
    }
  bs_block_table_free (table);
}

static gboolean
is_too_much (const BsLayoutProblem *problem, const BsBound *bound)
{
  guint all = (1u << problem->n_items) - 1;
  guint area = problem->lines * problem->columns;

  return problem->n_items > LEAST_WHEEL_ITEMS && count_movable (problem) > 1
         && sum_natural_areas (problem) > area && bs_bound_get (bound, all, area) > LOOSE_EXCESS;
}

static BsBound *
new_bound (BsArrange *arrange)
{
  BsBound *bound = bs_bound_new (arrange->problem, arrange->problem->lines + MOST_LINES_OVER);

  bs_work_spend (&arrange->work,
                 ((guint64) bound->n_steps << bound->n_items) / BS_WORK_BOUND_STEPS);

  return bound;
}

static void
search_choices (BsArrange *arrange, const BsBound *bound, gboolean once)
{
  guint n = MIN (MOST_CHOICES, bs_locks_count (arrange->locks, arrange->problem));

  for (guint i = 0; i < n && arrange->pages->len == 0 && !bs_arrange_is_cancelled (arrange); i++)
    {
      BsWheelFrame frame;

      if (bs_locks_choose (arrange->locks, arrange->problem, i, &frame))
        search_attempts (arrange, bound, &frame, once);
    }
}

/* What is far too much is seen before any search: the least of it is left out until it is not.
 * What is a little too much is so only after a search in vain, and not often: that takes a while. */
static void
search_wheels (BsArrange *arrange)
{
  BsLayoutProblem *problem = arrange->problem;
  Attempt attempts[MOST_ATTEMPTS];
  guint n_searches = 0;
  gboolean again = problem->n_items >= LEAST_WHEEL_ITEMS;

  while (again && !bs_arrange_is_cancelled (arrange))
    {
      BsBound *bound = new_bound (arrange);

      if (list_attempts (arrange, bound, attempts) > 0)
        {
          search_choices (arrange, bound, FALSE);
          n_searches++;
        }
      again = arrange->pages->len == 0 && n_searches < MOST_SEARCHES
              && is_too_much (problem, bound);
      bs_bound_free (bound);
      if (again && !bs_arrange_is_cancelled (arrange))
        drop_item (arrange, find_expendable (problem));
    }
}

/* The whole page if it can be filled; a line or two more for the editor to cut; else less, with a
 * slot for a house ad. */
static void
slice_heights (BsArrange *arrange, const BsBlockTable *table)
{
  const BsLayoutProblem *problem = arrange->problem;
  guint more = SHORT_SLICES;

  for (guint lines = problem->lines; lines <= problem->lines + MOST_LINES_OVER; lines++)
    if (arrange->pages->len == 0)
      take_pages (arrange, bs_slices_search (table, lines));
  if (arrange->pages->len > 0 || is_held_at_foot (problem))
    return;
  for (guint lines = problem->lines - MIN (problem->lines, LEAST_AD_LINES); lines > LEAST_AD_LINES;
       lines--)
    {
      guint before = arrange->pages->len;

      if (before > 0 && --more == 0)
        return;
      take_pages (arrange, bs_slices_search (table, lines));
      /* A larger slot must be worth it. */
      for (guint i = before; i < arrange->pages->len; i++)
        {
          BsWheelPage *page = g_ptr_array_index (arrange->pages, i);

          page->cost += SPACE_COST * (float) (problem->lines - lines);
          page->group += 100 * (problem->lines - lines);
        }
    }
}

static void
search_slices (BsArrange *arrange)
{
  const BsBlockRequest request = {
    .problem = arrange->problem,
    .most_items = BS_SLICES_ITEMS,
    .whole_width = TRUE,
    .excess_limit = SLICE_EXCESS,
    .effort = SLICE_EFFORT,
    .cancellable = arrange->options->cancellable,
  };
  BsWheelFrame frame;
  BsBlockTable *table;

  if (bs_locks_count (arrange->locks, arrange->problem) == 0
      || !bs_locks_choose (arrange->locks, arrange->problem, 0, &frame))
    return;
  table = bs_block_table_new (&request);
  if (table == NULL)
    return;
  slice_heights (arrange, table);
  bs_block_table_free (table);
}

/* Where there is too little copy, a page that ends higher, with one slot below it. */
static guint
count_skyline_lines (const BsLayoutProblem *problem)
{
  guint least = (sum_natural_areas (problem) + problem->columns - 1) / problem->columns;

  return is_held_at_foot (problem) || least + LEAST_AD_LINES > problem->lines ? problem->lines
                                                                              : least;
}

/* Where the lowest box ends: a slot must not stand over it. */
static guint
find_foot (const BsWheelPage *page, const GArray *places, const BsLayoutProblem *problem)
{
  guint foot = 0;

  for (guint i = 0; i < page->placements->len + places->len; i++)
    {
      const BsPlacement *at = i < page->placements->len
                                ? &g_array_index (page->placements, BsPlacement, i)
                                : &g_array_index (places, BsPlacement, i - page->placements->len);

      foot = MAX (foot, at->line + at->shape->lines);
    }

  /* Less than a slot is left as it is. */
  return foot + LEAST_AD_LINES > problem->lines ? problem->lines : foot;
}

static void
search_skylines (BsArrange *arrange)
{
  GArray *places = g_array_copy (arrange->locks->places);
  guint lines = count_skyline_lines (arrange->problem);
  guint64 steps = arrange->work.left / (SKYLINE_RUNS * SKYLINE_STEP_WORK);

  bs_locks_withdraw (arrange->locks, arrange->problem);
  for (guint i = 0; i < places->len; i++)
    g_array_index (places, BsPlacement, i).line -= MIN (g_array_index (places, BsPlacement, i).line,
                                                        arrange->problem->first_line);
  for (guint i = 0; i < SKYLINE_RUNS && !bs_arrange_is_cancelled (arrange); i++)
    {
      BsSkylineRequest request = {
        .problem = arrange->problem,
        .fixed = (const BsPlacement *) (gpointer) places->data,
        .n_fixed = places->len,
        .lines = lines,
        .seed = arrange->options->seed * 64 + i + 1,
        .n_steps = (guint) CLAMP (steps, LEAST_SKYLINE_STEPS, SKYLINE_STEPS),
        .cancellable = arrange->options->cancellable,
      };
      BsWheelPage *page;

      bs_locks_get_taken (arrange->locks, arrange->problem, request.taken);
      page = bs_skyline_search (&request);
      bs_work_spend (&arrange->work, (guint64) request.n_steps * SKYLINE_STEP_WORK);
      if (page != NULL)
        {
          page->group = 1000 + i;
          page->lines = find_foot (page, places, arrange->problem);
          g_ptr_array_add (arrange->pages, page);
        }
      bs_arrange_report (arrange, arrange->progress + (0.97 - arrange->progress) * 0.4);
    }
  g_array_unref (places);
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

/**
 * bs_arrange_try:
 * @arrange: the call
 * @problem: what is to be placed, changed for a trial
 *
 * Returns: (transfer full) (nullable): the best page that all of it fills; a quick look only
 */
BsWheelPage *
bs_arrange_try (BsArrange *arrange, BsLayoutProblem *problem)
{
  BsArrangeOptions quiet = *arrange->options;
  BsArrange probe = *arrange;
  BsWheelPage *found = NULL;

  quiet.progress = NULL;
  probe.options = &quiet;
  probe.problem = problem;
  if (problem->n_items > BS_TABLE_ITEMS)
    return NULL;
  probe.pages = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_wheel_page_free);
  if (problem->n_items >= LEAST_WHEEL_ITEMS)
    {
      BsBound *bound = new_bound (&probe);

      search_choices (&probe, bound, TRUE);
      bs_bound_free (bound);
    }
  else
    search_slices (&probe);
  bs_wheel_pages_sort (probe.pages);
  for (guint i = 0; i < probe.pages->len && found == NULL; i++)
    {
      const BsWheelPage *page = g_ptr_array_index (probe.pages, i);

      if (page->lines == problem->lines)
        found = g_ptr_array_steal_index (probe.pages, i);
    }
  g_ptr_array_unref (probe.pages);
  arrange->work = probe.work;

  return found;
}

static gboolean
has_slot (const BsLayoutProblem *problem)
{
  for (guint i = 0; i < problem->n_items; i++)
    if (!problem->items[i].fixed && problem->items[i].kind == BS_BOX_HOUSE_AD)
      return TRUE;

  return FALSE;
}

/* Too little copy, and the page cannot end higher: what is empty becomes a thing to be placed. */
static gboolean
add_slot (BsArrange *arrange)
{
  BsLayoutProblem *problem = arrange->problem;
  guint area = problem->lines * problem->columns;
  guint at = count_movable (problem); /* fixed ones are the last */
  BsLayoutItem item = { .kind = BS_BOX_HOUSE_AD };

  if (!is_held_at_foot (problem) || problem->n_items >= BS_TABLE_ITEMS
      || sum_natural_areas (problem) + area / SLOT_SHARE > area || has_slot (problem))
    return FALSE;
  for (guint columns = 1; columns <= 16; columns++)
    item.shapes[columns] = g_array_new (FALSE, TRUE, sizeof (BsShape));
  bs_layout_item_fill (&item, arrange->format);
  memmove (&problem->items[at + 1], &problem->items[at],
           (problem->n_items - at) * sizeof (BsLayoutItem));
  problem->items[at] = item;
  problem->n_items++;

  return TRUE;
}

/* With more pictures than text they cannot but touch. */
static gboolean
is_picture_page (const BsLayoutProblem *problem)
{
  guint pictures = 0;
  guint stories = 0;

  for (guint i = 0; i < problem->n_items; i++)
    {
      pictures += problem->items[i].kind == BS_BOX_PHOTO || problem->items[i].kind == BS_BOX_GROUP;
      stories += problem->items[i].kind == BS_BOX_STORY;
    }

  return pictures > stories;
}

static void
search_exactly (BsArrange *arrange)
{
  if (arrange->problem->n_items <= BS_TABLE_ITEMS)
    search_wheels (arrange);
  if (arrange->pages->len == 0 && arrange->problem->n_items <= BS_SLICES_ITEMS)
    search_slices (arrange);
}

/* A few lines too many are for the editor to cut; for more, something must go elsewhere. */
void
bs_arrange_search (BsArrange *arrange)
{
  BsLayoutProblem *problem = arrange->problem;

  arrange->work.left = PAGE_WORK;
  bs_layout_problem_collect_briefs (problem, COMFORTABLE_ITEMS
                                               - MIN (COMFORTABLE_ITEMS / 2, arrange->locked->len));
  bs_locks_apply (arrange->locks, problem);
  drop_excess (arrange);
  for (guint i = 0; i < MOST_DROPS && !bs_arrange_is_cancelled (arrange); i++)
    {
      search_exactly (arrange);
      if (arrange->pages->len == 0 && add_slot (arrange))
        search_exactly (arrange);
      if (arrange->pages->len == 0 && is_picture_page (problem))
        {
          bs_layout_problem_let_photos_touch (problem);
          search_exactly (arrange);
        }
      if (arrange->pages->len == 0 && !bs_arrange_is_cancelled (arrange))
        search_skylines (arrange);
      bs_wheel_pages_sort (arrange->pages);
      if (arrange->pages->len == 0 || count_movable (problem) < 2
          || count_overflow (arrange) <= FEW_LINES || i + 1 == MOST_DROPS)
        break;
      g_ptr_array_set_size (arrange->pages, 0);
      drop_item (arrange, find_expendable (problem));
    }
  arrange->work.left = MAX (arrange->work.left, SUGGESTION_WORK);
}
