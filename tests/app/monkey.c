/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An editor without sense or rest: types, chooses, presses and undoes at random in the real window.
 * Nothing it does may make a warning, lose a keystroke to a crash, or not be undone.
 *
 * usage: monkey FOLDER SEED ROUNDS STEPS MINUTES [go-on]
 *
 * FOLDER has an issue "sample.broadsheet". Each round opens it in a window, does STEPS things, and
 * then looks: what the crash journal brings back is the document as it is, and undoing all is the
 * document as it was. The window is closed, and nothing may change the issue from then on. When
 * window and issue are gone, the memory that is still in use is counted: that of malloc, and what is
 * resident, which keeps holes as well and the pages of libraries and fonts. What is in use may not
 * grow by more than 20 MiB from the third round on. tools/monkey runs it in an X server, with a
 * mouse that is moved at random besides; MINUTES end it before ROUNDS do. With go-on what is found does
 * not end the run, but is counted, so that an hour tells all that there is.
 */

#include "gtk-own.h"
#include "monkey-judge.h"
#include "monkey-log.h"

#include "app/bs-application.h"
#include "app/bs-window.h"
#include "base/bs-file.h"
#include "model/bs-issue.h"

#include <glib/gstdio.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* For the issue to open, or the window to close. */
#define PATIENCE (120 * G_USEC_PER_SEC)

/* For what the threads hold of a window that has gone, on a machine that has much to do: what is held
 * for ever is there afterwards too. */
#define THREADS_END PATIENCE

/* Rounds after which all that is made once is made. */
#define SETTLED 3u

/* MiB of live heap, with no window open, that a run may leave behind. */
#define MAX_GROWTH 20.0

typedef struct
{
  GRand *rand;
  char *folder;
  char *path;
  char *original; /* the file as it was */
  char *start;    /* the issue as a save would write it */
  guint rounds;
  guint steps;
  guint round;
  guint step;
  guint done[8]; /* steps of each kind that did something */
  gboolean opening;
  gboolean closing;
  gint64 waiting_since; /* for the issue to open, or the window to close */
  gint64 closed_at;     /* when the last window went */
  gint64 end;           /* no round begins after it */
  double settled_heap;  /* MiB, after the first rounds, without Pango's fonts */
  double settled_resident;
  GWeakRef closed;        /* the issue of the round before */
  GWeakRef closed_window; /* and the window that showed it */
  GPtrArray *widgets;     /* Closed: what stood in the window */
  GPtrArray *windows;     /* Closed: all that were open since the round before */
  gboolean goes_on;       /* after a fault */
  guint faults;
  int status;
} Monkey;

static Monkey monkey;

/* --- Looking around --- */

typedef gboolean (*Wanted) (GtkWidget *widget);

/* What GTK's own windows hold is not looked into. */
static gboolean
is_ours (GtkWidget *window)
{
  const char *type = G_OBJECT_TYPE_NAME (window);

  return !g_str_has_prefix (type, "GtkFileChooser") && !g_str_has_prefix (type, "GtkPrint")
         && !g_str_has_prefix (type, "GtkPageSetup");
}

static void
gather (GtkWidget *widget, Wanted wanted, GPtrArray *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (gtk_widget_is_sensitive (widget) && wanted (widget))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gather (child, wanted, found);
}

/* A mapped, sensitive widget of any window; NULL if there is none. */
static GtkWidget *
find_any (Wanted wanted)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (is_ours (window))
        gather (window, wanted, found);
    }
  if (found->len == 0)
    return NULL;

  return g_ptr_array_index (found, (guint) g_rand_int_range (monkey.rand, 0, (gint32) found->len));
}

static BsWindow *
get_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (BS_IS_WINDOW (window))
        return BS_WINDOW (window);
    }

  return NULL;
}

static BsDocument *
get_document (void)
{
  BsWindow *window = get_window ();

  return window != NULL ? bs_window_get_document (window) : NULL;
}

static gboolean
is_text (GtkWidget *widget)
{
  return GTK_IS_TEXT_VIEW (widget) && gtk_text_view_get_editable (GTK_TEXT_VIEW (widget));
}

