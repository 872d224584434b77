/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an issue has of its publication: its properties, a template made of it, fonts that this
 * computer lacks.
 */

#include "bs-window-private.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-missing-fonts.h"
#include "bs-publication-editor.h"
#include "bs-publications.h"

#include <glib/gi18n-lib.h>

static void
edit (BsWindow *self, const char *page)
{
  bs_publication_editor_edit_issue (GTK_WINDOW (self), self->environment,
                                    bs_window_get_document (self), page);
}

static void
issue_properties (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                  gpointer data)
{
  edit (data, NULL);
}

static void
replace_fonts (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
               gpointer data)
{
  bs_window_hide_banner (data);
  edit (data, "styles");
}

static void
template_written (GFile *file, const GError *error, gpointer data)
{
  g_autoptr (BsWindow) self = data;
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      bs_dialogs_error (GTK_WINDOW (self), _ ("The Template Was Not Saved"), error->message);
      return;
    }
  name[strlen (name) - strlen (BS_TEMPLATE_ENDING)] = '\0';
  /* Translators: name of a template */
  text = g_strdup_printf (_ ("“%s” can now be chosen for a new issue"), name);
  if (self->toasts != NULL)
    bs_window_toast (self, text);
}

static void
template_chosen (GListModel *files, gpointer data)
{
  BsWindow *self = data;
  BsDocument *document = bs_window_get_document (self);
  g_autoptr (GFile) chosen = g_list_model_get_item (files, 0);
  g_autoptr (GFile) file = bs_template_with_ending (chosen);
  g_autoptr (GFile) photos = NULL;
  g_autoptr (BsNode) root = NULL;
  BsPublicationSave save;

  if (document == NULL)
    return;
  photos = bs_document_get_media_folder (document);
  root = bs_template_from_issue (bs_document_get_root (document));
  save = (BsPublicationSave){ .file = file, .root = root, .photos = photos };
  bs_publications_save (bs_publications_get (self->environment), &save, template_written,
                        g_object_ref (self));
}

static void
save_as_template (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                  gpointer data)
{
  BsWindow *self = data;
  g_autoptr (GFile) folder = bs_publications_get_folder (bs_publications_get (self->environment));
  const BsNode *root = bs_document_get_root (bs_window_get_document (self));
  g_autofree char *id = bs_template_dup_id (
    bs_node_get_text (bs_node_get_member (root, "publication"), "name"));
  g_autofree char *name = g_strconcat (id, BS_TEMPLATE_ENDING, NULL);

  bs_dialogs_choose_in (GTK_WINDOW (self), BS_CHOOSE_SAVE_TEMPLATE, folder, name, template_chosen,
                        self);
}

static void
fonts_found (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsWindow) self = data;
  g_autofree char *text = bs_missing_fonts_finish (result, NULL);

  /* What was lost or is read-only must be said first. */
  if (text == NULL || self->session == NULL || gtk_revealer_get_reveal_child (self->banner)
      || bs_document_get_read_only (bs_window_get_document (self)))
    return;
  bs_window_show_banner (self, text, _ ("Replace Fonts…"), "win.replace-fonts");
}

void
bs_window_check_fonts (BsWindow *self)
{
  bs_missing_fonts_find (self->environment, bs_session_get_root (self->session), NULL, fonts_found,
                         g_object_ref (self));
}

static void
update (BsWindow *self, gboolean writable)
{
  bs_window_set_enabled (self, "issue-properties", writable);
  bs_window_set_enabled (self, "replace-fonts", writable);
  bs_window_set_enabled (self, "save-as-template", self->session != NULL);
}

static const GActionEntry entries[] = {
  { "issue-properties", issue_properties },
  { "replace-fonts", replace_fonts },
  { "save-as-template", save_as_template },
};

const BsWindowActions bs_window_publication_actions = { entries, G_N_ELEMENTS (entries), update };
