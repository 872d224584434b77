/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-arrange-private.h"

#include "base/bs-quotes.h"
#include "model/bs-photo-name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_TRIALS 3      /* layouts made to see whether a change would do */
#define MOST_CUT_SHARE 3   /* no more than a third of a story is worth cutting */
#define MOST_PHOTOS 2      /* tried in other sizes */
#define SIZE_SLACK 30      /* per cent that a photo's size may be off what is missing */
#define LEAST_OVER 4       /* column-lines: less is not told from nothing */
#define FULL_EXCESS 2.0f   /* of the bound, up to which copy is taken to fill its page */
#define MOST_OVER_LINES 60 /* of the page */

/* What a page lacks or has too much, and what would mend it. */
typedef struct
{
  BsArrange *arrange;
  BsLayoutProblem *problem; /* everything meant for the page; shallow */
  GPtrArray *changes;       /* BsChange */
  guint n_trials;
} Search;

void
bs_change_free (BsChange *change)
{
  if (change == NULL)
    return;
  g_free (change->ref);
  g_free (change->text);
  g_free (change);
}

static BsChange *
add_change (Search *search, BsChangeKind kind, const char *ref)
{
  BsChange *change = g_new0 (BsChange, 1);

  change->kind = kind;
  change->ref = g_strdup (ref);
  g_ptr_array_add (search->changes, change);

  return change;
}

static const char *
name_item (const BsLayoutItem *item)
{
  const char *headline = item->story != NULL ? bs_node_get_text (item->story, "headline") : "";

  return *headline != '\0' ? headline : item->refs[0];
}

static char *
dup_photo_name (const Search *search, const char *ref)
{
  char *name = bs_photo_name_dup (search->arrange->setting.issue, ref);

  return name != NULL ? name : g_strdup (ref);
}

/* As editors count: nobody cuts 137 characters. */
static guint
round_up (guint characters)
{
  return (characters + 9) / 10 * 10;
}

static gboolean
is_ink (const char *p)
{
  return !g_unichar_isspace (g_utf8_get_char (p));
}

/* Drops up to @characters from the end of @text; how many is told. */
static char *
dup_shortened (const char *text, guint characters, guint *dropped)
{
  const char *end = text + strlen (text);

  *dropped = 0;
  while (end > text && *dropped < characters)
    {
      end = g_utf8_prev_char (end);
      *dropped += is_ink (end);
    }

  return g_strndup (text, (gsize) (end - text));
}

static BsNode *
with_text (const BsNode *paragraph, const char *text)
{
  g_autoptr (BsNode) value = bs_node_new_string (text);

  return bs_node_with_member (paragraph, "text", value);
}

/* @story without so many characters at its end, but never without its first paragraph. */
static BsNode *
shorten (const BsNode *story, guint characters)
{
  g_autoptr (BsNode) paragraphs = bs_node_ref (bs_story_get_paragraphs (story));

  for (guint i = bs_node_get_length (paragraphs); i > 0 && characters > 0; i--)
    {
      const BsNode *paragraph = bs_node_get_element (paragraphs, i - 1);
      guint dropped;
      g_autofree char *text = dup_shortened (bs_node_get_text (paragraph, "text"), characters,
                                             &dropped);
      g_autoptr (BsNode) changed = with_text (paragraph, text);
      BsNode *next = *text == '\0' && i > 1 ? bs_node_with_removed (paragraphs, i - 1)
                                            : bs_node_with_replaced (paragraphs, i - 1, changed);

      bs_node_unref (paragraphs);
      paragraphs = next;
      characters -= MIN (characters, dropped);
    }

  return bs_node_with_member (story, "paragraphs", paragraphs);
}

