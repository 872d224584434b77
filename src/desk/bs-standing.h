/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a submission at the desk and an open issue stand to each other: what an editor has still to do
 * with it, also after a crash between the two. Pure.
 */
#pragma once

#include "bs-submission.h"

G_BEGIN_DECLS

typedef enum
{
  BS_STANDING_WAITING,  /* undecided, and not in the issue */
  BS_STANDING_UNTOLD,   /* in the issue as it is, but the desk does not know */
  BS_STANDING_NEWER,    /* the issue has an older version of it */
  BS_STANDING_TAKEN,    /* accepted, and in the issue */
  BS_STANDING_AWAY,     /* accepted, and not in the issue: in another one, or taken out again */
  BS_STANDING_RETURNED
} BsStanding;

/* @issue may be NULL: none is open. @story: the one that came from it, borrowed, NULL if none. */
BsStanding bs_standing_of (const BsSubmission *submission, const BsNode *issue, const BsNode **story);
/* The version of the submission that @story holds; 0: it came from none. */
guint      bs_standing_get_version (const BsNode *story);

/* Where a submission would go if nobody says otherwise: to the open page, where its section is the
 * wished one; else to the first page of that section; where there is none, to the open page. Ids or
 * names of sections are wished. NULL: the issue has no page. Borrowed. */
const char *bs_standing_suggest_page (const BsNode *issue, const char *open_page, const char *wish);
/* The issue's section of that id or name; NULL: none. Borrowed. */
const char *bs_standing_find_section (const BsNode *issue, const char *wish);

G_END_DECLS
