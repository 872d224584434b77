/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-account-group.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-invite-dialog.h"
#include "bs-issue-words.h"
#include "bs-toaster.h"

#include <glib/gi18n-lib.h>

#define AVATAR 32
#define TOAST_SECONDS 20

struct _BsAccountGroup
{
  AdwPreferencesGroup parent_instance;

  BsDesk *desk;
  GPtrArray *accounts; /* BsAccount, as shown; NULL: not read */
  GPtrArray *rows;     /* borrowed */
  AdwToast *told;      /* weak: of the account revoked last, which it names */
};

typedef struct
{
  BsAccountGroup *group; /* owned */
  BsAccount *account;    /* owned: as it was before */
  gboolean revoke;
} Change;

G_DEFINE_FINAL_TYPE (BsAccountGroup, bs_account_group, ADW_TYPE_PREFERENCES_GROUP)

static const BsAccount *
find_account (BsAccountGroup *self, const char *id)
{
  for (guint i = 0; self->accounts != NULL && i < self->accounts->len; i++)
    {
      const BsAccount *account = self->accounts->pdata[i];

      if (g_str_equal (account->id, id))
        return account;
    }

  return NULL;
}

static GtkWindow *
get_window (BsAccountGroup *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* --- What can be done with one --- */

static void
invite (BsAccountGroup *self, BsRole role)
{
  gtk_window_present (GTK_WINDOW (bs_invite_dialog_new (get_window (self), self->desk, role)));
}

static void
invite_reporter (GtkWidget *widget, const char *action G_GNUC_UNUSED,
                 GVariant *parameter G_GNUC_UNUSED)
{
  invite (BS_ACCOUNT_GROUP (widget), BS_ROLE_REPORTER);
}

static void
invite_editor (GtkWidget *widget, const char *action G_GNUC_UNUSED,
               GVariant *parameter G_GNUC_UNUSED)
{
  invite (BS_ACCOUNT_GROUP (widget), BS_ROLE_EDITOR);
}

static void
renew_account (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  BsAccountGroup *self = BS_ACCOUNT_GROUP (widget);
  const BsAccount *account = find_account (self, g_variant_get_string (parameter, NULL));

  if (account != NULL)
    gtk_window_present (
      GTK_WINDOW (bs_invite_dialog_new_again (get_window (self), self->desk, account)));
}

static void
undo_clicked (AdwToast *toast, BsAccountGroup *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "account.restore", "s",
                              g_object_get_data (G_OBJECT (toast), "account"));
}

static void
tell_revoked (BsAccountGroup *self, const BsAccount *account)
{
  /* Translators: %s is a person's name. */
  g_autofree char *text = g_strdup_printf (_ ("%s can send nothing any more"), account->name);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);
  GtkWindow *window = get_window (self);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_timeout (toast, TOAST_SECONDS);
  g_object_set_data_full (G_OBJECT (toast), "account", g_strdup (account->id), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_clicked), self, 0);
  g_set_weak_pointer (&self->told, toast);
  if (window != NULL)
    bs_toaster_show_in (GTK_WIDGET (window), toast);
  else
    g_object_unref (toast);
}

/* The offer to let somebody in again ends when it was taken up some other way. */
static void
take_back (BsAccountGroup *self, const BsAccount *account)
{
  GtkWindow *window = get_window (self);

  if (window != NULL && self->told != NULL
      && g_strcmp0 (g_object_get_data (G_OBJECT (self->told), "account"), account->id) == 0)
    bs_toaster_retract_in (GTK_WIDGET (window), self->told);
}

static void
change_free (Change *change)
{
  g_object_unref (change->group);
  bs_account_free (change->account);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static void
changed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Change) change = data;
  BsAccountGroup *self = change->group;
  g_autoptr (GError) error = NULL;
  gboolean done = bs_desk_host_revoke_finish (BS_DESK_HOST (source), result, &error);

  if (self->desk == NULL)
    return;
  if (!done)
    bs_dialogs_error (get_window (self), _ ("The Account Was Not Changed"), error->message);
  else if (change->revoke)
    tell_revoked (self, change->account);
  else
    take_back (self, change->account);
  bs_desk_tell_accounts (self->desk);
}

