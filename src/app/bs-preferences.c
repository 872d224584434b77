/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-preferences.h"

#include "bs-config.h"
#include "bs-desk-preferences.h"
#include "bs-dialogs.h"
#include "bs-issue-words.h"
#include "bs-load-job.h"
#include "bs-publication-editor.h"
#include "bs-settings.h"
#include "bs-toaster.h"

#include "model/bs-model-error.h"

#include <glib/gi18n-lib.h>

struct _BsPreferences
{
  AdwPreferencesWindow parent_instance;

  AdwEntryRow *author;
  AdwActionRow *issues_folder;
  AdwActionRow *safety;
  GtkSwitch *reopen;
  AdwActionRow *templates_folder;
  GtkListBox *list;
  BsDeskPreferences *desk_page;

  BsEnvironment *environment;
  BsPublications *publications;
  BsPublication *exported; /* that waits for a place to be written to */
};

G_DEFINE_FINAL_TYPE (BsPreferences, bs_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
tell (BsPreferences *self, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  bs_toaster_show_in (GTK_WIDGET (self), adw_toast_new (markup));
}

/* --- General --- */

static void
author_changed (BsPreferences *self)
{
  bs_settings_set_string ("author-name", gtk_editable_get_text (GTK_EDITABLE (self->author)));
}

static void
reopen_changed (BsPreferences *self)
{
  bs_settings_set_boolean ("reopen-last-issue", gtk_switch_get_active (self->reopen));
}

static void
show_folders (BsPreferences *self)
{
  g_autofree char *issues = bs_settings_dup_string ("issues-folder");
  g_autoptr (GFile) templates = bs_publications_get_folder (self->publications);
  g_autofree char *shown = bs_issue_words_dup_folder (issues);
  g_autofree char *shown_templates = bs_issue_words_dup_folder (g_file_peek_path (templates));

  adw_action_row_set_subtitle (self->issues_folder,
                               *issues != '\0'
                                 ? shown
                                 : _ ("Documents, in a folder with the paper’s name"));
  adw_action_row_set_subtitle (self->templates_folder, shown_templates);
}

static void
set_folder (BsPreferences *self, const char *key, GListModel *files)
{
  g_autoptr (GFile) folder = g_list_model_get_item (files, 0);

  bs_settings_set_string (key, g_file_peek_path (folder));
  show_folders (self);
  bs_publications_reload (self->publications);
}

static void
issues_folder_chosen (GListModel *files, gpointer data)
{
  set_folder (data, "issues-folder", files);
}

static void
templates_folder_chosen (GListModel *files, gpointer data)
{
  set_folder (data, "publications-folder", files);
}

static void
choose_issues_folder (BsPreferences *self)
{
  bs_dialogs_choose (GTK_WINDOW (self), BS_CHOOSE_FOLDER, NULL, issues_folder_chosen, self);
}

static void
choose_templates_folder (BsPreferences *self)
{
  bs_dialogs_choose (GTK_WINDOW (self), BS_CHOOSE_FOLDER, NULL, templates_folder_chosen, self);
}

static void
reset_folders (BsPreferences *self)
{
  bs_settings_set_string ("publications-folder", "");
  show_folders (self);
  bs_publications_reload (self->publications);
}

/* --- Publications --- */

static BsPublication *
find (BsPreferences *self, GVariant *parameter)
{
  return bs_publications_find (self->publications, g_variant_get_string (parameter, NULL));
}

static void
written (GFile *file G_GNUC_UNUSED, const GError *error, gpointer data)
{
  g_autoptr (BsPreferences) self = data;

  if (error != NULL)
    bs_dialogs_error (GTK_WINDOW (self), _ ("The Publication Was Not Saved"), error->message);
}

static void
imported (GFile *file G_GNUC_UNUSED, const GError *error, gpointer data)
{
  g_autoptr (BsPreferences) self = data;
  g_autofree char *text = NULL;

  if (g_error_matches (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SYNTAX)
      || g_error_matches (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA))
    /* Translators: what is wrong with the file of a template, and where */
    text = g_strdup_printf (_ ("%s. Mend that line in a text editor, or ask for the file to be "
                               "exported once more."),
                            error->message);
  if (error != NULL)
    bs_dialogs_error (GTK_WINDOW (self), _ ("The Publication Could Not Be Imported"),
                      text != NULL ? text : error->message);
  else if (self->list != NULL)
    tell (self, _ ("Publication imported"));
}

static void
exported_to (GFile *file, const GError *error, gpointer data)
{
  g_autoptr (BsPreferences) self = data;
  g_autofree char *name = g_file_get_basename (file);
  /* Translators: %s is the name of a file. */
  g_autofree char *text = g_strdup_printf (_ ("Exported %s"), name);

  if (error != NULL)
    bs_dialogs_error (GTK_WINDOW (self), _ ("The Publication Was Not Exported"), error->message);
  else if (self->list != NULL)
    tell (self, text);
}

static void
edit (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  BsPreferences *self = BS_PREFERENCES (widget);
  BsPublication *publication = find (self, parameter);

  if (publication != NULL && bs_publication_get_root (publication) != NULL)
    bs_publication_editor_edit_template (GTK_WINDOW (self), self->environment,
                                         bs_publication_get_file (publication),
                                         bs_publication_get_root (publication),
                                         bs_publication_is_shipped (publication));
}

/* Written by nobody yet: a paper with a name, and the usual of everything else. */
static BsNode *
make_empty (const char *title)
{
  BsNodeBuilder *root = bs_node_builder_new_object ();
  BsNodeBuilder *publication = bs_node_builder_new_object ();
  g_autofree char *version = g_strdup_printf ("%d.%d", BS_TEMPLATE_VERSION_MAJOR,
                                              BS_TEMPLATE_VERSION_MINOR);

  bs_node_builder_set_text (publication, "name", title);
  bs_node_builder_set_text (root, "format", BS_TEMPLATE_FORMAT);
  bs_node_builder_set_text (root, "version", version);
  bs_node_builder_set (root, "publication", bs_node_builder_end (publication));
  bs_node_builder_set_text (root, "page_format", "broadsheet");

  return bs_node_builder_end (root);
}

static void
added (GFile *file, const GError *error, gpointer data)
{
  g_autoptr (BsPreferences) self = data;
  g_autoptr (BsNode) root = make_empty (_ ("New Publication"));

  if (error != NULL)
    bs_dialogs_error (GTK_WINDOW (self), _ ("The Publication Was Not Saved"), error->message);
  else if (self->list != NULL)
    bs_publication_editor_edit_template (GTK_WINDOW (self), self->environment, file, root, FALSE);
}

static void
add (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  BsPreferences *self = BS_PREFERENCES (widget);
  g_autoptr (BsNode) root = make_empty (_ ("New Publication"));
  const BsPublicationSave save = { .root = root };

  bs_publications_save (self->publications, &save, added, g_object_ref (self));
}

static void
duplicate (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  BsPreferences *self = BS_PREFERENCES (widget);
  BsPublication *publication = find (self, parameter);
  g_autoptr (GFile) photos = NULL;
  BsPublicationSave save = { 0 };

  if (publication == NULL || bs_publication_get_root (publication) == NULL)
    return;
  photos = bs_template_get_media_folder (bs_publication_get_file (publication));
  save.root = bs_publication_get_root (publication);
  save.photos = photos;
  bs_publications_save (self->publications, &save, written, g_object_ref (self));
}

static void
removed (GFile *file G_GNUC_UNUSED, const GError *error, gpointer data)
{
  g_autoptr (BsPreferences) self = data;

  if (error != NULL)
    bs_dialogs_error (GTK_WINDOW (self), _ ("The Publication Was Not Deleted"), error->message);
}

static void
delete_publication (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  BsPreferences *self = BS_PREFERENCES (widget);
  BsPublication *publication = find (self, parameter);
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  AdwToast *toast;

  if (publication == NULL || bs_publication_is_shipped (publication))
    return;
  text = g_strdup_printf (_ ("“%s” deleted"), bs_publication_get_title (publication));
  markup = g_markup_escape_text (text, -1);
  toast = adw_toast_new (markup);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "publication.restore");
  adw_toast_set_action_target (toast, "s",
                               g_file_peek_path (bs_publication_get_file (publication)));
  adw_toast_set_timeout (toast, 10);
  bs_publications_remove (self->publications, publication, removed, g_object_ref (self));
  bs_toaster_show_in (GTK_WIDGET (self), toast);
}