static gboolean
is_entry (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) && gtk_editable_get_editable (GTK_EDITABLE (widget));
}

static gboolean
leaves (const char *action)
{
  static const char *const leaving[] = {
    "app.quit",       "win.close",          "window.close",  "app.open",
    "app.new-window", "win.save-as",        "win.open-file", "win.save-over",
    "win.save",       "win.show-in-folder", "win.reload",    "app.open-sample"
  };

  for (guint i = 0; action != NULL && i < G_N_ELEMENTS (leaving); i++)
    if (g_str_equal (action, leaving[i]))
      return TRUE;

  return FALSE;
}

/* What is scrolled out of the window cannot be pressed there. */
static gboolean
is_in_window (GtkWidget *widget)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_native (widget));
  graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  graphene_rect_t bounds;

  if (window == NULL || !gtk_widget_compute_bounds (widget, window, &bounds))
    return FALSE;
  whole.size.width = (float) gtk_widget_get_width (window);
  whole.size.height = (float) gtk_widget_get_height (window);

  return graphene_rect_intersection (&whole, &bounds, NULL);
}

static gboolean
is_button (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) && is_in_window (widget)
         && gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL
         && !leaves (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)));
}

static gboolean
is_choice (GtkWidget *widget)
{
  return GTK_IS_LIST_VIEW (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_SPIN_BUTTON (widget)
         || GTK_IS_SWITCH (widget) || ADW_IS_COMBO_ROW (widget) || GTK_IS_FLOW_BOX (widget);
}

/* The @n-th of the actions that the program's own widget class brings: GTK's need targets, or would
 * close the window. */
static gboolean
query_action (GtkWidget *widget, guint n, const char **name, const GVariantType **type)
{
  GType owner;
  const char *property;

  if (!g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Bs"))
    return FALSE;

  return gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (widget), n, &owner, name, type,
                                        &property)
         && g_str_has_prefix (g_type_name (owner), "Bs");
}

static gboolean
has_actions (GtkWidget *widget)
{
  const char *name;
  const GVariantType *type;

  return query_action (widget, 0, &name, &type);
}

/* --- Doing --- */

static char *
dup_words (void)
{
  static const char *const words[] = { "江边",   "昨日",        "，",   "。",      "“",
                                       "”",      "的的",        "新桥", "3.5万人", "GDP ",
                                       "（记者", "甄有福）",    "\n",   "……",      "——",
                                       "A",      "👩‍🚒", "é",    "　",      "据介绍" };
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (monkey.rand, 1, 12); n > 0; n--)
    g_string_append (text, words[g_rand_int_range (monkey.rand, 0, G_N_ELEMENTS (words))]);

  return g_string_free (text, FALSE);
}

static gboolean
type_text (void)
{
  GtkWidget *view = find_any (is_text);
  g_autofree char *words = dup_words ();
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;
  int length;

  if (view == NULL)
    return FALSE;

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  length = gtk_text_buffer_get_char_count (buffer);
  gtk_text_buffer_get_iter_at_offset (buffer, &start,
                                      g_rand_int_range (monkey.rand, 0, length + 1));
  if (g_rand_boolean (monkey.rand) || length < 20)
    {
      gtk_text_buffer_insert_interactive (buffer, &start, words, -1, TRUE);
    }
  else
    {
      end = start;
      gtk_text_iter_forward_chars (&end, g_rand_int_range (monkey.rand, 1, 40));
      gtk_text_buffer_delete_interactive (buffer, &start, &end, TRUE);
    }

  return TRUE;
}

static gboolean
fill_entry (void)
{
  GtkWidget *entry = find_any (is_entry);
  g_autofree char *words = dup_words ();

  if (entry == NULL)
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (entry), g_rand_int (monkey.rand) % 3 == 0 ? "" : words);
  if (g_rand_boolean (monkey.rand))
    g_signal_emit_by_name (entry, "activate");

  return TRUE;
}

