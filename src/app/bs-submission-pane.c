/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submission-pane-private.h"

#include "bs-config.h"
#include "bs-menus.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (BsSubmissionPane, bs_submission_pane, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  SHOW_STORY,
  TAKEN,
  FINISHED,
  TOLD,
  ISSUE_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- The text --- */

static void
show_notice (BsSubmissionPane *self)
{
  const BsSubmission *chosen = self->chosen;
  g_autofree char *text = NULL;
  gboolean old = chosen != NULL && self->reading != NULL && !bs_submission_pane_is_read (self)
                 && strcmp (self->reading->submission->id, chosen->id) == 0;

  if (old)
    {
      text = g_strdup_printf (_ ("This is version %u. %s has sent version %u."),
                              self->reading->submission->version, chosen->author, chosen->version);
      gtk_label_set_label (self->notice_label, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->notice), old);
  gtk_revealer_set_reveal_child (self->notice, old);
}

static void
show_reading (BsSubmissionPane *self, const BsReading *reading)
{
  g_autoptr (BsReading) copy = reading != NULL ? bs_reading_copy (reading) : NULL;
  gboolean same = copy != NULL && self->reading != NULL && copy->issue == self->reading->issue;

  g_clear_pointer (&self->reading, bs_reading_free);
  self->reading = g_steal_pointer (&copy);
  if (!same)
    bs_story_preview_show (self->preview, self->reading, self->reader);
  if (self->reading != NULL)
    gtk_stack_set_visible_child_name (self->stack, "text");
}

static void
compare_if_wanted (BsSubmissionPane *self)
{
  g_autofree char *id = NULL;

  if (self->comparing == NULL || self->chosen == NULL)
    return;
  if (strcmp (self->comparing, self->chosen->id) == 0
      && !bs_submission_pane_can (self, BS_SUBMISSION_DO_COMPARE))
    return;
  id = g_steal_pointer (&self->comparing);
  if (strcmp (id, self->chosen->id) == 0)
    bs_submission_pane_do (self, BS_SUBMISSION_DO_COMPARE);
}

void
bs_submission_pane_show_all (BsSubmissionPane *self)
{
  show_notice (self);
  bs_submission_pane_show_bar (self);
  compare_if_wanted (self);
}

static void
text_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsSubmissionPane) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsReading) reading = bs_submission_reader_read_finish (BS_SUBMISSION_READER (source),
                                                                    result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  g_clear_object (&self->fetching);
  if (reading == NULL)
    {
      g_autofree char *markup = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->unread, markup);
      gtk_stack_set_visible_child_name (self->stack, "unread");
      return;
    }
  show_reading (self, reading);
  bs_submission_pane_show_all (self);
}

static void
fetch_text (BsSubmissionPane *self)
{
  const BsSubmission *chosen = self->chosen;
  guint version = self->wanted_version > 0 || chosen == NULL ? self->wanted_version
                                                             : chosen->version;
  const BsReading *known;

  g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
  if (chosen == NULL)
    {
      show_reading (self, NULL);
      gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }
  known = bs_submission_reader_peek (self->reader, chosen->id, version);
  if (known != NULL)
    {
      show_reading (self, known);
      return;
    }
  show_reading (self, NULL);
  gtk_stack_set_visible_child_name (self->stack, "fetching");
  self->fetching = g_cancellable_new ();
  bs_submission_reader_read_async (self->reader, chosen->id, version, self->fetching, text_read,
                                   g_object_ref (self));
}

static void
read_newest (BsSubmissionPane *self)
{
  self->wanted_version = 0;
  fetch_text (self);
  bs_submission_pane_show_all (self);
}

/* --- The widget --- */

static void
bs_submission_pane_dispose (GObject *object)
{
  BsSubmissionPane *self = BS_SUBMISSION_PANE (object);

  bs_submission_pane_set_session (self, NULL);
  g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
  g_clear_weak_pointer (&self->dialog);
  if (self->work != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->work, self);
      g_object_run_dispose (G_OBJECT (self->work));
    }
  g_clear_object (&self->work);
  g_clear_object (&self->reader);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->chosen, bs_submission_unref);
  g_clear_pointer (&self->reading, bs_reading_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_submission_pane_parent_class)->dispose (object);
}

