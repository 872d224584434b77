/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-invite-dialog.h"

#include "bs-config.h"
#include "bs-qr-code.h"
#include "bs-settings.h"
#include "bs-toaster.h"

#include "desk/bs-desk-accounts.h"
#include "desk/bs-desk-error.h"

#include <glib/gi18n-lib.h>

#define WIDTH 520

struct _BsInviteDialog
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkButton *cancel;
  GtkSpinner *spinner;
  GtkButton *invite;
  GtkButton *done;
  GtkLabel *explanation;
  AdwEntryRow *name;
  AdwEntryRow *address;
  GtkMenuButton *addresses;
  GtkWidget *trouble_box;
  GtkLabel *trouble;
  GtkWidget *phone;
  BsQrCode *code;
  AdwEntryRow *line;
  AdwEntryRow *link;

  BsDesk *desk;
  BsAccount *account; /* invited anew; NULL: somebody new */
  BsRole role;
  char *likeliest; /* address */
  gboolean inviting;
  char *line_text;
  char *link_text;
};

G_DEFINE_FINAL_TYPE (BsInviteDialog, bs_invite_dialog, ADW_TYPE_WINDOW)

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
show_trouble (BsInviteDialog *self, const char *message)
{
  gtk_label_set_label (self->trouble, message != NULL ? message : "");
  gtk_widget_set_visible (self->trouble_box, message != NULL);
}

static void
show_state (BsInviteDialog *self)
{
  g_autofree char *name = dup_text (self->name);
  g_autofree char *address = dup_text (self->address);
  glong length = g_utf8_strlen (name, -1);

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->inviting);
  gtk_spinner_set_spinning (self->spinner, self->inviting);
  gtk_editable_set_editable (GTK_EDITABLE (self->name), !self->inviting && self->account == NULL);
  gtk_editable_set_editable (GTK_EDITABLE (self->address), !self->inviting);
  gtk_widget_set_sensitive (GTK_WIDGET (self->invite), !self->inviting && length >= 1
                                                         && length <= BS_ACCOUNT_MAX_NAME
                                                         && *address != '\0');
}

static void
changed (BsInviteDialog *self)
{
  show_trouble (self, NULL);
  show_state (self);
}

/* --- The invitation --- */

static void
show_invitation (BsInviteDialog *self, const BsInvitation *invitation)
{
  g_autofree char *name = dup_text (self->name);
  /* Translators: %s is a person's name. */
  g_autofree char *title = g_strdup_printf (_ ("Invitation for %s"), name);
  gboolean is_reporter = self->role == BS_ROLE_REPORTER;

  self->line_text = bs_invitation_to_string (invitation);
  self->link_text = bs_invitation_to_web (invitation);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_editable_set_text (GTK_EDITABLE (self->line), self->line_text);
  gtk_editable_set_text (GTK_EDITABLE (self->link), self->link_text);
  /* Who decides does so in the application. */
  gtk_widget_set_visible (GTK_WIDGET (self->link), is_reporter);
  gtk_widget_set_visible (self->phone,
                          is_reporter && bs_qr_code_set_text (self->code, self->link_text));
  /* The focus leaves what is hidden before it is. */
  gtk_widget_set_visible (GTK_WIDGET (self->done), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->done));
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->invite), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "invitation");
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, -1);
}

static char *
dup_trouble (BsInviteDialog *self, const GError *error)
{
  g_autofree char *name = dup_text (self->name);

  if (!g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_CONFLICT))
    return g_strdup (error->message);

  /* Translators: %s is a person's name. */
  return g_strdup_printf (_ ("%s has been invited already. Give another name, or choose “New "
                             "Invitation” in the list of accounts"),
                          name);
}

static void
invited (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsInviteDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsInvitation) invitation = bs_desk_host_invite_finish (BS_DESK_HOST (source), result,
                                                                    &error);
  g_autofree char *trouble = NULL;

  if (invitation != NULL)
    bs_desk_tell_accounts (self->desk);
  if (self->stack == NULL)
    return;
  self->inviting = FALSE;
  show_state (self);
  if (invitation != NULL)
    {
      show_invitation (self, invitation);
      return;
    }
  trouble = dup_trouble (self, error);
  show_trouble (self, trouble);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

/* What was not changed is found out anew the next time: the machine may be elsewhere then. */
static void
keep_address (BsInviteDialog *self, const char *address)
{
  bs_settings_set_string ("desk-host", g_str_equal (address, self->likeliest) ? "" : address);
}

static void
invite (BsInviteDialog *self)
{
  g_autofree char *name = dup_text (self->name);
  g_autofree char *address = dup_text (self->address);
  BsDeskHost *host = bs_desk_get_host (self->desk);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->invite)))
    return;
  if (host == NULL)
    {
      show_trouble (self, _ ("The desk is not open. Switch “Receive Submissions” on first"));
      return;
    }
  keep_address (self, address);
  self->inviting = TRUE;
  show_trouble (self, NULL);
  show_state (self);
  if (self->account != NULL)
    bs_desk_host_renew_async (host, self->account->id, address, invited, g_object_ref (self));
  else
    bs_desk_host_invite_async (host, name, self->role, address, invited, g_object_ref (self));
}

static void
copy (BsInviteDialog *self, const char *text, const char *told)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  bs_toaster_show_in (GTK_WIDGET (self->toasts), adw_toast_new (told));
}

