/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-store-rows.h"

#include "bs-config.h"
#include "bs-desk-error.h"
#include "model/bs-json.h"

#include <glib/gi18n-lib.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#define ID_CHARACTERS 16 /* of 32 kinds: 80 random bits */
#define STATUS_OK 200
#define STATUS_CREATED 201

/* Without those that are mistaken for one another when somebody reads one out. */
static const char id_alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

static char *
make_id (void)
{
  guint8 bytes[ID_CHARACTERS];
  char *id = g_malloc (ID_CHARACTERS + 1);

  G_STATIC_ASSERT (sizeof id_alphabet - 1 == 32);

  if (gnutls_rnd (GNUTLS_RND_NONCE, bytes, sizeof bytes) != GNUTLS_E_SUCCESS)
    g_error ("This system gives no random numbers");
  for (guint i = 0; i < ID_CHARACTERS; i++)
    id[i] = id_alphabet[bytes[i] % 32];
  id[ID_CHARACTERS] = '\0';

  return id;
}

/**
 * bs_store_find_missing:
 * @media: SHA-256s, %NULL-terminated
 *
 * Returns: (transfer full) (nullable): those that @account has not given, %NULL-terminated; %NULL with
 *   @error
 */
char **
bs_store_find_missing (BsStoreWork *work, const char *account, const char *const *media,
                       GError **error)
{
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();

  for (guint i = 0; media != NULL && media[i] != NULL; i++)
    {
      g_autoptr (GError) failure = NULL;

      if (bs_store_has_media (work, account, media[i], NULL, NULL, &failure))
        continue;
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      g_strv_builder_add (missing, media[i]);
    }

  return g_strv_builder_end (missing);
}

static gboolean
check_media (BsStoreWork *work, const char *account, const BsStoreDraft *draft, GError **error)
{
  g_auto (GStrv) missing = bs_store_find_missing (work, account, draft->media, error);
  g_autofree char *list = NULL;

  if (missing == NULL)
    return FALSE;
  if (missing[0] == NULL)
    return TRUE;

  list = g_strjoinv (", ", missing);
  g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_CONTENT,
               _ ("The draft: the desk does not have these photos of it: %s. Send them first"),
               list);
  return FALSE;
}

static guint
count_media (const BsStoreDraft *draft)
{
  return draft->media != NULL ? g_strv_length ((char **) draft->media) : 0;
}

static gboolean
insert_version (BsStoreWork *work, const char *id, gint64 version, const BsStoreDraft *draft,
                GError **error)
{
  g_autofree char *item = bs_json_write (draft->item, BS_JSON_COMPACT, NULL);
  guint photos = count_media (draft);

  if (!bs_sql_run (work->sql, error,
                   "INSERT INTO version (submission, number, received, headline, section, "
                   "characters, photos, item) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                   BS_VALUES (BS_TEXT (id), BS_NUMBER (version), BS_NUMBER (bs_store_now (work)),
                              BS_TEXT (draft->headline), BS_TEXT (draft->section),
                              BS_NUMBER (draft->characters), BS_NUMBER (photos), BS_TEXT (item))))
    return FALSE;
  for (guint i = 0; i < photos; i++)
    if (!bs_sql_run (work->sql, error,
                     "INSERT INTO media_use (sha, submission, version) VALUES ($1, $2, $3) "
                     "ON CONFLICT DO NOTHING",
                     BS_VALUES (BS_TEXT (draft->media[i]), BS_TEXT (id), BS_NUMBER (version))))
      return FALSE;

  return TRUE;
}

/* Answers with the submission as it stands now in this transaction, without its item, and remembers
 * that. Who decided has no claim any more, and an author is not to see another's. */
static gboolean
give_answer (BsStoreWork *work, const BsStoreRequest *request, const char *id, guint status,
             BsStoreAnswer *answer, GError **error)
{
  g_autoptr (BsStoreRow) row = bs_store_find_row (work, id, FALSE, error);
  g_autoptr (BsNode) node = NULL;
  BsStoreAnswer made = { 0 };

  if (row == NULL)
    return FALSE;
  bs_submission_hide_claim (row->submission);
  node = bs_submission_to_node (row->submission);
  made.status = status;
  made.body = bs_json_write (node, BS_JSON_COMPACT, NULL);
  made.etag = g_strdup (row->submission->etag);
  made.location = status == STATUS_CREATED ? g_strdup_printf ("/v1/submissions/%s", id) : NULL;
  if (!bs_store_record_answer (work, request, &made, error))
    {
      bs_store_answer_clear (&made);
      return FALSE;
    }
  *answer = made;

  return TRUE;
}

