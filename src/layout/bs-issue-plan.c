/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-issue-plan.h"

#include "layout/bs-spread-private.h"
#include "layout/bs-thread-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rounds of laying pages out and moving on what found no room. */
#define MOST_ROUNDS 6
#define MOST_THREADS 8
/* Of the work that is left: nobody knows how many rounds there will be. */
#define FIRST_SHARE 0.8
#define DEFAULT_THREADS 2

/* A page's state while the plan is made. */
typedef struct
{
  BsSpreadPage *page;      /* borrowed from the spread */
  gboolean due;            /* to be laid out in this round */
  gboolean done;           /* laid out in this round */
  GPtrArray *arrangements; /* the best so far; NULL: none */
  GPtrArray *found;        /* in this round; NULL: failed */
  GError *error;
} Sheet;

typedef struct
{
  BsEnvironment *environment;
  const BsIssuePlanOptions *options;
  BsLayout *layout;   /* of the calling thread */
  GPtrArray *helpers; /* BsLayout of each other thread, kept from round to round */
  BsSpread *spread;
  BsNode *issue; /* as the plan has it in the end */
  guint n_sheets;
  Sheet *sheets;
  GHashTable *unplaced; /* id -> id: what found no room on the page that it is meant for */

  GMutex mutex;
  GCond finished; /* a sheet is done: another one may have waited for it */
  guint n_taken;  /* sheets of this round */
  double done;    /* sheets, in parts, of this round */
  guint n_due;
  double begun; /* share of the work that the rounds before were taken for */
} Planner;

static void
planned_page_free (gpointer data)
{
  BsPlannedPage *page = data;

  g_free (page->page);
  g_ptr_array_unref (page->arrangements);
  g_strfreev (page->added);
  g_free (page);
}

static void
unplaced_free (gpointer data)
{
  BsUnplaced *item = data;

  g_free (item->id);
  g_free (item->page);
  g_free (item->reason);
  g_free (item);
}

static BsNode *
with_text (const BsNode *node, const char *key, const char *text)
{
  g_autoptr (BsNode) value = bs_node_new_string (text);

  return bs_node_with_member (node, key, value);
}

static const char *
get_page_id (const Planner *planner, int index)
{
  return index < 0 ? "" : planner->sheets[index].page->id;
}

/* A story or photo with the page that its unit is on and, while planning, where it jumps to. */
static BsNode *
place_node (const Planner *planner, const BsNode *node, gboolean final)
{
  const BsSpreadUnit *unit = bs_spread_find_unit (planner->spread, bs_node_get_text (node, "id"));
  const char *page = unit != NULL ? get_page_id (planner, unit->page) : "";
  g_autoptr (BsNode) placed = NULL;

  if (unit == NULL)
    return bs_node_ref (node);
  if (unit->fixed && *bs_node_get_text (node, "page") != '\0')
    placed = bs_node_ref (node);
  else if (*page == '\0')
    placed = bs_node_with_member (node, "page", NULL);
  else
    placed = with_text (node, "page", page);
  if (final || node != unit->story || *bs_node_get_text (node, "jump") == '\0')
    return g_steal_pointer (&placed);

  return with_text (placed, "jump", get_page_id (planner, unit->jump));
}

static BsNode *
place_list (const Planner *planner, const BsNode *list, gboolean final)
{
  BsNodeBuilder *array = bs_node_builder_new_array ();

  for (guint i = 0; i < bs_node_get_length (list); i++)
    bs_node_builder_add (array, place_node (planner, bs_node_get_element (list, i), final));

  return bs_node_builder_end (array);
}

static const BsArrangement *
get_chosen (const Planner *planner, const GPtrArray *arrangements, guint *index)
{
  guint wanted = MAX (planner->options->choose, 1) - 1;
  guint chosen = MIN (wanted, arrangements->len - 1);

  if (index != NULL)
    *index = chosen;

  return g_ptr_array_index (arrangements, chosen);
}

