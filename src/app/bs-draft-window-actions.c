/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-draft-window-private.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-import-queue.h"
#include "bs-import-report-dialog.h"

#include <glib/gi18n-lib.h>

/* --- Telling, with Undo --- */

void
bs_draft_window_toast_undo (BsDraftWindow *self, const char *text, guint steps)
{
  AdwToast *toast = bs_toaster_make_toast (text);

  g_clear_pointer (&self->toasted, bs_node_unref);
  self->toasted = bs_node_ref (bs_session_get_root (self->session));
  self->toasted_steps = steps;
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo-toast");
  adw_toast_set_timeout (toast, 10);
  bs_toaster_show (self->toaster, toast);
}

static void
told (BsSession *session G_GNUC_UNUSED, const char *text, guint steps, BsDraftWindow *self)
{
  if (steps > 0)
    bs_draft_window_toast_undo (self, text, steps);
  else
    bs_toaster_tell (self->toaster, text);
}

/* Only while nothing else was done since. */
static void
undo_toast (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsDraftWindow *self = data;
  BsDocument *document = bs_draft_window_get_document (self);

  if (document == NULL || self->toasted == NULL || bs_document_get_root (document) != self->toasted)
    return;
  g_clear_pointer (&self->toasted, bs_node_unref);
  for (guint i = 0; i < self->toasted_steps; i++)
    bs_document_undo (document);
}

/* --- Taking in --- */

typedef struct
{
  BsDraftWindow *window; /* owned */
  GCancellable *cancellable;
} Taking;

static void
taking_end (gpointer data)
{
  Taking *taking = data;

  if (taking->window->importing == taking->cancellable)
    g_clear_object (&taking->window->importing);
  bs_draft_window_update_actions (taking->window);
  g_object_unref (taking->cancellable);
  g_object_unref (taking->window);
  g_free (taking);
}

static void
show_reading (const char *name G_GNUC_UNUSED, guint index G_GNUC_UNUSED, guint total G_GNUC_UNUSED,
              gpointer data)
{
  Taking *taking = data;

  adw_window_title_set_subtitle (taking->window->title, _ ("Reading…"));
}

/* Photos go to the story; a text takes the place of the story's, which its history keeps. */
static void
take_one (BsDraftWindow *self, BsImportCopy *copy, GPtrArray *reports, GPtrArray *failures)
{
  const char *story = bs_session_get_story (self->session);
  gboolean photo = copy->kind == BS_SOURCE_PHOTO;
  const BsImportTarget target = {
    .page = "",
    .story = photo ? story : NULL,
    .over = photo ? NULL : story,
  };
  g_autoptr (GError) error = NULL;
  BsImportReport *report = bs_import_copy_apply (copy, bs_session_get_document (self->session),
                                                 NULL, &target, &error);

  if (report != NULL)
    g_ptr_array_add (reports, report);
  else
    g_ptr_array_add (failures, g_strdup_printf ("%s: %s", copy->name, error->message));
}

static char *
dup_taken (GPtrArray *reports)
{
  guint n = 0;

  for (guint i = 0; i < reports->len; i++)
    n += ((BsImportReport *) g_ptr_array_index (reports, i))->kind == BS_SOURCE_PHOTO;
  if (n == reports->len)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u photo added", "%u photos added",
                                         (gulong) n),
                            n);

  return g_strdup (_ ("Text taken over; what was there is in the history"));
}

static void
was_read (BsImportReading *reading, gpointer data)
{
  Taking *taking = data;
  BsDraftWindow *self = taking->window;
  g_autoptr (BsImportReading) owned = reading;
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_import_report_free);
  BsDocument *document = bs_draft_window_get_document (self);

  if (!self->gone && document != NULL)
    {
      bs_document_begin (document, _ ("Add to Draft"), NULL);
      for (guint i = 0; i < reading->copies->len; i++)
        take_one (self, g_ptr_array_index (reading->copies, i), reports, reading->failures);
      bs_document_end (document);
      bs_session_media_changed (self->session);
      if (reports->len > 0)
        {
          g_autofree char *text = dup_taken (reports);

          bs_draft_window_toast_undo (self, text, 1);
        }
      if (reading->failures->len > 0)
        gtk_window_present (
          GTK_WINDOW (bs_import_report_dialog_new (GTK_WINDOW (self), reports, reading->failures)));
      bs_draft_window_show (self);
    }
  taking_end (taking);
}