/* @story with so many characters more, of its own kind: its first paragraph again. */
static BsNode *
lengthen (const BsNode *story, guint characters)
{
  const BsNode *paragraphs = bs_story_get_paragraphs (story);
  guint last = bs_node_get_length (paragraphs);
  GString *text = g_string_new (NULL);
  const char *source = last > 0 ? bs_node_get_text (bs_node_get_element (paragraphs, 0), "text")
                                : "";
  const char *p = source;

  if (last > 0)
    g_string_append (text, bs_node_get_text (bs_node_get_element (paragraphs, last - 1), "text"));
  for (guint n = 0; *source != '\0' && n < characters; p = g_utf8_next_char (p))
    {
      if (*p == '\0')
        p = source;
      g_string_append_len (text, p, g_utf8_next_char (p) - p);
      n += is_ink (p);
    }
  if (last > 0)
    {
      g_autoptr (BsNode) changed = with_text (bs_node_get_element (paragraphs, last - 1),
                                              text->str);
      g_autoptr (BsNode) list = bs_node_with_replaced (paragraphs, last - 1, changed);

      g_string_free (text, TRUE);
      return bs_node_with_member (story, "paragraphs", list);
    }
  g_string_free (text, TRUE);

  return bs_node_ref (story);
}

/* Whether the page would be full and clean if @index's story were @story, or without it. */
static gboolean
would_fit (Search *search, guint index, const BsNode *story)
{
  BsLayoutProblem *problem = g_memdup2 (search->problem, sizeof *problem);
  BsLayoutItem *item = &problem->items[index];
  BsArrange *arrange = search->arrange;
  BsLayoutItem changed = *item;
  BsWheelPage *page;
  gboolean fits;

  search->n_trials++;
  if (story != NULL)
    {
      changed.story = story;
      changed.characters = bs_story_count_characters (story);
      for (guint i = 1; i <= 16; i++)
        changed.shapes[i] = g_array_new (FALSE, TRUE, sizeof (BsShape));
      bs_layout_item_shape (&changed, arrange->layout, &arrange->setting, arrange->format);
      *item = changed;
    }
  else
    {
      memmove (item, item + 1, (problem->n_items - index - 1) * sizeof *item);
      problem->n_items--;
    }
  page = bs_arrange_try (arrange, problem);
  fits = page != NULL;
  bs_wheel_page_free (page);
  if (story != NULL)
    {
      /* The copy composed for it belongs to a story that nobody has. */
      bs_layout_get_page_copy (arrange->layout, &arrange->setting,
                               search->problem->items[index].story, arrange->format);
      bs_layout_item_clear (&changed);
    }
  g_free (problem);

  return fits;
}

/* @item with those of its shapes only that take about so much of the page. */
static gboolean
resize (BsLayoutItem *item, const BsLayoutItem *from, guint least, guint most)
{
  gboolean any = FALSE;

  *item = *from;
  for (guint columns = 1; columns <= 16; columns++)
    {
      item->shapes[columns] = g_array_new (FALSE, TRUE, sizeof (BsShape));
      for (guint i = 0; i < from->shapes[columns]->len; i++)
        {
          const BsShape *shape = &g_array_index (from->shapes[columns], BsShape, i);
          guint area = (guint) shape->lines * columns;

          if (area < least || area > most)
            continue;
          g_array_append_val (item->shapes[columns], *shape);
          any = TRUE;
        }
    }
  /* What such a size costs is no matter: an editor asked for it. */
  bs_layout_item_finish (item);

  return any;
}

/* The size of @index's photo with which the page is full, if it takes from @least to @most. */
static gboolean
find_size (Search *search, guint index, guint least, guint most, BsShape *size)
{
  BsLayoutProblem *problem = g_memdup2 (search->problem, sizeof *problem);
  BsWheelPage *page = NULL;
  BsLayoutItem sized;

  if (resize (&sized, &search->problem->items[index], least, most))
    {
      problem->items[index] = sized;
      search->n_trials++;
      page = bs_arrange_try (search->arrange, problem);
    }
  for (guint i = 0; page != NULL && i < page->placements->len; i++)
    {
      const BsPlacement *at = &g_array_index (page->placements, BsPlacement, i);

      if (at->item == index)
        *size = *at->shape;
    }
  /* Its parts, if any, are not copied. */
  for (guint columns = 1; columns <= 16; columns++)
    g_array_unref (sized.shapes[columns]);
  g_free (problem);
  if (page == NULL)
    return FALSE;
  bs_wheel_page_free (page);

  return TRUE;
}