static gboolean
press (void)
{
  GtkWidget *button = find_any (is_button);

  if (button == NULL)
    return FALSE;

  g_signal_emit_by_name (button, "clicked");

  return TRUE;
}

static GtkWidget *
hold (GtkWidget *widget)
{
  return widget != NULL ? g_object_ref (widget) : NULL;
}

static gboolean
choose (void)
{
  /* As GTK holds what an event goes to: what is chosen may make new rows of all. */
  g_autoptr (GtkWidget) widget = hold (find_any (is_choice));
  guint chosen = (guint) g_rand_int_range (monkey.rand, 0, 40);

  if (widget == NULL)
    return FALSE;

  if (GTK_IS_LIST_VIEW (widget))
    {
      GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (widget));
      guint n = model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;

      if (n > 0)
        gtk_selection_model_select_item (model, chosen % n, g_rand_boolean (monkey.rand));
    }
  else if (GTK_IS_FLOW_BOX (widget))
    {
      GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (widget),
                                                                (int) chosen % 4);

      if (child != NULL)
        gtk_flow_box_select_child (GTK_FLOW_BOX (widget), child);
    }
  else if (GTK_IS_DROP_DOWN (widget))
    {
      GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (widget));
      guint n = model != NULL ? g_list_model_get_n_items (model) : 0;

      if (n > 0)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (widget), chosen % n);
    }
  else if (ADW_IS_COMBO_ROW (widget))
    {
      GListModel *model = adw_combo_row_get_model (ADW_COMBO_ROW (widget));
      guint n = model != NULL ? g_list_model_get_n_items (model) : 0;

      if (n > 0)
        adw_combo_row_set_selected (ADW_COMBO_ROW (widget), chosen % n);
    }
  else if (GTK_IS_SPIN_BUTTON (widget))
    {
      gtk_spin_button_spin (GTK_SPIN_BUTTON (widget),
                            chosen % 2 == 0 ? GTK_SPIN_STEP_FORWARD : GTK_SPIN_STEP_BACKWARD, 1);
    }
  else
    {
      gtk_switch_set_active (GTK_SWITCH (widget), !gtk_switch_get_active (GTK_SWITCH (widget)));
    }

  return TRUE;
}

/* An action of the window, with a target where it takes one that is known. */
static gboolean
act (void)
{
  static const char *const texts[] = { "body",  "subhead", "stories", "pages", "fit",
                                       "width", "100",     "A1",      "A2",    "s1" };
  GActionGroup *group = G_ACTION_GROUP (get_window ());
  g_auto (GStrv) names = g_action_group_list_actions (group);
  guint n = g_strv_length (names);
  const char *name = names[g_rand_int_range (monkey.rand, 0, (gint32) n)];
  g_autofree char *full = g_strconcat ("win.", name, NULL);
  const GVariantType *type = g_action_group_get_action_parameter_type (group, name);
  GVariant *target = NULL;

  if (leaves (full) || !g_action_group_get_action_enabled (group, name))
    return FALSE;
  if (type != NULL && !g_variant_type_equal (type, G_VARIANT_TYPE_STRING))
    return FALSE;
  if (type != NULL)
    target = g_variant_new_string (texts[g_rand_int_range (monkey.rand, 0, G_N_ELEMENTS (texts))]);
  g_action_group_activate_action (group, name, target);

  return TRUE;
}

/* An action that a widget brings itself: a canvas moves its box, a list deletes its rows. */
static gboolean
act_on_widget (void)
{
  GtkWidget *widget = find_any (has_actions);
  guint n = 0;
  const char *name;
  const GVariantType *type;

  if (widget == NULL)
    return FALSE;

  while (query_action (widget, n, &name, &type))
    n++;
  query_action (widget, (guint) g_rand_int_range (monkey.rand, 0, (gint32) n), &name, &type);
  if (type != NULL || leaves (name))
    return FALSE;
  gtk_widget_activate_action (widget, name, NULL);

  return TRUE;
}

static gboolean
undo_or_redo (void)
{
  BsDocument *document = get_document ();

  return g_rand_int (monkey.rand) % 3 == 0 ? bs_document_redo (document)
                                           : bs_document_undo (document);
}

