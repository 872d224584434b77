/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list through slots shows what the list below it shows, whatever comes and goes there; rows stay
 * where very much changes at once, and move with their items where little does.
 */

#include "app/bs-slot-selection.h"

#define N_WORDS 400
#define N_ROUNDS 400

typedef struct
{
  GListStore *words;
  GtkStringFilter *filter;
  GtkMultiSelection *below;
  BsSlotSelection *slots;
  GPtrArray *rows; /* slots as a list view has them: one for each that it was told of */
  guint n_exchanged;
} Fixture;

static void
slot_changed (Fixture *fixture)
{
  fixture->n_exchanged++;
}

static void
rows_changed (Fixture *fixture, guint position, guint removed, guint added)
{
  for (guint i = 0; i < removed; i++)
    g_signal_handlers_disconnect_by_data (fixture->rows->pdata[position + i], fixture);
  if (removed > 0)
    g_ptr_array_remove_range (fixture->rows, position, removed);
  for (guint i = 0; i < added; i++)
    {
      BsSlot *slot = g_list_model_get_item (G_LIST_MODEL (fixture->slots), position + i);

      g_signal_connect_swapped (slot, "changed", G_CALLBACK (slot_changed), fixture);
      g_ptr_array_insert (fixture->rows, (int) (position + i), slot);
    }
}

static GtkStringObject *
new_word (guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  return gtk_string_object_new (text);
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkFilterListModel *filtered;

  fixture->words = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  for (guint i = 0; i < N_WORDS; i++)
    {
      g_autoptr (GtkStringObject) word = new_word (i);

      g_list_store_append (fixture->words, word);
    }
  fixture->filter = gtk_string_filter_new (
    gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (fixture->words)),
                                        GTK_FILTER (g_object_ref (fixture->filter)));
  fixture->below = gtk_multi_selection_new (G_LIST_MODEL (filtered));
  fixture->slots = bs_slot_selection_new (GTK_SELECTION_MODEL (fixture->below));
  fixture->rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect_swapped (fixture->slots, "items-changed", G_CALLBACK (rows_changed), fixture);
  rows_changed (fixture, 0, 0, N_WORDS);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < fixture->rows->len; i++)
    g_signal_handlers_disconnect_by_data (fixture->rows->pdata[i], fixture);
  g_ptr_array_unref (fixture->rows);
  g_assert_finalize_object (fixture->slots);
  g_object_unref (fixture->below);
  g_object_unref (fixture->filter);
  g_object_unref (fixture->words);
}

static void
assert_rows_show_what_is_below (Fixture *fixture)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->below));

  g_assert_cmpuint (fixture->rows->len, ==, n);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->slots)), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (fixture->below), i);

      g_assert_true (bs_slot_get_item (fixture->rows->pdata[i]) == (gpointer) item);
    }
}

static void
test_rows_stay_while_a_search_is_typed (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  BsSlot *first = fixture->rows->pdata[0];

  gtk_string_filter_set_search (fixture->filter, "1");
  assert_rows_show_what_is_below (fixture);
  g_assert_true (fixture->rows->pdata[0] == (gpointer) first);
  g_assert_cmpuint (fixture->n_exchanged, >, 0);

  gtk_string_filter_set_search (fixture->filter, "");
  assert_rows_show_what_is_below (fixture);
  g_assert_true (fixture->rows->pdata[0] == (gpointer) first);
}

static void
test_rows_move_with_a_story_that_comes (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  BsSlot *tenth = fixture->rows->pdata[10];
  g_autoptr (GtkStringObject) word = new_word (N_WORDS);

  g_list_store_insert (fixture->words, 3, word);
  assert_rows_show_what_is_below (fixture);
  g_assert_true (fixture->rows->pdata[11] == (gpointer) tenth);

  g_list_store_remove (fixture->words, 3);
  assert_rows_show_what_is_below (fixture);
  g_assert_true (fixture->rows->pdata[10] == (gpointer) tenth);
  g_assert_cmpuint (fixture->n_exchanged, ==, 0);
}

