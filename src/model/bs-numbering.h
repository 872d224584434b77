/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the numbers of a paper's issues go on: after the newest issue that is known, counting the
 * days on which the paper appears. Suggests; the desk decides. Reads no file and no clock.
 */
#pragma once

#include "bs-node.h"

G_BEGIN_DECLS

/* An issue that was made. */
typedef struct
{
  GDate date;
  gint64 number; /* 0: none */
  gint64 total;  /* 0: none */
} BsNumbered;

typedef struct
{
  gint64 number;       /* 0: unknown */
  gint64 total;        /* 0: unknown */
  guint steps;         /* issues from the one it continues to this one; 0: it continues none */
  gboolean restarted;  /* the number began again with the year */
  gboolean taken;      /* there is an issue of this date already: these are its numbers */
  BsNumbered last;     /* the one it continues */
} BsNextNumber;

gboolean bs_date_read        (const char *text, GDate *date); /* YYYY-MM-DD */
char    *bs_date_write       (const GDate *date);
/* FALSE: it has no date. */
gboolean bs_numbered_read    (const BsNode *issue, BsNumbered *numbered);
gboolean bs_numbered_read_record (const BsNode *template_root, BsNumbered *numbered);

/* @rules: an issue or a template; its "numbering" */
gboolean bs_numbering_appears_on (const BsNode *rules, const GDate *date);
/* The first day after @today on which the paper appears. */
void     bs_numbering_next_date  (const BsNode *rules, const GDate *today, GDate *date);
/* @known: BsNumbered, in any order. */
void     bs_numbering_next       (const BsNode *rules, const GArray *known, const GDate *date,
                                  BsNextNumber *next);
/* @root with @issue as its newest, NULL where it knows a newer one or the same. */
BsNode  *bs_numbering_record     (const BsNode *root, const BsNode *issue);
/* @root as it is to be written where @stored is now, and both began as @base: the newest issue is that
 * of @stored, unless @root says another than @base did. Transfer full. */
BsNode  *bs_numbering_merge      (const BsNode *root, const BsNode *base, const BsNode *stored);

G_END_DECLS
