/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-ninjs.h"

#include "model/bs-issue.h"
#include "model/bs-json.h"

#include <string.h>

#define SCHEMA_URI "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"
#define DEFAULT_LANGUAGE "zh-Hans"
#define SLUG_CHARACTERS 24

typedef struct
{
  const BsNode *issue;
  char *urn;     /* "urn:broadsheet:ISSUE" */
  char *created; /* RFC 3339 */
  const char *language;
} Export;

static char *
escape_urn (const char *text)
{
  return g_uri_escape_string (text, NULL, FALSE);
}

/* urn:broadsheet:ISSUE:ID, or with @kind urn:broadsheet:ISSUE:KIND:ID */
static char *
make_urn (const Export *export, const char *kind, const char *id)
{
  g_autofree char *escaped = escape_urn (id);

  if (kind == NULL)
    return g_strconcat (export->urn, ":", escaped, NULL);

  return g_strconcat (export->urn, ":", kind, ":", escaped, NULL);
}

/* {KEY: @word, "name" or "value": @text}; nothing for no text. */
static void
add_pair (BsNodeBuilder *list, const char *key, const char *word, const char *text_key,
          const char *text)
{
  BsNodeBuilder *builder;

  if (*text == '\0')
    return;
  builder = bs_node_builder_new_object ();
  bs_node_builder_set_text (builder, key, word);
  bs_node_builder_set_text (builder, text_key, text);
  bs_node_builder_add (list, bs_node_builder_end (builder));
}

static void
add_association (const Export *export, BsNodeBuilder *list, const char *rel, const char *kind,
                 const char *id)
{
  g_autofree char *urn = NULL;
  BsNodeBuilder *builder;

  if (*id == '\0')
    return;
  urn = make_urn (export, kind, id);
  builder = bs_node_builder_new_object ();
  bs_node_builder_set_text (builder, "rel", rel);
  bs_node_builder_set_text (builder, "name", id);
  bs_node_builder_set_text (builder, "uri", urn);
  bs_node_builder_add (list, bs_node_builder_end (builder));
}

static BsNodeBuilder *
begin_item (const Export *export, const BsNode *node, const char *type, const char *profile)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  BsNodeBuilder *standard = bs_node_builder_new_object ();
  g_autofree char *urn = make_urn (export, NULL, bs_node_get_text (node, "id"));
  gint64 priority = bs_node_get_number (node, "priority", 0);

  bs_node_builder_set_text (standard, "name", "ninjs");
  bs_node_builder_set_text (standard, "version", "3.1");
  bs_node_builder_set_text (standard, "schema", SCHEMA_URI);

  bs_node_builder_set_text (builder, "uri", urn);
  bs_node_builder_set (builder, "standard", bs_node_builder_end (standard));
  bs_node_builder_set_text (builder, "type", type);
  bs_node_builder_set_text (builder, "profile", profile);
  bs_node_builder_set_text (builder, "language", export->language);
  bs_node_builder_set_text (builder, "versionCreated", export->created);
  bs_node_builder_set_text (builder, "pubStatus", "usable");
  if (priority >= 1 && priority <= 4)
    bs_node_builder_set_number (builder, "urgency", priority);

  return builder;
}

/* Headline without gaps; else the id. */
static char *
make_slugline (const BsNode *story)
{
  const char *headline = bs_node_get_text (story, "headline");
  GString *slug = g_string_new (NULL);
  guint n = 0;

  for (; *headline != '\0' && n < SLUG_CHARACTERS; headline = g_utf8_next_char (headline))
    if (!g_unichar_isspace (g_utf8_get_char (headline)))
      {
        g_string_append_unichar (slug, g_utf8_get_char (headline));
        n++;
      }
  if (slug->len == 0)
    g_string_append (slug, bs_node_get_text (story, "id"));

  return g_string_free (slug, FALSE);
}

static void
append_line (GString *text, const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  for (; *line != '\0'; line++)
    g_string_append_c (text, *line == '\n' || *line == '\r' ? ' ' : *line);
}

