/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The web form for reporters with only a phone: pages from data/desk, in the reader's language. With
 * JavaScript it talks to the rest of the service like any client; without, a form is posted here.
 */

#include "bs-desk-service-private.h"

#include "model/bs-json.h"

#include <string.h>

/* No script or style but our own files, nothing from elsewhere, in nobody's frame. */
#define FORM_POLICY                                                                                \
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src "    \
  "'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
#define COOKIE "desk"
#define MAX_COOKIES 20
#define COOKIE_ATTRIBUTES "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict"

/* What stands in the form: as it was filled, or nothing. */
typedef struct
{
  const char *headline, *byline, *body, *note, *key;
  const char *message; /* word of the form's group, or a sentence */
  gboolean good;
} Filling;

static char *
read_file (BsDeskRequest *request, const char *name)
{
  g_autofree char *place = g_strconcat ("desk/", name, NULL);
  g_autofree char *path = bs_environment_find_data (request->service->environment, place);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

static void
answer_file (BsDeskRequest *request, const char *name, const char *type)
{
  char *text = read_file (request, name);
  g_autoptr (GBytes) bytes = text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;

  if (bytes == NULL)
    {
      bs_desk_request_refuse (request, BS_PROBLEM_NOT_FOUND);
      return;
    }
  bs_desk_request_set_header (request, "Cache-Control", "no-cache");
  bs_desk_request_set_header (request, "Content-Security-Policy", FORM_POLICY);
  bs_desk_request_answer_bytes (request, 200, type, bytes);
}

static void
run_style (BsDeskRequest *request)
{
  answer_file (request, "form.css", "text/css; charset=utf-8");
}

static void
run_script (BsDeskRequest *request)
{
  answer_file (request, "form.js", "text/javascript; charset=utf-8");
}

static void
run_icon (BsDeskRequest *request)
{
  answer_file (request, "icon.svg", "image/svg+xml");
}

static void
run_worker (BsDeskRequest *request)
{
  answer_file (request, "worker.js", "text/javascript; charset=utf-8");
}

/* --- The page --- */

static void
choose_language (BsDeskRequest *request)
{
  const char *wanted = bs_desk_request_get_query (request, "lang");

  if (wanted != NULL)
    request->language = bs_words_choose_language (wanted);
}

/* "@name@" becomes its value; what is in the value is never looked at again. */
static char *
fill_values (const char *template, const char *const *values)
{
  GString *page = g_string_new (NULL);

  while (*template != '\0')
    {
      gsize plain = strcspn (template, "@");
      guint i = 0;

      g_string_append_len (page, template, plain);
      template += plain;
      for (; values[i] != NULL; i += 2)
        if (g_str_has_prefix (template, values[i]))
          break;
      if (values[i] != NULL)
        {
          g_string_append (page, values[i + 1]);
          template += strlen (values[i]);
        }
      else if (*template != '\0')
        g_string_append_c (page, *template ++);
    }

  return g_string_free (page, FALSE);
}

static char *
escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  return g_markup_escape_text (valid, -1);
}

static char *
make_message (BsDeskRequest *request, const Filling *filling)
{
  g_autofree char *text = NULL;

  if (filling->message == NULL)
    return g_strdup ("");
  text = escape (
    bs_words_get (request->service->words, request->language, "form", filling->message));

  return g_strdup_printf ("<p class=\"banner %s\" role=\"status\">%s</p>",
                          filling->good ? "good" : "bad", text);
}

static void
answer_form (BsDeskRequest *request, guint status, const Filling *filling)
{
  g_autofree char *template = read_file (request, "form.html");
  g_autofree char *fresh_key = g_uuid_string_random ();
  g_autofree char *desk = escape (request->service->name);
  g_autofree char *message = make_message (request, filling);
  g_autofree char *key = escape (filling->key != NULL ? filling->key : fresh_key);
  g_autofree char *headline = escape (filling->headline);
  g_autofree char *byline = escape (filling->byline);
  g_autofree char *body = escape (filling->body);
  g_autofree char *note = escape (filling->note);
  const char *const values[] = { "@desk@", desk,         "@message@", message,    "@key@",
                                 key,      "@headline@", headline,    "@byline@", byline,
                                 "@body@", body,         "@note@",    note,       NULL };
  g_autofree char *worded = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *page;

  if (template == NULL)
    {
      bs_desk_request_refuse (request, BS_PROBLEM_NOT_FOUND);
      return;
    }
  worded = bs_words_fill (request->service->words, request->language, "form", template);
  page = fill_values (worded, values);
  bytes = g_bytes_new_take (page, strlen (page));
  bs_desk_request_set_header (request, "Content-Security-Policy", FORM_POLICY);
  bs_desk_request_set_header (request, "Content-Language", request->language);
  bs_desk_request_set_header (request, "Vary", "Accept-Language");
  bs_desk_request_answer_bytes (request, status, "text/html; charset=utf-8", bytes);
}

