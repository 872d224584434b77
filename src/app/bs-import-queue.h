/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads several sources for an import, one after the other, in a worker thread: files, those in
 * folders, text and pictures from the clipboard. Photos are copied to where the document keeps them. Takes nothing
 * into the document.
 */
#pragma once

#include "import/bs-import-copy.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

typedef struct _BsImportInput BsImportInput;

BsImportInput *bs_import_input_new_file    (GFile *file);
BsImportInput *bs_import_input_new_text    (const char *name, const char *text);
BsImportInput *bs_import_input_new_texture (const char *name, GdkTexture *texture);
void           bs_import_input_free        (BsImportInput *self);

typedef struct
{
  GPtrArray *copies;   /* BsImportCopy */
  GPtrArray *failures; /* char *: "NAME: WHY" */
} BsImportReading;

void bs_import_reading_free (BsImportReading *reading);
/* Nobody wants it: takes away the photos that were stored for it and not taken in. */
void bs_import_reading_drop (BsImportReading *reading, BsDocument *document);

/* @name: of what is read now; @index from 0. */
typedef void (*BsImportProgress) (const char *name, guint index, guint total, gpointer data);
/* Called once, in the main context, when all were tried. */
typedef void (*BsImportDone)     (BsImportReading *reading /* transfer full */, gpointer data);

typedef struct
{
  BsImportProgress progress;
  BsImportDone done;
  GDestroyNotify cancelled; /* called instead */
  gpointer data;
} BsImportWatch;

/* @inputs: BsImportInput. */
void bs_import_queue_start (BsDocument *document, GPtrArray *inputs, GCancellable *cancellable,
                            const BsImportWatch *watch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsImportReading, bs_import_reading_free)

G_END_DECLS