static void
test_rows_move_with_stories_that_change_places (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  BsSlot *third = fixture->rows->pdata[3];
  g_autoptr (GObject) three = g_list_model_get_item (G_LIST_MODEL (fixture->words), 3);
  g_autoptr (GObject) four = g_list_model_get_item (G_LIST_MODEL (fixture->words), 4);
  gpointer places[] = { four, three };

  g_list_store_splice (fixture->words, 3, 2, places, 2);
  assert_rows_show_what_is_below (fixture);
  g_assert_true (fixture->rows->pdata[4] == (gpointer) third);
}

static void
test_what_is_chosen_is_chosen_below (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkSelectionModel *slots = GTK_SELECTION_MODEL (fixture->slots);
  GtkSelectionModel *below = GTK_SELECTION_MODEL (fixture->below);

  gtk_selection_model_select_item (slots, 5, TRUE);
  gtk_selection_model_select_range (slots, 7, 2, FALSE);
  for (guint i = 0; i < N_WORDS; i++)
    {
      g_assert_cmpint (gtk_selection_model_is_selected (below, i), ==, i == 5 || i == 7 || i == 8);
      g_assert_cmpint (gtk_selection_model_is_selected (slots, i), ==,
                       gtk_selection_model_is_selected (below, i));
    }
  gtk_selection_model_unselect_item (slots, 5);
  g_assert_false (gtk_selection_model_is_selected (below, 5));
}

/* What nobody shows is made when it is asked for, and is right then. */
static void
test_rows_out_of_view_are_right_when_they_come_into_it (Fixture *fixture,
                                                        gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 100; i < N_WORDS; i++)
    g_signal_handlers_disconnect_by_data (fixture->rows->pdata[i], fixture);
  g_ptr_array_set_size (fixture->rows, 100);
  g_signal_handlers_disconnect_by_data (fixture->slots, fixture);

  g_list_store_remove_all (fixture->words);
  for (guint i = 0; i < N_WORDS; i++)
    {
      g_autoptr (GtkStringObject) word = new_word (N_WORDS - i);

      g_list_store_append (fixture->words, word);
    }
  for (guint i = 0; i < N_WORDS; i++)
    {
      g_autoptr (BsSlot) slot = g_list_model_get_item (G_LIST_MODEL (fixture->slots), i);
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (fixture->below), i);

      g_assert_true (bs_slot_get_item (slot) == (gpointer) item);
    }
}

static void
test_whatever_changes_it_is_shown (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const searches[] = { "", "1", "12", "3", "99", "x", "2" };

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->words));
      guint place = (guint) g_test_rand_int_range (0, (int) n + 1);
      guint removed = (guint) g_test_rand_int_range (0, (int) MIN (60, n - place) + 1);
      guint added = (guint) g_test_rand_int_range (0, 60);
      g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < added; i++)
        g_ptr_array_add (words, new_word ((guint) g_test_rand_int_range (0, 2000)));
      g_list_store_splice (fixture->words, place, removed, words->pdata, added);
      assert_rows_show_what_is_below (fixture);
      gtk_string_filter_set_search (
        fixture->filter, searches[g_test_rand_int_range (0, (int) G_N_ELEMENTS (searches))]);
      assert_rows_show_what_is_below (fixture);
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/slot-selection/rows-stay-while-a-search-is-typed", test_rows_stay_while_a_search_is_typed);
  ADD ("/slot-selection/rows-move-with-a-story-that-comes", test_rows_move_with_a_story_that_comes);
  ADD ("/slot-selection/rows-move-with-stories-that-change-places",
       test_rows_move_with_stories_that_change_places);
  ADD ("/slot-selection/what-is-chosen-is-chosen-below", test_what_is_chosen_is_chosen_below);
  ADD ("/slot-selection/rows-out-of-view-are-right-when-they-come-into-it",
       test_rows_out_of_view_are_right_when_they_come_into_it);
  ADD ("/slot-selection/whatever-changes-it-is-shown", test_whatever_changes_it_is_shown);

  return g_test_run ();
}
