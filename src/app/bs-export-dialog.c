/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-export-dialog.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-export-job.h"
#include "bs-page-choice.h"
#include "bs-preflight-list.h"
#include "bs-profile-choice.h"
#include "bs-settings.h"

#include "print/bs-pdf.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NAMES 3
#define DEFAULT_RESOLUTION 150

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
  AdwActionRow *folder_row;
  GtkWidget *choose_folder;
  GtkEditable *pattern;
  GtkMenuButton *fields;
  GtkLabel *names;
  GtkLabel *progress_label;
  GtkProgressBar *progress;

  /* Owned */
  BsSession *session;
  GPtrArray *found; /* NULL: being checked */
  GCancellable *cancellable;
  GFile *folder;
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
  g_autofree char *refusal = bs_export_plan_refuse (gtk_editable_get_text (self->pattern));
  gboolean empty = pages[0] == NULL;
  gboolean blocked = get_kind (self) == BS_EXPORT_PRESS
                     && bs_export_count (self->found, BS_LEVEL_ERROR, NULL) > 0;
  gboolean possible = !empty && refusal == NULL && self->folder != NULL
                      && (self->found != NULL || get_kind (self) != BS_EXPORT_PRESS);

  show_verdict (self, empty, blocked);
  gtk_widget_set_visible (self->force, blocked && !empty);
  gtk_widget_set_sensitive (self->force, possible);
  gtk_widget_set_sensitive (self->export, possible && !blocked);
  if (possible && !blocked && gtk_window_get_focus (GTK_WINDOW (self)) == self->cancel)
    gtk_widget_grab_focus (self->export);
}

/* "A_A1.pdf, A_A2.pdf and 3 more", or what is wrong with the pattern. */
static void
show_names (BsExportDialog *self)
{
  const char *pattern = gtk_editable_get_text (self->pattern);
  g_auto (GStrv) pages = bs_page_choice_dup_pages (self->pages);
  g_autofree char *refusal = bs_export_plan_refuse (pattern);
  const BsExportWish wish = { get_kind (self), (const char *const *) pages, pattern, FALSE };
  g_autoptr (GString) text = g_string_new (refusal);

  if (refusal == NULL && pages[0] != NULL)
    {
      g_autoptr (GPtrArray) plan = bs_export_plan (bs_session_get_root (self->session), &wish);

      for (guint i = 0; i < MIN (plan->len, MAX_NAMES); i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                                ((BsExportFile *) g_ptr_array_index (plan, i))->name);
      if (plan->len > MAX_NAMES)
        {
          guint more = plan->len - MAX_NAMES;
          g_autofree char *rest = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more",
                                                                "and %u more", (gulong) more),
                                                   more);

          g_string_append_printf (text, "\n%s", rest);
        }
    }
  gtk_label_set_label (self->names, text->str);
  if (refusal != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->pattern), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->pattern), "error");
  update (self);
}

static void
show_folder (BsExportDialog *self)
{
  g_autofree char *path = g_file_get_parse_name (self->folder);
  const char *home = g_get_home_dir ();
  g_autofree char *shown = g_str_has_prefix (path, home) && path[strlen (home)] == '/'
                             ? g_strconcat ("~", path + strlen (home), NULL)
                             : g_strdup (path);

  adw_action_row_set_subtitle (self->folder_row, shown);
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
    .wish = { get_kind (self), pages, gtk_editable_get_text (self->pattern), FALSE },
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
  g_autofree char *uri = g_file_get_uri (self->folder);

  bs_settings_set_string ("export-kind", bs_export_kind_to_string (request->wish.kind));
  bs_settings_set_boolean ("export-all-pages", bs_page_choice_has_all (self->pages));
  bs_settings_set_boolean ("export-marks", request->marks);
  bs_settings_set_int ("export-bleed",
                       request->bleed < 0 ? -1 : (int) (bs_unit_to_mm (request->bleed) * 10 + 0.5));
  bs_settings_set_int ("export-resolution", (int) request->resolution);
  bs_settings_set_string ("export-profile", request->profile != NULL ? request->profile : "");
  bs_settings_set_string ("export-name-pattern", request->wish.pattern);
  bs_settings_set_string ("export-folder", uri);
}

