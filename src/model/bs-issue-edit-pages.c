/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changes to the list of pages.
 */

#include "bs-issue-edit-private.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A name stands in the folio, in "(下转A12版)" and in the names of exported files. */
#define MAX_NAME_LENGTH 16
/* What "jump" says where the program is to find a page. */
#define ANY_PAGE "auto"

/* "A12" -> 1, the length of what stands before the number. */
static gsize
get_stem_length (const char *name)
{
  gsize length = strlen (name);

  while (length > 0 && g_ascii_isdigit (name[length - 1]))
    length--;

  return length;
}

static gboolean
refuse_name (const char *pattern, const char *name, GError **error)
{
  g_autoptr (GString) message = g_string_new (pattern);

  g_string_replace (message, "%s", name, 0);
  g_set_error_literal (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA, message->str);

  return FALSE;
}

/**
 * bs_issue_check_page_name:
 * @issue: root of an issue
 * @name: as somebody typed it
 * @but: (nullable): the page that is to get the name
 *
 * Returns: whether the page may be called so; else %BS_MODEL_ERROR_SCHEMA says what is wrong
 */
gboolean
bs_issue_check_page_name (const BsNode *issue, const char *name, const char *but, GError **error)
{
  const char *p;

  g_return_val_if_fail (name != NULL && g_utf8_validate (name, -1, NULL), FALSE);

  if (*name == '\0')
    return refuse_name (_ ("The page has no name: readers turn to it by that. Type one, as A1."),
                        "", error);
  if (get_stem_length (name) == 0)
    return refuse_name (_ ("“%s” cannot be a page’s name: it is a number only. Put a letter before "
                           "it, as A1."),
                        name, error);
  if (g_str_equal (name, ANY_PAGE))
    return refuse_name (_ (
                          "“%s” cannot be a page’s name: jumps use the word for “any page”. Choose "
                          "another name."),
                        name, error);
  if (g_utf8_strlen (name, -1) > MAX_NAME_LENGTH)
    return refuse_name (_ ("“%s” cannot be a page’s name: it is too long for the folio. Choose a "
                           "shorter one."),
                        name, error);
  for (p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isprint (g_utf8_get_char (p)) || strchr ("/\\:*?\"<>|", *p) != NULL)
      return refuse_name (_ (
                            "“%s” cannot be a page’s name: files are named after it, and they bear "
                            "no such sign. Use letters and digits."),
                          name, error);
  if (g_unichar_isspace (g_utf8_get_char (name))
      || g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (p))) || *name == '.')
    return refuse_name (_ ("“%s” cannot be a page’s name: it begins or ends with a space or a full "
                           "stop. Use letters and digits."),
                        name, error);
  if (g_strcmp0 (name, but) != 0 && bs_issue_get_page (issue, name) != NULL)
    return refuse_name (_ ("There is a page “%s” already: names tell pages apart. Choose another."),
                        name, error);

  return TRUE;
}

static const char *
find_last_page_of (const BsNode *issue, const char *section)
{
  const BsNode *pages = bs_issue_get_pages (issue);
  const char *last = NULL;

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    if (g_str_equal (bs_node_get_text (bs_node_get_element (pages, i), "section"), section))
      last = bs_node_get_text (bs_node_get_element (pages, i), "id");

  return last;
}

/**
 * bs_issue_suggest_page_name:
 * @section: id; "" for a page without one
 *
 * Returns: (transfer full): a name that is free: the last one of the section with the next number,
 *   or in an empty section its id and a number
 */
char *
bs_issue_suggest_page_name (const BsNode *issue, const char *section)
{
  const char *last = find_last_page_of (issue, section);
  g_autofree char *stem = NULL;
  guint64 number = 0;

  if (last != NULL)
    {
      stem = g_strndup (last, get_stem_length (last));
      number = g_ascii_strtoull (last + strlen (stem), NULL, 10);
    }
  else
    {
      stem = g_strdup (*section != '\0' ? section : "A");
    }
  /* Nobody has such a page; but a file may say so, and numbers end somewhere. */
  if (number >= 9999)
    number = 0;

  for (;;)
    {
      g_autofree char *name = g_strdup_printf ("%s%" G_GUINT64_FORMAT, stem, ++number);

      if (bs_issue_check_page_name (issue, name, NULL, NULL))
        return g_steal_pointer (&name);
      if (number > 9999)
        {
          /* No number helps a stem that may not stand in a name. */
          g_free (stem);
          stem = g_strdup ("P");
          number = 0;
        }
    }
}