static gboolean
close_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint closed = 0;

  for (guint i = g_list_model_get_n_items (windows); i-- > 0;)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != NULL && !BS_IS_WINDOW (window))
        {
          gtk_window_close (GTK_WINDOW (window));
          closed++;
        }
    }

  return closed > 0;
}

/* --- Judging --- */

/* The run cannot go on. */
static void
fail (const char *what)
{
  g_printerr ("monkey: round %u, step %u: %s\n", monkey.round, monkey.step, what);
  monkey_log_trap ();
  monkey.status = 1;
  g_application_quit (g_application_get_default ());
}

/* Whether the run goes on all the same. */
static gboolean
goes_on_after (const char *what)
{
  if (!monkey.goes_on)
    {
      fail (what);
      return FALSE;
    }

  g_printerr ("monkey: round %u, step %u: %s\n", monkey.round, monkey.step, what);
  monkey_log_trap ();
  monkey.faults++;

  return TRUE;
}

/* What malloc has given out and not got back, in MiB: mallinfo(3), of all arenas. */
static double
heap (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (double) (info.uordblks + info.hblkhd) / (1 << 20);
}

/* Resident, in MiB: proc(5), statm, in pages. */
static double
resident (void)
{
  g_autofree char *statm = NULL;
  unsigned long pages = 0;

  malloc_trim (0);
  if (g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL))
    sscanf (statm, "%*u %lu", &pages);

  return (double) pages * (double) sysconf (_SC_PAGESIZE) / (1 << 20);
}

/* Cairo keeps up to 256 fonts that nobody uses any longer, with the pictures of their glyphs
 * (cairo-scaled-font.c, CAIRO_SCALED_FONT_MAX_HOLDOVERS). As many new ones drive them out. */
static void
drive_out_fonts (void)
{
  cairo_font_face_t *face = cairo_toy_font_face_create ("monospace", CAIRO_FONT_SLANT_NORMAL,
                                                        CAIRO_FONT_WEIGHT_NORMAL);
  cairo_font_options_t *options = cairo_font_options_create ();

  for (guint i = 0; i < 300; i++)
    {
      cairo_matrix_t size;
      cairo_matrix_t plain;

      cairo_matrix_init_identity (&plain);
      cairo_matrix_init_scale (&size, 100 + i, 100 + i);
      cairo_scaled_font_destroy (cairo_scaled_font_create (face, &size, &plain, options));
    }
  cairo_font_options_destroy (options);
  cairo_font_face_destroy (face);
}

/* What the program gives back where the system asks for it: for the next export, 24 MiB of fonts and pages
 * and 96 MiB of pictures at most, which fill as more is exported. Returns MiB. */
static double
ask_for_memory (void)
{
  g_autoptr (GMemoryMonitor) monitor = g_memory_monitor_dup_default ();
  double before = heap ();

  g_signal_emit_by_name (monitor, "low-memory-warning", G_MEMORY_MONITOR_WARNING_LEVEL_LOW);

  return before - heap ();
}

/* Pango keeps up to 256 sets of fonts, some hundred KiB each where a character was in none of them, and
 * Cairo the glyphs of all. Those are caches with a bound, which fill as more of the windows are seen;
 * they are told apart from what nothing bounds. Returns MiB. */
static double
drop_fonts (void)
{
  double before = heap ();

  pango_fc_font_map_cache_clear (PANGO_FC_FONT_MAP (pango_cairo_font_map_get_default ()));
  drive_out_fonts ();

  return before - heap ();
}

static void
begin_round (void)
{
  g_autoptr (GFile) file = g_file_new_for_path (monkey.path);

  g_file_set_contents (monkey.path, monkey.original, -1, NULL);
  monkey.opening = TRUE;
  monkey.waiting_since = g_get_monotonic_time ();
  monkey.step = 0;
  g_application_open (g_application_get_default (), &file, 1, "");
}

typedef struct
{
  GWeakRef widget;
  const char *type;
  const char *parent; /* types of what it stood in */
  const char *above;
} Closed;

