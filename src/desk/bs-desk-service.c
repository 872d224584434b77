/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-desk-service-private.h"

#include "bs-config.h"
#include "bs-desk-error.h"
#include "bs-draft-item.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define REQUESTS_PER_MINUTE 600
#define BYTES_PER_DAY (4LL * 1024 * 1024 * 1024)
#define MAX_CONNECTIONS 512
#define IDLE_SECONDS 30
#define STOP_GRACE_SECONDS 1
#define STOP_WATCH_MILLISECONDS 20
#define BEARER "Bearer "
#define MAX_PATH 256
/* What is read and thrown away so that a client that sends too much still gets to read the answer. */
#define PATIENCE_BYTES (64 * 1024 * 1024)
#define REQUEST_KEY "bs-desk-request"

enum
{
  SIGNAL_LOGGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BsDeskService, bs_desk_service, G_TYPE_OBJECT)

static const BsRoute *const route_tables[] = { bs_submission_routes, bs_decision_routes,
                                               bs_media_routes, bs_web_routes };

/* --- Routes --- */

/* "*" in the pattern is one step without slash, which becomes @argument. */
static gboolean
path_matches (const char *pattern, const char *path, char **argument)
{
  const char *star = strchr (pattern, '*');
  const char *end;

  if (star == NULL)
    return g_str_equal (pattern, path);
  if (strncmp (pattern, path, star - pattern) != 0)
    return FALSE;
  path += star - pattern;
  end = strchrnul (path, '/');
  if (end == path || !g_str_equal (star + 1, end))
    return FALSE;
  g_free (*argument);
  *argument = g_strndup (path, end - path);

  return TRUE;
}

/* NULL: none; @allowed gets the methods that the path knows. */
static const BsRoute *
find_route (const char *method, const char *path, char **argument, GString *allowed)
{
  for (guint i = 0; i < G_N_ELEMENTS (route_tables); i++)
    for (const BsRoute *route = route_tables[i]; route->method != NULL; route++)
      if (path_matches (route->path, path, argument))
        {
          if (g_str_equal (route->method, method))
            return route;
          g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "", route->method);
        }

  return NULL;
}

/* --- The log: one line a request, without headers, queries or anything of the content; status 0
 * where nobody waited for an answer, "cut" where not all of it was read --- */

static void
log_request (BsDeskRequest *request)
{
  BsDeskService *self = request->service;
  g_autoptr (GDateTime) now = bs_environment_now (self->environment);
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  const char *path = g_uri_get_path (soup_server_message_get_uri (request->message));
  g_autofree char *short_path = g_strndup (path != NULL ? path : "", MAX_PATH);
  g_autofree char *shown = g_strescape (short_path, NULL);
  const char *host = soup_server_message_get_remote_host (request->message);
  gboolean whole = request->answered
                   && soup_server_message_get_status (request->message) == request->status;
  g_autofree char *line = g_strdup_printf (
    "%s %s %s %s %s %u %" G_GOFFSET_FORMAT " %" G_GOFFSET_FORMAT " %" G_GINT64_FORMAT "ms%s", time,
    host != NULL ? host : "-", request->account != NULL ? request->account->id : "-",
    soup_server_message_get_method (request->message), shown, request->status, request->received,
    request->sent, (g_get_monotonic_time () - request->begun) / 1000, whole ? "" : " cut");

  g_signal_emit (self, signals[SIGNAL_LOGGED], 0, line);
}

/* --- A request's life --- */

static void
finish_stop (BsDeskService *self)
{
  GTask *stop = g_steal_pointer (&self->stop);

  if (self->stop_watch != NULL)
    g_source_destroy (self->stop_watch);
  g_clear_pointer (&self->stop_watch, g_source_unref);
  if (stop != NULL)
    g_task_return_boolean (stop, TRUE);
  g_clear_object (&stop);
}

static void
on_finished (SoupServerMessage *message, BsDeskRequest *request)
{
  BsDeskService *self = g_object_ref (request->service);

  log_request (request);
  /* An answer that was cut off leaves nothing behind but what is spooled. */
  g_clear_pointer (&request->upload, bs_upload_free);
  g_object_set_data (G_OBJECT (message), REQUEST_KEY, NULL);
  self->n_requests--;
  g_object_unref (self);
}

