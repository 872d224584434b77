/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can go wrong between a reporter and the desk, for service, client and outbox alike. Messages
 * are "WHAT: WHY. REMEDY" and translated; the codes are those that somebody acts upon.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BS_DESK_ERROR (bs_desk_error_quark ())

typedef enum
{
  BS_DESK_ERROR_OFFLINE,     /* no connection, or it broke: try again later */
  BS_DESK_ERROR_BUSY,        /* 429, 503: try again later */
  BS_DESK_ERROR_CERTIFICATE, /* not the certificate of the invitation */
  BS_DESK_ERROR_TOKEN,       /* 401: unknown or revoked; a new invitation is needed */
  BS_DESK_ERROR_FORBIDDEN,   /* 403 */
  BS_DESK_ERROR_NOT_FOUND,   /* 404 */
  BS_DESK_ERROR_CONFLICT,    /* 409: a key used twice, an upload elsewhere */
  BS_DESK_ERROR_KNOWN,       /* 409: the desk has this draft already, sent in another way */
  BS_DESK_ERROR_CLAIMED,     /* 409: another editor has it */
  BS_DESK_ERROR_CHANGED,     /* 412: somebody decided or sent a newer version meanwhile */
  BS_DESK_ERROR_TOO_LARGE,   /* 413 */
  BS_DESK_ERROR_CONTENT,     /* 400, 415, 422: the draft itself is refused */
  BS_DESK_ERROR_DISK,        /* 507, or the own disk */
  BS_DESK_ERROR_SERVICE,     /* 500, or an answer that cannot be understood */
  BS_DESK_ERROR_INVITATION,  /* the line is none */
  BS_DESK_ERROR_STORE,       /* the database says no */
  BS_DESK_ERROR_PORT         /* another program listens where the desk is to be opened */
} BsDeskError;

GQuark   bs_desk_error_quark    (void);
/* TRUE where the same request may succeed later without anybody doing anything. */
gboolean bs_desk_error_passes   (const GError *error);

G_END_DECLS
