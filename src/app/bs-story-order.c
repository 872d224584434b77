/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-order.h"

#include "bs-config.h"

#include <string.h>

typedef int (*Compare) (BsStoryItem *a, BsStoryItem *b);

static int
compare_numbers (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

/* What is not set comes last. */
static int
compare_set (gint64 a, gint64 b)
{
  return compare_numbers (a == 0 ? G_MAXINT64 : a, b == 0 ? G_MAXINT64 : b);
}

static gint64
number_in (const char *id)
{
  while (*id != '\0' && !g_ascii_isdigit (*id))
    id++;

  return g_ascii_strtoll (id, NULL, 10);
}

/* Ids are given in rising order, and none twice. */
static int
by_newest (BsStoryItem *a, BsStoryItem *b)
{
  return compare_numbers (number_in (bs_story_item_get_id (b)),
                          number_in (bs_story_item_get_id (a)));
}

/* A2 before A10, and all of A before B. */
static int
by_page (BsStoryItem *a, BsStoryItem *b)
{
  const char *first = bs_story_item_get_page (a);
  const char *second = bs_story_item_get_page (b);
  gsize letters = strcspn (first, "0123456789");

  if (*first == '\0' || *second == '\0')
    return compare_numbers (*first == '\0', *second == '\0');
  if (letters != strcspn (second, "0123456789") || strncmp (first, second, letters) != 0)
    return strcmp (first, second);

  return compare_numbers (number_in (first), number_in (second));
}

static int
by_section (BsStoryItem *a, BsStoryItem *b)
{
  return compare_set (bs_story_item_get_place (a)->section, bs_story_item_get_place (b)->section);
}

static int
by_priority (BsStoryItem *a, BsStoryItem *b)
{
  return compare_set (bs_node_get_number (bs_story_item_get_story (a), "priority", 0),
                      bs_node_get_number (bs_story_item_get_story (b), "priority", 0));
}

static guint
rank_of_status (BsStoryItem *item)
{
  static const char *const statuses[] = { "draft", "ready", "approved", NULL };
  const char *status = bs_story_item_get_status (item);

  for (guint i = 0; statuses[i] != NULL; i++)
    if (strcmp (statuses[i], status) == 0)
      return i + 1;

  return 0;
}

static int
by_status (BsStoryItem *a, BsStoryItem *b)
{
  return compare_numbers (rank_of_status (a), rank_of_status (b));
}

static int
by_characters (BsStoryItem *a, BsStoryItem *b)
{
  return compare_numbers (bs_story_item_get_characters (b), bs_story_item_get_characters (a));
}

static int
by_headline (BsStoryItem *a, BsStoryItem *b)
{
  return strcmp (bs_story_item_get_headline_key (a), bs_story_item_get_headline_key (b));
}

static int
by_author (BsStoryItem *a, BsStoryItem *b)
{
  gboolean a_none = *bs_story_item_get_author (a) == '\0';
  gboolean b_none = *bs_story_item_get_author (b) == '\0';

  return a_none || b_none
           ? compare_numbers (a_none, b_none)
           : strcmp (bs_story_item_get_author_key (a), bs_story_item_get_author_key (b));
}

static const struct
{
  const char *name;
  Compare compare;
} orders[] = {
  { "newest", by_newest },     { "page", by_page },     { "section", by_section },
  { "priority", by_priority }, { "status", by_status }, { "characters", by_characters },
  { "headline", by_headline }, { "author", by_author },
};

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  BsStoryItem *first = (BsStoryItem *) a;
  BsStoryItem *second = (BsStoryItem *) b;
  int order = orders[GPOINTER_TO_UINT (data)].compare (first, second);

  return order != 0 ? order
                    : compare_numbers (bs_story_item_get_place (first)->index,
                                       bs_story_item_get_place (second)->index);
}

GtkSorter *
bs_story_order_new (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_strcmp0 (orders[i].name, name) == 0)
      return GTK_SORTER (gtk_custom_sorter_new (compare, GUINT_TO_POINTER (i), NULL));

  return NULL;
}
