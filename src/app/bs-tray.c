/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-tray.h"

#include "bs-config.h"
#include "bs-drag.h"
#include "bs-import-drop.h"
#include "bs-list-tab.h"
#include "bs-menus.h"
#include "bs-place-commands.h"
#include "bs-tray-row.h"
#include "bs-whole-text.h"

#include <glib/gi18n-lib.h>

/* Typing changes the document many times a second; the tray need not follow each time. */
#define DELAY_MILLISECONDS 120

/* Many of them wait: their rows take longer to make than a window to open. */
#define MANY_STORIES 500

struct _BsTray
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkStack *stack;
  GtkListView *view;
  GtkLabel *nothing;

  BsSession *session;
  GListStore *items;
  GtkMultiSelection *selection;
  char *filter;
  guint n_waiting;
  guint source;
  guint next; /* what is chosen once the placed ones are gone */
  gboolean go_on;
  guint quiet;
};

G_DEFINE_FINAL_TYPE (BsTray, bs_tray, GTK_TYPE_WIDGET)

enum
{
  PROP_FILTER = 1,
  PROP_N_WAITING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_for_page (BsTray *self)
{
  return g_str_equal (self->filter, "page");
}

/* --- Chosen --- */

/* The grabbed one first; all that are chosen if it is among them. */
static GStrv
dup_chosen (BsTray *self, BsTrayItem *grabbed)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  g_autoptr (GStrvBuilder) refs = g_strv_builder_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  gboolean all = grabbed == NULL;

  if (grabbed != NULL)
    g_strv_builder_add (refs, bs_tray_item_get_id (grabbed));
  for (guint i = 0; !all && i < n; i++)
    {
      g_autoptr (BsTrayItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      all = item == grabbed && gtk_selection_model_is_selected (selection, i);
    }
  for (guint i = 0; all && i < n; i++)
    {
      g_autoptr (BsTrayItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (item != grabbed && gtk_selection_model_is_selected (selection, i))
        g_strv_builder_add (refs, bs_tray_item_get_id (item));
    }

  return g_strv_builder_end (refs);
}

static void
selection_changed (BsTray *self)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (
    GTK_SELECTION_MODEL (self->selection));
  g_autoptr (BsTrayItem) item = NULL;
  gboolean any = !gtk_bitset_is_empty (chosen);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tray.place",
                                 any && self->session != NULL
                                   && bs_session_get_page (self->session) != NULL);
  if (self->quiet > 0 || gtk_bitset_get_size (chosen) != 1)
    return;

  item = g_list_model_get_item (G_LIST_MODEL (self->items), gtk_bitset_get_nth (chosen, 0));
  if (!bs_tray_item_is_photo (item))
    bs_session_set_story (self->session, bs_tray_item_get_id (item));
}

static void
place (BsTray *self, guint first)
{
  g_auto (GStrv) refs = dup_chosen (self, NULL);

  if (self->session == NULL || bs_session_get_page (self->session) == NULL || refs[0] == NULL)
    return;

  self->next = first;
  self->go_on = TRUE;
  bs_place_commands_place (self->session, bs_session_get_page (self->session),
                           (const char *const *) refs);
}

static void
place_chosen (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *value G_GNUC_UNUSED)
{
  BsTray *self = BS_TRAY (widget);
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (
    GTK_SELECTION_MODEL (self->selection));

  if (!gtk_bitset_is_empty (chosen))
    place (self, gtk_bitset_get_minimum (chosen));
}

/* Enter and double click. */
static void
row_activated (BsTray *self, guint position)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);

  if (!gtk_selection_model_is_selected (selection, position))
    gtk_selection_model_select_item (selection, position, TRUE);
  place (self, position);
}

/* --- Rows --- */

