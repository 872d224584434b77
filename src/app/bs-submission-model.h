/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The submissions that a list shows: those of a feed that are wanted, in the order that is wanted.
 * What stays the same stays a row, selected and in view, however much arrives. Knows no widget.
 */
#pragma once

#include "base/bs-object-list.h"

#include "desk/bs-desk-feed.h"

G_BEGIN_DECLS

typedef enum
{
  BS_SHOW_WAITING,
  BS_SHOW_ACCEPTED,
  BS_SHOW_RETURNED,
  BS_SHOW_ALL,
  BS_N_SHOWS
} BsShow;

typedef enum
{
  BS_SUBMISSIONS_NEWEST,  /* the last version or decision first */
  BS_SUBMISSIONS_OLDEST,
  BS_SUBMISSIONS_AUTHOR,
  BS_SUBMISSIONS_SECTION,
  BS_SUBMISSIONS_LONGEST
} BsSubmissionOrder;

/* GListModel of BsDeskItem. Signal "counted" (): how many there are of each. */
#define BS_TYPE_SUBMISSION_MODEL (bs_submission_model_get_type ())
G_DECLARE_FINAL_TYPE (BsSubmissionModel, bs_submission_model, BS, SUBMISSION_MODEL, BsObjectList)

BsSubmissionModel *bs_submission_model_new       (void);
void               bs_submission_model_set_feed  (BsSubmissionModel *self, BsDeskFeed *feed /* nullable */);
void               bs_submission_model_set_show  (BsSubmissionModel *self, BsShow show);
BsShow             bs_submission_model_get_show  (BsSubmissionModel *self);
void               bs_submission_model_set_order (BsSubmissionModel *self, BsSubmissionOrder order);
BsSubmissionOrder  bs_submission_model_get_order (BsSubmissionModel *self);
/* What is searched for: in headline, author and section. "": everything. */
void               bs_submission_model_set_words (BsSubmissionModel *self, const char *words);
gboolean           bs_submission_model_is_searched (BsSubmissionModel *self);
/* What somebody looks at stays, though it waits no longer say. NULL: nothing. */
void               bs_submission_model_keep      (BsSubmissionModel *self, const char *id);
/* Of all in the feed, whatever is searched for. */
guint              bs_submission_model_count     (BsSubmissionModel *self, BsShow show);
/* Position of the submission; G_MAXUINT where it is not shown. */
guint              bs_submission_model_find      (BsSubmissionModel *self, const char *id);
/* What was scheduled, now. */
void               bs_submission_model_flush     (BsSubmissionModel *self);

G_END_DECLS