/* Whether @request is a new one. Else @done is what to return: TRUE with the first answer. */
static gboolean
is_new (BsStoreWork *work, const BsStoreRequest *request, BsStoreAnswer *answer, gboolean *done,
        GError **error)
{
  g_autoptr (GError) failure = NULL;

  *done = FALSE;
  /* Two processes with the same request: the second finds the answer of the first. */
  if (!bs_store_lock_desk (work, error))
    return FALSE;
  *done = bs_store_find_answer (work, request, answer, &failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (!*done)
    return TRUE;

  return FALSE;
}

static gboolean
insert_submission (BsStoreWork *work, const char *account, const char *id,
                   const BsStoreDraft *draft, GError **error)
{
  gint64 sequence = bs_store_next_sequence (work, error);
  gint64 now = bs_store_now (work);

  return sequence != 0
         && bs_sql_run (
           work->sql, error,
           "INSERT INTO submission (id, account, author, state, version, sequence, headline, "
           "section, characters, photos, created, updated, uri, arrived) "
           "VALUES ($1, $2, (SELECT name FROM account WHERE id = $2), $3, 1, $4, $5, $6, $7, $8, "
           "$9, $9, $10, $4)",
           BS_VALUES (BS_TEXT (id), BS_TEXT (account),
                      BS_TEXT (bs_submission_state_to_string (BS_SUBMISSION_RECEIVED)),
                      BS_NUMBER (sequence), BS_TEXT (draft->headline), BS_TEXT (draft->section),
                      BS_NUMBER (draft->characters), BS_NUMBER (count_media (draft)),
                      BS_NUMBER (now), BS_TEXT (draft->uri)))
         && insert_version (work, id, 1, draft, error);
}

char *
bs_store_find_draft (BsStoreWork *work, const char *account, const char *uri, GError **error)
{
  g_autoptr (BsSqlRows) rows = NULL;

  rows = bs_sql_query (work->sql, error,
                       "SELECT id FROM submission WHERE account = $1 AND uri = $2 "
                       "ORDER BY sequence DESC LIMIT 1",
                       BS_VALUES (BS_TEXT (account), BS_TEXT (uri)));

  return rows != NULL && bs_sql_rows_next (rows, error) ? bs_sql_rows_dup (rows, 0) : NULL;
}

/* One draft is one submission, under however many keys it is sent. */
static gboolean
check_unknown (BsStoreWork *work, const char *account, const BsStoreDraft *draft, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *known = draft->uri != NULL
                             ? bs_store_find_draft (work, account, draft->uri, &failure)
                             : NULL;

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (known == NULL)
    return TRUE;
  else
    g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_KNOWN,
                 _ ("The draft: the desk has it already, as %s. Look at it as it is there, then "
                    "send a new version of it"),
                 known);

  return FALSE;
}

/**
 * bs_store_submit:
 * @answer: (out caller-allocates): 201 and the new submission without its item; or what was answered
 *   when the same @request was done first
 *
 * Returns: %FALSE with %BS_DESK_ERROR_CONFLICT (the key stands for something else), _KNOWN (see
 *   bs_store_find_draft()), _CONTENT (photos are missing; see bs_store_find_missing())
 */
gboolean
bs_store_submit (BsStoreWork *work, const BsStoreRequest *request, const BsStoreDraft *draft,
                 BsStoreAnswer *answer, GError **error)
{
  g_autofree char *id = make_id ();
  gboolean done;

  if (!is_new (work, request, answer, &done, error))
    return done;

  return check_unknown (work, request->account, draft, error)
         && check_media (work, request->account, draft, error)
         && insert_submission (work, request->account, id, draft, error)
         && give_answer (work, request, id, STATUS_CREATED, answer, error);
}

