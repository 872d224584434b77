/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-issue-commands.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

gboolean
bs_issue_commands_apply (BsSession *session, BsIssueEdit *edit, GError *error)
{
  g_autoptr (BsIssueEdit) taken = edit;
  g_autoptr (GError) failure = error;

  g_return_val_if_fail (BS_IS_SESSION (session), FALSE);

  if (failure == NULL && (edit == NULL || edit->operations->len == 0))
    return FALSE;
  if (failure != NULL || !bs_issue_edit_apply (edit, bs_session_get_document (session), &failure))
    {
      bs_session_tell (session, failure->message, 0);
      return FALSE;
    }
  if (*edit->page != '\0')
    bs_session_set_page (session, edit->page);

  return TRUE;
}

void
bs_issue_commands_remove_page (BsSession *session, const char *page)
{
  GError *error = NULL;
  BsIssueEdit *edit;
  g_autofree char *text = NULL;
  guint n;

  g_return_if_fail (BS_IS_SESSION (session));
  g_return_if_fail (page != NULL);

  edit = bs_issue_edit_remove_page (bs_session_get_root (session), page, &error);
  n = edit != NULL ? edit->n_freed : 0;
  text = n > 0 ? g_strdup_printf (
           /* Translators: %1$s is a page, %2$u the number of stories and photos that were on
                    * it and are on no page now. */
           g_dngettext (GETTEXT_PACKAGE, "Page %1$s deleted; %2$u story or photo is on no page now",
                        "Page %1$s deleted; %2$u stories and photos are on no page now",
                        (gulong) n),
           page, n)
               : g_strdup_printf (_ ("Page %s deleted"), page);
  if (bs_issue_commands_apply (session, edit, error))
    bs_session_tell (session, text, 1);
}

void
bs_issue_commands_duplicate_page (BsSession *session, const char *page)
{
  const BsNode *issue = bs_session_get_root (session);
  const BsNode *node = bs_issue_get_page (issue, page);
  const BsNode *list = bs_node_get_member (node, "editors");
  g_autoptr (GPtrArray) editors = g_ptr_array_new ();
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  BsPageFacts facts = { 0 };
  GError *error = NULL;

  if (node == NULL)
    return;

  name = bs_issue_suggest_page_name (issue, bs_node_get_text (node, "section"));
  for (guint i = 0; i < bs_node_get_length (list); i++)
    g_ptr_array_add (editors, (char *) bs_node_get_string (bs_node_get_element (list, i)));
  g_ptr_array_add (editors, NULL);
  facts.name = name;
  facts.section = bs_node_get_text (node, "section");
  facts.format = bs_node_get_text (node, "format");
  facts.editors = (const char *const *) editors->pdata;
  facts.contact = bs_node_get_text (node, "contact");
  /* Translators: a page was copied with its format, editors and advertisements. */
  text = g_strdup_printf (_ ("Page %s made like %s, without its stories"), name, page);
  if (bs_issue_commands_apply (
        session,
        bs_issue_edit_add_page (issue, &facts, page,
                                bs_node_index_of_id (bs_issue_get_pages (issue), page) + 1, &error),
        error))
    bs_session_tell (session, text, 1);
}

void
bs_issue_commands_step_page (BsSession *session, const char *page, int step)
{
  GError *error = NULL;
  BsIssueEdit *edit;

  g_return_if_fail (BS_IS_SESSION (session));

  edit = bs_issue_edit_step_page (bs_session_get_root (session), page, step, &error);
  bs_issue_commands_apply (session, edit, error);
}

void
bs_issue_commands_clear_page (BsSession *session, const char *page)
{
  GError *error = NULL;
  BsIssueEdit *edit;
  g_autofree char *text = NULL;
  guint n;

  g_return_if_fail (BS_IS_SESSION (session));
  g_return_if_fail (page != NULL);

  edit = bs_issue_edit_clear_page (bs_session_get_root (session), page, &error);
  n = edit != NULL ? edit->n_freed : 0;
  text = g_strdup_printf (
    /* Translators: %1$s is a page, %2$u the number of stories and photos taken off it. */
    g_dngettext (GETTEXT_PACKAGE, "%1$s cleared: %2$u story or photo waits to be placed",
                 "%1$s cleared: %2$u stories and photos wait to be placed", (gulong) n),
    page, n);
  if (bs_issue_commands_apply (session, edit, error))
    bs_session_tell (session, text, 1);
}
