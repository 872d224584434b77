/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-new-issue-dialog.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-issue-words.h"
#include "bs-new-issue-job.h"
#include "bs-new-issue-pages.h"
#include "bs-next-issue.h"
#include "bs-settings.h"

#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_DIGITS 9

struct _BsNewIssueDialog
{
  AdwWindow parent_instance;

  AdwComboRow *publication;
  AdwEntryRow *paper;
  AdwEntryRow *date;
  GtkMenuButton *date_button;
  GtkCalendar *calendar;
  AdwEntryRow *number;
  AdwEntryRow *total;
  GtkLabel *origin;
  BsNewIssuePages *pages;
  GtkSwitch *save;
  AdwActionRow *folder_row;
  AdwEntryRow *file_name;
  GtkLabel *mistake;
  GtkWidget *create;

  BsEnvironment *environment;
  BsPublications *publications;
  GPtrArray *offered; /* BsPublication, as the rows of the combo; then "none" */
  char *folder;       /* where the file goes */
  char *suggested_number;
  char *suggested_total;
  char *suggested_file;
  gboolean folder_chosen;
  gboolean filling;
  gboolean making;
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

static void
set_text (AdwEntryRow *row, const char *text)
{
  if (strcmp (get_text (row), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* NULL: the issue is made without a template. */
static BsPublication *
get_publication (BsNewIssueDialog *self)
{
  guint chosen = adw_combo_row_get_selected (self->publication);

  return chosen < self->offered->len ? g_ptr_array_index (self->offered, chosen) : NULL;
}

static const BsNode *
get_root (BsNewIssueDialog *self)
{
  BsPublication *publication = get_publication (self);

  return publication != NULL ? bs_publication_get_root (publication) : NULL;
}

static char *
dup_paper (BsNewIssueDialog *self)
{
  BsPublication *publication = get_publication (self);

  return publication != NULL ? g_strdup (bs_publication_get_title (publication))
                             : g_strstrip (g_strdup (get_text (self->paper)));
}

static gboolean
is_number (const char *text)
{
  return strlen (text) <= MOST_DIGITS && strspn (text, "0123456789") == strlen (text);
}

static const char *
find_mistake (BsNewIssueDialog *self)
{
  g_auto (GStrv) pages = bs_new_issue_pages_dup_names (self->pages);
  g_autofree char *paper = dup_paper (self);
  GDate date;

  if (*paper == '\0')
    return _ ("Give the name of the paper.");
  if (!bs_date_read (get_text (self->date), &date))
    return _ ("Write the date as year-month-day, such as 2026-11-22.");
  if (!is_number (get_text (self->number)) || !is_number (get_text (self->total)))
    return _ ("The number of the issue has digits only.");
  if (pages == NULL)
    return _ ("Name the pages, such as A1–A4, B1; each once, with a letter and a number.");
  if (gtk_switch_get_active (self->save)
      && (*get_text (self->file_name) == '\0' || strchr (get_text (self->file_name), '/') != NULL))
    return _ ("Give the name of the file, without a slash.");

  return NULL;
}

static void
check (BsNewIssueDialog *self)
{
  const char *mistake = find_mistake (self);

  gtk_widget_set_sensitive (self->create, mistake == NULL && !self->making);
  gtk_label_set_label (self->mistake, mistake != NULL ? mistake : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), mistake != NULL);
}

/* --- What follows from date and publication --- */

/* A suggestion takes the place of the one before, never of what somebody wrote. */
static void
suggest (AdwEntryRow *row, char **suggested, const char *text)
{
  if (*get_text (row) == '\0' || g_strcmp0 (get_text (row), *suggested) == 0)
    set_text (row, text);
  g_free (*suggested);
  *suggested = g_strdup (text);
}

static void
suggest_number (AdwEntryRow *row, char **suggested, gint64 number)
{
  g_autofree char *text = number > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number)
                                     : g_strdup ("");

  suggest (row, suggested, text);
}

static void
show_folder (BsNewIssueDialog *self)
{
  g_autofree char *shown = bs_issue_words_dup_folder (self->folder);

  adw_action_row_set_subtitle (self->folder_row, shown);
}

static void
suggest_file (BsNewIssueDialog *self)
{
  g_autofree char *paper = dup_paper (self);
  g_autofree char *name = bs_next_issue_dup_file_name (paper, get_text (self->date));

  suggest (self->file_name, &self->suggested_file, name);
  if (!self->folder_chosen)
    {
      g_free (self->folder);
      self->folder = bs_next_issue_dup_folder (paper);
      show_folder (self);
    }
}

static void
follow (BsNewIssueDialog *self)
{
  g_autofree char *paper = dup_paper (self);
  g_autofree char *day = NULL;
  g_autofree char *why = NULL;
  g_autofree char *text = NULL;
  BsNextNumber next;
  GDate date;

  if (self->filling)
    return;
  self->filling = TRUE;
  if (bs_date_read (get_text (self->date), &date))
    {
      bs_next_issue_number (self->environment, get_root (self), paper, &date, &next);
      suggest_number (self->number, &self->suggested_number, next.taken ? 0 : next.number);
      suggest_number (self->total, &self->suggested_total, next.taken ? 0 : next.total);
      day = bs_issue_words_dup_date (&date);
      why = bs_next_issue_explain (self->environment, paper, &next);
      /* Translators: date of an issue, and a sentence that tells where its number comes from. */
      text = g_strdup_printf (_ ("%s. %s"), day, *paper != '\0' ? why : "");
      gtk_label_set_label (self->origin, g_strstrip (text));
      if (next.taken)
        gtk_widget_add_css_class (GTK_WIDGET (self->origin), "warning");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self->origin), "warning");
    }
  suggest_file (self);
  self->filling = FALSE;
  check (self);
}