static BsNodeBuilder *
build_bodies (const BsNode *story)
{
  const BsNode *paragraphs = bs_story_get_paragraphs (story);
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autoptr (GString) rich = g_string_new (NULL);
  BsNodeBuilder *list = bs_node_builder_new_array ();
  BsNodeBuilder *builder;

  for (guint i = 0; i < bs_node_get_length (paragraphs); i++)
    {
      const BsNode *paragraph = bs_node_get_element (paragraphs, i);
      const char *text = bs_node_get_text (paragraph, "text");
      const char *tag = bs_paragraph_is_subhead (paragraph) ? "h2" : "p";
      g_autofree char *escaped = g_markup_escape_text (text, -1);

      append_line (plain, text);
      g_string_append_printf (rich, "<%s>%s</%s>", tag, escaped, tag);
    }

  builder = bs_node_builder_new_object ();
  bs_node_builder_set_text (builder, "role", "main");
  bs_node_builder_set_text (builder, "contentType", "text/plain");
  bs_node_builder_set_number (builder, "charCount", bs_story_count_characters (story));
  bs_node_builder_set (builder, "value", bs_node_new_string (plain->str));
  bs_node_builder_add (list, bs_node_builder_end (builder));

  builder = bs_node_builder_new_object ();
  bs_node_builder_set_text (builder, "role", "richtext");
  bs_node_builder_set_text (builder, "contentType", "application/xhtml+xml");
  bs_node_builder_set (builder, "value", bs_node_new_string (rich->str));
  bs_node_builder_add (list, bs_node_builder_end (builder));

  return list;
}

static void
set_authors (BsNodeBuilder *builder, const BsNode *story)
{
  const BsNode *bylines = bs_story_get_bylines (story);
  BsNodeBuilder *people = bs_node_builder_new_array ();
  g_autoptr (GString) by = g_string_new (NULL);

  for (guint i = 0; i < bs_node_get_length (bylines); i++)
    {
      const BsNode *names = bs_node_get_member (bs_node_get_element (bylines, i), "names");

      for (guint j = 0; j < bs_node_get_length (names); j++)
        {
          const char *name = bs_node_get_string (bs_node_get_element (names, j));

          if (by->len > 0 && *name != '\0')
            g_string_append (by, "、");
          g_string_append (by, name);
          add_pair (people, "rel", "author", "name", name);
        }
    }
  bs_node_builder_set_text (builder, "by", by->str);
  bs_node_builder_set_list (builder, "people", people);
}

/* What ninjs has no word for: the dateline, and each byline as it is printed. */
static BsNodeBuilder *
build_story_descriptions (const BsNode *story)
{
  const BsNode *bylines = bs_story_get_bylines (story);
  BsNodeBuilder *list = bs_node_builder_new_array ();

  add_pair (list, "role", "dateline", "value", bs_node_get_text (story, "dateline"));
  for (guint i = 0; i < bs_node_get_length (bylines); i++)
    {
      const BsNode *byline = bs_node_get_element (bylines, i);
      const BsNode *names = bs_node_get_member (byline, "names");
      gboolean dots = strcmp (bs_node_get_text (byline, "form"), "dots") == 0;
      g_autoptr (GString) printed = g_string_new (bs_node_get_text (byline, "title"));

      for (guint j = 0; j < bs_node_get_length (names); j++)
        {
          if (printed->len > 0)
            g_string_append_c (printed, ' ');
          g_string_append (printed, bs_node_get_string (bs_node_get_element (names, j)));
        }
      if (dots)
        {
          g_string_prepend (printed, "·");
          g_string_append (printed, "·");
        }
      add_pair (list, "role", "byline", "value", printed->str);
    }

  return list;
}

static BsNodeBuilder *
build_subjects (const Export *export, const BsNode *node)
{
  const BsNode *tags = bs_node_get_member (node, "tags");
  const BsNode *section = bs_node_find_by_id (bs_node_get_member (export->issue, "sections"),
                                              bs_node_get_text (node, "section"));
  const char *page = bs_node_get_text (node, "page");
  BsNodeBuilder *list = bs_node_builder_new_array ();

  if (*page != '\0')
    {
      BsNodeBuilder *builder = bs_node_builder_new_object ();
      g_autofree char *urn = make_urn (export, "page", page);

      bs_node_builder_set_text (builder, "rel", "page");
      bs_node_builder_set_text (builder, "name", page);
      bs_node_builder_set_text (builder, "uri", urn);
      bs_node_builder_add (list, bs_node_builder_end (builder));
    }
  if (section != NULL && *bs_node_get_text (section, "name") != '\0')
    add_pair (list, "rel", "section", "name", bs_node_get_text (section, "name"));
  else
    add_pair (list, "rel", "section", "name", bs_node_get_text (node, "section"));
  for (guint i = 0; i < bs_node_get_length (tags); i++)
    add_pair (list, "rel", "tag", "name", bs_node_get_string (bs_node_get_element (tags, i)));
  add_pair (list, "rel", "status", "name", bs_node_get_text (node, "status"));

  return list;
}

