/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-merge.h"

#include "bs-config.h"
#include "bs-issue.h"
#include "bs-text-diff.h"

#include <string.h>

/* Two paragraphs are the same one, written anew, where so much of the longer one is in the other. */
#define LIKE_PER_CENT 40

/* Beyond so many pairs the comparison of each with each would be felt. */
#define MOST_PAIRS (1000 * 1000)

/* --- Which paragraph came from which --- */

static const char *
get_paragraph (const BsNode *list, guint index)
{
  return bs_node_get_text (bs_node_get_element (list, index), "text");
}

static gboolean
is_like (const char *a, const char *b)
{
  g_autoptr (GArray) changes = bs_text_diff (a, b);
  gsize length = MAX (strlen (a), strlen (b));
  gsize same = strlen (a);

  for (guint i = 0; i < changes->len; i++)
    same -= g_array_index (changes, BsTextChange, i).old_length;

  return length > 0 && same * 100 >= length * LIKE_PER_CENT;
}

/* Longest common subsequence of equal paragraphs: @pairs[j] is the one of @mine, -1 none. */
static void
pair_equal (const BsNode *mine, const BsNode *theirs, int *pairs)
{
  guint n = bs_node_get_length (mine);
  guint m = bs_node_get_length (theirs);
  g_autofree guint16 *best = NULL;
  guint i = 0;
  guint j = 0;

  if ((gsize) (n + 1) * (m + 1) > MOST_PAIRS)
    return;
  best = g_new0 (guint16, (gsize) (n + 1) * (m + 1));
  for (guint a = n; a-- > 0;)
    for (guint b = m; b-- > 0;)
      {
        guint16 *here = &best[a * (m + 1) + b];

        if (strcmp (get_paragraph (mine, a), get_paragraph (theirs, b)) == 0)
          *here = best[(a + 1) * (m + 1) + b + 1] + 1;
        else
          *here = MAX (best[(a + 1) * (m + 1) + b], best[a * (m + 1) + b + 1]);
      }
  while (i < n && j < m)
    if (strcmp (get_paragraph (mine, i), get_paragraph (theirs, j)) == 0)
      pairs[j++] = (int) i++;
    else if (best[(i + 1) * (m + 1) + j] >= best[i * (m + 1) + j + 1])
      i++;
    else
      j++;
}

/* Between those that are equal: each with the first that is like it. */
static void
pair_like (const BsNode *mine, const BsNode *theirs, int *pairs)
{
  guint m = bs_node_get_length (theirs);
  int next = 0;

  for (guint j = 0; j < m; j++)
    {
      int end = (int) bs_node_get_length (mine);

      if (pairs[j] >= 0)
        {
          next = pairs[j] + 1;
          continue;
        }
      for (guint k = j + 1; k < m; k++)
        if (pairs[k] >= 0)
          {
            end = pairs[k];
            break;
          }
      for (int i = next; i < end; i++)
        if (is_like (get_paragraph (mine, (guint) i), get_paragraph (theirs, j)))
          {
            pairs[j] = i;
            next = i + 1;
            break;
          }
    }
}

static char *
dup_free_id (const BsNode *mine, guint *next)
{
  for (;;)
    {
      char *id = g_strdup_printf ("p%u", ++*next);

      if (bs_node_index_of_id (mine, id) < 0)
        return id;
      g_free (id);
    }
}

BsNode *
bs_story_align (const BsNode *mine, const BsNode *theirs)
{
  const BsNode *my_list = bs_story_get_paragraphs (mine);
  const BsNode *their_list = bs_story_get_paragraphs (theirs);
  guint m = bs_node_get_length (their_list);
  BsNodeBuilder *builder = bs_node_builder_new_array ();
  g_autofree int *pairs = g_new (int, MAX (m, 1));
  g_autoptr (BsNode) named = NULL;
  guint next = bs_node_get_length (my_list);

  for (guint j = 0; j < m; j++)
    pairs[j] = -1;
  pair_equal (my_list, their_list, pairs);
  pair_like (my_list, their_list, pairs);
  for (guint j = 0; j < m; j++)
    {
      const BsNode *partner = pairs[j] >= 0 ? bs_node_get_element (my_list, (guint) pairs[j])
                                            : NULL;
      g_autofree char *id = partner != NULL ? g_strdup (bs_node_get_text (partner, "id"))
                                            : dup_free_id (my_list, &next);
      g_autoptr (BsNode) value = bs_node_new_string (id);

      bs_node_builder_add (builder,
                           bs_node_with_member (bs_node_get_element (their_list, j), "id", value));
    }
  named = bs_node_builder_end (builder);

  return bs_node_with_member (theirs, "paragraphs", named);
}

/* --- Parts --- */

static void
part_free (BsStoryPart *part)
{
  g_free (part->member);
  g_free (part->mine);
  g_free (part->theirs);
  g_free (part);
}

static gboolean
same_text (const char *a, const char *b)
{
  return g_strcmp0 (a, b) == 0;
}

