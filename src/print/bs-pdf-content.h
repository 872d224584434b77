/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One page's content stream. Takes display-list coordinates (units, y down) and writes PDF's
 * (points, y up, origin at the trim's bottom left corner). Keeps the rule for overprinting: black
 * text and rules overprint, nothing else does. Numbers are formatted from integers, so that no
 * locale or rounding mode gets in. Used by src/print alone.
 */
#pragma once

#include "bs-pdf-font.h"

G_BEGIN_DECLS

typedef struct _BsPdfContent BsPdfContent;

/* What is painted with. */
typedef enum
{
  BS_PAINT_COLOR,       /* a BsColor, in DeviceCMYK */
  BS_PAINT_REGISTRATION /* on every plate: /Separation /All */
} BsPaintKind;

typedef struct
{
  BsPaintKind kind;
  BsColor color;
} BsPaint;

BsPdfContent *bs_pdf_content_new     (BsUnit page_height, BsUnit origin_x, BsUnit origin_y);
void          bs_pdf_content_free    (BsPdfContent *self);
void          bs_pdf_content_save    (BsPdfContent *self);
void          bs_pdf_content_restore (BsPdfContent *self);
void          bs_pdf_content_concat  (BsPdfContent *self, const double matrix[6]);
void          bs_pdf_content_clip    (BsPdfContent *self, const BsRect *rect);
void          bs_pdf_content_fill    (BsPdfContent *self, const BsRect *rect, const BsPaint *paint);
void          bs_pdf_content_circle  (BsPdfContent *self, BsUnit x, BsUnit y, BsUnit radius, BsUnit line, const BsPaint *paint);
void          bs_pdf_content_image   (BsPdfContent *self, const BsRect *rect, const char *name);
void          bs_pdf_content_glyphs  (BsPdfContent *self, const BsGlyphRun *run, const BsGlyphRun *next, const BsPdfFont *font,
                                      const BsPaint *paint);
/* A named graphics state until the next restore, and marked content. */
void          bs_pdf_content_state   (BsPdfContent *self, const char *name);
void          bs_pdf_content_begin   (BsPdfContent *self, const char *tag, const char *properties);
void          bs_pdf_content_end     (BsPdfContent *self);
/* Deflated; to be called once. */
GBytes       *bs_pdf_content_finish  (BsPdfContent *self);

/* Whether black of this kind overprints: solid black on the black plate alone. */
gboolean      bs_color_is_solid_black (BsColor color);
gboolean      bs_rect_is_rule         (const BsRect *rect);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPdfContent, bs_pdf_content_free)

G_END_DECLS
