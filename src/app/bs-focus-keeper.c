/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-focus-keeper.h"

#include "bs-config.h"
#include "bs-every-window.h"
#include "bs-pointer-keeper.h"

#include <adwaita.h>

/* Of one window. */
typedef struct
{
  GtkWindow *window;  /* borrowed: it owns this */
  GtkWidget *before;  /* weak: had the focus last, outside of popovers */
  GtkWidget *popover; /* weak: the outermost one around the focus */
  GtkWidget *focus;   /* weak */
  GtkWidget *coming;  /* weak: was to have it, but is hidden */
  guint source;
  gboolean was_seen; /* the window: what is set before that it begins with */
} Keeper;

static const char key[] = "bs-focus-keeper";

static void
forget_focus (Keeper *self)
{
  if (self->focus != NULL)
    g_signal_handlers_disconnect_by_data (self->focus, self);
  g_clear_weak_pointer (&self->focus);
}

static void coming_seen (GtkWidget *coming, Keeper *self);

static void
forget_coming (Keeper *self)
{
  if (self->coming != NULL)
    g_signal_handlers_disconnect_by_func (self->coming, coming_seen, self);
  g_clear_weak_pointer (&self->coming);
}

static void
keeper_free (Keeper *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->popover != NULL)
    g_signal_handlers_disconnect_by_data (self->popover, self);
  forget_focus (self);
  forget_coming (self);
  g_clear_weak_pointer (&self->before);
  g_clear_weak_pointer (&self->popover);
  g_free (self);
}

static GtkWidget *
find_popover (GtkWidget *widget)
{
  GtkWidget *outermost = NULL;

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (GTK_IS_POPOVER (widget))
      outermost = widget;

  return outermost;
}

static gboolean
go_back (Keeper *self)
{
  return self->before != NULL && gtk_widget_get_mapped (self->before)
         && gtk_widget_get_root (self->before) == GTK_ROOT (self->window)
         && gtk_widget_grab_focus (self->before);
}

/* What was asked for in the menu may have moved the focus to a good place meanwhile. */
static gboolean
restore (gpointer data)
{
  Keeper *self = data;
  GtkWidget *focus = gtk_window_get_focus (self->window);

  self->source = 0;
  if (focus != NULL && gtk_widget_get_mapped (focus) && gtk_widget_is_sensitive (focus))
    return G_SOURCE_REMOVE;
  if (!go_back (self))
    gtk_window_set_focus (self->window, NULL);

  return G_SOURCE_REMOVE;
}

static void
closed (GtkWidget *popover, Keeper *self)
{
  g_signal_handlers_disconnect_by_data (popover, self);
  g_clear_weak_pointer (&self->popover);
  if (self->source == 0)
    self->source = g_idle_add (restore, self);
}

/* GTK takes the focus from what it hides after the next frame only, and to know where from, holds what
 * was hidden. Where a second thing around the same focus is hidden before that frame, it forgets to
 * let go of the first, for ever (gtkwindow.c of 4.8, move_focus_widget). It still finds the next place
 * where nothing has the focus. */
static void
focus_hidden (GtkWidget *focus, Keeper *self)
{
  gboolean in_menu = self->popover != NULL && find_popover (focus) == self->popover;

  forget_focus (self);
  if (gtk_window_get_focus (self->window) != focus)
    return;
  /* In a window that closes nothing needs another place. */
  if (!in_menu || !gtk_widget_get_mapped (GTK_WIDGET (self->window))
      || gtk_widget_get_mapped (self->popover) || !go_back (self))
    gtk_window_set_focus (self->window, NULL);
}

/* A popover that is open while its window is closed, or its view is left, goes with what it stands in, but
 * keeps the grab by which all keys and clicks come to it first: every other window would be deaf, and the
 * popover never be freed (gtkpopover.c of 4.8, gtk_popover_show and gtk_popover_hide). */
