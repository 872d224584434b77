/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Submissions over HTTP, as reporters send and everybody reads them.
 */

#include "bs-desk-service-private.h"

#include "bs-config.h"
#include "bs-desk-error.h"
#include "bs-draft-item.h"

#include <string.h>

#define MAX_KEY 64
#define DEFAULT_LIMIT 1000
#define MAX_LIMIT 10000
#define ROOM 4096 /* bytes, for a list to begin with */
#define MAX_WAIT_SECONDS 30

/* --- Sending --- */

typedef struct
{
  BsDraftFacts *facts;
  char *account, *key, *digest;
  char *id, *etag; /* of a new version; NULL: a new submission */
  BsStoreAnswer answer;
  char **missing;        /* SHA-256s */
  BsSubmission *current; /* where it has changed meanwhile */
  BsSentFunc done;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  bs_draft_facts_free (sending->facts);
  g_free (sending->account);
  g_free (sending->key);
  g_free (sending->digest);
  g_free (sending->id);
  g_free (sending->etag);
  bs_store_answer_clear (&sending->answer);
  g_clear_pointer (&sending->missing, g_strfreev);
  g_clear_pointer (&sending->current, bs_submission_unref);
  g_free (sending);
}

static gboolean
find_missing (BsStoreWork *work, Sending *sending, GError **error)
{
  g_clear_pointer (&sending->missing, g_strfreev);
  sending->missing = bs_store_find_missing (work, sending->account,
                                            (const char *const *) sending->facts->media, error);
  if (sending->missing == NULL)
    return FALSE;
  if (sending->missing[0] == NULL)
    return TRUE;
  g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_CONTENT, "media missing");

  return FALSE;
}

/* Only its author may send a new version. */
static gboolean
check_author (BsStoreWork *work, Sending *sending, GError **error)
{
  g_autoptr (BsSubmission) submission = bs_store_get_submission (work, sending->id, 0, error);

  if (submission == NULL)
    return FALSE;
  if (g_str_equal (submission->account, sending->account))
    {
      g_clear_pointer (&sending->current, bs_submission_unref);
      sending->current = g_steal_pointer (&submission);
      return TRUE;
    }
  g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_FORBIDDEN, "somebody else's");

  return FALSE;
}

/* The store refuses it too, where two are sent at once; here it is found out which one it is. */
static gboolean
check_unknown (BsStoreWork *work, Sending *sending, GError **error)
{
  g_autofree char *id = NULL;
  GError *local = NULL;

  id = bs_store_find_draft (work, sending->account, sending->facts->uri, &local);
  if (id == NULL && local == NULL)
    return TRUE;
  g_clear_pointer (&sending->current, bs_submission_unref);
  if (id != NULL)
    sending->current = bs_store_get_submission (work, id, 0, &local);
  if (local == NULL)
    local = g_error_new_literal (BS_DESK_ERROR, BS_DESK_ERROR_KNOWN, "sent before");
  g_propagate_error (error, local);

  return FALSE;
}

static gboolean
send_draft (BsStoreWork *work, gpointer data, GError **error)
{
  Sending *sending = data;
  const BsStoreRequest request = { sending->account, sending->key, sending->digest };
  const BsStoreDraft draft = { sending->facts->item,
                               sending->facts->headline,
                               sending->facts->section,
                               sending->facts->characters,
                               (const char *const *) sending->facts->media,
                               sending->facts->uri };
  GError *local = NULL;

  bs_store_answer_clear (&sending->answer);
  if (bs_store_find_answer (work, &request, &sending->answer, &local))
    return TRUE;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (sending->id != NULL ? !check_author (work, sending, error)
                          : !check_unknown (work, sending, error))
    return FALSE;
  if (!find_missing (work, sending, error))
    return FALSE;

  return sending->id == NULL ? bs_store_submit (work, &request, &draft, &sending->answer, error)
                             : bs_store_revise (work, &request, sending->id, sending->etag, &draft,
                                                &sending->answer, error);
}

static BsNode *
list_texts (const char *key, char **texts)
{
  BsNodeBuilder *object = bs_node_builder_new_object ();
  BsNodeBuilder *list = bs_node_builder_new_array ();

  for (guint i = 0; texts[i] != NULL; i++)
    bs_node_builder_add (list, bs_node_new_string (texts[i]));
  bs_node_builder_set (object, key, bs_node_builder_end (list));

  return bs_node_builder_end (object);
}

