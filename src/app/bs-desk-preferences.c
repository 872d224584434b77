/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-desk-preferences.h"

#include "bs-account-group.h"
#include "bs-config.h"
#include "bs-settings.h"
#include "bs-toaster.h"

#include "desk/bs-desk-accounts.h"
#include "desk/bs-desk-error.h"

#include <glib/gi18n-lib.h>

#define TOAST_SECONDS 20

struct _BsDeskPreferences
{
  AdwPreferencesPage parent_instance;

  AdwActionRow *receive;
  AdwActionRow *state;
  GtkImage *state_icon;
  GtkSpinner *spinner;
  GtkWidget *retry;
  GtkWidget *other_port;
  AdwEntryRow *name;
  AdwExpanderRow *network;
  AdwEntryRow *address;
  AdwEntryRow *port;
  AdwActionRow *firewall;
  BsAccountGroup *accounts;
  AdwActionRow *other;
  GtkWidget *join_button;
  GtkWidget *leave_button;
  GtkWidget *other_retry;

  BsDesk *desk;
  char *likeliest; /* address of this machine */
};

G_DEFINE_FINAL_TYPE (BsDeskPreferences, bs_desk_preferences, ADW_TYPE_PREFERENCES_PAGE)

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static char *
dup_address (BsDeskPreferences *self)
{
  char *chosen = bs_settings_dup_string ("desk-host");

  if (*chosen != '\0')
    return chosen;
  g_free (chosen);

  return g_strdup (self->likeliest);
}

/* What is being typed is left alone. */
static void
set_text (AdwEntryRow *row, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), text) != 0
      && !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row)))))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* --- A desk here --- */

static void
show_network (BsDeskPreferences *self)
{
  BsDeskHost *host = bs_desk_get_host (self->desk);
  g_autofree char *address = dup_address (self);
  guint port = host != NULL ? bs_desk_host_get_port (host)
                            : (guint) bs_settings_get_int ("desk-port", BS_DESK_PORT);
  g_autofree char *number = g_strdup_printf ("%u", port);
  g_autofree char *firewall = g_strdup_printf (
    /* Translators: %s is a number. */
    _ (
      "Where this machine has a firewall, let port %s through (TCP). For reporters outside the "
      "office the router has to lead there, too. Whoever was invited under another address or port "
      "needs a new invitation."),
    number);

  adw_action_row_set_subtitle (self->firewall, firewall);
  set_text (self->address, address);
  set_text (self->port, number);
}

static void
show_host_state (BsDeskPreferences *self)
{
  BsDeskState state = bs_desk_get_state (self->desk);
  const GError *error = bs_desk_get_error (self->desk);
  gboolean failed = state == BS_DESK_FAILED;
  gboolean changing = state == BS_DESK_CHANGING;
  BsDeskHost *host = bs_desk_get_host (self->desk);
  g_autofree char *address = dup_address (self);
  /* Translators: where others find this machine; name or address, then a number */
  g_autofree char *where = g_strdup_printf (_ ("%s, port %u"), address,
                                            host != NULL ? (guint) bs_desk_host_get_port (host)
                                                         : 0);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state),
                                 failed     ? _ ("The Desk Is Not Open")
                                 : changing ? _ ("One Moment…")
                                            : _ ("The Desk Is Open"));
  adw_action_row_set_subtitle (self->state, failed && error != NULL ? error->message
                                            : changing              ? ""
                                                                    : where);
  gtk_image_set_from_icon_name (self->state_icon,
                                failed ? "dialog-warning-symbolic" : "emblem-ok-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->state_icon), !changing);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), changing);
  gtk_spinner_set_spinning (self->spinner, changing);
  gtk_widget_set_visible (self->retry, failed);
  gtk_widget_set_visible (self->other_port,
                          failed && g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_PORT));
}

static void
retry (BsDeskPreferences *self)
{
  bs_desk_retry (self->desk);
}

static void
use_other_port (BsDeskPreferences *self)
{
  bs_desk_set_port (self->desk, 0);
}

static void
name_applied (BsDeskPreferences *self)
{
  g_autofree char *name = dup_text (self->name);

  bs_desk_set_name (self->desk, name);
}

static void
address_applied (BsDeskPreferences *self)
{
  g_autofree char *address = dup_text (self->address);

  bs_settings_set_string ("desk-host", g_str_equal (address, self->likeliest) ? "" : address);
  show_network (self);
  show_host_state (self);
}

static gboolean
read_port (BsDeskPreferences *self, guint16 *port)
{
  g_autofree char *text = dup_text (self->port);
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &number, NULL))
    return FALSE;
  *port = (guint16) number;

  return TRUE;
}

static void
port_changed (BsDeskPreferences *self)
{
  guint16 port;

  if (read_port (self, &port))
    gtk_widget_remove_css_class (GTK_WIDGET (self->port), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->port), "error");
}

static void
port_applied (BsDeskPreferences *self)
{
  BsDeskHost *host = bs_desk_get_host (self->desk);
  guint16 port;

  if (read_port (self, &port) && (host == NULL || bs_desk_host_get_port (host) != port))
    bs_desk_set_port (self->desk, port);
  show_network (self);
}

/* --- A desk elsewhere --- */

