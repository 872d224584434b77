/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window that was closed has no parent any longer, be it held by what it had begun, and a dialog lets go
 * of all it has. Needs a display: in-display.py runs it in one.
 */

#include "app/bs-close-keeper.h"

#include <adwaita.h>

typedef struct
{
  GtkWindow *parent;
  GtkWindow *dialog; /* held, as by a task */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->parent = GTK_WINDOW (gtk_window_new ());
  g_object_add_weak_pointer (G_OBJECT (self->parent), (gpointer *) &self->parent);
  self->dialog = g_object_new (GTK_TYPE_WINDOW, "transient-for", self->parent,
                               "destroy-with-parent", TRUE, NULL);
  g_object_ref (self->dialog);
}

static void
show (GtkWindow *window)
{
  gtk_window_present (window);
  while (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    g_main_context_iteration (NULL, TRUE);
}

static void
close_parent (Fixture *self)
{
  gtk_window_destroy (self->parent);
  while (self->parent != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  gtk_window_destroy (self->dialog);
  g_object_unref (self->dialog);
  if (self->parent != NULL)
    close_parent (self);
}

/* --- The parent --- */

static void
test_parent_of_closed (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  show (self->parent);
  show (self->dialog);
  gtk_window_destroy (self->dialog);
  close_parent (self);
  g_assert_null (gtk_window_get_transient_for (self->dialog));
}

static void
test_parent_of_never_shown (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  gtk_window_destroy (self->dialog);
  close_parent (self);
  g_assert_null (gtk_window_get_transient_for (self->dialog));
}

static void
test_closed_with_parent (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  show (self->parent);
  show (self->dialog);
  close_parent (self);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->dialog)));
  g_assert_null (gtk_window_get_transient_for (self->dialog));
}

static void
test_hidden_keeps_parent (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  show (self->parent);
  show (self->dialog);
  gtk_widget_set_visible (GTK_WIDGET (self->dialog), FALSE);
  g_assert_true (gtk_window_get_transient_for (self->dialog) == self->parent);
  show (self->dialog);
  g_assert_true (gtk_window_get_transient_for (self->dialog) == self->parent);
}

/* --- What it has --- */

struct _BsHeldDialog
{
  AdwWindow parent_instance;
};

#define BS_TYPE_HELD_DIALOG (bs_held_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsHeldDialog, bs_held_dialog, BS, HELD_DIALOG, AdwWindow)
G_DEFINE_FINAL_TYPE (BsHeldDialog, bs_held_dialog, ADW_TYPE_WINDOW)

static void
bs_held_dialog_class_init (BsHeldDialogClass *klass G_GNUC_UNUSED)
{
}

static void
bs_held_dialog_init (BsHeldDialog *self G_GNUC_UNUSED)
{
}

static void
disposed (guint *n)
{
  (*n)++;
}

/* A held window of @type, and how often it is disposed. */
static GtkWindow *
hold (GType type, guint *n)
{
  GtkWindow *window = g_object_ref (g_object_new (type, NULL));

  *n = 0;
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (disposed), n);
  show (window);

  return window;
}

static void
finish_events (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_dialog_ends (void)
{
  guint n;
  g_autoptr (GtkWindow) window = hold (BS_TYPE_HELD_DIALOG, &n);

  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  finish_events ();
  g_assert_cmpuint (n, ==, 0);
  show (window);
  gtk_window_close (window);
  g_assert_cmpuint (n, ==, 0); /* whoever closes it may need it yet */
  finish_events ();
  g_assert_cmpuint (n, ==, 1);
}

/* An issue may have to be saved yet; what GTK does with its own is not ours to say. */
static void
test_others_go_on (void)
{
  const GType types[] = { GTK_TYPE_WINDOW, ADW_TYPE_APPLICATION_WINDOW };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      guint n;
      g_autoptr (GtkWindow) window = hold (types[i], &n);

      gtk_window_close (window);
      finish_events ();
      g_assert_cmpuint (n, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/close-keeper/parent-of-closed", test_parent_of_closed },
    { "/close-keeper/parent-of-never-shown", test_parent_of_never_shown },
    { "/close-keeper/closed-with-parent", test_closed_with_parent },
    { "/close-keeper/hidden-keeps-parent", test_hidden_keeps_parent },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  bs_close_keeper_start ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  g_test_add_func ("/close-keeper/dialog-ends", test_dialog_ends);
  g_test_add_func ("/close-keeper/others-go-on", test_others_go_on);

  return g_test_run ();
}