static void
closed_free (gpointer data)
{
  Closed *closed = data;

  g_weak_ref_clear (&closed->widget);
  g_free (closed);
}

static void
remember_one (GtkWidget *widget, GPtrArray *widgets)
{
  Closed *closed = g_new0 (Closed, 1);

  g_weak_ref_init (&closed->widget, widget);
  closed->type = G_OBJECT_TYPE_NAME (widget);
  closed->parent = closed->above = "";
  if (gtk_widget_get_parent (widget) != NULL)
    {
      GtkWidget *parent = gtk_widget_get_parent (widget);

      closed->parent = G_OBJECT_TYPE_NAME (parent);
      if (gtk_widget_get_parent (parent) != NULL)
        closed->above = G_OBJECT_TYPE_NAME (gtk_widget_get_parent (parent));
    }
  g_ptr_array_add (widgets, closed);
}

/* All that stands in @widget. */
static void
remember (GtkWidget *widget, GPtrArray *widgets)
{
  remember_one (widget, widgets);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    remember (child, widgets);
}

/* What changes an issue as its window closes would be found unsaved by whoever opens it next. */
static void
changed_late (void)
{
  goes_on_after ("the issue changes as it is closed");
}

static void
end_round (BsDocument *document)
{
  g_autoptr (BsDocument) kept = g_object_ref (document);

  if (!monkey_journal_agrees (monkey.folder, monkey.path, document)
      && !goes_on_after ("the journal brings back another document"))
    return;
  if (!monkey_undo_restores (monkey.folder, monkey.start, document)
      && !goes_on_after ("undoing all leaves another document"))
    return;

  monkey.closing = TRUE;
  monkey.closed_at = 0;
  monkey.waiting_since = g_get_monotonic_time ();
  g_weak_ref_set (&monkey.closed, document);
  g_weak_ref_set (&monkey.closed_window, get_window ());
  g_clear_pointer (&monkey.widgets, g_ptr_array_unref);
  monkey.widgets = g_ptr_array_new_with_free_func (closed_free);
  remember (GTK_WIDGET (get_window ()), monkey.widgets);
  gtk_window_close (GTK_WINDOW (get_window ()));
  if (get_window () == NULL)
    g_signal_connect (document, "changed", changed_late, NULL);
}

/* What is left may be so because it stands in something that is. */
static void
print_above (GtkWidget *widget)
{
  while ((widget = gtk_widget_get_parent (widget)) != NULL)
    g_print ("monkey:   in a %s.%s, held %u times\n", G_OBJECT_TYPE_NAME (widget),
             gtk_widget_get_css_name (widget), G_OBJECT (widget)->ref_count);
}

/* Somebody holds on to a part of the window. */
static guint
count_survivors (gboolean print)
{
  guint n = 0;

  for (guint i = 0; i < monkey.widgets->len; i++)
    {
      Closed *closed = g_ptr_array_index (monkey.widgets, i);
      g_autoptr (GObject) widget = g_weak_ref_get (&closed->widget);

      /* GTK 4.8 keeps the menus of menu buttons. */
      if (widget == NULL || !g_str_has_prefix (closed->type, "Bs"))
        continue;
      n++;
      if (!print)
        continue;
      g_print ("monkey: a %s of a %s in a %s is left, held %u times\n", closed->type,
               closed->parent, closed->above, widget->ref_count - 1);
      print_above (GTK_WIDGET (widget));
    }

  return n;
}

static void
judge_growth (double now_resident)
{
  double given = ask_for_memory ();
  double fonts = drop_fonts ();
  double grown = heap () - monkey.settled_heap;

  g_print (
    "grown since round %u: heap by %.1f MiB, not counting %.1f MiB of fonts that are kept and "
    "%.1f MiB that were given back; resident by %.1f MiB\n",
    SETTLED, grown, fonts, given, now_resident - monkey.settled_resident);
  if (grown > MAX_GROWTH)
    fail ("memory is not given back");
}