/* Of those not tried yet, the photo alone that matters most, or least. */
static guint
find_photo (const Search *search, gboolean greatest, guint tried)
{
  guint found = G_MAXUINT;

  for (guint i = 0; i < search->problem->n_items; i++)
    {
      const BsLayoutItem *item = &search->problem->items[i];
      guint rank = item->picture_rank;

      if (item->fixed || item->kind != BS_BOX_PHOTO || ((tried >> i) & 1) != 0)
        continue;
      if (found == G_MAXUINT
          || (greatest ? rank < search->problem->items[found].picture_rank
                       : rank > search->problem->items[found].picture_rank))
        found = i;
    }

  return found;
}

static guint
find_placed_area (const Search *search, guint index)
{
  const BsWheelPage *page = g_ptr_array_index (search->arrange->pages, 0);
  const BsLayoutItem *item = &search->problem->items[index];

  for (guint i = 0; i < page->placements->len; i++)
    {
      const BsPlacement *at = &g_array_index (page->placements, BsPlacement, i);

      if (g_strcmp0 (search->arrange->problem->items[at->item].refs[0], item->refs[0]) == 0)
        return (guint) at->shape->columns * at->shape->lines;
    }

  return item->natural_area;
}

/* One photo that takes up what is empty (+), or gives what is missing (-). */
static void
suggest_size (Search *search, int missing)
{
  guint need = (guint) ABS (missing);
  guint about = need * SIZE_SLACK / 100 + 2 * search->problem->columns;
  guint tried = 0;

  for (guint i = 0; i < MOST_PHOTOS && !bs_arrange_is_cancelled (search->arrange); i++)
    {
      guint index = find_photo (search, missing > 0, tried);
      const BsLayoutItem *item;
      guint area;
      BsChange *change;
      BsShape size = { 0 };
      g_autofree char *name = NULL;

      if (index == G_MAXUINT)
        return;
      tried |= 1u << index;
      item = &search->problem->items[index];
      area = find_placed_area (search, index);
      /* Other items give or take a little as well. */
      if (missing > 0 ? !find_size (search, index, area + need / 2, area + need + about, &size)
                      : area < need
                          || !find_size (search, index, area - MIN (area, need + about),
                                         area - need / 2, &size))
        continue;
      change = add_change (search, missing > 0 ? BS_CHANGE_ENLARGE : BS_CHANGE_SHRINK,
                           item->refs[0]);
      change->columns = size.columns;
      change->lines = size.lines - 1u;
      change->more_lines = (int) (size.lines * (guint) size.columns) - (int) area;
      change->tried = TRUE;
      name = dup_photo_name (search, item->refs[0]);
      change->text = g_strdup_printf (
        /* Translators: photo; columns; lines; column-lines */
        missing > 0 ? _ (
          "Enlarge photo “%s” to %u columns × %u lines, by %u column lines: then the page is full.")
                    : _ ("Shrink photo “%s” to %u columns × %u lines, by %u column lines: then "
                         "everything fits."),
        name, change->columns, change->lines, (guint) ABS (change->more_lines));
      return;
    }
}

/* Of those not tried yet, the story of which least a share would go. */
static guint
find_longest (const Search *search, guint tried)
{
  guint found = G_MAXUINT;

  for (guint i = 0; i < search->problem->n_items; i++)
    {
      const BsLayoutItem *item = &search->problem->items[i];

      if (item->fixed || item->story == NULL || ((tried >> i) & 1) != 0)
        continue;
      if (found == G_MAXUINT || item->characters > search->problem->items[found].characters)
        found = i;
    }

  return found;
}

static void
suggest_cuts (Search *search, guint over)
{
  guint characters = round_up (over * search->arrange->format->column_characters);
  guint tried = 0;
  gboolean found = FALSE;

  while (!found && search->n_trials < MOST_TRIALS && !bs_arrange_is_cancelled (search->arrange))
    {
      guint index = find_longest (search, tried);
      const BsLayoutItem *item;
      g_autoptr (BsNode) story = NULL;
      BsChange *change;

      if (index == G_MAXUINT)
        return;
      item = &search->problem->items[index];
      if (characters * MOST_CUT_SHARE > item->characters)
        return;
      tried |= 1u << index;
      story = shorten (item->story, characters);
      found = would_fit (search, index, story);
      if (!found)
        {
          /* Somewhat more of it, or the next one. */
          characters = round_up (characters * 5 / 4);
          continue;
        }
      change = add_change (search, BS_CHANGE_CUT, item->refs[0]);
      change->characters = characters;
      change->lines = over;
      change->tried = TRUE;
      change->text = g_strdup_printf (
        /* Translators: characters; headline */
        _ ("Cut %u characters from “%s”: then everything fits."), characters, name_item (item));
    }
}

