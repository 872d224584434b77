/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads submissions whole, as they came and as they would stand in an issue, and their photos, which
 * are kept in a folder of the cache. What was read once is there at once, also while the desk is out
 * of reach. Decides nothing.
 */
#pragma once

#include "desk/bs-desk-client.h"
#include "base/bs-environment.h"

G_BEGIN_DECLS

/* One version of a submission. */
typedef struct
{
  BsSubmission *submission; /* with its item */
  BsNode *issue;            /* of its own, with one story (bs_accept_preview()) */
} BsReading;

#define BS_TYPE_READING (bs_reading_get_type ())
GType         bs_reading_get_type  (void);
BsReading    *bs_reading_copy      (const BsReading *reading);
void          bs_reading_free      (BsReading *reading);
const BsNode *bs_reading_get_story (const BsReading *reading);

#define BS_TYPE_SUBMISSION_READER (bs_submission_reader_get_type ())
G_DECLARE_FINAL_TYPE (BsSubmissionReader, bs_submission_reader, BS, SUBMISSION_READER, GObject)

BsSubmissionReader *bs_submission_reader_new        (BsEnvironment *environment);
/* NULL: only what was read before is to be had. */
void                bs_submission_reader_set_client (BsSubmissionReader *self, BsDeskClient *client);

/* @version 0: the newest at the desk, with its ETag. */
void       bs_submission_reader_read_async  (BsSubmissionReader *self, const char *id, guint version, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
BsReading *bs_submission_reader_read_finish (BsSubmissionReader *self, GAsyncResult *result, GError **error);
/* What is known of it already; borrowed, NULL: nothing. */
const BsReading *bs_submission_reader_peek  (BsSubmissionReader *self, const char *id, guint version);

/* @name: "SHA256.jpg". The photo in the cache, whole and verified. (transfer full) */
void   bs_submission_reader_get_photo_async  (BsSubmissionReader *self, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GFile *bs_submission_reader_get_photo_finish (BsSubmissionReader *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsReading, bs_reading_free)

G_END_DECLS
