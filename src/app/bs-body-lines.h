/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The paragraphs of a story as the lines of a text buffer, and what editing those lines does to the
 * document. Used by BsBodyBuffer only. Knows no widget; opens and closes no group of undo.
 */
#pragma once

#include "model/bs-document.h"

G_BEGIN_DECLS

typedef struct
{
  BsDocument *document; /* NULL: nothing to edit */
  char *story;
  GPtrArray *ids;       /* of the paragraph on each line */
} BsBodyLines;

/* An insertion at a place, or the deletion of a range. */
typedef struct
{
  int line;
  int offset; /* bytes in the line */
  int end_line;
  int end_offset;
  const char *text; /* NULL for a deletion */
} BsBodyEdit;

void          bs_body_lines_init          (BsBodyLines *self);
void          bs_body_lines_clear         (BsBodyLines *self);
void          bs_body_lines_set_story     (BsBodyLines *self, BsDocument *document,
                                           const char *story);
/* Reads the lines anew; the text they have in the document. Caller frees. */
char         *bs_body_lines_read          (BsBodyLines *self);
const BsNode *bs_body_lines_get_paragraph (const BsBodyLines *self, int line); /* NULL: none */
int           bs_body_lines_find          (const BsBodyLines *self, const char *paragraph); /* -1 */
/* "/stories/s1/paragraphs/p2" and @member. Caller frees. */
char         *bs_body_lines_dup_path      (const BsBodyLines *self, int line, const char *member);
gboolean      bs_body_lines_apply         (BsBodyLines *self, const BsBodyEdit *edit, GError **error);
gboolean      bs_body_lines_set_role      (BsBodyLines *self, int line, const char *role,
                                           GError **error);

G_END_DECLS
