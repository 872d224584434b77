/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A story as it stands and another version of it, put together choice by choice: each text that
 * differs can be kept or taken. Knows from what both began with which side changed a text, so that
 * what an editor has mended is not undone by what its author has added. Pure; for submissions.
 */
#pragma once

#include "bs-merge.h"
#include "bs-node.h"

G_BEGIN_DECLS

typedef enum
{
  BS_STORY_PART_TEXT,      /* kicker, headline, deck, flag, dateline, sponsor */
  BS_STORY_PART_BYLINE,
  BS_STORY_PART_PARAGRAPH,
  BS_STORY_PART_PHOTO      /* caption and credits of one both have, or a photo only theirs has */
} BsStoryPartKind;

/* One text of the story; in the order in which it is read. */
typedef struct
{
  BsStoryPartKind kind;
  char *member;        /* of a TEXT; else NULL */
  char *mine, *theirs; /* as people read it; NULL: there is no such text on that side */
  gboolean subhead;    /* of a PARAGRAPH */
  gboolean differs;
  BsSide side;         /* who changed it, where it differs; BOTH: each in their way */
  gboolean take;       /* theirs; else mine */
  const BsNode *my_node, *their_node; /* of paragraphs and photos; held by the merge */
} BsStoryPart;

typedef struct
{
  GPtrArray *parts; /* BsStoryPart */
  guint n_differences;
  /*< private >*/
  BsNode *mine, *theirs;
  BsNode *their_photos;
} BsStoryMerge;

/* @mine, @theirs, @base: issues; their stories of those ids, "" the first of the issue. @base NULL: not
 * known; then all that differs is taken to be theirs. What theirs alone changed is chosen. */
BsStoryMerge *bs_story_merge_new   (const BsNode *mine, const char *story, const BsNode *theirs,
                                    const BsNode *base);
void          bs_story_merge_free  (BsStoryMerge *merge);
/* An object with a story's members as they were chosen, and "photos", those that are taken from
 * theirs. (transfer full) */
BsNode       *bs_story_merge_build (const BsStoryMerge *merge);

/* @theirs with its paragraphs named as those of @mine that they came from, so that what stayed keeps
 * its id, and comparisons find what belongs together. (transfer full) */
BsNode       *bs_story_align       (const BsNode *mine, const BsNode *theirs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsStoryMerge, bs_story_merge_free)

G_END_DECLS