static BsStoryPart *
add_part (BsStoryMerge *merge, BsStoryPartKind kind, const char *mine, const char *theirs)
{
  BsStoryPart *part = g_new0 (BsStoryPart, 1);

  part->kind = kind;
  part->mine = g_strdup (mine);
  part->theirs = g_strdup (theirs);
  part->differs = !same_text (mine, theirs);
  part->side = BS_SIDE_THEIRS;
  g_ptr_array_add (merge->parts, part);

  return part;
}

/* What theirs alone changed is what its author means to say; the rest stays as an editor left it. */
static void
settle (BsStoryMerge *merge, BsStoryPart *part, BsSide side)
{
  part->side = side;
  part->take = part->differs && side == BS_SIDE_THEIRS;
  merge->n_differences += part->differs;
}

static BsSide
find_side (const char *base, const char *mine, const char *theirs)
{
  return same_text (base, mine)     ? BS_SIDE_THEIRS
         : same_text (base, theirs) ? BS_SIDE_MINE
                                    : BS_SIDE_BOTH;
}

static void
add_texts (BsStoryMerge *merge, const BsNode *base, const char *const *members)
{
  for (guint i = 0; members[i] != NULL; i++)
    {
      const char *mine = bs_node_get_text (merge->mine, members[i]);
      const char *theirs = bs_node_get_text (merge->theirs, members[i]);
      BsStoryPart *part;

      if (*mine == '\0' && *theirs == '\0')
        continue;
      part = add_part (merge, BS_STORY_PART_TEXT, mine, theirs);
      part->member = g_strdup (members[i]);
      settle (merge, part,
              base != NULL ? find_side (bs_node_get_text (base, members[i]), mine, theirs)
                           : BS_SIDE_THEIRS);
    }
}

static void
add_byline (BsStoryMerge *merge, const BsNode *base)
{
  g_autofree char *mine = bs_story_dup_byline (merge->mine);
  g_autofree char *theirs = bs_story_dup_byline (merge->theirs);
  g_autofree char *before = base != NULL ? bs_story_dup_byline (base) : NULL;

  if (*mine != '\0' || *theirs != '\0')
    settle (merge, add_part (merge, BS_STORY_PART_BYLINE, mine, theirs),
            base != NULL ? find_side (before, mine, theirs) : BS_SIDE_THEIRS);
}

static gboolean
has_paragraph (const BsNode *story, const char *text)
{
  const BsNode *list = bs_story_get_paragraphs (story);

  for (guint i = 0; i < bs_node_get_length (list); i++)
    if (same_text (get_paragraph (list, i), text))
      return TRUE;

  return FALSE;
}

/* One that only theirs has was in the beginning: mine took it out. One that only mine has was: theirs
 * did. */
static BsSide
find_paragraph_side (const BsNode *base, const BsStoryPart *part)
{
  if (base == NULL)
    return BS_SIDE_THEIRS;
  if (part->mine == NULL)
    return has_paragraph (base, part->theirs) ? BS_SIDE_MINE : BS_SIDE_THEIRS;
  if (part->theirs == NULL)
    return has_paragraph (base, part->mine) ? BS_SIDE_THEIRS : BS_SIDE_MINE;
  if (has_paragraph (base, part->mine))
    return BS_SIDE_THEIRS;

  return has_paragraph (base, part->theirs) ? BS_SIDE_MINE : BS_SIDE_BOTH;
}

static void
add_paragraphs (BsStoryMerge *merge, const BsNode *base)
{
  const BsNode *my_list = bs_story_get_paragraphs (merge->mine);
  const BsNode *their_list = bs_story_get_paragraphs (merge->theirs);
  g_autoptr (GPtrArray) changes = bs_story_diff (merge->mine, merge->theirs);

  for (guint i = 0; i < changes->len; i++)
    {
      const BsParagraphChange *change = g_ptr_array_index (changes, i);
      const BsNode *mine = change->old_index >= 0
                             ? bs_node_get_element (my_list, (guint) change->old_index)
                             : NULL;
      const BsNode *theirs = change->new_index >= 0
                               ? bs_node_get_element (their_list, (guint) change->new_index)
                               : NULL;
      BsStoryPart *part = add_part (merge, BS_STORY_PART_PARAGRAPH,
                                    mine != NULL ? bs_node_get_text (mine, "text") : NULL,
                                    theirs != NULL ? bs_node_get_text (theirs, "text") : NULL);

      part->my_node = mine;
      part->their_node = theirs;
      part->subhead = bs_paragraph_is_subhead (theirs != NULL ? theirs : mine);
      part->differs = part->differs || change->role;
      settle (merge, part, find_paragraph_side (base, part));
    }
}

/* --- Photos --- */

static const BsNode *
find_photo (const BsNode *issue, const char *story, const char *file)
{
  const BsNode *photos = issue != NULL ? bs_issue_get_photos (issue) : NULL;

  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);

      if (same_text (bs_node_get_text (photo, "file"), file)
          && (story == NULL || same_text (bs_node_get_text (photo, "story"), story)))
        return photo;
    }

  return NULL;
}

