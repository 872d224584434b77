/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is known of a submission beside its text: author, wish, length, when it came, the note to the
 * desk, its tags, what else its author has sent, and what became of it. The inspector of the
 * submissions view.
 */
#pragma once

#include "bs-submission-reader.h"

#include "desk/bs-desk-feed.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_SUBMISSION_FACTS (bs_submission_facts_get_type ())
G_DECLARE_FINAL_TYPE (BsSubmissionFacts, bs_submission_facts, BS, SUBMISSION_FACTS, GtkWidget)

/* Signals: "go-to" (id): another submission; "show-version" (uint): of this one. */

/* @submission NULL: nothing. @reading NULL: its text is not known yet. @feed: all others. */
void bs_submission_facts_show (BsSubmissionFacts *self, const BsSubmission *submission,
                               const BsReading *reading, BsDeskFeed *feed);

G_END_DECLS
