/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-application.h"
#include "bs-config.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <locale.h>
#include <string.h>

/* Who draws with cairo needs no OpenGL: GDK would load and ask its driver all the same, a sixth of
 * the time to the first page. "Running GTK Applications", GDK_DEBUG; GDK_DISABLE since 4.14. */
static void
do_without_gl (void)
{
  const char *variable = gtk_get_minor_version () < 14 ? "GDK_DEBUG" : "GDK_DISABLE";
  const char *word = gtk_get_minor_version () < 14 ? "gl-disable" : "gl";
  const char *set = g_getenv (variable);
  g_autofree char *both = set != NULL ? g_strdup_printf ("%s,%s", set, word) : g_strdup (word);

  if (g_strcmp0 (g_getenv ("GSK_RENDERER"), "cairo") == 0
      && (set == NULL || strstr (set, word) == NULL))
    g_setenv (variable, both, TRUE);
}

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

  do_without_gl ();
  application = bs_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
