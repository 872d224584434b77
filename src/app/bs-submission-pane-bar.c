/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submission-pane-private.h"

#include "bs-config.h"
#include "bs-submission-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

const BsNode *
bs_submission_pane_get_issue (BsSubmissionPane *self)
{
  return self->session != NULL ? bs_session_get_root (self->session) : NULL;
}

BsStanding
bs_submission_pane_get_standing (BsSubmissionPane *self, const BsNode **story)
{
  return bs_standing_of (self->chosen, bs_submission_pane_get_issue (self), story);
}

/* The text that is shown is that of the version the desk has. */
gboolean
bs_submission_pane_is_read (BsSubmissionPane *self)
{
  const BsSubmission *chosen = self->chosen;

  return chosen != NULL && self->reading != NULL
         && strcmp (self->reading->submission->id, chosen->id) == 0
         && self->reading->submission->version == chosen->version;
}

/* Somebody else's name; NULL: nobody has it, or we. Our own is not known before the desk has told it. */
static const char *
get_other_reader (BsSubmissionPane *self, const BsSubmission *submission)
{
  const char *reader = bs_submission_words_get_reader (submission, get_now ());
  BsClaim claim = bs_submission_work_get_claim (self->work, submission->id);

  return reader != NULL && claim != BS_CLAIM_HELD && claim != BS_CLAIM_ELSEWHERE
             && strcmp (reader, bs_desk_get_editor (self->desk)) != 0
           ? reader
           : NULL;
}

/* --- What can be done --- */

static gboolean
is_writable (BsSubmissionPane *self)
{
  return self->session != NULL
         && !bs_document_get_read_only (bs_session_get_document (self->session));
}

static gboolean
is_ours (BsClaim claim)
{
  return claim == BS_CLAIM_ASKED || claim == BS_CLAIM_HELD;
}

gboolean
bs_submission_pane_can (BsSubmissionPane *self, BsSubmissionDo what)
{
  const BsSubmission *chosen;
  BsStanding standing;
  BsClaim claim;
  gboolean free;

  g_return_val_if_fail (BS_IS_SUBMISSION_PANE (self), FALSE);

  chosen = self->chosen;
  if (chosen == NULL || bs_desk_get_client (self->desk) == NULL)
    return FALSE;
  standing = bs_submission_pane_get_standing (self, NULL);
  claim = bs_submission_work_get_claim (self->work, chosen->id);
  free = bs_submission_work_get_doing (self->work, chosen->id) == NULL
         && claim != BS_CLAIM_ELSEWHERE && get_other_reader (self, chosen) == NULL;
  switch (what)
    {
    case BS_SUBMISSION_DO_MAIN:
      if (standing == BS_STANDING_TAKEN)
        return TRUE;
      /* It asks for an issue first. */
      if (self->session == NULL)
        return free;
      return free && bs_submission_pane_is_read (self) && is_writable (self);
    case BS_SUBMISSION_DO_ACCEPT_AS:
      return free && bs_submission_pane_is_read (self) && is_writable (self)
             && (standing == BS_STANDING_WAITING || standing == BS_STANDING_AWAY
                 || standing == BS_STANDING_RETURNED);
    case BS_SUBMISSION_DO_RETURN:
      return free && standing != BS_STANDING_RETURNED;
    case BS_SUBMISSION_DO_COMPARE:
      return free && bs_submission_pane_is_read (self) && standing == BS_STANDING_NEWER;
    case BS_SUBMISSION_DO_CLAIM:
      return free && chosen->state == BS_SUBMISSION_RECEIVED && claim == BS_CLAIM_NONE;
    case BS_SUBMISSION_DO_LET_GO:
      return is_ours (claim) && bs_submission_work_get_doing (self->work, chosen->id) == NULL;
    case BS_SUBMISSION_N_DOS:
    default:
      return FALSE;
    }
}

/* --- The bar above the text --- */

/* Where no issue is open one is asked for first. */
static char *
dup_asking_label (BsStanding standing)
{
  return g_strdup (standing == BS_STANDING_AWAY ? _ ("Put into Issue…") : _ ("Accept…"));
}

static char *
dup_main_label (BsSubmissionPane *self, BsStanding standing)
{
  const BsSubmission *chosen = self->chosen;
  const BsNode *issue = bs_submission_pane_get_issue (self);
  const char *page = issue != NULL
                       ? bs_standing_suggest_page (issue, bs_session_get_page (self->session),
                                                   chosen->section)
                       : NULL;

  switch (standing)
    {
    case BS_STANDING_TAKEN:
      /* Translators: a button: shows the story that a submission has become. */
      return g_strdup (_ ("Show in Issue"));
    case BS_STANDING_NEWER:
      return g_strdup (_ ("Compare…"));
    case BS_STANDING_UNTOLD:
      /* Translators: a button: a submission is in the issue; lets the desk and its author know. */
      return g_strdup (_ ("Tell the Desk"));
    case BS_STANDING_AWAY:
      /* Translators: a button: the story was accepted and is not in this issue; %s is a page. */
      return page != NULL ? g_strdup_printf (_ ("Put into %s"), page)
                          : g_strdup (_ ("Put into Issue"));
    case BS_STANDING_WAITING:
    case BS_STANDING_RETURNED:
    default:
      /* Translators: a button: takes a submission into the issue; %s is a page. */
      return page != NULL ? g_strdup_printf (_ ("Accept into %s"), page) : g_strdup (_ ("Accept"));
    }
}

