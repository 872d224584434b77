/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-canvas-private.h"

#include "bs-config.h"

#include <math.h>
#include <time.h>

#define N_FRAMES 400
/* Not counted: the carried box and the tiles come in the first ones. */
#define N_WARM 20

/* The largest box of the page carried all over it, a step a frame. */
typedef struct
{
  BsCanvas *canvas;
  GdkFrameClock *clock; /* borrowed */
  gint64 begun;
  gint64 begun_busy;
  gint64 last_frame;
  guint n;
  GArray *work;      /* microseconds from the beginning of a frame to its end */
  GArray *busy;      /* of it, processor time: the same on a busy machine */
  GArray *intervals; /* from frame to frame */
  GArray *thinking;  /* what would give way, a part of the work */
} Benchmark;

static gint64
get_busy_time (void)
{
  struct timespec now = { 0 };

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return (int) (*(const gint64 *) a - *(const gint64 *) b);
}

static void
print_row (const char *name, GArray *times)
{
  g_array_sort (times, compare);
  g_print ("%-28s p50 %6.2f ms   p95 %6.2f ms   most %6.2f ms\n", name,
           (double) g_array_index (times, gint64, times->len / 2) / 1000,
           (double) g_array_index (times, gint64, times->len * 95 / 100) / 1000,
           (double) g_array_index (times, gint64, times->len - 1) / 1000);
}

static void
finish (Benchmark *benchmark)
{
  g_signal_handlers_disconnect_by_data (benchmark->clock, benchmark);
  bs_canvas_cancel_motion (benchmark->canvas);
  print_row ("drag: work a frame", benchmark->work);
  print_row ("drag: of it, processor time", benchmark->busy);
  print_row ("drag: of it, what gives way", benchmark->thinking);
  print_row ("drag: frame to frame", benchmark->intervals);
  g_array_unref (benchmark->work);
  g_array_unref (benchmark->busy);
  g_array_unref (benchmark->intervals);
  g_array_unref (benchmark->thinking);
  g_application_quit (g_application_get_default ());
  g_free (benchmark);
}

static void
frame_begun (GdkFrameClock *clock G_GNUC_UNUSED, Benchmark *benchmark)
{
  benchmark->begun = g_get_monotonic_time ();
  benchmark->begun_busy = get_busy_time ();
}

static void
frame_ended (GdkFrameClock *clock, Benchmark *benchmark)
{
  gint64 now = g_get_monotonic_time ();
  gint64 work = now - benchmark->begun;
  gint64 busy = get_busy_time () - benchmark->begun_busy;
  gint64 interval = gdk_frame_clock_get_frame_time (clock) - benchmark->last_frame;

  if (benchmark->n > N_WARM)
    {
      g_array_append_val (benchmark->work, work);
      g_array_append_val (benchmark->busy, busy);
      g_array_append_val (benchmark->intervals, interval);
    }
  benchmark->last_frame = gdk_frame_clock_get_frame_time (clock);
}

static gboolean
step (GtkWidget *widget, GdkFrameClock *clock G_GNUC_UNUSED, gpointer data)
{
  Benchmark *benchmark = data;
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double turn = benchmark->n * 2 * G_PI / 120;
  gint64 begun = get_busy_time ();
  gint64 thought;

  if (benchmark->n++ >= N_FRAMES)
    {
      finish (benchmark);
      return G_SOURCE_REMOVE;
    }
  bs_canvas_follow_pointer (benchmark->canvas, width * (0.5 + 0.3 * sin (turn)),
                            height * (0.5 + 0.4 * sin (turn * 1.3)), 0);
  thought = get_busy_time () - begun;
  if (benchmark->n > N_WARM)
    g_array_append_val (benchmark->thinking, thought);

  return G_SOURCE_CONTINUE;
}

static BsCanvasBox *
find_largest (BsCanvas *self)
{
  BsCanvasBox *largest = NULL;
  gint64 most = 0;

  for (guint i = 0; i < self->boxes->len; i++)
    {
      const BsRect *rect = bs_canvas_box_get_rect (g_ptr_array_index (self->boxes, i));

      if ((gint64) rect->width * rect->height <= most)
        continue;
      most = (gint64) rect->width * rect->height;
      largest = g_ptr_array_index (self->boxes, i);
    }

  return largest;
}

void
bs_canvas_benchmark_drag (BsCanvas *self)
{
  BsCanvasBox *box;
  Benchmark *benchmark;

  g_return_if_fail (BS_IS_CANVAS (self));

  box = find_largest (self);
  if (box == NULL)
    {
      g_printerr ("The page has no box to drag\n");
      g_application_quit (g_application_get_default ());
      return;
    }
  bs_canvas_choose (self, bs_canvas_box_get_box (box));
  bs_canvas_begin_motion (self, BS_GRIP_ALL, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                          gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);

  benchmark = g_new0 (Benchmark, 1);
  benchmark->canvas = self;
  benchmark->clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));
  benchmark->work = g_array_new (FALSE, FALSE, sizeof (gint64));
  benchmark->busy = g_array_new (FALSE, FALSE, sizeof (gint64));
  benchmark->intervals = g_array_new (FALSE, FALSE, sizeof (gint64));
  benchmark->thinking = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_signal_connect (benchmark->clock, "before-paint", G_CALLBACK (frame_begun), benchmark);
  g_signal_connect (benchmark->clock, "after-paint", G_CALLBACK (frame_ended), benchmark);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), step, benchmark, NULL);
}
