/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words that masthead and folio are made of, in the language of the publication (not of the
 * desktop: the paper reads the same wherever it is printed).
 */
#pragma once

#include "model/bs-issue.h"

G_BEGIN_DECLS

/* Names of the items that stand at a place, "masthead" "left" or "folio" "inner"; the words of one. */
char **bs_page_words_dup_items    (const BsNode *issue, const char *of, const char *place);
gboolean bs_page_words_has_item   (const BsNode *issue, const char *of, const char *place, const char *item);
char  *bs_page_words_dup_item     (const BsNode *issue, const char *item);
char **bs_page_words_dup_masthead (const BsNode *issue, const char *place); /* lines */
char  *bs_page_words_dup_folio    (const BsNode *issue);                   /* its middle */
char  *bs_page_words_dup_section  (const BsNode *issue, const BsNode *page);
char  *bs_page_words_dup_people   (const BsNode *issue, const BsNode *page, gboolean with_editors,
                                   gboolean with_contact);
char  *bs_page_words_dup_date     (const BsNode *issue, gboolean with_weekday);

/* Of up to @most other pages the weightiest headline and its page; "" if there is none. */
char  *bs_page_words_dup_index    (const BsNode *issue, const char *page, guint most);
const char *bs_page_words_get_index (const BsNode *issue); /* its title */

G_END_DECLS
