/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-field-view.h"

#include "bs-config.h"
#include "bs-text-clean.h"
#include "bs-still-caret.h"
#include "bs-text-menu.h"
#include "bs-text-splice.h"
#include "bs-typing-run.h"

#include "model/bs-version.h"

#include <string.h>

#define MIN_WIDTH 80
#define NATURAL_WIDTH 300

struct _BsFieldView
{
  GtkTextView parent_instance;

  BsDocument *document;
  char *path;
  char *label;
  char *placeholder;
  PangoLayout *layout; /* of the placeholder */

  guint quiet;
  guint busy;
  gboolean in_action;
  char *preedit; /* what an input method composes here; NULL: nothing yet */
  BsTypingRun run;
};

G_DEFINE_FINAL_TYPE (BsFieldView, bs_field_view, GTK_TYPE_TEXT_VIEW)

enum
{
  PROP_PLACEHOLDER = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkTextBuffer *
get_buffer (BsFieldView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

static char *
dup_text (BsFieldView *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);

  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, TRUE);
}

static const char *
get_value (BsFieldView *self)
{
  if (self->document == NULL || self->path == NULL)
    return "";

  return bs_node_get_string (bs_node_lookup (bs_document_get_root (self->document), self->path));
}

static void
show_value (BsFieldView *self)
{
  g_autofree char *shown = dup_text (self);
  g_autofree char *value = bs_text_flatten (get_value (self));
  BsTextSplice splice;
  GtkTextIter start;
  GtkTextIter end;

  if (strcmp (shown, value) == 0)
    return;

  /* Only what differs: the caret and the underlines of the rest stay. */
  splice = bs_text_splice_find (shown, value);
  gtk_text_buffer_get_iter_at_line_index (get_buffer (self), &start, 0, (int) splice.offset);
  gtk_text_buffer_get_iter_at_line_index (get_buffer (self), &end, 0,
                                          (int) (splice.offset + splice.removed));
  self->quiet++;
  gtk_text_buffer_delete (get_buffer (self), &start, &end);
  gtk_text_buffer_insert (get_buffer (self), &start, value + splice.offset, (int) splice.inserted);
  gtk_text_buffer_place_cursor (get_buffer (self), &start);
  self->quiet--;
  self->run.ended = TRUE;
}

static void
document_changed (BsFieldView *self)
{
  if (self->busy == 0)
    show_value (self);
}

/* "/stories/s1/headline": a version of the story is kept before its first edit. */
static void
keep_version (BsFieldView *self)
{
  g_auto (GStrv) steps = g_strsplit (self->path, "/", -1);

  if (g_strv_length (steps) == 4 && strcmp (steps[1], "stories") == 0)
    bs_version_keep_for_edit (self->document, steps[2], NULL);
}

static gboolean
apply_splice (BsFieldView *self, const BsTextSplice *splice, const char *inserted, const char *text)
{
  const char *value = get_value (self);

  /* A text that comes or goes takes its member with it. */
  if (*value == '\0' || *text == '\0')
    return bs_document_set_text (self->document, self->path, text, NULL);

  return bs_document_splice (self->document, self->path, splice->offset, splice->removed, inserted,
                             NULL);
}

/* One edit, as a step of undo that goes on with the typing before it. */
static void
take_text (BsFieldView *self)
{
  g_autofree char *text = dup_text (self);
  BsTextSplice splice = bs_text_splice_find (get_value (self), text);
  g_autofree char *inserted = g_strndup (text + splice.offset, splice.inserted);
  g_autofree char *key = NULL;
  BsBodyEdit edit = { .offset = (int) splice.offset,
                      .end_offset = (int) (splice.offset + splice.removed) };

  if (strcmp (text, get_value (self)) == 0)
    return;

  if (splice.removed > 0)
    key = bs_typing_run_dup_key (&self->run, self->path, &edit);
  if (splice.inserted > 0)
    {
      self->run.joins = self->run.joins || splice.removed > 0;
      edit.text = inserted;
      g_free (key);
      key = bs_typing_run_dup_key (&self->run, self->path, &edit);
    }

  self->busy++;
  bs_document_begin (self->document, self->label, key);
  keep_version (self);
  apply_splice (self, &splice, inserted, text);
  bs_document_end (self->document);
  self->busy--;
}

static void
buffer_changed (BsFieldView *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (self->quiet == 0 && !self->in_action && self->document != NULL && self->path != NULL)
    take_text (self);
}

/* What is typed over a selection is one edit. */
static void
begin_action (BsFieldView *self)
{
  self->in_action = TRUE;
}

static void
end_action (BsFieldView *self)
{
  self->in_action = FALSE;
  buffer_changed (self);
}

static void
preedit_changed (BsFieldView *self, const char *preedit)
{
  g_free (self->preedit);
  self->preedit = g_strdup (preedit);
  if (*preedit != '\0')
    bs_typing_run_compose (&self->run);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
inserting (GtkTextBuffer *buffer, GtkTextIter *position, char *text, int length, BsFieldView *self)
{
  g_autofree char *line = NULL;

  if (self->quiet > 0)
    return;

  line = bs_text_clean_line (text, length);
  if ((int) strlen (line) == length && memcmp (line, text, (gsize) length) == 0)
    return;

  g_signal_stop_emission_by_name (buffer, "insert-text");
  if (*line != '\0')
    gtk_text_buffer_insert (buffer, position, line, -1);
}

static gboolean
key_pressed (GtkEventControllerKey *controller G_GNUC_UNUSED, guint key, guint code G_GNUC_UNUSED,
             GdkModifierType state G_GNUC_UNUSED, BsFieldView *self)
{
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                          GTK_DIR_TAB_FORWARD);

  return GDK_EVENT_STOP;
}

