/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-list.h"

#include "bs-config.h"
#include "bs-story-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BsStoryList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListView *view;

  BsSession *session;
  BsStoryModel *model;
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;
  char *needle; /* casefolded */
  gboolean unplaced_only;
  gboolean show_search;
  guint follow_source;
  gboolean following; /* the session's choice is being shown */
};

G_DEFINE_FINAL_TYPE (BsStoryList, bs_story_list, GTK_TYPE_WIDGET)

enum
{
  PROP_UNPLACED_ONLY = 1,
  PROP_SHOW_SEARCH,
  PROP_N_SHOWN,
  N_PROPS
};

enum
{
  EDIT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_shown (gpointer item, gpointer data)
{
  BsStoryList *self = data;

  if (self->unplaced_only && bs_story_item_get_placed (item))
    return FALSE;

  return bs_story_item_matches (item, self->needle);
}

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
search_changed (GtkSearchEntry *entry, BsStoryList *self)
{
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (entry)), -1);
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;

  g_strstrip (needle);
  if (g_strcmp0 (needle, self->needle) == 0)
    return;

  if (self->needle == NULL || g_str_has_prefix (needle, self->needle))
    change = GTK_FILTER_CHANGE_MORE_STRICT;
  else if (g_str_has_prefix (self->needle, needle))
    change = GTK_FILTER_CHANGE_LESS_STRICT;
  g_free (self->needle);
  self->needle = g_steal_pointer (&needle);
  gtk_filter_changed (self->filter, change);
}

static void
search_stopped (GtkSearchEntry *entry, BsStoryList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
search_activated (GtkSearchEntry *entry G_GNUC_UNUSED, BsStoryList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
setup_row (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *row,
           gpointer data G_GNUC_UNUSED)
{
  gtk_list_item_set_child (row, bs_story_row_new ());
}

static void
bind_row (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *row,
          gpointer data G_GNUC_UNUSED)
{
  BsStoryItem *item = gtk_list_item_get_item (row);

  bs_story_row_set_item (BS_STORY_ROW (gtk_list_item_get_child (row)), item);
}

static void
unbind_row (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *row,
            gpointer data G_GNUC_UNUSED)
{
  bs_story_row_set_item (BS_STORY_ROW (gtk_list_item_get_child (row)), NULL);
}

static void
selection_changed (BsStoryList *self)
{
  BsStoryItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (self->following || item == NULL || self->session == NULL)
    return;

  bs_session_set_story (self->session, bs_story_item_get_id (item));
}

static void
row_activated (GtkListView *view G_GNUC_UNUSED, guint position, BsStoryList *self)
{
  g_autoptr (BsStoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, signals[EDIT], 0, bs_story_item_get_id (item));
}

static void
follow_session (BsStoryList *self)
{
  const char *story = self->session != NULL ? bs_session_get_story (self->session) : NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; story != NULL && i < n && position == GTK_INVALID_LIST_POSITION; i++)
    {
      g_autoptr (BsStoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (strcmp (bs_story_item_get_id (item), story) == 0)
        position = i;
    }
  if (position == gtk_single_selection_get_selected (self->selection))
    return;

  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->following = FALSE;
  if (position != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

static gboolean
follow_later (gpointer data)
{
  BsStoryList *self = data;

  self->follow_source = 0;
  show_state (self);
  follow_session (self);

  return G_SOURCE_REMOVE;
}

/* The view hears of it after us, and does not bear a new selection before it has. */
static void
items_changed (BsStoryList *self)
{
  if (self->follow_source == 0)
    self->follow_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, follow_later, self, NULL);
}

/* A story that was given a place leaves the list of those without. */
static void
pages_updated (BsStoryList *self)
{
  if (self->unplaced_only)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
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
      gtk_widget_set_visible (GTK_WIDGET (self->search), self->show_search);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_story_list_dispose (GObject *object)
{
  BsStoryList *self = BS_STORY_LIST (object);

  bs_story_list_set_session (self, NULL, NULL);
  g_clear_handle_id (&self->follow_source, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->needle, g_free);

  G_OBJECT_CLASS (bs_story_list_parent_class)->dispose (object);
}

static void
bs_story_list_class_init (BsStoryListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bs_story_list_get_property;
  object_class->set_property = bs_story_list_set_property;
  object_class->dispose = bs_story_list_dispose;

  properties[PROP_UNPLACED_ONLY] = g_param_spec_boolean ("unplaced-only", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                           | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_SEARCH] = g_param_spec_boolean ("show-search", NULL, NULL, TRUE,
                                                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                         | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_SHOWN] = g_param_spec_uint ("n-shown", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[EDIT] = g_signal_new ("edit", BS_TYPE_STORY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-story-list.ui");
  gtk_widget_class_bind_template_child (widget_class, BsStoryList, box);
  gtk_widget_class_bind_template_child (widget_class, BsStoryList, search);
  gtk_widget_class_bind_template_child (widget_class, BsStoryList, stack);
  gtk_widget_class_bind_template_child (widget_class, BsStoryList, view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, search_activated);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.delete-story", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_story_list_init (BsStoryList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->filtered)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed), self,
                           G_CONNECT_SWAPPED);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), NULL);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

void
bs_story_list_set_session (BsStoryList *self, BsSession *session, BsStoryModel *model)
{
  g_return_if_fail (BS_IS_STORY_LIST (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_set_object (&self->model, model);
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (model));
  if (session == NULL)
    return;

  g_signal_connect_object (session, "notify::story", G_CALLBACK (follow_session), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "page-updated", G_CALLBACK (pages_updated), self,
                           G_CONNECT_SWAPPED);
  show_state (self);
  follow_session (self);
}

void
bs_story_list_find (BsStoryList *self)
{
  g_return_if_fail (BS_IS_STORY_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

guint
bs_story_list_get_n_shown (BsStoryList *self)
{
  g_return_val_if_fail (BS_IS_STORY_LIST (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
}
