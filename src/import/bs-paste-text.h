/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a clipboard or a drop brings, as clean paragraphs: from Word and the web (HTML), or plain
 * text with lines broken by a mail program. Pure; bounded; it never fails and keeps nothing that
 * cannot be seen. For the editor of stories.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gboolean subhead;
  char *text; /* never empty, no line end in it */
} BsPastedParagraph;

/* BsPastedParagraph; empty where nothing can be read. */
GPtrArray *bs_paste_read_html (const char *html, gsize length);
GPtrArray *bs_paste_read_text (const char *text, gsize length);
/* As bs_paste_read_text(), but each line is a paragraph: "paste as plain text". */
GPtrArray *bs_paste_read_lines (const char *text, gsize length);

G_END_DECLS
