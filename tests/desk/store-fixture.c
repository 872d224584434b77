/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-fixture.h"

#include "postgres.h"

#include <string.h>

static Postgres *server;
static char *no_server;

static GDateTime *
tell_clock (gpointer data)
{
  return g_date_time_new_from_unix_utc (*(const gint64 *) data);
}

static Postgres *
get_server (void)
{
  if (server == NULL && no_server == NULL)
    server = postgres_start (FALSE, &no_server);

  return server;
}

void
desk_stop_servers (void)
{
  g_clear_pointer (&server, postgres_stop);
  g_clear_pointer (&no_server, g_free);
}

void
desk_empty_server (void)
{
  g_free (postgres_empty (server));
}

void
desk_kill_server (void)
{
  postgres_kill (server);
}

void
desk_revive_server (void)
{
  postgres_revive (server);
}

BsStore *
desk_open_again (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  BsStore *store = bs_store_open (desk->environment, desk->where, &error);

  g_assert_no_error (error);

  return store;
}

void
desk_reopen (Desk *desk)
{
  bs_store_close (desk->store);
  g_clear_object (&desk->store);
  desk->store = desk_open_again (desk);
}

void
desk_set_up (Desk *desk, gconstpointer engine)
{
  desk->engine = GPOINTER_TO_INT (engine);
  if (desk->engine == ENGINE_POSTGRES && get_server () == NULL)
    {
      g_test_skip (no_server);
      return;
    }

  desk->clock = 1790000000;
  desk->environment = bs_environment_new_default ();
  bs_environment_set_clock (desk->environment, tell_clock, &desk->clock);
  desk->folder = g_dir_make_tmp ("desk-store-XXXXXX", NULL);
  desk->where = desk->engine == ENGINE_POSTGRES ? postgres_empty (server)
                                                : g_build_filename (desk->folder, "desk", NULL);
  desk->store = desk_open_again (desk);
  desk->reporter = desk_add_account (desk->store, "林沐", BS_ROLE_REPORTER);
  desk->other = desk_add_account (desk->store, "陈砚", BS_ROLE_REPORTER);
  desk->editor = desk_add_account (desk->store, "周禾", BS_ROLE_EDITOR);
  desk->second = desk_add_account (desk->store, "顾远", BS_ROLE_EDITOR);
}

void
desk_tear_down (Desk *desk, gconstpointer engine)
{
  if (desk->store != NULL)
    bs_store_close (desk->store);
  g_clear_object (&desk->store);
  g_clear_object (&desk->environment);
  if (desk->folder != NULL)
    {
      const char *arguments[] = { "rm", "-rf", "--", desk->folder, NULL };

      g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                    NULL, NULL);
    }
  g_free (desk->folder);
  g_free (desk->where);
  g_free (desk->reporter);
  g_free (desk->other);
  g_free (desk->editor);
  g_free (desk->second);
}

/* All that any call needs. */
typedef struct
{
  const char *account;
  const char *id;
  const char *etag;
  const char *name;
  BsRole role;
  guint number;
  goffset offset;
  gsize length;
  const BsStoreRequest *request;
  const BsStoreDraft *draft;
  const BsStoreDecision *decision;
  const BsStoreQuery *query;
  BsStoreAnswer *answer;
  gpointer result;
  gint64 count;
} Call;

static gboolean
add_account (BsStoreWork *work, gpointer data, GError **error)
{
  Call *call = data;
  g_autofree char *token = bs_token_new ();
  g_autofree char *digest = bs_token_digest (token);

  call->result = bs_store_add_account (work, call->name, call->role, digest, error);

  return call->result != NULL;
}

