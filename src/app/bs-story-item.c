/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-item.h"

#include "bs-config.h"

#include "model/bs-find.h"
#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a story without a headline, so many characters of its text stand for it. */
#define SUBSTITUTE_CHARACTERS 24

#define UNCOUNTED G_MAXUINT

struct _BsStoryItem
{
  GObject parent_instance;

  BsNode *story; /* what is shown was made from it: the same pointer means nothing changed */
  char *id;
  char *headline; /* this and what follows: NULL until asked for */
  char *author;
  char *haystack; /* everything to be found by, folded */
  char *headline_key;
  char *author_key;
  guint characters;   /* UNCOUNTED until asked for */
  BsStoryPlace place; /* the section's id is ours */
};

G_DEFINE_FINAL_TYPE (BsStoryItem, bs_story_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_author (const BsNode *story)
{
  const BsNode *bylines = bs_story_get_bylines (story);
  GString *authors = g_string_new (NULL);

  for (guint i = 0; i < bs_node_get_length (bylines); i++)
    {
      const BsNode *names = bs_node_get_member (bs_node_get_element (bylines, i), "names");

      for (guint k = 0; k < bs_node_get_length (names); k++)
        {
          if (authors->len > 0)
            g_string_append_c (authors, ' ');
          g_string_append (authors, bs_node_get_string (bs_node_get_element (names, k)));
        }
    }

  return g_string_free (authors, FALSE);
}

static char *
dup_headline (const BsNode *story)
{
  const char *headline = bs_node_get_text (story, "headline");
  const BsNode *paragraphs = bs_story_get_paragraphs (story);
  const char *text;

  if (*headline != '\0')
    return g_strdup (headline);

  text = bs_node_get_text (bs_node_get_element (paragraphs, 0), "text");
  if (*text == '\0')
    return g_strdup (_ ("Untitled Story"));
  if (g_utf8_strlen (text, -1) <= SUBSTITUTE_CHARACTERS)
    return g_strdup (text);

  {
    g_autofree char *start = g_utf8_substring (text, 0, SUBSTITUTE_CHARACTERS);

    return g_strconcat (start, "…", NULL);
  }
}

static char *
dup_haystack (BsStoryItem *self)
{
  static const char *const members[] = {
    "headline", "kicker", "deck", "flag", "page", "notes", NULL
  };
  g_autoptr (GString) all = g_string_new (bs_story_item_get_author (self));
  const BsNode *paragraphs = bs_story_get_paragraphs (self->story);
  const BsNode *tags = bs_node_get_member (self->story, "tags");

  for (guint i = 0; members[i] != NULL; i++)
    {
      g_string_append_c (all, '\n');
      g_string_append (all, bs_node_get_text (self->story, members[i]));
    }
  for (guint i = 0; i < bs_node_get_length (tags); i++)
    {
      g_string_append_c (all, '\n');
      g_string_append (all, bs_node_get_string (bs_node_get_element (tags, i)));
    }
  for (guint i = 0; i < bs_node_get_length (paragraphs); i++)
    {
      g_string_append_c (all, '\n');
      g_string_append (all, bs_node_get_text (bs_node_get_element (paragraphs, i), "text"));
    }

  return bs_find_fold (all->str);
}

static void
forget_texts (BsStoryItem *self)
{
  g_clear_pointer (&self->headline, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->haystack, g_free);
  g_clear_pointer (&self->headline_key, g_free);
  g_clear_pointer (&self->author_key, g_free);
}

static void
bs_story_item_finalize (GObject *object)
{
  BsStoryItem *self = BS_STORY_ITEM (object);

  g_clear_pointer (&self->story, bs_node_unref);
  g_clear_pointer (&self->id, g_free);
  g_free ((char *) self->place.section_id);
  forget_texts (self);

  G_OBJECT_CLASS (bs_story_item_parent_class)->finalize (object);
}

static void
bs_story_item_class_init (BsStoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_story_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", BS_TYPE_STORY_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bs_story_item_init (BsStoryItem *self)
{
  self->place.section_id = g_strdup ("");
}

BsStoryItem *
bs_story_item_new (const BsNode *story)
{
  BsStoryItem *self = g_object_new (BS_TYPE_STORY_ITEM, NULL);

  bs_story_item_update (self, story);

  return self;
}

gboolean
bs_story_item_update (BsStoryItem *self, const BsNode *story)
{
  g_return_val_if_fail (BS_IS_STORY_ITEM (self), FALSE);
  g_return_val_if_fail (story != NULL, FALSE);

  if (self->story == story)
    return FALSE;

  g_clear_pointer (&self->story, bs_node_unref);
  self->story = bs_node_ref (story);
  if (self->id == NULL)
    self->id = g_strdup (bs_node_get_text (story, "id"));
  forget_texts (self);
  self->characters = UNCOUNTED;

  g_signal_emit (self, signals[CHANGED], 0);

  return TRUE;
}

/* Only what can be seen is told of; the order of the issue shows in the list itself. */
gboolean
bs_story_item_set_place (BsStoryItem *self, const BsStoryPlace *place)
{
  gboolean seen;
  char *section;

  g_return_val_if_fail (BS_IS_STORY_ITEM (self), FALSE);
  g_return_val_if_fail (place != NULL && place->section_id != NULL, FALSE);

  seen = self->place.placed != place->placed || self->place.over_lines != place->over_lines
         || self->place.section != place->section || self->place.newer != place->newer;
  section = (char *) self->place.section_id;
  self->place = *place;
  if (strcmp (section, place->section_id) != 0)
    {
      g_free (section);
      section = g_strdup (place->section_id);
    }
  self->place.section_id = section;
  if (seen)
    g_signal_emit (self, signals[CHANGED], 0);

  return seen;
}

const BsNode *
bs_story_item_get_story (BsStoryItem *self)
{
  g_return_val_if_fail (BS_IS_STORY_ITEM (self), NULL);

  return self->story;
}

const BsStoryPlace *
bs_story_item_get_place (BsStoryItem *self)
{
  g_return_val_if_fail (BS_IS_STORY_ITEM (self), NULL);

  return &self->place;
}

const char *
bs_story_item_get_id (BsStoryItem *self)
{
  g_return_val_if_fail (BS_IS_STORY_ITEM (self), "");

  return self->id;
}

const char *
bs_story_item_get_headline (BsStoryItem *self)
{
  g_return_val_if_fail (BS_IS_STORY_ITEM (self), "");

  if (self->headline == NULL)
    self->headline = dup_headline (self->story);

  return self->headline;
}

const char *
bs_story_item_get_author (BsStoryItem *self)
{
  g_return_val_if_fail (BS_IS_STORY_ITEM (self), "");

  if (self->author == NULL)
    self->author = dup_author (self->story);

  return self->author;
}

const char *
bs_story_item_get_page (BsStoryItem *self)
{
  g_return_val_if_fail (BS_IS_STORY_ITEM (self), "");

  return bs_node_get_text (self->story, "page");
}

const char *
bs_story_item_get_status (BsStoryItem *self)
{
  g_return_val_if_fail (BS_IS_STORY_ITEM (self), "");

  return bs_node_get_text (self->story, "status");
}

guint
bs_story_item_get_characters (BsStoryItem *self)
{
  g_return_val_if_fail (BS_IS_STORY_ITEM (self), 0);

  if (self->characters == UNCOUNTED)
    self->characters = bs_story_count_characters (self->story);

  return self->characters;
}

gboolean
bs_story_item_get_placed (BsStoryItem *self)
{
  g_return_val_if_fail (BS_IS_STORY_ITEM (self), FALSE);

  return self->place.placed;
}

int
bs_story_item_get_over_lines (BsStoryItem *self)
{
  g_return_val_if_fail (BS_IS_STORY_ITEM (self), 0);

  return self->place.over_lines;
}

static void
foreach_author (BsStoryItem *self, BsFacetValue each, gpointer data)
{
  const BsNode *bylines = bs_story_get_bylines (self->story);
  gboolean any = FALSE;

  for (guint i = 0; i < bs_node_get_length (bylines); i++)
    {
      const BsNode *names = bs_node_get_member (bs_node_get_element (bylines, i), "names");

      for (guint k = 0; k < bs_node_get_length (names); k++, any = TRUE)
        each (bs_node_get_string (bs_node_get_element (names, k)), data);
    }
  if (!any)
    each ("", data);
}

static void
foreach_tag (BsStoryItem *self, BsFacetValue each, gpointer data)
{
  const BsNode *tags = bs_node_get_member (self->story, "tags");

  for (guint i = 0; i < bs_node_get_length (tags); i++)
    each (bs_node_get_string (bs_node_get_element (tags, i)), data);
  if (bs_node_get_length (tags) == 0)
    each ("", data);
}

void
bs_story_item_foreach (BsStoryItem *self, BsFacet facet, BsFacetValue each, gpointer data)
{
  g_return_if_fail (BS_IS_STORY_ITEM (self));

  switch (facet)
    {
    case BS_FACET_STATUS:
      each (bs_node_get_text (self->story, "status"), data);
      break;
    case BS_FACET_SECTION:
      each (self->place.section_id, data);
      break;
    case BS_FACET_PAGE:
      each (bs_node_get_text (self->story, "page"), data);
      break;
    case BS_FACET_TAG:
      foreach_tag (self, each, data);
      break;
    case BS_FACET_AUTHOR:
      foreach_author (self, each, data);
      break;
    case BS_N_FACETS:
    default:
      g_assert_not_reached ();
    }
}

/* What is searched is put together once and kept: typing a search over ten thousand stories must
 * not read their trees at each key. */
void
bs_story_item_prepare (BsStoryItem *self)
{
  g_return_if_fail (BS_IS_STORY_ITEM (self));

  if (self->haystack == NULL)
    self->haystack = dup_haystack (self);
}

gboolean
bs_story_item_matches (BsStoryItem *self, const char *const *words)
{
  g_return_val_if_fail (BS_IS_STORY_ITEM (self), FALSE);

  if (words == NULL || *words == NULL)
    return TRUE;

  bs_story_item_prepare (self);
  for (; *words != NULL; words++)
    if (strstr (self->haystack, *words) == NULL)
      return FALSE;

  return TRUE;
}

const char *
bs_story_item_get_headline_key (BsStoryItem *self)
{
  g_return_val_if_fail (BS_IS_STORY_ITEM (self), "");

  if (self->headline_key == NULL)
    self->headline_key = g_utf8_collate_key_for_filename (bs_story_item_get_headline (self), -1);

  return self->headline_key;
}

const char *
bs_story_item_get_author_key (BsStoryItem *self)
{
  g_return_val_if_fail (BS_IS_STORY_ITEM (self), "");

  if (self->author_key == NULL)
    self->author_key = g_utf8_collate_key (bs_story_item_get_author (self), -1);

  return self->author_key;
}
