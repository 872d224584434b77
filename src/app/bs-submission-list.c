/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submission-list.h"

#include "bs-config.h"
#include "bs-drawn-list.h"
#include "bs-menus.h"
#include "bs-settings.h"
#include "bs-submission-row.h"
#include "bs-wrap-layout.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* "5 minutes ago" is right for a minute. */
#define REFRESH_SECONDS 60

struct _BsSubmissionList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkEditable *search;
  GtkToggleButton *shows[BS_N_SHOWS];
  GtkStack *stack;
  GtkListView *view;

  BsSubmissionModel *model;
  GtkSingleSelection *selection;
  char *chosen;    /* id; NULL: none */
  gint64 sequence; /* of the chosen one, as it was told of last */
  char *order;
  guint refresh;   /* source */
  guint follow;    /* source */
  gboolean at_top; /* before something came */
};

G_DEFINE_FINAL_TYPE (BsSubmissionList, bs_submission_list, GTK_TYPE_WIDGET)

enum
{
  PROP_ORDER = 1,
  N_PROPS
};

enum
{
  CHOSEN,
  WORK,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const char *const orders[] = { [BS_SUBMISSIONS_NEWEST] = "newest",
                                      [BS_SUBMISSIONS_OLDEST] = "oldest",
                                      [BS_SUBMISSIONS_AUTHOR] = "author",
                                      [BS_SUBMISSIONS_SECTION] = "section",
                                      [BS_SUBMISSIONS_LONGEST] = "longest" };

/* --- What is chosen --- */

static BsSubmission *
get_at (BsSubmissionList *self, guint position)
{
  return position < bs_object_list_get_length (BS_OBJECT_LIST (self->model))
           ? bs_desk_item_get_submission (
             bs_object_list_get (BS_OBJECT_LIST (self->model), position))
           : NULL;
}

static void
tell_chosen (BsSubmissionList *self)
{
  BsSubmission *submission = get_at (self, gtk_single_selection_get_selected (self->selection));
  const char *id = submission != NULL ? submission->id : NULL;
  gint64 sequence = submission != NULL ? submission->sequence : 0;

  if (g_strcmp0 (id, self->chosen) == 0 && sequence == self->sequence)
    return;
  if (g_strcmp0 (id, self->chosen) != 0)
    {
      g_free (self->chosen);
      self->chosen = g_strdup (id);
      bs_submission_model_keep (self->model, id);
    }
  self->sequence = sequence;
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
scroll_to (BsSubmissionList *self, guint position)
{
  if (position < bs_object_list_get_length (BS_OBJECT_LIST (self->model))
      && gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

static void
choose_at (BsSubmissionList *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  tell_chosen (self);
  scroll_to (self, position);
}

/* --- What is shown --- */

static void
show_counts (BsSubmissionList *self)
{
  static const char *const labels[] = {
    /* Translators: which submissions the list shows; the number is how many there are. */
    [BS_SHOW_WAITING] = N_ ("Waiting %u"),
    [BS_SHOW_ACCEPTED] = N_ ("Accepted"),
    [BS_SHOW_RETURNED] = N_ ("Returned"),
    [BS_SHOW_ALL] = N_ ("All"),
  };
  guint waiting = bs_submission_model_count (self->model, BS_SHOW_WAITING);

  for (guint i = 0; i < BS_N_SHOWS; i++)
    {
      g_autofree char *label = i == BS_SHOW_WAITING ? g_strdup_printf (_ ("Waiting %u"), waiting)
                                                    : g_strdup (_ (labels[i]));

      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (self->shows[i])), label) == 0)
        continue;
      gtk_button_set_label (GTK_BUTTON (self->shows[i]), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->shows[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
}

static void
show_state (BsSubmissionList *self)
{
  guint shown = bs_object_list_get_length (BS_OBJECT_LIST (self->model));
  BsShow show = bs_submission_model_get_show (self->model);
  const char *name = shown > 0                                       ? "list"
                     : bs_submission_model_is_searched (self->model) ? "nothing-found"
                     : show == BS_SHOW_WAITING                       ? "nothing-waiting"
                                                                     : "none";

  gtk_stack_set_visible_child_name (self->stack, name);
}

/* The list keeps a row where it is: who was at its top wants to see what comes on top of it. */
static gboolean
follow (gpointer data)
{
  BsSubmissionList *self = data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  self->follow = 0;
  show_state (self);
  tell_chosen (self);
  if (self->chosen == NULL && get_at (self, 0) != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    choose_at (self, 0);
  if (self->at_top && gtk_adjustment_get_value (adjustment) > 0)
    scroll_to (self, 0);

  return G_SOURCE_REMOVE;
}

static void
schedule_following (BsSubmissionList *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  bs_drawn_list_moved (self->view);
  if (self->follow != 0)
    return;
  self->at_top = gtk_adjustment_get_value (adjustment) <= 0;
  self->follow = g_idle_add_full (G_PRIORITY_HIGH_IDLE, follow, self, NULL);
}

static void
counted (BsSubmissionList *self)
{
  show_counts (self);
  schedule_following (self);
}

static gboolean
refresh (gpointer data)
{
  bs_drawn_list_refresh (BS_SUBMISSION_LIST (data)->view);

  return G_SOURCE_CONTINUE;
}

/* --- Searching --- */

static void
show_toggled (GtkToggleButton *button, BsSubmissionList *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < BS_N_SHOWS; i++)
    if (button == self->shows[i])
      {
        bs_submission_model_keep (self->model, NULL);
        bs_submission_model_set_show (self->model, i);
        bs_submission_model_flush (self->model);
        scroll_to (self, 0);
      }
}

static void
search_changed (BsSubmissionList *self)
{
  bs_submission_model_set_words (self->model, gtk_editable_get_text (self->search));
  scroll_to (self, 0);
}

static void
leave_search (BsSubmissionList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
search_stopped (BsSubmissionList *self)
{
  gtk_editable_set_text (self->search, "");
  bs_submission_model_set_words (self->model, "");
  leave_search (self);
}

static gboolean
search_key_pressed (GtkEventControllerKey *controller G_GNUC_UNUSED, guint key,
                    guint code G_GNUC_UNUSED, GdkModifierType modifiers G_GNUC_UNUSED,
                    BsSubmissionList *self)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  leave_search (self);

  return GDK_EVENT_STOP;
}

static void
clear_search (BsSubmissionList *self)
{
  gtk_editable_set_text (self->search, "");
  bs_submission_model_set_words (self->model, "");
  gtk_toggle_button_set_active (self->shows[BS_SHOW_ALL], TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
order_changed (BsSubmissionList *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_strcmp0 (self->order, orders[i]) == 0)
      bs_submission_model_set_order (self->model, i);
  scroll_to (self, 0);
}

static void
row_activated (BsSubmissionList *self)
{
  g_signal_emit (self, signals[WORK], 0);
}

/* --- The widget --- */

static void
bs_submission_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ORDER)
    g_value_set_string (value, BS_SUBMISSION_LIST (object)->order);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bs_submission_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsSubmissionList *self = BS_SUBMISSION_LIST (object);

  if (id != PROP_ORDER)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (g_strcmp0 (self->order, g_value_get_string (value)) == 0)
    return;
  g_free (self->order);
  self->order = g_value_dup_string (value);
  order_changed (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
bs_submission_list_map (GtkWidget *widget)
{
  BsSubmissionList *self = BS_SUBMISSION_LIST (widget);

  GTK_WIDGET_CLASS (bs_submission_list_parent_class)->map (widget);

  refresh (self);
  self->refresh = g_timeout_add_seconds (REFRESH_SECONDS, refresh, self);
  schedule_following (self);
}

static void
bs_submission_list_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&BS_SUBMISSION_LIST (widget)->refresh, g_source_remove);

  GTK_WIDGET_CLASS (bs_submission_list_parent_class)->unmap (widget);
}

static void
make_models (BsSubmissionList *self)
{
  self->model = bs_submission_model_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (schedule_following),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "counted", G_CALLBACK (counted), self, G_CONNECT_SWAPPED);
  bs_drawn_list_make (self->view, GTK_SELECTION_MODEL (self->selection), BS_TYPE_SUBMISSION_ROW);
}

static void
bs_submission_list_dispose (GObject *object)
{
  BsSubmissionList *self = BS_SUBMISSION_LIST (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  g_clear_handle_id (&self->follow, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->chosen, g_free);
  g_clear_pointer (&self->order, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_submission_list_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-submission-list.ui");
  bs_menus_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionList, box);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionList, search);
  gtk_widget_class_bind_template_child_full (widget_class, "show_waiting", FALSE,
                                             G_STRUCT_OFFSET (BsSubmissionList,
                                                              shows[BS_SHOW_WAITING]));
  gtk_widget_class_bind_template_child_full (widget_class, "show_accepted", FALSE,
                                             G_STRUCT_OFFSET (BsSubmissionList,
                                                              shows[BS_SHOW_ACCEPTED]));
  gtk_widget_class_bind_template_child_full (widget_class, "show_returned", FALSE,
                                             G_STRUCT_OFFSET (BsSubmissionList,
                                                              shows[BS_SHOW_RETURNED]));
  gtk_widget_class_bind_template_child_full (widget_class, "show_all", FALSE,
                                             G_STRUCT_OFFSET (BsSubmissionList,
                                                              shows[BS_SHOW_ALL]));
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionList, stack);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionList, view);
  gtk_widget_class_bind_template_callback (widget_class, show_toggled);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, search_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, leave_search);
  gtk_widget_class_bind_template_callback (widget_class, clear_search);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
}

