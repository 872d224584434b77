/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What bs_layout_page() and bs_layout_arrange() share: caches of formats, copy and drawn boxes,
 * and a drawn box with the facts that checks judge.
 */
#pragma once

#include "layout/bs-box-private.h"
#include "layout/bs-copy-private.h"
#include "layout/bs-layout.h"
#include "layout/bs-piece-facts-private.h"

G_BEGIN_DECLS

/* One box, drawn. Stays valid as long as its node and everything it shows are the same nodes. */
typedef struct
{
  BsBox box;
  BsNode *node;         /* owned; box borrows its strings */
  GPtrArray *sources;   /* owned references: story or photos, NULL where missing */
  BsPageFormat *format; /* owned */
  guint story_class;
  guint part, n_parts;  /* of its story, which may stand in several boxes */
  BsStretch stretch;    /* that this one has to set; its strings are owned */
  gboolean used;        /* by the page that is being made */

  BsDisplayList *list;
  BsRect rect;
  BsRect headline;      /* width 0: none */
  guint headline_size;  /* tenths of a point */
  guint need, room;     /* body lines */
  guint text_lines;     /* of them without jump lines */
  int over;
  guint over_characters;
  guint shortest_leg;
  guint n_legs;
  guint characters;     /* in a line of a leg */
  guint n_missing;
  gunichar missing;     /* the first one */
  gboolean splits_word;
  BsPieceFacts facts;   /* of a story */
} BsPiece;

BsCopy       *bs_layout_get_copy   (BsLayout *self, const BsNode *story, BsPageFormat *format);
/* What of @story @setting's page has to take when it is laid out: of one that began on a page
 * before, the rest; of one that jumps, what stays. Boxes that stand on the page do not count. */
BsCopy       *bs_layout_get_page_copy (BsLayout *self, const BsSetting *setting, const BsNode *story, BsPageFormat *format);
BsPageFormat *bs_layout_get_format (BsLayout *self, const BsNode *issue, const char *page, GError **error); /* borrowed */
BsComposer   *bs_layout_get_composer (BsLayout *self);
BsEnvironment *bs_layout_get_environment (BsLayout *self);

/* Judges a finished page. */
void   bs_check_page (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings);
double bs_check_count_empty (const BsSetting *setting, GPtrArray *pieces);

G_END_DECLS
