/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-box-photos.h"

#include "bs-byline-text.h"
#include "bs-config.h"
#include "bs-crop.h"
#include "bs-field-view.h"
#include "bs-menus.h"
#include "bs-photo-edit.h"
#include "bs-photo-picture.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* Newsprint's screen shows no more; below it a picture looks soft. */
#define LEAST_PPI 200

/* What is shown of one photo; the widgets are borrowed from the group. */
typedef struct
{
  char *id;
  GtkWidget *picture;
  GtkWidget *caption_row;
  BsFieldView *caption;
  GtkWidget *credit;
} Shown;

struct _BsBoxPhotos
{
  GtkWidget parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *shown; /* of Shown */

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
  g_autoptr (GMenu) menu = bs_menus_new ();
  g_autoptr (GMenu) shapes = bs_menus_new ();
  g_autoptr (GMenu) by_hand = bs_menus_new ();

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (presets[i].label), NULL);

      g_menu_item_set_action_and_target (item, "photos.crop-to", "(sd)", photo, presets[i].shape);
      g_menu_append_item (shapes, item);
    }
  g_menu_append (by_hand, _ ("Crop on the _Page"), "pages.crop");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (shapes));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (by_hand));
  bs_menus_set_own (button, G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "edit-cut-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Crop Photo"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Crop photo"), -1);

  return button;
}

