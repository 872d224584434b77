/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-desk-accounts.h"

#include "bs-config.h"
#include "bs-desk-error.h"

#include <glib/gi18n-lib.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <unistd.h>

typedef enum
{
  RENEW,
  REVOKE,
  RESTORE
} Change;

typedef struct
{
  const char *name; /* or id */
  const char *id;   /* NULL: none yet */
  BsRole role;
  gboolean may_exist;
  Change change;
  const char *digest;
  BsAccount *account;
} Work;

/* The one that is in use before one that was revoked. */
static BsAccount *
find (GPtrArray *accounts, const char *name)
{
  BsAccount *found = NULL;

  for (guint i = 0; i < accounts->len; i++)
    {
      BsAccount *account = g_ptr_array_index (accounts, i);

      if ((g_str_equal (account->name, name) || g_str_equal (account->id, name))
          && (found == NULL || account->revoked == 0))
        found = account;
    }

  return found;
}

static gboolean
check_name (const char *name, GError **error)
{
  glong length = g_utf8_validate (name, -1, NULL) ? g_utf8_strlen (name, -1) : 0;

  if (length >= 1 && length <= BS_ACCOUNT_MAX_NAME)
    return TRUE;
  g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_CONTENT,
               _ (
                 "An account’s name is 1 to %d characters long. Give the name under which the desk "
                 "knows its owner"),
               BS_ACCOUNT_MAX_NAME);

  return FALSE;
}

static gboolean
invite (BsStoreWork *work, gpointer data, GError **error)
{
  Work *job = data;
  g_autoptr (GPtrArray) accounts = bs_store_list_accounts (work, error);
  BsAccount *old;

  g_clear_pointer (&job->account, bs_account_free);
  if (accounts == NULL)
    return FALSE;
  old = find (accounts, job->name);
  if (old != NULL && old->revoked == 0 && !job->may_exist)
    {
      g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_CONFLICT,
                   _ ("%s: has an account already. Send a new invitation with “invite”, or choose "
                      "another name"),
                   job->name);
      return FALSE;
    }
  if (old != NULL && old->revoked == 0 && old->role == job->role)
    {
      job->account = bs_account_copy (old);
      return bs_store_renew_account (work, old->id, job->digest, error);
    }
  job->account = bs_store_add_account (work, job->name, job->role, job->digest, error);

  return job->account != NULL;
}

static gboolean
change (BsStoreWork *work, gpointer data, GError **error)
{
  Work *job = data;
  g_autoptr (GPtrArray) accounts = bs_store_list_accounts (work, error);
  BsAccount *old;

  g_clear_pointer (&job->account, bs_account_free);
  if (accounts == NULL)
    return FALSE;
  old = find (accounts, job->name);
  if (old == NULL)
    {
      g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_NOT_FOUND,
                   _ ("%s: has no account at this desk. “account list” shows them all"), job->name);
      return FALSE;
    }
  job->account = bs_account_copy (old);

  switch (job->change)
    {
    case REVOKE:
      return bs_store_revoke_account (work, old->id, error);
    case RESTORE:
      return bs_store_restore_account (work, old->id, error);
    case RENEW:
    default:
      return bs_store_renew_account (work, old->id, job->digest, error);
    }
}

/* The store's own editor comes back under the same account, by whatever name; a store that was made
 * anew knows nothing of it. */
static gboolean
enter (BsStoreWork *work, gpointer data, GError **error)
{
  Work *job = data;
  g_autoptr (GPtrArray) accounts = bs_store_list_accounts (work, error);
  BsAccount *old = NULL;

  g_clear_pointer (&job->account, bs_account_free);
  if (accounts == NULL)
    return FALSE;
  for (guint i = 0; i < accounts->len && old == NULL; i++)
    {
      BsAccount *account = g_ptr_array_index (accounts, i);

      if (g_strcmp0 (account->id, job->id) == 0 && account->role == BS_ROLE_EDITOR)
        old = account;
    }
  if (old == NULL)
    {
      job->account = bs_store_add_account (work, job->name, BS_ROLE_EDITOR, job->digest, error);
      return job->account != NULL;
    }
  job->account = bs_account_copy (old);

  return bs_store_rename_account (work, old->id, job->name, error)
         && bs_store_renew_account (work, old->id, job->digest, error);
}

