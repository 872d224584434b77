/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sheet around a trimmed page: its boxes, and outside the bleed the crop and registration
 * marks, the colour bar and the slug line; across it the word that marks a proof. Used by src/print
 * alone.
 */
#pragma once

#include "bs-pdf-content.h"
#include "bs-pdf.h"

G_BEGIN_DECLS

typedef struct _BsPdfSheet BsPdfSheet;

BsPdfSheet *bs_pdf_sheet_new   (BsEnvironment *environment, BsDisplayList *list, const BsPdfOptions *options, GDateTime *now);
void        bs_pdf_sheet_free  (BsPdfSheet *self);
/* From the sheet's corner to the trim's. */
BsUnit      bs_pdf_sheet_get_margin (const BsPdfSheet *self);
/* Media, bleed and trim box in PDF syntax, without << >>. */
char       *bs_pdf_sheet_get_boxes  (const BsPdfSheet *self);
void        bs_pdf_sheet_add_fonts  (BsPdfSheet *self, BsPdfFontTable *fonts);
void        bs_pdf_sheet_draw_marks (BsPdfSheet *self, BsPdfContent *content, BsPdfFontTable *fonts);
void        bs_pdf_sheet_draw_proof (BsPdfSheet *self, BsPdfContent *content, BsPdfFontTable *fonts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPdfSheet, bs_pdf_sheet_free)

G_END_DECLS
