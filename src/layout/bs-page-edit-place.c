/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-page-edit-dress-private.h"

#include <glib/gi18n-lib.h>

/* Lines that an advertisement is tried further up. */
#define AD_STEP 4

/* What speaks against a place, beside the taste in dresses. */
static const float cost_of_distance = 0.4f; /* a line away from where it was dropped */
static const float cost_of_waste = 0.04f; /* a column-line of the room that stays empty beside it */
static const float cost_of_depth = 0.02f; /* a line further down the page */
/* A column further to the right, by class of story from the lead on; photos stand anywhere. */
static const float cost_of_aside[BS_PAGE_FORMAT_CLASSES + 1] = { 0, 2, 0.4f, 0.1f, 0 };
static const float lines_in_column = 12; /* a column is about as wide as so many lines are high */
/* Of the room its smallest dress needs, the share with which a place is still worth it: the text
 * that is over shows what is missing. */
static const float least_share = 0.5f;

/* Where a box may come to stand. */
typedef struct
{
  const BsShape *shape;
  guint column, line;
  float cost;
} Spot;

static gboolean
is_on_page (const BsNode *page, const char *ref)
{
  const BsNode *boxes = bs_node_get_member (page, "boxes");

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *refs = bs_node_get_member (bs_node_get_element (boxes, i), "refs");

      for (guint j = 0; j < bs_node_get_length (refs); j++)
        if (g_str_equal (bs_node_get_string (bs_node_get_element (refs, j)), ref))
          return TRUE;
    }

  return FALSE;
}

/* The page that shows it; NULL: it is in the tray. */
static const char *
find_page_of (const BsNode *issue, const char *ref)
{
  const BsNode *pages = bs_issue_get_pages (issue);

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    if (is_on_page (bs_node_get_element (pages, i), ref))
      return bs_node_get_text (bs_node_get_element (pages, i), "id");

  return NULL;
}

/* In the tray, and not meant for another page. */
static gboolean
comes_along (const BsBoard *board, const BsNode *photo)
{
  const char *page = bs_node_get_text (photo, "page");

  return find_page_of (board->context->issue, bs_node_get_text (photo, "id")) == NULL
         && (*page == '\0' || g_str_equal (page, board->context->page));
}

/* A story takes its photo along, a photo its group. */
static void
add_company (const BsBoard *board, BsBox *box, const BsNode *photo)
{
  const BsNode *photos = bs_issue_get_photos (board->context->issue);
  const char *group = photo != NULL ? bs_node_get_text (photo, "group") : "";
  guint most = photo == NULL ? 2 : *group != '\0' ? BS_MAX_REFS : 1;

  for (guint i = 0; i < bs_node_get_length (photos) && box->n_refs < most; i++)
    {
      const BsNode *other = bs_node_get_element (photos, i);
      const char *their_group = bs_node_get_text (other, "group");

      if (other == photo || !comes_along (board, other))
        continue;
      if (photo != NULL
            ? g_str_equal (their_group, group)
            : *their_group == '\0' && g_str_equal (bs_node_get_text (other, "story"), box->refs[0]))
        box->refs[box->n_refs++] = bs_node_get_text (other, "id");
    }
  if (photo != NULL && box->n_refs > 1)
    box->kind = BS_BOX_GROUP;
}

static gboolean
init_box (const BsBoard *board, BsBox *box, const char *ref, GError **error)
{
  const BsNode *issue = board->context->issue;
  const BsNode *story = bs_issue_get_story (issue, ref);
  const BsNode *photo = story == NULL ? bs_issue_get_photo (issue, ref) : NULL;
  const char *page;

  *box = (BsBox){ .frame = "", .head_text = "", .label = "", .customer = "" };
  if (story == NULL && photo == NULL)
    {
      g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_NO_BOX,
                   _ ("“%s” was not placed: the issue has no such story or photo. Choose another "
                      "one."),
                   ref);
      return FALSE;
    }
  page = find_page_of (issue, ref);
  if (page != NULL)
    {
      g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_NO_ROOM,
                   _ ("“%s” was not placed: it stands on page %s already. Move it there, or take "
                      "it off that page first."),
                   ref, page);
      return FALSE;
    }
  box->kind = story != NULL ? BS_BOX_STORY : BS_BOX_PHOTO;
  box->refs[0] = bs_node_get_text (story != NULL ? story : photo, "id");
  box->n_refs = 1;
  add_company (board, box, photo);

  return TRUE;
}

