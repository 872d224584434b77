/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-page-fit.h"

#include "layout/bs-page-edit-dress-private.h"

#include <glib/gi18n-lib.h>

/* What a way to fit costs beside the taste of its dress. */
static const struct
{
  double box_line;   /* the box a line higher or lower */
  double box_column; /* the box a column wider or narrower */
  double neighbour;  /* one that has to give way */
  double dress;      /* anything about the dress that changes, each */
} costs = { 0.25, 4, 2.5, 0.5 };

/* Further than this a box is another box. */
#define MOST_LINES_AWAY 20
#define MOST_COLUMNS_AWAY 1
/* Of one kind (the same width, headline and legs) no more than this are worth a look, and only
 * where box or picture differ by so many lines. */
#define MOST_OF_A_KIND 2
#define LEAST_LINES_APART 3

/* What a reader sees of a dress. */
typedef struct
{
  BsHeadPosition position;
  guint head_lines;
  guint head_size; /* tenths of a point */
  guint legs;
  guint characters;
  guint picture_legs;
  guint picture_lines;
  guint group_columns;
} Looks;

typedef struct
{
  const BsPageContext *context;
  const char *box;
  BsBoard board; /* as the page is */
  guint index;
  Looks looks;
  double cost; /* of the present dress's taste, as far as the curve knows it */
  GPtrArray *fits;
} Search;

void
bs_page_fit_free (BsPageFit *fit)
{
  if (fit == NULL)
    return;
  bs_page_edit_unref (fit->edit);
  g_free (fit->explanation);
  g_free (fit);
}

static void
look_at (const BsBoard *board, const BsBox *box, Looks *looks)
{
  BsStoryPlan plan;

  *looks = (Looks){ .position = box->position, .group_columns = box->group_columns };
  if (!bs_dress_plan (board, box, &plan))
    return;
  looks->head_lines = plan.header->n_lines;
  looks->head_size = plan.header->n_lines > 0 ? plan.header->size : 0;
  looks->legs = plan.legs.n_legs;
  looks->characters = plan.legs.characters;
  looks->picture_legs = plan.picture_legs;
  looks->picture_lines = plan.picture_legs > 0 ? box->picture_lines : 0;
}

static void
add_phrase (GString *text, char *phrase /* transfer full */)
{
  if (text->len > 0)
    /* Translators: between the parts of "headline in two lines, 24 pt; box 3 lines shorter" */
    g_string_append (text, _ ("; "));
  g_string_append (text, phrase);
  g_free (phrase);
}

static char *
dup_points (guint tenths)
{
  return tenths % 10 == 0 ? g_strdup_printf ("%u", tenths / 10)
                          : g_strdup_printf ("%u.%u", tenths / 10, tenths % 10);
}

static guint
describe_headline (const Looks *old, const Looks *now, GString *text)
{
  static const char *const positions[] = {
    N_ ("headline above the text"),
    N_ ("headline at the left of the text"),
    N_ ("headline at the right of the text"),
    N_ ("vertical headline"),
    N_ ("headline in the middle of the text"),
  };
  g_autofree char *points = dup_points (now->head_size);
  guint n = 0;

  if (now->head_lines == 0)
    return 0;
  if (old->position != now->position)
    {
      add_phrase (text, g_strdup (_ (positions[now->position])));
      n++;
    }
  if (old->head_lines != now->head_lines)
    add_phrase (text, g_strdup_printf (ngettext ("headline in %u line, %s pt",
                                                 "headline in %u lines, %s pt", now->head_lines),
                                       now->head_lines, points));
  else if (old->head_size != now->head_size)
    add_phrase (text, g_strdup_printf (_ ("headline at %s pt"), points));

  return n + (old->head_lines != now->head_lines || old->head_size != now->head_size ? 1 : 0);
}

