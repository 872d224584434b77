/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-version.h"

#include "bs-config.h"
#include "bs-issue.h"

#include <string.h>

/* A sitting ends with a pause of so many seconds. */
#define SITTING_PAUSE (45 * 60)
/* More than these are thinned out. */
#define MAX_VERSIONS 30

/* What a version keeps of a story: what is printed. Tags, page and the like are not its text. */
static const char *const members[] = { "kicker",   "headline", "deck",       "flag",
                                       "dateline", "bylines",  "paragraphs", "sponsor" };

typedef struct
{
  BsEnvironment *environment;
  char *author;
  char *since;       /* as in the file */
  gint64 last_edit;  /* monotonic, microseconds */
  GHashTable *begun; /* set of stories that had no text when this sitting came to them */
} Sitting;

static void
sitting_free (Sitting *sitting)
{
  g_clear_object (&sitting->environment);
  g_free (sitting->author);
  g_free (sitting->since);
  g_hash_table_unref (sitting->begun);
  g_free (sitting);
}

static GQuark
sitting_quark (void)
{
  return g_quark_from_static_string ("bs-version-sitting");
}

static Sitting *
get_sitting (BsDocument *document)
{
  return g_object_get_qdata (G_OBJECT (document), sitting_quark ());
}

static char *
dup_now (BsEnvironment *environment)
{
  g_autoptr (GDateTime) now = bs_environment_now (environment);
  g_autoptr (GDateTime) utc = g_date_time_to_utc (now);

  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

void
bs_version_begin_sitting (BsDocument *document, BsEnvironment *environment, const char *author)
{
  Sitting *sitting;

  g_return_if_fail (BS_IS_DOCUMENT (document));

  sitting = g_new0 (Sitting, 1);
  sitting->environment = g_object_ref (environment);
  sitting->author = g_strdup (author);
  sitting->since = dup_now (environment);
  sitting->last_edit = g_get_monotonic_time ();
  sitting->begun = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_object_set_qdata_full (G_OBJECT (document), sitting_quark (), sitting,
                           (GDestroyNotify) sitting_free);
}

const BsNode *
bs_story_get_versions (const BsNode *story)
{
  return bs_node_get_member (story, "versions");
}

static const BsNode *
get_last (const BsNode *versions)
{
  guint n = bs_node_get_length (versions);

  return n > 0 ? bs_node_get_element (versions, n - 1) : NULL;
}

/* Absent, "" and [] are the same. */
static gboolean
same_member (const BsNode *a, const BsNode *b, const char *name)
{
  const BsNode *first = bs_node_get_member (a, name);
  const BsNode *second = bs_node_get_member (b, name);
  gboolean first_empty = bs_node_get_length (first) == 0 && *bs_node_get_string (first) == '\0';
  gboolean second_empty = bs_node_get_length (second) == 0 && *bs_node_get_string (second) == '\0';

  return first == second || (first_empty && second_empty)
         || (first != NULL && second != NULL && bs_node_equal (first, second));
}

static gboolean
says_the_same (const BsNode *a, const BsNode *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (!same_member (a, b, members[i]))
      return FALSE;

  return TRUE;
}

static gboolean
is_empty (const BsNode *story)
{
  return *bs_node_get_text (story, "headline") == '\0'
         && *bs_node_get_text (story, "kicker") == '\0' && *bs_node_get_text (story, "deck") == '\0'
         && bs_story_count_characters (story) == 0;
}

static BsNode *
make_version (const Sitting *sitting, const BsNode *story, const char *id, const char *reason)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  g_autofree char *now = dup_now (sitting->environment);

  bs_node_builder_set_text (builder, "id", id);
  bs_node_builder_set_text (builder, "time", now);
  bs_node_builder_set_text (builder, "author", sitting->author);
  bs_node_builder_set_text (builder, "reason", reason);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const BsNode *value = bs_node_get_member (story, members[i]);

      if (value != NULL)
        bs_node_builder_set (builder, members[i], bs_node_ref (value));
    }

  return bs_node_builder_end (builder);
}

/* --- Thinning --- */

static gint64
read_time (const BsNode *version)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (bs_node_get_text (version, "time"),
                                                             NULL);

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

/* The one that is missed least: closest in time to the one before it, and neither the first nor
 * asked for by a person. */