static void
take_in (BsDraftWindow *self, GPtrArray *inputs)
{
  BsDocument *document = bs_draft_window_get_document (self);
  Taking *taking;

  if (document == NULL || self->gone || self->importing != NULL || inputs->len == 0
      || bs_document_get_read_only (document))
    return;
  taking = g_new0 (Taking, 1);
  taking->window = g_object_ref (self);
  taking->cancellable = g_cancellable_new ();
  self->importing = g_object_ref (taking->cancellable);
  bs_draft_window_update_actions (self);
  bs_import_queue_start (document, inputs, taking->cancellable,
                         &(BsImportWatch){ show_reading, was_read, taking_end, taking });
}

static void
take_value (BsDraftWindow *self, const GValue *value)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_import_input_free);

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

      for (GSList *l = files; l != NULL; l = l->next)
        g_ptr_array_add (inputs, bs_import_input_new_file (l->data));
      g_slist_free (files);
    }
  else if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      g_ptr_array_add (inputs, bs_import_input_new_texture (_ ("Pasted picture"),
                                                            g_value_get_object (value)));
    }
  take_in (self, inputs);
}

static void
files_chosen (GListModel *files, gpointer data)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_import_input_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      g_ptr_array_add (inputs, bs_import_input_new_file (file));
    }
  take_in (data, inputs);
}

static void
import (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_dialogs_choose (GTK_WINDOW (data), BS_CHOOSE_IMPORT, NULL, files_chosen, data);
}

/* As the list of photos asks; the draft has one story, and knows it. */
static void
import_to (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  BsDraftWindow *self = data;
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_import_input_free);
  g_autofree const char **uris = NULL;

  gtk_widget_set_visible (self->drop_hint, FALSE);
  g_variant_get (parameter, "(^a&sss)", &uris, NULL, NULL);
  for (guint i = 0; uris[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uris[i]);

      g_ptr_array_add (inputs, bs_import_input_new_file (file));
    }
  take_in (self, inputs);
}

static void
was_pasted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsDraftWindow) self = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL)
    take_value (self, value);
  else
    bs_toaster_tell (self->toaster, _ ("What was copied could not be read. Copy it again"));
}

/* Files and pictures, wherever the caret is; text is for the field that has it. */
static gboolean
key_pressed (GtkEventControllerKey *keys G_GNUC_UNUSED, guint key, guint code G_GNUC_UNUSED,
             GdkModifierType state, BsDraftWindow *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  g_autoptr (GdkContentFormats) formats = NULL;
  GType type = G_TYPE_INVALID;

  if (key != GDK_KEY_v || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  formats = gdk_content_formats_union_deserialize_gtypes (
    gdk_content_formats_ref (gdk_clipboard_get_formats (clipboard)));
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    type = GDK_TYPE_FILE_LIST;
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE)
           && !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    type = GDK_TYPE_TEXTURE;
  if (type == G_TYPE_INVALID)
    return GDK_EVENT_PROPAGATE;
  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, NULL, was_pasted,
                                  g_object_ref (self));

  return GDK_EVENT_STOP;
}

static gboolean
dropped (GtkDropTarget *target G_GNUC_UNUSED, const GValue *value, double x G_GNUC_UNUSED,
         double y G_GNUC_UNUSED, BsDraftWindow *self)
{
  gtk_widget_set_visible (self->drop_hint, FALSE);
  take_value (self, value);

  return TRUE;
}

static GdkDragAction
drag_entered (GtkDropTarget *target G_GNUC_UNUSED, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED,
              BsDraftWindow *self)
{
  gtk_widget_set_visible (self->drop_hint, TRUE);

  return GDK_ACTION_COPY;
}

