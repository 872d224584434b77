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

/* @folder: store, certificate and spool lie in it. Callbacks come in the caller's main context. */
BsDeskHost *bs_desk_host_new          (BsEnvironment *environment, const char *folder);
void        bs_desk_host_start_async  (BsDeskHost *self, const char *name, guint16 port, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean    bs_desk_host_start_finish (BsDeskHost *self, GAsyncResult *result, GError **error);
void        bs_desk_host_stop_async   (BsDeskHost *self, GAsyncReadyCallback callback, gpointer data);
gboolean    bs_desk_host_stop_finish  (BsDeskHost *self, GAsyncResult *result, GError **error);
gboolean    bs_desk_host_get_running  (BsDeskHost *self);
guint16     bs_desk_host_get_port     (BsDeskHost *self);

/* Accounts of the local store, in a worker. An invitation for @host_name as others reach this machine;
 * NULL: this machine's own editor, on the loopback address. */
void          bs_desk_host_invite_async  (BsDeskHost *self, const char *account_name, BsRole role, const char *host_name, GAsyncReadyCallback callback, gpointer data);
BsInvitation *bs_desk_host_invite_finish (BsDeskHost *self, GAsyncResult *result, GError **error);
void          bs_desk_host_list_accounts_async  (BsDeskHost *self, GAsyncReadyCallback callback, gpointer data);
GPtrArray    *bs_desk_host_list_accounts_finish (BsDeskHost *self, GAsyncResult *result, GError **error);
void          bs_desk_host_revoke_async  (BsDeskHost *self, const char *account_id, GAsyncReadyCallback callback, gpointer data);
gboolean      bs_desk_host_revoke_finish (BsDeskHost *self, GAsyncResult *result, GError **error);

G_END_DECLS
