/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-issue-plan-private.h"

#include <string.h>

/* Rounds of laying pages out and moving on what found no room. */
#define MOST_ROUNDS 6
#define MOST_THREADS 8
/* Of the work that is left: nobody knows how many rounds there will be. */
#define FIRST_SHARE 0.8
#define DEFAULT_THREADS 2

static BsNode *
with_text (const BsNode *node, const char *key, const char *text)
{
  g_autoptr (BsNode) value = bs_node_new_string (text);

  return bs_node_with_member (node, key, value);
}

static const char *
get_page_id (const BsPlanner *planner, int index)
{
  return index < 0 ? "" : planner->sheets[index].page->id;
}

/* A story or photo with the page that its unit is on and, while planning, where it jumps to. */
static BsNode *
place_node (const BsPlanner *planner, const BsNode *node, gboolean final)
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
place_list (const BsPlanner *planner, const BsNode *list, gboolean final)
{
  BsNodeBuilder *array = bs_node_builder_new_array ();

  for (guint i = 0; i < bs_node_get_length (list); i++)
    bs_node_builder_add (array, place_node (planner, bs_node_get_element (list, i), final));

  return bs_node_builder_end (array);
}

const BsArrangement *
bs_planner_get_chosen (const BsPlanner *planner, const GPtrArray *arrangements, guint *index)
{
  guint wanted = MAX (planner->options->choose, 1) - 1;
  guint chosen = MIN (wanted, arrangements->len - 1);

  if (index != NULL)
    *index = chosen;

  return g_ptr_array_index (arrangements, chosen);
}

