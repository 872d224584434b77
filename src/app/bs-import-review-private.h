/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the review sheet: bs-import-review.c shows it, bs-import-review-edit.c corrects what it
 * shows. For nobody else.
 */
#pragma once

#include "bs-adaptive-bin.h"
#include "bs-import-review.h"
#include "bs-review-text.h"

G_BEGIN_DECLS

struct _BsImportReview
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkDropDown *source;
  GtkButton *doubts;
  GtkButton *accept;
  GtkListView *view;
  GtkFlowBox *roles;
  GtkFlowBox *structure;
  GtkMenuButton *attach;
  GtkListBox *cards;
  GtkScrolledWindow *card_scroller;
  GtkLabel *doubt;
  GtkDropDown *page;
  GtkCheckButton *widen;
  GtkCheckButton *lay_out;
  BsAdaptiveBin *bin;
  GtkPaned *panes;

  GPtrArray *texts; /* BsReviewText */
  GPtrArray *pages; /* char *: of each text */
  GPtrArray *page_names;
  GtkMultiSelection *selection;
  BsReviewText *text; /* shown; borrowed */
  BsPageImport *shown;
  gboolean shown_wide;
  gboolean filling;
  gboolean accepting; /* once what is being read is there */
  guint focus_tick; /* the chosen line gets the keyboard once it is drawn */
  guint frames_to_wait;
  gboolean done;
};

GListModel *bs_import_review_lines_of (BsImportReview *self);
/* The chosen lines, from the first to the last; FALSE: none is. */
gboolean    bs_import_review_get_range (BsImportReview *self, guint *first, guint *last);
void        bs_import_review_choose_line (BsImportReview *self, guint position);

void bs_import_review_install_edits (GtkWidgetClass *widget_class);
void bs_import_review_add_keys      (BsImportReview *self);

G_END_DECLS
