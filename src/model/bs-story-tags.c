/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-tags.h"

#include "bs-config.h"
#include "bs-find.h"
#include "bs-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const BsNode *
get_tags (const BsNode *story)
{
  return bs_node_get_member (story, "tags");
}

static const char *
get_tag (const BsNode *tags, guint index)
{
  return bs_node_get_string (bs_node_get_element (tags, index));
}

gboolean
bs_tag_is_same (const char *a, const char *b)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (strcmp (a, b) == 0)
    return TRUE;
  first = bs_find_fold (a);
  second = bs_find_fold (b);

  return strcmp (first, second) == 0;
}

static gboolean
has_tag (const BsNode *story, const char *tag)
{
  const BsNode *tags = get_tags (story);

  for (guint i = 0; i < bs_node_get_length (tags); i++)
    if (bs_tag_is_same (get_tag (tags, i), tag))
      return TRUE;

  return FALSE;
}

/* The story's tags without @tag, but with @added in its place, or at the end; NULL: none. */
static BsNode *
make_tags (const BsNode *story, const char *tag, const char *added)
{
  const BsNode *tags = get_tags (story);
  BsNodeBuilder *builder = bs_node_builder_new_array ();
  g_autoptr (BsNode) made = NULL;
  gboolean is_there = FALSE;

  for (guint i = 0; i < bs_node_get_length (tags); i++)
    {
      gboolean goes = bs_tag_is_same (get_tag (tags, i), tag);
      gboolean is_added = added != NULL && bs_tag_is_same (get_tag (tags, i), added);

      if (!goes && !is_added)
        bs_node_builder_add (builder, bs_node_ref (bs_node_get_element (tags, i)));
      else if (added != NULL && !is_there)
        {
          bs_node_builder_add (builder, bs_node_new_string (added));
          is_there = TRUE;
        }
    }
  if (added != NULL && !is_there)
    bs_node_builder_add (builder, bs_node_new_string (added));
  made = bs_node_builder_end (builder);

  return bs_node_get_length (made) > 0 ? g_steal_pointer (&made) : NULL;
}

static gboolean
change_story (BsDocument *document, const BsNode *story, const char *tag, const char *added,
              GError **error)
{
  g_autofree char *path = bs_issue_dup_path ("story", bs_node_get_text (story, "id"), "tags");
  g_autoptr (BsNode) tags = make_tags (story, tag, added);

  return bs_document_set_node (document, path, tags, error);
}

static guint
end (BsDocument *document, gboolean done, guint changed)
{
  if (done)
    bs_document_end (document);
  else
    bs_document_cancel (document);

  return done ? changed : 0;
}

/**
 * bs_issue_dup_tag_spelling:
 *
 * Returns: (transfer full): how most stories that have @tag spell it
 */
char *
bs_issue_dup_tag_spelling (const BsNode *issue, const char *tag)
{
  g_autoptr (GHashTable) spellings = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *folded = NULL;
  const BsNode *stories = bs_issue_get_stories (issue);
  const char *best = tag;
  guint most = 0;

  g_return_val_if_fail (tag != NULL, NULL);

  folded = bs_find_fold (tag);
  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *tags = get_tags (bs_node_get_element (stories, i));

      for (guint k = 0; k < bs_node_get_length (tags); k++)
        {
          const char *each = get_tag (tags, k);
          g_autofree char *other = bs_find_fold (each);
          guint times = GPOINTER_TO_UINT (g_hash_table_lookup (spellings, each)) + 1;

          if (strcmp (other, folded) != 0)
            continue;
          g_hash_table_insert (spellings, (gpointer) each, GUINT_TO_POINTER (times));
          if (times > most)
            {
              most = times;
              best = each;
            }
        }
    }

  return g_strdup (best);
}

guint
bs_issue_count_tagged (const BsNode *issue, const char *tag)
{
  const BsNode *stories = bs_issue_get_stories (issue);
  guint n = 0;

  g_return_val_if_fail (tag != NULL, 0);

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    n += has_tag (bs_node_get_element (stories, i), tag);

  return n;
}

static guint
change_tag (BsDocument *document, const char *const *stories, const char *tag, const char *added,
            GError **error)
{
  guint changed = 0;
  gboolean done = TRUE;

  bs_document_begin (document, added != NULL ? _ ("Add Tag") : _ ("Remove Tag"), NULL);
  for (; done && *stories != NULL; stories++)
    {
      const BsNode *story = bs_issue_get_story (bs_document_get_root (document), *stories);

      if (story == NULL || has_tag (story, tag) == (added != NULL))
        continue;
      done = change_story (document, story, tag, added, error);
      changed++;
    }

  return end (document, done, changed);
}

/**
 * bs_stories_add_tag:
 *
 * Returns: how many stories did not have it
 */
guint
bs_stories_add_tag (BsDocument *document, const char *const *stories, const char *tag,
                    GError **error)
{
  g_autofree char *spelling = NULL;

  g_return_val_if_fail (BS_IS_DOCUMENT (document), 0);
  g_return_val_if_fail (stories != NULL && tag != NULL && *tag != '\0', 0);

  spelling = bs_issue_dup_tag_spelling (bs_document_get_root (document), tag);

  return change_tag (document, stories, tag, spelling, error);
}

/**
 * bs_stories_remove_tag:
 *
 * Returns: how many stories had it
 */
guint
bs_stories_remove_tag (BsDocument *document, const char *const *stories, const char *tag,
                       GError **error)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (document), 0);
  g_return_val_if_fail (stories != NULL && tag != NULL && *tag != '\0', 0);

  return change_tag (document, stories, tag, NULL, error);
}

static gboolean
has_spelling (const BsNode *story, const char *tag)
{
  const BsNode *tags = get_tags (story);

  for (guint i = 0; i < bs_node_get_length (tags); i++)
    if (strcmp (get_tag (tags, i), tag) == 0)
      return TRUE;

  return FALSE;
}

/**
 * bs_issue_rename_tag:
 * @to: its new name, as it is to be spelled everywhere
 *
 * Returns: how many stories changed
 */
guint
bs_issue_rename_tag (BsDocument *document, const char *from, const char *to, GError **error)
{
  g_autoptr (BsNode) root = NULL;
  const BsNode *stories;
  guint changed = 0;
  gboolean done = TRUE;

  g_return_val_if_fail (BS_IS_DOCUMENT (document), 0);
  g_return_val_if_fail (from != NULL && to != NULL && *to != '\0', 0);

  root = bs_node_ref (bs_document_get_root (document));
  stories = bs_issue_get_stories (root);
  bs_document_begin (document, _ ("Rename Tag"), NULL);
  for (guint i = 0; done && i < bs_node_get_length (stories); i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);

      if (!has_tag (story, from) && !(has_tag (story, to) && !has_spelling (story, to)))
        continue;
      if (has_spelling (story, to) && bs_tag_is_same (from, to))
        continue;
      done = change_story (document, story, from, to, error);
      changed++;
    }

  return end (document, done, changed);
}
