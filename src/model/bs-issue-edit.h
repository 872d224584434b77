/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an editor does to the issue as a whole: pages added, moved, renamed, cleared, deleted; the
 * sections they belong to. Each call looks at an issue and answers with a change that is thought out
 * and not yet made: one step of undo, in which every reference follows and no story is ever lost.
 * Nothing here touches a document but bs_issue_edit_apply().
 */
#pragma once

#include "bs-document.h"
#include "bs-issue.h"

G_BEGIN_DECLS

/* A change of the issue, thought out. Immutable, reference-counted. */
typedef struct
{
  int ref_count;
  char *label;           /* of the step, translated: "Delete Page A3" */
  char *page;            /* that should be looked at afterwards; "" as it suits */
  GPtrArray *operations; /* BsOperation, in order; none: nothing would change */
  BsNode *issue;         /* as it would be */
  guint n_freed;         /* stories and photos that lose their place by it, and wait for another */
} BsIssueEdit;

BsIssueEdit *bs_issue_edit_ref   (BsIssueEdit *edit);
void         bs_issue_edit_unref (BsIssueEdit *edit);
gboolean     bs_issue_edit_apply (const BsIssueEdit *edit, BsDocument *document, GError **error);

/* What an editor says of a page; all borrowed, NULL as "". */
typedef struct
{
  const char *name;    /* is its id */
  const char *section; /* id; "" none */
  const char *format;  /* name of a page format; "" the issue's */
  const char *const *editors;
  const char *contact;
} BsPageFacts;

/* Whether a page may have the name; @but: the page that has it already, NULL for a new one. */
gboolean     bs_issue_check_page_name   (const BsNode *issue, const char *name, const char *but, GError **error);
/* The next free name in @section: "A3" after A2. */
char        *bs_issue_suggest_page_name (const BsNode *issue, const char *section);

/* @like: a page whose advertisements and house ads it gets, NULL: empty. @index: where it stands,
 * -1: behind the last one of its section. */
BsIssueEdit *bs_issue_edit_add_page     (const BsNode *issue, const BsPageFacts *facts, const char *like, int index, GError **error);
BsIssueEdit *bs_issue_edit_remove_page  (const BsNode *issue, const char *page, GError **error);
/* @index: where it stands afterwards; @section: NULL: keeps its own */
BsIssueEdit *bs_issue_edit_move_page    (const BsNode *issue, const char *page, guint index, const char *section, GError **error);
/* To the end of @section. */
BsIssueEdit *bs_issue_edit_append_page  (const BsNode *issue, const char *page, const char *section, GError **error);
/* One place forward (1) or back (-1) as a list by sections shows them: over a section's border it
 * changes the section first. NULL without an error: it stands at the end. */
BsIssueEdit *bs_issue_edit_step_page    (const BsNode *issue, const char *page, int step, GError **error);
BsIssueEdit *bs_issue_edit_set_page     (const BsNode *issue, const char *page, const BsPageFacts *facts, GError **error);
/* Takes off what is neither locked nor an advertisement; it stays meant for the page. */
BsIssueEdit *bs_issue_edit_clear_page   (const BsNode *issue, const char *page, GError **error);

BsIssueEdit *bs_issue_edit_add_section    (const BsNode *issue, const char *id, const char *name, GError **error);
BsIssueEdit *bs_issue_edit_rename_section (const BsNode *issue, const char *section, const char *name, GError **error);
/* Its pages move along. NULL without an error: it stands at the end. */
BsIssueEdit *bs_issue_edit_step_section   (const BsNode *issue, const char *section, int step, GError **error);
/* Its pages and stories stay, without a section. */
BsIssueEdit *bs_issue_edit_remove_section (const BsNode *issue, const char *section, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsIssueEdit, bs_issue_edit_unref)

G_END_DECLS
