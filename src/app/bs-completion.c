/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-completion.h"

#include "bs-config.h"

#include <string.h>

#define KEY "bs-completion"

typedef struct
{
  GtkWidget *entry; /* borrowed: it owns this */
  GtkWidget *popover;
  GtkListBox *list;
  BsCompletionFind find;
  BsCompletionTake take;
  gpointer data;
  gboolean quiet;
} Completion;

static void
fill (Completion *self, GPtrArray *words)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < words->len; i++)
    {
      GtkWidget *label = gtk_label_new (g_ptr_array_index (words, i));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_list_box_append (self->list, label);
    }
}

static gboolean
is_typed_in (Completion *self)
{
  return (gtk_widget_get_state_flags (self->entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* --- Where it stands --- */

/* What stands in something that scrolls may be out of sight. */
static gboolean
is_in_sight (GtkWidget *entry)
{
  for (GtkWidget *above = gtk_widget_get_parent (entry); above != NULL;
       above = gtk_widget_get_parent (above))
    {
      graphene_rect_t bounds;

      if ((GTK_IS_SCROLLED_WINDOW (above) || GTK_IS_ROOT (above))
          && (!gtk_widget_compute_bounds (entry, above, &bounds)
              || bounds.origin.y + bounds.size.height <= 0
              || bounds.origin.y >= (float) gtk_widget_get_height (above)))
        return FALSE;
    }

  return TRUE;
}

static void
scrolled (GtkWidget *entry)
{
  Completion *self = g_object_get_data (G_OBJECT (entry), KEY);

  if (self->popover != NULL && gtk_widget_get_visible (self->popover))
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* The words would hang beside another field, or beyond the screen, where GTK cannot place them. */
static void
watch_scrolling (GtkWidget *entry)
{
  for (GtkWidget *above = entry; above != NULL; above = gtk_widget_get_parent (above))
    if (GTK_IS_SCROLLED_WINDOW (above))
      {
        GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
          GTK_SCROLLED_WINDOW (above));

        g_signal_handlers_disconnect_by_func (adjustment, scrolled, entry);
        g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled), entry,
                                 G_CONNECT_SWAPPED);
      }
}

/* --- Words --- */

static void
text_changed (Completion *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GPtrArray) words = NULL;

  if (self->quiet || !is_typed_in (self) || !is_in_sight (self->entry))
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return;
    }

  words = self->find (text, self->data);
  if (words->len == 0)
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return;
    }
  fill (self, words);
  gtk_list_box_unselect_all (self->list);
  watch_scrolling (self->entry);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
take_row (Completion *self, GtkListBoxRow *row)
{
  g_autofree char *word = g_strdup (
    gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row))));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  self->quiet = TRUE;
  self->take (word, self->data);
  self->quiet = FALSE;
}

static void
row_activated (GtkListBox *list G_GNUC_UNUSED, GtkListBoxRow *row, Completion *self)
{
  take_row (self, row);
}

static void
move (Completion *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : (step > 0 ? 0 : -1);

  row = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  else if (index < 0)
    gtk_list_box_unselect_all (self->list);
}

static gboolean
key_pressed (GtkEventControllerKey *controller G_GNUC_UNUSED, guint key, guint code G_GNUC_UNUSED,
             GdkModifierType state G_GNUC_UNUSED, Completion *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  gboolean open = gtk_widget_get_visible (self->popover);

  if (key == GDK_KEY_Down && !open)
    {
      text_changed (self);
      return gtk_widget_get_visible (self->popover);
    }
  if (!open)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down || key == GDK_KEY_Up)
    {
      move (self, key == GDK_KEY_Down ? 1 : -1);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_Escape)
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return GDK_EVENT_STOP;
    }
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && row != NULL)
    {
      take_row (self, row);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
focus_left (Completion *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
entry_destroyed (Completion *self)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

static void
add_controllers (Completion *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left), self);
  gtk_widget_add_controller (self->entry, focus);
}

void
bs_completion_attach (GtkWidget *entry, BsCompletionFind find, BsCompletionTake take, gpointer data)
{
  Completion *self = g_new0 (Completion, 1);

  self->entry = entry;
  self->find = find;
  self->take = take;
  self->data = data;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "completion");
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated), self);
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->popover, entry);

  g_object_set_data_full (G_OBJECT (entry), KEY, self, g_free);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (text_changed), self);
  g_signal_connect_swapped (entry, "destroy", G_CALLBACK (entry_destroyed), self);
  add_controllers (self);
}

/* --- For finders --- */

typedef struct
{
  const char *word;
  guint times;
  gboolean begins;
} Candidate;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *first = a;
  const Candidate *second = b;

  if (first->begins != second->begins)
    return first->begins ? -1 : 1;
  if (first->times != second->times)
    return first->times > second->times ? -1 : 1;

  return strcmp (first->word, second->word);
}

GPtrArray *
bs_completion_choose (GHashTable *used, const char *text, guint n)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autofree char *typed = g_utf8_casefold (text, -1);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer word;
  gpointer times;

  g_hash_table_iter_init (&iter, used);
  while (g_hash_table_iter_next (&iter, &word, &times))
    {
      g_autofree char *folded = g_utf8_casefold (word, -1);
      Candidate candidate = { word, GPOINTER_TO_UINT (times), g_str_has_prefix (folded, typed) };

      if (strstr (folded, typed) != NULL && strcmp (folded, typed) != 0)
        g_array_append_val (candidates, candidate);
    }
  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len && i < n; i++)
    g_ptr_array_add (words, g_strdup (g_array_index (candidates, Candidate, i).word));

  return words;
}
