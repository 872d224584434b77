/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-window-private.h"

#include "bs-config.h"
#include "bs-issue-words.h"
#include "bs-load-job.h"
#include "bs-menus.h"
#include "bs-settings.h"
#include "bs-whole-text.h"

#include "base/bs-quotes.h"
#include "model/bs-numbering.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <unistd.h>

G_DEFINE_FINAL_TYPE (BsWindow, bs_window, ADW_TYPE_APPLICATION_WINDOW)

static char *
dup_date_label (const char *text)
{
  GDate date;

  return bs_date_read (text, &date) ? bs_issue_words_dup_day (&date) : g_strdup (text);
}

static gboolean
show_title (gpointer data)
{
  BsWindow *self = data;
  BsDocument *document = bs_window_get_document (self);
  g_autofree char *date = NULL;
  g_autofree char *subtitle = NULL;
  const BsNode *root;
  const char *name;
  const char *state;

  self->title_source = 0;
  gtk_widget_set_visible (self->title_start,
                          document != NULL || bs_window_shows_submissions (self));
  if (document == NULL)
    {
      gtk_label_set_label (self->issue_title, _ ("Submissions"));
      gtk_label_set_label (self->issue_subtitle, bs_desk_get_name (self->desk));
      gtk_window_set_title (GTK_WINDOW (self), bs_window_shows_submissions (self)
                                                 ? _ ("Submissions")
                                                 : _ ("Broadsheet"));
      return G_SOURCE_REMOVE;
    }

  root = bs_document_get_root (document);
  name = bs_node_get_text (bs_node_get_member (root, "publication"), "name");
  date = dup_date_label (bs_node_get_text (root, "date"));
  state = bs_document_get_read_only (document)      ? _ ("Read-only")
          : self->saving                            ? _ ("Saving…")
          : bs_document_get_file (document) == NULL ? _ ("Not saved yet")
          : bs_document_get_modified (document)     ? _ ("Unsaved changes")
                                                    : _ ("Saved");
  subtitle = g_strdup_printf ("%s · %s", date, state);
  gtk_label_set_label (self->issue_title, name);
  gtk_label_set_label (self->issue_subtitle, subtitle);

  {
    g_autofree char *title = g_strdup_printf ("%s%s %s",
                                              bs_document_get_modified (document) ? "• " : "", name,
                                              date);

    gtk_window_set_title (GTK_WINDOW (self), title);
  }

  return G_SOURCE_REMOVE;
}

void
bs_window_schedule_title (BsWindow *self)
{
  if (self->title_source == 0)
    self->title_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_title, self, NULL);
}

static void retract_undo_toast (BsWindow *self);

static void
document_changed (BsWindow *self)
{
  bs_window_schedule_title (self);
  bs_window_update_actions (self);
  if (self->undo_toast != NULL
      && bs_document_get_root (bs_window_get_document (self)) != self->toasted)
    retract_undo_toast (self);
}

static void
journal_failed (BsDocument *document G_GNUC_UNUSED, const char *message, BsWindow *self)
{
  bs_window_show_banner (self, message, _ ("Save"), "win.save");
}

void
bs_window_toast (BsWindow *self, const char *text)
{
  bs_toaster_tell (self->toaster, text);
}

/* What was done is no longer the last thing that was done. */
static void
retract_undo_toast (BsWindow *self)
{
  g_autoptr (AdwToast) toast = g_steal_pointer (&self->undo_toast);

  if (toast != NULL)
    bs_toaster_retract (self->toaster, toast);
}

static void
show_undo_toast (BsWindow *self, AdwToast *toast, guint steps)
{
  retract_undo_toast (self);
  g_clear_pointer (&self->toasted, bs_node_unref);
  self->toasted = bs_node_ref (bs_session_get_root (self->session));
  self->toasted_steps = steps;
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo-toast");
  adw_toast_set_timeout (toast, 10);
  self->undo_toast = g_object_ref (toast);
  bs_toaster_show (self->toaster, toast);
}

/* Tells what was done, with a button that takes its last @steps back. */
void
bs_window_toast_undo (BsWindow *self, const char *text, guint steps)
{
  show_undo_toast (self, bs_toaster_make_toast (text), steps);
}

