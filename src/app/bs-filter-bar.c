/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-filter-bar.h"

#include "bs-config.h"
#include "bs-menus.h"
#include "bs-settings.h"
#include "bs-story-facet.h"
#include "bs-whole-text.h"
#include "bs-wrap-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of tags and authors, the most frequent are offered; the others are found by typing. */
#define MAX_VALUES 24

struct _BsFilterBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkSearchEntry *search;
  GtkMenuButton *filter_button;
  GtkPopover *popover;
  GtkBox *choices;
  GtkWidget *chips;
  GtkLabel *count;

  BsStoryFilter *filter;
  BsSession *session;
  GListModel *all;
  GListModel *shown;
  char *order;
  guint count_source;
};

G_DEFINE_FINAL_TYPE (BsFilterBar, bs_filter_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_ORDER = 1,
  N_PROPS
};

enum
{
  LEAVE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* What a button of the popover or a chip stands for. */
typedef struct
{
  BsFilterBar *bar; /* borrowed: it is around the button */
  BsFacet facet;
  char *value;
} Choice;

static void
choice_free (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  Choice *choice = data;

  g_free (choice->value);
  g_free (choice);
}

static Choice *
choice_new (BsFilterBar *bar, BsFacet facet, const char *value)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->bar = bar;
  choice->facet = facet;
  choice->value = g_strdup (value);

  return choice;
}

static const BsNode *
get_root (BsFilterBar *self)
{
  return self->session != NULL ? bs_session_get_root (self->session) : NULL;
}

static void
set_label (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/* --- The popover --- */

static void
choice_toggled (GtkToggleButton *button, Choice *choice)
{
  bs_story_filter_set_value (choice->bar->filter, choice->facet, choice->value,
                             gtk_toggle_button_get_active (button));
}

static GtkWidget *
make_choice (BsFilterBar *self, BsFacet facet, const BsFacetCount *count)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (count->label);
  g_autofree char *digits = g_strdup_printf ("%'u", count->count);
  /* Translators: a choice of a filter: "Ready (12)", so many stories. */
  g_autofree char *spoken = g_strdup_printf (_ ("%s (%u)"), count->label, count->count);
  GtkWidget *number = gtk_label_new (digits);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (number, "dim-label");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), number);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "choice");
  set_label (button, spoken);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                bs_story_filter_has_value (self->filter, facet, count->value));
  g_signal_connect_data (button, "toggled", G_CALLBACK (choice_toggled),
                         choice_new (self, facet, count->value), choice_free, 0);

  return button;
}

static void
append_facet (BsFilterBar *self, BsFacet facet)
{
  g_autoptr (GPtrArray) counts = bs_facet_count (facet, self->all, self->filter, get_root (self));
  GtkWidget *title = gtk_label_new (bs_facet_get_title (facet));
  GtkWidget *group = g_object_new (GTK_TYPE_BOX, "layout-manager",
                                   g_object_new (BS_TYPE_WRAP_LAYOUT, NULL), NULL);
  guint n_shown = 0;

  for (guint i = 0; i < counts->len && n_shown < MAX_VALUES; i++)
    {
      const BsFacetCount *count = g_ptr_array_index (counts, i);

      if (count->count == 0 && !bs_story_filter_has_value (self->filter, facet, count->value))
        continue;
      gtk_box_append (GTK_BOX (group), make_choice (self, facet, count));
      n_shown++;
    }
  /* Where all are alike there is nothing to choose. */
  if (n_shown < 2 && gtk_widget_get_first_child (group) != NULL
      && !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (group))))
    {
      g_object_ref_sink (group);
      g_object_ref_sink (title);
      g_object_unref (title);
      g_object_unref (group);
      return;
    }

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "caption-heading");
  gtk_widget_add_css_class (title, "dim-label");
  gtk_box_append (self->choices, title);
  gtk_box_append (self->choices, group);
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
popover_shown (BsFilterBar *self)
{
  clear_box (GTK_WIDGET (self->choices));
  for (guint facet = 0; self->all != NULL && facet < BS_N_FACETS; facet++)
    append_facet (self, facet);
}

