/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes of unknown origin become UTF-8, or a reason why not. Used by every reader of text. It
 * never guesses silently: bytes that fit no encoding are refused, not replaced.
 */
#pragma once

#include "bs-import-error.h"

G_BEGIN_DECLS

/* A page is about 20 KiB; a thousand times that is a mistake of the sender. */
#define BS_TEXT_LIMIT (16 * 1024 * 1024)

typedef enum
{
  BS_TEXT_ENCODING_UTF8,
  BS_TEXT_ENCODING_UTF16_LE,
  BS_TEXT_ENCODING_UTF16_BE,
  BS_TEXT_ENCODING_GB18030
} BsTextEncoding;

const char *bs_text_encoding_get_name (BsTextEncoding encoding);
char       *bs_text_decode            (const char     *name,
                                       GBytes         *bytes,
                                       BsTextEncoding *encoding,
                                       GError        **error);

G_END_DECLS