/* Behind the last page of its section, or of the sections before it. */
static guint
find_place (const BsNode *issue, const char *section)
{
  const BsNode *pages = bs_issue_get_pages (issue);
  int rank = bs_issue_find_section (issue, section);
  guint place = rank < 0 ? bs_node_get_length (pages) : 0;

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const char *other = bs_node_get_text (bs_node_get_element (pages, i), "section");
      int other_rank = bs_issue_find_section (issue, other);

      if (rank >= 0 && other_rank >= 0 && other_rank <= rank)
        place = i + 1;
    }

  return place;
}

static BsNode *
make_editors (const char *const *editors)
{
  BsNodeBuilder *list;

  if (editors == NULL || *editors == NULL)
    return NULL;

  list = bs_node_builder_new_array ();
  for (; *editors != NULL; editors++)
    bs_node_builder_add (list, bs_node_new_string (*editors));

  return bs_node_builder_end (list);
}

/* Advertisements are booked, stories are told once: only the former can stand on two pages. */
static BsNode *
dup_standing_boxes (const BsNode *page)
{
  const BsNode *boxes = bs_node_get_member (page, "boxes");
  BsNodeBuilder *standing = bs_node_builder_new_array ();

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *box = bs_node_get_element (boxes, i);

      if (g_str_has_suffix (bs_node_get_text (box, "kind"), "ad"))
        bs_node_builder_add (standing, bs_node_ref (box));
    }

  return bs_node_builder_end (standing);
}

/**
 * bs_issue_edit_add_page:
 * @facts: of the new page
 * @like: (nullable): id of a page; its advertisements and house ads come along
 * @index: where it stands among the pages; -1: behind the last one of its section
 *
 * Returns: (transfer full): the change; %NULL with %BS_MODEL_ERROR_SCHEMA for a name that no page may
 *   have, %BS_MODEL_ERROR_CONFLICT where there is no page @like
 */
BsIssueEdit *
bs_issue_edit_add_page (const BsNode *issue, const BsPageFacts *facts, const char *like, int index,
                        GError **error)
{
  g_auto (BsIssueDraft) draft = { 0 };
  g_autoptr (BsNode) page = NULL;
  BsNodeBuilder *builder;
  BsNode *editors;
  const BsNode *model = NULL;

  g_return_val_if_fail (issue != NULL && facts != NULL && facts->name != NULL, NULL);

  if (!bs_issue_check_page_name (issue, facts->name, NULL, error))
    return NULL;
  if (like != NULL)
    {
      model = bs_issue_need_page (issue, like, error);
      if (model == NULL)
        return NULL;
    }

  builder = bs_node_builder_new_object ();
  bs_node_builder_set_text (builder, "id", facts->name);
  bs_node_builder_set_text (builder, "section", facts->section);
  bs_node_builder_set_text (builder, "format", facts->format);
  editors = make_editors (facts->editors);
  if (editors != NULL)
    bs_node_builder_set (builder, "editors", editors);
  bs_node_builder_set_text (builder, "contact", facts->contact);
  bs_node_builder_set (builder, "boxes", dup_standing_boxes (model));
  page = bs_node_builder_end (builder);

  bs_issue_draft_init (&draft, issue, error);
  bs_issue_draft_insert (&draft, "/pages",
                         index >= 0
                           ? (guint) index
                           : find_place (issue, facts->section != NULL ? facts->section : ""),
                         page);

  return bs_issue_draft_finish (&draft, g_strdup_printf (_ ("Add Page %s"), facts->name),
                                facts->name);
}

static guint
count_refs (const BsNode *boxes)
{
  guint n = 0;

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *box = bs_node_get_element (boxes, i);

      if (!g_str_has_suffix (bs_node_get_text (box, "kind"), "ad"))
        n += bs_node_get_length (bs_node_get_member (box, "refs"));
    }

  return n;
}

