/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A change of the issue while it is being thought out: each operation is made on a copy at once, so
 * that the next one sees what the ones before left. For the bs-issue-edit*.c files only.
 */
#pragma once

#include "bs-issue-edit.h"

G_BEGIN_DECLS

typedef struct
{
  BsNode *issue; /* owned; as it would be by now; NULL once something failed */
  GPtrArray *operations;
  guint n_freed;
  GError **error;
} BsIssueDraft;

void         bs_issue_draft_init   (BsIssueDraft *draft, const BsNode *issue, GError **error);
void         bs_issue_draft_clear  (BsIssueDraft *draft);
/* @path ends in a member; NULL or "" removes it */
void         bs_issue_draft_text   (BsIssueDraft *draft, const char *path, const char *value);
void         bs_issue_draft_node   (BsIssueDraft *draft, const char *path, const BsNode *value);
void         bs_issue_draft_insert (BsIssueDraft *draft, const char *list, guint index, const BsNode *value);
void         bs_issue_draft_remove (BsIssueDraft *draft, const char *list, guint index);
void         bs_issue_draft_move   (BsIssueDraft *draft, const char *list, guint from, guint to);
/* Wherever a story or photo names @old in @member of @list. Returns how many did. */
guint        bs_issue_draft_follow (BsIssueDraft *draft, const char *list, const char *member,
                                    const char *old, const char *value);
/* @label is (transfer full). NULL where something failed. */
BsIssueEdit *bs_issue_draft_finish (BsIssueDraft *draft, char *label, const char *page);

/* The page; NULL with %BS_MODEL_ERROR_CONFLICT */
const BsNode *bs_issue_need_page    (const BsNode *issue, const char *page, GError **error);
int           bs_issue_find_section (const BsNode *issue, const char *section);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsIssueDraft, bs_issue_draft_clear)

G_END_DECLS
