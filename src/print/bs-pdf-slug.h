/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line of text that the sheet needs and no layout made: shaped here, simply, in whatever face of
 * the page can say it. Used by bs-pdf-sheet.c.
 */
#pragma once

#include "bs-pdf-font.h"
#include "base/bs-environment.h"

G_BEGIN_DECLS

typedef struct _BsPdfSlug BsPdfSlug;

/* @face: preferred, nullable. Characters that no font has are left out. */
BsPdfSlug        *bs_pdf_slug_new       (BsEnvironment *environment, BsFace *face, const char *text, BsUnit size);
void              bs_pdf_slug_free      (BsPdfSlug *self);
BsUnit            bs_pdf_slug_get_width (const BsPdfSlug *self);
/* Its origin; until then 0, 0. */
void              bs_pdf_slug_place     (BsPdfSlug *self, BsUnit x, BsUnit y);
guint             bs_pdf_slug_get_n_runs (const BsPdfSlug *self);
const BsGlyphRun *bs_pdf_slug_get_run   (const BsPdfSlug *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPdfSlug, bs_pdf_slug_free)

G_END_DECLS
