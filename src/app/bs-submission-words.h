/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a submission is said in the window: when it came, how it stands, who is reading it. Times are
 * seconds since 1970; @now is the caller's. Pure.
 */
#pragma once

#include "desk/bs-submission.h"

G_BEGIN_DECLS

/* "Just now", "5 minutes ago", "14:05", "Yesterday 14:05", "Nov 20". */
char       *bs_submission_words_dup_time     (gint64 time, gint64 now);
/* "Friday, November 20, 2026, 14:05:09" */
char       *bs_submission_words_dup_exact    (gint64 time);
/* "林沐 · 要闻"; never "". */
char       *bs_submission_words_dup_author   (const BsSubmission *submission);
/* "812 characters · 3 photos · version 2" */
char       *bs_submission_words_dup_size     (const BsSubmission *submission);
/* "Waiting", "Accepted", "Returned" */
const char *bs_submission_words_get_state    (const BsSubmission *submission);
/* Never "". */
const char *bs_submission_words_get_headline (const BsSubmission *submission);
/* Who holds it now; NULL: nobody. Borrowed. */
const char *bs_submission_words_get_reader   (const BsSubmission *submission, gint64 now);

G_END_DECLS
