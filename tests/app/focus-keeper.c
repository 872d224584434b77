/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What has the focus, or stands around it, and is hidden is given back in the end, however often it was
 * hidden before the next frame; what has the focus before it is seen keeps it; what is closed to writing
 * knows that it lost it; a menu may go as it closes. Needs a display: in-display.py runs it in one.
 */

#include "app/bs-focus-keeper.h"
#include "app/bs-sensitive.h"

#include <adwaita.h>

typedef struct
{
  GtkWindow *window;
  GtkWidget *stack;
  GtkWidget *shown; /* a page with an entry */
  GtkWidget *shown_entry;
  GtkWidget *other; /* another, that is not seen */
  GtkWidget *other_entry;
} Fixture;

static GtkWidget *
add_page (Fixture *self, const char *name, GtkWidget **entry)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  *entry = gtk_entry_new ();
  gtk_box_append (GTK_BOX (inner), *entry);
  gtk_box_append (GTK_BOX (page), inner);
  adw_view_stack_add_named (ADW_VIEW_STACK (self->stack), page, name);

  return inner;
}

static void
wait_until_mapped (GtkWidget *widget)
{
  while (!gtk_widget_get_mapped (widget))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->window = GTK_WINDOW (gtk_window_new ());
  self->stack = adw_view_stack_new ();
  gtk_window_set_child (self->window, self->stack);
  self->shown = add_page (self, "shown", &self->shown_entry);
  self->other = add_page (self, "other", &self->other_entry);
  gtk_window_present (self->window);
  wait_until_mapped (self->shown_entry);
}

static gboolean
stop_waiting (gpointer waiting)
{
  *(gboolean *) waiting = FALSE;

  return G_SOURCE_REMOVE;
}

static void
close_window (Fixture *self)
{
  gboolean waiting = TRUE;

  g_clear_pointer (&self->window, gtk_window_destroy);
  g_timeout_add (100, stop_waiting, &waiting);
  while (waiting)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  if (self->window != NULL)
    close_window (self);
}

static gboolean
is_within (GtkWidget *widget, GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
turn_to (Fixture *self, const char *page)
{
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (self->stack), page);
}

/* GTK does what it has put off only as it draws: here it does not come to it. */
static void
hide_twice (GtkWidget *widget)
{
  gtk_widget_set_visible (widget, FALSE);
  gtk_widget_set_visible (widget, TRUE);
  gtk_widget_set_visible (widget, FALSE);
}

static void
test_hidden_around_the_focus (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget *inner = self->shown;

  g_object_add_weak_pointer (G_OBJECT (inner), (gpointer *) &inner);
  gtk_widget_grab_focus (self->shown_entry);
  g_assert_true (is_within (self->shown_entry, self->window));
  hide_twice (inner);
  hide_twice (gtk_widget_get_parent (inner));
  close_window (self);
  g_assert_null (inner);
}

static void
test_hidden_unseen (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget *inner = self->other;

  g_object_add_weak_pointer (G_OBJECT (inner), (gpointer *) &inner);
  gtk_widget_grab_focus (self->other_entry);
  hide_twice (inner);
  hide_twice (gtk_widget_get_parent (inner));
  close_window (self);
  g_assert_null (inner);
}

/* A program takes its window to pieces as it closes. */
static void
test_hidden_as_the_window_closes (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget *inner = self->shown;

  g_object_add_weak_pointer (G_OBJECT (inner), (gpointer *) &inner);
  gtk_widget_grab_focus (self->shown_entry);
  gtk_widget_set_visible (GTK_WIDGET (self->window), FALSE);
  hide_twice (inner);
  hide_twice (gtk_widget_get_parent (inner));
  close_window (self);
  g_assert_null (inner);
}

/* A menu that closes with its window gives the focus back to what is gone with it. */
static void
test_focused_as_the_window_closes (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget *inner = self->shown;

  g_object_add_weak_pointer (G_OBJECT (inner), (gpointer *) &inner);
  gtk_widget_set_visible (GTK_WIDGET (self->window), FALSE);
  gtk_widget_grab_focus (self->shown_entry);
  hide_twice (inner);
  hide_twice (gtk_widget_get_parent (inner));
  close_window (self);
  g_assert_null (inner);
}

static void
test_seen_later (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  gtk_widget_grab_focus (self->other_entry);
  g_assert_true (is_within (self->other_entry, self->window));
  turn_to (self, "other");
  wait_until_mapped (self->other_entry);
  g_assert_true (is_within (self->other_entry, self->window));
}

/* A page that comes again gives the focus back to what had it, be that hidden or not. */
static void
test_given_back_hidden (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget *page = gtk_widget_get_parent (self->shown);

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_widget_grab_focus (self->shown_entry);
  turn_to (self, "other");
  g_assert_true (is_within (self->other_entry, self->window));
  turn_to (self, "shown");
  gtk_widget_set_visible (self->other, FALSE);
  turn_to (self, "other");
  turn_to (self, "shown");
  close_window (self);
  g_assert_null (page);
}

