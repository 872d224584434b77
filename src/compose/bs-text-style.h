/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a paragraph is to be set. Plain data; layout and preferences fill it in.
 */
#pragma once

#include "base/bs-unit.h"

G_BEGIN_DECLS

typedef enum
{
  BS_ALIGN_JUSTIFY,
  BS_ALIGN_START,
  BS_ALIGN_CENTER,
  BS_ALIGN_END
} BsAlign;

typedef enum
{
  BS_STRICTNESS_LOOSE,
  BS_STRICTNESS_NORMAL,
  BS_STRICTNESS_STRICT
} BsStrictness;

/* DeviceCMYK in per mille. Text is K only. */
typedef struct
{
  guint16 c, m, y, k;
} BsColor;

typedef struct
{
  const char *family;     /* borrowed; "Noto Serif CJK SC" */
  guint weight;           /* 100 … 900 */
  BsUnit size;            /* one em */
  BsUnit letter_spacing;  /* between Han, headlines only */
  BsAlign align;
  guint indent;           /* of the first line, in em */
  BsStrictness strictness;
  gboolean trim_indent_opening; /* opening bracket or quote after the indent: trim half an em */
  gboolean hang_marks;
  gboolean full_width_marks;    /* set half-width , ; : ? ! ( ) between Han full-width */
  BsColor color;
  const char *lead_family; /* borrowed: of the text's first bytes, the words that open a story */
  guint lead_weight;
  guint32 lead_bytes;      /* 0: all in one face */
} BsTextStyle;

G_END_DECLS