static void
start (BsExportDialog *self, gboolean replace)
{
  BsExportRequest request;

  stop (self);
  self->cancellable = g_cancellable_new ();
  self->exporting = bs_page_choice_dup_pages (self->pages);
  init_request (self, &request, (const char *const *) self->exporting);
  request.wish.faulty = self->faulty;
  request.folder = self->folder;
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
folder_chosen (GListModel *files, gpointer data)
{
  BsExportDialog *self = data;

  g_clear_object (&self->folder);
  self->folder = g_list_model_get_item (files, 0);
  show_folder (self);
  update (self);
}

static void
choose_folder_clicked (BsExportDialog *self)
{
  bs_dialogs_choose (GTK_WINDOW (self), BS_CHOOSE_FOLDER, NULL, folder_chosen, self);
}

static void
insert_field (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  BsExportDialog *self = BS_EXPORT_DIALOG (widget);
  int position = gtk_editable_get_position (self->pattern);

  gtk_editable_delete_selection (self->pattern);
  gtk_editable_insert_text (self->pattern, g_variant_get_string (parameter, NULL), -1, &position);
  gtk_widget_grab_focus (GTK_WIDGET (self->pattern));
  gtk_editable_set_position (self->pattern, position);
}

static void
add_kinds (BsExportDialog *self)
{
  g_autofree char *remembered = bs_settings_dup_string ("export-kind");
  BsExportKind kind = bs_export_kind_from_string (remembered);

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
add_fields (BsExportDialog *self)
{
  const char *const labels[] = { _ ("Paper"),  _ ("Date"), _ ("Date without Dashes"),
                                 _ ("Number"), _ ("Page"), _ ("Section") };
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; bs_export_fields[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (labels[i], NULL);

      g_menu_item_set_action_and_target (item, "export.insert-field", "s", bs_export_fields[i]);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->fields, G_MENU_MODEL (menu));
}

/* Where one exported to last; else beside the issue, else at home. */
static GFile *
find_folder (BsExportDialog *self)
{
  g_autofree char *uri = bs_settings_dup_string ("export-folder");
  GFile *issue = bs_document_get_file (bs_session_get_document (self->session));
  g_autoptr (GFile) last = *uri != '\0' ? g_file_new_for_uri (uri) : NULL;

  if (last != NULL && g_file_query_file_type (last, 0, NULL) == G_FILE_TYPE_DIRECTORY)
    return g_steal_pointer (&last);
  if (issue != NULL)
    return g_file_get_parent (issue);

  return g_file_new_for_path (g_get_home_dir ());
}

/* What the paper's template says of its exports is offered rather than what was chosen last. */
static void
fill_from_issue (BsExportDialog *self, char **pattern, char **profile)
{
  const BsNode *wishes = bs_node_get_member (bs_session_get_root (self->session), "export");
  const char *name = bs_node_get_text (wishes, "file_name");
  const char *file = bs_node_get_text (wishes, "profile");
  gint64 bleed = bs_node_get_number (wishes, "bleed", -1);
  gint64 resolution = bs_node_get_number (wishes, "resolution", 0);

  if (*name != '\0')
    {
      g_free (*pattern);
      *pattern = g_str_has_suffix (name, ".pdf") ? g_strndup (name, strlen (name) - strlen (".pdf"))
                                                 : g_strdup (name);
    }
  if (*file != '\0')
    {
      g_free (*profile);
      *profile = g_strdup (file);
    }
  if (bleed >= 0)
    gtk_spin_button_set_value (self->bleed, (double) bleed / 10);
  if (resolution > 0)
    gtk_spin_button_set_value (self->resolution, (double) resolution);
  gtk_switch_set_active (self->marks,
                         bs_node_get_flag (wishes, "marks", gtk_switch_get_active (self->marks)));
}

static void
fill (BsExportDialog *self)
{
  const BsNode *root = bs_session_get_root (self->session);
  const char *page = bs_session_get_page (self->session);
  g_autoptr (BsPageFormat) format = bs_page_format_load_for_page (bs_session_get_environment (
                                                                    self->session),
                                                                  root, page, NULL);
  int bleed = bs_settings_get_int ("export-bleed", -1);
  g_autofree char *pattern = bs_settings_dup_string ("export-name-pattern");
  g_autofree char *profile = bs_settings_dup_string ("export-profile");

  self->format_bleed = format != NULL ? format->bleed : 0;
  gtk_spin_button_set_value (self->bleed,
                             bleed >= 0 ? bleed / 10.0 : bs_unit_to_mm (self->format_bleed));
  gtk_spin_button_set_value (self->resolution,
                             bs_settings_get_int ("export-resolution", DEFAULT_RESOLUTION));
  gtk_switch_set_active (self->marks, bs_settings_get_boolean ("export-marks", TRUE));
  fill_from_issue (self, &pattern, &profile);
  gtk_editable_set_text (self->pattern, *pattern != '\0' ? pattern : BS_EXPORT_DEFAULT_PATTERN);
  self->profiles = bs_profile_choice_new (self->profile, profile);
  self->folder = find_folder (self);
  show_folder (self);
  kind_toggled (self);
  if (bs_settings_get_boolean ("export-all-pages", TRUE))
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
  g_clear_object (&self->folder);
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
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, choose_folder);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, pattern);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, names);
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

  g_type_ensure (BS_TYPE_PAGE_CHOICE);
  g_type_ensure (BS_TYPE_PREFLIGHT_LIST);
  bind_template (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, show_names);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked);
  gtk_widget_class_bind_template_callback (widget_class, force_clicked);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_clicked);
  gtk_widget_class_bind_template_callback (widget_class, profile_selected);
  gtk_widget_class_bind_template_callback (widget_class, finding_activated);
  gtk_widget_class_install_action (widget_class, "export.insert-field", "s", insert_field);
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

  add_kinds (self);
  add_fields (self);
  bs_page_choice_set_session (self->pages, session);
  self->session = g_object_ref (session);
  fill (self);

  return GTK_WIDGET (self);
}
