/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-window-private.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-import-queue.h"
#include "bs-import-report-dialog.h"

#include <glib/gi18n-lib.h>

static void
show_story (BsImportReportDialog *dialog G_GNUC_UNUSED, const char *story, BsWindow *self)
{
  bs_session_set_story (self->session, story);
  adw_view_stack_set_visible_child_name (self->views, "stories");
}

static char *
dup_summary (BsImportOutcome *outcome, const char *page)
{
  guint n_stories = bs_import_outcome_count (outcome, BS_IMPORT_STORY);
  guint n_photos = bs_import_outcome_count (outcome, BS_IMPORT_CAPTION);
  g_autofree char *stories = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u story",
                                                           "%u stories", (gulong) n_stories),
                                              n_stories);
  g_autofree char *photos = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u photo", "%u photos",
                                                          (gulong) n_photos),
                                             n_photos);

  if (n_photos == 0)
    /* Translators: what came in, and to which page: "3 stories", "A1". */
    return g_strdup_printf (_ ("%s imported to %s"), stories, page);
  if (n_stories == 0)
    return g_strdup_printf (_ ("%s imported to %s"), photos, page);

  /* Translators: "3 stories", "2 photos", "A1". */
  return g_strdup_printf (_ ("%s and %s imported to %s"), stories, photos, page);
}

static void
choose_first_story (BsWindow *self, BsImportOutcome *outcome)
{
  for (guint i = 0; i < outcome->reports->len; i++)
    {
      BsImportReport *report = g_ptr_array_index (outcome->reports, i);

      for (guint k = 0; k < report->entries->len; k++)
        {
          BsImportEntry *entry = g_ptr_array_index (report->entries, k);

          if (entry->kind == BS_IMPORT_STORY)
            {
              bs_session_set_story (self->session, entry->id);
              return;
            }
        }
    }
}

static void
imported (BsImportOutcome *outcome, gpointer data)
{
  BsWindow *self = data;
  guint doubts = bs_import_outcome_count_doubts (outcome);

  g_clear_object (&self->importing);
  bs_window_update_actions (self);
  bs_session_media_changed (self->session);
  if (outcome->reports->len > 0)
    {
      g_autofree char *text = dup_summary (outcome, bs_session_get_page (self->session));

      choose_first_story (self, outcome);
      bs_window_toast_undo (self, text, outcome->reports->len);
    }
  if (doubts > 0 || outcome->failures->len > 0)
    {
      GtkWidget *dialog = bs_import_report_dialog_new (GTK_WINDOW (self), outcome->reports,
                                                       outcome->failures);

      g_signal_connect_object (dialog, "show-story", G_CALLBACK (show_story), self, 0);
      gtk_window_present (GTK_WINDOW (dialog));
    }
}

/* To the page that is being looked at. */
void
bs_window_import_files (BsWindow *self, GPtrArray *files)
{
  if (self->session == NULL || self->importing != NULL
      || bs_document_get_read_only (bs_window_get_document (self)))
    return;

  self->importing = g_cancellable_new ();
  bs_window_update_actions (self);
  bs_import_queue_start (bs_window_get_document (self), files, bs_session_get_page (self->session),
                         self->importing, imported, self);
}

static void
files_chosen (GListModel *files, gpointer data)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (sources, g_list_model_get_item (files, i));
  bs_window_import_files (data, sources);
}

void
bs_window_choose_import (BsWindow *self)
{
  bs_dialogs_choose (GTK_WINDOW (self), BS_CHOOSE_IMPORT, NULL, files_chosen, self);
}
