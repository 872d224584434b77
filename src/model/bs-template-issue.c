/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a template to an issue and back.
 */

#include "bs-template.h"

#include "bs-issue.h"

#include <string.h>

/* Members that one day's issue has and the publication has not. */
static const char *const days_own[] = { "id",      "date",     "number", "total_number",
                                        "stories", "template", NULL };

static BsNode *
with (BsNode *node /* full */, const char *key, BsNode *value /* full, nullable */)
{
  BsNode *changed = bs_node_with_member (node, key, value);

  bs_node_unref (node);
  g_clear_pointer (&value, bs_node_unref);

  return changed;
}

static BsNode *
empty_list (void)
{
  return bs_node_builder_end (bs_node_builder_new_array ());
}

static void
set_rest (BsNodeBuilder *builder, const BsNode *from, const char *const *except)
{
  for (guint i = 0; i < bs_node_get_length (from); i++)
    {
      const char *key = bs_node_get_key (from, i);

      if (!g_strv_contains (except, key))
        bs_node_builder_set (builder, key, bs_node_ref (bs_node_get_element (from, i)));
    }
}

static BsNode *
start_root (const BsNode *from, const char *format, int major, int minor)
{
  static const char *const head[] = { "format", "version", NULL };
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  g_autofree char *version = g_strdup_printf ("%d.%d", major, minor);

  bs_node_builder_set_text (builder, "format", format);
  bs_node_builder_set_text (builder, "version", version);
  set_rest (builder, from, head);

  return bs_node_builder_end (builder);
}

BsNode *
bs_template_from_draft (const BsNode *draft)
{
  BsNode *root = start_root (draft, BS_TEMPLATE_FORMAT, BS_TEMPLATE_VERSION_MAJOR,
                             BS_TEMPLATE_VERSION_MINOR);

  for (guint i = 0; days_own[i] != NULL; i++)
    if (bs_node_get_member (root, days_own[i]) != NULL)
      root = with (root, days_own[i], NULL);

  return root;
}

static gboolean
is_standing (const BsNode *box)
{
  const char *kind = bs_node_get_text (box, "kind");

  return g_str_equal (kind, "house-ad")
         || (g_str_equal (kind, "ad") && bs_node_get_flag (box, "locked", FALSE));
}

/* The page with its standing boxes; @refs gets the ids of what is in them. */
static BsNode *
keep_standing (const BsNode *page, GHashTable *refs)
{
  const BsNode *boxes = bs_node_get_member (page, "boxes");
  BsNodeBuilder *kept = bs_node_builder_new_array ();

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *box = bs_node_get_element (boxes, i);
      const BsNode *ids = bs_node_get_member (box, "refs");

      if (!is_standing (box))
        continue;
      bs_node_builder_add (kept, bs_node_ref (box));
      for (guint j = 0; j < bs_node_get_length (ids); j++)
        g_hash_table_add (refs, (gpointer) bs_node_get_string (bs_node_get_element (ids, j)));
    }

  return with (bs_node_ref (page), "boxes", bs_node_builder_end (kept));
}

static BsNode *
keep_photos (const BsNode *photos, GHashTable *refs)
{
  BsNodeBuilder *kept = bs_node_builder_new_array ();

  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);

      if (g_hash_table_contains (refs, bs_node_get_text (photo, "id")))
        bs_node_builder_add (kept, bs_node_ref (photo));
    }

  return bs_node_builder_end (kept);
}

static BsNode *
collect_flags (const BsNode *issue)
{
  const BsNode *stories = bs_issue_get_stories (issue);
  const BsNode *known = bs_node_get_member (issue, "flags");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  BsNodeBuilder *flags = bs_node_builder_new_array ();

  for (guint i = 0; i < bs_node_get_length (known); i++)
    if (g_hash_table_add (seen, (gpointer) bs_node_get_string (bs_node_get_element (known, i))))
      bs_node_builder_add (flags, bs_node_ref (bs_node_get_element (known, i)));
  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const char *flag = bs_node_get_text (bs_node_get_element (stories, i), "flag");

      if (*flag != '\0' && g_hash_table_add (seen, (gpointer) flag))
        bs_node_builder_add (flags, bs_node_new_string (flag));
    }

  return bs_node_builder_end (flags);
}

/* The numbers of @issue become the last ones that the template knows. */
static BsNode *
with_record (BsNode *root /* full */, const BsNode *issue)
{
  const BsNode *old = bs_node_get_member (root, "numbering");
  BsNode *numbering = old != NULL ? bs_node_ref (old)
                                  : bs_node_builder_end (bs_node_builder_new_object ());
  const char *date = bs_node_get_text (issue, "date");

  if (*date != '\0')
    {
      numbering = with (numbering, "last_date", bs_node_new_string (date));
      numbering = with (numbering, "last_number",
                        bs_node_new_integer (bs_node_get_number (issue, "number", 0)));
      numbering = with (numbering, "last_total",
                        bs_node_new_integer (bs_node_get_number (issue, "total_number", 0)));
    }
  if (bs_node_get_length (numbering) == 0)
    {
      bs_node_unref (numbering);
      return root;
    }

  return with (root, "numbering", numbering);
}

/**
 * bs_template_from_issue:
 * @issue: root of an issue
 *
 * Returns: (transfer full): a template whose next issue has the number after this one's
 */
