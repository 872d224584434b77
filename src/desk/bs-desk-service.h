/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desk's door: HTTPS with the protocol of protocol.md and the web form, over one store. Lives in
 * the main context it was started in; the application gives it a thread of its own
 * (bs_desk_thread_…). It never trusts a byte from outside and never logs a secret.
 */
#pragma once

#include "bs-store.h"

G_BEGIN_DECLS

#define BS_TYPE_DESK_SERVICE (bs_desk_service_get_type ())
G_DECLARE_FINAL_TYPE (BsDeskService, bs_desk_service, BS, DESK_SERVICE, GObject)

typedef struct
{
  const char *name;           /* of the desk, shown to reporters */
  const char *const *addresses; /* "0.0.0.0", "::1" …; NULL: all */
  guint16 port;               /* 0: any free one */
  GTlsCertificate *certificate; /* NULL: plain HTTP, for behind a proxy on the same machine only */
  const char *spool;          /* folder for uploads under way */
  guint requests_per_minute;  /* an account; 0: 600 */
  gint64 bytes_per_day;       /* an account; 0: 4 GiB */
  guint max_connections;      /* 0: 512 */
  guint idle_seconds;         /* without a byte; 0: 30 */
  int listen_fd;              /* from systemd; -1: none */
} BsDeskSettings;

/* Signal "logged" (const char *line): one a request, without secrets: time, address, account's id,
 * method, path, status (0: none was given), bytes in and out, milliseconds, "cut" if it was. */

BsDeskService *bs_desk_service_new      (BsEnvironment *environment, BsStore *store, const BsDeskSettings *settings);
gboolean       bs_desk_service_start    (BsDeskService *self, GError **error);
guint16        bs_desk_service_get_port (BsDeskService *self);
/* Takes no new connection, answers waiting long polls, lets requests under way finish for at most
 * @seconds, then calls back. */
void           bs_desk_service_stop_async  (BsDeskService *self, guint seconds, GAsyncReadyCallback callback, gpointer data);
gboolean       bs_desk_service_stop_finish (BsDeskService *self, GAsyncResult *result, GError **error);

G_END_DECLS
