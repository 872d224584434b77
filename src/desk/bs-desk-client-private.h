/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The client's own, for the part of it that moves photos.
 */
#pragma once

#include "bs-desk-answer.h"
#include "bs-desk-client.h"

G_BEGIN_DECLS

struct _BsDeskClient
{
  GObject parent;

  BsInvitation *invitation;
  SoupSession *session;
};

/* With the account's token, and asking for the invitation's certificate. (transfer full) */
SoupMessage *bs_desk_client_make_message (BsDeskClient *self, const char *method, const char *path,
                                          const char *query);
/* The end of @task (transfer full), a call of the client: @cause, in the user's terms. */
void         bs_desk_client_fail         (GTask *task, const GError *cause);

G_END_DECLS
