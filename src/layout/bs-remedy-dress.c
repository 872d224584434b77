/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-remedy-private.h"

#include "layout/bs-page-edit-dress-private.h"
#include "layout/bs-photo-box-private.h"

#include <glib/gi18n-lib.h>

#define MOST_DRESSES 6
#define MOST_SIZES 3
#define WORTH_OF_TASTE 0.2 /* of a dress's cost in automatic layout */

static gboolean
is_dressed_so (const BsBox *box, const BsBox *dress)
{
  return box->position == dress->position && box->head_size == dress->head_size
         && box->head_lines == dress->head_lines && box->head_legs == dress->head_legs
         && box->legs == dress->legs && box->picture_lines == dress->picture_lines
         && box->picture_legs == dress->picture_legs;
}

static int
compare_shapes (gconstpointer a, gconstpointer b)
{
  const BsShape *one = a;
  const BsShape *two = b;

  return one->cost < two->cost ? -1 : one->cost > two->cost;
}

static char *
dup_position_label (const BsBoard *board, guint index)
{
  switch (bs_board_get (board, index)->position)
    {
    case BS_HEAD_LEFT:
      return bs_board_dup_label (board, _ ("Headline of “%s” to the Left"), index);
    case BS_HEAD_RIGHT:
      return bs_board_dup_label (board, _ ("Headline of “%s” to the Right"), index);
    case BS_HEAD_MIDDLE:
      return bs_board_dup_label (board, _ ("Headline of “%s” into the Middle"), index);
    case BS_HEAD_VERTICAL:
      return bs_board_dup_label (board, _ ("Headline of “%s” Downwards"), index);
    case BS_HEAD_ABOVE:
    default:
      return bs_board_dup_label (board, _ ("Headline of “%s” on Top"), index);
    }
}

/* Whether the box is what the fault is about: then its row names the story already. */
static gboolean
is_own (const BsProposal *proposal, const BsBoard *board, guint index)
{
  return g_strcmp0 (bs_board_get (board, index)->id, proposal->search->finding->box) == 0;
}

/* @pattern: with %s for the title where the box is another one's. Takes it. */
static char *
finish_label (const BsBoard *board, guint index, gboolean own, char *pattern)
{
  g_autofree char *taken = pattern;

  return own ? g_steal_pointer (&taken) : bs_board_dup_label (board, taken, index);
}

static char *
dup_head_lines_label (const BsBoard *board, guint index, gboolean own, guint lines)
{
  const char *pattern = own ? ngettext ("Set the Headline on %u Line",
                                        "Set the Headline on %u Lines", lines)
                            /* Translators: %u: lines; %%s is kept: it stands for a headline */
                            : ngettext ("Headline of “%%s” on %u Line",
                                        "Headline of “%%s” on %u Lines", lines);

  return finish_label (board, index, own, g_strdup_printf (pattern, lines));
}

static char *
dup_head_size_label (const BsBoard *board, guint index, gboolean own)
{
  const BsBox *box = bs_board_get (board, index);
  const char *pattern = own ? _ ("Set the Headline in %.4g pt")
                            /* Translators: %.4g: points; %%s is kept: it stands for a headline */
                            : _ ("Headline of “%%s” in %.4g pt");

  return finish_label (board, index, own, g_strdup_printf (pattern, box->head_size / 10.0));
}

static char *
dup_head_both_label (const BsBoard *board, guint index, gboolean own)
{
  const BsBox *box = bs_board_get (board, index);
  guint lines = box->head_lines;
  /* Translators: points; lines */
  const char *pattern = own ? ngettext ("Set the Headline in %.4g pt on %u Line",
                                        "Set the Headline in %.4g pt on %u Lines", lines)
                            /* Translators: points; lines; %%s is kept: it stands for a headline */
                            : ngettext ("Headline of “%%s” in %.4g pt on %u Line",
                                        "Headline of “%%s” in %.4g pt on %u Lines", lines);

  return finish_label (board, index, own, g_strdup_printf (pattern, box->head_size / 10.0, lines));
}

