/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-text-splice.h"

#include "bs-config.h"

#include <string.h>

static gboolean
is_inside_character (char byte)
{
  return (byte & 0xc0) == 0x80;
}

BsTextSplice
bs_text_splice_find (const char *old_text, const char *new_text)
{
  gsize old_length = strlen (old_text);
  gsize new_length = strlen (new_text);
  gsize prefix = 0;
  gsize suffix = 0;

  while (old_text[prefix] != '\0' && old_text[prefix] == new_text[prefix])
    prefix++;
  /* Both continue with the same lead byte before the prefix's end. */
  while (prefix > 0
         && (is_inside_character (old_text[prefix]) || is_inside_character (new_text[prefix])))
    prefix--;
  while (suffix < old_length - prefix && suffix < new_length - prefix
         && old_text[old_length - 1 - suffix] == new_text[new_length - 1 - suffix])
    suffix++;
  while (suffix > 0 && is_inside_character (old_text[old_length - suffix]))
    suffix--;

  return (BsTextSplice){ prefix, old_length - prefix - suffix, new_length - prefix - suffix };
}
