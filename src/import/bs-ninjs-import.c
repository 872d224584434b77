/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-ninjs.h"

#include "bs-config.h"
#include "bs-copy-marks.h"
#include "bs-import-private.h"
#include "bs-markup-reader.h"
#include "bs-page-import-private.h"
#include "bs-text-decoder.h"

#include "model/bs-issue.h"
#include "model/bs-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NINJS_MAX_DEPTH 32
#define MAX_ITEMS 20000
#define MAX_ID_CHARACTERS 40

typedef struct
{
  BsDocument *document;
  BsImportReport *report;
  const char *name;
  const char *page; /* the caller's, or NULL */
  BsCopyMarks *marks;
  GHashTable *ids; /* id in the source → id in the document */
} Import;

static void
replace_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* The @text member of the first element whose @key is @word; "" if there is none. */
const char *
bs_ninjs_find_text (const BsNode *list, const char *key, const char *word, const char *text)
{
  for (guint i = 0; i < bs_node_get_length (list); i++)
    if (strcmp (bs_node_get_text (bs_node_get_element (list, i), key), word) == 0)
      return bs_node_get_text (bs_node_get_element (list, i), text);

  return "";
}

/* "urn:broadsheet:ISSUE:s3" → "s3"; of other addresses the part after the last slash. */
static char *
id_of_uri (const char *uri)
{
  const char *colon = strrchr (uri, ':');
  const char *slash = strrchr (uri, '/');
  const char *last = MAX (colon, slash);

  return g_uri_unescape_string (last != NULL ? last + 1 : uri, "/");
}

static gboolean
is_good_id (const char *id)
{
  if (id == NULL || !g_ascii_isalpha (*id) || strlen (id) > MAX_ID_CHARACTERS)
    return FALSE;
  for (; *id != '\0'; id++)
    if (!g_ascii_isalnum (*id) && *id != '-' && *id != '_')
      return FALSE;

  return TRUE;
}

/* The item keeps its id where that is free, so that what refers to it still does. */
static char *
choose_id (Import *import, const BsNode *node, gboolean is_photo)
{
  const char *path = is_photo ? "/photos" : "/stories";
  const BsNode *root = bs_document_get_root (import->document);
  const BsNode *list = is_photo ? bs_issue_get_photos (root) : bs_issue_get_stories (root);
  g_autofree char *wanted = id_of_uri (bs_node_get_text (node, "uri"));
  char *id;

  if (is_good_id (wanted) && bs_node_find_by_id (list, wanted) == NULL)
    id = g_strdup (wanted);
  else
    id = bs_document_new_id (import->document, path, is_photo ? "p" : "s");
  if (wanted != NULL && !is_photo)
    g_hash_table_insert (import->ids, g_steal_pointer (&wanted), g_strdup (id));

  return id;
}

static const char *
choose_page (Import *import, const BsNode *node)
{
  const BsNode *root = bs_document_get_root (import->document);
  const char *page = bs_ninjs_find_text (bs_node_get_member (node, "subjects"), "rel", "page",
                                         "name");

  if (import->page != NULL)
    return import->page;

  return bs_issue_get_page (root, page) != NULL ? page : import->report->page;
}

static void
read_headlines (const BsNode *node, BsImportItem *item)
{
  const BsNode *headlines = bs_node_get_member (node, "headlines");

  replace_text (&item->headline, bs_ninjs_find_text (headlines, "role", "main", "value"));
  replace_text (&item->kicker, bs_ninjs_find_text (headlines, "role", "kicker", "value"));
  replace_text (&item->deck, bs_ninjs_find_text (headlines, "role", "deck", "value"));
  if (*item->headline == '\0' && *item->kicker == '\0' && *item->deck == '\0')
    replace_text (&item->headline, bs_node_get_text (bs_node_get_element (headlines, 0), "value"));
}

static void
read_plain (const char *text, GPtrArray *paragraphs)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_ptr_array_add (paragraphs, bs_import_paragraph_new (FALSE, lines[i], 0, 100));
}