static char *
dup_photo_text (const BsNode *photo)
{
  g_autofree char *credit = bs_photo_dup_credit (photo);
  g_autofree char *both = g_strdup_printf ("%s %s", bs_node_get_text (photo, "caption"), credit);

  return g_strdup (g_strstrip (both));
}

static void
add_photo (BsStoryMerge *merge, const BsNode *mine, const BsNode *theirs, const BsNode *base)
{
  g_autofree char *my_text = mine != NULL ? dup_photo_text (mine) : NULL;
  g_autofree char *their_text = dup_photo_text (theirs);
  g_autofree char *before = base != NULL ? dup_photo_text (base) : NULL;
  BsStoryPart *part = add_part (merge, BS_STORY_PART_PHOTO, my_text, their_text);

  part->my_node = mine;
  part->their_node = theirs;
  /* One that mine lacks though both began with it was taken out. */
  settle (merge, part,
          mine == NULL   ? (base != NULL ? BS_SIDE_MINE : BS_SIDE_THEIRS)
          : base == NULL ? BS_SIDE_THEIRS
                         : find_side (before, my_text, their_text));
}

static void
add_photos (BsStoryMerge *merge, const BsNode *mine, const char *story, const BsNode *base)
{
  for (guint i = 0; i < bs_node_get_length (merge->their_photos); i++)
    {
      const BsNode *theirs = bs_node_get_element (merge->their_photos, i);
      const char *file = bs_node_get_text (theirs, "file");

      if (*file != '\0')
        add_photo (merge, find_photo (mine, story, file), theirs, find_photo (base, NULL, file));
    }
}

/* --- The whole --- */

static const BsNode *
get_story (const BsNode *issue, const char *id)
{
  return *id != '\0' ? bs_issue_get_story (issue, id)
                     : bs_node_get_element (bs_issue_get_stories (issue), 0);
}

BsStoryMerge *
bs_story_merge_new (const BsNode *mine, const char *story, const BsNode *theirs, const BsNode *base)
{
  static const char *const above[] = { "flag", "kicker", "headline", "deck", "dateline", NULL };
  static const char *const below[] = { "sponsor", NULL };
  const BsNode *my_story = get_story (mine, story);
  const BsNode *base_story = base != NULL ? get_story (base, "") : NULL;
  BsStoryMerge *merge;

  g_return_val_if_fail (my_story != NULL && get_story (theirs, "") != NULL, NULL);

  merge = g_new0 (BsStoryMerge, 1);
  merge->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  merge->mine = bs_node_ref (my_story);
  merge->theirs = bs_story_align (my_story, get_story (theirs, ""));
  merge->their_photos = bs_issue_get_photos (theirs) != NULL
                          ? bs_node_ref (bs_issue_get_photos (theirs))
                          : NULL;
  add_texts (merge, base_story, above);
  add_byline (merge, base_story);
  add_paragraphs (merge, base_story);
  add_texts (merge, base_story, below);
  add_photos (merge, mine, bs_node_get_text (my_story, "id"), base);

  return merge;
}

void
bs_story_merge_free (BsStoryMerge *merge)
{
  g_clear_pointer (&merge->parts, g_ptr_array_unref);
  g_clear_pointer (&merge->mine, bs_node_unref);
  g_clear_pointer (&merge->theirs, bs_node_unref);
  g_clear_pointer (&merge->their_photos, bs_node_unref);
  g_free (merge);
}

static void
set_member (BsNode **story, const char *member, const BsNode *value)
{
  BsNode *next = bs_node_with_member (*story, member, value);

  bs_node_unref (*story);
  *story = next;
}

BsNode *
bs_story_merge_build (const BsStoryMerge *merge)
{
  BsNodeBuilder *paragraphs = bs_node_builder_new_array ();
  BsNodeBuilder *photos = bs_node_builder_new_array ();
  BsNode *story = bs_node_ref (merge->mine);
  g_autoptr (BsNode) body = NULL;
  g_autoptr (BsNode) pictures = NULL;

  for (guint i = 0; i < merge->parts->len; i++)
    {
      const BsStoryPart *part = g_ptr_array_index (merge->parts, i);
      const BsNode *node = part->take ? part->their_node : part->my_node;
      const char *member = part->kind == BS_STORY_PART_BYLINE ? "bylines" : part->member;

      if (part->kind == BS_STORY_PART_PARAGRAPH && node != NULL)
        bs_node_builder_add (paragraphs, bs_node_ref (node));
      else if (part->kind == BS_STORY_PART_PHOTO && part->take)
        bs_node_builder_add (photos, bs_node_ref (part->their_node));
      else if (member != NULL && part->take)
        set_member (&story, member, bs_node_get_member (merge->theirs, member));
    }
  body = bs_node_builder_end (paragraphs);
  pictures = bs_node_builder_end (photos);
  set_member (&story, "paragraphs", body);
  set_member (&story, "photos", pictures);

  return story;
}
