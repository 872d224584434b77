/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Importing several files, one after the other: read in a worker thread, taken into the document in
 * the main one, each as one step of undo.
 */
#pragma once

#include "import/bs-import.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *reports;  /* BsImportReport */
  GPtrArray *failures; /* char *: "NAME: WHY" */
} BsImportOutcome;

/* Called once, in the main context, when all files were tried. */
typedef void (*BsImportDone) (BsImportOutcome *outcome, gpointer data);

/* @files: GFile. @cancellable keeps @done from being called. */
void bs_import_queue_start (BsDocument *document, GPtrArray *files, const char *page,
                            GCancellable *cancellable, BsImportDone done, gpointer data);

guint bs_import_outcome_count       (BsImportOutcome *outcome, BsImportKind kind);
guint bs_import_outcome_count_doubts (BsImportOutcome *outcome);

G_END_DECLS
