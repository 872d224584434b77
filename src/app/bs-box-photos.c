/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-box-photos.h"

#include "bs-config.h"
#include "bs-crop.h"
#include "bs-photo-picture.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* Newsprint's screen shows no more; below it a picture looks soft. */
#define LEAST_PPI 200

struct _BsBoxPhotos
{
  GtkWidget parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *rows; /* borrowed from the group */

  BsSession *session;
  char *signature; /* of the rows */
};

G_DEFINE_FINAL_TYPE (BsBoxPhotos, bs_box_photos, GTK_TYPE_WIDGET)

static const struct
{
  const char *label;
  double shape; /* width / height; 0: all of it is shown */
} presets[] = {
  { N_ ("Whole Picture"), 0 },         { N_ ("Square"), 1 },
  { N_ ("4 to 3"), 4.0 / 3 },          { N_ ("3 to 2"), 3.0 / 2 },
  { N_ ("16 to 9"), 16.0 / 9 },        { N_ ("3 to 4, Upright"), 3.0 / 4 },
  { N_ ("2 to 3, Upright"), 2.0 / 3 },
};

static void
crop_to (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  BsBoxPhotos *self = BS_BOX_PHOTOS (widget);
  BsDocument *document = bs_session_get_document (self->session);
  const char *id;
  const BsNode *photo;
  double shape;
  BsCrop crop = BS_CROP_WHOLE;
  double width;
  double height;
  g_autoptr (BsNode) value = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_variant_get (parameter, "(&sd)", &id, &shape);
  photo = bs_issue_get_photo (bs_session_get_root (self->session), id);
  width = (double) bs_node_get_number (photo, "width", 0);
  height = (double) bs_node_get_number (photo, "height", 0);
  if (photo == NULL || width <= 0 || height <= 0)
    return;

  if (shape > 0)
    {
      /* About the middle of what is shown now, as large as the picture allows. */
      crop = bs_crop_read (bs_node_get_member (photo, "crop"));
      bs_crop_set_shape (&crop, shape * height / width);
    }
  value = bs_crop_to_node (&crop);
  path = bs_issue_dup_path ("photos", id, "crop");
  bs_document_begin (document, _ ("Crop Photo"), NULL);
  if (bs_document_set_node (document, path, value, &error))
    {
      bs_document_end (document);
      return;
    }
  bs_document_cancel (document);
  bs_session_tell (self->session, error->message, 0);
}

/* Picture elements an inch as it is printed now; 0: it is not on the page, or its size not known. */
static double
find_ppi (BsBoxPhotos *self, const char *photo)
{
  BsPageResult *result = bs_session_get_result (self->session, bs_session_get_page (self->session));

  for (guint i = 0; result != NULL && i < bs_display_list_get_n_items (result->list); i++)
    {
      const BsItem *item = bs_display_list_get_item (result->list, i);
      double shown;

      if (item->kind != BS_ITEM_IMAGE || g_strcmp0 (item->image.photo, photo) != 0
          || item->image.rect.width <= 0)
        continue;
      shown = item->image.pixel_width * (1000 - item->image.crop_left - item->image.crop_right)
              / 1000.0;

      return shown / (bs_unit_to_mm (item->image.rect.width) / 25.4);
    }

  return 0;
}

static char *
dup_facts (BsBoxPhotos *self, const BsNode *photo, double ppi)
{
  gint64 width = bs_node_get_number (photo, "width", 0);
  gint64 height = bs_node_get_number (photo, "height", 0);
  BsCrop crop = bs_crop_read (bs_node_get_member (photo, "crop"));
  BsCrop whole = BS_CROP_WHOLE;
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->session == NULL || width <= 0)
    return g_strdup (_ ("No picture file"));
  if (ppi > 0)
    /* Translators: picture elements an inch, as printed. */
    g_string_append_printf (text, _ ("%.0f ppi"), ppi);
  if (ppi > 0 && ppi < LEAST_PPI)
    /* Translators: the resolution that a picture should have. */
    g_string_append_printf (text, _ (", should be %d"), LEAST_PPI);
  g_string_append_printf (text, "%s%" G_GINT64_FORMAT " × %" G_GINT64_FORMAT,
                          text->len > 0 ? " · " : "", width, height);
  if (!bs_crop_equal (&crop, &whole))
    /* Translators: the share of a picture that is shown. */
    g_string_append_printf (text, _ (" · %.0f %% shown"), crop.width * crop.height * 100);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
