/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-new-issue-dialog.h"

#include "bs-config.h"
#include "bs-settings.h"

#include "layout/bs-page-format.h"

#include <glib/gi18n-lib.h>

#define MAX_PAGES 64

struct _BsNewIssueDialog
{
  AdwWindow parent_instance;

  AdwEntryRow *paper;
  AdwEntryRow *date;
  AdwEntryRow *number;
  AdwComboRow *format;
  AdwEntryRow *pages;
  GtkLabel *mistake;
  GtkWidget *create;

  BsEnvironment *environment;
  GStrv formats; /* names, as the rows of the combo */
};

G_DEFINE_FINAL_TYPE (BsNewIssueDialog, bs_new_issue_dialog, ADW_TYPE_WINDOW)

enum
{
  CREATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
date_is_valid (const char *text)
{
  int year;
  int month;
  int day;
  char rest;

  return sscanf (text, "%4d-%2d-%2d%c", &year, &month, &day, &rest) == 3 && year > 0 && month > 0
         && day > 0 && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static gboolean
name_is_valid (const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalnum (g_utf8_get_char (p)) && *p != '-')
      return FALSE;

  /* A name of digits alone would be taken for a place in a list. */
  return *name != '\0' && strspn (name, "0123456789") != strlen (name);
}

/* "A1, A2" or "A1、A2". Empty when something in it is no page. */
static GStrv
dup_pages (const char *text)
{
  g_autofree char *plain = g_strdelimit (g_strdup (text), ",;\t\n", ' ');
  g_auto (GStrv) halves = g_strsplit (plain, "、", -1);
  g_autofree char *joined = g_strjoinv (" ", halves);
  g_auto (GStrv) words = g_strsplit (joined, " ", -1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gboolean wrong = FALSE;

  for (guint i = 0; words[i] != NULL && !wrong; i++)
    {
      if (*words[i] == '\0')
        continue;
      wrong = !name_is_valid (words[i])
              || g_ptr_array_find_with_equal_func (names, words[i], g_str_equal, NULL);
      g_ptr_array_add (names, g_strdup (words[i]));
    }
  if (wrong || names->len > MAX_PAGES)
    g_ptr_array_set_size (names, 0);
  g_ptr_array_add (names, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static const char *
find_mistake (BsNewIssueDialog *self)
{
  g_auto (GStrv) pages = dup_pages (get_text (self->pages));
  const char *number = get_text (self->number);
  g_autofree char *paper = g_strstrip (g_strdup (get_text (self->paper)));

  if (*paper == '\0')
    return _ ("Give the name of the paper.");
  if (!date_is_valid (get_text (self->date)))
    return _ ("Write the date as year-month-day, such as 2026-11-22.");
  if (strlen (number) > 8 || strspn (number, "0123456789") != strlen (number))
    return _ ("The number of the issue has digits only.");
  if (pages[0] == NULL)
    return _ ("Name the pages, such as A1, A2; each once, with a letter and a number.");

  return NULL;
}

static void
check (BsNewIssueDialog *self)
{
  const char *mistake = find_mistake (self);

  gtk_widget_set_sensitive (self->create, mistake == NULL);
  gtk_label_set_label (self->mistake, mistake != NULL ? mistake : "");
}

static void
create (BsNewIssueDialog *self)
{
  g_autoptr (BsDocument) document = NULL;
  g_autofree char *paper = NULL;
  g_auto (GStrv) pages = NULL;
  BsNewIssue issue = { 0 };
  guint chosen;

  if (find_mistake (self) != NULL)
    return;

  paper = g_strstrip (g_strdup (get_text (self->paper)));
  pages = dup_pages (get_text (self->pages));
  chosen = adw_combo_row_get_selected (self->format);
  issue.name = paper;
  issue.date = get_text (self->date);
  issue.number = g_ascii_strtoll (get_text (self->number), NULL, 10);
  issue.page_format = chosen < g_strv_length (self->formats) ? self->formats[chosen] : NULL;
  issue.pages = (const char *const *) pages;
  document = bs_document_new (self->environment, &issue);
  bs_settings_set_string ("publication-name", paper);
  if (issue.page_format != NULL)
    bs_settings_set_string ("default-page-format", issue.page_format);

  g_signal_emit (self, signals[CREATED], 0, document);
  gtk_window_close (GTK_WINDOW (self));
}

static void
cancel (BsNewIssueDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
fill_formats (BsNewIssueDialog *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *usual = bs_settings_dup_string ("default-page-format");

  self->formats = bs_page_format_list (self->environment);
  for (guint i = 0; self->formats != NULL && self->formats[i] != NULL; i++)
    {
      g_autoptr (BsPageFormat) format = bs_page_format_load (self->environment, self->formats[i],
                                                             NULL);
      g_autofree char *title = NULL;

      if (format != NULL)
        title = g_strdup (bs_page_format_get_title (format, g_get_language_names ()));
      gtk_string_list_append (titles, title != NULL ? title : self->formats[i]);
    }
  adw_combo_row_set_model (self->format, G_LIST_MODEL (titles));
  for (guint i = 0; self->formats != NULL && self->formats[i] != NULL; i++)
    if (g_strcmp0 (self->formats[i], *usual != '\0' ? usual : "broadsheet") == 0)
      adw_combo_row_set_selected (self->format, i);
}

static void
bs_new_issue_dialog_finalize (GObject *object)
{
  BsNewIssueDialog *self = BS_NEW_ISSUE_DIALOG (object);

  g_clear_object (&self->environment);
  g_clear_pointer (&self->formats, g_strfreev);

  G_OBJECT_CLASS (bs_new_issue_dialog_parent_class)->finalize (object);
}

static void
bs_new_issue_dialog_class_init (BsNewIssueDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bs_new_issue_dialog_finalize;

  signals[CREATED] = g_signal_new ("created", BS_TYPE_NEW_ISSUE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, BS_TYPE_DOCUMENT);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-new-issue-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, paper);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, date);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, number);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, format);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, mistake);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, create);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, create);
  gtk_widget_class_bind_template_callback (widget_class, cancel);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bs_new_issue_dialog_init (BsNewIssueDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bs_new_issue_dialog_new (GtkWindow *parent, BsEnvironment *environment)
{
  BsNewIssueDialog *self = g_object_new (BS_TYPE_NEW_ISSUE_DIALOG, "transient-for", parent, "modal",
                                         TRUE, NULL);
  g_autoptr (GDateTime) now = bs_environment_now (environment);
  g_autoptr (GDateTime) local = g_date_time_to_local (now);
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (local, 1);
  g_autofree char *date = g_date_time_format (tomorrow, "%Y-%m-%d");
  g_autofree char *paper = bs_settings_dup_string ("publication-name");

  self->environment = g_object_ref (environment);
  fill_formats (self);
  gtk_editable_set_text (GTK_EDITABLE (self->paper), paper);
  gtk_editable_set_text (GTK_EDITABLE (self->date), date);
  gtk_editable_set_text (GTK_EDITABLE (self->pages), "A1");
  check (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (
                                             *paper == '\0' ? self->paper : self->number))));

  return GTK_WIDGET (self);
}
