/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-desk-client-private.h"

#include "bs-certificate.h"
#include "bs-config.h"
#include "bs-tls.h"
#include "model/bs-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TIMEOUT_SECONDS 60
/* Less than the desk's own, so that no request meets a connection that is just being closed. */
#define IDLE_SECONDS 20
#define MAX_ANSWER (64 * 1024 * 1024)
#define BLOCK (64 * 1024)
#define JSON_TYPE "application/json"
#define NINJS_TYPE "application/vnd.iptc.ninjs+json"

G_DEFINE_FINAL_TYPE (BsDeskClient, bs_desk_client, G_TYPE_OBJECT)

/* --- One request --- */

typedef struct
{
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *body;
  BsNode *answer;
  char *known; /* id, where it is refused because the desk has it already */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_object_unref (call->message);
  g_clear_object (&call->stream);
  g_byte_array_unref (call->body);
  g_clear_pointer (&call->answer, bs_node_unref);
  g_free (call->known);
  g_free (call);
}

/* No authority vouches for the certificate of a desk: it is the one of the invitation or it is not. */
static gboolean
on_certificate (BsDeskClient *self, GTlsCertificate *certificate)
{
  g_autofree char *fingerprint = bs_certificate_fingerprint (certificate);

  return g_str_equal (fingerprint, self->invitation->certificate);
}

SoupMessage *
bs_desk_client_make_message (BsDeskClient *self, const char *method, const char *path,
                             const char *query)
{
  g_autofree char *bearer = g_strconcat ("Bearer ", self->invitation->token, NULL);
  g_autoptr (GUri) uri = g_uri_build (SOUP_HTTP_URI_FLAGS, "https", NULL, self->invitation->host,
                                      self->invitation->port, path, query, NULL);
  SoupMessage *message = soup_message_new_from_uri (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_headers_append (headers, "Authorization", bearer);
  /* A redirection would carry the token elsewhere. */
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (self->invitation->certificate != NULL)
    g_signal_connect_object (message, "accept-certificate", G_CALLBACK (on_certificate), self,
                             G_CONNECT_SWAPPED);

  return message;
}

static void
set_header (SoupMessage *message, const char *name, const char *value)
{
  soup_message_headers_replace (soup_message_get_request_headers (message), name, value);
}

void
bs_desk_client_fail (GTask *task, const GError *cause)
{
  BsDeskClient *self = g_task_get_source_object (task);

  g_task_return_error (task, bs_desk_answer_explain (cause, self->invitation->host));
  g_object_unref (task);
}

static void
finish_call (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&call->body));
  GError *error = NULL;

  call->body = g_byte_array_new ();
  call->answer = bs_desk_answer_read (soup_message_get_status (call->message), bytes, &error);
  if (g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_KNOWN))
    call->known = bs_desk_answer_dup_id (bytes);
  if (call->answer == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_block (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) block = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                               &error);

  if (block == NULL)
    bs_desk_client_fail (task, error);
  else if (g_bytes_get_size (block) == 0)
    finish_call (task);
  else if (call->body->len + g_bytes_get_size (block) > MAX_ANSWER)
    {
      g_task_return_new_error (task, BS_DESK_ERROR, BS_DESK_ERROR_SERVICE,
                               _ ("The desk’s answer is larger than can be right. Tell the desk"));
      g_object_unref (task);
    }
  else
    {
      g_byte_array_append (call->body, g_bytes_get_data (block, NULL),
                           (guint) g_bytes_get_size (block));
      g_input_stream_read_bytes_async (call->stream, BLOCK, G_PRIORITY_DEFAULT,
                                       g_task_get_cancellable (task), on_block, task);
    }
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  call->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (call->stream == NULL)
    bs_desk_client_fail (task, error);
  else
    g_input_stream_read_bytes_async (call->stream, BLOCK, G_PRIORITY_DEFAULT,
                                     g_task_get_cancellable (task), on_block, task);
}

/* @task gets a Call, and TRUE when its answer is read. Takes over @message and the reference. */
static void
start_call (GTask *task, SoupMessage *message)
{
  BsDeskClient *self = g_task_get_source_object (task);
  Call *call = g_new0 (Call, 1);

  call->message = message;
  call->body = g_byte_array_new ();
  g_task_set_task_data (task, call, call_free);
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT,
                           g_task_get_cancellable (task), on_answer, task);
}

