/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a box that is being dragged should stand: on the grid, and level with its neighbours. For
 * whoever follows the pointer; nothing is changed, and what is found may well be occupied.
 */
#pragma once

#include "layout/bs-page-edit.h"

G_BEGIN_DECLS

/* The edges that are dragged; two of them are a corner, all of them the whole box. */
typedef enum
{
  BS_GRIP_LEFT = 1 << 0,
  BS_GRIP_RIGHT = 1 << 1,
  BS_GRIP_TOP = 1 << 2,
  BS_GRIP_FOOT = 1 << 3,
  BS_GRIP_ALL = BS_GRIP_LEFT | BS_GRIP_RIGHT | BS_GRIP_TOP | BS_GRIP_FOOT
} BsGrip;

typedef struct
{
  const char *box; /* id; NULL: something from the tray, of @size */
  BsGrip grip;
  BsRect wanted;    /* where the pointer would have it, on the page */
  BsUnit tolerance; /* of agreement with neighbours; the grid needs none */
  BsGridRect size;  /* columns and lines of what comes from the tray */
} BsSnapRequest;

/* A line to be drawn while dragging: along it edges agree. */
typedef struct
{
  BsUnit y;
  BsUnit from, to;
} BsSnapGuide;

typedef struct
{
  BsGridRect place;
  guint n_guides;
  BsSnapGuide guides[2]; /* at the top, at the foot */
} BsSnap;

gboolean bs_page_edit_snap (const BsPageContext *context, const BsSnapRequest *request, BsSnap *snap, GError **error);

G_END_DECLS
