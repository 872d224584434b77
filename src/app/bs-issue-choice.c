/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-issue-choice.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-new-issue-dialog.h"
#include "bs-recent-card.h"
#include "bs-window.h"

/* As many as can be looked through without a search. */
#define MOST_RECENT 6

struct _BsIssueChoice
{
  AdwWindow parent_instance;

  AdwPreferencesGroup *open;
  AdwPreferencesGroup *recent;
  GtkWidget *open_button;

  BsEnvironment *environment;
  char *submission; /* id */
  GtkWidget *first; /* row; NULL: none */
  BsRecentIssues *issues;
  guint n_open, n_recent;
};

G_DEFINE_FINAL_TYPE (BsIssueChoice, bs_issue_choice, ADW_TYPE_WINDOW)

enum
{
  WINDOW,
  FILE_CHOSEN,
  MADE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* @object: a window, a file or a document */
static void
choose (BsIssueChoice *self, guint signal, gpointer object)
{
  g_autoptr (BsIssueChoice) kept = g_object_ref (self);
  g_autoptr (GObject) chosen = g_object_ref (object);

  gtk_window_destroy (GTK_WINDOW (self));
  g_signal_emit (self, signals[signal], 0, chosen);
}

static void
row_activated (AdwActionRow *row, BsIssueChoice *self)
{
  GtkWindow *window = g_object_get_data (G_OBJECT (row), "window");

  if (window != NULL)
    choose (self, WINDOW, window);
  else
    choose (self, FILE_CHOSEN, g_object_get_data (G_OBJECT (row), "file"));
}

static GtkWindow *
find_window_with (BsIssueChoice *self, GFile *file)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  GtkApplication *application = gtk_window_get_application (parent);

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (BS_IS_WINDOW (l->data) && bs_window_has_file (l->data, file))
      return l->data;

  return NULL;
}

static void
files_chosen (GListModel *files, gpointer data)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  GtkWindow *window = find_window_with (data, file);

  if (window != NULL)
    choose (data, WINDOW, window);
  else
    choose (data, FILE_CHOSEN, file);
}

static void
open_clicked (BsIssueChoice *self)
{
  bs_dialogs_choose (GTK_WINDOW (self), BS_CHOOSE_OPEN_ISSUE, NULL, files_chosen, self);
}

static void
made (GtkWindow *dialog G_GNUC_UNUSED, BsDocument *document, BsIssueChoice *self)
{
  choose (self, MADE, document);
}

static void
new_clicked (BsIssueChoice *self)
{
  GtkWidget *dialog = bs_new_issue_dialog_new (GTK_WINDOW (self), self->environment, NULL);

  g_signal_connect_object (dialog, "created", G_CALLBACK (made), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static AdwActionRow *
add_row (BsIssueChoice *self, AdwPreferencesGroup *group, const char *icon)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated), self, 0);
  adw_preferences_group_add (group, row);
  if (self->first == NULL)
    self->first = row;

  return ADW_ACTION_ROW (row);
}

static void
show_issue (BsRecentIssue *issue, AdwActionRow *row)
{
  g_autofree char *details = bs_recent_card_dup_details (issue);
  gboolean usable = !bs_recent_issue_is_missing (issue)
                    && bs_recent_issue_get_problem (issue) == NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), bs_recent_issue_get_name (issue));
  adw_action_row_set_subtitle (row, details);
  gtk_widget_set_sensitive (GTK_WIDGET (row), usable);
}

static void
add_open (BsIssueChoice *self, GtkWindow *parent)
{
  GtkApplication *application = gtk_window_get_application (parent);

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (BS_IS_WINDOW (l->data) && bs_window_get_document (l->data) != NULL
        && !bs_document_get_read_only (bs_window_get_document (l->data)))
      {
        AdwActionRow *row = add_row (self, self->open, "bs-pages-symbolic");

        adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gtk_window_get_title (l->data));
        g_object_set_data_full (G_OBJECT (row), "window", g_object_ref (l->data), g_object_unref);
        /* It may be closed meanwhile. */
        g_object_bind_property (l->data, "visible", row, "sensitive", G_BINDING_SYNC_CREATE);
        self->n_open++;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->open), self->n_open > 0);
}

static void
add_recent (BsIssueChoice *self)
{
  GListModel *issues = G_LIST_MODEL (self->issues);

  for (guint i = 0; i < g_list_model_get_n_items (issues) && self->n_recent < MOST_RECENT; i++)
    {
      g_autoptr (BsRecentIssue) issue = g_list_model_get_item (issues, i);
      GFile *file = bs_recent_issue_get_file (issue);
      AdwActionRow *row;

      if (bs_recent_issue_is_missing (issue) || find_window_with (self, file) != NULL)
        continue;
      row = add_row (self, self->recent, "document-open-recent-symbolic");
      g_object_set_data_full (G_OBJECT (row), "file", g_object_ref (file), g_object_unref);
      g_signal_connect_object (issue, "changed", G_CALLBACK (show_issue), row, 0);
      show_issue (issue, row);
      self->n_recent++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->recent), self->n_recent > 0);
}

static void
bs_issue_choice_dispose (GObject *object)
{
  BsIssueChoice *self = BS_ISSUE_CHOICE (object);

  g_clear_object (&self->issues);
  g_clear_object (&self->environment);

  G_OBJECT_CLASS (bs_issue_choice_parent_class)->dispose (object);
}

static void
bs_issue_choice_finalize (GObject *object)
{
  g_free (BS_ISSUE_CHOICE (object)->submission);

  G_OBJECT_CLASS (bs_issue_choice_parent_class)->finalize (object);
}

static void
bs_issue_choice_class_init (BsIssueChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = BS_TYPE_ISSUE_CHOICE;

  G_OBJECT_CLASS (klass)->dispose = bs_issue_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = bs_issue_choice_finalize;

  signals[WINDOW] = g_signal_new ("window", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, BS_TYPE_WINDOW);
  signals[FILE_CHOSEN] = g_signal_new ("file", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[MADE] = g_signal_new ("made", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, BS_TYPE_DOCUMENT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-issue-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, BsIssueChoice, open);
  gtk_widget_class_bind_template_child (widget_class, BsIssueChoice, recent);
  gtk_widget_class_bind_template_child (widget_class, BsIssueChoice, open_button);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bs_issue_choice_init (BsIssueChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bs_issue_choice_new (GtkWindow *parent, BsEnvironment *environment, const char *submission)
{
  BsIssueChoice *self = g_object_new (BS_TYPE_ISSUE_CHOICE, "transient-for", parent, "modal", TRUE,
                                      "destroy-with-parent", TRUE, NULL);

  self->environment = g_object_ref (environment);
  self->submission = g_strdup (submission);
  self->issues = g_object_ref (bs_recent_issues_get (environment));
  bs_recent_issues_refresh (self->issues);
  add_open (self, parent);
  add_recent (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->first != NULL ? self->first : self->open_button);

  return GTK_WIDGET (self);
}

const char *
bs_issue_choice_get_submission (BsIssueChoice *self)
{
  g_return_val_if_fail (BS_IS_ISSUE_CHOICE (self), NULL);

  return self->submission;
}
