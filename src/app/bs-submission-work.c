/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submission-work.h"

#include "bs-config.h"

#include "desk/bs-desk-error.h"

#include <glib/gi18n-lib.h>

/* The desk gives a claim for ten minutes. */
#define RENEW_SECONDS (4 * 60)
#define MOST_TRIES 4
#define FIRST_PAUSE 700 /* milliseconds; twice as long each time */

struct _BsSubmissionWork
{
  GObject parent_instance;

  BsDesk *desk;
  BsSubmissionReader *reader;
  BsSession *session;
  GCancellable *cancellable; /* of what is done for the session */
  GHashTable *doing;         /* id → what, for people */
  GHashTable *held;          /* id → source of the next renewal, as a pointer */
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

/* --- Claims --- */

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

static void
forget_claim (BsSubmissionWork *self, const char *id)
{
  guint source = GPOINTER_TO_UINT (g_hash_table_lookup (self->held, id));

  if (source != 0)
    g_source_remove (source);
  g_hash_table_remove (self->held, id);
}

static void ask_claim (BsSubmissionWork *self, const char *id);

static gboolean
renew (gpointer data)
{
  Errand *errand = data;
  BsSubmissionWork *self = errand->work;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  g_hash_table_insert (self->held, g_strdup (errand->id), GUINT_TO_POINTER (0));
  ask_claim (self, errand->id);

  return G_SOURCE_REMOVE;
}

/* A claim that could not be asked for is asked for again when the next renewal is due. */
static void
claimed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  BsSubmissionWork *self = errand->work;
  g_autoptr (GError) error = NULL;
  gboolean done = bs_desk_client_claim_finish (BS_DESK_CLIENT (source), result, &error);
  guint next;

  if (self == NULL)
    return;
  /* Let go while it was asked for. */
  if (!g_hash_table_contains (self->held, errand->id))
    {
      if (done)
        bs_desk_client_claim_async (BS_DESK_CLIENT (source), errand->id, FALSE, NULL, NULL, NULL);
      return;
    }
  if (!done && !bs_desk_error_passes (error))
    {
      forget_claim (self, errand->id);
      g_signal_emit (self, signals[FAILED], 0, errand->id, error->message);
      tell_changed (self, errand->id);
      return;
    }
  next = g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, RENEW_SECONDS, renew,
                                     errand_new (self, errand->id), (GDestroyNotify) errand_free);
  g_hash_table_insert (self->held, g_strdup (errand->id), GUINT_TO_POINTER (next));
}

static void
ask_claim (BsSubmissionWork *self, const char *id)
{
  BsDeskClient *client = bs_desk_get_client (self->desk);

  if (client != NULL)
    bs_desk_client_claim_async (client, id, TRUE, NULL, claimed, errand_new (self, id));
}

void
bs_submission_work_hold (BsSubmissionWork *self, const char *id)
{
  g_return_if_fail (BS_IS_SUBMISSION_WORK (self));

  if (g_hash_table_contains (self->held, id) || bs_desk_get_client (self->desk) == NULL)
    return;
  g_hash_table_insert (self->held, g_strdup (id), GUINT_TO_POINTER (0));
  ask_claim (self, id);
  tell_changed (self, id);
}

void
bs_submission_work_let_go (BsSubmissionWork *self, const char *id)
{
  BsDeskClient *client;

  g_return_if_fail (BS_IS_SUBMISSION_WORK (self));

  if (!g_hash_table_contains (self->held, id))
    return;
  forget_claim (self, id);
  client = bs_desk_get_client (self->desk);
  if (client != NULL)
    bs_desk_client_claim_async (client, id, FALSE, NULL, NULL, NULL);
  tell_changed (self, id);
}

gboolean
bs_submission_work_holds (BsSubmissionWork *self, const char *id)
{
  g_return_val_if_fail (BS_IS_SUBMISSION_WORK (self), FALSE);

  return g_hash_table_contains (self->held, id);
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
  /* A decision ends the claim; one that was made for this alone is let go. */
  if (done != NULL)
    forget_claim (self, errand->id);
  else if (!bs_submission_work_holds (self, errand->id) && bs_desk_get_client (self->desk) != NULL)
    bs_desk_client_claim_async (bs_desk_get_client (self->desk), errand->id, FALSE, NULL, NULL,
                                NULL);
  set_doing (self, errand->id, NULL);
  if (done != NULL)
    g_signal_emit (self, signals[ACCEPTED], 0, errand->id, done->story, done->added);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, errand->id, error->message);
}

void
bs_submission_work_accept (BsSubmissionWork *self, const BsAcceptOrder *order)
{
  g_return_if_fail (BS_IS_SUBMISSION_WORK (self));
  g_return_if_fail (self->session != NULL);

  if (bs_submission_work_get_doing (self, order->id) != NULL)
    return;
  bs_accept_job_start (self->desk, self->reader, self->session, order, accept_progress,
                       self->cancellable, accepted, errand_new (self, order->id));
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
  if (submission != NULL)
    {
      forget_claim (self, errand->id);
      if (bs_desk_get_feed (self->desk) != NULL)
        bs_desk_feed_take (bs_desk_get_feed (self->desk), submission);
    }
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
      set_doing (errand->work, errand->id, NULL);
      g_signal_emit (errand->work, signals[FAILED], 0, errand->id,
                     _ ("The desk cannot be reached. Try again when it is back"));
    }
  errand_free (errand);
}

void
bs_submission_work_return (BsSubmissionWork *self, const BsSubmission *submission, const char *note)
{
  Errand *errand;

  g_return_if_fail (BS_IS_SUBMISSION_WORK (self));

  if (bs_submission_work_get_doing (self, submission->id) != NULL)
    return;
  errand = errand_new (self, submission->id);
  errand->submission = bs_submission_ref (submission);
  errand->note = g_strdup (note);
  errand->key = g_uuid_string_random ();
  set_doing (self, submission->id, _ ("Returning it…"));
  send_return (errand);
}

const char *
bs_submission_work_get_doing (BsSubmissionWork *self, const char *id)
{
  g_return_val_if_fail (BS_IS_SUBMISSION_WORK (self), NULL);

  return g_hash_table_lookup (self->doing, id);
}

/* --- The object --- */

static void
let_all_go (BsSubmissionWork *self)
{
  g_autofree gpointer *ids = g_hash_table_get_keys_as_array (self->held, NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *id = g_strdup (ids[i]);

      bs_submission_work_let_go (self, id);
    }
}

static void
bs_submission_work_dispose (GObject *object)
{
  BsSubmissionWork *self = BS_SUBMISSION_WORK (object);

  if (self->desk != NULL)
    let_all_go (self);
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
  g_hash_table_unref (self->held);

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
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
}

BsSubmissionWork *
bs_submission_work_new (BsDesk *desk, BsSubmissionReader *reader)
{
  BsSubmissionWork *self = g_object_new (BS_TYPE_SUBMISSION_WORK, NULL);

  self->desk = g_object_ref (desk);
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