static void
copy_line (BsInviteDialog *self)
{
  copy (self, self->line_text, _ ("Invitation copied"));
}

static void
copy_link (BsInviteDialog *self)
{
  copy (self, self->link_text, _ ("Link copied"));
}

/* --- Addresses of this machine --- */

static void
choose_address (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  gtk_editable_set_text (GTK_EDITABLE (BS_INVITE_DIALOG (widget)->address),
                         g_variant_get_string (parameter, NULL));
}

static void
offer_addresses (BsInviteDialog *self)
{
  g_auto (GStrv) names = bs_desk_list_names ();
  g_autofree char *chosen = bs_settings_dup_string ("desk-host");
  g_autoptr (GMenu) menu = g_menu_new ();

  self->likeliest = g_strdup (names[0]);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
      g_autofree char *label = g_strdelimit (g_strdup (names[i]), "_", '-');

      g_menu_item_set_label (item, label);
      g_menu_item_set_action_and_target (item, "invite.address", "s", names[i]);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->addresses, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->addresses), names[1] != NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->address), *chosen != '\0' ? chosen : names[0]);
}

/* --- Object --- */

/* The first key goes to the name: a row takes the focus only where it is seen. */
static void
bs_invite_dialog_map (GtkWidget *widget)
{
  BsInviteDialog *self = BS_INVITE_DIALOG (widget);

  GTK_WIDGET_CLASS (bs_invite_dialog_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->account == NULL ? self->name : self->address));
}

static void
bs_invite_dialog_dispose (GObject *object)
{
  BsInviteDialog *self = BS_INVITE_DIALOG (object);

  self->stack = NULL;
  g_clear_pointer (&self->account, bs_account_free);
  g_clear_pointer (&self->likeliest, g_free);
  g_clear_pointer (&self->line_text, g_free);
  g_clear_pointer (&self->link_text, g_free);

  G_OBJECT_CLASS (bs_invite_dialog_parent_class)->dispose (object);
}

/* Who was invited is in the list of accounts, though the dialog was closed meanwhile. */
static void
bs_invite_dialog_finalize (GObject *object)
{
  g_clear_object (&BS_INVITE_DIALOG (object)->desk);

  G_OBJECT_CLASS (bs_invite_dialog_parent_class)->finalize (object);
}

static void
bs_invite_dialog_class_init (BsInviteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_invite_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = bs_invite_dialog_finalize;
  widget_class->map = bs_invite_dialog_map;

  g_type_ensure (BS_TYPE_QR_CODE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-invite-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsInviteDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, BsInviteDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BsInviteDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, BsInviteDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, BsInviteDialog, invite);
  gtk_widget_class_bind_template_child (widget_class, BsInviteDialog, done);
  gtk_widget_class_bind_template_child (widget_class, BsInviteDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, BsInviteDialog, name);
  gtk_widget_class_bind_template_child (widget_class, BsInviteDialog, address);
  gtk_widget_class_bind_template_child (widget_class, BsInviteDialog, addresses);
  gtk_widget_class_bind_template_child (widget_class, BsInviteDialog, trouble_box);
  gtk_widget_class_bind_template_child (widget_class, BsInviteDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, BsInviteDialog, phone);
  gtk_widget_class_bind_template_child (widget_class, BsInviteDialog, code);
  gtk_widget_class_bind_template_child (widget_class, BsInviteDialog, line);
  gtk_widget_class_bind_template_child (widget_class, BsInviteDialog, link);
  gtk_widget_class_bind_template_callback (widget_class, changed);
  gtk_widget_class_bind_template_callback (widget_class, invite);
  gtk_widget_class_bind_template_callback (widget_class, copy_line);
  gtk_widget_class_bind_template_callback (widget_class, copy_link);
  gtk_widget_class_install_action (widget_class, "invite.address", "s", choose_address);
}

static void
bs_invite_dialog_init (BsInviteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static BsInviteDialog *
make (GtkWindow *parent, BsDesk *desk, BsRole role)
{
  BsInviteDialog *self = g_object_new (BS_TYPE_INVITE_DIALOG, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  self->role = role;
  offer_addresses (self);

  return self;
}

GtkWidget *
bs_invite_dialog_new (GtkWindow *parent, BsDesk *desk, BsRole role)
{
  BsInviteDialog *self = make (parent, desk, role);

  gtk_window_set_title (GTK_WINDOW (self),
                        role == BS_ROLE_REPORTER ? _ ("Invite Reporter") : _ ("Invite Editor"));
  gtk_label_set_label (self->explanation,
                       role == BS_ROLE_REPORTER
                         ? _ ("A reporter sends stories and photos to this desk, and sees what "
                              "became of them.")
                         : _ ("An editor works with this desk from another machine: sees what "
                              "comes in, accepts it or returns it."));
  show_state (self);

  return GTK_WIDGET (self);
}

GtkWidget *
bs_invite_dialog_new_again (GtkWindow *parent, BsDesk *desk, const BsAccount *account)
{
  BsInviteDialog *self = make (parent, desk, account->role);

  self->account = bs_account_copy (account);
  gtk_window_set_title (GTK_WINDOW (self), _ ("New Invitation"));
  gtk_label_set_label (self->explanation,
                       _ ("For the same account. The invitation it had before is worth nothing "
                          "from then on."));
  gtk_editable_set_text (GTK_EDITABLE (self->name), account->name);
  show_state (self);

  return GTK_WIDGET (self);
}
