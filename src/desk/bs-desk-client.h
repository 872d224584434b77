/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One account's side of the protocol, over libsoup: every call is one request, asynchronous, in the
 * main context it was made in, and fails with a BsDeskError that says what to do. It trusts the
 * certificate of its invitation alone. It keeps nothing and tries nothing twice; the outbox does.
 */
#pragma once

#include "bs-invitation.h"
#include "bs-account.h"
#include "bs-submission.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BS_TYPE_DESK_CLIENT (bs_desk_client_get_type ())
G_DECLARE_FINAL_TYPE (BsDeskClient, bs_desk_client, BS, DESK_CLIENT, GObject)

BsDeskClient *bs_desk_client_new (const BsInvitation *invitation);

typedef struct
{
  char *name;   /* of the account */
  BsRole role;
  char *desk;   /* its name */
} BsDeskIdentity;

void            bs_desk_identity_free        (BsDeskIdentity *identity);
void            bs_desk_client_identify_async  (BsDeskClient *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
BsDeskIdentity *bs_desk_client_identify_finish (BsDeskClient *self, GAsyncResult *result, GError **error);

/* What arrived already is not sent again. @progress may be NULL: bytes at the desk, of @total. */
typedef void (*BsDeskProgress) (goffset done, goffset total, gpointer data);
void     bs_desk_client_put_media_async  (BsDeskClient *self, GFile *file, const char *sha, BsDeskProgress progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean bs_desk_client_put_media_finish (BsDeskClient *self, GAsyncResult *result, GError **error);
/* Verified against its name, written durably to @file. */
void     bs_desk_client_get_media_async  (BsDeskClient *self, const char *sha, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean bs_desk_client_get_media_finish (BsDeskClient *self, GAsyncResult *result, GError **error);

/* @id NULL: a new submission; else a new version of it, with the @etag last seen. */
void          bs_desk_client_submit_async  (BsDeskClient *self, GBytes *item, const char *key, const char *id, const char *etag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
BsSubmission *bs_desk_client_submit_finish (BsDeskClient *self, GAsyncResult *result, GError **error);
/* After KNOWN: the id of the submission that it is already; NULL: the desk does not say. */
const char   *bs_desk_client_get_known     (BsDeskClient *self, GAsyncResult *result);

void          bs_desk_client_get_async  (BsDeskClient *self, const char *id, guint version, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
BsSubmission *bs_desk_client_get_finish (BsDeskClient *self, GAsyncResult *result, GError **error);

/* @wait seconds at most; 0: answers at once. Element BsSubmission; @cursor_out for the next call. */
void       bs_desk_client_list_async  (BsDeskClient *self, const char *cursor, guint wait, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *bs_desk_client_list_finish (BsDeskClient *self, GAsyncResult *result, char **cursor_out, gboolean *more, GError **error);

typedef struct
{
  gboolean accept;      /* else returned */
  const char *note;
  const char *issue, *page, *section;
} BsDeskDecision;

void          bs_desk_client_decide_async  (BsDeskClient *self, const BsSubmission *submission, const BsDeskDecision *decision, const char *key, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
BsSubmission *bs_desk_client_decide_finish (BsDeskClient *self, GAsyncResult *result, GError **error);
/* @hold FALSE lets go. */
void          bs_desk_client_claim_async   (BsDeskClient *self, const char *id, gboolean hold, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean      bs_desk_client_claim_finish  (BsDeskClient *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsDeskIdentity, bs_desk_identity_free)

G_END_DECLS
