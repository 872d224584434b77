/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-drafts-window.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-draft-row.h"
#include "bs-draft-window.h"
#include "bs-draft-words.h"
#include "bs-menus.h"
#include "bs-toaster.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* As many as can be looked through without a search. */
#define FEW_DRAFTS 8

struct _BsDraftsWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *failed;
  AdwActionRow *desk;
  GtkWidget *join;
  GtkWidget *retry;
  GtkWidget *first_join;
  GtkToggleButton *search_button;
  GtkSearchBar *search_bar;
  GtkEditable *search;
  GtkListBox *list;
  GtkStack *list_stack;

  BsReporter *reporter;
  BsOutbox *outbox; /* whose drafts are listed */
  GtkFilterListModel *found;
  BsToaster *toaster;
  char *wanted;       /* what is searched for, folded */
  GPtrArray *deleted; /* BsOutboxEntry, to be brought back */
};

G_DEFINE_FINAL_TYPE (BsDraftsWindow, bs_drafts_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- The list --- */

static gboolean
is_wanted (gpointer entry, gpointer data)
{
  BsDraftsWindow *self = data;
  g_autofree char *headline = NULL;
  g_autofree char *state = NULL;
  g_autofree char *both = NULL;
  g_autofree char *folded = NULL;

  if (self->wanted == NULL)
    return TRUE;
  headline = bs_draft_words_dup_headline (entry);
  state = bs_draft_words_dup_state (entry, 0);
  both = g_strconcat (headline, "\n", state, NULL);
  folded = g_utf8_casefold (both, -1);

  return strstr (folded, self->wanted) != NULL;
}

static void
searched (BsDraftsWindow *self)
{
  const char *text = gtk_editable_get_text (self->search);

  g_clear_pointer (&self->wanted, g_free);
  if (*text != '\0')
    self->wanted = g_utf8_casefold (text, -1);
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->found), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_stack_set_visible_child_name (self->list_stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0
                                      ? "drafts"
                                      : "nothing");
}

static void
show_stack (BsDraftsWindow *self)
{
  BsReporterState state = bs_reporter_get_state (self->reporter);
  guint n = self->outbox != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->outbox)) : 0;
  const GError *error = bs_reporter_get_error (self->reporter);

  if (state == BS_REPORTER_FAILED)
    adw_status_page_set_description (self->failed, error->message);
  gtk_stack_set_visible_child_name (self->stack, state == BS_REPORTER_FAILED     ? "failed"
                                                 : state == BS_REPORTER_STARTING ? "starting"
                                                 : n > 0                         ? "drafts"
                                                                                 : "empty");
  gtk_widget_set_visible (GTK_WIDGET (self->search_button), n > FEW_DRAFTS);
  if (n <= FEW_DRAFTS && gtk_search_bar_get_search_mode (self->search_bar))
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  searched (self);
}

/* --- What is done with a draft --- */

static void
tell (BsDraftsWindow *self, const char *message)
{
  bs_toaster_tell (self->toaster, message);
}

static void
restore_draft (BsDraftsWindow *self, BsOutboxEntry *entry)
{
  g_autoptr (GError) error = NULL;

  if (!bs_outbox_restore (self->outbox, entry, &error))
    tell (self, error->message);
  g_ptr_array_remove (self->deleted, entry);
}

static void
undo_delete (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  BsDraftsWindow *self = BS_DRAFTS_WINDOW (widget);
  const char *id = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < self->deleted->len; i++)
    if (g_strcmp0 (bs_outbox_entry_get_id (g_ptr_array_index (self->deleted, i)), id) == 0)
      {
        restore_draft (self, g_ptr_array_index (self->deleted, i));
        return;
      }
}

/* The last first, as often as there is one. */
static void
undo (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsDraftsWindow *self = data;

  if (self->deleted->len > 0)
    restore_draft (self, g_ptr_array_index (self->deleted, self->deleted->len - 1));
}