/* A toast has one button of its own, which undoes. */
void
bs_window_toast_story (BsWindow *self, const char *text, const char *story, guint steps)
{
  g_autofree char *shown = bs_quotes_alternate (text);
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (shown);
  GtkWidget *button = gtk_button_new_with_label (_ ("Show"));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-story");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", story);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show"), -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  adw_toast_set_custom_title (toast, box);
  show_undo_toast (self, toast, steps);
}

/* Only while nothing else was done since; the toast goes away then. */
void
bs_window_undo_toast (BsWindow *self)
{
  BsDocument *document = bs_window_get_document (self);

  if (document == NULL || self->toasted == NULL || bs_document_get_root (document) != self->toasted)
    return;

  g_clear_pointer (&self->toasted, bs_node_unref);
  for (guint i = 0; i < self->toasted_steps; i++)
    bs_document_undo (document);
}

void
bs_window_show_banner (BsWindow *self, const char *text, const char *button, const char *action)
{
  gtk_label_set_label (self->banner_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->banner_button), button != NULL);
  if (button != NULL)
    {
      gtk_button_set_label (self->banner_button, button);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner_button), action);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->banner_button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, button, -1);
    }
  gtk_revealer_set_reveal_child (self->banner, TRUE);
}

void
bs_window_hide_banner (BsWindow *self)
{
  gtk_revealer_set_reveal_child (self->banner, FALSE);
}

static void
told (BsSession *session G_GNUC_UNUSED, const char *text, guint undo_steps, BsWindow *self)
{
  if (undo_steps > 0)
    bs_window_toast_undo (self, text, undo_steps);
  else
    bs_window_toast (self, text);
}

static void
open_recent (BsStartPage *page G_GNUC_UNUSED, GFile *file, BsWindow *self)
{
  /* Where another window has it, that one is shown. */
  g_application_open (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), &file, 1, "");
}

static gboolean
has_suffix (GFile *file, const char *suffix)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_str_has_suffix (name, suffix);
}

/* Issues among the files are opened. */
static gboolean
open_issues (BsWindow *self, GSList *files)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  gboolean all = TRUE;

  for (GSList *l = files; l != NULL; l = l->next)
    {
      GFile *file = l->data;

      if (has_suffix (file, ".broadsheet"))
        g_application_open (application, &file, 1, "");
      else
        all = FALSE;
    }

  return all;
}

static gboolean
is_one_picture (const GValue *value)
{
  GSList *files;
  gboolean is_one;

  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE);

  files = gdk_file_list_get_files (g_value_get_boxed (value));
  is_one = files != NULL && files->next == NULL;
  if (is_one)
    {
      g_autofree char *name = g_file_get_basename (files->data);
      g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);

      is_one = g_content_type_is_a (type, "image/*");
    }
  g_slist_free (files);

  return is_one;
}

/* One picture on a photo that waits for one, or on an advertisement; FALSE: it is something else, or
 * elsewhere. */
static gboolean
fill_photo (BsWindow *self, const GValue *value, double x, double y)
{
  BsCanvas *canvas = bs_pages_view_get_canvas (self->pages_view);
  const char *photo;
  const char *ad;

  if (self->session == NULL || !gtk_widget_get_mapped (GTK_WIDGET (canvas))
      || !gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (canvas), x, y, &x, &y)
      || !gtk_widget_contains (GTK_WIDGET (canvas), x, y))
    return FALSE;

  if (!is_one_picture (value))
    return FALSE;
  ad = bs_canvas_find_ad (canvas, x, y);
  if (ad != NULL)
    {
      bs_window_import_artwork (self, value, ad);
      return TRUE;
    }
  photo = bs_canvas_find_empty_photo (canvas, x, y);
  if (photo == NULL || bs_issue_get_photo (bs_session_get_root (self->session), photo) == NULL)
    return FALSE;
  bs_window_import_picture (self, value, photo);

  return TRUE;
}

static gboolean
dropped (GtkDropTarget *target G_GNUC_UNUSED, const GValue *value, double x, double y,
         BsWindow *self)
{
  gtk_widget_set_visible (self->drop_hint, FALSE);
  if (fill_photo (self, value, x, y))
    return TRUE;
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
      gboolean all = open_issues (self, files);

      g_slist_free (files);
      if (all)
        return TRUE;
    }
  bs_window_import_value (self, value);

  return TRUE;
}

