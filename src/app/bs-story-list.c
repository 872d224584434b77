/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-list.h"

#include "bs-config.h"
#include "bs-drag.h"
#include "bs-drawn-list.h"
#include "bs-filter-bar.h"
#include "bs-menus.h"
#include "bs-story-order.h"
#include "bs-story-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A change of a story may change its place in the list, but not while it is typed. */
#define REFRESH_DELAY 400 /* milliseconds */

/* Stories made ready for searching in one idle moment: about a millisecond. */
#define PREPARED_AT_ONCE 200

struct _BsStoryList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  BsFilterBar *bar;
  GtkStack *stack;
  GtkListView *view;
  GtkWidget *menu;

  BsSession *session;
  BsStoryModel *model;
  BsStoryActions *actions;
  BsStoryFilter *filter;
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  GtkMultiSelection *selection;
  gboolean unplaced_only;
  gboolean show_search;
  guint follow_source;
  guint refresh_source;
  guint prepare_source;
  guint n_prepared;
  guint n_selected;
  guint place; /* of the last story that was chosen alone */
  gboolean keep_chosen;
  gboolean choosing;   /* what nobody asked for: the list stays where it is */
  gboolean following;  /* the session's choice is being shown */
  gboolean refreshing; /* nobody asked for another list */
  gboolean scroll;     /* to the chosen story, else to the top */
};

G_DEFINE_FINAL_TYPE (BsStoryList, bs_story_list, GTK_TYPE_WIDGET)

enum
{
  PROP_UNPLACED_ONLY = 1,
  PROP_SHOW_SEARCH,
  PROP_N_SHOWN,
  PROP_N_SELECTED,
  N_PROPS
};

enum
{
  EDIT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
show_state (BsStoryList *self)
{
  guint shown = bs_story_list_get_n_shown (self);
  guint all = self->model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;

  gtk_stack_set_visible_child_name (self->stack, shown > 0                         ? "list"
                                                 : all > 0 && !self->unplaced_only ? "nothing-found"
                                                 : all > 0                         ? "all-placed"
                                                                                   : "empty");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SHOWN]);
}

