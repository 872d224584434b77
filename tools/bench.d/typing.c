/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: bench-typing FILE.broadsheet [KEYSTROKES] [PAUSE]
 *
 * How long a keystroke takes until it is painted: the first story of the issue is made 20,000
 * characters long, shown in the stories view with list, editor and inspector, and typed into, while
 * its page is laid out again and again in the background. Needs a display. Prints, in milliseconds,
 * median, 95 and 99 per cent of: the insertion itself; from the key to the end of the frame that
 * shows it; the same without the wait for that frame to begin (GTK leaves 16.7 ms between two, and a
 * key may come right after one that shows the page's new length); and what of that the main thread
 * worked: the figure to go by on a busy machine. PAUSE is the time between keys: 100 ms are a fast
 * typist's.
 */

#include "frames.h"

#include "app/bs-stories-view.h"
#include "model/bs-issue.h"

#include <adwaita.h>
#include <string.h>
#include <time.h>

#define CHARACTERS 20000
#define PARAGRAPH 120 /* characters */

typedef struct
{
  GMainLoop *loop;
  GtkTextView *body;
  GArray *inserted; /* gint64, microseconds */
  GArray *painted;
  GArray *own;
  GArray *worked;
  gint64 work_begun;
  gint64 frame_begun;
  gint64 pressed; /* 0: nothing is waited for */
  guint left;
  guint pause; /* milliseconds */
} Bench;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static void
print_row (const char *name, GArray *times)
{
  static const guint shares[] = { 50, 95, 99 };

  g_array_sort (times, compare_times);
  g_print ("%-30s", name);
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    g_print ("  %u %%: %6.2f", shares[i],
             g_array_index (times, gint64, (times->len - 1) * shares[i] / 100) / 1e3);
  g_print ("  ms\n");
}

static BsNode *
make_paragraphs (void)
{
  static const char *const words[] = { "清晨", "的",   "渡口", "河水",  "涨了，",
                                       "两岸", "行人", "慢慢", "走过。" };
  BsNodeBuilder *list = bs_node_builder_new_array ();
  guint n = 0;

  for (guint i = 0; i * PARAGRAPH < CHARACTERS; i++)
    {
      BsNodeBuilder *paragraph = bs_node_builder_new_object ();
      g_autofree char *id = g_strdup_printf ("p%u", i + 1);
      g_autoptr (GString) text = g_string_new (NULL);

      while (g_utf8_strlen (text->str, -1) < PARAGRAPH)
        g_string_append (text, words[n++ % G_N_ELEMENTS (words)]);
      bs_node_builder_set_text (paragraph, "id", id);
      bs_node_builder_set_text (paragraph, "text", text->str);
      bs_node_builder_add (list, bs_node_builder_end (paragraph));
    }

  return bs_node_builder_end (list);
}

static const char *
lengthen_first_story (BsDocument *document)
{
  const BsNode *stories = bs_issue_get_stories (bs_document_get_root (document));
  const char *id = bs_node_get_text (bs_node_get_element (stories, 0), "id");
  g_autofree char *path = g_strdup_printf ("/stories/%s/paragraphs", id);
  g_autoptr (BsNode) paragraphs = make_paragraphs ();

  bs_document_begin (document, "Lengthen", NULL);
  bs_document_set_node (document, path, paragraphs, NULL);
  bs_document_end (document);

  return id;
}

static GtkTextView *
find_body (GtkWidget *widget)
{
  if (gtk_widget_has_css_class (widget, "body") && GTK_IS_TEXT_VIEW (widget))
    return GTK_TEXT_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkTextView *found = find_body (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gint64
get_thread_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
press_key (gpointer data)
{
  static const char *const keys[] = { "江", "村", "又", "，", "风", "起", "了" };
  Bench *bench = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (bench->body);
  gint64 took;

  if (bench->pressed != 0)
    return G_SOURCE_CONTINUE;
  if (bench->left-- == 0)
    {
      g_main_loop_quit (bench->loop);
      return G_SOURCE_REMOVE;
    }

  bench->pressed = g_get_monotonic_time ();
  bench->work_begun = get_thread_time ();
  gtk_text_buffer_insert_interactive_at_cursor (buffer, keys[bench->left % G_N_ELEMENTS (keys)], -1,
                                                TRUE);
  took = g_get_monotonic_time () - bench->pressed;
  g_array_append_val (bench->inserted, took);
  gtk_widget_queue_draw (GTK_WIDGET (bench->body));

  return G_SOURCE_CONTINUE;
}

static void
before_paint (GdkFrameClock *clock G_GNUC_UNUSED, Bench *bench)
{
  bench->frame_begun = g_get_monotonic_time ();
}

static void
after_paint (GdkFrameClock *clock G_GNUC_UNUSED, Bench *bench)
{
  gint64 took = g_get_monotonic_time () - bench->pressed;
  gint64 work = get_thread_time () - bench->work_begun;
  gint64 own;

  if (bench->pressed == 0)
    return;
  own = g_array_index (bench->inserted, gint64, bench->inserted->len - 1) + g_get_monotonic_time ()
        - bench->frame_begun;
  g_array_append_val (bench->own, own);
  g_array_append_val (bench->painted, took);
  g_array_append_val (bench->worked, work);
  bench->pressed = 0;
}

static gboolean
begin (gpointer data)
{
  Bench *bench = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (bench->body);
  GtkTextIter middle;

  gtk_text_buffer_get_iter_at_line_offset (buffer, &middle,
                                           gtk_text_buffer_get_line_count (buffer) / 2, 60);
  gtk_text_buffer_place_cursor (buffer, &middle);
  gtk_text_view_scroll_to_mark (bench->body, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0, 0.5);
  gtk_widget_grab_focus (GTK_WIDGET (bench->body));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (bench->body)), "before-paint",
                    G_CALLBACK (before_paint), bench);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (bench->body)), "after-paint",
                    G_CALLBACK (after_paint), bench);
  g_timeout_add (bench->pause, press_key, bench);

  return G_SOURCE_REMOVE;
}

