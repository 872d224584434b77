/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-draft-window-private.h"

#include "bs-config.h"
#include "bs-dialogs.h"

#include <glib/gi18n-lib.h>

/* The journal has each keystroke within a second; the file, which is what is sent, follows when one
 * pauses. */
#define PAUSE_MILLISECONDS 1200

/* --- Loading --- */

static void
journal_failed (BsDocument *document G_GNUC_UNUSED, const char *message, BsDraftWindow *self)
{
  gtk_label_set_label (self->trouble, message);
  gtk_widget_set_visible (self->trouble_bar, TRUE);
}

static void
document_changed (BsDraftWindow *self)
{
  bs_draft_window_plan_save (self);
  bs_draft_window_show (self);
}

static void
take_document (BsDraftWindow *self, BsDocument *document)
{
  const BsNode *story = bs_node_get_element (bs_issue_get_stories (bs_document_get_root (document)),
                                             0);

  self->session = bs_session_new (bs_reporter_get_environment (self->reporter), document);
  bs_session_set_story (self->session, bs_node_get_text (story, "id"));
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::modified", G_CALLBACK (bs_draft_window_show), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "journal-failed", G_CALLBACK (journal_failed), self, 0);
  bs_story_editor_set_session (self->editor, self->session);
  bs_draft_details_set_session (self->details, self->session);
  bs_draft_window_watch_session (self);
  gtk_stack_set_visible_child_name (self->stack, "draft");
  bs_story_editor_focus (self->editor);
  if (bs_document_get_read_only (document))
    {
      gtk_label_set_label (self->trouble, bs_document_get_read_only_reason (document));
      gtk_widget_set_visible (self->trouble_bar, TRUE);
    }
  /* What a crash left in the journal is on the screen, and goes into the file. */
  if (bs_document_get_recovered (document) > 0)
    bs_draft_window_plan_save (self);
}

static void
loaded (BsLoadJob *job, gpointer data)
{
  g_autoptr (BsDraftWindow) self = data;
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  /* The window may have been closed meanwhile. */
  if (job != self->loading)
    return;
  document = bs_load_job_finish (job, &error);
  g_clear_pointer (&self->loading, bs_load_job_unref);
  if (document != NULL)
    take_document (self, document);
  else
    bs_dialogs_error (GTK_WINDOW (self), _ ("The Draft Could Not Be Opened"), error->message);
  bs_draft_window_show (self);
}

void
bs_draft_window_load (BsDraftWindow *self)
{
  self->loading = bs_load_job_start (bs_reporter_get_environment (self->reporter),
                                     bs_outbox_entry_get_file (self->entry), FALSE);
  bs_load_job_wait (self->loading, loaded, g_object_ref (self));
}

/* --- Keeping --- */

static void
save_failed (BsDraftWindow *self, const GError *error)
{
  gboolean sends = self->send_when_saved;

  self->send_when_saved = FALSE;
  self->close_when_saved = FALSE;
  self->save_failed = TRUE;
  gtk_label_set_label (self->trouble, error->message);
  gtk_widget_set_visible (self->trouble_bar, TRUE);
  if (sends)
    bs_dialogs_error (GTK_WINDOW (self), _ ("The Draft Was Not Sent"), error->message);
}

static void
go_on (BsDraftWindow *self)
{
  BsOutbox *outbox = bs_reporter_get_outbox (self->reporter);

  if (self->save_failed)
    gtk_widget_set_visible (self->trouble_bar, FALSE);
  self->save_failed = FALSE;
  if (outbox != NULL)
    bs_outbox_refresh (outbox, self->entry);
  /* Something may have been typed while it was saved. */
  if ((self->send_when_saved || self->close_when_saved) && bs_draft_window_save (self))
    return;
  if (self->send_when_saved)
    {
      self->send_when_saved = FALSE;
      bs_draft_window_send_saved (self);
    }
  if (self->close_when_saved)
    gtk_window_close (GTK_WINDOW (self));
}

static void leave (BsDraftWindow *self);

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsDraftWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = bs_document_save_finish (BS_DOCUMENT (source), result, &error);

  self->saving = FALSE;
  if (self->gone)
    return;
  if (self->leave_done != NULL)
    {
      leave (self);
      return;
    }
  if (done)
    go_on (self);
  else
    save_failed (self, error);
  bs_draft_window_show (self);
}