static char *
dup_headline_label (const BsBoard *board, guint index, const BsBox *old, gboolean own)
{
  const BsBox *box = bs_board_get (board, index);

  if (box->head_size == old->head_size || box->head_size == 0)
    return dup_head_lines_label (board, index, own, MAX (1, box->head_lines));
  if (box->head_lines == old->head_lines || box->head_lines == 0)
    return dup_head_size_label (board, index, own);

  return dup_head_both_label (board, index, own);
}

static char *
dup_photo_label (const BsBoard *board, guint index, const BsBox *old, gboolean own)
{
  const BsBox *box = bs_board_get (board, index);
  const char *pattern;
  guint n = box->picture_lines;

  if (n != old->picture_lines)
    {
      pattern = own ? ngettext ("Set the Photo %u Line High", "Set the Photo %u Lines High", n)
                    /* Translators: %u: lines; %%s is kept: it stands for a headline */
                    : ngettext ("Photo of “%%s” %u Line High", "Photo of “%%s” %u Lines High", n);
    }
  else
    {
      n = box->picture_legs;
      pattern = own ? ngettext ("Set the Photo %u Leg Wide", "Set the Photo %u Legs Wide", n)
                    /* Translators: %u: legs; %%s is kept: it stands for a headline */
                    : ngettext ("Photo of “%%s” %u Leg Wide", "Photo of “%%s” %u Legs Wide", n);
    }

  return finish_label (board, index, own, g_strdup_printf (pattern, n));
}

static char *
dup_legs_label (const BsBoard *board, guint index, gboolean own, guint legs)
{
  const char *pattern = own ? ngettext ("Set the Text in %u Leg", "Set the Text in %u Legs", legs)
                            /* Translators: %u: legs; %%s is kept: it stands for a headline */
                            : ngettext ("“%%s” in %u Leg", "“%%s” in %u Legs", legs);

  return finish_label (board, index, own, g_strdup_printf (pattern, legs));
}

static char *
dup_dress_label (const BsBoard *board, guint index, const BsBox *old, gboolean own,
                 const char **code)
{
  const BsBox *box = bs_board_get (board, index);

  *code = "headline-position";
  if (box->position != old->position)
    return dup_position_label (board, index);
  *code = "headline-size";
  if (box->head_size != old->head_size || box->head_lines != old->head_lines)
    return dup_headline_label (board, index, old, own);
  *code = "crop-photo";
  if (box->picture_lines != old->picture_lines || box->picture_legs != old->picture_legs)
    return dup_photo_label (board, index, old, own);
  *code = "legs";

  return dup_legs_label (board, index, own, box->legs > 0 ? box->legs : box->columns);
}

static void
try_dress (const BsProposal *proposal, const char *id, const BsShape *shape)
{
  g_auto (BsBoard) board = { 0 };
  const char *code;
  BsBox old;
  char *label;
  int index;

  index = bs_proposal_open_at (proposal, &board, id);
  if (index < 0)
    return;
  old = *bs_board_get (&board, (guint) index);
  bs_dress_put_on (bs_board_get (&board, (guint) index), shape);
  label = dup_dress_label (&board, (guint) index, &old, is_own (proposal, &board, (guint) index),
                           &code);
  bs_proposal_submit (proposal, code, WORTH_OF_TASTE * MAX (0, shape->cost), label, NULL, &board);
}