/* Between two rounds, with no window open, the program holds what it will always hold. */
static void
look_at_nothing (void)
{
  double total = resident ();
  double live = heap ();

  if (count_survivors (TRUE) > 0 && !goes_on_after ("parts of the closed window are still there"))
    return;
  monkey.round++;
  g_print ("round %u: heap %.1f MiB, resident %.0f MiB; typed %u, filled %u, pressed %u, chose %u, "
           "acted %u and %u, undid %u, closed %u\n",
           monkey.round, live, total, monkey.done[0], monkey.done[1], monkey.done[2],
           monkey.done[3], monkey.done[4], monkey.done[5], monkey.done[6], monkey.done[7]);
  if (monkey.round == SETTLED)
    {
      ask_for_memory ();
      drop_fonts ();
      monkey.settled_heap = heap ();
      monkey.settled_resident = total;
    }
  if (monkey.round >= monkey.rounds || g_get_monotonic_time () > monkey.end)
    {
      if (monkey.round > SETTLED)
        judge_growth (total);
      g_application_quit (g_application_get_default ());
      return;
    }
  monkey.closing = FALSE;
  g_ptr_array_set_size (monkey.windows, 0);
  begin_round ();
}

static void
windows_changed (GListModel *windows, guint position, guint n_removed G_GNUC_UNUSED, guint n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      remember_one (window, monkey.windows);
    }
}

/* What is open, and what is closed and yet there: it may hold the issue. */
static void
print_windows (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < monkey.windows->len; i++)
    {
      Closed *closed = g_ptr_array_index (monkey.windows, i);
      g_autoptr (GObject) window = g_weak_ref_get (&closed->widget);

      if (window != NULL)
        g_printerr ("monkey: there is a %s, held %u times\n", closed->type, window->ref_count - 1);
    }

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      g_printerr ("monkey: open is %s “%s”\n", G_OBJECT_TYPE_NAME (window),
                  gtk_window_get_title (window));
    }
}

static gboolean
is_patient (void)
{
  return g_get_monotonic_time () - monkey.waiting_since < PATIENCE;
}

static void
print_what_waits (void)
{
  print_windows ();
  if (monkey.closing)
    count_survivors (TRUE);
  if (get_document () != NULL)
    g_printerr ("monkey: recovered %u, the last change is “%s”\n",
                bs_document_get_recovered (get_document ()),
                bs_document_get_undo_label (get_document ()));
}

/* What was saved in between, or came of a job since, is not to be kept. */
static void
close_all (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i-- > 0;)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window)
          && adw_message_dialog_has_response (ADW_MESSAGE_DIALOG (window), "alternative"))
        {
          adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), "alternative");
          gtk_window_destroy (GTK_WINDOW (window));
        }
      else if (window != NULL)
        gtk_window_close (GTK_WINDOW (window));
    }
}

static gboolean
is_gone (GWeakRef *reference)
{
  g_autoptr (GObject) object = g_weak_ref_get (reference);

  return object == NULL;
}

/* The threads may still be at what the window had asked for. */
static void
wait_for_closing (void)
{
  guint open;

  close_all ();
  open = g_list_model_get_n_items (gtk_window_get_toplevels ());
  if (open > 0 || !is_gone (&monkey.closed_window) || !is_gone (&monkey.closed))
    {
      monkey.closed_at = 0;
      if (is_patient ())
        return;
      print_what_waits ();
      if (open > 0)
        fail ("a window does not close");
      else if (goes_on_after (is_gone (&monkey.closed_window) ? "the closed issue does not go"
                                                              : "the closed window does not go"))
        look_at_nothing ();
    }
  else if (monkey.closed_at == 0)
    monkey.closed_at = g_get_monotonic_time ();
  else if (g_get_monotonic_time () - monkey.closed_at > G_USEC_PER_SEC
           && (count_survivors (FALSE) == 0
               || g_get_monotonic_time () - monkey.closed_at > THREADS_END))
    look_at_nothing ();
}

