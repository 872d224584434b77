/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which keystrokes belong together, so that one undo takes back a run of typing. Used by
 * BsBodyBuffer only. Pure but for the clock.
 */
#pragma once

#include "bs-body-lines.h"

G_BEGIN_DECLS

typedef struct
{
  guint serial;
  char kind;      /* of the last edit: 'i' or 'd' */
  gboolean ended; /* the next edit begins a new run */
  int next_line;  /* where it would go on */
  int next_offset;
  gint64 last_time;
} BsTypingRun;

/* For bs_document_begin(); NULL: a step of its own. */
char *bs_typing_run_dup_key (BsTypingRun *self, const char *story, const BsBodyEdit *edit);

G_END_DECLS
