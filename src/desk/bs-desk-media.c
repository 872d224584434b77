/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos over HTTP: they arrive in pieces if need be, and are taken when they are whole.
 */

#include "bs-desk-service-private.h"

#include "bs-desk-error.h"
#include "model/bs-media-name.h"
#include "model/bs-model-error.h"

#include <string.h>

#define PARTIAL_TYPE "application/partial-upload"
#define DAY_SECONDS (24 * 60 * 60)
#define BLOCK (256 * 1024)

/* --- What the store knows of a photo --- */

typedef struct
{
  char *account; /* NULL: anybody's */
  char *sha;
  gint64 since; /* for @given */
  gboolean known;
  goffset size;
  char *media_type;
  gint64 given; /* bytes, by the account, since then */
} Facts;

static void
facts_free (gpointer data)
{
  Facts *facts = data;

  g_free (facts->account);
  g_free (facts->sha);
  g_free (facts->media_type);
  g_free (facts);
}

static gboolean
read_facts (BsStoreWork *work, gpointer data, GError **error)
{
  Facts *facts = data;
  GError *local = NULL;

  g_clear_pointer (&facts->media_type, g_free);
  facts->known = bs_store_has_media (work, facts->account, facts->sha, &facts->size,
                                     &facts->media_type, &local);
  if (local == NULL && facts->account != NULL && facts->since > 0)
    facts->given = bs_store_count_media (work, facts->account, facts->since, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);

  return FALSE;
}

static gint64
get_now (BsDeskService *service)
{
  g_autoptr (GDateTime) now = bs_environment_now (service->environment);

  return g_date_time_to_unix (now);
}

static void
ask_store (BsDeskRequest *request, gboolean anybody, GAsyncReadyCallback callback)
{
  Facts *facts = g_new0 (Facts, 1);

  facts->account = anybody ? NULL : g_strdup (request->account->id);
  facts->sha = g_strdup (request->argument);
  facts->since = get_now (request->service) - DAY_SECONDS;
  bs_desk_request_pause (request);
  bs_store_read_async (request->service->store, read_facts, facts, facts_free, NULL, callback,
                       bs_desk_request_ref (request));
}

static void
set_number (BsDeskRequest *request, const char *name, goffset number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GOFFSET_FORMAT, number);

  bs_desk_request_set_header (request, name, text);
}

/* --- HEAD --- */

static void
on_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  BsDeskRequest *request = data;
  g_autoptr (GError) error = NULL;
  gpointer work = NULL;

  if (!bs_store_finish (BS_STORE (source), result, &work, &error))
    bs_desk_request_refuse_error (request, error);
  else if (((Facts *) work)->known)
    bs_desk_request_answer_json (request, 200, NULL);
  else
    {
      set_number (request, "Upload-Offset",
                  bs_upload_measure (request->service, request->account->id, request->argument));
      bs_desk_request_answer_json (request, 204, NULL);
    }
  bs_desk_request_unref (request);
}

static void
run_ask (BsDeskRequest *request)
{
  if (bs_media_digest_is_valid (request->argument))
    ask_store (request, request->account->role == BS_ROLE_EDITOR, on_asked);
  else
    bs_desk_request_refuse (request, BS_PROBLEM_NOT_FOUND);
}

/* --- PUT and PATCH: before the body is read --- */

static gboolean
is_patch (BsDeskRequest *request)
{
  return g_str_equal (soup_server_message_get_method (request->message), "PATCH");
}

/* FALSE: the header is missing or no number. */
static gboolean
read_number (BsDeskRequest *request, const char *name, goffset *number)
{
  const char *text = bs_desk_request_get_header (request, name);
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &value, NULL))
    return FALSE;
  *number = (goffset) value;

  return TRUE;
}