static void
bs_field_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BsFieldView *self = BS_FIELD_VIEW (widget);
  GdkRGBA color;

  GTK_WIDGET_CLASS (bs_field_view_parent_class)->snapshot (widget, snapshot);

  if (self->placeholder == NULL || gtk_text_buffer_get_char_count (get_buffer (self)) > 0
      || (self->preedit != NULL && *self->preedit != '\0'))
    return;

  if (self->layout == NULL)
    {
      self->layout = gtk_widget_create_pango_layout (widget, self->placeholder);
      pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_width (self->layout, gtk_widget_get_width (widget) * PANGO_SCALE);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= 0.35f;
  gtk_snapshot_append_layout (snapshot, self->layout, &color);
}

static GtkSizeRequestMode
bs_field_view_get_request_mode (GtkWidget *widget G_GNUC_UNUSED)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A text view asks for the height it had at its last width; before the first that is one character
 * a line. The field asks for what its text needs at the width it is offered. */
static void
bs_field_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  BsFieldView *self = BS_FIELD_VIEW (widget);
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;
  int height;

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }

  value = dup_text (self);
  text = g_strconcat (value, self->preedit, NULL);
  layout = gtk_widget_create_pango_layout (widget, *text != '\0' ? text : " ");
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (for_size > 0 ? for_size : NATURAL_WIDTH) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  *minimum = *natural = height;
}

static void
bs_field_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (bs_field_view_parent_class)->size_allocate (widget, width, height, baseline);

  bs_text_menu_present (GTK_TEXT_VIEW (widget));
}

static void
bs_field_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (bs_field_view_parent_class)->css_changed (widget, change);

  g_clear_object (&BS_FIELD_VIEW (widget)->layout);
}

static void
bs_field_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsFieldView *self = BS_FIELD_VIEW (object);

  switch (id)
    {
    case PROP_PLACEHOLDER:
      g_value_set_string (value, self->placeholder);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_field_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsFieldView *self = BS_FIELD_VIEW (object);

  switch (id)
    {
    case PROP_PLACEHOLDER:
      if (g_strcmp0 (self->placeholder, g_value_get_string (value)) == 0)
        return;
      g_free (self->placeholder);
      self->placeholder = g_value_dup_string (value);
      g_clear_object (&self->layout);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      self->placeholder, -1);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_field_view_dispose (GObject *object)
{
  BsFieldView *self = BS_FIELD_VIEW (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (bs_field_view_parent_class)->dispose (object);
}

static void
bs_field_view_finalize (GObject *object)
{
  BsFieldView *self = BS_FIELD_VIEW (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->placeholder, g_free);
  g_clear_pointer (&self->preedit, g_free);

  G_OBJECT_CLASS (bs_field_view_parent_class)->finalize (object);
}

static void
bs_field_view_class_init (BsFieldViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bs_field_view_get_property;
  object_class->set_property = bs_field_view_set_property;
  object_class->dispose = bs_field_view_dispose;
  object_class->finalize = bs_field_view_finalize;
  widget_class->get_request_mode = bs_field_view_get_request_mode;
  widget_class->measure = bs_field_view_measure;
  widget_class->size_allocate = bs_field_view_size_allocate;
  widget_class->snapshot = bs_field_view_snapshot;
  widget_class->css_changed = bs_field_view_css_changed;

  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL,
                                                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                        | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bs_field_view_init (BsFieldView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkTextBuffer *buffer = get_buffer (self);

  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (buffer_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "begin-user-action", G_CALLBACK (begin_action), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "end-user-action", G_CALLBACK (end_action), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (inserting), self, 0);
  g_signal_connect (self, "preedit-changed", G_CALLBACK (preedit_changed), NULL);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  bs_text_menu_attach (GTK_TEXT_VIEW (self));
  bs_still_caret_attach (GTK_TEXT_VIEW (self));
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
}

void
bs_field_view_bind (BsFieldView *self, BsDocument *document, const char *path, const char *label)
{
  g_return_if_fail (BS_IS_FIELD_VIEW (self));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  g_free (self->path);
  self->path = g_strdup (path);
  g_free (self->label);
  self->label = g_strdup (label);
  if (document != NULL)
    {
      g_signal_connect_swapped (document, "changed", G_CALLBACK (document_changed), self);
      gtk_text_view_set_editable (GTK_TEXT_VIEW (self), !bs_document_get_read_only (document));
    }

  show_value (self);
}

const char *
bs_field_view_get_path (BsFieldView *self)
{
  g_return_val_if_fail (BS_IS_FIELD_VIEW (self), NULL);

  return self->path;
}

void
bs_field_view_select (BsFieldView *self, gsize offset, gsize length)
{
  const char *value;
  gsize size;
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (BS_IS_FIELD_VIEW (self));

  /* What is being typed may not be in the document yet: bytes are counted there, characters here. */
  value = get_value (self);
  size = strlen (value);
  offset = MIN (offset, size);
  length = length == 0 ? size - offset : MIN (length, size - offset);
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &start,
                                      (int) g_utf8_pointer_to_offset (value, value + offset));
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &end,
                                      (int) g_utf8_pointer_to_offset (value,
                                                                      value + offset + length));
  gtk_text_buffer_select_range (get_buffer (self), &end, &start);
}
