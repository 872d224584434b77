/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submission-claims.h"

#include "desk/bs-desk-error.h"

/* The desk gives a claim for ten minutes. */
#define RENEW_SECONDS (4 * 60)
#define TRUST_SECONDS (9 * 60)
/* Where it could not be asked; twice as long each time. */
#define FIRST_PAUSE 700 /* milliseconds */
#define LONGEST_PAUSE 10000

typedef struct _Asking Asking;

typedef struct
{
  BsSubmissionClaims *claims; /* borrowed: it has this */
  char *id;
  gpointer owner;
  gboolean wanted;      /* of the desk; else only set aside */
  gint64 trusted_until; /* monotonic; 0: the desk has not said yes */
  guint tries;          /* in vain, since it answered last */
  guint source;         /* of the next time it is asked */
  Asking *asking;       /* NULL: it is not being asked */
} Claim;

/* One question to the desk. Whoever lets go meanwhile waits for its answer: else the two could come to
 * the desk the other way round. */
struct _Asking
{
  BsSubmissionClaims *claims; /* owned */
  Claim *claim;               /* NULL: it was let go meanwhile */
  char *id;
};

struct _BsSubmissionClaims
{
  GObject parent_instance;

  BsDeskClient *client;
  GHashTable *claims; /* id → Claim */
  guint n_questions;  /* that the desk has not answered */
  GTask *leaving;     /* waits for that; NULL: nobody does */
  guint leaving_source;
};

enum
{
  CHANGED,
  REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BsSubmissionClaims, bs_submission_claims, G_TYPE_OBJECT)

static void
leave_asking (Claim *claim)
{
  if (claim->asking != NULL)
    claim->asking->claim = NULL;
  claim->asking = NULL;
}

static void
claim_free (gpointer data)
{
  Claim *claim = data;

  leave_asking (claim);
  g_clear_handle_id (&claim->source, g_source_remove);
  g_free (claim->id);
  g_free (claim);
}

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->claims);
  g_free (asking->id);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
tell_changed (BsSubmissionClaims *self, const char *id)
{
  g_signal_emit (self, signals[CHANGED], 0, id);
}

static void
drop (BsSubmissionClaims *self, const char *id)
{
  g_autofree char *copy = g_strdup (id); /* it may be the claim's */

  g_hash_table_remove (self->claims, copy);
  tell_changed (self, copy);
}

/* --- Asking --- */

static void ask (Claim *claim);

static gboolean
ask_again (gpointer data)
{
  Claim *claim = data;

  claim->source = 0;
  ask (claim);

  return G_SOURCE_REMOVE;
}

static void
schedule (Claim *claim, guint milliseconds)
{
  g_clear_handle_id (&claim->source, g_source_remove);
  claim->source = g_timeout_add (milliseconds, ask_again, claim);
}

static void
refuse (BsSubmissionClaims *self, Claim *claim, const GError *error)
{
  g_autofree char *id = g_strdup (claim->id);
  gpointer owner = claim->owner;

  drop (self, id);
  /* Another desk than the one it was claimed at. */
  if (!g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_NOT_FOUND))
    g_signal_emit (self, signals[REFUSED], 0, id, owner, error->message);
}

/* --- Leaving --- */

static void
end_leaving (BsSubmissionClaims *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->leaving);

  g_clear_handle_id (&self->leaving_source, g_source_remove);
  if (task != NULL)
    g_task_return_boolean (task, TRUE);
}

static gboolean
leave_anyway (gpointer data)
{
  BsSubmissionClaims *self = data;

  self->leaving_source = 0;
  end_leaving (self);

  return G_SOURCE_REMOVE;
}

static void
begin_question (BsSubmissionClaims *self)
{
  self->n_questions++;
}

static void
end_question (BsSubmissionClaims *self)
{
  if (--self->n_questions == 0)
    end_leaving (self);
}

static void
released (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsSubmissionClaims) self = data;

  bs_desk_client_claim_finish (BS_DESK_CLIENT (source), result, NULL);
  end_question (self);
}

