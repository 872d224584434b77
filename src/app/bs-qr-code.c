/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-qr-code.h"

#include <qrencode.h>
#include <string.h>

/* ISO/IEC 18004, 6.3.8: four modules on each side */
#define QUIET_ZONE 4
/* At least for each module, so that a phone held at arm's length tells them apart. */
#define MODULE_POINTS 4
#define LONGEST 300
#define CORNER 6

struct _BsQrCode
{
  GtkWidget parent_instance;

  QRcode *code; /* NULL: nothing to show */
};

G_DEFINE_FINAL_TYPE (BsQrCode, bs_qr_code, GTK_TYPE_WIDGET)

static int
count_modules (BsQrCode *self)
{
  return self->code != NULL ? self->code->width + 2 * QUIET_ZONE : 0;
}

static gboolean
is_dark (BsQrCode *self, int column, int row)
{
  return (self->code->data[row * self->code->width + column] & 1) != 0;
}

/* Dark modules side by side are one rectangle: no seams between them. */
static void
draw_row (BsQrCode *self, cairo_t *cr, int row)
{
  for (int column = 0; column < self->code->width; column++)
    {
      int end = column;

      while (end < self->code->width && is_dark (self, end, row))
        end++;
      if (end > column)
        cairo_rectangle (cr, QUIET_ZONE + column, QUIET_ZONE + row, end - column, 1);
      column = end;
    }
}

static void
bs_qr_code_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BsQrCode *self = BS_QR_CODE (widget);
  const GdkRGBA white = { 1, 1, 1, 1 };
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  int n = count_modules (self);
  int device; /* pixels of the screen for a module */
  double side;
  GskRoundedRect card;
  cairo_t *cr;

  if (n == 0 || MIN (width, height) < n)
    return;
  device = MIN (width, height) * scale / n;
  side = (double) device / scale * n;
  gsk_rounded_rect_init_from_rect (&card,
                                   &GRAPHENE_RECT_INIT ((float) (int) ((width - side) / 2),
                                                        (float) (int) ((height - side) / 2),
                                                        (float) side, (float) side),
                                   CORNER);
  gtk_snapshot_push_rounded_clip (snapshot, &card);
  gtk_snapshot_append_color (snapshot, &white, &card.bounds);
  cr = gtk_snapshot_append_cairo (snapshot, &card.bounds);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_translate (cr, card.bounds.origin.x, card.bounds.origin.y);
  cairo_scale (cr, side / n, side / n);
  for (int row = 0; row < self->code->width; row++)
    draw_row (self, cr, row);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_fill (cr);
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);
}

static void
bs_qr_code_measure (GtkWidget *widget, GtkOrientation orientation G_GNUC_UNUSED,
                    int for_size G_GNUC_UNUSED, int *minimum, int *natural, int *minimum_baseline,
                    int *natural_baseline)
{
  *minimum = *natural = count_modules (BS_QR_CODE (widget)) * MODULE_POINTS;
  *minimum_baseline = *natural_baseline = -1;
}

static void
bs_qr_code_finalize (GObject *object)
{
  g_clear_pointer (&BS_QR_CODE (object)->code, QRcode_free);

  G_OBJECT_CLASS (bs_qr_code_parent_class)->finalize (object);
}

static void
bs_qr_code_class_init (BsQrCodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bs_qr_code_finalize;
  widget_class->snapshot = bs_qr_code_snapshot;
  widget_class->measure = bs_qr_code_measure;
  gtk_widget_class_set_css_name (widget_class, "qrcode");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bs_qr_code_init (BsQrCode *self G_GNUC_UNUSED)
{
}

gboolean
bs_qr_code_set_text (BsQrCode *self, const char *text)
{
  g_return_val_if_fail (BS_IS_QR_CODE (self), FALSE);

  g_clear_pointer (&self->code, QRcode_free);
  if (text != NULL && strlen (text) <= LONGEST)
    self->code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  gtk_widget_queue_resize (GTK_WIDGET (self));

  return text == NULL || self->code != NULL;
}
