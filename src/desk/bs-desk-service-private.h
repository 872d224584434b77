/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One request on its way through the service, and the parts that answer requests. Everything runs in
 * the service's main context; what blocks goes to the store's threads.
 */
#pragma once

#include "bs-desk-service.h"
#include "bs-door.h"
#include "bs-draft-item.h"
#include "bs-problem.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _BsDeskRequest BsDeskRequest;
typedef struct _BsUpload BsUpload;
typedef struct _BsPacer BsPacer;

typedef enum
{
  BS_BODY_NONE,
  BS_BODY_TEXT,  /* collected, at most BS_DRAFT_MAX_BYTES */
  BS_BODY_MEDIA  /* taken as it comes */
} BsBodyKind;

typedef enum
{
  BS_ACCESS_ANYBODY,
  BS_ACCESS_ACCOUNT,
  BS_ACCESS_EDITOR
} BsAccess;

typedef void (*BsHandler) (BsDeskRequest *request);

/* @path: "/v1/submissions/ * /claim": a "*" stands for one step, which the request has in its argument. */
typedef struct
{
  const char *method;
  const char *path;
  BsAccess access;
  BsBodyKind body;
  BsHandler begin; /* with the headers read and the account known; may be NULL */
  BsHandler run;   /* with the body read; answers, at once or later */
} BsRoute;

struct _BsDeskRequest
{
  /*< private >*/
  guint references;
  gboolean paused;
  gboolean gone;      /* nobody listens any more */
  gboolean answered;
  guint status;       /* as answered; libsoup forgets it where the connection breaks */
  gint64 begun;       /* monotonic */
  goffset received;   /* bytes of the body */
  goffset sent;
  /*< public; borrowed unless said otherwise >*/
  BsDeskService *service; /* owned */
  SoupServerMessage *message; /* owned */
  const BsRoute *route;
  char *argument;     /* owned; NULL: the path has none */
  GHashTable *query;  /* owned; NULL: none */
  BsAccount *account; /* owned; NULL: nobody */
  const char *language;
  BsUpload *upload;   /* owned, for BS_BODY_MEDIA */
  goffset next, end;  /* of a photo that is given back: what goes out next, and where it ends */
};

struct _BsDeskService
{
  GObject parent;

  BsEnvironment *environment;
  BsStore *store;
  BsWords *words;
  char *name;
  char **addresses;
  char *spool;
  GTlsCertificate *certificate;
  BsDeskSettings settings; /* its strings are the above */

  SoupServer *server;
  BsDoor *door;
  BsPacer *pacer;
  GHashTable *uploads;  /* path of a spool file → BsUpload that writes it */
  GPtrArray *waiting;   /* BsWait: long polls */
  guint n_requests;     /* under way */
  gint64 last_sequence; /* that the store has told of */
  gboolean closing;
  GTask *stop;
  GSource *stop_watch;
  gint64 stop_begun, stop_deadline; /* monotonic */
};

/* --- bs-desk-request.c --- */

BsDeskRequest *bs_desk_request_new   (BsDeskService *service, SoupServerMessage *message);
BsDeskRequest *bs_desk_request_ref   (BsDeskRequest *self);
void           bs_desk_request_unref (BsDeskRequest *self);
/* Nothing more is read or answered until somebody answers or goes on. */
void        bs_desk_request_pause    (BsDeskRequest *self);
void        bs_desk_request_go_on    (BsDeskRequest *self);
const char *bs_desk_request_get_header (BsDeskRequest *self, const char *name); /* NULL: none */
const char *bs_desk_request_get_query  (BsDeskRequest *self, const char *name);
/* Each request is answered once; later answers are dropped. */
void bs_desk_request_answer_bytes   (BsDeskRequest *self, guint status, const char *type, GBytes *bytes);
void bs_desk_request_answer_json    (BsDeskRequest *self, guint status, const char *json /* NULL: no body */);
void bs_desk_request_answer_node    (BsDeskRequest *self, guint status, const BsNode *node);
void bs_desk_request_answer_stored  (BsDeskRequest *self, const BsStoreAnswer *answer);
void bs_desk_request_refuse         (BsDeskRequest *self, BsProblem problem);
void bs_desk_request_refuse_with    (BsDeskRequest *self, BsProblem problem, BsNode *more /* transfer full */);
void bs_desk_request_refuse_error   (BsDeskRequest *self, const GError *error);
void bs_desk_request_set_header     (BsDeskRequest *self, const char *name, const char *value);

