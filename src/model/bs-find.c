/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a finder finds in an issue, and putting other words in its place.
 */

#include "bs-find.h"

#include "bs-issue.h"
#include "bs-node-private.h"
#include "bs-version.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const BsFinder *finder;
  const BsFindScope *scope;
  BsFindResult *result;
  GHashTable *on_page; /* ids of what stands in boxes of the scope's page; NULL: any page */
  GHashTable *photos;  /* story -> GPtrArray of its photos, in their order */
  GError **error;
} Search;

static void
hit_free (BsFindHit *hit)
{
  g_free (hit->story);
  g_free (hit->path);
  bs_node_unref (hit->text);
  g_free (hit);
}

/* FALSE: stop. */
static gboolean
search_text (Search *search, const char *story, const char *path, BsFindFields field,
             const BsNode *text)
{
  const char *string = bs_node_get_string (text);
  GError *reason = NULL;
  gsize start = 0;
  gsize offset, length;

  while (bs_finder_next (search->finder, string, start, &offset, &length, &reason))
    {
      BsFindHit *hit;

      if (search->result->hits->len == BS_FIND_MAX_HITS)
        {
          search->result->more = TRUE;
          return FALSE;
        }
      hit = g_new0 (BsFindHit, 1);
      hit->story = g_strdup (story);
      hit->path = g_strdup (path);
      hit->field = field;
      hit->text = bs_node_ref (text);
      hit->offset = offset;
      hit->length = length;
      g_ptr_array_add (search->result->hits, hit);
      start = offset + length;
    }
  if (reason != NULL)
    {
      g_propagate_error (search->error, reason);
      return FALSE;
    }

  return TRUE;
}

static gboolean
search_member (Search *search, const BsNode *story, const char *member, BsFindFields field)
{
  const BsNode *text = bs_node_get_member (story, member);
  const char *id = bs_node_get_text (story, "id");
  g_autofree char *path = NULL;

  if (!(search->scope->fields & field) || bs_node_get_kind (text) != BS_NODE_STRING)
    return TRUE;
  path = bs_issue_dup_path ("story", id, member);

  return search_text (search, id, path, field, text);
}

static gboolean
search_body (Search *search, const BsNode *story)
{
  const BsNode *paragraphs = bs_story_get_paragraphs (story);
  const char *id = bs_node_get_text (story, "id");
  g_autofree char *list = NULL;

  if (!(search->scope->fields & BS_FIND_IN_BODY))
    return TRUE;

  for (guint i = 0; i < bs_node_get_length (paragraphs); i++)
    {
      const BsNode *paragraph = bs_node_get_element (paragraphs, i);
      const BsNode *text = bs_node_get_member (paragraph, "text");
      g_autoptr (GString) path = NULL;
      g_autoptr (GError) failure = NULL; /* search_text() meets it, too */
      gsize offset, length;

      /* Most texts have nothing: paths are made for those that do. */
      if (bs_node_get_kind (text) != BS_NODE_STRING
          || (!bs_finder_next (search->finder, bs_node_get_string (text), 0, &offset, &length,
                               &failure)
              && failure == NULL))
        continue;
      if (list == NULL)
        list = bs_issue_dup_path ("story", id, "paragraphs");
      path = g_string_new (list);
      bs_path_append_step (path, bs_node_get_text (paragraph, "id"));
      g_string_append (path, "/text");
      if (!search_text (search, id, path->str, BS_FIND_IN_BODY, text))
        return FALSE;
    }

  return TRUE;
}

static gboolean
search_caption (Search *search, const char *story, const BsNode *photo)
{
  const BsNode *text = bs_node_get_member (photo, "caption");
  g_autofree char *path = bs_issue_dup_path ("photo", bs_node_get_text (photo, "id"), "caption");

  return bs_node_get_kind (text) != BS_NODE_STRING
         || search_text (search, story, path, BS_FIND_IN_CAPTIONS, text);
}