static guint
describe_picture (const Looks *old, const Looks *now, GString *text)
{
  guint n = 0;

  if (old->picture_legs != now->picture_legs)
    {
      add_phrase (text, now->picture_legs == 0
                          ? g_strdup (_ ("without its photo"))
                          : g_strdup_printf (ngettext ("photo %u leg wide", "photo %u legs wide",
                                                       now->picture_legs),
                                             now->picture_legs));
      n++;
    }
  if (now->picture_lines > old->picture_lines)
    add_phrase (text, g_strdup_printf (ngettext ("photo %u line higher", "photo %u lines higher",
                                                 now->picture_lines - old->picture_lines),
                                       now->picture_lines - old->picture_lines));
  else if (now->picture_lines < old->picture_lines && now->picture_legs > 0)
    add_phrase (text, g_strdup_printf (ngettext ("photo %u line lower", "photo %u lines lower",
                                                 old->picture_lines - now->picture_lines),
                                       old->picture_lines - now->picture_lines));

  return n + (now->picture_lines != old->picture_lines ? 1 : 0);
}

/* Returns how many things change. */
static guint
describe_dress (const Looks *old, const Looks *now, GString *text)
{
  guint n = describe_headline (old, now, text);

  if (old->legs != now->legs || old->characters != now->characters)
    {
      add_phrase (text, g_strdup_printf (ngettext ("text in %u leg of %u characters",
                                                   "text in %u legs of %u characters", now->legs),
                                         now->legs, now->characters));
      n++;
    }
  if (old->group_columns != now->group_columns)
    {
      add_phrase (text, g_strdup_printf (ngettext ("%u picture side by side",
                                                   "%u pictures side by side", now->group_columns),
                                         now->group_columns));
      n++;
    }

  return n + describe_picture (old, now, text);
}

static void
describe_size (const BsBox *old, const BsBox *now, GString *text)
{
  if (now->columns != old->columns)
    add_phrase (text, g_strdup_printf (ngettext ("box over %u column", "box over %u columns",
                                                 now->columns),
                                       now->columns));
  if (now->lines > old->lines)
    add_phrase (text, g_strdup_printf (ngettext ("box %u line longer", "box %u lines longer",
                                                 now->lines - old->lines),
                                       now->lines - old->lines));
  else if (now->lines < old->lines)
    add_phrase (text, g_strdup_printf (ngettext ("box %u line shorter", "box %u lines shorter",
                                                 old->lines - now->lines),
                                       old->lines - now->lines));
}

/* As @shape, with its upper edge where it is or, @up, its lower one. NULL: there is no room. */
static BsPageEdit *
try_shape (const Search *search, const BsShape *shape, guint column, gboolean up, BsBox *result)
{
  g_auto (BsBoard) board = { 0 };
  BsBox *box;
  guint foot;

  if (!bs_board_init (&board, search->context, NULL))
    return NULL;
  box = bs_board_get (&board, search->index);
  foot = box->line + box->lines;
  bs_dress_put_on (box, shape);
  box->column = column;
  box->columns = shape->columns;
  box->lines = shape->box.lines;
  if (up)
    box->line = foot > box->lines ? foot - box->lines : 0;
  *result = *box;
  bs_board_clamp (&board, result);
  /* Where the page ends the box would have to be another. */
  if (result->line != box->line || result->lines != box->lines || result->column != box->column
      || !bs_board_settle (&board, search->index, BS_OVERLAP_PUSH, NULL))
    return NULL;

  return bs_board_finish (&board, bs_board_dup_label (&board, _ ("Fit “%s”"), search->index),
                          search->index, NULL);
}

static void
add_fit (Search *search, BsPageEdit *edit /* transfer full */, const BsShape *shape,
         const BsBox *result)
{
  const BsBox *old = bs_board_get (&search->board, search->index);
  GString *text = g_string_new (NULL);
  BsPageFit *fit = g_new0 (BsPageFit, 1);
  Looks looks;

  look_at (&search->board, result, &looks);
  fit->edit = edit;
  fit->cost = shape->cost - search->cost
              + costs.dress * describe_dress (&search->looks, &looks, text)
              + costs.box_line * ABS ((int) result->lines - (int) old->lines)
              + costs.box_column * ABS ((int) result->columns - (int) old->columns)
              + costs.neighbour * edit->n_moved;
  describe_size (old, result, text);
  if (edit->n_moved > 0)
    {
      char *pushes = g_strdup_printf (ngettext ("pushes %u neighbour", "pushes %u neighbours",
                                                edit->n_moved),
                                      edit->n_moved);

      /* Translators: "box 3 lines longer: pushes 2 neighbours" */
      g_string_append_printf (text, _ (": %s"), pushes);
      g_free (pushes);
    }
  if (text->len == 0)
    g_string_append (text, _ ("as it is, with the lines shared out anew"));
  fit->explanation = g_string_free (text, FALSE);
  g_ptr_array_add (search->fits, fit);
}

