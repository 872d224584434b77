/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an editor does to whole stories, one or many at once: each call is one step of undo, labelled.
 * Used by the lists of stories, the editor and their menus. Never shows anything, and leaves the
 * document as it was when it fails.
 */
#pragma once

#include "bs-document.h"

G_BEGIN_DECLS

/* Stories are named by a NULL-terminated list of ids; unknown ids are passed over. */

typedef struct
{
  guint stories;
  guint boxes;  /* taken from pages with them */
  guint photos; /* that now belong to no story and wait for a place */
} BsStoriesDeleted;

/* @member: "status", "section", "flag" … The value "" removes. Returns how many changed; 0 with
 * @error set when the document refused. */
guint bs_stories_set_text     (BsDocument *document, const char *const *stories, const char *member,
                               const char *value, const char *label, GError **error);
/* 1 lead … 4 brief, 0 unset */
guint bs_stories_set_priority (BsDocument *document, const char *const *stories, guint priority,
                               GError **error);
/* What they stand in on other pages goes; their photos come along. "": for no page. */
guint bs_stories_set_page     (BsDocument *document, const char *const *stories, const char *page,
                               GError **error);
/* The boxes of the stories and of their photos go too; the photos stay in the issue. */
gboolean bs_stories_delete    (BsDocument *document, const char *const *stories,
                               BsStoriesDeleted *deleted, GError **error);

/* These return the id of the story that came to be (caller frees), NULL on failure. */
char *bs_story_duplicate      (BsDocument *document, const char *story, GError **error);
/* The first takes in the others, each under its headline as a subhead, with photos and tags. */
char *bs_stories_merge        (BsDocument *document, const char *const *stories, GError **error);
/* What follows byte @offset of @paragraph becomes a story of its own; a subhead there its headline. */
char *bs_story_split          (BsDocument *document, const char *story, const char *paragraph,
                               gsize offset, GError **error);

G_END_DECLS