static void
day_chosen (BsNewIssueDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  if (self->filling)
    return;
  set_text (self->date, text);
  gtk_menu_button_popdown (self->date_button);
}

static void
calendar_opened (BsNewIssueDialog *self)
{
  GDate date;
  g_autoptr (GDateTime) time = NULL;

  if (!bs_date_read (get_text (self->date), &date))
    return;
  time = g_date_time_new_local (g_date_get_year (&date), (int) g_date_get_month (&date),
                                g_date_get_day (&date), 0, 0, 0);
  self->filling = TRUE;
  gtk_calendar_select_day (self->calendar, time);
  self->filling = FALSE;
}

/* --- Publication --- */

static void
publication_chosen (BsNewIssueDialog *self)
{
  const BsNode *root = get_root (self);
  g_autofree char *day = NULL;
  GDate date;

  if (self->filling)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->paper), root == NULL);
  bs_next_issue_get_date (self->environment, root, &date);
  day = bs_date_write (&date);
  self->filling = TRUE;
  set_text (self->date, day);
  gtk_switch_set_active (self->save, root != NULL);
  self->filling = FALSE;
  bs_new_issue_pages_fill (self->pages, self->environment, root);
  follow (self);
}

static void
fill_publications (BsNewIssueDialog *self, const char *wanted)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->publications));
  guint chosen = GTK_INVALID_LIST_POSITION;

  self->filling = TRUE;
  g_ptr_array_set_size (self->offered, 0);
  for (guint i = 0; i < n; i++)
    {
      BsPublication *one = g_list_model_get_item (G_LIST_MODEL (self->publications), i);
      g_autofree char *title = NULL;

      if (bs_publication_get_root (one) == NULL)
        {
          g_object_unref (one);
          continue;
        }
      title = bs_publication_is_shipped (one)
                /* Translators: a publication that came with the program */
                ? g_strdup_printf (_ ("%s (example)"), bs_publication_get_title (one))
                : g_strdup (bs_publication_get_title (one));
      if (g_strcmp0 (wanted, bs_publication_get_id (one)) == 0
          || (*wanted == '\0' && chosen == GTK_INVALID_LIST_POSITION
              && !bs_publication_is_shipped (one)))
        chosen = self->offered->len;
      gtk_string_list_append (titles, title);
      g_ptr_array_add (self->offered, one);
    }
  gtk_string_list_append (titles, _ ("Without a Template"));
  adw_combo_row_set_model (self->publication, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->publication,
                              chosen != GTK_INVALID_LIST_POSITION ? chosen : self->offered->len);
  self->filling = FALSE;
  publication_chosen (self);
}

