/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-edit.h"

#include "bs-issue.h"
#include "bs-story-tags.h"
#include "bs-version.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Ends the open step: made whole, or not at all. */
static gboolean
finish (BsDocument *document, gboolean done)
{
  if (done)
    bs_document_end (document);
  else
    bs_document_cancel (document);

  return done;
}

static const BsNode *
find_story (BsDocument *document, const char *story)
{
  return bs_issue_get_story (bs_document_get_root (document), story);
}

static GHashTable *
make_set (const char *const *ids)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (; *ids != NULL; ids++)
    g_hash_table_add (set, (gpointer) *ids);

  return set;
}

/**
 * bs_stories_set_text:
 * @value: "" removes
 * @label: of the step, translated
 *
 * Returns: how many stories had another @value
 */
guint
bs_stories_set_text (BsDocument *document, const char *const *stories, const char *member,
                     const char *value, const char *label, GError **error)
{
  guint changed = 0;
  gboolean done = TRUE;

  g_return_val_if_fail (BS_IS_DOCUMENT (document), 0);
  g_return_val_if_fail (stories != NULL && member != NULL && value != NULL, 0);

  bs_document_begin (document, label, NULL);
  for (; done && *stories != NULL; stories++)
    {
      const BsNode *story = find_story (document, *stories);
      g_autofree char *path = bs_issue_dup_path ("story", *stories, member);

      if (story == NULL || strcmp (bs_node_get_text (story, member), value) == 0)
        continue;
      done = (strcmp (member, "status") != 0
              || bs_version_keep (document, *stories, BS_VERSION_STATUS, error))
             && bs_document_set_text (document, path, value, error);
      changed++;
    }

  return finish (document, done) ? changed : 0;
}

/**
 * bs_stories_set_priority:
 *
 * Returns: how many stories had another priority
 */
guint
bs_stories_set_priority (BsDocument *document, const char *const *stories, guint priority,
                         GError **error)
{
  g_autoptr (BsNode) value = priority > 0 ? bs_node_new_integer (priority) : NULL;
  guint changed = 0;
  gboolean done = TRUE;

  g_return_val_if_fail (BS_IS_DOCUMENT (document), 0);
  g_return_val_if_fail (stories != NULL && priority <= 4, 0);

  bs_document_begin (document, _ ("Priority"), NULL);
  for (; done && *stories != NULL; stories++)
    {
      const BsNode *story = find_story (document, *stories);
      g_autofree char *path = bs_issue_dup_path ("story", *stories, "priority");

      if (story == NULL || bs_node_get_number (story, "priority", 0) == priority)
        continue;
      done = bs_document_set_node (document, path, value, error);
      changed++;
    }

  return finish (document, done) ? changed : 0;
}

/* --- Pages --- */

/* What of @refs is not in @gone; NULL when all of it stays. */
static BsNode *
make_refs (const BsNode *refs, GHashTable *gone)
{
  BsNodeBuilder *builder = NULL;

  for (guint i = 0; i < bs_node_get_length (refs) && builder == NULL; i++)
    if (g_hash_table_contains (gone, bs_node_get_string (bs_node_get_element (refs, i))))
      builder = bs_node_builder_new_array ();
  if (builder == NULL)
    return NULL;

  for (guint i = 0; i < bs_node_get_length (refs); i++)
    {
      const BsNode *ref = bs_node_get_element (refs, i);

      if (!g_hash_table_contains (gone, bs_node_get_string (ref)))
        bs_node_builder_add (builder, bs_node_ref (ref));
    }

  return bs_node_builder_end (builder);
}

static gboolean
holds_story (const BsNode *box, const char *const *stories)
{
  const BsNode *refs = bs_node_get_member (box, "refs");

  for (guint i = 0; i < bs_node_get_length (refs); i++)
    if (g_strv_contains (stories, bs_node_get_string (bs_node_get_element (refs, i))))
      return TRUE;

  return FALSE;
}

typedef struct
{
  const char *const *stories;
  GHashTable *gone;  /* ids of the stories and of their photos */
  const char *spare; /* the page whose boxes stay; NULL: none */
  guint n_boxes;
} Clearing;

