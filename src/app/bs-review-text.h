/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text under review before it is imported: its lines, what each was read as, what the editor says
 * of them, with undo. Reads the text again, in a thread, after each correction. Knows no widget, and
 * no document: nothing is imported here.
 */
#pragma once

#include "import/bs-import-copy.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One line of it. "changed" (): what it is read as. */
#define BS_TYPE_REVIEW_LINE (bs_review_line_get_type ())
G_DECLARE_FINAL_TYPE (BsReviewLine, bs_review_line, BS, REVIEW_LINE, GObject)

/* As it will be imported. */
const char         *bs_review_line_get_text  (BsReviewLine *self);
/* As it came: the same characters but for the marks that are made full-width. */
const char         *bs_review_line_get_source (BsReviewLine *self);
const BsImportLine *bs_review_line_get_state (BsReviewLine *self);
gboolean            bs_review_line_get_begins (BsReviewLine *self); /* a story or caption */
/* The story it belongs to, or stands in, counted from 0 over the stories; -1: none. */
int                 bs_review_line_get_story (BsReviewLine *self);

/* Signals: "changed" (): what was read, or may be undone. */
#define BS_TYPE_REVIEW_TEXT (bs_review_text_get_type ())
G_DECLARE_FINAL_TYPE (BsReviewText, bs_review_text, BS, REVIEW_TEXT, GObject)

BsReviewText *bs_review_text_new (BsImportCopy *copy /* borrowed, outlives it */);
BsImportCopy *bs_review_text_get_copy    (BsReviewText *self);
GListModel   *bs_review_text_get_lines   (BsReviewText *self); /* BsReviewLine */
BsPageImport *bs_review_text_get_import  (BsReviewText *self);
gboolean      bs_review_text_is_reading  (BsReviewText *self);
/* Whether half-width marks beside Han get their full width. */
void          bs_review_text_set_widen   (BsReviewText *self, gboolean widen);
gboolean      bs_review_text_get_widen   (BsReviewText *self);
guint         bs_review_text_count_doubts (BsReviewText *self);
guint         bs_review_text_get_n_corrections (BsReviewText *self);
/* The next doubtful line behind @position, from the start again after the last; -1: none. */
int           bs_review_text_find_doubt  (BsReviewText *self, int position);
/* What the line is doubted for; NULL: it is not. Caller frees. */
char         *bs_review_text_dup_doubt   (BsReviewText *self, guint position);

/* Corrections of lines from @first to @last, one step of undo each. */
void bs_review_text_set_role (BsReviewText *self, guint first, guint last, BsLineRole role);
void bs_review_text_begin    (BsReviewText *self, guint first, guint last); /* a story */
void bs_review_text_go_on    (BsReviewText *self, guint first, guint last); /* the story above */
void bs_review_text_join     (BsReviewText *self, guint first, guint last); /* with the line above */
void bs_review_text_confirm  (BsReviewText *self, guint first, guint last);
void bs_review_text_change_mind (BsReviewText *self, guint first, guint last); /* what else it could be */
/* What begins at @first is torn from the story of the line @of. */
void bs_review_text_attach   (BsReviewText *self, guint first, guint last, guint of);

gboolean bs_review_text_can_undo (BsReviewText *self);
gboolean bs_review_text_can_redo (BsReviewText *self);
void     bs_review_text_undo     (BsReviewText *self);
void     bs_review_text_redo     (BsReviewText *self);

G_END_DECLS
