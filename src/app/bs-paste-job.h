/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads what a clipboard or a drop offers as the paragraphs of a story: formatted text where there
 * is some, else plain. For text views; knows none.
 */
#pragma once

#include "import/bs-paste-text.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @paragraphs: BsPastedParagraph; empty where there is no text. */
typedef void (*BsPasteRead) (GPtrArray *paragraphs, gpointer data);

/* @plain: each line as it is, no formatting. @data is freed after @done. */
void bs_paste_job_read_clipboard (GdkClipboard *clipboard, gboolean plain, BsPasteRead done,
                                  GObject *data);
void bs_paste_job_read_drop      (GdkDrop *drop, BsPasteRead done, GObject *data);
gboolean bs_paste_job_takes      (GdkContentFormats *formats);
/* What a copied text offers: itself, and as HTML where it has several paragraphs. */
GdkContentProvider *bs_paste_job_new_content (GPtrArray *paragraphs);

G_END_DECLS
