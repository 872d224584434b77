/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules of composing as data: which class a character has, what happens between two classes,
 * and in which order a line is adjusted. Read by everything in this folder from the files in
 * `tables/`; no rule of the standard is written anywhere else. Immutable once loaded.
 */
#pragma once

#include "base/bs-environment.h"
#include "compose/bs-text-style.h"

G_BEGIN_DECLS

typedef enum
{
  BS_CLASS_HAN,
  BS_CLASS_OPENING,
  BS_CLASS_CLOSING,
  BS_CLASS_COMMA,
  BS_CLASS_STOP,
  BS_CLASS_MIDDLE_DOT,
  BS_CLASS_DASH,
  BS_CLASS_ELLIPSIS,
  BS_CLASS_CONNECTOR,
  BS_CLASS_ITERATION,
  BS_CLASS_SMALL_KANA,
  BS_CLASS_WIDE_PREFIX,
  BS_CLASS_WIDE_SUFFIX,
  BS_CLASS_PREFIX,
  BS_CLASS_SUFFIX,
  BS_CLASS_DIGIT,
  BS_CLASS_LATIN,
  BS_CLASS_LATIN_OPENING,
  BS_CLASS_LATIN_CLOSING,
  BS_CLASS_LATIN_MARK,
  BS_CLASS_LATIN_QUOTE,
  BS_CLASS_HYPHEN,
  BS_CLASS_SLASH,
  BS_CLASS_SIGN,
  BS_CLASS_SPACE,
  BS_CLASS_WIDE_SPACE,
  BS_CLASS_GLUE,
  BS_CLASS_ZERO_SPACE,
  BS_CLASS_NEWLINE,
  BS_N_CLASSES
} BsClass;

typedef enum
{
  BS_BLANK_NONE,
  BS_BLANK_LEFT,
  BS_BLANK_RIGHT,
  BS_BLANK_BOTH
} BsBlank;

/* What can be narrowed or widened in a line; also the names in adjust.table. */
typedef enum
{
  BS_ADJUST_LINE_END,
  BS_ADJUST_LINE_START,
  BS_ADJUST_WORD_SPACE,
  BS_ADJUST_MIDDLE_DOT,
  BS_ADJUST_BRACKET,
  BS_ADJUST_COMMA,
  BS_ADJUST_LATIN_GAP,
  BS_ADJUST_STOP,
  BS_ADJUST_ADJACENT,
  BS_ADJUST_MARK,
  BS_ADJUST_HAN,
  BS_N_ADJUSTS
} BsAdjust;

#define BS_BREAK_NEVER (-1)
#define BS_BREAK_WORD (-2) /* only by hyphenation or in an emergency */

typedef struct
{
  gint16 cost; /* of a break between the two, or BS_BREAK_NEVER, BS_BREAK_WORD */
  guint8 gap : 1;
  guint8 solid : 1;
} BsPair;

typedef struct
{
  guint8 adjust; /* a BsAdjust */
  gint32 cost;   /* when used to its limit; grows with the square of the use */
  gint32 limit;  /* thousandths of an em each; only of what is counted: marks, pairs of Han */
  gint32 most;   /* likewise; up to which pairs of Han are opened or closed by this row */
} BsAdjustRow;

#define BS_MAX_ADJUST_ROWS (BS_N_ADJUSTS + 2) /* Han may have several */

/* Thousandths of an em. */
typedef struct
{
  gint32 least, natural, greatest;
} BsSpaceSize;

typedef struct
{
  GHashTable *classes; /* character -> BsClass + 1 */
  guint8 ascii[128];   /* the same for ASCII */
  BsBlank blanks[BS_N_CLASSES];
  guint8 squeezes[BS_N_CLASSES];                                /* a BsAdjust */
  BsPair pairs[BS_STRICTNESS_STRICT + 1][BS_N_CLASSES][BS_N_CLASSES];

  BsAdjustRow shrink[BS_MAX_ADJUST_ROWS];
  guint n_shrink;
  BsAdjustRow stretch[BS_MAX_ADJUST_ROWS];
  guint n_stretch;
  BsSpaceSize word_space, latin_gap, han_space;
  gint32 adjacent;      /* thousandths of an em */
  gint32 headline_mark; /* thousandths of a mark's blank */
  gint32 cost_line, cost_short_last, cost_hyphen, cost_hyphens, cost_address,
    cost_centred, cost_number, cost_range, cost_sum;

  GHashTable *units; /* set of strings */
} BsTables;

BsTables *bs_tables_load (BsEnvironment *environment, GError **error);
void      bs_tables_free (BsTables *tables);
BsClass   bs_tables_get_class (const BsTables *tables, gunichar c);
/* "comma"; and the other way round, -1 for none. */
const char *bs_class_get_name  (BsClass klass);
int         bs_class_from_name (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsTables, bs_tables_free)

G_END_DECLS
