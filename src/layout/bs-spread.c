/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-spread-private.h"

#include "layout/bs-furniture-private.h"
#include "layout/bs-shape-private.h"
#include "layout/bs-thread-private.h"

#include <string.h>

/* What desks want of an issue's pages, and what things take on them; measured on pages that their
 * art directors would sign. Column-lines are of a broadsheet's base column. */
static const struct
{
  double head[BS_PAGE_FORMAT_CLASSES]; /* header and white of a story, by class, column-lines */
  double photo;                        /* with its caption, column-lines */
  double group_photo;                  /* each of a group's */
  double most_fill;                    /* of the room: photos and headlines give way a little */
  guint most_items;                    /* more make a page of scraps */
  double fill;                         /* weights: emptier pages first */
  double shared_tag;                   /* a tag that a story of the page has too */
  double section_tag;                  /* a tag that names the page's section */
  double own_section;                  /* a story of no section keeps off pages that have one */
  double lead_wanted;                  /* a page without a lead wants one */
  double lead_too_many;
  double lead_later;     /* a page further back */
  double photo_too_many; /* each that is there already */
  double jump_near;      /* a page further from the story's beginning */
} taste = {
  .head = { 50, 30, 14, 10 },
  .photo = 34,
  .group_photo = 24,
  .most_fill = 0.97,
  .most_items = 14,
  .fill = 1.0,
  .shared_tag = 0.15,
  .section_tag = 0.5,
  .own_section = 0.2,
  .lead_wanted = 1.5,
  .lead_too_many = 0.6,
  .lead_later = 0.05,
  .photo_too_many = 0.12,
  .jump_near = 0.03,
};

#define LEAST_JUMP_LINES 8 /* a rest shorter than this is not worth turning a page */

/* The section's id, whether a page or story names it by id or by name. */
static char *
dup_section (const BsNode *issue, const char *name)
{
  const BsNode *sections = bs_node_get_member (issue, "sections");

  for (guint i = 0; i < bs_node_get_length (sections); i++)
    {
      const BsNode *section = bs_node_get_element (sections, i);

      if (*name != '\0' && g_str_equal (bs_node_get_text (section, "name"), name))
        return g_strdup (bs_node_get_text (section, "id"));
    }

  return g_strdup (name);
}

static void
add_tags (GHashTable *tags, const BsNode *story)
{
  const BsNode *list = bs_node_get_member (story, "tags");

  for (guint i = 0; i < bs_node_get_length (list); i++)
    g_hash_table_add (tags, (gpointer) bs_node_get_string (bs_node_get_element (list, i)));
}

/* Column-lines that boxes take which stay where they are, the blank line below them included. */
static double
count_taken (const BsNode *page, const BsPageFormat *format)
{
  const BsNode *boxes = bs_node_get_member (page, "boxes");
  double taken = 0;

  for (guint i = 0; i < MIN (bs_node_get_length (boxes), BS_MAX_BOXES); i++)
    {
      BsBox box;

      if (bs_box_read (&box, bs_node_get_element (boxes, i), format) && bs_box_stays (&box))
        taken += (box.lines + 1) * box.columns;
    }

  return taken;
}

static gboolean
add_page (BsSpread *spread, const BsNode *node, GError **error)
{
  BsSpreadPage page = { .node = node, .id = bs_node_get_text (node, "id") };
  const char *section = bs_node_get_text (node, "section");
  BsSetting setting;

  page.format = bs_layout_get_format (spread->layout, spread->issue, page.id, error);
  if (page.format == NULL)
    return FALSE;
  setting = (BsSetting){ bs_layout_get_composer (spread->layout), page.format, spread->issue,
                         page.id, NULL };
  page.section = dup_section (spread->issue, section);
  page.tags = g_hash_table_new (g_str_hash, g_str_equal);
  page.room = (page.format->n_lines + 1 - bs_page_get_first_line (&setting))
                * page.format->n_columns
              - count_taken (node, page.format);
  page.room = MAX (1, page.room);
  g_array_append_val (spread->pages, page);

  return TRUE;
}

static void
page_clear (gpointer data)
{
  BsSpreadPage *page = data;

  g_free (page->section);
  g_hash_table_unref (page->tags);
}

static void
unit_free (gpointer data)
{
  BsSpreadUnit *unit = data;

  g_ptr_array_unref (unit->photos);
  g_free (unit->section);
  g_free (unit->tried);
  g_free (unit);
}

static int
find_page (const BsSpread *spread, const char *id)
{
  for (guint i = 0; i < spread->pages->len; i++)
    if (g_str_equal (BS_SPREAD_PAGE (spread, i)->id, id))
      return (int) i;

  return -1;
}

