/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-thread-private.h"

/* The story's class drops by this where it only goes on: the page has news of its own. */
#define CLASSES_LOWER 2
/* A reader wants enough on the first page to know what it is about, and the page other stories. */
#define MOST_FIRST_CHARACTERS 600

struct _BsThreads
{
  BsNode *pages;        /* owned reference; NULL where the issue has none */
  GHashTable *by_story; /* id -> GArray of BsThreadPart */
};

static gboolean
is_chinese (const BsSetting *setting)
{
  const char *language = bs_node_get_text (bs_node_get_member (setting->issue, "publication"),
                                           "language");

  return *language == '\0' || g_str_has_prefix (language, "zh");
}

/* A jump within a page names no page: the reader is on it. */
static gboolean
is_here (const BsSetting *setting, const char *page)
{
  return g_str_equal (setting->page, page);
}

/**
 * bs_jump_dup_on:
 * @setting: page and publication
 * @page: (nullable): where the story goes on
 *
 * Returns: (transfer full): the line that closes a part; "" without a page
 */
char *
bs_jump_dup_on (const BsSetting *setting, const char *page)
{
  if (page == NULL || *page == '\0')
    return g_strdup ("");
  if (is_chinese (setting))
    return is_here (setting, page) ? g_strdup ("（下转本版）")
                                   : g_strdup_printf ("（下转%s版）", page);

  return is_here (setting, page) ? g_strdup ("(Continued on this page)")
                                 : g_strdup_printf ("(Continued on page %s)", page);
}

/**
 * bs_jump_dup_from:
 * @setting: page and publication
 * @page: (nullable): where the story began
 *
 * Returns: (transfer full): the line that opens a part; "" without a page
 */
char *
bs_jump_dup_from (const BsSetting *setting, const char *page)
{
  if (page == NULL || *page == '\0')
    return g_strdup ("");
  if (is_chinese (setting))
    return is_here (setting, page) ? g_strdup ("（上接本版）")
                                   : g_strdup_printf ("（上接%s版）", page);

  return is_here (setting, page) ? g_strdup ("(Continued from this page)")
                                 : g_strdup_printf ("(Continued from page %s)", page);
}

/* Top down, then left to right; of two that begin at one place the first in the list. */
static int
compare_parts (gconstpointer a, gconstpointer b, gpointer data)
{
  static const char *const keys[] = { "line", "column" };
  const BsThreadPart *one = a;
  const BsThreadPart *two = b;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gint64 first = bs_node_get_number (one->box, keys[i], 0);
      gint64 second = bs_node_get_number (two->box, keys[i], 0);

      if (first != second)
        return first < second ? -1 : 1;
    }

  return 0;
}

static void
sort_page (GArray *parts, const BsNode *page)
{
  guint first = parts->len;

  while (first > 0 && g_array_index (parts, BsThreadPart, first - 1).page == page)
    first--;
  if (first == parts->len)
    return;
  g_qsort_with_data (&g_array_index (parts, BsThreadPart, first), (int) (parts->len - first),
                     sizeof (BsThreadPart), compare_parts, NULL);
}

/* "" for a box that shows none. */
static const char *
get_story_of (const BsNode *box)
{
  if (!g_str_equal (bs_node_get_text (box, "kind"), "story"))
    return "";

  return bs_node_get_string (bs_node_get_element (bs_node_get_member (box, "refs"), 0));
}

static void
add_page (GHashTable *by_story, const BsNode *page)
{
  const BsNode *boxes = bs_node_get_member (page, "boxes");

  for (guint i = 0; i < MIN (bs_node_get_length (boxes), BS_MAX_BOXES); i++)
    {
      BsThreadPart part = { page, bs_node_get_element (boxes, i) };
      const char *story = get_story_of (part.box);
      GArray *parts;

      if (*story == '\0')
        continue;
      parts = g_hash_table_lookup (by_story, story);
      if (parts == NULL)
        {
          parts = g_array_new (FALSE, FALSE, sizeof (BsThreadPart));
          g_hash_table_insert (by_story, g_strdup (story), parts);
        }
      g_array_append_val (parts, part);
      sort_page (parts, page);
    }
}

/**
 * bs_threads_new:
 * @issue: root of an issue
 *
 * Returns: (transfer full): where its stories stand
 */
