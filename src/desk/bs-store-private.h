/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the store share: the object, its threads and the transaction that work runs in.
 * Nobody else includes it.
 */
#pragma once

#include "bs-sql.h"
#include "bs-store.h"
#include "bs-store-texts.h"

G_BEGIN_DECLS

typedef struct _BsStoreShelf BsStoreShelf;
typedef struct _BsStoreFeed BsStoreFeed;

/* Work that waits for a thread. */
typedef struct
{
  BsStoreFunc func;
  gpointer data;
  GDestroyNotify destroy; /* of @data, where there is no @task */
  GError *error;
  GTask *task;            /* NULL: somebody waits, or nobody cares */
  GCond *answered;        /* somebody waits, and frees it; NULL: nobody */
  gboolean done;
} BsStoreJob;

typedef enum
{
  BS_STORE_WRITER,  /* many jobs a transaction */
  BS_STORE_CARRIER, /* PostgreSQL: photos, one a transaction, while the writer goes on */
  BS_STORE_READER
} BsStoreDuty;

#define BS_STORE_N_DUTIES 3

typedef struct
{
  GQueue jobs; /* BsStoreJob */
  GCond wake;
} BsStoreLane;

typedef struct
{
  BsStore *store;
  BsStoreDuty duty;
  BsSql *sql;
  BsStoreTexts *texts; /* of a reader */
  GThread *thread;
} BsStoreThread;

typedef enum
{
  BS_STORE_OPEN,
  BS_STORE_CLOSING, /* takes nothing new; readers and the writer end when their work is done */
  BS_STORE_CLOSED   /* and then carriers, who get theirs from the writer */
} BsStoreStage;

#define BS_STORE_MAX_THREADS 6

struct _BsStore
{
  GObject parent_instance;

  BsEnvironment *environment;
  char *where;
  BsStoreShelf *shelf;
  BsStoreFeed *feed;
  BsStoreThread threads[BS_STORE_MAX_THREADS];
  guint n_threads;

  GMutex lock; /* of all that follows */
  BsStoreLane lanes[BS_STORE_N_DUTIES];
  BsStoreStage stage;
  GHashTable *seen; /* account's id → hour of when that was last written down */
};

struct _BsStoreWork
{
  BsStore *store;
  BsSql *sql;
  BsStoreTexts *texts;  /* borrowed; NULL: nothing is kept */
  gboolean writing;
  gboolean alone;       /* nobody waits for this transaction but its own job */
  gboolean wants_alone; /* the job gave up in order to be run so */
  gint64 now;           /* seconds since 1970; 0: not asked yet */
  gboolean locked;      /* the desk's row is ours; then follow: */
  gint64 first;         /* the sequence when it was locked */
  gint64 sequence;      /* and now; written when the transaction ends */
  GPtrArray *leftovers; /* files to be removed after the commit */
};

/* bs-store-threads.c */
gboolean bs_store_start_threads (BsStore *self, GError **error);
void     bs_store_stop_threads  (BsStore *self);
/* Takes the job over, also when it answers at once that the store is closed. */
void     bs_store_push          (BsStore *self, BsStoreDuty duty, BsStoreJob *job);

/* bs-store.c */
BsSql   *bs_store_connect     (const char *where, gboolean create, GError **error);

/* bs-store-migrate.c */
typedef struct
{
  guint number;         /* from 1, without a gap */
  const char *script;   /* what both engines understand */
  const char *postgres; /* besides; NULL: nothing */
  const char *sqlite;   /* likewise */
} BsStoreMigration;

/* Ends with a migration whose number is 0. */
gboolean bs_store_migrate      (BsSql *sql, const BsStoreMigration *migrations, gint64 now, GError **error);
const BsStoreMigration *bs_store_get_migrations (void);

/* bs-store-feed.c */
BsStoreFeed *bs_store_feed_new      (BsStore *store);
gboolean     bs_store_feed_start    (BsStoreFeed *self, GError **error);
void         bs_store_feed_announce (BsStoreFeed *self, gint64 sequence); /* from any thread */
void         bs_store_feed_free     (BsStoreFeed *self);

/* bs-store-shelf.c: where the bytes of photos stand. */
BsStoreShelf *bs_store_shelf_new  (const char *where);
void          bs_store_shelf_free (BsStoreShelf *shelf);
/* Within the transaction of @work: the bytes are on the disk afterwards, or with its commit. @known:
 * they should be there already. */
gboolean bs_store_shelf_add    (BsStoreWork *work, const char *sha, const char *path, gboolean known, GError **error);
GBytes  *bs_store_shelf_read   (BsStoreWork *work, const char *sha, goffset offset, gsize length, GError **error);
/* Takes away all bytes of which nothing is recorded. */
gboolean bs_store_shelf_sweep  (BsStoreWork *work, GError **error);

/* bs-store-accounts.c */
/* Notes that the account was here, at most once an hour, in a write of its own where need be. */
void  bs_store_note_seen       (BsStoreWork *work, const BsAccount *account);
/* NULL with NOT_FOUND. Caller frees. */
char *bs_store_dup_account_name (BsStoreWork *work, const char *id, GError **error);

/* bs-store-requests.c */
gboolean bs_store_record_answer (BsStoreWork *work, const BsStoreRequest *request, const BsStoreAnswer *answer, GError **error);

/* bs-store-work.c: shared by all that runs in a transaction. */
gint64   bs_store_now           (BsStoreWork *work);
/* Everything that changes submissions or accounts queues for the desk's row. */
gboolean bs_store_lock_desk     (BsStoreWork *work, GError **error);
/* Counts one on; 0 with @error. */
gint64   bs_store_next_sequence (BsStoreWork *work, GError **error);
/* The last thing in a transaction: writes down how far it counted, and tells others. */
gboolean bs_store_end_counting  (BsStoreWork *work, GError **error);
gboolean bs_store_is_sha        (const char *sha);

G_END_DECLS