static BsSpreadUnit *
add_unit (BsSpread *spread, const BsNode *story, const char *page, const char *section)
{
  BsSpreadUnit *unit = g_new0 (BsSpreadUnit, 1);

  unit->story = story;
  unit->photos = g_ptr_array_new ();
  unit->section = dup_section (spread->issue, section);
  unit->rank = story != NULL ? bs_story_get_own_class (story) : 3;
  unit->fixed = *page != '\0';
  unit->page = find_page (spread, page);
  unit->jump = -1;
  unit->tried = g_new0 (gboolean, spread->pages->len + 1);
  g_ptr_array_add (spread->units, unit);

  return unit;
}

static BsSpreadUnit *
find_story_unit (const BsSpread *spread, const char *story)
{
  for (guint i = 0; i < spread->units->len; i++)
    {
      BsSpreadUnit *unit = g_ptr_array_index (spread->units, i);

      if (unit->story != NULL && g_str_equal (bs_node_get_text (unit->story, "id"), story))
        return unit;
    }

  return NULL;
}

static BsSpreadUnit *
find_group_unit (const BsSpread *spread, const char *group)
{
  for (guint i = 0; i < spread->units->len; i++)
    {
      BsSpreadUnit *unit = g_ptr_array_index (spread->units, i);

      if (unit->story == NULL
          && g_str_equal (bs_node_get_text (g_ptr_array_index (unit->photos, 0), "group"), group))
        return unit;
    }

  return NULL;
}

/* A photo goes with its story, else with its group; the first of them that has a page says where. */
static void
add_photo (BsSpread *spread, const BsNode *photo)
{
  const char *group = bs_node_get_text (photo, "group");
  const char *page = bs_node_get_text (photo, "page");
  BsSpreadUnit *unit = find_story_unit (spread, bs_node_get_text (photo, "story"));

  if (unit == NULL && *group != '\0')
    unit = find_group_unit (spread, group);
  if (unit != NULL && unit->page >= 0 && *page != '\0' && find_page (spread, page) != unit->page)
    unit = NULL; /* the editor parted them */
  if (unit == NULL)
    unit = add_unit (spread, NULL, page, "");
  else if (!unit->fixed && *page != '\0')
    {
      unit->fixed = TRUE;
      unit->page = find_page (spread, page);
    }
  g_ptr_array_add (unit->photos, (gpointer) photo);
}

BsSpreadUnit *
bs_spread_find_unit (const BsSpread *spread, const char *id)
{
  BsSpreadUnit *found = find_story_unit (spread, id);

  for (guint i = 0; i < spread->units->len && found == NULL; i++)
    {
      BsSpreadUnit *unit = g_ptr_array_index (spread->units, i);

      for (guint j = 0; j < unit->photos->len; j++)
        if (g_str_equal (bs_node_get_text (g_ptr_array_index (unit->photos, j), "id"), id))
          found = unit;
    }

  return found;
}

/* What of the story page @index would set, as lines of its base column. */
static guint
count_body_lines (const BsSpread *spread, const BsNode *story, const BsSpreadPage *page)
{
  BsSetting setting = { bs_layout_get_composer (spread->layout), page->format, spread->issue,
                        page->id, NULL };
  BsCopy *copy = bs_layout_get_copy (spread->layout, story, page->format);

  return bs_copy_get_body (copy, &setting, page->format->column_characters)->lines->len;
}

static double
get_head (guint rank)
{
  return taste.head[CLAMP (rank, 1, BS_PAGE_FORMAT_CLASSES) - 1];
}

/* @need and @rest of the unit, for a page of the format that @page has. */
static void
measure (const BsSpread *spread, const BsSpreadUnit *unit, const BsSpreadPage *page, double *need,
         double *rest)
{
  guint n = unit->photos->len;
  double lines = 0;

  *need = n * (n > 1 ? taste.group_photo : taste.photo);
  *rest = 0;
  if (unit->story == NULL)
    return;
  lines = count_body_lines (spread, unit->story, page);
  if (unit->jump >= 0)
    {
      double first = bs_story_count_first_characters (unit->story)
                     / (double) page->format->column_characters;

      *rest = lines - first + get_head (bs_thread_get_part_class (unit->rank, 1));
      lines = first + 1;
    }
  *need += lines + get_head (unit->rank);
}

static gboolean
stays_on (const BsSpread *spread, const BsSpreadUnit *unit)
{
  const BsNode *boxes = bs_node_get_member (BS_SPREAD_PAGE (spread, unit->page)->node, "boxes");
  const BsNode *node = unit->story != NULL ? unit->story : g_ptr_array_index (unit->photos, 0);

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      BsBox box;

      bs_box_read (&box, bs_node_get_element (boxes, i),
                   BS_SPREAD_PAGE (spread, unit->page)->format);
      if (!bs_box_stays (&box))
        continue;
      for (guint j = 0; j < box.n_refs; j++)
        if (g_str_equal (box.refs[j], bs_node_get_text (node, "id")))
          return TRUE;
    }

  return FALSE;
}