static void
publications_changed (BsNewIssueDialog *self)
{
  BsPublication *now = get_publication (self);
  g_autofree char *id = now != NULL ? g_strdup (bs_publication_get_id (now))
                                    : bs_settings_dup_string ("last-publication");

  fill_publications (self, id);
}

/* --- Making it --- */

static void
made (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsNewIssueDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) document = bs_new_issue_job_finish (result, &error);

  self->making = FALSE;
  if (self->create == NULL)
    return; /* it went with its window */
  if (document == NULL)
    {
      check (self);
      gtk_label_set_label (self->mistake, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->mistake), TRUE);
      return;
    }
  bs_publications_record (self->publications, bs_document_get_root (document));
  g_signal_emit (self, signals[CREATED], 0, document);
  gtk_window_close (GTK_WINDOW (self));
}

static GFile *
get_file (BsNewIssueDialog *self)
{
  g_autofree char *name = g_strdup (get_text (self->file_name));
  g_autofree char *full = NULL;

  if (!gtk_switch_get_active (self->save))
    return NULL;
  full = g_str_has_suffix (name, ".broadsheet") ? g_strdup (name)
                                                : g_strconcat (name, ".broadsheet", NULL);

  return g_file_new_build_filename (self->folder, full, NULL);
}

static BsNode *
make_root (BsNewIssueDialog *self)
{
  BsPublication *publication = get_publication (self);
  g_autofree char *paper = dup_paper (self);
  g_auto (GStrv) pages = bs_new_issue_pages_dup_names (self->pages);
  const BsNewIssue issue = {
    .name = paper,
    .date = get_text (self->date),
    .number = g_ascii_strtoll (get_text (self->number), NULL, 10),
    .total_number = g_ascii_strtoll (get_text (self->total), NULL, 10),
    .page_format = bs_new_issue_pages_get_format (self->pages),
    .pages = (const char *const *) pages,
  };
  g_autoptr (BsNode) sections = bs_new_issue_pages_make_sections (self->pages);
  g_autoptr (BsNode) nothing = bs_node_builder_end (bs_node_builder_new_object ());
  g_autoptr (BsNode) template = NULL;

  template = bs_node_with_member (publication != NULL ? bs_publication_get_root (publication)
                                                      : nothing,
                                  "sections", bs_node_get_length (sections) > 0 ? sections : NULL);
  if (publication == NULL)
    {
      bs_settings_set_string ("publication-name", paper);
      if (issue.page_format != NULL)
        bs_settings_set_string ("default-page-format", issue.page_format);
    }

  return bs_template_to_issue (template,
                               publication != NULL ? bs_publication_get_id (publication) : NULL,
                               &issue);
}

static void
create (BsNewIssueDialog *self)
{
  BsPublication *publication = get_publication (self);
  g_autoptr (BsNode) root = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) photos = NULL;

  if (self->making || find_mistake (self) != NULL)
    return;
  root = make_root (self);
  file = get_file (self);
  if (publication != NULL)
    photos = bs_template_get_media_folder (bs_publication_get_file (publication));
  bs_settings_set_string ("last-publication",
                          publication != NULL ? bs_publication_get_id (publication) : "");
  self->making = TRUE;
  check (self);
  bs_new_issue_job_start (self->environment, root, photos, file, made, g_object_ref (self));
}

