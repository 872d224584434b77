/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-tray-row.h"

#include "bs-config.h"
#include "bs-photo-picture.h"
#include "bs-story-row.h"

#include <glib/gi18n-lib.h>

struct _BsTrayRow
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkWidget *picture; /* of a photo */
  GtkLabel *title;
  GtkLabel *details;
  GtkLabel *page;
  GtkLabel *chip;

  BsTrayItem *item;
};

G_DEFINE_FINAL_TYPE (BsTrayRow, bs_tray_row, GTK_TYPE_WIDGET)

static void
bs_tray_row_dispose (GObject *object)
{
  BsTrayRow *self = BS_TRAY_ROW (object);

  g_clear_object (&self->item);
  if (self->box != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->box));
  self->box = NULL;

  G_OBJECT_CLASS (bs_tray_row_parent_class)->dispose (object);
}

static void
bs_tray_row_class_init (BsTrayRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_tray_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
append_label (GtkWidget *line, gboolean fill)
{
  GtkWidget *label = gtk_label_new (NULL);

  if (fill)
    {
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (label, TRUE);
    }
  gtk_box_append (GTK_BOX (line), label);

  return GTK_LABEL (label);
}

/* Not from a template: a list makes two hundred rows at once, and the reading of the template was
 * most of their time. */
static void
bs_tray_row_init (BsTrayRow *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->title = append_label (first, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "row-headline");
  self->chip = append_label (first, FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self->chip), GTK_ALIGN_CENTER);
  self->details = append_label (second, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->details), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->details), "dim-label");
  self->page = append_label (second, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->page), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->page), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->page), "numeric");

  gtk_box_append (GTK_BOX (lines), first);
  gtk_box_append (GTK_BOX (lines), second);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10));
  gtk_box_append (self->box, lines);
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}

GtkWidget *
bs_tray_row_new (void)
{
  return g_object_new (BS_TYPE_TRAY_ROW, NULL);
}

static void
show_status (BsTrayRow *self)
{
  const char *status = bs_node_get_text (bs_tray_item_get_node (self->item), "status");
  gboolean draft = *status == '\0' || g_str_equal (status, "draft");
  const char *classes[] = { "chip", draft ? "neutral" : "accent", NULL };

  gtk_label_set_label (self->chip, bs_status_get_label (status));
  gtk_widget_set_css_classes (GTK_WIDGET (self->chip), classes);
  gtk_widget_set_visible (GTK_WIDGET (self->chip),
                          !bs_tray_item_is_photo (self->item) && *status != '\0');
}

void
bs_tray_row_set_item (BsTrayRow *self, BsTrayItem *item, BsSession *session)
{
  g_autofree char *title = NULL;
  g_autofree char *details = NULL;

  g_return_if_fail (BS_IS_TRAY_ROW (self));

  g_set_object (&self->item, item);
  if (self->picture != NULL)
    gtk_box_remove (self->box, self->picture);
  self->picture = NULL;
  if (item == NULL)
    return;

  title = bs_tray_item_dup_title (item);
  details = bs_tray_item_dup_details (item);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->details, details);
  gtk_label_set_label (self->page, bs_tray_item_get_page (item));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), title);
  show_status (self);
  if (bs_tray_item_is_photo (item))
    {
      const char *name = bs_node_get_text (bs_tray_item_get_node (item), "file");
      g_autoptr (GFile) file = bs_document_get_media (bs_session_get_document (session), name);

      self->picture = bs_photo_picture_new (file);
      gtk_box_prepend (self->box, self->picture);
    }
}

BsTrayItem *
bs_tray_row_get_item (BsTrayRow *self)
{
  g_return_val_if_fail (BS_IS_TRAY_ROW (self), NULL);

  return self->item;
}
