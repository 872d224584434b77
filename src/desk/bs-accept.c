/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-accept.h"

#include "bs-config.h"
#include "bs-desk-error.h"
#include "import/bs-ninjs.h"
#include "model/bs-issue.h"
#include "model/bs-json.h"
#include "model/bs-media-name.h"
#include "model/bs-story-edit.h"
#include "model/bs-story-merge.h"
#include "model/bs-version.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* No id that an issue would keep, so that story and photos get the issue's own. */
#define STORY_URI "urn:broadsheet:submission:0"
#define MEDIA_URN "urn:broadsheet:media:"

/* What of an item becomes part of an issue: the rest is the desk's to say, or nobody's. */
static const char *const story_keys[] = { "standard",     "type",        "profile", "language",
                                          "headlines",    "by",          "people",  "genres",
                                          "subjects",     "infoSources", "bodies",  "edNote",
                                          "descriptions", NULL };
static const char *const photo_keys[] = { "standard",       "type",       "profile",
                                          "language",       "by",         "people",
                                          "descriptions",   "renditions", "genres",
                                          "contentCreated", NULL };
static const char *const text_members[] = { "kicker",   "headline", "deck",       "flag",
                                            "dateline", "bylines",  "paragraphs", "sponsor" };

static void
copy_member (BsNodeBuilder *builder, const BsNode *node, const char *key)
{
  const BsNode *value = bs_node_get_member (node, key);

  if (value != NULL)
    bs_node_builder_set (builder, key, bs_node_ref (value));
}

static BsNode *
flatten_story (const BsNode *item)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();

  bs_node_builder_set_text (builder, "uri", STORY_URI);
  for (guint i = 0; story_keys[i] != NULL; i++)
    if (strcmp (story_keys[i], "subjects") == 0)
      bs_node_builder_set (builder, "subjects",
                           bs_ninjs_keep_wishes (bs_node_get_member (item, "subjects")));
    else
      copy_member (builder, item, story_keys[i]);

  return bs_node_builder_end (builder);
}

static BsNode *
flatten_photo (const BsNode *photo)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  BsNodeBuilder *associations = bs_node_builder_new_array ();
  BsNodeBuilder *owner = bs_node_builder_new_object ();

  bs_node_builder_set_text (builder, "uri", STORY_URI);
  for (guint i = 0; photo_keys[i] != NULL; i++)
    copy_member (builder, photo, photo_keys[i]);
  bs_node_builder_set_text (owner, "rel", "story");
  bs_node_builder_set_text (owner, "uri", STORY_URI);
  bs_node_builder_add (associations, bs_node_builder_end (owner));
  bs_node_builder_set (builder, "associations", bs_node_builder_end (associations));

  return bs_node_builder_end (builder);
}

/* The item and its photos one after the other, as bs_ninjs_import() takes them. */
static GBytes *
flatten (const BsSubmission *submission)
{
  const BsNode *photos = bs_node_get_member (submission->item, "associations");
  BsNodeBuilder *list = bs_node_builder_new_array ();
  g_autoptr (BsNode) items = NULL;
  gsize length = 0;
  char *text;

  bs_node_builder_add (list, flatten_story (submission->item));
  for (guint i = 0; i < bs_node_get_length (photos); i++)
    bs_node_builder_add (list, flatten_photo (bs_node_get_element (photos, i)));
  items = bs_node_builder_end (list);
  text = bs_json_write (items, BS_JSON_COMPACT, &length);

  return g_bytes_new_take (text, length);
}

static const char *
get_media (const BsNode *photo)
{
  const BsNode *rendition = bs_node_get_element (bs_node_get_member (photo, "renditions"), 0);
  const char *href = bs_node_get_text (rendition, "href");

  if (!g_str_has_prefix (href, MEDIA_URN))
    return NULL;
  href += strlen (MEDIA_URN);

  return bs_media_name_is_valid (href) ? href : NULL;
}

