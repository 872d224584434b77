/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-fault-field.h"

#include "bs-config.h"
#include "bs-fault-marks.h"
#include "bs-text-menu.h"

typedef struct
{
  BsFieldView *field;  /* it owns us */
  BsFaultWatch *watch; /* weak */
  BsFaultMarks *marks;
  char *path; /* of the text that is marked */
} FaultField;

static void
faults_changed (FaultField *self)
{
  const char *path = bs_field_view_get_path (self->field);

  if (g_strcmp0 (path, self->path) != 0)
    {
      bs_fault_marks_reset (self->marks);
      g_free (self->path);
      self->path = g_strdup (path);
    }
  bs_fault_marks_show (self->marks, "field", 0,
                       path != NULL ? bs_fault_watch_find (self->watch, path) : NULL);
}

/* What an input method composes is not text yet. */
static void
preedit_changed (FaultField *self, const char *preedit)
{
  if (self->watch != NULL)
    bs_fault_watch_hold (self->watch, *preedit != '\0');
}

static void
fault_field_free (FaultField *self)
{
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_weak_pointer (&self->watch);
  g_clear_pointer (&self->marks, bs_fault_marks_free);
  g_free (self->path);
  g_free (self);
}

static FaultField *
get_fault_field (BsFieldView *field)
{
  static const char key[] = "bs-fault-field";
  FaultField *self = g_object_get_data (G_OBJECT (field), key);

  if (self != NULL)
    return self;

  self = g_new0 (FaultField, 1);
  self->field = field;
  self->marks = bs_fault_marks_new (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field)));
  g_signal_connect_swapped (field, "preedit-changed", G_CALLBACK (preedit_changed), self);
  g_object_set_data_full (G_OBJECT (field), key, self, (GDestroyNotify) fault_field_free);

  return self;
}

void
bs_fault_field_watch (BsFieldView *field, BsFaultWatch *watch)
{
  FaultField *self;

  g_return_if_fail (BS_IS_FIELD_VIEW (field));

  self = get_fault_field (field);
  if (self->watch != watch)
    {
      if (self->watch != NULL)
        g_signal_handlers_disconnect_by_data (self->watch, self);
      g_set_weak_pointer (&self->watch, watch);
      bs_text_menu_set_watch (GTK_TEXT_VIEW (field), watch);
      if (watch != NULL)
        g_signal_connect_swapped (watch, "changed", G_CALLBACK (faults_changed), self);
    }
  if (watch != NULL)
    faults_changed (self);
}
