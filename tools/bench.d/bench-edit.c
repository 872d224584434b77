/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long an editor waits for a page while changing it by hand: each operation is thought out for
 * a full page, as at every movement of a pointer, and the page it would leave is set. Prints a line
 * an operation: its name, how often it was possible, median and worst in milliseconds of
 * processor time, and how often it took longer than a frame.
 */

#include "layout/bs-page-fit.h"
#include "layout/bs-page-snap.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define FRAME 16.0 /* milliseconds */

typedef struct
{
  BsLayout *layout;
  BsNode *issue;
  const char *page;
  guint n_columns;
  guint n_lines;
  guint32 state;
} Bench;

typedef BsPageEdit *(*Operation) (Bench *bench, const BsPageContext *context, const char *box);

static guint
roll (Bench *bench, guint n)
{
  bench->state = bench->state * 1664525u + 1013904223u;

  return (bench->state >> 8) % n;
}

static BsPageEdit *
move (Bench *bench, const BsPageContext *context, const char *box, BsOverlap overlap)
{
  return bs_page_edit_move (context, box, roll (bench, bench->n_columns),
                            roll (bench, bench->n_lines), overlap, NULL);
}

static BsPageEdit *
move_push (Bench *bench, const BsPageContext *context, const char *box)
{
  return move (bench, context, box, BS_OVERLAP_PUSH);
}

static BsPageEdit *
move_swap (Bench *bench, const BsPageContext *context, const char *box)
{
  return move (bench, context, box, BS_OVERLAP_SWAP);
}

static BsPageEdit *
resize (Bench *bench, const BsPageContext *context, const char *box)
{
  const BsNode *node = bs_node_find_by_id (
    bs_node_get_member (bs_issue_get_page (context->issue, context->page), "boxes"), box);
  BsGridRect place = {
    (guint) bs_node_get_number (node, "column", 0),
    (guint) bs_node_get_number (node, "columns", 0),
    (guint) bs_node_get_number (node, "line", 0),
    (guint) bs_node_get_number (node, "lines", 0),
  };

  place.columns = MAX (1, place.columns + roll (bench, 3) - 1);
  place.lines = MAX (4, place.lines + roll (bench, 21) - 10);

  return bs_page_edit_resize (context, box, &place, BS_OVERLAP_PUSH, NULL);
}

static BsPageEdit *
shrink (Bench *bench, const BsPageContext *context, const char *box)
{
  const BsNode *node = bs_node_find_by_id (
    bs_node_get_member (bs_issue_get_page (context->issue, context->page), "boxes"), box);
  BsGridRect place = {
    (guint) bs_node_get_number (node, "column", 0),
    (guint) bs_node_get_number (node, "columns", 0),
    (guint) bs_node_get_number (node, "line", 0),
    (guint) bs_node_get_number (node, "lines", 0),
  };

  place.columns -= MIN (place.columns - 1, roll (bench, 3));
  place.lines -= MIN (place.lines - 1, roll (bench, 16));

  return bs_page_edit_resize (context, box, &place, BS_OVERLAP_REFUSE, NULL);
}

static BsPageEdit *
swap (Bench *bench, const BsPageContext *context, const char *box)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (context->issue, context->page),
                                            "boxes");
  guint other = roll (bench, bs_node_get_length (boxes));

  return bs_page_edit_swap (context, box,
                            bs_node_get_text (bs_node_get_element (boxes, other), "id"), NULL);
}

/* From the tray: the box is taken off first, which is not counted. */
static BsPageEdit *
place (Bench *bench, const BsPageContext *context, const char *ref)
{
  BsGridRect at = { roll (bench, bench->n_columns), 0, roll (bench, bench->n_lines), 0 };

  return bs_page_edit_place (context, ref, &at, BS_OVERLAP_PUSH, NULL);
}

static BsPageEdit *
fit (Bench *bench G_GNUC_UNUSED, const BsPageContext *context, const char *box)
{
  g_autoptr (GPtrArray) fits = bs_page_edit_list_fits (context, box, 6, NULL);

  if (fits == NULL || fits->len == 0)
    return NULL;

  return bs_page_edit_ref (((BsPageFit *) g_ptr_array_index (fits, 0))->edit);
}