/**
 * bs_accept_list_media:
 *
 * Returns: (transfer full) (element-type utf8): names of files, each once
 */
GPtrArray *
bs_accept_list_media (const BsSubmission *submission)
{
  const BsNode *photos = bs_node_get_member (submission->item, "associations");
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const char *name = get_media (bs_node_get_element (photos, i));

      if (name != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (name));
    }

  return names;
}

const BsNode *
bs_accept_find_story (const BsNode *issue, const char *submission_id)
{
  const BsNode *stories = bs_issue_get_stories (issue);

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);
      const BsNode *origin = bs_node_get_member (story, "submission");

      if (origin != NULL && strcmp (bs_node_get_text (origin, "id"), submission_id) == 0)
        return story;
    }

  return NULL;
}

static gboolean
set_member (BsDocument *document, const char *list, const char *id, const char *member,
            const BsNode *value, GError **error)
{
  g_autofree char *path = bs_issue_dup_path (list, id, member);

  return bs_document_set_node (document, path, value, error);
}

static gboolean
set_origin (BsDocument *document, const char *story_id, const BsSubmission *submission,
            GError **error)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  g_autoptr (BsNode) origin = NULL;

  bs_node_builder_set_text (builder, "id", submission->id);
  bs_node_builder_set_number (builder, "version", submission->version);
  bs_node_builder_set_text (builder, "author", submission->author);
  origin = bs_node_builder_end (builder);

  return set_member (document, "story", story_id, "submission", origin, error);
}

static gboolean
has_text (const BsNode *array, const char *text)
{
  for (guint i = 0; i < bs_node_get_length (array); i++)
    if (strcmp (bs_node_get_string (bs_node_get_element (array, i)), text) == 0)
      return TRUE;

  return FALSE;
}

/* Those of the story stay, those of @more that it lacks come last. */
static gboolean
add_tags (BsDocument *document, const char *story_id, const char *const *more, GError **error)
{
  const BsNode *story = bs_issue_get_story (bs_document_get_root (document), story_id);
  const BsNode *tags = bs_node_get_member (story, "tags");
  BsNodeBuilder *builder = bs_node_builder_new_array ();
  g_autoptr (BsNode) all = NULL;

  for (guint i = 0; i < bs_node_get_length (tags); i++)
    bs_node_builder_add (builder, bs_node_ref (bs_node_get_element (tags, i)));
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    if (!has_text (tags, more[i]))
      bs_node_builder_add (builder, bs_node_new_string (more[i]));
  all = bs_node_builder_end (builder);

  return bs_node_get_length (all) == 0
         || set_member (document, "story", story_id, "tags", all, error);
}

static gboolean
set_section (BsDocument *document, const char *story_id, const char *section, GError **error)
{
  g_autoptr (BsNode) value = NULL;

  if (section == NULL)
    return TRUE;
  value = bs_node_new_string (section);

  return set_member (document, "story", story_id, "section", value, error);
}

static char *
import_story (BsDocument *document, const BsSubmission *submission, const char *page,
              GError **error)
{
  g_autoptr (GBytes) bytes = flatten (submission);
  g_autoptr (BsImportReport) report = bs_ninjs_import (
    document, bytes, submission->headline != NULL ? submission->headline : "", page, error);

  for (guint i = 0; report != NULL && i < report->entries->len; i++)
    {
      const BsImportEntry *entry = g_ptr_array_index (report->entries, i);

      if (entry->kind == BS_IMPORT_STORY)
        return g_strdup (entry->id);
    }
  if (report != NULL)
    g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_CONTENT,
                         _ ("This submission holds no story. Return it to its author"));

  return NULL;
}

static gboolean
check_item (const BsSubmission *submission, GError **error)
{
  if (submission->item != NULL)
    return TRUE;
  g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_SERVICE,
                       _ ("The submission has come without its text. Open it again"));

  return FALSE;
}

