/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-box-inspector.h"

#include "bs-box-controls.h"
#include "bs-box-fit.h"
#include "bs-box-jump.h"
#include "bs-box-photos.h"
#include "bs-box-place.h"
#include "bs-config.h"
#include "bs-late-bin.h"
#include "bs-page-facts.h"
#include "bs-whole-text.h"

struct _BsBoxInspector
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *heading;
  GtkLabel *title;
  GtkLabel *place;
  BsLateBin *parts;
  BsPageFacts *facts;

  /* NULL until a box is chosen */
  BsBoxFit *fit;
  BsBoxControls *controls;
  BsBoxPhotos *photos;
  BsBoxJump *jump;

  BsSession *session;
  BsAdviser *adviser; /* borrowed from the inspector of the page */
};

G_DEFINE_FINAL_TYPE (BsBoxInspector, bs_box_inspector, GTK_TYPE_WIDGET)

static void
show_parts (BsBoxInspector *self)
{
  bs_box_fit_show (self->fit);
  bs_box_controls_show (self->controls, self->session);
  bs_box_photos_show (self->photos, self->session);
  bs_box_jump_show (self->jump, self->session);
}

static void
make_parts (BsLateBin *place, BsBoxInspector *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));

  self->fit = g_object_new (BS_TYPE_BOX_FIT, NULL);
  self->controls = g_object_new (BS_TYPE_BOX_CONTROLS, NULL);
  self->photos = g_object_new (BS_TYPE_BOX_PHOTOS, NULL);
  self->jump = g_object_new (BS_TYPE_BOX_JUMP, NULL);
  gtk_box_append (box, GTK_WIDGET (self->fit));
  gtk_box_append (box, GTK_WIDGET (self->photos));
  gtk_box_append (box, GTK_WIDGET (self->controls));
  gtk_box_append (box, GTK_WIDGET (self->jump));
  bs_late_bin_set_child (place, GTK_WIDGET (box));
  bs_box_fit_set_session (self->fit, self->session, self->adviser);
  if (self->session != NULL)
    show_parts (self);
}

static void
show (BsBoxInspector *self)
{
  const BsNode *box = bs_session_get_box_node (self->session);
  g_autofree char *title = NULL;
  g_autofree char *place = NULL;

  gtk_widget_set_visible (self->heading, box != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->parts), box != NULL);
  if (box != NULL)
    {
      BsGridRect rect = bs_box_place_read (box);

      title = bs_box_dup_title (bs_session_get_root (self->session), box);
      place = bs_box_place_dup_text (&rect);
      gtk_label_set_label (self->title, title);
      gtk_label_set_label (self->place, place);
      gtk_widget_set_visible (GTK_WIDGET (self->facts), FALSE);
    }
  else
    {
      bs_page_facts_show (self->facts, self->session);
    }
  if (self->fit != NULL)
    show_parts (self);
}

static void
page_updated (BsSession *session, const char *page, BsBoxInspector *self)
{
  if (g_strcmp0 (page, bs_session_get_page (session)) == 0)
    show (self);
}

static void
bs_box_inspector_dispose (GObject *object)
{
  BsBoxInspector *self = BS_BOX_INSPECTOR (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_box_inspector_parent_class)->dispose (object);
}

static void
bs_box_inspector_class_init (BsBoxInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_box_inspector_dispose;

  g_type_ensure (BS_TYPE_LATE_BIN);
  g_type_ensure (BS_TYPE_PAGE_FACTS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-box-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, BsBoxInspector, scroller);
  gtk_widget_class_bind_template_child (widget_class, BsBoxInspector, heading);
  gtk_widget_class_bind_template_child (widget_class, BsBoxInspector, title);
  gtk_widget_class_bind_template_child (widget_class, BsBoxInspector, place);
  gtk_widget_class_bind_template_child (widget_class, BsBoxInspector, parts);
  gtk_widget_class_bind_template_child (widget_class, BsBoxInspector, facts);
  gtk_widget_class_bind_template_callback (widget_class, make_parts);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_box_inspector_init (BsBoxInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));
}

void
bs_box_inspector_set_session (BsBoxInspector *self, BsSession *session, BsAdviser *adviser)
{
  g_return_if_fail (BS_IS_BOX_INSPECTOR (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  self->adviser = adviser;
  if (self->fit != NULL)
    bs_box_fit_set_session (self->fit, session, adviser);
  if (session == NULL)
    {
      if (self->photos != NULL)
        bs_box_photos_show (self->photos, NULL);
      return;
    }

  g_signal_connect_object (session, "notify::box", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::page", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "page-updated", G_CALLBACK (page_updated), self, 0);
  show (self);
}

gboolean
bs_box_inspector_reveal_photo (BsBoxInspector *self, const char *path, gsize offset, gsize length)
{
  g_return_val_if_fail (BS_IS_BOX_INSPECTOR (self), FALSE);

  show (self);
  bs_late_bin_fill (self->parts);

  return bs_box_photos_reveal (self->photos, path, offset, length);
}
