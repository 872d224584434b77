/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-export-dialog.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-export-choices.h"
#include "bs-export-files.h"
#include "bs-export-job.h"
#include "bs-page-choice.h"
#include "bs-preflight-list.h"
#include "bs-profile-choice.h"

#include "print/bs-pdf.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BsExportDialog
{
  AdwWindow parent_instance;

  /* Template */
  GtkStack *stack;
  GtkWidget *cancel;
  GtkWidget *export;
  AdwActionRow *verdict;
  GtkStack *verdict_stack;
  GtkImage *verdict_icon;
  GtkWidget *force;
  BsPreflightList *findings;
  BsPageChoice *pages;
  GtkFlowBox *kinds;
  GtkLabel *kind_note;
  GtkWidget *options;
  GtkWidget *marks_row;
  GtkSwitch *marks;
  GtkWidget *bleed_row;
  GtkSpinButton *bleed;
  AdwComboRow *profile;
  GtkWidget *resolution_row;
  GtkSpinButton *resolution;
  BsExportFiles *files;
  GtkLabel *progress_label;
  GtkProgressBar *progress;

  /* Owned */
  BsSession *session;
  GPtrArray *found; /* NULL: being checked */
  GCancellable *cancellable;
  BsProfileChoice *profiles;
  GStrv exporting; /* pages; NULL: none are */

  /* Borrowed */
  GtkToggleButton *kind_buttons[BS_EXPORT_N_KINDS];

  BsUnit format_bleed;
  gboolean faulty; /* of the export that runs, or ran last */
};

G_DEFINE_FINAL_TYPE (BsExportDialog, bs_export_dialog, ADW_TYPE_WINDOW)

enum
{
  EXPORTED,
  SHOW_FINDING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *label;
  const char *note;
} kinds[BS_EXPORT_N_KINDS] = {
  /* Translators: a format to export to: pages for the press. */
  [BS_EXPORT_PRESS] = { N_ ("Print PDF"), N_ ("PDF/X-4, a file for each page, for the press") },
  /* Translators: a format to export to: pages to look at. */
  [BS_EXPORT_PROOF] = { N_ ("Proof PDF"),
                        N_ ("All pages in one file, marked as a proof across each page") },
  /* Translators: a format to export to: pages as pictures. */
  [BS_EXPORT_PNG] = { N_ ("Images"), N_ ("PNG, a picture of each page") },
  /* Translators: a format to export to: plain text. */
  [BS_EXPORT_TEXT] = { N_ ("Text"), N_ ("The stories of these pages as plain text, in one file") },
  [BS_EXPORT_NINJS] = { N_ ("ninjs"),
                        N_ ("The stories of these pages for news systems, in one file") },
};

static BsExportKind
get_kind (BsExportDialog *self)
{
  for (guint i = 0; i < BS_EXPORT_N_KINDS; i++)
    if (gtk_toggle_button_get_active (self->kind_buttons[i]))
      return i;

  return BS_EXPORT_PRESS;
}

static void
stop (BsExportDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* What can be done, and why not */

static const char *
get_verdict (BsExportDialog *self, gboolean empty, guint n_errors, const char **icon)
{
  *icon = "object-select-symbolic";
  if (empty)
    {
      *icon = "dialog-information-symbolic";
      return _ ("Choose the pages to export");
    }
  if (self->found == NULL)
    return _ ("Checking the pages…");
  if (n_errors > 0)
    {
      *icon = "dialog-error-symbolic";
      return _ ("These pages are not ready for print");
    }
  if (bs_export_count (self->found, BS_LEVEL_WARNING, NULL) > 0)
    {
      *icon = "dialog-warning-symbolic";
      return _ ("Ready for print, with warnings");
    }

  return _ ("Ready for print");
}

static void
show_verdict (BsExportDialog *self, gboolean empty, gboolean blocked)
{
  guint n_errors = bs_export_count (self->found, BS_LEVEL_ERROR, NULL);
  const char *icon;
  const char *text = get_verdict (self, empty, n_errors, &icon);
  g_autofree char *errors = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u error", "%u errors",
                                                          (gulong) n_errors),
                                             n_errors);
  const char *style = g_str_equal (icon, "dialog-error-symbolic")     ? "error"
                      : g_str_equal (icon, "dialog-warning-symbolic") ? "warning"
                                                                      : "success";
  const char *const classes[] = { empty ? "dim-label" : style, NULL };
  g_autofree char *subtitle = NULL;

  if (blocked)
    /* Translators: %s is "2 errors". */
    subtitle = g_strdup_printf (_ ("%s: put them right, or export the pages marked as a proof"),
                                errors);
  else if (n_errors > 0)
    /* Translators: %s is "2 errors"; of a proof, or of images of pages. */
    subtitle = g_strdup_printf (_ ("%s: no obstacle to this format"), errors);
  gtk_image_set_from_icon_name (self->verdict_icon, icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->verdict_icon), (const char **) classes);
  gtk_stack_set_visible_child_name (self->verdict_stack,
                                    self->found == NULL && !empty ? "busy" : "known");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->verdict), text);
  adw_action_row_set_subtitle (self->verdict, subtitle);
}