static int
find_dispensable (const BsNode *versions)
{
  gint64 least = G_MAXINT64;
  int found = -1;

  for (guint i = 1; i + 1 < bs_node_get_length (versions); i++)
    {
      const BsNode *version = bs_node_get_element (versions, i);
      gint64 gap = read_time (version) - read_time (bs_node_get_element (versions, i - 1));

      if (strcmp (bs_node_get_text (version, "reason"), BS_VERSION_KEPT) != 0 && gap < least)
        {
          least = gap;
          found = (int) i;
        }
    }

  return found;
}

static gboolean
thin (BsDocument *document, const char *story, GError **error)
{
  const BsNode *versions = bs_story_get_versions (
    bs_issue_get_story (bs_document_get_root (document), story));
  g_autofree char *path = NULL;
  int index;

  if (bs_node_get_length (versions) <= MAX_VERSIONS)
    return TRUE;
  index = find_dispensable (versions);
  if (index < 0)
    return TRUE;

  path = g_strdup_printf ("/stories/%s/versions/%s", story,
                          bs_node_get_text (bs_node_get_element (versions, (guint) index), "id"));

  return bs_document_remove (document, path, error);
}

/* --- Keeping --- */

gboolean
bs_version_keep (BsDocument *document, const char *story, const char *reason, GError **error)
{
  Sitting *sitting;
  g_autoptr (BsNode) node = NULL; /* must stay as it is while the list for it is made */
  const BsNode *versions;
  g_autofree char *list = NULL;
  g_autofree char *id = NULL;
  g_autoptr (BsNode) version = NULL;

  g_return_val_if_fail (BS_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (story != NULL && reason != NULL, FALSE);

  sitting = get_sitting (document);
  node = bs_node_ref (bs_issue_get_story (bs_document_get_root (document), story));
  versions = bs_story_get_versions (node);
  if (sitting == NULL || node == NULL || is_empty (node)
      || (get_last (versions) != NULL && says_the_same (get_last (versions), node)))
    return TRUE;

  list = g_strdup_printf ("/stories/%s/versions", story);
  if (versions == NULL)
    {
      g_autoptr (BsNode) empty = bs_node_builder_end (bs_node_builder_new_array ());

      if (!bs_document_set_node (document, list, empty, error))
        return FALSE;
    }
  id = bs_document_new_id (document, list, "v");
  version = make_version (sitting, node, id, reason);

  return bs_document_insert (document, list, -1, version, error) && thin (document, story, error);
}

/* What undo took back is no longer among the versions, and so the next edit keeps it again. */
gboolean
bs_version_keep_for_edit (BsDocument *document, const char *story, GError **error)
{
  Sitting *sitting = get_sitting (document);
  const BsNode *node = bs_issue_get_story (bs_document_get_root (document), story);
  const BsNode *last;
  gint64 now;

  if (sitting == NULL || node == NULL)
    return TRUE;

  now = g_get_monotonic_time ();
  if (now - sitting->last_edit > SITTING_PAUSE * G_TIME_SPAN_SECOND)
    {
      g_free (sitting->since);
      sitting->since = dup_now (sitting->environment);
      g_hash_table_remove_all (sitting->begun);
    }
  sitting->last_edit = now;
  if (is_empty (node))
    g_hash_table_add (sitting->begun, g_strdup (story));
  if (g_hash_table_contains (sitting->begun, story))
    return TRUE;
  last = get_last (bs_story_get_versions (node));
  if (last != NULL && strcmp (bs_node_get_text (last, "time"), sitting->since) >= 0)
    return TRUE;

  return bs_version_keep (document, story, BS_VERSION_EDIT, error);
}

gboolean
bs_version_restore (BsDocument *document, const char *story, const char *version, GError **error)
{
  g_autoptr (BsNode) root = bs_node_ref (bs_document_get_root (document));
  const BsNode *node = bs_issue_get_story (root, story);
  const BsNode *kept = bs_node_find_by_id (bs_story_get_versions (node), version);

  g_return_val_if_fail (kept != NULL, FALSE);

  if (!bs_version_keep (document, story, BS_VERSION_RESTORE, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *path = g_strdup_printf ("/stories/%s/%s", story, members[i]);

      if (!same_member (node, kept, members[i])
          && !bs_document_set_node (document, path, bs_node_get_member (kept, members[i]), error))
        return FALSE;
    }

  return TRUE;
}
