/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-config.h"
#include "bs-issue.h"
#include "bs-text-diff.h"

#include <string.h>

static void
change_free (BsParagraphChange *change)
{
  g_clear_pointer (&change->changes, g_array_unref);
  g_free (change);
}

static const char *
get_text (const BsNode *paragraphs, int index)
{
  return bs_node_get_text (bs_node_get_element (paragraphs, (guint) index), "text");
}

static BsParagraphChange *
make_change (const BsNode *old_list, int old_index, const BsNode *new_list, int new_index)
{
  BsParagraphChange *change = g_new0 (BsParagraphChange, 1);
  const BsNode *before = old_index >= 0 ? bs_node_get_element (old_list, (guint) old_index) : NULL;
  const BsNode *after = new_index >= 0 ? bs_node_get_element (new_list, (guint) new_index) : NULL;

  change->old_index = old_index;
  change->new_index = new_index;
  if (before != NULL && after != NULL)
    {
      change->role = bs_paragraph_is_subhead (before) != bs_paragraph_is_subhead (after);
      change->changes = bs_text_diff (bs_node_get_text (before, "text"),
                                      bs_node_get_text (after, "text"));
    }
  else
    {
      change->changes = g_array_new (FALSE, FALSE, sizeof (BsTextChange));
    }

  return change;
}

/* The old paragraph that @id or @text belongs to, at or after @from; -1 if none. A paragraph keeps
 * its id while it is edited; pasted again it has another, but the same text. */
static int
find_old (const BsNode *old_list, int from, const BsNode *paragraph)
{
  const char *text = bs_node_get_text (paragraph, "text");
  int index = bs_node_index_of_id (old_list, bs_node_get_text (paragraph, "id"));

  if (index >= from)
    return index;
  for (int i = from; *text != '\0' && i < (int) bs_node_get_length (old_list); i++)
    if (strcmp (get_text (old_list, i), text) == 0)
      return i;

  return -1;
}

static gboolean
is_in (const BsNode *list, int from, const BsNode *paragraph)
{
  return find_old (list, from, paragraph) >= 0;
}

/* Greedy, in the order of the new story: a paragraph that moved is removed here and new there. */
GPtrArray *
bs_story_diff (const BsNode *old_story, const BsNode *new_story)
{
  const BsNode *old_list = bs_story_get_paragraphs (old_story);
  const BsNode *new_list = bs_story_get_paragraphs (new_story);
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  int n_old = (int) bs_node_get_length (old_list);
  int n_new = (int) bs_node_get_length (new_list);
  int i = 0;

  for (int j = 0; j < n_new; j++)
    {
      const BsNode *paragraph = bs_node_get_element (new_list, (guint) j);
      int found = find_old (old_list, i, paragraph);

      /* Not over paragraphs that come back later: those did not go, this one moved. */
      for (int k = i; found >= 0 && k < found; k++)
        if (is_in (new_list, j + 1, bs_node_get_element (old_list, (guint) k)) && found - i > 3)
          found = -1;
      if (found < 0)
        {
          g_ptr_array_add (changes, make_change (old_list, -1, new_list, j));
          continue;
        }
      for (; i < found; i++)
        g_ptr_array_add (changes, make_change (old_list, i, new_list, -1));
      g_ptr_array_add (changes, make_change (old_list, i++, new_list, j));
    }
  for (; i < n_old; i++)
    g_ptr_array_add (changes, make_change (old_list, i, new_list, -1));

  return changes;
}

guint
bs_story_diff_count (const BsNode *old_story, const BsNode *new_story)
{
  static const char *const texts[] = {
    "kicker", "headline", "deck", "flag", "dateline", "sponsor"
  };
  g_autoptr (GPtrArray) paragraphs = bs_story_diff (old_story, new_story);
  g_autofree char *old_byline = bs_story_dup_byline (old_story);
  g_autofree char *new_byline = bs_story_dup_byline (new_story);
  guint n = strcmp (old_byline, new_byline) != 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    n += strcmp (bs_node_get_text (old_story, texts[i]), bs_node_get_text (new_story, texts[i]))
         != 0;
  for (guint i = 0; i < paragraphs->len; i++)
    {
      const BsParagraphChange *change = g_ptr_array_index (paragraphs, i);

      n += change->old_index < 0 || change->new_index < 0 || change->role
           || change->changes->len > 0;
    }

  return n;
}
