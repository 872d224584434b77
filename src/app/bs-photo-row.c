/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-photo-row.h"

#include "bs-byline-text.h"
#include "bs-config.h"
#include "bs-fault-field.h"
#include "bs-field-view.h"
#include "bs-photo-edit.h"
#include "bs-photo-picture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BsPhotoRow
{
  AdwExpanderRow parent_instance;

  BsFieldView *caption;
  AdwEntryRow *credit;
  AdwActionRow *crop_row;
  GtkPopover *crop_popover;
  GtkSpinButton *left;
  GtkSpinButton *top;
  GtkSpinButton *right;
  GtkSpinButton *bottom;
  GtkWidget *up;
  GtkWidget *down;
  GtkWidget *detach_button;

  BsSession *session;
  char *photo;
  char *shown_file;
  GtkWidget *picture; /* borrowed from the row */
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (BsPhotoRow, bs_photo_row, ADW_TYPE_EXPANDER_ROW)

static const BsNode *
get_photo (BsPhotoRow *self)
{
  return bs_issue_get_photo (bs_session_get_root (self->session), self->photo);
}

static BsDocument *
get_document (BsPhotoRow *self)
{
  return bs_session_get_document (self->session);
}

static void
credit_applied (BsPhotoRow *self)
{
  if (!self->quiet && get_photo (self) != NULL)
    bs_photo_edit_set_credit (get_document (self), self->photo,
                              gtk_editable_get_text (GTK_EDITABLE (self->credit)));
}

static void
move_up (BsPhotoRow *self)
{
  bs_photo_edit_move (get_document (self), self->photo, -1);
}

static void
move_down (BsPhotoRow *self)
{
  bs_photo_edit_move (get_document (self), self->photo, 1);
}

static void
detach (BsPhotoRow *self)
{
  g_autoptr (BsSession) session = g_object_ref (self->session);

  if (bs_photo_edit_detach (get_document (self), self->photo))
    bs_session_tell (session, _ ("Photo detached from the story"), 1);
}

static void
remove_photo (BsPhotoRow *self)
{
  g_autoptr (BsSession) session = g_object_ref (self->session);

  if (bs_photo_edit_remove (get_document (self), self->photo))
    bs_session_tell (session,
                     gtk_widget_get_visible (self->detach_button)
                       ? _ ("Photo removed from the issue")
                       : _ ("Photo removed"),
                     1);
}

/* --- Crop --- */

static void
crop_changed (BsPhotoRow *self)
{
  BsPhotoCrop crop;

  if (self->quiet || get_photo (self) == NULL)
    return;

  crop.left = gtk_spin_button_get_value_as_int (self->left) * 10;
  crop.top = gtk_spin_button_get_value_as_int (self->top) * 10;
  crop.right = gtk_spin_button_get_value_as_int (self->right) * 10;
  crop.bottom = gtk_spin_button_get_value_as_int (self->bottom) * 10;
  bs_photo_edit_set_crop (get_document (self), self->photo, &crop);
}

static void
crop_to (BsPhotoRow *self, int across, int down)
{
  const BsNode *photo = get_photo (self);
  BsPhotoCrop crop = bs_photo_crop_to_shape ((int) bs_node_get_number (photo, "width", 0),
                                             (int) bs_node_get_number (photo, "height", 0), across,
                                             down);

  bs_photo_edit_set_crop (get_document (self), self->photo, &crop);
}

static void
crop_whole (BsPhotoRow *self)
{
  crop_to (self, 0, 0);
}

static void
crop_square (BsPhotoRow *self)
{
  crop_to (self, 1, 1);
}

static void
crop_four_three (BsPhotoRow *self)
{
  crop_to (self, 4, 3);
}

static void
crop_three_two (BsPhotoRow *self)
{
  crop_to (self, 3, 2);
}

static void
crop_wide (BsPhotoRow *self)
{
  crop_to (self, 16, 9);
}

static void
crop_tall (BsPhotoRow *self)
{
  crop_to (self, 3, 4);
}

static void
show_spin (GtkSpinButton *spin, int per_mille)
{
  if (gtk_spin_button_get_value_as_int (spin) != per_mille / 10)
    gtk_spin_button_set_value (spin, per_mille / 10.0);
}

static void
show_crop (BsPhotoRow *self, const BsNode *photo)
{
  const BsNode *node = bs_node_get_member (photo, "crop");
  int left = (int) bs_node_get_number (node, "left", 0);
  int top = (int) bs_node_get_number (node, "top", 0);
  int right = (int) bs_node_get_number (node, "right", 0);
  int bottom = (int) bs_node_get_number (node, "bottom", 0);
  g_autofree char *text = NULL;

  show_spin (self->left, left);
  show_spin (self->top, top);
  show_spin (self->right, right);
  show_spin (self->bottom, bottom);
  if (left == 0 && top == 0 && right == 0 && bottom == 0)
    /* Translators: nothing of the photo is cut off. */
    text = g_strdup (_ ("Whole photo"));
  else
    /* Translators: how much of a photo's width and height is left, in per cent. */
    text = g_strdup_printf (_ ("%d %% wide, %d %% high"), (1000 - left - right) / 10,
                            (1000 - top - bottom) / 10);
  adw_action_row_set_subtitle (self->crop_row, text);
}

/* --- The row --- */

static void
show_picture (BsPhotoRow *self, const char *name)
{
  g_autoptr (GFile) file = NULL;

  if (self->picture != NULL && g_strcmp0 (name, self->shown_file) == 0)
    return;

  g_free (self->shown_file);
  self->shown_file = g_strdup (name);
  file = *name != '\0' ? bs_document_get_media (get_document (self), name) : NULL;
  if (self->picture != NULL)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->picture);
  self->picture = bs_photo_picture_new (file);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), self->picture);
}

