/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which keystrokes belong together, so that one undo takes back a run of typing. Used by
 * BsBodyBuffer and BsFieldView. Pure but for the clock.
 */
#pragma once

#include "bs-body-lines.h"

G_BEGIN_DECLS

typedef struct
{
  guint serial;
  char kind;      /* of the last edit: 'i' or 'd' */
  gboolean ended; /* the next edit begins a new run */
  gboolean joins; /* but an insertion where text was just deleted takes its place */
  int next_line;  /* where it would go on */
  int next_offset;
  gint64 last_time;
} BsTypingRun;

/* For bs_document_begin(): the same as the last time where the edit goes on with the run. @owner
 * makes it unlike those of other texts. */
char *bs_typing_run_dup_key (BsTypingRun *self, const char *owner, const BsBodyEdit *edit);
/* An input method begins to compose: if the text view has just deleted the selection for it, what
 * it commits takes the place of that. */
void  bs_typing_run_compose (BsTypingRun *self);

G_END_DECLS