/* What is being written cannot be called back: it is there in a moment, and closes this. */
static gboolean
bs_new_issue_dialog_close_request (GtkWindow *window)
{
  if (BS_NEW_ISSUE_DIALOG (window)->making)
    return TRUE;

  return GTK_WINDOW_CLASS (bs_new_issue_dialog_parent_class)->close_request (window);
}

static void
cancel (BsNewIssueDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
folder_selected (GListModel *files, gpointer data)
{
  BsNewIssueDialog *self = data;
  g_autoptr (GFile) folder = g_list_model_get_item (files, 0);

  g_free (self->folder);
  self->folder = g_file_get_path (folder);
  self->folder_chosen = TRUE;
  bs_settings_set_string ("issues-folder", self->folder);
  show_folder (self);
  check (self);
}

static void
choose_folder (BsNewIssueDialog *self)
{
  bs_dialogs_choose (GTK_WINDOW (self), BS_CHOOSE_FOLDER, NULL, folder_selected, self);
}

static void
bs_new_issue_dialog_finalize (GObject *object)
{
  BsNewIssueDialog *self = BS_NEW_ISSUE_DIALOG (object);

  g_clear_object (&self->environment);
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  g_free (self->folder);
  g_free (self->suggested_number);
  g_free (self->suggested_total);
  g_free (self->suggested_file);

  G_OBJECT_CLASS (bs_new_issue_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-new-issue-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, publication);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, paper);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, date);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, date_button);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, number);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, total);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, origin);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, save);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, file_name);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, mistake);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssueDialog, create);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, create);
  gtk_widget_class_bind_template_callback (widget_class, cancel);
  gtk_widget_class_bind_template_callback (widget_class, follow);
  gtk_widget_class_bind_template_callback (widget_class, day_chosen);
  gtk_widget_class_bind_template_callback (widget_class, calendar_opened);
  gtk_widget_class_bind_template_callback (widget_class, publication_chosen);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder);
}

static void
bs_new_issue_dialog_class_init (BsNewIssueDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bs_new_issue_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = bs_new_issue_dialog_close_request;

  signals[CREATED] = g_signal_new ("created", BS_TYPE_NEW_ISSUE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, BS_TYPE_DOCUMENT);

  g_type_ensure (BS_TYPE_NEW_ISSUE_PAGES);
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bs_new_issue_dialog_init (BsNewIssueDialog *self)
{
  self->offered = g_ptr_array_new_with_free_func (g_object_unref);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
}

GtkWidget *
bs_new_issue_dialog_new (GtkWindow *parent, BsEnvironment *environment, const char *publication)
{
  BsNewIssueDialog *self = g_object_new (BS_TYPE_NEW_ISSUE_DIALOG, "transient-for", parent, "modal",
                                         TRUE, NULL);
  g_autofree char *paper = bs_settings_dup_string ("publication-name");
  g_autofree char *last = publication != NULL ? g_strdup (publication)
                                              : bs_settings_dup_string ("last-publication");
  BsRecentIssues *recent = bs_recent_issues_get (environment);

  self->environment = g_object_ref (environment);
  self->publications = bs_publications_get (environment);
  self->filling = TRUE;
  set_text (self->paper, paper);
  self->filling = FALSE;
  fill_publications (self, last);
  if (!bs_publications_is_loaded (self->publications))
    g_signal_connect_object (self->publications, "items-changed", G_CALLBACK (publications_changed),
                             self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (recent)); i++)
    {
      g_autoptr (BsRecentIssue) issue = g_list_model_get_item (G_LIST_MODEL (recent), i);

      g_signal_connect_object (issue, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
    }
  gtk_window_set_focus (GTK_WINDOW (self), get_root (self) != NULL
                                             ? GTK_WIDGET (self->create)
                                             : GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (
                                               *paper == '\0' ? self->paper : self->number))));

  return GTK_WIDGET (self);
}