static void
try_fit (Search *search, const BsShape *shape, guint column)
{
  const BsBox *old = bs_board_get (&search->board, search->index);
  g_autoptr (BsPageEdit) down = NULL;
  g_autoptr (BsPageEdit) up = NULL;
  BsBox low;
  BsBox high;

  down = try_shape (search, shape, column, FALSE, &low);
  if (shape->box.lines != old->lines && (down == NULL || down->n_moved > 0))
    up = try_shape (search, shape, column, TRUE, &high);
  if (up != NULL && (down == NULL || up->n_moved < down->n_moved))
    add_fit (search, g_steal_pointer (&up), shape, &high);
  else if (down != NULL)
    add_fit (search, g_steal_pointer (&down), shape, &low);
}

static gboolean
is_of_a_kind (const BsShape *one, const BsShape *two)
{
  return one->columns == two->columns && one->box.position == two->box.position
         && one->box.head_lines == two->box.head_lines && one->box.legs == two->box.legs
         && one->box.picture_legs == two->box.picture_legs;
}

/* The same headline and legs at nearly the same height are one choice, not ten. */
static gboolean
is_common (const BsShape *shape, GPtrArray *chosen)
{
  guint n = 0;

  for (guint i = 0; i < chosen->len; i++)
    {
      const BsShape *other = g_ptr_array_index (chosen, i);

      if (!is_of_a_kind (shape, other))
        continue;
      if (ABS ((int) shape->lines - (int) other->lines) < LEAST_LINES_APART
          && ABS ((int) shape->box.picture_lines - (int) other->box.picture_lines)
               < LEAST_LINES_APART)
        return TRUE;
      n++;
    }

  return n >= MOST_OF_A_KIND;
}

static double
rate_shape (const Search *search, const BsShape *shape)
{
  const BsBox *old = bs_board_get (&search->board, search->index);

  return shape->cost + costs.box_line * ABS ((int) shape->box.lines - (int) old->lines)
         + costs.box_column * ABS ((int) shape->columns - (int) old->columns);
}

typedef struct
{
  const BsShape *shape;
  double rate;
} Rated;

static int
compare_rated (gconstpointer a, gconstpointer b)
{
  const Rated *one = a;
  const Rated *two = b;

  if (one->rate != two->rate)
    return one->rate < two->rate ? -1 : 1;

  return (int) one->shape->lines - (int) two->shape->lines;
}

/* All shapes of nearly this size, the nearest first. */
static GArray *
list_shapes (const Search *search, const BsLayoutItem *item)
{
  const BsBox *old = bs_board_get (&search->board, search->index);
  GArray *rated = g_array_new (FALSE, FALSE, sizeof (Rated));

  for (guint columns = 1; columns < G_N_ELEMENTS (item->shapes); columns++)
    for (guint i = 0; i < item->shapes[columns]->len; i++)
      {
        const BsShape *shape = &g_array_index (item->shapes[columns], BsShape, i);
        Rated one = { shape, rate_shape (search, shape) };

        if (ABS ((int) shape->box.lines - (int) old->lines) <= MOST_LINES_AWAY)
          g_array_append_val (rated, one);
      }
  g_array_sort (rated, compare_rated);

  return rated;
}

static int
compare_fits (gconstpointer a, gconstpointer b)
{
  const BsPageFit *one = *(const BsPageFit *const *) a;
  const BsPageFit *two = *(const BsPageFit *const *) b;

  return one->cost < two->cost ? -1 : one->cost > two->cost ? 1 : 0;
}

