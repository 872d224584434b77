/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the two halves of a content stream share: bs-pdf-content.c draws, bs-pdf-text.c sets glyphs.
 * Nobody else includes it.
 */
#pragma once

#include "bs-pdf-content.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean overprint;
  gboolean painted;
  BsPaint paint;
  const BsPdfFont *font;
  BsUnit size;
} BsPdfState;

struct _BsPdfContent
{
  GString *data;
  BsUnit page_height;
  BsPdfState state;
  GArray *saved;
  gboolean in_text;
};

void bs_pdf_content_append_fixed  (GString *out, gint64 value, guint decimals);
void bs_pdf_content_append_length (GString *out, BsUnit value);
void bs_pdf_content_append_point  (BsPdfContent *self, BsUnit x, BsUnit y);
void bs_pdf_content_set_overprint (BsPdfContent *self, gboolean overprint);
void bs_pdf_content_set_paint     (BsPdfContent *self, const BsPaint *paint);

G_END_DECLS
