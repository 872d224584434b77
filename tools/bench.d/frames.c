/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "frames.h"

#include <adwaita.h>
#include <stdio.h>
#include <time.h>

gboolean
frames_begin (void)
{
  AdwApplication *application;

  if (!gtk_init_check ())
    return FALSE;
  application = adw_application_new ("org.broadsheet.Broadsheet", G_APPLICATION_NON_UNIQUE);
  g_application_set_default (G_APPLICATION (application));

  return g_application_register (G_APPLICATION (application), NULL, NULL);
}

double
frames_milliseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *first = a;
  const double *second = b;

  return (*first > *second) - (*first < *second);
}

void
frames_report (const char *name, GArray *times)
{
  g_array_sort (times, compare);
  printf ("%-44s %8.1f ms %8.1f ms\n", name, g_array_index (times, double, times->len / 2),
          g_array_index (times, double, times->len - 1));
  g_array_set_size (times, 0);
}

void
frames_note (GArray *times, double begun)
{
  double taken = frames_milliseconds () - begun;

  g_array_append_val (times, taken);
}

/* --- In a window --- */

#define FRAMES 300
#define STEP 177.0 /* pixels a frame: three rows */

typedef struct
{
  GArray *times;
  GtkWidget *window;
  GtkAdjustment *adjustment;
  double begun;
  guint n_frames;
  gboolean typing;
  gboolean keyed; /* in this frame */
} Show;

GtkWidget *
frames_find_child (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = frames_find_child (child, type);

  return found;
}

static void
frame_begins (GdkFrameClock *clock G_GNUC_UNUSED, Show *show)
{
  show->begun = frames_milliseconds ();
}

static void
frame_ends (GdkFrameClock *clock G_GNUC_UNUSED, Show *show)
{
  if (show->n_frames++ > 10 && (!show->typing || show->keyed))
    frames_note (show->times, show->begun);
  show->keyed = FALSE;
}

/* Inside a frame: what it does belongs to the frame's time. */
static gboolean
tick (GtkWidget *widget G_GNUC_UNUSED, GdkFrameClock *clock G_GNUC_UNUSED, gpointer data)
{
  static const char *const words[] = { "社", "社区", "社区食", "" };
  Show *show = data;

  if (show->typing && show->n_frames % 2 == 0)
    {
      GtkWidget *search = frames_find_child (show->window, GTK_TYPE_SEARCH_ENTRY);

      /* At once, not after the moment that the entry waits for another key. */
      gtk_editable_set_text (GTK_EDITABLE (search),
                             words[show->n_frames / 2 % G_N_ELEMENTS (words)]);
      g_signal_emit_by_name (search, "search-changed");
      show->keyed = TRUE;
    }
  else if (!show->typing)
    gtk_adjustment_set_value (show->adjustment, gtk_adjustment_get_value (show->adjustment) + STEP);

  return G_SOURCE_CONTINUE;
}

static void
run_frames (Show *show)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (show->window);
  gulong begins = g_signal_connect (clock, "before-paint", G_CALLBACK (frame_begins), show);
  gulong ends = g_signal_connect (clock, "after-paint", G_CALLBACK (frame_ends), show);
  guint ticks = gtk_widget_add_tick_callback (show->window, tick, show, NULL);

  while (show->n_frames < (show->typing ? FRAMES / 4 : FRAMES))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (show->window, ticks);
  g_signal_handler_disconnect (clock, begins);
  g_signal_handler_disconnect (clock, ends);
}

void
frames_scroll (GtkWidget *window, GArray *times)
{
  GtkWidget *view = frames_find_child (window, GTK_TYPE_LIST_VIEW);
  Show show = { .times = times, .window = window };

  show.adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  run_frames (&show);
  frames_report ("a frame of scrolling by three rows", times);
}

void
frames_type (GtkWidget *window, GArray *times)
{
  Show show = { .times = times, .window = window, .typing = TRUE };

  run_frames (&show);
  frames_report ("a frame while the search is typed", times);
}