static void
search_fits (Search *search, guint n_most)
{
  const BsBox *old = bs_board_get (&search->board, search->index);
  g_autoptr (BsLayoutItem) item = bs_dress_new_item (&search->board, old);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr (GArray) rated = NULL;
  guint least = old->columns - MIN (old->columns - 1, MOST_COLUMNS_AWAY);
  guint most = MIN (old->columns + MOST_COLUMNS_AWAY, search->board.format->n_columns);

  for (guint columns = least; columns <= most; columns++)
    bs_dress_shape_width (&search->board, item, columns);
  rated = list_shapes (search, item);
  search->cost = G_MAXDOUBLE;
  for (guint i = 0; i < rated->len; i++)
    search->cost = MIN (search->cost, g_array_index (rated, Rated, i).shape->cost);
  for (guint i = 0; i < rated->len && search->fits->len < n_most; i++)
    {
      const BsShape *shape = g_array_index (rated, Rated, i).shape;
      guint column = MIN (old->column, search->board.format->n_columns - shape->columns);
      guint found = search->fits->len;

      if (is_common (shape, chosen))
        continue;
      try_fit (search, shape, column);
      if (search->fits->len == found && shape->columns > old->columns && old->column > 0)
        try_fit (search, shape, old->column - 1);
      if (search->fits->len > found)
        g_ptr_array_add (chosen, (gpointer) shape);
    }
  g_ptr_array_sort (search->fits, compare_fits);
}

/* What changes nothing is no choice. */
static void
drop_empty (GPtrArray *fits)
{
  for (guint i = fits->len; i > 0; i--)
    if (((BsPageFit *) g_ptr_array_index (fits, i - 1))->edit->operations->len == 0)
      g_ptr_array_remove_index (fits, i - 1);
}

static gboolean
search_init (Search *search, const BsPageContext *context, const char *box, GError **error)
{
  int index;

  *search = (Search){ .context = context, .box = box };
  if (!bs_board_init (&search->board, context, error))
    return FALSE;
  index = bs_board_find_free (&search->board, box, error);
  if (index < 0)
    {
      bs_board_clear (&search->board);
      return FALSE;
    }
  search->index = (guint) index;
  search->fits = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_page_fit_free);
  look_at (&search->board, bs_board_get (&search->board, search->index), &search->looks);

  return TRUE;
}

/**
 * bs_page_edit_list_fits:
 * @context: layout, issue, page
 * @box: id of a box with a story, photo or group
 * @n_most: how many ways to offer
 *
 * Every one of them is exact: no text over, no line empty. Neighbours may have to give way; locked
 * ones and advertisements never do.
 *
 * Returns: (transfer full) (element-type BsPageFit): the ways, cheapest first, none where there are
 *   none; %NULL with %BS_LAYOUT_ERROR_NO_BOX or _LOCKED
 */
GPtrArray *
bs_page_edit_list_fits (const BsPageContext *context, const char *box, guint n_most, GError **error)
{
  Search search;

  g_return_val_if_fail (context != NULL && box != NULL, NULL);

  if (!search_init (&search, context, box, error))
    return NULL;
  if (bs_dress_has_content (&search.board, bs_board_get (&search.board, search.index)))
    search_fits (&search, n_most);
  drop_empty (search.fits);
  bs_board_clear (&search.board);

  return search.fits;
}

/**
 * bs_page_edit_fill:
 * @context: layout, issue, page
 * @box: id of a box with empty lines
 *
 * Takes the cheapest way to be rid of the empty lines that asks nothing of the neighbours: a dress
 * that fills the box, else a box that is shorter.
 *
 * Returns: (transfer full): the change; %NULL with %BS_LAYOUT_ERROR_NO_BOX, _LOCKED, or _DRESS where
 *   the text is too long
 */
BsPageEdit *
bs_page_edit_fill (const BsPageContext *context, const char *box, GError **error)
{
  g_autoptr (GPtrArray) fits = bs_page_edit_list_fits (context, box, 24, error);
  const BsNode *page = bs_issue_get_page (context->issue, context->page);
  const BsNode *node = bs_node_find_by_id (bs_node_get_member (page, "boxes"), box);

  if (fits == NULL)
    return NULL;
  for (guint i = 0; i < fits->len; i++)
    {
      const BsPageFit *fit = g_ptr_array_index (fits, i);
      const BsNode *after = bs_node_find_by_id (bs_page_edit_get_boxes (fit->edit, context->page),
                                                box);

      if (fit->edit->n_moved == 0
          && bs_node_get_number (after, "columns", 0) == bs_node_get_number (node, "columns", 0)
          && bs_node_get_number (after, "lines", 0) <= bs_node_get_number (node, "lines", 0))
        return bs_page_edit_ref (fit->edit);
    }
  g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_DRESS,
               _ ("No dress fills this box: its text is too long for it, or nothing is empty. Make "
                  "the box larger, or cut the text."));

  return NULL;
}
