/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-find.h"

#include "bs-issue.h"
#include "bs-node-private.h"
#include "bs-version.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer expressions are programs. */
#define MAX_EXPRESSION 1000 /* bytes */

/* Steps that a match may take before it is given up: pcre2pattern(3), "Setting match resource
 * limits". Where an expression sets its own, the lower one counts. */
#define EXPRESSION_LIMITS "(*LIMIT_MATCH=200000)(*LIMIT_DEPTH=5000)"

struct _BsFinder
{
  int ref_count;
  BsFindFlags flags;
  GRegex *regex;    /* of an expression, else NULL */
  char *what;       /* where the bytes themselves are looked for, else NULL */
  gunichar *folded; /* what is looked for otherwise, ended by 0 */
};

G_DEFINE_QUARK (bs - find - error - quark, bs_find_error)

/* --- Plain text --- */

static gunichar
fold (gunichar c, BsFindFlags flags)
{
  if (!(flags & BS_FIND_MATCH_WIDTH))
    {
      /* Unicode, "Halfwidth and Fullwidth Forms": U+FF01 to U+FF5E are ASCII's. */
      if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xff01 - '!';
      else if (c == 0x3000)
        c = ' ';
    }
  if (!(flags & BS_FIND_MATCH_CASE))
    c = g_unichar_tolower (c);

  return c;
}

/**
 * bs_find_fold:
 *
 * Quick for Chinese: what has no case and no other width is copied.
 *
 * Returns: (transfer full): @text with case and widths made equal, to be searched by strstr()
 */
char *
bs_find_fold (const char *text)
{
  GString *folded;

  g_return_val_if_fail (text != NULL, NULL);

  folded = g_string_sized_new (strlen (text) + 1);
  while (*text != '\0')
    {
      const guchar lead = (guchar) *text;
      const char *next = g_utf8_next_char (text);

      if (lead < 0x80)
        g_string_append_c (folded, g_ascii_tolower (*text));
      else if (lead >= 0xe4 && lead <= 0xe9) /* U+4000 to U+9FFF */
        g_string_append_len (folded, text, next - text);
      else
        g_string_append_unichar (folded, fold (g_utf8_get_char (text), 0));
      text = next;
    }

  return g_string_free (folded, FALSE);
}

/* Whether nothing but the same bytes can be meant, as of most Chinese words. */
static gboolean
is_literal (const char *what, BsFindFlags flags)
{
  for (; *what != '\0'; what = g_utf8_next_char (what))
    {
      gunichar c = g_utf8_get_char (what);

      if (!(flags & BS_FIND_MATCH_CASE) && g_unichar_isalpha (c)
          && (g_unichar_tolower (c) != c || g_unichar_toupper (c) != c))
        return FALSE;
      if (!(flags & BS_FIND_MATCH_WIDTH)
          && ((c >= ' ' && c <= '~') || c == 0x3000 || (c >= 0xff01 && c <= 0xff5e)))
        return FALSE;
    }

  return TRUE;
}

static gunichar *
dup_folded (const char *what, BsFindFlags flags)
{
  gunichar *folded = g_new0 (gunichar, strlen (what) + 1);
  guint n = 0;

  for (; *what != '\0'; what = g_utf8_next_char (what))
    folded[n++] = fold (g_utf8_get_char (what), flags);

  return folded;
}

/* The end of what begins at @text and is looked for; NULL: it is not there. */
static const char *
match_at (const BsFinder *self, const char *text)
{
  const gunichar *folded = self->folded;

  for (; *folded != 0; folded++, text = g_utf8_next_char (text))
    if (*text == '\0' || fold (g_utf8_get_char (text), self->flags) != *folded)
      return NULL;

  return text;
}

static const char *
find_plain (const BsFinder *self, const char *text, gsize *length)
{
  if (self->what != NULL)
    {
      *length = strlen (self->what);
      return strstr (text, self->what);
    }

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      const char *end = match_at (self, text);

      if (end != NULL)
        {
          *length = (gsize) (end - text);
          return text;
        }
    }

  return NULL;
}

/* Letters and digits that are written in words with spaces between. */
static gboolean
is_of_word (gunichar c)
{
  switch ((int) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
      return FALSE;
    default:
      return g_unichar_isalnum (c) || c == '_';
    }
}

static gboolean
is_boundary (const char *text, const char *place)
{
  return place == text || *place == '\0' || !is_of_word (g_utf8_get_char (g_utf8_prev_char (place)))
         || !is_of_word (g_utf8_get_char (place));
}

/* --- Expressions --- */

static gboolean
fail_expression (GError *reason, GError **error)
{
  gboolean hard = g_error_matches (reason, G_REGEX_ERROR, G_REGEX_ERROR_MATCH);

  if (hard)
    g_set_error_literal (error, BS_FIND_ERROR, BS_FIND_ERROR_TOO_HARD,
                         _ ("The expression takes too long: it can fit a text in too many ways. "
                            "Write it more narrowly"));
  else
    g_set_error (error, BS_FIND_ERROR, BS_FIND_ERROR_EXPRESSION,
                 _ ("The expression cannot be understood: %s"), reason->message);
  g_error_free (reason);

  return FALSE;
}

