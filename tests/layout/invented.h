/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Issues of invented copy for the layout tests, made from a seed: every run sees the same ones.
 */
#pragma once

#include "model/bs-issue.h"

G_BEGIN_DECLS

typedef struct
{
  const char *format;
  guint n_stories;
  guint n_photos;
  guint characters; /* of all stories together, about */
  gboolean own_photo; /* the first photo belongs to the second story */
} Invention;

/* One page "A2" behind an empty "A1", so that it has a folio and no masthead. */
BsNode *invent_issue (const Invention *invention, guint32 seed);

/* @issue with other boxes on page A2. */
BsNode *with_boxes   (const BsNode *issue, const BsNode *boxes);

BsNode *parse_node   (const char *json);

G_END_DECLS
