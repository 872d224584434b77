/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-photo-group.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-import-drop.h"
#include "bs-photo-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BsPhotoGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *add;
  GtkWidget *empty;

  BsSession *session;
  gboolean pageless;
  GPtrArray *rows; /* borrowed from the group, in the order of the story */
};

G_DEFINE_FINAL_TYPE (BsPhotoGroup, bs_photo_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PROP_PAGELESS = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* --- Adding --- */

static const char *
get_place (BsPhotoGroup *self, const char **story)
{
  *story = self->session != NULL ? bs_session_get_story (self->session) : NULL;

  return *story != NULL
           ? bs_node_get_text (bs_issue_get_story (bs_session_get_root (self->session), *story),
                               "page")
           : NULL;
}

/* The window takes them in, as everything else, in one undo step. */
static void
files_chosen (GListModel *files, gpointer data)
{
  BsPhotoGroup *self = data;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) uris = NULL;
  const char *story;
  const char *page = get_place (self, &story);

  if (page == NULL)
    return;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *uri = g_file_get_uri (file);

      g_strv_builder_add (builder, uri);
    }
  uris = g_strv_builder_end (builder);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.import-to", "(^asss)", uris, page, story);
}

static void
choose_files (BsPhotoGroup *self)
{
  bs_dialogs_choose (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), BS_CHOOSE_PHOTOS, NULL,
                     files_chosen, self);
}

static gboolean
find_drop_place (GtkWidget *widget, const char **page, const char **story,
                 gpointer data G_GNUC_UNUSED)
{
  *page = get_place (BS_PHOTO_GROUP (widget), story);

  return *page != NULL;
}

/* --- Showing --- */

static gboolean
belongs (const BsNode *photo, const char *story)
{
  return story != NULL && strcmp (bs_node_get_text (photo, "story"), story) == 0;
}

static gboolean
shows_the_same (BsPhotoGroup *self, const BsNode *photos, const char *story)
{
  guint n = 0;

  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);

      if (!belongs (photo, story))
        continue;
      if (n >= self->rows->len
          || strcmp (bs_photo_row_get_photo (g_ptr_array_index (self->rows, n)),
                     bs_node_get_text (photo, "id"))
               != 0)
        return FALSE;
      n++;
    }

  return n == self->rows->len;
}

static void
make_rows (BsPhotoGroup *self, const BsNode *photos, const char *story)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);
      GtkWidget *row;

      if (!belongs (photo, story))
        continue;
      row = bs_photo_row_new (self->session, bs_node_get_text (photo, "id"));
      if (self->pageless)
        bs_photo_row_set_pageless (BS_PHOTO_ROW (row));
      /* Who adds a photo says what it shows. */
      if (self->pageless && *bs_node_get_text (photo, "caption") == '\0')
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (self->empty, self->rows->len == 0);
}

static void
bs_photo_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsPhotoGroup *self = BS_PHOTO_GROUP (object);

  switch (id)
    {
    case PROP_PAGELESS:
      self->pageless = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_photo_group_dispose (GObject *object)
{
  BsPhotoGroup *self = BS_PHOTO_GROUP (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (bs_photo_group_parent_class)->dispose (object);
}

static void
bs_photo_group_class_init (BsPhotoGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = bs_photo_group_set_property;
  G_OBJECT_CLASS (klass)->dispose = bs_photo_group_dispose;

  properties[PROP_PAGELESS] = g_param_spec_boolean ("pageless", NULL, NULL, FALSE,
                                                    G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY
                                                      | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-photo-group.ui");
  gtk_widget_class_bind_template_child (widget_class, BsPhotoGroup, add);
  gtk_widget_class_bind_template_child (widget_class, BsPhotoGroup, empty);
  gtk_widget_class_bind_template_callback (widget_class, choose_files);
}

static void
bs_photo_group_init (BsPhotoGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_import_drop_add (GTK_WIDGET (self), find_drop_place, self);
}

void
bs_photo_group_set_session (BsPhotoGroup *self, BsSession *session)
{
  g_return_if_fail (BS_IS_PHOTO_GROUP (self));

  g_set_object (&self->session, session);
}

void
bs_photo_group_show (BsPhotoGroup *self)
{
  const BsNode *photos;
  const char *story;

  g_return_if_fail (BS_IS_PHOTO_GROUP (self));

  if (self->session == NULL)
    return;

  photos = bs_issue_get_photos (bs_session_get_root (self->session));
  story = bs_session_get_story (self->session);
  if (!shows_the_same (self, photos, story))
    make_rows (self, photos, story);
  for (guint i = 0; i < self->rows->len; i++)
    bs_photo_row_update (g_ptr_array_index (self->rows, i), i == 0, i + 1 == self->rows->len);
}

gboolean
bs_photo_group_reveal (BsPhotoGroup *self, const char *photo, gsize offset, gsize length)
{
  g_return_val_if_fail (BS_IS_PHOTO_GROUP (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      BsPhotoRow *row = g_ptr_array_index (self->rows, i);

      if (strcmp (bs_photo_row_get_photo (row), photo) == 0)
        {
          bs_photo_row_reveal (row, offset, length);
          return TRUE;
        }
    }

  return FALSE;
}
