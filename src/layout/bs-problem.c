/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-shape-private.h"

#include "layout/bs-furniture-private.h"
#include "layout/bs-thread-private.h"

#define SOFT_CLASS 3
#define FEW_ITEMS 4 /* any of which may need the page's whole width */

/* A photo's own priority; else its story's class; a photo alone counts as an ordinary story. */
static void
rank_picture (BsLayoutItem *item, const BsNode *issue)
{
  const BsNode *photo = NULL;
  gint64 priority;

  if (item->kind != BS_BOX_STORY)
    photo = bs_issue_get_photo (issue, item->refs[0]);
  else if (item->n_refs > 1)
    photo = bs_issue_get_photo (issue, item->refs[1]);
  if (photo == NULL)
    return;
  priority = bs_node_get_number (photo, "priority", 0);
  if (priority >= 1 && priority <= BS_PAGE_FORMAT_CLASSES)
    item->picture_rank = (guint) priority;
  else
    item->picture_rank = item->story_class > 0 ? item->story_class : 3;
}

gboolean
bs_box_stays (const BsBox *box)
{
  return box->locked || box->kind == BS_BOX_AD;
}

static gboolean
is_locked (const BsSetting *setting, const char *ref)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (setting->issue, setting->page),
                                            "boxes");

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      BsBox box;

      /* One that no longer lies on the page keeps what it shows, too. */
      bs_box_read (&box, bs_node_get_element (boxes, i), setting->format);
      if (!bs_box_stays (&box))
        continue;
      for (guint j = 0; j < box.n_refs; j++)
        if (g_str_equal (box.refs[j], ref))
          return TRUE;
    }

  return FALSE;
}

static BsLayoutItem *
add_item (BsLayoutProblem *problem, BsBoxKind kind, const char *ref)
{
  BsLayoutItem *item;

  if (problem->n_items >= BS_MAX_ITEMS)
    {
      g_ptr_array_add (problem->left_out, (gpointer) ref);
      return NULL;
    }
  item = &problem->items[problem->n_items++];
  item->kind = kind;
  item->refs[0] = ref;
  item->n_refs = 1;
  for (guint i = 1; i <= 16; i++)
    item->shapes[i] = g_array_new (FALSE, TRUE, sizeof (BsShape));

  return item;
}

/**
 * bs_layout_find_old_box:
 * @setting: issue and page
 * @ref: id of a story or photo
 *
 * Returns: (nullable) (transfer none): the first box that shows it and may be given up; what an
 *   editor said of it holds for the new one as well
 */
const BsNode *
bs_layout_find_old_box (const BsSetting *setting, const char *ref)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (setting->issue, setting->page),
                                            "boxes");

  for (guint i = 0; i < MIN (bs_node_get_length (boxes), BS_MAX_BOXES); i++)
    {
      const BsNode *node = bs_node_get_element (boxes, i);
      BsBox box;

      if (bs_box_read (&box, node, setting->format) && !bs_box_stays (&box) && box.n_refs > 0
          && g_str_equal (box.refs[0], ref))
        return node;
    }

  return NULL;
}

static gboolean
is_free_on_page (const BsLayoutProblem *problem, const BsNode *node)
{
  return g_str_equal (bs_node_get_text (node, "page"), problem->setting.page)
         && !is_locked (&problem->setting, bs_node_get_text (node, "id"));
}

/* The lowest class that is still considered, and how many of its stories. */
static guint
find_last_class (const BsLayoutProblem *problem, const GPtrArray *stories, guint *n_last)
{
  guint counts[BS_PAGE_FORMAT_CLASSES + 1] = { 0 };

  for (guint i = 0; i < stories->len; i++)
    counts[bs_thread_get_class_on (problem->setting.issue, g_ptr_array_index (stories, i),
                                   problem->setting.page)]++;
  *n_last = BS_MAX_ITEMS;
  for (guint class = 1; class < BS_PAGE_FORMAT_CLASSES; class ++)
    {
      if (counts[class] > *n_last)
        return class;
      *n_last -= counts[class];
    }

  return BS_PAGE_FORMAT_CLASSES;
}

static void
add_story (BsLayoutProblem *problem, const BsNode *story, guint story_class)
{
  BsLayoutItem *item = add_item (problem, BS_BOX_STORY, bs_node_get_text (story, "id"));

  if (item == NULL)
    return;
  item->story = story;
  item->story_class = story_class;
  item->characters = bs_story_count_characters (story);
}

static void
mark_lead (BsLayoutProblem *problem)
{
  BsLayoutItem *lead = NULL;

  for (guint i = 0; i < problem->n_items; i++)
    if (lead == NULL || problem->items[i].story_class < lead->story_class)
      lead = &problem->items[i];
  if (lead != NULL)
    lead->lead = TRUE;
}

/* What an editor wrote for the box of a story or photo, or put around it. A rule around a soft story
 * may have come from here and may go again. */
static void
keep_sayings (BsLayoutProblem *problem)
{
  for (guint i = 0; i < problem->n_items; i++)
    {
      BsLayoutItem *item = &problem->items[i];
      const BsNode *old = bs_layout_find_old_box (&problem->setting, item->refs[0]);
      const char *text = bs_node_get_text (bs_node_get_member (old, "headline"), "text");
      const char *frame = bs_node_get_text (old, "frame");

      if (*text != '\0')
        item->head_text = text;
      if (*frame != '\0' && (!item->soft || !g_str_equal (frame, "rule")))
        item->frame = frame;
    }
}

