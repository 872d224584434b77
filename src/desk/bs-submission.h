/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One submission as it stands at the desk: what store, service and client hand to one another.
 * Immutable and reference-counted, safe between threads. protocol.md has its JSON.
 */
#pragma once

#include "model/bs-node.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  BS_SUBMISSION_RECEIVED,
  BS_SUBMISSION_ACCEPTED,
  BS_SUBMISSION_RETURNED
} BsSubmissionState;

typedef struct
{
  /*< private >*/
  gatomicrefcount references;
  /*< public >*/
  char *id;
  char *account;            /* id of the author's account */
  char *author;             /* and its name */
  BsSubmissionState state;
  guint version;            /* from 1 */
  guint accepted_version;   /* 0: none yet */
  gint64 sequence;          /* of the last change, in all of the desk */
  gint64 arrived;           /* the sequence that its newest version came with; 0: an older desk's */
  char *etag;               /* with its quotes */
  char *headline;           /* "" if none */
  char *section;            /* wished by the author; "" if none */
  guint characters;         /* as editors count */
  guint photos;
  gint64 created, updated;  /* seconds since 1970, UTC */
  char *note;               /* of the last decision; "" if none */
  char *decided_by;         /* NULL: nobody yet */
  gint64 decided;           /* 0: not yet */
  char *issue, *page;       /* where it was taken in; "" if unknown */
  char *claimed_by;         /* account's name; NULL: nobody */
  gint64 claimed_until;
  BsNode *item;             /* ninjs; NULL in lists */
  BsNode *decisions;        /* all there were, the oldest first; NULL: in lists, or none */
} BsSubmission;

/* One of its decisions; texts are "" where there is none. */
typedef struct
{
  BsSubmissionState state; /* accepted or returned */
  guint version;
  const char *by;
  gint64 decided;
  const char *note, *issue, *page;
} BsSubmissionDecision;

#define BS_TYPE_SUBMISSION (bs_submission_get_type ())
GType         bs_submission_get_type (void);
BsSubmission *bs_submission_new      (void); /* all empty; fill before sharing */
BsSubmission *bs_submission_ref      (const BsSubmission *self);
void          bs_submission_unref    (BsSubmission *self);
void          bs_submission_hide_claim (BsSubmission *self); /* for its author; before sharing */

BsNode       *bs_submission_to_node   (const BsSubmission *self);
/* The same without the item, behind what @json has already. */
void          bs_submission_append_json (const BsSubmission *self, GString *json);
void          bs_submission_append_claim (GString *json, const char *claimed_by, gint64 claimed_until);
/* BS_DESK_ERROR_SERVICE where @node is none. Unknown members are passed over. */
BsSubmission *bs_submission_from_node (const BsNode *node, GError **error);
/* A member of "decisions". */
BsNode       *bs_submission_decision_to_node   (const BsSubmissionDecision *decision);
/* From the oldest; FALSE: there is none of that index. Borrowed from @self. */
gboolean      bs_submission_get_decision       (const BsSubmission *self, guint index, BsSubmissionDecision *decision);
const char   *bs_submission_state_to_string   (BsSubmissionState state); /* "received" … */
gboolean      bs_submission_state_from_string (const char *text, BsSubmissionState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsSubmission, bs_submission_unref)

G_END_DECLS