static void
update (BsExportDialog *self)
{
  g_auto (GStrv) pages = bs_page_choice_dup_pages (self->pages);
  gboolean empty = pages[0] == NULL;
  gboolean blocked = get_kind (self) == BS_EXPORT_PRESS
                     && bs_export_count (self->found, BS_LEVEL_ERROR, NULL) > 0;
  gboolean possible = !empty && bs_export_files_is_possible (self->files)
                      && (self->found != NULL || get_kind (self) != BS_EXPORT_PRESS);

  show_verdict (self, empty, blocked);
  gtk_widget_set_visible (self->force, blocked && !empty);
  gtk_widget_set_sensitive (self->force, possible);
  gtk_widget_set_sensitive (self->export, possible && !blocked);
  if (gtk_window_get_focus (GTK_WINDOW (self)) != self->cancel)
    return;
  /* Nobody has gone elsewhere: Enter exports, or leads to what stands in the way. */
  if (possible && !blocked)
    gtk_widget_grab_focus (self->export);
  else if (blocked)
    bs_preflight_list_focus (self->findings);
}

static void
show_names (BsExportDialog *self)
{
  g_auto (GStrv) pages = bs_page_choice_dup_pages (self->pages);

  if (self->session == NULL)
    return;
  bs_export_files_show (self->files, get_kind (self), (const char *const *) pages);
  update (self);
}

/* Preflight */

static void
take_findings (BsExportDialog *self, GPtrArray *findings)
{
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = g_ptr_array_ref (findings);
  bs_preflight_list_show (self->findings, self->found, bs_session_get_root (self->session));
  update (self);
}

static void
checked (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsExportResult) found = bs_export_job_finish (result, &error);
  g_autoptr (GPtrArray) failure = NULL;
  BsFinding *finding;

  if (found != NULL)
    {
      take_findings (self, found->findings);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  finding = bs_finding_new ("page-format", BS_LEVEL_ERROR, bs_session_get_page (self->session));
  finding->message = g_strdup (error->message);
  failure = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_finding_free);
  g_ptr_array_add (failure, finding);
  take_findings (self, failure);
}

static void
init_request (BsExportDialog *self, BsExportRequest *request, const char *const *pages)
{
  BsUnit bleed = bs_unit_from_mm (gtk_spin_button_get_value (self->bleed));

  *request = (BsExportRequest){
    .wish = { get_kind (self), pages, bs_export_files_get_pattern (self->files), FALSE },
    .marks = gtk_switch_get_active (self->marks),
    /* What was not touched is each page's own. */
    .bleed = ABS (bleed - self->format_bleed) < BS_POINTS (0.2) ? -1 : bleed,
    .profile = bs_profile_choice_get_path (self->profiles),
    .resolution = (guint) gtk_spin_button_get_value_as_int (self->resolution),
  };
}

static void
check (BsExportDialog *self)
{
  g_auto (GStrv) pages = NULL;
  BsExportRequest request;

  if (self->session == NULL || self->exporting != NULL)
    return;

  stop (self);
  pages = bs_page_choice_dup_pages (self->pages);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  show_names (self);
  if (pages[0] == NULL)
    {
      bs_preflight_list_show (self->findings, NULL, NULL);
      return;
    }
  self->cancellable = g_cancellable_new ();
  init_request (self, &request, (const char *const *) pages);
  bs_export_job_start (self->session, &request, self->cancellable, NULL, checked,
                       g_object_ref (self));
}

/* Exporting */

static void start (BsExportDialog *self, gboolean replace);

static void
show_progress (double fraction, gpointer data)
{
  BsExportDialog *self = data;
  guint n = g_strv_length (self->exporting);
  guint at = MIN ((guint) (fraction * n), n - 1);
  g_autofree char *text = NULL;

  /* Translators: "A2", and its number among those that are exported. */
  text = g_strdup_printf (_ ("Page %s (%u of %u)"), self->exporting[at], at + 1, n);
  gtk_label_set_label (self->progress_label, text);
  gtk_progress_bar_set_fraction (self->progress, fraction);
}

