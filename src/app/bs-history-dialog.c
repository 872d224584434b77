/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-history-dialog.h"

#include "bs-compare-view.h"
#include "bs-config.h"
#include "bs-whole-text.h"

#include "model/bs-issue.h"
#include "model/bs-text-diff.h"
#include "model/bs-version.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BsHistoryDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkListBox *list;
  GtkDropDown *against;
  GtkToggleButton *side_by_side;
  BsCompareView *compare;
  GtkButton *restore;
  GtkLabel *summary;

  BsSession *session;
  char *story;
  BsNode *node; /* the story as it is shown */
};

G_DEFINE_FINAL_TYPE (BsHistoryDialog, bs_history_dialog, ADW_TYPE_WINDOW)

static const BsNode *
get_versions (BsHistoryDialog *self)
{
  return bs_story_get_versions (self->node);
}

/* Rows and choices show the newest first. */
static const BsNode *
get_version (BsHistoryDialog *self, int row)
{
  const BsNode *versions = get_versions (self);
  int n = (int) bs_node_get_length (versions);

  return row >= 0 && row < n ? bs_node_get_element (versions, (guint) (n - 1 - row)) : NULL;
}

static char *
dup_time (const BsNode *version)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (bs_node_get_text (version, "time"),
                                                             NULL);
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  /* Translators: day and time of a version, as strftime has it. */
  return local != NULL ? g_date_time_format (local, _ ("%b %-d, %H:%M"))
                       : g_strdup (bs_node_get_text (version, "time"));
}

static const char *
get_reason (const BsNode *version)
{
  static const struct
  {
    const char *reason;
    const char *text;
  } reasons[] = {
    { BS_VERSION_EDIT, N_ ("Before editing") },
    { BS_VERSION_STATUS, N_ ("Before its status changed") },
    { BS_VERSION_IMPORT, N_ ("Before an import") },
    { BS_VERSION_KEPT, N_ ("Kept by hand") },
    { BS_VERSION_RESTORE, N_ ("Before an older one was restored") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strcmp (reasons[i].reason, bs_node_get_text (version, "reason")) == 0)
      return _ (reasons[i].text);

  return "";
}

static int
get_selected (BsHistoryDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

/* --- Comparing --- */

/* What the chosen version is compared with: the present, or another version. */
static const BsNode *
get_other (BsHistoryDialog *self)
{
  guint chosen = gtk_drop_down_get_selected (self->against);

  return chosen == 0 || chosen == GTK_INVALID_LIST_POSITION ? self->node
                                                            : get_version (self, (int) chosen - 1);
}

static void
compare (BsHistoryDialog *self, int row)
{
  const BsNode *version = get_version (self, row);
  const BsNode *other = get_other (self);
  guint chosen = gtk_drop_down_get_selected (self->against);
  gboolean other_is_older = chosen != 0 && chosen != GTK_INVALID_LIST_POSITION
                            && (int) chosen - 1 > row;
  guint n = bs_story_diff_count (version, other);
  g_autofree char *text = n == 0 ? g_strdup (_ ("No differences"))
                                 : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u difference",
                                                                 "%u differences", (gulong) n),
                                                    n);

  if (other_is_older)
    bs_compare_view_show (self->compare, other, version);
  else
    bs_compare_view_show (self->compare, version, other);
  gtk_label_set_label (self->summary, text);
}

static void
show_comparison (BsHistoryDialog *self)
{
  int row;

  /* The template speaks before there is a story. */
  if (self->node == NULL)
    return;

  row = get_selected (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->restore),
                            get_version (self, row) != NULL
                              && !bs_document_get_read_only (
                                bs_session_get_document (self->session)));
  if (get_version (self, row) != NULL && get_other (self) != NULL)
    compare (self, row);
}

static void
side_by_side_toggled (BsHistoryDialog *self)
{
  bs_compare_view_set_side_by_side (self->compare,
                                    gtk_toggle_button_get_active (self->side_by_side));
}

/* --- The list --- */