static void
popover_unmapped (GtkWidget *popover)
{
  if (gtk_widget_get_visible (popover))
    gtk_widget_hide (popover);
  /* What is pressed in it the window does not come to know of. */
  bs_pointer_keeper_release (popover);
}

static void
hide_popovers (GtkWidget *widget)
{
  if (GTK_IS_POPOVER (widget))
    popover_unmapped (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hide_popovers (child);
}

/* --- What is not seen --- */

static gboolean
let_go (gpointer popover)
{
  g_object_unref (popover);

  return G_SOURCE_REMOVE;
}

/* It does not become unseen, so that GTK would forget as above what was hidden around it. On a page that
 * is turned away it may be about to be seen, and keys that are pressed meanwhile are its own: only when
 * something is hidden around it, or its page is turned away again, does it lose the focus. */
static gboolean
something_hidden (GSignalInvocationHint *hint G_GNUC_UNUSED, guint n_values G_GNUC_UNUSED,
                  const GValue *values, gpointer data G_GNUC_UNUSED)
{
  GtkWidget *widget = g_value_get_object (&values[0]);
  GtkRoot *root = gtk_widget_get_root (widget);
  Keeper *self = root != NULL ? g_object_get_data (G_OBJECT (root), key) : NULL;

  /* One that goes for good as it closes, such as the menu of a title bar, is asked for more after that
   * (gtkpopover.c of 4.8, gtk_popover_popdown). Not for longer: a tooltip that is due over it is only
   * called off as it is freed (gtktooltip.c). */
  if (GTK_IS_POPOVER (widget))
    g_idle_add_full (G_PRIORITY_HIGH, let_go, g_object_ref (widget), NULL);

  if (self != NULL && self->focus != NULL && !gtk_widget_get_mapped (self->focus)
      && (widget == self->focus || gtk_widget_is_ancestor (self->focus, widget)))
    gtk_window_set_focus (self->window, NULL);

  return TRUE;
}

/* A stack tells of its pages, not of what it hides with them. */
static void
page_turned (GObject *stack, GParamSpec *property G_GNUC_UNUSED, GtkWidget *focus)
{
  GtkRoot *root = gtk_widget_get_root (focus);
  g_autoptr (GtkWidget) page = NULL;

  if (root == NULL || gtk_root_get_focus (root) != focus || gtk_widget_get_mapped (focus))
    return;
  g_object_get (stack, "visible-child", &page, NULL);
  if (page == NULL || (focus != page && !gtk_widget_is_ancestor (focus, page)))
    gtk_root_set_focus (root, NULL);
}

static void
watch_page (GtkWidget *around, GtkWidget *focus)
{
  if (!GTK_IS_STACK (around) && !ADW_IS_VIEW_STACK (around))
    return;
  g_signal_handlers_disconnect_by_func (around, page_turned, focus);
  g_signal_connect_object (around, "notify::visible-child", G_CALLBACK (page_turned), focus, 0);
}

/* Nor does a paned tell of what it has no room for. What stands around the page is seen until then. */
static void
left_out (GtkWidget *around G_GNUC_UNUSED, GtkWidget *focus)
{
  GtkRoot *root = gtk_widget_get_root (focus);

  if (root != NULL && gtk_root_get_focus (root) == focus && !gtk_widget_get_mapped (focus))
    gtk_root_set_focus (root, NULL);
}

/* @focus is not seen. */
static void
watch_around (GtkWidget *focus)
{
  GtkWidget *seen = NULL;

  for (GtkWidget *widget = gtk_widget_get_parent (focus); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    {
      watch_page (widget, focus);
      if (seen == NULL && gtk_widget_get_mapped (widget))
        seen = widget;
    }
  if (seen == NULL)
    return;
  g_signal_handlers_disconnect_by_func (seen, left_out, focus);
  g_signal_connect_object (seen, "unmap", G_CALLBACK (left_out), focus, G_CONNECT_AFTER);
}

static void
coming_seen (GtkWidget *coming, Keeper *self)
{
  forget_coming (self);
  if (gtk_window_get_focus (self->window) == NULL)
    gtk_widget_grab_focus (coming);
}

/* A stack gives the focus back to what had it on a page, even where this is hidden meanwhile, and GTK then
 * does not let go of the page that was turned away. It gets the focus when it is shown, if nothing has it
 * by then. */
static void
put_off (Keeper *self, GtkWidget *focus)
{
  g_set_weak_pointer (&self->coming, focus);
  g_signal_connect_after (focus, "map", G_CALLBACK (coming_seen), self);
  gtk_window_set_focus (self->window, NULL);
}

static void
window_seen (GtkWidget *window G_GNUC_UNUSED, Keeper *self)
{
  self->was_seen = TRUE;
}

static void
window_gone (GtkWidget *window, Keeper *self)
{
  hide_popovers (window);
  gtk_window_set_focus (self->window, NULL);
}

static void
focus_moved (GtkWindow *window, GParamSpec *property G_GNUC_UNUSED, Keeper *self)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *popover = find_popover (focus);

  forget_focus (self);
  if (focus != NULL && self->was_seen && !gtk_widget_get_mapped (GTK_WIDGET (window)))
    {
      gtk_window_set_focus (window, NULL);
      return;
    }
  if (focus != NULL)
    forget_coming (self);
  if (focus != NULL && self->was_seen && !gtk_widget_is_visible (focus))
    {
      put_off (self, focus);
      return;
    }
  if (focus != NULL)
    {
      if (!gtk_widget_get_mapped (focus))
        watch_around (focus);
      g_set_weak_pointer (&self->focus, focus);
      g_signal_connect_after (focus, "unmap", G_CALLBACK (focus_hidden), self);
    }
  if (popover == NULL && focus != NULL)
    g_set_weak_pointer (&self->before, focus);
  if (popover == NULL || popover == self->popover)
    return;

  if (self->popover != NULL)
    g_signal_handlers_disconnect_by_data (self->popover, self);
  g_set_weak_pointer (&self->popover, popover);
  g_signal_connect (popover, "closed", G_CALLBACK (closed), self);
  g_signal_handlers_disconnect_by_func (popover, popover_unmapped, NULL); /* where it comes again */
  g_signal_connect_after (popover, "unmap", G_CALLBACK (popover_unmapped), NULL);
}

/* A popover looks whether what has the focus stands in it, and complains where nothing has it
 * (gtkpopover.c of 4.8, gtk_popover_activate_default). It takes the focus itself then. */
static gboolean
enter_pressed (GSignalInvocationHint *hint G_GNUC_UNUSED, guint n_values G_GNUC_UNUSED,
               const GValue *values, gpointer data G_GNUC_UNUSED)
{
  GtkWidget *popover = g_value_get_object (&values[0]);
  GtkRoot *root = gtk_widget_get_root (popover);

  if (root != NULL && gtk_root_get_focus (root) == NULL)
    gtk_root_set_focus (root, popover);

  return TRUE;
}

static void
watch (GtkWindow *window)
{
  Keeper *self;

  if (g_object_get_data (G_OBJECT (window), key) != NULL)
    return;
  self = g_new0 (Keeper, 1);
  self->window = window;
  g_object_set_data_full (G_OBJECT (window), key, self, (GDestroyNotify) keeper_free);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (focus_moved), self);
  g_signal_connect (window, "map", G_CALLBACK (window_seen), self);
  g_signal_connect_after (window, "unmap", G_CALLBACK (window_gone), self);
}

void
bs_focus_keeper_start (void)
{
  bs_every_window (watch);
  g_type_class_unref (g_type_class_ref (GTK_TYPE_POPOVER)); /* which makes the signal */
  g_signal_add_emission_hook (g_signal_lookup ("activate-default", GTK_TYPE_POPOVER), 0,
                              enter_pressed, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("hide", GTK_TYPE_WIDGET), 0, something_hidden, NULL,
                              NULL);
}
