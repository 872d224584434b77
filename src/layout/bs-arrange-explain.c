/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-arrange-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* From where on an editor would want to be told. */
#define TOLD_CROP 5   /* per cent */
#define TOLD_GRAY 30  /* lines */
#define TOLD_STAMPS 2 /* stories of one column */

/* What is said of a page: first what it is like, then what is against it. */
typedef struct
{
  const BsArrange *arrange;
  const BsWheelPage *page;
  GPtrArray *clauses; /* of strings, owned */
} Words;

static const BsPlacement *
get_place (const Words *words, guint index)
{
  return &g_array_index (words->page->placements, BsPlacement, index);
}

static const BsLayoutItem *
get_item (const Words *words, guint index)
{
  return &words->arrange->problem->items[get_place (words, index)->item];
}

static void
say (Words *words, char *clause)
{
  g_ptr_array_add (words->clauses, clause);
}

static gboolean
shows_picture (const BsPlacement *place)
{
  const BsBox *box = &place->shape->box;

  return box->kind == BS_BOX_PHOTO || box->kind == BS_BOX_GROUP || box->picture_lines > 0;
}

/* In column-lines, about. */
static guint
picture_area (const BsPlacement *place)
{
  const BsBox *box = &place->shape->box;

  return box->kind == BS_BOX_STORY ? box->picture_legs * box->picture_lines
                                   : place->shape->columns * place->shape->lines;
}

static const char *
name_corner (const Words *words, const BsPlacement *place)
{
  guint lines = words->page->lines;
  gboolean upper = place->line * 2 + place->shape->lines < lines;
  gboolean left = place->column * 2 + place->shape->columns <= words->arrange->problem->columns;

  if (upper)
    return left ? _ ("at the upper left") : _ ("at the upper right");

  return left ? _ ("at the lower left") : _ ("at the lower right");
}

static void
say_lead (Words *words)
{
  guint columns = bs_page_get_lead_columns (words->arrange->problem, words->page->placements);

  if (columns > 0)
    say (words, g_strdup_printf (ngettext ("Lead over %u column", "Lead over %u columns", columns),
                                 columns));
}

static void
say_pictures (Words *words)
{
  const BsPlacement *largest = NULL;

  for (guint i = 0; i < words->page->placements->len; i++)
    {
      const BsPlacement *place = get_place (words, i);

      if (shows_picture (place)
          && (largest == NULL || picture_area (place) > picture_area (largest)))
        largest = place;
    }
  if (largest == NULL)
    return;
  say (words, g_strdup_printf (
                /* Translators: a place on the page, as "at the upper left" */
                _ ("the largest picture %s"), name_corner (words, largest)));
}

static void
say_heads (Words *words)
{
  guint vertical = 0;
  guint beside = 0;

  for (guint i = 0; i < words->page->placements->len; i++)
    {
      const BsBox *box = &get_place (words, i)->shape->box;

      if (box->kind != BS_BOX_STORY || get_item (words, i)->fixed)
        continue;
      vertical += box->position == BS_HEAD_VERTICAL;
      beside += box->position != BS_HEAD_VERTICAL && box->position != BS_HEAD_ABOVE;
    }
  if (vertical > 0)
    say (words,
         g_strdup_printf (ngettext ("%u vertical headline", "%u vertical headlines", vertical),
                          vertical));
  if (beside > 0)
    say (words, g_strdup_printf (ngettext ("%u headline beside its text",
                                           "%u headlines beside their text", beside),
                                 beside));
}

static void
say_crop (Words *words)
{
  guint most = 0;
  guint n = 0;

  for (guint i = 0; i < words->page->placements->len; i++)
    {
      guint crop = (guint) ABS (get_place (words, i)->shape->crop);

      if (crop < TOLD_CROP)
        continue;
      n++;
      most = MAX (most, crop);
    }
  if (n > 0)
    say (words, g_strdup_printf (
                  /* Translators: photos; per cent */
                  ngettext ("%u photo cropped, by %u %%", "%u photos cropped, by up to %u %%", n),
                  n, most));
}

static void
say_gray (Words *words)
{
  guint worst = 0;

  for (guint i = 0; i < words->page->placements->len; i++)
    worst = MAX (worst, get_place (words, i)->shape->gray);
  if (worst > TOLD_GRAY)
    say (words, g_strdup_printf (_ ("a gray run of %u lines"), worst));
}

static void
say_stamps (Words *words)
{
  guint n = 0;

  for (guint i = 0; i < words->page->placements->len; i++)
    n += get_place (words, i)->shape->box.kind == BS_BOX_STORY && !get_item (words, i)->fixed
         && get_place (words, i)->shape->columns == 1;
  if (n >= TOLD_STAMPS)
    say (words, g_strdup_printf (_ ("%u stories of one column"), n));
}

/* Lighter stories that begin above the middle while a weightier one waits below. */
static void
say_rank (Words *words)
{
  guint middle = words->page->lines / 2;

  for (guint i = 0; i < words->page->placements->len; i++)
    for (guint j = 0; j < words->page->placements->len; j++)
      {
        const BsLayoutItem *greater = get_item (words, i);
        const BsLayoutItem *lesser = get_item (words, j);

        if (greater->story_class == 0 || lesser->story_class <= greater->story_class
            || greater->story == NULL || get_place (words, j)->line > 0
            || get_place (words, i)->line < middle)
          continue;
        say (words, g_strdup_printf (_ ("“%s” waits below the fold"),
                                     bs_node_get_text (greater->story, "headline")));
        return;
      }
}

static void
say_space (Words *words, guint n_unplaced)
{
  const BsLayoutProblem *problem = words->arrange->problem;
  guint space = problem->lines - MIN (words->page->lines, problem->lines);

  if (space > 1)
    say (words, g_strdup_printf (
                  /* Translators: columns; lines */
                  _ ("%u columns × %u lines at the foot left for a house ad"), problem->columns,
                  space - 1));
  if (words->page->lines > problem->lines)
    say (words, g_strdup_printf (ngettext ("%u line too long", "%u lines too long",
                                           words->page->lines - problem->lines),
                                 words->page->lines - problem->lines));
  if (n_unplaced > 0)
    say (words,
         g_strdup_printf (ngettext ("%u piece without room", "%u pieces without room", n_unplaced),
                          n_unplaced));
}

/**
 * bs_arrange_explain:
 * @arrange: the call
 * @page: a page that was found
 * @n_unplaced: of stories and photos
 *
 * Returns: (transfer full): translated, what the page is like and what is against it
 */
char *
bs_arrange_explain (const BsArrange *arrange, const BsWheelPage *page, guint n_unplaced)
{
  Words words = { arrange, page, g_ptr_array_new_with_free_func (g_free) };
  GString *text = g_string_new (NULL);

  say_lead (&words);
  say_pictures (&words);
  say_heads (&words);
  say_crop (&words);
  say_gray (&words);
  say_stamps (&words);
  say_rank (&words);
  say_space (&words, n_unplaced);
  for (guint i = 0; i < words.clauses->len; i++)
    {
      if (i > 0)
        g_string_append (text, _ ("; "));
      g_string_append (text, g_ptr_array_index (words.clauses, i));
    }
  if (text->len == 0)
    g_string_append (text, _ ("Around what is locked"));
  g_ptr_array_unref (words.clauses);

  return g_string_free (text, FALSE);
}
