/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-import-drop.h"

#include "bs-config.h"

typedef struct
{
  BsImportDropWhere where;
  gpointer data;
} DropPlace;

static void
place_free (gpointer place, GClosure *closure G_GNUC_UNUSED)
{
  g_free (place);
}

static GdkDragAction
entered (GtkDropTarget *target, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED, DropPlace *place)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  const char *page = "";
  const char *story = "";

  if (!place->where (widget, &page, &story, place->data))
    return 0;
  gtk_widget_add_css_class (widget, "drop-into");

  return GDK_ACTION_COPY;
}

static void
left (GtkDropTarget *target, gpointer data G_GNUC_UNUSED)
{
  gtk_widget_remove_css_class (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)),
                               "drop-into");
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED,
         DropPlace *place)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GStrvBuilder) uris = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  const char *page = "";
  const char *story = "";

  left (target, NULL);
  for (GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *uri = g_file_get_uri (l->data);

      g_strv_builder_add (uris, uri);
    }
  g_slist_free (files);
  list = g_strv_builder_end (uris);

  return place->where (widget, &page, &story, place->data)
         && gtk_widget_activate_action (widget, "win.import-to", "(^asss)", list, page, story);
}

void
bs_import_drop_add (GtkWidget *widget, BsImportDropWhere where, gpointer data)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  DropPlace *place = g_new0 (DropPlace, 1);

  g_return_if_fail (GTK_IS_WIDGET (widget) && where != NULL);

  place->where = where;
  place->data = data;
  gtk_widget_add_css_class (widget, "drop-place");
  g_signal_connect_data (target, "drop", G_CALLBACK (dropped), place, place_free, 0);
  g_signal_connect (target, "enter", G_CALLBACK (entered), place);
  g_signal_connect (target, "leave", G_CALLBACK (left), NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
