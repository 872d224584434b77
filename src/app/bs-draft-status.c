/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-draft-status.h"

#include "bs-config.h"
#include "bs-draft-words.h"

#include <glib/gi18n-lib.h>

/* How often the time until the next try is counted down. */
#define TICK_SECONDS 5

struct _BsDraftStatus
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *state;
  GtkWidget *detail_box;
  GtkLabel *detail;
  GtkProgressBar *progress;

  BsOutboxEntry *entry;
  BsEnvironment *environment;
  gboolean brief;
  const char *style;
  guint tick;
};

G_DEFINE_FINAL_TYPE (BsDraftStatus, bs_draft_status, GTK_TYPE_WIDGET)

enum
{
  PROP_BRIEF = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_label (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

static void
set_style (BsDraftStatus *self, const char *style)
{
  if (self->style == style)
    return;
  for (GtkWidget *widget = GTK_WIDGET (self->icon); widget != NULL;
       widget = gtk_widget_get_next_sibling (widget))
    {
      if (self->style != NULL)
        gtk_widget_remove_css_class (widget, self->style);
      gtk_widget_add_css_class (widget, style);
    }
  self->style = style;
}

static void
update (BsDraftStatus *self)
{
  BsOutboxState state;
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *words = NULL;
  const char *detail;

  if (self->entry == NULL)
    return;
  state = bs_outbox_entry_get_state (self->entry);
  now = bs_environment_now (self->environment);
  words = bs_draft_words_dup_state (self->entry, g_date_time_to_unix (now));
  detail = self->brief && state == BS_OUTBOX_WAITING ? NULL
                                                     : bs_draft_words_get_detail (self->entry);

  set_label (self->state, words);
  gtk_image_set_from_icon_name (self->icon, bs_draft_words_get_icon (state));
  set_style (self, bs_draft_words_get_style (state));
  if (state == BS_OUTBOX_RETURNED || state == BS_OUTBOX_ACCEPTED)
    gtk_widget_add_css_class (self->detail_box, "quoted");
  else
    gtk_widget_remove_css_class (self->detail_box, "quoted");
  set_label (self->detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (self->detail_box, detail != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), state == BS_OUTBOX_SENDING);
  gtk_progress_bar_set_fraction (self->progress, bs_outbox_entry_get_progress (self->entry));
}

static gboolean
tick (gpointer data)
{
  update (data);

  return G_SOURCE_CONTINUE;
}

/* Only while somebody looks, and there is something to count. */
static void
plan_tick (BsDraftStatus *self)
{
  gboolean counts = self->entry != NULL && gtk_widget_get_mapped (GTK_WIDGET (self))
                    && bs_outbox_entry_get_state (self->entry) == BS_OUTBOX_WAITING;

  if (counts && self->tick == 0)
    self->tick = g_timeout_add_seconds (TICK_SECONDS, tick, self);
  else if (!counts)
    g_clear_handle_id (&self->tick, g_source_remove);
}

static void
entry_changed (BsDraftStatus *self)
{
  update (self);
  plan_tick (self);
}

static void
bs_draft_status_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bs_draft_status_parent_class)->map (widget);

  entry_changed (BS_DRAFT_STATUS (widget));
}

static void
bs_draft_status_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bs_draft_status_parent_class)->unmap (widget);

  plan_tick (BS_DRAFT_STATUS (widget));
}

static void
bs_draft_status_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BRIEF)
    BS_DRAFT_STATUS (object)->brief = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bs_draft_status_dispose (GObject *object)
{
  BsDraftStatus *self = BS_DRAFT_STATUS (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_data (self->entry, self);
  g_clear_object (&self->entry);
  g_clear_object (&self->environment);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_draft_status_parent_class)->dispose (object);
}

static void
bs_draft_status_class_init (BsDraftStatusClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = bs_draft_status_set_property;
  G_OBJECT_CLASS (klass)->dispose = bs_draft_status_dispose;

  properties[PROP_BRIEF] = g_param_spec_boolean ("brief", NULL, NULL, FALSE,
                                                 G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY
                                                   | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  widget_class->map = bs_draft_status_map;
  widget_class->unmap = bs_draft_status_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-draft-status.ui");
  gtk_widget_class_bind_template_child (widget_class, BsDraftStatus, box);
  gtk_widget_class_bind_template_child (widget_class, BsDraftStatus, icon);
  gtk_widget_class_bind_template_child (widget_class, BsDraftStatus, state);
  gtk_widget_class_bind_template_child (widget_class, BsDraftStatus, detail_box);
  gtk_widget_class_bind_template_child (widget_class, BsDraftStatus, detail);
  gtk_widget_class_bind_template_child (widget_class, BsDraftStatus, progress);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "draftstatus");
}

static void
bs_draft_status_init (BsDraftStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bs_draft_status_show (BsDraftStatus *self, BsOutboxEntry *entry, BsEnvironment *environment)
{
  g_return_if_fail (BS_IS_DRAFT_STATUS (self));

  g_set_object (&self->environment, environment);
  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_data (self->entry, self);
  if (g_set_object (&self->entry, entry))
    gtk_label_set_label (self->state, "");
  if (entry != NULL)
    g_signal_connect_object (entry, "notify", G_CALLBACK (entry_changed), self, G_CONNECT_SWAPPED);
  entry_changed (self);
}
