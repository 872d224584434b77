/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of the pane, shared by the files it is divided into: bs-submission-pane.c (the widget, and
 * the text that is read), bs-submission-pane-bar.c (how the submission stands and what can be done) and
 * bs-submission-pane-work.c (doing it, and what came of it).
 */
#pragma once

#include "bs-story-preview.h"
#include "bs-submission-pane.h"
#include "bs-submission-work.h"

#include "desk/bs-standing.h"

#include <adwaita.h>

G_BEGIN_DECLS

struct _BsSubmissionPane
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *status;
  GtkSpinner *spinner;
  GtkButton *claim;
  GtkButton *give_back;
  GtkButton *main;
  GtkRevealer *notice;
  GtkLabel *notice_label;
  GtkStack *stack;
  BsStoryPreview *preview;
  AdwStatusPage *unread;

  BsDesk *desk;
  BsSession *session;
  BsSubmissionReader *reader;
  BsSubmissionWork *work;
  BsSubmission *chosen;   /* as it is at the desk; NULL: none */
  BsReading *reading;     /* what is shown; NULL: nothing yet */
  guint wanted_version;   /* 0: the newest */
  GCancellable *fetching; /* its text */
  GHashTable *notes;      /* id → note that was written and not sent */
  GtkWidget *dialog;      /* weak: of what is being begun; NULL: none */
  char *comparing;        /* id of the one to be compared as soon as it is read; NULL: none */
  char *taken;            /* id of the last one that was taken in, to know when it is out again */
};

/* --- bs-submission-pane.c --- */
void          bs_submission_pane_show_all         (BsSubmissionPane *self);

/* --- bs-submission-pane-bar.c --- */
const BsNode *bs_submission_pane_get_issue        (BsSubmissionPane *self); /* NULL: none is open */
BsStanding    bs_submission_pane_get_standing     (BsSubmissionPane *self, const BsNode **story);
/* The text that is shown is that of the version the desk has. */
gboolean      bs_submission_pane_is_read          (BsSubmissionPane *self);
void          bs_submission_pane_show_bar         (BsSubmissionPane *self);

/* --- bs-submission-pane-work.c --- */
void          bs_submission_pane_watch_work       (BsSubmissionPane *self);
/* Undo takes a story out, but not what its author was told. */
void          bs_submission_pane_document_changed (BsSubmissionPane *self);

G_END_DECLS