/* A standing column (栏花) of no great weight may stand in a frame: one a page, more look like ads. */
static void
mark_soft (BsLayoutProblem *problem)
{
  for (guint i = 0; i < problem->n_items; i++)
    {
      BsLayoutItem *item = &problem->items[i];

      if (item->kind == BS_BOX_STORY && !item->lead && item->story_class >= SOFT_CLASS
          && item->n_refs == 1 && *bs_node_get_text (item->story, "flag") != '\0')
        {
          item->soft = TRUE;
          return;
        }
    }
}

static void
collect_stories (BsLayoutProblem *problem)
{
  const BsNode *list = bs_issue_get_stories (problem->setting.issue);
  g_autoptr (GPtrArray) stories = g_ptr_array_new ();
  guint last_class;
  guint n_last;

  for (guint i = 0; i < bs_node_get_length (list); i++)
    {
      const BsNode *story = bs_node_get_element (list, i);

      /* One that began on a page before may go on here. */
      if (bs_thread_stands_on (problem->setting.issue, story, problem->setting.page)
          && !is_locked (&problem->setting, bs_node_get_text (story, "id")))
        g_ptr_array_add (stories, (gpointer) story);
    }
  last_class = find_last_class (problem, stories, &n_last);
  for (guint i = 0; i < stories->len; i++)
    {
      const BsNode *story = g_ptr_array_index (stories, i);
      guint story_class = bs_thread_get_class_on (problem->setting.issue, story,
                                                  problem->setting.page);

      if (story_class < last_class || (story_class == last_class && n_last > 0))
        {
          add_story (problem, story, story_class);
          n_last -= story_class == last_class ? 1 : 0;
        }
      else
        g_ptr_array_add (problem->left_out, (gpointer) bs_node_get_text (story, "id"));
    }
}

/* The item of its group, or of the one story that it goes with; NULL where it stands alone. */
static BsLayoutItem *
find_company (BsLayoutProblem *problem, const BsNode *photo)
{
  const BsNode *issue = problem->setting.issue;
  const char *group = bs_node_get_text (photo, "group");
  const char *story = bs_node_get_text (photo, "story");

  for (guint i = 0; i < problem->n_items; i++)
    {
      BsLayoutItem *item = &problem->items[i];

      if (*group != '\0' && item->kind != BS_BOX_STORY && item->n_refs < BS_MAX_REFS
          && g_str_equal (group,
                          bs_node_get_text (bs_issue_get_photo (issue, item->refs[0]), "group")))
        return item;
      if (*group == '\0' && *story != '\0' && item->kind == BS_BOX_STORY && item->n_refs == 1
          && g_str_equal (story, item->refs[0]))
        return item;
    }

  return NULL;
}

static void
collect_photos (BsLayoutProblem *problem)
{
  const BsNode *photos = bs_issue_get_photos (problem->setting.issue);

  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);
      const char *id = bs_node_get_text (photo, "id");
      BsLayoutItem *company;

      if (!is_free_on_page (problem, photo))
        continue;
      company = find_company (problem, photo);
      if (company == NULL)
        {
          add_item (problem, BS_BOX_PHOTO, id);
          continue;
        }
      company->refs[company->n_refs++] = id;
      if (company->kind == BS_BOX_PHOTO)
        company->kind = BS_BOX_GROUP;
    }
}

/**
 * bs_layout_problem_new:
 * @self: composes and keeps what it composed
 * @setting: issue, page, format
 * @format: the same format
 * @options: whether something leads already; who wants to know, or to stop it
 *
 * Returns: (transfer full): what is to be placed, with every shape it may take
 */
BsLayoutProblem *
bs_layout_problem_new (BsLayout *self, const BsSetting *setting, BsPageFormat *format,
                       const BsProblemOptions *options)
{
  BsLayoutProblem *problem = g_new0 (BsLayoutProblem, 1);

  problem->setting = *setting;
  problem->left_out = g_ptr_array_new ();
  problem->columns = format->n_columns;
  problem->first_line = bs_page_get_first_line (setting);
  problem->lines = format->n_lines - problem->first_line + 1;
  collect_stories (problem);
  if (!options->has_lead)
    mark_lead (problem);
  collect_photos (problem);
  mark_soft (problem);
  keep_sayings (problem);
  for (guint i = 0; i < problem->n_items && !g_cancellable_is_cancelled (options->cancellable); i++)
    {
      BsLayoutItem *item = &problem->items[i];

      rank_picture (item, setting->issue);
      item->widest = problem->n_items <= FEW_ITEMS ? problem->columns : 0;
      bs_layout_item_shape (item, self, &problem->setting, format);
      if (options->progress != NULL)
        options->progress ((i + 1.0) / problem->n_items, options->progress_data);
    }

  return problem;
}

void
bs_layout_problem_let_photos_touch (BsLayoutProblem *problem)
{
  for (guint i = 0; i < problem->n_items; i++)
    for (guint columns = 1; columns <= 16; columns++)
      for (guint j = 0; j < problem->items[i].shapes[columns]->len; j++)
        {
          BsEdges *edges = &g_array_index (problem->items[i].shapes[columns], BsShape, j).edges;

          edges->photo_left = edges->photo_right = 0;
          edges->photo_top = edges->photo_foot = 0;
        }
}

void
bs_layout_item_clear (BsLayoutItem *item)
{
  for (guint columns = 1; columns <= 16; columns++)
    g_clear_pointer (&item->shapes[columns], g_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (item->parts); i++)
    if (item->parts[i] != NULL)
      {
        bs_layout_item_clear (item->parts[i]);
        g_clear_pointer (&item->parts[i], g_free);
      }
}

void
bs_layout_problem_free (BsLayoutProblem *problem)
{
  if (problem == NULL)
    return;
  for (guint i = 0; i < problem->n_items; i++)
    bs_layout_item_clear (&problem->items[i]);
  g_ptr_array_unref (problem->left_out);
  g_free (problem);
}