static void
read_bodies (const BsNode *node, BsImportItem *item)
{
  const BsNode *bodies = bs_node_get_member (node, "bodies");
  const BsNode *best = bs_node_get_element (bodies, 0);
  const char *type;

  for (guint i = 0; i < bs_node_get_length (bodies); i++)
    {
      const BsNode *body = bs_node_get_element (bodies, i);

      if (strstr (bs_node_get_text (body, "contentType"), "html") != NULL)
        {
          best = body;
          break;
        }
    }

  type = bs_node_get_text (best, "contentType");
  if (strstr (type, "html") != NULL)
    bs_markup_read (bs_node_get_text (best, "value"), item->paragraphs);
  else
    read_plain (bs_node_get_text (best, "value"), item->paragraphs);
}

static char **
read_names (const BsNode *node, const char *rel)
{
  const BsNode *people = bs_node_get_member (node, "people");
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < bs_node_get_length (people); i++)
    {
      const BsNode *person = bs_node_get_element (people, i);

      if (strcmp (bs_node_get_text (person, "rel"), rel) == 0
          && *bs_node_get_text (person, "name") != '\0')
        g_ptr_array_add (names, g_strdup (bs_node_get_text (person, "name")));
    }
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (names, FALSE);
}

/* Our own items say how each byline was printed; of others' only the names are known. */
static void
read_bylines (Import *import, const BsNode *node, BsImportItem *item)
{
  const BsNode *descriptions = bs_node_get_member (node, "descriptions");
  g_auto (GStrv) names = read_names (node, "author");
  const char *by = bs_node_get_text (node, "by");

  for (guint i = 0; i < bs_node_get_length (descriptions); i++)
    {
      const BsNode *description = bs_node_get_element (descriptions, i);

      if (strcmp (bs_node_get_text (description, "role"), "byline") == 0)
        bs_copy_marks_byline (import->marks, bs_node_get_text (description, "value"),
                              item->bylines);
    }
  if (item->bylines->len > 0)
    return;
  if (names[0] == NULL && *by != '\0'
      && bs_copy_marks_byline (import->marks, by, item->bylines) != BS_BYLINE_NONE)
    return;
  if (names[0] == NULL && *by != '\0')
    g_ptr_array_add (item->bylines, bs_import_byline_new ("other", "", g_strsplit (by, "、", 20)));
  else if (names[0] != NULL)
    g_ptr_array_add (item->bylines, bs_import_byline_new ("other", "", g_steal_pointer (&names)));
}

static void
read_jump (const BsNode *node, const char *rel, char **field)
{
  replace_text (field,
                bs_ninjs_find_text (bs_node_get_member (node, "associations"), "rel", rel, "name"));
}

static BsNode *
with_member (BsNode *node, const char *key, BsNode *value)
{
  g_autoptr (BsNode) old = node;
  g_autoptr (BsNode) owned = value;

  return bs_node_with_member (old, key, owned);
}

static BsNode *
with_text (BsNode *node, const char *key, const char *text)
{
  return *text == '\0' ? node : with_member (node, key, bs_node_new_string (text));
}

static BsNode *
read_tags (const BsNode *subjects)
{
  BsNodeBuilder *tags = bs_node_builder_new_array ();

  for (guint i = 0; i < bs_node_get_length (subjects); i++)
    {
      const BsNode *subject = bs_node_get_element (subjects, i);

      if (strcmp (bs_node_get_text (subject, "rel"), "tag") == 0
          && *bs_node_get_text (subject, "name") != '\0')
        bs_node_builder_add (tags, bs_node_new_string (bs_node_get_text (subject, "name")));
    }

  return bs_node_builder_end (tags);
}

/* A section is given by its name; the document may call it otherwise. */
static const char *
find_section (BsDocument *document, const char *name)
{
  const BsNode *sections = bs_node_get_member (bs_document_get_root (document), "sections");

  for (guint i = 0; i < bs_node_get_length (sections); i++)
    {
      const BsNode *section = bs_node_get_element (sections, i);

      if (*name != '\0'
          && (strcmp (bs_node_get_text (section, "name"), name) == 0
              || strcmp (bs_node_get_text (section, "id"), name) == 0))
        return bs_node_get_text (section, "id");
    }

  return "";
}