static BsNode *
place_boxes (const Planner *planner)
{
  BsNodeBuilder *pages = bs_node_builder_new_array ();

  for (guint i = 0; i < planner->n_sheets; i++)
    {
      const Sheet *sheet = &planner->sheets[i];
      const BsNode *node = sheet->page->node;
      const GPtrArray *arrangements = sheet->arrangements;

      if (sheet->due && sheet->done && sheet->found != NULL)
        arrangements = sheet->found;
      bs_node_builder_add (pages, arrangements != NULL ? bs_node_with_member (
                                    node, "boxes", get_chosen (planner, arrangements, NULL)->boxes)
                                                       : bs_node_ref (node));
    }

  return bs_node_builder_end (pages);
}

/* @issue is let go of; a list that it does not have is not made. */
static BsNode *
with_list (BsNode *issue, const char *key, BsNode *list)
{
  g_autoptr (BsNode) old = issue;
  g_autoptr (BsNode) owned = list;

  return bs_node_get_member (old, key) != NULL ? bs_node_with_member (old, key, owned)
                                               : bs_node_ref (old);
}

/* The issue with everything where the plan has it so far. @final: without what is only for laying
 * out. */
static BsNode *
build_issue (const Planner *planner, gboolean final)
{
  const BsNode *from = planner->spread->issue;
  BsNode *issue = bs_node_ref (from);

  issue = with_list (issue, "stories", place_list (planner, bs_issue_get_stories (from), final));
  issue = with_list (issue, "photos", place_list (planner, bs_issue_get_photos (from), final));

  return with_list (issue, "pages", place_boxes (planner));
}

