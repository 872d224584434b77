/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tags of stories, changed in several at once or in the whole issue. One tag is one word however
 * it is typed: "5G", "5g" and "５Ｇ" are the same, and the spelling in use stays. For the lists and
 * the inspector.
 */
#pragma once

#include "bs-document.h"

G_BEGIN_DECLS

gboolean bs_tag_is_same (const char *a, const char *b);
/* How the issue spells @tag, most stories first; @tag itself where none has it. Caller frees. */
char    *bs_issue_dup_tag_spelling (const BsNode *issue, const char *tag);
guint    bs_issue_count_tagged     (const BsNode *issue, const char *tag);

/* Each is one step of undo, and returns how many stories changed. */
guint bs_stories_add_tag    (BsDocument *document, const char *const *stories, const char *tag,
                             GError **error);
guint bs_stories_remove_tag (BsDocument *document, const char *const *stories, const char *tag,
                             GError **error);
/* In the whole issue; where a story has @to already, @from goes. */
guint bs_issue_rename_tag   (BsDocument *document, const char *from, const char *to, GError **error);

G_END_DECLS
