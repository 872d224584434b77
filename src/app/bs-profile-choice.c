/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-profile-choice.h"

#include "bs-config.h"
#include "bs-dialogs.h"

#include "print/bs-output-profile.h"
#include "print/bs-profile-list.h"

#include <glib/gi18n-lib.h>

struct _BsProfileChoice
{
  AdwComboRow *row;     /* borrowed */
  GtkStringList *names; /* newsprint, those in @paths, "Choose…" */
  GPtrArray *paths;     /* char * */
  GCancellable *cancellable;
  guint chosen;
  char *subtitle; /* of the row, while there is nothing to tell */
  char *missing;  /* a path that is no longer there; NULL: none is known */
  gboolean quiet;

  void (*changed) (gpointer data); /* NULL: nobody is to be told */
  gpointer changed_data;
};

static GtkWindow *
get_window (BsProfileChoice *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->row)));
}

static void
show_missing (BsProfileChoice *self)
{
  const char *path = bs_profile_choice_get_path (self);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (path != NULL && g_strcmp0 (path, self->missing) == 0)
    {
      name = g_path_get_basename (path);
      text = g_strdup_printf (_ ("%s is no longer there"), name);
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), text != NULL ? text : self->subtitle);
}

static void
select_item (BsProfileChoice *self, guint index)
{
  self->quiet = TRUE;
  self->chosen = index;
  adw_combo_row_set_selected (self->row, index);
  self->quiet = FALSE;
  show_missing (self);
}

static void
choose_item (BsProfileChoice *self, guint index)
{
  gboolean other = index != self->chosen;

  select_item (self, index);
  if (other && self->changed != NULL)
    self->changed (self->changed_data);
}

/* Before the last item. Returns its index. */
static guint
add_item (BsProfileChoice *self, const char *name, const char *path)
{
  const char *const added[] = { name, NULL };
  gboolean quiet = self->quiet;

  self->quiet = TRUE;
  g_ptr_array_add (self->paths, g_strdup (path));
  gtk_string_list_splice (self->names, self->paths->len, 0, added);
  adw_combo_row_set_selected (self->row, self->chosen);
  self->quiet = quiet;

  return self->paths->len;
}

static void
rename_item (BsProfileChoice *self, guint index, const char *name)
{
  const char *const names[] = { name, NULL };

  self->quiet = TRUE;
  gtk_string_list_splice (self->names, index, 1, names);
  adw_combo_row_set_selected (self->row, self->chosen);
  self->quiet = FALSE;
}

static guint
find_path (BsProfileChoice *self, const char *path)
{
  for (guint i = 0; i < self->paths->len; i++)
    if (g_str_equal (g_ptr_array_index (self->paths, i), path))
      return i + 1;

  return 0;
}

/* What a worker finds out when the dialog opens. */
typedef struct
{
  char *path;        /* that is chosen; "": none */
  char *description; /* of what is in it; NULL: it is no profile */
  gboolean missing;
} Look;

static void
look_free (Look *look)
{
  g_free (look->path);
  g_free (look->description);
  g_free (look);
}

