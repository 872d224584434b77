/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-fault-group.h"

#include "bs-config.h"
#include "bs-fault-watch.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nobody reads a longer list; when some are mended the next come. */
#define MAX_ROWS 30
/* Characters shown on either side of a fault. */
#define CONTEXT 8

struct _BsFaultGroup
{
  AdwPreferencesGroup parent_instance;

  BsSession *session;
  BsFaultWatch *watch; /* borrowed from the session */
  GPtrArray *rows;     /* borrowed from the group */
};

G_DEFINE_FINAL_TYPE (BsFaultGroup, bs_fault_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_context (BsFaultGroup *self, const char *path, const BsTextFault *fault)
{
  const char *text = bs_node_get_string (
    bs_node_lookup (bs_session_get_root (self->session), path));
  const char *from = text + MIN (fault->offset, strlen (text));
  const char *to = text + MIN (fault->offset + fault->length, strlen (text));

  for (guint i = 0; i < CONTEXT && from > text; i++)
    from = g_utf8_prev_char (from);
  for (guint i = 0; i < CONTEXT && *to != '\0'; i++)
    to = g_utf8_next_char (to);

  return g_strdup_printf ("%s%.*s%s", from > text ? "…" : "", (int) (to - from), from,
                          *to != '\0' ? "…" : "");
}

static gboolean
find (BsFaultGroup *self, GtkWidget *widget, BsFoundFault *found)
{
  const char *path = g_object_get_data (G_OBJECT (widget), "path");
  gsize offset = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (widget), "offset"));

  return bs_fault_watch_find_at (self->watch, path, offset, found);
}

static void
row_activated (GtkWidget *row, BsFaultGroup *self)
{
  BsFoundFault found;

  if (find (self, row, &found))
    bs_session_reveal (self->session, found.path, found.fault->offset, found.fault->length);
}

static void
mend_clicked (GtkWidget *button, BsFaultGroup *self)
{
  BsFoundFault found;

  if (find (self, button, &found))
    bs_fault_watch_mend (self->watch, &found);
}

static void
tie (GtkWidget *widget, const char *path, const BsTextFault *fault)
{
  g_object_set_data_full (G_OBJECT (widget), "path", g_strdup (path), g_free);
  g_object_set_data (G_OBJECT (widget), "offset", GSIZE_TO_POINTER (fault->offset));
}

static GtkWidget *
make_mend_button (BsFaultGroup *self, const char *path, const BsTextFault *fault)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("object-select-symbolic");
  g_autofree char *label = bs_fault_dup_mend_label (fault);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  tie (button, path, fault);
  g_signal_connect (button, "clicked", G_CALLBACK (mend_clicked), self);

  return button;
}

static void
add_row (BsFaultGroup *self, const char *path, const BsTextFault *fault)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *context = dup_context (self, path, fault);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), fault->message);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), context);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  tie (row, path, fault);
  g_signal_connect (row, "activated", G_CALLBACK (row_activated), self);
  if (fault->replacement != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_mend_button (self, path, fault));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
faults_changed (BsFaultGroup *self)
{
  const GPtrArray *texts = bs_fault_watch_get_texts (self->watch);
  guint n = bs_fault_watch_count (self->watch);
  /* Translators: heading of a list of faults of structure; %u is their number. */
  g_autofree char *title = g_strdup_printf (_ ("To Look At (%u)"), n);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      const BsCheckedText *text = g_ptr_array_index (texts, i);

      for (guint k = 0; k < text->faults->len && self->rows->len < MAX_ROWS; k++)
        add_row (self, text->path, g_ptr_array_index (text->faults, k));
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
bs_fault_group_dispose (GObject *object)
{
  BsFaultGroup *self = BS_FAULT_GROUP (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (bs_fault_group_parent_class)->dispose (object);
}

static void
bs_fault_group_class_init (BsFaultGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bs_fault_group_dispose;
}

static void
bs_fault_group_init (BsFaultGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
bs_fault_group_set_session (BsFaultGroup *self, BsSession *session)
{
  g_return_if_fail (BS_IS_FAULT_GROUP (self));

  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  self->watch = NULL;
  g_set_object (&self->session, session);
  if (session == NULL)
    return;

  self->watch = bs_fault_watch_get (session);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (faults_changed), self,
                           G_CONNECT_SWAPPED);
  faults_changed (self);
}