static void
bs_photo_row_dispose (GObject *object)
{
  BsPhotoRow *self = BS_PHOTO_ROW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->photo, g_free);
  g_clear_pointer (&self->shown_file, g_free);

  G_OBJECT_CLASS (bs_photo_row_parent_class)->dispose (object);
}

static void
bs_photo_row_class_init (BsPhotoRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_photo_row_dispose;

  g_type_ensure (BS_TYPE_FIELD_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-photo-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BsPhotoRow, caption);
  gtk_widget_class_bind_template_child (widget_class, BsPhotoRow, credit);
  gtk_widget_class_bind_template_child (widget_class, BsPhotoRow, crop_row);
  gtk_widget_class_bind_template_child (widget_class, BsPhotoRow, crop_popover);
  gtk_widget_class_bind_template_child (widget_class, BsPhotoRow, left);
  gtk_widget_class_bind_template_child (widget_class, BsPhotoRow, top);
  gtk_widget_class_bind_template_child (widget_class, BsPhotoRow, right);
  gtk_widget_class_bind_template_child (widget_class, BsPhotoRow, bottom);
  gtk_widget_class_bind_template_child (widget_class, BsPhotoRow, up);
  gtk_widget_class_bind_template_child (widget_class, BsPhotoRow, down);
  gtk_widget_class_bind_template_child (widget_class, BsPhotoRow, detach_button);
  gtk_widget_class_bind_template_callback (widget_class, credit_applied);
  gtk_widget_class_bind_template_callback (widget_class, move_up);
  gtk_widget_class_bind_template_callback (widget_class, move_down);
  gtk_widget_class_bind_template_callback (widget_class, detach);
  gtk_widget_class_bind_template_callback (widget_class, remove_photo);
  gtk_widget_class_bind_template_callback (widget_class, crop_changed);
  gtk_widget_class_bind_template_callback (widget_class, crop_whole);
  gtk_widget_class_bind_template_callback (widget_class, crop_square);
  gtk_widget_class_bind_template_callback (widget_class, crop_four_three);
  gtk_widget_class_bind_template_callback (widget_class, crop_three_two);
  gtk_widget_class_bind_template_callback (widget_class, crop_wide);
  gtk_widget_class_bind_template_callback (widget_class, crop_tall);
}

static void
bs_photo_row_init (BsPhotoRow *self)
{
  self->quiet = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->quiet = FALSE;
}

GtkWidget *
bs_photo_row_new (BsSession *session, const char *photo)
{
  BsPhotoRow *self = g_object_new (BS_TYPE_PHOTO_ROW, NULL);
  g_autofree char *path = g_strdup_printf ("/photos/%s/caption", photo);

  self->session = g_object_ref (session);
  self->photo = g_strdup (photo);
  bs_field_view_bind (self->caption, bs_session_get_document (session), path, _ ("Caption"));
  bs_fault_field_watch (self->caption, bs_fault_watch_get (session));

  return GTK_WIDGET (self);
}

/* Whoever sends what is written must not leave out what was typed and not applied. */
void
bs_photo_row_set_pageless (BsPhotoRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_return_if_fail (BS_IS_PHOTO_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->crop_row), FALSE);
  gtk_widget_set_visible (self->detach_button, FALSE);
  g_signal_connect_object (focus, "leave", G_CALLBACK (credit_applied), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->credit), focus);
}

const char *
bs_photo_row_get_photo (BsPhotoRow *self)
{
  g_return_val_if_fail (BS_IS_PHOTO_ROW (self), NULL);

  return self->photo;
}

void
bs_photo_row_update (BsPhotoRow *self, gboolean first, gboolean last)
{
  const BsNode *photo;
  const char *caption;
  g_autofree char *title = NULL;
  g_autofree char *credit = NULL;

  g_return_if_fail (BS_IS_PHOTO_ROW (self));

  photo = get_photo (self);
  if (photo == NULL)
    return;

  self->quiet = TRUE;
  caption = bs_node_get_text (photo, "caption");
  /* The row's title is markup. */
  title = g_markup_escape_text (*caption != '\0' ? caption : _ ("Photo without a caption"), -1);
  credit = bs_photo_dup_credit (photo);
  if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), title) != 0)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  {
    g_autofree char *subtitle = g_markup_escape_text (credit, -1);

    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  }
  if ((gtk_widget_get_state_flags (GTK_WIDGET (self->credit)) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0
      && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->credit)), credit) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->credit), credit);
  show_picture (self, bs_node_get_text (photo, "file"));
  show_crop (self, photo);
  gtk_widget_set_sensitive (self->up, !first);
  gtk_widget_set_sensitive (self->down, !last);
  self->quiet = FALSE;
}

void
bs_photo_row_reveal (BsPhotoRow *self, gsize offset, gsize length)
{
  g_return_if_fail (BS_IS_PHOTO_ROW (self));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  bs_field_view_select (self->caption, offset, length);
  gtk_widget_grab_focus (GTK_WIDGET (self->caption));
}
