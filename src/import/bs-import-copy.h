/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One source as it was read, before anything is taken into a document: a page's text, a story, a
 * photo, ninjs. Read in any thread, looked at and corrected by a person, then taken in. Knows no
 * document until then.
 */
#pragma once

#include "bs-import.h"
#include "model/bs-photo-info.h"

G_BEGIN_DECLS

/* A picture that the source is or holds. */
typedef struct
{
  GFile *file;
  BsPhotoInfo *info;
  gboolean is_temporary; /* unpacked; goes with the copy */
  guint line;            /* the line of the text below which it stood; 0: above the first */
  char *media;           /* its name, once it lies where the document keeps photos */
  GFile *folder;         /* where that was */
  gboolean is_left_over; /* it came there with this, and nothing names it yet */
} BsImportPicture;

struct _BsImportCopy
{
  char *name; /* as shown */
  BsSourceKind kind;
  char *text; /* UTF-8; NULL where the source is no text */
  char *encoding;
  BsPageImport *import; /* what the text was read as; NULL where it is no text */
  GArray *facts;        /* BsLineFact, of the lines of @import: what the file says itself */
  GBytes *bytes;        /* ninjs */
  GPtrArray *pictures;  /* BsImportPicture */
  GPtrArray *notes;     /* char *: what an editor must know, such as what was left out */
};

/* How something is taken in. All zero: to the first page, as it is. */
typedef struct
{
  const char *page;  /* see bs_import_apply() */
  const char *story; /* photos go to this one; NULL or "": to none */
  const char *photo; /* the photo that a picture is for; NULL or "": a new one, or one that waits */
  gboolean widen;    /* half-width marks beside Han get their full width */
  const char *over;  /* its text takes the place of this story's, which is kept as a version; NULL */
} BsImportTarget;

BsImportCopy *bs_import_copy_read     (GFile *file, GCancellable *cancellable, GError **error);
BsImportCopy *bs_import_copy_new      (const char *name, GBytes *bytes, GError **error);
void          bs_import_copy_free     (BsImportCopy *self);
/* Puts its pictures where a document keeps its photos. Any thread; @mode: of a folder to be made. */
gboolean      bs_import_copy_store    (BsImportCopy *self, GFile *folder, int mode, GError **error);
/* Nobody wants it: takes away the pictures that were put there and not taken in. */
void          bs_import_copy_drop     (BsImportCopy *self, BsDocument *document);
guint         bs_import_copy_count    (BsImportCopy *self, BsImportKind kind);
/* @import: as an editor corrected it; NULL: as it was read. */
BsImportReport *bs_import_copy_apply  (BsImportCopy *self, BsDocument *document, BsPageImport *import,
                                       const BsImportTarget *target, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsImportCopy, bs_import_copy_free)

G_END_DECLS