static void
drag_left (GtkDropTarget *target G_GNUC_UNUSED, BsDraftWindow *self)
{
  gtk_widget_set_visible (self->drop_hint, FALSE);
}

void
bs_draft_window_add_drop_target (BsDraftWindow *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "drop", G_CALLBACK (dropped), self);
  g_signal_connect (target, "enter", G_CALLBACK (drag_entered), self);
  g_signal_connect (target, "leave", G_CALLBACK (drag_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* --- The rest --- */

static void
send (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_draft_window_send (data);
}

static void
undo (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_document_undo (bs_draft_window_get_document (data));
}

static void
redo (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_document_redo (bs_draft_window_get_document (data));
}

static void
save (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_draft_window_save (data);
}

static void
close_window (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  gtk_window_close (GTK_WINDOW (data));
}

static void
next_fault (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_story_editor_go_to_fault (BS_DRAFT_WINDOW (data)->editor, FALSE);
}

static void
previous_fault (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                gpointer data)
{
  bs_story_editor_go_to_fault (BS_DRAFT_WINDOW (data)->editor, TRUE);
}

static void
mend_fault (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_story_editor_mend_fault (BS_DRAFT_WINDOW (data)->editor);
}

static void
paste_plain (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_story_editor_paste_plain (BS_DRAFT_WINDOW (data)->editor);
}

static void
change_role (GSimpleAction *action G_GNUC_UNUSED, GVariant *value, gpointer data)
{
  BsDraftWindow *self = data;

  if (self->session != NULL)
    bs_story_editor_set_role (self->editor, g_variant_get_string (value, NULL));
  bs_draft_window_update_actions (self);
}

static void
change_inspector (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_object_set (BS_DRAFT_WINDOW (data)->panes, "show-inspector", g_variant_get_boolean (value),
                NULL);
  g_simple_action_set_state (action, value);
}

static const GActionEntry entries[] = {
  { "send", send },
  { "save", save },
  { "close", close_window },
  { "undo", undo },
  { "redo", redo },
  { "undo-toast", undo_toast },
  { "import", import },
  { "import-to", import_to, "(asss)" },
  { "next-fault", next_fault },
  { "previous-fault", previous_fault },
  { "mend-fault", mend_fault },
  { "paste-plain", paste_plain },
  { "role", NULL, "s", "'body'", change_role },
  { "show-inspector", NULL, NULL, "true", change_inspector },
};

gboolean
bs_draft_window_has_action (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (g_str_equal (entries[i].name, name))
      return TRUE;

  return FALSE;
}

static void
set_enabled (BsDraftWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (g_action_get_enabled (action) != enabled)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
bs_draft_window_update_actions (BsDraftWindow *self)
{
  static const char *const of_draft[] = { "import", "import-to", "role", "mend-fault",
                                          "paste-plain" };
  BsDocument *document = bs_draft_window_get_document (self);
  gboolean writable = document != NULL && !self->gone && !bs_document_get_read_only (document);

  for (guint i = 0; i < G_N_ELEMENTS (of_draft); i++)
    set_enabled (self, of_draft[i], writable);
  set_enabled (self, "undo", writable && bs_document_get_undo_label (document) != NULL);
  set_enabled (self, "redo", writable && bs_document_get_redo_label (document) != NULL);
  set_enabled (self, "send", bs_draft_window_can_send (self));
  if (document != NULL)
    g_simple_action_set_state (G_SIMPLE_ACTION (
                                 g_action_map_lookup_action (G_ACTION_MAP (self), "role")),
                               g_variant_new_string (bs_story_editor_get_role (self->editor)));
}

void
bs_draft_window_add_actions (BsDraftWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

void
bs_draft_window_watch_session (BsDraftWindow *self)
{
  g_signal_connect_object (self->session, "told", G_CALLBACK (told), self, 0);
  g_signal_connect_object (self->editor, "notify::role",
                           G_CALLBACK (bs_draft_window_update_actions), self, G_CONNECT_SWAPPED);
}
