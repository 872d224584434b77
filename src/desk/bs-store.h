/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the desk keeps accounts, submissions and photos: one logic over two databases, SQLite in a
 * folder or PostgreSQL by its address. Work is handed in as functions that run inside a transaction
 * on the store's own threads; writes that come at once are committed together, and each is answered
 * when it is on the disk. Any number of processes may open the same store. It knows nothing of HTTP.
 */
#pragma once

#include "bs-account.h"
#include "bs-submission.h"
#include "base/bs-environment.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BS_TYPE_STORE (bs_store_get_type ())
G_DECLARE_FINAL_TYPE (BsStore, bs_store, BS, STORE, GObject)

/* One transaction, on one of the store's threads; borrowed by the work that gets it. */
typedef struct _BsStoreWork BsStoreWork;

/* FALSE with an error takes back what this function did, and nothing of others. It may run twice (a
 * database that asks to try again), so it must change nothing but through @work and @data. */
typedef gboolean (*BsStoreFunc) (BsStoreWork *work, gpointer data, GError **error);

/* Signal "changed" (gint64 sequence): submissions up to @sequence are committed, by whichever
 * process. Emitted in the main context in which the store was opened. */

/* @where: a folder (made with mode 0700), or "postgresql://…". Migrates an older store, and refuses one
 * of a newer program. */
BsStore *bs_store_open        (BsEnvironment *environment, const char *where, GError **error);
/* Else it is a folder. */
gboolean bs_store_is_postgres (const char *where);
/* Waits for work that was begun, then lets go. */
void     bs_store_close       (BsStore *self);
gboolean bs_store_write       (BsStore *self, BsStoreFunc func, gpointer data, GError **error);
gboolean bs_store_read        (BsStore *self, BsStoreFunc func, gpointer data, GError **error);
void     bs_store_write_async (BsStore *self, BsStoreFunc func, gpointer data, GDestroyNotify destroy,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void     bs_store_read_async  (BsStore *self, BsStoreFunc func, gpointer data, GDestroyNotify destroy,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* For both; @data of the work stays alive until then, and is given back in @data_out (transfer none). */
gboolean bs_store_finish      (BsStore *self, GAsyncResult *result, gpointer *data_out, GError **error);

/* Accounts. */
BsAccount *bs_store_add_account    (BsStoreWork *work, const char *name, BsRole role, const char *token_digest, GError **error);
/* A new token; the old one is worth nothing from then on. */
gboolean   bs_store_renew_account  (BsStoreWork *work, const char *id, const char *token_digest, GError **error);
gboolean   bs_store_revoke_account (BsStoreWork *work, const char *id, GError **error);
/* Takes the revocation back: the same token holds again. */
gboolean   bs_store_restore_account (BsStoreWork *work, const char *id, GError **error);
gboolean   bs_store_rename_account (BsStoreWork *work, const char *id, const char *name, GError **error);
/* NULL without error: nobody has it. A revoked account is returned too. */
BsAccount *bs_store_find_account   (BsStoreWork *work, const char *token_digest, GError **error);
GPtrArray *bs_store_list_accounts  (BsStoreWork *work, GError **error); /* BsAccount */

/* A request that must be done once: by whom, under which key, what. */
typedef struct
{
  const char *account;
  const char *key;
  const char *digest;   /* of method, path and body */
} BsStoreRequest;

/* What was answered; also what a repeated request gets. */
typedef struct
{
  guint status;
  char *body;           /* JSON */
  char *etag;
  char *location;
} BsStoreAnswer;

void bs_store_answer_clear (BsStoreAnswer *answer);

/* One version of a draft, checked and counted by who received it (bs-draft-item.h). */
typedef struct
{
  BsNode *item;
  const char *headline;
  const char *section;
  guint characters;
  const char *const *media; /* SHA-256s; NULL-terminated */
  const char *uri;          /* by which the draft is known again; NULL: it is not */
} BsStoreDraft;

/* TRUE with the first answer in @answer where @request was done before; BS_DESK_ERROR_CONFLICT where
 * its key stands for something else. */
gboolean bs_store_find_answer (BsStoreWork *work, const BsStoreRequest *request, BsStoreAnswer *answer, GError **error);

/* Of the submission that @account has sent with this URI; NULL without error: none. */
char *bs_store_find_draft (BsStoreWork *work, const char *account, const char *uri, GError **error);

/* Each does it, records @answer under @request, and is refused as bs-desk-error.h says: KNOWN where a
 * new one is not new, CHANGED where @etag is not the submission's, CLAIMED, NOT_FOUND, CONTENT with the list of what is missing. */
gboolean bs_store_submit (BsStoreWork *work, const BsStoreRequest *request, const BsStoreDraft *draft, BsStoreAnswer *answer, GError **error);
gboolean bs_store_revise (BsStoreWork *work, const BsStoreRequest *request, const char *id, const char *etag, const BsStoreDraft *draft, BsStoreAnswer *answer, GError **error);

typedef struct
{
  BsSubmissionState state; /* ACCEPTED or RETURNED */
  const char *note;
  const char *issue, *page, *section;
} BsStoreDecision;

gboolean bs_store_decide (BsStoreWork *work, const BsStoreRequest *request, const char *id, const char *etag, const BsStoreDecision *decision, BsStoreAnswer *answer, GError **error);

/* @seconds 0 lets go. CLAIMED: the error's message names the other editor. */
BsSubmission *bs_store_claim (BsStoreWork *work, const char *account, const char *id, guint seconds, GError **error);

/* @version 0: the newest. NULL with NOT_FOUND. With its item. */
BsSubmission *bs_store_get_submission (BsStoreWork *work, const char *id, guint version, GError **error);

typedef struct
{
  const char *account;    /* of this author only, and without claims; NULL: all */
  gint64 since;           /* sequence */
  guint limit;
  const char *state;      /* NULL: any */
} BsStoreQuery;

/* BsSubmission without items, by sequence. */
GPtrArray *bs_store_list_submissions (BsStoreWork *work, const BsStoreQuery *query, GError **error);

typedef struct
{
  guint n;
  gint64 last; /* sequence; where there is none, what was asked for */
} BsStoreListed;

/* The same as JSON, much faster; appended to @json with commas between. */
gboolean   bs_store_write_list       (BsStoreWork *work, const BsStoreQuery *query, GString *json, BsStoreListed *listed, GError **error);
gint64     bs_store_get_sequence     (BsStoreWork *work, GError **error);

/* Photos. The file at @path holds the verified bytes; it is removed when the change is committed, and
 * still there where it fails. Recording that @account has given it is part of it. */
gboolean bs_store_add_media   (BsStoreWork *work, const char *account, const char *sha, const char *media_type, const char *path, GError **error);
/* @account NULL: anybody. */
gboolean bs_store_has_media   (BsStoreWork *work, const char *account, const char *sha, goffset *size, char **media_type, GError **error);
/* Bytes from @offset, at most @length; fewer only at the end. */
GBytes  *bs_store_read_media  (BsStoreWork *work, const char *sha, goffset offset, gsize length, GError **error);
/* Bytes that @account has given since @since (seconds, UTC): for its quota. */
gint64   bs_store_count_media (BsStoreWork *work, const char *account, gint64 since, GError **error);
/* Those of @media (NULL-terminated) that @account has not given. (transfer full) */
char   **bs_store_find_missing (BsStoreWork *work, const char *account, const char *const *media, GError **error);
/* Forgets photos that no submission refers to and that nobody has given for @days. A store that is
 * open does so by itself once a day, for 30. */
gboolean bs_store_purge_media (BsStoreWork *work, guint days, GError **error);

G_END_DECLS
