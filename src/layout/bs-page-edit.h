/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an editor does to a page by hand: place, move, resize, swap, lock, fit, split … Each call
 * looks at an issue and answers with a BsPageEdit, a change that is thought out and not yet made:
 * it can be shown (the issue as it would be), thrown away, or made as one step of undo. Nothing
 * here touches a document but bs_page_edit_apply(); where a call is impossible it says why.
 */
#pragma once

#include "layout/bs-layout.h"
#include "model/bs-document.h"

G_BEGIN_DECLS

/* The page that is worked on; all borrowed. @issue is any version of the tree. */
typedef struct
{
  BsLayout *layout;
  const BsNode *issue;
  const char *page;
} BsPageContext;

/* A rectangle of the grid: columns and lines count from 0 in the type area, as in a box. */
typedef struct
{
  guint column, columns;
  guint line, lines;
} BsGridRect;

/* What happens to boxes that stand where another one is put. Locked boxes and advertisements never
 * give way; the slot of a house ad always does. */
typedef enum
{
  BS_OVERLAP_REFUSE, /* the change is impossible */
  BS_OVERLAP_PUSH,   /* they move down, aside or up, as little as possible, and push others on; where
                      * the page is full they become smaller, if what stands in them still fits */
  BS_OVERLAP_SWAP    /* the one that is covered most takes the place that becomes free */
} BsOverlap;

/* A change of the issue, thought out. Immutable, reference-counted. */
typedef struct
{
  int ref_count;
  char *label;           /* of the step, translated: "Move “Headline”" */
  char *box;             /* that should be selected afterwards; "" none */
  GPtrArray *operations; /* BsOperation, in order; none: nothing would change */
  BsNode *issue;         /* as it would be */
  guint n_moved;         /* boxes that gave way */
} BsPageEdit;

BsPageEdit   *bs_page_edit_ref       (BsPageEdit *edit);
void          bs_page_edit_unref     (BsPageEdit *edit);
/* value of /pages/@page/boxes as it would be; borrowed */
const BsNode *bs_page_edit_get_boxes (const BsPageEdit *edit, const char *page);
gboolean      bs_page_edit_apply     (const BsPageEdit *edit, BsDocument *document, GError **error);

/* On the page. */
BsPageEdit *bs_page_edit_place       (const BsPageContext *context, const char *ref, const BsGridRect *place, BsOverlap overlap, GError **error);
BsPageEdit *bs_page_edit_place_ad    (const BsPageContext *context, const BsGridRect *place, const char *label, const char *customer, BsOverlap overlap, GError **error);
/* Where there is room for it, from the outer foot of the page on. */
BsPageEdit *bs_page_edit_add_ad      (const BsPageContext *context, guint columns, guint lines, const char *label, const char *customer, GError **error);
BsPageEdit *bs_page_edit_set_artwork (const BsPageContext *context, const char *box, const char *photo, GError **error);
BsPageEdit *bs_page_edit_move        (const BsPageContext *context, const char *box, guint column, guint line, BsOverlap overlap, GError **error);
BsPageEdit *bs_page_edit_resize      (const BsPageContext *context, const char *box, const BsGridRect *place, BsOverlap overlap, GError **error);
BsPageEdit *bs_page_edit_swap        (const BsPageContext *context, const char *box, const char *other, GError **error);
BsPageEdit *bs_page_edit_set_locked  (const BsPageContext *context, const char *box, gboolean locked, GError **error);
BsPageEdit *bs_page_edit_remove      (const BsPageContext *context, const char *box, GError **error);
BsPageEdit *bs_page_edit_set_variant (const BsPageContext *context, const char *box, const BsNode *variant, GError **error);
/* Tenths of points that headlines of the story's weight are set in; FALSE: the box shows no story. */
gboolean    bs_page_edit_get_head_band (const BsPageContext *context, const char *box, guint *least, guint *most);
BsPageEdit *bs_page_edit_raise       (const BsPageContext *context, const char *box, int steps, GError **error);

/* With other pages, and with automatic layout. */
BsPageEdit *bs_page_edit_split       (const BsPageContext *context, const char *box, guint lines, const char *page, const BsGridRect *place, GError **error);
BsPageEdit *bs_page_edit_join        (const BsPageContext *context, const char *box, GError **error);
BsPageEdit *bs_page_edit_arrange     (const BsNode *issue, const char *page, const BsArrangement *arrangement, GError **error);
BsPageEdit *bs_page_edit_fill_page   (const BsPageContext *context, const BsArrangeOptions *options, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPageEdit, bs_page_edit_unref)

G_END_DECLS