/* Everything that is placed here is meant for this page. */
static void
claim (BsBoard *board, const BsBox *box)
{
  for (guint i = 0; i < box->n_refs; i++)
    {
      g_autofree char *path = bs_issue_dup_path (box->kind == BS_BOX_STORY && i == 0 ? "stories"
                                                                                     : "photos",
                                                 box->refs[i], "page");

      bs_board_set (board, path, board->context->page);
    }
}

static void
offer (Spot *best, const Spot *spot)
{
  if (best->shape == NULL || spot->cost < best->cost)
    *best = *spot;
}

/* As near to @want as the room allows; without a wish, in the room's upper left corner. */
static void
put_in_room (Spot *spot, const BsGridRect *room, const BsGridRect *want, guint story_class)
{
  guint most_column = room->column + room->columns - spot->shape->columns;
  guint most_line = room->line + room->lines - spot->shape->box.lines;
  guint area = (guint) spot->shape->columns * spot->shape->box.lines;

  spot->column = room->column;
  spot->line = room->line;
  if (want != NULL)
    {
      spot->column = CLAMP (want->column, room->column, most_column);
      spot->line = CLAMP (want->line, room->line, most_line);
      spot->cost += cost_of_distance
                    * (lines_in_column * (float) ABS ((int) spot->column - (int) want->column)
                       + (float) ABS ((int) spot->line - (int) want->line));
      return;
    }
  spot->cost += cost_of_waste * (float) (room->columns * room->lines - area)
                + cost_of_depth * (float) room->line
                + cost_of_aside[MIN (story_class, BS_PAGE_FORMAT_CLASSES)] * (float) room->column;
}

/* The best of all dresses in all rooms. @want: near there; NULL: anywhere. */
static Spot
find_spot (const BsLayoutItem *item, const GArray *room, const BsGridRect *want)
{
  Spot best = { 0 };

  for (guint i = 0; i < room->len; i++)
    {
      const BsGridRect *rect = &g_array_index (room, BsGridRect, i);
      const GArray *shapes = item->shapes[MIN (rect->columns, 16)];

      for (guint j = 0; j < shapes->len; j++)
        {
          const BsShape *shape = &g_array_index (shapes, BsShape, j);
          Spot spot = { shape, 0, 0, shape->cost };

          if (shape->box.lines > rect->lines)
            break; /* they come by height */
          put_in_room (&spot, rect, want, item->story_class);
          offer (&best, &spot);
        }
    }

  return best;
}

/* Of those rooms that hold @at, what remains to the right of it and below. */
static GArray *
list_room_at (const GArray *room, const BsGridRect *at)
{
  GArray *result = g_array_new (FALSE, FALSE, sizeof (BsGridRect));

  for (guint i = 0; i < room->len; i++)
    {
      BsGridRect rect = g_array_index (room, BsGridRect, i);

      if (rect.column != at->column || at->line < rect.line || at->line >= rect.line + rect.lines)
        continue;
      rect.lines -= at->line - rect.line;
      rect.line = at->line;
      g_array_append_val (result, rect);
    }

  return result;
}

/* The largest of them, for what fits nowhere. */
static const BsGridRect *
find_largest (const GArray *room)
{
  const BsGridRect *largest = NULL;

  for (guint i = 0; i < room->len; i++)
    {
      const BsGridRect *rect = &g_array_index (room, BsGridRect, i);

      if (largest == NULL || rect->columns * rect->lines > largest->columns * largest->lines)
        largest = rect;
    }

  return largest;
}

static void
take_spot (BsBox *box, const Spot *spot)
{
  bs_dress_put_on (box, spot->shape);
  box->columns = spot->shape->columns;
  box->lines = spot->shape->box.lines;
  box->column = spot->column;
  box->line = spot->line;
}

static guint
get_least_area (const BsLayoutItem *item)
{
  guint least = G_MAXUINT;

  for (guint columns = 1; columns < G_N_ELEMENTS (item->shapes); columns++)
    if (item->shapes[columns]->len > 0)
      /* They come by height. */
      least = MIN (least, columns * g_array_index (item->shapes[columns], BsShape, 0).box.lines);

  return least < G_MAXUINT ? least : 0;
}

static gboolean
take_room (const BsLayoutItem *item, BsBox *box, const BsGridRect *room)
{
  if (room == NULL
      || (float) (room->columns * room->lines) < least_share * (float) get_least_area (item))
    return FALSE;
  bs_board_put (box, room);

  return TRUE;
}

