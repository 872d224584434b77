/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-layout-keeper.h"

#include "bs-config.h"
#include "bs-every-window.h"

/* What GTK gives the source by which a text view lays out its text: GTK_PRIORITY_RESIZE less two. */
#define LAYS_OUT (G_PRIORITY_HIGH_IDLE + 8)

/* GTK lays out a frame four times at most. */
#define TRIES_WITH_TEXT 2

/* Of one window. */
typedef struct
{
  GtkWidget *window;    /* borrowed: it owns this */
  GdkSurface *surface;  /* owned; NULL: it has none */
  GdkFrameClock *clock; /* owned, as the surface */
  gint64 frame;         /* last laid out */
  guint tries;          /* to lay it out */
} Keeper;

static void
let_go (Keeper *self)
{
  if (self->surface == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->surface, self);
  g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->surface);
  g_clear_object (&self->clock);
}

static void
keeper_free (Keeper *self)
{
  let_go (self);
  g_free (self);
}

/* Where the pointer moves while one types, GTK draws the frame from a source of priority 1, before the
 * one by which the text view lays out what was typed (gdkframeclockidle.c, flush_idle; gtktextview.c,
 * first_validate_idle). The view does it in the middle of the drawing then, the scrollbar's place
 * changes, and what is drawn next has no valid size. With a new allocation the view does it in time.
 * The source is the first in the order of priorities that has the view as its data. */
static gboolean
has_text_to_lay_out (GtkWidget *widget)
{
  GSource *source;

  if (!GTK_IS_TEXT_VIEW (widget))
    return FALSE;
  source = g_main_context_find_source_by_funcs_user_data (NULL, &g_idle_funcs, widget);

  return source != NULL && g_source_get_priority (source) == LAYS_OUT;
}

static void
lay_out_text (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (has_text_to_lay_out (widget))
    gtk_widget_queue_allocate (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    lay_out_text (child);
}

/* A widget within a scrolled window, or its scrollbar, may ask for another allocation while it is
 * given one: what is scrolled has another height now. All widgets around it are marked then. One of
 * those, in turn, may just be given an allocation, too, by a child of which nothing is new but what it
 * holds; once that is done, the one forgets its mark, and the child keeps its own, of which nobody
 * knows any longer (gtkwidget.c, gtk_widget_allocate: skip_allocate, and the lines before it). The
 * child is never drawn again. So all that stands around what is scrolled is gone through once more:
 * where nothing was forgotten, that is a few sizes compared. TRUE: @widget is among them. */
static gboolean
go_through_scrolled (GtkWidget *widget)
{
  gboolean around = GTK_IS_SCROLLED_WINDOW (widget);

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child) && go_through_scrolled (child))
      around = TRUE;
  if (around)
    gtk_widget_queue_allocate (widget);

  return around;
}

static void
begins (Keeper *self)
{
  lay_out_text (self->window);
}

/* GTK comes back here in the same frame where something asks for it. */
static void
laid_out (Keeper *self)
{
  gint64 frame = gdk_frame_clock_get_frame_counter (self->clock);

  self->tries = frame == self->frame ? self->tries + 1 : 1;
  self->frame = frame;
  if (self->tries == 1)
    go_through_scrolled (self->window);
  if (self->tries <= TRIES_WITH_TEXT)
    lay_out_text (self->window);
}