static GtkWidget *
make_window (BsSession *session, BsStoriesView **view)
{
  GtkWidget *window = gtk_window_new ();
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  BsStoryModel *model = bs_story_model_new (session);

  gtk_css_provider_load_from_resource (provider, "/org/broadsheet/Broadsheet/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  *view = g_object_new (BS_TYPE_STORIES_VIEW, NULL);
  bs_stories_view_set_session (*view, session, model);
  gtk_window_set_default_size (GTK_WINDOW (window), 1400, 900);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (*view));

  return window;
}

int
main (int argc, char *argv[])
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (GFile) file = argc > 1 ? g_file_new_for_commandline_arg (argv[1]) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (BsSession) session = NULL;
  BsStoriesView *view;
  GtkWidget *window;
  Bench bench = { 0 };

  if (file == NULL)
    g_error ("usage: bench-typing FILE.broadsheet [KEYSTROKES] [PAUSE]");
  document = bs_document_load (environment, file, &error);
  if (document == NULL)
    g_error ("%s", error->message);

  if (!frames_begin ())
    g_error ("bench-typing needs a display");
  session = bs_session_new (environment, document);
  bs_session_set_story (session, lengthen_first_story (document));
  window = make_window (session, &view);
  gtk_window_present (GTK_WINDOW (window));

  bench.loop = g_main_loop_new (NULL, FALSE);
  bench.body = find_body (GTK_WIDGET (bs_stories_view_get_editor (view)));
  bench.inserted = g_array_new (FALSE, FALSE, sizeof (gint64));
  bench.painted = g_array_new (FALSE, FALSE, sizeof (gint64));
  bench.own = g_array_new (FALSE, FALSE, sizeof (gint64));
  bench.worked = g_array_new (FALSE, FALSE, sizeof (gint64));
  bench.left = argc > 2 ? (guint) atoi (argv[2]) : 400;
  bench.pause = argc > 3 ? (guint) atoi (argv[3]) : 100;
  g_timeout_add (4000, begin, &bench); /* until everything has been drawn and laid out once */
  g_main_loop_run (bench.loop);

  print_row ("insertion", bench.inserted);
  print_row ("key to painted frame", bench.painted);
  print_row ("but for the frame's beginning", bench.own);
  print_row ("of it, the main thread's work", bench.worked);

  return 0;
}
