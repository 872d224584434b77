/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-issue-plan-private.h"

#include "layout/bs-check-private.h"

#include <glib/gi18n-lib.h>

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
explain (const BsPlanner *planner, const BsSpreadUnit *unit, BsUnplaced *item, const char *title)
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
add_unplaced (const BsPlanner *planner, BsIssuePlan *plan, const BsSpreadUnit *unit,
              const BsNode *node)
{
  BsUnplaced *item = g_new0 (BsUnplaced, 1);

  item->id = g_strdup (bs_node_get_text (node, "id"));
  item->photo = node != unit->story;
  explain (planner, unit, item, bs_story_get_title (node));
  g_ptr_array_add (plan->unplaced, item);
}

static void
list_unplaced (const BsPlanner *planner, BsIssuePlan *plan)
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
list_added (const BsPlanner *planner, const BsNode *list, const char *page, GPtrArray *added)
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
list_pages (BsPlanner *planner, BsIssuePlan *plan)
{
  const BsNode *issue = planner->spread->issue;

  for (guint i = 0; i < planner->n_sheets; i++)
    {
      BsPlanSheet *sheet = &planner->sheets[i];
      BsPlannedPage *page = g_new0 (BsPlannedPage, 1);
      GPtrArray *added = g_ptr_array_new ();

      page->page = g_strdup (sheet->page->id);
      list_added (planner, bs_issue_get_stories (issue), page->page, added);
      list_added (planner, bs_issue_get_photos (issue), page->page, added);
      g_ptr_array_add (added, NULL);
      page->added = (GStrv) g_ptr_array_free (added, FALSE);
      if (sheet->arrangements != NULL)
        bs_planner_get_chosen (planner, sheet->arrangements, &page->chosen);
      page->arrangements = sheet->arrangements != NULL ? g_steal_pointer (&sheet->arrangements)
                                                       : g_ptr_array_new_with_free_func (
                                                         (GDestroyNotify) bs_arrangement_free);
      g_ptr_array_add (plan->pages, page);
    }
}

static void
planner_clear (BsPlanner *planner)
{
  for (guint i = 0; i < planner->n_sheets; i++)
    {
      g_clear_pointer (&planner->sheets[i].arrangements, g_ptr_array_unref);
      g_clear_pointer (&planner->sheets[i].found, g_ptr_array_unref);
      g_clear_error (&planner->sheets[i].error);
    }
  g_free (planner->sheets);
  g_clear_pointer (&planner->spread, bs_spread_free);
  g_clear_pointer (&planner->threads, bs_threads_free);
  g_clear_pointer (&planner->issue, bs_node_unref);
  g_ptr_array_unref (planner->helpers);
  g_hash_table_unref (planner->unplaced);
  g_clear_object (&planner->layout);
  g_cond_clear (&planner->finished);
  g_mutex_clear (&planner->mutex);
}

static BsIssuePlan *
finish (BsPlanner *planner)
{
  BsIssuePlan *plan = g_new0 (BsIssuePlan, 1);

  plan->ref_count = 1;
  plan->pages = g_ptr_array_new_with_free_func (planned_page_free);
  plan->unplaced = g_ptr_array_new_with_free_func (unplaced_free);
  g_clear_pointer (&planner->issue, bs_node_unref);
  planner->issue = bs_planner_build_issue (planner, TRUE);
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
  BsPlanner planner = { .environment = environment, .options = options != NULL ? options : &plain };
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
      planner.threads = bs_threads_new (issue);
      planner.n_sheets = planner.spread->pages->len;
      planner.sheets = g_new0 (BsPlanSheet, planner.n_sheets + 1);
      for (guint i = 0; i < planner.n_sheets; i++)
        planner.sheets[i].page = BS_SPREAD_PAGE (planner.spread, i);
      bs_spread_run (planner.spread);
      if (bs_planner_run (&planner, error))
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
