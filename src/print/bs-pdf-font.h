/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fonts of one PDF: which glyphs of which face it uses and what characters they stand for;
 * each face is then subset and embedded once. Codes in the content are the face's own glyph ids.
 * Used by src/print alone.
 */
#pragma once

#include "base/bs-environment.h"
#include "bs-pdf-file.h"
#include "compose/bs-face.h"
#include "layout/bs-display-list.h"

G_BEGIN_DECLS

typedef struct _BsPdfFont BsPdfFont;
typedef struct _BsPdfFontTable BsPdfFontTable;

/* Glyphs [first, first + n) of a run set the characters text[0 … length). */
typedef struct
{
  guint first;
  guint n_glyphs;
  const char *text;
  guint length;
  guint n_blanks; /* spaces at the end of @text without a glyph of their own; in @length */
} BsPdfCluster;

gboolean bs_pdf_cluster_next (const BsGlyphRun *run, BsPdfCluster *cluster);

BsPdfFontTable *bs_pdf_font_table_new     (BsEnvironment *environment);
void            bs_pdf_font_table_free    (BsPdfFontTable *self);
void            bs_pdf_font_table_add_run (BsPdfFontTable *self, const BsGlyphRun *run);
BsPdfFont      *bs_pdf_font_table_lookup  (BsPdfFontTable *self, BsFace *face);
void            bs_pdf_font_table_start   (BsPdfFontTable *self);
/* The /Font resource dictionary; waits for the subsets. */
gboolean        bs_pdf_font_table_embed   (BsPdfFontTable *self, BsPdfFile *file, BsPdfObject resources, GError **error);

const char *bs_pdf_font_get_name      (const BsPdfFont *self);
guint       bs_pdf_font_get_width     (const BsPdfFont *self, guint32 glyph); /* 1/1000 em */
guint32     bs_pdf_font_get_space     (const BsPdfFont *self); /* 0: none */
gboolean    bs_pdf_font_says          (const BsPdfFont *self, guint32 glyph, const char *text, guint length);

/* Why @face may not be embedded, translated; NULL when it may. Free with g_free(). */
char       *bs_pdf_font_refusal       (BsFace *face);
/* UTF-16BE in hexadecimal digits: ISO 32000-1, 9.10.3. */
void        bs_pdf_font_append_utf16  (GString *out, const char *text, guint length /* bytes */);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPdfFontTable, bs_pdf_font_table_free)

G_END_DECLS
