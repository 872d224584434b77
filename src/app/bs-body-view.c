/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-body-view.h"

#include "bs-body-buffer.h"
#include "bs-config.h"

struct _BsBodyView
{
  GtkTextView parent_instance;
};

G_DEFINE_FINAL_TYPE (BsBodyView, bs_body_view, GTK_TYPE_TEXT_VIEW)

static void
pasted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsBodyView) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  if (text == NULL || !BS_IS_BODY_BUFFER (buffer))
    return;

  bs_body_buffer_paste (BS_BODY_BUFFER (buffer), text);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer));
}

static void
bs_body_view_paste_clipboard (GtkTextView *view)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (view)), NULL, pasted,
                                 g_object_ref (view));
}

/* Two characters of the font in use. */
static void
update_em (BsBodyView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  int size = pango_font_description_get_size (pango_context_get_font_description (context));
  double resolution = pango_cairo_context_get_resolution (context);

  if (!BS_IS_BODY_BUFFER (buffer) || size == 0)
    return;
  if (!pango_font_description_get_size_is_absolute (pango_context_get_font_description (context)))
    size = (int) (size * (resolution > 0 ? resolution : 96) / 72);

  bs_body_buffer_set_em (BS_BODY_BUFFER (buffer), PANGO_PIXELS (size));
}

static void
bs_body_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (bs_body_view_parent_class)->css_changed (widget, change);

  update_em (BS_BODY_VIEW (widget));
}

static void
bs_body_view_class_init (BsBodyViewClass *klass)
{
  GTK_WIDGET_CLASS (klass)->css_changed = bs_body_view_css_changed;
  GTK_TEXT_VIEW_CLASS (klass)->paste_clipboard = bs_body_view_paste_clipboard;
}

static void
bs_body_view_init (BsBodyView *self)
{
}
