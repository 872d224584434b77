/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Issues out of bytes, for the fuzzers of layout: each byte decides something, so that what is
 * invented always has an issue's form, and anything that the form allows can come of it.
 */
#pragma once

#include "model/bs-node.h"

G_BEGIN_DECLS

typedef struct
{
  const guint8 *data;
  gsize size;
  gsize at;
  guint n_pieces; /* of text that may still be made: setting a page shall stay quick */
} FuzzBytes;

/* 0 … @n - 1; 0 where all bytes are used up. */
guint   fuzz_take       (FuzzBytes *bytes, guint n);
char   *fuzz_take_text  (FuzzBytes *bytes);
/* "s3": of those that fuzz_take_issue() gives out */
char   *fuzz_take_id    (FuzzBytes *bytes, char letter);
BsNode *fuzz_take_issue (FuzzBytes *bytes);

G_END_DECLS
