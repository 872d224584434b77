/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How remedies are found: proposers think of changes on a board, the search tries each on the
 * issue's tree and keeps those after which the fault is gone and nothing else went wrong. A
 * proposer never judges; the search never knows what a change means.
 */
#pragma once

#include "layout/bs-page-edit-private.h"
#include "layout/bs-remedy.h"

G_BEGIN_DECLS

/* One or more changes, made one after the other on a copy of the issue. */
typedef struct
{
  BsNode *issue;         /* owned: as it would be */
  GPtrArray *operations; /* BsOperation, owned */
  const char *code;      /* of the change that did away with the fault */
  char *label;           /* of the same, owned */
  GPtrArray *steps;      /* labels of all changes, owned */
  GString *effect;       /* what a comparison of boxes does not show, owned */
  double cost;
  guint n_steps;
  GPtrArray *problems;   /* BsFinding, owned: what is still to be done */
} BsTrial;

typedef struct
{
  BsLayout *layout;
  const BsNode *issue;
  const char *page;
  const BsFinding *finding;
  GPtrArray *before;   /* BsFinding: the page as it is */
  GPtrArray *accepted; /* BsTrial */
  GPtrArray *open;     /* BsTrial that need another change */
  GPtrArray *hints;    /* BsRemedy */
  guint n_tried;
} BsRemedySearch;

/* What a proposer works on: the page as @from left it, to be changed and handed in. */
typedef struct
{
  BsRemedySearch *search;
  const BsTrial *from;
  const BsFinding *finding; /* to be done away with */
  BsPageContext context;
} BsProposal;

typedef void (*BsProposer) (const BsProposal *proposal);

/* NULL: nothing is known against it; else NULL-terminated. */
const BsProposer *bs_remedy_get_proposers (const char *code);
/* Whether laying out the page anew may do away with it. */
gboolean          bs_remedy_may_lay_out   (const char *code);
GPtrArray        *bs_remedy_search        (BsLayout *layout, const BsNode *issue,
                                           const BsFinding *finding);

gboolean bs_proposal_open    (const BsProposal *proposal, BsBoard *board);
int      bs_proposal_open_at (const BsProposal *proposal, BsBoard *board, const char *box);
/* Tries what was done on @board, which is cleared. @label, @effect are (transfer full), @effect
 * may be NULL. */
void     bs_proposal_submit  (const BsProposal *proposal, const char *code, double cost, char *label,
                              char *effect, BsBoard *board);
/* The same for a change thought out already (transfer full); NULL is none. */
void     bs_proposal_submit_edit (const BsProposal *proposal, const char *code, double cost,
                                  char *label, char *effect, BsPageEdit *edit);
/* Sets a member beside the boxes: @value NULL removes it. */
void     bs_proposal_submit_text (const BsProposal *proposal, const char *code, double cost,
                                  char *label, char *effect, const char *path, const char *value);
/* What only a person can do. @path is (transfer full). */
void     bs_proposal_hint    (const BsProposal *proposal, const char *code, char *label,
                              char *effect, char *path);
void     bs_proposal_hint_at (const BsProposal *proposal, const char *code, char *label,
                              char *effect, char *path, gsize offset, gsize length);

/* Proposers: the dress of a box (bs-remedy-dress.c), */
void bs_propose_dress        (const BsProposal *proposal);
void bs_propose_head_size    (const BsProposal *proposal);
void bs_propose_smaller_head (const BsProposal *proposal);
void bs_propose_legs         (const BsProposal *proposal);
void bs_propose_picture      (const BsProposal *proposal);
void bs_propose_lines_as_picture (const BsProposal *proposal);
void bs_propose_frame        (const BsProposal *proposal);
void bs_propose_caption_side (const BsProposal *proposal);
/* its edges (bs-remedy-edge.c), */
void bs_propose_edges        (const BsProposal *proposal);
void bs_propose_frame_as_picture (const BsProposal *proposal);
void bs_propose_growth       (const BsProposal *proposal);
void bs_propose_slot         (const BsProposal *proposal);
/* its place among the others (bs-remedy-place.c), */
void bs_propose_swap         (const BsProposal *proposal);
void bs_propose_restack      (const BsProposal *proposal);
void bs_propose_move         (const BsProposal *proposal);
void bs_propose_return       (const BsProposal *proposal);
void bs_propose_split        (const BsProposal *proposal);
void bs_propose_place        (const BsProposal *proposal);
void bs_propose_removal      (const BsProposal *proposal);
void bs_propose_new_layout   (const BsProposal *proposal);
/* and the words (bs-remedy-words.c). */
void bs_propose_words        (const BsProposal *proposal);

/* Whether two labels tell of the same kind of change. */
gboolean bs_remedy_differ_by_number (const char *a, const char *b);
/* What became of the boxes of a page, in a sentence a box; what it costs is added to @cost. */
void bs_remedy_describe (const BsPageContext *before, const BsNode *after, GString *effect,
                         double *cost);

G_END_DECLS
