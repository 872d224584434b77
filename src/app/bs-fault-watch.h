/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps an eye on the structure of the session's chosen story (bs-story-check.h): reads what changed
 * a moment after the last keystroke, and never while an input method composes. Shared by the views
 * of a session; mends and lets pass on their behalf. Shows nothing itself.
 */
#pragma once

#include "bs-session.h"

#include "import/bs-story-check.h"

G_BEGIN_DECLS

#define BS_TYPE_FAULT_WATCH (bs_fault_watch_get_type ())
G_DECLARE_FINAL_TYPE (BsFaultWatch, bs_fault_watch, BS, FAULT_WATCH, GObject)

/* Signal "changed" (): other faults than before. */

/* A fault and where it stands. */
typedef struct
{
  const char *path;
  const BsTextFault *fault;
} BsFoundFault;

BsFaultWatch    *bs_fault_watch_get       (BsSession *session); /* borrowed; lives as long as it */
/* BsCheckedText; until the next "changed". */
const GPtrArray *bs_fault_watch_get_texts (BsFaultWatch *self);
guint            bs_fault_watch_count     (BsFaultWatch *self);
/* BsTextFault of one text; NULL: none. */
GPtrArray       *bs_fault_watch_find      (BsFaultWatch *self, const char *path);
/* The fault at a place of a text; FALSE: none. */
gboolean         bs_fault_watch_find_at   (BsFaultWatch *self, const char *path, gsize offset,
                                           BsFoundFault *found);
/* The next after (before) a place in reading order, round the end. FALSE: there is none at all. */
gboolean         bs_fault_watch_find_next (BsFaultWatch *self, const char *path, gsize offset,
                                           gboolean backward, BsFoundFault *found);
/* While an input method composes. */
void             bs_fault_watch_hold      (BsFaultWatch *self, gboolean hold);

/* What a control that mends it says, such as “Change to “的””. Caller frees. */
char *bs_fault_dup_mend_label (const BsTextFault *fault);

/* One undo step each. */
void bs_fault_watch_mend     (BsFaultWatch *self, const BsFoundFault *found);
/* All of the story of which the same is said, where it is known what should stand there. */
void bs_fault_watch_mend_all (BsFaultWatch *self, const char *message);
void bs_fault_watch_let_pass (BsFaultWatch *self, const BsFoundFault *found, gboolean everywhere);

G_END_DECLS
