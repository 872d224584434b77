/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-application.h"

#include "bs-actions.h"
#include "bs-close-keeper.h"
#include "bs-config.h"
#include "bs-desk-actions.h"
#include "bs-desk-notice.h"
#include "bs-desk.h"
#include "bs-dialogs.h"
#include "bs-draft-commands.h"
#include "bs-focus-keeper.h"
#include "bs-layout-keeper.h"
#include "bs-load-job.h"
#include "bs-new-issue-dialog.h"
#include "bs-pointer-keeper.h"
#include "bs-preferences.h"
#include "bs-recent-issues.h"
#include "bs-recovery.h"
#include "bs-settings.h"
#include "bs-window.h"

#include "compose/bs-font-set.h"
#include "print/bs-export-cache.h"
#include "print/bs-press-cache.h"

#include <glib/gi18n-lib.h>

#define SAMPLE "sample/sample.broadsheet"
#define TAKE_UP_MILLISECONDS 800 /* after a window is made: the first page is there by then */

struct _BsApplication
{
  AdwApplication parent_instance;

  BsEnvironment *environment;
  BsDesk *desk;
  BsReporter *reporter;   /* by get_reporter() */
  GMemoryMonitor *memory; /* by take_up_desk() */
  guint take_up;          /* source */
  GFile *first;           /* that the command line names */
  BsLoadJob *ahead;       /* loads it while GTK starts */
  gboolean benchmark;
  gboolean benchmark_drag;
  gboolean new_draft; /* is asked for by the command line */
  gboolean recovered; /* whether issues left by a crash were looked for */
};

G_DEFINE_FINAL_TYPE (BsApplication, bs_application, ADW_TYPE_APPLICATION)

static BsWindow *
get_window (BsApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return BS_IS_WINDOW (window) ? BS_WINDOW (window) : NULL;
}

/* A window that shows the start page is used rather than a new one. */
static BsWindow *
take_window (BsApplication *self, BsWindow *wished)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));
  BsWindow *window = wished != NULL ? wished : get_window (self);

  if (window != NULL && bs_window_is_empty (window))
    return window;
  for (GList *l = windows; l != NULL; l = l->next)
    if (BS_IS_WINDOW (l->data) && bs_window_is_empty (l->data))
      return l->data;

  window = BS_WINDOW (bs_window_new (ADW_APPLICATION (self), self->environment, self->desk));
  if (self->benchmark)
    bs_window_benchmark (window, self->benchmark_drag);

  return window;
}

static BsWindow *
find_window_with (BsApplication *self, GFile *file)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *l = windows; l != NULL; l = l->next)
    if (BS_IS_WINDOW (l->data) && bs_window_has_file (l->data, file))
      return l->data;

  return NULL;
}

/* NULL: the issue is not there yet, or not to be had. */
static BsSession *
begin_session (BsApplication *self, BsLoadJob *job)
{
  g_autoptr (BsDocument) document = NULL;

  if (!bs_load_job_is_done (job) || !bs_load_job_has_document (job))
    return NULL;
  document = bs_load_job_finish (job, NULL);

  return bs_session_new (self->environment, document);
}

