/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-photo-picture.h"

#include "bs-config.h"

#include <adwaita.h>

#define WIDTH 56
#define HEIGHT 42
/* Twice as sharp, for displays with two pixels a unit. */
#define SHARPNESS 2

typedef struct
{
  GFile *file;
  int width;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->file);
  g_free (request);
}

static void
read_photo (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
            GCancellable *cancellable G_GNUC_UNUSED)
{
  Request *request = data;
  g_autofree char *path = g_file_get_path (request->file);
  g_autoptr (GdkPixbuf) raw = NULL;
  g_autoptr (GdkPixbuf) turned = NULL;
  GError *error = NULL;

  /* As wide as needed to cover the place; a portrait is cut above and below. */
  if (path != NULL)
    raw = gdk_pixbuf_new_from_file_at_scale (path, request->width, -1, TRUE, &error);
  if (raw == NULL)
    {
      if (error == NULL)
        error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no local file");
      g_task_return_error (task, error);
      return;
    }

  turned = gdk_pixbuf_apply_embedded_orientation (raw);
  g_task_return_pointer (task, gdk_texture_new_for_pixbuf (turned), g_object_unref);
}

static void
start_reading (gpointer source, GFile *file, int width, GCancellable *cancellable,
               GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, data);
  Request *request = g_new0 (Request, 1);

  request->file = g_object_ref (file);
  request->width = width;
  g_task_set_source_tag (task, start_reading);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_task_run_in_thread (task, read_photo);
}

void
bs_photo_read_async (GFile *file, int width, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (G_IS_FILE (file) && width > 0);

  start_reading (NULL, file, width, cancellable, callback, data);
}

GdkTexture *
bs_photo_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A picture asks for the size of its texture, which here is that of a sharper display. */
static GtkWidget *
clamp (GtkWidget *child, GtkOrientation orientation, int size)
{
  return g_object_new (ADW_TYPE_CLAMP, "orientation", orientation, "maximum-size", size,
                       "tightening-threshold", size, "child", child, NULL);
}

static void
photo_read (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);
  GtkWidget *picture;

  if (texture == NULL)
    return;

  picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_COVER);
  gtk_widget_set_size_request (picture, WIDTH, HEIGHT);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (picture, "photo");
  picture = clamp (picture, GTK_ORIENTATION_HORIZONTAL, WIDTH);
  picture = clamp (picture, GTK_ORIENTATION_VERTICAL, HEIGHT);
  gtk_stack_add_child (GTK_STACK (source), picture);
  gtk_stack_set_visible_child (GTK_STACK (source), picture);
}

GtkWidget *
bs_photo_picture_new (GFile *file)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("image-x-generic-symbolic");

  gtk_stack_add_child (GTK_STACK (stack), icon);
  gtk_widget_set_size_request (stack, WIDTH, HEIGHT);
  gtk_widget_set_valign (stack, GTK_ALIGN_CENTER);
  if (file != NULL)
    start_reading (stack, file, WIDTH * SHARPNESS, NULL, photo_read, NULL);

  return stack;
}