static gboolean
find_expression (const BsFinder *self, const char *text, gsize start, gsize *offset, gsize *length,
                 GError **error)
{
  g_autoptr (GMatchInfo) match = NULL;
  GError *reason = NULL;
  int from, to;

  /* What fits nothing at all, such as "x*", is not a hit. */
  for (;;)
    {
      g_clear_pointer (&match, g_match_info_unref);
      if (!g_regex_match_full (self->regex, text, -1, (int) start, G_REGEX_MATCH_NOTEMPTY, &match,
                               &reason))
        return reason != NULL ? fail_expression (reason, error) : FALSE;
      g_match_info_fetch_pos (match, 0, &from, &to);
      if (to > from)
        break;
      if (text[from] == '\0')
        return FALSE;
      start = (gsize) (g_utf8_next_char (text + from) - text);
    }
  *offset = (gsize) from;
  *length = (gsize) (to - from);

  return TRUE;
}

/**
 * bs_finder_new:
 * @what: UTF-8
 *
 * Returns: (transfer full) (nullable): %NULL where there is nothing to look for, or with
 *   %BS_FIND_ERROR_EXPRESSION
 */
BsFinder *
bs_finder_new (const char *what, BsFindFlags flags, GError **error)
{
  g_autoptr (BsFinder) self = NULL;

  g_return_val_if_fail (what != NULL && g_utf8_validate (what, -1, NULL), NULL);

  if (*what == '\0')
    return NULL;

  self = g_new0 (BsFinder, 1);
  self->ref_count = 1;
  self->flags = flags;
  if (flags & BS_FIND_EXPRESSION)
    {
      g_autofree char *bounded = g_strconcat (EXPRESSION_LIMITS, what, NULL);
      GError *reason = NULL;

      if (strlen (what) > MAX_EXPRESSION)
        {
          g_set_error (error, BS_FIND_ERROR, BS_FIND_ERROR_EXPRESSION,
                       _ ("The expression is longer than %d bytes. Look for less at once"),
                       MAX_EXPRESSION);
          return NULL;
        }
      self->regex = g_regex_new (bounded, flags & BS_FIND_MATCH_CASE ? 0 : G_REGEX_CASELESS, 0,
                                 &reason);
      if (self->regex == NULL)
        {
          fail_expression (reason, error);
          return NULL;
        }
    }
  else if (is_literal (what, flags))
    self->what = g_strdup (what);
  else
    self->folded = dup_folded (what, flags);

  return g_steal_pointer (&self);
}

BsFinder *
bs_finder_ref (BsFinder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->ref_count);

  return self;
}

void
bs_finder_unref (BsFinder *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;

  g_clear_pointer (&self->regex, g_regex_unref);
  g_free (self->what);
  g_free (self->folded);
  g_free (self);
}

/**
 * bs_finder_next:
 * @start: in bytes, at the beginning of a character
 * @offset: (out): of the hit, in bytes
 * @length: (out): of the hit, in bytes, more than 0
 *
 * Returns: whether there is one; @error is set when an expression was too hard
 */
gboolean
bs_finder_next (const BsFinder *self, const char *text, gsize start, gsize *offset, gsize *length,
                GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL && start <= strlen (text), FALSE);

  for (;;)
    {
      if (self->regex != NULL)
        {
          if (!find_expression (self, text, start, offset, length, error))
            return FALSE;
        }
      else
        {
          const char *found = find_plain (self, text + start, length);

          if (found == NULL)
            return FALSE;
          *offset = (gsize) (found - text);
        }
      if (!(self->flags & BS_FIND_WHOLE_WORDS)
          || (is_boundary (text, text + *offset) && is_boundary (text, text + *offset + *length)))
        return TRUE;
      start = (gsize) (g_utf8_next_char (text + *offset) - text);
    }
}

/* --- The issue --- */

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
      gsize offset, length;

      /* Most texts have nothing: paths are made for those that do. */
      if (bs_node_get_kind (text) != BS_NODE_STRING
          || (search->finder->regex == NULL
              && !bs_finder_next (search->finder, bs_node_get_string (text), 0, &offset, &length,
                                  NULL)))
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

/**
 * bs_finder_expand:
 * @hit: of this finder
 *
 * Returns: (transfer full) (nullable): what is to stand for it; %NULL with
 *   %BS_FIND_ERROR_EXPRESSION where @replacement is none for the expression
 */
char *
bs_finder_expand (const BsFinder *self, const BsFindHit *hit, const char *replacement,
                  GError **error)
{
  g_autoptr (GMatchInfo) match = NULL;
  GError *reason = NULL;
  char *expanded;

  g_return_val_if_fail (self != NULL && hit != NULL && replacement != NULL, NULL);

  if (self->regex == NULL)
    return g_strdup (replacement);

  if (!g_regex_match_full (self->regex, bs_node_get_string (hit->text), -1, (int) hit->offset,
                           G_REGEX_MATCH_ANCHORED | G_REGEX_MATCH_NOTEMPTY, &match, &reason))
    {
      if (reason != NULL)
        fail_expression (reason, error);
      return reason != NULL ? NULL : g_strdup (replacement);
    }
  expanded = g_match_info_expand_references (match, replacement, &reason);
  if (reason != NULL)
    {
      g_set_error (error, BS_FIND_ERROR, BS_FIND_ERROR_EXPRESSION,
                   _ ("The replacement cannot be understood: %s"), reason->message);
      g_error_free (reason);
      g_clear_pointer (&expanded, g_free);
    }

  return expanded;
}

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

  bs_document_begin (document, _ ("Replace"), NULL);
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
  bs_document_end (document);
  if (n_stories != NULL)
    *n_stories = stories;

  return replaced;
}