/* What the reader of page text knows nothing of. */
static BsNode *
add_tagging (Import *import, BsNode *story, const BsNode *node)
{
  const BsNode *subjects = bs_node_get_member (node, "subjects");
  const char *status = bs_ninjs_find_text (subjects, "rel", "status", "name");
  BsNode *tags = read_tags (subjects);

  story = with_text (story, "section",
                     find_section (import->document,
                                   bs_ninjs_find_text (subjects, "rel", "section", "name")));
  if (bs_node_get_length (tags) > 0)
    story = with_member (story, "tags", tags);
  else
    bs_node_unref (tags);
  if (strcmp (status, "ready") == 0 || strcmp (status, "approved") == 0)
    story = with_text (story, "status", status);

  return with_text (story, "notes", bs_node_get_text (node, "edNote"));
}

static gboolean
import_story (Import *import, const BsNode *node, GError **error)
{
  BsImportItem *item = bs_import_item_new (BS_IMPORT_STORY, 0);
  const BsNode *sources = bs_node_get_member (node, "infoSources");
  const BsNode *descriptions = bs_node_get_member (node, "descriptions");
  const char *sponsor = bs_ninjs_find_text (sources, "role", "sponsor", "name");
  g_autofree char *id = choose_id (import, node, FALSE);
  gint64 urgency = bs_node_get_number (node, "urgency", 0);
  g_autoptr (BsNode) story = NULL;
  gboolean done;

  read_headlines (node, item);
  read_bodies (node, item);
  read_bylines (import, node, item);
  replace_text (&item->flag,
                bs_node_get_text (bs_node_get_element (bs_node_get_member (node, "genres"), 0),
                                  "name"));
  replace_text (&item->dateline, bs_ninjs_find_text (descriptions, "role", "dateline", "value"));
  replace_text (&item->sponsor, *sponsor != '\0'
                                  ? sponsor
                                  : bs_ninjs_find_text (sources, "rel", "sponsor", "name"));
  read_jump (node, "continuedFrom", &item->continued_from);
  read_jump (node, "continuedOn", &item->continued_on);

  /* Agencies use 1 to 9; 4 is the least that a page knows. */
  story = bs_import_build_story (item, id, choose_page (import, node), (int) CLAMP (urgency, 0, 4));
  story = add_tagging (import, g_steal_pointer (&story), node);
  done = bs_document_insert (import->document, "/stories", -1, story, error);
  if (done)
    bs_import_report_item (import->report, item, id);
  bs_import_item_free (item);

  return done;
}

static BsNode *
read_credits (const BsNode *node)
{
  const BsNode *descriptions = bs_node_get_member (node, "descriptions");
  g_auto (GStrv) names = read_names (node, "photographer");
  BsNodeBuilder *list = bs_node_builder_new_array ();
  guint next = 0;

  if (names[0] == NULL && *bs_node_get_text (node, "by") != '\0')
    {
      g_strfreev (names);
      names = g_strsplit (bs_node_get_text (node, "by"), "、", 20);
    }
  for (guint i = 0; names[i] != NULL; i++)
    {
      BsNodeBuilder *credit = bs_node_builder_new_object ();

      for (; next < bs_node_get_length (descriptions); next++)
        {
          const BsNode *description = bs_node_get_element (descriptions, next);

          if (strcmp (bs_node_get_text (description, "role"), "credit-title") != 0)
            continue;
          bs_node_builder_set_text (credit, "title", bs_node_get_text (description, "value"));
          next++;
          break;
        }
      bs_node_builder_set_text (credit, "name", names[i]);
      bs_node_builder_add (list, bs_node_builder_end (credit));
    }

  return bs_node_builder_end (list);
}

/* A picture that the document has already is used; nothing is fetched from anywhere. */
static BsNode *
add_rendition (Import *import, BsNode *photo, const BsNode *node)
{
  const BsNode *rendition = bs_node_get_element (bs_node_get_member (node, "renditions"), 0);
  g_autofree char *file = id_of_uri (bs_node_get_text (rendition, "href"));
  g_autoptr (GFile) media = NULL;

  if (file == NULL || *file == '\0' || strchr (file, '/') != NULL || *file == '.')
    return photo;
  media = bs_document_get_media (import->document, file);
  if (media == NULL || !g_file_query_exists (media, NULL))
    return photo;

  photo = with_text (photo, "file", file);
  if (bs_node_get_number (rendition, "width", 0) > 0)
    {
      photo = with_member (photo, "width",
                           bs_node_new_integer (bs_node_get_number (rendition, "width", 0)));
      photo = with_member (photo, "height",
                           bs_node_new_integer (bs_node_get_number (rendition, "height", 0)));
    }

  return photo;
}

