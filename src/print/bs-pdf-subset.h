/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A face cut down to the glyphs a PDF uses, ready to embed. The codes stay the face's own glyph
 * ids. Used by bs-pdf-font.c, from threads.
 */
#pragma once

#include "compose/bs-face.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Immutable, reference-counted. */
typedef struct
{
  int ref_count;
  GBytes *program;       /* deflated: bare CFF table, or TrueType font */
  gsize program_length;  /* before deflating */
  GBytes *cid_to_gid;    /* deflated; NULL for CFF */
} BsPdfSubset;

BsPdfSubset *bs_pdf_subset_new      (BsFace *face, const hb_set_t *glyphs, GError **error);
BsPdfSubset *bs_pdf_subset_ref      (BsPdfSubset *self);
void         bs_pdf_subset_unref    (BsPdfSubset *self);
/* The FontDescriptor's syntax, without the font file. */
char        *bs_pdf_subset_describe (BsPdfSubset *self, BsFace *face, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPdfSubset, bs_pdf_subset_unref)

G_END_DECLS
