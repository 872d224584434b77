/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a PDF/X-4 says of itself: Info dictionary, XMP, output intent (ISO 15930-7, 6.2 and 6.5).
 * Used by src/print alone.
 */
#pragma once

#include "bs-output-profile.h"
#include "bs-pdf-file.h"
#include "bs-pdf.h"

G_BEGIN_DECLS

typedef struct
{
  const BsPdfOptions *options;
  GDateTime *created; /* UTC */
  const char *digest; /* of the content, hexadecimal; the document's identity follows from it */
} BsPdfMetadata;

void bs_pdf_metadata_add        (BsPdfFile *file, const BsPdfMetadata *metadata);
void bs_pdf_metadata_add_intent (BsPdfFile *file, BsOutputProfile *profile, GBytes *deflated);

G_END_DECLS
