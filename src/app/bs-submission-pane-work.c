/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submission-pane-private.h"

#include "bs-accept-dialog.h"
#include "bs-config.h"
#include "bs-newer-dialog.h"
#include "bs-return-dialog.h"
#include "bs-submission-words.h"
#include "bs-toaster.h"

#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- Doing --- */

static void
tell (BsSubmissionPane *self, const char *text)
{
  g_signal_emit_by_name (self, "told", text);
}

static gboolean
accept_into (BsSubmissionPane *self, const BsSubmission *submission, const char *page,
             const char *section, const char *const *tags)
{
  const BsAcceptOrder order = { .id = submission->id,
                                .version = submission->version,
                                .page = page,
                                .section = section,
                                .tags = tags };

  return bs_submission_work_accept (self->work, &order);
}

static void
accept_here (BsSubmissionPane *self)
{
  accept_into (self, self->reading->submission,
               bs_standing_suggest_page (bs_submission_pane_get_issue (self),
                                         bs_session_get_page (self->session),
                                         self->reading->submission->section),
               NULL, NULL);
}

/* What @dialog was opened for, which alone its answer is about: another one may be shown by then, or
 * none. */
static const BsSubmission *
get_submission (GtkWidget *dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "submission");
}

/* Who begins to work on one has it, until it is decided or they let be. */
static void
begin_work (BsSubmissionPane *self, GtkWidget *dialog, const BsSubmission *submission)
{
  if (bs_submission_work_get_claim (self->work, submission->id) == BS_CLAIM_NONE)
    g_object_set_data (G_OBJECT (dialog), "let-go", GINT_TO_POINTER (TRUE));
  g_object_set_data_full (G_OBJECT (dialog), "submission", bs_submission_ref (submission),
                          (GDestroyNotify) bs_submission_unref);
  bs_submission_work_hold (self->work, submission->id);
}

static void
end_work (GtkWidget *dialog, BsSubmissionPane *self)
{
  const char *id = get_submission (dialog)->id;

  if (self->dialog == dialog)
    g_clear_weak_pointer (&self->dialog);
  if (self->box == NULL)
    return;
  if (BS_IS_RETURN_DIALOG (dialog))
    {
      char *note = bs_return_dialog_dup_note (BS_RETURN_DIALOG (dialog));

      g_hash_table_insert (self->notes, g_strdup (id), note);
    }
  if (g_object_get_data (G_OBJECT (dialog), "let-go") != NULL
      && bs_submission_work_get_doing (self->work, id) == NULL)
    bs_submission_work_let_go (self->work, id);
}