static const BsNode *
get_answer (GAsyncResult *result, GError **error)
{
  Call *call = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? call->answer : NULL;
}

static void
set_body (SoupMessage *message, const char *type, GBytes *bytes)
{
  soup_message_set_request_body_from_bytes (message, type, bytes);
}

/* --- Object --- */

static void
bs_desk_client_dispose (GObject *object)
{
  BsDeskClient *self = BS_DESK_CLIENT (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bs_desk_client_parent_class)->dispose (object);
}

static void
bs_desk_client_finalize (GObject *object)
{
  BsDeskClient *self = BS_DESK_CLIENT (object);

  bs_invitation_free (self->invitation);

  G_OBJECT_CLASS (bs_desk_client_parent_class)->finalize (object);
}

static void
bs_desk_client_class_init (BsDeskClientClass *class)
{
  G_OBJECT_CLASS (class)->dispose = bs_desk_client_dispose;
  G_OBJECT_CLASS (class)->finalize = bs_desk_client_finalize;
}

static void
bs_desk_client_init (BsDeskClient *self G_GNUC_UNUSED)
{
}

/**
 * bs_desk_client_new:
 *
 * Returns: (transfer full): nothing is connected yet
 */
BsDeskClient *
bs_desk_client_new (const BsInvitation *invitation)
{
  BsDeskClient *self = g_object_new (BS_TYPE_DESK_CLIENT, NULL);
  g_autoptr (GTlsDatabase) authorities = NULL;

  self->invitation = bs_invitation_copy (invitation);
  self->session = soup_session_new_with_options ("timeout", TIMEOUT_SECONDS, "idle-timeout",
                                                 IDLE_SECONDS, "accept-language-auto", TRUE,
                                                 "user-agent", "broadsheet/" BS_VERSION, NULL);
  /* Without authorities every certificate is asked about, also one that an authority has signed. */
  bs_tls_trust_nobody ();
  if (invitation->certificate == NULL)
    authorities = bs_tls_get_authorities ();
  soup_session_set_tls_database (self->session, authorities);
  /* A machine in the office is reached directly. */
  soup_session_set_proxy_resolver (self->session, g_proxy_resolver_get_default ());

  return self;
}

/* --- Who am I --- */

void
bs_desk_identity_free (BsDeskIdentity *identity)
{
  g_free (identity->name);
  g_free (identity->desk);
  g_free (identity);
}

void
bs_desk_client_identify_async (BsDeskClient *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, bs_desk_client_identify_async);
  start_call (task, bs_desk_client_make_message (self, "GET", "/v1/account", NULL));
}

BsDeskIdentity *
bs_desk_client_identify_finish (BsDeskClient *self, GAsyncResult *result, GError **error)
{
  const BsNode *answer;
  BsDeskIdentity *identity;
  BsRole role;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  answer = get_answer (result, error);
  if (answer == NULL)
    return NULL;
  if (!bs_role_from_string (bs_node_get_text (answer, "role"), &role))
    {
      g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_SERVICE,
                           _ ("What answers there is no desk. Ask the desk for a new invitation"));
      return NULL;
    }
  identity = g_new (BsDeskIdentity, 1);
  identity->name = g_strdup (bs_node_get_text (answer, "name"));
  identity->desk = g_strdup (bs_node_get_text (answer, "desk"));
  identity->role = role;

  return identity;
}

/* --- Submissions --- */

static char *
make_path (const char *id, const char *rest)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat ("/v1/submissions/", escaped, rest, NULL);
}

void
bs_desk_client_submit_async (BsDeskClient *self, GBytes *item, const char *key, const char *id,
                             const char *etag, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  g_autofree char *path = id != NULL ? make_path (id, "") : g_strdup ("/v1/submissions");
  SoupMessage *message = bs_desk_client_make_message (self, id != NULL ? "PUT" : "POST", path,
                                                      NULL);

  g_task_set_source_tag (task, bs_desk_client_submit_async);
  set_header (message, "Idempotency-Key", key);
  if (id != NULL)
    set_header (message, "If-Match", etag);
  set_body (message, NINJS_TYPE, item);
  start_call (task, message);
}

