/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-draft-window-private.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-draft-words.h"
#include "bs-menus.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (BsDraftWindow, bs_draft_window, ADW_TYPE_APPLICATION_WINDOW)

BsDocument *
bs_draft_window_get_document (BsDraftWindow *self)
{
  return self->session != NULL ? bs_session_get_document (self->session) : NULL;
}

/* --- What is shown --- */

static void
show_title (BsDraftWindow *self)
{
  BsDocument *document = bs_draft_window_get_document (self);
  const char *story = self->session != NULL ? bs_session_get_story (self->session) : NULL;
  const char *headline = story != NULL ? bs_node_get_text (
                           bs_issue_get_story (bs_document_get_root (document), story), "headline")
                                       : bs_outbox_entry_get_headline (self->entry);
  const char *title = *headline != '\0' ? headline : _ ("New Draft");
  const char *state = document == NULL                         ? ""
                      : self->saving || self->save_source != 0 ? _ ("Saving…")
                      : bs_document_get_modified (document)    ? _ ("Not saved yet")
                                                               : _ ("Saved on this computer");

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, state);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
show_send (BsDraftWindow *self)
{
  gboolean first = bs_outbox_entry_get_submission (self->entry) == NULL;
  const char *name = first ? _ ("Send to Desk") : _ ("Send New Version");
  const char *label = bs_adaptive_bin_get_level (self->bin) < 2 ? name : _ ("Send");

  if (g_strcmp0 (gtk_button_get_label (self->send), label) == 0)
    return;
  gtk_button_set_label (self->send, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->send), label != name ? name : NULL);
}

/* What is at the desk as it is here needs no sending; what is on its way cannot be had back. */
gboolean
bs_draft_window_can_send (BsDraftWindow *self)
{
  BsDocument *document = bs_draft_window_get_document (self);
  BsOutbox *outbox = bs_reporter_get_outbox (self->reporter);
  BsOutboxState state = bs_outbox_entry_get_state (self->entry);

  if (document == NULL || bs_document_get_read_only (document) || outbox == NULL
      || bs_outbox_get_read_only (outbox) || state == BS_OUTBOX_SENDING)
    return FALSE;
  if (state == BS_OUTBOX_DRAFT || state == BS_OUTBOX_REFUSED)
    return TRUE;

  return bs_outbox_entry_get_changed (self->entry) || bs_document_get_modified (document);
}

static gboolean
needs_invitation (BsDraftWindow *self)
{
  BsReporterState state = bs_reporter_get_state (self->reporter);

  return state == BS_REPORTER_ALONE || state == BS_REPORTER_REFUSED;
}

static void
show_bar (BsDraftWindow *self)
{
  BsOutboxState state = bs_outbox_entry_get_state (self->entry);

  gtk_widget_set_visible (self->bar, state != BS_OUTBOX_DRAFT);
  gtk_widget_set_visible (self->hold_back, state == BS_OUTBOX_WAITING
                                             && bs_outbox_entry_get_error (self->entry) == NULL);
  gtk_widget_set_visible (self->retry, state == BS_OUTBOX_WAITING);
  gtk_button_set_label (GTK_BUTTON (self->retry),
                        needs_invitation (self) ? _ ("Join a Desk…") : _ ("Try Now"));
}

void
bs_draft_window_show (BsDraftWindow *self)
{
  show_title (self);
  show_bar (self);
  show_send (self);
  bs_draft_window_update_actions (self);
}

/* --- Sending --- */

void
bs_draft_window_send_saved (BsDraftWindow *self)
{
  BsOutbox *outbox = bs_reporter_get_outbox (self->reporter);
  g_autoptr (GError) error = NULL;

  if (outbox == NULL)
    return;
  bs_outbox_refresh (outbox, self->entry);
  if (!bs_outbox_send (outbox, self->entry, &error))
    bs_dialogs_error (GTK_WINDOW (self), _ ("The Draft Was Not Sent"), error->message);
  else if (!bs_reporter_get_joined (self->reporter))
    gtk_widget_activate_action (GTK_WIDGET (self), "app.join-desk", "s", "reporter");
  bs_draft_window_show (self);
}

/* With what is typed and not yet in the document, as a photo's credit. Without an invitation the
 * draft waits, and is sent once there is one. */
void
bs_draft_window_send (BsDraftWindow *self)
{
  g_return_if_fail (BS_IS_DRAFT_WINDOW (self));

  if (self->session == NULL)
    return;
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (!bs_draft_window_can_send (self))
    return;
  if (bs_draft_window_save (self))
    self->send_when_saved = TRUE;
  else
    bs_draft_window_send_saved (self);
}