static gboolean
has_copy (const Planner *planner, guint index)
{
  for (guint i = 0; i < planner->spread->units->len; i++)
    {
      const BsSpreadUnit *unit = g_ptr_array_index (planner->spread->units, i);

      if (unit->page == (int) index || unit->jump == (int) index)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_cancelled (const Planner *planner)
{
  return g_cancellable_is_cancelled (planner->options->cancellable);
}

/* One thread's work in a round: sheet after sheet, until all that are due are taken. */
typedef struct
{
  Planner *planner;
  BsLayout *layout;
  gboolean calling; /* the thread that may report progress */
  gboolean *taken;  /* by any of them, by sheet */
  double part;      /* of its sheet that is done */
} Worker;

static void
report (double fraction, gpointer data)
{
  Worker *worker = data;
  Planner *planner = worker->planner;
  const BsIssuePlanOptions *options = planner->options;
  double done;

  g_mutex_lock (&planner->mutex);
  planner->done += fraction - worker->part;
  worker->part = fraction;
  done = planner->done / MAX (1, planner->n_due);
  g_mutex_unlock (&planner->mutex);
  if (worker->calling && options->progress != NULL)
    options->progress (planner->begun + (1 - planner->begun) * FIRST_SHARE * done,
                       options->progress_data);
}

/* Whether a story goes on on sheet @index whose beginning is still to be laid out. */
static gboolean
waits (const Planner *planner, guint index)
{
  for (guint i = 0; i < planner->spread->units->len; i++)
    {
      const BsSpreadUnit *unit = g_ptr_array_index (planner->spread->units, i);

      if (unit->jump == (int) index && planner->sheets[unit->page].due
          && !planner->sheets[unit->page].done)
        return TRUE;
    }

  return FALSE;
}

/* The next sheet with the issue as that one has to see it: of the other sheets only those matter
 * where a story of it begins, and these are done. NULL: all are taken. */
static Sheet *
take_sheet (Planner *planner, gboolean *taken, BsNode **issue)
{
  Sheet *sheet = NULL;

  g_mutex_lock (&planner->mutex);
  while (sheet == NULL && planner->n_taken < planner->n_due && !is_cancelled (planner))
    {
      for (guint i = 0; i < planner->n_sheets && sheet == NULL; i++)
        if (planner->sheets[i].due && !taken[i] && !waits (planner, i))
          {
            sheet = &planner->sheets[i];
            taken[i] = TRUE;
          }
      if (sheet == NULL)
        g_cond_wait (&planner->finished, &planner->mutex);
    }
  if (sheet != NULL)
    {
      planner->n_taken++;
      *issue = build_issue (planner, FALSE);
    }
  g_mutex_unlock (&planner->mutex);

  return sheet;
}

static void
finish_sheet (Planner *planner, Sheet *sheet, GPtrArray *found, GError *error)
{
  g_mutex_lock (&planner->mutex);
  sheet->found = found;
  sheet->error = error;
  sheet->done = TRUE;
  g_cond_broadcast (&planner->finished);
  g_mutex_unlock (&planner->mutex);
}

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  Planner *planner = worker->planner;
  BsArrangeOptions options = {
    .n_alternatives = MAX (planner->options->n_alternatives, planner->options->choose),
    .seed = planner->options->seed,
    .cancellable = planner->options->cancellable,
    .progress = report,
    .progress_data = worker,
  };

  options.n_alternatives = MAX (options.n_alternatives, 1);
  for (;;)
    {
      g_autoptr (BsNode) issue = NULL;
      Sheet *sheet = take_sheet (planner, worker->taken, &issue);
      GPtrArray *found;
      GError *error = NULL;

      if (sheet == NULL)
        return NULL;
      worker->part = 0;
      found = bs_layout_arrange (worker->layout, issue, sheet->page->id, &options, &error);
      report (1, worker);
      finish_sheet (planner, sheet, found, error);
    }
}

static guint
count_threads (const Planner *planner)
{
  guint wanted = planner->options->n_threads;

  return CLAMP (wanted > 0 ? wanted : DEFAULT_THREADS, 1, MOST_THREADS);
}

/* Lays all due sheets out. Which thread does which makes no difference to what comes of it. */
static gboolean
lay_out_sheets (Planner *planner, GError **error)
{
  guint n_threads = MIN (count_threads (planner), MAX (planner->n_due, 1));
  g_autofree gboolean *taken = g_new0 (gboolean, planner->n_sheets + 1);
  Worker own = { planner, planner->layout, TRUE, taken, 0 };
  g_autofree Worker *workers = g_new0 (Worker, n_threads);
  g_autofree GThread **threads = g_new0 (GThread *, n_threads);

  while (planner->helpers->len + 1 < n_threads)
    {
      BsLayout *layout = bs_layout_new (planner->environment, error);

      if (layout == NULL)
        return FALSE;
      g_ptr_array_add (planner->helpers, layout);
    }
  planner->n_taken = 0;
  planner->done = 0;
  for (guint i = 0; i + 1 < n_threads; i++)
    {
      workers[i] = (Worker){ planner, g_ptr_array_index (planner->helpers, i), FALSE, taken, 0 };
      threads[i] = g_thread_new ("lay-out", work, &workers[i]);
    }
  work (&own);
  for (guint i = 0; i + 1 < n_threads; i++)
    g_thread_join (threads[i]);

  return TRUE;
}

/* Of sheets that were laid out, those that were to be laid out again. */
static guint
choose_due (const Planner *planner, const gboolean *wanted)
{
  guint n_due = 0;

  for (guint i = 0; i < planner->n_sheets; i++)
    {
      planner->sheets[i].due = wanted[i];
      planner->sheets[i].done = FALSE;
      n_due += wanted[i];
    }

  return n_due;
}

static const char *
get_unit_id (const BsSpreadUnit *unit)
{
  const BsNode *node = unit->story != NULL ? unit->story : g_ptr_array_index (unit->photos, 0);

  return bs_node_get_text (node, "id");
}

/* Nobody can be asked to accept a page for what it leaves out, where it left nothing out before. */
static gboolean
is_worse (const Planner *planner, const Sheet *sheet)
{
  if (sheet->arrangements == NULL)
    return FALSE;
  if (sheet->found == NULL)
    return TRUE;

  return g_strv_length (get_chosen (planner, sheet->found, NULL)->unplaced)
         > g_strv_length (get_chosen (planner, sheet->arrangements, NULL)->unplaced);
}

/* Whether @id, which found no room on sheet @index, is now on another one; then both are due. */
static gboolean
move_on (Planner *planner, const char *id, guint index, gboolean *wanted)
{
  BsSpreadUnit *unit = bs_spread_find_unit (planner->spread, id);
  gboolean whole = unit != NULL
                   && (unit->story == NULL
                       || g_str_equal (bs_node_get_text (unit->story, "id"), id));

  g_hash_table_add (planner->unplaced, g_strdup (id));
  if (!whole || unit->fixed || unit->page != (int) index)
    return FALSE;
  if (unit->jump >= 0)
    wanted[unit->jump] = TRUE;
  /* Its photos may have found a place without it. */
  if (unit->photos->len > 1 || (unit->story != NULL && unit->photos->len > 0))
    wanted[index] = TRUE;
  if (!bs_spread_move (planner->spread, unit))
    return FALSE;
  g_hash_table_remove (planner->unplaced, id);
  wanted[unit->page] = TRUE;
  if (unit->jump >= 0)
    wanted[unit->jump] = TRUE;

  return TRUE;
}

static gboolean
shows (const BsNode *boxes, const char *id)
{
  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *refs = bs_node_get_member (bs_node_get_element (boxes, i), "refs");

      for (guint j = 0; j < bs_node_get_length (refs); j++)
        if (g_str_equal (bs_node_get_string (bs_node_get_element (refs, j)), id))
          return TRUE;
    }

  return FALSE;
}

