/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-filter.h"

#include "bs-config.h"

#include "model/bs-find.h"

#include <string.h>

struct _BsStoryFilter
{
  GtkFilter parent_instance;

  gboolean unplaced_only;
  char *text; /* folded, as it was split into the words */
  char **words;
  GPtrArray *values[BS_N_FACETS]; /* owned strings; empty: any */
};

G_DEFINE_FINAL_TYPE (BsStoryFilter, bs_story_filter, GTK_TYPE_FILTER)

typedef struct
{
  GPtrArray *values;
  gboolean found;
} Look;

static gboolean
contains (GPtrArray *values, const char *value, guint *index)
{
  return g_ptr_array_find_with_equal_func (values, value, g_str_equal, index);
}

static void
look (const char *value, gpointer data)
{
  Look *looked = data;

  looked->found = looked->found || contains (looked->values, value, NULL);
}

static gboolean
has_any (BsStoryFilter *self, BsStoryItem *item, BsFacet facet)
{
  Look looked = { self->values[facet], FALSE };

  if (looked.values->len == 0)
    return TRUE;
  bs_story_item_foreach (item, facet, look, &looked);

  return looked.found;
}

/* The cheapest first, and the words last. */
static gboolean
matches (BsStoryFilter *self, BsStoryItem *item, BsFacet but_for)
{
  if (self->unplaced_only && bs_story_item_get_placed (item))
    return FALSE;
  for (guint facet = 0; facet < BS_N_FACETS; facet++)
    if (facet != but_for && !has_any (self, item, facet))
      return FALSE;

  return bs_story_item_matches (item, (const char *const *) self->words);
}

static gboolean
bs_story_filter_match (GtkFilter *filter, gpointer item)
{
  return matches (BS_STORY_FILTER (filter), item, BS_N_FACETS);
}

static GtkFilterMatch
bs_story_filter_get_strictness (GtkFilter *filter)
{
  BsStoryFilter *self = BS_STORY_FILTER (filter);

  return bs_story_filter_is_empty (self) && !self->unplaced_only ? GTK_FILTER_MATCH_ALL
                                                                 : GTK_FILTER_MATCH_SOME;
}

static void
bs_story_filter_finalize (GObject *object)
{
  BsStoryFilter *self = BS_STORY_FILTER (object);

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->words, g_strfreev);
  for (guint facet = 0; facet < BS_N_FACETS; facet++)
    g_clear_pointer (&self->values[facet], g_ptr_array_unref);

  G_OBJECT_CLASS (bs_story_filter_parent_class)->finalize (object);
}

static void
bs_story_filter_class_init (BsStoryFilterClass *klass)
{
  GtkFilterClass *filter_class = GTK_FILTER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bs_story_filter_finalize;
  filter_class->match = bs_story_filter_match;
  filter_class->get_strictness = bs_story_filter_get_strictness;
}

static void
bs_story_filter_init (BsStoryFilter *self)
{
  self->text = g_strdup ("");
  for (guint facet = 0; facet < BS_N_FACETS; facet++)
    self->values[facet] = g_ptr_array_new_with_free_func (g_free);
}

BsStoryFilter *
bs_story_filter_new (gboolean unplaced_only)
{
  BsStoryFilter *self = g_object_new (BS_TYPE_STORY_FILTER, NULL);

  self->unplaced_only = unplaced_only;

  return self;
}

/* "a b" finds what has both, wherever; quotation is not needed by editors. */
static char **
split_words (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " \t\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (char **part = parts; *part != NULL; part++)
    if (**part != '\0')
      g_strv_builder_add (words, *part);

  return g_strv_builder_end (words);
}

void
bs_story_filter_set_words (BsStoryFilter *self, const char *text)
{
  g_autofree char *folded = NULL;
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;

  g_return_if_fail (BS_IS_STORY_FILTER (self));
  g_return_if_fail (text != NULL);

  folded = bs_find_fold (text);
  g_strstrip (folded);
  if (strcmp (folded, self->text) == 0)
    return;

  if (g_str_has_prefix (folded, self->text))
    change = GTK_FILTER_CHANGE_MORE_STRICT;
  else if (g_str_has_prefix (self->text, folded))
    change = GTK_FILTER_CHANGE_LESS_STRICT;
  g_free (self->text);
  self->text = g_steal_pointer (&folded);
  g_strfreev (self->words);
  self->words = split_words (self->text);
  gtk_filter_changed (GTK_FILTER (self), change);
}

void
bs_story_filter_set_value (BsStoryFilter *self, BsFacet facet, const char *value, gboolean wanted)
{
  guint index = 0;

  g_return_if_fail (BS_IS_STORY_FILTER (self));
  g_return_if_fail (facet < BS_N_FACETS);

  if (bs_story_filter_has_value (self, facet, value) == wanted)
    return;

  if (wanted)
    g_ptr_array_add (self->values[facet], g_strdup (value));
  else if (contains (self->values[facet], value, &index))
    g_ptr_array_remove_index (self->values[facet], index);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

gboolean
bs_story_filter_has_value (BsStoryFilter *self, BsFacet facet, const char *value)
{
  g_return_val_if_fail (BS_IS_STORY_FILTER (self), FALSE);
  g_return_val_if_fail (facet < BS_N_FACETS && value != NULL, FALSE);

  return contains (self->values[facet], value, NULL);
}

GPtrArray *
bs_story_filter_get_values (BsStoryFilter *self, BsFacet facet)
{
  GPtrArray *values;

  g_return_val_if_fail (BS_IS_STORY_FILTER (self), NULL);
  g_return_val_if_fail (facet < BS_N_FACETS, NULL);

  values = g_ptr_array_new ();
  for (guint i = 0; i < self->values[facet]->len; i++)
    g_ptr_array_add (values, g_ptr_array_index (self->values[facet], i));

  return values;
}

gboolean
bs_story_filter_is_empty (BsStoryFilter *self)
{
  g_return_val_if_fail (BS_IS_STORY_FILTER (self), TRUE);

  for (guint facet = 0; facet < BS_N_FACETS; facet++)
    if (self->values[facet]->len > 0)
      return FALSE;

  return *self->text == '\0';
}

void
bs_story_filter_clear_values (BsStoryFilter *self)
{
  g_return_if_fail (BS_IS_STORY_FILTER (self));

  for (guint facet = 0; facet < BS_N_FACETS; facet++)
    g_ptr_array_set_size (self->values[facet], 0);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_LESS_STRICT);
}

gboolean
bs_story_filter_matches_but_for (BsStoryFilter *self, BsStoryItem *item, BsFacet facet)
{
  g_return_val_if_fail (BS_IS_STORY_FILTER (self), FALSE);
  g_return_val_if_fail (facet < BS_N_FACETS, FALSE);

  return matches (self, item, facet);
}