static void
restore (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  BsPreferences *self = BS_PREFERENCES (widget);
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  bs_publications_restore (self->publications, file, written, g_object_ref (self));
}

static void
import_chosen (GListModel *files, gpointer data)
{
  BsPreferences *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  bs_publications_import (self->publications, file, imported, g_object_ref (self));
}

static void
import (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  bs_dialogs_choose (GTK_WINDOW (widget), BS_CHOOSE_OPEN_TEMPLATE, NULL, import_chosen, widget);
}

static void
export_chosen (GListModel *files, gpointer data)
{
  BsPreferences *self = data;
  g_autoptr (GFile) chosen = g_list_model_get_item (files, 0);
  g_autoptr (GFile) file = bs_template_with_ending (chosen);
  g_autoptr (GFile) photos = NULL;
  BsPublicationSave save = { .file = file };

  if (self->exported == NULL)
    return;
  photos = bs_template_get_media_folder (bs_publication_get_file (self->exported));
  save.root = bs_publication_get_root (self->exported);
  save.photos = photos;
  bs_publications_save (self->publications, &save, exported_to, g_object_ref (self));
}

static void export(GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  BsPreferences *self = BS_PREFERENCES (widget);
  BsPublication *publication = find (self, parameter);
  g_autofree char *suggested = NULL;

  if (publication == NULL || bs_publication_get_root (publication) == NULL)
    return;
  suggested = g_strconcat (bs_publication_get_id (publication), BS_TEMPLATE_ENDING, NULL);
  g_set_object (&self->exported, publication);
  bs_dialogs_choose (GTK_WINDOW (self), BS_CHOOSE_SAVE_TEMPLATE, suggested, export_chosen, self);
}