/* The ways of automatic layout to set the story at its very size, best taste first. */
static void
propose_dress_of (const BsProposal *proposal, const char *id)
{
  g_auto (BsBoard) board = { 0 };
  g_autoptr (BsLayoutItem) item = NULL;
  GArray *shapes;
  BsBox box;
  guint n = 0;
  int index;

  index = bs_proposal_open_at (proposal, &board, id);
  if (index < 0)
    return;
  box = *bs_board_get (&board, (guint) index);
  if (box.kind != BS_BOX_STORY || bs_issue_get_story (proposal->context.issue, box.refs[0]) == NULL)
    return;
  item = bs_dress_new_item (&board, &box);
  bs_dress_shape_width (&board, item, box.columns);
  shapes = item->shapes[box.columns];
  g_array_sort (shapes, compare_shapes);
  for (guint i = 0; i < shapes->len && n < MOST_DRESSES; i++)
    {
      const BsShape *shape = &g_array_index (shapes, BsShape, i);

      if (shape->box.lines != box.lines || is_dressed_so (&box, &shape->box))
        continue;
      try_dress (proposal, id, shape);
      n++;
    }
}

void
bs_propose_dress (const BsProposal *proposal)
{
  propose_dress_of (proposal, proposal->finding->box);
  propose_dress_of (proposal, proposal->finding->other);
}

/* What a headline of no set size has at most. */
static guint
true_size (const BsBoard *board, const BsBox *box)
{
  const BsNode *story = bs_issue_get_story (board->context->issue, box->refs[0]);

  if (box->head_size > 0)
    return box->head_size;

  return board->format->bands[bs_story_get_class (board->context->issue, story) - 1].max;
}

static void
try_size (const BsProposal *proposal, const char *id, guint size, guint steps)
{
  g_auto (BsBoard) board = { 0 };
  BsBox *box;
  int index;

  index = bs_proposal_open_at (proposal, &board, id);
  if (index < 0)
    return;
  box = bs_board_get (&board, (guint) index);
  box->head_size = size;
  bs_proposal_submit (proposal, "headline-size", 0.2 * steps,
                      dup_head_size_label (&board, (guint) index,
                                           is_own (proposal, &board, (guint) index)),
                      NULL, &board);
}

static void
try_head_lines (const BsProposal *proposal, const char *id, guint lines)
{
  g_auto (BsBoard) board = { 0 };
  int index;

  index = bs_proposal_open_at (proposal, &board, id);
  if (index < 0 || bs_board_get (&board, (guint) index)->head_lines == lines)
    return;
  bs_board_get (&board, (guint) index)->head_lines = lines;
  bs_proposal_submit (proposal, "headline-lines", 0.4,
                      dup_head_lines_label (&board, (guint) index,
                                            is_own (proposal, &board, (guint) index), lines),
                      NULL, &board);
}

/* The next sizes of the series below or above what is set now. */
static void
try_sizes (const BsProposal *proposal, const char *id, gboolean larger, guint limit)
{
  g_auto (BsBoard) board = { 0 };
  guint now;
  guint n_sizes = 0;
  guint steps = 0;
  int index;

  index = bs_proposal_open_at (proposal, &board, id);
  if (index < 0 || bs_board_get (&board, (guint) index)->kind != BS_BOX_STORY)
    return;
  now = true_size (&board, bs_board_get (&board, (guint) index));
  while (bs_headline_sizes[n_sizes] != 0)
    n_sizes++;
  for (guint i = 0; i < n_sizes && steps < limit; i++)
    {
      guint size = bs_headline_sizes[larger ? n_sizes - 1 - i : i];

      if (larger ? size > now : size < now)
        try_size (proposal, id, size, ++steps);
    }
}

void
bs_propose_head_size (const BsProposal *proposal)
{
  gboolean larger = proposal->finding->lines < 0
                    || g_str_equal (proposal->finding->code, "headline-small");

  if (proposal->finding->box == NULL)
    return;
  try_sizes (proposal, proposal->finding->box, larger, MOST_SIZES);
  for (guint lines = 1; lines <= 3; lines++)
    try_head_lines (proposal, proposal->finding->box, lines);
}

