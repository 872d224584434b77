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

/* Which stories stand in which boxes of one version of the pages. */
typedef struct _BsThreads BsThreads;

BsThreads *bs_threads_new  (const BsNode *issue);
void       bs_threads_free (BsThreads *threads);
gboolean   bs_threads_are_of (const BsThreads *threads, const BsNode *issue);
/* NULL for a story that stands in one box or in none; array of BsThreadPart in reading order. */
const GArray *bs_threads_get_parts (const BsThreads *threads, const char *story);
gboolean      bs_threads_stands_elsewhere (const BsThreads *threads, const char *story, const BsNode *page);
/* The boxes of @page that show @story, in reading order: array of BsThreadPart. */
GArray       *bs_threads_dup_parts_on (const BsNode *page, const char *story);

/* Whether @page has something of @story to place: it is meant for the page, goes on there by its
 * "jump", or stands in a box there. */
gboolean bs_thread_stands_on (const BsNode *issue, const BsNode *story, const char *page);
/* Of the story as it stands on @page: lower where it only goes on there. */
guint    bs_thread_get_class_on (const BsNode *issue, const BsNode *story, const char *page);

guint bs_story_count_first_characters (const BsNode *story);

/* A part that began elsewhere counts for less than the story. */
guint bs_thread_get_part_class (guint story_class, guint index);

G_END_DECLS
