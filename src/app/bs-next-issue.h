/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a publication's next issue will be: date, numbers, where they come from, and where its file
 * is to go. From what the template remembers and what was opened last; asks no disk.
 */
#pragma once

#include "bs-publications.h"
#include "bs-recent-issues.h"

G_BEGIN_DECLS

/* The first day after today on which the paper appears. @rules: a template; NULL: every day. */
void  bs_next_issue_get_date (BsEnvironment *environment, const BsNode *rules, GDate *date);
/* @rules: a template with a name, or NULL and the @name of a paper. */
void  bs_next_issue_number   (BsEnvironment *environment, const BsNode *rules, const char *name,
                              const GDate *date, BsNextNumber *next);
/* A sentence for people: which issue the numbers go on from, and whence that is known. */
char *bs_next_issue_explain  (BsEnvironment *environment, const char *name, const BsNextNumber *next);

/* The folder that issues of the paper are suggested to go to, and the file's name in it. */
char *bs_next_issue_dup_folder    (const char *name);
char *bs_next_issue_dup_file_name (const char *name, const char *date);

G_END_DECLS