static BsSubmission *
finish_submission (GAsyncResult *result, GError **error)
{
  const BsNode *answer = get_answer (result, error);

  return answer != NULL ? bs_submission_from_node (answer, error) : NULL;
}

BsSubmission *
bs_desk_client_submit_finish (BsDeskClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return finish_submission (result, error);
}

const char *
bs_desk_client_get_known (BsDeskClient *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return ((Call *) g_task_get_task_data (G_TASK (result)))->known;
}

void
bs_desk_client_get_async (BsDeskClient *self, const char *id, guint version,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  g_autofree char *path = make_path (id, "");
  g_autofree char *query = version != 0 ? g_strdup_printf ("version=%u", version) : NULL;

  g_task_set_source_tag (task, bs_desk_client_get_async);
  start_call (task, bs_desk_client_make_message (self, "GET", path, query));
}

BsSubmission *
bs_desk_client_get_finish (BsDeskClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return finish_submission (result, error);
}

void
bs_desk_client_list_async (BsDeskClient *self, const char *cursor, guint wait,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  g_autofree char *since = g_uri_escape_string (cursor != NULL ? cursor : "0", NULL, FALSE);
  g_autofree char *query = g_strdup_printf ("since=%s&wait=%u", since, wait);

  g_task_set_source_tag (task, bs_desk_client_list_async);
  start_call (task, bs_desk_client_make_message (self, "GET", "/v1/submissions", query));
}

GPtrArray *
bs_desk_client_list_finish (BsDeskClient *self, GAsyncResult *result, char **cursor_out,
                            gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_submission_unref);
  const BsNode *answer;
  const BsNode *nodes;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  answer = get_answer (result, error);
  if (answer == NULL)
    return NULL;
  nodes = bs_node_get_member (answer, "submissions");
  for (guint i = 0; i < bs_node_get_length (nodes); i++)
    {
      BsSubmission *submission = bs_submission_from_node (bs_node_get_element (nodes, i), error);

      if (submission == NULL)
        return NULL;
      g_ptr_array_add (list, submission);
    }
  *cursor_out = g_strdup (bs_node_get_text (answer, "cursor"));
  *more = bs_node_get_flag (answer, "more", FALSE);

  return g_steal_pointer (&list);
}

static GBytes *
write_decision (const BsDeskDecision *decision)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  g_autoptr (BsNode) node = NULL;
  gsize length;
  char *text;

  bs_node_builder_set_text (builder, "decision", decision->accept ? "accept" : "return");
  bs_node_builder_set_text (builder, "note", decision->note);
  bs_node_builder_set_text (builder, "issue", decision->issue);
  bs_node_builder_set_text (builder, "page", decision->page);
  bs_node_builder_set_text (builder, "section", decision->section);
  node = bs_node_builder_end (builder);
  text = bs_json_write (node, BS_JSON_COMPACT, &length);

  return g_bytes_new_take (text, length);
}

void
bs_desk_client_decide_async (BsDeskClient *self, const BsSubmission *submission,
                             const BsDeskDecision *decision, const char *key,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  g_autofree char *path = make_path (submission->id, "/decision");
  SoupMessage *message = bs_desk_client_make_message (self, "POST", path, NULL);
  g_autoptr (GBytes) body = write_decision (decision);

  g_task_set_source_tag (task, bs_desk_client_decide_async);
  set_header (message, "Idempotency-Key", key);
  set_header (message, "If-Match", submission->etag);
  set_body (message, JSON_TYPE, body);
  start_call (task, message);
}

BsSubmission *
bs_desk_client_decide_finish (BsDeskClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return finish_submission (result, error);
}

void
bs_desk_client_claim_async (BsDeskClient *self, const char *id, gboolean hold,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  g_autofree char *path = make_path (id, "/claim");

  g_task_set_source_tag (task, bs_desk_client_claim_async);
  start_call (task, bs_desk_client_make_message (self, hold ? "PUT" : "DELETE", path, NULL));
}

gboolean
bs_desk_client_claim_finish (BsDeskClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return get_answer (result, error) != NULL;
}