/* Stories that begin on the page stand on it otherwise than where they go on was told. */
static void
want_rests (const Planner *planner, guint index, gboolean *wanted)
{
  for (guint i = 0; i < planner->spread->units->len; i++)
    {
      const BsSpreadUnit *unit = g_ptr_array_index (planner->spread->units, i);

      if (unit->jump >= 0 && unit->page == (int) index)
        wanted[unit->jump] = TRUE;
    }
}

/* What was new on a page and made it worse goes elsewhere; the page stays as it was. */
static void
take_back (Planner *planner, guint index, gboolean *wanted)
{
  const BsNode *boxes = get_chosen (planner, planner->sheets[index].arrangements, NULL)->boxes;

  for (guint i = 0; i < planner->spread->units->len; i++)
    {
      const BsSpreadUnit *unit = g_ptr_array_index (planner->spread->units, i);

      if (!unit->fixed && unit->page == (int) index && !shows (boxes, get_unit_id (unit)))
        move_on (planner, get_unit_id (unit), index, wanted);
    }
}

/* Calls move_on() for all that is meant for a page on which nothing finds room. */
static void
move_all_on (Planner *planner, guint index, gboolean *wanted)
{
  for (guint i = 0; i < planner->spread->units->len; i++)
    {
      const BsSpreadUnit *unit = g_ptr_array_index (planner->spread->units, i);

      if (unit->page == (int) index)
        move_on (planner, get_unit_id (unit), index, wanted);
    }
}

/* The page was laid out anew: what it left out before may stand on it now. */
static void
forget_unplaced (Planner *planner, guint index)
{
  for (guint i = 0; i < planner->spread->units->len; i++)
    {
      const BsSpreadUnit *unit = g_ptr_array_index (planner->spread->units, i);

      if (unit->page != (int) index)
        continue;
      g_hash_table_remove (planner->unplaced, get_unit_id (unit));
      for (guint j = 0; j < unit->photos->len; j++)
        g_hash_table_remove (planner->unplaced,
                             bs_node_get_text (g_ptr_array_index (unit->photos, j), "id"));
    }
}

/* Takes what the round found, and moves on what found no room. */
static void
take_sheets (Planner *planner, gboolean *wanted)
{
  memset (wanted, 0, planner->n_sheets * sizeof *wanted);
  for (guint i = 0; i < planner->n_sheets; i++)
    {
      Sheet *sheet = &planner->sheets[i];
      GStrv unplaced;

      if (!sheet->due)
        continue;
      sheet->due = FALSE;
      if (is_worse (planner, sheet))
        {
          g_clear_pointer (&sheet->found, g_ptr_array_unref);
          g_clear_error (&sheet->error);
          take_back (planner, i, wanted);
          want_rests (planner, i, wanted);
          continue;
        }
      forget_unplaced (planner, i);
      g_clear_pointer (&sheet->arrangements, g_ptr_array_unref);
      g_clear_error (&sheet->error);
      sheet->arrangements = g_steal_pointer (&sheet->found);
      if (sheet->arrangements == NULL)
        {
          move_all_on (planner, i, wanted);
          continue;
        }
      unplaced = get_chosen (planner, sheet->arrangements, NULL)->unplaced;
      for (guint j = 0; unplaced != NULL && unplaced[j] != NULL; j++)
        move_on (planner, unplaced[j], i, wanted);
    }
}

