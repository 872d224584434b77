/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long an issue of very many stories (tools/make-many) takes: to read, to list, to filter at
 * each key, to sort, to search for replacing. Prints a line a thing: its name, median and worst in
 * milliseconds of processor time of the thread that waits for it. Where there is a display the list
 * is scrolled and filtered in a window, too: then the times are those of its frames.
 *
 * usage: bench-stories FILE.broadsheet [ROUNDS]
 */

#include "app/bs-story-facet.h"
#include "app/bs-story-list.h"
#include "app/bs-story-model.h"
#include "app/bs-story-order.h"
#include "model/bs-find.h"

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct
{
  GFile *file;
  BsEnvironment *environment;
  BsDocument *document;
  BsSession *session;
  BsStoryModel *model;
  BsStoryFilter *filter;
  GListModel *shown;
  GtkSortListModel *sorted;
} Bench;

static double
milliseconds (void)
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

static void
report (const char *name, GArray *times)
{
  g_array_sort (times, compare);
  printf ("%-44s %8.1f ms %8.1f ms\n", name, g_array_index (times, double, times->len / 2),
          g_array_index (times, double, times->len - 1));
  g_array_set_size (times, 0);
}

static void
note (GArray *times, double begun)
{
  double taken = milliseconds () - begun;

  g_array_append_val (times, taken);
}

static gboolean
open_issue (Bench *bench, GArray *loads, GArray *lists)
{
  g_autoptr (GError) error = NULL;
  double begun = milliseconds ();

  bench->document = bs_document_load (bench->environment, bench->file, &error);
  if (bench->document == NULL)
    {
      fprintf (stderr, "bench-stories: %s\n", error->message);
      return FALSE;
    }
  note (loads, begun);

  bench->session = bs_session_new (bench->environment, bench->document);
  begun = milliseconds ();
  bench->model = bs_story_model_new (bench->session);
  bench->filter = bs_story_filter_new (FALSE);
  bench->shown = G_LIST_MODEL (
    gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (bench->model)),
                               g_object_ref (GTK_FILTER (bench->filter))));
  bench->sorted = gtk_sort_list_model_new (g_object_ref (bench->shown), NULL);
  note (lists, begun);

  return TRUE;
}

static void
close_issue (Bench *bench)
{
  g_clear_object (&bench->sorted);
  g_clear_object (&bench->shown);
  g_clear_object (&bench->filter);
  g_clear_object (&bench->model);
  bs_session_close (bench->session);
  g_clear_object (&bench->session);
  g_clear_object (&bench->document);
}

/* Words as they are typed, and deleted again. */
static void
type (Bench *bench, GArray *times)
{
  static const char *const words[] = { "社", "社区", "社区食", "社区食堂", "社区食", "社区",
                                       "社", "",     "a",      "",         "河 桥",  "河 桥 灯" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      double begun = milliseconds ();

      bs_story_filter_set_words (bench->filter, words[i]);
      note (times, begun);
    }
  bs_story_filter_set_words (bench->filter, "");
}

static void
choose (Bench *bench, GArray *times)
{
  for (guint i = 0; i < 2; i++)
    {
      double begun = milliseconds ();

      bs_story_filter_set_value (bench->filter, BS_FACET_STATUS, "ready", i == 0);
      note (times, begun);
    }
}

static void
count (Bench *bench, GArray *times)
{
  double begun = milliseconds ();

  for (guint facet = 0; facet < BS_N_FACETS; facet++)
    {
      g_autoptr (GPtrArray) counts = bs_facet_count (facet, G_LIST_MODEL (bench->model),
                                                     bench->filter,
                                                     bs_document_get_root (bench->document));
    }
  note (times, begun);
}

static void
sort (Bench *bench, const char *order, GArray *times)
{
  g_autoptr (GtkSorter) sorter = bs_story_order_new (order);
  double begun = milliseconds ();

  gtk_sort_list_model_set_sorter (bench->sorted, sorter);
  note (times, begun);
}

static void
find (Bench *bench, const char *what, BsFindFlags flags, GArray *times)
{
  const BsFindScope everywhere = { NULL, NULL, BS_FIND_IN_ALL };
  g_autoptr (BsFinder) finder = bs_finder_new (what, flags, NULL);
  g_autoptr (BsFindResult) result = NULL;
  double begun = milliseconds ();

  result = bs_finder_search (finder, bs_document_get_root (bench->document), &everywhere, NULL,
                             NULL);
  note (times, begun);
}

/* All that is found, the list following, and taken back. */
static void
replace (Bench *bench, const char *what, GArray *replaced, GArray *undone)
{
  const BsFindScope everywhere = { NULL, NULL, BS_FIND_IN_ALL };
  g_autoptr (BsFinder) finder = bs_finder_new (what, 0, NULL);
  g_autoptr (BsFindResult) result = bs_finder_search (finder,
                                                      bs_document_get_root (bench->document),
                                                      &everywhere, NULL, NULL);
  double begun = milliseconds ();

  bs_finder_replace (finder, bench->document, (BsFindHit *const *) result->hits->pdata,
                     result->hits->len, "某", NULL, NULL);
  note (replaced, begun);
  begun = milliseconds ();
  bs_document_undo (bench->document);
  note (undone, begun);
}