/* A photo that stands alone and takes about as much as is too much. */
static void
suggest_drop (Search *search, guint over)
{
  g_autofree char *name = NULL;
  guint best = G_MAXUINT;
  const BsLayoutItem *item;
  BsChange *change;

  for (guint i = 0; i < search->problem->n_items; i++)
    {
      item = &search->problem->items[i];
      if (item->fixed || item->kind != BS_BOX_PHOTO || item->natural_area < over)
        continue;
      if (best == G_MAXUINT || item->picture_rank > search->problem->items[best].picture_rank
          || (item->picture_rank == search->problem->items[best].picture_rank
              && item->natural_area < search->problem->items[best].natural_area))
        best = i;
    }
  if (best == G_MAXUINT || !would_fit (search, best, NULL))
    return;
  item = &search->problem->items[best];
  change = add_change (search, BS_CHANGE_DROP, item->refs[0]);
  change->lines = item->natural_area;
  change->tried = TRUE;
  name = dup_photo_name (search, item->refs[0]);
  change->text = g_strdup_printf (_ ("Leave out photo “%s”: then everything else fits."), name);
}

/* That the page is clean without them was seen: it is the page that was found. */
static void
suggest_moves (Search *search)
{
  for (guint i = 0; i < search->arrange->dropped->len; i++)
    {
      const BsLayoutItem *item = &g_array_index (search->arrange->dropped, BsLayoutItem, i);
      BsChange *change = add_change (search, BS_CHANGE_MOVE, item->refs[0]);
      g_autofree char *name = item->story != NULL ? g_strdup (name_item (item))
                                                  : dup_photo_name (search, item->refs[0]);

      change->lines = item->natural_area;
      change->characters = item->characters;
      change->tried = search->arrange->dropped->len == 1;
      change->text = g_strdup_printf (_ ("Move “%s” to another page: it finds no room here."),
                                      name);
    }
}

/* The slot that is left: below the page, or where locked boxes hold the foot, beside them. */
static gboolean
find_slot (const BsArrange *arrange, const BsWheelPage *page, guint *columns, guint *lines)
{
  for (guint i = 0; i < page->placements->len; i++)
    {
      const BsPlacement *at = &g_array_index (page->placements, BsPlacement, i);
      const BsLayoutItem *item = &arrange->problem->items[at->item];

      if (item->fixed || item->kind != BS_BOX_HOUSE_AD)
        continue;
      *columns = at->shape->columns;
      *lines = at->shape->lines - 1u;
      return TRUE;
    }
  if (page->lines + 1 >= arrange->problem->lines)
    return FALSE;
  *columns = arrange->problem->columns;
  *lines = arrange->problem->lines - page->lines - 1;

  return TRUE;
}

static void
suggest_fillers (Search *search, guint columns, guint lines)
{
  guint area = (lines + 1) * columns;
  guint characters = round_up (area * search->arrange->format->column_characters);
  guint index = find_longest (search, 0);
  g_autoptr (BsNode) story = NULL;
  BsChange *change = add_change (search, BS_CHANGE_HOUSE_AD, "");

  change->columns = columns;
  change->lines = lines;
  change->characters = characters;
  change->tried = TRUE;
  change->text = g_strdup_printf (
    /* Translators: columns; lines */
    _ ("Place a house ad of %u columns × %u lines at the foot."), columns, lines);
  /* A story cannot become twice as long: that is copy for another one. */
  if (index == G_MAXUINT || characters > search->problem->items[index].characters)
    {
      change = add_change (search, BS_CHANGE_ADD, "");
      change->characters = characters;
      change->lines = area;
      change->text = g_strdup_printf (_ ("Add another story, or more: about %u characters."),
                                      characters);
      return;
    }
  story = lengthen (search->problem->items[index].story, characters);
  change = add_change (search, BS_CHANGE_ADD, search->problem->items[index].refs[0]);
  change->characters = characters;
  change->lines = area;
  change->tried = would_fit (search, index, story);
  change->text = g_strdup_printf (
    /* Translators: characters; headline */
    _ ("Add about %u characters, to “%s” or as another story."), characters,
    name_item (&search->problem->items[index]));
}