static BsWindow *
open_file (BsApplication *self, BsWindow *wished, GFile *file, gboolean as_copy)
{
  BsWindow *window = find_window_with (self, file);

  if (window == NULL)
    {
      g_autoptr (BsLoadJob) job = g_steal_pointer (&self->ahead);
      g_autoptr (BsSession) session = NULL;

      if (job == NULL || as_copy || !g_file_equal (bs_load_job_get_file (job), file))
        {
          g_clear_pointer (&job, bs_load_job_unref);
          job = bs_load_job_start (self->environment, file, as_copy);
        }
      /* Its pages are laid out while the window is made. */
      session = begin_session (self, job);
      window = take_window (self, wished);
      if (session != NULL)
        bs_window_set_session (window, session);
      else
        bs_window_open_job (window, job);
    }
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
recovered (BsDocument *document, const GError *error, gpointer data)
{
  if (document != NULL)
    bs_application_show_document (data, NULL, document, NULL);
  else
    bs_dialogs_error (GTK_WINDOW (get_window (data)), _ ("An Issue Could Not Be Recovered"),
                      error->message);
}

static void
recovery_done (gpointer data)
{
  g_application_release (G_APPLICATION (data));
  g_object_unref (data);
}

/* Issues that were never saved and that a crash left behind come back, each in its window. */
static void
recover (BsApplication *self)
{
  if (self->recovered)
    return;
  self->recovered = TRUE;
  g_application_hold (G_APPLICATION (self));
  bs_recovery_start (self->environment, recovered, recovery_done, g_object_ref (self));
}

static void
created (GtkWindow *dialog G_GNUC_UNUSED, BsDocument *document, BsApplication *self)
{
  bs_application_show_document (self, NULL, document, NULL);
}

static void
show_new_issue_dialog (BsApplication *self, const char *publication)
{
  GtkWidget *dialog = bs_new_issue_dialog_new (GTK_WINDOW (get_window (self)), self->environment,
                                               publication);

  g_signal_connect_object (dialog, "created", G_CALLBACK (created), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
new_issue (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  show_new_issue_dialog (data, NULL);
}

static void
new_issue_of (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  show_new_issue_dialog (data, g_variant_get_string (parameter, NULL));
}

static void
new_window (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsApplication *self = data;

  gtk_window_present (
    GTK_WINDOW (bs_window_new (ADW_APPLICATION (self), self->environment, self->desk)));
}

static void
issues_chosen (GListModel *files, gpointer data)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      open_file (data, NULL, file, FALSE);
    }
}

static void
open_issue (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_dialogs_choose (GTK_WINDOW (get_window (data)), BS_CHOOSE_OPEN_ISSUE, NULL, issues_chosen,
                     data);
}

static void
open_sample (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsApplication *self = data;
  g_autofree char *path = bs_environment_find_data (self->environment, SAMPLE);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  open_file (self, NULL, file, TRUE);
}

static void
preferences (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsApplication *self = data;

  bs_preferences_show (gtk_application_get_active_window (data), self->environment, self->desk);
}

static void
desk_preferences (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                  gpointer data)
{
  BsApplication *self = data;

  bs_preferences_show_desk (gtk_application_get_active_window (data), self->environment,
                            self->desk);
}

static void
about (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  adw_show_about_window (gtk_application_get_active_window (data), "application-name",
                         _ ("Broadsheet"), "application-icon", BS_APP_ID, "version", BS_VERSION,
                         "developer-name", _ ("The Broadsheet developers"), "license-type",
                         GTK_LICENSE_GPL_3_0, "comments",
                         _ ("Drafts and lays out newspaper pages and exports them for print."),
                         /* Translators: put your name here, it is shown in the About window. */
                         "translator-credits", _ ("translator-credits"), NULL);
}

static void
quit (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  g_list_free (windows);
}

static BsReporter *
get_reporter (BsApplication *self)
{
  if (self->reporter == NULL)
    self->reporter = bs_reporter_new (GTK_APPLICATION (self), self->environment);

  return self->reporter;
}

static void
new_draft (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_draft_commands_new (data, get_reporter (data));
}

static void
my_drafts (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_draft_commands_show (data, get_reporter (data));
}

static void
open_draft (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  bs_draft_commands_open (data, get_reporter (data), g_variant_get_string (parameter, NULL));
}

static void
join_desk (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  BsApplication *self = data;

  bs_draft_commands_join (data, get_reporter (self), self->desk,
                          g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { "new-issue", new_issue },
  { "new-issue-of", new_issue_of, "s" },
  { "new-window", new_window },
  { "open", open_issue },
  { "new-draft", new_draft },
  { "my-drafts", my_drafts },
  { "open-draft", open_draft, "s" },
  { "join-desk", join_desk, "s" },
  { "open-sample", open_sample },
  { "preferences", preferences },
  { "desk-preferences", desk_preferences },
  { "about", about },
  { "quit", quit },
};

static void
read_fonts (GTask *task, gpointer source G_GNUC_UNUSED, gpointer environment,
            GCancellable *cancellable G_GNUC_UNUSED)
{
  bs_environment_get_fonts (environment);
  g_task_return_boolean (task, TRUE);
}

/* Fonts are found while GTK connects to the display: the first page needs both. */
static void
warm_up (BsApplication *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, warm_up);
  g_task_set_task_data (task, g_object_ref (self->environment), g_object_unref);
  g_task_run_in_thread (task, read_fonts);
}

/* A theme can be asked from any thread once it is set up. */
static void
read_icons (GTask *task, gpointer theme, gpointer data G_GNUC_UNUSED,
            GCancellable *cancellable G_GNUC_UNUSED)
{
  g_task_return_boolean (task, gtk_icon_theme_has_icon (theme, BS_APP_ID));
}

/* A build tree has the application's icon beside its other data. */
static void
add_icons (BsApplication *self)
{
  g_autofree char *path = bs_environment_find_data (self->environment, "icons");
  GdkDisplay *display = gdk_display_get_default ();
  GtkIconTheme *theme = display != NULL ? gtk_icon_theme_get_for_display (display) : NULL;
  g_autoptr (GTask) task = NULL;

  if (theme == NULL)
    return;

  gtk_icon_theme_add_search_path (theme, path);
  /* Its directories are read while the window is made, which needs them last. */
  task = g_task_new (theme, NULL, NULL, NULL);
  g_task_set_source_tag (task, add_icons);
  g_task_run_in_thread (task, read_icons);
}

static BsDesk *
make_desk (BsApplication *self)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "broadsheet", "desk", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  return bs_desk_new (self->environment, folder);
}