/* --- The chips --- */

static void
chip_clicked (GtkButton *button G_GNUC_UNUSED, Choice *choice)
{
  /* The chip goes with its value, and the choice with the chip. */
  g_autofree char *value = g_strdup (choice->value);

  bs_story_filter_set_value (choice->bar->filter, choice->facet, value, FALSE);
}

static void
append_chip (BsFilterBar *self, BsFacet facet, const char *value)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *text = bs_facet_dup_label (facet, value, get_root (self));
  /* Translators: %s is a value that the list is filtered by, such as "Ready". */
  g_autofree char *spoken = g_strdup_printf (_ ("Remove filter: %s"), text);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "filter-chip");
  gtk_widget_set_tooltip_text (button, spoken);
  set_label (button, spoken);
  g_signal_connect_data (button, "clicked", G_CALLBACK (chip_clicked),
                         choice_new (self, facet, value), choice_free, 0);
  gtk_box_append (GTK_BOX (self->chips), button);
}

static void
show_chips (BsFilterBar *self)
{
  GtkWidget *child;

  clear_box (self->chips);
  for (guint facet = 0; facet < BS_N_FACETS; facet++)
    {
      g_autoptr (GPtrArray) values = bs_story_filter_get_values (self->filter, facet);

      for (guint i = 0; i < values->len; i++)
        append_chip (self, facet, g_ptr_array_index (values, i));
    }
  child = gtk_widget_get_first_child (self->chips);
  gtk_widget_set_visible (self->chips, child != NULL);
  if (child != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "accent");
}

static gboolean
show_count (gpointer data)
{
  BsFilterBar *self = data;
  gboolean filtered = self->filter != NULL && !bs_story_filter_is_empty (self->filter);

  self->count_source = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->count), filtered && self->all != NULL);
  if (filtered && self->all != NULL)
    {
      guint shown = g_list_model_get_n_items (self->shown);
      guint all = g_list_model_get_n_items (self->all);
      g_autofree char *text = g_strdup_printf (
        /* Translators: above a filtered list: how many of all the stories it shows. */
        g_dngettext (GETTEXT_PACKAGE, "%'u of %'u story", "%'u of %'u stories", all), shown, all);

      gtk_label_set_label (self->count, text);
    }

  return G_SOURCE_REMOVE;
}

static void
schedule_count (BsFilterBar *self)
{
  if (self->count_source == 0)
    self->count_source = g_idle_add (show_count, self);
}

