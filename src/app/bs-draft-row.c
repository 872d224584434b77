/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-draft-row.h"

#include "bs-config.h"
#include "bs-draft-status.h"
#include "bs-draft-words.h"
#include "bs-menus.h"
#include "bs-whole-text.h"

#include <glib/gi18n-lib.h>

struct _BsDraftRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *headline;
  GtkLabel *time;
  BsDraftStatus *status;
  GtkButton *primary;
  GtkMenuButton *more;

  BsOutboxEntry *entry;
  BsEnvironment *environment;
  const char *verb; /* of the primary button */
  gboolean writable;
};

G_DEFINE_FINAL_TYPE (BsDraftRow, bs_draft_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What one most likely wants to do next. NULL: only to read. */
static const char *
find_verb (BsDraftRow *self, char **label)
{
  BsSubmission *submission = bs_outbox_entry_get_submission (self->entry);

  switch (bs_outbox_entry_get_state (self->entry))
    {
    case BS_OUTBOX_DRAFT:
    case BS_OUTBOX_REFUSED:
      *label = g_strdup (_ ("Send"));
      return "send";
    case BS_OUTBOX_WAITING:
      *label = g_strdup (_ ("Try Now"));
      return "retry";
    case BS_OUTBOX_RECEIVED:
    case BS_OUTBOX_ACCEPTED:
    case BS_OUTBOX_RETURNED:
      if (!bs_outbox_entry_get_changed (self->entry))
        return NULL;
      /* Translators: button; the draft was changed since the desk got it */
      *label = g_strdup_printf (_ ("Send Version %u"), submission->version + 1);
      return "send";
    case BS_OUTBOX_SENDING:
    default:
      return NULL;
    }
}

static void
show_primary (BsDraftRow *self)
{
  g_autofree char *label = NULL;
  g_autofree char *headline = bs_draft_words_dup_headline (self->entry);
  g_autofree char *name = NULL;

  self->verb = self->writable ? find_verb (self, &label) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->primary), self->verb != NULL);
  if (label == NULL || g_strcmp0 (gtk_button_get_label (self->primary), label) == 0)
    return;
  gtk_button_set_label (self->primary, label);
  /* Translators: of a button, for assistive programs: what it does and the draft's headline */
  name = g_strdup_printf (_ ("%s: %s"), label, headline);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->primary), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
update (BsDraftRow *self)
{
  BsOutboxState state = bs_outbox_entry_get_state (self->entry);
  g_autoptr (GDateTime) now = bs_environment_now (self->environment);
  g_autofree char *headline = bs_draft_words_dup_headline (self->entry);
  g_autofree char *time = bs_draft_words_dup_time (bs_outbox_entry_get_updated (self->entry), now);
  g_autofree char *words = bs_draft_words_dup_state (self->entry, 0);

  if (g_strcmp0 (gtk_label_get_label (self->headline), headline) != 0)
    {
      /* Translators: of a menu button, for assistive programs; %s is the draft's headline */
      g_autofree char *name = g_strdup_printf (_ ("More for “%s”"), headline);

      gtk_label_set_label (self->headline, headline);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      name, -1);
    }
  gtk_label_set_label (self->time, time);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, headline,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  show_primary (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "draft.hold-back",
                                 self->writable
                                   && (state == BS_OUTBOX_WAITING || state == BS_OUTBOX_REFUSED));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "draft.delete",
                                 self->writable && state != BS_OUTBOX_SENDING);
}

static void
want (BsDraftRow *self, const char *verb)
{
  g_signal_emit (self, signals[WANTED], 0, verb);
}

static void
primary_clicked (BsDraftRow *self)
{
  if (self->verb != NULL)
    want (self, self->verb);
}

static void
act (GtkWidget *widget, const char *action, GVariant *parameter G_GNUC_UNUSED)
{
  want (BS_DRAFT_ROW (widget), action + strlen ("draft."));
}

static void
show_menu (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  gtk_menu_button_popup (BS_DRAFT_ROW (widget)->more);
}

static void
secondary_pressed (GtkGestureClick *gesture, int n G_GNUC_UNUSED, double x G_GNUC_UNUSED,
                   double y G_GNUC_UNUSED, BsDraftRow *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_menu_button_popup (self->more);
}

static void
bs_draft_row_dispose (GObject *object)
{
  BsDraftRow *self = BS_DRAFT_ROW (object);

  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_data (self->entry, self);
  g_clear_object (&self->entry);
  g_clear_object (&self->environment);

  G_OBJECT_CLASS (bs_draft_row_parent_class)->dispose (object);
}

static void
bs_draft_row_class_init (BsDraftRowClass *klass)
{
  static const char *const verbs[] = { "draft.open", "draft.hold-back", "draft.delete" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_draft_row_dispose;

  signals[WANTED] = g_signal_new ("wanted", BS_TYPE_DRAFT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    gtk_widget_class_install_action (widget_class, verbs[i], NULL, act);
  gtk_widget_class_install_action (widget_class, "draft.menu", NULL, show_menu);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "draft.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "draft.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "draft.menu",
                                       NULL);

  g_type_ensure (BS_TYPE_DRAFT_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-draft-row.ui");
  bs_menus_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, BsDraftRow, headline);
  gtk_widget_class_bind_template_child (widget_class, BsDraftRow, time);
  gtk_widget_class_bind_template_child (widget_class, BsDraftRow, status);
  gtk_widget_class_bind_template_child (widget_class, BsDraftRow, primary);
  gtk_widget_class_bind_template_child (widget_class, BsDraftRow, more);
  gtk_widget_class_bind_template_callback (widget_class, primary_clicked);
}

static void
bs_draft_row_init (BsDraftRow *self)
{
  GtkGesture *secondary = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (secondary_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
}

GtkWidget *
bs_draft_row_new (BsOutboxEntry *entry, BsEnvironment *environment, gboolean writable)
{
  BsDraftRow *self = g_object_new (BS_TYPE_DRAFT_ROW, NULL);

  self->entry = g_object_ref (entry);
  self->environment = g_object_ref (environment);
  self->writable = writable;
  bs_draft_status_show (self->status, entry, environment);
  g_signal_connect_object (entry, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

BsOutboxEntry *
bs_draft_row_get_entry (BsDraftRow *self)
{
  g_return_val_if_fail (BS_IS_DRAFT_ROW (self), NULL);

  return self->entry;
}