/* --- bs-desk-service.c --- */

/* Finds the account that has @token, and calls @then with it in the request: NULL where nobody has. An
 * error of the store is answered. The request is paused meanwhile. */
void bs_desk_find_account (BsDeskRequest *request, const char *token, BsHandler then);

/* --- bs-desk-pace.c: how much an account may ask for --- */

BsPacer *bs_pacer_new  (guint requests_per_minute);
void     bs_pacer_free (BsPacer *self);
/* FALSE: too many; @retry_after in seconds. @now: monotonic, microseconds. */
gboolean bs_pacer_take (BsPacer *self, const char *account, gint64 now, guint *retry_after);

/* --- the parts that answer --- */

extern const BsRoute bs_submission_routes[]; /* each ends with a NULL method */
extern const BsRoute bs_decision_routes[];
extern const BsRoute bs_media_routes[];
extern const BsRoute bs_web_routes[];

/* bs-desk-wait.c: long polls */
void bs_desk_wait_add    (BsDeskRequest *request, guint seconds);
void bs_desk_wait_wake   (BsDeskService *service); /* something has changed, or the service closes */
/* bs-desk-submissions.c: answers a list; with nothing in it, waits if the request says so. */
void bs_desk_list (BsDeskRequest *request);
/* How a draft fared: @answer, or NULL and @problem with @more to it (nullable, borrowed). */
typedef void (*BsSentFunc) (BsDeskRequest *request, const BsStoreAnswer *answer, BsProblem problem, const BsNode *more);
/* @text: the item, checked here. @id NULL: a new submission; else a new version of it, against @etag. */
typedef struct
{
  const char *text;
  gsize length;
  const char *key;
  const char *digest;
  const char *id, *etag;
} BsSend;

void     bs_desk_send      (BsDeskRequest *request, const BsSend *send, BsSentFunc done);
gboolean bs_desk_key_valid (const char *key);

/* A request that changes something, once, as its headers say. */
typedef struct
{
  const char *key;
  const char *etag; /* NULL: none */
  GBytes *body;
  char *digest;     /* of method, path and body: what the key stands for */
} BsChange;

/* @needs_etag: it is a change of something that is there. FALSE: refused. */
gboolean bs_desk_read_change  (BsDeskRequest *request, gboolean needs_etag, BsChange *change);
void     bs_desk_change_clear (BsChange *change);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsChange, bs_desk_change_clear)

/* --- bs-upload.c: one photo arriving, into a file of the spool --- */

#define BS_UPLOAD_MAX_BYTES BS_DRAFT_MAX_PHOTO_BYTES
#define BS_UPLOAD_MAX_PIXELS (200 * 1000 * 1000)

/* Bytes of @sha that have arrived from @account so far. */
goffset   bs_upload_measure (BsDeskService *service, const char *account, const char *sha);
/* Goes on behind @offset, which must be what has arrived, or 0 to begin anew. NULL with BUSY where it
 * is arriving on another connection already, with DISK where it cannot be written. */
BsUpload *bs_upload_open    (BsDeskService *service, const char *account, const char *sha, goffset offset, GError **error);
/* FALSE with TOO_LARGE or DISK: nothing more is taken. */
gboolean  bs_upload_take    (BsUpload *self, GBytes *bytes, GError **error);
goffset   bs_upload_get_size (BsUpload *self);
/* In a worker: on the disk, with the right hash, a picture that may be decoded. Else the file is
 * removed, with CONTENT (the hash), BS_MODEL_ERROR_MEDIA (no picture) or TOO_LARGE (pixels). */
void      bs_upload_check_async  (BsUpload *self, GAsyncReadyCallback callback, gpointer data);
/* (transfer full): path of the file, which is the caller's from then on; @media_type: static */
char     *bs_upload_check_finish (BsUpload *self, GAsyncResult *result, const char **media_type, GError **error);
/* What has arrived stays for a week. */
void      bs_upload_free    (BsUpload *self);
/* Removes what has been lying there for longer. @now: seconds, UTC. */
void      bs_upload_sweep   (const char *spool, gint64 now);

G_END_DECLS