static gboolean
values_differ (BsFilterBar *self)
{
  GtkWidget *chip = gtk_widget_get_first_child (self->chips);
  guint n = 0;

  for (; chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    n++;
  for (guint facet = 0; facet < BS_N_FACETS; facet++)
    {
      g_autoptr (GPtrArray) values = bs_story_filter_get_values (self->filter, facet);

      if (values->len > n)
        return TRUE;
      n -= values->len;
    }

  return n != 0;
}

static void
filter_changed (BsFilterBar *self)
{
  /* Values come and go one at a time: their number tells. */
  if (values_differ (self))
    show_chips (self);
  schedule_count (self);
}

/* --- The search --- */

static void
search_changed (GtkSearchEntry *entry, BsFilterBar *self)
{
  if (self->filter != NULL)
    bs_story_filter_set_words (self->filter, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
search_stopped (GtkSearchEntry *entry, BsFilterBar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_signal_emit (self, signals[LEAVE], 0);
}

static void
search_activated (GtkSearchEntry *entry G_GNUC_UNUSED, BsFilterBar *self)
{
  g_signal_emit (self, signals[LEAVE], 0);
}

static gboolean
search_key_pressed (GtkEventControllerKey *controller G_GNUC_UNUSED, guint key,
                    guint code G_GNUC_UNUSED, GdkModifierType state G_GNUC_UNUSED,
                    BsFilterBar *self)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  g_signal_emit (self, signals[LEAVE], 0);

  return GDK_EVENT_STOP;
}

/* --- The widget --- */

static void
bs_filter_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsFilterBar *self = BS_FILTER_BAR (object);

  if (id == PROP_ORDER)
    g_value_set_string (value, self->order);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bs_filter_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsFilterBar *self = BS_FILTER_BAR (object);

  if (id != PROP_ORDER)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (g_strcmp0 (self->order, g_value_get_string (value)) == 0)
    return;
  g_free (self->order);
  self->order = g_value_dup_string (value);
  bs_settings_set_string ("story-order", self->order);
  g_object_notify_by_pspec (object, pspec);
}

static void
bs_filter_bar_dispose (GObject *object)
{
  BsFilterBar *self = BS_FILTER_BAR (object);

  bs_filter_bar_set_models (self, NULL, NULL, NULL);
  if (self->filter != NULL)
    g_signal_handlers_disconnect_by_data (self->filter, self);
  g_clear_object (&self->filter);
  g_clear_handle_id (&self->count_source, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->order, g_free);

  G_OBJECT_CLASS (bs_filter_bar_parent_class)->dispose (object);
}

static void
bs_filter_bar_class_init (BsFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bs_filter_bar_get_property;
  object_class->set_property = bs_filter_bar_set_property;
  object_class->dispose = bs_filter_bar_dispose;

  properties[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, "issue",
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                  | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[LEAVE] = g_signal_new ("leave", BS_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  g_type_ensure (BS_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-filter-bar.ui");
  bs_menus_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, BsFilterBar, box);
  gtk_widget_class_bind_template_child (widget_class, BsFilterBar, search);
  gtk_widget_class_bind_template_child (widget_class, BsFilterBar, filter_button);
  gtk_widget_class_bind_template_child (widget_class, BsFilterBar, popover);
  gtk_widget_class_bind_template_child (widget_class, BsFilterBar, choices);
  gtk_widget_class_bind_template_child (widget_class, BsFilterBar, chips);
  gtk_widget_class_bind_template_child (widget_class, BsFilterBar, count);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, search_activated);
  gtk_widget_class_bind_template_callback (widget_class, search_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown);
  gtk_widget_class_install_property_action (widget_class, "story-list.order", "order");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_filter_bar_init (BsFilterBar *self)
{
  self->order = bs_settings_dup_string ("story-order");
  if (self->order == NULL || *self->order == '\0')
    {
      g_free (self->order);
      self->order = g_strdup ("issue");
    }
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));
}

void
bs_filter_bar_set_filter (BsFilterBar *self, BsStoryFilter *filter)
{
  g_return_if_fail (BS_IS_FILTER_BAR (self));
  g_return_if_fail (self->filter == NULL);

  self->filter = g_object_ref (filter);
  g_signal_connect_object (filter, "changed", G_CALLBACK (filter_changed), self, G_CONNECT_SWAPPED);
}

void
bs_filter_bar_set_models (BsFilterBar *self, BsSession *session, GListModel *all, GListModel *shown)
{
  g_return_if_fail (BS_IS_FILTER_BAR (self));

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_set_object (&self->session, session);
  g_set_object (&self->all, all);
  g_set_object (&self->shown, shown);
  if (shown != NULL)
    g_signal_connect_object (shown, "items-changed", G_CALLBACK (schedule_count), self,
                             G_CONNECT_SWAPPED);
}

void
bs_filter_bar_find (BsFilterBar *self)
{
  g_return_if_fail (BS_IS_FILTER_BAR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

void
bs_filter_bar_clear (BsFilterBar *self)
{
  g_return_if_fail (BS_IS_FILTER_BAR (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (self->filter == NULL)
    return;
  /* The entry tells of its text only after a moment. */
  bs_story_filter_set_words (self->filter, "");
  bs_story_filter_clear_values (self->filter);
}

const char *
bs_filter_bar_get_order (BsFilterBar *self)
{
  g_return_val_if_fail (BS_IS_FILTER_BAR (self), "issue");

  return self->order;
}