static void
look (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
      GCancellable *cancellable G_GNUC_UNUSED)
{
  Look *wanted = data;
  g_autoptr (BsOutputProfile) profile = NULL;
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);

  if (*wanted->path != '\0')
    profile = bs_output_profile_load (wanted->path, NULL);
  if (profile != NULL)
    wanted->description = g_strdup (bs_output_profile_get_description (profile));
  wanted->missing = *wanted->path != '\0' && !g_file_test (wanted->path, G_FILE_TEST_IS_REGULAR);
  g_ptr_array_add (folders, g_build_filename (g_get_user_data_dir (), "color", "icc", NULL));
  g_ptr_array_add (folders, g_build_filename (g_get_home_dir (), ".color", "icc", NULL));
  for (const char *const *dir = g_get_system_data_dirs (); *dir != NULL; dir++)
    g_ptr_array_add (folders, g_build_filename (*dir, "color", "icc", NULL));
  g_ptr_array_add (folders, NULL);
  g_task_return_pointer (task, bs_profile_list_new ((const char *const *) folders->pdata),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
looked (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (GPtrArray) entries = g_task_propagate_pointer (G_TASK (result), NULL);
  const Look *wanted = g_task_get_task_data (G_TASK (result));
  BsProfileChoice *self = data;

  /* Cancelled: the dialog is gone. */
  if (entries == NULL)
    return;
  if (wanted->missing)
    {
      self->missing = g_strdup (wanted->path);
      show_missing (self);
    }
  if (wanted->description != NULL)
    rename_item (self, find_path (self, wanted->path), wanted->description);
  for (guint i = 0; i < entries->len; i++)
    {
      const BsProfileEntry *entry = g_ptr_array_index (entries, i);

      if (find_path (self, entry->path) == 0)
        add_item (self, entry->description, entry->path);
    }
}

static void
load (GTask *task, gpointer source G_GNUC_UNUSED, gpointer path,
      GCancellable *cancellable G_GNUC_UNUSED)
{
  GError *error = NULL;
  g_autoptr (BsOutputProfile) profile = bs_output_profile_load (path, &error);

  if (profile != NULL)
    g_task_return_pointer (task, g_strdup (bs_output_profile_get_description (profile)), g_free);
  else
    g_task_return_error (task, error);
}

static void
loaded (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *description = g_task_propagate_pointer (G_TASK (result), &error);
  const char *path = g_task_get_task_data (G_TASK (result));
  BsProfileChoice *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    bs_dialogs_error (get_window (self), _ ("The Profile Cannot Be Used"), error->message);
  else
    choose_item (self, add_item (self, description, path));
}

static void
use_file (BsProfileChoice *self, const char *path)
{
  guint known = find_path (self, path);
  g_autoptr (GTask) task = NULL;

  if (known > 0)
    {
      choose_item (self, known);
      return;
    }
  task = g_task_new (NULL, self->cancellable, loaded, self);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, load);
}

static void
file_chosen (GListModel *files, gpointer data)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    use_file (data, path);
}

void
bs_profile_choice_selected (BsProfileChoice *self)
{
  guint selected = adw_combo_row_get_selected (self->row);

  if (self->quiet || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (selected <= self->paths->len)
    {
      choose_item (self, selected);
      return;
    }
  select_item (self, self->chosen);
  bs_dialogs_choose (get_window (self), BS_CHOOSE_PROFILE, NULL, file_chosen, self);
}

const char *
bs_profile_choice_get_path (BsProfileChoice *self)
{
  return self->chosen == 0 ? NULL : g_ptr_array_index (self->paths, self->chosen - 1);
}

void
bs_profile_choice_set_changed (BsProfileChoice *self, void (*changed) (gpointer), gpointer data)
{
  self->changed = changed;
  self->changed_data = data;
}

void
bs_profile_choice_show (BsProfileChoice *self, const char *path)
{
  g_autofree char *name = NULL;
  guint known;

  if (*path == '\0')
    {
      select_item (self, 0);
      return;
    }
  known = find_path (self, path);
  name = g_path_get_basename (path);
  select_item (self, known > 0 ? known : add_item (self, name, path));
}

BsProfileChoice *
bs_profile_choice_new (AdwComboRow *row, const char *path)
{
  BsProfileChoice *self = g_new0 (BsProfileChoice, 1);
  g_autoptr (GTask) task = NULL;
  Look *wanted;

  self->row = row;
  self->subtitle = g_strdup (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->names = gtk_string_list_new (NULL);
  self->cancellable = g_cancellable_new ();
  self->quiet = TRUE;
  gtk_string_list_append (self->names, _ ("Newsprint"));
  gtk_string_list_append (self->names, _ ("Choose Profile…"));
  adw_combo_row_set_model (row, G_LIST_MODEL (self->names));
  self->quiet = FALSE;
  bs_profile_choice_show (self, path);
  wanted = g_new0 (Look, 1);
  wanted->path = g_strdup (path);
  task = g_task_new (NULL, self->cancellable, looked, self);
  g_task_set_task_data (task, wanted, (GDestroyNotify) look_free);
  g_task_run_in_thread (task, look);

  return self;
}

void
bs_profile_choice_free (BsProfileChoice *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->paths);
  g_object_unref (self->names);
  g_free (self->missing);
  g_free (self->subtitle);
  g_free (self);
}