static void
end_progress (BsExportDialog *self)
{
  g_clear_pointer (&self->exporting, g_strfreev);
  gtk_stack_set_visible_child_name (self->stack, "options");
  gtk_widget_set_visible (self->export, TRUE);
  update (self);
  gtk_widget_grab_focus (gtk_widget_get_sensitive (self->export) ? self->export : self->force);
}

static void
replace_answered (const char *response, gpointer data)
{
  if (g_str_equal (response, "action"))
    start (data, TRUE);
}

static void
ask_to_replace (BsExportDialog *self, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, "\n", -1);
  guint n = g_strv_length (list);
  g_autofree char *heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Replace %u File?",
                                                           "Replace %u Files?", (gulong) n),
                                              n);
  g_autofree char *body = g_strdup_printf (_ ("The folder has these already:\n%s"), names);
  const BsQuestion question = { heading, body, _ ("_Cancel"), NULL, FALSE, _ ("_Replace") };

  bs_dialogs_ask (GTK_WINDOW (self), &question, replace_answered, self);
}

static void
tell_failure (BsExportDialog *self, const GError *error)
{
  g_autofree char *text = NULL;
  const char *remedy = "";

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      ask_to_replace (self, error->message);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    remedy = _ ("Make room on the disk, or choose another folder");
  else if (error->domain == G_IO_ERROR)
    remedy = _ ("Choose another folder");
  else if (g_error_matches (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PROFILE))
    remedy = _ ("Choose another output profile");
  text = *remedy != '\0'
           ? g_strdup_printf (_ ("%s. %s. Nothing was written."), error->message, remedy)
           : g_strdup (error->message);
  bs_dialogs_error (GTK_WINDOW (self), _ ("The Pages Were Not Exported"), text);
}

static void
exported (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsExportResult) done = bs_export_job_finish (result, &error);
  g_autoptr (GListStore) files = NULL;

  if (self->session == NULL)
    return; /* it went with its window */
  if (done == NULL)
    {
      end_progress (self);
      tell_failure (self, error);
      return;
    }
  files = g_list_store_new (G_TYPE_FILE);
  for (guint i = 0; i < done->files->len; i++)
    g_list_store_append (files, g_ptr_array_index (done->files, i));
  g_clear_pointer (&self->exporting, g_strfreev);
  g_signal_emit (self, signals[EXPORTED], 0, files);
  gtk_window_close (GTK_WINDOW (self));
}

static void
remember (BsExportDialog *self, const BsExportRequest *request)
{
  g_autofree char *folder = g_file_get_uri (request->folder);
  const BsExportChoices choices = {
    .kind = request->wish.kind,
    .all_pages = bs_page_choice_has_all (self->pages),
    .marks = request->marks,
    .bleed = request->bleed < 0 ? -1 : (int) (bs_unit_to_mm (request->bleed) * 10 + 0.5),
    .resolution = request->resolution,
    .profile = (char *) (request->profile != NULL ? request->profile : ""),
    .pattern = (char *) request->wish.pattern,
    .folder = folder,
  };

  bs_export_choices_remember (bs_session_get_root (self->session), &choices);
}

static void
start (BsExportDialog *self, gboolean replace)
{
  g_auto (GStrv) pages = bs_page_choice_dup_pages (self->pages);
  BsExportRequest request;

  /* A button that was pressed by Enter is clicked a moment later, whatever was chosen meanwhile. */
  if (pages[0] == NULL || self->exporting != NULL)
    return;

  stop (self);
  self->cancellable = g_cancellable_new ();
  self->exporting = g_steal_pointer (&pages);
  init_request (self, &request, (const char *const *) self->exporting);
  request.wish.faulty = self->faulty;
  request.folder = bs_export_files_get_folder (self->files);
  request.replace = replace;
  remember (self, &request);
  gtk_widget_set_visible (self->export, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "progress");
  show_progress (0, self);
  gtk_widget_grab_focus (self->cancel);
  bs_export_job_start (self->session, &request, self->cancellable, show_progress, exported,
                       g_object_ref (self));
}

static void
export_clicked (BsExportDialog *self)
{
  self->faulty = FALSE;
  start (self, FALSE);
}

static void
force_clicked (BsExportDialog *self)
{
  self->faulty = TRUE;
  start (self, FALSE);
}

