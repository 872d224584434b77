/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of submissions in the submissions view: those that wait, were accepted or returned, or
 * all; searched and sorted. What arrives moves neither what is chosen nor what is in view.
 */
#pragma once

#include "bs-submission-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_SUBMISSION_LIST (bs_submission_list_get_type ())
G_DECLARE_FINAL_TYPE (BsSubmissionList, bs_submission_list, BS, SUBMISSION_LIST, GtkWidget)

/* Signals: "chosen" (): another submission, or none, or the chosen one has changed; "work" (): Enter
 * or double click on it. */

void          bs_submission_list_set_feed   (BsSubmissionList *self, BsDeskFeed *feed /* nullable */);
/* The chosen one, as it is now; NULL: none. Borrowed. */
BsSubmission *bs_submission_list_get_chosen (BsSubmissionList *self);
/* Shows and chooses it, if need be among all; FALSE: there is none such. */
gboolean      bs_submission_list_choose     (BsSubmissionList *self, const char *id);
/* The chosen one is done with: on to the next. */
void          bs_submission_list_advance    (BsSubmissionList *self);
void          bs_submission_list_find       (BsSubmissionList *self);
void          bs_submission_list_focus      (BsSubmissionList *self);

G_END_DECLS
