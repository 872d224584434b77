/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which stories a list shows: words they are found by, and values of their status, section, page,
 * tags and authors. Values of one kind add up, kinds narrow each other. Knows no widget.
 */
#pragma once

#include "bs-story-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_STORY_FILTER (bs_story_filter_get_type ())
G_DECLARE_FINAL_TYPE (BsStoryFilter, bs_story_filter, BS, STORY_FILTER, GtkFilter)

/* Signal "changed" of GtkFilter tells of everything. */

BsStoryFilter *bs_story_filter_new             (gboolean unplaced_only);
void           bs_story_filter_set_words       (BsStoryFilter *self, const char *text);
void           bs_story_filter_set_value       (BsStoryFilter *self, BsFacet facet, const char *value,
                                                gboolean wanted);
gboolean       bs_story_filter_has_value       (BsStoryFilter *self, BsFacet facet,
                                                const char *value);
/* Borrowed strings in the order they were added; caller frees the array. */
GPtrArray     *bs_story_filter_get_values      (BsStoryFilter *self, BsFacet facet);
gboolean       bs_story_filter_is_empty        (BsStoryFilter *self);
void           bs_story_filter_clear_values    (BsStoryFilter *self);
/* As if nothing of @facet were chosen: what choosing a value of it would find. */
gboolean       bs_story_filter_matches_but_for (BsStoryFilter *self, BsStoryItem *item,
                                                BsFacet facet);

G_END_DECLS