/* A story that was to go on there goes on nowhere: it is whole again. */
static void
forget_jumps (BsIssueDraft *draft, const char *page)
{
  g_autoptr (BsNode) before = draft->issue != NULL ? bs_node_ref (draft->issue) : NULL;
  const BsNode *stories = bs_issue_get_stories (before);

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);
      const char *id = bs_node_get_text (story, "id");
      g_autofree char *jump = NULL;
      g_autofree char *after = NULL;

      if (!g_str_equal (bs_node_get_text (story, "jump"), page))
        continue;
      jump = bs_issue_dup_path ("stories", id, "jump");
      after = bs_issue_dup_path ("stories", id, "jump_after");
      bs_issue_draft_node (draft, jump, NULL);
      bs_issue_draft_node (draft, after, NULL);
    }
}

/**
 * bs_issue_edit_remove_page:
 * @page: id of a page
 *
 * What stands on it and what was meant for it waits for another page; what was to go on there is
 * whole again.
 *
 * Returns: (transfer full): the change; %NULL with %BS_MODEL_ERROR_CONFLICT
 */
BsIssueEdit *
bs_issue_edit_remove_page (const BsNode *issue, const char *page, GError **error)
{
  g_auto (BsIssueDraft) draft = { 0 };
  const BsNode *node = bs_issue_need_page (issue, page, error);
  const BsNode *pages = bs_issue_get_pages (issue);
  const BsNode *next;
  int index;

  if (node == NULL)
    return NULL;

  index = bs_node_index_of_id (pages, page);
  next = bs_node_get_element (pages, index > 0 ? (guint) index - 1 : 1);
  bs_issue_draft_init (&draft, issue, error);
  bs_issue_draft_remove (&draft, "/pages", (guint) index);
  draft.n_freed = bs_issue_draft_follow (&draft, "stories", "page", page, NULL)
                  + bs_issue_draft_follow (&draft, "photos", "page", page, NULL);
  forget_jumps (&draft, page);

  return bs_issue_draft_finish (&draft, g_strdup_printf (_ ("Delete Page %s"), page),
                                bs_node_get_text (next, "id"));
}

/**
 * bs_issue_edit_move_page:
 * @index: where it stands among the pages afterwards
 * @section: (nullable): id of the section it is to have; %NULL: its own
 *
 * Returns: (transfer full): the change; %NULL with %BS_MODEL_ERROR_CONFLICT
 */
BsIssueEdit *
bs_issue_edit_move_page (const BsNode *issue, const char *page, guint index, const char *section,
                         GError **error)
{
  g_auto (BsIssueDraft) draft = { 0 };
  const BsNode *pages = bs_issue_get_pages (issue);

  if (bs_issue_need_page (issue, page, error) == NULL)
    return NULL;

  bs_issue_draft_init (&draft, issue, error);
  bs_issue_draft_move (&draft, "/pages", (guint) bs_node_index_of_id (pages, page),
                       MIN (index, bs_node_get_length (pages) - 1));
  if (section != NULL)
    {
      g_autofree char *path = bs_issue_dup_path ("pages", page, "section");

      bs_issue_draft_text (&draft, path, section);
    }

  return bs_issue_draft_finish (&draft, g_strdup_printf (_ ("Move Page %s"), page), page);
}

BsIssueEdit *
bs_issue_edit_append_page (const BsNode *issue, const char *page, const char *section,
                           GError **error)
{
  guint to = find_place (issue, section);
  int from = bs_node_index_of_id (bs_issue_get_pages (issue), page);

  /* Where it stood nothing stands then. */
  if (from >= 0 && (guint) from < to)
    to--;

  return bs_issue_edit_move_page (issue, page, to, section, error);
}

BsIssueEdit *
bs_issue_edit_step_page (const BsNode *issue, const char *page, int step, GError **error)
{
  const BsNode *node = bs_issue_need_page (issue, page, error);
  const BsNode *pages = bs_issue_get_pages (issue);
  const BsNode *neighbour;
  const char *section;
  int index;

  if (node == NULL)
    return NULL;

  index = bs_node_index_of_id (pages, page) + (step > 0 ? 1 : -1);
  if (index < 0 || index >= (int) bs_node_get_length (pages))
    return NULL;

  neighbour = bs_node_get_element (pages, (guint) index);
  section = bs_node_get_text (neighbour, "section");
  if (!g_str_equal (section, bs_node_get_text (node, "section")))
    return bs_issue_edit_move_page (issue, page, (guint) bs_node_index_of_id (pages, page), section,
                                    error);

  return bs_issue_edit_move_page (issue, page, (guint) index, NULL, error);
}