static gboolean
is_expected (const GError *error)
{
  return g_error_matches (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_IMPOSSIBLE);
}

static gboolean
run_rounds (Planner *planner, GError **error)
{
  g_autofree gboolean *wanted = g_new0 (gboolean, planner->n_sheets + 1);

  for (guint i = 0; i < planner->n_sheets; i++)
    wanted[i] = has_copy (planner, i);
  for (guint round = 0; round < MOST_ROUNDS; round++)
    {
      planner->n_due = choose_due (planner, wanted);
      if (planner->n_due == 0)
        break;
      if (!lay_out_sheets (planner, error))
        return FALSE;
      if (g_cancellable_set_error_if_cancelled (planner->options->cancellable, error))
        return FALSE;
      for (guint i = 0; i < planner->n_sheets; i++)
        if (planner->sheets[i].error != NULL && !is_expected (planner->sheets[i].error))
          {
            g_propagate_error (error, g_steal_pointer (&planner->sheets[i].error));
            return FALSE;
          }
      take_sheets (planner, wanted);
      planner->begun += (1 - planner->begun) * FIRST_SHARE;
    }
  if (planner->options->progress != NULL)
    planner->options->progress (1, planner->options->progress_data);

  return TRUE;
}

static const char *
get_title (const BsNode *node)
{
  const char *title = bs_node_get_text (node, "headline");

  return *title != '\0' ? title : bs_node_get_text (node, "id");
}

static char *
dup_section_name (const BsNode *issue, const char *section)
{
  const BsNode *node = bs_node_find_by_id (bs_node_get_member (issue, "sections"), section);
  const char *name = bs_node_get_text (node, "name");

  return g_strdup (*name != '\0' ? name : section);
}

/* As editors count: nobody cuts 137 characters. */
static int
round_characters (double lines, const BsPageFormat *format)
{
  return (int) (lines * format->column_characters + 9) / 10 * 10;
}

static void
explain (const Planner *planner, const BsSpreadUnit *unit, BsUnplaced *item, const char *title)
{
  const BsSpreadPage *page = NULL;
  const char *wanted = bs_node_get_text (unit->story != NULL ? unit->story
                                                             : g_ptr_array_index (unit->photos, 0),
                                         "page");
  double over = 0;

  if (unit->fixed && unit->page < 0)
    {
      item->page = g_strdup (wanted);
      item->reason = g_strdup_printf (
        _ ("“%s” is meant for page %s, which the issue does not list. Add the page, or move the "
           "story."),
        title, wanted);
      return;
    }
  if (unit->page >= 0)
    {
      page = BS_SPREAD_PAGE (planner->spread, unit->page);
      over = page->load - page->room;
    }
  else
    page = bs_spread_find_nearest (planner->spread, unit, &over);
  item->page = g_strdup (page != NULL ? page->id : "");
  if (page == NULL)
    {
      g_autofree char *section = dup_section_name (planner->spread->issue, unit->section);

      item->reason = g_strdup_printf (
        _ ("“%s”: no page has its section %s. Give a page that section, or the story another."),
        title, section);
      return;
    }
  item->characters = MAX (10, round_characters (over, page->format));
  item->reason = g_strdup_printf (
    /* Translators: headline; page; characters */
    _ ("“%s”: %s is full, about %d characters too many. Cut copy there, or give the issue another "
       "page."),
    title, page->id, item->characters);
}

static void
add_unplaced (const Planner *planner, BsIssuePlan *plan, const BsSpreadUnit *unit,
              const BsNode *node)
{
  BsUnplaced *item = g_new0 (BsUnplaced, 1);

  item->id = g_strdup (bs_node_get_text (node, "id"));
  item->photo = node != unit->story;
  explain (planner, unit, item, get_title (node));
  g_ptr_array_add (plan->unplaced, item);
}

