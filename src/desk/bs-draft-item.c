/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-draft-item.h"

#include "bs-config.h"
#include "bs-desk-error.h"
#include "import/bs-ninjs.h"
#include "model/bs-issue.h"
#include "model/bs-json.h"
#include "model/bs-media-name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MEDIA_URN "urn:broadsheet:media:"
#define DIGEST_CHARACTERS 64
#define MAX_LINE_CHARACTERS 500 /* of a headline, a name, a tag */
#define MAX_ERRORS 20

typedef struct
{
  GPtrArray *errors;
  GHashTable *media; /* SHA-256s */
  glong characters;  /* of all texts so far */
} Check;

BsNode *
bs_draft_item_new (const BsNode *issue, const char *story_id, const char *uri, GDateTime *when)
{
  return bs_ninjs_make_item (issue, story_id, uri, when);
}

static void
refuse (Check *check, const char *path, const char *message)
{
  if (check->errors->len < MAX_ERRORS)
    g_ptr_array_add (check->errors, g_strconcat (path, "\n", message, NULL));
}

/* Every string that is anywhere in the item counts, whether we know the member or not. */
static void
count_texts (Check *check, const BsNode *node)
{
  if (bs_node_get_kind (node) == BS_NODE_STRING)
    check->characters += g_utf8_strlen (bs_node_get_string (node), -1);
  for (guint i = 0; i < bs_node_get_length (node); i++)
    count_texts (check, bs_node_get_element (node, i));
}

static void
check_lines (Check *check, const BsNode *list, const char *member, const char *key)
{
  for (guint i = 0; i < bs_node_get_length (list); i++)
    {
      const char *text = bs_node_get_text (bs_node_get_element (list, i), key);
      g_autofree char *path = NULL;

      if (g_utf8_strlen (text, -1) <= MAX_LINE_CHARACTERS)
        continue;
      path = g_strdup_printf ("/%s/%u/%s", member, i, key);
      refuse (check, path, _ ("This is longer than a line of this kind may be. Shorten it"));
    }
}

/* "urn:broadsheet:media:SHA.jpg" → SHA */
static char *
read_media (const char *href)
{
  const char *name = href + strlen (MEDIA_URN);

  if (!g_str_has_prefix (href, MEDIA_URN) || !bs_media_name_is_valid (name))
    return NULL;

  return g_strndup (name, DIGEST_CHARACTERS);
}

static void
check_photo (Check *check, const BsNode *photo, guint index)
{
  const BsNode *renditions = bs_node_get_member (photo, "renditions");
  g_autofree char *path = g_strdup_printf ("/associations/%u", index);
  g_autofree char *sha = NULL;

  if (strcmp (bs_node_get_text (photo, "rel"), "photo") != 0
      || strcmp (bs_node_get_text (photo, "type"), "picture") != 0)
    {
      refuse (check, path, _ ("Only photos may go with a draft. Take this out"));
      return;
    }
  sha = read_media (bs_node_get_text (bs_node_get_element (renditions, 0), "href"));
  if (sha == NULL || bs_node_get_length (renditions) != 1)
    {
      refuse (check, path, _ ("This photo does not say which file it is. Add the photo again"));
      return;
    }
  g_hash_table_add (check->media, g_steal_pointer (&sha));
}

static void
check_item (Check *check, const BsNode *item)
{
  const BsNode *associations = bs_node_get_member (item, "associations");
  const char *uri = bs_node_get_text (item, "uri");

  if (bs_node_get_kind (item) != BS_NODE_OBJECT
      || strcmp (bs_node_get_text (item, "type"), "text") != 0)
    {
      refuse (check, "/type", _ ("This is not a story. Send a ninjs item of the type “text”"));
      return;
    }
  if (*uri == '\0' || strlen (uri) > MAX_LINE_CHARACTERS)
    refuse (check, "/uri", _ ("The item has no name of its own. Give it a short “uri”"));

  count_texts (check, item);
  if (check->characters > BS_DRAFT_MAX_CHARACTERS)
    refuse (check, "/bodies", _ ("The draft is longer than the desk takes. Split it"));
  check_lines (check, bs_node_get_member (item, "headlines"), "headlines", "value");
  check_lines (check, bs_node_get_member (item, "people"), "people", "name");
  check_lines (check, bs_node_get_member (item, "subjects"), "subjects", "name");

  if (bs_node_get_length (associations) > BS_DRAFT_MAX_PHOTOS)
    refuse (check, "/associations",
            _ ("There are more photos than a draft may have. Send two drafts"));
  for (guint i = 0; i < MIN (bs_node_get_length (associations), BS_DRAFT_MAX_PHOTOS); i++)
    check_photo (check, bs_node_get_element (associations, i), i);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static BsDraftFacts *
collect_facts (Check *check, BsNode *item)
{
  const BsNode *headlines = bs_node_get_member (item, "headlines");
  const char *body = bs_ninjs_find_text (bs_node_get_member (item, "bodies"), "role", "main",
                                         "value");
  BsDraftFacts *facts = g_new0 (BsDraftFacts, 1);
  gpointer *names;
  guint n = 0;

  facts->uri = bs_node_get_text (item, "uri");
  facts->item = bs_node_ref (item);
  facts->headline = g_strdup (bs_ninjs_find_text (headlines, "role", "main", "value"));
  facts->section = g_strdup (
    bs_ninjs_find_text (bs_node_get_member (item, "subjects"), "rel", "section", "name"));
  facts->characters = bs_text_count_characters (body);
  names = g_hash_table_get_keys_as_array (check->media, &n);
  facts->media = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    facts->media[i] = g_strdup (names[i]);
  qsort (facts->media, n, sizeof (char *), compare_names);
  g_free (names);

  return facts;
}

/**
 * bs_draft_facts_new:
 * @text: JSON, as it came
 * @errors: (element-type utf8): gets "PATH\nMESSAGE" for each thing that is wrong with the content
 *
 * Returns: (transfer full) (nullable): %NULL with %BS_DESK_ERROR_CONTENT, %BS_DESK_ERROR_TOO_LARGE or,
 *   where @text is no JSON, an error of %BS_MODEL_ERROR
 */
BsDraftFacts *
bs_draft_facts_new (const char *text, gsize length, GPtrArray *errors, GError **error)
{
  Check check = { .errors = errors };
  g_autoptr (BsNode) item = NULL;
  BsDraftFacts *facts = NULL;

  if (length > BS_DRAFT_MAX_BYTES)
    {
      g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_TOO_LARGE,
                           _ ("The draft is larger than the desk takes. Split it"));
      return NULL;
    }
  item = bs_json_parse_deep (_ ("The draft"), text, length, BS_DRAFT_MAX_DEPTH, error);
  if (item == NULL)
    return NULL;

  check.media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  check_item (&check, item);
  if (errors->len == 0)
    {
      facts = collect_facts (&check, item);
      if (*facts->headline == '\0' && facts->characters == 0)
        refuse (&check, "/headlines", _ ("The draft is empty. Write a headline or some text"));
    }
  if (errors->len > 0)
    {
      g_clear_pointer (&facts, bs_draft_facts_free);
      g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_CONTENT,
                   _ ("The desk cannot take this draft: %s"),
                   strchr (g_ptr_array_index (errors, 0), '\n') + 1);
    }
  g_hash_table_unref (check.media);

  return facts;
}

void
bs_draft_facts_free (BsDraftFacts *facts)
{
  bs_node_unref (facts->item);
  g_free (facts->headline);
  g_free (facts->section);
  g_strfreev (facts->media);
  g_free (facts);
}