BsNode *
bs_template_from_issue (const BsNode *issue)
{
  const BsNode *pages = bs_issue_get_pages (issue);
  g_autoptr (GHashTable) refs = g_hash_table_new (g_str_hash, g_str_equal);
  BsNodeBuilder *kept = bs_node_builder_new_array ();
  BsNode *flags = collect_flags (issue);
  BsNode *root;

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    bs_node_builder_add (kept, keep_standing (bs_node_get_element (pages, i), refs));
  root = bs_template_from_draft (issue);
  if (bs_node_get_length (flags) > 0)
    root = with (root, "flags", g_steal_pointer (&flags));
  g_clear_pointer (&flags, bs_node_unref);
  root = with (root, "photos", keep_photos (bs_issue_get_photos (issue), refs));
  root = with (root, "pages", bs_node_builder_end (kept));

  return with_record (root, issue);
}

/* "A3" belongs to the section "A" where there is one. */
static const char *
guess_section (const BsNode *root, const char *page)
{
  const BsNode *sections = bs_node_get_member (root, "sections");
  gsize letters = strcspn (page, "0123456789");

  for (guint i = 0; i < bs_node_get_length (sections); i++)
    {
      const char *id = bs_node_get_text (bs_node_get_element (sections, i), "id");

      if (strlen (id) == letters && strncmp (id, page, letters) == 0)
        return id;
    }

  return "";
}

const char *
bs_template_find_section (const BsNode *root, const char *page)
{
  const BsNode *known = bs_node_find_by_id (bs_node_get_member (root, "pages"), page);

  return known != NULL ? bs_node_get_text (known, "section") : guess_section (root, page);
}

static BsNode *
make_page (const BsNode *root, const char *name)
{
  const BsNode *known = bs_node_find_by_id (bs_node_get_member (root, "pages"), name);
  BsNodeBuilder *page;

  if (known != NULL && bs_node_get_member (known, "boxes") != NULL)
    return bs_node_ref (known);
  if (known != NULL)
    return with (bs_node_ref (known), "boxes", empty_list ());
  page = bs_node_builder_new_object ();
  bs_node_builder_set_text (page, "id", name);
  bs_node_builder_set_text (page, "section", guess_section (root, name));
  bs_node_builder_set (page, "boxes", empty_list ());

  return bs_node_builder_end (page);
}

static BsNode *
make_pages (const BsNode *root, const char *const *names)
{
  static const char *const usual[] = { "A1", "A2", "A3", "A4", NULL }; /* one sheet, folded */
  const BsNode *pages = bs_node_get_member (root, "pages");
  BsNodeBuilder *made = bs_node_builder_new_array ();

  if (names == NULL && bs_node_get_length (pages) == 0)
    names = usual;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    bs_node_builder_add (made, make_page (root, names[i]));
  for (guint i = 0; names == NULL && i < bs_node_get_length (pages); i++)
    bs_node_builder_add (made,
                         make_page (root, bs_node_get_text (bs_node_get_element (pages, i), "id")));

  return bs_node_builder_end (made);
}

/* Made of what makes an issue of a paper the one it is. */
static char *
dup_issue_id (const char *name, const BsNewIssue *issue)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s\n%" G_GINT64_FORMAT, name,
                                           issue->date != NULL ? issue->date : "", issue->number);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("i%.12s", digest);
}

static BsNode *
make_publication (const BsNode *root, const char *name)
{
  const BsNode *publication = bs_node_get_member (root, "publication");
  BsNode *copy = publication != NULL ? bs_node_ref (publication)
                                     : bs_node_builder_end (bs_node_builder_new_object ());

  return name != NULL ? with (copy, "name", bs_node_new_string (name)) : copy;
}

/**
 * bs_template_to_issue:
 * @root: a template
 * @id: (nullable): its file name without the ending
 * @issue: (nullable): date and numbers, and what differs from the template
 *
 * Pages that the template knows come with section, editors and standing boxes, others empty.
 *
 * Returns: (transfer full): an issue's tree, for bs_document_new_from()
 */
BsNode *
bs_template_to_issue (const BsNode *root, const char *id, const BsNewIssue *issue)
{
  static const char *const handled[] = { "format", "version",      "publication", "page_format",
                                         "pages",  "photos",       "stories",     "id",
                                         "date",   "total_number", "number",      "template",
                                         NULL };
  static const BsNewIssue nothing = { 0 };
  const char *format = bs_node_get_text (root, "page_format");
  const BsNode *photos = bs_node_get_member (root, "photos");
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  BsNode *publication;
  g_autofree char *version = g_strdup_printf ("%d.%d", BS_ISSUE_VERSION_MAJOR,
                                              BS_ISSUE_VERSION_MINOR);
  g_autofree char *issue_id = NULL;

  issue = issue != NULL ? issue : &nothing;
  publication = make_publication (root, issue->name);
  issue_id = dup_issue_id (bs_node_get_text (publication, "name"), issue);
  format = issue->page_format != NULL ? issue->page_format
           : *format != '\0'          ? format
                                      : "broadsheet";

  bs_node_builder_set_text (builder, "format", BS_ISSUE_FORMAT);
  bs_node_builder_set_text (builder, "version", version);
  bs_node_builder_set_text (builder, "id", issue_id);
  bs_node_builder_set (builder, "publication", publication);
  bs_node_builder_set_text (builder, "date", issue->date);
  if (issue->number > 0)
    bs_node_builder_set_number (builder, "number", issue->number);
  if (issue->total_number > 0)
    bs_node_builder_set_number (builder, "total_number", issue->total_number);
  bs_node_builder_set_text (builder, "page_format", format);
  set_rest (builder, root, handled);
  bs_node_builder_set_text (builder, "template", id);
  bs_node_builder_set (builder, "stories", empty_list ());
  bs_node_builder_set (builder, "photos", photos != NULL ? bs_node_ref (photos) : empty_list ());
  bs_node_builder_set (builder, "pages", make_pages (root, issue->pages));

  return bs_node_builder_end (builder);
}
