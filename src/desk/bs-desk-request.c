/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-desk-service-private.h"

#include "bs-desk-error.h"
#include "model/bs-json.h"

#include <string.h>

static void
on_finished (BsDeskRequest *self)
{
  self->gone = TRUE;
}

BsDeskRequest *
bs_desk_request_new (BsDeskService *service, SoupServerMessage *message)
{
  BsDeskRequest *self = g_new0 (BsDeskRequest, 1);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  self->references = 1;
  self->begun = g_get_monotonic_time ();
  self->service = g_object_ref (service);
  self->message = g_object_ref (message);
  self->language = bs_words_choose_language (
    soup_message_headers_get_list (headers, "Accept-Language"));
  if (service->closing)
    soup_message_headers_append (soup_server_message_get_response_headers (message), "Connection",
                                 "close");
  g_signal_connect_swapped (message, "finished", G_CALLBACK (on_finished), self);
  g_signal_connect_swapped (message, "disconnected", G_CALLBACK (on_finished), self);

  return self;
}

BsDeskRequest *
bs_desk_request_ref (BsDeskRequest *self)
{
  self->references++;

  return self;
}

void
bs_desk_request_unref (BsDeskRequest *self)
{
  if (--self->references > 0)
    return;

  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_pointer (&self->upload, bs_upload_free);
  g_clear_pointer (&self->account, bs_account_free);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_free (self->argument);
  g_object_unref (self->message);
  g_object_unref (self->service);
  g_free (self);
}

void
bs_desk_request_pause (BsDeskRequest *self)
{
  if (self->paused || self->gone)
    return;
  self->paused = TRUE;
  soup_server_message_pause (self->message);
}

void
bs_desk_request_go_on (BsDeskRequest *self)
{
  if (!self->paused)
    return;
  self->paused = FALSE;
  if (!self->gone)
    soup_server_message_unpause (self->message);
}

const char *
bs_desk_request_get_header (BsDeskRequest *self, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (self->message),
                                       name);
}

const char *
bs_desk_request_get_query (BsDeskRequest *self, const char *name)
{
  return self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;
}

void
bs_desk_request_set_header (BsDeskRequest *self, const char *name, const char *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (self->message), name,
                                value);
}

static void
set_default_header (BsDeskRequest *self, const char *name, const char *value)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  if (soup_message_headers_get_one (headers, name) == NULL)
    soup_message_headers_append (headers, name, value);
}

void
bs_desk_request_answer_bytes (BsDeskRequest *self, guint status, const char *type, GBytes *bytes)
{
  if (self->answered || self->gone)
    return;

  self->answered = TRUE;
  self->status = status;
  soup_server_message_set_status (self->message, status, NULL);
  /* What is answered in one piece is given whole: SoupServer would cut it up, and trips over some. */
  soup_message_headers_remove (soup_server_message_get_request_headers (self->message), "Range");
  set_default_header (self, "Cache-Control", "no-store");
  set_default_header (self, "X-Content-Type-Options", "nosniff");
  set_default_header (self, "Content-Security-Policy", "default-src 'none'; sandbox");
  set_default_header (self, "Referrer-Policy", "no-referrer");
  if (bytes != NULL)
    {
      bs_desk_request_set_header (self, "Content-Type", type);
      soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), bytes);
      self->sent = (goffset) g_bytes_get_size (bytes);
    }
  bs_door_tell (self->service->door, self->message, BS_DOOR_WRITING, 0);
  bs_desk_request_go_on (self);
}

void
bs_desk_request_answer_json (BsDeskRequest *self, guint status, const char *json)
{
  g_autoptr (GBytes) bytes = json != NULL ? g_bytes_new (json, strlen (json)) : NULL;

  bs_desk_request_answer_bytes (self, status, "application/json", bytes);
}

void
bs_desk_request_answer_node (BsDeskRequest *self, guint status, const BsNode *node)
{
  gsize length = 0;
  char *json = bs_json_write (node, BS_JSON_COMPACT, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (json, length);

  bs_desk_request_answer_bytes (self, status, "application/json", bytes);
}

void
bs_desk_request_answer_stored (BsDeskRequest *self, const BsStoreAnswer *answer)
{
  if (self->answered || self->gone)
    return;
  if (answer->etag != NULL)
    bs_desk_request_set_header (self, "ETag", answer->etag);
  if (answer->location != NULL)
    bs_desk_request_set_header (self, "Location", answer->location);
  bs_desk_request_answer_json (self, answer->status, answer->body);
}

void
bs_desk_request_refuse_with (BsDeskRequest *self, BsProblem problem, BsNode *more)
{
  g_autoptr (BsNode) owned = more;
  g_autofree char *json = bs_problem_to_json (problem, self->service->words, self->language, owned);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  guint status = bs_problem_get_status (problem);

  if (self->answered || self->gone)
    return;
  if (status == 401)
    bs_desk_request_set_header (self, "WWW-Authenticate", "Bearer");
  if (status == 503)
    set_default_header (self, "Retry-After", "5");
  bs_desk_request_set_header (self, "Content-Language", self->language);
  bs_desk_request_answer_bytes (self, status, "application/problem+json", bytes);
}

void
bs_desk_request_refuse (BsDeskRequest *self, BsProblem problem)
{
  bs_desk_request_refuse_with (self, problem, NULL);
}

/* What went wrong inside is for the log of the one who runs the desk, not for whoever asks. */
void
bs_desk_request_refuse_error (BsDeskRequest *self, const GError *error)
{
  BsProblem problem = bs_problem_from_error (error);

  if (bs_problem_get_status (problem) >= 500)
    g_message ("%s", error->message);
  bs_desk_request_refuse (self, problem);
}