static void
list_unplaced (const Planner *planner, BsIssuePlan *plan)
{
  for (guint i = 0; i < planner->spread->units->len; i++)
    {
      const BsSpreadUnit *unit = g_ptr_array_index (planner->spread->units, i);

      if (unit->story != NULL
          && (unit->page < 0
              || g_hash_table_contains (planner->unplaced, bs_node_get_text (unit->story, "id"))))
        add_unplaced (planner, plan, unit, unit->story);
      for (guint j = 0; j < unit->photos->len; j++)
        {
          const BsNode *photo = g_ptr_array_index (unit->photos, j);

          if (unit->page < 0
              || g_hash_table_contains (planner->unplaced, bs_node_get_text (photo, "id")))
            add_unplaced (planner, plan, unit, photo);
        }
    }
}

static void
list_added (const Planner *planner, const BsNode *list, const char *page, GPtrArray *added)
{
  const char *key = list == bs_issue_get_stories (planner->spread->issue) ? "stories" : "photos";
  const BsNode *now = bs_node_get_member (planner->issue, key);

  for (guint i = 0; i < bs_node_get_length (list); i++)
    {
      const BsNode *node = bs_node_get_element (list, i);

      if (*bs_node_get_text (node, "page") == '\0'
          && g_str_equal (bs_node_get_text (bs_node_get_element (now, i), "page"), page))
        g_ptr_array_add (added, g_strdup (bs_node_get_text (node, "id")));
    }
}

static void
list_pages (Planner *planner, BsIssuePlan *plan)
{
  const BsNode *issue = planner->spread->issue;

  for (guint i = 0; i < planner->n_sheets; i++)
    {
      Sheet *sheet = &planner->sheets[i];
      BsPlannedPage *page = g_new0 (BsPlannedPage, 1);
      GPtrArray *added = g_ptr_array_new ();

      page->page = g_strdup (sheet->page->id);
      list_added (planner, bs_issue_get_stories (issue), page->page, added);
      list_added (planner, bs_issue_get_photos (issue), page->page, added);
      g_ptr_array_add (added, NULL);
      page->added = (GStrv) g_ptr_array_free (added, FALSE);
      if (sheet->arrangements != NULL)
        get_chosen (planner, sheet->arrangements, &page->chosen);
      page->arrangements = sheet->arrangements != NULL ? g_steal_pointer (&sheet->arrangements)
                                                       : g_ptr_array_new_with_free_func (
                                                         (GDestroyNotify) bs_arrangement_free);
      g_ptr_array_add (plan->pages, page);
    }
}

static void
planner_clear (Planner *planner)
{
  for (guint i = 0; i < planner->n_sheets; i++)
    {
      g_clear_pointer (&planner->sheets[i].arrangements, g_ptr_array_unref);
      g_clear_pointer (&planner->sheets[i].found, g_ptr_array_unref);
      g_clear_error (&planner->sheets[i].error);
    }
  g_free (planner->sheets);
  g_clear_pointer (&planner->spread, bs_spread_free);
  g_clear_pointer (&planner->issue, bs_node_unref);
  g_ptr_array_unref (planner->helpers);
  g_hash_table_unref (planner->unplaced);
  g_clear_object (&planner->layout);
  g_cond_clear (&planner->finished);
  g_mutex_clear (&planner->mutex);
}

static BsIssuePlan *
finish (Planner *planner)
{
  BsIssuePlan *plan = g_new0 (BsIssuePlan, 1);

  plan->ref_count = 1;
  plan->pages = g_ptr_array_new_with_free_func (planned_page_free);
  plan->unplaced = g_ptr_array_new_with_free_func (unplaced_free);
  g_clear_pointer (&planner->issue, bs_node_unref);
  planner->issue = build_issue (planner, TRUE);
  plan->issue = bs_node_ref (planner->issue);
  list_unplaced (planner, plan);
  list_pages (planner, plan);

  return plan;
}

/**
 * bs_issue_plan_new:
 * @environment: data folder and fonts
 * @issue: root of an issue
 * @options: (nullable): alternatives, seed, progress
 *
 * Stories that have a page stay on it; locked boxes and ads stay where they are. Others go to a page
 * of their section that has room, leads to pages that have none, photos with their stories. What a
 * page cannot take goes to another one, or is listed. The same issue, fonts and seed give the same
 * plan, however many threads make it.
 *
 * Returns: (transfer full): the plan; %NULL with G_IO_ERROR_CANCELLED or %BS_LAYOUT_ERROR_FORMAT
 */
