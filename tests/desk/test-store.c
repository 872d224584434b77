/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the desk's store promises, asked of SQLite and of PostgreSQL alike. The promises stand in the
 * files store-….c beside this one. The program is also the other process of those that need one.
 */
#include "store-fixture.h"
#include "store-process.h"

static void
add_promises (Engine engine, const char *name, const DeskPromise *promises)
{
  for (guint i = 0; promises[i].name != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/store/%s/%s", name, promises[i].name);

      g_test_add (path, Desk, GINT_TO_POINTER (engine), desk_set_up, promises[i].func,
                  desk_tear_down);
    }
}

static void
add_engine (Engine engine, const char *name)
{
  add_promises (engine, name, promises_of_submissions);
  add_promises (engine, name, promises_of_media);
  add_promises (engine, name, promises_of_processes);
  add_promises (engine, name, promises_of_faults);
  add_promises (engine, name, engine == ENGINE_SQLITE ? promises_of_folders : promises_of_servers);
}

int
main (int argc, char **argv)
{
  int result;

  if (argc > 1 && g_str_equal (argv[1], "--process"))
    return process_main (argc - 2, argv + 2);

  g_test_init (&argc, &argv, NULL);
  add_engine (ENGINE_SQLITE, "sqlite");
  add_engine (ENGINE_POSTGRES, "postgresql");
  result = g_test_run ();
  desk_stop_servers ();

  return result;
}