static void
leave_search (BsStoryList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
clear_filters (BsStoryList *self)
{
  bs_filter_bar_clear (self->bar);
  bs_filter_bar_find (self->bar);
}

static void
order_changed (BsStoryList *self)
{
  g_autoptr (GtkSorter) sorter = self->show_search
                                   ? bs_story_order_new (bs_filter_bar_get_order (self->bar))
                                   : NULL;

  self->scroll = TRUE;
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
}

/* --- Selection --- */

static BsStoryItem *
get_item (BsStoryList *self, guint position)
{
  g_autoptr (BsStoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  return item; /* the model holds it */
}

GPtrArray *
bs_story_list_get_selected (BsStoryList *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) set = NULL;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (BS_IS_STORY_LIST (self), items);

  set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  if (gtk_bitset_iter_init_first (&iter, set, &position))
    do
      g_ptr_array_add (items, g_object_ref (get_item (self, position)));
    while (gtk_bitset_iter_next (&iter, &position));

  return items;
}

char **
bs_story_list_dup_selected (BsStoryList *self)
{
  g_autoptr (GPtrArray) items = bs_story_list_get_selected (self);
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (ids, g_strdup (bs_story_item_get_id (g_ptr_array_index (items, i))));
  g_ptr_array_add (ids, NULL);

  return (char **) g_ptr_array_free (ids, FALSE);
}

static char **
dup_chosen (gpointer data)
{
  return bs_story_list_dup_selected (data);
}

static void
update_selected (BsStoryList *self)
{
  g_autoptr (GtkBitset) set = gtk_selection_model_get_selection (
    GTK_SELECTION_MODEL (self->selection));
  guint n = (guint) gtk_bitset_get_size (set);

  bs_story_actions_update (self->actions);
  if (n == self->n_selected && n < 2)
    return;
  /* Among several, others may be meant though they are as many. */
  self->n_selected = n;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

static void
selection_changed (BsStoryList *self)
{
  if (!self->following && self->session != NULL)
    {
      g_autoptr (GtkBitset) set = gtk_selection_model_get_selection (
        GTK_SELECTION_MODEL (self->selection));

      if (gtk_bitset_get_size (set) == 1)
        {
          self->place = gtk_bitset_get_minimum (set);
          bs_session_set_story (self->session, bs_story_item_get_id (get_item (self, self->place)));
        }
    }
  update_selected (self);
}

static guint
find_position (BsStoryList *self, const char *story)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint place = 0;

  if (bs_story_model_find (self->model, story, &place) == NULL)
    return GTK_INVALID_LIST_POSITION;
  /* Where nothing is filtered or sorted it is where it is in the issue. */
  if (place < n && strcmp (bs_story_item_get_id (get_item (self, place)), story) == 0)
    return place;
  for (guint i = 0; i < n; i++)
    if (strcmp (bs_story_item_get_id (get_item (self, i)), story) == 0)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

/* Where the chosen story is gone, its neighbour takes its place, and at first the first. */
static void
choose_one (BsStoryList *self)
{
  guint n = bs_story_list_get_n_shown (self);

  if (!self->keep_chosen || self->session == NULL || n == 0
      || bs_session_get_story (self->session) != NULL)
    return;

  self->choosing = TRUE;
  bs_session_set_story (self->session,
                        bs_story_item_get_id (get_item (self, MIN (self->place, n - 1))));
  self->choosing = FALSE;
}

static void
follow_session (BsStoryList *self)
{
  const char *story = self->session != NULL ? bs_session_get_story (self->session) : NULL;
  guint position = story != NULL ? find_position (self, story) : GTK_INVALID_LIST_POSITION;
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  g_autoptr (GtkBitset) set = gtk_selection_model_get_selection (selection);
  guint n = (guint) gtk_bitset_get_size (set);

  if (position == GTK_INVALID_LIST_POSITION
        ? n == 0
        : n == 1 && gtk_selection_model_is_selected (selection, position))
    return;

  self->following = TRUE;
  if (position == GTK_INVALID_LIST_POSITION)
    gtk_selection_model_unselect_all (selection);
  else
    gtk_selection_model_select_item (selection, position, TRUE);
  self->following = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    self->place = position;
  if (position != GTK_INVALID_LIST_POSITION && !self->choosing
      && gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

/* The list keeps a row where it is; who asked for others wants to see the first of them. */
static void
scroll_to_choice (BsStoryList *self)
{
  g_autoptr (GtkBitset) set = gtk_selection_model_get_selection (
    GTK_SELECTION_MODEL (self->selection));
  guint position = gtk_bitset_is_empty (set) ? 0 : gtk_bitset_get_minimum (set);

  self->scroll = FALSE;
  if (bs_story_list_get_n_shown (self) > 0 && gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

static gboolean
scroll_when_idle (gpointer data)
{
  BsStoryList *self = data;

  if (self->session != NULL)
    scroll_to_choice (self);

  return G_SOURCE_REMOVE;
}

/* What was chosen while nobody saw the list is looked for in it first; its size is not known yet. */
static void
view_mapped (BsStoryList *self)
{
  g_idle_add_full (G_PRIORITY_LOW, scroll_when_idle, g_object_ref (self), g_object_unref);
}

static void
filter_changed (BsStoryList *self)
{
  if (!self->refreshing)
    self->scroll = TRUE;
}

static gboolean
follow_later (gpointer data)
{
  BsStoryList *self = data;

  self->follow_source = 0;
  show_state (self);
  /* Several that are selected are the user's. */
  if (self->n_selected < 2)
    {
      choose_one (self);
      follow_session (self);
    }
  update_selected (self);
  if (self->scroll)
    scroll_to_choice (self);

  return G_SOURCE_REMOVE;
}

static void
schedule_following (BsStoryList *self)
{
  if (self->follow_source == 0)
    self->follow_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, follow_later, self, NULL);
}

/* The view hears of it after us, and does not bear a new selection before it has. */
static void
items_changed (BsStoryList *self)
{
  bs_drawn_list_moved (self->view);
  schedule_following (self);
}

/* A story that was removed may still be in the list. */
static void
story_changed (BsStoryList *self)
{
  follow_session (self);
  if (self->keep_chosen && bs_session_get_story (self->session) == NULL)
    schedule_following (self);
}

/* --- Keeping up with the document --- */

static gboolean
refresh (gpointer data)
{
  BsStoryList *self = data;
  GtkSorter *sorter = gtk_sort_list_model_get_sorter (self->sorted);

  self->refresh_source = 0;
  self->refreshing = TRUE;
  if (self->unplaced_only || !bs_story_filter_is_empty (self->filter))
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (sorter != NULL)
    gtk_sorter_changed (sorter, GTK_SORTER_CHANGE_DIFFERENT);
  self->refreshing = FALSE;

  return G_SOURCE_REMOVE;
}

static gboolean
prepare (gpointer data)
{
  BsStoryList *self = data;
  guint n = self->model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;

  for (guint i = 0; i < PREPARED_AT_ONCE && self->n_prepared < n; i++, self->n_prepared++)
    {
      g_autoptr (BsStoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->model),
                                                            self->n_prepared);

      bs_story_item_prepare (item);
    }
  if (self->n_prepared < n)
    return G_SOURCE_CONTINUE;
  self->prepare_source = 0;

  return G_SOURCE_REMOVE;
}

static void
document_changed (BsStoryList *self)
{
  bs_story_actions_update (self->actions);
  if (self->n_selected > 1)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
  if (bs_story_filter_is_empty (self->filter)
      && gtk_sort_list_model_get_sorter (self->sorted) == NULL)
    return;
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  self->refresh_source = g_timeout_add (REFRESH_DELAY, refresh, self);
}

/* A story that was given a place leaves the list of those without. */
static void
page_updated (BsStoryList *self)
{
  if (self->unplaced_only && self->refresh_source == 0)
    self->refresh_source = g_idle_add (refresh, self);
}

/* --- Rows --- */

/* One pair of controllers for all rows, which come and go by hundreds as one types a search. */
static GdkContentProvider *
prepare_drag (GtkDragSource *source, double x, double y, BsStoryList *self)
{
  BsDrawnRow *widget = bs_drawn_list_find (self->view, x, y);
  GtkListItem *row = widget != NULL ? bs_drawn_row_get_list_item (widget) : NULL;
  BsStoryItem *item = row != NULL ? bs_drawn_row_get_item (widget) : NULL;
  g_autoptr (GPtrArray) refs = g_ptr_array_new ();
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GdkPaintable) icon = NULL;
  g_autoptr (BsDrag) drag = NULL;

  if (self->session == NULL || item == NULL)
    return NULL;

  g_ptr_array_add (refs, (gpointer) bs_story_item_get_id (item));
  items = bs_story_list_get_selected (self);
  for (guint i = 0; gtk_list_item_get_selected (row) && i < items->len; i++)
    if (g_ptr_array_index (items, i) != item)
      g_ptr_array_add (refs, (gpointer) bs_story_item_get_id (g_ptr_array_index (items, i)));
  g_ptr_array_add (refs, NULL);
  drag = bs_drag_new (self->session, (const char *const *) refs->pdata);
  icon = gtk_widget_paintable_new (GTK_WIDGET (widget));
  gtk_drag_source_set_icon (source, icon, 12, 12);

  return gdk_content_provider_new_typed (BS_TYPE_DRAG, drag);
}

static void
popup_menu (BsStoryList *self, const GdkRectangle *where)
{
  g_autoptr (GMenuModel) model = NULL;

  if (self->session == NULL || self->n_selected == 0)
    return;

  model = bs_story_actions_build_menu (self->actions);
  bs_menus_set_own (self->menu, model);
  bs_menus_pop_up (GTK_POPOVER (self->menu), where);
}

static void
row_pressed (GtkGestureClick *gesture, int n_press G_GNUC_UNUSED, double x, double y,
             BsStoryList *self)
{
  BsDrawnRow *widget = bs_drawn_list_find (self->view, x, y);
  GtkListItem *row = widget != NULL ? bs_drawn_row_get_list_item (widget) : NULL;
  double list_x, list_y;

  if (row == NULL)
    return;
  if (!gtk_list_item_get_selected (row))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection),
                                     gtk_list_item_get_position (row), TRUE);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->view), GTK_WIDGET (self), x, y, &list_x,
                                    &list_y);
  popup_menu (self, &(GdkRectangle){ (int) list_x, (int) list_y, 1, 1 });
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* By the keyboard: at the row that has the focus. */
static void
open_menu (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  BsStoryList *self = BS_STORY_LIST (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t bounds;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view))
      || !gtk_widget_compute_bounds (focus, widget, &bounds))
    bounds = GRAPHENE_RECT_INIT (40, 80, 1, 1);
  popup_menu (self, &(GdkRectangle){ (int) bounds.origin.x + 40,
                                     (int) (bounds.origin.y + bounds.size.height / 2), 1, 1 });
}