/* What the next attempt needs. */
static BsNode *
tell_current (const BsSubmission *current, gboolean which)
{
  BsNodeBuilder *object = bs_node_builder_new_object ();

  if (current != NULL && which)
    {
      bs_node_builder_set_text (object, "id", current->id);
      bs_node_builder_set_number (object, "version", current->version);
    }
  if (current != NULL)
    bs_node_builder_set_text (object, "etag", current->etag);

  return bs_node_builder_end (object);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  BsDeskRequest *request = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsNode) more = NULL;
  gpointer work = NULL;
  gboolean done = bs_store_finish (BS_STORE (source), result, &work, &error);
  Sending *sending = work;

  if (done)
    sending->done (request, &sending->answer, 0, NULL);
  else if (sending == NULL)
    bs_desk_request_refuse_error (request, error);
  else if (sending->missing != NULL && sending->missing[0] != NULL)
    {
      more = list_texts ("missing", sending->missing);
      sending->done (request, NULL, BS_PROBLEM_MISSING_MEDIA, more);
    }
  else
    {
      BsProblem problem = bs_problem_from_error (error);

      if (bs_problem_get_status (problem) >= 500)
        g_message ("%s", error->message);
      if (problem == BS_PROBLEM_CHANGED || problem == BS_PROBLEM_KNOWN)
        more = tell_current (sending->current, problem == BS_PROBLEM_KNOWN);
      sending->done (request, NULL, problem, more);
    }
  bs_desk_request_unref (request);
}

/* "PATH\nMESSAGE" → {path, message} */
static BsNode *
list_errors (GPtrArray *errors)
{
  BsNodeBuilder *object = bs_node_builder_new_object ();
  BsNodeBuilder *list = bs_node_builder_new_array ();

  for (guint i = 0; i < errors->len; i++)
    {
      const char *text = g_ptr_array_index (errors, i);
      const char *line = strchr (text, '\n');
      g_autofree char *path = g_strndup (text, line - text);
      BsNodeBuilder *entry = bs_node_builder_new_object ();

      bs_node_builder_set_text (entry, "path", path);
      bs_node_builder_set_text (entry, "message", line + 1);
      bs_node_builder_add (list, bs_node_builder_end (entry));
    }
  bs_node_builder_set (object, "errors", bs_node_builder_end (list));

  return bs_node_builder_end (object);
}

gboolean
bs_desk_key_valid (const char *key)
{
  if (key == NULL || *key == '\0' || strlen (key) > MAX_KEY)
    return FALSE;
  for (; *key != '\0'; key++)
    if (!g_ascii_isgraph (*key))
      return FALSE;

  return TRUE;
}

static char *
make_digest (BsDeskRequest *request, GBytes *body)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *method = soup_server_message_get_method (request->message);
  const char *path = g_uri_get_path (soup_server_message_get_uri (request->message));
  gsize length;
  const guint8 *data = g_bytes_get_data (body, &length);

  g_checksum_update (checksum, (const guchar *) method, -1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
  g_checksum_update (checksum, (const guchar *) path, -1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
  g_checksum_update (checksum, data, (gssize) length);

  return g_strdup (g_checksum_get_string (checksum));
}

gboolean
bs_desk_read_change (BsDeskRequest *request, gboolean needs_etag, BsChange *change)
{
  change->key = bs_desk_request_get_header (request, "Idempotency-Key");
  change->etag = bs_desk_request_get_header (request, "If-Match");
  if (!bs_desk_key_valid (change->key) || (needs_etag && change->etag == NULL))
    {
      bs_desk_request_refuse (request, BS_PROBLEM_PRECONDITION);
      return FALSE;
    }
  change->body = soup_message_body_flatten (
    soup_server_message_get_request_body (request->message));
  change->digest = make_digest (request, change->body);

  return TRUE;
}

void
bs_desk_change_clear (BsChange *change)
{
  g_clear_pointer (&change->body, g_bytes_unref);
  g_clear_pointer (&change->digest, g_free);
}

/* application/json or any of its kind: RFC 6839, 3.1 */
static gboolean
is_json (BsDeskRequest *request)
{
  const char *type = soup_message_headers_get_content_type (
    soup_server_message_get_request_headers (request->message), NULL);

  return type != NULL
         && (g_ascii_strcasecmp (type, "application/json") == 0
             || g_str_has_suffix (type, "+json"));
}

void
bs_desk_send (BsDeskRequest *request, const BsSend *send, BsSentFunc done)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  BsDraftFacts *facts = bs_draft_facts_new (send->text, send->length, errors, &error);
  Sending *sending;

  if (facts == NULL)
    {
      g_autoptr (BsNode) more = errors->len > 0 ? list_errors (errors) : NULL;

      done (request, NULL, more != NULL ? BS_PROBLEM_CONTENT : bs_problem_from_error (error), more);
      return;
    }

  sending = g_new0 (Sending, 1);
  sending->facts = facts;
  sending->account = g_strdup (request->account->id);
  sending->key = g_strdup (send->key);
  sending->digest = g_strdup (send->digest);
  sending->id = g_strdup (send->id);
  sending->etag = g_strdup (send->etag);
  sending->done = done;
  bs_store_write_async (request->service->store, send_draft, sending, sending_free, NULL, on_sent,
                        bs_desk_request_ref (request));
}

