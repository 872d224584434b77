/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The photos of one PDF: each is read, cropped, brought down to the press's resolution, converted
 * to its inks and embedded once, in a thread of its own. Used by src/print alone.
 */
#pragma once

#include "bs-output-profile.h"
#include "bs-pdf-file.h"
#include "bs-pdf.h"

G_BEGIN_DECLS

typedef struct _BsPdfPhotoTable BsPdfPhotoTable;

BsPdfPhotoTable *bs_pdf_photo_table_new    (BsEnvironment *environment, const BsPdfOptions *options, BsOutputProfile *profile);
void             bs_pdf_photo_table_free   (BsPdfPhotoTable *self);
void             bs_pdf_photo_table_add    (BsPdfPhotoTable *self, const BsImageItem *item);
void             bs_pdf_photo_table_start  (BsPdfPhotoTable *self, GCancellable *cancellable);
/* Name of the XObject; NULL for a photo that is not there, which only a proof may have. */
const char      *bs_pdf_photo_table_lookup (BsPdfPhotoTable *self, const BsImageItem *item);
gboolean         bs_pdf_photo_table_embed  (BsPdfPhotoTable *self, BsPdfFile *file, BsPdfObject resources, GError **error);
/* After embedding. */
void             bs_pdf_photo_table_digest (BsPdfPhotoTable *self, GChecksum *sum);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPdfPhotoTable, bs_pdf_photo_table_free)

G_END_DECLS
