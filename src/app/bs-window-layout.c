/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Automatic layout: of a page, of the rest of it, of the whole issue.
 */

#include "bs-window-private.h"

#include "bs-arrange-job.h"
#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-unplaced-dialog.h"

#include <glib/gi18n-lib.h>

/* As many as fit side by side below a page. */
#define N_ALTERNATIVES 6

static BsAlternatives *
get_alternatives (BsWindow *self)
{
  return bs_pages_view_get_alternatives (self->pages_view);
}

static void
show_layout_progress (double fraction, gpointer data)
{
  bs_pages_view_set_progress (BS_WINDOW (data)->pages_view, fraction);
}

/* Shows that something is under way. FALSE: something is already. */
static gboolean
begin (BsWindow *self)
{
  if (self->arranging != NULL)
    return FALSE;

  self->arranging = g_cancellable_new ();
  adw_view_stack_set_visible_child_name (self->views, "pages");
  bs_pages_view_set_progress (self->pages_view, 0);
  bs_window_update_actions (self);

  return TRUE;
}

/* FALSE: the window has another issue by now. */
static gboolean
end (BsWindow *self, GObject *session)
{
  if ((gpointer) session != self->session)
    return FALSE;

  g_clear_object (&self->arranging);
  bs_pages_view_set_progress (self->pages_view, -1);
  bs_window_update_actions (self);

  return TRUE;
}

static void
tell_failure (BsWindow *self, const char *heading, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error->domain == BS_LAYOUT_ERROR)
    bs_window_toast (self, error->message);
  else
    bs_dialogs_error (GTK_WINDOW (self), heading, error->message);
}

/* --- One page --- */

/* Somebody who is writing is not interrupted. */
static gboolean
is_writing (BsWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && (GTK_IS_TEXT_VIEW (focus) || GTK_IS_TEXT (focus));
}

static void
arranged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = bs_arrange_job_finish (result, &error);
  g_autofree char *page = g_strdup (self->arranged_page);

  if (!end (self, source))
    return;

  if (found == NULL || !bs_alternatives_offer (get_alternatives (self), page, found, &error))
    {
      tell_failure (self, _ ("The Page Was Not Laid Out"), error);
      return;
    }
  if (!is_writing (self))
    bs_alternatives_focus (get_alternatives (self));
  bs_window_update_actions (self);
}

static void
arranged_more (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = bs_arrange_job_finish (result, &error);

  if (!end (self, source))
    return;

  if (found == NULL)
    {
      tell_failure (self, _ ("The Page Was Not Laid Out"), error);
      return;
    }
  if (g_strcmp0 (bs_alternatives_get_page (get_alternatives (self)), self->arranged_page) != 0)
    return;
  if (bs_alternatives_add (get_alternatives (self), found) == 0)
    bs_window_toast (self, _ ("No other alternatives were found"));
  bs_alternatives_focus (get_alternatives (self));
}

static void
arrange (BsWindow *self, guint64 seed, GAsyncReadyCallback callback)
{
  BsArrangeRequest request = { bs_session_get_page (self->session), N_ALTERNATIVES, seed, NULL,
                               show_layout_progress };

  if (!begin (self))
    return;

  g_free (self->arranged_page);
  self->arranged_page = g_strdup (request.page);
  request.cancellable = self->arranging;
  bs_arrange_job_start (self->session, &request, callback, g_object_ref (self));
}

static void
lay_out (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  arrange (data, 0, arranged);
}

static void
more_alternatives (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                   gpointer data)
{
  BsWindow *self = data;

  /* Another seed each time, and the same ones in the same order. */
  arrange (self, bs_alternatives_get_n (get_alternatives (self)), arranged_more);
}

static void
show_alternatives (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                   gpointer data)
{
  BsWindow *self = data;

  if (bs_alternatives_get_page (get_alternatives (self)) != NULL)
    bs_alternatives_focus (get_alternatives (self));
  else
    arrange (self, 0, arranged);
}

/* --- The rest of a page --- */

static void
filled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  BsPageEdit *edit = bs_fill_job_finish (result, &error);
  gboolean changes;

  if (!end (self, source))
    {
      g_clear_pointer (&edit, bs_page_edit_unref);
      return;
    }
  if (edit == NULL)
    {
      tell_failure (self, _ ("The Page Was Not Laid Out"), error);
      return;
    }

  changes = edit->operations->len > 0;
  if (!bs_session_apply (self->session, edit, NULL))
    return;
  if (changes)
    bs_window_toast_undo (self, _ ("The rest of the page was filled"), 1);
  else
    bs_window_toast (self, _ ("Nothing more fits on the page"));
}

static void
fill_page (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;
  BsArrangeRequest request = { bs_session_get_page (self->session), 1, 0, NULL,
                               show_layout_progress };

  if (!begin (self))
    return;

  request.cancellable = self->arranging;
  bs_fill_job_start (self->session, &request, filled, g_object_ref (self));
}

/* --- The whole issue --- */

static guint
count_laid_out (const BsIssuePlan *plan)
{
  guint n = 0;

  for (guint i = 0; i < plan->pages->len; i++)
    if (((BsPlannedPage *) g_ptr_array_index (plan->pages, i))->arrangements->len > 0)
      n++;

  return n;
}

static void
planned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsIssuePlan) plan = bs_plan_job_finish (result, &error);
  g_autofree char *text = NULL;
  guint n;

  if (!end (self, source))
    return;
  if (plan == NULL || !bs_issue_plan_apply (plan, bs_window_get_document (self), &error))
    {
      tell_failure (self, _ ("The Issue Was Not Laid Out"), error);
      return;
    }

  n = count_laid_out (plan);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u page laid out", "%u pages laid out",
                                       (gulong) n),
                          n);
  bs_window_toast_undo (self, text, 1);
  if (plan->unplaced->len > 0)
    gtk_window_present (
      GTK_WINDOW (bs_unplaced_dialog_new (GTK_WINDOW (self), self->session, plan)));
}

static void
lay_out_all (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;
  BsArrangeRequest request = { NULL, 1, 0, NULL, show_layout_progress };

  if (!begin (self))
    return;

  request.cancellable = self->arranging;
  bs_plan_job_start (self->session, &request, planned, g_object_ref (self));
}

static void
cancel_layout (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
               gpointer data)
{
  g_cancellable_cancel (BS_WINDOW (data)->arranging);
}

static void
update (BsWindow *self, gboolean writable)
{
  gboolean free = writable && self->arranging == NULL;
  gboolean page = free && bs_session_get_page (self->session) != NULL;

  bs_window_set_enabled (self, "lay-out", page);
  bs_window_set_enabled (self, "fill-page", page);
  bs_window_set_enabled (self, "show-alternatives", page);
  bs_window_set_enabled (self, "more-alternatives", page);
  bs_window_set_enabled (self, "lay-out-all", page);
  bs_window_set_enabled (self, "cancel-layout", self->arranging != NULL);
}

static const GActionEntry entries[] = {
  { "lay-out", lay_out },
  { "fill-page", fill_page },
  { "lay-out-all", lay_out_all },
  { "show-alternatives", show_alternatives },
  { "more-alternatives", more_alternatives },
  { "cancel-layout", cancel_layout },
};

const BsWindowActions bs_window_layout_actions = { entries, G_N_ELEMENTS (entries), update };