/**
 * bs_accept_submission:
 *
 * Returns: (transfer full) (nullable): the story's id; %NULL, and the document is as before
 */
char *
bs_accept_submission (BsDocument *document, const BsSubmission *submission,
                      const BsAcceptPlace *place, GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (BS_IS_DOCUMENT (document), NULL);

  if (!check_item (submission, error))
    return NULL;

  label = g_strdup_printf (_ ("Accept “%s”"), submission->headline);
  bs_document_begin (document, label, NULL);
  id = import_story (document, submission, place->page != NULL ? place->page : "", error);
  if (id == NULL || !set_section (document, id, place->section, error)
      || !add_tags (document, id, place->tags, error)
      || !set_origin (document, id, submission, error))
    {
      bs_document_cancel (document);
      return NULL;
    }
  bs_document_end (document);

  return g_steal_pointer (&id);
}

/* Photos are in no folder yet: what the item says of their files is believed, for a picture of how
 * it will be. */
static BsNode *
name_files (const BsNode *issue, const BsNode *item)
{
  const BsNode *photos = bs_issue_get_photos (issue);
  const BsNode *sources = bs_node_get_member (item, "associations");
  g_autoptr (BsNode) list = bs_node_ref (photos);

  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const char *name = get_media (bs_node_get_element (sources, i));
      g_autoptr (BsNode) file = name != NULL ? bs_node_new_string (name) : NULL;
      g_autoptr (BsNode) named = bs_node_with_member (bs_node_get_element (photos, i), "file",
                                                      file);
      BsNode *next = bs_node_with_replaced (list, i, named);

      bs_node_unref (list);
      list = next;
    }

  return bs_node_with_member (issue, "photos", list);
}

BsNode *
bs_accept_preview (BsEnvironment *environment, const BsSubmission *submission, GError **error)
{
  const BsNewIssue empty = { .name = "" };
  g_autoptr (BsDocument) document = NULL;
  g_autofree char *id = NULL;

  if (!check_item (submission, error))
    return NULL;
  document = bs_document_new (environment, &empty);
  id = import_story (document, submission, "", error);
  if (id == NULL || !set_origin (document, id, submission, error))
    return NULL;
  if (bs_node_get_length (bs_issue_get_photos (bs_document_get_root (document))) == 0)
    return bs_node_ref (bs_document_get_root (document));

  return name_files (bs_document_get_root (document), submission->item);
}

/* The story's photo with that file; NULL: none. */
static const BsNode *
find_photo (const BsNode *issue, const char *story_id, const char *file)
{
  const BsNode *photos = bs_issue_get_photos (issue);

  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);

      if (strcmp (bs_node_get_text (photo, "story"), story_id) == 0
          && strcmp (bs_node_get_text (photo, "file"), file) == 0)
        return photo;
    }

  return NULL;
}

static gboolean
add_photo (BsDocument *document, const BsNode *story, const BsNode *photo, GError **error)
{
  g_autofree char *id = bs_document_new_id (document, "/photos", "p");
  g_autoptr (BsNode) name = bs_node_new_string (id);
  g_autoptr (BsNode) owner = bs_node_new_string (bs_node_get_text (story, "id"));
  g_autoptr (BsNode) named = bs_node_with_member (photo, "id", name);
  g_autoptr (BsNode) owned = bs_node_with_member (named, "story", owner);
  g_autoptr (BsNode) placed = bs_node_with_member (owned, "page",
                                                   bs_node_get_member (story, "page"));

  return bs_document_insert (document, "/photos", -1, placed, error);
}