/* A box goes with its story, or with its last photo. */
static gboolean
clear_page (BsDocument *document, const BsNode *page, Clearing *clearing, GError **error)
{
  const char *name = bs_node_get_text (page, "id");
  const BsNode *boxes = bs_node_get_member (page, "boxes");

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *box = bs_node_get_element (boxes, i);
      g_autoptr (BsNode) refs = make_refs (bs_node_get_member (box, "refs"), clearing->gone);
      g_autofree char *rest = g_strdup_printf ("boxes/%s", bs_node_get_text (box, "id"));
      g_autofree char *path = bs_issue_dup_path ("page", name, rest);

      if (refs == NULL)
        continue;
      if (bs_node_get_length (refs) == 0 || holds_story (box, clearing->stories))
        {
          if (!bs_document_remove (document, path, error))
            return FALSE;
          clearing->n_boxes++;
        }
      else
        {
          g_autofree char *refs_path = g_strconcat (path, "/refs", NULL);

          if (!bs_document_set_node (document, refs_path, refs, error))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
clear_pages (BsDocument *document, Clearing *clearing, GError **error)
{
  g_autoptr (BsNode) root = bs_node_ref (bs_document_get_root (document));
  const BsNode *pages = bs_issue_get_pages (root);

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const BsNode *page = bs_node_get_element (pages, i);

      if (g_strcmp0 (bs_node_get_text (page, "id"), clearing->spare) != 0
          && !clear_page (document, page, clearing, error))
        return FALSE;
    }

  return TRUE;
}

/* The photos of @stories get @value for @member; they are added to @found. */
static gboolean
change_photos (BsDocument *document, GHashTable *stories, const char *member, const char *value,
               GPtrArray *found, GError **error)
{
  g_autoptr (BsNode) root = bs_node_ref (bs_document_get_root (document));
  const BsNode *photos = bs_issue_get_photos (root);

  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);
      const char *id = bs_node_get_text (photo, "id");
      g_autofree char *path = bs_issue_dup_path ("photo", id, member);

      if (!g_hash_table_contains (stories, bs_node_get_text (photo, "story")))
        continue;
      g_ptr_array_add (found, g_strdup (id));
      if (strcmp (bs_node_get_text (photo, member), value) != 0
          && !bs_document_set_text (document, path, value, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
move_to_page (BsDocument *document, const char *const *stories, const char *page, GError **error)
{
  g_autoptr (GHashTable) set = make_set (stories);
  g_autoptr (GHashTable) gone = make_set (stories);
  g_autoptr (GPtrArray) photos = g_ptr_array_new_with_free_func (g_free);
  Clearing clearing = { stories, gone, page, 0 };

  for (const char *const *story = stories; *story != NULL; story++)
    {
      g_autofree char *path = bs_issue_dup_path ("story", *story, "page");

      if (!bs_document_set_text (document, path, page, error))
        return FALSE;
    }
  if (!change_photos (document, set, "page", page, photos, error))
    return FALSE;
  for (guint i = 0; i < photos->len; i++)
    g_hash_table_add (gone, g_ptr_array_index (photos, i));

  return clear_pages (document, &clearing, error);
}

/**
 * bs_stories_set_page:
 * @page: "" for none
 *
 * Returns: how many stories were meant for another page
 */
guint
bs_stories_set_page (BsDocument *document, const char *const *stories, const char *page,
                     GError **error)
{
  g_autoptr (GPtrArray) moving = g_ptr_array_new ();

  g_return_val_if_fail (BS_IS_DOCUMENT (document), 0);
  g_return_val_if_fail (stories != NULL && page != NULL, 0);

  for (; *stories != NULL; stories++)
    {
      const BsNode *story = find_story (document, *stories);

      if (story != NULL && strcmp (bs_node_get_text (story, "page"), page) != 0)
        g_ptr_array_add (moving, (gpointer) *stories);
    }
  if (moving->len == 0)
    return 0;
  g_ptr_array_add (moving, NULL);

  bs_document_begin (document, _ ("Page"), NULL);
  if (!finish (document, move_to_page (document, (const char *const *) moving->pdata, page, error)))
    return 0;

  return moving->len - 1;
}

/* --- Fewer and more --- */

/* From the end, by place: an id would be looked up anew in each of the lists that come to be. */
static gboolean
remove_stories (BsDocument *document, GHashTable *set, guint *n_removed, GError **error)
{
  g_autoptr (BsNode) root = bs_node_ref (bs_document_get_root (document));
  const BsNode *stories = bs_issue_get_stories (root);

  for (guint i = bs_node_get_length (stories); i > 0; i--)
    {
      const char *id = bs_node_get_text (bs_node_get_element (stories, i - 1), "id");
      g_autofree char *path = g_strdup_printf ("/stories/%u", i - 1);

      if (!g_hash_table_contains (set, id))
        continue;
      if (!bs_document_remove (document, path, error))
        return FALSE;
      (*n_removed)++;
    }

  return TRUE;
}

static gboolean
delete_all (BsDocument *document, const char *const *stories, BsStoriesDeleted *deleted,
            GError **error)
{
  g_autoptr (GHashTable) set = make_set (stories);
  g_autoptr (GHashTable) gone = make_set (stories);
  g_autoptr (GPtrArray) photos = g_ptr_array_new_with_free_func (g_free);
  Clearing clearing = { stories, gone, NULL, 0 };

  if (!change_photos (document, set, "story", "", photos, error))
    return FALSE;
  for (guint i = 0; i < photos->len; i++)
    g_hash_table_add (gone, g_ptr_array_index (photos, i));
  if (!clear_pages (document, &clearing, error)
      || !remove_stories (document, set, &deleted->stories, error))
    return FALSE;
  deleted->boxes = clearing.n_boxes;
  deleted->photos = photos->len;

  return TRUE;
}

/**
 * bs_stories_delete:
 * @deleted: (out): what went
 *
 * Returns: %TRUE if done
 */
gboolean
bs_stories_delete (BsDocument *document, const char *const *stories, BsStoriesDeleted *deleted,
                   GError **error)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (stories != NULL && deleted != NULL, FALSE);

  memset (deleted, 0, sizeof *deleted);
  bs_document_begin (document,
                     g_dngettext (GETTEXT_PACKAGE, "Delete Story", "Delete Stories",
                                  g_strv_length ((char **) stories)),
                     NULL);

  return finish (document, delete_all (document, stories, deleted, error));
}

static BsNode *
with_text (const BsNode *node, const char *key, const char *value)
{
  g_autoptr (BsNode) text = *value != '\0' ? bs_node_new_string (value) : NULL;

  return bs_node_with_member (node, key, text);
}

/* A story like @story, with @members that belong to the one only left out. */
static BsNode *
make_like (const BsNode *story, const char *id, const char *const *members)
{
  BsNode *made = with_text (story, "id", id);

  for (; *members != NULL; members++)
    {
      BsNode *next = bs_node_with_member (made, *members, NULL);

      bs_node_unref (made);
      made = next;
    }

  return made;
}

static char *
insert_after (BsDocument *document, const char *story, const char *id, const BsNode *node,
              GError **error)
{
  int place = bs_node_index_of_id (bs_issue_get_stories (bs_document_get_root (document)), story);

  return bs_document_insert (document, "/stories", place + 1, node, error) ? g_strdup (id) : NULL;
}

static char *
fail_no_story (const char *story, GError **error)
{
  g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT,
               _ ("%s: there is no such story. Nothing was changed"), story);
  return NULL;
}

/**
 * bs_story_duplicate:
 *
 * The copy stands next to it in the list and on no page.
 *
 * Returns: (transfer full) (nullable): the id of the copy
 */
char *
bs_story_duplicate (BsDocument *document, const char *story, GError **error)
{
  static const char *const of_one[] = { "versions", "continued_from", "continued_on", NULL };
  const BsNode *node;
  g_autofree char *id = NULL;
  g_autofree char *made = NULL;
  g_autoptr (BsNode) copy = NULL;

  g_return_val_if_fail (BS_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (story != NULL, NULL);

  node = find_story (document, story);
  if (node == NULL)
    return fail_no_story (story, error);

  id = bs_document_new_id (document, "/stories", "s");
  copy = make_like (node, id, of_one);
  bs_document_begin (document, _ ("Duplicate Story"), NULL);
  made = insert_after (document, story, id, copy, error);
  finish (document, made != NULL);

  return g_steal_pointer (&made);
}

static gboolean
append_paragraph (BsDocument *document, const char *story, const char *role, const char *text,
                  GError **error)
{
  g_autofree char *path = bs_issue_dup_path ("story", story, "paragraphs");
  g_autofree char *id = bs_document_new_id (document, path, "p");
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  g_autoptr (BsNode) paragraph = NULL;

  bs_node_builder_set_text (builder, "id", id);
  bs_node_builder_set_text (builder, "role", role);
  bs_node_builder_set (builder, "text", bs_node_new_string (text));
  paragraph = bs_node_builder_end (builder);

  return bs_document_insert (document, path, -1, paragraph, error);
}

static gboolean
append_bylines (BsDocument *document, const char *story, const BsNode *other, GError **error)
{
  g_autofree char *path = bs_issue_dup_path ("story", story, "bylines");
  const BsNode *bylines = bs_story_get_bylines (other);

  for (guint i = 0; i < bs_node_get_length (bylines); i++)
    {
      g_autofree char *id = bs_document_new_id (document, path, "b");
      g_autoptr (BsNode) byline = with_text (bs_node_get_element (bylines, i), "id", id);
      const BsNode *present = bs_story_get_bylines (find_story (document, story));
      gboolean known = FALSE;

      for (guint k = 0; k < bs_node_get_length (present) && !known; k++)
        known = bs_node_equal (bs_node_get_member (bs_node_get_element (present, k), "names"),
                               bs_node_get_member (byline, "names"));
      if (!known && !bs_document_insert (document, path, -1, byline, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
append_tags (BsDocument *document, const char *story, const BsNode *other, GError **error)
{
  const char *const stories[] = { story, NULL };
  const BsNode *tags = bs_node_get_member (other, "tags");
  g_autoptr (GError) reason = NULL;

  for (guint i = 0; reason == NULL && i < bs_node_get_length (tags); i++)
    {
      const char *tag = bs_node_get_string (bs_node_get_element (tags, i));

      /* A file may have an empty one. */
      if (*tag != '\0')
        bs_stories_add_tag (document, stories, tag, &reason);
    }
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

static gboolean
append_notes (BsDocument *document, const char *story, const BsNode *other, GError **error)
{
  g_autofree char *path = bs_issue_dup_path ("story", story, "notes");
  const char *mine = bs_node_get_text (find_story (document, story), "notes");
  const char *more = bs_node_get_text (other, "notes");
  g_autofree char *both = g_strconcat (mine, *mine != '\0' && *more != '\0' ? "\n" : "", more,
                                       NULL);

  return bs_document_set_text (document, path, both, error);
}

static gboolean
take_in (BsDocument *document, const char *story, const BsNode *other, GError **error)
{
  const BsNode *paragraphs = bs_story_get_paragraphs (other);
  const char *headline = bs_node_get_text (other, "headline");

  if (*headline != '\0' && !append_paragraph (document, story, "subhead", headline, error))
    return FALSE;
  for (guint i = 0; i < bs_node_get_length (paragraphs); i++)
    {
      const BsNode *paragraph = bs_node_get_element (paragraphs, i);
      const char *text = bs_node_get_text (paragraph, "text");
      const char *role = bs_paragraph_is_subhead (paragraph) ? "subhead" : "body";

      if (*text != '\0' && !append_paragraph (document, story, role, text, error))
        return FALSE;
    }

  return append_bylines (document, story, other, error)
         && append_tags (document, story, other, error)
         && append_notes (document, story, other, error);
}

static gboolean
merge_all (BsDocument *document, const char *const *stories, GError **error)
{
  const char *const *others = stories + 1;
  g_autoptr (BsNode) root = bs_node_ref (bs_document_get_root (document));
  g_autoptr (GHashTable) set = make_set (others);
  g_autoptr (GPtrArray) photos = g_ptr_array_new_with_free_func (g_free);
  Clearing clearing = { others, set, NULL, 0 };
  guint n_removed = 0;

  for (const char *const *other = others; *other != NULL; other++)
    {
      const BsNode *node = bs_issue_get_story (root, *other);

      if (node != NULL && !take_in (document, *stories, node, error))
        return FALSE;
    }

  return change_photos (document, set, "story", *stories, photos, error)
         && clear_pages (document, &clearing, error)
         && remove_stories (document, set, &n_removed, error);
}

/**
 * bs_stories_merge:
 * @stories: at least two, each once; the first takes in the others
 *
 * Returns: (transfer full) (nullable): the id of the first
 */
char *
bs_stories_merge (BsDocument *document, const char *const *stories, GError **error)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (stories != NULL && stories[0] != NULL && stories[1] != NULL, NULL);

  if (find_story (document, *stories) == NULL)
    return fail_no_story (*stories, error);

  bs_document_begin (document, _ ("Merge Stories"), NULL);

  return finish (document, merge_all (document, stories, error)) ? g_strdup (*stories) : NULL;
}

/* The paragraphs from @place on, the first of them from byte @offset. Where they begin with a
 * subhead, that is the headline. */
static BsNode *
make_rest (const BsNode *story, const char *id, guint place, gsize offset)
{
  static const char *const of_one[] = {
    "kicker",         "headline",     "deck", "flag",       "paragraphs", "notes", "versions",
    "continued_from", "continued_on", "jump", "jump_after", "confidence", NULL
  };
  const BsNode *paragraphs = bs_story_get_paragraphs (story);
  const BsNode *first = bs_node_get_element (paragraphs, place);
  gboolean headed = offset == 0 && bs_paragraph_is_subhead (first);
  BsNodeBuilder *builder = bs_node_builder_new_array ();
  g_autoptr (BsNode) bare = make_like (story, id, of_one);
  g_autoptr (BsNode) named = with_text (bare, "headline",
                                        headed ? bs_node_get_text (first, "text") : "");
  g_autoptr (BsNode) rest = NULL;

  for (guint i = headed ? place + 1 : place; i < bs_node_get_length (paragraphs); i++)
    {
      const BsNode *paragraph = bs_node_get_element (paragraphs, i);

      bs_node_builder_add (builder, i == place
                                      ? with_text (paragraph, "text",
                                                   bs_node_get_text (paragraph, "text") + offset)
                                      : bs_node_ref (paragraph));
    }
  rest = bs_node_builder_end (builder);

  return bs_node_with_member (named, "paragraphs", rest);
}

static gboolean
cut_off (BsDocument *document, const char *story, guint place, gsize offset, GError **error)
{
  const BsNode *paragraphs = bs_story_get_paragraphs (find_story (document, story));
  gsize length = strlen (bs_node_get_text (bs_node_get_element (paragraphs, place), "text"));
  g_autofree char *rest = g_strdup_printf ("paragraphs/%u/text", place);
  g_autofree char *text_path = bs_issue_dup_path ("story", story, rest);

  if (offset > 0 && !bs_document_splice (document, text_path, offset, length - offset, "", error))
    return FALSE;
  for (guint i = bs_node_get_length (paragraphs); i > (offset > 0 ? place + 1 : place); i--)
    {
      g_autofree char *last = g_strdup_printf ("paragraphs/%u", i - 1);
      g_autofree char *path = bs_issue_dup_path ("story", story, last);

      if (!bs_document_remove (document, path, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * bs_story_split:
 * @offset: in bytes, at the beginning of a character
 *
 * Returns: (transfer full) (nullable): the id of the new story; %NULL also where nothing would stay
 *   or nothing would go
 */
char *
bs_story_split (BsDocument *document, const char *story, const char *paragraph, gsize offset,
                GError **error)
{
  const BsNode *node;
  const BsNode *paragraphs;
  int place;
  gsize length;
  g_autofree char *id = NULL;
  g_autofree char *made = NULL;
  g_autoptr (BsNode) rest = NULL;

  g_return_val_if_fail (BS_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (story != NULL && paragraph != NULL, NULL);

  node = find_story (document, story);
  paragraphs = bs_story_get_paragraphs (node);
  place = bs_node_index_of_id (paragraphs, paragraph);
  if (place < 0)
    return fail_no_story (story, error);
  length = strlen (bs_node_get_text (bs_node_get_element (paragraphs, (guint) place), "text"));
  if (offset == length && (guint) place + 1 < bs_node_get_length (paragraphs))
    {
      place++;
      offset = 0;
    }
  if (offset > length || (place == 0 && offset == 0)
      || (offset == length && (guint) place + 1 == bs_node_get_length (paragraphs)))
    {
      g_set_error_literal (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT,
                           _ ("The story cannot be split here: one part would be empty. Put the "
                              "caret where the second story begins"));
      return NULL;
    }

  id = bs_document_new_id (document, "/stories", "s");
  rest = make_rest (node, id, (guint) place, offset);
  bs_document_begin (document, _ ("Split Story"), NULL);
  if (cut_off (document, story, (guint) place, offset, error))
    made = insert_after (document, story, id, rest, error);
  finish (document, made != NULL);

  return g_steal_pointer (&made);
}
