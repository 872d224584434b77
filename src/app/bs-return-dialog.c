/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-return-dialog.h"

#include "bs-config.h"
#include "bs-submission-words.h"
#include "bs-wrap-layout.h"

#include <glib/gi18n-lib.h>

/* As the desk takes it (MAX_NOTE_CHARACTERS of its service). */
#define MOST_CHARACTERS 10000

/* What editors write most often; a beginning, to be gone on with. */
static const char *const usual[] = {
  /* Translators: notes of an editor to a reporter whose story comes back. */
  N_ ("Please shorten it."),
  N_ ("Please check names and figures."),
  N_ ("Please send photos with captions."),
  N_ ("Please say who said this, and when."),
  N_ ("We have this already, thank you."),
  N_ ("Too late for this issue, thank you."),
};

struct _BsReturnDialog
{
  AdwWindow parent_instance;

  GtkLabel *heading;
  GtkLabel *stays;
  GtkWidget *notes;
  GtkTextView *text;
  GtkWidget *done;
};

G_DEFINE_FINAL_TYPE (BsReturnDialog, bs_return_dialog, ADW_TYPE_WINDOW)

enum
{
  RETURN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

char *
bs_return_dialog_dup_note (BsReturnDialog *self)
{
  GtkTextIter start, end;
  char *note;

  g_return_val_if_fail (BS_IS_RETURN_DIALOG (self), NULL);

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->text), &start, &end);
  note = gtk_text_buffer_get_text (gtk_text_view_get_buffer (self->text), &start, &end, FALSE);

  return g_strstrip (note);
}

static void
note_changed (BsReturnDialog *self)
{
  g_autofree char *note = bs_return_dialog_dup_note (self);

  gtk_widget_set_sensitive (self->done,
                            *note != '\0' && g_utf8_strlen (note, -1) <= MOST_CHARACTERS);
}

/* After what is there already. */
static void
usual_clicked (GtkButton *button, BsReturnDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *note = bs_return_dialog_dup_note (self);
  g_autofree char *all = g_strconcat (note, *note != '\0' ? "\n" : "",
                                      gtk_button_get_label (button), NULL);
  GtkTextIter end;

  gtk_text_buffer_set_text (buffer, all, -1);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
done (BsReturnDialog *self)
{
  g_autofree char *note = bs_return_dialog_dup_note (self);
  gboolean begun = FALSE;

  if (!gtk_widget_get_sensitive (self->done))
    return;
  g_signal_emit (self, signals[RETURN], 0, note, &begun);
  if (begun)
    gtk_window_close (GTK_WINDOW (self));
}

static void
done_action (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  done (BS_RETURN_DIALOG (widget));
}

static void
bs_return_dialog_class_init (BsReturnDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[RETURN] = g_signal_new ("return", BS_TYPE_RETURN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_BOOLEAN, 1, G_TYPE_STRING);
  g_type_ensure (BS_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-return-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsReturnDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, BsReturnDialog, stays);
  gtk_widget_class_bind_template_child (widget_class, BsReturnDialog, notes);
  gtk_widget_class_bind_template_child (widget_class, BsReturnDialog, text);
  gtk_widget_class_bind_template_child (widget_class, BsReturnDialog, done);
  gtk_widget_class_bind_template_callback (widget_class, done);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_install_action (widget_class, "return.send", NULL, done_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

/* Before the text takes it for the end of a line. */
static void
add_key (BsReturnDialog *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                                                            "<Control>Return|<Control>KP_Enter"),
                                                          gtk_named_action_new ("return.send")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
bs_return_dialog_init (BsReturnDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_key (self);
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (usual[i]));

      gtk_widget_add_css_class (button, "choice");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (usual[i]), -1);
      g_signal_connect (button, "clicked", G_CALLBACK (usual_clicked), self);
      gtk_box_append (GTK_BOX (self->notes), button);
    }
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed",
                           G_CALLBACK (note_changed), self, G_CONNECT_SWAPPED);
  note_changed (self);
  /* Not before it is shown: it would have no role for assistive programs. */
  g_signal_connect_swapped (self, "map", G_CALLBACK (gtk_widget_grab_focus), self->text);
}

GtkWidget *
bs_return_dialog_new (GtkWindow *parent, const BsSubmission *submission, const char *note,
                      gboolean in_issue)
{
  BsReturnDialog *self = g_object_new (BS_TYPE_RETURN_DIALOG, "transient-for", parent, "modal",
                                       TRUE, "destroy-with-parent", TRUE, NULL);
  /* Translators: a headline, and its author's name. */
  g_autofree char *heading = g_strdup_printf (_ ("“%s” goes back to %s, with this note:"),
                                              bs_submission_words_get_headline (submission),
                                              submission->author);

  gtk_label_set_label (self->heading, heading);
  gtk_widget_set_visible (GTK_WIDGET (self->stays), in_issue);
  if (note != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), note, -1);

  return GTK_WIDGET (self);
}