static GdkDragAction
drag_entered (GtkDropTarget *target G_GNUC_UNUSED, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED,
              BsWindow *self)
{
  gtk_widget_set_visible (self->drop_hint, TRUE);

  return GDK_ACTION_COPY;
}

static void
drag_left (GtkDropTarget *target G_GNUC_UNUSED, BsWindow *self)
{
  gtk_widget_set_visible (self->drop_hint, FALSE);
}

/* From the start of the process by the kernel's clock; its ticks are 10 ms. */
static double
milliseconds_since_start (void)
{
  g_autofree char *stat = NULL;
  char *after_name;
  unsigned long long ticks = 0;
  double now = (double) g_get_monotonic_time () / 1000;

  if (!g_file_get_contents ("/proc/self/stat", &stat, NULL, NULL))
    return -1;
  after_name = strrchr (stat, ')');
  if (after_name == NULL)
    return -1;
  /* proc(5): starttime is field 22, the twentieth after the name. */
  for (int field = 2; field < 22 && after_name != NULL; field++)
    after_name = strchr (after_name + 1, ' ');
  if (after_name != NULL)
    ticks = g_ascii_strtoull (after_name, NULL, 10);

  return now - (double) ticks * 1000 / (double) sysconf (_SC_CLK_TCK);
}

static gboolean
quit_benchmark (gpointer data)
{
  g_application_quit (G_APPLICATION (data));

  return G_SOURCE_REMOVE;
}

static void
make_start_page (BsLateBin *place, BsWindow *self)
{
  GtkWidget *page = bs_start_page_new (self->environment);

  g_signal_connect_object (page, "open", G_CALLBACK (open_recent), self, 0);
  bs_late_bin_set_child (place, page);
  self->start_page = BS_START_PAGE (page);
  bs_start_page_set_waiting (self->start_page, bs_desk_get_waiting (self->desk));
}

static void
make_stories_view (BsLateBin *place, BsWindow *self)
{
  static const char *const shared[] = { "show-sidebar", "show-inspector", "level" };

  self->stories_view = g_object_new (BS_TYPE_STORIES_VIEW, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (self->pages_view), shared[i], &value);
      g_object_set_property (G_OBJECT (self->stories_view), shared[i], &value);
    }
  bs_late_bin_set_child (place, GTK_WIDGET (self->stories_view));
  if (self->session != NULL)
    bs_stories_view_set_session (self->stories_view, self->session, self->model);
}

BsStoriesView *
bs_window_get_stories_view (BsWindow *self)
{
  bs_late_bin_fill (self->stories_place);

  return self->stories_view;
}

static void
canvas_settled (BsCanvas *canvas, BsWindow *self)
{
  if (!self->settled && !self->benchmark)
    {
      self->settled = TRUE;
      bs_late_bin_fill_below (GTK_WIDGET (self));
    }
  if (!self->benchmark)
    return;

  if (self->benchmark_drag)
    {
      self->benchmark = FALSE;
      bs_canvas_benchmark_drag (canvas);
      return;
    }
  self->benchmark = FALSE;
  g_print ("window with page: %.0f ms\n", milliseconds_since_start ());
  g_idle_add (quit_benchmark, gtk_window_get_application (GTK_WINDOW (self)));
}