static BsAccount *
run (BsStore *store, BsStoreFunc func, Work *job, char **token_out, GError **error)
{
  g_autofree char *token = bs_token_new ();
  g_autofree char *digest = bs_token_digest (token);

  if (!check_name (job->name, error))
    return NULL;
  job->digest = digest;
  if (!bs_store_write (store, func, job, error))
    {
      g_clear_pointer (&job->account, bs_account_free);
      return NULL;
    }
  if (token_out != NULL)
    *token_out = g_steal_pointer (&token);

  return job->account;
}

BsAccount *
bs_desk_accounts_invite (BsStore *store, const char *name, BsRole role, gboolean may_exist,
                         char **token_out, GError **error)
{
  Work job = { .name = name, .role = role, .may_exist = may_exist };

  return run (store, invite, &job, token_out, error);
}

BsAccount *
bs_desk_accounts_renew (BsStore *store, const char *name, char **token_out, GError **error)
{
  Work job = { .name = name };

  return run (store, change, &job, token_out, error);
}

BsAccount *
bs_desk_accounts_revoke (BsStore *store, const char *name, GError **error)
{
  Work job = { .name = name, .change = REVOKE };

  return run (store, change, &job, NULL, error);
}

BsAccount *
bs_desk_accounts_restore (BsStore *store, const char *name, GError **error)
{
  Work job = { .name = name, .change = RESTORE };

  return run (store, change, &job, NULL, error);
}

BsAccount *
bs_desk_accounts_enter (BsStore *store, const char *id, const char *name, char **token_out,
                        GError **error)
{
  Work job = { .name = name, .id = id };

  return run (store, enter, &job, token_out, error);
}

static gboolean
list (BsStoreWork *work, gpointer data, GError **error)
{
  GPtrArray **accounts = data;

  g_clear_pointer (accounts, g_ptr_array_unref);
  *accounts = bs_store_list_accounts (work, error);

  return *accounts != NULL;
}

GPtrArray *
bs_desk_accounts_list (BsStore *store, GError **error)
{
  g_autoptr (GPtrArray) accounts = NULL;

  return bs_store_read (store, list, &accounts, error) ? g_steal_pointer (&accounts) : NULL;
}

/* Under which this machine speaks to the world, NULL: to none. A datagram socket says so when it is
 * connected, and sends nothing. */
static char *
find_route_address (void)
{
  struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons (9) };
  struct sockaddr_in here;
  socklen_t length = sizeof here;
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  char *address = NULL;

  if (fd < 0)
    return NULL;
  /* RFC 5737: for documentation, nobody's. */
  inet_pton (AF_INET, "192.0.2.1", &there.sin_addr);
  if (connect (fd, (struct sockaddr *) &there, sizeof there) == 0
      && getsockname (fd, (struct sockaddr *) &here, &length) == 0)
    {
      char text[INET_ADDRSTRLEN];

      if (inet_ntop (AF_INET, &here.sin_addr, text, sizeof text) != NULL)
        address = g_strdup (text);
    }
  close (fd);

  return address;
}

/* Addresses that others can reach but @not, IPv4 before IPv6: one can read them out. */
static void
add_addresses (GStrvBuilder *names, int family, const char * not )
{
  struct ifaddrs *all = NULL;

  if (getifaddrs (&all) != 0)
    return;
  for (struct ifaddrs *one = all; one != NULL; one = one->ifa_next)
    {
      char text[NI_MAXHOST];
      socklen_t length = family == AF_INET ? sizeof (struct sockaddr_in)
                                           : sizeof (struct sockaddr_in6);

      if (one->ifa_addr == NULL || one->ifa_addr->sa_family != family
          || (one->ifa_flags & IFF_LOOPBACK) != 0 || (one->ifa_flags & IFF_UP) == 0)
        continue;
      if (family == AF_INET6
          && IN6_IS_ADDR_LINKLOCAL (&((struct sockaddr_in6 *) (void *) one->ifa_addr)->sin6_addr))
        continue;
      if (getnameinfo (one->ifa_addr, length, text, sizeof text, NULL, 0, NI_NUMERICHOST) == 0
          && g_strcmp0 (text, not ) != 0)
        g_strv_builder_add (names, text);
    }
  freeifaddrs (all);
}

char **
bs_desk_list_names (void)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autofree char *first = find_route_address ();

  if (first != NULL)
    g_strv_builder_add (names, first);
  add_addresses (names, AF_INET, first);
  g_strv_builder_add (names, g_get_host_name ());
  add_addresses (names, AF_INET6, NULL);

  return g_strv_builder_end (names);
}
