/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One finding in the problems panel: what desks call it, a sentence, and what can be done about it
 * as buttons. Asks for nothing itself; the panel brings the remedies when they are found.
 */
#pragma once

#include "layout/bs-remedy.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_PROBLEM_ROW (bs_problem_row_get_type ())
G_DECLARE_FINAL_TYPE (BsProblemRow, bs_problem_row, BS, PROBLEM_ROW, GtkListBoxRow)

/* Signal "remedy-chosen" (gpointer BsRemedy, valid during the call). */

/* @with_page: the title tells the page too. Copies what it needs. */
GtkWidget *bs_problem_row_new          (const BsFinding *finding, const BsNode *issue, gboolean with_page);
/* What is wrong, as people read it: a photo is named by its caption. */
char      *bs_problem_row_dup_message  (const BsFinding *finding, const BsNode *issue);
/* @remedies: BsRemedy, cheapest first; NULL: not known. */
void       bs_problem_row_set_remedies (BsProblemRow *self, GPtrArray *remedies);
/* The issue changed since the remedies were found. */
void       bs_problem_row_set_stale    (BsProblemRow *self, gboolean stale);
gboolean   bs_problem_row_has_remedies (BsProblemRow *self);
/* What is wrong, for people: with captions where the core knows but the ids of photos. */
char      *bs_problem_row_dup_message  (const BsFinding *finding, const BsNode *issue);

G_END_DECLS
