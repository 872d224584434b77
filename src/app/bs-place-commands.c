/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-place-commands.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
stands_on_a_page (const BsNode *issue, const char *ref)
{
  const BsNode *pages = bs_issue_get_pages (issue);

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const BsNode *boxes = bs_node_get_member (bs_node_get_element (pages, i), "boxes");

      for (guint j = 0; j < bs_node_get_length (boxes); j++)
        {
          const BsNode *refs = bs_node_get_member (bs_node_get_element (boxes, j), "refs");

          for (guint k = 0; k < bs_node_get_length (refs); k++)
            if (g_str_equal (bs_node_get_string (bs_node_get_element (refs, k)), ref))
              return TRUE;
        }
    }

  return FALSE;
}

/* "“Headline” placed on A1"; NULL: it has no words of its own */
static char *
dup_text_of_one (const BsNode *issue, const char *ref, const char *page)
{
  const BsNode *story = bs_issue_get_story (issue, ref);
  const char *title = bs_node_get_text (story, "headline");

  /* Translators: %1$s is a headline, %2$s a page. */
  return *title != '\0' ? g_strdup_printf (_ ("“%1$s” placed on %2$s"), title, page) : NULL;
}

static void
tell (BsSession *session, const char *page, guint placed, guint failed, const char *first,
      const GError *error)
{
  g_autofree char *text = NULL;

  if (placed == 0)
    {
      if (error != NULL)
        bs_session_tell (session, error->message, 0);
      return;
    }
  if (failed == 0 && placed == 1)
    text = dup_text_of_one (bs_session_get_root (session), first, page);
  if (text != NULL)
    ;
  else if (failed == 0)
    text = g_strdup_printf (
      /* Translators: %1$u stories and photos, %2$s the page. */
      g_dngettext (GETTEXT_PACKAGE, "%1$u story or photo placed on %2$s",
                   "%1$u stories and photos placed on %2$s", (gulong) placed),
      placed, page);
  else
    text = g_strdup_printf (
      /* Translators: %1$u were placed on page %3$s, %2$u found no room. */
      _ ("%1$u placed on %3$s, %2$u found no room"), placed, failed, page);
  bs_session_tell (session, text, 1);
}

guint
bs_place_commands_place (BsSession *session, const char *page, const char *const *refs)
{
  BsDocument *document;
  BsPageContext context;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup (page);
  g_autofree char *box = NULL;
  guint placed = 0;
  guint failed = 0;

  g_return_val_if_fail (BS_IS_SESSION (session), 0);
  g_return_val_if_fail (page != NULL && refs != NULL, 0);

  if (!bs_session_get_context (session, &context, &error))
    {
      bs_session_tell (session, error->message, 0);
      return 0;
    }

  document = bs_session_get_document (session);
  bs_document_begin (document, _ ("Place on Page"), NULL);
  for (guint i = 0; refs[i] != NULL; i++)
    {
      g_autoptr (BsPageEdit) edit = NULL;

      context.issue = bs_document_get_root (document);
      context.page = name;
      /* A story brings its photo, which may have been chosen too. */
      if (stands_on_a_page (context.issue, refs[i]))
        continue;
      g_clear_error (&error);
      edit = bs_page_edit_place (&context, refs[i], NULL, BS_OVERLAP_REFUSE, &error);
      if (edit == NULL || !bs_page_edit_apply (edit, document, &error))
        {
          failed++;
          continue;
        }
      g_free (box);
      box = g_strdup (edit->box);
      placed++;
    }
  bs_document_end (document);

  if (placed > 0)
    {
      bs_session_set_page (session, name);
      bs_session_set_box (session, box);
    }
  tell (session, name, placed, failed, refs[0], error);

  return placed;
}