static gboolean
import_photo (Import *import, const BsNode *node, GError **error)
{
  BsImportItem *item = bs_import_item_new (BS_IMPORT_CAPTION, 0);
  const BsNode *descriptions = bs_node_get_member (node, "descriptions");
  const char *caption = bs_ninjs_find_text (descriptions, "role", "caption", "value");
  g_autofree char *owner = id_of_uri (
    bs_ninjs_find_text (bs_node_get_member (node, "associations"), "rel", "story", "uri"));
  const char *story = owner != NULL ? g_hash_table_lookup (import->ids, owner) : NULL;
  g_autofree char *id = choose_id (import, node, TRUE);
  gint64 urgency = bs_node_get_number (node, "urgency", 0);
  g_autoptr (BsNode) photo = NULL;
  BsNode *credits = read_credits (node);
  gboolean done;

  if (*caption == '\0')
    caption = bs_node_get_text (bs_node_get_element (descriptions, 0), "value");
  replace_text (&item->caption, caption);
  replace_text (&item->pointer, bs_ninjs_find_text (descriptions, "role", "pointer", "value"));
  replace_text (&item->group,
                bs_node_get_text (bs_node_get_element (bs_node_get_member (node, "genres"), 0),
                                  "name"));

  photo = bs_import_build_photo (item, id, choose_page (import, node), story != NULL ? story : "");
  if (bs_node_get_length (credits) > 0)
    photo = with_member (g_steal_pointer (&photo), "credits", bs_node_ref (credits));
  bs_node_unref (credits);
  photo = with_text (g_steal_pointer (&photo), "taken", bs_node_get_text (node, "contentCreated"));
  photo = add_rendition (import, g_steal_pointer (&photo), node);
  if (urgency >= 1 && urgency <= 4)
    photo = with_member (g_steal_pointer (&photo), "priority", bs_node_new_integer (urgency));
  done = bs_document_insert (import->document, "/photos", -1, photo, error);
  if (done)
    bs_import_report_item (import->report, item, id);
  bs_import_item_free (item);

  return done;
}

static gboolean
is_type (const BsNode *node, const char *type)
{
  return strcmp (bs_node_get_text (node, "type"), type) == 0;
}

static gboolean
import_items (Import *import, GPtrArray *items, GError **error)
{
  /* Stories first, so that photos can name theirs. */
  for (guint i = 0; i < items->len; i++)
    if (!is_type (g_ptr_array_index (items, i), "picture")
        && (is_type (g_ptr_array_index (items, i), "text")
            || bs_node_get_length (bs_node_get_member (g_ptr_array_index (items, i), "bodies")) > 0)
        && !import_story (import, g_ptr_array_index (items, i), error))
      return FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      const BsNode *item = g_ptr_array_index (items, i);

      if (is_type (item, "picture"))
        {
          if (!import_photo (import, item, error))
            return FALSE;
        }
      else if (!is_type (item, "text")
               && bs_node_get_length (bs_node_get_member (item, "bodies")) == 0)
        g_ptr_array_add (import->report->set_aside,
                         g_strdup_printf ("%u: %s %s", i + 1, bs_node_get_text (item, "type"),
                                          bs_node_get_text (item, "uri")));
    }

  return TRUE;
}

static gboolean
add_item (GPtrArray *items, const char *name, const BsNode *node, GError **error)
{
  if (bs_node_get_kind (node) != BS_NODE_OBJECT || *bs_node_get_text (node, "uri") == '\0')
    {
      g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_SYNTAX,
                   _ ("%s: item %u is no ninjs item: it has no “uri”. Choose a ninjs file"), name,
                   items->len + 1);
      return FALSE;
    }
  if (items->len >= MAX_ITEMS)
    {
      g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_TOO_LARGE,
                   _ ("%s: has more than %d items. Split it"), name, MAX_ITEMS);
      return FALSE;
    }
  g_ptr_array_add (items, bs_node_ref (node));

  return TRUE;
}

