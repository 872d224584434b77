/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The row above problems of one kind: how many there are, shown or hidden by it, and one button for
 * all of them. Used by BsProblemsPanel, which owns the rows below it; mends nothing itself.
 */
#pragma once

#include "layout/bs-finding.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_PROBLEM_GROUP (bs_problem_group_get_type ())
G_DECLARE_FINAL_TYPE (BsProblemGroup, bs_problem_group, BS, PROBLEM_GROUP, GtkListBoxRow)

/* Signal "mend-all" (). */

/* @first stands for the others; @with_page: the title tells the page too. Copies what it needs. */
GtkWidget *bs_problem_group_new          (const BsFinding *first, guint n, gboolean with_page);
void       bs_problem_group_set_expanded (BsProblemGroup *self, gboolean expanded);
gboolean   bs_problem_group_get_expanded (BsProblemGroup *self);
/* Whether the button can be pressed: not while the issue is being changed, or cannot be. */
void       bs_problem_group_set_can_mend (BsProblemGroup *self, gboolean can_mend);
/* As if the button were pressed; FALSE: such problems are mended one by one. */
gboolean   bs_problem_group_mend         (BsProblemGroup *self);

G_END_DECLS
