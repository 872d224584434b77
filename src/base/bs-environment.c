/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-environment.h"

#include "bs-config.h"

#include <stdlib.h>
#include <unistd.h>

struct _BsEnvironment
{
  GObject parent_instance;

  char *data_dir;
  BsClock clock;
  gpointer clock_data;
};

G_DEFINE_FINAL_TYPE (BsEnvironment, bs_environment, G_TYPE_OBJECT)

/* SOURCE_DATE_EPOCH (reproducible-builds.org) makes two exports of one issue byte-identical. */
static GDateTime *
system_clock (gpointer data G_GNUC_UNUSED)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");

  if (epoch != NULL && *epoch != '\0')
    {
      char *end = NULL;
      gint64 seconds = g_ascii_strtoll (epoch, &end, 10);
      GDateTime *fixed = *end == '\0' ? g_date_time_new_from_unix_utc (seconds) : NULL;

      if (fixed != NULL)
        return fixed;
    }

  return g_date_time_new_now_utc ();
}

static void
bs_environment_finalize (GObject *object)
{
  BsEnvironment *self = BS_ENVIRONMENT (object);

  g_clear_pointer (&self->data_dir, g_free);

  G_OBJECT_CLASS (bs_environment_parent_class)->finalize (object);
}

static void
bs_environment_class_init (BsEnvironmentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_environment_finalize;
}

static void
bs_environment_init (BsEnvironment *self)
{
  self->clock = system_clock;
}

/**
 * bs_environment_new:
 * @data_dir: folder that holds `page-formats`, `tables`, `profiles` and `sample`
 *
 * Returns: (transfer full): a new environment with the system's clock
 */
BsEnvironment *
bs_environment_new (const char *data_dir)
{
  BsEnvironment *self;

  g_return_val_if_fail (data_dir != NULL, NULL);

  self = g_object_new (BS_TYPE_ENVIRONMENT, NULL);
  self->data_dir = g_strdup (data_dir);

  return self;
}

/* A folder that is at hand though nothing was installed where it was meant to be: beside a program
 * whose whole prefix was moved, or the sources of one that runs from its build folder. */
static char *
find_data_near_program (void)
{
  static const char *const places[] = { "../share/broadsheet", "../../../data" };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *candidate = g_build_filename (folder, places[i], NULL);
      g_autofree char *formats = g_build_filename (candidate, "page-formats", NULL);

      if (g_file_test (formats, G_FILE_TEST_IS_DIR))
        return g_canonicalize_filename (candidate, NULL);
    }

  return NULL;
}

/**
 * bs_environment_new_default:
 *
 * The data folder named by BROADSHEET_DATA_DIR; else the installed one; else, where that is not
 * there, one near the program: a build tree runs its programs without installing them.
 *
 * Returns: (transfer full): a new environment
 */
BsEnvironment *
bs_environment_new_default (void)
{
  const char *override = g_getenv ("BROADSHEET_DATA_DIR");
  g_autofree char *near = NULL;

  if (override != NULL && *override != '\0')
    return bs_environment_new (override);
  if (!g_file_test (BS_DATA_DIR, G_FILE_TEST_IS_DIR))
    near = find_data_near_program ();

  return bs_environment_new (near != NULL ? near : BS_DATA_DIR);
}

/**
 * bs_environment_set_clock:
 * @clock: returns the time; must be callable from any thread
 *
 * To be called before the environment is shared.
 */
void
bs_environment_set_clock (BsEnvironment *self, BsClock clock, gpointer data)
{
  g_return_if_fail (BS_IS_ENVIRONMENT (self));
  g_return_if_fail (clock != NULL);

  self->clock = clock;
  self->clock_data = data;
}

/**
 * bs_environment_now:
 *
 * Returns: (transfer full): the time in UTC
 */
GDateTime *
bs_environment_now (BsEnvironment *self)
{
  g_return_val_if_fail (BS_IS_ENVIRONMENT (self), NULL);

  return self->clock (self->clock_data);
}

/**
 * bs_environment_get_data_dir:
 *
 * Returns: (transfer none): the folder given at the beginning
 */
const char *
bs_environment_get_data_dir (BsEnvironment *self)
{
  g_return_val_if_fail (BS_IS_ENVIRONMENT (self), NULL);

  return self->data_dir;
}

/**
 * bs_environment_dup_process:
 *
 * Returns: (transfer full): who this is, as told to others: `user@host 1234`, the number being the
 *   process's
 */
char *
bs_environment_dup_process (BsEnvironment *self)
{
  g_return_val_if_fail (BS_IS_ENVIRONMENT (self), NULL);

  return g_strdup_printf ("%s@%s %ld", g_get_user_name (), g_get_host_name (), (long) getpid ());
}

/**
 * bs_environment_dup_temporary_path:
 *
 * Returns: (transfer full): a path that nothing has yet, for a file or folder that is soon removed
 */
char *
bs_environment_dup_temporary_path (BsEnvironment *self)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat ("broadsheet-", id, NULL);

  g_return_val_if_fail (BS_IS_ENVIRONMENT (self), NULL);

  return g_build_filename (g_get_tmp_dir (), name, NULL);
}

/**
 * bs_environment_find_data:
 * @name: path below the data folder, such as `page-formats/tabloid.json`
 *
 * Returns: (transfer full): the full path, whether or not a file is there
 */
char *
bs_environment_find_data (BsEnvironment *self, const char *name)
{
  g_return_val_if_fail (BS_IS_ENVIRONMENT (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_build_filename (self->data_dir, name, NULL);
}
