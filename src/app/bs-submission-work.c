/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submission-work.h"

#include "bs-config.h"

#include "desk/bs-desk-error.h"

#include <glib/gi18n-lib.h>

#define MOST_TRIES 4
#define FIRST_PAUSE 700 /* milliseconds; twice as long each time */

struct _BsSubmissionWork
{
  GObject parent_instance;

  BsDesk *desk;
  BsSubmissionClaims *claims; /* of all windows; ours are under our own address */
  BsSubmissionReader *reader;
  BsSession *session;
  GCancellable *cancellable; /* of what is done for the session */
  GHashTable *doing;         /* id → what, for people */
};

enum
{
  CHANGED,
  ACCEPTED,
  RETURNED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BsSubmissionWork, bs_submission_work, G_TYPE_OBJECT)

static void
tell_changed (BsSubmissionWork *self, const char *id)
{
  g_signal_emit (self, signals[CHANGED], 0, id);
}

static void
set_doing (BsSubmissionWork *self, const char *id, const char *what)
{
  if (what != NULL)
    g_hash_table_insert (self->doing, g_strdup (id), g_strdup (what));
  else
    g_hash_table_remove (self->doing, id);
  tell_changed (self, id);
}

/* --- Errands --- */

/* Of one that is asked for; who asks may be gone before the answer. */
typedef struct
{
  BsSubmissionWork *work; /* weak */
  char *id;
  char *note;
  BsSubmission *submission;
  char *key;
  guint tries;
} Errand;

static Errand *
errand_new (BsSubmissionWork *self, const char *id)
{
  Errand *errand = g_new0 (Errand, 1);

  g_set_weak_pointer (&errand->work, self);
  errand->id = g_strdup (id);

  return errand;
}

static void
errand_free (Errand *errand)
{
  g_clear_weak_pointer (&errand->work);
  g_free (errand->id);
  g_free (errand->note);
  g_free (errand->key);
  g_clear_pointer (&errand->submission, bs_submission_unref);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

/* --- Claims --- */

static void
claim_changed (BsSubmissionWork *self, const char *id)
{
  tell_changed (self, id);
}

static void
claim_refused (BsSubmissionWork *self, const char *id, gpointer owner, const char *message)
{
  if (owner == self)
    g_signal_emit (self, signals[FAILED], 0, id, message);
}

void
bs_submission_work_hold (BsSubmissionWork *self, const char *id)
{
  g_return_if_fail (BS_IS_SUBMISSION_WORK (self));

  if (bs_desk_get_client (self->desk) != NULL)
    bs_submission_claims_hold (self->claims, id, self);
}

void
bs_submission_work_let_go (BsSubmissionWork *self, const char *id)
{
  g_return_if_fail (BS_IS_SUBMISSION_WORK (self));

  bs_submission_claims_let_go (self->claims, id, self);
}

BsClaim
bs_submission_work_get_claim (BsSubmissionWork *self, const char *id)
{
  g_return_val_if_fail (BS_IS_SUBMISSION_WORK (self), BS_CLAIM_NONE);

  return bs_submission_claims_get (self->claims, id, self);
}

/* A decision ends the claim; one that was made for this alone is let go. */
static void
end_claim (BsSubmissionWork *self, const char *id, gboolean decided)
{
  if (decided)
    bs_submission_claims_forget (self->claims, id, self);
  else if (bs_submission_work_get_claim (self, id) == BS_CLAIM_NONE)
    bs_submission_work_let_go (self, id);
}

/* A decision is being made. FALSE: it cannot be; why is told, but for what is seen being done already. */
static gboolean
begin (BsSubmissionWork *self, const char *id)
{
  const char *message;

  if (bs_submission_work_get_doing (self, id) != NULL)
    return FALSE;
  if (bs_desk_get_client (self->desk) == NULL)
    message = _ ("The desk cannot be reached. Try again when it is back");
  else if (!bs_submission_claims_set_aside (self->claims, id, self))
    message = _ ("This is open in another window. Finish it there, or let it go there");
  else
    return TRUE;
  g_signal_emit (self, signals[FAILED], 0, id, message);

  return FALSE;
}

/* --- Accepting --- */

static void
accept_progress (const char *what, gpointer data)
{
  Errand *errand = data;

  if (errand->work != NULL)
    set_doing (errand->work, errand->id, what);
}

static void
accepted (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  BsSubmissionWork *self = errand->work;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccepted) done = bs_accept_job_finish (result, &error);

  if (self == NULL)
    return;
  end_claim (self, errand->id, done != NULL);
  set_doing (self, errand->id, NULL);
  if (done != NULL)
    g_signal_emit (self, signals[ACCEPTED], 0, errand->id, done->story, done->added);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, errand->id, error->message);
}

