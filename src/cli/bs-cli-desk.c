/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-desk.h"

#include "bs-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

void
bs_cli_desk_clear (BsCliDesk *desk)
{
  g_free (desk->store);
  g_free (desk->folder);
}

gboolean
bs_cli_desk_prepare (BsCli *cli, BsCliDesk *desk, BsExit *status)
{
  gboolean is_address = desk->store != NULL && strstr (desk->store, "://") != NULL;
  g_autofree char *shown = NULL;

  /* Nothing of it is repeated: there may be a password in it. */
  if (is_address && !bs_store_is_postgres (desk->store))
    {
      *status = bs_cli_misuse (cli, _ ("--store: is a folder, or begins with “postgresql://”"));
      return FALSE;
    }
  if (desk->folder == NULL)
    desk->folder = desk->store != NULL && !is_address
                     ? g_strdup (desk->store)
                     : g_build_filename (g_get_user_data_dir (), "broadsheet", "desk", NULL);
  if (desk->store == NULL)
    desk->store = g_strdup (desk->folder);
  if (g_mkdir_with_parents (desk->folder, 0700) == 0)
    return TRUE;

  shown = g_filename_display_name (desk->folder);
  bs_cli_note (cli, _ ("%s: cannot be made: %s. Choose another folder with --store or --folder"),
               shown, g_strerror (errno));
  *status = BS_EXIT_WRITE;

  return FALSE;
}

BsStore *
bs_cli_desk_open_store (BsCli *cli, const BsCliDesk *desk, BsExit *status)
{
  g_autoptr (GError) error = NULL;
  BsStore *store = bs_store_open (cli->environment, desk->store, &error);

  if (store == NULL)
    *status = bs_cli_fail (cli, error, BS_EXIT_INPUT);

  return store;
}

GFile *
bs_cli_outbox_folder (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "broadsheet", "outbox", NULL);

  return g_file_new_for_path (path);
}