static gboolean
check_etag (const BsStoreRow *row, const char *etag, GError **error)
{
  if (etag == NULL || g_str_equal (etag, row->submission->etag))
    return TRUE;

  g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_CHANGED,
                       _ ("The submission: somebody decided on it or sent a newer version "
                          "meanwhile. Look at it as it is now"));
  return FALSE;
}

static gboolean
check_claim (const BsStoreRow *row, const char *account, GError **error)
{
  if (row->claim == NULL || g_str_equal (row->claim, account))
    return TRUE;

  g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_CLAIMED,
               _ ("The submission: %s is working on it. Wait, or talk to them"),
               row->submission->claimed_by);
  return FALSE;
}

/**
 * bs_store_revise:
 * @etag: (nullable): %NULL: whatever it is
 *
 * A new version by the author; it waits for a decision again.
 *
 * Returns: %FALSE with %BS_DESK_ERROR_NOT_FOUND, _FORBIDDEN (somebody else's), _CHANGED, _CONFLICT,
 *   _CONTENT
 */
gboolean
bs_store_revise (BsStoreWork *work, const BsStoreRequest *request, const char *id, const char *etag,
                 const BsStoreDraft *draft, BsStoreAnswer *answer, GError **error)
{
  g_autoptr (BsStoreRow) row = NULL;
  gint64 sequence;
  gboolean done;

  if (!is_new (work, request, answer, &done, error))
    return done;
  row = bs_store_find_row (work, id, TRUE, error);
  if (row == NULL)
    return FALSE;
  if (!g_str_equal (row->submission->account, request->account))
    {
      g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_FORBIDDEN,
                           _ ("The submission: it is somebody else’s. Send yours as a new one"));
      return FALSE;
    }
  if (!check_etag (row, etag, error) || !check_media (work, request->account, draft, error))
    return FALSE;
  sequence = bs_store_next_sequence (work, error);
  if (sequence == 0
      || !bs_sql_run (work->sql, error,
                      "UPDATE submission SET state = $2, version = $3, sequence = $4, arrived = "
                      "$4, headline = $5, "
                      "section = $6, characters = $7, photos = $8, updated = $9 WHERE id = $1",
                      BS_VALUES (BS_TEXT (id),
                                 BS_TEXT (bs_submission_state_to_string (BS_SUBMISSION_RECEIVED)),
                                 BS_NUMBER (row->submission->version + 1), BS_NUMBER (sequence),
                                 BS_TEXT (draft->headline), BS_TEXT (draft->section),
                                 BS_NUMBER (draft->characters), BS_NUMBER (count_media (draft)),
                                 BS_NUMBER (bs_store_now (work)))))
    return FALSE;

  return insert_version (work, id, row->submission->version + 1, draft, error)
         && give_answer (work, request, id, STATUS_OK, answer, error);
}

static const char *
text_or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
insert_decision (BsStoreWork *work, const char *account, const BsStoreRow *row,
                 const BsStoreDecision *decision, GError **error)
{
  return bs_sql_run (work->sql, error,
                     "INSERT INTO decision (submission, number, version, state, account, decided, "
                     "note, issue, page, "
                     "section) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                     BS_VALUES (BS_TEXT (row->submission->id), BS_NUMBER (row->decisions + 1),
                                BS_NUMBER (row->submission->version),
                                BS_TEXT (bs_submission_state_to_string (decision->state)),
                                BS_TEXT (account), BS_NUMBER (bs_store_now (work)),
                                BS_TEXT (text_or_empty (decision->note)),
                                BS_TEXT (text_or_empty (decision->issue)),
                                BS_TEXT (text_or_empty (decision->page)),
                                BS_TEXT (text_or_empty (decision->section))));
}

