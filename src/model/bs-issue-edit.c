/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-issue-edit-private.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

void
bs_issue_draft_init (BsIssueDraft *draft, const BsNode *issue, GError **error)
{
  *draft = (BsIssueDraft){ .issue = bs_node_ref (issue), .error = error };
  draft->operations = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_operation_unref);
}

void
bs_issue_draft_clear (BsIssueDraft *draft)
{
  g_clear_pointer (&draft->issue, bs_node_unref);
  g_clear_pointer (&draft->operations, g_ptr_array_unref);
}

/* @operation is (transfer full). After a failure nothing more is done. */
static void
draft_add (BsIssueDraft *draft, BsOperation *operation)
{
  BsNode *next;

  g_ptr_array_add (draft->operations, operation);
  if (draft->issue == NULL)
    return;

  next = bs_operation_apply (operation, draft->issue, draft->error);
  bs_node_unref (draft->issue);
  draft->issue = next;
}

void
bs_issue_draft_node (BsIssueDraft *draft, const char *path, const BsNode *value)
{
  const BsNode *old = draft->issue != NULL ? bs_node_lookup (draft->issue, path) : NULL;

  if (old == value || (old != NULL && value != NULL && bs_node_equal (old, value)))
    return;

  draft_add (draft, bs_operation_new_set (path, old, value));
}

void
bs_issue_draft_text (BsIssueDraft *draft, const char *path, const char *value)
{
  g_autoptr (BsNode) node = NULL;

  if (value != NULL && *value != '\0')
    node = bs_node_new_string (value);
  bs_issue_draft_node (draft, path, node);
}

void
bs_issue_draft_insert (BsIssueDraft *draft, const char *list, guint index, const BsNode *value)
{
  const BsNode *array = draft->issue != NULL ? bs_node_lookup (draft->issue, list) : NULL;

  if (array == NULL)
    {
      g_autoptr (BsNode) made = bs_node_with_inserted (NULL, 0, value);

      bs_issue_draft_node (draft, list, made);
    }
  else
    {
      draft_add (draft,
                 bs_operation_new_insert (list, MIN (index, bs_node_get_length (array)), value));
    }
}

void
bs_issue_draft_remove (BsIssueDraft *draft, const char *list, guint index)
{
  const BsNode *array = draft->issue != NULL ? bs_node_lookup (draft->issue, list) : NULL;

  if (index < bs_node_get_length (array))
    draft_add (draft, bs_operation_new_remove (list, index, bs_node_get_element (array, index)));
}

void
bs_issue_draft_move (BsIssueDraft *draft, const char *list, guint from, guint to)
{
  if (from != to)
    draft_add (draft, bs_operation_new_move (list, from, to));
}

guint
bs_issue_draft_follow (BsIssueDraft *draft, const char *list, const char *member, const char *old,
                       const char *value)
{
  g_autoptr (BsNode) before = draft->issue != NULL ? bs_node_ref (draft->issue) : NULL;
  const BsNode *array = bs_node_get_member (before, list);
  guint n = 0;

  for (guint i = 0; i < bs_node_get_length (array); i++)
    {
      const BsNode *node = bs_node_get_element (array, i);
      g_autofree char *path = NULL;

      if (!g_str_equal (bs_node_get_text (node, member), old))
        continue;
      path = bs_issue_dup_path (list, bs_node_get_text (node, "id"), member);
      bs_issue_draft_text (draft, path, value);
      n++;
    }

  return n;
}

BsIssueEdit *
bs_issue_draft_finish (BsIssueDraft *draft, char *label, const char *page)
{
  BsIssueEdit *edit;

  if (draft->issue == NULL)
    {
      g_free (label);
      return NULL;
    }

  edit = g_new0 (BsIssueEdit, 1);
  edit->ref_count = 1;
  edit->label = label;
  edit->page = g_strdup (page);
  edit->operations = g_steal_pointer (&draft->operations);
  edit->issue = g_steal_pointer (&draft->issue);
  edit->n_freed = draft->n_freed;

  return edit;
}

const BsNode *
bs_issue_need_page (const BsNode *issue, const char *page, GError **error)
{
  const BsNode *node = bs_issue_get_page (issue, page);

  if (node == NULL)
    g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT,
                 _ ("There is no page “%s”: the issue does not list it. Choose another page."),
                 page);

  return node;
}

int
bs_issue_find_section (const BsNode *issue, const char *section)
{
  return bs_node_index_of_id (bs_node_get_member (issue, "sections"), section);
}

BsIssueEdit *
bs_issue_edit_ref (BsIssueEdit *edit)
{
  g_return_val_if_fail (edit != NULL, NULL);
  g_atomic_int_inc (&edit->ref_count);

  return edit;
}

void
bs_issue_edit_unref (BsIssueEdit *edit)
{
  if (edit == NULL || !g_atomic_int_dec_and_test (&edit->ref_count))
    return;

  g_free (edit->label);
  g_free (edit->page);
  g_ptr_array_unref (edit->operations);
  bs_node_unref (edit->issue);
  g_free (edit);
}

/**
 * bs_issue_edit_apply:
 * @edit: a change
 * @document: whose issue it was thought out for
 *
 * Makes the change, as one step of undo under its label. All of it, or nothing.
 *
 * Returns: %TRUE if made; %BS_MODEL_ERROR_CONFLICT where the document has changed meanwhile so that
 *   it no longer fits, %BS_MODEL_ERROR_LOCKED for a read-only document
 */
gboolean
bs_issue_edit_apply (const BsIssueEdit *edit, BsDocument *document, GError **error)
{
  g_return_val_if_fail (edit != NULL && BS_IS_DOCUMENT (document), FALSE);

  bs_document_begin (document, edit->label, NULL);
  for (guint i = 0; i < edit->operations->len; i++)
    if (!bs_document_apply (document, g_ptr_array_index (edit->operations, i), error))
      {
        bs_document_cancel (document);
        return FALSE;
      }
  bs_document_end (document);

  return TRUE;
}