static void
begin_change (BsAccountGroup *self, GVariant *parameter, gboolean revoke)
{
  const BsAccount *account = find_account (self, g_variant_get_string (parameter, NULL));
  BsDeskHost *host = bs_desk_get_host (self->desk);
  Change *change;

  if (account == NULL || host == NULL)
    return;
  change = g_new0 (Change, 1);
  change->group = g_object_ref (self);
  change->account = bs_account_copy (account);
  change->revoke = revoke;
  bs_desk_host_revoke_async (host, account->id, revoke, changed, change);
}

static void
revoke_account (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  begin_change (BS_ACCOUNT_GROUP (widget), parameter, TRUE);
}

static void
restore_account (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  begin_change (BS_ACCOUNT_GROUP (widget), parameter, FALSE);
}

/* --- Rows --- */

/* Of the store's clock, which counts in hours: "today" says no more than it knows. */
static char *
dup_day (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (time),
                  (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));

  return bs_issue_words_dup_day (&date);
}

static gboolean
is_today (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_get_year (time) == g_date_time_get_year (now)
         && g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now);
}

static char *
dup_seen (const BsAccount *account)
{
  g_autofree char *invited = dup_day (account->created);
  g_autofree char *seen = NULL;

  if (account->last_seen == 0)
    /* Translators: of an account; %s is a day: "November 22" */
    return g_strdup_printf (_ ("invited on %s, not here yet"), invited);
  if (is_today (account->last_seen))
    /* Translators: of an account: its owner was in touch with the desk today */
    return g_strdup (_ ("here today"));
  seen = dup_day (account->last_seen);

  /* Translators: of an account: when its owner was last in touch; %s is a day: "November 22" */
  return g_strdup_printf (_ ("last here on %s"), seen);
}

static char *
dup_description (BsAccountGroup *self, const BsAccount *account)
{
  BsDeskHost *host = bs_desk_get_host (self->desk);
  const char *role = account->role == BS_ROLE_EDITOR ? _ ("Editor") : _ ("Reporter");
  g_autofree char *seen = dup_seen (account);

  if (host != NULL && g_strcmp0 (account->id, bs_desk_host_get_own_account (host)) == 0)
    return g_strdup_printf ("%s · %s", role, _ ("you, at this machine"));
  if (account->revoked != 0)
    return g_strdup_printf ("%s · %s", role, _ ("revoked"));

  return g_strdup_printf ("%s · %s", role, seen);
}

static void
add_item (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static GtkWidget *
make_menu (const BsAccount *account)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  /* Translators: accessible name of a menu button; name of a person */
  g_autofree char *label = g_strdup_printf (_ ("More for %s"), account->name);

  add_item (menu, _ ("_New Invitation…"), "account.renew", account->id);
  if (account->revoked != 0)
    /* Translators: lets somebody send again whose invitation was revoked */
    add_item (menu, _ ("_Let In Again"), "account.restore", account->id);
  else
    /* Translators: takes the invitation of somebody back */
    add_item (menu, _ ("_Revoke"), "account.revoke", account->id);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);

  return button;
}

static GtkWidget *
make_row (BsAccountGroup *self, const BsAccount *account)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *description = dup_description (self, account);
  BsDeskHost *host = bs_desk_get_host (self->desk);
  gboolean is_own = host != NULL
                    && g_strcmp0 (account->id, bs_desk_host_get_own_account (host)) == 0;

  g_object_set_data_full (G_OBJECT (row), "account", g_strdup (account->id), g_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), account->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), description);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (AVATAR, account->name, TRUE));
  if (account->revoked != 0)
    gtk_widget_add_css_class (row, "revoked");
  if (!is_own)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu (account));

  return row;
}

