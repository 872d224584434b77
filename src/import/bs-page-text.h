/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Running text of a whole page becomes stories and captions, each part recognised. The result is
 * what bs_import_apply() puts into a document and what a review sheet shows. It never drops a line:
 * what is not used (a folio, say) is listed as set aside. Immutable once parsed, safe to share.
 */
#pragma once

#include "bs-import-error.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  BS_LINE_BLANK,
  BS_LINE_FURNITURE, /* folio, page number, running head: set aside */
  BS_LINE_FLAG,
  BS_LINE_KICKER,
  BS_LINE_HEADLINE,
  BS_LINE_DECK,
  BS_LINE_CONTINUED_FROM, /* standing alone: (上接A1版) */
  BS_LINE_CONTINUED_ON,   /* standing alone: (下转A2版) */
  BS_LINE_SUBHEAD,
  BS_LINE_BODY,         /* begins a paragraph */
  BS_LINE_CONTINUATION, /* goes on with the paragraph before it */
  BS_LINE_BYLINE,
  BS_LINE_SPONSOR,
  BS_LINE_CAPTION,
  BS_LINE_CAPTION_CONTINUATION,
  BS_LINE_CREDIT,
  BS_LINE_GROUP_TITLE,
  BS_LINE_N_ROLES
} BsLineRole;

/* Whether a story begins with a line. */
typedef enum
{
  BS_BORDER_UNSAID, /* the grammar decides */
  BS_BORDER_BEGINS,
  BS_BORDER_WITHIN  /* it belongs to the story above */
} BsItemBorder;

/* What somebody who has read the page says of one of its lines. The grammar keeps to it and reads
 * the rest of the page in its light. All zero: nothing. */
typedef struct
{
  BsLineRole role; /* BS_LINE_BLANK: unsaid */
  BsItemBorder border;
  guint joins;     /* 1 + index of a line: what begins here is torn from the story of that line */
} BsLineFact;

/* What became of one line of the source. */
typedef struct
{
  guint number; /* from 1 */
  gsize offset; /* bytes, in the text that was parsed */
  gsize length;
  BsLineRole role;
  BsLineRole second; /* what else it could be; BS_LINE_BLANK: nothing */
  gboolean said;     /* its role is a fact */
  int item;         /* index into the items; -1: none */
  guint confidence; /* 0…100 */
  gboolean doubtful;
} BsImportLine;

typedef struct
{
  const char *form; /* "dots" "reporter" "correspondent" "other", as in a document; static */
  char *title;      /* "本报记者"; "" if none */
  GStrv names;
} BsImportByline;

typedef struct
{
  gboolean is_subhead;
  char *text;
  gsize length;     /* of the text in bytes */
  gsize allocated;  /* private */
  guint line;       /* where it begins */
  guint confidence; /* 0…100, of its role and of the joints in it */
} BsImportParagraph;

typedef enum
{
  BS_IMPORT_STORY,
  BS_IMPORT_CAPTION
} BsImportKind;

typedef struct
{
  BsImportKind kind;
  guint line; /* where its first part stands */
  guint confidence;

  /* A story. Absent parts are "". */
  char *kicker;
  char *headline;
  char *deck;
  char *flag;
  char *dateline; /* "本报讯" when the byline stood in its brackets, else "" */
  char *sponsor;
  char *continued_from; /* the page: "A1" */
  char *continued_on;
  GPtrArray *bylines;    /* BsImportByline */
  GPtrArray *paragraphs; /* BsImportParagraph */

  /* A caption. */
  char *caption;
  char *pointer; /* ◀ ▲ ▼ ▶ or "" */
  char *group;   /* title of the group of photos it stands in */
  int story;     /* index of the story in which it stands; -1: alone */
  gboolean is_placed; /* private: that is a fact */
  char *credit_title; /* "记者" "本报记者" "通讯员" or "" */
  GStrv credit_names;
} BsImportItem;

/* A decision that somebody should look at. */
typedef struct
{
  guint line;
  int item;         /* -1: none */
  guint confidence; /* 0…100 */
  char *message;    /* translated, one sentence */
} BsImportDoubt;

typedef struct _BsPageImport BsPageImport;

#define BS_TYPE_PAGE_IMPORT (bs_page_import_get_type ())
GType bs_page_import_get_type (void);

/* Below this a decision is listed as doubtful. */
#define BS_IMPORT_DOUBTFUL 60

BsPageImport *bs_page_text_parse  (const char *text, gsize length, GError **error);
/* @facts: one for each line, in the order of the lines of an earlier parse of the same text; those
 * after @n_facts are unsaid. */
BsPageImport *bs_page_text_parse_known (const char *text, gsize length, const BsLineFact *facts,
                                        guint n_facts, GError **error);
BsPageImport *bs_story_text_parse (const char *text, gsize length, GError **error);

BsPageImport *bs_page_import_ref   (BsPageImport *self);
void          bs_page_import_unref (BsPageImport *self);

guint               bs_page_import_get_n_items  (BsPageImport *self);
const BsImportItem *bs_page_import_get_item     (BsPageImport *self, guint index);
guint               bs_page_import_get_n_lines  (BsPageImport *self);
const BsImportLine *bs_page_import_get_line     (BsPageImport *self, guint index);
char               *bs_page_import_dup_line     (BsPageImport *self, guint index);
guint               bs_page_import_get_n_doubts (BsPageImport *self);
const BsImportDoubt *bs_page_import_get_doubt   (BsPageImport *self, guint index);
guint               bs_page_import_get_n_narrow (BsPageImport *self);
const char         *bs_line_role_get_name       (BsLineRole role);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPageImport, bs_page_import_unref)

G_END_DECLS
