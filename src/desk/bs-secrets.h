/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where this machine keeps invitations: the session's keyring by libsecret, or a file of mode 0600
 * where there is none. Blocks; for workers and the command line.
 */
#pragma once

#include "bs-invitation.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* @purpose: "reporter", "editor". NULL without error: none is kept. */
BsInvitation *bs_secrets_load   (const char *purpose, GFile *fallback_folder, GCancellable *cancellable, GError **error);
gboolean      bs_secrets_store  (const char *purpose, const BsInvitation *invitation, GFile *fallback_folder, GCancellable *cancellable, GError **error);
gboolean      bs_secrets_forget (const char *purpose, GFile *fallback_folder, GCancellable *cancellable, GError **error);

G_END_DECLS