static void
show_file (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  BsPublication *publication = find (BS_PREFERENCES (widget), parameter);
  g_autoptr (GFile) folder = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GdkAppLaunchContext) context = NULL;

  if (publication == NULL)
    return;
  folder = g_file_get_parent (bs_publication_get_file (publication));
  uri = g_file_get_uri (folder);
  context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, NULL, NULL);
}

static void
add_item (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static GtkWidget *
make_menu (BsPublication *publication)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  const char *id = bs_publication_get_id (publication);
  /* Translators: accessible name of a menu button; name of a publication */
  g_autofree char *label = g_strdup_printf (_ ("More for %s"),
                                            bs_publication_get_title (publication));

  if (bs_publication_get_root (publication) != NULL)
    {
      add_item (menu, _ ("_Duplicate"), "publication.duplicate", id);
      add_item (menu, _ ("E_xport…"), "publication.export", id);
    }
  else
    add_item (menu, _ ("_Show in Folder"), "publication.show-file", id);
  if (!bs_publication_is_shipped (publication))
    add_item (menu, _ ("De_lete"), "publication.delete", id);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);

  return button;
}

static char *
dup_description (BsPublication *publication)
{
  const BsNode *numbering = bs_node_get_member (bs_publication_get_root (publication), "numbering");
  g_autofree char *path = NULL;
  g_autofree char *number = NULL;

  if (bs_publication_get_problem (publication) != NULL)
    return g_strdup (bs_publication_get_problem (publication));
  if (bs_publication_is_shipped (publication))
    return g_strdup (_ ("Example that came with the program; duplicate it to make it yours"));
  path = bs_issue_words_dup_folder (g_file_peek_path (bs_publication_get_file (publication)));
  number = bs_issue_words_dup_number (bs_node_get_number (numbering, "last_number", 0));

  return *number != '\0' ? g_strdup_printf ("%s · %s", number, path) : g_steal_pointer (&path);
}

static GtkWidget *
make_row (BsPublication *publication)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *description = dup_description (publication);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), bs_publication_get_title (publication));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), description);
  if (bs_publication_get_problem (publication) != NULL)
    {
      adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu (publication));
      return row;
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu (publication));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "publication.edit");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", bs_publication_get_id (publication));

  return row;
}

static void
show_publications (BsPreferences *self)
{
  GListModel *list = G_LIST_MODEL (self->publications);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (BsPublication) publication = g_list_model_get_item (list, i);

      gtk_list_box_append (self->list, make_row (publication));
    }
}