gboolean
bs_submission_work_accept (BsSubmissionWork *self, const BsAcceptOrder *order)
{
  g_return_val_if_fail (BS_IS_SUBMISSION_WORK (self), FALSE);
  g_return_val_if_fail (self->session != NULL, FALSE);

  if (!begin (self, order->id))
    return FALSE;
  bs_accept_job_start (self->desk, self->reader, self->session, order, accept_progress,
                       self->cancellable, accepted, errand_new (self, order->id));

  return TRUE;
}

/* --- Returning --- */

static void send_return (Errand *errand);

static gboolean
send_again (gpointer data)
{
  send_return (data);

  return G_SOURCE_REMOVE;
}

static void
return_decided (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  BsSubmissionWork *self = errand->work;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsSubmission) submission = bs_desk_client_decide_finish (BS_DESK_CLIENT (source),
                                                                      result, &error);

  if (self == NULL)
    return;
  if (submission == NULL && bs_desk_error_passes (error) && ++errand->tries < MOST_TRIES)
    {
      g_timeout_add ((guint) FIRST_PAUSE << (errand->tries - 1), send_again,
                     g_steal_pointer (&errand));
      return;
    }
  end_claim (self, errand->id, submission != NULL);
  if (submission != NULL && bs_desk_get_feed (self->desk) != NULL)
    bs_desk_feed_take (bs_desk_get_feed (self->desk), submission);
  set_doing (self, errand->id, NULL);
  if (submission != NULL)
    g_signal_emit (self, signals[RETURNED], 0, errand->id);
  else
    g_signal_emit (self, signals[FAILED], 0, errand->id, error->message);
}

static void
send_return (Errand *errand)
{
  const BsDeskDecision decision = {
    .accept = FALSE, .note = errand->note, .issue = "", .page = "", .section = ""
  };
  BsDeskClient *client = errand->work != NULL ? bs_desk_get_client (errand->work->desk) : NULL;

  if (client != NULL)
    {
      bs_desk_client_decide_async (client, errand->submission, &decision, errand->key, NULL,
                                   return_decided, errand);
      return;
    }
  if (errand->work != NULL)
    {
      end_claim (errand->work, errand->id, FALSE);
      set_doing (errand->work, errand->id, NULL);
      g_signal_emit (errand->work, signals[FAILED], 0, errand->id,
                     _ ("The desk cannot be reached. Try again when it is back"));
    }
  errand_free (errand);
}

gboolean
bs_submission_work_return (BsSubmissionWork *self, const BsSubmission *submission, const char *note)
{
  Errand *errand;

  g_return_val_if_fail (BS_IS_SUBMISSION_WORK (self), FALSE);

  if (!begin (self, submission->id))
    return FALSE;
  errand = errand_new (self, submission->id);
  errand->submission = bs_submission_ref (submission);
  errand->note = g_strdup (note);
  errand->key = g_uuid_string_random ();
  set_doing (self, submission->id, _ ("Returning it…"));
  send_return (errand);

  return TRUE;
}

const char *
bs_submission_work_get_doing (BsSubmissionWork *self, const char *id)
{
  g_return_val_if_fail (BS_IS_SUBMISSION_WORK (self), NULL);

  return g_hash_table_lookup (self->doing, id);
}

/* --- The object --- */

static void
bs_submission_work_dispose (GObject *object)
{
  BsSubmissionWork *self = BS_SUBMISSION_WORK (object);

  if (self->claims != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->claims, self);
      bs_submission_claims_let_all_go (self->claims, self);
    }
  g_clear_object (&self->claims);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->reader);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bs_submission_work_parent_class)->dispose (object);
}

static void
bs_submission_work_finalize (GObject *object)
{
  BsSubmissionWork *self = BS_SUBMISSION_WORK (object);

  g_hash_table_unref (self->doing);

  G_OBJECT_CLASS (bs_submission_work_parent_class)->finalize (object);
}

static void
bs_submission_work_class_init (BsSubmissionWorkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = BS_TYPE_SUBMISSION_WORK;

  object_class->dispose = bs_submission_work_dispose;
  object_class->finalize = bs_submission_work_finalize;

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ACCEPTED] = g_signal_new ("accepted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[RETURNED] = g_signal_new ("returned", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
bs_submission_work_init (BsSubmissionWork *self)
{
  self->doing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
}

BsSubmissionWork *
bs_submission_work_new (BsDesk *desk, BsSubmissionReader *reader)
{
  BsSubmissionWork *self = g_object_new (BS_TYPE_SUBMISSION_WORK, NULL);

  self->desk = g_object_ref (desk);
  self->claims = g_object_ref (bs_desk_get_claims (desk));
  g_signal_connect_object (self->claims, "changed", G_CALLBACK (claim_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->claims, "refused", G_CALLBACK (claim_refused), self,
                           G_CONNECT_SWAPPED);
  self->reader = g_object_ref (reader);

  return self;
}

void
bs_submission_work_set_session (BsSubmissionWork *self, BsSession *session)
{
  g_return_if_fail (BS_IS_SUBMISSION_WORK (self));

  if (!g_set_object (&self->session, session))
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}