static void
remember_size (BsWindow *self)
{
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  bs_settings_set_boolean ("maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (!gtk_window_is_maximized (GTK_WINDOW (self)) && width > 0 && height > 0)
    {
      bs_settings_set_int ("window-width", width);
      bs_settings_set_int ("window-height", height);
    }
}

static void
stop_jobs (BsWindow *self)
{
  g_clear_pointer (&self->loading, bs_load_job_unref);
  g_cancellable_cancel (self->importing);
  g_clear_object (&self->importing);
  g_cancellable_cancel (self->arranging);
  g_clear_object (&self->arranging);
}

/* A job may hold the window for a while yet. What it would bring must not change the issue, which
 * would look unsaved, nor may it keep others from opening it. */
static void
close_issue (BsWindow *self)
{
  BsDocument *document = bs_window_get_document (self);

  self->closed = TRUE;
  stop_jobs (self);
  if (document != NULL)
    bs_document_close (document);
}

static gboolean
bs_window_close_request_vfunc (GtkWindow *window)
{
  BsWindow *self = BS_WINDOW (window);

  if (bs_window_close_request (self))
    return TRUE;

  remember_size (self);
  close_issue (self);

  return GTK_WINDOW_CLASS (bs_window_parent_class)->close_request (window);
}

static void
let_go (BsWindow *self)
{
  stop_jobs (self);
  g_clear_pointer (&self->arranged_page, g_free);
  g_clear_pointer (&self->pictured, g_free);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->toasted, bs_node_unref);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (bs_session_get_document (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
      if (self->stories_view != NULL)
        bs_stories_view_set_session (self->stories_view, NULL, NULL);
      if (self->submissions_view != NULL)
        bs_submissions_view_set_session (self->submissions_view, NULL);
      bs_pages_view_set_session (self->pages_view, NULL);
      bs_session_close (self->session);
    }
  g_clear_object (&self->model);
  g_clear_object (&self->session);
}

static void
bs_window_dispose (GObject *object)
{
  BsWindow *self = BS_WINDOW (object);

  if (self->pages_view != NULL)
    let_go (self);
  g_clear_weak_pointer (&self->editor);
  g_clear_pointer (&self->wanted_submission, g_free);
  g_clear_handle_id (&self->title_source, g_source_remove);
  g_clear_object (&self->undo_toast);
  g_clear_pointer (&self->toaster, bs_toaster_free);
  g_clear_object (&self->environment);
  g_clear_object (&self->newer);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bs_window_parent_class)->dispose (object);
}

static void
bs_window_class_init (BsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = bs_window_close_request_vfunc;

  g_type_ensure (BS_TYPE_ADAPTIVE_BIN);
  g_type_ensure (BS_TYPE_LATE_BIN);
  g_type_ensure (BS_TYPE_PAGES_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-window.ui");
  bs_menus_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, start_button);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, title_start);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, issue_title);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, issue_subtitle);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, views);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, stories_place);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, submissions_place);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, submissions_page);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, pages_view);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, banner_label);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, banner_button);
  gtk_widget_class_bind_template_child (widget_class, BsWindow, drop_hint);
  gtk_widget_class_bind_template_callback (widget_class, make_start_page);
  gtk_widget_class_bind_template_callback (widget_class, make_stories_view);
  gtk_widget_class_bind_template_callback (widget_class, bs_window_make_submissions_view);
  gtk_widget_class_bind_template_callback (widget_class, bs_window_hide_banner);
  gtk_widget_class_bind_template_callback (widget_class, bs_window_fit);
  /* Where no text field takes the key. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste-copy",
                                       NULL);
}

static void
add_drop_target (BsWindow *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "drop", G_CALLBACK (dropped), self);
  g_signal_connect (target, "enter", G_CALLBACK (drag_entered), self);
  g_signal_connect (target, "leave", G_CALLBACK (drag_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
bs_window_init (BsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (self->title_start);
  self->toaster = bs_toaster_new (self->toasts);

  gtk_window_set_default_size (GTK_WINDOW (self), bs_settings_get_int ("window-width", 1400),
                               bs_settings_get_int ("window-height", 900));
  if (bs_settings_get_boolean ("maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
  adw_view_stack_set_visible_child_name (self->views, "pages");
  g_signal_connect_object (bs_pages_view_get_canvas (self->pages_view), "settled",
                           G_CALLBACK (canvas_settled), self, 0);
  add_drop_target (self);
  bs_window_add_actions (self);
  bs_window_update_actions (self);
  bs_window_schedule_title (self);
}

GtkWidget *
bs_window_new (AdwApplication *application, BsEnvironment *environment, BsDesk *desk)
{
  BsWindow *self = g_object_new (BS_TYPE_WINDOW, "application", application, NULL);

  self->environment = g_object_ref (environment);
  self->desk = g_object_ref (desk);
  self->newer = bs_newer_watch_new (desk);
  bs_window_watch_desk (self);

  return GTK_WIDGET (self);
}

BsDesk *
bs_window_get_desk (BsWindow *self)
{
  g_return_val_if_fail (BS_IS_WINDOW (self), NULL);

  return self->desk;
}

gboolean
bs_window_is_empty (BsWindow *self)
{
  g_return_val_if_fail (BS_IS_WINDOW (self), FALSE);

  return self->session == NULL && self->loading == NULL;
}

gboolean
bs_window_has_file (BsWindow *self, GFile *file)
{
  BsDocument *document;
  GFile *open;

  g_return_val_if_fail (BS_IS_WINDOW (self), FALSE);

  document = bs_window_get_document (self);
  open = document != NULL ? bs_document_get_file (document) : NULL;

  return (open != NULL && g_file_equal (open, file))
         || (self->loading != NULL && g_file_equal (bs_load_job_get_file (self->loading), file));
}

BsDocument *
bs_window_get_document (BsWindow *self)
{
  g_return_val_if_fail (BS_IS_WINDOW (self), NULL);

  return self->session != NULL ? bs_session_get_document (self->session) : NULL;
}

/* What the user must know of how the issue was opened. */
static void
tell_state (BsWindow *self, BsDocument *document)
{
  guint recovered = bs_document_get_recovered (document);

  bs_window_hide_banner (self);
  if (bs_document_get_read_only (document))
    {
      bs_window_show_banner (self, bs_document_get_read_only_reason (document), _ ("Save a Copy…"),
                             "win.save-as");
    }
  else if (recovered > 0)
    {
      g_autofree char *text = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "Broadsheet was closed without saving. %u change was recovered.",
                     "Broadsheet was closed without saving. %u changes were recovered.",
                     (gulong) recovered),
        recovered);

      bs_window_show_banner (self, text, _ ("Save"), "win.save");
    }
}

