/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages of a new issue as people write them, "A1–A4, B1, B2", and as sections with a number of
 * pages each. Text only.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BS_MOST_PAGES 128

/* NULL: something in it is no name of a page, or a name stands there twice. */
char **bs_page_names_read  (const char *text);
/* "A1–A4, B1": runs are joined. */
char  *bs_page_names_write (const char *const *names);

/* The pages whose names are letters and then a number, from 1 without a gap. */
typedef struct
{
  char *letters;
  guint n_pages;
} BsPageRun;

/* Element-type BsPageRun; NULL: the names are not made of such runs. */
GArray *bs_page_names_split (const char *const *names);
char   *bs_page_names_join  (const GArray *runs);

G_END_DECLS
