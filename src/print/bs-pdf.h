/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Print-ready PDF/X-4 from display lists (ISO 15930-7, on PDF 1.6), one or many pages. K-only
 * overprinting text, subset fonts, CMYK photos, output intent, boxes, marks, XMP. The same lists,
 * options and clock give the same bytes. Usable from any thread.
 */
#pragma once

#include "base/bs-environment.h"
#include "layout/bs-display-list.h"
#include "layout/bs-finding.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BS_PRINT_ERROR (bs_print_error_quark ())
GQuark bs_print_error_quark (void);

typedef enum
{
  BS_PRINT_ERROR_PROFILE,  /* output profile unreadable or not a CMYK printer's */
  BS_PRINT_ERROR_PHOTO,    /* a photo that cannot be read */
  BS_PRINT_ERROR_FONT,     /* a font that cannot be embedded */
  BS_PRINT_ERROR_WRITE,
  BS_PRINT_ERROR_PREFLIGHT /* findings of error level, and neither forced nor a proof */
} BsPrintError;

typedef enum
{
  BS_STANDARD_X4
} BsStandard;

typedef struct
{
  BsStandard standard;
  gboolean marks;            /* crop and registration marks, colour bar, slug line */
  gboolean proof;            /* marked as proof across the slug and the page */
  gboolean working_paper;    /* sheets of bs-proof.h: not for a press, neither judged nor called PDF/X */
  const char *profile;       /* path of an ICC profile; NULL: the newsprint profile that comes with Broadsheet */
  const char *title;         /* "江城日报 2026-11-22" */
  const char *publication;
  const char *date;
  const char *language;      /* "zh-CN" */
  BsUnit bleed;
  guint resolution;          /* ppi that photos are brought down to; 0: 200 */
  GFile *media_folder;       /* nullable */
  void (*progress) (double fraction, gpointer data);
  gpointer progress_data;
} BsPdfOptions;

/* The whole file in memory: nothing reaches the disk unless all went well. */
GBytes *bs_pdf_export (BsEnvironment *environment, BsDisplayList *const *pages, guint n_pages,
                       const BsPdfOptions *options, GCancellable *cancellable, GError **error);

/* What only print cares about: photos missing, of low resolution, unreadable; fonts that may not be
 * embedded; hairlines; text outside the trim. Array of BsFinding (transfer full). */
GPtrArray *bs_preflight (BsEnvironment *environment, BsDisplayList *list, const BsPdfOptions *options);
/* What layout found, as print takes it: what is but unfinished on a proof may not be printed. */
BsLevel    bs_preflight_get_level (const BsFinding *finding, gboolean proof);

G_END_DECLS
