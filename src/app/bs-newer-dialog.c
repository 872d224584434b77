/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-newer-dialog.h"

#include "bs-compare-view.h"
#include "bs-config.h"
#include "bs-merge-row.h"

#include "desk/bs-standing.h"
#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>

struct _BsNewerDialog
{
  AdwWindow parent_instance;

  GtkWidget *take;
  GtkLabel *summary;
  GtkToggleButton *whole;
  GtkStack *stack;
  GtkListBox *list;
  BsCompareView *compare;

  BsNode *mine; /* the issue, as it was when this was opened */
  char *story;
  BsReading *newer;
  BsStoryMerge *merge; /* NULL: not yet */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BsNewerDialog, bs_newer_dialog, ADW_TYPE_WINDOW)

enum
{
  TAKE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
take (BsNewerDialog *self)
{
  g_autoptr (BsNode) story = self->merge != NULL ? bs_story_merge_build (self->merge) : NULL;
  gboolean begun = FALSE;

  if (story == NULL)
    return;
  g_signal_emit (self, signals[TAKE], 0, story, &begun);
  if (begun)
    gtk_window_close (GTK_WINDOW (self));
}

/* --- What is chosen --- */

static guint
count_taken (BsNewerDialog *self)
{
  guint n = 0;

  for (guint i = 0; i < self->merge->parts->len; i++)
    {
      const BsStoryPart *part = g_ptr_array_index (self->merge->parts, i);

      n += part->differs && part->take;
    }

  return n;
}

static void
show_summary (BsNewerDialog *self)
{
  guint all = self->merge->n_differences;
  guint taken = count_taken (self);
  g_autofree char *text = all == 0
                            ? g_strdup (_ ("No differences"))
                            /* Translators: of so many differences, so many are chosen. */
                            : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                            "%u of %u difference taken over",
                                                            "%u of %u differences taken over",
                                                            (gulong) all),
                                               taken, all);
  /* Where nothing is taken, it is said at the desk that this version is dealt with. */
  const char *label = taken == 0 ? _ ("Keep as It Is") : _ ("Take Over");

  gtk_label_set_label (self->summary, text);
  gtk_button_set_label (GTK_BUTTON (self->take), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->take), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
show_whole (BsNewerDialog *self)
{
  g_autoptr (BsNode) story = NULL;
  gboolean whole = gtk_toggle_button_get_active (self->whole);

  if (self->merge == NULL)
    return;
  if (whole)
    {
      story = bs_story_merge_build (self->merge);
      bs_compare_view_show (self->compare, self->merge->mine, story);
    }
  gtk_stack_set_visible_child_name (self->stack, whole ? "whole" : "differences");
}

static void
choice_changed (BsNewerDialog *self)
{
  show_summary (self);
}

static void
choose_all (BsNewerDialog *self, gboolean take)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (BS_IS_MERGE_ROW (row))
      bs_merge_row_set_take (BS_MERGE_ROW (row), take);
  show_summary (self);
  show_whole (self);
}

static void
take_all (BsNewerDialog *self)
{
  choose_all (self, TRUE);
}

static void
keep_all (BsNewerDialog *self)
{
  choose_all (self, FALSE);
}

static void
row_activated (GtkListBox *list G_GNUC_UNUSED, GtkListBoxRow *row)
{
  if (BS_IS_MERGE_ROW (row))
    bs_merge_row_toggle (BS_MERGE_ROW (row));
}

/* --- The list --- */

/* What is the same on both sides is one line, so that one knows where one is. */
static void
end_same (BsNewerDialog *self, guint *n_same)
{
  g_autofree char *text = NULL;
  GtkWidget *row;
  GtkWidget *label;

  if (*n_same == 0)
    return;
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u paragraph is the same",
                                       "%u paragraphs are the same", (gulong) *n_same),
                          *n_same);
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "same");
  gtk_list_box_append (self->list, row);
  *n_same = 0;
}

static void
show_merge (BsNewerDialog *self, const BsNode *base)
{
  guint n_same = 0;

  self->merge = bs_story_merge_new (self->mine, self->story, self->newer->issue, base);
  for (guint i = 0; i < self->merge->parts->len; i++)
    {
      BsStoryPart *part = g_ptr_array_index (self->merge->parts, i);
      GtkWidget *row;

      if (!part->differs)
        {
          n_same += part->kind == BS_STORY_PART_PARAGRAPH;
          continue;
        }
      end_same (self, &n_same);
      row = bs_merge_row_new (part);
      g_signal_connect_object (row, "changed", G_CALLBACK (choice_changed), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, row);
    }
  end_same (self, &n_same);
  gtk_widget_set_sensitive (self->take, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  show_summary (self);
  show_whole (self);
}

/* The version that the story came from says who changed what; without it all that differs is
 * offered. */
static void
base_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsNewerDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsReading) base = bs_submission_reader_read_finish (BS_SUBMISSION_READER (source),
                                                                 result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->newer != NULL)
    show_merge (self, base != NULL ? base->issue : NULL);
}

static void
bs_newer_dialog_dispose (GObject *object)
{
  BsNewerDialog *self = BS_NEWER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->newer, bs_reading_free);

  G_OBJECT_CLASS (bs_newer_dialog_parent_class)->dispose (object);
}

static void
bs_newer_dialog_finalize (GObject *object)
{
  BsNewerDialog *self = BS_NEWER_DIALOG (object);

  /* The rows have its parts. */
  g_clear_pointer (&self->merge, bs_story_merge_free);
  g_clear_pointer (&self->mine, bs_node_unref);
  g_clear_pointer (&self->story, g_free);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (bs_newer_dialog_parent_class)->finalize (object);
}

static void
bs_newer_dialog_class_init (BsNewerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_newer_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = bs_newer_dialog_finalize;

  signals[TAKE] = g_signal_new ("take", BS_TYPE_NEWER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_BOOLEAN, 1, G_TYPE_POINTER);
  g_type_ensure (BS_TYPE_COMPARE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-newer-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsNewerDialog, take);
  gtk_widget_class_bind_template_child (widget_class, BsNewerDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, BsNewerDialog, whole);
  gtk_widget_class_bind_template_child (widget_class, BsNewerDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BsNewerDialog, list);
  gtk_widget_class_bind_template_child (widget_class, BsNewerDialog, compare);
  gtk_widget_class_bind_template_callback (widget_class, take);
  gtk_widget_class_bind_template_callback (widget_class, take_all);
  gtk_widget_class_bind_template_callback (widget_class, keep_all);
  gtk_widget_class_bind_template_callback (widget_class, show_whole);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bs_newer_dialog_init (BsNewerDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bs_newer_dialog_new (GtkWindow *parent, const BsNode *issue, const BsNode *story,
                     const BsReading *newer, BsSubmissionReader *reader)
{
  BsNewerDialog *self = g_object_new (BS_TYPE_NEWER_DIALOG, "transient-for", parent, "modal", TRUE,
                                      "destroy-with-parent", TRUE, NULL);

  self->mine = bs_node_ref (issue);
  self->story = g_strdup (bs_node_get_text (story, "id"));
  self->newer = bs_reading_copy (newer);
  bs_submission_reader_read_async (reader, newer->submission->id, bs_standing_get_version (story),
                                   self->cancellable, base_read, g_object_ref (self));

  return GTK_WIDGET (self);
}
