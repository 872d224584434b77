/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-sections-dialog.h"

#include "bs-config.h"
#include "bs-issue-commands.h"

#include <glib/gi18n-lib.h>

struct _BsSectionsDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkListBox *list;

  BsSession *session;
  BsNode *shown; /* the sections as they are shown */
  BsNode *pages; /* and the pages they were counted by */
  guint quiet;
};

G_DEFINE_FINAL_TYPE (BsSectionsDialog, bs_sections_dialog, ADW_TYPE_WINDOW)

static const char *
get_id (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);

  return g_object_get_data (G_OBJECT (row), "section");
}

static void
apply (BsSectionsDialog *self, BsIssueEdit *edit, GError *error)
{
  bs_issue_commands_apply (self->session, edit, error);
}

static void
rename_section (GtkWidget *row, BsSectionsDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  const char *id = get_id (row);
  GError *error = NULL;
  BsIssueEdit *edit;

  if (self->session == NULL || id == NULL || self->quiet > 0)
    return;

  edit = bs_issue_edit_rename_section (bs_session_get_root (self->session), id, name, &error);
  /* The rows stay: somebody is about to press a button of one. */
  self->quiet++;
  apply (self, edit, error);
  self->quiet--;
}

/* What was typed is not lost when another row is gone to. */
static void
focus_left (GtkEventController *controller, BsSectionsDialog *self)
{
  rename_section (gtk_event_controller_get_widget (controller), self);
}

static void
step (GtkWidget *button, int by, BsSectionsDialog *self)
{
  GError *error = NULL;
  BsIssueEdit *edit = bs_issue_edit_step_section (bs_session_get_root (self->session),
                                                  get_id (button), by, &error);

  apply (self, edit, error);
}

static void
move_up (GtkWidget *button, BsSectionsDialog *self)
{
  step (button, -1, self);
}

static void
move_down (GtkWidget *button, BsSectionsDialog *self)
{
  step (button, 1, self);
}

static void
remove_section (GtkWidget *button, BsSectionsDialog *self)
{
  const BsNode *section = bs_node_find_by_id (
    bs_node_get_member (bs_session_get_root (self->session), "sections"), get_id (button));
  g_autofree char *text = g_strdup_printf (_ ("Section “%s” deleted; its pages stay"),
                                           bs_node_get_text (section, "name"));
  GError *error = NULL;
  BsIssueEdit *edit = bs_issue_edit_remove_section (bs_session_get_root (self->session),
                                                    get_id (button), &error);

  if (bs_issue_commands_apply (self->session, edit, error))
    bs_session_tell (self->session, text, 1);
}

static void
add (BsSectionsDialog *self)
{
  GError *error = NULL;
  BsIssueEdit *edit = bs_issue_edit_add_section (bs_session_get_root (self->session), "",
                                                 _ ("New Section"), &error);
  GtkWidget *last;

  apply (self, edit, error);
  last = gtk_widget_get_last_child (GTK_WIDGET (self->list));
  if (last != NULL)
    gtk_widget_grab_focus (last);
}

static guint
count_pages (const BsNode *issue, const char *section)
{
  const BsNode *pages = bs_issue_get_pages (issue);
  guint n = 0;

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    if (g_str_equal (bs_node_get_text (bs_node_get_element (pages, i), "section"), section))
      n++;

  return n;
}

static void
add_button (BsSectionsDialog *self, AdwEntryRow *row, const char *icon, const char *label,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect (button, "clicked", clicked, self);
  adw_entry_row_add_suffix (row, button);
}

static GtkWidget *
make_row (BsSectionsDialog *self, const BsNode *section)
{
  const BsNode *issue = bs_session_get_root (self->session);
  const char *id = bs_node_get_text (section, "id");
  const char *name = bs_node_get_text (section, "name");
  guint n = count_pages (issue, id);
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *pages = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u page", "%u pages",
                                                         (gulong) n),
                                            n);
  /* Translators: heading of a section's name: its letter, and "4 pages" */
  g_autofree char *title = g_strdup_printf (_ ("Section %s · %s"), id, pages);
  g_autofree char *up = g_strdup_printf (_ ("Move %s up"), name);
  g_autofree char *down = g_strdup_printf (_ ("Move %s down"), name);
  g_autofree char *away = g_strdup_printf (_ ("Delete %s"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_object_set_data_full (G_OBJECT (row), "section", g_strdup (id), g_free);
  gtk_editable_set_text (GTK_EDITABLE (row), name);
  add_button (self, ADW_ENTRY_ROW (row), "go-up-symbolic", up, G_CALLBACK (move_up));
  add_button (self, ADW_ENTRY_ROW (row), "go-down-symbolic", down, G_CALLBACK (move_down));
  add_button (self, ADW_ENTRY_ROW (row), "user-trash-symbolic", away, G_CALLBACK (remove_section));
  g_signal_connect (row, "entry-activated", G_CALLBACK (rename_section), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left), self);
  gtk_widget_add_controller (row, focus);

  return row;
}

static void
show_sections (BsSectionsDialog *self)
{
  const BsNode *issue = bs_session_get_root (self->session);
  const BsNode *sections = bs_node_get_member (issue, "sections");
  const BsNode *pages = bs_issue_get_pages (issue);
  GtkWidget *row;

  if (sections == self->shown && pages == self->pages)
    return;

  g_clear_pointer (&self->shown, bs_node_unref);
  g_clear_pointer (&self->pages, bs_node_unref);
  self->shown = sections != NULL ? bs_node_ref (sections) : NULL;
  self->pages = pages != NULL ? bs_node_ref (pages) : NULL;
  if (self->quiet > 0)
    return;

  self->quiet++;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < bs_node_get_length (sections); i++)
    gtk_list_box_append (self->list, make_row (self, bs_node_get_element (sections, i)));
  gtk_stack_set_visible_child_name (self->stack,
                                    bs_node_get_length (sections) > 0 ? "list" : "nothing");
  self->quiet--;
}

static gboolean
bs_sections_dialog_close_request (GtkWindow *window)
{
  BsSectionsDialog *self = BS_SECTIONS_DIALOG (window);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    rename_section (row, self);

  return GTK_WINDOW_CLASS (bs_sections_dialog_parent_class)->close_request (window);
}

static void
bs_sections_dialog_dispose (GObject *object)
{
  BsSectionsDialog *self = BS_SECTIONS_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, bs_node_unref);
  g_clear_pointer (&self->pages, bs_node_unref);

  G_OBJECT_CLASS (bs_sections_dialog_parent_class)->dispose (object);
}

static void
bs_sections_dialog_class_init (BsSectionsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_sections_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = bs_sections_dialog_close_request;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-sections-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsSectionsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BsSectionsDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, add);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bs_sections_dialog_init (BsSectionsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bs_sections_dialog_new (GtkWindow *parent, BsSession *session)
{
  BsSectionsDialog *self = g_object_new (BS_TYPE_SECTIONS_DIALOG, "transient-for", parent, "modal",
                                         TRUE, "destroy-with-parent", TRUE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (show_sections), self, G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
  show_sections (self);

  return GTK_WIDGET (self);
}
