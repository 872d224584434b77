/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-box-controls.h"

#include "bs-box-place.h"
#include "bs-config.h"
#include "bs-control-row.h"
#include "bs-sensitive.h"

#include "compose/bs-composer.h"
#include "layout/bs-type-sizes.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define MOST_SIZES 32

typedef enum
{
  FOR_STORY = 1 << 0,
  FOR_PICTURED = 1 << 1, /* a story with a photo */
  FOR_PHOTO = 1 << 2,
  FOR_GROUP = 1 << 3,
  FOR_AD = 1 << 4,
  FOR_ALL = FOR_STORY | FOR_PICTURED | FOR_PHOTO | FOR_GROUP | FOR_AD
} Kinds;

typedef enum
{
  KIND_NUMBER,
  KIND_CHOICE,
  KIND_SIZE,
  KIND_PLACE,
  KIND_TEXT,
  KIND_SWITCH
} ControlKind;

typedef struct
{
  const char *value;
  const char *label;
} Choice;

/* One row: what it changes of the box. */
typedef struct
{
  ControlKind kind;
  Kinds kinds;
  const char *group;
  const char *title;
  const char *object; /* member of the box that has @member; NULL: the box itself */
  const char *member;
  guint from, to;
  const Choice *choices;
} Control;

static const Choice positions[] = {
  { "above", N_ ("Above") },       { "left", N_ ("Left") },     { "right", N_ ("Right") },
  { "vertical", N_ ("Vertical") }, { "middle", N_ ("Middle") }, { NULL, NULL },
};
static const Choice frames[] = {
  { "", NC_ ("frame", "None") },
  { "rule", NC_ ("frame", "Rule") },
  { "tint", NC_ ("frame", "Tint") },
  { NULL, NULL },
};
static const Choice picture_sides[] = {
  { "right", N_ ("Right") },
  { "left", N_ ("Left") },
  { "middle", N_ ("Middle") },
  { NULL, NULL },
};
static const Choice caption_sides[] = {
  { "below", N_ ("Below") },
  { "above", N_ ("Above") },
  { "left", N_ ("Left") },
  { "right", N_ ("Right") },
  { NULL, NULL },
};
static const Choice shapes[] = {
  { "even", N_ ("All Alike") },
  { "big-left", N_ ("Large One at the Left") },
  { "big-right", N_ ("Large One at the Right") },
  { "big-top", N_ ("Large One on Top") },
  { NULL, NULL },
};

#define STORIES (FOR_STORY | FOR_PICTURED)
#define PICTURES (FOR_PICTURED | FOR_PHOTO | FOR_GROUP)

/* clang-format off */
static const Control controls[] = {
  { KIND_SIZE, STORIES, N_ ("Headline"), N_ ("Size"), "headline", "size", 0, 0, NULL },
  { KIND_NUMBER, STORIES, NULL, N_ ("Lines"), "headline", "lines", 0, 3, NULL },
  { KIND_CHOICE, STORIES, NULL, N_ ("Position"), "headline", "position", 0, 0, positions },
  { KIND_NUMBER, STORIES, N_ ("Body"), NC_ ("text", "Columns"), NULL, "legs", 0, 8, NULL },
  { KIND_NUMBER, STORIES, NULL, N_ ("Characters a Line"), NULL, "measure", 0, 80, NULL },
  { KIND_NUMBER, FOR_PICTURED, N_ ("Picture"), N_ ("Columns Wide"), "picture", "legs", 0, 8, NULL },
  { KIND_NUMBER, FOR_PICTURED, NULL, N_ ("Lines High"), "picture", "lines", 0, 120, NULL },
  { KIND_CHOICE, FOR_PICTURED, NULL, N_ ("Picture At"), "picture", "side", 0, 0, picture_sides },
  { KIND_NUMBER, FOR_GROUP, N_ ("Pictures"), N_ ("In a Row"), NULL, "across", 0, 12, NULL },
  { KIND_CHOICE, FOR_GROUP, NULL, N_ ("Shape"), NULL, "shape", 0, 0, shapes },
  { KIND_CHOICE, PICTURES, NULL, N_ ("Caption"), "caption", "side", 0, 0, caption_sides },
  { KIND_TEXT, FOR_AD, N_ ("Advertisement"), N_ ("Label"), NULL, "label", 0, 0, NULL },
  { KIND_TEXT, FOR_AD, NULL, N_ ("Customer"), NULL, "customer", 0, 0, NULL },
  { KIND_PLACE, FOR_ALL, N_ ("Place and Frame"), N_ ("First Column"), NULL, "column", 1, 24, NULL },
  { KIND_PLACE, FOR_ALL, NULL, N_ ("Columns Wide"), NULL, "columns", 1, 24, NULL },
  { KIND_PLACE, FOR_ALL, NULL, N_ ("First Line"), NULL, "line", 1, 400, NULL },
  { KIND_PLACE, FOR_ALL, NULL, N_ ("Lines High"), NULL, "lines", 1, 400, NULL },
  { KIND_CHOICE, FOR_ALL, NULL, N_ ("Frame"), NULL, "frame", 0, 0, frames },
  { KIND_SWITCH, FOR_ALL, NULL, N_ ("Lock Place and Look"), NULL, "locked", 0, 0, NULL },
};
/* clang-format on */