/* Processor time: what else the machine does is no fault of ours. Microseconds. */
static gint64
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a;
  double two = *(const double *) b;

  return one < two ? -1 : one > two ? 1 : 0;
}

static double
measure (Bench *bench, const BsPageContext *context, const char *subject, Operation operation)
{
  gint64 start = get_time ();
  g_autoptr (BsPageEdit) edit = operation (bench, context, subject);
  g_autoptr (BsPageResult) result = NULL;

  if (edit == NULL)
    return -1;
  result = bs_layout_page (bench->layout, edit->issue, bench->page, NULL);

  return (double) (get_time () - start) / 1000;
}

static void
run (Bench *bench, const char *name, Operation operation, guint n_times)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (bench->issue, bench->page), "boxes");
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_late = 0;

  for (guint i = 0; i < n_times; i++)
    {
      const BsNode *node = bs_node_get_element (boxes, roll (bench, bs_node_get_length (boxes)));
      BsPageContext context = { bench->layout, bench->issue, bench->page };
      g_autoptr (BsPageEdit) without = NULL;
      const char *subject = bs_node_get_text (node, "id");
      double time;

      if (operation == place)
        {
          without = bs_page_edit_remove (&context, subject, NULL);
          if (without == NULL)
            continue;
          context.issue = without->issue;
          subject = bs_node_get_string (bs_node_get_element (bs_node_get_member (node, "refs"), 0));
        }
      time = measure (bench, &context, subject, operation);
      n_late += time > FRAME ? 1 : 0;
      if (time >= 0)
        g_array_append_val (times, time);
    }
  g_array_sort (times, compare);
  if (times->len > 0)
    printf ("%-10s %4u of %4u  median %6.2f ms  worst %6.2f ms  late %3u\n", name, times->len,
            n_times, g_array_index (times, double, times->len / 2),
            g_array_index (times, double, times->len - 1), n_late);
  else
    printf ("%-10s never possible\n", name);
}

static void
run_snap (const Bench *bench, guint n_times)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (bench->issue, bench->page), "boxes");
  gint64 start = get_time ();

  for (guint i = 0; i < n_times; i++)
    {
      const BsNode *node = bs_node_get_element (boxes, i % bs_node_get_length (boxes));
      BsPageContext context = { bench->layout, bench->issue, bench->page };
      BsSnapRequest request = {
        .box = bs_node_get_text (node, "id"),
        .grip = BS_GRIP_ALL,
        .wanted = { BS_POINTS (i % 700), BS_POINTS (i % 1100), BS_POINTS (100), BS_POINTS (100) },
        .tolerance = BS_POINTS (20),
      };
      BsSnap snap;

      bs_page_edit_snap (&context, &request, &snap, NULL);
    }
  printf ("%-10s %.1f µs each\n", "snap",
          (double) (get_time () - start) / (double) MAX (n_times, 1));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    Operation operation;
  } operations[] = {
    { "move+push", move_push },
    { "move+swap", move_swap },
    { "resize", resize },
    { "shrink", shrink },
    { "swap", swap },
    { "place", place },
    { "fit", fit },
  };
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argc > 1 ? argv[1] : "");
  guint n_times = argc > 3 ? (guint) atoi (argv[3]) : 200;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) document = bs_document_load (environment, file, &error);
  g_autoptr (BsLayout) layout = document != NULL ? bs_layout_new (environment, &error) : NULL;
  g_autoptr (BsPageFormat) format = NULL;
  g_autoptr (BsPageResult) warm = NULL;
  Bench bench = { layout, NULL, argc > 2 ? argv[2] : "A1", 0, 0, 7 };

  if (layout != NULL)
    {
      bench.issue = (BsNode *) bs_document_get_root (document);
      warm = bs_layout_page (layout, bench.issue, bench.page, &error);
      format = bs_page_format_load_for_page (environment, bench.issue, bench.page, &error);
    }
  if (warm == NULL || format == NULL)
    {
      fprintf (stderr, "bench-edit: %s\n", error->message);
      return 1;
    }
  bench.n_columns = format->n_columns;
  bench.n_lines = format->n_lines;
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    run (&bench, operations[i].name, operations[i].operation, n_times);
  run_snap (&bench, n_times * 10);

  return 0;
}
