/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submission-pane.h"

#include "bs-accept-dialog.h"
#include "bs-config.h"
#include "bs-newer-dialog.h"
#include "bs-return-dialog.h"
#include "bs-story-preview.h"
#include "bs-submission-words.h"
#include "bs-submission-work.h"

#include "desk/bs-standing.h"
#include "model/bs-issue.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

struct _BsSubmissionPane
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *status;
  GtkSpinner *spinner;
  GtkButton *claim;
  GtkButton *give_back;
  GtkButton *main;
  GtkRevealer *notice;
  GtkLabel *notice_label;
  GtkStack *stack;
  BsStoryPreview *preview;
  AdwStatusPage *unread;

  BsDesk *desk;
  BsSession *session;
  BsSubmissionReader *reader;
  BsSubmissionWork *work;
  BsSubmission *chosen;   /* as it is at the desk; NULL: none */
  BsReading *reading;     /* what is shown; NULL: nothing yet */
  guint wanted_version;   /* 0: the newest */
  GCancellable *fetching; /* its text */
  GHashTable *notes;      /* id → note that was written and not sent */
  char *taken;            /* id of the last one that was taken in, to know when it is out again */
};

G_DEFINE_FINAL_TYPE (BsSubmissionPane, bs_submission_pane, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  SHOW_STORY,
  TAKEN,
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static const BsNode *
get_issue (BsSubmissionPane *self)
{
  return self->session != NULL ? bs_session_get_root (self->session) : NULL;
}

static BsStanding
get_standing (BsSubmissionPane *self, const BsNode **story)
{
  return bs_standing_of (self->chosen, get_issue (self), story);
}

/* The text that is shown is that of the version the desk has. */
static gboolean
is_read (BsSubmissionPane *self)
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
  standing = get_standing (self, NULL);
  claim = bs_submission_work_get_claim (self->work, chosen->id);
  free = bs_submission_work_get_doing (self->work, chosen->id) == NULL
         && claim != BS_CLAIM_ELSEWHERE && get_other_reader (self, chosen) == NULL;
  switch (what)
    {
    case BS_SUBMISSION_DO_MAIN:
      if (standing == BS_STANDING_TAKEN)
        return TRUE;
      return free && is_read (self) && is_writable (self);
    case BS_SUBMISSION_DO_ACCEPT_AS:
      return free && is_read (self) && is_writable (self)
             && (standing == BS_STANDING_WAITING || standing == BS_STANDING_AWAY
                 || standing == BS_STANDING_RETURNED);
    case BS_SUBMISSION_DO_RETURN:
      return free && standing != BS_STANDING_RETURNED;
    case BS_SUBMISSION_DO_COMPARE:
      return free && is_read (self) && standing == BS_STANDING_NEWER;
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

static char *
dup_main_label (BsSubmissionPane *self, BsStanding standing)
{
  const BsSubmission *chosen = self->chosen;
  const BsNode *issue = get_issue (self);
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
  BsStanding standing = get_standing (self, &story);
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

static void
show_bar (BsSubmissionPane *self)
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
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }

  held = is_ours (bs_submission_work_get_claim (self->work, chosen->id));
  doing = bs_submission_work_get_doing (self->work, chosen->id) != NULL;
  status = dup_status (self, chosen);
  label = dup_main_label (self, get_standing (self, NULL));
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
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- The text --- */

static void
show_notice (BsSubmissionPane *self)
{
  const BsSubmission *chosen = self->chosen;
  g_autofree char *text = NULL;
  gboolean old = chosen != NULL && self->reading != NULL && !is_read (self)
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
show_all (BsSubmissionPane *self)
{
  show_notice (self);
  show_bar (self);
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
  show_all (self);
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
  show_all (self);
}

/* --- Doing --- */

static void
tell (BsSubmissionPane *self, const char *text)
{
  if (self->session != NULL)
    bs_session_tell (self->session, text, 0);
}

static void
accept_into (BsSubmissionPane *self, const char *page, const char *section, const char *const *tags)
{
  const BsAcceptOrder order = { .id = self->reading->submission->id,
                                .version = self->reading->submission->version,
                                .page = page,
                                .section = section,
                                .tags = tags };

  bs_submission_work_accept (self->work, &order);
}

static void
accept_here (BsSubmissionPane *self)
{
  accept_into (self,
               bs_standing_suggest_page (get_issue (self), bs_session_get_page (self->session),
                                         self->reading->submission->section),
               NULL, NULL);
}

/* Who begins to work on one has it, until it is decided or they let be. */
static void
begin_work (BsSubmissionPane *self, GtkWidget *dialog)
{
  const char *id = self->reading != NULL ? self->reading->submission->id : self->chosen->id;

  if (bs_submission_work_get_claim (self->work, id) == BS_CLAIM_NONE)
    g_object_set_data (G_OBJECT (dialog), "let-go", GINT_TO_POINTER (TRUE));
  g_object_set_data_full (G_OBJECT (dialog), "submission", g_strdup (id), g_free);
  bs_submission_work_hold (self->work, id);
}

static void
end_work (GtkWidget *dialog, BsSubmissionPane *self)
{
  const char *id = g_object_get_data (G_OBJECT (dialog), "submission");

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
open_dialog (BsSubmissionPane *self, GtkWidget *dialog)
{
  begin_work (self, dialog);
  g_signal_connect_object (dialog, "unmap", G_CALLBACK (end_work), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWindow *
get_window (BsSubmissionPane *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
accept_answered (BsAcceptDialog *dialog G_GNUC_UNUSED, const char *page, const char *section,
                 const char *const *tags, BsSubmissionPane *self)
{
  if (self->reading != NULL && self->session != NULL)
    accept_into (self, *page != '\0' ? page : NULL, *section != '\0' ? section : NULL, tags);
}

static void
ask_place (BsSubmissionPane *self)
{
  GtkWidget *dialog = bs_accept_dialog_new (get_window (self), self->session, self->reading);

  g_signal_connect_object (dialog, "accept", G_CALLBACK (accept_answered), self, 0);
  open_dialog (self, dialog);
}

static void
return_answered (BsReturnDialog *dialog, const char *note, BsSubmissionPane *self)
{
  BsDeskItem *item = bs_desk_get_feed (self->desk) != NULL
                       ? bs_desk_feed_find (bs_desk_get_feed (self->desk),
                                            g_object_get_data (G_OBJECT (dialog), "submission"))
                       : NULL;

  if (item != NULL)
    bs_submission_work_return (self->work, bs_desk_item_get_submission (item), note);
}

static void
ask_note (BsSubmissionPane *self)
{
  const BsSubmission *chosen = self->chosen;
  const BsNode *story = NULL;
  GtkWidget *dialog;

  get_standing (self, &story);
  dialog = bs_return_dialog_new (get_window (self), chosen,
                                 g_hash_table_lookup (self->notes, chosen->id), story != NULL);
  g_signal_connect_object (dialog, "return", G_CALLBACK (return_answered), self, 0);
  open_dialog (self, dialog);
}

static void
newer_answered (BsNewerDialog *dialog G_GNUC_UNUSED, const BsNode *merged, BsSubmissionPane *self)
{
  const BsAcceptOrder order = { .id = self->reading->submission->id,
                                .version = self->reading->submission->version,
                                .merged = merged };

  if (self->session != NULL)
    bs_submission_work_accept (self->work, &order);
}

static void
compare (BsSubmissionPane *self)
{
  const BsNode *story = NULL;
  GtkWidget *dialog;

  get_standing (self, &story);
  dialog = bs_newer_dialog_new (get_window (self), get_issue (self), story, self->reading,
                                self->reader);
  g_signal_connect_object (dialog, "take", G_CALLBACK (newer_answered), self, 0);
  open_dialog (self, dialog);
}

static void
do_main (BsSubmissionPane *self)
{
  const BsNode *story = NULL;

  switch (get_standing (self, &story))
    {
    case BS_STANDING_TAKEN:
      g_signal_emit (self, signals[SHOW_STORY], 0, bs_node_get_text (story, "id"));
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
    show_bar (self);
}

static void
finish (BsSubmissionPane *self, const char *id)
{
  g_signal_emit (self, signals[FINISHED], 0, id);
  show_all (self);
}

static void
accepted (BsSubmissionPane *self, const char *id, const char *story, gboolean added)
{
  const BsNode *node = self->session != NULL ? bs_issue_get_story (get_issue (self), story) : NULL;
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
      g_signal_emit (self, signals[TAKEN], 0, text, story);
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

static void
failed (BsSubmissionPane *self, const char *id G_GNUC_UNUSED, const char *message)
{
  tell (self, message);
  show_all (self);
}

/* Undo takes a story out, but not what its author was told. */
static void
document_changed (BsSubmissionPane *self)
{
  BsDeskFeed *feed = bs_desk_get_feed (self->desk);
  BsDeskItem *item = self->taken != NULL && feed != NULL ? bs_desk_feed_find (feed, self->taken)
                                                         : NULL;

  if (item != NULL
      && bs_standing_of (bs_desk_item_get_submission (item), get_issue (self), NULL)
           == BS_STANDING_AWAY)
    {
      g_autofree char *text = g_strdup_printf (_ ("“%s” is out of the issue again. At the desk it "
                                                  "stays accepted: put it back, or return it"),
                                               bs_submission_words_get_headline (
                                                 bs_desk_item_get_submission (item)));

      g_clear_pointer (&self->taken, g_free);
      tell (self, text);
    }
  show_bar (self);
}

/* --- The widget --- */

static void
bs_submission_pane_dispose (GObject *object)
{
  BsSubmissionPane *self = BS_SUBMISSION_PANE (object);

  bs_submission_pane_set_session (self, NULL);
  g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
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
  g_signal_connect_swapped (self->work, "changed", G_CALLBACK (work_changed), self);
  g_signal_connect_swapped (self->work, "accepted", G_CALLBACK (accepted), self);
  g_signal_connect_swapped (self->work, "returned", G_CALLBACK (returned), self);
  g_signal_connect_swapped (self->work, "failed", G_CALLBACK (failed), self);
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
  show_all (self);
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
  g_signal_connect_object (session, "changed", G_CALLBACK (document_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::page", G_CALLBACK (show_bar), self, G_CONNECT_SWAPPED);
  show_all (self);
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
  show_all (self);
}

void
bs_submission_pane_show_version (BsSubmissionPane *self, guint version)
{
  g_return_if_fail (BS_IS_SUBMISSION_PANE (self));

  self->wanted_version = version;
  fetch_text (self);
  show_all (self);
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
