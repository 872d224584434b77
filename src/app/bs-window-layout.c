/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-window-private.h"

#include "bs-arrange-job.h"
#include "bs-config.h"
#include "bs-dialogs.h"

#include <glib/gi18n-lib.h>

static void
show_layout_progress (double fraction, gpointer data)
{
  bs_pages_view_set_progress (BS_WINDOW (data)->pages_view, fraction);
}

static void
arranged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsWindow) self = user_data;
  BsSession *session = BS_SESSION (source);
  g_autoptr (GError) error = NULL;
  guint unplaced = 0;
  gboolean done;

  /* The window may have another issue by now. */
  if (session != self->session)
    return;

  done = bs_arrange_job_finish (session, result, &unplaced, &error);
  g_clear_object (&self->arranging);
  bs_pages_view_set_progress (self->pages_view, -1);
  bs_window_update_actions (self);
  if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      bs_dialogs_error (GTK_WINDOW (self), _ ("The Page Was Not Laid Out"), error->message);
    }
  else if (done && unplaced > 0)
    {
      g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                            "%u item found no room on the page",
                                                            "%u items found no room on the page",
                                                            (gulong) unplaced),
                                               unplaced);

      bs_window_toast (self, text);
    }
}

static void
lay_out (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  if (self->arranging != NULL)
    return;

  self->arranging = g_cancellable_new ();
  adw_view_stack_set_visible_child_name (self->views, "pages");
  bs_pages_view_set_progress (self->pages_view, 0);
  bs_window_update_actions (self);
  bs_arrange_job_start (self->session, bs_session_get_page (self->session), self->arranging,
                        show_layout_progress, arranged, g_object_ref (self));
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
  bs_window_set_enabled (self, "lay-out", writable && self->arranging == NULL);
  bs_window_set_enabled (self, "cancel-layout", self->arranging != NULL);
}

static const GActionEntry entries[] = {
  { "lay-out", lay_out },
  { "cancel-layout", cancel_layout },
};

const BsWindowActions bs_window_layout_actions = { entries, G_N_ELEMENTS (entries), update };