static void
tell_deleted (BsDraftsWindow *self, BsOutboxEntry *entry, const char *headline)
{
  /* Translators: %s is a headline */
  g_autofree char *text = g_strdup_printf (_ ("“%s” deleted"), headline);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "drafts.undo-delete");
  adw_toast_set_action_target (toast, "s", bs_outbox_entry_get_id (entry));
  adw_toast_set_timeout (toast, 10);
  bs_toaster_show (self->toaster, toast);
}

/* What is to be deleted once its window has gone. */
typedef struct
{
  BsDraftsWindow *window;
  BsOutboxEntry *entry;
} Deletion;

static void
deletion_free (Deletion *deletion)
{
  g_object_unref (deletion->window);
  g_object_unref (deletion->entry);
  g_free (deletion);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deletion, deletion_free)

static void
delete_now (gpointer data)
{
  g_autoptr (Deletion) deletion = data;
  BsDraftsWindow *self = deletion->window;
  g_autofree char *headline = bs_draft_words_dup_headline (deletion->entry);
  g_autoptr (GError) error = NULL;

  if (!bs_outbox_remove (self->outbox, deletion->entry, &error))
    {
      tell (self, error->message);
      return;
    }
  g_ptr_array_add (self->deleted, g_object_ref (deletion->entry));
  tell_deleted (self, deletion->entry, headline);
}

static void
delete_draft (BsDraftsWindow *self, BsOutboxEntry *entry)
{
  BsDraftWindow *window = bs_draft_window_find (gtk_window_get_application (GTK_WINDOW (self)),
                                                entry);
  Deletion *deletion = g_new0 (Deletion, 1);

  deletion->window = g_object_ref (self);
  deletion->entry = g_object_ref (entry);
  if (window == NULL)
    delete_now (deletion);
  else if (!bs_draft_window_let_go (window, delete_now, deletion))
    deletion_free (deletion);
}

static void
open_draft (BsDraftsWindow *self, BsOutboxEntry *entry)
{
  bs_draft_window_open (gtk_window_get_application (GTK_WINDOW (self)), self->reporter, entry);
}

/* What is being written goes as it is on the screen; without an invitation one is asked for there. */
static void
send_draft (BsDraftsWindow *self, BsOutboxEntry *entry)
{
  BsDraftWindow *window = bs_draft_window_find (gtk_window_get_application (GTK_WINDOW (self)),
                                                entry);
  g_autoptr (GError) error = NULL;

  if (window != NULL)
    bs_draft_window_send (window);
  else if (!bs_outbox_send (self->outbox, entry, &error))
    bs_dialogs_error (GTK_WINDOW (self), _ ("The Draft Was Not Sent"), error->message);
  else if (!bs_reporter_get_joined (self->reporter))
    gtk_widget_activate_action (GTK_WIDGET (self), "app.join-desk", "s", "reporter");
}

