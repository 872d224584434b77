/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which rows there are for what was found: the worst first, and many of one kind on one page below
 * a heading. Used by BsProblemsPanel; makes no widget.
 */
#pragma once

#include "layout/bs-finding.h"

G_BEGIN_DECLS

/* As many of a kind stand below a heading. */
#define BS_PROBLEM_GROUP_LEAST 3

typedef struct
{
  const BsFinding *finding; /* borrowed; of a heading: the first below it */
  guint n;                  /* of a heading: how many stand below it; else 0 */
  gboolean member;          /* stands below a heading */
} BsProblemEntry;

/* @wanted: a switch a level. Of all kinds together no more than @most rows. */
GArray *bs_problem_list_plan    (GPtrArray *findings, const gboolean wanted[3], guint most);
/* What tells one kind from the other. Caller frees. */
char   *bs_problem_list_dup_key (const BsFinding *finding);

G_END_DECLS
