/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-pdf-content-private.h"

#include "bs-config.h"

#include <math.h>

/* A black bar this thick or thinner is a rule and overprints; a thicker one knocks out, so that
 * nothing beneath it shines through and paper looks as the screen does. */
#define MAX_RULE BS_POINTS (4)

/* Number of decimals kept: 1/1024 point is 0.00098. */
#define LENGTH_DECIMALS 3
#define MATRIX_DECIMALS 6

static const gint64 powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

/* @value is in units of 10^-decimals; trailing zeros are left out. */
void
bs_pdf_content_append_fixed (GString *out, gint64 value, guint decimals)
{
  char digits[24];
  guint64 rest = ABS (value);
  guint n = 0;

  if (value < 0)
    g_string_append_c (out, '-');
  while (decimals > 0 && rest % 10 == 0)
    {
      rest /= 10;
      decimals--;
    }
  do
    {
      digits[n++] = '0' + rest % 10;
      rest /= 10;
      if (n == decimals)
        {
          digits[n++] = '.';
          if (rest == 0)
            break;
        }
    }
  while (rest > 0 || n < decimals);
  while (n > 0)
    g_string_append_c (out, digits[--n]);
}

void
bs_pdf_content_append_length (GString *out, BsUnit value)
{
  gint64 scaled = (gint64) value * powers[LENGTH_DECIMALS];
  gint64 half = BS_UNITS_PER_POINT / 2;

  scaled = (scaled + (scaled < 0 ? -half : half)) / BS_UNITS_PER_POINT;
  bs_pdf_content_append_fixed (out, scaled, LENGTH_DECIMALS);
  g_string_append_c (out, ' ');
}

static void
append_factor (GString *out, double value)
{
  gint64 scaled = llround (CLAMP (value, -1e9, 1e9) * (double) powers[MATRIX_DECIMALS]);

  bs_pdf_content_append_fixed (out, scaled, MATRIX_DECIMALS);
  g_string_append_c (out, ' ');
}

void
bs_pdf_content_append_point (BsPdfContent *self, BsUnit x, BsUnit y)
{
  bs_pdf_content_append_length (self->data, x);
  bs_pdf_content_append_length (self->data, self->page_height - y);
}

static void
leave_text (BsPdfContent *self)
{
  if (self->in_text)
    g_string_append (self->data, "ET\n");
  self->in_text = FALSE;
}

/**
 * bs_color_is_solid_black:
 *
 * Returns: whether it is full black on the black plate alone, which overprints
 */
gboolean
bs_color_is_solid_black (BsColor color)
{
  return color.c == 0 && color.m == 0 && color.y == 0 && color.k == 1000;
}

/**
 * bs_rect_is_rule:
 *
 * Returns: whether it is thin enough to be a rule, of which black ones overprint
 */
gboolean
bs_rect_is_rule (const BsRect *rect)
{
  return MIN (rect->width, rect->height) <= MAX_RULE;
}

/* Overprint stays on for one kind of object only: white with it on prints nothing at all, and a
 * tint would take the black of what lies beneath. */
void
bs_pdf_content_set_overprint (BsPdfContent *self, gboolean overprint)
{
  if (self->state.overprint == overprint)
    return;
  g_string_append (self->data, overprint ? "/GK gs\n" : "/GN gs\n");
  self->state.overprint = overprint;
}

static gboolean
same_paint (const BsPaint *a, const BsPaint *b)
{
  return a->kind == b->kind && a->color.c == b->color.c && a->color.m == b->color.m
         && a->color.y == b->color.y && a->color.k == b->color.k;
}

/* Only marks are stroked, in the registration colour. */
void
bs_pdf_content_set_paint (BsPdfContent *self, const BsPaint *paint)
{
  const guint16 parts[] = { paint->color.c, paint->color.m, paint->color.y, paint->color.k };

  if (self->state.painted && same_paint (&self->state.paint, paint))
    return;
  if (paint->kind == BS_PAINT_REGISTRATION)
    g_string_append (self->data, "/All cs 1 scn /All CS 1 SCN\n");
  else
    {
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          bs_pdf_content_append_fixed (self->data, MIN (parts[i], 1000), 3);
          g_string_append_c (self->data, ' ');
        }
      g_string_append (self->data, "k\n");
    }
  self->state.painted = TRUE;
  self->state.paint = *paint;
}