static void
open_dialog (BsSubmissionPane *self, GtkWidget *dialog, const BsSubmission *submission)
{
  begin_work (self, dialog, submission);
  g_set_weak_pointer (&self->dialog, dialog);
  g_signal_connect_object (dialog, "unmap", G_CALLBACK (end_work), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWindow *
get_window (BsSubmissionPane *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static gboolean
accept_answered (GtkWidget *dialog, const char *page, const char *section, const char *const *tags,
                 BsSubmissionPane *self)
{
  return accept_into (self, get_submission (dialog), *page != '\0' ? page : NULL,
                      *section != '\0' ? section : NULL, tags);
}

static void
ask_place (BsSubmissionPane *self)
{
  GtkWidget *dialog = bs_accept_dialog_new (get_window (self), self->session, self->reading);

  g_signal_connect_object (dialog, "accept", G_CALLBACK (accept_answered), self, 0);
  open_dialog (self, dialog, self->reading->submission);
}

static gboolean
return_answered (GtkWidget *dialog, const char *note, BsSubmissionPane *self)
{
  return bs_submission_work_return (self->work, get_submission (dialog), note);
}

static void
ask_note (BsSubmissionPane *self)
{
  const BsSubmission *chosen = self->chosen;
  const BsNode *story = NULL;
  GtkWidget *dialog;

  bs_submission_pane_get_standing (self, &story);
  dialog = bs_return_dialog_new (get_window (self), chosen,
                                 g_hash_table_lookup (self->notes, chosen->id), story != NULL);
  g_signal_connect_object (dialog, "return", G_CALLBACK (return_answered), self, 0);
  open_dialog (self, dialog, chosen);
}

static gboolean
newer_answered (GtkWidget *dialog, const BsNode *merged, BsSubmissionPane *self)
{
  const BsSubmission *submission = get_submission (dialog);
  const BsAcceptOrder order = { .id = submission->id,
                                .version = submission->version,
                                .merged = merged };

  return bs_submission_work_accept (self->work, &order);
}

static void
compare (BsSubmissionPane *self)
{
  const BsNode *story = NULL;
  GtkWidget *dialog;

  bs_submission_pane_get_standing (self, &story);
  dialog = bs_newer_dialog_new (get_window (self), bs_submission_pane_get_issue (self), story,
                                self->reading, self->reader);
  g_signal_connect_object (dialog, "take", G_CALLBACK (newer_answered), self, 0);
  open_dialog (self, dialog, self->reading->submission);
}

static void
do_main (BsSubmissionPane *self)
{
  const BsNode *story = NULL;

  if (self->session == NULL)
    {
      g_signal_emit_by_name (self, "issue-wanted", self->chosen->id);
      return;
    }
  switch (bs_submission_pane_get_standing (self, &story))
    {
    case BS_STANDING_TAKEN:
      g_signal_emit_by_name (self, "show-story", bs_node_get_text (story, "id"));
      break;
    case BS_STANDING_NEWER:
      compare (self);
      break;
    case BS_STANDING_RETURNED:
    case BS_STANDING_WAITING:
    case BS_STANDING_UNTOLD:
    case BS_STANDING_AWAY:
    default:
      accept_here (self);
    }
}

void
bs_submission_pane_do (BsSubmissionPane *self, BsSubmissionDo what)
{
  g_return_if_fail (BS_IS_SUBMISSION_PANE (self));

  if (!bs_submission_pane_can (self, what))
    return;
  switch (what)
    {
    case BS_SUBMISSION_DO_MAIN:
      do_main (self);
      break;
    case BS_SUBMISSION_DO_ACCEPT_AS:
      ask_place (self);
      break;
    case BS_SUBMISSION_DO_RETURN:
      ask_note (self);
      break;
    case BS_SUBMISSION_DO_COMPARE:
      compare (self);
      break;
    case BS_SUBMISSION_DO_CLAIM:
      bs_submission_work_hold (self->work, self->chosen->id);
      break;
    case BS_SUBMISSION_DO_LET_GO:
      bs_submission_work_let_go (self->work, self->chosen->id);
      break;
    case BS_SUBMISSION_N_DOS:
    default:
      break;
    }
}

/* --- What came of it --- */

static void
work_changed (BsSubmissionPane *self, const char *id)
{
  if (self->chosen != NULL && strcmp (id, self->chosen->id) == 0)
    bs_submission_pane_show_bar (self);
}

static void
finish (BsSubmissionPane *self, const char *id)
{
  g_signal_emit_by_name (self, "finished", id);
  bs_submission_pane_show_all (self);
}

static void
accepted (BsSubmissionPane *self, const char *id, const char *story, gboolean added)
{
  const BsNode *node = self->session != NULL
                         ? bs_issue_get_story (bs_submission_pane_get_issue (self), story)
                         : NULL;
  const char *page = bs_node_get_text (node, "page");
  /* Translators: a headline, and a page. */
  g_autofree char *text = *page != '\0'
                            ? g_strdup_printf (_ ("“%s” is in %s"),
                                               bs_node_get_text (node, "headline"), page)
                            : g_strdup_printf (_ ("“%s” is in the issue"),
                                               bs_node_get_text (node, "headline"));

  if (node != NULL && added)
    {
      g_free (self->taken);
      self->taken = g_strdup (id);
      g_signal_emit_by_name (self, "taken", text, story);
    }
  else
    {
      tell (self, _ ("The desk knows now that it is in the issue"));
    }
  finish (self, id);
}

static void
returned (BsSubmissionPane *self, const char *id)
{
  tell (self, _ ("Returned to its author"));
  g_hash_table_remove (self->notes, id);
  finish (self, id);
}

/* Whoever writes to the author of one that another editor has is told at once, and until they have seen
 * it. */
static void
tell_in_dialog (BsSubmissionPane *self, const char *message)
{
  AdwToast *toast = bs_toaster_make_toast (message);

  adw_toast_set_timeout (toast, 0);
  bs_toaster_show_in (self->dialog, toast);
}

static void
failed (BsSubmissionPane *self, const char *id, const char *message)
{
  if (self->dialog != NULL && strcmp (get_submission (self->dialog)->id, id) == 0)
    tell_in_dialog (self, message);
  else
    tell (self, message);
  bs_submission_pane_show_all (self);
}

/* Undo takes a story out, but not what its author was told. */
void
bs_submission_pane_document_changed (BsSubmissionPane *self)
{
  BsDeskFeed *feed = bs_desk_get_feed (self->desk);
  BsDeskItem *item = self->taken != NULL && feed != NULL ? bs_desk_feed_find (feed, self->taken)
                                                         : NULL;

  if (item != NULL
      && bs_standing_of (bs_desk_item_get_submission (item), bs_submission_pane_get_issue (self),
                         NULL)
           == BS_STANDING_AWAY)
    {
      g_autofree char *text = g_strdup_printf (_ ("“%s” is out of the issue again. At the desk it "
                                                  "stays accepted: put it back, or return it"),
                                               bs_submission_words_get_headline (
                                                 bs_desk_item_get_submission (item)));

      g_clear_pointer (&self->taken, g_free);
      tell (self, text);
    }
  bs_submission_pane_show_bar (self);
}

void
bs_submission_pane_watch_work (BsSubmissionPane *self)
{
  g_signal_connect_swapped (self->work, "changed", G_CALLBACK (work_changed), self);
  g_signal_connect_swapped (self->work, "accepted", G_CALLBACK (accepted), self);
  g_signal_connect_swapped (self->work, "returned", G_CALLBACK (returned), self);
  g_signal_connect_swapped (self->work, "failed", G_CALLBACK (failed), self);
}
