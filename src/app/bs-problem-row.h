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
GtkWidget *bs_problem_row_new          (const BsFinding *finding, const BsNode *issue,
                                        gboolean with_page);
/* The same problem, found again: other numbers, or another name of its story. */
void       bs_problem_row_tell         (BsProblemRow *self, const BsFinding *finding,
                                        const BsNode *issue, gboolean with_page);
/* What is wrong, as people read it: a photo is named by its caption where the finding has its id. */
char      *bs_problem_row_dup_message  (const BsFinding *finding, const BsNode *issue);
/* @remedies: BsRemedy, cheapest first; NULL: not known. */
void       bs_problem_row_set_remedies (BsProblemRow *self, GPtrArray *remedies);
/* The issue changed since the remedies were found. */
void       bs_problem_row_set_stale    (BsProblemRow *self, gboolean stale);
gboolean   bs_problem_row_has_remedies (BsProblemRow *self);
/* Remedies were looked for in the issue as it is now, whether or not any was found. */
gboolean   bs_problem_row_is_answered  (BsProblemRow *self);
/* Below a BsProblemGroup, which tells the kind. */
void       bs_problem_row_set_member   (BsProblemRow *self);
/* Chooses the first remedy; FALSE: none is known, for the issue as it is now. */
gboolean   bs_problem_row_mend         (BsProblemRow *self);

/* For other rows of problems: the kind of the fault, and its level as an icon. */
char      *bs_problem_row_dup_title    (const BsFinding *finding, gboolean with_page);
void       bs_problem_row_show_level   (GtkImage *icon, BsLevel level);

G_END_DECLS