static GtkWidget *
make_nobody (void)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Nobody Is Invited Yet"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("Invite a reporter, and pass on what you then see"));
  gtk_widget_add_css_class (row, "dim-label");

  return row;
}

static void
add_row (BsAccountGroup *self, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

/* Who was revoked stands last. */
static GPtrArray *
sort_accounts (GPtrArray *accounts)
{
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint revoked_ones = 0; revoked_ones < 2; revoked_ones++)
    for (guint i = 0; i < accounts->len; i++)
      {
        BsAccount *account = accounts->pdata[i];

        if ((account->revoked != 0) == (revoked_ones == 1))
          g_ptr_array_add (sorted, account);
      }

  return sorted;
}

static gboolean
says_the_same (BsAccountGroup *self, GtkWidget *row, const BsAccount *account)
{
  g_autofree char *description = dup_description (self, account);

  return g_strcmp0 (g_object_get_data (G_OBJECT (row), "account"), account->id) == 0
         && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), account->name)
         && g_str_equal (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), description);
}

static gboolean
is_shown (BsAccountGroup *self, GPtrArray *sorted)
{
  if (self->rows->len != sorted->len)
    return FALSE;
  for (guint i = 0; i < sorted->len; i++)
    if (!says_the_same (self, self->rows->pdata[i], sorted->pdata[i]))
      return FALSE;

  return TRUE;
}

/* Rows that would say the same stay: somebody may have opened the menu of one. */
static void
show_accounts (BsAccountGroup *self)
{
  g_autoptr (GPtrArray) sorted = sort_accounts (self->accounts);

  if (sorted->len > 1 && is_shown (self, sorted))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < sorted->len; i++)
    add_row (self, make_row (self, sorted->pdata[i]));
  if (sorted->len <= 1)
    add_row (self, make_nobody ());
}

static void
listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsAccountGroup) self = data;
  GPtrArray *accounts = bs_desk_host_list_accounts_finish (BS_DESK_HOST (source), result, NULL);

  if (self->desk == NULL || accounts == NULL)
    {
      g_clear_pointer (&accounts, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  self->accounts = accounts;
  show_accounts (self);
}

static void
read_accounts (BsAccountGroup *self)
{
  BsDeskHost *host = bs_desk_get_host (self->desk);
  gboolean open = bs_desk_get_state (self->desk) == BS_DESK_HOSTED && host != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), open);
  if (open)
    bs_desk_host_list_accounts_async (host, listed, g_object_ref (self));
}

/* --- Object --- */

static void
bs_account_group_dispose (GObject *object)
{
  BsAccountGroup *self = BS_ACCOUNT_GROUP (object);

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_weak_pointer (&self->told);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bs_account_group_parent_class)->dispose (object);
}

static void
bs_account_group_finalize (GObject *object)
{
  BsAccountGroup *self = BS_ACCOUNT_GROUP (object);

  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (bs_account_group_parent_class)->finalize (object);
}

static void
bs_account_group_class_init (BsAccountGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_account_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = bs_account_group_finalize;

  gtk_widget_class_install_action (widget_class, "account.invite-reporter", NULL, invite_reporter);
  gtk_widget_class_install_action (widget_class, "account.invite-editor", NULL, invite_editor);
  gtk_widget_class_install_action (widget_class, "account.renew", "s", renew_account);
  gtk_widget_class_install_action (widget_class, "account.revoke", "s", revoke_account);
  gtk_widget_class_install_action (widget_class, "account.restore", "s", restore_account);
}

static void
bs_account_group_init (BsAccountGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
bs_account_group_set_desk (BsAccountGroup *self, BsDesk *desk)
{
  g_return_if_fail (BS_IS_ACCOUNT_GROUP (self));
  g_return_if_fail (self->desk == NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_swapped (desk, "notify::state", G_CALLBACK (read_accounts), self);
  g_signal_connect_swapped (desk, "accounts-changed", G_CALLBACK (read_accounts), self);
  read_accounts (self);
}