/* FALSE: refused. */
static gboolean
check_offset (BsDeskRequest *request, goffset *offset)
{
  goffset there = bs_upload_measure (request->service, request->account->id, request->argument);
  goffset total = 0;
  BsNodeBuilder *more;

  if (!is_patch (request))
    return TRUE;
  if (!read_number (request, "Upload-Offset", offset)
      || !read_number (request, "Upload-Length", &total))
    {
      bs_desk_request_refuse (request, BS_PROBLEM_PRECONDITION);
      return FALSE;
    }
  if (total > BS_UPLOAD_MAX_BYTES)
    {
      bs_desk_request_refuse (request, BS_PROBLEM_TOO_LARGE);
      return FALSE;
    }
  if (*offset == there)
    return TRUE;

  set_number (request, "Upload-Offset", there);
  more = bs_node_builder_new_object ();
  bs_node_builder_set_number (more, "offset", there);
  bs_desk_request_refuse_with (request, BS_PROBLEM_OFFSET, bs_node_builder_end (more));

  return FALSE;
}

static void
begin_upload (BsDeskRequest *request, const Facts *facts)
{
  g_autoptr (GError) error = NULL;
  goffset offset = 0;

  if (facts->known)
    bs_desk_request_answer_json (request, 200, NULL);
  else if (facts->given >= request->service->settings.bytes_per_day)
    {
      bs_desk_request_set_header (request, "Retry-After", "3600");
      bs_desk_request_refuse (request, BS_PROBLEM_QUOTA);
    }
  else if (check_offset (request, &offset))
    {
      request->upload = bs_upload_open (request->service, request->account->id, request->argument,
                                        offset, &error);
      if (request->upload == NULL)
        bs_desk_request_refuse_error (request, error);
    }
}

static void
on_may_begin (GObject *source, GAsyncResult *result, gpointer data)
{
  BsDeskRequest *request = data;
  g_autoptr (GError) error = NULL;
  gpointer work = NULL;

  if (!bs_store_finish (BS_STORE (source), result, &work, &error))
    bs_desk_request_refuse_error (request, error);
  else if (!request->gone)
    begin_upload (request, work);
  bs_desk_request_go_on (request);
  bs_desk_request_unref (request);
}

static gboolean
says_length (BsDeskRequest *request)
{
  return soup_message_headers_get_encoding (
           soup_server_message_get_request_headers (request->message))
         != SOUP_ENCODING_NONE;
}

static void
begin_put (BsDeskRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  if (!bs_media_digest_is_valid (request->argument))
    bs_desk_request_refuse (request, BS_PROBLEM_NOT_FOUND);
  else if (!says_length (request))
    bs_desk_request_refuse (request, BS_PROBLEM_LENGTH);
  else if (is_patch (request) && g_strcmp0 (type, PARTIAL_TYPE) != 0)
    bs_desk_request_refuse (request, BS_PROBLEM_MEDIA_TYPE);
  else if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
           && soup_message_headers_get_content_length (headers) > BS_UPLOAD_MAX_BYTES)
    bs_desk_request_refuse (request, BS_PROBLEM_TOO_LARGE);
  else
    {
      ask_store (request, FALSE, on_may_begin);
      return;
    }
  bs_desk_request_go_on (request);
}

/* --- … and when it has been --- */

typedef struct
{
  char *account, *sha, *path;
  const char *media_type;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_free (adding->account);
  g_free (adding->sha);
  g_free (adding->path);
  g_free (adding);
}

static gboolean
add_media (BsStoreWork *work, gpointer data, GError **error)
{
  Adding *adding = data;

  return bs_store_add_media (work, adding->account, adding->sha, adding->media_type, adding->path,
                             error);
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer data)
{
  BsDeskRequest *request = data;
  g_autoptr (GError) error = NULL;

  if (bs_store_finish (BS_STORE (source), result, NULL, &error))
    bs_desk_request_answer_json (request, 201, NULL);
  else
    bs_desk_request_refuse_error (request, error);
  g_clear_pointer (&request->upload, bs_upload_free);
  bs_desk_request_unref (request);
}

