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
  if (desk->folder == NULL)
    desk->folder = desk->store != NULL && strstr (desk->store, "://") == NULL
                     ? g_strdup (desk->store)
                     : g_build_filename (g_get_user_data_dir (), "broadsheet", "desk", NULL);
  if (desk->store == NULL)
    desk->store = g_strdup (desk->folder);
  if (g_mkdir_with_parents (desk->folder, 0700) == 0)
    return TRUE;

  bs_cli_note (cli, _ ("%s: cannot be made: %s. Choose another folder with --folder"), desk->folder,
               g_strerror (errno));
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
