/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-form.h"

#include "bs-config.h"
#include "bs-control-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

const BsNode *
bs_form_get (BsDocument *document, const char *place)
{
  g_auto (GStrv) steps = g_strsplit (place, "/", -1);
  const BsNode *node = bs_document_get_root (document);

  for (guint i = 0; steps[i] != NULL; i++)
    node = bs_node_get_member (node, steps[i]);

  return node;
}

/* @node with what @steps lead to changed; objects that are left empty go. */
static BsNode *
change_below (const BsNode *node, char **steps, const BsNode *value)
{
  const BsNode *child = bs_node_get_member (node, steps[0]);
  g_autoptr (BsNode) empty = bs_node_builder_end (bs_node_builder_new_object ());
  g_autoptr (BsNode) changed = NULL;

  if (steps[1] == NULL)
    return bs_node_with_member (node, steps[0], value);
  changed = change_below (bs_node_get_kind (child) == BS_NODE_OBJECT ? child : empty, steps + 1,
                          value);

  return bs_node_with_member (node, steps[0], bs_node_get_length (changed) > 0 ? changed : NULL);
}

static BsNode *
get_changed (BsDocument *document, const char *place, const BsNode *value)
{
  g_auto (GStrv) steps = g_strsplit (place, "/", -1);

  return change_below (bs_document_get_root (document), steps, value);
}

gboolean
bs_form_set (BsDocument *document, const char *place, BsNode *value, const char *label,
             GError **error)
{
  g_autoptr (BsNode) owned = value;
  g_autoptr (BsNode) root = get_changed (document, place, value);
  gsize length = strcspn (place, "/");
  g_autofree char *member = g_strndup (place, length);
  g_autofree char *path = g_strconcat ("/", member, NULL);
  g_autofree char *coalesce = g_strconcat ("form:", place, NULL);
  const BsNode *before = bs_node_get_member (bs_document_get_root (document), member);
  const BsNode *after = bs_node_get_member (root, member);
  gboolean done;

  if (before == after || (before != NULL && after != NULL && bs_node_equal (before, after)))
    return TRUE;
  bs_document_begin (document, label, coalesce);
  done = bs_document_set_node (document, path, after, error);
  if (done)
    bs_document_end (document);
  else
    bs_document_cancel (document);

  return done;
}

/* --- Rows --- */

typedef enum
{
  ROW_TEXT,
  ROW_SWITCH,
  ROW_CHOICE,
  ROW_NUMBER
} RowKind;

typedef struct
{
  BsForm *form;
  RowKind kind;
  GtkWidget *control; /* weak: cleared when it goes */
  char *place;
  char *label;
  GStrv values;
  gboolean usual;
  BsFormRange range;
} Row;

struct _BsForm
{
  GObject parent_instance;

  BsDocument *document;
  GPtrArray *rows;
  BsFormCheck check;
  BsFormTell tell;
  gpointer data;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (BsForm, bs_form, G_TYPE_OBJECT)

static void
row_free (Row *row)
{
  if (row->control != NULL)
    g_object_remove_weak_pointer (G_OBJECT (row->control), (gpointer *) &row->control);
  g_free (row->place);
  g_free (row->label);
  g_strfreev (row->values);
  g_free (row);
}

static double
get_number (const BsNode *node, double usual)
{
  if (bs_node_get_kind (node) == BS_NODE_INTEGER)
    return (double) bs_node_get_integer (node, 0);

  return bs_node_get_double (node, usual);
}

static guint
find_choice (const Row *row, const char *value)
{
  for (guint i = 0; row->values[i] != NULL; i++)
    if (g_str_equal (row->values[i], value))
      return i;

  return 0;
}

static void
show_row (BsForm *self, Row *row)
{
  const BsNode *node = bs_form_get (self->document, row->place);

  if (row->control == NULL)
    return;
  switch (row->kind)
    {
    case ROW_TEXT:
      if (strcmp (gtk_editable_get_text (GTK_EDITABLE (row->control)), bs_node_get_string (node))
          != 0)
        gtk_editable_set_text (GTK_EDITABLE (row->control), bs_node_get_string (node));
      break;
    case ROW_SWITCH:
      gtk_switch_set_active (GTK_SWITCH (row->control), bs_node_get_boolean (node, row->usual));
      break;
    case ROW_CHOICE:
      adw_combo_row_set_selected (ADW_COMBO_ROW (row->control),
                                  find_choice (row, bs_node_get_string (node)));
      break;
    case ROW_NUMBER:
    default:
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (row->control),
                                 node != NULL ? get_number (node, 0) / row->range.scale
                                              : row->range.usual);
      break;
    }
}

static void
show_rows (BsForm *self)
{
  self->showing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    show_row (self, g_ptr_array_index (self->rows, i));
  self->showing = FALSE;
}

static BsNode *
read_row (const Row *row)
{
  const char *text;
  double number;

  switch (row->kind)
    {
    case ROW_TEXT:
      text = gtk_editable_get_text (GTK_EDITABLE (row->control));
      return *text != '\0' ? bs_node_new_string (text) : NULL;
    case ROW_SWITCH:
      return bs_node_new_boolean (gtk_switch_get_active (GTK_SWITCH (row->control)));
    case ROW_CHOICE:
      return bs_node_new_string (
        row->values[adw_combo_row_get_selected (ADW_COMBO_ROW (row->control))]);
    case ROW_NUMBER:
    default:
      number = gtk_spin_button_get_value (GTK_SPIN_BUTTON (row->control)) * row->range.scale;
      return fabs (number - round (number)) < 1e-6 ? bs_node_new_integer ((gint64) round (number))
                                                   : bs_node_new_double (number);
    }
}

