/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to src/import: what the grammar knows, as data: which role a fact about a line speaks for
 * and by how much, and which role may follow where. To teach it something, change a row here and
 * run tests/import/corpus-test.
 */
#pragma once

#include "bs-copy-line.h"

G_BEGIN_DECLS

/* Where in a story the reader is. */
typedef enum
{
  BS_MODE_OUT, /* before the first, or after a caption that stands alone */
  BS_MODE_FLAGGED,
  BS_MODE_KICKED,
  BS_MODE_TITLED,
  BS_MODE_DECKED,
  BS_MODE_JUMPED, /* (上接A1版) stood alone */
  BS_MODE_HEAD_SIGNED,
  BS_MODE_SUBHEADED,
  BS_MODE_TEXT,
  BS_MODE_OPEN, /* as TEXT, but the paragraph broke off */
  BS_MODE_SIGNED,
  BS_MODE_CLOSED, /* by a sponsor line or (下转A2版) */
  BS_N_MODES,
  BS_MODE_SAME
} BsMode;

/* Which caption, if any, interrupts the story. */
typedef enum
{
  BS_OVERLAY_NONE,
  BS_OVERLAY_GROUP, /* a group title was read, a caption must follow */
  BS_OVERLAY_OPEN_CAPTION,
  BS_OVERLAY_CAPTION, /* its sentence is closed; a credit may follow */
  BS_OVERLAY_CREDITED,
  BS_N_OVERLAYS,
  BS_OVERLAY_SAME
} BsOverlay;

typedef enum
{
  BS_SETTLES_SAME,
  BS_SETTLES,     /* the story needs no byline at its end */
  BS_SETTLES_NOT  /* a new story */
} BsSettles;

typedef struct
{
  BsLineRole role; /* BS_LINE_BLANK ends the table */
  guint modes;     /* bits of BsMode */
  guint overlays;  /* bits of BsOverlay */
  guint to;        /* BsMode */
  guint to_overlay;
  BsSettles settles;
  gboolean needs_signature; /* costs more where the story before is not signed */
  float score;
} BsArc;

typedef struct
{
  BsLineRole role; /* BS_LINE_BLANK ends the table */
  BsFeature feature;
  float score;
} BsFeatureWeight;

/* More than rows in bs_arcs. */
#define BS_MAX_ARCS 96

extern const BsArc bs_arcs[];
extern const BsFeatureWeight bs_feature_weights[];
extern const float bs_role_biases[BS_LINE_N_ROLES];
extern const float bs_final_scores[BS_N_MODES];

gboolean bs_role_starts_story (BsLineRole role, BsMode before);

G_END_DECLS