static void
bs_submission_pane_finalize (GObject *object)
{
  BsSubmissionPane *self = BS_SUBMISSION_PANE (object);

  g_free (self->comparing);
  g_free (self->taken);
  g_hash_table_unref (self->notes);

  G_OBJECT_CLASS (bs_submission_pane_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BS_TYPE_STORY_PREVIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-submission-pane.ui");
  bs_menus_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionPane, box);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionPane, status);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionPane, spinner);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionPane, claim);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionPane, give_back);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionPane, main);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionPane, notice);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionPane, notice_label);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionPane, stack);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionPane, preview);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionPane, unread);
  gtk_widget_class_bind_template_callback (widget_class, read_newest);
  gtk_widget_class_bind_template_callback (widget_class, fetch_text);
}

static void
bs_submission_pane_class_init (BsSubmissionPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = BS_TYPE_SUBMISSION_PANE;

  object_class->dispose = bs_submission_pane_dispose;
  object_class->finalize = bs_submission_pane_finalize;

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[SHOW_STORY] = g_signal_new ("show-story", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TAKEN] = g_signal_new ("taken", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[FINISHED] = g_signal_new ("finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TOLD] = g_signal_new ("told", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
  signals[ISSUE_WANTED] = g_signal_new ("issue-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  bind_template (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
bs_submission_pane_init (BsSubmissionPane *self)
{
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bs_submission_pane_set_desk (BsSubmissionPane *self, BsDesk *desk, BsEnvironment *environment)
{
  g_return_if_fail (BS_IS_SUBMISSION_PANE (self));
  g_return_if_fail (self->desk == NULL);

  self->desk = g_object_ref (desk);
  self->reader = bs_submission_reader_new (environment);
  self->work = bs_submission_work_new (desk, self->reader);
  bs_submission_pane_watch_work (self);
  bs_submission_pane_desk_changed (self);
}

/* A text that was asked for in vain is asked for again where there is a way to the desk now. */
void
bs_submission_pane_desk_changed (BsSubmissionPane *self)
{
  g_return_if_fail (BS_IS_SUBMISSION_PANE (self));

  bs_submission_reader_set_client (self->reader, bs_desk_get_client (self->desk));
  if (self->chosen != NULL && self->reading == NULL && self->fetching == NULL)
    fetch_text (self);
  bs_submission_pane_show_all (self);
}

void
bs_submission_pane_set_session (BsSubmissionPane *self, BsSession *session)
{
  g_return_if_fail (BS_IS_SUBMISSION_PANE (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_clear_pointer (&self->taken, g_free);
  if (self->work != NULL)
    bs_submission_work_set_session (self->work, session);
  if (session == NULL)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (bs_submission_pane_document_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::page", G_CALLBACK (bs_submission_pane_show_bar), self,
                           G_CONNECT_SWAPPED);
  bs_submission_pane_show_all (self);
}

/* A newer version does not take the place of what is being read: it is said that it is there. */
void
bs_submission_pane_show (BsSubmissionPane *self, const BsSubmission *submission)
{
  gboolean other;

  g_return_if_fail (BS_IS_SUBMISSION_PANE (self));

  other = g_strcmp0 (submission != NULL ? submission->id : NULL,
                     self->chosen != NULL ? self->chosen->id : NULL)
          != 0;
  g_clear_pointer (&self->chosen, bs_submission_unref);
  self->chosen = submission != NULL ? bs_submission_ref (submission) : NULL;
  if (other)
    {
      self->wanted_version = 0;
      fetch_text (self);
    }
  bs_submission_pane_show_all (self);
}

void
bs_submission_pane_show_version (BsSubmissionPane *self, guint version)
{
  g_return_if_fail (BS_IS_SUBMISSION_PANE (self));

  self->wanted_version = version;
  fetch_text (self);
  bs_submission_pane_show_all (self);
}

const BsReading *
bs_submission_pane_get_reading (BsSubmissionPane *self)
{
  g_return_val_if_fail (BS_IS_SUBMISSION_PANE (self), NULL);

  return self->reading;
}

void
bs_submission_pane_focus (BsSubmissionPane *self)
{
  g_return_if_fail (BS_IS_SUBMISSION_PANE (self));

  bs_story_preview_focus (self->preview);
}

void
bs_submission_pane_compare_soon (BsSubmissionPane *self, const char *id)
{
  g_return_if_fail (BS_IS_SUBMISSION_PANE (self));

  g_free (self->comparing);
  self->comparing = g_strdup (id);
  self->wanted_version = 0;
  fetch_text (self);
  bs_submission_pane_show_all (self);
}