/* One value that fills the text: an item, or a list of items. */
static gboolean
read_whole (GPtrArray *items, const char *name, const char *text, GError **error)
{
  g_autoptr (BsNode) root = bs_json_parse_deep (name, text, strlen (text), NINJS_MAX_DEPTH, error);

  if (root == NULL)
    return FALSE;
  if (bs_node_get_kind (root) != BS_NODE_ARRAY)
    return add_item (items, name, root, error);
  for (guint i = 0; i < bs_node_get_length (root); i++)
    if (!add_item (items, name, bs_node_get_element (root, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
read_lines (GPtrArray *items, const char *name, const char *text, GError **error)
{
  guint number = 1;

  for (const char *start = text; *start != '\0'; number++)
    {
      const char *end = strchr (start, '\n');
      gsize length = end != NULL ? (gsize) (end - start) : strlen (start);
      gsize blank = strspn (start, " \t\r");

      if (blank < length)
        {
          g_autofree char *where = g_strdup_printf (_ ("%s, item on line %u"), name, number);
          g_autoptr (BsNode) node = bs_json_parse_deep (where, start, length, NINJS_MAX_DEPTH,
                                                        error);

          if (node == NULL || !add_item (items, name, node, error))
            return FALSE;
        }
      start += length + (end != NULL);
    }

  return TRUE;
}

/* Items one a line begin and end on each; a single item may be spread over many lines. */
static gboolean
is_one_a_line (const char *text)
{
  const char *end;

  text += strspn (text, " \t\r\n");
  end = strchr (text, '\n');
  if (end == NULL)
    return FALSE;
  while (end > text && g_ascii_isspace (end[-1]))
    end--;

  return *text == '{' && end > text + 1 && end[-1] == '}';
}

static GPtrArray *
read_items (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_node_unref);
  g_autofree char *text = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length == 0 || length > BS_NINJS_LIMIT)
    {
      g_set_error (error, BS_IMPORT_ERROR,
                   length == 0 ? BS_IMPORT_ERROR_EMPTY : BS_IMPORT_ERROR_TOO_LARGE,
                   length == 0 ? _ ("%s: is empty. Choose a ninjs file")
                               : _ ("%s: is too large for ninjs. Split it"),
                   name);
      return NULL;
    }
  if (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  if (!g_utf8_validate (data, length, NULL))
    {
      g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_ENCODING,
                   _ ("%s: is not UTF-8, as JSON must be. Save it again as UTF-8"), name);
      return NULL;
    }

  text = g_strndup (data, length);
  if (is_one_a_line (text) ? !read_lines (items, name, text, error)
                           : !read_whole (items, name, text, error))
    return NULL;

  return g_steal_pointer (&items);
}

/**
 * bs_ninjs_import:
 * @bytes: one item, a list of items, or one item a line
 * @page: (nullable): where all go; %NULL: the page that an item names, else the first
 *
 * Takes in items of the types text and picture, from Broadsheet or others; items of other types
 * are set aside and reported. Ids are kept where they are free.
 *
 * Returns: (transfer full): what became of each; or %NULL, and the document is as before
 */
BsImportReport *
bs_ninjs_import (BsDocument *document, GBytes *bytes, const char *name, const char *page,
                 GError **error)
{
  g_autoptr (BsImportReport) report = NULL;
  g_autoptr (GPtrArray) items = NULL;
  Import import = { .document = document, .name = name };
  const char *fallback;
  gboolean done;

  g_return_val_if_fail (BS_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  fallback = bs_import_find_page (document, page, error);
  if (fallback == NULL)
    return NULL;
  items = read_items (bytes, name, error);
  if (items == NULL)
    return NULL;

  report = bs_import_report_new (name, BS_SOURCE_NINJS, fallback);
  import.report = report;
  import.page = page != NULL ? report->page : NULL;
  import.marks = bs_copy_marks_new ();
  import.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  bs_document_begin (document, _ ("Import"), NULL);
  done = import_items (&import, items, error);
  if (done)
    bs_document_end (document);
  else
    bs_document_cancel (document);
  bs_copy_marks_free (import.marks);
  g_hash_table_unref (import.ids);
  g_free (report->encoding);
  report->encoding = g_strdup ("UTF-8");

  return done ? g_steal_pointer (&report) : NULL;
}
