/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A story as a row of a list: the few things a list shows and finds it by. bs-story-model keeps
 * them equal to the document.
 */
#pragma once

#include "model/bs-node.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define BS_TYPE_STORY_ITEM (bs_story_item_get_type ())
G_DECLARE_FINAL_TYPE (BsStoryItem, bs_story_item, BS, STORY_ITEM, GObject)

/* Signal "changed" (): something shown is different. */

/* What a story stands in beyond its own words; the model knows it. */
typedef struct
{
  guint index;    /* in the issue */
  const char *section_id; /* its own or its page's; "" none */
  guint section;  /* in the sections, from 1; 0: none */
  gboolean placed;
  int over_lines;
  gboolean newer; /* the desk has a newer version of it */
} BsStoryPlace;

/* By what stories are told apart when they are filtered. */
typedef enum
{
  BS_FACET_STATUS,
  BS_FACET_SECTION,
  BS_FACET_PAGE,
  BS_FACET_TAG,
  BS_FACET_AUTHOR,
  BS_N_FACETS
} BsFacet;

typedef void (*BsFacetValue) (const char *value, gpointer data);

BsStoryItem  *bs_story_item_new            (const BsNode *story);
/* Whether anything shown changed. */
gboolean      bs_story_item_update         (BsStoryItem *self, const BsNode *story);
gboolean      bs_story_item_set_place      (BsStoryItem *self, const BsStoryPlace *place);
const BsNode *bs_story_item_get_story      (BsStoryItem *self);
const BsStoryPlace *bs_story_item_get_place (BsStoryItem *self);
const char   *bs_story_item_get_id         (BsStoryItem *self);
const char   *bs_story_item_get_headline   (BsStoryItem *self); /* or its first words; never "" */
const char   *bs_story_item_get_author     (BsStoryItem *self);
const char   *bs_story_item_get_page       (BsStoryItem *self);
const char   *bs_story_item_get_status     (BsStoryItem *self);
guint         bs_story_item_get_characters (BsStoryItem *self);
gboolean      bs_story_item_get_placed     (BsStoryItem *self);
int           bs_story_item_get_over_lines (BsStoryItem *self);
/* Calls @each with what it has of @facet; with "" where it has nothing. */
void          bs_story_item_foreach        (BsStoryItem *self, BsFacet facet, BsFacetValue each,
                                            gpointer data);
/* Whether all of @words (each as from bs_find_fold()) are in it. */
gboolean      bs_story_item_matches        (BsStoryItem *self, const char *const *words);
/* Makes ready what bs_story_item_matches() needs. */
void          bs_story_item_prepare        (BsStoryItem *self);
/* For sorting by headline or author as the language does; borrowed. */
const char   *bs_story_item_get_headline_key (BsStoryItem *self);
const char   *bs_story_item_get_author_key   (BsStoryItem *self);

G_END_DECLS
