/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Threads: a story that stands in several boxes, on one page or on several. In the order of the
 * pages, and on one page from top to foot, each box goes on where the one before ended. For
 * whoever sets, arranges or edits boxes; nothing of it is stored in the issue.
 */
#pragma once

#include "layout/bs-box-private.h"
#include "layout/bs-copy-private.h"

G_BEGIN_DECLS

/* "（下转A2版）", "（上接A1版）" in the publication's language; "" for no page. */
char *bs_jump_dup_on   (const BsSetting *setting, const char *page);
char *bs_jump_dup_from (const BsSetting *setting, const char *page);

/* One box of a thread; borrowed from the issue's pages. */
typedef struct
{
  const BsNode *page;
  const BsNode *box;
} BsThreadPart;

/* Which stories stand in several boxes, by the boxes of one version of the pages. */
typedef struct _BsThreads BsThreads;

BsThreads *bs_threads_new  (const BsNode *issue);
void       bs_threads_free (BsThreads *threads);
gboolean   bs_threads_are_of (const BsThreads *threads, const BsNode *issue);
/* NULL for a story that stands in one box or in none; array of BsThreadPart in reading order. */
const GArray *bs_threads_get_parts (const BsThreads *threads, const char *story);

/* A part that began elsewhere counts for less than the story. */
guint bs_thread_get_part_class (guint story_class, guint index);

G_END_DECLS
