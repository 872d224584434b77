/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-import-report-dialog.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

struct _BsImportReportDialog
{
  AdwWindow parent_instance;

  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (BsImportReportDialog, bs_import_report_dialog, ADW_TYPE_WINDOW)

enum
{
  SHOW_STORY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
row_activated (AdwActionRow *row, BsImportReportDialog *self)
{
  const char *id = g_object_get_data (G_OBJECT (row), "story");

  if (id == NULL)
    return;
  g_signal_emit (self, signals[SHOW_STORY], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

static GtkWidget *
make_row (const char *title, const char *subtitle, const char *icon, const char *style)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL && *subtitle != '\0')
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (icon != NULL)
    {
      GtkWidget *image = gtk_image_new_from_icon_name (icon);

      if (style != NULL)
        gtk_widget_add_css_class (image, style);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
    }

  return row;
}

static AdwPreferencesGroup *
add_group (BsImportReportDialog *self, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *markup = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (group, markup);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (self->page, group);

  return group;
}

static void
add_doubts (BsImportReportDialog *self, const BsImportReport *report)
{
  AdwPreferencesGroup *group;

  if (report->doubts->len == 0)
    return;

  group = add_group (self, _ ("To Be Looked At"),
                     _ ("These decisions are uncertain. Choose one to see its story."));
  for (guint i = 0; i < report->doubts->len; i++)
    {
      const BsImportDoubt *doubt = g_ptr_array_index (report->doubts, i);
      const BsImportEntry *entry = doubt->item >= 0 && doubt->item < (int) report->entries->len
                                     ? g_ptr_array_index (report->entries, doubt->item)
                                     : NULL;
      g_autofree char *where
        /* Translators: line of the imported text, and what it became part of. */
        = entry != NULL ? g_strdup_printf (_ ("Line %u · %s"), doubt->line, entry->title)
                        : g_strdup_printf (_ ("Line %u"), doubt->line);
      GtkWidget *row = make_row (doubt->message, where, "dialog-warning-symbolic", "warning");

      if (entry != NULL && entry->kind == BS_IMPORT_STORY)
        {
          g_object_set_data_full (G_OBJECT (row), "story", g_strdup (entry->id), g_free);
          gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
          g_signal_connect (row, "activated", G_CALLBACK (row_activated), self);
        }
      adw_preferences_group_add (group, row);
    }
}

static void
add_entries (BsImportReportDialog *self, const BsImportReport *report)
{
  g_autofree char *title = g_strdup_printf ("%s → %s", report->source, report->page);
  AdwPreferencesGroup *group;

  if (report->entries->len == 0)
    return;

  group = add_group (self, title, NULL);
  for (guint i = 0; i < report->entries->len; i++)
    {
      const BsImportEntry *entry = g_ptr_array_index (report->entries, i);
      gboolean story = entry->kind == BS_IMPORT_STORY;
      g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u character",
                                                             "%u characters",
                                                             (gulong) entry->characters),
                                                entry->characters);
      GtkWidget *row = make_row (entry->title, story ? count : _ ("Photo"),
                                 story ? "bs-stories-symbolic" : "image-x-generic-symbolic",
                                 "dim-label");

      if (story)
        {
          g_object_set_data_full (G_OBJECT (row), "story", g_strdup (entry->id), g_free);
          gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
          g_signal_connect (row, "activated", G_CALLBACK (row_activated), self);
        }
      adw_preferences_group_add (group, row);
    }
}

static gboolean
has_stories (const BsImportReport *report)
{
  for (guint i = 0; i < report->entries->len; i++)
    if (((const BsImportEntry *) g_ptr_array_index (report->entries, i))->kind == BS_IMPORT_STORY)
      return TRUE;

  return FALSE;
}

/* Two hundred photos are one line: there is nothing to be looked at in each. */
static void
add_photos (BsImportReportDialog *self, GPtrArray *reports)
{
  g_autofree char *text = NULL;
  guint n = 0;

  for (guint i = 0; i < reports->len; i++)
    if (!has_stories (g_ptr_array_index (reports, i)))
      n += ((const BsImportReport *) g_ptr_array_index (reports, i))->entries->len;
  if (n == 0)
    return;
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u photo", "%u photos", (gulong) n), n);
  adw_preferences_group_add (add_group (self, _ ("Imported"), NULL),
                             make_row (text, NULL, "image-x-generic-symbolic", "dim-label"));
}

static void
add_lines (BsImportReportDialog *self, GPtrArray *lines, const char *title, const char *description,
           const char *icon, const char *style)
{
  AdwPreferencesGroup *group;

  if (lines == NULL || lines->len == 0)
    return;

  group = add_group (self, title, description);
  for (guint i = 0; i < lines->len; i++)
    adw_preferences_group_add (group, make_row (g_ptr_array_index (lines, i), NULL, icon, style));
}

static void
bs_import_report_dialog_class_init (BsImportReportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SHOW_STORY] = g_signal_new ("show-story", BS_TYPE_IMPORT_REPORT_DIALOG, G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-import-report-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsImportReportDialog, page);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bs_import_report_dialog_init (BsImportReportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bs_import_report_dialog_new (GtkWindow *parent, GPtrArray *reports, GPtrArray *failures)
{
  BsImportReportDialog *self = g_object_new (BS_TYPE_IMPORT_REPORT_DIALOG, "transient-for", parent,
                                             "modal", TRUE, NULL);

  add_lines (self, failures, _ ("Not Imported"),
             reports->len > 0 ? _ ("Everything else was taken in.") : NULL, "dialog-error-symbolic",
             "error");
  for (guint i = 0; i < reports->len; i++)
    add_doubts (self, g_ptr_array_index (reports, i));
  for (guint i = 0; i < reports->len; i++)
    {
      const BsImportReport *report = g_ptr_array_index (reports, i);

      add_lines (self, report->notes, _ ("Please Note"), NULL, "dialog-information-symbolic", NULL);
      add_lines (self, report->set_aside, _ ("Set Aside"),
                 _ ("These lines belong to no story, such as a folio."), NULL, NULL);
      if (has_stories (report))
        add_entries (self, report);
    }
  add_photos (self, reports);

  return GTK_WIDGET (self);
}
