/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A submission becomes a story of the open issue: text, authors, tags and photos in one step of
 * undo, with where it came from, so that a newer version finds the story again and is compared with
 * it instead of written over it. Photos must be in the issue's folder already.
 */
#pragma once

#include "bs-submission.h"
#include "model/bs-document.h"

G_BEGIN_DECLS

typedef struct
{
  const char *page;      /* id, NULL: none yet */
  const char *section;   /* id, NULL: the author's wish where the issue has such a one, else the page's */
  const char *const *tags; /* besides its own; NULL: none */
} BsAcceptPlace;

/* The story that came from this submission; NULL: none. */
const BsNode *bs_accept_find_story (const BsNode *issue, const char *submission_id);
/* "SHA.jpg" of each photo of the submission, in order. (transfer full) */
GPtrArray    *bs_accept_list_media (const BsSubmission *submission);
/* Returns the story's id, NULL with nothing changed. */
char         *bs_accept_submission (BsDocument *document, const BsSubmission *submission,
                                    const BsAcceptPlace *place, GError **error);
/* Takes the newer version's text and photos into the story; how it stood is kept as a version. */
gboolean      bs_accept_newer      (BsDocument *document, BsEnvironment *environment, const char *story_id,
                                    const BsSubmission *submission, GError **error);
/* The same with what somebody put together from both: @text is from bs_story_merge_build(). */
gboolean      bs_accept_merged     (BsDocument *document, BsEnvironment *environment, const char *story_id,
                                    const BsSubmission *submission, const BsNode *text, GError **error);
/* Out of the issue again, with its photos and what they stand in: one step of undo. */
gboolean      bs_accept_take_out   (BsDocument *document, const char *story_id, GError **error);
/* The submission as an issue of its own with one story and its photos, for previews, comparisons and
 * bs_accept_newer(). (transfer full) */
BsNode       *bs_accept_preview    (BsEnvironment *environment, const BsSubmission *submission, GError **error);

G_END_DECLS
