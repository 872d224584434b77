/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: bench-store [FOLDER]   (where the stores are made; a temporary folder by default)
 *
 * Fifty reporters send to the desk's store at once, on SQLite and on PostgreSQL, both with fsync: how
 * many submissions a second, and how long one waits for its acknowledgement. Then ten thousand are
 * listed. "Processor" is what this process itself needs, which a busy machine does not make longer.
 */
#include "desk/bs-store.h"
#include "../../tests/desk/postgres.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define N_WRITERS 50
#define N_EACH 100
#define N_LISTED 10000
#define N_LISTINGS 15

typedef struct
{
  BsStore *store;
  const char *account;
  BsStoreDraft draft;
  guint number;
  gint64 *waits; /* microseconds */
} Writer;

typedef struct
{
  const BsStoreRequest *request;
  const BsStoreDraft *draft;
  const char *name;
  GPtrArray *list;
} Call;

static gboolean
submit (BsStoreWork *work, gpointer data, GError **error)
{
  Call *call = data;
  BsStoreAnswer answer = { 0 };
  gboolean done = bs_store_submit (work, call->request, call->draft, &answer, error);

  bs_store_answer_clear (&answer);

  return done;
}

static gboolean
list (BsStoreWork *work, gpointer data, GError **error)
{
  Call *call = data;

  call->list = bs_store_list_submissions (work, &(BsStoreQuery){ .limit = N_LISTED }, error);

  return call->list != NULL;
}

static gboolean
add_account (BsStoreWork *work, gpointer data, GError **error)
{
  g_autoptr (BsAccount) account = bs_store_add_account (work, "林沐", BS_ROLE_REPORTER, "digest",
                                                        error);

  return account != NULL;
}

/* As long as a report usually is. */
static BsStoreDraft
make_draft (void)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = 0; i < 60; i++)
    g_string_append (body, "清晨六点，社区食堂的灯亮了，第一锅粥刚刚开。");
  bs_node_builder_set_text (builder, "headline", "社区食堂六点开灯");
  bs_node_builder_set_text (builder, "body", body->str);

  return (BsStoreDraft){ .item = bs_node_builder_end (builder),
                         .headline = "社区食堂六点开灯",
                         .section = "本地",
                         .characters = 1320 };
}

static void
send_one (Writer *writer, guint number)
{
  g_autofree char *key = g_strdup_printf ("key-%u-%u", writer->number, number);
  BsStoreRequest request = { writer->account, key, key };
  Call call = { .request = &request, .draft = &writer->draft };
  g_autoptr (GError) error = NULL;

  if (!bs_store_write (writer->store, submit, &call, &error))
    g_error ("%s", error->message);
}

static gpointer
send_all (gpointer data)
{
  Writer *writer = data;

  for (guint i = 0; i < N_EACH; i++)
    {
      gint64 start = g_get_monotonic_time ();

      send_one (writer, i);
      writer->waits[i] = g_get_monotonic_time () - start;
    }

  return NULL;
}

static int
compare_waits (const void *a, const void *b)
{
  gint64 one = *(const gint64 *) a;
  gint64 two = *(const gint64 *) b;

  return (one > two) - (one < two);
}

static double
get_processor_ms (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spent);

  return spent.tv_sec * 1e3 + spent.tv_nsec / 1e6;
}

static void
measure_writing (BsStore *store, const BsStoreDraft *draft, const char *engine)
{
  g_autofree gint64 *waits = g_new (gint64, N_WRITERS * N_EACH);
  Writer writers[N_WRITERS];
  GThread *threads[N_WRITERS];
  gint64 start = g_get_monotonic_time ();
  double processor = get_processor_ms ();
  double seconds;

  for (guint i = 0; i < N_WRITERS; i++)
    {
      writers[i] = (Writer){ store, "a1", *draft, i, waits + i * N_EACH };
      threads[i] = g_thread_new ("writer", send_all, &writers[i]);
    }
  for (guint i = 0; i < N_WRITERS; i++)
    g_thread_join (threads[i]);
  seconds = (g_get_monotonic_time () - start) / 1e6;
  processor = (get_processor_ms () - processor) / (N_WRITERS * N_EACH);

  qsort (waits, N_WRITERS * N_EACH, sizeof *waits, compare_waits);
  printf ("%-11s %d writers: %.0f submissions/s, acknowledged p50 %.1f ms, p99 %.1f ms, worst %.1f "
          "ms; processor %.2f ms each\n",
          engine, N_WRITERS, N_WRITERS * N_EACH / seconds, waits[N_WRITERS * N_EACH / 2] / 1e3,
          waits[N_WRITERS * N_EACH * 99 / 100] / 1e3, waits[N_WRITERS * N_EACH - 1] / 1e3,
          processor);
}

static void
measure_listing (BsStore *store, const BsStoreDraft *draft, const char *engine)
{
  gint64 waits[N_LISTINGS];
  g_autoptr (GError) error = NULL;
  double processor;
  guint count = 0;

  for (guint i = 0; i < N_LISTED - N_WRITERS * N_EACH; i += N_EACH)
    {
      Writer writer = { store, "a1", *draft, N_WRITERS + i, waits };

      for (guint j = 0; j < N_EACH; j++)
        send_one (&writer, j);
    }
  processor = get_processor_ms ();
  for (guint i = 0; i < N_LISTINGS; i++)
    {
      Call call = { 0 };

      waits[i] = g_get_monotonic_time ();
      if (!bs_store_read (store, list, &call, &error))
        g_error ("%s", error->message);
      waits[i] = g_get_monotonic_time () - waits[i];
      count = call.list->len;
      g_ptr_array_unref (call.list);
    }
  qsort (waits, N_LISTINGS, sizeof *waits, compare_waits);
  printf ("%-11s %u listed: median %.1f ms, best %.1f ms; processor %.1f ms each\n", engine, count,
          waits[N_LISTINGS / 2] / 1e3, waits[0] / 1e3,
          (get_processor_ms () - processor) / N_LISTINGS);
}

static void
measure (const char *where, const char *engine)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BsStore) store = bs_store_open (environment, where, &error);
  BsStoreDraft draft = make_draft ();

  if (store == NULL || !bs_store_write (store, add_account, NULL, &error))
    g_error ("%s", error->message);
  measure_writing (store, &draft, engine);
  measure_listing (store, &draft, engine);
  bs_store_close (store);
  bs_node_unref (draft.item);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = argc > 1 ? g_strdup (argv[1])
                                     : g_dir_make_tmp ("bench-store-XXXXXX", NULL);
  g_autofree char *where = g_build_filename (folder, "desk", NULL);
  const char *remove[] = { "rm", "-rf", "--", where, NULL };
  g_autofree char *reason = NULL;
  Postgres *server;

  measure (where, "SQLite");
  g_spawn_sync (NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);

  server = postgres_start (TRUE, &reason);
  if (server != NULL)
    {
      g_autofree char *address = postgres_empty (server);

      measure (address, "PostgreSQL");
      postgres_stop (server);
    }
  else
    printf ("PostgreSQL  not measured: %s\n", reason);

  return 0;
}