/* A submission that is returned stays where it was taken in before. */
static gboolean
write_decision (BsStoreWork *work, const char *account, const BsStoreRow *row,
                const BsStoreDecision *decision, GError **error)
{
  const BsSubmission *old = row->submission;
  gboolean accepted = decision->state == BS_SUBMISSION_ACCEPTED;
  g_autofree char *name = bs_store_dup_account_name (work, account, error);
  gint64 sequence = name != NULL ? bs_store_next_sequence (work, error) : 0;
  gint64 now = bs_store_now (work);

  return sequence != 0
         && bs_sql_run (
           work->sql, error,
           "UPDATE submission SET state = $2, accepted_version = $3, decisions = decisions + 1, "
           "sequence = $4, updated = $5, decided = $5, note = $6, decided_by = $7, issue = $8, "
           "page = $9, claim = NULL, claimed_by = NULL, claimed = 0, claimed_until = 0 "
           "WHERE id = $1",
           BS_VALUES (BS_TEXT (old->id), BS_TEXT (bs_submission_state_to_string (decision->state)),
                      BS_NUMBER (accepted ? old->version : old->accepted_version),
                      BS_NUMBER (sequence), BS_NUMBER (now),
                      BS_TEXT (text_or_empty (decision->note)), BS_TEXT (name),
                      BS_TEXT (accepted ? text_or_empty (decision->issue) : old->issue),
                      BS_TEXT (accepted ? text_or_empty (decision->page) : old->page)))
         && insert_decision (work, account, row, decision, error);
}

/**
 * bs_store_decide:
 * @etag: (nullable): %NULL: whatever it is
 *
 * Ends the claim. Of two that decide upon the same ETag one alone succeeds, in whichever process.
 *
 * Returns: %FALSE with %BS_DESK_ERROR_NOT_FOUND, _CHANGED, _CLAIMED (by somebody else), _CONFLICT
 */
gboolean
bs_store_decide (BsStoreWork *work, const BsStoreRequest *request, const char *id, const char *etag,
                 const BsStoreDecision *decision, BsStoreAnswer *answer, GError **error)
{
  g_autoptr (BsStoreRow) row = NULL;
  gboolean done;

  g_return_val_if_fail (decision->state != BS_SUBMISSION_RECEIVED, FALSE);

  if (!is_new (work, request, answer, &done, error))
    return done;
  row = bs_store_find_row (work, id, TRUE, error);

  return row != NULL && check_etag (row, etag, error) && check_claim (row, request->account, error)
         && write_decision (work, request->account, row, decision, error)
         && give_answer (work, request, id, STATUS_OK, answer, error);
}

static gboolean
write_claim (BsStoreWork *work, const char *account, const char *id, guint seconds, GError **error)
{
  g_autofree char *name = seconds != 0 ? bs_store_dup_account_name (work, account, error) : NULL;
  gint64 now = bs_store_now (work);
  gint64 sequence;

  if (seconds != 0 && name == NULL)
    return FALSE;
  sequence = bs_store_next_sequence (work, error);

  return sequence != 0
         && bs_sql_run (work->sql, error,
                        "UPDATE submission SET claim = $2, claimed_by = $3, claimed = $4, "
                        "claimed_until = $5, sequence = $6 WHERE id = $1",
                        BS_VALUES (BS_TEXT (id), BS_TEXT (seconds != 0 ? account : NULL),
                                   BS_TEXT (name), BS_NUMBER (seconds != 0 ? now : 0),
                                   BS_NUMBER (seconds != 0 ? now + seconds : 0),
                                   BS_NUMBER (sequence)));
}

/**
 * bs_store_claim:
 * @seconds: from now on; 0 lets go, which is no error where nobody holds it
 *
 * Changes the sequence, so that everybody sees it, but not the ETag.
 *
 * Returns: (transfer full) (nullable): the submission, without its item; %NULL with
 *   %BS_DESK_ERROR_NOT_FOUND, _CLAIMED
 */
BsSubmission *
bs_store_claim (BsStoreWork *work, const char *account, const char *id, guint seconds,
                GError **error)
{
  g_autoptr (BsStoreRow) row = NULL;
  g_autoptr (BsStoreRow) after = NULL;

  if (!bs_store_lock_desk (work, error))
    return NULL;
  row = bs_store_find_row (work, id, TRUE, error);
  if (row == NULL || !check_claim (row, account, error))
    return NULL;
  if (seconds == 0 && row->claim == NULL)
    return bs_submission_ref (row->submission);
  if (!write_claim (work, account, id, seconds, error))
    return NULL;
  after = bs_store_find_row (work, id, FALSE, error);

  return after != NULL ? bs_submission_ref (after->submission) : NULL;
}