static void
show_other_state (BsDeskPreferences *self)
{
  BsDeskState state = bs_desk_get_state (self->desk);
  const GError *error = bs_desk_get_error (self->desk);
  const char *place = bs_desk_get_place (self->desk);
  gboolean joined = *place != '\0';
  const char *name = bs_desk_get_name (self->desk);

  /* Translators: an editor works with the desk of another machine */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->other),
                                 joined ? name : _ ("Work with Another Machine’s Desk"));
  adw_action_row_set_subtitle (
    self->other, !joined                     ? bs_desk_is_host (self->desk)
                                                 ? _ ("Switch “Receive Submissions” off first: there is one desk at a "
                                                                          "time")
                                                 : _ ("With an editor’s invitation from whoever runs it")
                                     : error != NULL ? error->message
                 : state == BS_DESK_CHANGING ? _ ("One moment…")
                                             : place);
  gtk_widget_set_visible (self->join_button, !joined);
  gtk_widget_set_sensitive (self->join_button, !bs_desk_is_host (self->desk));
  gtk_widget_set_visible (self->leave_button, joined);
  gtk_widget_set_visible (self->other_retry, joined && error != NULL);
}

static void
rejoin (AdwToast *toast, BsDeskPreferences *self)
{
  bs_desk_join (self->desk, g_object_get_data (G_OBJECT (toast), "invitation"));
}

static void
join (BsDeskPreferences *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.join-desk", "s", "editor");
}

static void
leave (BsDeskPreferences *self)
{
  BsInvitation *invitation = bs_desk_dup_invitation (self->desk);
  /* Translators: %s is the name of a desk. */
  g_autofree char *text = g_strdup_printf (_ ("“%s” left"), bs_desk_get_name (self->desk));
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (invitation != NULL)
    {
      g_object_set_data_full (G_OBJECT (toast), "invitation", invitation,
                              (GDestroyNotify) bs_invitation_free);
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_timeout (toast, TOAST_SECONDS);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (rejoin), self, 0);
    }
  bs_desk_join (self->desk, NULL);
  if (root != NULL)
    bs_toaster_show_in (GTK_WIDGET (root), toast);
  else
    g_object_unref (toast);
}

static void
show_state (BsDeskPreferences *self)
{
  gboolean joined = *bs_desk_get_place (self->desk) != '\0';
  gboolean host = bs_desk_is_host (self->desk);

  adw_action_row_set_subtitle (
    self->receive, joined ? _ ("Leave the other machine’s desk first: there is one desk at a "
                               "time")
                          : _ ("Reporters send stories and photos to this machine, as long "
                               "as a window of Broadsheet is open"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->receive), !joined);
  gtk_widget_set_visible (GTK_WIDGET (self->state), host);
  gtk_widget_set_visible (GTK_WIDGET (self->name), host);
  gtk_widget_set_visible (GTK_WIDGET (self->network), host);
  if (host)
    {
      show_network (self);
      show_host_state (self);
      set_text (self->name, bs_desk_get_name (self->desk));
    }
  show_other_state (self);
}

/* --- Object --- */

static void
bs_desk_preferences_dispose (GObject *object)
{
  BsDeskPreferences *self = BS_DESK_PREFERENCES (object);

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->likeliest, g_free);

  G_OBJECT_CLASS (bs_desk_preferences_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BsDeskPreferences, receive);
  gtk_widget_class_bind_template_child (widget_class, BsDeskPreferences, state);
  gtk_widget_class_bind_template_child (widget_class, BsDeskPreferences, state_icon);
  gtk_widget_class_bind_template_child (widget_class, BsDeskPreferences, spinner);
  gtk_widget_class_bind_template_child (widget_class, BsDeskPreferences, retry);
  gtk_widget_class_bind_template_child (widget_class, BsDeskPreferences, other_port);
  gtk_widget_class_bind_template_child (widget_class, BsDeskPreferences, name);
  gtk_widget_class_bind_template_child (widget_class, BsDeskPreferences, network);
  gtk_widget_class_bind_template_child (widget_class, BsDeskPreferences, address);
  gtk_widget_class_bind_template_child (widget_class, BsDeskPreferences, port);
  gtk_widget_class_bind_template_child (widget_class, BsDeskPreferences, firewall);
  gtk_widget_class_bind_template_child (widget_class, BsDeskPreferences, accounts);
  gtk_widget_class_bind_template_child (widget_class, BsDeskPreferences, other);
  gtk_widget_class_bind_template_child (widget_class, BsDeskPreferences, join_button);
  gtk_widget_class_bind_template_child (widget_class, BsDeskPreferences, leave_button);
  gtk_widget_class_bind_template_child (widget_class, BsDeskPreferences, other_retry);
}

static void
bs_desk_preferences_class_init (BsDeskPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_desk_preferences_dispose;

  g_type_ensure (BS_TYPE_ACCOUNT_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-desk-preferences.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, retry);
  gtk_widget_class_bind_template_callback (widget_class, use_other_port);
  gtk_widget_class_bind_template_callback (widget_class, name_applied);
  gtk_widget_class_bind_template_callback (widget_class, address_applied);
  gtk_widget_class_bind_template_callback (widget_class, port_changed);
  gtk_widget_class_bind_template_callback (widget_class, port_applied);
  gtk_widget_class_bind_template_callback (widget_class, join);
  gtk_widget_class_bind_template_callback (widget_class, leave);
}

static void
bs_desk_preferences_init (BsDeskPreferences *self)
{
  g_auto (GStrv) names = bs_desk_list_names ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->likeliest = g_strdup (names[0]);
}

void
bs_desk_preferences_set_desk (BsDeskPreferences *self, BsDesk *desk)
{
  g_return_if_fail (BS_IS_DESK_PREFERENCES (self));
  g_return_if_fail (self->desk == NULL);

  self->desk = g_object_ref (desk);
  bs_account_group_set_desk (self->accounts, desk);
  g_signal_connect_swapped (desk, "notify::state", G_CALLBACK (show_state), self);
  g_signal_connect_swapped (desk, "notify::error", G_CALLBACK (show_state), self);
  g_signal_connect_swapped (desk, "notify::name", G_CALLBACK (show_state), self);
  show_state (self);
}
