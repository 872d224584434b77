/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Menus made for the moment take no more memory however often one is opened. Needs a display: in-display.py
 * runs it in one.
 */

#include "app/bs-menus.h"

#include <adwaita.h>

#define OPENED 5
#define ENTRIES 3

static gboolean
stop_waiting (gpointer waiting)
{
  *(gboolean *) waiting = FALSE;

  return G_SOURCE_REMOVE;
}

static void
wait (void)
{
  gboolean waiting = TRUE;

  g_timeout_add (200, stop_waiting, &waiting);
  while (waiting)
    g_main_context_iteration (NULL, TRUE);
}

static void
count_gone (guint *n_there, GObject *gone G_GNUC_UNUSED)
{
  (*n_there)--;
}

/* A menu with a section; @there is told of each that is new. */
static GMenu *
make_menu (GHashTable *there, guint *n_there)
{
  GMenu *menu = bs_menus_new ();
  g_autoptr (GMenu) section = bs_menus_new ();
  GMenu *const both[] = { menu, section };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (both[i])), ==, 0);
      if (g_hash_table_add (there, both[i]))
        {
          g_object_weak_ref (G_OBJECT (both[i]), (GWeakNotify) count_gone, n_there);
          (*n_there)++;
        }
    }
  for (guint i = 0; i < ENTRIES; i++)
    g_menu_append (section, "Entry", "app.entry");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));

  return menu;
}

static void
open_often (GtkWidget *button)
{
  g_autoptr (GHashTable) there = g_hash_table_new (NULL, NULL);
  guint n_there = 0;

  for (guint i = 0; i < OPENED; i++)
    {
      g_autoptr (GMenu) menu = make_menu (there, &n_there);

      bs_menus_set_own (button, G_MENU_MODEL (menu));
      gtk_menu_button_popup (GTK_MENU_BUTTON (button));
      wait ();
      gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
      wait ();
    }

  /* One is shown while the next is made. */
  g_assert_cmpuint (n_there, <=, 4);
}

static void
test_opened_often (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *button = gtk_menu_button_new ();

  gtk_window_set_child (window, button);
  gtk_window_present (window);
  wait ();
  open_often (button);
  gtk_window_destroy (window);
  wait ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/menus/opened-often", test_opened_often);

  return g_test_run ();
}
