/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Accounts as the one who runs a desk handles them, by name: for the command line and the
 * application. Each blocks on the store.
 */
#pragma once

#include "bs-store.h"

G_BEGIN_DECLS

#define BS_ACCOUNT_MAX_NAME 80 /* characters */

/* A new account, or a new token for the one that has this name and role already; @token_out is to be
 * given to its owner and is kept nowhere. */
BsAccount *bs_desk_accounts_invite (BsStore *store, const char *name, BsRole role, gboolean may_exist, char **token_out, GError **error);
/* A new token for an account that is there, by name or id. */
BsAccount *bs_desk_accounts_renew  (BsStore *store, const char *name, char **token_out, GError **error);
BsAccount *bs_desk_accounts_revoke (BsStore *store, const char *name, GError **error);
/* What was revoked holds again, with the token it had. */
BsAccount *bs_desk_accounts_restore (BsStore *store, const char *name, GError **error);
/* The editor at the desk's own machine: the account @id (NULL: none yet) under the name @name, with a
 * new token; a new one where there is none of it. */
BsAccount *bs_desk_accounts_enter  (BsStore *store, const char *id, const char *name, char **token_out, GError **error);
GPtrArray *bs_desk_accounts_list   (BsStore *store, GError **error); /* BsAccount */
/* How others may reach this machine: names and addresses, the likeliest first. (transfer full) */
char     **bs_desk_list_names      (void);

G_END_DECLS
