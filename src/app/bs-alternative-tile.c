/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-alternative-tile.h"

#include "bs-config.h"
#include "bs-thumbnail.h"

#include <glib/gi18n-lib.h>

#define THUMBNAIL_SIZE 104

struct _BsAlternativeTile
{
  GtkFlowBoxChild parent_instance;

  BsAlternative *alternative; /* owned; NULL: the page as it was */
};

G_DEFINE_FINAL_TYPE (BsAlternativeTile, bs_alternative_tile, GTK_TYPE_FLOW_BOX_CHILD)

static void
bs_alternative_tile_finalize (GObject *object)
{
  BsAlternativeTile *self = BS_ALTERNATIVE_TILE (object);

  g_clear_pointer (&self->alternative, bs_alternative_unref);

  G_OBJECT_CLASS (bs_alternative_tile_parent_class)->finalize (object);
}

static void
bs_alternative_tile_class_init (BsAlternativeTileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_alternative_tile_finalize;
}

static void
bs_alternative_tile_init (BsAlternativeTile *self G_GNUC_UNUSED)
{
}

static GtkWidget *
make_mark (const BsAlternative *alternative)
{
  g_autofree char *number = NULL;
  GtkWidget *mark;

  if (alternative->n_errors == 0)
    {
      mark = gtk_image_new_from_icon_name ("emblem-ok-symbolic");
      gtk_image_set_pixel_size (GTK_IMAGE (mark), 12);
      gtk_widget_add_css_class (mark, "success");
      return mark;
    }

  number = g_strdup_printf ("%u", alternative->n_errors);
  mark = gtk_label_new (number);
  gtk_widget_add_css_class (mark, "chip");
  gtk_widget_add_css_class (mark, "error");
  gtk_widget_add_css_class (mark, "count");

  return mark;
}

GtkWidget *
bs_alternative_tile_new (BsAlternative *alternative, guint number, BsDisplayList *list,
                         BsRenderer *renderer)
{
  BsAlternativeTile *self = g_object_new (BS_TYPE_ALTERNATIVE_TILE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *thumbnail = bs_thumbnail_new (THUMBNAIL_SIZE);
  /* Translators: a way to lay out a page, for a screen reader; %u is its number. */
  g_autofree char *name = alternative != NULL ? g_strdup_printf (_ ("Alternative %u"), number)
                                              /* Translators: the page before it was laid out */
                                              : g_strdup (_ ("As It Was"));
  g_autofree char *short_name = alternative != NULL ? g_strdup_printf ("%u", number)
                                                    : g_strdup (name);
  const char *explanation = alternative != NULL ? alternative->arrangement->explanation : NULL;
  GtkWidget *label = gtk_label_new (short_name);

  self->alternative = alternative != NULL ? bs_alternative_ref (alternative) : NULL;
  bs_thumbnail_show (BS_THUMBNAIL (thumbnail), list, renderer);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (line), label);
  if (alternative != NULL)
    gtk_box_append (GTK_BOX (line), make_mark (alternative));
  gtk_widget_set_halign (line, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), thumbnail);
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (self), box);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), explanation != NULL ? explanation : name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  explanation != NULL ? explanation : "", -1);

  return GTK_WIDGET (self);
}

BsAlternative *
bs_alternative_tile_get (BsAlternativeTile *self)
{
  g_return_val_if_fail (BS_IS_ALTERNATIVE_TILE (self), NULL);

  return self->alternative;
}
