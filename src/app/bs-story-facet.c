/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-facet.h"

#include "bs-config.h"
#include "bs-story-row.h"

#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
bs_facet_get_title (BsFacet facet)
{
  switch (facet)
    {
    case BS_FACET_STATUS:
      return _ ("Status");
    case BS_FACET_SECTION:
      return _ ("Section");
    case BS_FACET_PAGE:
      return _ ("Page");
    case BS_FACET_TAG:
      return _ ("Tags");
    case BS_FACET_AUTHOR:
      return _ ("Authors");
    case BS_N_FACETS:
    default:
      g_return_val_if_reached ("");
    }
}

static const char *
get_none (BsFacet facet)
{
  switch (facet)
    {
    case BS_FACET_STATUS:
      return _ ("No Status");
    case BS_FACET_SECTION:
      return _ ("No Section");
    case BS_FACET_PAGE:
      return _ ("No Page");
    case BS_FACET_TAG:
      return _ ("No Tags");
    case BS_FACET_AUTHOR:
      return _ ("No Author");
    case BS_N_FACETS:
    default:
      g_return_val_if_reached ("");
    }
}

static const char *
find_section_name (const BsNode *issue, const char *section)
{
  const BsNode *sections = bs_node_get_member (issue, "sections");

  return bs_node_get_text (bs_node_find_by_id (sections, section), "name");
}

char *
bs_facet_dup_label (BsFacet facet, const char *value, const BsNode *issue)
{
  const char *label = value;

  g_return_val_if_fail (facet < BS_N_FACETS && value != NULL, NULL);

  if (*value == '\0')
    return g_strdup (get_none (facet));
  if (facet == BS_FACET_STATUS)
    label = bs_status_get_label (value);
  else if (facet == BS_FACET_SECTION)
    label = find_section_name (issue, value);

  return g_strdup (*label != '\0' ? label : value);
}

const char *
bs_facet_get_unset (BsFacet facet)
{
  g_return_val_if_fail (facet < BS_N_FACETS, "");

  /* Translators: the stories have no section of their own, and belong to that of their page. */
  return facet == BS_FACET_SECTION ? _ ("As Their Page") : get_none (facet);
}

const char *
bs_facet_get_priority (guint priority)
{
  static const char *const labels[] = {
    NC_ ("priority", "None"),   NC_ ("priority", "Lead"),  NC_ ("priority", "Major"),
    NC_ ("priority", "Normal"), NC_ ("priority", "Brief"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "priority", labels[MIN (priority, 4)]);
}

/* --- Counting --- */

typedef struct
{
  BsFacet facet;
  const BsNode *issue;
  GPtrArray *counts;
  GHashTable *by_value; /* borrowed from counts */
  guint step;
} Counting;

static void
count_free (BsFacetCount *count)
{
  g_free (count->value);
  g_free (count->label);
  g_free (count);
}

static void
count_value (const char *value, gpointer data)
{
  Counting *counting = data;
  BsFacetCount *count = g_hash_table_lookup (counting->by_value, value);

  if (count == NULL)
    {
      count = g_new0 (BsFacetCount, 1);
      count->value = g_strdup (value);
      count->label = bs_facet_dup_label (counting->facet, value, counting->issue);
      g_ptr_array_add (counting->counts, count);
      g_hash_table_insert (counting->by_value, count->value, count);
    }
  count->count += counting->step;
}

/* What the issue offers, in its order, whether a story has it or not. */
static void
count_known (Counting *counting)
{
  static const char *const statuses[] = { "draft", "ready", "approved", NULL };
  const BsNode *list = counting->facet == BS_FACET_SECTION
                         ? bs_node_get_member (counting->issue, "sections")
                       : counting->facet == BS_FACET_PAGE ? bs_issue_get_pages (counting->issue)
                                                          : NULL;

  counting->step = 0;
  if (counting->facet == BS_FACET_STATUS)
    for (guint i = 0; statuses[i] != NULL; i++)
      count_value (statuses[i], counting);
  for (guint i = 0; i < bs_node_get_length (list); i++)
    count_value (bs_node_get_text (bs_node_get_element (list, i), "id"), counting);
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const BsFacetCount *first = *(const BsFacetCount *const *) a;
  const BsFacetCount *second = *(const BsFacetCount *const *) b;

  if ((*first->value == '\0') != (*second->value == '\0'))
    return *first->value == '\0' ? 1 : -1;
  if (first->count != second->count)
    return first->count < second->count ? 1 : -1;

  return g_utf8_collate (first->value, second->value);
}

GPtrArray *
bs_facet_count (BsFacet facet, GListModel *stories, BsStoryFilter *filter, const BsNode *issue)
{
  g_autoptr (GHashTable) by_value = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *counts = g_ptr_array_new_with_free_func ((GDestroyNotify) count_free);
  Counting counting = { facet, issue, counts, by_value, 0 };

  g_return_val_if_fail (facet < BS_N_FACETS, counts);
  g_return_val_if_fail (G_IS_LIST_MODEL (stories), counts);

  count_known (&counting);
  for (guint i = 0; i < g_list_model_get_n_items (stories); i++)
    {
      g_autoptr (BsStoryItem) item = g_list_model_get_item (stories, i);

      counting.step = filter == NULL || bs_story_filter_matches_but_for (filter, item, facet);
      bs_story_item_foreach (item, facet, count_value, &counting);
    }
  if (facet == BS_FACET_TAG || facet == BS_FACET_AUTHOR)
    g_ptr_array_sort (counts, compare_counts);

  return counts;
}
