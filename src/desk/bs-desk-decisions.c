/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What editors do with submissions over HTTP: claim, accept, return.
 */

#include "bs-desk-service-private.h"

#include "bs-desk-error.h"
#include "model/bs-json.h"

#include <string.h>

#define CLAIM_SECONDS (10 * 60)
#define MAX_DEPTH 8
#define MAX_NOTE_CHARACTERS 10000
#define MAX_PLACE_CHARACTERS 200

typedef struct
{
  char *account, *key, *digest;
  char *id, *etag;
  BsNode *body;
  BsStoreDecision decision; /* its texts are the body's */
  guint claim_seconds;
  BsStoreAnswer answer;
  BsSubmission *submission; /* as claimed, or as it stands where it cannot be done */
} Deciding;

static void
deciding_free (gpointer data)
{
  Deciding *deciding = data;

  g_free (deciding->account);
  g_free (deciding->key);
  g_free (deciding->digest);
  g_free (deciding->id);
  g_free (deciding->etag);
  g_clear_pointer (&deciding->body, bs_node_unref);
  bs_store_answer_clear (&deciding->answer);
  g_clear_pointer (&deciding->submission, bs_submission_unref);
  g_free (deciding);
}

static Deciding *
deciding_new (BsDeskRequest *request)
{
  Deciding *deciding = g_new0 (Deciding, 1);

  deciding->account = g_strdup (request->account->id);
  deciding->id = g_strdup (request->argument);

  return deciding;
}

/* Whoever is refused is told how it stands. */
static void
look_why (BsStoreWork *work, Deciding *deciding, const GError *error)
{
  g_clear_pointer (&deciding->submission, bs_submission_unref);
  if (g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_CHANGED)
      || g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_CLAIMED))
    deciding->submission = bs_store_get_submission (work, deciding->id, 0, NULL);
}

static void
refuse (BsDeskRequest *request, Deciding *deciding, const GError *error)
{
  BsNodeBuilder *more = bs_node_builder_new_object ();
  const BsSubmission *submission = deciding != NULL ? deciding->submission : NULL;
  g_autoptr (BsNode) whole = submission != NULL ? bs_submission_to_node (submission) : NULL;
  static const char *const told[] = { "etag", "claimed_by", "claimed_until" };

  if (submission == NULL)
    {
      bs_node_builder_free (more);
      bs_desk_request_refuse_error (request, error);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (bs_node_get_member (whole, told[i]) != NULL)
      bs_node_builder_set (more, told[i], bs_node_ref (bs_node_get_member (whole, told[i])));
  bs_desk_request_refuse_with (request, bs_problem_from_error (error), bs_node_builder_end (more));
}

/* --- Decisions --- */

static gboolean
decide (BsStoreWork *work, gpointer data, GError **error)
{
  Deciding *deciding = data;
  const BsStoreRequest request = { deciding->account, deciding->key, deciding->digest };
  GError *local = NULL;

  bs_store_answer_clear (&deciding->answer);
  if (bs_store_find_answer (work, &request, &deciding->answer, &local)
      || (local == NULL
          && bs_store_decide (work, &request, deciding->id, deciding->etag, &deciding->decision,
                              &deciding->answer, &local)))
    return TRUE;

  look_why (work, deciding, local);
  g_propagate_error (error, local);

  return FALSE;
}

static void
on_decided (GObject *source, GAsyncResult *result, gpointer data)
{
  BsDeskRequest *request = data;
  g_autoptr (GError) error = NULL;
  gpointer work = NULL;

  if (bs_store_finish (BS_STORE (source), result, &work, &error))
    bs_desk_request_answer_stored (request, &((Deciding *) work)->answer);
  else
    refuse (request, work, error);
  bs_desk_request_unref (request);
}

static void
refuse_member (BsDeskRequest *request, const char *path, const char *key)
{
  BsNodeBuilder *object = bs_node_builder_new_object ();
  BsNodeBuilder *list = bs_node_builder_new_array ();
  BsNodeBuilder *entry = bs_node_builder_new_object ();

  bs_node_builder_set_text (entry, "path", path);
  bs_node_builder_set_text (entry, "message",
                            bs_words_get (request->service->words, request->language, "decision",
                                          key));
  bs_node_builder_add (list, bs_node_builder_end (entry));
  bs_node_builder_set (object, "errors", bs_node_builder_end (list));
  bs_desk_request_refuse_with (request, BS_PROBLEM_CONTENT, bs_node_builder_end (object));
}

/* NULL: the texts fit. Else the name of the one that is too long. */
static const char *
find_long (const BsNode *body)
{
  static const struct
  {
    const char *key;
    glong most;
  } members[] = { { "note", MAX_NOTE_CHARACTERS },
                  { "issue", MAX_PLACE_CHARACTERS },
                  { "page", MAX_PLACE_CHARACTERS },
                  { "section", MAX_PLACE_CHARACTERS } };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_utf8_strlen (bs_node_get_text (body, members[i].key), -1) > members[i].most)
      return members[i].key;

  return NULL;
}