/* Out of rank: the lesser one smaller, or the greater one larger. */
void
bs_propose_smaller_head (const BsProposal *proposal)
{
  try_sizes (proposal, proposal->finding->box, FALSE, 2 * MOST_SIZES);
  try_sizes (proposal, proposal->finding->other, TRUE, MOST_SIZES);
}

static void
try_legs (const BsProposal *proposal, const char *id, guint legs)
{
  g_auto (BsBoard) board = { 0 };
  BsBox *box;
  int index;

  index = bs_proposal_open_at (proposal, &board, id);
  if (index < 0)
    return;
  box = bs_board_get (&board, (guint) index);
  if (box->kind != BS_BOX_STORY || legs == 0 || legs > box->columns + 1)
    return;
  box->legs = legs == box->columns ? 0 : legs;
  box->measure = 0;
  bs_proposal_submit (proposal, "legs", 1,
                      dup_legs_label (&board, (guint) index,
                                      is_own (proposal, &board, (guint) index), legs),
                      NULL, &board);
}

void
bs_propose_legs (const BsProposal *proposal)
{
  g_auto (BsBoard) board = { 0 };
  guint legs;
  int index;

  index = bs_proposal_open_at (proposal, &board, proposal->finding->box);
  if (index < 0)
    return;
  legs = bs_board_get (&board, (guint) index)->legs;
  if (legs == 0)
    legs = bs_board_get (&board, (guint) index)->columns;
  try_legs (proposal, proposal->finding->box, legs - 1);
  try_legs (proposal, proposal->finding->box, legs + 1);
}

/* Cropped no further than automatic layout would, unless it is already. */
static gboolean
may_be_so_high (const BsBoard *board, const BsBox *box, guint lines)
{
  const BsNode *photo = bs_issue_get_photo (board->context->issue, box->refs[1]);
  guint now = box->picture_lines;
  BsPhotoLines limits;
  BsLegs legs;

  if (photo == NULL)
    return FALSE;
  bs_box_get_legs (box, board->format, &legs);
  bs_photo_measure (&board->setting, photo, bs_legs_get_width (&legs, box->picture_legs), &limits);

  return lines >= MIN (limits.least, now) && lines <= MAX (limits.most, now);
}

/* A photo in its story shown about as it is; the text yields, or fills what is left. */
void
bs_propose_lines_as_picture (const BsProposal *proposal)
{
  for (int slack = 0; slack <= 2; slack++)
    {
      g_auto (BsBoard) board = { 0 };
      BsPhotoLines limits;
      BsBox *box;
      BsBox old;
      int index;

      index = bs_proposal_open_at (proposal, &board, proposal->finding->box);
      if (index < 0)
        return;
      box = bs_board_get (&board, (guint) index);
      old = *box;
      if (box->kind != BS_BOX_STORY || box->picture_lines == 0 || box->n_refs < 2)
        return;
      bs_story_pictures_measure (&board.setting, box, &limits);
      box->picture_lines = CLAMP (box->picture_lines, limits.least, limits.most);
      if (box->picture_lines == old.picture_lines)
        return;
      box->picture_lines = (guint) MAX (1, (int) box->picture_lines
                                             + (box->picture_lines < old.picture_lines ? -slack
                                                                                       : slack));
      bs_proposal_submit (proposal, "crop-photo", 0,
                          dup_photo_label (&board, (guint) index, &old,
                                           is_own (proposal, &board, (guint) index)),
                          NULL, &board);
    }
}

static void
try_picture_lines (const BsProposal *proposal, const char *id, int more)
{
  g_auto (BsBoard) board = { 0 };
  BsBox *box;
  guint lines;
  int index;

  index = bs_proposal_open_at (proposal, &board, id);
  if (index < 0)
    return;
  box = bs_board_get (&board, (guint) index);
  lines = (guint) MAX (1, (int) box->picture_lines + more);
  if (box->kind != BS_BOX_STORY || box->picture_lines == 0 || box->n_refs < 2 || more == 0
      || !may_be_so_high (&board, box, lines))
    return;
  box->picture_lines = lines;
  bs_proposal_submit (proposal, "crop-photo", 0,
                      bs_board_dup_label (&board,
                                          more < 0 ? _ ("Crop the Photo of “%s”")
                                                   : _ ("Enlarge the Photo of “%s”"),
                                          (guint) index),
                      NULL, &board);
}