/* The page's own name last: paths lead to it by that. */
static void
rename_page (BsIssueDraft *draft, const char *page, const char *name)
{
  static const char *const of_story[] = { "page", "jump", "continued_from", "continued_on" };
  g_autofree char *path = bs_issue_dup_path ("pages", page, "id");

  for (guint i = 0; i < G_N_ELEMENTS (of_story); i++)
    bs_issue_draft_follow (draft, "stories", of_story[i], page, name);
  bs_issue_draft_follow (draft, "photos", "page", page, name);
  bs_issue_draft_text (draft, path, name);
}

/**
 * bs_issue_edit_set_page:
 * @facts: all that is to be said of the page from now on
 *
 * With another name, all that refers to the page follows.
 *
 * Returns: (transfer full): the change; %NULL with %BS_MODEL_ERROR_SCHEMA for a name that no page may
 *   have, or %BS_MODEL_ERROR_CONFLICT
 */
BsIssueEdit *
bs_issue_edit_set_page (const BsNode *issue, const char *page, const BsPageFacts *facts,
                        GError **error)
{
  g_auto (BsIssueDraft) draft = { 0 };
  g_autofree char *section = NULL;
  g_autofree char *format = NULL;
  g_autofree char *contact = NULL;
  g_autofree char *editors = NULL;
  g_autoptr (BsNode) list = NULL;
  gboolean renamed;

  g_return_val_if_fail (page != NULL && facts != NULL && facts->name != NULL, NULL);

  if (bs_issue_need_page (issue, page, error) == NULL
      || !bs_issue_check_page_name (issue, facts->name, page, error))
    return NULL;

  bs_issue_draft_init (&draft, issue, error);
  section = bs_issue_dup_path ("pages", page, "section");
  format = bs_issue_dup_path ("pages", page, "format");
  contact = bs_issue_dup_path ("pages", page, "contact");
  editors = bs_issue_dup_path ("pages", page, "editors");
  list = make_editors (facts->editors);
  bs_issue_draft_text (&draft, section, facts->section);
  bs_issue_draft_text (&draft, format, facts->format);
  bs_issue_draft_text (&draft, contact, facts->contact);
  if (list != NULL || bs_node_get_length (bs_node_lookup (issue, editors)) > 0)
    bs_issue_draft_node (&draft, editors, list);
  renamed = !g_str_equal (facts->name, page);
  if (renamed)
    rename_page (&draft, page, facts->name);

  return bs_issue_draft_finish (&draft,
                                renamed
                                  ? g_strdup_printf (_ ("Rename Page %s to %s"), page, facts->name)
                                  : g_strdup_printf (_ ("Change Page %s"), page),
                                facts->name);
}

/**
 * bs_issue_edit_clear_page:
 * @page: id of a page
 *
 * Returns: (transfer full): the change; %NULL with %BS_MODEL_ERROR_CONFLICT
 */
BsIssueEdit *
bs_issue_edit_clear_page (const BsNode *issue, const char *page, GError **error)
{
  g_auto (BsIssueDraft) draft = { 0 };
  const BsNode *node = bs_issue_need_page (issue, page, error);
  const BsNode *boxes = bs_node_get_member (node, "boxes");
  g_autoptr (BsNode) left = NULL;
  g_autofree char *path = NULL;
  BsNodeBuilder *builder;

  if (node == NULL)
    return NULL;

  builder = bs_node_builder_new_array ();
  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *box = bs_node_get_element (boxes, i);

      if (bs_node_get_flag (box, "locked", FALSE)
          || g_str_equal (bs_node_get_text (box, "kind"), "ad"))
        bs_node_builder_add (builder, bs_node_ref (box));
    }
  left = bs_node_builder_end (builder);
  path = bs_issue_dup_path ("pages", page, "boxes");

  bs_issue_draft_init (&draft, issue, error);
  draft.n_freed = count_refs (boxes) - count_refs (left);
  if (boxes != NULL)
    bs_issue_draft_node (&draft, path, left);

  return bs_issue_draft_finish (&draft, g_strdup_printf (_ ("Clear Page %s"), page), page);
}
