/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A whole desk in one object: store, certificate and service on a thread of their own, as the
 * application's switch "Receive submissions" turns it on. Talk to it through a client, like anybody.
 */
#pragma once

#include "bs-desk-service.h"
#include "bs-invitation.h"

G_BEGIN_DECLS

#define BS_TYPE_DESK_HOST (bs_desk_host_get_type ())
G_DECLARE_FINAL_TYPE (BsDeskHost, bs_desk_host, BS, DESK_HOST, GObject)

typedef struct
{
  const char *name;             /* of the desk, shown to reporters */
  const char *const *addresses; /* of this machine, to listen at; NULL: all */
  guint16 port;                 /* 0: any free one */
} BsDeskHostSettings;

/* @folder: store, certificate and spool lie in it. Callbacks come in the caller's main context. */
BsDeskHost *bs_desk_host_new          (BsEnvironment *environment, const char *folder);
/* BS_DESK_ERROR_PORT where another program has the port, _BUSY until a stop is finished. */
void        bs_desk_host_start_async  (BsDeskHost *self, const BsDeskHostSettings *settings, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean    bs_desk_host_start_finish (BsDeskHost *self, GAsyncResult *result, GError **error);
/* Answers that are under way are finished; what was acknowledged is on the disk anyway. */
void        bs_desk_host_stop_async   (BsDeskHost *self, GAsyncReadyCallback callback, gpointer data);
gboolean    bs_desk_host_stop_finish  (BsDeskHost *self, GAsyncResult *result, GError **error);
gboolean    bs_desk_host_get_running  (BsDeskHost *self);
guint16     bs_desk_host_get_port     (BsDeskHost *self);

/* This machine's own editor, on the loopback address: always the same account, whatever its name. */
void          bs_desk_host_enter_async  (BsDeskHost *self, const char *account_name, GAsyncReadyCallback callback, gpointer data);
BsInvitation *bs_desk_host_enter_finish (BsDeskHost *self, GAsyncResult *result, GError **error);
const char   *bs_desk_host_get_own_account (BsDeskHost *self); /* id; NULL: did not enter */

/* Accounts of the local store, in a worker. Invitations are for @host_name as others reach this machine.
 * To invite makes an account (BS_DESK_ERROR_CONFLICT where the name has one); to renew gives one that
 * is there, also a revoked one, a new invitation and makes its old one worthless. */
void          bs_desk_host_invite_async  (BsDeskHost *self, const char *account_name, BsRole role, const char *host_name, GAsyncReadyCallback callback, gpointer data);
void          bs_desk_host_renew_async   (BsDeskHost *self, const char *account_id, const char *host_name, GAsyncReadyCallback callback, gpointer data);
BsInvitation *bs_desk_host_invite_finish (BsDeskHost *self, GAsyncResult *result, GError **error); /* of both */
void          bs_desk_host_list_accounts_async  (BsDeskHost *self, GAsyncReadyCallback callback, gpointer data);
GPtrArray    *bs_desk_host_list_accounts_finish (BsDeskHost *self, GAsyncResult *result, GError **error);
/* @revoked FALSE takes it back. */
void          bs_desk_host_revoke_async  (BsDeskHost *self, const char *account_id, gboolean revoked, GAsyncReadyCallback callback, gpointer data);
gboolean      bs_desk_host_revoke_finish (BsDeskHost *self, GAsyncResult *result, GError **error);

G_END_DECLS
