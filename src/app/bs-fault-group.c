/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-fault-group.h"

#include "bs-config.h"
#include "bs-fault-watch.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nobody reads a longer list; when some are mended the next come. */
#define MAX_ROWS 30
/* As many of which the same is said stand below one row. */
#define GROUP_LEAST 3
/* Characters shown on either side of a fault. */
#define CONTEXT 8

struct _BsFaultGroup
{
  AdwPreferencesGroup parent_instance;

  BsSession *session;
  BsFaultWatch *watch; /* borrowed from the session */
  GPtrArray *rows;     /* borrowed from the group */
  GHashTable *open;    /* of what is said: groups whose rows are shown */
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
mend_all_clicked (GtkWidget *button, BsFaultGroup *self)
{
  bs_fault_watch_mend_all (self->watch, g_object_get_data (G_OBJECT (button), "message"));
}

static GtkWidget *
make_mend_all_button (BsFaultGroup *self, const char *message)
{
  /* Translators: corrects all marks of one kind in the story. */
  GtkWidget *button = gtk_button_new_with_label (C_ ("marks", "Mend All"));
  /* Translators: what is said of the marks, such as "Doubled character". */
  g_autofree char *label = g_strdup_printf (_ ("Mend all: %s"), message);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "message", g_strdup (message), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (mend_all_clicked), self);

  return button;
}

static void
expanded_changed (AdwExpanderRow *row, GParamSpec *pspec G_GNUC_UNUSED, BsFaultGroup *self)
{
  const char *message = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

  if (adw_expander_row_get_expanded (row))
    g_hash_table_add (self->open, g_strdup (message));
  else
    g_hash_table_remove (self->open, message);
}

/* The row above @n faults of which the same is said. */
static GtkWidget *
add_expander (BsFaultGroup *self, const BsTextFault *fault, guint n)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *places = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u place", "%u places",
                                                          (gulong) n),
                                             n);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), fault->message);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), places);
  if (fault->replacement != NULL)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row),
                                 make_mend_all_button (self, fault->message));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row),
                                 g_hash_table_contains (self->open, fault->message));
  g_signal_connect (row, "notify::expanded", G_CALLBACK (expanded_changed), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);

  return row;
}

/* @expander: NULL: it stands alone. */
static void
add_row (BsFaultGroup *self, const char *path, const BsTextFault *fault, GtkWidget *expander)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *context = dup_context (self, path, fault);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 expander != NULL ? context : fault->message);
  if (expander == NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), context);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  tie (row, path, fault);
  g_signal_connect (row, "activated", G_CALLBACK (row_activated), self);
  if (fault->replacement != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_mend_button (self, path, fault));
  if (expander != NULL)
    {
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
      return;
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static GHashTable *
count_messages (const GPtrArray *texts)
{
  GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      const BsCheckedText *text = g_ptr_array_index (texts, i);

      for (guint k = 0; k < text->faults->len; k++)
        {
          const BsTextFault *fault = g_ptr_array_index (text->faults, k);
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, fault->message));

          g_hash_table_replace (counts, (gpointer) fault->message, GUINT_TO_POINTER (n + 1));
        }
    }

  return counts;
}

static void
add_rows (BsFaultGroup *self, const GPtrArray *texts)
{
  g_autoptr (GHashTable) counts = count_messages (texts);
  g_autoptr (GHashTable) expanders = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_rows = 0;

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      const BsCheckedText *text = g_ptr_array_index (texts, i);

      for (guint k = 0; k < text->faults->len && n_rows < MAX_ROWS; k++)
        {
          const BsTextFault *fault = g_ptr_array_index (text->faults, k);
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, fault->message));
          GtkWidget *expander = g_hash_table_lookup (expanders, fault->message);

          if (n >= GROUP_LEAST && expander == NULL)
            {
              expander = add_expander (self, fault, n);
              g_hash_table_insert (expanders, (gpointer) fault->message, expander);
            }
          add_row (self, text->path, fault, expander);
          n_rows++;
        }
    }
}

/* Which of the rows has the focus, or something in it; -1: none. */
static int
find_focus (BsFaultGroup *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (focus == row || gtk_widget_is_ancestor (focus, row))
        return (int) i;
    }

  return -1;
}

/* Nobody can type into a window without focus. */
static void
focus_near (BsFaultGroup *self, int index)
{
  if (self->rows->len == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.next-pane", NULL);
  else
    gtk_widget_child_focus (g_ptr_array_index (self->rows,
                                               MIN ((guint) index, self->rows->len - 1)),
                            GTK_DIR_TAB_FORWARD);
}

static void
faults_changed (BsFaultGroup *self)
{
  int focus = find_focus (self);
  const GPtrArray *texts = bs_fault_watch_get_texts (self->watch);
  guint n = bs_fault_watch_count (self->watch);
  /* Translators: heading of a list of faults of structure; %u is their number. */
  g_autofree char *title = g_strdup_printf (_ ("To Look At (%u)"), n);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  add_rows (self, texts);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (focus >= 0)
    focus_near (self, focus);
}

static void
bs_fault_group_dispose (GObject *object)
{
  BsFaultGroup *self = BS_FAULT_GROUP (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->open, g_hash_table_unref);

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
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