static gboolean
search_captions (Search *search, const char *story)
{
  GPtrArray *photos = search->scope->fields & BS_FIND_IN_CAPTIONS
                        ? g_hash_table_lookup (search->photos, story)
                        : NULL;

  for (guint i = 0; photos != NULL && i < photos->len; i++)
    if (!search_caption (search, story, g_ptr_array_index (photos, i)))
      return FALSE;

  return TRUE;
}

static gboolean
search_story (Search *search, const BsNode *story)
{
  return search_member (search, story, "kicker", BS_FIND_IN_KICKER)
         && search_member (search, story, "headline", BS_FIND_IN_HEADLINE)
         && search_member (search, story, "deck", BS_FIND_IN_DECK) && search_body (search, story)
         && search_captions (search, bs_node_get_text (story, "id"))
         && search_member (search, story, "notes", BS_FIND_IN_NOTES);
}

static gboolean
is_in_scope (const Search *search, const BsNode *node)
{
  return search->on_page == NULL
         || g_strcmp0 (bs_node_get_text (node, "page"), search->scope->page) == 0
         || g_hash_table_contains (search->on_page, bs_node_get_text (node, "id"));
}

static GHashTable *
collect_page (const BsNode *issue, const char *name)
{
  GHashTable *refs = g_hash_table_new (g_str_hash, g_str_equal);
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (issue, name), "boxes");

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *list = bs_node_get_member (bs_node_get_element (boxes, i), "refs");

      for (guint k = 0; k < bs_node_get_length (list); k++)
        g_hash_table_add (refs, (gpointer) bs_node_get_string (bs_node_get_element (list, k)));
    }

  return refs;
}

/* A photo of a story that is gone counts as nobody's. */
static GHashTable *
collect_photos (const BsNode *issue)
{
  GHashTable *by_story = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                (GDestroyNotify) g_ptr_array_unref);
  const BsNode *photos = bs_issue_get_photos (issue);

  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);
      const char *story = bs_node_get_text (photo, "story");
      GPtrArray *list;

      if (bs_issue_get_story (issue, story) == NULL)
        story = "";
      list = g_hash_table_lookup (by_story, story);
      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (by_story, (gpointer) story, list);
        }
      g_ptr_array_add (list, (gpointer) photo);
    }

  return by_story;
}

static gboolean
search_stories (Search *search, const BsNode *issue, GCancellable *cancellable)
{
  const BsNode *stories = bs_issue_get_stories (issue);

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);
      guint before = search->result->hits->len;
      gboolean go_on;

      if (g_cancellable_set_error_if_cancelled (cancellable, search->error))
        return FALSE;
      if (!is_in_scope (search, story))
        continue;
      go_on = search_story (search, story);
      if (search->result->hits->len > before)
        search->result->n_stories++;
      if (!go_on)
        return FALSE;
    }

  return TRUE;
}

static void
search_free_photos (Search *search)
{
  GPtrArray *photos = search->scope->fields & BS_FIND_IN_CAPTIONS
                        ? g_hash_table_lookup (search->photos, "")
                        : NULL;

  for (guint i = 0; photos != NULL && i < photos->len; i++)
    if (is_in_scope (search, g_ptr_array_index (photos, i))
        && !search_caption (search, "", g_ptr_array_index (photos, i)))
      return;
}

/**
 * bs_finder_search:
 * @cancellable: (nullable):
 *
 * Returns: (transfer full): what was found; %NULL with an error of the expression, or when cancelled
 */
BsFindResult *
bs_finder_search (const BsFinder *self, const BsNode *issue, const BsFindScope *scope,
                  GCancellable *cancellable, GError **error)
{
  g_autoptr (BsFindResult) result = NULL;
  g_autoptr (GHashTable) on_page = NULL;
  g_autoptr (GHashTable) photos = NULL;
  g_autoptr (GError) failure = NULL;
  Search search;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (scope != NULL, NULL);

  result = g_new0 (BsFindResult, 1);
  result->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) hit_free);
  on_page = scope->page != NULL ? collect_page (issue, scope->page) : NULL;
  photos = collect_photos (issue);
  search = (Search){ self, scope, result, on_page, photos, &failure };
  if (scope->story != NULL)
    {
      const BsNode *story = bs_issue_get_story (issue, scope->story);

      if (story != NULL)
        search_story (&search, story);
      result->n_stories = result->hits->len > 0 ? 1 : 0;
    }
  else if (search_stories (&search, issue, cancellable))
    search_free_photos (&search);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  return g_steal_pointer (&result);
}