static void
refuse_photo (BsDeskRequest *request, const GError *error)
{
  if (g_error_matches (error, BS_MODEL_ERROR, BS_MODEL_ERROR_MEDIA))
    bs_desk_request_refuse (request, BS_PROBLEM_MEDIA_TYPE);
  else if (g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_CONTENT))
    bs_desk_request_refuse (request, BS_PROBLEM_HASH);
  else
    bs_desk_request_refuse_error (request, error);
}

static void
on_checked (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  BsDeskRequest *request = data;
  g_autoptr (GError) error = NULL;
  const char *media_type = NULL;
  g_autofree char *path = NULL;

  /* The connection may be gone, and the upload with it; what is whole is taken all the same, once
   * it is sent again. */
  if (request->upload == NULL)
    {
      bs_desk_request_unref (request);
      return;
    }
  path = bs_upload_check_finish (request->upload, result, &media_type, &error);
  if (path == NULL)
    {
      refuse_photo (request, error);
      g_clear_pointer (&request->upload, bs_upload_free);
    }
  else
    {
      Adding *adding = g_new0 (Adding, 1);

      adding->account = g_strdup (request->account->id);
      adding->sha = g_strdup (request->argument);
      adding->path = g_steal_pointer (&path);
      adding->media_type = media_type;
      bs_store_write_async (request->service->store, add_media, adding, adding_free, NULL, on_added,
                            bs_desk_request_ref (request));
    }
  bs_desk_request_unref (request);
}

static void
run_put (BsDeskRequest *request)
{
  goffset total = 0;

  if (request->upload == NULL)
    return;
  if (is_patch (request) && read_number (request, "Upload-Length", &total)
      && bs_upload_get_size (request->upload) < total)
    {
      set_number (request, "Upload-Offset", bs_upload_get_size (request->upload));
      g_clear_pointer (&request->upload, bs_upload_free);
      bs_desk_request_answer_json (request, 204, NULL);
      return;
    }
  bs_upload_check_async (request->upload, on_checked, bs_desk_request_ref (request));
}

/* --- GET: a piece at a time, as fast as it is taken --- */

typedef struct
{
  char *sha;
  goffset offset;
  gsize length;
  GBytes *bytes;
} Piece;

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_free (piece->sha);
  g_clear_pointer (&piece->bytes, g_bytes_unref);
  g_free (piece);
}

static gboolean
read_piece (BsStoreWork *work, gpointer data, GError **error)
{
  Piece *piece = data;

  g_clear_pointer (&piece->bytes, g_bytes_unref);
  piece->bytes = bs_store_read_media (work, piece->sha, piece->offset, piece->length, error);

  return piece->bytes != NULL;
}

static void send_next (BsDeskRequest *request);

/* Connected without a reference: whoever hangs up in the middle never gets here, and what is theirs
 * goes with the request. */
static void
on_wrote_piece (SoupServerMessage *message, BsDeskRequest *request)
{
  g_signal_handlers_disconnect_by_func (message, on_wrote_piece, request);
  bs_desk_request_pause (request);
  send_next (request);
}

static void
send_piece (BsDeskRequest *request, GBytes *bytes)
{
  SoupMessageBody *body = soup_server_message_get_response_body (request->message);

  soup_message_body_append_bytes (body, bytes);
  request->next += (goffset) g_bytes_get_size (bytes);
  request->sent += (goffset) g_bytes_get_size (bytes);
  if (request->next >= request->end)
    soup_message_body_complete (body);
  else
    g_signal_connect (request->message, "wrote-chunk", G_CALLBACK (on_wrote_piece), request);
}

static void
on_piece (GObject *source, GAsyncResult *result, gpointer data)
{
  BsDeskRequest *request = data;
  g_autoptr (GError) error = NULL;
  gpointer work = NULL;
  gboolean found = bs_store_finish (BS_STORE (source), result, &work, &error)
                   && g_bytes_get_size (((Piece *) work)->bytes) > 0;

  if (!request->gone)
    {
      if (found)
        send_piece (request, ((Piece *) work)->bytes);
      else /* the length was promised: only breaking off tells that it is not all */
        bs_door_cut_one (request->service->door, request->message);
      bs_desk_request_go_on (request);
    }
  bs_desk_request_unref (request);
}