static GtkWidget *
make_row (BsHistoryDialog *self, const BsNode *version, const BsNode *next)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *time = dup_time (version);
  guint n = bs_story_diff_count (version, next);
  g_autofree char *changes = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u change after it",
                                                           "%u changes after it", (gulong) n),
                                              n);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s · %s", get_reason (version),
                                               bs_node_get_text (version, "author"), changes);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), time);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  if (strcmp (bs_node_get_text (version, "reason"), BS_VERSION_KEPT) == 0)
    adw_action_row_set_icon_name (ADW_ACTION_ROW (row), "starred-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, time,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);

  return row;
}

static void
show_versions (BsHistoryDialog *self)
{
  guint n = bs_node_get_length (get_versions (self));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  /* Translators: the story as it is now, not an older version. */
  gtk_string_list_append (names, _ ("Now"));
  for (guint i = 0; i < n; i++)
    {
      const BsNode *version = get_version (self, (int) i);
      const BsNode *next = i > 0 ? get_version (self, (int) i - 1) : self->node;
      g_autofree char *time = dup_time (version);

      gtk_list_box_append (self->list, make_row (self, version, next));
      gtk_string_list_append (names, time);
    }
  gtk_drop_down_set_model (self->against, G_LIST_MODEL (names));
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "versions" : "none");
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
document_changed (BsHistoryDialog *self)
{
  const BsNode *node = bs_issue_get_story (bs_session_get_root (self->session), self->story);

  if (node == self->node)
    return;
  if (node == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  g_clear_pointer (&self->node, bs_node_unref);
  self->node = bs_node_ref (node);
  show_versions (self);
  show_comparison (self);
}

/* --- Doing --- */

static void
restore (BsHistoryDialog *self)
{
  BsDocument *document = bs_session_get_document (self->session);
  const BsNode *version = get_version (self, get_selected (self));
  g_autofree char *id = NULL;
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (version == NULL)
    return;

  id = g_strdup (bs_node_get_text (version, "id"));
  time = dup_time (version);
  bs_document_begin (document, _ ("Restore Version"), NULL);
  if (!bs_version_restore (document, self->story, id, &error))
    {
      bs_document_cancel (document);
      bs_session_tell (self->session, error->message, 0);
      return;
    }
  bs_document_end (document);
  /* Translators: %s is the time of an older version of a story. */
  text = g_strdup_printf (_ ("Version of %s restored"), time);
  bs_session_tell (self->session, text, 1);
  gtk_window_close (GTK_WINDOW (self));
}

static void
bs_history_dialog_dispose (GObject *object)
{
  BsHistoryDialog *self = BS_HISTORY_DIALOG (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->story, g_free);
  g_clear_pointer (&self->node, bs_node_unref);

  G_OBJECT_CLASS (bs_history_dialog_parent_class)->dispose (object);
}

static void
bs_history_dialog_class_init (BsHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_history_dialog_dispose;

  g_type_ensure (BS_TYPE_COMPARE_VIEW);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BsHistoryDialog, list);
  gtk_widget_class_bind_template_child (widget_class, BsHistoryDialog, against);
  gtk_widget_class_bind_template_child (widget_class, BsHistoryDialog, side_by_side);
  gtk_widget_class_bind_template_child (widget_class, BsHistoryDialog, compare);
  gtk_widget_class_bind_template_child (widget_class, BsHistoryDialog, restore);
  gtk_widget_class_bind_template_child (widget_class, BsHistoryDialog, summary);
  gtk_widget_class_bind_template_callback (widget_class, show_comparison);
  gtk_widget_class_bind_template_callback (widget_class, side_by_side_toggled);
  gtk_widget_class_bind_template_callback (widget_class, restore);
}

static void
bs_history_dialog_init (BsHistoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));
}

GtkWidget *
bs_history_dialog_new (GtkWindow *parent, BsSession *session, const char *story)
{
  BsHistoryDialog *self = g_object_new (BS_TYPE_HISTORY_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->story = g_strdup (story);
  g_signal_connect_object (session, "changed", G_CALLBACK (document_changed), self,
                           G_CONNECT_SWAPPED);
  document_changed (self);
  /* Who looks at versions walks through them: Enter must not restore one at once. */
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));

  return GTK_WIDGET (self);
}
