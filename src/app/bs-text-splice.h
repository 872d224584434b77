/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one run of bytes in which two texts differ, at whole characters: what a text view needs to
 * follow a document, and a document to follow a text view. Pure.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gsize offset;
  gsize removed;  /* bytes of the old text */
  gsize inserted; /* bytes of the new text */
} BsTextSplice;

BsTextSplice bs_text_splice_find (const char *old_text, const char *new_text);

G_END_DECLS
