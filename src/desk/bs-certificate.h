/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The certificate a desk shows: made once, on the first start, for anybody who was invited to
 * recognise it by. Or one that an authority has signed, read from files.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads @folder/desk.pem; makes it (ECDSA P-256, 20 years, mode 0600, written durably) where there is
 * none. */
GTlsCertificate *bs_certificate_ensure      (GFile *folder, const char *name, GError **error);
/* SHA-256 of the DER, lower-case hex. Caller frees. */
char            *bs_certificate_fingerprint (GTlsCertificate *certificate);

G_END_DECLS
