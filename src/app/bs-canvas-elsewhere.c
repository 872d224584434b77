/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of the chosen box goes to other pages: all of it, or where a story runs on; and back.
 */

#include "bs-canvas-private.h"

#include "bs-box-place.h"
#include "bs-config.h"

#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>

/* What stands in the box is meant for @page from now on. */
static void
claim (BsCanvas *self, char **refs, const char *page)
{
  BsDocument *document = bs_session_get_document (self->session);
  const BsNode *root = bs_session_get_root (self->session);

  for (guint i = 0; refs[i] != NULL; i++)
    {
      const char *list = bs_issue_get_story (root, refs[i]) != NULL ? "stories" : "photos";
      g_autofree char *path = bs_issue_dup_path (list, refs[i], "page");

      bs_document_set_text (document, path, page, NULL);
    }
}

static GStrv
dup_refs (const BsNode *box)
{
  const BsNode *refs = bs_node_get_member (box, "refs");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < bs_node_get_length (refs); i++)
    g_strv_builder_add (builder, bs_node_get_string (bs_node_get_element (refs, i)));

  return g_strv_builder_end (builder);
}

/* It stands there where there is room for it; else it waits in that page's tray. */
static gboolean
place_on (BsCanvas *self, const char *ref, const char *page)
{
  BsPageContext context;
  g_autoptr (BsPageEdit) edit = NULL;

  if (!bs_session_get_context (self->session, &context, NULL))
    return FALSE;
  context.page = page;
  edit = bs_page_edit_place (&context, ref, NULL, BS_OVERLAP_REFUSE, NULL);

  return edit != NULL && bs_page_edit_apply (edit, bs_session_get_document (self->session), NULL);
}

static void
send_to_page (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  BsCanvas *self = BS_CANVAS (widget);
  BsDocument *document = bs_session_get_document (self->session);
  const char *page = g_variant_get_string (parameter, NULL);
  GError *error = NULL;
  BsPageEdit *edit;
  BsCanvasChosen chosen;
  gboolean placed;
  g_auto (GStrv) refs = NULL;
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;

  if (!bs_canvas_get_chosen (self, &chosen))
    return;
  refs = dup_refs (chosen.node);
  if (refs[0] == NULL)
    return;
  title = bs_box_dup_title (chosen.context.issue, chosen.node);
  /* Translators: a step of undo; a story or photo, a page. */
  label = g_strdup_printf (_ ("Send “%s” to Page %s"), title, page);
  edit = bs_page_edit_remove (&chosen.context, chosen.id, &error);
  bs_document_begin (document, label, NULL);
  if (!bs_session_apply (self->session, edit, error))
    {
      bs_document_end (document);
      return;
    }
  claim (self, refs, page);
  placed = place_on (self, refs[0], page);
  bs_document_end (document);
  /* Translators: a story or photo, a page. */
  text = g_strdup_printf (placed ? _ ("“%s” now stands on page %s")
                                 : _ ("“%s” waits for its place on page %s"),
                          title, page);
  bs_canvas_choose (self, NULL);
  bs_session_tell (self->session, text, 1);
}

/* Two thirds stay: what the inspector offers, too, where the height can be told. */
static void
continue_on (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  BsCanvas *self = BS_CANVAS (widget);
  GError *error = NULL;
  BsPageEdit *edit;
  BsCanvasChosen chosen;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  const char *page = g_variant_get_string (parameter, NULL);

  if (!bs_canvas_get_chosen (self, &chosen))
    return;
  title = bs_box_dup_title (chosen.context.issue, chosen.node);
  /* Translators: a story, a page: a jump was made. */
  text = g_strdup_printf (_ ("“%s” continues on page %s"), title, page);
  edit = bs_page_edit_split (&chosen.context, chosen.id, MAX (1, chosen.place.lines * 2 / 3), page,
                             NULL, &error);
  if (bs_session_apply (self->session, edit, error))
    bs_session_tell (self->session, text, 1);
}

static void
join (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  BsCanvas *self = BS_CANVAS (widget);
  GError *error = NULL;
  BsPageEdit *edit;
  BsCanvasChosen chosen;
  g_autofree char *text = NULL;

  if (!bs_canvas_get_chosen (self, &chosen))
    return;
  edit = bs_page_edit_join (&chosen.context, chosen.id, &error);
  text = edit != NULL ? g_strdup (edit->label) : NULL;
  if (bs_session_apply (self->session, edit, error))
    bs_session_tell (self->session, text, 1);
}

void
bs_canvas_install_elsewhere (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "canvas.send-to-page", "s", send_to_page);
  gtk_widget_class_install_action (widget_class, "canvas.continue-on", "s", continue_on);
  gtk_widget_class_install_action (widget_class, "canvas.join", NULL, join);
}