static void
on_chunk (SoupServerMessage *message, GBytes *bytes, BsDeskRequest *request)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  request->received += (goffset) g_bytes_get_size (bytes);
  bs_door_tell (request->service->door, message, BS_DOOR_READING,
                (goffset) g_bytes_get_size (bytes));
  if (request->received > PATIENCE_BYTES)
    {
      bs_door_cut_one (request->service->door, message);
      return;
    }
  if (request->upload != NULL && !request->answered)
    {
      g_autoptr (GError) error = NULL;

      if (!bs_upload_take (request->upload, bytes, &error))
        bs_desk_request_refuse_error (request, error);
    }
  else if (request->received > BS_DRAFT_MAX_BYTES && !request->answered)
    {
      soup_message_body_set_accumulate (body, FALSE);
      soup_message_body_truncate (body);
      bs_desk_request_refuse_with (request, BS_PROBLEM_TOO_LARGE, NULL);
    }
}

static void
on_wrote (SoupServerMessage *message, guint size, BsDeskRequest *request)
{
  bs_door_tell (request->service->door, message, BS_DOOR_WRITING, size);
}

/* --- Who asks --- */

typedef struct
{
  char *digest;
  BsHandler then;
  BsAccount *account;
} Lookup;

static void
lookup_free (gpointer data)
{
  Lookup *lookup = data;

  g_free (lookup->digest);
  g_clear_pointer (&lookup->account, bs_account_free);
  g_free (lookup);
}

static gboolean
look_up (BsStoreWork *work, gpointer data, GError **error)
{
  Lookup *lookup = data;

  g_clear_pointer (&lookup->account, bs_account_free);
  lookup->account = bs_store_find_account (work, lookup->digest, error);

  return lookup->account != NULL || *error == NULL;
}

static void
begin_request (BsDeskRequest *request)
{
  BsDeskService *self = request->service;
  guint retry_after = 0;

  if (request->route->access == BS_ACCESS_EDITOR && request->account->role != BS_ROLE_EDITOR)
    bs_desk_request_refuse (request, BS_PROBLEM_NOT_ALLOWED);
  else if (request->account != NULL
           && !bs_pacer_take (self->pacer, request->account->id, g_get_monotonic_time (),
                              &retry_after))
    {
      g_autofree char *seconds = g_strdup_printf ("%u", retry_after);

      bs_desk_request_set_header (request, "Retry-After", seconds);
      bs_desk_request_refuse (request, BS_PROBLEM_TOO_MANY);
    }
  else if (request->route->begin != NULL)
    request->route->begin (request);
  else
    bs_desk_request_go_on (request);
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer data)
{
  BsDeskRequest *request = data;
  g_autoptr (GError) error = NULL;
  gpointer found = NULL;

  if (!bs_store_finish (BS_STORE (source), result, &found, &error))
    bs_desk_request_refuse_error (request, error);
  else
    {
      Lookup *lookup = found;

      g_clear_pointer (&request->account, bs_account_free);
      request->account = g_steal_pointer (&lookup->account);
      lookup->then (request);
    }
  bs_desk_request_unref (request);
}

void
bs_desk_find_account (BsDeskRequest *request, const char *token, BsHandler then)
{
  Lookup *lookup;

  if (!bs_token_valid (token))
    {
      then (request);
      return;
    }

  /* The token's digest is what is looked for: how long that takes says nothing of the token. */
  lookup = g_new0 (Lookup, 1);
  lookup->digest = bs_token_digest (token);
  lookup->then = then;
  bs_desk_request_pause (request);
  bs_store_read_async (request->service->store, look_up, lookup, lookup_free, NULL, on_looked_up,
                       bs_desk_request_ref (request));
}

static void
admit (BsDeskRequest *request)
{
  if (request->account == NULL)
    bs_desk_request_refuse (request, BS_PROBLEM_TOKEN_UNKNOWN);
  else if (request->account->revoked != 0)
    bs_desk_request_refuse (request, BS_PROBLEM_TOKEN_REVOKED);
  else
    begin_request (request);
}

static void
identify (BsDeskRequest *request)
{
  const char *header = bs_desk_request_get_header (request, "Authorization");

  if (header == NULL || g_ascii_strncasecmp (header, BEARER, strlen (BEARER)) != 0)
    bs_desk_request_refuse (request, BS_PROBLEM_TOKEN_MISSING);
  else
    bs_desk_find_account (request, header + strlen (BEARER), admit);
}

