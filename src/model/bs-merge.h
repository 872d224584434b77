/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two versions of an issue that began as one: what each side changed, and the operations that take
 * over what only the other side did. For an issue whose file somebody else wrote meanwhile. Pure:
 * reads three trees, changes none; bs_document_merge() makes the change.
 */
#pragma once

#include "bs-operation.h"

G_BEGIN_DECLS

typedef enum
{
  BS_SIDE_MINE,
  BS_SIDE_THEIRS,
  BS_SIDE_BOTH /* in different ways: mine is kept */
} BsSide;

typedef enum
{
  BS_DIFFERENCE_ADDED,
  BS_DIFFERENCE_REMOVED,
  BS_DIFFERENCE_CHANGED
} BsDifferenceKind;

typedef struct
{
  BsSide side;
  BsDifferenceKind kind;
  char *path; /* "/stories/s3", "/stories/s3/headline", "/date" */
} BsDifference;

typedef struct
{
  GPtrArray *differences; /* BsDifference: mine, then theirs and both, each in the order */
  GPtrArray *operations;  /* BsOperation: from mine to mine with theirs */
  guint n_mine, n_theirs, n_both;
} BsMerge;

/* @base: what both began with. Lists of stories, photos, pages and sections are compared element by
 * element, and what both changed member by member. Where mine changed a list, what theirs adds comes
 * last in it, and their order is not taken over. */
BsMerge *bs_merge_new  (const BsNode *base, const BsNode *mine, const BsNode *theirs);
void     bs_merge_free (BsMerge *merge);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsMerge, bs_merge_free)

G_END_DECLS