static void
take_slots_out (BsLayoutProblem *problem)
{
  for (guint i = problem->n_items; i > 0; i--)
    if (!problem->items[i - 1].fixed && problem->items[i - 1].kind == BS_BOX_HOUSE_AD)
      {
        memmove (&problem->items[i - 1], &problem->items[i],
                 (problem->n_items - i) * sizeof (BsLayoutItem));
        problem->n_items--;
      }
}

/* What was found room for and what was not, together; locked boxes stay the last. */
static BsLayoutProblem *
join_problem (const BsArrange *arrange)
{
  BsLayoutProblem *problem = g_memdup2 (arrange->problem, sizeof *problem);
  guint n_dropped = MIN (arrange->dropped->len, BS_MAX_ITEMS - problem->n_items);
  guint first_fixed = 0;

  take_slots_out (problem);
  while (first_fixed < problem->n_items && !problem->items[first_fixed].fixed)
    first_fixed++;
  memmove (&problem->items[first_fixed + n_dropped], &problem->items[first_fixed],
           (problem->n_items - first_fixed) * sizeof (BsLayoutItem));
  for (guint i = 0; i < n_dropped; i++)
    problem->items[first_fixed + i] = g_array_index (arrange->dropped, BsLayoutItem, i);
  problem->n_items += n_dropped;

  return problem;
}

/* Column-lines that all of it has too many. */
static guint
count_over (const BsLayoutProblem *problem)
{
  guint area = problem->lines * problem->columns;
  guint all = problem->n_items <= BS_TABLE_ITEMS ? (1u << problem->n_items) - 1 : 0;
  BsBound *bound;
  guint over = 0;

  if (all == 0)
    {
      for (guint i = 0; i < problem->n_items; i++)
        over += problem->items[i].natural_area;
      return over > area ? over - area : 0;
    }
  bound = bs_bound_new (problem, problem->lines + MOST_OVER_LINES);
  while (over < MOST_OVER_LINES * problem->columns
         && bs_bound_get (bound, all, area + over) > FULL_EXCESS)
    over += problem->columns / 2 + 1;
  bs_bound_free (bound);

  return over;
}

/**
 * bs_arrange_suggest:
 * @arrange: with pages found
 * @over: (out): column-lines that the copy has too many
 *
 * Returns: (transfer full) (element-type BsChange): what would make the page fit, the least first;
 *   empty where it does
 */
GPtrArray *
bs_arrange_suggest (BsArrange *arrange, guint *over)
{
  Search search = { .arrange = arrange };
  const BsWheelPage *page = g_ptr_array_index (arrange->pages, 0);
  guint beyond = page->lines > arrange->problem->lines
                   ? (page->lines - arrange->problem->lines) * arrange->problem->columns
                   : 0;
  guint columns;
  guint lines;

  search.changes = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_change_free);

  *over = 0;
  search.problem = join_problem (arrange);
  if (beyond > 0 || arrange->dropped->len > 0)
    {
      *over = MAX (MAX (beyond, count_over (search.problem)), LEAST_OVER);
      suggest_cuts (&search, *over);
      suggest_size (&search, -(int) *over);
      suggest_drop (&search, *over);
      suggest_moves (&search);
    }
  else if (find_slot (arrange, page, &columns, &lines))
    {
      suggest_fillers (&search, columns, lines);
      suggest_size (&search, (int) ((lines + 1) * columns));
    }
  g_free (search.problem);

  for (guint i = 0; i < search.changes->len; i++)
    {
      BsChange *change = g_ptr_array_index (search.changes, i);
      char *text = change->text;

      change->text = text != NULL ? bs_quotes_alternate (text) : NULL;
      g_free (text);
    }

  return search.changes;
}
