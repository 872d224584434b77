/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-numbering.h"

#include <stdio.h>
#include <string.h>

#define DAYS 7
#define MOST_STEPS 4000 /* days looked at between two issues: some ten years */

static const char *const weekdays[DAYS] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

gboolean
bs_date_read (const char *text, GDate *date)
{
  guint year, month, day;
  char rest;

  g_date_clear (date, 1);
  if (sscanf (text, "%4u-%2u-%2u%c", &year, &month, &day, &rest) != 3 || year < 1 || month > 12
      || day > 31 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return TRUE;
}

char *
bs_date_write (const GDate *date)
{
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), (int) g_date_get_month (date),
                          g_date_get_day (date));
}

gboolean
bs_numbered_read (const BsNode *issue, BsNumbered *numbered)
{
  numbered->number = bs_node_get_number (issue, "number", 0);
  numbered->total = bs_node_get_number (issue, "total_number", 0);

  return bs_date_read (bs_node_get_text (issue, "date"), &numbered->date);
}

gboolean
bs_numbered_read_record (const BsNode *template_root, BsNumbered *numbered)
{
  const BsNode *numbering = bs_node_get_member (template_root, "numbering");

  numbered->number = bs_node_get_number (numbering, "last_number", 0);
  numbered->total = bs_node_get_number (numbering, "last_total", 0);

  return bs_date_read (bs_node_get_text (numbering, "last_date"), &numbered->date);
}

gboolean
bs_numbering_appears_on (const BsNode *rules, const GDate *date)
{
  const BsNode *numbering = bs_node_get_member (rules, "numbering");
  const BsNode *days = bs_node_get_member (numbering, "weekdays");
  const char *day = weekdays[g_date_get_weekday (date) - 1];

  for (guint i = 0; i < bs_node_get_length (days); i++)
    if (g_str_equal (bs_node_get_string (bs_node_get_element (days, i)), day))
      return TRUE;

  return bs_node_get_length (days) == 0;
}

void
bs_numbering_next_date (const BsNode *rules, const GDate *today, GDate *date)
{
  *date = *today;
  for (guint i = 0; i < DAYS; i++)
    {
      g_date_add_days (date, 1);
      if (bs_numbering_appears_on (rules, date))
        return;
    }
  /* Weekdays that nobody knows: as if there were none. */
  *date = *today;
  g_date_add_days (date, 1);
}

static guint
count_issues (const BsNode *rules, const GDate *last, const GDate *date)
{
  const BsNode *numbering = bs_node_get_member (rules, "numbering");
  GDate day = *last;
  guint n = 0;

  /* Without rules only what was made counts. */
  if (bs_node_get_length (bs_node_get_member (numbering, "weekdays")) == 0)
    return 1;
  for (guint i = 0; i < MOST_STEPS && g_date_compare (&day, date) < 0; i++)
    {
      g_date_add_days (&day, 1);
      n += bs_numbering_appears_on (rules, &day) ? 1 : 0;
    }

  return MAX (1, n);
}

/* The newest of @known that is not after @date. */
static const BsNumbered *
find_last (const GArray *known, const GDate *date)
{
  const BsNumbered *last = NULL;

  for (guint i = 0; i < known->len; i++)
    {
      const BsNumbered *one = &g_array_index (known, BsNumbered, i);
      int order = last != NULL ? g_date_compare (&one->date, &last->date) : 1;

      if (g_date_compare (&one->date, date) <= 0
          && (order > 0 || (order == 0 && one->number > last->number)))
        last = one;
    }

  return last;
}

/**
 * bs_numbering_next:
 * @rules: an issue or a template
 * @known: (element-type BsNumbered): issues that were made
 * @date: of the new one
 * @next: (out): what to suggest
 *
 * With rules for weekdays, issues that should have appeared meanwhile are counted, so that a paper
 * which makes Monday's issue on Friday gets Monday's number.
 */