static void
wanted (BsDraftRow *row, const char *verb, BsDraftsWindow *self)
{
  g_autoptr (BsOutboxEntry) entry = g_object_ref (bs_draft_row_get_entry (row));
  g_autoptr (GError) error = NULL;

  if (strcmp (verb, "open") == 0)
    open_draft (self, entry);
  else if (strcmp (verb, "send") == 0)
    send_draft (self, entry);
  else if (strcmp (verb, "delete") == 0)
    delete_draft (self, entry);
  else if (strcmp (verb, "hold-back") == 0 && !bs_outbox_hold_back (self->outbox, entry, &error))
    tell (self, error->message);
  else if (strcmp (verb, "retry") == 0 && bs_reporter_get_joined (self->reporter))
    bs_outbox_retry (self->outbox);
  else if (strcmp (verb, "retry") == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.join-desk", "s", "reporter");
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  BsDraftsWindow *self = data;
  GtkWidget *row = bs_draft_row_new (item, bs_reporter_get_environment (self->reporter),
                                     !bs_outbox_get_read_only (self->outbox));

  g_signal_connect_object (row, "wanted", G_CALLBACK (wanted), self, 0);

  return row;
}

static void
row_activated (GtkListBox *list G_GNUC_UNUSED, GtkListBoxRow *row, BsDraftsWindow *self)
{
  open_draft (self, bs_draft_row_get_entry (BS_DRAFT_ROW (row)));
}

/* Enter in the search opens the first that was found. */
static void
search_activated (BsDraftsWindow *self)
{
  g_autoptr (BsOutboxEntry) first = g_list_model_get_item (G_LIST_MODEL (self->found), 0);

  if (first != NULL)
    open_draft (self, first);
}

/* --- The desk --- */

static char *
dup_connection (BsDraftsWindow *self)
{
  const GError *error = bs_reporter_get_error (self->reporter);
  const char *name = bs_reporter_get_name (self->reporter);

  switch (bs_reporter_get_state (self->reporter))
    {
    case BS_REPORTER_ALONE:
      return g_strdup (_ ("Paste the invitation you were sent, and your drafts go to the desk. You "
                          "can write without one."));
    case BS_REPORTER_CONNECTED:
      return *name != '\0'
               /* Translators: %s is the reporter's name as the desk has it */
               ? g_strdup_printf (_ ("Connected, as %s"), name)
               : g_strdup (_ ("Connected"));
    case BS_REPORTER_CONNECTING:
      return g_strdup (_ ("Connecting…"));
    case BS_REPORTER_ELSEWHERE:
      return g_strdup (_ ("Your drafts are open in another program, which sends what waits. Go on "
                          "there, or close it and try again."));
    case BS_REPORTER_OFFLINE:
    case BS_REPORTER_REFUSED:
      return g_strdup (error->message);
    case BS_REPORTER_FAILED:
    case BS_REPORTER_STARTING:
    default:
      return g_strdup ("");
    }
}

static void
show_desk (BsDraftsWindow *self)
{
  BsReporterState state = bs_reporter_get_state (self->reporter);
  gboolean joined = bs_reporter_get_joined (self->reporter);
  const char *desk = bs_reporter_get_desk (self->reporter);
  g_autofree char *title = g_markup_escape_text (joined && *desk != '\0' ? desk : _ ("No Desk Yet"),
                                                 -1);
  g_autofree char *text = dup_connection (self);
  g_autofree char *subtitle = g_markup_escape_text (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->desk), title);
  adw_action_row_set_subtitle (self->desk, subtitle);
  gtk_widget_set_visible (self->join, state == BS_REPORTER_ALONE || (state == BS_REPORTER_REFUSED));
  gtk_widget_set_visible (self->retry,
                          state == BS_REPORTER_OFFLINE || state == BS_REPORTER_ELSEWHERE);
  gtk_widget_set_visible (self->first_join, !joined);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "drafts.leave-desk",
                                 joined && state != BS_REPORTER_ELSEWHERE);
}

static void
reporter_changed (BsDraftsWindow *self)
{
  BsOutbox *outbox = bs_reporter_get_outbox (self->reporter);

  if (outbox != self->outbox)
    {
      if (self->outbox != NULL)
        g_signal_handlers_disconnect_by_data (self->outbox, self);
      g_set_object (&self->outbox, outbox);
      gtk_filter_list_model_set_model (self->found, G_LIST_MODEL (outbox));
      if (outbox != NULL)
        g_signal_connect_object (outbox, "items-changed", G_CALLBACK (show_stack), self,
                                 G_CONNECT_SWAPPED | G_CONNECT_AFTER);
    }
  show_stack (self);
  show_desk (self);
}

static void
leave_answered (const char *response, gpointer data)
{
  g_autoptr (BsDraftsWindow) self = data;

  if (strcmp (response, "action") == 0)
    bs_reporter_leave (self->reporter);
}