char *
desk_add_account (BsStore *store, const char *name, BsRole role)
{
  Call call = { .name = name, .role = role };
  g_autoptr (BsAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  bs_store_write (store, add_account, &call, &error);
  g_assert_no_error (error);
  account = call.result;

  return g_strdup (account->id);
}

BsStoreDraft
desk_draft (const char *headline, const char *const *media)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();

  bs_node_builder_set_text (builder, "headline", headline);
  bs_node_builder_set_text (builder, "body", "清晨六点，社区食堂的灯亮了。\"引号\" \\ 'x' 𠮷");

  return (BsStoreDraft){ .item = bs_node_builder_end (builder),
                         .headline = headline,
                         .section = "本地",
                         .characters = 812,
                         .media = media };
}

void
desk_draft_clear (BsStoreDraft *draft)
{
  g_clear_pointer (&draft->item, bs_node_unref);
}

/* As a service does: by what is asked for. */
static BsStoreRequest
make_request (const char *account, const char *key, const char *digest)
{
  return (BsStoreRequest){ .account = account, .key = key, .digest = digest };
}

static gboolean
submit (BsStoreWork *work, gpointer data, GError **error)
{
  Call *call = data;

  return bs_store_submit (work, call->request, call->draft, call->answer, error);
}

gboolean
desk_submit (BsStore *store, const char *account, const char *key, const BsStoreDraft *draft,
             BsStoreAnswer *answer, GError **error)
{
  BsStoreRequest request = make_request (account, key, draft->headline);
  Call call = { .request = &request, .draft = draft, .answer = answer };

  return bs_store_write (store, submit, &call, error);
}

static gboolean
revise (BsStoreWork *work, gpointer data, GError **error)
{
  Call *call = data;

  return bs_store_revise (work, call->request, call->id, call->etag, call->draft, call->answer,
                          error);
}

gboolean
desk_revise (BsStore *store, const char *account, const char *key, const char *id, const char *etag,
             const BsStoreDraft *draft, BsStoreAnswer *answer, GError **error)
{
  BsStoreRequest request = make_request (account, key, draft->headline);
  Call call = { .request = &request, .draft = draft, .answer = answer, .id = id, .etag = etag };

  return bs_store_write (store, revise, &call, error);
}

static gboolean
decide (BsStoreWork *work, gpointer data, GError **error)
{
  Call *call = data;

  return bs_store_decide (work, call->request, call->id, call->etag, call->decision, call->answer,
                          error);
}

gboolean
desk_decide (BsStore *store, const char *account, const char *key, const char *id, const char *etag,
             const BsStoreDecision *decision, BsStoreAnswer *answer, GError **error)
{
  BsStoreRequest request = make_request (account, key, id);
  Call call = {
    .request = &request, .decision = decision, .answer = answer, .id = id, .etag = etag
  };

  return bs_store_write (store, decide, &call, error);
}

static gboolean
claim (BsStoreWork *work, gpointer data, GError **error)
{
  Call *call = data;

  call->result = bs_store_claim (work, call->account, call->id, call->number, error);

  return call->result != NULL;
}

BsSubmission *
desk_claim (BsStore *store, const char *account, const char *id, guint seconds, GError **error)
{
  Call call = { .account = account, .id = id, .number = seconds };

  return bs_store_write (store, claim, &call, error) ? call.result : NULL;
}

static gboolean
get (BsStoreWork *work, gpointer data, GError **error)
{
  Call *call = data;

  call->result = bs_store_get_submission (work, call->id, call->number, error);

  return call->result != NULL;
}

BsSubmission *
desk_get (BsStore *store, const char *id, guint version, GError **error)
{
  Call call = { .id = id, .number = version };

  return bs_store_read (store, get, &call, error) ? call.result : NULL;
}

static gboolean
list (BsStoreWork *work, gpointer data, GError **error)
{
  Call *call = data;

  call->result = bs_store_list_submissions (work, call->query, error);

  return call->result != NULL;
}

GPtrArray *
desk_list (BsStore *store, const BsStoreQuery *query)
{
  Call call = { .query = query };
  g_autoptr (GError) error = NULL;

  bs_store_read (store, list, &call, &error);
  g_assert_no_error (error);

  return call.result;
}