static void
row_activated (GtkListView *view G_GNUC_UNUSED, guint position, BsStoryList *self)
{
  BsStoryItem *item = get_item (self, position);

  if (item != NULL)
    g_signal_emit (self, signals[EDIT], 0, bs_story_item_get_id (item));
}

static void
bs_story_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsStoryList *self = BS_STORY_LIST (object);

  switch (id)
    {
    case PROP_UNPLACED_ONLY:
      g_value_set_boolean (value, self->unplaced_only);
      break;
    case PROP_SHOW_SEARCH:
      g_value_set_boolean (value, self->show_search);
      break;
    case PROP_N_SHOWN:
      g_value_set_uint (value, bs_story_list_get_n_shown (self));
      break;
    case PROP_N_SELECTED:
      g_value_set_uint (value, self->n_selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_story_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsStoryList *self = BS_STORY_LIST (object);

  switch (id)
    {
    case PROP_UNPLACED_ONLY:
      self->unplaced_only = g_value_get_boolean (value);
      break;
    case PROP_SHOW_SEARCH:
      self->show_search = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
make_models (BsStoryList *self)
{
  self->filter = bs_story_filter_new (self->unplaced_only);
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->filter)));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->filtered)), NULL);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->sorted)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
bs_story_list_constructed (GObject *object)
{
  BsStoryList *self = BS_STORY_LIST (object);

  G_OBJECT_CLASS (bs_story_list_parent_class)->constructed (object);

  make_models (self);
  bs_drawn_list_make (self->view, GTK_SELECTION_MODEL (self->selection), BS_TYPE_STORY_ROW);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), self->show_search);
  bs_filter_bar_set_filter (self->bar, self->filter);
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_changed), self,
                           G_CONNECT_SWAPPED);
  order_changed (self);
}