/* Where it is wanted if it fits there, with whatever may be pushed away out of mind; else as near
 * as it fits; else where it is wanted, too long. */
static gboolean
find_place (const BsBoard *board, const BsLayoutItem *item, BsBox *box, const BsGridRect *want,
            BsOverlap overlap)
{
  g_autoptr (GArray) room = bs_board_list_room (board, BS_OBSTACLES_ALL, -1);
  g_autoptr (GArray) here = want != NULL ? list_room_at (room, want) : NULL;
  g_autoptr (GArray) fixed = NULL;
  Spot spot = { 0 };

  if (want != NULL)
    spot = find_spot (item, here, want);
  if (spot.shape == NULL && want != NULL && overlap != BS_OVERLAP_REFUSE)
    {
      g_autoptr (GArray) all = bs_board_list_room (board, BS_OBSTACLES_FIXED, -1);

      fixed = list_room_at (all, want);
      spot = find_spot (item, fixed, want);
    }
  if (spot.shape == NULL && here != NULL && take_room (item, box, find_largest (here)))
    return TRUE;
  if (spot.shape == NULL)
    spot = find_spot (item, room, want);
  if (spot.shape == NULL)
    return take_room (item, box, find_largest (room));
  take_spot (box, &spot);

  return TRUE;
}

static gboolean
no_room (const BsBoard *board, guint index, GError **error)
{
  g_autofree char *title = bs_board_dup_title (board, index);

  g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_NO_ROOM,
               _ ("“%s” was not placed: page %s has no free room that is large enough. Take "
                  "something off the page, or let others be pushed away."),
               title, board->context->page);

  return FALSE;
}

/**
 * bs_board_choose_place:
 * @board: a board
 * @index: a box that has no place yet
 * @place: (nullable): as of bs_page_edit_place()
 * @overlap: whether others may be pushed away; they are not yet
 *
 * Returns: %FALSE with %BS_LAYOUT_ERROR_NO_ROOM
 */
gboolean
bs_board_choose_place (const BsBoard *board, guint index, const BsGridRect *place,
                       BsOverlap overlap, GError **error)
{
  BsBox *box = bs_board_get (board, index);
  g_autoptr (BsLayoutItem) item = NULL;
  BsGridRect want;

  if (place != NULL && place->columns > 0 && place->lines > 0)
    {
      bs_board_put (box, place);
      bs_board_clamp (board, box);
      return TRUE;
    }
  item = bs_dress_new_item (board, box);
  for (guint columns = 1; columns <= board->format->n_columns; columns++)
    if (place == NULL || place->columns == 0 || place->columns == columns)
      bs_dress_shape_width (board, item, columns);
  if (place == NULL)
    return find_place (board, item, box, NULL, overlap) || no_room (board, index, error);
  want = *place;
  want.column = MIN (want.column, board->format->n_columns - 1);
  want.line = CLAMP (want.line, board->first_line, board->format->n_lines - 1);

  return find_place (board, item, box, &want, overlap) || no_room (board, index, error);
}

/**
 * bs_page_edit_place:
 * @context: layout, issue, page
 * @ref: id of a story or photo in the tray; a story brings its photo, a photo its group
 * @place: (nullable): where; 0 columns or lines: as suits the free room there. %NULL: wherever it
 *   stands best
 * @overlap: what becomes of boxes that stand there; with %BS_OVERLAP_SWAP the one that is covered
 *   most goes to the tray
 *
 * Without room where it is wanted it is put as near as it fits. What is placed becomes meant for
 * this page.
 *
 * Returns: (transfer full): the change; %NULL with %BS_LAYOUT_ERROR_NO_BOX or _NO_ROOM
 */
BsPageEdit *
bs_page_edit_place (const BsPageContext *context, const char *ref, const BsGridRect *place,
                    BsOverlap overlap, GError **error)
{
  g_auto (BsBoard) board = { 0 };
  BsBox box;
  guint index;

  g_return_val_if_fail (context != NULL && ref != NULL, NULL);

  if (!bs_board_init (&board, context, error) || !init_box (&board, &box, ref, error))
    return NULL;
  index = bs_board_add (&board, &box);
  if (!bs_board_choose_place (&board, index, place, overlap, error)
      || !bs_board_settle (&board, index, overlap, error))
    return NULL;
  bs_board_dress (&board, bs_board_get (&board, index));
  claim (&board, &box);

  return bs_board_finish (&board, bs_board_dup_label (&board, _ ("Place “%s”"), index), index,
                          error);
}

