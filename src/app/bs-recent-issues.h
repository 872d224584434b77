/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The issues that were opened or saved last: a list that fills in what is known of each as a worker
 * reads it. Rests on the desktop's list of recent files. Knows no widget.
 */
#pragma once

#include "base/bs-object-list.h"

#include "base/bs-environment.h"
#include "model/bs-numbering.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define BS_TYPE_RECENT_ISSUE (bs_recent_issue_get_type ())
G_DECLARE_FINAL_TYPE (BsRecentIssue, bs_recent_issue, BS, RECENT_ISSUE, GObject)

/* Signal "changed" (): something of it became known. */
GFile        *bs_recent_issue_get_file    (BsRecentIssue *self);
const char   *bs_recent_issue_get_name    (BsRecentIssue *self); /* of the publication, or its file */
const BsNode *bs_recent_issue_get_facts   (BsRecentIssue *self); /* NULL while unknown */
GdkTexture   *bs_recent_issue_get_picture (BsRecentIssue *self); /* NULL: none (yet) */
gboolean      bs_recent_issue_is_missing  (BsRecentIssue *self);
const char   *bs_recent_issue_get_problem (BsRecentIssue *self);
/* What a search looks in: name, date, number, folder; folded. */
const char   *bs_recent_issue_get_words   (BsRecentIssue *self);

/* A GListModel of BsRecentIssue, the newest first. */
#define BS_TYPE_RECENT_ISSUES (bs_recent_issues_get_type ())
G_DECLARE_FINAL_TYPE (BsRecentIssues, bs_recent_issues, BS, RECENT_ISSUES, BsObjectList)

/* The one of the application; the first call makes it. */
BsRecentIssues *bs_recent_issues_get      (BsEnvironment *environment);
/* Files that changed or went since are read anew. */
void            bs_recent_issues_refresh  (BsRecentIssues *self);
void            bs_recent_issues_remember (GFile *file, const char *title);
void            bs_recent_issues_forget   (BsRecentIssues *self, GFile *file);
/* Element-type BsNumbered: those of the paper @name that are known. */
GArray         *bs_recent_issues_list_numbered (BsRecentIssues *self, const char *name);
/* The file of the one that @numbered was read from; borrowed, NULL: none. */
GFile          *bs_recent_issues_find_numbered (BsRecentIssues *self, const char *name,
                                                const BsNumbered *numbered);

G_END_DECLS
