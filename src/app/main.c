/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-application.h"
#include "bs-config.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char **argv)
{
  g_autoptr (BsApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("BROADSHEET_LOCALE_DIR") != NULL
                                     ? g_getenv ("BROADSHEET_LOCALE_DIR")
                                     : BS_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = bs_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
