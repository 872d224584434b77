/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "postgres.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define START_SECONDS 60

struct _Postgres
{
  char *programs; /* folder */
  char *folder;
  gboolean sync;
  GPid server;
};

/* PostgreSQL refuses to be run by root. */
static const struct passwd *
find_user (void)
{
  const struct passwd *user = getpwnam ("postgres");

  return user != NULL ? user : getpwnam ("nobody");
}

static void
become_user (gpointer data)
{
  const struct passwd *user = data;

  if (user != NULL
      && (setgroups (0, NULL) != 0 || setgid (user->pw_gid) != 0 || setuid (user->pw_uid) != 0))
    _exit (127);
  /* Also when the test is killed. */
  prctl (PR_SET_PDEATHSIG, SIGQUIT);
}

static char *
find_programs (void)
{
  static const char base[] = "/usr/lib/postgresql";
  g_autofree char *in_path = g_find_program_in_path ("initdb");
  g_autoptr (GDir) versions = g_dir_open (base, 0, NULL);
  const char *version;

  if (in_path != NULL)
    return g_path_get_dirname (in_path);
  while (versions != NULL && (version = g_dir_read_name (versions)) != NULL)
    {
      g_autofree char *programs = g_build_filename (base, version, "bin", NULL);
      g_autofree char *initdb = g_build_filename (programs, "initdb", NULL);

      if (g_file_test (initdb, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&programs);
    }

  return NULL;
}

static gpointer
other_user (void)
{
  return geteuid () == 0 ? (gpointer) find_user () : NULL;
}

static gboolean
make_cluster (Postgres *self, char **reason)
{
  g_autofree char *initdb = g_build_filename (self->programs, "initdb", NULL);
  g_autofree char *data = g_build_filename (self->folder, "data", NULL);
  const char *arguments[] = { initdb,  "-D", data,   "-U",         "desk",      "-A",
                              "trust", "-E", "UTF8", "--locale=C", "--no-sync", NULL };
  const struct passwd *user = other_user ();
  g_autoptr (GError) error = NULL;
  g_autofree char *messages = NULL;
  int status = 0;

  if (user != NULL && chown (self->folder, user->pw_uid, user->pw_gid) != 0)
    {
      *reason = g_strdup ("its folder cannot be given to another user");
      return FALSE;
    }
  if (!g_spawn_sync (self->folder, (char **) arguments, NULL, G_SPAWN_STDOUT_TO_DEV_NULL,
                     become_user, (gpointer) user, NULL, &messages, &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    {
      *reason = g_strdup_printf ("initdb: %s %s", error->message, messages);
      return FALSE;
    }

  return TRUE;
}

static char *
make_address (Postgres *self)
{
  return g_strdup_printf ("postgresql:///postgres?host=%s&user=desk", self->folder);
}

/* NULL with the reason where it does not answer in time. */
static PGconn *
wait_for_server (Postgres *self, char **reason)
{
  g_autofree char *address = make_address (self);
  gint64 end = g_get_monotonic_time () + START_SECONDS * G_TIME_SPAN_SECOND;

  for (;;)
    {
      PGconn *connection = PQconnectdb (address);

      if (PQstatus (connection) == CONNECTION_OK)
        return connection;
      if (g_get_monotonic_time () > end || waitpid (self->server, NULL, WNOHANG) != 0)
        {
          if (reason != NULL)
            *reason = g_strdup_printf ("it does not start: %s", PQerrorMessage (connection));
          PQfinish (connection);
          return NULL;
        }
      PQfinish (connection);
      g_usleep (50000);
    }
}

static gboolean
run_server (Postgres *self, char **reason)
{
  g_autofree char *program = g_build_filename (self->programs, "postgres", NULL);
  g_autofree char *data = g_build_filename (self->folder, "data", NULL);
  const char *arguments[] = { program,
                              "-D",
                              data,
                              "-k",
                              self->folder,
                              "-h",
                              "",
                              "-c",
                              self->sync ? "fsync=on" : "fsync=off",
                              "-c",
                              "max_connections=60",
                              "-c",
                              "logging_collector=off",
                              "-c",
                              "autovacuum=off",
                              NULL };
  g_autoptr (GError) error = NULL;
  PGconn *connection;

  if (!g_spawn_async (self->folder, (char **) arguments, NULL,
                      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL
                        | G_SPAWN_STDERR_TO_DEV_NULL,
                      become_user, other_user (), &self->server, &error))
    {
      *reason = g_strdup (error->message);
      return FALSE;
    }
  connection = wait_for_server (self, reason);
  PQfinish (connection);

  return connection != NULL;
}

Postgres *
postgres_start (gboolean sync, char **reason)
{
  Postgres *self = g_new0 (Postgres, 1);

  *reason = NULL;
  self->sync = sync;
  self->programs = find_programs ();
  self->folder = g_dir_make_tmp ("desk-postgres-XXXXXX", NULL);
  if (self->programs == NULL)
    *reason = g_strdup ("PostgreSQL is not installed");
  else if (make_cluster (self, reason) && run_server (self, reason))
    return self;
  postgres_stop (self);

  return NULL;
}

char *
postgres_empty (Postgres *self)
{
  PGconn *connection = wait_for_server (self, NULL);
  PGresult *result = PQexec (connection, "SET client_min_messages = error; "
                                         "DROP SCHEMA IF EXISTS broadsheet CASCADE");

  g_assert_cmpint (PQresultStatus (result), ==, PGRES_COMMAND_OK);
  PQclear (result);
  PQfinish (connection);

  return make_address (self);
}

static void
end_server (Postgres *self, int how)
{
  if (self->server == 0)
    return;
  if (kill (self->server, how) == 0)
    waitpid (self->server, NULL, 0);
  self->server = 0;
}

void
postgres_kill (Postgres *self)
{
  end_server (self, SIGQUIT);
}

void
postgres_revive (Postgres *self)
{
  g_autofree char *reason = NULL;

  if (!run_server (self, &reason))
    g_error ("%s", reason);
}

static void
remove_tree (const char *path)
{
  const char *arguments[] = { "rm", "-rf", "--", path, NULL };

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

void
postgres_stop (Postgres *self)
{
  end_server (self, SIGINT);
  remove_tree (self->folder);
  g_free (self->programs);
  g_free (self->folder);
  g_free (self);
}