/**
 * bs_pdf_content_new:
 * @page_height: of the trimmed page
 * @origin_x: of the trim's bottom left corner on the sheet
 * @origin_y: likewise, upwards
 */
BsPdfContent *
bs_pdf_content_new (BsUnit page_height, BsUnit origin_x, BsUnit origin_y)
{
  BsPdfContent *self = g_new0 (BsPdfContent, 1);

  self->data = g_string_sized_new (1 << 16);
  self->page_height = page_height;
  self->saved = g_array_new (FALSE, FALSE, sizeof (BsPdfState));
  if (origin_x != 0 || origin_y != 0)
    {
      g_string_append (self->data, "1 0 0 1 ");
      bs_pdf_content_append_length (self->data, origin_x);
      bs_pdf_content_append_length (self->data, origin_y);
      g_string_append (self->data, "cm\n");
    }

  return self;
}

/**
 * bs_pdf_content_free:
 * @self: (transfer full): a content stream
 */
void
bs_pdf_content_free (BsPdfContent *self)
{
  if (self->data != NULL)
    g_string_free (self->data, TRUE);
  g_clear_pointer (&self->saved, g_array_unref);
  g_free (self);
}

/**
 * bs_pdf_content_save:
 *
 * To be matched by bs_pdf_content_restore().
 */
void
bs_pdf_content_save (BsPdfContent *self)
{
  leave_text (self);
  g_string_append (self->data, "q\n");
  g_array_append_val (self->saved, self->state);
}

/**
 * bs_pdf_content_restore:
 *
 * Brings back the matrix, clip and paint of the matching bs_pdf_content_save().
 */
void
bs_pdf_content_restore (BsPdfContent *self)
{
  g_return_if_fail (self->saved->len > 0);

  leave_text (self);
  g_string_append (self->data, "Q\n");
  self->state = g_array_index (self->saved, BsPdfState, self->saved->len - 1);
  g_array_set_size (self->saved, self->saved->len - 1);
}

/**
 * bs_pdf_content_concat:
 * @matrix: a b c d e f as in PDF, but for display coordinates (e and f in units, y down)
 */
void
bs_pdf_content_concat (BsPdfContent *self, const double matrix[6])
{
  const double *m = matrix;
  double height = bs_unit_to_points (self->page_height);
  double e = m[4] / BS_UNITS_PER_POINT;
  double f = m[5] / BS_UNITS_PER_POINT;
  /* F M F⁻¹, where F turns y over: (x, y) → (x, height − y). */
  const double turned[6] = {
    m[0], -m[1], -m[2], m[3], m[2] * height + e, height - m[3] * height - f
  };

  leave_text (self);
  for (guint i = 0; i < G_N_ELEMENTS (turned); i++)
    append_factor (self->data, turned[i]);
  g_string_append (self->data, "cm\n");
}

static void
append_rect (BsPdfContent *self, const BsRect *rect)
{
  bs_pdf_content_append_point (self, rect->x, rect->y + rect->height);
  bs_pdf_content_append_length (self->data, rect->width);
  bs_pdf_content_append_length (self->data, rect->height);
  g_string_append (self->data, "re ");
}

/**
 * bs_pdf_content_clip:
 * @rect: outside of which nothing is drawn until the next restore
 */
void
bs_pdf_content_clip (BsPdfContent *self, const BsRect *rect)
{
  leave_text (self);
  append_rect (self, rect);
  g_string_append (self->data, "W n\n");
}

/**
 * bs_pdf_content_fill:
 * @rect: one without area draws nothing
 */