/* Counts the unit in on its page, or out. */
static void
count (BsSpread *spread, BsSpreadUnit *unit, int sign)
{
  BsSpreadPage *page = BS_SPREAD_PAGE (spread, unit->page);

  /* What stands in a locked box takes no more room. */
  if (stays_on (spread, unit))
    return;
  page->load += sign * unit->need;
  page->n_items += (guint) sign;
  page->n_photos += (guint) sign * unit->photos->len;
  if (unit->story != NULL && unit->rank == 1)
    page->n_leads += (guint) sign;
  if (unit->jump >= 0)
    BS_SPREAD_PAGE (spread, unit->jump)->load += sign * unit->rest;
}

/* A paper whose pages have no sections is not sorted by them. */
static gboolean
has_sections (const BsSpread *spread)
{
  for (guint i = 0; i < spread->pages->len; i++)
    if (*BS_SPREAD_PAGE (spread, i)->section != '\0')
      return TRUE;

  return FALSE;
}

static gboolean
is_candidate (const BsSpread *spread, const BsSpreadUnit *unit, guint index)
{
  const char *section = BS_SPREAD_PAGE (spread, index)->section;

  return *unit->section == '\0' || g_str_equal (section, unit->section) || !has_sections (spread);
}

static double
rate_tags (const BsSpreadUnit *unit, const BsSpreadPage *page, const BsNode *issue)
{
  const BsNode *tags = bs_node_get_member (unit->story, "tags");
  const BsNode *section = bs_node_find_by_id (bs_node_get_member (issue, "sections"),
                                              page->section);
  double rate = 0;

  for (guint i = 0; i < bs_node_get_length (tags); i++)
    {
      const char *tag = bs_node_get_string (bs_node_get_element (tags, i));

      if (*tag != '\0'
          && (g_str_equal (tag, page->section)
              || g_str_equal (tag, bs_node_get_text (section, "name"))))
        rate -= taste.section_tag;
      else if (g_hash_table_contains (page->tags, tag))
        rate -= taste.shared_tag;
    }

  return rate;
}

/* Lower is better; the page has room. */
static double
rate_page (const BsSpread *spread, const BsSpreadUnit *unit, guint index, double need)
{
  const BsSpreadPage *page = BS_SPREAD_PAGE (spread, index);
  double rate = taste.fill * (page->load + need) / page->room;

  if (unit->story != NULL)
    rate += rate_tags (unit, page, spread->issue);
  if (*unit->section == '\0' && *page->section != '\0')
    rate += taste.own_section;
  if (unit->story != NULL && unit->rank == 1)
    rate += (page->n_leads == 0 ? -taste.lead_wanted : taste.lead_too_many * page->n_leads)
            + taste.lead_later * index;
  rate += taste.photo_too_many * page->n_photos * MIN (unit->photos->len, 1);

  return rate;
}

/* The best page that has room; -1: none. */
static int
choose_page (const BsSpread *spread, const BsSpreadUnit *unit)
{
  int best = -1;
  double best_rate = 0;

  for (guint i = 0; i < spread->pages->len; i++)
    {
      const BsSpreadPage *page = BS_SPREAD_PAGE (spread, i);
      double need, rest, rate;

      if (unit->tried[i] || !is_candidate (spread, unit, i))
        continue;
      measure (spread, unit, page, &need, &rest);
      if (page->load + need > page->room * taste.most_fill || page->n_items >= taste.most_items)
        continue;
      rate = rate_page (spread, unit, i, need);
      if (best < 0 || rate < best_rate)
        {
          best = (int) i;
          best_rate = rate;
        }
    }

  return best;
}

/* A page behind the one where the story begins: of the same section first, then the emptiest. */
static int
choose_jump (const BsSpread *spread, const BsSpreadUnit *unit)
{
  const char *jump = bs_node_get_text (unit->story, "jump");
  int wanted = find_page (spread, jump);
  int best = -1;
  double best_rate = 0;

  if (unit->page < 0 || *jump == '\0')
    return -1;
  if (!g_str_equal (jump, "auto"))
    return wanted > unit->page ? wanted : -1;
  for (guint i = (guint) unit->page + 1; i < spread->pages->len; i++)
    {
      const BsSpreadPage *page = BS_SPREAD_PAGE (spread, i);
      double rate = page->load / page->room + taste.jump_near * (i - (guint) unit->page);

      if (!g_str_equal (page->section, BS_SPREAD_PAGE (spread, unit->page)->section))
        rate += taste.own_section;
      if (best < 0 || rate < best_rate)
        {
          best = (int) i;
          best_rate = rate;
        }
    }

  return best;
}

