/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which page each story and photo of an issue goes to: by section, tags, weight and room, reckoned
 * in column-lines. Knows nothing of places on a page; bs-issue-plan.c asks it again when a page
 * turns out to be full.
 */
#pragma once

#include "layout/bs-layout-private.h"

G_BEGIN_DECLS

typedef struct
{
  const BsNode *node;
  const char *id;
  char *section;        /* id of the section, or its name where the issue lists none; "" */
  BsPageFormat *format; /* borrowed from the layout */
  GHashTable *tags;     /* of the stories that are meant for it, and its section's id and name */
  double room;          /* column-lines without ads and locked boxes */
  double load;
  guint n_items, n_leads, n_photos;
} BsSpreadPage;

/* What stands together: a story with its photos, a group of photos, or a photo. */
typedef struct
{
  const BsNode *story; /* NULL: photos alone */
  GPtrArray *photos;   /* nodes, borrowed */
  char *section;
  guint rank;          /* 1 lead … 4 brief */
  gboolean fixed;      /* the editor said where */
  int page;            /* index of it, -1: none */
  int jump;            /* index of the page where the rest stands, -1: none */
  double need;         /* column-lines on the first page */
  double rest;         /* on the page it jumps to */
  gboolean *tried;     /* pages that turned out to have no room */
} BsSpreadUnit;

typedef struct
{
  BsLayout *layout;
  const BsNode *issue;
  GArray *pages;    /* BsSpreadPage */
  GPtrArray *units; /* BsSpreadUnit */
} BsSpread;

/* Errors: a page format that does not load. */
BsSpread *bs_spread_new  (BsLayout *layout, const BsNode *issue, GError **error);
void      bs_spread_free (BsSpread *spread);
/* Puts every unit that has no page on one, as far as there is room. */
void      bs_spread_run  (BsSpread *spread);
/* Takes a unit off its page, which is not tried again, and puts it on another; FALSE: on none. */
gboolean  bs_spread_move (BsSpread *spread, BsSpreadUnit *unit);
BsSpreadUnit *bs_spread_find_unit (const BsSpread *spread, const char *id);
/* The page of the unit's section that it nearly fits, and column-lines it is too long for; NULL:
 * no page has its section. */
const BsSpreadPage *bs_spread_find_nearest (const BsSpread *spread, const BsSpreadUnit *unit, double *over);

#define BS_SPREAD_PAGE(spread, index) (&g_array_index ((spread)->pages, BsSpreadPage, (index)))

G_END_DECLS
