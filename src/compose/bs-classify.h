/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What each character of a paragraph is in its surroundings: its class, the face that has it, and
 * whether a half-width mark between Han is to be set full-width. Used by bs_prepare() only.
 */
#pragma once

#include "compose/bs-tables.h"

G_BEGIN_DECLS

typedef struct
{
  gunichar c;
  gunichar shown; /* @c, or the full-width mark set in its place */
  guint32 offset; /* byte in the text */
  guint8 klass;   /* BsClass */
  guint8 attaches : 1; /* combining: belongs to the character before */
  guint8 ignorable : 1; /* has no shape of its own */
} BsChar;

gboolean bs_class_is_wide  (BsClass klass); /* set in an em of its own, full-width marks too */
gboolean bs_class_is_latin (BsClass klass); /* set as part of a word or number */
gboolean bs_class_is_mark  (BsClass klass); /* full-width punctuation with a blank */
gboolean bs_class_is_space (BsClass klass); /* vanishes at the end of a line */

GArray *bs_classify (const BsTables *tables, const char *text, gsize length, gboolean full_width_marks);

G_END_DECLS