static void
send_next (BsDeskRequest *request)
{
  Piece *piece = g_new0 (Piece, 1);

  piece->sha = g_strdup (request->argument);
  piece->offset = request->next;
  piece->length = (gsize) MIN (request->end - request->next, BLOCK);
  bs_store_read_async (request->service->store, read_piece, piece, piece_free, NULL, on_piece,
                       bs_desk_request_ref (request));
}

/* One range, or all of it: RFC 9110, 14.2. Several at once are answered with all. */
static gboolean
read_range (BsDeskRequest *request, goffset size, goffset *begin, goffset *end)
{
  SoupRange *ranges = NULL;
  int n = 0;
  gboolean found;

  *begin = 0;
  *end = size;
  if (bs_desk_request_get_header (request, "Range") == NULL)
    return FALSE;
  found = soup_message_headers_get_ranges (soup_server_message_get_request_headers (
                                             request->message),
                                           size, &ranges, &n)
          && n == 1 && ranges[0].start >= 0 && ranges[0].start <= ranges[0].end
          && ranges[0].end < size;
  if (found)
    {
      *begin = ranges[0].start;
      *end = ranges[0].end + 1;
    }
  if (ranges != NULL)
    soup_message_headers_free_ranges (soup_server_message_get_request_headers (request->message),
                                      ranges);

  return found;
}

static void
start_sending (BsDeskRequest *request, const Facts *facts)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  gboolean partial = read_range (request, facts->size, &request->next, &request->end);

  request->answered = TRUE;
  soup_server_message_set_status (request->message, partial ? 206 : 200, NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CONTENT_LENGTH);
  soup_message_headers_set_content_length (headers, request->end - request->next);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (request->message),
                                    FALSE);
  bs_desk_request_set_header (request, "Content-Type", facts->media_type);
  bs_desk_request_set_header (request, "X-Content-Type-Options", "nosniff");
  bs_desk_request_set_header (request, "Content-Security-Policy", "default-src 'none'; sandbox");
  bs_desk_request_set_header (request, "Cache-Control", "private, max-age=31536000, immutable");
  bs_desk_request_set_header (request, "Accept-Ranges", "bytes");
  if (partial)
    soup_message_headers_set_content_range (headers, request->next, request->end - 1, facts->size);
  send_next (request);
}

static void
on_may_send (GObject *source, GAsyncResult *result, gpointer data)
{
  BsDeskRequest *request = data;
  g_autoptr (GError) error = NULL;
  gpointer work = NULL;

  if (!bs_store_finish (BS_STORE (source), result, &work, &error))
    bs_desk_request_refuse_error (request, error);
  else if (!((Facts *) work)->known)
    bs_desk_request_refuse (request, BS_PROBLEM_NOT_FOUND);
  else if (!request->gone)
    start_sending (request, work);
  bs_desk_request_unref (request);
}

static void
run_get (BsDeskRequest *request)
{
  if (bs_media_digest_is_valid (request->argument))
    ask_store (request, request->account->role == BS_ROLE_EDITOR, on_may_send);
  else
    bs_desk_request_refuse (request, BS_PROBLEM_NOT_FOUND);
}

const BsRoute bs_media_routes[] = {
  { "HEAD", "/v1/media/*", BS_ACCESS_ACCOUNT, BS_BODY_NONE, NULL, run_ask },
  { "GET", "/v1/media/*", BS_ACCESS_ACCOUNT, BS_BODY_NONE, NULL, run_get },
  { "PUT", "/v1/media/*", BS_ACCESS_ACCOUNT, BS_BODY_MEDIA, begin_put, run_put },
  { "PATCH", "/v1/media/*", BS_ACCESS_ACCOUNT, BS_BODY_MEDIA, begin_put, run_put },
  { NULL },
};