static void
hold_back (BsDraftWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (!bs_outbox_hold_back (bs_reporter_get_outbox (self->reporter), self->entry, &error))
    bs_toaster_tell (self->toaster, error->message);
}

static void
retry (BsDraftWindow *self)
{
  if (needs_invitation (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "app.join-desk", "s", "reporter");
  else
    bs_reporter_retry (self->reporter);
}

/* --- Room --- */

static void
fit (BsDraftWindow *self)
{
  guint level = bs_adaptive_bin_get_level (self->bin);

  gtk_widget_set_visible (self->list_button, level < 2);
  gtk_widget_set_visible (self->undo_button, level == 0);
  gtk_widget_set_visible (self->redo_button, level == 0);
  g_object_set (self->panes, "level", level, NULL);
  g_action_group_change_action_state (G_ACTION_GROUP (self), "show-inspector",
                                      g_variant_new_boolean (level == 0));
  show_send (self);
}

/* --- Object --- */

static gboolean
bs_draft_window_close_request_vfunc (GtkWindow *window)
{
  if (bs_draft_window_close_request (BS_DRAFT_WINDOW (window)))
    return TRUE;
  bs_draft_window_close_document (BS_DRAFT_WINDOW (window));

  return GTK_WINDOW_CLASS (bs_draft_window_parent_class)->close_request (window);
}

static void
bs_draft_window_dispose (GObject *object)
{
  BsDraftWindow *self = BS_DRAFT_WINDOW (object);

  bs_draft_window_close_document (self);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (bs_session_get_document (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
      bs_story_editor_set_session (self->editor, NULL);
      bs_draft_details_set_session (self->details, NULL);
      bs_session_close (self->session);
    }
  g_clear_object (&self->session);
  g_clear_pointer (&self->loading, bs_load_job_unref);
  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_data (self->entry, self);
  g_clear_object (&self->entry);
  if (self->reporter != NULL)
    g_signal_handlers_disconnect_by_data (self->reporter, self);
  g_clear_object (&self->reporter);
  g_clear_pointer (&self->toasted, bs_node_unref);
  g_clear_pointer (&self->toaster, bs_toaster_free);

  G_OBJECT_CLASS (bs_draft_window_parent_class)->dispose (object);
}

static void
bs_draft_window_class_init (BsDraftWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_draft_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = bs_draft_window_close_request_vfunc;

  g_type_ensure (BS_TYPE_ADAPTIVE_BIN);
  g_type_ensure (BS_TYPE_DRAFT_DETAILS);
  g_type_ensure (BS_TYPE_DRAFT_STATUS);
  g_type_ensure (BS_TYPE_PANES);
  g_type_ensure (BS_TYPE_STORY_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-draft-window.ui");
  bs_menus_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, title);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, send);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, list_button);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, status);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, hold_back);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, retry);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, trouble_bar);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, editor);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, details);
  gtk_widget_class_bind_template_child (widget_class, BsDraftWindow, drop_hint);
  gtk_widget_class_bind_template_callback (widget_class, hold_back);
  gtk_widget_class_bind_template_callback (widget_class, retry);
  gtk_widget_class_bind_template_callback (widget_class, fit);
}

static void
bs_draft_window_init (BsDraftWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->toaster = bs_toaster_new (self->toasts);
  bs_draft_window_add_actions (self);
  bs_draft_window_add_drop_target (self);
}

BsDraftWindow *
bs_draft_window_find (GtkApplication *application, BsOutboxEntry *entry)
{
  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (BS_IS_DRAFT_WINDOW (l->data) && BS_DRAFT_WINDOW (l->data)->entry == entry)
      return l->data;

  return NULL;
}

void
bs_draft_window_open (GtkApplication *application, BsReporter *reporter, BsOutboxEntry *entry)
{
  BsDraftWindow *self = bs_draft_window_find (application, entry);

  if (self == NULL)
    {
      self = g_object_new (BS_TYPE_DRAFT_WINDOW, "application", application, NULL);
      self->reporter = g_object_ref (reporter);
      self->entry = g_object_ref (entry);
      bs_draft_status_show (self->status, entry, bs_reporter_get_environment (reporter));
      g_signal_connect_object (entry, "notify", G_CALLBACK (bs_draft_window_show), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (reporter, "changed", G_CALLBACK (bs_draft_window_show), self,
                               G_CONNECT_SWAPPED);
      bs_draft_window_show (self);
      bs_draft_window_load (self);
    }
  gtk_window_present (GTK_WINDOW (self));
}