static void
bs_preferences_dispose (GObject *object)
{
  BsPreferences *self = BS_PREFERENCES (object);

  g_clear_object (&self->environment);
  g_clear_object (&self->exported);

  G_OBJECT_CLASS (bs_preferences_parent_class)->dispose (object);
}

static void
bs_preferences_class_init (BsPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_preferences_dispose;

  g_type_ensure (BS_TYPE_DESK_PREFERENCES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, BsPreferences, author);
  gtk_widget_class_bind_template_child (widget_class, BsPreferences, issues_folder);
  gtk_widget_class_bind_template_child (widget_class, BsPreferences, safety);
  gtk_widget_class_bind_template_child (widget_class, BsPreferences, reopen);
  gtk_widget_class_bind_template_child (widget_class, BsPreferences, templates_folder);
  gtk_widget_class_bind_template_child (widget_class, BsPreferences, list);
  gtk_widget_class_bind_template_child (widget_class, BsPreferences, desk_page);
  gtk_widget_class_bind_template_callback (widget_class, author_changed);
  gtk_widget_class_bind_template_callback (widget_class, reopen_changed);
  gtk_widget_class_bind_template_callback (widget_class, choose_issues_folder);
  gtk_widget_class_bind_template_callback (widget_class, choose_templates_folder);
  gtk_widget_class_bind_template_callback (widget_class, reset_folders);
  gtk_widget_class_install_action (widget_class, "publication.edit", "s", edit);
  gtk_widget_class_install_action (widget_class, "publication.add", NULL, add);
  gtk_widget_class_install_action (widget_class, "publication.duplicate", "s", duplicate);
  gtk_widget_class_install_action (widget_class, "publication.delete", "s", delete_publication);
  gtk_widget_class_install_action (widget_class, "publication.restore", "s", restore);
  gtk_widget_class_install_action (widget_class, "publication.import", NULL, import);
  gtk_widget_class_install_action (widget_class, "publication.export", "s", export);
  gtk_widget_class_install_action (widget_class, "publication.show-file", "s", show_file);
}

static void
bs_preferences_init (BsPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (BsPreferences *self)
{
  g_autofree char *author = bs_settings_dup_author ();
  g_autoptr (GFile) unsaved = bs_load_job_get_unsaved_folder ();
  g_autofree char *shown = bs_issue_words_dup_folder (g_file_peek_path (unsaved));
  /* Translators: a folder */
  g_autofree char *safety = g_strdup_printf (_ ("Every change is on disk within a second, also "
                                                "before the first save: %s"),
                                             shown);

  gtk_editable_set_text (GTK_EDITABLE (self->author), author);
  gtk_switch_set_active (self->reopen, bs_settings_get_boolean ("reopen-last-issue", FALSE));
  adw_action_row_set_subtitle (self->safety, safety);
  show_folders (self);
  g_signal_connect_object (self->publications, "items-changed", G_CALLBACK (show_publications),
                           self, G_CONNECT_SWAPPED);
  show_publications (self);
}

/* There is one at most. */
static BsPreferences *
present (GtkWindow *parent, BsEnvironment *environment, BsDesk *desk)
{
  static GtkWindow *shown;
  BsPreferences *self;

  if (shown != NULL)
    {
      gtk_window_present (shown);
      return BS_PREFERENCES (shown);
    }
  self = g_object_new (BS_TYPE_PREFERENCES, "transient-for", parent, NULL);
  self->environment = g_object_ref (environment);
  self->publications = bs_publications_get (environment);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "app",
                                  G_ACTION_GROUP (g_application_get_default ()));
  bs_desk_take_up (desk);
  bs_desk_preferences_set_desk (self->desk_page, desk);
  fill (self);
  shown = GTK_WINDOW (self);
  g_object_add_weak_pointer (G_OBJECT (self), (gpointer *) &shown);
  gtk_window_present (shown);

  return self;
}

void
bs_preferences_show (GtkWindow *parent, BsEnvironment *environment, BsDesk *desk)
{
  present (parent, environment, desk);
}

void
bs_preferences_show_desk (GtkWindow *parent, BsEnvironment *environment, BsDesk *desk)
{
  BsPreferences *self = present (parent, environment, desk);

  adw_preferences_window_set_visible_page (ADW_PREFERENCES_WINDOW (self),
                                           ADW_PREFERENCES_PAGE (self->desk_page));
}
