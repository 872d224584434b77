/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-desk-notice.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

#define KEY "bs-desk-notice"
#define ID "submissions"
/* What comes within so many seconds after a notification is told together: no storm of sounds. */
#define PAUSE_SECONDS 20

typedef struct
{
  GtkApplication *application; /* borrowed: it has this */
  BsDesk *desk;
  BsSubmission *last; /* that came in */
  guint n;            /* not looked at yet */
  guint n_told;
  guint pause; /* source */
} Notice;

static gboolean
is_in_front (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_is_active (window))
        return TRUE;
    }

  return FALSE;
}

static char *
dup_title (const Notice *self)
{
  const BsSubmission *last = self->last;

  if (self->n > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Submission Came In",
                                         "%u Submissions Came In", self->n),
                            self->n);

  return g_strdup (*last->headline != '\0' ? last->headline : _ ("A Story without a Headline"));
}

static char *
dup_body (const Notice *self)
{
  const BsSubmission *last = self->last;

  if (self->n > 1 && *last->headline != '\0')
    /* Translators: of several submissions the newest: its headline, and its author */
    return g_strdup_printf (_ ("The newest: “%s” by %s"), last->headline, last->author);
  if (last->version > 1)
    /* Translators: %s is a person's name. */
    return g_strdup_printf (_ ("New version from %s"), last->author);

  /* Translators: %s is a person's name. */
  return g_strdup_printf (_ ("From %s"), last->author);
}

static gboolean pause_ended (gpointer data);

static void
tell (Notice *self)
{
  g_autofree char *title = dup_title (self);
  g_autofree char *body = dup_body (self);
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_category (notification, "email.arrived");
  g_notification_set_default_action (notification, "app.show-submissions");
  g_application_send_notification (G_APPLICATION (self->application), ID, notification);
  self->n_told = self->n;
  self->pause = g_timeout_add_seconds (PAUSE_SECONDS, pause_ended, self);
}

static gboolean
pause_ended (gpointer data)
{
  Notice *self = data;

  self->pause = 0;
  if (self->n > self->n_told)
    tell (self);

  return G_SOURCE_REMOVE;
}

static void
arrived (Notice *self, BsSubmission *submission)
{
  if (is_in_front ())
    return;
  g_clear_pointer (&self->last, bs_submission_unref);
  self->last = bs_submission_ref (submission);
  self->n++;
  if (self->pause == 0)
    tell (self);
}

static void
withdraw (Notice *self)
{
  if (self->n == 0)
    return;
  self->n = self->n_told = 0;
  g_clear_handle_id (&self->pause, g_source_remove);
  g_application_withdraw_notification (G_APPLICATION (self->application), ID);
}

/* Somebody looks: the window says how many wait. Or another editor was faster. */
static void
looked (Notice *self)
{
  if (is_in_front ())
    withdraw (self);
}

static void
waiting_changed (Notice *self)
{
  if (bs_desk_get_waiting (self->desk) == 0)
    withdraw (self);
}

static void
watch (Notice *self, GtkWindow *window)
{
  g_signal_connect_data (window, "notify::is-active", G_CALLBACK (looked), self, NULL,
                         G_CONNECT_SWAPPED);
}

static void
forget (Notice *self, GtkWindow *window)
{
  g_signal_handlers_disconnect_by_data (window, self);
}

static void
notice_free (gpointer data)
{
  Notice *self = data;

  g_clear_handle_id (&self->pause, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->last, bs_submission_unref);
  g_free (self);
}

void
bs_desk_notice_start (GtkApplication *application, BsDesk *desk)
{
  Notice *self = g_new0 (Notice, 1);

  self->application = application;
  self->desk = g_object_ref (desk);
  g_signal_connect_swapped (desk, "arrived", G_CALLBACK (arrived), self);
  g_signal_connect_swapped (desk, "notify::waiting", G_CALLBACK (waiting_changed), self);
  g_signal_connect_swapped (application, "window-added", G_CALLBACK (watch), self);
  g_signal_connect_swapped (application, "window-removed", G_CALLBACK (forget), self);
  g_object_set_data_full (G_OBJECT (application), KEY, self, notice_free);
}

void
bs_desk_notice_seen (GtkApplication *application)
{
  Notice *self = g_object_get_data (G_OBJECT (application), KEY);

  if (self != NULL)
    withdraw (self);
}