static BsNodeBuilder *
build_associations (const Export *export, const BsNode *story)
{
  const BsNode *photos = bs_issue_get_photos (export->issue);
  BsNodeBuilder *list = bs_node_builder_new_array ();

  add_association (export, list, "continuedFrom", "page",
                   bs_node_get_text (story, "continued_from"));
  add_association (export, list, "continuedOn", "page", bs_node_get_text (story, "continued_on"));
  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);

      if (strcmp (bs_node_get_text (photo, "story"), bs_node_get_text (story, "id")) == 0)
        add_association (export, list, "photo", NULL, bs_node_get_text (photo, "id"));
    }

  return list;
}

static BsNode *
build_story (const Export *export, const BsNode *story)
{
  BsNodeBuilder *builder = begin_item (export, story, "text", "broadsheet-story");
  BsNodeBuilder *headlines = bs_node_builder_new_array ();
  BsNodeBuilder *genres = bs_node_builder_new_array ();
  BsNodeBuilder *sources = bs_node_builder_new_array ();
  g_autofree char *slugline = make_slugline (story);

  bs_node_builder_set_text (builder, "slugline", slugline);
  add_pair (headlines, "role", "kicker", "value", bs_node_get_text (story, "kicker"));
  add_pair (headlines, "role", "main", "value", bs_node_get_text (story, "headline"));
  add_pair (headlines, "role", "deck", "value", bs_node_get_text (story, "deck"));
  bs_node_builder_set_list (builder, "headlines", headlines);
  set_authors (builder, story);
  bs_node_builder_set_list (builder, "descriptions", build_story_descriptions (story));
  bs_node_builder_set_list (builder, "bodies", build_bodies (story));
  if (*bs_node_get_text (story, "flag") != '\0')
    add_pair (genres, "name", bs_node_get_text (story, "flag"), "literal", "flag");
  bs_node_builder_set_list (builder, "genres", genres);
  bs_node_builder_set_list (builder, "subjects", build_subjects (export, story));
  /* The schema knows no "rel" here. */
  add_pair (sources, "role", "sponsor", "name", bs_node_get_text (story, "sponsor"));
  bs_node_builder_set_list (builder, "infoSources", sources);
  bs_node_builder_set_list (builder, "associations", build_associations (export, story));
  bs_node_builder_set_text (builder, "edNote", bs_node_get_text (story, "notes"));

  return bs_node_builder_end (builder);
}

static const char *
media_type (const char *file)
{
  if (g_str_has_suffix (file, ".png"))
    return "image/png";

  return g_str_has_suffix (file, ".jpg") ? "image/jpeg" : "image/tiff";
}

static BsNodeBuilder *
build_renditions (const Export *export, const BsNode *photo)
{
  const char *file = bs_node_get_text (photo, "file");
  BsNodeBuilder *list = bs_node_builder_new_array ();
  BsNodeBuilder *builder;
  g_autofree char *urn = NULL;

  if (*file == '\0')
    return list;
  urn = make_urn (export, "media", file);
  builder = bs_node_builder_new_object ();
  bs_node_builder_set_text (builder, "name", "original");
  bs_node_builder_set_text (builder, "href", urn);
  bs_node_builder_set_text (builder, "contentType", media_type (file));
  if (bs_node_get_number (photo, "width", 0) > 0)
    {
      bs_node_builder_set_number (builder, "width", bs_node_get_number (photo, "width", 0));
      bs_node_builder_set_number (builder, "height", bs_node_get_number (photo, "height", 0));
    }
  bs_node_builder_add (list, bs_node_builder_end (builder));

  return list;
}

static void
set_photographers (BsNodeBuilder *builder, const BsNode *photo)
{
  const BsNode *credits = bs_node_get_member (photo, "credits");
  BsNodeBuilder *people = bs_node_builder_new_array ();
  g_autoptr (GString) by = g_string_new (NULL);

  for (guint i = 0; i < bs_node_get_length (credits); i++)
    {
      const BsNode *credit = bs_node_get_element (credits, i);
      const char *name = bs_node_get_text (credit, "name");

      if (by->len > 0 && *name != '\0')
        g_string_append (by, "、");
      g_string_append (by, name);
      add_pair (people, "rel", "photographer", "name", name);
    }
  bs_node_builder_set_text (builder, "by", by->str);
  bs_node_builder_set_list (builder, "people", people);
}