static void
release (BsSubmissionClaims *self, BsDeskClient *client, const char *id)
{
  begin_question (self);
  bs_desk_client_claim_async (client, id, FALSE, NULL, released, g_object_ref (self));
}

static void
answered (Claim *claim, const GError *error)
{
  claim->asking = NULL;
  if (error != NULL && !bs_desk_error_passes (error))
    {
      refuse (claim->claims, claim, error);
      return;
    }
  if (error == NULL)
    {
      claim->tries = 0;
      claim->trusted_until = g_get_monotonic_time () + TRUST_SECONDS * G_TIME_SPAN_SECOND;
      schedule (claim, RENEW_SECONDS * 1000);
    }
  else
    {
      schedule (claim, MIN (LONGEST_PAUSE, (guint) FIRST_PAUSE << MIN (claim->tries, 6)));
      claim->tries++;
    }
  tell_changed (claim->claims, claim->id);
}

static void
asked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asking) asking = data;
  g_autoptr (GError) error = NULL;
  gboolean done = bs_desk_client_claim_finish (BS_DESK_CLIENT (source), result, &error);

  if (asking->claim != NULL)
    answered (asking->claim, error);
  else if (done && !g_hash_table_contains (asking->claims->claims, asking->id))
    release (asking->claims, BS_DESK_CLIENT (source), asking->id);
  end_question (asking->claims);
}

static void
ask (Claim *claim)
{
  Asking *asking;

  g_clear_handle_id (&claim->source, g_source_remove);
  if (claim->claims->client == NULL || claim->asking != NULL)
    return;
  asking = g_new0 (Asking, 1);
  asking->claims = g_object_ref (claim->claims);
  asking->id = g_strdup (claim->id);
  asking->claim = claim;
  claim->asking = asking;
  begin_question (claim->claims);
  bs_desk_client_claim_async (claim->claims->client, claim->id, TRUE, NULL, asked, asking);
}

/* --- The object --- */

static void
bs_submission_claims_dispose (GObject *object)
{
  BsSubmissionClaims *self = BS_SUBMISSION_CLAIMS (object);

  g_hash_table_remove_all (self->claims);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (bs_submission_claims_parent_class)->dispose (object);
}

static void
bs_submission_claims_finalize (GObject *object)
{
  g_hash_table_unref (BS_SUBMISSION_CLAIMS (object)->claims);

  G_OBJECT_CLASS (bs_submission_claims_parent_class)->finalize (object);
}

static void
bs_submission_claims_class_init (BsSubmissionClaimsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = BS_TYPE_SUBMISSION_CLAIMS;

  object_class->dispose = bs_submission_claims_dispose;
  object_class->finalize = bs_submission_claims_finalize;

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_POINTER, G_TYPE_STRING);
}

static void
bs_submission_claims_init (BsSubmissionClaims *self)
{
  self->claims = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, claim_free);
}

BsSubmissionClaims *
bs_submission_claims_new (void)
{
  return g_object_new (BS_TYPE_SUBMISSION_CLAIMS, NULL);
}

void
bs_submission_claims_set_client (BsSubmissionClaims *self, BsDeskClient *client)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (BS_IS_SUBMISSION_CLAIMS (self));

  if (!g_set_object (&self->client, client))
    return;
  g_hash_table_iter_init (&iter, self->claims);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Claim *claim = value;

      leave_asking (claim);
      claim->tries = 0;
      if (claim->wanted)
        ask (claim);
    }
}

static Claim *
find (BsSubmissionClaims *self, const char *id, gpointer owner)
{
  Claim *claim = g_hash_table_lookup (self->claims, id);

  return claim != NULL && claim->owner == owner ? claim : NULL;
}

static Claim *
take (BsSubmissionClaims *self, const char *id, gpointer owner)
{
  Claim *claim = g_hash_table_lookup (self->claims, id);

  if (claim == NULL)
    {
      claim = g_new0 (Claim, 1);
      claim->claims = self;
      claim->id = g_strdup (id);
      claim->owner = owner;
      g_hash_table_insert (self->claims, claim->id, claim);
    }

  return claim->owner == owner ? claim : NULL;
}

