/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-fault-marks.h"

#include "bs-config.h"

#include <string.h>

enum
{
  WRONG,
  MARK,
  LETTER,
  N_TAGS
};

struct _BsFaultMarks
{
  GtkTextBuffer *buffer; /* borrowed */
  GtkTextTag *tags[N_TAGS];
  GHashTable *shown; /* key -> GPtrArray of faults */
};

static guint
choose_tag (BsTextFaultKind kind)
{
  switch (kind)
    {
    case BS_TEXT_FAULT_UNPAIRED:
    case BS_TEXT_FAULT_DOUBLED:
      return WRONG;
    case BS_TEXT_FAULT_NARROW_MARK:
    case BS_TEXT_FAULT_MARKS:
    case BS_TEXT_FAULT_END:
      return MARK;
    case BS_TEXT_FAULT_LATIN:
    case BS_TEXT_FAULT_SPACE:
    case BS_TEXT_FAULT_WIDE_LATIN:
    case BS_TEXT_FAULT_HIDDEN:
    default:
      return LETTER;
    }
}

BsFaultMarks *
bs_fault_marks_new (GtkTextBuffer *buffer)
{
  /* Of the GNOME palette: red 3, orange 4, blue 3; legible on light and dark. */
  static const char *const colors[N_TAGS] = { "#e01b24", "#e66100", "#3584e4" };
  BsFaultMarks *self = g_new0 (BsFaultMarks, 1);

  self->buffer = buffer;
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < N_TAGS; i++)
    {
      GdkRGBA color;

      gdk_rgba_parse (&color, colors[i]);
      self->tags[i] = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_ERROR,
                                                  "underline-rgba", &color, NULL);
    }

  return self;
}

void
bs_fault_marks_free (BsFaultMarks *self)
{
  g_hash_table_unref (self->shown);
  g_free (self);
}

static void
get_range (BsFaultMarks *self, int line, const BsTextFault *fault, GtkTextIter *start,
           GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_line_index (self->buffer, start, line, (int) fault->offset);
  gtk_text_buffer_get_iter_at_line_index (self->buffer, end, line,
                                          (int) (fault->offset + fault->length));
}

static void
clear_line (BsFaultMarks *self, int line)
{
  GtkTextIter start;
  GtkTextIter end;

  if (!gtk_text_buffer_get_iter_at_line (self->buffer, &start, line))
    return;
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  for (guint i = 0; i < N_TAGS; i++)
    gtk_text_buffer_remove_tag (self->buffer, self->tags[i], &start, &end);
}

static gboolean
is_boundary (const char *text, gsize length, gsize offset)
{
  return offset <= length && (text[offset] & 0xc0) != 0x80;
}

/* What was found may be older than the text, as when the text was not seen for a while; GTK ends
 * where an offset lies within a character. */
static gboolean
fits_line (BsFaultMarks *self, int line, const BsTextFault *fault)
{
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;
  gsize length;

  if (!gtk_text_buffer_get_iter_at_line (self->buffer, &start, line))
    return FALSE;

  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  text = gtk_text_iter_get_slice (&start, &end);
  length = strlen (text);

  return is_boundary (text, length, fault->offset)
         && is_boundary (text, length, fault->offset + fault->length);
}

void
bs_fault_marks_show (BsFaultMarks *self, const char *key, int line, GPtrArray *faults)
{
  if (g_hash_table_lookup (self->shown, key) == faults)
    return;

  clear_line (self, line);
  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      const BsTextFault *fault = g_ptr_array_index (faults, i);
      GtkTextIter start;
      GtkTextIter end;

      if (!fits_line (self, line, fault))
        continue;
      get_range (self, line, fault, &start, &end);
      gtk_text_buffer_apply_tag (self->buffer, self->tags[choose_tag (fault->kind)], &start, &end);
    }
  if (faults != NULL)
    g_hash_table_replace (self->shown, g_strdup (key), g_ptr_array_ref (faults));
  else
    g_hash_table_remove (self->shown, key);
}

void
bs_fault_marks_reset (BsFaultMarks *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_hash_table_remove_all (self->shown);
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  for (guint i = 0; i < N_TAGS; i++)
    gtk_text_buffer_remove_tag (self->buffer, self->tags[i], &start, &end);
}

GList *
bs_fault_marks_list_others (BsFaultMarks *self, GHashTable *keys)
{
  GList *others = NULL;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (keys, key))
      others = g_list_prepend (others, key);

  return others;
}
