/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages with one fault each, and what takes the fault away, for the tests of checks and remedies.
 * A page is built in a document by short calls; text is invented and as long as asked for.
 */
#pragma once

#include "layout/bs-layout.h"
#include "model/bs-document.h"

G_BEGIN_DECLS

typedef struct
{
  BsLayout *layout;
  BsDocument *document;
} FaultyPage;

/* A tabloid, 6 columns by 86 lines: A1 with a masthead, A2 and A3. Faults are on A2. */
void faulty_page_init  (FaultyPage *page);
void faulty_page_clear (FaultyPage *page);

/* "s1" with headline and so many characters of text; @priority 0: by its length. */
void faulty_page_story (FaultyPage *page, const char *id, const char *headline, guint characters,
                        guint priority);
void faulty_page_photo (FaultyPage *page, const char *id, const char *story);
/* @refs: "s1 f1". */
void faulty_page_box   (FaultyPage *page, const char *id, const char *kind, const char *refs,
                        guint column, guint columns, guint line, guint lines);
/* As many lines as the story needs; returns the line below the blank one below it. */
guint faulty_page_fit  (FaultyPage *page, const char *id, const char *refs, guint column,
                        guint columns, guint line);
/* @path of a member of the issue, or of a box of A2 where it begins without a slash. */
void faulty_page_text  (FaultyPage *page, const char *path, const char *value);
void faulty_page_count (FaultyPage *page, const char *path, gint64 value);
/* Makes box @id as high as it must be for @code to be found; fails where no height does. */
void faulty_page_seek  (FaultyPage *page, const char *id, const char *code);

BsPageResult    *faulty_page_judge (FaultyPage *page, const char *on);
const BsFinding *faulty_page_find  (const BsPageResult *result, const char *code);

typedef struct
{
  const char *name; /* of the test */
  const char *code;
  BsLevel level;
  const char *on;   /* page; NULL: A2 */
  void (*build) (FaultyPage *page);
  void (*mend)  (FaultyPage *page); /* the least that makes it no fault */
  gboolean curable; /* a remedy must be offered that can be applied */
} FaultCase;

extern const FaultCase fault_cases[];
extern const guint n_fault_cases;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FaultyPage, faulty_page_clear)

G_END_DECLS