BsThreads *
bs_threads_new (const BsNode *issue)
{
  BsThreads *threads = g_new0 (BsThreads, 1);
  const BsNode *pages = bs_issue_get_pages (issue);

  threads->pages = pages != NULL ? bs_node_ref (pages) : NULL;
  threads->by_story = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    add_page (threads->by_story, bs_node_get_element (pages, i));

  return threads;
}

void
bs_threads_free (BsThreads *threads)
{
  if (threads == NULL)
    return;
  g_clear_pointer (&threads->pages, bs_node_unref);
  g_hash_table_unref (threads->by_story);
  g_free (threads);
}

/* Typing changes stories, not pages: then nothing has to be looked up anew. */
gboolean
bs_threads_are_of (const BsThreads *threads, const BsNode *issue)
{
  return threads != NULL && threads->pages == bs_issue_get_pages (issue);
}

const GArray *
bs_threads_get_parts (const BsThreads *threads, const char *story)
{
  const GArray *parts = g_hash_table_lookup (threads->by_story, story);

  return parts != NULL && parts->len > 1 ? parts : NULL;
}

/* Whether the story has a box on another page than @page. */
gboolean
bs_threads_stands_elsewhere (const BsThreads *threads, const char *story, const BsNode *page)
{
  const GArray *parts = g_hash_table_lookup (threads->by_story, story);

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    if (g_array_index (parts, BsThreadPart, i).page != page)
      return TRUE;

  return FALSE;
}

GArray *
bs_threads_dup_parts_on (const BsNode *page, const char *story)
{
  const BsNode *boxes = bs_node_get_member (page, "boxes");
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (BsThreadPart));

  for (guint i = 0; i < MIN (bs_node_get_length (boxes), BS_MAX_BOXES); i++)
    {
      BsThreadPart part = { page, bs_node_get_element (boxes, i) };

      if (g_str_equal (get_story_of (part.box), story))
        g_array_append_val (parts, part);
    }
  sort_page (parts, page);

  return parts;
}

static gboolean
is_shown_on (const BsNode *page, const BsNode *story)
{
  g_autoptr (GArray) parts = bs_threads_dup_parts_on (page, bs_node_get_text (story, "id"));

  return parts->len > 0;
}

/* Whether the story has a box on a page before @page, so that something may be left for it. */
static gboolean
began_before (const BsNode *issue, const BsNode *story, const char *page)
{
  const BsNode *pages = bs_issue_get_pages (issue);

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const BsNode *other = bs_node_get_element (pages, i);

      if (g_str_equal (bs_node_get_text (other, "id"), page))
        return FALSE;
      if (is_shown_on (other, story))
        return TRUE;
    }

  return FALSE;
}

/**
 * bs_thread_stands_on:
 * @issue: root of an issue
 * @story: a story of it
 * @page: id of a page
 *
 * Returns: whether laying out @page has to place @story, or a part of it
 */
gboolean
bs_thread_stands_on (const BsNode *issue, const BsNode *story, const char *page)
{
  if (g_str_equal (bs_node_get_text (story, "page"), page))
    return TRUE;
  if (g_str_equal (bs_node_get_text (story, "jump"), page))
    return began_before (issue, story, page);

  return is_shown_on (bs_issue_get_page (issue, page), story);
}

guint
bs_thread_get_class_on (const BsNode *issue, const BsNode *story, const char *page)
{
  return bs_thread_get_part_class (bs_story_get_class (issue, story),
                                   began_before (issue, story, page) ? 1 : 0);
}

/**
 * bs_story_count_first_characters:
 * @story: a story that jumps to another page
 *
 * Returns: how many of its characters stay where it begins: as many as it says ("jump_after"), else
 *   half of them, but not more than the lead of a page needs
 */
guint
bs_story_count_first_characters (const BsNode *story)
{
  gint64 wanted = bs_node_get_number (story, "jump_after", 0);
  guint all = bs_story_count_characters (story);

  if (wanted > 0)
    return (guint) MIN (wanted, (gint64) all);

  return MIN (all / 2, MOST_FIRST_CHARACTERS);
}

guint
bs_thread_get_part_class (guint story_class, guint index)
{
  return index == 0 ? story_class : MIN (story_class + CLASSES_LOWER, BS_PAGE_FORMAT_CLASSES);
}