static void
realized (Keeper *self)
{
  self->surface = g_object_ref (gtk_native_get_surface (GTK_NATIVE (self->window)));
  self->clock = g_object_ref (gdk_surface_get_frame_clock (self->surface));
  g_signal_connect_swapped (self->clock, "before-paint", G_CALLBACK (begins), self);
  g_signal_connect_data (self->clock, "update", G_CALLBACK (begins), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_data (self->surface, "layout", G_CALLBACK (laid_out), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
keep_size (GdkSurface *surface, GdkToplevelSize *size)
{
  gdk_toplevel_size_set_size (size, gdk_surface_get_width (surface),
                              gdk_surface_get_height (surface));
}

/* The X server may have told something of the window that asks for a layout. GTK 4.8 leaves its handler
 * on the surface (gtkwindow.c, gtk_window_unrealize), and it would ask a window that has been freed for
 * its size; and any new size would be given to what the X server no longer has. */
static void
unrealized (Keeper *self)
{
  guint compute_size = g_signal_lookup ("compute-size", GDK_TYPE_TOPLEVEL);

  g_signal_handlers_disconnect_matched (self->surface, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
                                        compute_size, 0, NULL, NULL, self->window);
  g_signal_connect (self->surface, "compute-size", G_CALLBACK (keep_size), NULL);
  let_go (self);
}

static gboolean
goes_by_lines (guint key)
{
  return key == GDK_KEY_Up || key == GDK_KEY_Down || key == GDK_KEY_Page_Up
         || key == GDK_KEY_Page_Down || key == GDK_KEY_KP_Up || key == GDK_KEY_KP_Down
         || key == GDK_KEY_KP_Page_Up || key == GDK_KEY_KP_Page_Down;
}

/* A flow box knows by its first layout how many children stand in a line. Before, GTK 4.8 counts on by
 * lines of none, and does not end (gtkflowbox.c, gtk_flow_box_get_below_focusable and what stands
 * around it): a page that Undo brings back has the focus a frame earlier. */
static gboolean
has_no_lines_yet (GtkWidget *window)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));
  GtkWidget *flow = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_FLOW_BOX) : NULL;
  GtkWidget *child = flow != NULL ? gtk_widget_get_focus_child (flow) : NULL;

  return child != NULL && gtk_widget_get_width (child) == 0;
}

/* The flow box's own keys. The key is left out. */
static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code G_GNUC_UNUSED,
             GdkModifierType state G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  GtkWidget *window = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  return goes_by_lines (key) && has_no_lines_yet (window);
}

/* The window's own keys: the focus may have come there by what else the same key did. */
static void
focus_moves (GtkWidget *window, GtkDirectionType direction)
{
  if ((direction == GTK_DIR_UP || direction == GTK_DIR_DOWN) && has_no_lines_yet (window))
    g_signal_stop_emission_by_name (window, "move-focus");
}

static void
watch_keys (GtkWidget *window)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed), NULL);
  gtk_widget_add_controller (window, controller);
  g_signal_connect (window, "move-focus", G_CALLBACK (focus_moves), NULL);
}

static void
watch (GtkWindow *window)
{
  static const char key[] = "bs-layout-keeper";
  Keeper *self;

  if (g_object_get_data (G_OBJECT (window), key) != NULL)
    return;
  self = g_new0 (Keeper, 1);
  self->window = GTK_WIDGET (window);
  g_object_set_data_full (G_OBJECT (window), key, self, (GDestroyNotify) keeper_free);
  g_signal_connect_data (window, "realize", G_CALLBACK (realized), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (window, "unrealize", G_CALLBACK (unrealized), self);
  watch_keys (GTK_WIDGET (window));
}

/* GTK 4.8 leaves what a scrolled window asks to be told by the settings (gtkscrolledwindow.c,
 * gtk_scrolled_window_unrealize): it would be given other scroll bars when it has been freed. */
static gboolean
something_unrealized (GSignalInvocationHint *hint G_GNUC_UNUSED, guint n_values G_GNUC_UNUSED,
                      const GValue *values, gpointer data G_GNUC_UNUSED)
{
  GtkWidget *widget = g_value_get_object (values);

  if (GTK_IS_SCROLLED_WINDOW (widget))
    g_signal_handlers_disconnect_matched (gtk_widget_get_settings (widget), G_SIGNAL_MATCH_DATA, 0,
                                          0, NULL, NULL, widget);

  return TRUE;
}

void
bs_layout_keeper_start (void)
{
  bs_every_window (watch);
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET)); /* which makes the signal */
  g_signal_add_emission_hook (g_signal_lookup ("unrealize", GTK_TYPE_WIDGET), 0,
                              something_unrealized, NULL, NULL);
}
