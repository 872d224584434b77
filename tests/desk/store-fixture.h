/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A desk's store on either engine for tests, and the calls of bs-store.h as single transactions.
 */
#pragma once

#include "desk/bs-desk-error.h"
#include "desk/bs-store.h"

G_BEGIN_DECLS

typedef enum
{
  ENGINE_SQLITE,
  ENGINE_POSTGRES
} Engine;

typedef struct
{
  Engine engine;
  BsEnvironment *environment;
  gint64 clock;     /* what the environment says */
  char *folder;     /* temporary */
  char *where;
  BsStore *store;
  char *reporter;   /* "a1" 林沐 */
  char *other;      /* "a2" 陈砚, reporter */
  char *editor;     /* "a3" 周禾 */
  char *second;     /* "a4" 顾远, editor */
} Desk;

/* What every store promises; a list ends without a name. */
typedef struct
{
  const char *name;
  void (*func) (Desk *desk, gconstpointer engine);
} DeskPromise;

extern const DeskPromise promises_of_submissions[];
extern const DeskPromise promises_of_media[];
extern const DeskPromise promises_of_processes[];
extern const DeskPromise promises_of_faults[];
extern const DeskPromise promises_of_folders[]; /* of SQLite alone */
extern const DeskPromise promises_of_servers[]; /* of PostgreSQL alone */

void desk_set_up    (Desk *desk, gconstpointer engine);
void desk_tear_down (Desk *desk, gconstpointer engine);
void desk_reopen    (Desk *desk);
BsStore *desk_open_again (Desk *desk);
/* Ends the PostgreSQL that all tests share. */
void desk_stop_servers (void);
void desk_empty_server  (void);
void desk_kill_server   (void);
void desk_revive_server (void);

char *desk_add_account (BsStore *store, const char *name, BsRole role);
/* A draft with this text; @media: NULL-terminated, borrowed until it is used. */
BsStoreDraft desk_draft (const char *headline, const char *const *media);
void         desk_draft_clear (BsStoreDraft *draft);

/* Each one transaction. FALSE with the code in @code. */
gboolean desk_submit (BsStore *store, const char *account, const char *key, const BsStoreDraft *draft, BsStoreAnswer *answer, GError **error);
gboolean desk_revise (BsStore *store, const char *account, const char *key, const char *id, const char *etag, const BsStoreDraft *draft, BsStoreAnswer *answer, GError **error);
gboolean desk_decide (BsStore *store, const char *account, const char *key, const char *id, const char *etag, const BsStoreDecision *decision, BsStoreAnswer *answer, GError **error);
BsSubmission *desk_claim (BsStore *store, const char *account, const char *id, guint seconds, GError **error);
BsSubmission *desk_get   (BsStore *store, const char *id, guint version, GError **error);
GPtrArray    *desk_list  (BsStore *store, const BsStoreQuery *query);
char         *desk_write_list (BsStore *store, const BsStoreQuery *query, BsStoreListed *listed);
gint64        desk_get_sequence (BsStore *store);
/* A submission with this headline; its id. Caller frees. */
char         *desk_send  (BsStore *store, const char *account, const char *headline);
char         *desk_id_of (const BsStoreAnswer *answer);

gboolean desk_add_media (BsStore *store, const char *account, const char *sha, const char *path, GError **error);
gboolean desk_has_media (BsStore *store, const char *account, const char *sha, goffset *size);
GBytes  *desk_read_media (BsStore *store, const char *sha, goffset offset, gsize length, GError **error);
void     desk_purge     (BsStore *store, guint days);

#define desk_assert_error(error, code)                                                              \
  G_STMT_START                                                                                      \
  {                                                                                                 \
    g_assert_error (error, BS_DESK_ERROR, code);                                                    \
    g_clear_error (&error);                                                                         \
  }                                                                                                 \
  G_STMT_END

G_END_DECLS
