/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page made up for the tests of print, without layout: everything a display list can hold, in
 * invented text. Used by tests/print alone.
 */
#pragma once

#include "base/bs-environment.h"
#include "layout/bs-display-list.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean photos;   /* names those that demo_photos_write() makes */
  gboolean specials; /* headline on colour, vertical headline, group, tints */
  guint n_lines;     /* of 55 characters of body text; 7,000 glyphs are 128 */
  const char *face;  /* further font family, or NULL */
} DemoPage;

/* @text: receives what pdftotext is to give back, one line a run of text. */
BsDisplayList *demo_page_new     (BsEnvironment *environment, const DemoPage *page, GString *text);
/* Gray, RGB, CMYK and Adobe CMYK JPEG, PNG with transparency, TIFF; turned and cut short too. */
void           demo_photos_write (const char *folder);
void           demo_photo_write_turned (const char *folder, const char *name, guint8 orientation);

G_END_DECLS
