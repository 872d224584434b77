/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gtk-own.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <gtk/gtk.h>
#include <sys/auxv.h>
#include <unistd.h>

#define MAX_FRAMES 200

/* GTK tells the address of a widget; NULL where it tells none. */
static GtkWidget *
find_widget (const char *text)
{
  static const char *const before[] = { "Trying to snapshot %*s %p",
                                        "attempt to allocate %*s %*s %p",
                                        "GtkLabel %p (label) reported" };
  gpointer address = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (before) && address == NULL; i++)
    {
      g_autofree char *start = g_strndup (before[i], strcspn (before[i], "%"));
      const char *place = strstr (text, start);

      if (place != NULL)
        sscanf (place, before[i], &address);
    }

  return address;
}

/* Whether @text is of a widget of @type, or of what is right inside one. */
static gboolean
is_about (const char *text, const char *type)
{
  GtkWidget *widget = find_widget (text);
  GtkWidget *parent = widget != NULL ? gtk_widget_get_parent (widget) : NULL;

  return (widget != NULL && g_str_equal (G_OBJECT_TYPE_NAME (widget), type))
         || (parent != NULL && g_str_equal (G_OBJECT_TYPE_NAME (parent), type));
}

static gboolean
is_function (void *frame, const char *name)
{
  Dl_info info = { 0 };

  return name != NULL && dladdr (frame, &info) != 0 && g_strcmp0 (info.dli_sname, name) == 0;
}

/* Whether the main loop, or what is in the outermost @hand frames, called GTK and GTK complained, with
 * nothing of the program in between; with @within, it may stand around that function of GTK. A widget that
 * is given its place by GTK and gives one to its child or its popover is not what is complained of: where
 * the compiler ends it with a jump it is not seen either. */
static gboolean
is_gtk_alone (const char *within, int hand)
{
  void *frames[MAX_FRAMES];
  int n = backtrace (frames, G_N_ELEMENTS (frames));
  Dl_info own = { 0 };
  Dl_info info = { 0 };
  gboolean gtk = FALSE;
  int first = 0;

  while (first < n && !is_function (frames[first], "g_log_structured_array"))
    first++;
  dladdr ((gpointer) getauxval (AT_ENTRY), &own); /* the program, whichever object this is in */
  for (int i = first; i < n && dladdr (frames[i], &info) != 0; i++)
    {
      if (i >= n - hand || is_function (frames[i], "g_main_context_dispatch")
          || is_function (frames[i], within))
        return gtk;
      if (info.dli_fbase == own.dli_fbase
          && !(gtk && i + 1 < n && is_function (frames[i + 1], "gtk_widget_allocate")))
        return FALSE;
      gtk = gtk || strstr (info.dli_fname, "libgtk-4") != NULL;
    }

  return FALSE;
}

/* What GTK 4.8 says of its own. It counts only where nothing of the program stands in the backtrace
 * between the main loop and the message. */
