/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-join-dialog.h"

#include "bs-config.h"

#include "desk/bs-desk-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BsJoinDialog
{
  AdwWindow parent_instance;

  GtkLabel *explanation;
  AdwEntryRow *line;
  GtkWidget *trouble_box;
  GtkLabel *trouble;
  GtkSpinner *spinner;
  GtkButton *join;

  BsRole wanted;
  BsInvitation *invitation; /* what the line says; NULL: it is none */
  BsDeskClient *client;     /* while the desk is asked */
  GCancellable *cancellable;
  gboolean unreachable; /* the desk was asked for this line, and did not answer */
};

G_DEFINE_FINAL_TYPE (BsJoinDialog, bs_join_dialog, ADW_TYPE_WINDOW)

enum
{
  JOINED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- What is shown --- */

static void
show_trouble (BsJoinDialog *self, const char *message)
{
  gtk_label_set_label (self->trouble, message != NULL ? message : "");
  gtk_widget_set_visible (self->trouble_box, message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->line), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->line), "error");
}

static void
show_state (BsJoinDialog *self)
{
  gboolean asking = self->client != NULL;
  /* Translators: button; the desk cannot be asked now, and the invitation is kept until it can */
  const char *label = self->unreachable ? _ ("Keep for Later") : C_ ("desk", "Join");

  gtk_spinner_set_spinning (self->spinner, asking);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), asking);
  gtk_editable_set_editable (GTK_EDITABLE (self->line), !asking);
  gtk_widget_set_sensitive (GTK_WIDGET (self->join), self->invitation != NULL && !asking);
  if (g_strcmp0 (gtk_button_get_label (self->join), label) != 0)
    gtk_button_set_label (self->join, label);
}

/* --- The desk is asked --- */

static void
finish (BsJoinDialog *self, BsDeskIdentity *identity)
{
  g_autoptr (BsInvitation) invitation = bs_invitation_copy (self->invitation);

  g_object_ref (self);
  g_signal_emit (self, signals[JOINED], 0, invitation, identity);
  gtk_window_destroy (GTK_WINDOW (self));
  g_object_unref (self);
}

static void
identified (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsJoinDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDeskIdentity) identity = bs_desk_client_identify_finish (BS_DESK_CLIENT (source),
                                                                        result, &error);

  if (self->client != BS_DESK_CLIENT (source))
    return;
  g_clear_object (&self->client);
  g_clear_object (&self->cancellable);
  if (identity != NULL)
    {
      finish (self, identity);
      return;
    }
  /* Who is on the way writes on: the drafts wait, and the desk says later whether it knows them. */
  self->unreachable = self->wanted == BS_ROLE_REPORTER && bs_desk_error_passes (error);
  show_trouble (self, error->message);
  show_state (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->line));
}

static void
join (BsJoinDialog *self)
{
  if (self->invitation == NULL || self->client != NULL)
    return;
  if (self->unreachable)
    {
      BsDeskIdentity identity = { .name = (char *) "", .role = self->wanted, .desk = (char *) "" };

      finish (self, &identity);
      return;
    }
  show_trouble (self, NULL);
  self->client = bs_desk_client_new (self->invitation);
  self->cancellable = g_cancellable_new ();
  show_state (self);
  bs_desk_client_identify_async (self->client, self->cancellable, identified, g_object_ref (self));
}

static void
stop_asking (BsJoinDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
}

/* --- The line --- */

static void
line_changed (BsJoinDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->line));
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autoptr (GError) error = NULL;

  stop_asking (self);
  self->unreachable = FALSE;
  g_clear_pointer (&self->invitation, bs_invitation_free);
  if (*stripped != '\0')
    self->invitation = bs_invitation_parse (stripped, &error);
  show_trouble (self, error != NULL ? error->message : NULL);
  show_state (self);
}

/* Who has just copied it need not paste it. */
static void
clipboard_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsJoinDialog) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (BsInvitation) invitation = text != NULL && strlen (text) < 4096
                                          ? bs_invitation_parse (text, NULL)
                                          : NULL;

  /* It may have been closed meanwhile. */
  if (invitation == NULL || self->line == NULL
      || *gtk_editable_get_text (GTK_EDITABLE (self->line)) != '\0')
    return;
  g_strstrip (text);
  gtk_editable_set_text (GTK_EDITABLE (self->line), text);
}

/* --- Object --- */

static void
bs_join_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bs_join_dialog_parent_class)->map (widget);

  /* As the window's focus widget it would not be taken: an entry row passes the focus on. */
  gtk_widget_grab_focus (GTK_WIDGET (BS_JOIN_DIALOG (widget)->line));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, clipboard_read,
                                 g_object_ref (widget));
}

static void
bs_join_dialog_dispose (GObject *object)
{
  BsJoinDialog *self = BS_JOIN_DIALOG (object);

  stop_asking (self);
  self->line = NULL;
  g_clear_pointer (&self->invitation, bs_invitation_free);

  G_OBJECT_CLASS (bs_join_dialog_parent_class)->dispose (object);
}

static void
bs_join_dialog_class_init (BsJoinDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_join_dialog_dispose;
  widget_class->map = bs_join_dialog_map;

  signals[JOINED] = g_signal_new ("joined", BS_TYPE_JOIN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-join-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsJoinDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, BsJoinDialog, line);
  gtk_widget_class_bind_template_child (widget_class, BsJoinDialog, trouble_box);
  gtk_widget_class_bind_template_child (widget_class, BsJoinDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, BsJoinDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, BsJoinDialog, join);
  gtk_widget_class_bind_template_callback (widget_class, line_changed);
  gtk_widget_class_bind_template_callback (widget_class, join);
}

static void
bs_join_dialog_init (BsJoinDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bs_join_dialog_new (GtkWindow *parent, BsRole wanted)
{
  BsJoinDialog *self = g_object_new (BS_TYPE_JOIN_DIALOG, "transient-for", parent, NULL);

  self->wanted = wanted;
  gtk_label_set_label (
    self->explanation,
    wanted == BS_ROLE_REPORTER
      ? _ ("Paste the invitation that the desk sent you. With it your drafts find "
           "the desk, and the desk knows that they are yours.")
      : _ ("Paste the editor’s invitation that the desk sent you. With it you see "
           "what its reporters send, and decide."));
  show_state (self);

  return GTK_WIDGET (self);
}