static BsNode *
place_boxes (const BsPlanner *planner)
{
  BsNodeBuilder *pages = bs_node_builder_new_array ();

  for (guint i = 0; i < planner->n_sheets; i++)
    {
      const BsPlanSheet *sheet = &planner->sheets[i];
      const BsNode *node = sheet->page->node;
      const GPtrArray *arrangements = sheet->arrangements;

      if (sheet->due && sheet->done && sheet->found != NULL)
        arrangements = sheet->found;
      bs_node_builder_add (pages, arrangements != NULL ? bs_node_with_member (
                                    node, "boxes",
                                    bs_planner_get_chosen (planner, arrangements, NULL)->boxes)
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

BsNode *
bs_planner_build_issue (const BsPlanner *planner, gboolean final)
{
  const BsNode *from = planner->spread->issue;
  BsNode *issue = bs_node_ref (from);

  issue = with_list (issue, "stories", place_list (planner, bs_issue_get_stories (from), final));
  issue = with_list (issue, "photos", place_list (planner, bs_issue_get_photos (from), final));

  return with_list (issue, "pages", place_boxes (planner));
}

static gboolean
has_copy (const BsPlanner *planner, guint index)
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
is_cancelled (const BsPlanner *planner)
{
  return g_cancellable_is_cancelled (planner->options->cancellable);
}

/* One thread's work in a round: sheet after sheet, until all that are due are taken. */
typedef struct
{
  BsPlanner *planner;
  BsLayout *layout;
  gboolean calling; /* the thread that may report progress */
  gboolean *taken;  /* by any of them, by sheet */
  double part;      /* of its sheet that is done */
} Worker;

static void
report (double fraction, gpointer data)
{
  Worker *worker = data;
  BsPlanner *planner = worker->planner;
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

/* Whether the story stands on sheet @index behind a sheet that is still to be laid out: what is left
 * for it is known only then. */
static gboolean
waits_for_part (const BsPlanner *planner, const BsSpreadUnit *unit, guint index)
{
  const BsNode *here = planner->sheets[index].page->node;
  const GArray *parts = NULL;
  gboolean waits = FALSE;

  if (unit->story != NULL)
    parts = bs_threads_get_parts (planner->threads, bs_node_get_text (unit->story, "id"));
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const BsNode *page = g_array_index (parts, BsThreadPart, i).page;

      if (page == here)
        return waits;
      for (guint j = 0; j < index && !waits; j++)
        waits = planner->sheets[j].page->node == page && planner->sheets[j].due
                && !planner->sheets[j].done;
    }

  return FALSE;
}

/* Whether a story goes on on sheet @index whose beginning is still to be laid out. */
static gboolean
waits (const BsPlanner *planner, guint index)
{
  for (guint i = 0; i < planner->spread->units->len; i++)
    {
      const BsSpreadUnit *unit = g_ptr_array_index (planner->spread->units, i);

      if (unit->jump == (int) index && planner->sheets[unit->page].due
          && !planner->sheets[unit->page].done)
        return TRUE;
      if (waits_for_part (planner, unit, index))
        return TRUE;
    }

  return FALSE;
}

/* The next sheet with the issue as that one has to see it: of the other sheets only those matter
 * where a story of it begins, and these are done. NULL: all are taken. */
static BsPlanSheet *
take_sheet (BsPlanner *planner, gboolean *taken, BsNode **issue)
{
  BsPlanSheet *sheet = NULL;

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
      *issue = bs_planner_build_issue (planner, FALSE);
    }
  g_mutex_unlock (&planner->mutex);

  return sheet;
}

static void
finish_sheet (BsPlanner *planner, BsPlanSheet *sheet, GPtrArray *found, GError *error)
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
  BsPlanner *planner = worker->planner;
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
      BsPlanSheet *sheet = take_sheet (planner, worker->taken, &issue);
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
count_threads (const BsPlanner *planner)
{
  guint wanted = planner->options->n_threads;

  return CLAMP (wanted > 0 ? wanted : DEFAULT_THREADS, 1, MOST_THREADS);
}

/* Lays all due sheets out. Which thread does which makes no difference to what comes of it. */
static gboolean
lay_out_sheets (BsPlanner *planner, GError **error)
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
choose_due (const BsPlanner *planner, const gboolean *wanted)
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
is_worse (const BsPlanner *planner, const BsPlanSheet *sheet)
{
  if (sheet->arrangements == NULL)
    return FALSE;
  if (sheet->found == NULL)
    return TRUE;

  return g_strv_length (bs_planner_get_chosen (planner, sheet->found, NULL)->unplaced)
         > g_strv_length (bs_planner_get_chosen (planner, sheet->arrangements, NULL)->unplaced);
}

/* Whether @id, which found no room on sheet @index, is now on another one; then both are due. */
static gboolean
move_on (BsPlanner *planner, const char *id, guint index, gboolean *wanted)
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
want_rests (const BsPlanner *planner, guint index, gboolean *wanted)
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
take_back (BsPlanner *planner, guint index, gboolean *wanted)
{
  const BsNode *boxes = bs_planner_get_chosen (planner, planner->sheets[index].arrangements, NULL)
                          ->boxes;

  for (guint i = 0; i < planner->spread->units->len; i++)
    {
      const BsSpreadUnit *unit = g_ptr_array_index (planner->spread->units, i);

      if (!unit->fixed && unit->page == (int) index && !shows (boxes, get_unit_id (unit)))
        move_on (planner, get_unit_id (unit), index, wanted);
    }
}

/* Calls move_on() for all that is meant for a page on which nothing finds room. */
static void
move_all_on (BsPlanner *planner, guint index, gboolean *wanted)
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
forget_unplaced (BsPlanner *planner, guint index)
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
take_sheets (BsPlanner *planner, gboolean *wanted)
{
  memset (wanted, 0, planner->n_sheets * sizeof *wanted);
  for (guint i = 0; i < planner->n_sheets; i++)
    {
      BsPlanSheet *sheet = &planner->sheets[i];
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
      unplaced = bs_planner_get_chosen (planner, sheet->arrangements, NULL)->unplaced;
      for (guint j = 0; unplaced != NULL && unplaced[j] != NULL; j++)
        move_on (planner, unplaced[j], i, wanted);
    }
}

static gboolean
is_expected (const GError *error)
{
  return g_error_matches (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_IMPOSSIBLE);
}

gboolean
bs_planner_run (BsPlanner *planner, GError **error)
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