/* Not to be undone: the invitation is a secret, and is forgotten. */
static void
leave_desk (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  BsDraftsWindow *self = BS_DRAFTS_WINDOW (widget);
  const BsQuestion question = {
    .heading = _ ("Leave the Desk?"),
    .body = _ (
      "The invitation is forgotten on this computer; to come back you need a new one. Your "
      "drafts stay, and what waits is not sent."),
    .cancel = _ ("_Cancel"),
    .action = _ ("_Leave Desk"),
  };

  bs_dialogs_ask (GTK_WINDOW (self), &question, leave_answered, g_object_ref (self));
}

static void
retry (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  bs_reporter_retry (BS_DRAFTS_WINDOW (widget)->reporter);
}

static void
find (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsDraftsWindow *self = data;

  if (gtk_widget_get_visible (GTK_WIDGET (self->search_button)))
    gtk_search_bar_set_search_mode (self->search_bar, TRUE);
}

static void
close_window (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  gtk_window_close (GTK_WINDOW (data));
}

/* --- Object --- */

static const GActionEntry entries[] = {
  { "close", close_window },
  { "find", find },
  { "undo", undo },
};

static void
bs_drafts_window_dispose (GObject *object)
{
  BsDraftsWindow *self = BS_DRAFTS_WINDOW (object);

  if (self->reporter != NULL)
    g_signal_handlers_disconnect_by_data (self->reporter, self);
  if (self->outbox != NULL)
    g_signal_handlers_disconnect_by_data (self->outbox, self);
  if (self->found != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->found);
  g_clear_object (&self->outbox);
  g_clear_object (&self->reporter);
  g_clear_pointer (&self->toaster, bs_toaster_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->deleted, g_ptr_array_unref);

  G_OBJECT_CLASS (bs_drafts_window_parent_class)->dispose (object);
}

static void
bs_drafts_window_class_init (BsDraftsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_drafts_window_dispose;

  gtk_widget_class_install_action (widget_class, "drafts.undo-delete", "s", undo_delete);
  gtk_widget_class_install_action (widget_class, "drafts.leave-desk", NULL, leave_desk);
  gtk_widget_class_install_action (widget_class, "drafts.retry", NULL, retry);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-drafts-window.ui");
  bs_menus_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, BsDraftsWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BsDraftsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, BsDraftsWindow, failed);
  gtk_widget_class_bind_template_child (widget_class, BsDraftsWindow, desk);
  gtk_widget_class_bind_template_child (widget_class, BsDraftsWindow, join);
  gtk_widget_class_bind_template_child (widget_class, BsDraftsWindow, retry);
  gtk_widget_class_bind_template_child (widget_class, BsDraftsWindow, first_join);
  gtk_widget_class_bind_template_child (widget_class, BsDraftsWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, BsDraftsWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, BsDraftsWindow, search);
  gtk_widget_class_bind_template_child (widget_class, BsDraftsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, BsDraftsWindow, list_stack);
  gtk_widget_class_bind_template_callback (widget_class, searched);
  gtk_widget_class_bind_template_callback (widget_class, search_activated);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
}

static void
bs_drafts_window_init (BsDraftsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->toaster = bs_toaster_new (self->toasts);
  self->deleted = g_ptr_array_new_with_free_func (g_object_unref);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->found = gtk_filter_list_model_new (NULL, GTK_FILTER (
                                                   gtk_custom_filter_new (is_wanted, self, NULL)));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->found), make_row, self, NULL);
  gtk_search_bar_connect_entry (self->search_bar, self->search);
}

GtkWindow *
bs_drafts_window_get (GtkApplication *application, BsReporter *reporter)
{
  BsDraftsWindow *self;

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (BS_IS_DRAFTS_WINDOW (l->data))
      return l->data;

  self = g_object_new (BS_TYPE_DRAFTS_WINDOW, "application", application, NULL);
  self->reporter = g_object_ref (reporter);
  g_signal_connect_object (reporter, "changed", G_CALLBACK (reporter_changed), self,
                           G_CONNECT_SWAPPED);
  bs_reporter_start (reporter);
  reporter_changed (self);

  return GTK_WINDOW (self);
}