static BsNode *
build_photo (const Export *export, const BsNode *photo)
{
  BsNodeBuilder *builder = begin_item (export, photo, "picture", "broadsheet-photo");
  BsNodeBuilder *descriptions = bs_node_builder_new_array ();
  BsNodeBuilder *genres = bs_node_builder_new_array ();
  BsNodeBuilder *associations = bs_node_builder_new_array ();
  g_autoptr (GDateTime) taken = g_date_time_new_from_iso8601 (bs_node_get_text (photo, "taken"),
                                                              NULL);
  const BsNode *credits = bs_node_get_member (photo, "credits");

  /* Without a zone the time is not a ninjs date-time, and is left out. */
  if (taken != NULL)
    bs_node_builder_set_text (builder, "contentCreated", bs_node_get_text (photo, "taken"));
  add_pair (descriptions, "role", "caption", "value", bs_node_get_text (photo, "caption"));
  add_pair (descriptions, "role", "pointer", "value", bs_node_get_text (photo, "pointer"));
  for (guint i = 0; i < bs_node_get_length (credits); i++)
    add_pair (descriptions, "role", "credit-title", "value",
              bs_node_get_text (bs_node_get_element (credits, i), "title"));
  set_photographers (builder, photo);
  bs_node_builder_set_list (builder, "descriptions", descriptions);
  if (*bs_node_get_text (photo, "group") != '\0')
    add_pair (genres, "name", bs_node_get_text (photo, "group"), "literal", "group");
  bs_node_builder_set_list (builder, "genres", genres);
  bs_node_builder_set_list (builder, "subjects", build_subjects (export, photo));
  bs_node_builder_set_list (builder, "renditions", build_renditions (export, photo));
  add_association (export, associations, "story", NULL, bs_node_get_text (photo, "story"));
  bs_node_builder_set_list (builder, "associations", associations);

  return bs_node_builder_end (builder);
}

static void
append_item (GString *text, BsNode *item)
{
  g_autoptr (BsNode) owned = item;
  gsize length = 0;
  g_autofree char *line = bs_json_write (owned, BS_JSON_COMPACT, &length);

  g_string_append_len (text, line, length);
  g_string_append_c (text, '\n');
}

/* @page NULL: what is on none of the issue's pages. */
static gboolean
is_on_page (const Export *export, const BsNode *node, const char *page)
{
  const char *name = bs_node_get_text (node, "page");

  if (page == NULL)
    return bs_issue_get_page (export->issue, name) == NULL;

  return strcmp (name, page) == 0;
}

static void
append_page (const Export *export, const char *page, GString *text)
{
  const BsNode *stories = bs_issue_get_stories (export->issue);
  const BsNode *photos = bs_issue_get_photos (export->issue);

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    if (is_on_page (export, bs_node_get_element (stories, i), page))
      append_item (text, build_story (export, bs_node_get_element (stories, i)));
  for (guint i = 0; i < bs_node_get_length (photos); i++)
    if (is_on_page (export, bs_node_get_element (photos, i), page))
      append_item (text, build_photo (export, bs_node_get_element (photos, i)));
}

/* A photo as it stands in its story's item: named after it, and without what only the issue knows. */
static BsNode *
embed_photo (const Export *export, const BsNode *photo, const char *story_uri)
{
  g_autoptr (BsNode) whole = build_photo (export, photo);
  g_autofree char *escaped = escape_urn (bs_node_get_text (photo, "id"));
  g_autofree char *uri = g_strconcat (story_uri, ":", escaped, NULL);
  BsNodeBuilder *builder = bs_node_builder_new_object ();

  bs_node_builder_set_text (builder, "rel", "photo");
  for (guint i = 0; i < bs_node_get_length (whole); i++)
    {
      const char *key = bs_node_get_key (whole, i);

      if (strcmp (key, "uri") == 0)
        bs_node_builder_set_text (builder, "uri", uri);
      else if (strcmp (key, "subjects") != 0 && strcmp (key, "associations") != 0)
        bs_node_builder_set (builder, key, bs_node_ref (bs_node_get_element (whole, i)));
    }

  return bs_node_builder_end (builder);
}

BsNode *
bs_ninjs_keep_wishes (const BsNode *subjects)
{
  BsNodeBuilder *list = bs_node_builder_new_array ();

  for (guint i = 0; i < bs_node_get_length (subjects); i++)
    {
      const BsNode *subject = bs_node_get_element (subjects, i);
      const char *rel = bs_node_get_text (subject, "rel");

      if (strcmp (rel, "section") == 0 || strcmp (rel, "tag") == 0)
        bs_node_builder_add (list, bs_node_ref (subject));
    }

  return bs_node_builder_end (list);
}