/* Photos the newer version lacks stay: an editor may have placed them. */
static gboolean
take_photos (BsDocument *document, const char *story_id, const BsNode *photos, GError **error)
{
  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *issue = bs_document_get_root (document);
      const BsNode *photo = bs_node_get_element (photos, i);
      const BsNode *old = find_photo (issue, story_id, bs_node_get_text (photo, "file"));

      if (old == NULL)
        {
          if (!add_photo (document, bs_issue_get_story (issue, story_id), photo, error))
            return FALSE;
        }
      else
        {
          g_autofree char *id = g_strdup (bs_node_get_text (old, "id"));

          if (!set_member (document, "photo", id, "caption", bs_node_get_member (photo, "caption"),
                           error)
              || !set_member (document, "photo", id, "credits",
                              bs_node_get_member (photo, "credits"), error))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
take_text (BsDocument *document, const char *story_id, const BsNode *story, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_members); i++)
    if (!set_member (document, "story", story_id, text_members[i],
                     bs_node_get_member (story, text_members[i]), error))
      return FALSE;

  return TRUE;
}

static BsNode *
take_whole (BsDocument *document, const char *story_id, const BsNode *newer)
{
  g_autoptr (BsNode) story = bs_story_align (bs_issue_get_story (bs_document_get_root (document),
                                                                 story_id),
                                             bs_node_get_element (bs_issue_get_stories (newer), 0));

  return bs_node_with_member (story, "photos", bs_issue_get_photos (newer));
}

/**
 * bs_accept_merged:
 * @story_id: the story that came from an older version of @submission
 * @text: (nullable): what its text becomes, with "photos", those that are taken over
 *   (bs_story_merge_build()); %NULL: all of @submission
 *
 * Returns: %TRUE if done; %FALSE, and the document is as before
 */
gboolean
bs_accept_merged (BsDocument *document, BsEnvironment *environment, const char *story_id,
                  const BsSubmission *submission, const BsNode *text, GError **error)
{
  g_autoptr (BsNode) newer = NULL;
  g_autoptr (BsNode) whole = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (BS_IS_DOCUMENT (document), FALSE);

  if (text == NULL)
    {
      newer = bs_accept_preview (environment, submission, error);
      if (newer == NULL)
        return FALSE;
      text = whole = take_whole (document, story_id, newer);
    }

  label = g_strdup_printf (_ ("Take the Newer Version of “%s”"), submission->headline);
  bs_document_begin (document, label, NULL);
  if (!bs_version_keep (document, story_id, BS_VERSION_IMPORT, error)
      || !take_text (document, story_id, text, error)
      || !take_photos (document, story_id, bs_node_get_member (text, "photos"), error)
      || !set_origin (document, story_id, submission, error))
    {
      bs_document_cancel (document);
      return FALSE;
    }
  bs_document_end (document);

  return TRUE;
}

/* As bs_accept_merged(), with all of the newer version's text. */
gboolean
bs_accept_newer (BsDocument *document, BsEnvironment *environment, const char *story_id,
                 const BsSubmission *submission, GError **error)
{
  return bs_accept_merged (document, environment, story_id, submission, NULL, error);
}

/**
 * bs_accept_take_out:
 *
 * Returns: %TRUE if done; %FALSE, and the document is as before
 */
gboolean
bs_accept_take_out (BsDocument *document, const char *story_id, GError **error)
{
  const char *const stories[] = { story_id, NULL };
  const BsNode *photos = bs_issue_get_photos (bs_document_get_root (document));
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  BsStoriesDeleted deleted;
  gboolean done;

  g_return_val_if_fail (BS_IS_DOCUMENT (document), FALSE);

  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);

      if (strcmp (bs_node_get_text (photo, "story"), story_id) == 0)
        g_ptr_array_add (paths, bs_issue_dup_path ("photo", bs_node_get_text (photo, "id"), NULL));
    }

  bs_document_begin (document, _ ("Take Out Submission"), NULL);
  done = bs_stories_delete (document, stories, &deleted, error);
  for (guint i = 0; i < paths->len && done; i++)
    done = bs_document_remove (document, g_ptr_array_index (paths, i), error);
  if (done)
    bs_document_end (document);
  else
    bs_document_cancel (document);

  return done;
}
