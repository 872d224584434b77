/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking copy into a document: what a source is, and putting it on a page as one step of undo.
 * Used by the command line and the application, which print or show the report. Existing stories
 * stay as they are; on any error the document is as before.
 */
#pragma once

#include "bs-page-text.h"
#include "model/bs-document.h"

G_BEGIN_DECLS

typedef enum
{
  BS_SOURCE_PAGE_TEXT, /* several stories */
  BS_SOURCE_STORY,     /* one story, its title on the first line */
  BS_SOURCE_PHOTO,     /* JPEG, PNG, TIFF */
  BS_SOURCE_NINJS      /* .json one item, .ndjson one item a line */
} BsSourceKind;

/* What became of one item of the source. */
typedef struct
{
  BsImportKind kind;
  char *id;         /* in the document */
  char *title;      /* headline, or the caption's beginning */
  guint characters; /* as editors count */
  guint paragraphs;
  guint confidence; /* 0…100 */
  guint line;       /* in the source; 0 where it has no lines */
} BsImportEntry;

typedef struct
{
  char *source; /* as shown: a file's name */
  BsSourceKind kind;
  char *encoding;       /* "UTF-8"; "" for photos */
  char *page;
  GPtrArray *entries;   /* BsImportEntry, in the order of the page */
  GPtrArray *doubts;    /* BsImportDoubt; its item is an index into entries */
  GPtrArray *set_aside; /* char *: lines that became no item, "12: A2 要闻" */
  GPtrArray *notes;     /* char *: what an editor must know, such as what was left out */
  guint narrow;         /* half-width ,;:?!() beside Han, which bs_punctuation_widen() would change */
} BsImportReport;

/* A source that was read: bs-import-copy.h */
typedef struct _BsImportCopy BsImportCopy;

void   bs_import_report_free      (BsImportReport *report);
char  *bs_import_report_to_string (const BsImportReport *report);
BsNode *bs_import_report_to_node  (const BsImportReport *report);

/* @page names the page that stories and photos go to ("A1"); "": none, they wait for one; NULL: the
 * first, or a ninjs item's own. */
BsImportReport *bs_import_apply (BsDocument *document, BsPageImport *import, const char *page, GError **error);
BsImportReport *bs_import_file  (BsDocument *document, GFile *file, const char *page, GError **error);
BsImportReport *bs_import_bytes (BsDocument *document, GBytes *bytes, const char *name, const char *page, GError **error);

gboolean bs_import_sniff (const char *name, GBytes *bytes, BsSourceKind *kind, GError **error);

/* Half-width , ; : ? ! ( ) next to Han become full-width. Returns new text; @changed may be NULL. */
char *bs_punctuation_widen (const char *text, guint *changed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsImportReport, bs_import_report_free)

G_END_DECLS
