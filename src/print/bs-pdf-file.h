/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The objects of one PDF being written: a thin layer over qpdf's C API that turns its sticky errors
 * into one GError at the end. Knows PDF syntax, nothing of pages. Used by src/print alone, from one
 * thread at a time.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BsPdfFile BsPdfFile;

/* A handle within its file; 0 is none. */
typedef guint BsPdfObject;

BsPdfFile  *bs_pdf_file_new         (void);
void        bs_pdf_file_free        (BsPdfFile *self);
BsPdfObject bs_pdf_file_parse       (BsPdfFile *self, const char *syntax);
BsPdfObject bs_pdf_file_add         (BsPdfFile *self, const char *syntax);
BsPdfObject bs_pdf_file_add_stream  (BsPdfFile *self, const char *dictionary, GBytes *data, const char *filter);
BsPdfObject bs_pdf_file_string      (BsPdfFile *self, const char *text);
void        bs_pdf_file_set         (BsPdfFile *self, BsPdfObject dictionary, const char *key, BsPdfObject value);
void        bs_pdf_file_set_text    (BsPdfFile *self, BsPdfObject dictionary, const char *key, const char *text);
void        bs_pdf_file_append      (BsPdfFile *self, BsPdfObject array, BsPdfObject value);
void        bs_pdf_file_add_page    (BsPdfFile *self, BsPdfObject page);
BsPdfObject bs_pdf_file_get_catalog (BsPdfFile *self);
BsPdfObject bs_pdf_file_get_trailer (BsPdfFile *self);
GBytes     *bs_pdf_file_write       (BsPdfFile *self, GError **error);

typedef enum
{
  BS_PDF_TEXT,  /* operators, tables: shrinks to a fifth */
  BS_PDF_BINARY /* outlines, profiles: hardly shrinks */
} BsPdfDataKind;

GBytes     *bs_pdf_deflate          (const void *data, gsize length, BsPdfDataKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPdfFile, bs_pdf_file_free)

G_END_DECLS