static void
put (BsSpread *spread, BsSpreadUnit *unit, int page)
{
  unit->page = page;
  unit->jump = -1;
  if (page < 0)
    return;
  if (unit->story != NULL)
    unit->jump = choose_jump (spread, unit);
  measure (spread, unit, BS_SPREAD_PAGE (spread, page), &unit->need, &unit->rest);
  if (unit->jump >= 0
      && unit->rest < LEAST_JUMP_LINES + get_head (bs_thread_get_part_class (unit->rank, 1)))
    {
      unit->jump = -1;
      measure (spread, unit, BS_SPREAD_PAGE (spread, page), &unit->need, &unit->rest);
    }
  count (spread, unit, 1);
  if (unit->story != NULL)
    add_tags (BS_SPREAD_PAGE (spread, page)->tags, unit->story);
}

gboolean
bs_spread_move (BsSpread *spread, BsSpreadUnit *unit)
{
  if (unit->page >= 0)
    {
      unit->tried[unit->page] = TRUE;
      count (spread, unit, -1);
    }
  put (spread, unit, unit->fixed ? -1 : choose_page (spread, unit));

  return unit->page >= 0;
}

/* Leads first, then the long ones; photos before what fills the gaps. */
static int
compare_units (gconstpointer a, gconstpointer b)
{
  const BsSpreadUnit *one = *(const BsSpreadUnit *const *) a;
  const BsSpreadUnit *two = *(const BsSpreadUnit *const *) b;

  if (one->rank != two->rank)
    return one->rank < two->rank ? -1 : 1;
  if ((one->story == NULL) != (two->story == NULL))
    return one->story == NULL ? -1 : 1;

  return one->need > two->need ? -1 : one->need < two->need;
}

void
bs_spread_run (BsSpread *spread)
{
  g_autoptr (GPtrArray) free_units = g_ptr_array_new ();

  for (guint i = 0; i < spread->units->len; i++)
    {
      BsSpreadUnit *unit = g_ptr_array_index (spread->units, i);

      if (unit->fixed && unit->page >= 0)
        put (spread, unit, unit->page);
      else if (!unit->fixed)
        g_ptr_array_add (free_units, unit);
    }
  for (guint i = 0; i < free_units->len && spread->pages->len > 0; i++)
    {
      BsSpreadUnit *unit = g_ptr_array_index (free_units, i);

      measure (spread, unit, BS_SPREAD_PAGE (spread, 0), &unit->need, &unit->rest);
    }
  /* The order of the list decides where all else is equal: the sort is stable. */
  g_ptr_array_sort (free_units, compare_units);
  for (guint i = 0; i < free_units->len; i++)
    {
      BsSpreadUnit *unit = g_ptr_array_index (free_units, i);

      put (spread, unit, choose_page (spread, unit));
    }
}

const BsSpreadPage *
bs_spread_find_nearest (const BsSpread *spread, const BsSpreadUnit *unit, double *over)
{
  const BsSpreadPage *nearest = NULL;

  for (guint i = 0; i < spread->pages->len; i++)
    {
      const BsSpreadPage *page = BS_SPREAD_PAGE (spread, i);
      double need, rest, more;

      if (!is_candidate (spread, unit, i))
        continue;
      measure (spread, unit, page, &need, &rest);
      more = page->load + need - page->room * taste.most_fill;
      if (nearest == NULL || more < *over)
        {
          nearest = page;
          *over = more;
        }
    }

  return nearest;
}

BsSpread *
bs_spread_new (BsLayout *layout, const BsNode *issue, GError **error)
{
  BsSpread *spread = g_new0 (BsSpread, 1);
  const BsNode *pages = bs_issue_get_pages (issue);
  const BsNode *stories = bs_issue_get_stories (issue);
  const BsNode *photos = bs_issue_get_photos (issue);

  spread->layout = layout;
  spread->issue = issue;
  spread->pages = g_array_new (FALSE, FALSE, sizeof (BsSpreadPage));
  g_array_set_clear_func (spread->pages, page_clear);
  spread->units = g_ptr_array_new_with_free_func (unit_free);
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    if (!add_page (spread, bs_node_get_element (pages, i), error))
      {
        bs_spread_free (spread);
        return NULL;
      }
  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);

      add_unit (spread, story, bs_node_get_text (story, "page"),
                bs_node_get_text (story, "section"));
    }
  for (guint i = 0; i < bs_node_get_length (photos); i++)
    add_photo (spread, bs_node_get_element (photos, i));

  return spread;
}

void
bs_spread_free (BsSpread *spread)
{
  if (spread == NULL)
    return;
  g_array_unref (spread->pages);
  g_ptr_array_unref (spread->units);
  g_free (spread);
}