/* The issue's date is a date of the paper, not of a clock: its midnight stands for it. */
static char *
make_created (const BsNode *issue, GDateTime *when)
{
  const char *date = bs_node_get_text (issue, "date");
  g_autofree char *midnight = g_strconcat (date, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) valid = g_date_time_new_from_iso8601 (midnight, NULL);

  if (when != NULL)
    return g_date_time_format (when, "%Y-%m-%dT%H:%M:%SZ");

  return valid != NULL ? g_steal_pointer (&midnight) : g_strdup ("1970-01-01T00:00:00Z");
}

/**
 * bs_ninjs_export:
 * @pages: (nullable): names of the pages whose stories and photos are wanted; %NULL: all, and
 *   those that are on no page yet
 * @when: (nullable): in UTC
 * @length: (out) (optional): in bytes
 *
 * Writes IPTC ninjs 3.1, each item valid against its schema, one a line: page by page, the stories
 * of a page before its photos. The same issue gives the same bytes.
 *
 * Returns: (transfer full): UTF-8
 */
char *
bs_ninjs_export (const BsNode *issue, const char *const *pages, GDateTime *when, gsize *length)
{
  const BsNode *all = bs_issue_get_pages (issue);
  const char *language = bs_node_get_text (bs_node_get_member (issue, "publication"), "language");
  const char *id = bs_node_get_text (issue, "id");
  g_autofree char *escaped = escape_urn (*id != '\0' ? id : "issue");
  g_autofree char *urn = g_strconcat ("urn:broadsheet:", escaped, NULL);
  g_autofree char *created = make_created (issue, when);
  GString *text = g_string_new (NULL);
  Export export = { issue, urn, created, *language != '\0' ? language : DEFAULT_LANGUAGE };

  for (guint i = 0; i < bs_node_get_length (all); i++)
    {
      const char *page = bs_node_get_text (bs_node_get_element (all, i), "id");

      if (pages == NULL || g_strv_contains (pages, page))
        append_page (&export, page, text);
    }
  if (pages == NULL)
    append_page (&export, NULL, text);

  if (length != NULL)
    *length = text->len;

  return g_string_free (text, FALSE);
}

/**
 * bs_ninjs_make_item:
 * @when: (nullable): versionCreated, in UTC; %NULL: the issue's date at midnight UTC
 *
 * Returns: (transfer full) (nullable): an item valid against the schema of ninjs 3.1
 */
BsNode *
bs_ninjs_make_item (const BsNode *issue, const char *story, const char *uri, GDateTime *when)
{
  const BsNode *node = bs_issue_get_story (issue, story);
  const BsNode *photos = bs_issue_get_photos (issue);
  const char *language = bs_node_get_text (bs_node_get_member (issue, "publication"), "language");
  g_autofree char *created = make_created (issue, when);
  Export export = { issue, (char *) "urn:broadsheet", created,
                    *language != '\0' ? language : DEFAULT_LANGUAGE };
  BsNodeBuilder *associations;
  BsNodeBuilder *builder;
  g_autoptr (BsNode) whole = NULL;

  if (node == NULL)
    return NULL;

  associations = bs_node_builder_new_array ();
  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);

      if (strcmp (bs_node_get_text (photo, "story"), story) == 0
          && *bs_node_get_text (photo, "file") != '\0')
        bs_node_builder_add (associations, embed_photo (&export, photo, uri));
    }

  whole = build_story (&export, node);
  builder = bs_node_builder_new_object ();
  for (guint i = 0; i < bs_node_get_length (whole); i++)
    {
      const char *key = bs_node_get_key (whole, i);

      if (strcmp (key, "uri") == 0)
        bs_node_builder_set_text (builder, "uri", uri);
      else if (strcmp (key, "subjects") == 0)
        {
          g_autoptr (BsNode) wishes = bs_ninjs_keep_wishes (bs_node_get_element (whole, i));

          if (bs_node_get_length (wishes) > 0)
            bs_node_builder_set (builder, "subjects", bs_node_ref (wishes));
        }
      else if (strcmp (key, "associations") != 0)
        bs_node_builder_set (builder, key, bs_node_ref (bs_node_get_element (whole, i)));
    }
  bs_node_builder_set_list (builder, "associations", associations);

  return bs_node_builder_end (builder);
}