static void
bs_story_list_dispose (GObject *object)
{
  BsStoryList *self = BS_STORY_LIST (object);

  if (self->filtered != NULL)
    bs_story_list_set_session (self, NULL, NULL);
  g_clear_handle_id (&self->follow_source, g_source_remove);
  g_clear_object (&self->actions);
  g_clear_object (&self->selection);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_story_list_parent_class)->dispose (object);
}

static void
bs_story_list_class_init (BsStoryListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bs_story_list_get_property;
  object_class->set_property = bs_story_list_set_property;
  object_class->constructed = bs_story_list_constructed;
  object_class->dispose = bs_story_list_dispose;

  properties[PROP_UNPLACED_ONLY] = g_param_spec_boolean ("unplaced-only", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                           | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_SEARCH] = g_param_spec_boolean ("show-search", NULL, NULL, TRUE,
                                                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                         | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_SHOWN] = g_param_spec_uint ("n-shown", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[EDIT] = g_signal_new ("edit", BS_TYPE_STORY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (BS_TYPE_FILTER_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-story-list.ui");
  gtk_widget_class_bind_template_child (widget_class, BsStoryList, box);
  gtk_widget_class_bind_template_child (widget_class, BsStoryList, bar);
  gtk_widget_class_bind_template_child (widget_class, BsStoryList, stack);
  gtk_widget_class_bind_template_child (widget_class, BsStoryList, view);
  gtk_widget_class_bind_template_callback (widget_class, leave_search);
  gtk_widget_class_bind_template_callback (widget_class, order_changed);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, row_pressed);
  gtk_widget_class_bind_template_callback (widget_class, prepare_drag);
  gtk_widget_class_install_action (widget_class, "story-list.menu", NULL, open_menu);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "stories.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "story-list.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "story-list.menu", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_story_list_init (BsStoryList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->actions = bs_story_actions_new (dup_chosen, self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "stories",
                                  bs_story_actions_get_group (self->actions));
  self->menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect_object (self->view, "map", G_CALLBACK (view_mapped), self, G_CONNECT_SWAPPED);
}

void
bs_story_list_set_session (BsStoryList *self, BsSession *session, BsStoryModel *model)
{
  g_return_if_fail (BS_IS_STORY_LIST (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->prepare_source, g_source_remove);
  g_set_object (&self->session, session);
  g_set_object (&self->model, model);
  bs_story_actions_set_session (self->actions, session);
  if (self->bar != NULL)
    bs_filter_bar_set_models (self->bar, session, G_LIST_MODEL (model),
                              G_LIST_MODEL (self->filtered));
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (model));
  if (session == NULL)
    return;

  g_signal_connect_object (session, "notify::story", G_CALLBACK (story_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (document_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "page-updated", G_CALLBACK (page_updated), self,
                           G_CONNECT_SWAPPED);
  self->n_prepared = 0;
  self->place = 0;
  if (self->show_search)
    self->prepare_source = g_idle_add_full (G_PRIORITY_LOW, prepare, self, NULL);
  show_state (self);
  follow_session (self);
  update_selected (self);
}

void
bs_story_list_find (BsStoryList *self)
{
  g_return_if_fail (BS_IS_STORY_LIST (self));

  bs_filter_bar_find (self->bar);
}

void
bs_story_list_focus (BsStoryList *self)
{
  g_return_if_fail (BS_IS_STORY_LIST (self));

  leave_search (self);
}

guint
bs_story_list_get_n_shown (BsStoryList *self)
{
  g_return_val_if_fail (BS_IS_STORY_LIST (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
}

void
bs_story_list_keep_chosen (BsStoryList *self, gboolean keep)
{
  g_return_if_fail (BS_IS_STORY_LIST (self));

  self->keep_chosen = keep;
  if (keep && self->session != NULL)
    schedule_following (self);
}

/* Only the session's story stays selected. */
void
bs_story_list_unselect (BsStoryList *self)
{
  g_return_if_fail (BS_IS_STORY_LIST (self));

  follow_session (self);
}

BsStoryActions *
bs_story_list_get_actions (BsStoryList *self)
{
  g_return_val_if_fail (BS_IS_STORY_LIST (self), NULL);

  return self->actions;
}