void
bs_window_set_document (BsWindow *self, BsDocument *document)
{
  g_autoptr (BsSession) session = NULL;

  g_return_if_fail (BS_IS_WINDOW (self));
  g_return_if_fail (BS_IS_DOCUMENT (document));

  session = bs_session_new (self->environment, document);
  bs_window_set_session (self, session);
}

void
bs_window_set_session (BsWindow *self, BsSession *session)
{
  BsDocument *document;

  g_return_if_fail (BS_IS_WINDOW (self));
  g_return_if_fail (BS_IS_SESSION (session));

  let_go (self);
  self->session = g_object_ref (session);
  bs_session_set_newer_watch (session, self->newer);
  document = bs_session_get_document (session);
  self->model = bs_story_model_new (self->session);
  g_signal_connect_swapped (self->session, "will-reveal", G_CALLBACK (bs_window_reveal), self);
  bs_pages_view_set_session (self->pages_view, self->session);
  if (self->stories_view != NULL)
    bs_stories_view_set_session (self->stories_view, self->session, self->model);
  if (self->submissions_view != NULL)
    bs_submissions_view_set_session (self->submissions_view, self->session);

  g_signal_connect_swapped (document, "changed", G_CALLBACK (document_changed), self);
  g_signal_connect_swapped (document, "notify", G_CALLBACK (document_changed), self);
  g_signal_connect (document, "journal-failed", G_CALLBACK (journal_failed), self);
  g_signal_connect_swapped (self->session, "notify::story", G_CALLBACK (bs_window_update_actions),
                            self);
  g_signal_connect_swapped (self->session, "notify::page", G_CALLBACK (bs_window_update_actions),
                            self);
  g_signal_connect (self->session, "told", G_CALLBACK (told), self);
  g_signal_connect_swapped (self->session, "notify::box", G_CALLBACK (bs_window_update_actions),
                            self);
  g_signal_connect_swapped (self->session, "page-updated", G_CALLBACK (bs_window_update_actions),
                            self);

  adw_view_stack_set_visible_child_name (self->views, "pages");
  gtk_stack_set_visible_child_name (self->stack, "issue");
  bs_window_fit (self);
  bs_canvas_take_focus (bs_pages_view_get_canvas (self->pages_view));
  bs_window_show_wanted_submission (self);
  tell_state (self, document);
  bs_window_check_fonts (self);
  bs_window_remember (self);
  bs_window_watch_file (self);
  bs_window_update_actions (self);
  bs_window_schedule_title (self);
}

void
bs_window_benchmark (BsWindow *self, gboolean drag)
{
  g_return_if_fail (BS_IS_WINDOW (self));

  self->benchmark = TRUE;
  self->benchmark_drag = drag;
}
