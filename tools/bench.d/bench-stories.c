/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long an issue of very many stories (tools/make-many) takes: to read, to list, to filter at
 * each key, to sort, to search for replacing. Prints a line a thing: its name, median and worst in
 * milliseconds of processor time of the thread that waits for it. Where there is a display the list
 * is scrolled and filtered in a window, too: then the times are those of its frames.
 *
 * usage: bench-stories FILE.broadsheet [ROUNDS]
 */

#include "frames.h"

#include "app/bs-story-facet.h"
#include "app/bs-story-list.h"
#include "app/bs-story-model.h"
#include "app/bs-story-order.h"
#include "model/bs-find.h"

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>

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

static gboolean
open_issue (Bench *bench, GArray *loads, GArray *lists)
{
  g_autoptr (GError) error = NULL;
  double begun = frames_milliseconds ();

  bench->document = bs_document_load (bench->environment, bench->file, &error);
  if (bench->document == NULL)
    {
      fprintf (stderr, "bench-stories: %s\n", error->message);
      return FALSE;
    }
  frames_note (loads, begun);

  bench->session = bs_session_new (bench->environment, bench->document);
  begun = frames_milliseconds ();
  bench->model = bs_story_model_new (bench->session);
  bench->filter = bs_story_filter_new (FALSE);
  bench->shown = G_LIST_MODEL (
    gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (bench->model)),
                               g_object_ref (GTK_FILTER (bench->filter))));
  bench->sorted = gtk_sort_list_model_new (g_object_ref (bench->shown), NULL);
  frames_note (lists, begun);

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
      double begun = frames_milliseconds ();

      bs_story_filter_set_words (bench->filter, words[i]);
      frames_note (times, begun);
    }
  bs_story_filter_set_words (bench->filter, "");
}

static void
choose (Bench *bench, GArray *times)
{
  for (guint i = 0; i < 2; i++)
    {
      double begun = frames_milliseconds ();

      bs_story_filter_set_value (bench->filter, BS_FACET_STATUS, "ready", i == 0);
      frames_note (times, begun);
    }
}

static void
count (Bench *bench, GArray *times)
{
  double begun = frames_milliseconds ();

  for (guint facet = 0; facet < BS_N_FACETS; facet++)
    {
      g_autoptr (GPtrArray) counts = bs_facet_count (facet, G_LIST_MODEL (bench->model),
                                                     bench->filter,
                                                     bs_document_get_root (bench->document));
    }
  frames_note (times, begun);
}

static void
sort (Bench *bench, const char *order, GArray *times)
{
  g_autoptr (GtkSorter) sorter = bs_story_order_new (order);
  double begun = frames_milliseconds ();

  gtk_sort_list_model_set_sorter (bench->sorted, sorter);
  frames_note (times, begun);
}

static void
find (Bench *bench, const char *what, BsFindFlags flags, GArray *times)
{
  const BsFindScope everywhere = { NULL, NULL, BS_FIND_IN_ALL };
  g_autoptr (BsFinder) finder = bs_finder_new (what, flags, NULL);
  g_autoptr (BsFindResult) result = NULL;
  double begun = frames_milliseconds ();

  result = bs_finder_search (finder, bs_document_get_root (bench->document), &everywhere, NULL,
                             NULL);
  frames_note (times, begun);
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
  double begun = frames_milliseconds ();

  bs_finder_replace (finder, bench->document, (BsFindHit *const *) result->hits->pdata,
                     result->hits->len, "某", NULL, NULL);
  frames_note (replaced, begun);
  begun = frames_milliseconds ();
  bs_document_undo (bench->document);
  frames_note (undone, begun);
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
  double begun = frames_milliseconds ();

  bs_document_begin (bench->document, "Typing", "typing");
  bs_document_splice (bench->document, path, 0, 0, "字", NULL);
  bs_document_end (bench->document);
  frames_note (times, begun);
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
  frames_report ("filter at a key", times);
  for (guint i = 0; i < rounds; i++)
    choose (bench, times);
  frames_report ("filter by status", times);
  for (guint i = 0; i < rounds; i++)
    count (bench, times);
  frames_report ("counts of the filter's popover", times);
  for (guint i = 0; i < rounds; i++)
    sort (bench, i % 2 == 0 ? "characters" : "headline", times);
  frames_report ("sort", times);
  sort (bench, "issue", times);
  g_array_set_size (times, 0);
  for (guint i = 0; i < rounds; i++)
    find (bench, "社区", 0, times);
  frames_report ("search for replacing (in a worker)", times);
  for (guint i = 0; i < rounds; i++)
    find (bench, "[0-9]+元", BS_FIND_EXPRESSION, times);
  frames_report ("the same with an expression", times);
  for (guint i = 0; i < rounds; i++)
    replace (bench, "的", times, undone);
  frames_report ("replace 10,000 hits, the list following", times);
  frames_report ("undo that", undone);
  for (guint i = 0; i < 10 * rounds; i++)
    edit (bench, times);
  frames_report ("a key in a story, the list following", times);
}

/* --- In a window --- */

static void
measure_window (Bench *bench, GArray *times)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = g_object_new (BS_TYPE_STORY_LIST, NULL);
  gint64 until;

  gtk_window_set_default_size (GTK_WINDOW (window), 300, 900);
  gtk_window_set_child (GTK_WINDOW (window), list);
  bs_story_list_set_session (BS_STORY_LIST (list), bench->session, bench->model);
  gtk_window_present (GTK_WINDOW (window));
  for (until = g_get_monotonic_time () + G_USEC_PER_SEC; g_get_monotonic_time () < until;)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  frames_scroll (window, times);
  frames_type (window, times);
  bs_story_list_set_session (BS_STORY_LIST (list), NULL, NULL);
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
  frames_report ("read the file", loads);
  frames_report ("list the stories", lists);
  measure_lists (&bench, rounds, loads);
  if (frames_begin ())
    measure_window (&bench, loads);
  close_issue (&bench);
  g_object_unref (bench.environment);
  g_object_unref (bench.file);

  return 0;
}