/* An export can be made again from nothing; another program may need the memory now. */
static void
memory_is_low (BsApplication *self)
{
  bs_export_cache_clear (bs_environment_get_export_cache (self->environment));
  bs_press_cache_clear (bs_environment_get_press_cache (self->environment));
}

static gboolean
take_up_desk (gpointer data)
{
  BsApplication *self = data;

  self->take_up = 0;
  if (self->memory == NULL)
    {
      self->memory = g_memory_monitor_dup_default ();
      g_signal_connect_swapped (self->memory, "low-memory-warning", G_CALLBACK (memory_is_low),
                                self);
    }
  bs_desk_take_up (self->desk);
  /* What waited when the program was ended is sent. */
  if (bs_reporter_has_drafts (get_reporter (self)))
    bs_reporter_start (self->reporter);

  return G_SOURCE_REMOVE;
}

/* When the first page has been drawn, and nothing else is to do. */
static void
bs_application_window_added (GtkApplication *application, GtkWindow *window)
{
  BsApplication *self = BS_APPLICATION (application);

  GTK_APPLICATION_CLASS (bs_application_parent_class)->window_added (application, window);
  if (self->take_up == 0 && !self->benchmark)
    self->take_up = g_timeout_add_full (G_PRIORITY_LOW, TAKE_UP_MILLISECONDS, take_up_desk, self,
                                        NULL);
}

static void
desk_closed (BsDesk *desk, GParamSpec *spec G_GNUC_UNUSED, BsApplication *self)
{
  if (bs_desk_get_state (desk) != BS_DESK_OFF)
    return;
  g_signal_handlers_disconnect_by_func (desk, desk_closed, self);
  g_application_release (G_APPLICATION (self));
}