#define N_CONTROLS G_N_ELEMENTS (controls)

struct _BsBoxControls
{
  GtkBox parent_instance;

  GtkWidget *groups[N_CONTROLS]; /* of each control; borrowed */
  GtkWidget *rows[N_CONTROLS];   /* borrowed */
  GtkWidget *inputs[N_CONTROLS]; /* spin button, switch, or the row itself; borrowed */

  BsSession *session;
  guint sizes[MOST_SIZES]; /* in the list of headline sizes */
  guint n_sizes;
  GArray *named; /* BsTypeSize */
  guint quiet;   /* what is shown changes: nobody's wish */
};

G_DEFINE_FINAL_TYPE (BsBoxControls, bs_box_controls, GTK_TYPE_BOX)

static void show_values (BsBoxControls *self);

static const char *
get_control_title (const Control *control)
{
  return control->member != NULL && g_str_equal (control->member, "legs") && control->object == NULL
           ? g_dpgettext2 (GETTEXT_PACKAGE, "text", control->title)
           : _ (control->title);
}

static const char *
get_choice_label (const Control *control, const Choice *choice)
{
  return control->choices == frames ? g_dpgettext2 (GETTEXT_PACKAGE, "frame", choice->label)
                                    : _ (choice->label);
}

static const BsNode *
get_holder (const Control *control, const BsNode *box)
{
  return control->object != NULL ? bs_node_get_member (box, control->object) : box;
}

/* {headline: {size: @value}}, as bs_page_edit_set_variant() takes it. */
static BsNode *
make_variant (const Control *control, BsNode *value)
{
  BsNodeBuilder *variant = bs_node_builder_new_object ();

  if (control->object != NULL)
    {
      BsNodeBuilder *inner = bs_node_builder_new_object ();

      bs_node_builder_set (inner, control->member, value);
      bs_node_builder_set (variant, control->object, bs_node_builder_end (inner));
    }
  else
    {
      bs_node_builder_set (variant, control->member, value);
    }

  return bs_node_builder_end (variant);
}

/* One step of undo, joined with the one before of the same row; on failure the row shows again what
 * is so. */
static void
make_step (BsBoxControls *self, const Control *control, BsPageEdit *edit, GError *error)
{
  BsDocument *document = bs_session_get_document (self->session);
  g_autofree char *key = NULL;

  if (edit != NULL && edit->operations->len == 0)
    {
      bs_page_edit_unref (edit);
    }
  else if (edit == NULL)
    {
      bs_session_apply (self->session, NULL, error);
    }
  else
    {
      key = g_strdup_printf ("inspect %s %s %s", bs_session_get_page (self->session),
                             bs_session_get_box (self->session), control->title);
      bs_document_begin (document, edit->label, key);
      if (bs_session_apply (self->session, edit, NULL))
        bs_document_end (document);
    }
  show_values (self);
}

static void
set_variant (BsBoxControls *self, const Control *control, BsNode *value)
{
  g_autoptr (BsNode) variant = make_variant (control, value);
  BsPageContext context;
  GError *error = NULL;
  BsPageEdit *edit = NULL;

  if (bs_session_get_context (self->session, &context, &error))
    edit = bs_page_edit_set_variant (&context, bs_session_get_box (self->session), variant, &error);
  make_step (self, control, edit, error);
}

static void
set_locked (BsBoxControls *self, const Control *control, gboolean locked)
{
  BsPageContext context;
  GError *error = NULL;
  BsPageEdit *edit = NULL;

  if (bs_session_get_context (self->session, &context, &error))
    edit = bs_page_edit_set_locked (&context, bs_session_get_box (self->session), locked, &error);
  make_step (self, control, edit, error);
}