void
bs_numbering_next (const BsNode *rules, const GArray *known, const GDate *date, BsNextNumber *next)
{
  const BsNode *numbering = bs_node_get_member (rules, "numbering");
  const BsNumbered *last = find_last (known, date);

  memset (next, 0, sizeof *next);
  if (last == NULL)
    return;
  next->last = *last;
  next->number = last->number;
  next->total = last->total;
  if (g_date_compare (&last->date, date) == 0)
    {
      next->taken = TRUE;
      return;
    }
  next->steps = count_issues (rules, &last->date, date);
  if (last->total > 0)
    next->total += next->steps;
  if (last->number == 0)
    return;
  next->restarted = g_str_equal (bs_node_get_text (numbering, "restarts"), "yearly")
                    && g_date_get_year (&last->date) != g_date_get_year (date);
  if (next->restarted)
    {
      GDate eve;

      g_date_clear (&eve, 1);
      g_date_set_dmy (&eve, 31, G_DATE_DECEMBER, g_date_get_year (date) - 1);
      next->number = count_issues (rules, &eve, date);
    }
  else
    next->number += next->steps;
}

#define IS_RECORD(key) g_str_has_prefix (key, "last_")

static void
copy_members (BsNodeBuilder *builder, const BsNode *from, gboolean record)
{
  for (guint i = 0; i < bs_node_get_length (from); i++)
    if (IS_RECORD (bs_node_get_key (from, i)) == record)
      bs_node_builder_set (builder, bs_node_get_key (from, i),
                           bs_node_ref (bs_node_get_element (from, i)));
}

/**
 * bs_numbering_record:
 * @root: a template
 * @issue: an issue of its publication
 *
 * Returns: (transfer full) (nullable): the template that remembers @issue; %NULL: nothing to change
 */
BsNode *
bs_numbering_record (const BsNode *root, const BsNode *issue)
{
  const BsNode *old = bs_node_get_member (root, "numbering");
  g_autoptr (BsNode) numbering = NULL;
  g_autofree char *date = NULL;
  BsNumbered now, before;
  BsNodeBuilder *builder;

  if (!bs_numbered_read (issue, &now))
    return NULL;
  if (bs_numbered_read_record (root, &before))
    {
      int order = g_date_compare (&now.date, &before.date);

      if (order < 0 || (order == 0 && now.number == before.number && now.total == before.total))
        return NULL;
    }
  date = bs_date_write (&now.date);
  builder = bs_node_builder_new_object ();
  copy_members (builder, old, FALSE);
  bs_node_builder_set_text (builder, "last_date", date);
  bs_node_builder_set_number (builder, "last_number", now.number);
  bs_node_builder_set_number (builder, "last_total", now.total);
  numbering = bs_node_builder_end (builder);

  return bs_node_with_member (root, "numbering", numbering);
}

static gboolean
same_record (const BsNode *one, const BsNode *other)
{
  const BsNode *first = bs_node_get_member (one, "numbering");
  const BsNode *second = bs_node_get_member (other, "numbering");

  return g_str_equal (bs_node_get_text (first, "last_date"), bs_node_get_text (second, "last_date"))
         && bs_node_get_number (first, "last_number", 0)
              == bs_node_get_number (second, "last_number", 0)
         && bs_node_get_number (first, "last_total", 0)
              == bs_node_get_number (second, "last_total", 0);
}

/**
 * bs_numbering_merge:
 * @root: a template that was edited
 * @base: what it was when its file was last read or written
 * @stored: what the file has now
 *
 * Other windows and machines record the issues they make in the file of a template that is edited.
 *
 * Returns: (transfer full): what to write
 */
BsNode *
bs_numbering_merge (const BsNode *root, const BsNode *base, const BsNode *stored)
{
  g_autoptr (BsNode) numbering = NULL;
  BsNodeBuilder *builder;

  if (same_record (stored, base) || !same_record (root, base))
    return bs_node_ref (root);
  builder = bs_node_builder_new_object ();
  copy_members (builder, bs_node_get_member (root, "numbering"), FALSE);
  copy_members (builder, bs_node_get_member (stored, "numbering"), TRUE);
  numbering = bs_node_builder_end (builder);

  return bs_node_with_member (root, "numbering", numbering);
}
