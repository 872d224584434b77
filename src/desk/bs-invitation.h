/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one line with which somebody reaches a desk: where it is, who they are, and which certificate
 * it shows. It is a secret: never logged, never shown in full again.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct
{
  char *host;        /* name or address, IPv6 without brackets */
  guint16 port;
  char *token;
  char *certificate; /* SHA-256 of the DER, lower-case hex; NULL: by the system's authorities */
} BsInvitation;

#define BS_DESK_PORT 8790

/* White space around the line is passed over. BS_DESK_ERROR_INVITATION says what is wrong with it. */
BsInvitation *bs_invitation_parse     (const char *line, GError **error);
char         *bs_invitation_to_string (const BsInvitation *self);
char         *bs_invitation_to_web    (const BsInvitation *self); /* https://HOST:PORT/#token=… */
BsInvitation *bs_invitation_copy      (const BsInvitation *self);
void          bs_invitation_free      (BsInvitation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsInvitation, bs_invitation_free)

G_END_DECLS