static void
answer_sent (BsDeskRequest *request, const BsStoreAnswer *answer, BsProblem problem,
             const BsNode *more)
{
  if (answer != NULL)
    bs_desk_request_answer_stored (request, answer);
  else
    bs_desk_request_refuse_with (request, problem, more != NULL ? bs_node_ref (more) : NULL);
}

static void
run_send (BsDeskRequest *request)
{
  g_auto (BsChange) change = { 0 };

  if (!is_json (request))
    bs_desk_request_refuse (request, BS_PROBLEM_MEDIA_TYPE);
  else if (bs_desk_read_change (request, request->argument != NULL, &change))
    {
      const BsSend send = { g_bytes_get_data (change.body, NULL),
                            g_bytes_get_size (change.body),
                            change.key,
                            change.digest,
                            request->argument,
                            change.etag };

      bs_desk_send (request, &send, answer_sent);
    }
}

/* --- Reading one --- */

typedef struct
{
  char *id;
  char *account; /* NULL: an editor, who may read all */
  guint version;
  BsSubmission *submission;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->id);
  g_free (reading->account);
  g_clear_pointer (&reading->submission, bs_submission_unref);
  g_free (reading);
}

static gboolean
read_submission (BsStoreWork *work, gpointer data, GError **error)
{
  Reading *reading = data;

  g_clear_pointer (&reading->submission, bs_submission_unref);
  reading->submission = bs_store_get_submission (work, reading->id, reading->version, error);
  if (reading->submission == NULL)
    return FALSE;
  if (reading->account == NULL)
    return TRUE;
  bs_submission_hide_claim (reading->submission);
  if (g_str_equal (reading->account, reading->submission->account))
    return TRUE;
  g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_FORBIDDEN, "somebody else's");

  return FALSE;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  BsDeskRequest *request = data;
  g_autoptr (GError) error = NULL;
  gpointer work = NULL;

  if (bs_store_finish (BS_STORE (source), result, &work, &error))
    {
      Reading *reading = work;
      g_autoptr (BsNode) node = bs_submission_to_node (reading->submission);

      bs_desk_request_set_header (request, "ETag", reading->submission->etag);
      bs_desk_request_answer_node (request, 200, node);
    }
  else
    bs_desk_request_refuse_error (request, error);
  bs_desk_request_unref (request);
}

static guint
read_number (const char *text, guint fallback, guint most)
{
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &number, NULL))
    return fallback;

  return (guint) MIN (number, most);
}

static void
run_read (BsDeskRequest *request)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->id = g_strdup (request->argument);
  if (request->account->role != BS_ROLE_EDITOR)
    reading->account = g_strdup (request->account->id);
  reading->version = read_number (bs_desk_request_get_query (request, "version"), 0, G_MAXINT);
  bs_store_read_async (request->service->store, read_submission, reading, reading_free, NULL,
                       on_read, bs_desk_request_ref (request));
}

/* --- Reading all --- */

typedef struct
{
  char *account;
  char *state;
  BsStoreQuery query;
  guint n_submissions;
  gint64 sequence;
  GBytes *json; /* the answer, made here: ten thousand would hold up all others there */
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_free (listing->account);
  g_free (listing->state);
  g_clear_pointer (&listing->json, g_bytes_unref);
  g_free (listing);
}

/* What @json has of submissions becomes the answer. */
static GBytes *
finish_list (const Listing *listing, const BsStoreListed *listed, GString *json)
{
  gboolean more = listed->n >= listing->query.limit;
  gint64 cursor = more ? listed->last : MAX (listing->sequence, listing->query.since);
  g_autofree char *head = g_strdup_printf ("{\"cursor\":\"%" G_GINT64_FORMAT
                                           "\",\"more\":%s,\"submissions\":[",
                                           cursor, more ? "true" : "false");

  g_string_prepend (json, head);
  g_string_append (json, "]}");

  return g_string_free_to_bytes (json);
}