static void
test_given_back_hidden_and_shown (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  gtk_widget_set_visible (self->shown, FALSE);
  gtk_widget_grab_focus (self->shown_entry);
  g_assert_false (is_within (self->shown_entry, self->window));
  gtk_widget_set_visible (self->shown, TRUE);
  wait_until_mapped (self->shown_entry);
  g_assert_true (is_within (self->shown_entry, self->window));
}

static void
test_turned_away_unseen (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget *page = gtk_widget_get_parent (self->shown);
  GtkWidget *inner = gtk_stack_new ();
  GtkWidget *unseen = gtk_entry_new ();

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_stack_add_child (GTK_STACK (inner), gtk_label_new ("Seen"));
  gtk_stack_add_child (GTK_STACK (inner), unseen);
  gtk_box_append (GTK_BOX (self->shown), inner);
  gtk_widget_set_visible (self->other, FALSE); /* nothing there takes the focus */
  gtk_widget_grab_focus (unseen);
  g_assert_true (is_within (unseen, self->window));
  turn_to (self, "other");
  hide_twice (self->shown);
  close_window (self);
  g_assert_null (page);
}

/* As a paned does with what it has no room for. */
static void
test_left_out_unseen (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget *part = self->shown;
  GtkWidget *inner = gtk_stack_new ();
  GtkWidget *unseen = gtk_entry_new ();

  g_object_add_weak_pointer (G_OBJECT (part), (gpointer *) &part);
  gtk_stack_add_child (GTK_STACK (inner), gtk_label_new ("Seen"));
  gtk_stack_add_child (GTK_STACK (inner), unseen);
  gtk_box_append (GTK_BOX (part), inner);
  gtk_widget_grab_focus (unseen);
  g_assert_true (is_within (unseen, self->window));
  gtk_widget_set_child_visible (part, FALSE);
  hide_twice (gtk_widget_get_parent (part));
  close_window (self);
  g_assert_null (part);
}

static void
menu_closed (GtkWidget *menu)
{
  gtk_widget_unparent (menu);
}

/* As when GTK shows a tooltip. */
static void
something_is_due (gpointer due)
{
  *(gboolean *) due = TRUE;
}

static void
test_menu_that_goes_as_it_closes (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget *menu = gtk_popover_new ();
  gboolean due = FALSE;

  gtk_widget_set_parent (menu, self->shown);
  g_signal_connect (menu, "closed", G_CALLBACK (menu_closed), NULL);
  gtk_popover_popup (GTK_POPOVER (menu));
  wait_until_mapped (menu);
  g_object_add_weak_pointer (G_OBJECT (menu), (gpointer *) &menu);
  gtk_popover_popdown (GTK_POPOVER (menu));
  g_timeout_add_once (0, something_is_due, &due);
  while (!due)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (menu);
}

static gboolean
thinks_it_has_the_keys (GtkWidget *entry)
{
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry)));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (text);
  gboolean thinks = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_FOCUS (controller)
          && gtk_event_controller_focus_is_focus (GTK_EVENT_CONTROLLER_FOCUS (controller)))
        thinks = TRUE;
    }

  return thinks;
}

static void
test_closed_to_writing (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  gtk_widget_grab_focus (self->shown_entry);
  g_assert_true (thinks_it_has_the_keys (self->shown_entry));
  bs_set_sensitive (self->shown, FALSE);
  g_assert_null (gtk_window_get_focus (self->window));
  g_assert_false (thinks_it_has_the_keys (self->shown_entry));
  g_assert_false (gtk_widget_is_sensitive (self->shown_entry));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/focus-keeper/hidden-around-the-focus", test_hidden_around_the_focus },
    { "/focus-keeper/hidden-unseen", test_hidden_unseen },
    { "/focus-keeper/hidden-as-the-window-closes", test_hidden_as_the_window_closes },
    { "/focus-keeper/focused-as-the-window-closes", test_focused_as_the_window_closes },
    { "/focus-keeper/seen-later", test_seen_later },
    { "/focus-keeper/given-back-hidden", test_given_back_hidden },
    { "/focus-keeper/given-back-hidden-and-shown", test_given_back_hidden_and_shown },
    { "/focus-keeper/turned-away-unseen", test_turned_away_unseen },
    { "/focus-keeper/left-out-unseen", test_left_out_unseen },
    { "/focus-keeper/menu-that-goes-as-it-closes", test_menu_that_goes_as_it_closes },
    { "/focus-keeper/closed-to-writing", test_closed_to_writing },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  bs_focus_keeper_start ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);

  return g_test_run ();
}