gboolean
bs_submission_claims_set_aside (BsSubmissionClaims *self, const char *id, gpointer owner)
{
  g_return_val_if_fail (BS_IS_SUBMISSION_CLAIMS (self), FALSE);

  if (take (self, id, owner) == NULL)
    return FALSE;
  tell_changed (self, id);

  return TRUE;
}

gboolean
bs_submission_claims_hold (BsSubmissionClaims *self, const char *id, gpointer owner)
{
  Claim *claim;

  g_return_val_if_fail (BS_IS_SUBMISSION_CLAIMS (self), FALSE);

  claim = take (self, id, owner);
  if (claim == NULL)
    return FALSE;
  if (!claim->wanted)
    {
      claim->wanted = TRUE;
      ask (claim);
      tell_changed (self, id);
    }

  return TRUE;
}

void
bs_submission_claims_let_go (BsSubmissionClaims *self, const char *id, gpointer owner)
{
  const Claim *claim;

  g_return_if_fail (BS_IS_SUBMISSION_CLAIMS (self));

  claim = find (self, id, owner);
  if (claim == NULL)
    return;
  if (self->client != NULL && claim->asking == NULL)
    release (self, self->client, id);
  drop (self, id);
}

void
bs_submission_claims_let_all_go (BsSubmissionClaims *self, gpointer owner)
{
  g_autofree gpointer *ids = NULL;

  g_return_if_fail (BS_IS_SUBMISSION_CLAIMS (self));

  ids = g_hash_table_get_keys_as_array (self->claims, NULL);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *id = g_strdup (ids[i]);

      bs_submission_claims_let_go (self, id, owner);
    }
}

gboolean
bs_submission_claims_get_busy (BsSubmissionClaims *self)
{
  g_return_val_if_fail (BS_IS_SUBMISSION_CLAIMS (self), FALSE);

  return self->n_questions > 0 || g_hash_table_size (self->claims) > 0;
}

void
bs_submission_claims_give_up_async (BsSubmissionClaims *self, guint milliseconds,
                                    GAsyncReadyCallback callback, gpointer data)
{
  g_autofree gpointer *ids = NULL;

  g_return_if_fail (BS_IS_SUBMISSION_CLAIMS (self));
  g_return_if_fail (self->leaving == NULL);

  self->leaving = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (self->leaving, bs_submission_claims_give_up_async);
  ids = g_hash_table_get_keys_as_array (self->claims, NULL);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const Claim *claim = g_hash_table_lookup (self->claims, ids[i]);

      bs_submission_claims_let_go (self, claim->id, claim->owner);
    }
  if (self->n_questions == 0)
    end_leaving (self);
  else
    self->leaving_source = g_timeout_add (milliseconds, leave_anyway, self);
}

void
bs_submission_claims_give_up_finish (BsSubmissionClaims *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

void
bs_submission_claims_forget (BsSubmissionClaims *self, const char *id, gpointer owner)
{
  g_return_if_fail (BS_IS_SUBMISSION_CLAIMS (self));

  if (find (self, id, owner) != NULL)
    drop (self, id);
}

BsClaim
bs_submission_claims_get (BsSubmissionClaims *self, const char *id, gpointer owner)
{
  const Claim *claim;

  g_return_val_if_fail (BS_IS_SUBMISSION_CLAIMS (self), BS_CLAIM_NONE);

  claim = g_hash_table_lookup (self->claims, id);
  if (claim == NULL)
    return BS_CLAIM_NONE;
  if (claim->owner != owner)
    return BS_CLAIM_ELSEWHERE;
  if (!claim->wanted)
    return BS_CLAIM_NONE;

  return claim->trusted_until > g_get_monotonic_time () ? BS_CLAIM_HELD : BS_CLAIM_ASKED;
}