/* The sequence is read first: what comes between is told once more, never left out. */
static gboolean
list_submissions (BsStoreWork *work, gpointer data, GError **error)
{
  Listing *listing = data;
  g_autoptr (GString) json = NULL;
  BsStoreListed listed;

  listing->sequence = bs_store_get_sequence (work, error);
  if (listing->sequence < 0)
    return FALSE;
  json = g_string_sized_new (ROOM);
  if (!bs_store_write_list (work, &listing->query, json, &listed, error))
    return FALSE;
  listing->n_submissions = listed.n;
  g_clear_pointer (&listing->json, g_bytes_unref);
  listing->json = finish_list (listing, &listed, g_steal_pointer (&json));

  return TRUE;
}

static guint
get_remaining_wait (BsDeskRequest *request)
{
  gint64 gone = (g_get_monotonic_time () - request->begun) / G_USEC_PER_SEC;
  guint wait = read_number (bs_desk_request_get_query (request, "wait"), 0, MAX_WAIT_SECONDS);

  return gone < wait ? wait - (guint) gone : 0;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  BsDeskRequest *request = data;
  g_autoptr (GError) error = NULL;
  gpointer work = NULL;
  guint wait = get_remaining_wait (request);

  if (!bs_store_finish (BS_STORE (source), result, &work, &error))
    bs_desk_request_refuse_error (request, error);
  else
    {
      Listing *listing = work;

      if (listing->n_submissions == 0 && wait > 0 && !request->service->closing)
        {
          /* What was committed after this was read has been told already, to nobody. */
          if (request->service->last_sequence > listing->sequence)
            bs_desk_list (request);
          else
            bs_desk_wait_add (request, wait);
        }
      else
        bs_desk_request_answer_bytes (request, 200, "application/json", listing->json);
    }
  bs_desk_request_unref (request);
}

void
bs_desk_list (BsDeskRequest *request)
{
  const char *since = bs_desk_request_get_query (request, "since");
  const char *state = bs_desk_request_get_query (request, "state");
  Listing *listing = g_new0 (Listing, 1);
  BsSubmissionState known;

  if (request->account->role != BS_ROLE_EDITOR)
    listing->account = g_strdup (request->account->id);
  if (state != NULL && bs_submission_state_from_string (state, &known))
    listing->state = g_strdup (state);
  listing->query.account = listing->account;
  listing->query.state = listing->state;
  listing->query.since = since != NULL ? MAX (0, g_ascii_strtoll (since, NULL, 10)) : 0;
  listing->query.limit = MAX (1, read_number (bs_desk_request_get_query (request, "limit"),
                                              DEFAULT_LIMIT, MAX_LIMIT));
  bs_store_read_async (request->service->store, list_submissions, listing, listing_free, NULL,
                       on_listed, bs_desk_request_ref (request));
}

/* --- Who am I, and is anybody there --- */

static void
run_account (BsDeskRequest *request)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  g_autoptr (BsNode) node = NULL;

  bs_node_builder_set_text (builder, "name", request->account->name);
  bs_node_builder_set_text (builder, "role", bs_role_to_string (request->account->role));
  bs_node_builder_set_text (builder, "desk", request->service->name);
  node = bs_node_builder_end (builder);
  bs_desk_request_answer_node (request, 200, node);
}

static void
run_health (BsDeskRequest *request)
{
  bs_desk_request_answer_json (request, 200,
                               "{\"status\":\"ok\",\"version\":\"" BS_VERSION "\",\"protocol\":1}");
}

const BsRoute bs_submission_routes[] = {
  { "POST", "/v1/submissions", BS_ACCESS_ACCOUNT, BS_BODY_TEXT, NULL, run_send },
  { "GET", "/v1/submissions", BS_ACCESS_ACCOUNT, BS_BODY_NONE, NULL, bs_desk_list },
  { "PUT", "/v1/submissions/*", BS_ACCESS_ACCOUNT, BS_BODY_TEXT, NULL, run_send },
  { "GET", "/v1/submissions/*", BS_ACCESS_ACCOUNT, BS_BODY_NONE, NULL, run_read },
  { "GET", "/v1/account", BS_ACCESS_ACCOUNT, BS_BODY_NONE, NULL, run_account },
  { "GET", "/v1/health", BS_ACCESS_ANYBODY, BS_BODY_NONE, NULL, run_health },
  { NULL },
};