static GdkContentProvider *
prepare_drag (GtkDragSource *source, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED, BsTray *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  BsTrayItem *item = bs_tray_row_get_item (BS_TRAY_ROW (row));
  g_auto (GStrv) refs = NULL;
  g_autoptr (BsDrag) drag = NULL;
  g_autoptr (GdkPaintable) live = NULL;
  g_autoptr (GdkPaintable) still = NULL;

  if (item == NULL || self->session == NULL)
    return NULL;

  refs = dup_chosen (self, item);
  drag = bs_drag_new (self->session, (const char *const *) refs);
  live = gtk_widget_paintable_new (row);
  still = gdk_paintable_get_current_image (live);
  gtk_drag_source_set_icon (source, still, 12, 12);

  return gdk_content_provider_new_typed (BS_TYPE_DRAG, drag);
}

static void
setup_row (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item, BsTray *self)
{
  GtkWidget *row = bs_tray_row_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_drag_source_set_actions (drag, GDK_ACTION_COPY | GDK_ACTION_MOVE);
  g_signal_connect (drag, "prepare", G_CALLBACK (prepare_drag), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drag));
  gtk_list_item_set_child (item, row);
}

static void
bind_row (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item, BsTray *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  g_autofree char *title = bs_tray_item_dup_title (gtk_list_item_get_item (item));

  bs_tray_row_set_item (BS_TRAY_ROW (row), gtk_list_item_get_item (item), self->session);
  /* The row of the list itself is what assistive programs see. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
unbind_row (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item,
            BsTray *self G_GNUC_UNUSED)
{
  bs_tray_row_set_item (BS_TRAY_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

/* --- What waits --- */

static guint
count_equal (GListModel *old, GPtrArray *now, gboolean from_end, guint at_most)
{
  guint n_old = g_list_model_get_n_items (old);
  guint n = 0;

  for (; n < at_most; n++)
    {
      g_autoptr (BsTrayItem) item = g_list_model_get_item (old, from_end ? n_old - 1 - n : n);

      if (item != g_ptr_array_index (now, from_end ? now->len - 1 - n : n))
        break;
    }

  return n;
}

/* Only what is another is replaced, so that the rest stays chosen. */
static void
splice (BsTray *self, GPtrArray *now)
{
  GListModel *old = G_LIST_MODEL (self->items);
  guint n_old = g_list_model_get_n_items (old);
  guint head = count_equal (old, now, FALSE, MIN (n_old, now->len));
  guint tail = count_equal (old, now, TRUE, MIN (n_old, now->len) - head);

  if (n_old == now->len && head == n_old)
    return;
  g_list_store_splice (self->items, head, n_old - head - tail, now->pdata + head,
                       now->len - head - tail);
}

static void
show_title (BsTray *self, guint shown)
{
  const char *page = self->session != NULL ? bs_session_get_page (self->session) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *nothing = NULL;

  if (is_for_page (self) && page != NULL)
    /* Translators: heading of the list of stories and photos that are meant for page %1$s and not on
     * it yet; %2$u is their number. */
    title = g_strdup_printf (_ ("Waiting for %1$s (%2$u)"), page, shown);
  else
    /* Translators: heading of the list of stories without a place; %u is their number. */
    title = g_strdup_printf (_ ("Not on a Page (%u)"), shown);
  gtk_label_set_label (self->title, title);

  nothing = g_strdup_printf (_ ("Nothing waits for %s"), page != NULL ? page : "");
  gtk_label_set_label (self->nothing, nothing);
  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "list" : "nothing");
}

static gboolean
update (gpointer data)
{
  BsTray *self = data;
  const BsNode *issue = bs_session_get_root (self->session);
  const char *page = is_for_page (self) ? bs_session_get_page (self->session) : NULL;
  guint n_waiting = 0;
  g_autoptr (GPtrArray) now = bs_tray_item_list (issue, page, G_LIST_MODEL (self->items),
                                                 &n_waiting);

  self->source = 0;
  self->quiet++;
  splice (self, now);
  self->quiet--;
  if (self->go_on && now->len > 0)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection),
                                     MIN (self->next, now->len - 1), TRUE);
  show_title (self, now->len);
  selection_changed (self);
  if (self->n_waiting != n_waiting)
    {
      self->n_waiting = n_waiting;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
    }
  if (self->go_on && now->len > 0)
    bs_tray_focus (self);
  else if (self->go_on)
    gtk_widget_activate_action (GTK_WIDGET (self), "pages.enter", NULL);
  self->go_on = FALSE;

  return G_SOURCE_REMOVE;
}

