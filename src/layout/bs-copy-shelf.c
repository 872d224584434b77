/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-copy-shelf-private.h"

#include "layout/bs-story-box-private.h"

/* A copy as composed for one format; of a part also how it fills its box. */
typedef struct
{
  BsPageFormat *format; /* owned */
  char *page;           /* of a part: its jump lines name other pages only; NULL: of the whole */
  BsCopy *copy;

  BsNode *box; /* owned; NULL: not filled yet */
  guint story_class;
  BsPlace end;
  BsCopyfit fit; /* its story is not set */
} Entry;

struct _BsCopyShelf
{
  BsLayout *layout;    /* borrowed: it owns the shelf */
  GHashTable *entries; /* story id, and "story id/part" -> Entry */
  BsThreads *threads;
};

static void
entry_free (Entry *entry)
{
  bs_page_format_unref (entry->format);
  g_free (entry->page);
  bs_copy_free (entry->copy);
  g_clear_pointer (&entry->box, bs_node_unref);
  g_free (entry);
}

BsCopyShelf *
bs_copy_shelf_new (BsLayout *layout)
{
  BsCopyShelf *shelf = g_new0 (BsCopyShelf, 1);

  shelf->layout = layout;
  shelf->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) entry_free);

  return shelf;
}

void
bs_copy_shelf_free (BsCopyShelf *shelf)
{
  if (shelf == NULL)
    return;
  g_hash_table_unref (shelf->entries);
  bs_threads_free (shelf->threads);
  g_free (shelf);
}

void
bs_copy_shelf_clear (BsCopyShelf *shelf)
{
  g_hash_table_remove_all (shelf->entries);
}

/* The copy of this very version; an older one's is dropped. @page: NULL for the whole story. */
static Entry *
get_entry (BsCopyShelf *shelf, const char *key, const BsNode *story, BsPageFormat *format,
           const char *page, const BsStretch *stretch)
{
  Entry *entry = g_hash_table_lookup (shelf->entries, key);

  if (entry != NULL && entry->format == format && g_strcmp0 (entry->page, page) == 0
      && bs_copy_is_of (entry->copy, story, stretch))
    return entry;
  entry = g_new0 (Entry, 1);
  entry->format = bs_page_format_ref (format);
  entry->page = g_strdup (page);
  entry->copy = bs_copy_new_stretch (story, stretch);
  g_hash_table_replace (shelf->entries, g_strdup (key), entry);

  return entry;
}

BsCopy *
bs_copy_shelf_get_whole (BsCopyShelf *shelf, const BsNode *story, BsPageFormat *format)
{
  static const BsStretch whole;

  return get_entry (shelf, bs_node_get_text (story, "id"), story, format, NULL, &whole)->copy;
}

static const BsThreads *
get_threads (BsCopyShelf *shelf, const BsNode *issue)
{
  if (!bs_threads_are_of (shelf->threads, issue))
    {
      bs_threads_free (shelf->threads);
      shelf->threads = bs_threads_new (issue);
    }

  return shelf->threads;
}

static const GArray *
get_parts (BsCopyShelf *shelf, const BsNode *issue, const BsNode *story)
{
  return bs_threads_get_parts (get_threads (shelf, issue), bs_node_get_text (story, "id"));
}

void
bs_copy_shelf_find_part (BsCopyShelf *shelf, const BsNode *issue, const BsNode *story,
                         const BsNode *node, guint *index, guint *n_parts)
{
  const GArray *parts = get_parts (shelf, issue, story);

  *index = 0;
  *n_parts = parts != NULL ? parts->len : 1;
  for (guint i = 0; i < *n_parts && parts != NULL; i++)
    if (g_array_index (parts, BsThreadPart, i).box == node)
      *index = i;
}

static const char *
get_page_of (const GArray *parts, guint index)
{
  return bs_node_get_text (g_array_index (parts, BsThreadPart, index).page, "id");
}

/* Sets the part, so that it is known where it ends. */
static void
fill (Entry *entry, const BsSetting *setting, const BsThreadPart *part, guint story_class)
{
  BsStoryPlan plan;
  BsBox box;

  if (part->box == NULL)
    return;
  if (entry->box == part->box && entry->story_class == story_class)
    return;
  if (!bs_box_read (&box, part->box, entry->format))
    return;
  g_clear_pointer (&entry->box, bs_node_unref);
  entry->box = bs_node_ref (part->box);
  entry->story_class = story_class;
  bs_story_plan_init (&plan, entry->copy, setting, &box, story_class);
  entry->end = plan.body->end;
  entry->fit.lines = plan.body->lines->len;
  entry->fit.room = plan.room;
  entry->fit.over_lines = plan.over;
  entry->fit.over_characters = plan.over * (int) plan.legs.characters;
  if (plan.over > 0)
    entry->fit.over_characters = (int) bs_story_plan_count_overset_characters (&plan);
}

static char *
dup_part_key (const BsNode *story, const BsThreadPart *part, guint index)
{
  return g_strdup_printf ("%s/%s%u", bs_node_get_text (story, "id"), part->box == NULL ? "?" : "",
                          index);
}

/* The entry of part @index, all parts before it filled; that one too if @filled. A part without a
 * box is one that is still to be placed. */