static struct
{
  const char *text;
  const char *within; /* NULL: all that is done since the main loop */
  const char *type;   /* of the widget that it is about; NULL: of any */
  guint n;
} gtk_own[] = {
  /* gtktext.c, blink_cb: an entry that has the focus has been given another text. */
  { "unexpected blinking selection", NULL, NULL, 0 },
  /* gtktooltip.c: a tooltip is due over a popover that has been taken away while the pointer stood still;
   * only a window tells it (gtk_tooltip_unset_surface). */
  { "gdk_surface_get_device_position: assertion 'GDK_IS_SURFACE (surface)' failed", NULL, NULL, 0 },
  { "_gtk_widget_find_at_coords: assertion 'GDK_IS_SURFACE (surface)' failed", NULL, NULL, 0 },
  /* gdksurface-x11.c, gdk_x11_surface_layout_popup: what an open popover points to is on no monitor, as
   * in a window that is moved half off the screen, and the monitor that was not found is asked for its
   * geometry. Every layout of the window places its popovers anew; the first time it is when one is shown,
   * as where the window goes before the click that asks for a menu has come. */
  { "gdk_monitor_get_geometry: assertion 'GDK_IS_MONITOR (monitor)' failed", NULL, NULL, 0 },
  { "gdk_monitor_get_geometry: assertion 'GDK_IS_MONITOR (monitor)' failed", "gtk_widget_show",
    NULL, 0 },
  /* gdksurface.c, gdk_surface_layout_popup_helper, GDK_ANCHOR_RESIZE_X, which gtkpopover.c asks for: what an
   * open popover points to is at the very edge of the screen or beyond it, in such a window too, and the
   * popover is cut to what room is left there, which may be less than its own borders, or just those. */
  { "attempt to allocate", NULL, "GtkPopoverContent", 0 },
  /* gtkadjustment.c, gtk_adjustment_enable_animation: a scrolled window is unmapped while it still
   * scrolls; who watches the value that is set then ends the animation, whose handler is disconnected
   * once more after it. Whoever hides it cannot know. */
  { "g_signal_handler_disconnect: assertion 'handler_id > 0' failed", "gtk_widget_unmap", NULL, 0 },
  /* gtklistbase.c, gtk_list_base_adjustment_value_changed_cb: the wheel turns over a list whose rows
   * have changed since the last layout, by which the row at a height is found. */
  { "GtkListView failed to scroll to given position", NULL, NULL, 0 },
  /* gtkmain.c, handle_pointing_event: the button is let go that was pressed before a popover took the
   * pointer; that it is up was counted as the grab was broken (GDK_GRAB_BROKEN, implicit). */
  { "Broken accounting of active state", NULL, NULL, 0 },
  /* gtkfilechooserwidget.c, file_list_show_popover_in_idle: a file chooser is closed before the menu has
   * come up that a click in its list asked for. */
  { "gtk_widget_compute_bounds: assertion 'GTK_IS_WIDGET (widget)' failed", NULL, NULL, 0 },
  /* gtktreeviewcolumn.c, gtk_tree_view_column_sort, and what it asks: the head of a column of a file chooser
   * is clicked before the first folder has been read. */
  { "gtk_tree_sortable_", NULL, NULL, 0 },
  /* gtkscrolledwindow.c, start_scroll_deceleration_cb: what the wheel turned is closed within the 50 ms after
   * which it would roll on. */
  { "gdk_frame_clock_get_frame_time: assertion 'GDK_IS_FRAME_CLOCK (frame_clock)' failed", NULL,
    NULL, 0 },
  /* gtkpopovermenu.c, gtk_popover_menu_focus: Left in a menu of which another one was open beside it, that
   * the mouse has closed; the item that led there is not known any more. */
  { "gtk_widget_grab_focus: assertion 'GTK_IS_WIDGET (widget)' failed", NULL, NULL, 0 },
  /* gtkpathbar.c, gtk_path_bar_size_allocate: the folders above the one that a file chooser shows are given
   * tooltips, and shown, while they are given their place, which asks for a new one. */
  { "Trying to snapshot", NULL, "GtkPathBar", 0 },
};

/* What helps is where it stands, and the backtrace is for addr2line. */
static void
print_place (const char *text)
{
  void *frames[MAX_FRAMES];

  for (GtkWidget *widget = find_widget (text); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    g_printerr ("  in %s.%s\n", G_OBJECT_TYPE_NAME (widget), gtk_widget_get_css_name (widget));
  backtrace_symbols_fd (frames, backtrace (frames, G_N_ELEMENTS (frames)), STDERR_FILENO);
}

gboolean
gtk_own_is_fault (GLogLevelFlags level, const GLogField *fields, gsize n_fields, int hand)
{
  g_autofree char *text = NULL;

  if ((level & G_LOG_LEVEL_MASK) > G_LOG_LEVEL_WARNING)
    return FALSE;
  text = g_log_writer_format_fields (level, fields, n_fields, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (gtk_own); i++)
    if (strstr (text, gtk_own[i].text) != NULL && is_gtk_alone (gtk_own[i].within, hand)
        && (gtk_own[i].type == NULL || is_about (text, gtk_own[i].type)))
      {
        gtk_own[i].n++;
        return FALSE;
      }
  g_printerr ("%s\n", text);
  print_place (text);

  return TRUE;
}

void
gtk_own_print (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (gtk_own); i++)
    if (gtk_own[i].n > 0)
      g_print ("GTK's own: %u × %s\n", gtk_own[i].n, gtk_own[i].text);
}
