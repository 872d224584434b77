/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to src/import: the result while it is being built.
 */
#pragma once

#include "bs-page-text.h"

G_BEGIN_DECLS

struct _BsPageImport
{
  gatomicrefcount references;
  char *text;
  GPtrArray *items;  /* BsImportItem */
  GArray *lines;     /* BsImportLine, in the order of the source */
  GPtrArray *doubts; /* BsImportDoubt */
  guint n_narrow;
};

BsPageImport      *bs_page_import_new      (char *text);
BsImportItem      *bs_import_item_new      (BsImportKind kind, guint line);
BsImportItem      *bs_import_item_new_widened (const BsImportItem *item);
void               bs_import_item_free     (BsImportItem *item);
BsImportParagraph *bs_import_paragraph_new (gboolean is_subhead, const char *text, guint line, guint confidence);
void               bs_import_paragraph_append (BsImportParagraph *paragraph, const char *text, guint confidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsImportItem, bs_import_item_free)
void               bs_import_doubt_free    (BsImportDoubt *doubt);
/* @message: transfer full */
void               bs_page_import_doubt    (BsPageImport *self, guint line, int item, guint confidence, char *message);

/* The lines of the removed item belong to @into, -1: to none. */
void                bs_page_import_remove_item (BsPageImport *self, int removed, int into);

/* A paragraph of body text that ends without a full stop. */
gboolean bs_copy_is_unfinished (const char *text);
/* Joins openings and continuations that stand away from their story. Removes items that it joined. */
void     bs_page_import_join_stranded (BsPageImport *self, const BsLineFact *facts, guint n_facts);

G_END_DECLS