/* A key in a story: the list follows. */
static void
edit (Bench *bench, GArray *times)
{
  const BsNode *stories = bs_issue_get_stories (bs_document_get_root (bench->document));
  const char *id = bs_node_get_text (bs_node_get_element (stories,
                                                          bs_node_get_length (stories) / 2),
                                     "id");
  g_autofree char *path = bs_issue_dup_path ("story", id, "headline");
  double begun = milliseconds ();

  bs_document_begin (bench->document, "Typing", "typing");
  bs_document_splice (bench->document, path, 0, 0, "字", NULL);
  bs_document_end (bench->document);
  note (times, begun);
}

static void
measure_lists (Bench *bench, guint rounds, GArray *times)
{
  g_autoptr (GArray) undone = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (bench->model)); i++)
    {
      g_autoptr (BsStoryItem) item = g_list_model_get_item (G_LIST_MODEL (bench->model), i);

      bs_story_item_prepare (item);
    }
  for (guint i = 0; i < rounds; i++)
    type (bench, times);
  report ("filter at a key", times);
  for (guint i = 0; i < rounds; i++)
    choose (bench, times);
  report ("filter by status", times);
  for (guint i = 0; i < rounds; i++)
    count (bench, times);
  report ("counts of the filter's popover", times);
  for (guint i = 0; i < rounds; i++)
    sort (bench, i % 2 == 0 ? "characters" : "headline", times);
  report ("sort", times);
  sort (bench, "issue", times);
  g_array_set_size (times, 0);
  for (guint i = 0; i < rounds; i++)
    find (bench, "社区", 0, times);
  report ("search for replacing (in a worker)", times);
  for (guint i = 0; i < rounds; i++)
    find (bench, "[0-9]+元", BS_FIND_EXPRESSION, times);
  report ("the same with an expression", times);
  for (guint i = 0; i < rounds; i++)
    replace (bench, "的", times, undone);
  report ("replace 10,000 hits, the list following", times);
  report ("undo that", undone);
  for (guint i = 0; i < 10 * rounds; i++)
    edit (bench, times);
  report ("a key in a story, the list following", times);
}

/* --- In a window --- */

#define FRAMES 300
#define STEP 177.0 /* pixels a frame: three rows */

typedef struct
{
  GArray *times;
  GtkWidget *list;
  GtkAdjustment *adjustment;
  double begun;
  guint n_frames;
  gboolean typing;
  gboolean keyed; /* in this frame */
} Show;

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type);

  return found;
}

static void
frame_begins (GdkFrameClock *clock G_GNUC_UNUSED, Show *show)
{
  show->begun = milliseconds ();
}

static void
frame_ends (GdkFrameClock *clock G_GNUC_UNUSED, Show *show)
{
  if (show->n_frames++ > 10 && (!show->typing || show->keyed))
    note (show->times, show->begun);
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
      GtkWidget *search = find_child (show->list, GTK_TYPE_SEARCH_ENTRY);

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
run_frames (Show *show, GtkWidget *window, const char *name)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gulong begins = g_signal_connect (clock, "before-paint", G_CALLBACK (frame_begins), show);
  gulong ends = g_signal_connect (clock, "after-paint", G_CALLBACK (frame_ends), show);
  guint ticks = gtk_widget_add_tick_callback (window, tick, show, NULL);

  show->n_frames = 0;
  while (show->n_frames < (show->typing ? FRAMES / 4 : FRAMES))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (window, ticks);
  g_signal_handler_disconnect (clock, begins);
  g_signal_handler_disconnect (clock, ends);
  report (name, show->times);
}

static void
measure_window (Bench *bench, GArray *times)
{
  GtkWidget *window = gtk_window_new ();
  Show show = { times, g_object_new (BS_TYPE_STORY_LIST, NULL), NULL, 0, 0, FALSE, FALSE };
  gint64 until;

  gtk_window_set_default_size (GTK_WINDOW (window), 300, 900);
  gtk_window_set_child (GTK_WINDOW (window), show.list);
  bs_story_list_set_session (BS_STORY_LIST (show.list), bench->session, bench->model);
  gtk_window_present (GTK_WINDOW (window));
  for (until = g_get_monotonic_time () + G_USEC_PER_SEC; g_get_monotonic_time () < until;)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  show.adjustment = gtk_scrollable_get_vadjustment (
    GTK_SCROLLABLE (find_child (show.list, GTK_TYPE_LIST_VIEW)));
  run_frames (&show, window, "a frame of scrolling by three rows");
  show.typing = TRUE;
  run_frames (&show, window, "a frame while the search is typed");
  bs_story_list_set_session (BS_STORY_LIST (show.list), NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  guint rounds = argc > 2 ? (guint) MAX (1, atoi (argv[2])) : 5;
  g_autoptr (GArray) loads = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) lists = g_array_new (FALSE, FALSE, sizeof (double));
  Bench bench = { 0 };

  if (argc < 2)
    {
      fprintf (stderr, "usage: bench-stories FILE.broadsheet [ROUNDS]\n");
      return 2;
    }

  bench.file = g_file_new_for_commandline_arg (argv[1]);
  bench.environment = bs_environment_new_default ();
  for (guint i = 0; i < rounds; i++)
    {
      if (bench.document != NULL)
        close_issue (&bench);
      if (!open_issue (&bench, loads, lists))
        return 1;
    }
  report ("read the file", loads);
  report ("list the stories", lists);
  measure_lists (&bench, rounds, loads);
  if (gtk_init_check ())
    {
      adw_init ();
      measure_window (&bench, loads);
    }
  close_issue (&bench);
  g_object_unref (bench.environment);
  g_object_unref (bench.file);

  return 0;
}