BsIssuePlan *
bs_issue_plan_new (BsEnvironment *environment, const BsNode *issue,
                   const BsIssuePlanOptions *options, GError **error)
{
  static const BsIssuePlanOptions plain = { .n_alternatives = 1 };
  Planner planner = { .environment = environment, .options = options != NULL ? options : &plain };
  BsIssuePlan *plan = NULL;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment) && issue != NULL, NULL);

  g_mutex_init (&planner.mutex);
  g_cond_init (&planner.finished);
  planner.helpers = g_ptr_array_new_with_free_func (g_object_unref);
  planner.unplaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  planner.layout = bs_layout_new (environment, error);
  if (planner.layout != NULL)
    planner.spread = bs_spread_new (planner.layout, issue, error);
  if (planner.spread != NULL)
    {
      planner.n_sheets = planner.spread->pages->len;
      planner.sheets = g_new0 (Sheet, planner.n_sheets + 1);
      for (guint i = 0; i < planner.n_sheets; i++)
        planner.sheets[i].page = BS_SPREAD_PAGE (planner.spread, i);
      bs_spread_run (planner.spread);
      if (run_rounds (&planner, error))
        plan = finish (&planner);
    }
  planner_clear (&planner);

  return plan;
}

/* The page of each element of @list, where the plan changed it. */
static gboolean
apply_pages (BsDocument *document, const BsNode *plan, const char *list, GError **error)
{
  const BsNode *wanted = bs_node_get_member (plan, list);

  for (guint i = 0; i < bs_node_get_length (wanted); i++)
    {
      const BsNode *node = bs_node_get_element (wanted, i);
      const char *id = bs_node_get_text (node, "id");
      const char *page = bs_node_get_text (node, "page");
      const BsNode *now = bs_node_find_by_id (bs_node_get_member (bs_document_get_root (document),
                                                                  list),
                                              id);
      g_autofree char *path = bs_issue_dup_path (list, id, "page");

      if (now != NULL && !g_str_equal (bs_node_get_text (now, "page"), page)
          && !bs_document_set_text (document, path, page, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
apply_boxes (BsDocument *document, const BsIssuePlan *plan, GError **error)
{
  for (guint i = 0; i < plan->pages->len; i++)
    {
      const BsPlannedPage *page = g_ptr_array_index (plan->pages, i);
      const BsArrangement *arrangement;
      g_autofree char *path = bs_issue_dup_path ("pages", page->page, "boxes");

      if (page->arrangements->len == 0)
        continue;
      arrangement = g_ptr_array_index (page->arrangements, page->chosen);
      if (!bs_document_set_node (document, path, arrangement->boxes, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * bs_issue_plan_apply:
 * @plan: a plan
 * @document: the issue that it was made for
 *
 * Does all of it as one step of undo, or nothing.
 *
 * Returns: %FALSE with a model error where the issue has changed so that the plan does not fit
 */
gboolean
bs_issue_plan_apply (const BsIssuePlan *plan, BsDocument *document, GError **error)
{
  g_return_val_if_fail (plan != NULL && BS_IS_DOCUMENT (document), FALSE);

  bs_document_begin (document, _ ("Lay Out All Pages"), NULL);
  if (!apply_pages (document, plan->issue, "stories", error)
      || !apply_pages (document, plan->issue, "photos", error)
      || !apply_boxes (document, plan, error))
    {
      bs_document_cancel (document);
      return FALSE;
    }
  bs_document_end (document);

  return TRUE;
}

BsIssuePlan *
bs_issue_plan_ref (BsIssuePlan *plan)
{
  g_atomic_int_inc (&plan->ref_count);

  return plan;
}

void
bs_issue_plan_unref (BsIssuePlan *plan)
{
  if (plan == NULL || !g_atomic_int_dec_and_test (&plan->ref_count))
    return;
  bs_node_unref (plan->issue);
  g_ptr_array_unref (plan->pages);
  g_ptr_array_unref (plan->unplaced);
  g_free (plan);
}
