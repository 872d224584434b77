/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submission-photo.h"

#include "bs-config.h"
#include "bs-photo-picture.h"

#include "model/bs-issue.h"
#include "model/bs-media-name.h"

#include <glib/gi18n-lib.h>

/* A landscape photo is as wide as the text. */
#define TEXT_WIDTH 600
#define MOST_HEIGHT 420
/* Sharp on displays with two pixels a unit, at the width of the text. */
#define READ_WIDTH 1280

struct _BsSubmissionPhoto
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkStack *stack;
  GtkWidget *spinner;
  GtkWidget *failure;
  GtkLabel *reason;

  BsSubmissionReader *reader;
  char *name;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BsSubmissionPhoto, bs_submission_photo, GTK_TYPE_WIDGET)

static void
fail (BsSubmissionPhoto *self, const GError *error)
{
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  gtk_label_set_label (self->reason, error->message);
  gtk_stack_set_visible_child (self->stack, self->failure);
}

static void
photo_read (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsSubmissionPhoto) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = bs_photo_read_finish (result, &error);
  GtkWidget *picture;
  int height;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  if (texture == NULL)
    {
      fail (self, error);
      return;
    }

  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_SCALE_DOWN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Photo"), -1);
  gtk_widget_add_css_class (picture, "photo");
  height = TEXT_WIDTH * gdk_texture_get_height (texture) / gdk_texture_get_width (texture);
  gtk_widget_set_size_request (picture, -1, MIN (MOST_HEIGHT, height));
  gtk_stack_add_child (self->stack, picture);
  gtk_stack_set_visible_child (self->stack, picture);
  gtk_widget_remove_css_class (GTK_WIDGET (self->stack), "photo-place");
}

static void
got_photo (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsSubmissionPhoto) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = bs_submission_reader_get_photo_finish (BS_SUBMISSION_READER (source),
                                                                  result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  if (file == NULL)
    fail (self, error);
  else
    bs_photo_read_async (file, READ_WIDTH, self->cancellable, photo_read, g_object_ref (self));
}

static void
fetch (BsSubmissionPhoto *self)
{
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  gtk_stack_set_visible_child (self->stack, self->spinner);
  bs_submission_reader_get_photo_async (self->reader, self->name, self->cancellable, got_photo,
                                        g_object_ref (self));
}

/* --- The widget --- */

static void
add_label (BsSubmissionPhoto *self, const char *text, const char *style)
{
  GtkWidget *label;

  if (*text == '\0')
    return;
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self->box), label);
}

static GtkWidget *
make_failure (BsSubmissionPhoto *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button = gtk_button_new_with_label (_ ("Try Again"));

  self->reason = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->reason, TRUE);
  gtk_label_set_justify (self->reason, GTK_JUSTIFY_CENTER);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Fetch this photo again"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (fetch), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("image-missing-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->reason));
  gtk_box_append (GTK_BOX (box), button);

  return box;
}

static void
bs_submission_photo_dispose (GObject *object)
{
  BsSubmissionPhoto *self = BS_SUBMISSION_PHOTO (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->reader);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_submission_photo_parent_class)->dispose (object);
}

static void
bs_submission_photo_class_init (BsSubmissionPhotoClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_submission_photo_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_submission_photo_init (BsSubmissionPhoto *self)
{
  self->cancellable = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->stack), "photo-place");
  self->spinner = gtk_spinner_new ();
  gtk_widget_set_size_request (self->spinner, 32, 120);
  gtk_widget_set_halign (self->spinner, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Fetching a photo"), -1);
  self->failure = make_failure (self);
  gtk_stack_add_child (self->stack, self->spinner);
  gtk_stack_add_child (self->stack, self->failure);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
}

GtkWidget *
bs_submission_photo_new (BsSubmissionReader *reader, const BsNode *photo)
{
  BsSubmissionPhoto *self = g_object_new (BS_TYPE_SUBMISSION_PHOTO, NULL);
  g_autofree char *credit = bs_photo_dup_credit (photo);
  const char *name = bs_node_get_text (photo, "file");

  self->reader = g_object_ref (reader);
  self->name = g_strdup (name);
  add_label (self, bs_node_get_text (photo, "caption"), "caption-line");
  add_label (self, credit, "credit-line");
  if (bs_media_name_is_valid (name))
    fetch (self);
  else
    gtk_widget_set_visible (GTK_WIDGET (self->stack), FALSE);

  return GTK_WIDGET (self);
}