static void
cancel_clicked (BsExportDialog *self)
{
  if (self->exporting != NULL)
    stop (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
close_request (GtkWindow *window)
{
  BsExportDialog *self = BS_EXPORT_DIALOG (window);

  if (self->exporting != NULL)
    {
      stop (self);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (bs_export_dialog_parent_class)->close_request (window);
}

static void
finding_activated (BsPreflightList *list G_GNUC_UNUSED, gpointer finding, BsExportDialog *self)
{
  g_signal_emit (self, signals[SHOW_FINDING], 0, finding);
  gtk_window_close (GTK_WINDOW (self));
}

/* Choices */

static void
kind_toggled (BsExportDialog *self)
{
  BsExportKind kind = get_kind (self);

  if (self->session == NULL)
    return;
  gtk_label_set_label (self->kind_note, _ (kinds[kind].note));
  gtk_widget_set_visible (self->marks_row, kind == BS_EXPORT_PRESS);
  gtk_widget_set_visible (self->bleed_row, kind == BS_EXPORT_PRESS);
  gtk_widget_set_visible (GTK_WIDGET (self->profile),
                          kind == BS_EXPORT_PRESS || kind == BS_EXPORT_PROOF);
  gtk_widget_set_visible (self->resolution_row, kind == BS_EXPORT_PNG);
  gtk_widget_set_visible (self->options, kind <= BS_EXPORT_PNG);
  show_names (self);
}

static void
profile_selected (BsExportDialog *self)
{
  if (self->profiles != NULL)
    bs_profile_choice_selected (self->profiles);
}

static void
add_kinds (BsExportDialog *self, BsExportKind kind)
{
  for (guint i = 0; i < BS_EXPORT_N_KINDS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_ (kinds[i].label));

      self->kind_buttons[i] = GTK_TOGGLE_BUTTON (button);
      gtk_toggle_button_set_group (self->kind_buttons[i], i > 0 ? self->kind_buttons[0] : NULL);
      gtk_toggle_button_set_active (self->kind_buttons[i], i == kind);
      gtk_widget_add_css_class (button, "kind-toggle");
      gtk_widget_set_tooltip_text (button, _ (kinds[i].note));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (kinds[i].label), -1);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (kind_toggled), self);
      gtk_flow_box_append (self->kinds, button);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
}

static void
fill (BsExportDialog *self)
{
  const BsNode *root = bs_session_get_root (self->session);
  const char *page = bs_session_get_page (self->session);
  g_autoptr (BsPageFormat) format = bs_page_format_load_for_page (bs_session_get_environment (
                                                                    self->session),
                                                                  root, page, NULL);
  g_auto (BsExportChoices) choices = { 0 };

  bs_export_choices_load (root, &choices);
  self->format_bleed = format != NULL ? format->bleed : 0;
  gtk_spin_button_set_value (self->bleed, choices.bleed >= 0 ? choices.bleed / 10.0
                                                             : bs_unit_to_mm (self->format_bleed));
  gtk_spin_button_set_value (self->resolution, choices.resolution);
  gtk_switch_set_active (self->marks, choices.marks);
  self->profiles = bs_profile_choice_new (self->profile, choices.profile);
  add_kinds (self, choices.kind);
  bs_export_files_fill (self->files, self->session, choices.pattern, choices.folder);
  kind_toggled (self);
  if (choices.all_pages)
    bs_page_choice_choose_all (self->pages);
  else
    bs_page_choice_choose_this (self->pages);
}

static void
bs_export_dialog_dispose (GObject *object)
{
  BsExportDialog *self = BS_EXPORT_DIALOG (object);

  stop (self);
  g_clear_pointer (&self->profiles, bs_profile_choice_free);
  g_clear_object (&self->session);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->exporting, g_strfreev);

  G_OBJECT_CLASS (bs_export_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, export);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, verdict);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, verdict_stack);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, force);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, findings);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, kinds);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, kind_note);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, options);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, marks_row);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, marks);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, bleed_row);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, bleed);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, profile);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, resolution_row);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, resolution);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, files);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, progress);
}

static void
bs_export_dialog_class_init (BsExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_export_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;

  signals[EXPORTED] = g_signal_new ("exported", BS_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_LIST_MODEL);
  signals[SHOW_FINDING] = g_signal_new ("show-finding", BS_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (BS_TYPE_EXPORT_FILES);
  g_type_ensure (BS_TYPE_PAGE_CHOICE);
  g_type_ensure (BS_TYPE_PREFLIGHT_LIST);
  bind_template (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, show_names);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked);
  gtk_widget_class_bind_template_callback (widget_class, force_clicked);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, profile_selected);
  gtk_widget_class_bind_template_callback (widget_class, finding_activated);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bs_export_dialog_init (BsExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bs_export_dialog_new (GtkWindow *parent, BsSession *session)
{
  BsExportDialog *self = g_object_new (BS_TYPE_EXPORT_DIALOG, "transient-for", parent, "modal",
                                       TRUE, NULL);

  bs_page_choice_set_session (self->pages, session);
  self->session = g_object_ref (session);
  fill (self);

  return GTK_WIDGET (self);
}