new_crop_button (const char *photo)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) shapes = g_menu_new ();
  g_autoptr (GMenu) by_hand = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (presets[i].label), NULL);

      g_menu_item_set_action_and_target (item, "photos.crop-to", "(sd)", photo, presets[i].shape);
      g_menu_append_item (shapes, item);
    }
  g_menu_append (by_hand, _ ("Crop on the _Page"), "pages.crop");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (shapes));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (by_hand));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "edit-cut-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Crop Photo"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Crop photo"), -1);

  return button;
}

static void
add_row (BsBoxPhotos *self, const BsNode *photo)
{
  GtkWidget *row = adw_action_row_new ();
  const char *id = bs_node_get_text (photo, "id");
  const char *caption = bs_node_get_text (photo, "caption");
  g_autoptr (GFile) file = bs_document_get_media (bs_session_get_document (self->session),
                                                  bs_node_get_text (photo, "file"));
  double ppi = find_ppi (self, id);
  g_autofree char *facts = dup_facts (self, photo, ppi);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *caption != '\0' ? caption : _ ("No caption"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), facts);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), bs_photo_picture_new (file));
  if (ppi > 0 && ppi < LEAST_PPI)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (icon, "warning");
      gtk_widget_set_tooltip_text (icon, _ ("Too coarse for its size"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
    }
  if (!bs_document_get_read_only (bs_session_get_document (self->session)))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_crop_button (id));
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static GPtrArray *
list_photos (BsBoxPhotos *self)
{
  const BsNode *refs = bs_node_get_member (bs_session_get_box_node (self->session), "refs");
  GPtrArray *photos = g_ptr_array_new ();

  for (guint i = 0; i < bs_node_get_length (refs); i++)
    {
      const BsNode *photo = bs_issue_get_photo (bs_session_get_root (self->session),
                                                bs_node_get_string (bs_node_get_element (refs, i)));

      if (photo != NULL)
        g_ptr_array_add (photos, (gpointer) photo);
    }

  return photos;
}

static void
bs_box_photos_dispose (GObject *object)
{
  BsBoxPhotos *self = BS_BOX_PHOTOS (object);

  g_clear_object (&self->session);
  if (self->group != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->group));
  self->group = NULL;

  G_OBJECT_CLASS (bs_box_photos_parent_class)->dispose (object);
}

static void
bs_box_photos_finalize (GObject *object)
{
  BsBoxPhotos *self = BS_BOX_PHOTOS (object);

  g_ptr_array_unref (self->rows);
  g_free (self->signature);

  G_OBJECT_CLASS (bs_box_photos_parent_class)->finalize (object);
}

static void
bs_box_photos_class_init (BsBoxPhotosClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bs_box_photos_dispose;
  G_OBJECT_CLASS (klass)->finalize = bs_box_photos_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "photos.crop-to", "(sd)", crop_to);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
bs_box_photos_init (BsBoxPhotos *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Photos"));
  gtk_widget_set_parent (GTK_WIDGET (self->group), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
bs_box_photos_show (BsBoxPhotos *self, BsSession *session)
{
  g_autoptr (GPtrArray) photos = NULL;
  g_autoptr (GString) signature = g_string_new (NULL);

  g_return_if_fail (BS_IS_BOX_PHOTOS (self));

  g_set_object (&self->session, session);
  photos = list_photos (self);
  gtk_widget_set_visible (GTK_WIDGET (self), photos->len > 0);
  for (guint i = 0; i < photos->len; i++)
    {
      const BsNode *photo = g_ptr_array_index (photos, i);

      BsCrop crop = bs_crop_read (bs_node_get_member (photo, "crop"));

      g_string_append_printf (signature, "%s %s %s %.0f %f %f %f %f\n",
                              bs_node_get_text (photo, "id"), bs_node_get_text (photo, "file"),
                              bs_node_get_text (photo, "caption"),
                              find_ppi (self, bs_node_get_text (photo, "id")), crop.x, crop.y,
                              crop.width, crop.height);
    }
  if (g_strcmp0 (signature->str, self->signature) == 0)
    return;

  g_free (self->signature);
  self->signature = g_strdup (signature->str);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < photos->len; i++)
    add_row (self, g_ptr_array_index (photos, i));
}