static gboolean
read_decision (BsDeskRequest *request, const BsNode *body, BsStoreDecision *decision)
{
  const char *word = bs_node_get_text (body, "decision");
  const char *too_long = find_long (body);
  g_autofree char *path = too_long != NULL ? g_strconcat ("/", too_long, NULL) : NULL;

  if (g_str_equal (word, "accept"))
    decision->state = BS_SUBMISSION_ACCEPTED;
  else if (g_str_equal (word, "return"))
    decision->state = BS_SUBMISSION_RETURNED;
  else
    {
      refuse_member (request, "/decision", "unknown");
      return FALSE;
    }
  if (too_long != NULL)
    {
      refuse_member (request, path, "too-long");
      return FALSE;
    }
  decision->note = bs_node_get_text (body, "note");
  decision->issue = bs_node_get_text (body, "issue");
  decision->page = bs_node_get_text (body, "page");
  decision->section = bs_node_get_text (body, "section");
  if (decision->state == BS_SUBMISSION_RETURNED && *decision->note == '\0')
    {
      refuse_member (request, "/note", "note-missing");
      return FALSE;
    }

  return TRUE;
}

static void
run_decide (BsDeskRequest *request)
{
  g_auto (BsChange) change = { 0 };
  g_autoptr (BsNode) body = NULL;
  BsStoreDecision decision = { 0 };
  Deciding *deciding;

  if (!bs_desk_read_change (request, TRUE, &change))
    return;
  body = bs_json_parse_deep ("decision", g_bytes_get_data (change.body, NULL),
                             g_bytes_get_size (change.body), MAX_DEPTH, NULL);
  if (body == NULL)
    {
      bs_desk_request_refuse (request, BS_PROBLEM_MALFORMED);
      return;
    }
  if (!read_decision (request, body, &decision))
    return;

  deciding = deciding_new (request);
  deciding->key = g_strdup (change.key);
  deciding->etag = g_strdup (change.etag);
  deciding->digest = g_steal_pointer (&change.digest);
  deciding->body = g_steal_pointer (&body);
  deciding->decision = decision;
  bs_store_write_async (request->service->store, decide, deciding, deciding_free, NULL, on_decided,
                        bs_desk_request_ref (request));
}

/* --- Claims --- */

static gboolean
claim (BsStoreWork *work, gpointer data, GError **error)
{
  Deciding *deciding = data;
  GError *local = NULL;
  BsSubmission *claimed = bs_store_claim (work, deciding->account, deciding->id,
                                          deciding->claim_seconds, &local);

  if (claimed != NULL)
    {
      g_clear_pointer (&deciding->submission, bs_submission_unref);
      deciding->submission = claimed;
      return TRUE;
    }
  look_why (work, deciding, local);
  g_propagate_error (error, local);

  return FALSE;
}

static void
on_claimed (GObject *source, GAsyncResult *result, gpointer data)
{
  BsDeskRequest *request = data;
  g_autoptr (GError) error = NULL;
  gpointer work = NULL;

  if (!bs_store_finish (BS_STORE (source), result, &work, &error))
    refuse (request, work, error);
  else if (((Deciding *) work)->claim_seconds == 0)
    bs_desk_request_answer_json (request, 204, NULL);
  else
    {
      g_autoptr (BsNode) node = bs_submission_to_node (((Deciding *) work)->submission);

      bs_desk_request_answer_node (request, 200, node);
    }
  bs_desk_request_unref (request);
}

static void
start_claim (BsDeskRequest *request, guint seconds)
{
  Deciding *deciding = deciding_new (request);

  deciding->claim_seconds = seconds;
  bs_store_write_async (request->service->store, claim, deciding, deciding_free, NULL, on_claimed,
                        bs_desk_request_ref (request));
}

static void
run_claim (BsDeskRequest *request)
{
  start_claim (request, CLAIM_SECONDS);
}

static void
run_release (BsDeskRequest *request)
{
  start_claim (request, 0);
}

const BsRoute bs_decision_routes[] = {
  { "POST", "/v1/submissions/*/decision", BS_ACCESS_EDITOR, BS_BODY_TEXT, NULL, run_decide },
  { "PUT", "/v1/submissions/*/claim", BS_ACCESS_EDITOR, BS_BODY_NONE, NULL, run_claim },
  { "DELETE", "/v1/submissions/*/claim", BS_ACCESS_EDITOR, BS_BODY_NONE, NULL, run_release },
  { NULL },
};
