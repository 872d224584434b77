/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A desk for the tests of manual operations: a document with invented copy and a layout to look at
 * it with.
 */
#pragma once

#include "layout/bs-page-edit.h"

G_BEGIN_DECLS

typedef struct
{
  BsLayout *layout;
  BsDocument *document;
} PageDesk;

/* Pages A1 (with masthead), A2 and A3 of a tabloid, 6 columns by 86 lines; stories s1 … and photos
 * f1 … lie in the tray, meant for A2. */
void          page_desk_init   (PageDesk *desk, guint n_stories, guint n_photos, guint characters);
void          page_desk_clear  (PageDesk *desk);
BsPageContext page_desk_look   (const PageDesk *desk, const char *page);
/* The boxes of A2, from JSON. */
void          page_desk_set_boxes (const PageDesk *desk, const char *json);
/* Makes the change, which must have been possible; returns the id of its box (free it). */
char         *page_desk_make   (const PageDesk *desk, BsPageEdit *edit /* transfer full */, const GError *error);
char         *page_desk_write  (const PageDesk *desk); /* the document as JSON */
/* "column columns line lines" of a box of A2, "" if there is none. */
char         *page_desk_describe (const PageDesk *desk, const char *box);
/* Lines that @story has over (+) or empty (-) on A2. */
int           page_desk_get_over (const PageDesk *desk, const BsNode *issue, const char *story);
/* Boxes of A2 that cover each other, or stand closer than a blank line. */
guint         page_desk_count_overlaps (const BsNode *issue);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PageDesk, page_desk_clear)

G_END_DECLS
