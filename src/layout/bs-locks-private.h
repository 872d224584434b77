/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What already stands on a page and stays there: locked boxes and booked advertisements. Automatic
 * layout asks it how large the rest of the page is, and which blocks of a wheel they belong to.
 */
#pragma once

#include "layout/bs-wheel-private.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *nodes;     /* borrowed */
  GArray *places;       /* BsPlacement, one a node: what it shows at its edges; column, line of the type area */
  BsShape *shapes;
  GArray *fixed;        /* BsFixed: those that are neither strips nor parts of another, merged */
  guint area;           /* column-lines that they take */
  gboolean has_lead;    /* one of them leads the page */
} BsLocks;

/* @nodes: boxes of the page, borrowed. */
BsLocks *bs_locks_new       (BsLayout *layout, const BsSetting *setting, BsPageFormat *format, GPtrArray *nodes);
void     bs_locks_free      (BsLocks *locks);
/* Strips over the page's whole width at its top or foot make @problem's page smaller; what remains
 * becomes items of @problem behind those that may move. */
void     bs_locks_apply     (BsLocks *locks, BsLayoutProblem *problem);
/* Takes those items out of @problem again. */
void     bs_locks_withdraw  (BsLocks *locks, BsLayoutProblem *problem);
/* How many ways there are to give them to the blocks of a wheel; 0: none would do. */
guint    bs_locks_count     (const BsLocks *locks, const BsLayoutProblem *problem);
/* The @choice-th way: sets the corners of @problem's items. FALSE: it contradicts itself. */
gboolean bs_locks_choose    (const BsLocks *locks, BsLayoutProblem *problem, guint choice, BsWheelFrame *frame);
/* Lines that they take, by column, from @problem's first line on. */
void     bs_locks_get_taken (const BsLocks *locks, const BsLayoutProblem *problem, BsLineMask *taken);

G_END_DECLS
