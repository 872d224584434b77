/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-start-page.h"

#include "bs-config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define MEDIA_TYPE "application/vnd.broadsheet.issue+json"
#define MAX_RECENT 8

struct _BsStartPage
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *recent_box;
  GtkListBox *recent;
};

G_DEFINE_FINAL_TYPE (BsStartPage, bs_start_page, GTK_TYPE_WIDGET)

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
row_activated (GtkListBox *list G_GNUC_UNUSED, GtkListBoxRow *row, BsStartPage *self)
{
  GFile *file = g_object_get_data (G_OBJECT (row), "file");

  if (file != NULL)
    g_signal_emit (self, signals[OPEN], 0, file);
}

static char *
dup_folder_label (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GFile) home = g_file_new_for_path (g_get_home_dir ());
  g_autofree char *relative = folder != NULL ? g_file_get_relative_path (home, folder) : NULL;

  if (relative != NULL)
    return g_build_filename ("~", relative, NULL);

  return folder != NULL ? g_file_get_parse_name (folder) : g_strdup ("");
}

static GtkWidget *
make_row (GtkRecentInfo *info)
{
  GtkWidget *row = adw_action_row_new ();
  GFile *file = g_file_new_for_uri (gtk_recent_info_get_uri (info));
  g_autofree char *folder = dup_folder_label (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *subtitle = g_build_filename (folder, name, NULL);
  const char *title = gtk_recent_info_get_description (info);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title != NULL ? title : name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "file", file, g_object_unref);

  return row;
}

static int
compare_age (gconstpointer a, gconstpointer b)
{
  GtkRecentInfo *first = *(GtkRecentInfo *const *) a;
  GtkRecentInfo *second = *(GtkRecentInfo *const *) b;

  return g_date_time_compare (gtk_recent_info_get_modified (second),
                              gtk_recent_info_get_modified (first));
}

static void
bs_start_page_dispose (GObject *object)
{
  g_clear_pointer (&BS_START_PAGE (object)->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_start_page_parent_class)->dispose (object);
}

static void
bs_start_page_class_init (BsStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_start_page_dispose;

  signals[OPEN] = g_signal_new ("open", BS_TYPE_START_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_FILE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BsStartPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, BsStartPage, recent_box);
  gtk_widget_class_bind_template_child (widget_class, BsStartPage, recent);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_start_page_init (BsStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_start_page_refresh (self);
}

void
bs_start_page_refresh (BsStartPage *self)
{
  g_autolist (GtkRecentInfo) infos = NULL;
  g_autoptr (GPtrArray) ours = g_ptr_array_new ();
  GtkListBoxRow *row;

  g_return_if_fail (BS_IS_START_PAGE (self));

  while ((row = gtk_list_box_get_row_at_index (self->recent, 0)) != NULL)
    gtk_list_box_remove (self->recent, GTK_WIDGET (row));

  infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  for (GList *l = infos; l != NULL; l = l->next)
    if (gtk_recent_info_is_local (l->data) && gtk_recent_info_exists (l->data)
        && g_str_has_suffix (gtk_recent_info_get_uri (l->data), ".broadsheet"))
      g_ptr_array_add (ours, l->data);
  g_ptr_array_sort (ours, compare_age);
  for (guint i = 0; i < ours->len && i < MAX_RECENT; i++)
    gtk_list_box_append (self->recent, make_row (g_ptr_array_index (ours, i)));
  gtk_widget_set_visible (self->recent_box, ours->len > 0);
}

void
bs_start_page_remember (GFile *file, const char *title)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *command = g_strconcat (g_get_prgname (), " %u", NULL);
  GtkRecentData data = {
    .display_name = NULL,
    .description = (char *) title,
    .mime_type = (char *) MEDIA_TYPE,
    .app_name = (char *) "Broadsheet",
    .app_exec = command,
  };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}