static void
try_picture_side (const BsProposal *proposal, const char *id, BsPictureSide side)
{
  g_auto (BsBoard) board = { 0 };
  BsBox *box;
  int index;

  index = bs_proposal_open_at (proposal, &board, id);
  if (index < 0)
    return;
  box = bs_board_get (&board, (guint) index);
  if (box->kind != BS_BOX_STORY || box->picture_lines == 0 || box->picture_side == side)
    return;
  box->picture_side = side;
  bs_proposal_submit (proposal, "photo-side", 0.5,
                      bs_board_dup_label (&board, _ ("Photo of “%s” to Another Side"),
                                          (guint) index),
                      NULL, &board);
}

/**
 * bs_propose_picture:
 * @proposal: a story that is too long or too short, or whose photo touches another
 */
void
bs_propose_picture (const BsProposal *proposal)
{
  const BsFinding *finding = proposal->finding;
  const char *ids[] = { finding->box, finding->other };

  if (finding->other == NULL && finding->box != NULL)
    {
      int most = finding->lines != 0 ? MIN (ABS (finding->lines), 8) : 2;

      for (int more = 1; more <= most; more++)
        {
          if (finding->lines >= 0)
            try_picture_lines (proposal, finding->box, -more);
          if (finding->lines <= 0)
            try_picture_lines (proposal, finding->box, more);
        }
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    for (guint side = BS_PICTURE_RIGHT; ids[i] != NULL && side <= BS_PICTURE_MIDDLE; side++)
      try_picture_side (proposal, ids[i], (BsPictureSide) side);
}

static void
try_frame (const BsProposal *proposal, const char *id, const char *frame)
{
  g_auto (BsBoard) board = { 0 };
  BsBox *box;
  int index;

  index = bs_proposal_open_at (proposal, &board, id);
  if (index < 0)
    return;
  box = bs_board_get (&board, (guint) index);
  if (box->kind != BS_BOX_STORY || *box->frame != '\0')
    return;
  box->frame = frame;
  bs_board_dress (&board, box);
  bs_proposal_submit (proposal, "frame", 1.5,
                      bs_board_dup_label (&board,
                                          g_str_equal (frame, "rule") ? _ ("Frame around “%s”")
                                                                      : _ ("Tint behind “%s”"),
                                          (guint) index),
                      NULL, &board);
}

void
bs_propose_frame (const BsProposal *proposal)
{
  const char *ids[] = { proposal->finding->other, proposal->finding->box };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (ids[i] != NULL)
      {
        try_frame (proposal, ids[i], "rule");
        try_frame (proposal, ids[i], "tint");
      }
}

static void
try_caption_side (const BsProposal *proposal, BsCaptionSide side)
{
  g_auto (BsBoard) board = { 0 };
  BsBox *box;
  int index;

  index = bs_proposal_open_at (proposal, &board, proposal->finding->box);
  if (index < 0)
    return;
  box = bs_board_get (&board, (guint) index);
  if (box->caption_side == side)
    return;
  box->caption_side = side;
  box->caption_characters = 0;
  bs_proposal_submit (proposal, "caption-side", 0.5,
                      bs_board_dup_label (&board, _ ("Caption of “%s” at Another Side"),
                                          (guint) index),
                      NULL, &board);
}

void
bs_propose_caption_side (const BsProposal *proposal)
{
  for (guint side = BS_CAPTION_BELOW; side <= BS_CAPTION_RIGHT; side++)
    try_caption_side (proposal, (BsCaptionSide) side);
}