static void
schedule (BsTray *self)
{
  if (self->source == 0)
    self->source = g_timeout_add (DELAY_MILLISECONDS, update, self);
}

static void
page_chosen (BsTray *self)
{
  if (is_for_page (self))
    schedule (self);
  selection_changed (self);
}

static void
set_filter (BsTray *self, const char *filter)
{
  if (g_strcmp0 (filter, self->filter) == 0)
    return;

  g_free (self->filter);
  self->filter = g_strdup (filter);
  if (self->session != NULL)
    schedule (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

static void
bs_tray_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsTray *self = BS_TRAY (object);

  switch (id)
    {
    case PROP_FILTER:
      g_value_set_string (value, self->filter);
      break;
    case PROP_N_WAITING:
      g_value_set_uint (value, self->n_waiting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_tray_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_FILTER:
      set_filter (BS_TRAY (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_tray_dispose (GObject *object)
{
  BsTray *self = BS_TRAY (object);

  bs_tray_set_session (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_pointer (&self->filter, g_free);

  G_OBJECT_CLASS (bs_tray_parent_class)->dispose (object);
}

/* Files from elsewhere wait here for a page. */
static gboolean
where_files_go (GtkWidget *tray, const char **page, const char **story G_GNUC_UNUSED,
                gpointer data G_GNUC_UNUSED)
{
  *page = "";

  return BS_TRAY (tray)->session != NULL;
}

static void
bs_tray_class_init (BsTrayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bs_tray_get_property;
  object_class->set_property = bs_tray_set_property;
  object_class->dispose = bs_tray_dispose;

  properties[PROP_FILTER] = g_param_spec_string ("filter", NULL, NULL, "all",
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                   | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-tray.ui");
  bs_menus_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, BsTray, box);
  gtk_widget_class_bind_template_child (widget_class, BsTray, title);
  gtk_widget_class_bind_template_child (widget_class, BsTray, stack);
  gtk_widget_class_bind_template_child (widget_class, BsTray, view);
  gtk_widget_class_bind_template_child (widget_class, BsTray, nothing);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_install_action (widget_class, "tray.place", NULL, place_chosen);
  gtk_widget_class_install_property_action (widget_class, "tray.filter", "filter");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_tray_init (BsTray *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  /* The template's menu asks for it. */
  self->filter = g_strdup ("all");
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));

  self->items = g_list_store_new (BS_TYPE_TRAY_ITEM);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), self);
  gtk_list_view_set_factory (self->view, factory);
  bs_list_tab_leaves (GTK_WIDGET (self->view));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tray.place", FALSE);
  bs_import_drop_add (GTK_WIDGET (self), where_files_go, NULL);
}

void
bs_tray_set_session (BsTray *self, BsSession *session)
{
  g_return_if_fail (BS_IS_TRAY (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_handle_id (&self->source, g_source_remove);
  g_set_object (&self->session, session);
  if (self->items != NULL)
    {
      self->quiet++;
      g_list_store_remove_all (self->items);
      self->quiet--;
    }
  if (session == NULL)
    return;

  g_signal_connect_object (session, "changed", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::page", G_CALLBACK (page_chosen), self,
                           G_CONNECT_SWAPPED);
  if (bs_node_get_length (bs_issue_get_stories (bs_session_get_root (session))) < MANY_STORIES)
    update (self);
  else
    self->source = g_idle_add (update, self); /* when the window is there */
}

guint
bs_tray_get_n_waiting (BsTray *self)
{
  g_return_val_if_fail (BS_IS_TRAY (self), 0);

  return self->n_waiting;
}

void
bs_tray_focus (BsTray *self)
{
  GtkSelectionModel *selection;
  g_autoptr (GtkBitset) chosen = NULL;

  g_return_if_fail (BS_IS_TRAY (self));

  selection = GTK_SELECTION_MODEL (self->selection);
  chosen = gtk_selection_model_get_selection (selection);
  if (gtk_bitset_is_empty (chosen) && g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0)
    gtk_selection_model_select_item (selection, 0, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}