typedef struct
{
  const BsStoreQuery *query;
  BsStoreListed *listed;
  GString *json;
} WriteCall;

static gboolean
write_list (BsStoreWork *work, gpointer data, GError **error)
{
  WriteCall *call = data;

  g_string_truncate (call->json, 0);

  return bs_store_write_list (work, call->query, call->json, call->listed, error);
}

/* In JSON, as a desk answers it. */
char *
desk_write_list (BsStore *store, const BsStoreQuery *query, BsStoreListed *listed)
{
  WriteCall call = { query, listed, g_string_new (NULL) };
  g_autoptr (GError) error = NULL;

  bs_store_read (store, write_list, &call, &error);
  g_assert_no_error (error);

  return g_string_free (call.json, FALSE);
}

static gboolean
get_sequence (BsStoreWork *work, gpointer data, GError **error)
{
  Call *call = data;

  call->count = bs_store_get_sequence (work, error);

  return call->count >= 0;
}

gint64
desk_get_sequence (BsStore *store)
{
  Call call = { 0 };
  g_autoptr (GError) error = NULL;

  bs_store_read (store, get_sequence, &call, &error);
  g_assert_no_error (error);

  return call.count;
}

char *
desk_id_of (const BsStoreAnswer *answer)
{
  g_assert_true (g_str_has_prefix (answer->location, "/v1/submissions/"));

  return g_strdup (answer->location + strlen ("/v1/submissions/"));
}

char *
desk_send (BsStore *store, const char *account, const char *headline)
{
  BsStoreDraft draft = desk_draft (headline, NULL);
  BsStoreAnswer answer = { 0 };
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;
  char *id;

  desk_submit (store, account, key, &draft, &answer, &error);
  g_assert_no_error (error);
  id = desk_id_of (&answer);
  bs_store_answer_clear (&answer);
  desk_draft_clear (&draft);

  return id;
}

static gboolean
add_media (BsStoreWork *work, gpointer data, GError **error)
{
  Call *call = data;

  return bs_store_add_media (work, call->account, call->id, "image/jpeg", call->name, error);
}

gboolean
desk_add_media (BsStore *store, const char *account, const char *sha, const char *path,
                GError **error)
{
  Call call = { .account = account, .id = sha, .name = path };

  return bs_store_write (store, add_media, &call, error);
}

static gboolean
has_media (BsStoreWork *work, gpointer data, GError **error)
{
  Call *call = data;
  g_autoptr (GError) failure = NULL;
  g_autofree char *media_type = NULL;

  call->number = bs_store_has_media (work, call->account, call->id, &call->offset, &media_type,
                                     &failure);
  g_assert_no_error (failure);
  if (call->number)
    g_assert_cmpstr (media_type, ==, "image/jpeg");

  return TRUE;
}

gboolean
desk_has_media (BsStore *store, const char *account, const char *sha, goffset *size)
{
  Call call = { .account = account, .id = sha };

  g_assert_true (bs_store_read (store, has_media, &call, NULL));
  if (size != NULL)
    *size = call.offset;

  return call.number;
}

static gboolean
read_media (BsStoreWork *work, gpointer data, GError **error)
{
  Call *call = data;

  call->result = bs_store_read_media (work, call->id, call->offset, call->length, error);

  return call->result != NULL;
}

GBytes *
desk_read_media (BsStore *store, const char *sha, goffset offset, gsize length, GError **error)
{
  Call call = { .id = sha, .offset = offset, .length = length };

  return bs_store_read (store, read_media, &call, error) ? call.result : NULL;
}

static gboolean
purge (BsStoreWork *work, gpointer data, GError **error)
{
  return bs_store_purge_media (work, ((Call *) data)->number, error);
}

void
desk_purge (BsStore *store, guint days)
{
  Call call = { .number = days };
  g_autoptr (GError) error = NULL;

  bs_store_write (store, purge, &call, &error);
  g_assert_no_error (error);
}