static void
bs_submission_list_class_init (BsSubmissionListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bs_submission_list_get_property;
  object_class->set_property = bs_submission_list_set_property;
  object_class->dispose = bs_submission_list_dispose;
  widget_class->map = bs_submission_list_map;
  widget_class->unmap = bs_submission_list_unmap;

  properties[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, "newest",
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                  | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHOSEN] = g_signal_new ("chosen", BS_TYPE_SUBMISSION_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[WORK] = g_signal_new ("work", BS_TYPE_SUBMISSION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  g_type_ensure (BS_TYPE_WRAP_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "submission-list.order", "order");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_submission_list_init (BsSubmissionList *self)
{
  self->order = g_strdup (orders[BS_SUBMISSIONS_NEWEST]);
  gtk_widget_init_template (GTK_WIDGET (self));
  make_models (self);
  show_counts (self);
  show_state (self);
}

void
bs_submission_list_set_feed (BsSubmissionList *self, BsDeskFeed *feed)
{
  g_return_if_fail (BS_IS_SUBMISSION_LIST (self));

  bs_submission_model_set_feed (self->model, feed);
}

BsSubmission *
bs_submission_list_get_chosen (BsSubmissionList *self)
{
  guint position;

  g_return_val_if_fail (BS_IS_SUBMISSION_LIST (self), NULL);

  position = bs_submission_model_find (self->model, self->chosen);

  return get_at (self, position);
}

gboolean
bs_submission_list_choose (BsSubmissionList *self, const char *id)
{
  guint position;

  g_return_val_if_fail (BS_IS_SUBMISSION_LIST (self), FALSE);

  bs_submission_model_flush (self->model);
  position = bs_submission_model_find (self->model, id);
  if (position == G_MAXUINT)
    {
      gtk_editable_set_text (self->search, "");
      bs_submission_model_set_words (self->model, "");
      gtk_toggle_button_set_active (self->shows[BS_SHOW_ALL], TRUE);
      position = bs_submission_model_find (self->model, id);
    }
  if (position == G_MAXUINT)
    return FALSE;
  choose_at (self, position);

  return TRUE;
}

static gboolean
is_searching (BsSubmissionList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search));
}

void
bs_submission_list_advance (BsSubmissionList *self)
{
  guint place, n;

  g_return_if_fail (BS_IS_SUBMISSION_LIST (self));

  if (bs_submission_model_get_show (self->model) == BS_SHOW_ALL)
    return;

  place = bs_submission_model_find (self->model, self->chosen);
  bs_submission_model_keep (self->model, NULL);
  bs_submission_model_flush (self->model);
  n = bs_object_list_get_length (BS_OBJECT_LIST (self->model));
  /* What waits below takes the place of what is gone. */
  if (bs_submission_model_find (self->model, self->chosen) != G_MAXUINT)
    return;
  if (n > 0)
    choose_at (self, MIN (place, n - 1));
  else
    tell_chosen (self);
  /* The row that had the focus is gone. */
  if (!is_searching (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
bs_submission_list_find (BsSubmissionList *self)
{
  g_return_if_fail (BS_IS_SUBMISSION_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (self->search, 0, -1);
}

void
bs_submission_list_focus (BsSubmissionList *self)
{
  g_return_if_fail (BS_IS_SUBMISSION_LIST (self));

  leave_search (self);
}
