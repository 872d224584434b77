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

static char *
dup_dress_label (const BsBoard *board, guint index, const BsBox *old, const char **code)
{
  const BsBox *box = bs_board_get (board, index);

  *code = "headline-position";
  if (box->position != old->position)
    return dup_position_label (board, index);
  *code = "headline-size";
  if (box->head_size != old->head_size || box->head_lines != old->head_lines)
    return bs_board_dup_label (board, _ ("Headline of “%s” in Another Size"), index);
  *code = "crop-photo";
  if (box->picture_lines != old->picture_lines || box->picture_legs != old->picture_legs)
    return bs_board_dup_label (board, _ ("Photo of “%s” in Another Size"), index);
  *code = "legs";

  return bs_board_dup_label (board, _ ("“%s” in Other Legs"), index);
}

static void
try_dress (const BsProposal *proposal, const char *id, const BsShape *shape)
{
  g_auto (BsBoard) board = { 0 };
  const char *code;
  BsBox old;
  char *label;
  int index;

  if (!bs_proposal_open (proposal, &board))
    return;
  index = bs_proposal_find (&board, id);
  if (index < 0)
    return;
  old = *bs_board_get (&board, (guint) index);
  bs_dress_put_on (bs_board_get (&board, (guint) index), shape);
  label = dup_dress_label (&board, (guint) index, &old, &code);
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

  if (!bs_proposal_open (proposal, &board))
    return;
  index = bs_proposal_find (&board, id);
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
  g_autofree char *pattern = NULL;
  BsBox *box;
  int index;

  if (!bs_proposal_open (proposal, &board))
    return;
  index = bs_proposal_find (&board, id);
  if (index < 0)
    return;
  box = bs_board_get (&board, (guint) index);
  box->head_size = size;
  /* Translators: %.4g: points; %%s is kept: it stands for a headline */
  pattern = g_strdup_printf (_ ("Headline of “%%s” in %.4g pt"), size / 10.0);
  bs_proposal_submit (proposal, "headline-size", 0.2 * steps,
                      bs_board_dup_label (&board, pattern, (guint) index), NULL, &board);
}

static void
try_head_lines (const BsProposal *proposal, const char *id, guint lines)
{
  g_auto (BsBoard) board = { 0 };
  g_autofree char *pattern = NULL;
  int index;

  if (!bs_proposal_open (proposal, &board))
    return;
  index = bs_proposal_find (&board, id);
  if (index < 0 || bs_board_get (&board, (guint) index)->head_lines == lines)
    return;
  bs_board_get (&board, (guint) index)->head_lines = lines;
  /* Translators: %u: lines; %%s is kept: it stands for a headline */
  pattern = g_strdup_printf (ngettext ("Headline of “%%s” on %u Line",
                                       "Headline of “%%s” on %u Lines", lines),
                             lines);
  bs_proposal_submit (proposal, "headline-lines", 0.4,
                      bs_board_dup_label (&board, pattern, (guint) index), NULL, &board);
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

  if (!bs_proposal_open (proposal, &board))
    return;
  index = bs_proposal_find (&board, id);
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
  g_autofree char *pattern = NULL;
  BsBox *box;
  int index;

  if (!bs_proposal_open (proposal, &board))
    return;
  index = bs_proposal_find (&board, id);
  if (index < 0)
    return;
  box = bs_board_get (&board, (guint) index);
  if (box->kind != BS_BOX_STORY || legs == 0 || legs > box->columns + 1)
    return;
  box->legs = legs == box->columns ? 0 : legs;
  box->measure = 0;
  /* Translators: %u: legs; %%s is kept: it stands for a headline */
  pattern = g_strdup_printf (ngettext ("“%%s” in %u Leg", "“%%s” in %u Legs", legs), legs);
  bs_proposal_submit (proposal, "legs", 1, bs_board_dup_label (&board, pattern, (guint) index),
                      NULL, &board);
}

void
bs_propose_legs (const BsProposal *proposal)
{
  g_auto (BsBoard) board = { 0 };
  guint legs;
  int index;

  if (!bs_proposal_open (proposal, &board))
    return;
  index = bs_proposal_find (&board, proposal->finding->box);
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

static void
try_picture_lines (const BsProposal *proposal, const char *id, int more)
{
  g_auto (BsBoard) board = { 0 };
  BsBox *box;
  guint lines;
  int index;

  if (!bs_proposal_open (proposal, &board))
    return;
  index = bs_proposal_find (&board, id);
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

  if (!bs_proposal_open (proposal, &board))
    return;
  index = bs_proposal_find (&board, id);
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

  if (!bs_proposal_open (proposal, &board))
    return;
  index = bs_proposal_find (&board, id);
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

  if (!bs_proposal_open (proposal, &board))
    return;
  index = bs_proposal_find (&board, proposal->finding->box);
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
