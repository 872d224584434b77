/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words for what stories are told apart by, and how many there are of each: for filters, menus
 * and whoever else offers values. Knows no widget.
 */
#pragma once

#include "bs-story-filter.h"

G_BEGIN_DECLS

typedef struct
{
  char *value; /* as in the document; "" stands for none */
  char *label; /* translated */
  guint count; /* of the stories that choosing it would show */
} BsFacetCount;

const char *bs_facet_get_title      (BsFacet facet); /* translated: "Status", "Tags" */
/* "Ready", "City News", "A1", "No Section". Caller frees. */
char       *bs_facet_dup_label      (BsFacet facet, const char *value, const BsNode *issue);
/* "Lead" … "Brief", "None"; static, translated. */
/* What a story is called that has no @facet of its own: its section is then that of its page. */
const char *bs_facet_get_unset      (BsFacet facet);
const char *bs_facet_get_priority   (guint priority);
/* BsFacetCount of all values that occur among @stories, or that @issue knows; sections and pages in
 * the issue's order, tags and authors the most frequent first. */
GPtrArray  *bs_facet_count          (BsFacet facet, GListModel *stories, BsStoryFilter *filter /* nullable */,
                                     const BsNode *issue);

G_END_DECLS