static void
row_changed (Row *row)
{
  BsForm *self = row->form;
  const BsNode *now = bs_form_get (self->document, row->place);
  g_autoptr (BsNode) value = NULL;

  if (self->showing || row->control == NULL)
    return;
  /* A row that was put back tells of it once more. */
  value = read_row (row);
  if (value == now || (value != NULL && now != NULL && bs_node_equal (value, now)))
    return;
  if (!bs_form_change (self, row->place, g_steal_pointer (&value), row->label))
    {
      self->showing = TRUE;
      show_row (self, row);
      self->showing = FALSE;
    }
}

static Row *
add_row (BsForm *self, RowKind kind, GtkWidget *control, const char *title, const char *place)
{
  Row *row = g_new0 (Row, 1);

  row->form = self;
  row->kind = kind;
  row->control = control;
  row->place = g_strdup (place);
  /* Translators: step of undo; what was changed of a publication, such as "Motto" */
  row->label = g_strdup_printf (_ ("Change %s"), title);
  row->range.scale = 1;
  g_object_add_weak_pointer (G_OBJECT (control), (gpointer *) &row->control);
  /* The others are named by their title, or by the row that they stand in. */
  if (kind == ROW_CHOICE)
    gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                    -1);
  g_ptr_array_add (self->rows, row);

  return row;
}

static void
begin_showing (BsForm *self, Row *row)
{
  self->showing = TRUE;
  show_row (self, row);
  self->showing = FALSE;
}

GtkWidget *
bs_form_row_text (BsForm *self, const char *title, const char *place)
{
  GtkWidget *entry = adw_entry_row_new ();
  Row *row = add_row (self, ROW_TEXT, entry, title, place);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  begin_showing (self, row);
  g_signal_connect_data (entry, "changed", G_CALLBACK (row_changed), row, NULL, G_CONNECT_SWAPPED);

  return entry;
}

static GtkWidget *
wrap (GtkWidget *control, const char *title)
{
  GtkWidget *action = bs_control_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (action), title);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (action), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (action), control);

  return action;
}

GtkWidget *
bs_form_row_switch (BsForm *self, const char *title, const char *place, gboolean usual)
{
  GtkWidget *control = gtk_switch_new ();
  Row *row = add_row (self, ROW_SWITCH, control, title, place);

  row->usual = usual;
  begin_showing (self, row);
  g_signal_connect_data (control, "notify::active", G_CALLBACK (row_changed), row, NULL,
                         G_CONNECT_SWAPPED);

  return wrap (control, title);
}

GtkWidget *
bs_form_row_choice (BsForm *self, const char *title, const char *place, const char *const *values,
                    const char *const *names)
{
  GtkWidget *combo = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);
  Row *row;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (combo), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (list));
  row = add_row (self, ROW_CHOICE, combo, title, place);
  row->values = g_strdupv ((char **) values);
  begin_showing (self, row);
  g_signal_connect_data (combo, "notify::selected", G_CALLBACK (row_changed), row, NULL,
                         G_CONNECT_SWAPPED);

  return combo;
}

GtkWidget *
bs_form_row_number (BsForm *self, const char *title, const char *place, const BsFormRange *range)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (range->min, range->max, range->step);
  Row *row;

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), range->digits);
  row = add_row (self, ROW_NUMBER, spin, title, place);
  row->range = *range;
  if (row->range.scale <= 0)
    row->range.scale = 1;
  begin_showing (self, row);
  g_signal_connect_data (spin, "value-changed", G_CALLBACK (row_changed), row, NULL,
                         G_CONNECT_SWAPPED);

  return wrap (spin, title);
}

/* --- */

static void
bs_form_dispose (GObject *object)
{
  BsForm *self = BS_FORM (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (bs_form_parent_class)->dispose (object);
}

static void
bs_form_finalize (GObject *object)
{
  g_clear_pointer (&BS_FORM (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (bs_form_parent_class)->finalize (object);
}

static void
bs_form_class_init (BsFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bs_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = bs_form_finalize;
}

static void
bs_form_init (BsForm *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
}

BsForm *
bs_form_new (BsDocument *document)
{
  BsForm *self = g_object_new (BS_TYPE_FORM, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (show_rows), self);

  return self;
}

BsDocument *
bs_form_get_document (BsForm *self)
{
  return self->document;
}

void
bs_form_set_guard (BsForm *self, BsFormCheck check, BsFormTell tell, gpointer data)
{
  self->check = check;
  self->tell = tell;
  self->data = data;
}

gboolean
bs_form_change (BsForm *self, const char *place, BsNode *value, const char *label)
{
  g_autoptr (BsNode) root = get_changed (self->document, place, value);
  g_autoptr (GError) error = NULL;

  if (self->check != NULL && !self->check (root, &error, self->data))
    g_clear_pointer (&value, bs_node_unref);
  else
    bs_form_set (self->document, place, value, label, &error);
  if (self->tell != NULL)
    self->tell (error != NULL ? error->message : NULL, self->data);

  return error == NULL;
}