/* The desk is open while there is a window; what is under way at it is finished after the last. */
static void
bs_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  BsApplication *self = BS_APPLICATION (application);

  GTK_APPLICATION_CLASS (bs_application_parent_class)->window_removed (application, window);
  if (gtk_application_get_windows (application) != NULL)
    return;
  g_clear_handle_id (&self->take_up, g_source_remove);
  bs_desk_rest (self->desk);
  if (bs_desk_get_state (self->desk) == BS_DESK_OFF
      || g_signal_handler_find (self->desk, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, desk_closed, NULL)
           != 0)
    return;
  g_application_hold (G_APPLICATION (self));
  g_signal_connect (self->desk, "notify::state", G_CALLBACK (desk_closed), self);
}

static void
bs_application_shutdown (GApplication *application)
{
  BsApplication *self = BS_APPLICATION (application);

  g_clear_handle_id (&self->take_up, g_source_remove);
  if (self->desk != NULL)
    bs_desk_close (self->desk);
  g_clear_object (&self->reporter);
  if (self->memory != NULL)
    g_signal_handlers_disconnect_by_data (self->memory, self);
  g_clear_object (&self->memory);

  G_APPLICATION_CLASS (bs_application_parent_class)->shutdown (application);
}

static void
bs_application_startup (GApplication *application)
{
  BsApplication *self = BS_APPLICATION (application);
  self->environment = bs_environment_new_default ();
  self->desk = make_desk (self);
  if (self->first != NULL)
    self->ahead = bs_load_job_start (self->environment, self->first, FALSE);
  warm_up (self);

  G_APPLICATION_CLASS (bs_application_parent_class)->startup (application);
  bs_close_keeper_start ();
  bs_focus_keeper_start ();
  bs_pointer_keeper_start ();
  bs_layout_keeper_start ();

  add_icons (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  bs_desk_actions_add (GTK_APPLICATION (self), self->desk);
  bs_desk_notice_start (GTK_APPLICATION (self), self->desk);
  bs_shortcuts_install (GTK_APPLICATION (self));
}

/* For who wants to go on where the last work ended. FALSE: there is nothing to go on with. */
static gboolean
reopen (BsApplication *self)
{
  BsRecentIssues *recent;
  g_autoptr (BsRecentIssue) issue = NULL;

  if (get_window (self) != NULL || !bs_settings_get_boolean ("reopen-last-issue", FALSE))
    return FALSE;
  recent = bs_recent_issues_get (self->environment);
  issue = g_list_model_get_item (G_LIST_MODEL (recent), 0);
  if (issue == NULL || !g_file_query_exists (bs_recent_issue_get_file (issue), NULL))
    return FALSE;
  open_file (self, NULL, bs_recent_issue_get_file (issue), FALSE);

  return TRUE;
}

static gboolean
has_issues (BsApplication *self)
{
  BsRecentIssues *recent = bs_recent_issues_get (self->environment);

  return g_list_model_get_n_items (G_LIST_MODEL (recent)) > 0;
}

static void
bs_application_activate (GApplication *application)
{
  BsApplication *self = BS_APPLICATION (application);

  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  recover (self);
  if (self->new_draft)
    {
      self->new_draft = FALSE;
      bs_draft_commands_new (GTK_APPLICATION (self), get_reporter (self));
      return;
    }
  if (reopen (self))
    return;
  /* Who only writes for a desk goes on with that. */
  if (window == NULL && bs_reporter_was_joined (get_reporter (self)) && !has_issues (self))
    {
      bs_draft_commands_show (GTK_APPLICATION (self), self->reporter);
      return;
    }
  gtk_window_present (window != NULL ? window : GTK_WINDOW (take_window (self, NULL)));
}

static void
bs_application_open (GApplication *application, GFile **files, int n_files,
                     const char *hint G_GNUC_UNUSED)
{
  BsApplication *self = BS_APPLICATION (application);

  recover (self);
  for (int i = 0; i < n_files; i++)
    open_file (self, NULL, files[i], FALSE);
}

/* The issue that is to be opened is read while GTK connects to the display. */
static gboolean
bs_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  BsApplication *self = BS_APPLICATION (application);

  for (char **argument = *arguments + 1; argument[-1] != NULL && *argument != NULL; argument++)
    if (**argument != '-' && self->first == NULL)
      self->first = g_file_new_for_commandline_arg (*argument);

  return G_APPLICATION_CLASS (bs_application_parent_class)
    ->local_command_line (application, arguments, status);
}