static void
set_place (BsBoxControls *self, const Control *control, guint value)
{
  BsGridRect place = bs_box_place_read (bs_session_get_box_node (self->session));
  BsPageContext context;
  GError *error = NULL;
  BsPageEdit *edit = NULL;

  if (g_str_equal (control->member, "column"))
    place.column = value - 1;
  else if (g_str_equal (control->member, "columns"))
    place.columns = value;
  else if (g_str_equal (control->member, "line"))
    place.line = value - 1;
  else
    place.lines = value;
  if (bs_session_get_context (self->session, &context, &error))
    edit = bs_page_edit_resize (&context, bs_session_get_box (self->session), &place,
                                BS_OVERLAP_PUSH, &error);
  make_step (self, control, edit, error);
}

static int
find_control (BsBoxControls *self, gpointer input)
{
  for (guint i = 0; i < N_CONTROLS; i++)
    if (self->inputs[i] == input)
      return (int) i;

  return -1;
}

/* The control of @input, when the user changed it and a box is there; else NULL. */
static const Control *
get_wished (BsBoxControls *self, gpointer input)
{
  int index = find_control (self, input);

  return index < 0 || self->quiet > 0 || self->session == NULL
             || bs_session_get_box_node (self->session) == NULL
           ? NULL
           : &controls[index];
}

static void
number_changed (GtkSpinButton *spin, BsBoxControls *self)
{
  const Control *control = get_wished (self, spin);
  int value = gtk_spin_button_get_value_as_int (spin);

  if (control == NULL)
    return;
  if (control->kind == KIND_PLACE)
    set_place (self, control, (guint) value);
  else
    set_variant (self, control, bs_node_new_integer (value));
}

static void
choice_changed (AdwComboRow *row, GParamSpec *pspec G_GNUC_UNUSED, BsBoxControls *self)
{
  const Control *control = get_wished (self, row);
  guint selected = adw_combo_row_get_selected (row);

  if (control == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (control->kind == KIND_SIZE)
    set_variant (self, control,
                 bs_node_new_integer (selected == 0 ? 0 : self->sizes[selected - 1]));
  else
    set_variant (self, control, bs_node_new_string (control->choices[selected].value));
}

static void
text_applied (AdwEntryRow *row, BsBoxControls *self)
{
  const Control *control = get_wished (self, row);

  if (control != NULL)
    set_variant (self, control, bs_node_new_string (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
switch_changed (GtkSwitch *button, GParamSpec *pspec G_GNUC_UNUSED, BsBoxControls *self)
{
  const Control *control = get_wished (self, button);

  if (control != NULL)
    set_locked (self, control, gtk_switch_get_active (button));
}

/* 0 is left to the program. */
static gboolean
show_automatic (GtkSpinButton *spin, gpointer data G_GNUC_UNUSED)
{
  if (gtk_spin_button_get_value_as_int (spin) != 0)
    return FALSE;
  /* Translators: in a number's place: the program chooses it. Short. */
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (spin)), _ ("Auto")) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), _ ("Auto"));

  return TRUE;
}

static int
read_automatic (GtkSpinButton *spin, double *value, gpointer data G_GNUC_UNUSED)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  char *end;

  if (*text == '\0' || g_str_equal (text, _ ("Auto")))
    {
      *value = 0;
      return TRUE;
    }
  *value = (double) g_ascii_strtoll (text, &end, 10);

  return *end == '\0' ? TRUE : GTK_INPUT_ERROR;
}

static GtkWidget *
make_spin (BsBoxControls *self, const Control *control)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (control->from, control->to, 1);

  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 4);
  gtk_spin_button_set_update_policy (GTK_SPIN_BUTTON (spin), GTK_UPDATE_IF_VALID);
  if (control->from == 0)
    {
      gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), FALSE);
      g_signal_connect (spin, "output", G_CALLBACK (show_automatic), NULL);
      g_signal_connect (spin, "input", G_CALLBACK (read_automatic), NULL);
      gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
      show_automatic (GTK_SPIN_BUTTON (spin), NULL);
    }
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (number_changed), self, 0);

  return spin;
}

static GtkWidget *
make_combo (BsBoxControls *self, const Control *control)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (const Choice *choice = control->choices; choice != NULL && choice->value != NULL; choice++)
    gtk_string_list_append (labels, get_choice_label (control, choice));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (choice_changed), self, 0);

  return row;
}

static GtkWidget *
make_entry (BsBoxControls *self)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (text_applied), self, 0);

  return row;
}

