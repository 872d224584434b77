/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changes to the list of sections.
 */

#include "bs-issue-edit-private.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

static const BsNode *
need_section (const BsNode *issue, const char *section, GError **error)
{
  const BsNode *node = bs_node_find_by_id (bs_node_get_member (issue, "sections"), section);

  if (node == NULL)
    g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT,
                 _ ("There is no section “%s”: the issue does not list it. Choose another one."),
                 section);

  return node;
}

static gboolean
is_all_digits (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isdigit (*text))
      return FALSE;

  return TRUE;
}

/**
 * bs_issue_edit_add_section:
 * @id: a letter or word, which names of its pages begin with; "" takes the next free letter
 * @name: as in the folio
 *
 * Returns: (transfer full): the change; %NULL with %BS_MODEL_ERROR_SCHEMA where there is one of that
 *   id, or it is a number only
 */
BsIssueEdit *
bs_issue_edit_add_section (const BsNode *issue, const char *id, const char *name, GError **error)
{
  g_auto (BsIssueDraft) draft = { 0 };
  g_autoptr (BsNode) section = NULL;
  BsNodeBuilder *builder;
  char letter[] = "A";

  g_return_val_if_fail (id != NULL && name != NULL, NULL);

  if (*id == '\0')
    for (id = letter; *letter < 'Z' && bs_issue_find_section (issue, letter) >= 0;)
      letter[0]++;
  if (is_all_digits (id) || bs_issue_find_section (issue, id) >= 0)
    {
      g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA,
                   _ ("No section “%s” was added: there is one, or it is a number only. Choose "
                      "another letter."),
                   id);
      return NULL;
    }

  builder = bs_node_builder_new_object ();
  bs_node_builder_set_text (builder, "id", id);
  bs_node_builder_set_text (builder, "name", name);
  section = bs_node_builder_end (builder);
  bs_issue_draft_init (&draft, issue, error);
  bs_issue_draft_insert (&draft, "/sections", G_MAXUINT, section);

  return bs_issue_draft_finish (&draft, g_strdup (_ ("Add Section")), "");
}

BsIssueEdit *
bs_issue_edit_rename_section (const BsNode *issue, const char *section, const char *name,
                              GError **error)
{
  g_auto (BsIssueDraft) draft = { 0 };
  g_autofree char *path = NULL;

  if (need_section (issue, section, error) == NULL)
    return NULL;

  path = bs_issue_dup_path ("sections", section, "name");
  bs_issue_draft_init (&draft, issue, error);
  bs_issue_draft_text (&draft, path, name);

  return bs_issue_draft_finish (&draft, g_strdup (_ ("Rename Section")), "");
}

static gboolean
is_of (const BsNode *page, const char *section)
{
  return g_str_equal (bs_node_get_text (page, "section"), section);
}

/* In the places that pages of either section have: first those of @first, then those of @second. */
static void
sort_pages (BsIssueDraft *draft, const char *first, const char *second)
{
  const BsNode *pages = bs_issue_get_pages (draft->issue);
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func (g_free);
  const char *const sections[] = { first, second };
  guint n = bs_node_get_length (pages);
  guint place = 0;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (order, g_strdup (bs_node_get_text (bs_node_get_element (pages, i), "id")));
  for (guint s = 0; s < G_N_ELEMENTS (sections); s++)
    for (guint i = 0; i < n; i++)
      {
        const BsNode *page = bs_node_get_element (pages, i);

        if (!is_of (page, sections[s]))
          continue;
        while (!is_of (bs_node_get_element (pages, place), first)
               && !is_of (bs_node_get_element (pages, place), second))
          place++;
        g_free (order->pdata[place]);
        order->pdata[place++] = g_strdup (bs_node_get_text (page, "id"));
      }

  for (guint i = 0; i < n && draft->issue != NULL; i++)
    bs_issue_draft_move (draft, "/pages",
                         (guint) bs_node_index_of_id (bs_issue_get_pages (draft->issue),
                                                      g_ptr_array_index (order, i)),
                         i);
}

/**
 * bs_issue_edit_step_section:
 * @step: 1 down, -1 up
 *
 * Returns: (transfer full) (nullable): the change; %NULL without an error where it is the last or
 *   first one
 */
BsIssueEdit *
bs_issue_edit_step_section (const BsNode *issue, const char *section, int step, GError **error)
{
  g_auto (BsIssueDraft) draft = { 0 };
  const BsNode *sections = bs_node_get_member (issue, "sections");
  g_autofree char *other = NULL;
  int from = bs_issue_find_section (issue, section);
  int to = from + (step > 0 ? 1 : -1);

  if (need_section (issue, section, error) == NULL || to < 0
      || to >= (int) bs_node_get_length (sections))
    return NULL;

  other = g_strdup (bs_node_get_text (bs_node_get_element (sections, (guint) to), "id"));
  bs_issue_draft_init (&draft, issue, error);
  bs_issue_draft_move (&draft, "/sections", (guint) from, (guint) to);
  if (draft.issue != NULL)
    sort_pages (&draft, step > 0 ? other : section, step > 0 ? section : other);

  return bs_issue_draft_finish (&draft, g_strdup (_ ("Move Section")), "");
}

BsIssueEdit *
bs_issue_edit_remove_section (const BsNode *issue, const char *section, GError **error)
{
  g_auto (BsIssueDraft) draft = { 0 };

  if (need_section (issue, section, error) == NULL)
    return NULL;

  bs_issue_draft_init (&draft, issue, error);
  bs_issue_draft_remove (&draft, "/sections", (guint) bs_issue_find_section (issue, section));
  bs_issue_draft_follow (&draft, "pages", "section", section, NULL);
  bs_issue_draft_follow (&draft, "stories", "section", section, NULL);

  return bs_issue_draft_finish (&draft, g_strdup (_ ("Delete Section")), "");
}