static Entry *
get_part_entry (BsCopyShelf *shelf, const BsSetting *setting, const BsNode *story,
                const GArray *parts, guint index, gboolean filled)
{
  guint story_class = bs_story_get_class (setting->issue, story);
  BsStretch stretch = { 0 };
  Entry *entry = NULL;

  for (guint i = 0; i <= index; i++)
    {
      const BsThreadPart *part = &g_array_index (parts, BsThreadPart, i);
      const char *page = get_page_of (parts, i);
      g_autofree char *key = dup_part_key (story, part, i);
      BsPageFormat *format = bs_layout_get_format (shelf->layout, setting->issue, page, NULL);
      BsSetting there = *setting;

      if (format == NULL)
        continue; /* said when that page is set */
      there.page = page;
      there.format = format;
      stretch.from = i > 0 ? get_page_of (parts, i - 1) : NULL;
      stretch.on = i + 1 < parts->len ? get_page_of (parts, i + 1) : NULL;
      stretch.characters = 0;
      if (part->box == NULL && stretch.on != NULL)
        stretch.characters = bs_story_count_first_characters (story);
      entry = get_entry (shelf, key, story, format, page, &stretch);
      if (i < index || filled)
        fill (entry, &there, part, bs_thread_get_part_class (story_class, i));
      if (part->box != NULL && entry->box == part->box)
        stretch.start = entry->end;
    }

  return entry;
}

/**
 * bs_copy_shelf_get_part:
 * @shelf: the copies
 * @setting: what to compose with
 * @format: of the setting's page
 * @story: a story
 * @index: of the box among those that the story stands in
 *
 * Returns: (transfer none): what that box has to set
 */
BsCopy *
bs_copy_shelf_get_part (BsCopyShelf *shelf, const BsSetting *setting, BsPageFormat *format,
                        const BsNode *story, guint index)
{
  const GArray *parts = get_parts (shelf, setting->issue, story);
  Entry *entry = NULL;

  if (parts != NULL && index < parts->len)
    entry = get_part_entry (shelf, setting, story, parts, index, FALSE);

  return entry != NULL ? entry->copy : bs_copy_shelf_get_whole (shelf, story, format);
}

/* Whether the story's jump goes on to a page behind @page, where it begins. */
static gboolean
jumps_behind (const BsNode *issue, const BsNode *story, const char *page)
{
  const BsNode *pages = bs_issue_get_pages (issue);
  const char *jump = bs_node_get_text (story, "jump");

  return g_str_equal (bs_node_get_text (story, "page"), page)
         && bs_node_index_of_id (pages, jump) > bs_node_index_of_id (pages, page);
}

/* The parts on other pages with one to be placed on @page between them. */
static GArray *
dup_parts_around (const BsNode *issue, const BsNode *story, const char *page)
{
  const BsNode *pages = bs_issue_get_pages (issue);
  BsThreadPart here = { bs_issue_get_page (issue, page), NULL };
  GArray *around = g_array_new (FALSE, FALSE, sizeof (BsThreadPart));
  gboolean placed = FALSE;

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      BsThreadPart other = { bs_node_get_element (pages, i), NULL };
      GArray *parts;

      if (other.page == here.page)
        {
          g_array_append_val (around, here);
          placed = TRUE;
          continue;
        }
      parts = bs_threads_dup_parts_on (other.page, bs_node_get_text (story, "id"));
      g_array_append_vals (around, parts->data, parts->len);
      g_array_unref (parts);
    }
  if (placed && g_array_index (around, BsThreadPart, around->len - 1).box == NULL
      && jumps_behind (issue, story, page))
    {
      BsThreadPart behind = { bs_issue_get_page (issue, bs_node_get_text (story, "jump")), NULL };

      g_array_append_val (around, behind);
    }

  return around;
}

/**
 * bs_copy_shelf_get_page_copy:
 * @shelf: the copies
 * @setting: what to compose with
 * @format: of the setting's page
 * @story: a story
 *
 * Boxes of the story on @setting's page do not count: that is to be laid out anew. Where the story
 * goes on behind it, the page takes bs_story_count_first_characters().
 *
 * Returns: (transfer none): what the page has to set of the story
 */
BsCopy *
bs_copy_shelf_get_page_copy (BsCopyShelf *shelf, const BsSetting *setting, BsPageFormat *format,
                             const BsNode *story)
{
  const BsNode *page = bs_issue_get_page (setting->issue, setting->page);
  g_autoptr (GArray) parts = NULL;
  Entry *entry = NULL;

  if (!bs_threads_stands_elsewhere (get_threads (shelf, setting->issue),
                                    bs_node_get_text (story, "id"), page)
      && !jumps_behind (setting->issue, story, setting->page))
    return bs_copy_shelf_get_whole (shelf, story, format);

  parts = dup_parts_around (setting->issue, story, setting->page);
  for (guint i = 0; i < parts->len && parts->len > 1; i++)
    if (g_str_equal (get_page_of (parts, i), setting->page))
      entry = get_part_entry (shelf, setting, story, parts, i, FALSE);

  return entry != NULL ? entry->copy : bs_copy_shelf_get_whole (shelf, story, format);
}

BsCopy *
bs_layout_get_page_copy (BsLayout *self, const BsSetting *setting, const BsNode *story,
                         BsPageFormat *format)
{
  return bs_copy_shelf_get_page_copy (bs_layout_get_shelf (self), setting, format, story);
}

void
bs_copy_shelf_count_fit (BsCopyShelf *shelf, const BsSetting *setting, const BsNode *story,
                         BsCopyfit *fit)
{
  const GArray *parts = get_parts (shelf, setting->issue, story);

  if (parts == NULL)
    return;
  get_part_entry (shelf, setting, story, parts, parts->len - 1, TRUE);
  for (guint i = 0; i < parts->len; i++)
    {
      const BsThreadPart *part = &g_array_index (parts, BsThreadPart, i);
      g_autofree char *key = dup_part_key (story, part, i);
      const Entry *entry = g_hash_table_lookup (shelf->entries, key);

      if (entry == NULL || entry->box != part->box)
        continue;
      fit->lines += entry->fit.lines;
      fit->room += entry->fit.room;
      fit->over_lines += entry->fit.over_lines;
      fit->over_characters += entry->fit.over_characters;
    }
}