static char *
dup_standing_text (BsSubmissionPane *self, const BsSubmission *chosen)
{
  const BsNode *story = NULL;
  BsStanding standing = bs_submission_pane_get_standing (self, &story);
  const char *page = bs_node_get_text (story, "page");

  switch (standing)
    {
    case BS_STANDING_TAKEN:
      return *page != '\0' ? g_strdup_printf (_ ("In this issue, on %s"), page)
                           : g_strdup (_ ("In this issue, on no page yet"));
    case BS_STANDING_NEWER:
      /* Translators: of a story that came from an older version of the submission. */
      return g_strdup_printf (_ ("The issue has version %u of it"),
                              bs_standing_get_version (story));
    case BS_STANDING_UNTOLD:
      return g_strdup (_ ("In this issue, but the desk does not know yet"));
    case BS_STANDING_AWAY:
      return chosen->issue != NULL && *chosen->issue != '\0'
               ? g_strdup_printf (_ ("Accepted for %s, not in this issue"), chosen->issue)
               : g_strdup (_ ("Accepted, not in this issue"));
    case BS_STANDING_RETURNED:
      return g_strdup_printf (_ ("Returned by %s"),
                              chosen->decided_by != NULL ? chosen->decided_by : "");
    case BS_STANDING_WAITING:
    default:
      return g_strdup (bs_submission_words_get_state (chosen));
    }
}

static char *
dup_status (BsSubmissionPane *self, const BsSubmission *chosen)
{
  const char *doing = bs_submission_work_get_doing (self->work, chosen->id);
  const char *other = get_other_reader (self, chosen);

  BsClaim claim = bs_submission_work_get_claim (self->work, chosen->id);

  if (doing != NULL)
    return g_strdup (doing);
  if (claim == BS_CLAIM_ELSEWHERE)
    /* Translators: another window of this program is at work on the submission. */
    return g_strdup (_ ("Open in another window"));
  if (other != NULL)
    /* Translators: %s is the name of another editor. */
    return g_strdup_printf (_ ("Being read by %s"), other);
  if (claim == BS_CLAIM_HELD)
    return g_strdup (_ ("You are on it"));
  if (claim == BS_CLAIM_ASKED)
    /* Translators: the desk is being asked to let nobody else decide on a submission meanwhile. */
    return g_strdup (_ ("Asking the desk for it…"));

  return dup_standing_text (self, chosen);
}

static void
set_button (GtkButton *button, const char *label)
{
  if (g_strcmp0 (gtk_button_get_label (button), label) == 0)
    return;
  gtk_button_set_label (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

void
bs_submission_pane_show_bar (BsSubmissionPane *self)
{
  const BsSubmission *chosen = self->chosen;
  g_autofree char *status = NULL;
  g_autofree char *label = NULL;
  gboolean held, doing;

  gtk_widget_set_visible (GTK_WIDGET (self->main), chosen != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->give_back), chosen != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->claim), chosen != NULL);
  if (chosen == NULL)
    {
      gtk_label_set_label (self->status, "");
      gtk_spinner_stop (self->spinner);
      g_signal_emit_by_name (self, "changed");
      return;
    }

  held = is_ours (bs_submission_work_get_claim (self->work, chosen->id));
  doing = bs_submission_work_get_doing (self->work, chosen->id) != NULL;
  status = dup_status (self, chosen);
  label = self->session == NULL
            ? dup_asking_label (bs_submission_pane_get_standing (self, NULL))
            : dup_main_label (self, bs_submission_pane_get_standing (self, NULL));
  gtk_label_set_label (self->status, status);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), status);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), doing);
  gtk_spinner_set_spinning (self->spinner, doing);
  set_button (self->main, label);
  /* Translators: two buttons: nobody else shall decide on a submission meanwhile; they may again. */
  set_button (self->claim, held ? _ ("Let Go") : _ ("Claim"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->claim),
                                  held ? "win.let-go-submission" : "win.claim-submission");
  gtk_widget_set_visible (GTK_WIDGET (self->claim),
                          held || chosen->state == BS_SUBMISSION_RECEIVED);
  g_signal_emit_by_name (self, "changed");
}
