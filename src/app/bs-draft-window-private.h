/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a draft's window, shared by bs-draft-window.c (what is shown and sent),
 * bs-draft-window-file.c (loading, keeping, closing), and bs-draft-window-actions.c (what a story's
 * editor and the keys ask of a window, and taking photos in).
 */
#pragma once

#include "bs-adaptive-bin.h"
#include "bs-draft-details.h"
#include "bs-draft-status.h"
#include "bs-draft-window.h"
#include "bs-load-job.h"
#include "bs-panes.h"
#include "bs-story-editor.h"
#include "bs-toaster.h"

G_BEGIN_DECLS

struct _BsDraftWindow
{
  AdwApplicationWindow parent_instance;

  /* Template */
  AdwToastOverlay *toasts;
  BsAdaptiveBin *bin;
  GtkStack *stack;
  AdwWindowTitle *title;
  GtkButton *send;
  GtkWidget *list_button;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *bar;
  BsDraftStatus *status;
  GtkWidget *hold_back;
  GtkWidget *retry;
  GtkWidget *trouble_bar;
  GtkLabel *trouble;
  BsPanes *panes;
  BsStoryEditor *editor;
  BsDraftDetails *details;
  GtkWidget *drop_hint;

  /* Owned */
  BsReporter *reporter;
  BsOutboxEntry *entry;
  BsLoadJob *loading;      /* NULL: done */
  BsSession *session;      /* NULL: not there yet, or it could not be opened */
  BsToaster *toaster;
  GCancellable *importing; /* NULL: nothing is taken in */
  BsNode *toasted;         /* the root when the toast came, to know whether its Undo still fits */
  guint toasted_steps;

  guint save_source;
  gboolean saving;
  gboolean send_when_saved;
  gboolean close_when_saved;
  gboolean save_failed;    /* last time, and it was said */
  gboolean gone;           /* the document is closed */
  BsDraftWindowDone leave_done; /* NULL: it stays */
  gpointer leave_data;
};

BsDocument *bs_draft_window_get_document (BsDraftWindow *self); /* NULL: none yet */
void        bs_draft_window_show         (BsDraftWindow *self); /* all that depends on the entry */
gboolean    bs_draft_window_can_send     (BsDraftWindow *self);
void        bs_draft_window_send_saved   (BsDraftWindow *self); /* what is in the file */

/* bs-draft-window-file.c */
void     bs_draft_window_load            (BsDraftWindow *self);
void     bs_draft_window_plan_save       (BsDraftWindow *self);
/* TRUE: it is being saved, and what is to follow does. */
gboolean bs_draft_window_save            (BsDraftWindow *self);
gboolean bs_draft_window_close_request   (BsDraftWindow *self); /* TRUE: not now */
void     bs_draft_window_close_document  (BsDraftWindow *self);

/* bs-draft-window-actions.c */
void bs_draft_window_add_actions         (BsDraftWindow *self);
void bs_draft_window_update_actions      (BsDraftWindow *self);
void bs_draft_window_toast_undo          (BsDraftWindow *self, const char *text, guint steps);
void bs_draft_window_add_drop_target     (BsDraftWindow *self);
void bs_draft_window_watch_session       (BsDraftWindow *self);

G_END_DECLS
