/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to src/import: gives each line its role, by the best path through a small automaton of
 * what may follow what on a page. Scores are additive and in tables; there is no other knowledge
 * here. Linear in the number of lines.
 */
#pragma once

#include "bs-copy-line.h"

G_BEGIN_DECLS

typedef struct
{
  BsLineRole role;
  BsLineRole second; /* the next best */
  guint confidence;  /* 0…100, by the distance to the next best */
  gboolean starts_story; /* a story begins here, or a flag for one */
  gboolean said;         /* the role is a fact */
  BsItemBorder border;   /* a fact */
} BsLineDecision;

/* One decision a line; free with g_free(). @facts: of the first @n_facts lines. */
BsLineDecision *bs_copy_grammar_decide (GPtrArray *lines, const BsLineFact *facts, guint n_facts);

G_END_DECLS
