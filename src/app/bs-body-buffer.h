/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The body of a story as a text buffer. One line is one paragraph of the document. What the user
 * does to the buffer becomes operations first and text second, so the two cannot disagree; what
 * happens to the document otherwise (undo, import) comes back as the smallest change of text, and
 * the caret stays near. Its own undo is off: the document's is used.
 */
#pragma once

#include "model/bs-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_BODY_BUFFER (bs_body_buffer_get_type ())
G_DECLARE_FINAL_TYPE (BsBodyBuffer, bs_body_buffer, BS, BODY_BUFFER, GtkTextBuffer)

/* Signal "conflict" (message): an edit did not fit the document and was not made. */

GtkTextBuffer *bs_body_buffer_new       (void);
/* @document and @story may be NULL: nothing to edit. */
void           bs_body_buffer_set_story (BsBodyBuffer *self, BsDocument *document, const char *story);
/* While nobody sees it, a buffer does not follow the document; it catches up when it is seen. */
void           bs_body_buffer_set_seen  (BsBodyBuffer *self, gboolean seen);
/* An input method begins to compose at the caret. */
void           bs_body_buffer_compose   (BsBodyBuffer *self);
void           bs_body_buffer_set_em    (BsBodyBuffer *self, int pixels);
/* Of the paragraphs that are selected, else the one with the caret: "body" or "subhead". */
const char    *bs_body_buffer_get_role  (BsBodyBuffer *self);
void           bs_body_buffer_set_role  (BsBodyBuffer *self, const char *role);
/* Replaces the selection by BsPastedParagraph, as one undo step. */
void           bs_body_buffer_paste     (BsBodyBuffer *self, GPtrArray *paragraphs);
/* BsPastedParagraph: what is selected, with its roles. */
GPtrArray     *bs_body_buffer_dup_selection (BsBodyBuffer *self);

/* Bytes of one paragraph; @length 0: to its end. FALSE: it is not there. */
gboolean       bs_body_buffer_select    (BsBodyBuffer *self, const char *paragraph, gsize offset,
                                         gsize length);
/* Of the text on a line, "/stories/s1/paragraphs/p2/text"; NULL: none. Caller frees. */
char          *bs_body_buffer_dup_path  (BsBodyBuffer *self, int line);
int            bs_body_buffer_find_line (BsBodyBuffer *self, const char *paragraph); /* -1: none */

G_END_DECLS