/* "Headline: Lines": a row's title alone says too little to who cannot see its group. */
static void
name_input (GtkWidget *input, guint index)
{
  guint first = index;
  g_autofree char *name = NULL;

  while (controls[first].group == NULL)
    first--;
  name = g_strdup_printf ("%s: %s", _ (controls[first].group),
                          get_control_title (&controls[index]));
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (input), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (input), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
make_row (BsBoxControls *self, guint index)
{
  const Control *control = &controls[index];
  GtkWidget *row = NULL;
  GtkWidget *input = NULL;

  switch (control->kind)
    {
    case KIND_CHOICE:
    case KIND_SIZE:
      row = make_combo (self, control);
      break;
    case KIND_TEXT:
      row = make_entry (self);
      break;
    case KIND_SWITCH:
      input = gtk_switch_new ();
      gtk_widget_set_valign (input, GTK_ALIGN_CENTER);
      g_signal_connect_object (input, "notify::active", G_CALLBACK (switch_changed), self, 0);
      break;
    case KIND_NUMBER:
    case KIND_PLACE:
    default:
      input = make_spin (self, control);
    }
  if (input != NULL)
    {
      row = bs_control_row_new ();
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), input);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), input);
      name_input (input, index);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_control_title (control));
  self->rows[index] = row;
  self->inputs[index] = input != NULL ? input : row;
}

/* What a headline may be set in: the series, with the sizes' names, and what is set now. */
static void
fill_sizes (BsBoxControls *self, AdwComboRow *row, guint now)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  gboolean known = now == 0;

  self->n_sizes = 0;
  /* Translators: the size of a headline is chosen by the program. */
  gtk_string_list_append (labels, _ ("Automatic"));
  for (guint i = 0; bs_headline_sizes[i] != 0 && self->n_sizes + 1 < MOST_SIZES; i++)
    {
      guint size = bs_headline_sizes[i];

      if (!known && size < now)
        self->sizes[self->n_sizes++] = now;
      known = known || size <= now;
      self->sizes[self->n_sizes++] = size;
    }
  if (!known)
    self->sizes[self->n_sizes++] = now;
  for (guint i = 0; i < self->n_sizes; i++)
    {
      const char *name = self->named != NULL
                           ? bs_type_sizes_get_name (self->named,
                                                     bs_unit_from_points (self->sizes[i] / 10.0))
                           : NULL;
      g_autofree char *label = name != NULL
                                 /* Translators: a size in points and its Chinese name. */
                                 ? g_strdup_printf (_ ("%g pt (%s)"), self->sizes[i] / 10.0, name)
                                 /* Translators: a size in points. */
                                 : g_strdup_printf (_ ("%g pt"), self->sizes[i] / 10.0);

      gtk_string_list_append (labels, label);
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (labels));
}

/* A size that automatic layout would not choose is told; whoever chose it may have meant it. */
static void
show_band (BsBoxControls *self, AdwComboRow *row, guint now)
{
  g_autofree char *text = NULL;
  BsPageContext context;
  guint least;
  guint most;

  if (now != 0 && bs_session_get_box (self->session) != NULL
      && bs_session_get_context (self->session, &context, NULL)
      && bs_page_edit_get_head_band (&context, bs_session_get_box (self->session), &least, &most)
      && (now < least || now > most))
    text = g_strdup_printf (now < least
                              /* Translators: below a headline's size; two sizes in points */
                              ? _ ("Smaller than stories of its weight have: %g to %g pt")
                              : _ ("Larger than stories of its weight have: %g to %g pt"),
                            least / 10.0, most / 10.0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text != NULL ? text : "");
}

static void
show_size (BsBoxControls *self, AdwComboRow *row, guint now)
{
  guint selected = 0;

  show_band (self, row, now);

  for (guint attempt = 0; attempt < 2 && selected == 0; attempt++)
    {
      if (attempt > 0 || self->n_sizes == 0)
        fill_sizes (self, row, now);
      for (guint i = 0; now != 0 && i < self->n_sizes; i++)
        if (self->sizes[i] == now)
          selected = i + 1;
      if (now == 0)
        break;
    }
  adw_combo_row_set_selected (row, selected);
}

static void
show_choice (AdwComboRow *row, const Control *control, const char *value)
{
  guint selected = 0;

  for (guint i = 0; control->choices[i].value != NULL; i++)
    if (g_str_equal (control->choices[i].value, value))
      selected = i;
  if (adw_combo_row_get_selected (row) != selected)
    adw_combo_row_set_selected (row, selected);
}