/* --- What SoupServer tells --- */

/* SoupServer takes any number, and means a negative one by those that are beyond what it can count. */
static gboolean
is_impossible (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  return soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
         && soup_message_headers_get_content_length (headers) < 0;
}

static gboolean
is_too_large (BsDeskRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);

  return request->route->body != BS_BODY_MEDIA
         && soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
         && soup_message_headers_get_content_length (headers) > BS_DRAFT_MAX_BYTES;
}

static void
on_headers (SoupServer *server G_GNUC_UNUSED, SoupServerMessage *message, const char *path,
            GHashTable *query, gpointer data)
{
  BsDeskService *self = data;
  BsDeskRequest *request;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GString) allowed = g_string_new (NULL);

  if (is_impossible (message))
    {
      bs_door_turn_away (self->door, message);
      return;
    }

  request = bs_desk_request_new (self, message);
  g_object_set_data_full (G_OBJECT (message), REQUEST_KEY, request,
                          (GDestroyNotify) bs_desk_request_unref);
  self->n_requests++;
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_chunk), request);
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (on_wrote), request);
  g_signal_connect (message, "finished", G_CALLBACK (on_finished), request);
  if (query != NULL)
    request->query = g_hash_table_ref (query);

  request->route = strlen (path) <= MAX_PATH ? find_route (soup_server_message_get_method (message),
                                                           path, &request->argument, allowed)
                                             : NULL;
  if (request->route == NULL || request->route->body != BS_BODY_TEXT)
    soup_message_body_set_accumulate (body, FALSE);
  if (self->closing && g_strcmp0 (soup_server_message_get_method (message), "GET") != 0)
    bs_desk_request_refuse (request, BS_PROBLEM_CLOSING);
  else if (request->route == NULL && allowed->len > 0)
    {
      bs_desk_request_set_header (request, "Allow", allowed->str);
      bs_desk_request_refuse (request, BS_PROBLEM_METHOD);
    }
  else if (request->route == NULL)
    bs_desk_request_refuse (request, BS_PROBLEM_NOT_FOUND);
  else if (is_too_large (request))
    bs_desk_request_refuse (request, BS_PROBLEM_TOO_LARGE);
  else if (request->route->access != BS_ACCESS_ANYBODY)
    identify (request);
  else if (request->route->begin != NULL)
    request->route->begin (request);
}

static void
on_request (SoupServer *server G_GNUC_UNUSED, SoupServerMessage *message,
            const char *path G_GNUC_UNUSED, GHashTable *query G_GNUC_UNUSED, gpointer data)
{
  BsDeskService *self = data;
  BsDeskRequest *request = g_object_get_data (G_OBJECT (message), REQUEST_KEY);

  bs_door_tell (self->door, message, BS_DOOR_WORKING, 0);
  if (request == NULL)
    soup_server_message_set_status (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, NULL);
  else if (!request->answered)
    {
      bs_desk_request_pause (request);
      request->route->run (request);
    }
}

static void
on_store_changed (BsDeskService *self, gint64 sequence)
{
  self->last_sequence = MAX (self->last_sequence, sequence);
  bs_desk_wait_wake (self);
}

/* --- Object --- */

static void
bs_desk_service_finalize (GObject *object)
{
  BsDeskService *self = BS_DESK_SERVICE (object);

  g_clear_pointer (&self->door, bs_door_free);
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->server);
  g_clear_pointer (&self->pacer, bs_pacer_free);
  g_clear_pointer (&self->uploads, g_hash_table_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->words, bs_words_free);
  g_clear_object (&self->certificate);
  g_clear_object (&self->store);
  g_clear_object (&self->environment);
  g_free (self->name);
  g_free (self->spool);
  g_strfreev (self->addresses);

  G_OBJECT_CLASS (bs_desk_service_parent_class)->finalize (object);
}