static int
bs_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  static const char *const remote[] = { "new-window", "new-draft" };
  BsApplication *self = BS_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Broadsheet %s\n", BS_VERSION);
      return 0;
    }
  self->benchmark_drag = g_variant_dict_contains (options, "benchmark-drag");
  if (self->benchmark_drag || g_variant_dict_contains (options, "benchmark-startup"))
    {
      self->benchmark = TRUE;
      g_application_set_flags (application,
                               g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (remote); i++)
    if (g_variant_dict_contains (options, remote[i])
        && g_application_register (application, NULL, NULL)
        && g_application_get_is_remote (application))
      {
        g_action_group_activate_action (G_ACTION_GROUP (application), remote[i], NULL);
        return 0;
      }
  self->new_draft = g_variant_dict_contains (options, "new-draft");

  return G_APPLICATION_CLASS (bs_application_parent_class)
    ->handle_local_options (application, options);
}

static void
bs_application_finalize (GObject *object)
{
  BsApplication *self = BS_APPLICATION (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->environment);
  g_clear_object (&self->first);
  g_clear_pointer (&self->ahead, bs_load_job_unref);

  G_OBJECT_CLASS (bs_application_parent_class)->finalize (object);
}

static void
bs_application_class_init (BsApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bs_application_finalize;
  GTK_APPLICATION_CLASS (klass)->window_added = bs_application_window_added;
  GTK_APPLICATION_CLASS (klass)->window_removed = bs_application_window_removed;
  application_class->startup = bs_application_startup;
  application_class->shutdown = bs_application_shutdown;
  application_class->activate = bs_application_activate;
  application_class->open = bs_application_open;
  application_class->local_command_line = bs_application_local_command_line;
  application_class->handle_local_options = bs_application_handle_local_options;
}

static void
bs_application_init (BsApplication *self)
{
  static const GOptionEntry options[] = {
    { "version", 'v', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { "new-window", 'w', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_ ("Open a new window"),
      NULL },
    { "new-draft", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
      N_ ("Write a draft, to be sent to a desk"), NULL },
    { "benchmark-drag", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    { "benchmark-startup", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

BsApplication *
bs_application_new (void)
{
  return g_object_new (BS_TYPE_APPLICATION, "application-id", BS_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_CAN_OVERRIDE_APP_ID,
                       "resource-base-path", "/org/broadsheet/Broadsheet", NULL);
}

void
bs_application_show_file (BsApplication *self, BsWindow *wished, GFile *file,
                          const char *submission)
{
  BsWindow *window;

  g_return_if_fail (BS_IS_APPLICATION (self));
  g_return_if_fail (G_IS_FILE (file));

  window = open_file (self, wished, file, FALSE);
  if (submission != NULL)
    bs_window_want_submission (window, submission);
}

void
bs_application_show_document (BsApplication *self, BsWindow *wished, BsDocument *document,
                              const char *submission)
{
  BsWindow *window;

  g_return_if_fail (BS_IS_APPLICATION (self));
  g_return_if_fail (BS_IS_DOCUMENT (document));

  window = take_window (self, wished);
  bs_window_set_document (window, document);
  if (submission != NULL)
    bs_window_want_submission (window, submission);
  gtk_window_present (GTK_WINDOW (window));
}

const GActionEntry *
bs_application_get_action_entries (guint *n_entries)
{
  *n_entries = G_N_ELEMENTS (entries);

  return entries;
}