static void
do_something (void)
{
  static const struct
  {
    gboolean (*what) (void);
    guint weight;
  } kinds[] = {
    { type_text, 30 }, { fill_entry, 6 },     { press, 12 },        { choose, 12 },
    { act, 14 },       { act_on_widget, 10 }, { undo_or_redo, 12 }, { close_dialog, 4 }
  };
  guint chosen = (guint) g_rand_int_range (monkey.rand, 0, 100);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (chosen < kinds[i].weight)
        {
          monkey_log_begin (monkey.round, monkey.step);
          if (kinds[i].what ())
            monkey.done[i]++;
          monkey_log_end ();
          return;
        }
      chosen -= kinds[i].weight;
    }
}

static void
go_on (void)
{
  BsWindow *window = get_window ();
  BsDocument *document = get_document ();

  if (monkey.closing)
    {
      wait_for_closing ();
      return;
    }
  /* A mouse may be quicker than the first step. */
  if (monkey.opening && document != NULL && g_getenv ("MONKEY_MOUSE") != NULL)
    monkey_undo_all (document);
  if (monkey.opening && (document == NULL || bs_document_get_modified (document)))
    {
      if (is_patient ())
        return;
      print_what_waits ();
      fail (document == NULL ? "the issue does not open" : "the issue is changed as it opens");
      return;
    }
  if (document == NULL)
    {
      fail (window == NULL ? "the window is gone" : "the issue is gone");
      return;
    }
  if (monkey.opening)
    {
      monkey.opening = FALSE;
      g_free (monkey.start);
      monkey.start = monkey_text_of (document);
    }

  if (monkey.step++ < monkey.steps)
    {
      do_something ();
      return;
    }
  close_dialog ();
  end_round (document);
}

/* Half of what is done comes before the program has drawn what the last did, as keys that are held
 * down do; the rest when it is idle. */
static gboolean
tick (gpointer data G_GNUC_UNUSED)
{
  go_on ();
  g_timeout_add_full (g_rand_boolean (monkey.rand) ? G_PRIORITY_DEFAULT : G_PRIORITY_DEFAULT_IDLE,
                      2, tick, NULL, NULL);

  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  g_autoptr (BsApplication) application = NULL;
  char *arguments[3];

  if (argc < 6)
    {
      g_printerr ("usage: monkey FOLDER SEED ROUNDS STEPS MINUTES [go-on]\n");
      return 2;
    }
  monkey.folder = argv[1];
  monkey.rand = g_rand_new_with_seed ((guint32) strtoul (argv[2], NULL, 10));
  monkey.rounds = (guint) strtoul (argv[3], NULL, 10);
  monkey.steps = (guint) strtoul (argv[4], NULL, 10);
  monkey.end = g_get_monotonic_time () + (gint64) strtoul (argv[5], NULL, 10) * 60 * G_USEC_PER_SEC;
  monkey.path = g_build_filename (monkey.folder, "sample.broadsheet", NULL);
  if (!g_file_get_contents (monkey.path, &monkey.original, NULL, NULL))
    {
      g_printerr ("monkey: %s cannot be read\n", monkey.path);
      return 2;
    }

  monkey.goes_on = argc > 6;
  monkey_log_start (monkey.goes_on);
  monkey.windows = g_ptr_array_new_with_free_func (closed_free);
  application = bs_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           g_application_get_flags (G_APPLICATION (application))
                             | G_APPLICATION_NON_UNIQUE);
  arguments[0] = argv[0];
  arguments[1] = monkey.path;
  arguments[2] = NULL;
  monkey.opening = TRUE;
  monkey.waiting_since = g_get_monotonic_time ();
  g_application_hold (G_APPLICATION (application));
  gtk_init ();
  g_signal_connect (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (windows_changed),
                    NULL);
  g_timeout_add (2, tick, NULL);
  g_application_run (G_APPLICATION (application), 2, arguments);
  gtk_own_print ();
  monkey.faults += monkey_log_count ();
  if (monkey.faults > 0)
    {
      g_print ("faults: %u\n", monkey.faults);
      monkey.status = 1;
    }

  g_rand_free (monkey.rand);

  return monkey.status;
}