static void
bs_desk_service_class_init (BsDeskServiceClass *class)
{
  G_OBJECT_CLASS (class)->finalize = bs_desk_service_finalize;

  signals[SIGNAL_LOGGED] = g_signal_new ("logged", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bs_desk_service_init (BsDeskService *self)
{
  self->uploads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiting = g_ptr_array_new ();
}

/**
 * bs_desk_service_new:
 * @settings: copied
 *
 * Returns: (transfer full): not yet started
 */
BsDeskService *
bs_desk_service_new (BsEnvironment *environment, BsStore *store, const BsDeskSettings *settings)
{
  BsDeskService *self = g_object_new (BS_TYPE_DESK_SERVICE, NULL);

  self->environment = g_object_ref (environment);
  self->store = g_object_ref (store);
  self->settings = *settings;
  self->name = g_strdup (settings->name);
  self->spool = g_strdup (settings->spool);
  self->addresses = g_strdupv ((char **) settings->addresses);
  self->certificate = settings->certificate != NULL ? g_object_ref (settings->certificate) : NULL;
  if (self->settings.requests_per_minute == 0)
    self->settings.requests_per_minute = REQUESTS_PER_MINUTE;
  if (self->settings.bytes_per_day == 0)
    self->settings.bytes_per_day = BYTES_PER_DAY;
  if (self->settings.max_connections == 0)
    self->settings.max_connections = MAX_CONNECTIONS;
  if (self->settings.idle_seconds == 0)
    self->settings.idle_seconds = IDLE_SECONDS;
  self->pacer = bs_pacer_new (self->settings.requests_per_minute);

  return self;
}

static gboolean
make_spool (BsDeskService *self, GError **error)
{
  if (g_mkdir_with_parents (self->spool, 0700) == 0)
    return TRUE;
  g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_DISK,
               _ ("%s: photos cannot be received there: %s. Make the folder writable, or choose "
                  "another"),
               self->spool, g_strerror (errno));

  return FALSE;
}

/**
 * bs_desk_service_start:
 *
 * Listens in the thread's default main context.
 *
 * Returns: %FALSE with a %BS_DESK_ERROR where it cannot
 */
gboolean
bs_desk_service_start (BsDeskService *self, GError **error)
{
  BsDoorSettings door = { NULL, self->certificate, self->settings.max_connections,
                          MAX (self->settings.max_connections / 4, 64),
                          self->settings.idle_seconds };

  g_return_val_if_fail (self->door == NULL, FALSE);

  self->words = bs_words_new (self->environment, error);
  if (self->words == NULL || !make_spool (self, error))
    return FALSE;
  bs_upload_sweep (self->spool, g_get_real_time () / G_USEC_PER_SEC);

  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_early_handler (self->server, NULL, on_headers, self, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  door.server = self->server;
  self->door = bs_door_new (&door);
  g_signal_connect_swapped (self->store, "changed", G_CALLBACK (on_store_changed), self);

  return self->settings.listen_fd >= 0
           ? bs_door_adopt (self->door, self->settings.listen_fd, error)
           : bs_door_listen (self->door, (const char *const *) self->addresses, self->settings.port,
                             error);
}

guint16
bs_desk_service_get_port (BsDeskService *self)
{
  return bs_door_get_port (self->door);
}

/* Whoever is at the door already may still be shaking hands or sending: a second is theirs. */
static gboolean
on_stop_watch (gpointer data)
{
  BsDeskService *self = data;
  gint64 now = g_get_monotonic_time ();
  gboolean idle = self->n_requests == 0
                  && (bs_door_count (self->door) == 0
                      || now > self->stop_begun + STOP_GRACE_SECONDS * G_TIME_SPAN_SECOND);

  if (!idle && now < self->stop_deadline)
    return G_SOURCE_CONTINUE;
  bs_door_cut (self->door);
  finish_stop (self);

  return G_SOURCE_REMOVE;
}

void
bs_desk_service_stop_async (BsDeskService *self, guint seconds, GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (self->stop == NULL);

  self->stop = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (self->stop, bs_desk_service_stop_async);
  self->closing = TRUE;
  self->stop_begun = g_get_monotonic_time ();
  self->stop_deadline = self->stop_begun + seconds * G_TIME_SPAN_SECOND;
  bs_door_close (self->door);
  bs_desk_wait_wake (self);
  self->stop_watch = g_timeout_source_new (STOP_WATCH_MILLISECONDS);
  g_source_set_callback (self->stop_watch, on_stop_watch, self, NULL);
  g_source_attach (self->stop_watch, g_main_context_get_thread_default ());
}

gboolean
bs_desk_service_stop_finish (BsDeskService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
