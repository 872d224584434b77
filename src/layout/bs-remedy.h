/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be done about a finding: changes that were tried on a copy of the issue and do away with
 * it, cheapest first, and hints at what only a person can do. Used by whoever shows findings; made
 * on demand, never while somebody types. Nothing here changes a document but bs_remedy_apply().
 */
#pragma once

#include "layout/bs-layout.h"
#include "model/bs-document.h"

G_BEGIN_DECLS

typedef struct
{
  const char *code;      /* static, a contract of the command line: "headline-smaller" "move-edge"
                            "crop-photo" "swap" "cut-text" …; the man page lists all */
  char *label;           /* translated, for a button: "Set the headline at 26 pt" */
  char *effect;          /* translated: what it does to the page, in a sentence or two */
  double cost;           /* to the page or the copy; 0: no reader will notice. For sorting */
  GPtrArray *operations; /* BsOperation, one step of undo; empty: a person must do it at @focus */
  char *focus;           /* path of the text or object to look at; NULL: the finding's box */
  gsize focus_offset;    /* bytes in the text at @focus */
  gsize focus_length;    /* 0: all of it */
} BsRemedy;

gboolean   bs_remedy_can_apply (const BsRemedy *remedy);
GPtrArray *bs_remedy_list      (BsLayout *layout, const BsNode *issue, const BsFinding *finding);
/* One remedy for all faults of the page that are of the finding's kind; NULL: nothing helps any. */
BsRemedy  *bs_remedy_new_for_all (BsLayout *layout, const BsNode *issue, const BsFinding *finding);
/* Whether faults of that kind are worth asking for. */
gboolean   bs_remedy_may_mend  (const char *code);
gboolean   bs_remedy_apply     (const BsRemedy *remedy, BsDocument *document, GError **error);
BsRemedy  *bs_remedy_copy      (const BsRemedy *remedy);
void       bs_remedy_free      (BsRemedy *remedy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsRemedy, bs_remedy_free)

G_END_DECLS