gboolean
bs_draft_window_save (BsDraftWindow *self)
{
  BsDocument *document = bs_draft_window_get_document (self);

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (document == NULL || self->gone || bs_document_get_read_only (document))
    return FALSE;
  if (self->saving)
    return TRUE;
  if (!bs_document_get_modified (document))
    return FALSE;
  self->saving = TRUE;
  bs_document_save_async (document, NULL, NULL, saved, g_object_ref (self));
  bs_draft_window_show (self);

  return TRUE;
}

static gboolean
save_now (gpointer data)
{
  BsDraftWindow *self = data;

  self->save_source = 0;
  /* While one is under way, what was typed since waits for its end. */
  if (self->saving)
    bs_draft_window_plan_save (self);
  else
    bs_draft_window_save (self);

  return G_SOURCE_REMOVE;
}

void
bs_draft_window_plan_save (BsDraftWindow *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  if (!self->gone)
    self->save_source = g_timeout_add (PAUSE_MILLISECONDS, save_now, self);
}

/* --- Closing --- */

static gboolean
is_blank (const BsNode *root)
{
  static const char *const texts[] = { "kicker", "headline", "deck", "notes", "section" };
  const BsNode *story = bs_node_get_element (bs_issue_get_stories (root), 0);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*bs_node_get_text (story, texts[i]) != '\0')
      return FALSE;

  return bs_story_count_characters (story) == 0
         && bs_node_get_length (bs_issue_get_photos (root)) == 0
         && bs_node_get_length (bs_node_get_member (story, "tags")) == 0;
}

/* A draft that came to nothing: neither written nor sent. */
static gboolean
is_to_be_discarded (BsDraftWindow *self)
{
  BsDocument *document = bs_draft_window_get_document (self);

  return document != NULL && !bs_document_get_read_only (document)
         && bs_outbox_entry_get_state (self->entry) == BS_OUTBOX_DRAFT
         && bs_outbox_entry_get_submission (self->entry) == NULL
         && bs_reporter_get_outbox (self->reporter) != NULL
         && is_blank (bs_document_get_root (document));
}

gboolean
bs_draft_window_close_request (BsDraftWindow *self)
{
  /* What could not be saved is in the journal, and was told of. */
  if (self->gone || (!self->saving && (self->save_failed || is_to_be_discarded (self))))
    return FALSE;
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (!bs_draft_window_save (self))
    return FALSE;
  self->close_when_saved = TRUE;

  return TRUE;
}

static void
stop_jobs (BsDraftWindow *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_pointer (&self->loading, bs_load_job_unref);
  if (self->importing != NULL)
    g_cancellable_cancel (self->importing);
  g_clear_object (&self->importing);
}

void
bs_draft_window_close_document (BsDraftWindow *self)
{
  BsDocument *document = bs_draft_window_get_document (self);
  gboolean discard;
  g_autoptr (GError) error = NULL;

  stop_jobs (self);
  if (self->gone || document == NULL)
    return;
  discard = is_to_be_discarded (self);
  self->gone = TRUE;
  if (discard)
    bs_document_discard_journal (document);
  bs_document_close (document);
  if (discard && !bs_outbox_discard (bs_reporter_get_outbox (self->reporter), self->entry, &error))
    g_message ("%s", error->message);
}

static void
leave (BsDraftWindow *self)
{
  BsDocument *document = bs_draft_window_get_document (self);
  BsDraftWindowDone done = self->leave_done;
  g_autoptr (GError) error = NULL;

  stop_jobs (self);
  if (document != NULL && !self->gone)
    {
      /* Where it cannot be saved, the journal has it, and goes along. */
      if (bs_document_get_modified (document) && !bs_document_get_read_only (document)
          && !bs_document_save (document, &error))
        g_message ("%s", error->message);
      self->gone = TRUE;
      bs_document_close (document);
    }
  gtk_window_destroy (GTK_WINDOW (self));
  done (g_steal_pointer (&self->leave_data));
}

gboolean
bs_draft_window_let_go (BsDraftWindow *self, BsDraftWindowDone done, gpointer data)
{
  g_return_val_if_fail (BS_IS_DRAFT_WINDOW (self), FALSE);
  g_return_val_if_fail (done != NULL, FALSE);

  if (self->leave_done != NULL)
    return FALSE;
  self->leave_done = done;
  self->leave_data = data;
  if (self->saving)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  else
    leave (self);

  return TRUE;
}
