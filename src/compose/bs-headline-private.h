/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Breaking headlines at meaning. The composer owns one planner and keeps its results; a planner
 * remembers nothing but its tables and ICU's iterator.
 */
#pragma once

#include "compose/bs-composer.h"
#include "compose/bs-prepare.h"

G_BEGIN_DECLS

typedef struct _BsHeadlinePlanner BsHeadlinePlanner;

BsHeadlinePlanner *bs_headline_planner_new  (BsEnvironment *environment, GError **error);
void               bs_headline_planner_free (BsHeadlinePlanner *planner);
/* Costs of breaking before each atom, in thousandths; G_MAXINT32: never. Element-type gint32. */
GArray            *bs_headline_planner_weigh (BsHeadlinePlanner *planner, const BsPrepared *prepared);

/* A way to set a headline; ends[] are atoms. */
typedef struct
{
  guint ends[3];
  guint n_lines;
  guint size;
  gint64 widest; /* at that size, units */
  gboolean fits, splits_word, ragged;
} BsHeadlineChoice;

/* Letter-spacing of each line of a headline at its true size: so that lines of nearly the same
 * length end together, the longest at the measure where it is near. @choice is of @prepared. */
void bs_headline_planner_space (const BsHeadlinePlanner *planner, const BsPrepared *prepared,
                                const BsHeadlineChoice *choice, BsUnit measure,
                                BsUnit *spacings /* out, 3 */);

/* @prepared: at any size; @costs: for it, or NULL to set one line. */
void bs_headline_planner_choose (BsHeadlinePlanner *planner, const BsPrepared *prepared,
                                 const GArray *costs, const BsHeadlineRequest *request,
                                 BsHeadlineChoice *choice);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsHeadlinePlanner, bs_headline_planner_free)

G_END_DECLS