static void
run_form (BsDeskRequest *request)
{
  const Filling empty = { 0 };

  choose_language (request);
  answer_form (request, 200, &empty);
}

/* --- Posted without JavaScript --- */

#define POSTED "bs-desk-posted"

static const char *
get_field (BsDeskRequest *request, const char *name)
{
  GHashTable *fields = g_object_get_data (G_OBJECT (request->message), POSTED);
  const char *value = fields != NULL ? g_hash_table_lookup (fields, name) : NULL;

  return value != NULL ? value : "";
}

static void
answer_again (BsDeskRequest *request, guint status, const char *message)
{
  const Filling filling = { get_field (request, "headline"),
                            get_field (request, "byline"),
                            get_field (request, "body"),
                            get_field (request, "note"),
                            get_field (request, "key"),
                            message,
                            FALSE };

  answer_form (request, status, &filling);
}

static void
add_text (BsNodeBuilder *list, const char *role, const char *text)
{
  BsNodeBuilder *one = bs_node_builder_new_object ();

  bs_node_builder_set_text (one, "role", role);
  bs_node_builder_set (one, "value", bs_node_new_string (text));
  bs_node_builder_add (list, bs_node_builder_end (one));
}

/* One paragraph a line, without the blank ones. */
static char *
tidy_body (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *body = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_string_append_printf (body, "%s%s", body->len > 0 ? "\n" : "", lines[i]);

  return g_string_free (body, FALSE);
}

static char *
make_item (BsDeskRequest *request, gsize *length)
{
  g_autofree char *uri = g_strconcat ("urn:broadsheet:draft:", get_field (request, "key"), NULL);
  g_autofree char *body = tidy_body (get_field (request, "body"));
  g_auto (GStrv) names = g_strsplit_set (get_field (request, "byline"), ",; ", -1);
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  BsNodeBuilder *headlines = bs_node_builder_new_array ();
  BsNodeBuilder *bodies = bs_node_builder_new_array ();
  BsNodeBuilder *people = bs_node_builder_new_array ();
  g_autoptr (BsNode) item = NULL;

  add_text (headlines, "main", get_field (request, "headline"));
  add_text (bodies, "main", body);
  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0')
      {
        BsNodeBuilder *person = bs_node_builder_new_object ();

        bs_node_builder_set_text (person, "rel", "author");
        bs_node_builder_set_text (person, "name", names[i]);
        bs_node_builder_add (people, bs_node_builder_end (person));
      }
  bs_node_builder_set_text (builder, "uri", uri);
  bs_node_builder_set_text (builder, "type", "text");
  bs_node_builder_set_text (builder, "profile", "broadsheet-story");
  bs_node_builder_set (builder, "headlines", bs_node_builder_end (headlines));
  bs_node_builder_set (builder, "people", bs_node_builder_end (people));
  bs_node_builder_set (builder, "bodies", bs_node_builder_end (bodies));
  bs_node_builder_set_text (builder, "edNote", get_field (request, "note"));
  item = bs_node_builder_end (builder);

  return bs_json_write (item, BS_JSON_COMPACT, length);
}

static void
on_sent (BsDeskRequest *request, const BsStoreAnswer *answer, BsProblem problem, const BsNode *more)
{
  const Filling done = { .byline = get_field (request, "byline"),
                         .message = "arrived",
                         .good = TRUE };
  const BsNode *first = bs_node_get_element (bs_node_get_member (more, "errors"), 0);
  g_autofree char *group = g_strconcat ("problem ", bs_problem_get_code (problem), NULL);

  if (answer != NULL)
    answer_form (request, 200, &done);
  else if (first != NULL)
    answer_again (request, bs_problem_get_status (problem), "headline-missing");
  else
    answer_again (request, bs_problem_get_status (problem),
                  bs_words_get (request->service->words, request->language, group, "detail"));
}