static void
show_value (BsBoxControls *self, guint index, const BsNode *box)
{
  const Control *control = &controls[index];
  const BsNode *holder = get_holder (control, box);
  GtkWidget *input = self->inputs[index];
  gint64 number = bs_node_get_number (holder, control->member, 0);
  const char *text = bs_node_get_text (holder, control->member);

  switch (control->kind)
    {
    case KIND_SIZE:
      show_size (self, ADW_COMBO_ROW (input), (guint) CLAMP (number, 0, 2000));
      break;
    case KIND_CHOICE:
      show_choice (ADW_COMBO_ROW (input), control, text);
      break;
    case KIND_TEXT:
      /* What is being written stays until it is applied or left. */
      if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (input)), text) != 0)
        gtk_editable_set_text (GTK_EDITABLE (input), text);
      break;
    case KIND_SWITCH:
      gtk_switch_set_active (GTK_SWITCH (input), bs_node_get_flag (holder, control->member, FALSE));
      break;
    case KIND_PLACE:
      if (g_str_equal (control->member, "column") || g_str_equal (control->member, "line"))
        number++;
      G_GNUC_FALLTHROUGH;
    case KIND_NUMBER:
    default:
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (input), (double) number);
    }
}

static Kinds
get_kinds (const BsNode *box)
{
  const char *kind = bs_node_get_text (box, "kind");

  if (g_str_equal (kind, "story"))
    return bs_node_get_length (bs_node_get_member (box, "refs")) > 1 ? FOR_PICTURED : FOR_STORY;
  if (g_str_equal (kind, "photo"))
    return FOR_PHOTO;
  if (g_str_equal (kind, "group"))
    return FOR_GROUP;

  return FOR_AD;
}

/* The group that begins with control @index has a row for such a box. */
static gboolean
group_is_shown (guint index, Kinds kinds)
{
  gboolean shown = (controls[index].kinds & kinds) != 0;

  for (guint i = index + 1; i < N_CONTROLS && controls[i].group == NULL; i++)
    shown = shown || (controls[i].kinds & kinds) != 0;

  return shown;
}

static void
show_values (BsBoxControls *self)
{
  const BsNode *box = self->session != NULL ? bs_session_get_box_node (self->session) : NULL;
  Kinds kinds;
  gboolean locked;
  gboolean writable;

  gtk_widget_set_visible (GTK_WIDGET (self), box != NULL);
  if (box == NULL)
    return;

  kinds = get_kinds (box);
  locked = bs_node_get_flag (box, "locked", FALSE);
  writable = !bs_document_get_read_only (bs_session_get_document (self->session));
  self->quiet++;
  for (guint i = 0; i < N_CONTROLS; i++)
    {
      gboolean shown = (controls[i].kinds & kinds) != 0;

      gtk_widget_set_visible (self->rows[i], shown);
      if (controls[i].group != NULL)
        gtk_widget_set_visible (self->groups[i], group_is_shown (i, kinds));
      if (!shown)
        continue;
      bs_set_sensitive (self->rows[i], writable && (!locked || controls[i].kind == KIND_SWITCH));
      show_value (self, i, box);
    }
  self->quiet--;
}

static void
bs_box_controls_dispose (GObject *object)
{
  g_clear_object (&BS_BOX_CONTROLS (object)->session);

  G_OBJECT_CLASS (bs_box_controls_parent_class)->dispose (object);
}

static void
bs_box_controls_finalize (GObject *object)
{
  g_clear_pointer (&BS_BOX_CONTROLS (object)->named, g_array_unref);

  G_OBJECT_CLASS (bs_box_controls_parent_class)->finalize (object);
}

static void
bs_box_controls_class_init (BsBoxControlsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bs_box_controls_dispose;
  G_OBJECT_CLASS (klass)->finalize = bs_box_controls_finalize;
}

static void
bs_box_controls_init (BsBoxControls *self)
{
  GtkWidget *group = NULL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  for (guint i = 0; i < N_CONTROLS; i++)
    {
      if (controls[i].group != NULL)
        {
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (controls[i].group));
          gtk_box_append (GTK_BOX (self), group);
        }
      make_row (self, i);
      self->groups[i] = group;
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->rows[i]);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
bs_box_controls_show (BsBoxControls *self, BsSession *session)
{
  g_return_if_fail (BS_IS_BOX_CONTROLS (self));

  if (session != NULL && self->named == NULL)
    self->named = bs_type_sizes_read (bs_session_get_environment (session), NULL);
  g_set_object (&self->session, session);
  show_values (self);
}
