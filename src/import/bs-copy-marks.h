/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to src/import: recognisers of the fixed phrases of a newspaper page: bylines, credits,
 * jumps, arrows, sponsor and folio lines. Each looks at one short string and knows nothing of its
 * surroundings.
 */
#pragma once

#include "bs-page-text.h"

G_BEGIN_DECLS

/* The compiled patterns; one for each parse, so that there is no global state. */
typedef struct _BsCopyMarks BsCopyMarks;

BsCopyMarks *bs_copy_marks_new  (void);
void         bs_copy_marks_free (BsCopyMarks *self);

typedef enum
{
  BS_BYLINE_NONE,
  BS_BYLINE_BARE,   /* nothing but names */
  BS_BYLINE_LIKELY, /* one of two dots, an unusual title */
  BS_BYLINE_SURE
} BsBylineCertainty;

/* @bylines: BsImportByline are appended; may be NULL. */
BsBylineCertainty bs_copy_marks_byline (const BsCopyMarks *self, const char *text, GPtrArray *bylines);

/* "…稳定。·沈斌·": bytes of the text before a byline at its end; 0 if there is none. */
gsize bs_copy_marks_glued_byline (const BsCopyMarks *self, const char *text);

typedef struct
{
  gsize start; /* bytes of the text before it; 0: the whole text is a credit */
  char *title;
  GStrv names;
} BsCopyCredit;

void     bs_copy_credit_clear (BsCopyCredit *credit);
gboolean bs_copy_marks_credit (const BsCopyMarks *self, const char *text, BsCopyCredit *credit);

/* "(上接A1版)" at the start: bytes to skip, *page "A1". 0 if none. */
gsize bs_copy_marks_continued_from (const BsCopyMarks *self, const char *text, char **page);
/* "(下转A2版)" at the end: bytes of the text before it. FALSE if none. */
gboolean bs_copy_marks_continued_on (const BsCopyMarks *self, const char *text, gsize *start, char **page);

/* "本报讯(记者X)": bytes to skip; *dateline "本报讯"; @bylines as above. 0 if none. */
gsize bs_copy_marks_dateline (const BsCopyMarks *self, const char *text, char **dateline, GPtrArray *bylines);

/* "▲", "△", "↑" … at the start or end: "◀" "▲" "▼" "▶", and the text between. NULL if none. */
const char *bs_copy_marks_arrow (const char *text, gsize *start, gsize *end);

gboolean bs_copy_marks_is_sponsor     (const BsCopyMarks *self, const char *text);
guint    bs_copy_marks_furniture      (const BsCopyMarks *self, const char *text); /* 0 no, 1 likely, 2 sure */
gboolean bs_copy_marks_is_flag_word   (const BsCopyMarks *self, const char *text);
gboolean bs_copy_marks_is_lead        (const BsCopyMarks *self, const char *text);
gboolean bs_copy_marks_is_opener      (const BsCopyMarks *self, const char *text);
gboolean bs_copy_marks_is_figure_word (const BsCopyMarks *self, const char *text);
gboolean bs_copy_marks_is_numbered    (const BsCopyMarks *self, const char *text);

BsImportByline *bs_import_byline_new  (const char *form, const char *title, GStrv names);
void            bs_import_byline_free (BsImportByline *byline);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsCopyMarks, bs_copy_marks_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsCopyCredit, bs_copy_credit_clear)

G_END_DECLS