/* The invitation as it was pasted: its line, its link, or the token alone. */
static char *
find_token (BsDeskRequest *request)
{
  const char *pasted = get_field (request, "code");
  const char *begin = strstr (pasted, "token=");
  g_autofree char *text = g_strstrip (
    g_strdup (begin != NULL ? begin + strlen ("token=") : pasted));
  const char *header = bs_desk_request_get_header (request, "Cookie");
  g_auto (GStrv) cookies = NULL;
  char *token = NULL;

  text[strcspn (text, "& \r\n")] = '\0';
  if (*text != '\0')
    return g_steal_pointer (&text);
  /* RFC 6265, 4.2.1: pairs, separated by "; ". */
  cookies = g_strsplit (header != NULL ? header : "", "; ", MAX_COOKIES);
  for (guint i = 0; cookies[i] != NULL && token == NULL; i++)
    if (g_str_has_prefix (cookies[i], COOKIE "="))
      token = g_strdup (cookies[i] + strlen (COOKIE "="));

  return token != NULL ? token : g_strdup ("");
}

static void
post_as_account (BsDeskRequest *request)
{
  g_autofree char *token = find_token (request);
  g_autofree char *cookie = g_strconcat (COOKIE "=", token, COOKIE_ATTRIBUTES,
                                         request->service->certificate != NULL ? "; Secure" : "",
                                         NULL);
  g_autofree char *text = NULL;
  g_autofree char *digest = NULL;
  BsSend send = { .key = get_field (request, "key") };
  guint retry_after;

  if (request->account == NULL || request->account->revoked != 0)
    {
      answer_again (request, 401, "code-bad");
      return;
    }
  if (!bs_pacer_take (request->service->pacer, request->account->id, g_get_monotonic_time (),
                      &retry_after))
    {
      answer_again (request, 429, "failed");
      return;
    }
  bs_desk_request_set_header (request, "Set-Cookie", cookie);
  text = make_item (request, &send.length);
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, send.length);
  send.text = text;
  send.digest = digest;
  bs_desk_send (request, &send, on_sent);
}

/* Another site's form must not send in the name of whoever is known here by a cookie. */
static gboolean
comes_from_here (BsDeskRequest *request)
{
  const char *site = bs_desk_request_get_header (request, "Sec-Fetch-Site");

  return site == NULL || g_str_equal (site, "same-origin") || g_str_equal (site, "none");
}

static void
run_post (BsDeskRequest *request)
{
  g_autoptr (GBytes) body = soup_message_body_flatten (
    soup_server_message_get_request_body (request->message));
  g_autofree char *text = g_strndup (g_bytes_get_size (body) > 0 ? g_bytes_get_data (body, NULL)
                                                                 : "",
                                     g_bytes_get_size (body));
  const char *type = soup_message_headers_get_content_type (
    soup_server_message_get_request_headers (request->message), NULL);
  g_autofree char *token = NULL;

  choose_language (request);
  if (g_strcmp0 (type, "application/x-www-form-urlencoded") != 0)
    {
      bs_desk_request_refuse (request, BS_PROBLEM_MEDIA_TYPE);
      return;
    }
  if (!comes_from_here (request))
    {
      bs_desk_request_refuse (request, BS_PROBLEM_NOT_ALLOWED);
      return;
    }
  g_object_set_data_full (G_OBJECT (request->message), POSTED, soup_form_decode (text),
                          (GDestroyNotify) g_hash_table_unref);
  if (!bs_desk_key_valid (get_field (request, "key")))
    {
      bs_desk_request_refuse (request, BS_PROBLEM_PRECONDITION);
      return;
    }
  token = find_token (request);
  bs_desk_find_account (request, token, post_as_account);
}

const BsRoute bs_web_routes[] = {
  { "GET", "/", BS_ACCESS_ANYBODY, BS_BODY_NONE, NULL, run_form },
  { "POST", "/", BS_ACCESS_ANYBODY, BS_BODY_TEXT, NULL, run_post },
  { "GET", "/form.css", BS_ACCESS_ANYBODY, BS_BODY_NONE, NULL, run_style },
  { "GET", "/form.js", BS_ACCESS_ANYBODY, BS_BODY_NONE, NULL, run_script },
  { "GET", "/icon.svg", BS_ACCESS_ANYBODY, BS_BODY_NONE, NULL, run_icon },
  { "GET", "/worker.js", BS_ACCESS_ANYBODY, BS_BODY_NONE, NULL, run_worker },
  { NULL },
};