void
bs_find_result_free (BsFindResult *result)
{
  g_return_if_fail (result != NULL);

  g_ptr_array_unref (result->hits);
  g_free (result);
}

/* --- Replacing --- */

static gboolean
is_fresh (BsDocument *document, const BsFindHit *hit)
{
  const BsNode *text = bs_node_lookup (bs_document_get_root (document), hit->path);

  return text == hit->text || (text != NULL && bs_node_equal (text, hit->text));
}

/* The text of @hits, which are all its, in order, with the replacements. */
static BsNode *
make_text (const BsFinder *self, BsFindHit *const *hits, guint n_hits, const char *replacement,
           GError **error)
{
  const char *text = bs_node_get_string (hits[0]->text);
  g_autoptr (GString) made = g_string_new (NULL);
  gsize done = 0;

  for (guint i = 0; i < n_hits; i++)
    {
      g_autofree char *expanded = bs_finder_expand (self, hits[i], replacement, error);

      if (expanded == NULL)
        return NULL;
      g_string_append_len (made, text + done, (gssize) (hits[i]->offset - done));
      g_string_append (made, expanded);
      done = hits[i]->offset + hits[i]->length;
    }
  g_string_append (made, text + done);

  return bs_node_new_string (made->str);
}

static gboolean
replace_text (const BsFinder *self, BsDocument *document, BsFindHit *const *hits, guint n_hits,
              const char *replacement, GError **error)
{
  g_autoptr (BsNode) text = make_text (self, hits, n_hits, replacement, error);
  gboolean needed = hits[0]->field == BS_FIND_IN_BODY;

  if (text == NULL)
    return FALSE;
  if (!needed && *bs_node_get_string (text) == '\0')
    return bs_document_set_text (document, hits[0]->path, "", error);

  return bs_document_set_node (document, hits[0]->path, text, error);
}

/**
 * bs_finder_replace:
 * @hits: (array length=n_hits): all or some of a result, in its order
 * @n_stories: (out) (optional): in how many stories; captions of nobody's photos count as one
 *
 * Returns: how many were replaced; 0 with @error set when nothing was changed because of it
 */
guint
bs_finder_replace (const BsFinder *self, BsDocument *document, BsFindHit *const *hits, guint n_hits,
                   const char *replacement, guint *n_stories, GError **error)
{
  guint replaced = 0;
  guint stories = 0;
  const char *last = NULL;

  g_return_val_if_fail (self != NULL && BS_IS_DOCUMENT (document), 0);
  g_return_val_if_fail (hits != NULL || n_hits == 0, 0);
  g_return_val_if_fail (replacement != NULL, 0);

  bs_document_begin_many (document, _ ("Replace"));
  for (guint i = 0, n; i < n_hits; i += n)
    {
      for (n = 1; i + n < n_hits && strcmp (hits[i]->path, hits[i + n]->path) == 0; n++)
        ;
      if (!is_fresh (document, hits[i]))
        continue;
      if (hits[i]->story != NULL && g_str_has_prefix (hits[i]->path, "/stories/"))
        bs_version_keep_for_edit (document, hits[i]->story, NULL);
      if (!replace_text (self, document, hits + i, n, replacement, error))
        {
          bs_document_cancel (document);
          return 0;
        }
      replaced += n;
      if (g_strcmp0 (last, hits[i]->story) != 0)
        stories++;
      last = hits[i]->story;
    }
  if (!bs_document_end_many (document, error))
    return 0;
  if (n_stories != NULL)
    *n_stories = stories;

  return replaced;
}
