/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to bs-text-check: one text while it is read, shared by the rules for marks
 * (bs-text-check.c, bs-text-check-pairs.c) and those for words (bs-text-check-words.c).
 */
#pragma once

#include "bs-text-check.h"

#include <unicode/ubrk.h>

G_BEGIN_DECLS

struct _BsTextCheck
{
  UBreakIterator *words; /* NULL: this ICU has no dictionary; then only sure doubles are told */
};

typedef struct
{
  const char *text;
  const BsTextPlace *place;
  UBreakIterator *words;
  gunichar *c;     /* the characters, and a 0 */
  gsize *at;       /* their offsets, and the length */
  guint n;
  guint n_han;
  GPtrArray *faults;
} BsTextScan;

gboolean bs_text_scan_is_han (gunichar c);
/* 0 outside the text. */
gunichar bs_text_scan_get    (const BsTextScan *scan, int index);
/* @message, @replacement: taken over. */
void     bs_text_scan_add    (BsTextScan *scan, BsTextFaultKind kind, guint from, guint to,
                              char *replacement, char *message);

void bs_text_scan_pairs   (BsTextScan *scan);
void bs_text_scan_doubled (BsTextScan *scan);
void bs_text_scan_latin   (BsTextScan *scan);

G_END_DECLS
