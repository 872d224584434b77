/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which pages a new issue has: their format, their names, and the sections that they make up, with
 * the name and the number of pages of each. Part of the dialog for a new issue.
 */
#pragma once

#include "base/bs-environment.h"
#include "model/bs-node.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Signal "changed" (). */
#define BS_TYPE_NEW_ISSUE_PAGES (bs_new_issue_pages_get_type ())
G_DECLARE_FINAL_TYPE (BsNewIssuePages, bs_new_issue_pages, BS, NEW_ISSUE_PAGES, GtkWidget)

/* Offers what @template has; NULL: what is usual without one. */
void        bs_new_issue_pages_fill          (BsNewIssuePages *self, BsEnvironment *environment,
                                              const BsNode *template);
/* Names; NULL: what is written there is none. */
char      **bs_new_issue_pages_dup_names     (BsNewIssuePages *self);
const char *bs_new_issue_pages_get_format    (BsNewIssuePages *self); /* NULL: none is known */
/* The list of sections that the issue shall have: the template's, renamed, and what is new. */
BsNode     *bs_new_issue_pages_make_sections (BsNewIssuePages *self);

G_END_DECLS