static GtkWidget *
new_picture_button (const BsNode *photo)
{
  gboolean missing = *bs_node_get_text (photo, "file") == '\0';
  GtkWidget *button = gtk_button_new ();

  if (missing)
    {
      gtk_button_set_label (GTK_BUTTON (button), _ ("_Add…"));
      gtk_button_set_use_underline (GTK_BUTTON (button), TRUE);
    }
  else
    {
      gtk_button_set_icon_name (GTK_BUTTON (button), "document-open-symbolic");
      gtk_widget_add_css_class (button, "flat");
    }
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, missing ? _ ("Add the Picture") : _ ("Another Picture"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  missing ? _ ("Add the picture") : _ ("Another picture"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.add-picture");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", bs_node_get_text (photo, "id"));

  return button;
}

static GtkWidget *
new_picture_row (BsBoxPhotos *self, const BsNode *photo)
{
  GtkWidget *row = adw_action_row_new ();
  BsDocument *document = bs_session_get_document (self->session);
  g_autoptr (GFile) file = bs_document_get_media (document, bs_node_get_text (photo, "file"));
  double ppi = find_ppi (self, bs_node_get_text (photo, "id"));
  g_autofree char *facts = dup_facts (self, photo, ppi);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  /* Translators: heading of a picture's facts, such as its size and resolution. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Picture"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), facts);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), bs_photo_picture_new (file));
  if (ppi > 0 && ppi < LEAST_PPI)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (icon, "warning");
      gtk_widget_set_tooltip_text (icon, _ ("Too coarse for its size"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
    }
  if (bs_document_get_read_only (document))
    return row;

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_picture_button (photo));
  if (*bs_node_get_text (photo, "file") != '\0')
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               new_crop_button (bs_node_get_text (photo, "id")));

  return row;
}

static void
credit_applied (AdwEntryRow *row, BsBoxPhotos *self)
{
  const char *id = g_object_get_data (G_OBJECT (row), "photo");

  if (bs_issue_get_photo (bs_session_get_root (self->session), id) != NULL)
    bs_photo_edit_set_credit (bs_session_get_document (self->session), id,
                              gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
shown_free (Shown *shown)
{
  g_free (shown->id);
  g_free (shown);
}

static void
remove_rows (BsBoxPhotos *self)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      Shown *shown = g_ptr_array_index (self->shown, i);

      adw_preferences_group_remove (self->group, shown->picture);
      adw_preferences_group_remove (self->group, shown->caption_row);
      adw_preferences_group_remove (self->group, shown->credit);
    }
  g_ptr_array_set_size (self->shown, 0);
}

static void
add_rows (BsBoxPhotos *self, const BsNode *photo)
{
  Shown *shown = g_new0 (Shown, 1);
  BsDocument *document = bs_session_get_document (self->session);
  g_autofree char *path = NULL;

  shown->id = g_strdup (bs_node_get_text (photo, "id"));
  shown->picture = new_picture_row (self, photo);
  shown->caption = g_object_new (BS_TYPE_FIELD_VIEW, "placeholder", _ ("Caption"), "margin-start",
                                 12, "margin-end", 12, "margin-top", 10, "margin-bottom", 10, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (shown->caption), "caption-text");
  path = bs_issue_dup_path ("photos", shown->id, "caption");
  bs_field_view_bind (shown->caption, document, path, _ ("Caption"));
  shown->caption_row = adw_preferences_row_new ();
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (shown->caption_row), FALSE);
  gtk_widget_set_focusable (shown->caption_row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (shown->caption_row), GTK_WIDGET (shown->caption));
  shown->credit = adw_entry_row_new ();
  /* Translators: who took the photo */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (shown->credit), _ ("Credit"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (shown->credit), TRUE);
  gtk_editable_set_editable (GTK_EDITABLE (shown->credit), !bs_document_get_read_only (document));
  g_object_set_data_full (G_OBJECT (shown->credit), "photo", g_strdup (shown->id), g_free);
  g_signal_connect_object (shown->credit, "apply", G_CALLBACK (credit_applied), self, 0);
  adw_preferences_group_add (self->group, shown->picture);
  adw_preferences_group_add (self->group, shown->caption_row);
  adw_preferences_group_add (self->group, shown->credit);
  g_ptr_array_add (self->shown, shown);
}

/* What is being written there is not written over. */
static void
show_credits (BsBoxPhotos *self)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      Shown *shown = g_ptr_array_index (self->shown, i);
      const BsNode *photo = bs_issue_get_photo (bs_session_get_root (self->session), shown->id);
      g_autofree char *credit = photo != NULL ? bs_photo_dup_credit (photo) : NULL;

      if (credit != NULL
          && (gtk_widget_get_state_flags (shown->credit) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0
          && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (shown->credit)), credit) != 0)
        gtk_editable_set_text (GTK_EDITABLE (shown->credit), credit);
    }
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

  g_ptr_array_unref (self->shown);
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
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) shown_free);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Photos"));
  gtk_widget_set_parent (GTK_WIDGET (self->group), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* All that decides which rows there are; captions and credits follow the document by themselves. */
static char *
dup_signature (BsBoxPhotos *self, GPtrArray *photos)
{
  GString *signature = g_string_new (NULL);

  for (guint i = 0; i < photos->len; i++)
    {
      const BsNode *photo = g_ptr_array_index (photos, i);
      BsCrop crop = bs_crop_read (bs_node_get_member (photo, "crop"));

      g_string_append_printf (signature, "%s %s %.0f %f %f %f %f\n", bs_node_get_text (photo, "id"),
                              bs_node_get_text (photo, "file"),
                              find_ppi (self, bs_node_get_text (photo, "id")), crop.x, crop.y,
                              crop.width, crop.height);
    }

  return g_string_free (signature, FALSE);
}

void
bs_box_photos_show (BsBoxPhotos *self, BsSession *session)
{
  g_autoptr (GPtrArray) photos = NULL;
  g_autofree char *signature = NULL;

  g_return_if_fail (BS_IS_BOX_PHOTOS (self));

  if (session != self->session)
    {
      remove_rows (self);
      g_clear_pointer (&self->signature, g_free);
    }
  g_set_object (&self->session, session);
  if (session == NULL)
    return;

  photos = list_photos (self);
  gtk_widget_set_visible (GTK_WIDGET (self), photos->len > 0);
  signature = dup_signature (self, photos);
  if (g_strcmp0 (signature, self->signature) != 0)
    {
      remove_rows (self);
      for (guint i = 0; i < photos->len; i++)
        add_rows (self, g_ptr_array_index (photos, i));
      g_free (self->signature);
      self->signature = g_steal_pointer (&signature);
    }
  show_credits (self);
}

gboolean
bs_box_photos_reveal (BsBoxPhotos *self, const char *path, gsize offset, gsize length)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);

  g_return_val_if_fail (BS_IS_BOX_PHOTOS (self), FALSE);

  for (guint i = 0; i < self->shown->len && g_strv_length (steps) > 2; i++)
    {
      Shown *shown = g_ptr_array_index (self->shown, i);
      const char *member = steps[3] != NULL ? steps[3] : "caption";

      if (!g_str_equal (shown->id, steps[2]))
        continue;
      if (g_str_equal (member, "file"))
        {
          gtk_widget_activate_action (GTK_WIDGET (self), "win.add-picture", "s", shown->id);
        }
      else if (g_str_equal (member, "crop"))
        {
          gtk_widget_activate_action (GTK_WIDGET (self), "pages.crop-photo", "s", shown->id);
        }
      else if (g_str_equal (member, "credits"))
        {
          gtk_widget_grab_focus (shown->credit);
        }
      else
        {
          gtk_widget_grab_focus (GTK_WIDGET (shown->caption));
          bs_field_view_select (shown->caption, offset, length);
        }
      return TRUE;
    }

  return FALSE;
}
