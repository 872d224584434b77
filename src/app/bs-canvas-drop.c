/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-canvas-private.h"

#include "bs-config.h"
#include "bs-drag.h"

#include <glib/gi18n-lib.h>

static void
leave (BsCanvas *self)
{
  self->dragged = NULL;
  bs_canvas_cancel_motion (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GdkDragAction
moved (GtkDropTarget *target, double x, double y, BsCanvas *self)
{
  const BsDrag *drag;

  if (self->session == NULL || self->list == NULL || self->format == NULL
      || bs_document_get_read_only (bs_session_get_document (self->session)))
    return 0;
  drag = bs_drag_from_value (gtk_drop_target_get_value (target), self->session);
  /* Its content may come a little later than the pointer. */
  if (drag == NULL)
    return GDK_ACTION_COPY;

  if (self->motion == NULL)
    self->motion = bs_box_motion_new_place (self->session, self->format, drag->refs[0]);
  self->dragged = gtk_drop_target_get_value (target);
  bs_canvas_follow_pointer (self, x, y,
                            gtk_event_controller_get_current_event_state (
                              GTK_EVENT_CONTROLLER (target)));

  return GDK_ACTION_COPY;
}

/* The others that were dragged along stand where there is room; one step of undo takes all back. */
static void
place_others (BsCanvas *self, const BsDrag *drag)
{
  guint n_waiting = 0;
  g_autofree char *text = NULL;

  for (guint i = 1; drag->refs[i] != NULL; i++)
    {
      BsPageContext context;
      g_autoptr (BsPageEdit) edit = NULL;

      if (bs_session_get_context (self->session, &context, NULL))
        edit = bs_page_edit_place (&context, drag->refs[i], NULL, BS_OVERLAP_REFUSE, NULL);
      if (edit == NULL || !bs_page_edit_apply (edit, bs_session_get_document (self->session), NULL))
        n_waiting++;
    }
  if (n_waiting == 0)
    return;

  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u story or photo more found no room on the page",
                                       "%u stories and photos more found no room on the page",
                                       (gulong) n_waiting),
                          n_waiting);
  bs_session_tell (self->session, text, 0);
}

static gboolean
place_all (BsCanvas *self, BsBoxMotion *motion, const BsDrag *drag)
{
  BsDocument *document = bs_session_get_document (self->session);
  g_autofree char *label = NULL;
  gboolean placed;

  if (drag->refs[1] == NULL || motion->edit == NULL)
    return bs_box_motion_apply (motion);

  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Place %u Story", "Place %u Stories",
                                        (gulong) g_strv_length (drag->refs)),
                           g_strv_length (drag->refs));
  bs_document_begin (document, label, NULL);
  placed = bs_box_motion_apply (motion);
  if (placed)
    place_others (self, drag);
  bs_document_end (document);

  return placed;
}

/* What is wrong was shown all the while; it is told once more, to stay. */
static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, BsCanvas *self)
{
  const BsDrag *drag = self->session != NULL ? bs_drag_from_value (value, self->session) : NULL;
  g_autoptr (BsBoxMotion) motion = NULL;

  moved (target, x, y, self);
  motion = g_steal_pointer (&self->motion);
  leave (self);
  if (motion == NULL || drag == NULL || !place_all (self, motion, drag))
    return FALSE;

  gtk_widget_grab_focus (GTK_WIDGET (self));

  return TRUE;
}

static void
left (GtkDropTarget *target G_GNUC_UNUSED, BsCanvas *self)
{
  leave (self);
}

void
bs_canvas_drop_init (BsCanvas *self)
{
  GtkDropTarget *target = gtk_drop_target_new (BS_TYPE_DRAG, GDK_ACTION_COPY | GDK_ACTION_MOVE);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "motion", G_CALLBACK (moved), self);
  g_signal_connect (target, "drop", G_CALLBACK (dropped), self);
  g_signal_connect (target, "leave", G_CALLBACK (left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
