/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps connections from loading the system's authorities, which takes longer than all the rest of a
 * handshake and which glib-networking does anew for each, also where nobody is to be judged by them.
 * For the whole process.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* From then on a connection trusts no authority unless it is given some. From any thread, any number
 * of times. */
void          bs_tls_trust_nobody    (void);
/* The system's, for those who need them. (transfer full) */
GTlsDatabase *bs_tls_get_authorities (void);

G_END_DECLS