/**
 * bs_page_edit_place_ad:
 * @context: layout, issue, page
 * @place: columns and lines as booked
 * @label: printed over it, such as "广告"
 * @customer: (nullable): who booked it
 * @overlap: what becomes of boxes that stand there; a swap sends the one that is covered most to
 *   the tray
 *
 * Returns: (transfer full): the change; %NULL with %BS_LAYOUT_ERROR_NO_ROOM
 */
BsPageEdit *
bs_page_edit_place_ad (const BsPageContext *context, const BsGridRect *place, const char *label,
                       const char *customer, BsOverlap overlap, GError **error)
{
  g_auto (BsBoard) board = { 0 };
  BsBox box = { .kind = BS_BOX_AD, .frame = "", .head_text = "" };
  BsBox *placed;
  guint index;

  g_return_val_if_fail (context != NULL && place != NULL && label != NULL, NULL);

  if (!bs_board_init (&board, context, error))
    return NULL;
  bs_board_put (&box, place);
  box.label = label;
  box.customer = customer != NULL ? customer : "";
  index = bs_board_add (&board, &box);
  placed = bs_board_get (&board, index);
  bs_board_clamp (&board, placed);
  if (!bs_board_settle (&board, index, overlap, error))
    return NULL;

  return bs_board_finish (&board, bs_board_dup_label (&board, _ ("Place Ad “%s”"), index), index,
                          error);
}

/**
 * bs_page_edit_add_ad:
 * @context: layout, issue, page
 * @columns: as booked
 * @lines: as booked
 * @label: printed over it, such as "广告"
 * @customer: (nullable): who booked it
 *
 * Advertisements stand at the foot, the outer side first; where others are, or what cannot give way,
 * the next one comes beside or above them.
 *
 * Returns: (transfer full): the change; %NULL with %BS_LAYOUT_ERROR_NO_ROOM
 */
BsPageEdit *
bs_page_edit_add_ad (const BsPageContext *context, guint columns, guint lines, const char *label,
                     const char *customer, GError **error)
{
  const BsPageFormat *format;

  g_return_val_if_fail (context != NULL && label != NULL, NULL);

  format = bs_layout_get_format (context->layout, context->issue, context->page, error);
  if (format == NULL)
    return NULL;
  columns = CLAMP (columns, 1, format->n_columns);
  lines = CLAMP (lines, 1, format->n_lines);
  for (guint up = 0; up + lines <= format->n_lines; up += AD_STEP)
    for (guint in = 0; in + columns <= format->n_columns; in++)
      {
        const BsGridRect place = { format->n_columns - columns - in, columns,
                                   format->n_lines - lines - up, lines };
        BsPageEdit *edit = bs_page_edit_place_ad (context, &place, label, customer, BS_OVERLAP_PUSH,
                                                  NULL);

        if (edit != NULL)
          return edit;
      }
  g_set_error_literal (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_NO_ROOM,
                       _ ("The advertisement was not placed: nothing on the page can make room for "
                          "it. Take something off the page, or make it smaller."));

  return NULL;
}

/**
 * bs_page_edit_set_artwork:
 * @context: layout, issue, page
 * @box: id of an advertisement's box
 * @photo: (nullable): id of the picture that is printed in it; %NULL: none, the slot waits
 *
 * Returns: (transfer full): the change; %NULL with %BS_LAYOUT_ERROR_NO_BOX or _DRESS
 */
BsPageEdit *
bs_page_edit_set_artwork (const BsPageContext *context, const char *box, const char *photo,
                          GError **error)
{
  g_auto (BsBoard) board = { 0 };
  BsBox *ad;
  int index;

  g_return_val_if_fail (context != NULL && box != NULL, NULL);

  if (!bs_board_init (&board, context, error))
    return NULL;
  index = bs_board_find (&board, box, error);
  if (index < 0)
    return NULL;
  ad = bs_board_get (&board, (guint) index);
  if (ad->kind != BS_BOX_AD
      || (photo != NULL && bs_issue_get_photo (context->issue, photo) == NULL))
    {
      g_set_error_literal (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_DRESS,
                           _ (
                             "The picture was not placed: only an advertisement takes a picture of "
                             "the issue as its artwork. Choose another box or picture."));
      return NULL;
    }
  ad->n_refs = photo != NULL ? 1 : 0;
  if (photo != NULL)
    ad->refs[0] = photo;

  return bs_board_finish (&board, bs_board_dup_label (&board, _ ("Picture of “%s”"), (guint) index),
                          (guint) index, error);
}