void
bs_pdf_content_fill (BsPdfContent *self, const BsRect *rect, const BsPaint *paint)
{
  gboolean black;

  /* ISO 32000-1, 8.5.3.1: a rectangle without area would still paint a line, of any thickness. */
  if (rect->width <= 0 || rect->height <= 0)
    return;
  black = paint->kind == BS_PAINT_COLOR && bs_color_is_solid_black (paint->color);

  leave_text (self);
  bs_pdf_content_set_overprint (self, black && bs_rect_is_rule (rect));
  bs_pdf_content_set_paint (self, paint);
  append_rect (self, rect);
  g_string_append (self->data, "f\n");
}

/**
 * bs_pdf_content_circle:
 * @line: thickness of the line; 0 fills the circle
 */
void
bs_pdf_content_circle (BsPdfContent *self, BsUnit x, BsUnit y, BsUnit radius, BsUnit line,
                       const BsPaint *paint)
{
  /* The usual four Bézier arcs: 4/3 (√2 − 1). */
  BsUnit k = bs_unit_scale (radius, 5523, 10000);
  const BsUnit arcs[4][6] = {
    { x + radius, y - k, x + k, y - radius, x, y - radius },
    { x - k, y - radius, x - radius, y - k, x - radius, y },
    { x - radius, y + k, x - k, y + radius, x, y + radius },
    { x + k, y + radius, x + radius, y + k, x + radius, y },
  };

  leave_text (self);
  bs_pdf_content_set_overprint (self, FALSE);
  bs_pdf_content_set_paint (self, paint);
  if (line > 0)
    {
      bs_pdf_content_append_length (self->data, line);
      g_string_append (self->data, "w ");
    }
  bs_pdf_content_append_point (self, x + radius, y);
  g_string_append (self->data, "m ");
  for (guint i = 0; i < G_N_ELEMENTS (arcs); i++)
    {
      for (guint j = 0; j < 6; j += 2)
        bs_pdf_content_append_point (self, arcs[i][j], arcs[i][j + 1]);
      g_string_append (self->data, "c ");
    }
  g_string_append (self->data, line > 0 ? "s\n" : "f\n");
}

/**
 * bs_pdf_content_image:
 * @name: of an image in the resources; fills @rect
 */
void
bs_pdf_content_image (BsPdfContent *self, const BsRect *rect, const char *name)
{
  leave_text (self);
  bs_pdf_content_set_overprint (self, FALSE);
  g_string_append (self->data, "q ");
  bs_pdf_content_append_length (self->data, rect->width);
  g_string_append (self->data, "0 0 ");
  bs_pdf_content_append_length (self->data, rect->height);
  bs_pdf_content_append_point (self, rect->x, rect->y + rect->height);
  g_string_append_printf (self->data, "cm /%s Do Q\n", name);
}

/**
 * bs_pdf_content_state:
 * @name: of a graphics state in the resources; holds until the next restore
 */
void
bs_pdf_content_state (BsPdfContent *self, const char *name)
{
  leave_text (self);
  g_string_append_printf (self->data, "/%s gs\n", name);
}

/**
 * bs_pdf_content_begin:
 * @tag: with its slash
 * @properties: (nullable): dictionary in PDF syntax
 */
void
bs_pdf_content_begin (BsPdfContent *self, const char *tag, const char *properties)
{
  leave_text (self);
  if (properties != NULL)
    g_string_append_printf (self->data, "%s %s BDC\n", tag, properties);
  else
    g_string_append_printf (self->data, "%s BMC\n", tag);
}

/**
 * bs_pdf_content_end:
 *
 * Ends what bs_pdf_content_begin() began last.
 */
void
bs_pdf_content_end (BsPdfContent *self)
{
  leave_text (self);
  g_string_append (self->data, "EMC\n");
}

/**
 * bs_pdf_content_finish:
 *
 * Returns: (transfer full): the stream, for `/FlateDecode`
 */
GBytes *
bs_pdf_content_finish (BsPdfContent *self)
{
  g_return_val_if_fail (self->saved->len == 0, NULL);

  leave_text (self);

  return bs_pdf_deflate (self->data->str, self->data->len, BS_PDF_TEXT);
}
