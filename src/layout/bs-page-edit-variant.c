/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-page-edit-dress-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LEAST_HEAD_SIZE 80 /* tenths of a point: smaller is no headline */
#define MOST_HEAD_SIZE 1200
#define LEAST_MEASURE 6    /* characters */
#define LEAST_TEXT_LINES 3 /* that a picture must leave to the text */

#define FOR_STORIES (1u << BS_BOX_STORY)
#define FOR_PHOTOS (1u << BS_BOX_PHOTO)
#define FOR_GROUPS (1u << BS_BOX_GROUP)
#define FOR_ADS (1u << BS_BOX_AD)
#define FOR_ALL (FOR_STORIES | FOR_PHOTOS | FOR_GROUPS | FOR_ADS)

/* What a variant may say, and of which kinds of boxes. */
static const struct
{
  const char *name;
  guint kinds;
  const char *members; /* of the object; "": it is none */
} dress_members[] = {
  { "headline", FOR_STORIES, " position size lines columns height text " },
  { "legs", FOR_STORIES, "" },
  { "measure", FOR_STORIES, "" },
  { "frame", FOR_ALL, "" },
  { "picture", FOR_STORIES, " legs lines side line characters across " },
  { "caption", FOR_STORIES | FOR_PHOTOS | FOR_GROUPS, " side characters " },
  { "across", FOR_GROUPS, "" },
  { "shape", FOR_GROUPS, "" },
  { "label", FOR_ADS, "" },
  { "customer", FOR_ADS, "" },
};

/* Always FALSE. */
static gboolean
fail (const BsBoard *board, guint index, GError **error, const char *reason)
{
  g_autofree char *title = bs_board_dup_title (board, index);

  /* Translators: title of a story; why its look was not changed, a sentence with a remedy. */
  g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_DRESS, _ ("“%s” was not changed: %s"), title,
               reason);

  return FALSE;
}

static gboolean
lists_member (const char *members, const char *name)
{
  g_autofree char *word = g_strdup_printf (" %s ", name);

  return strstr (members, word) != NULL;
}

static gboolean
check_members (const BsBoard *board, guint index, const BsNode *variant, GError **error)
{
  guint kind = 1u << bs_board_get (board, index)->kind;

  for (guint i = 0; i < bs_node_get_length (variant); i++)
    {
      const char *name = bs_node_get_key (variant, i);
      const BsNode *value = bs_node_get_element (variant, i);
      gboolean known = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (dress_members) && !known; j++)
        {
          known = g_str_equal (name, dress_members[j].name) && (dress_members[j].kinds & kind) != 0;
          for (guint k = 0; known && bs_node_get_kind (value) == BS_NODE_OBJECT
                            && k < bs_node_get_length (value);
               k++)
            known = lists_member (dress_members[j].members, bs_node_get_key (value, k));
        }
      if (!known)
        {
          g_autofree char *reason = g_strdup_printf (
            _ ("“%s” means nothing for a box of this kind. Choose something else."), name);

          return fail (board, index, error, reason);
        }
    }

  return TRUE;
}

/* Members of @variant in the place of those of @node; 0, "" and null take them away. */
static BsNode *
overlay (const BsNode *node, const BsNode *variant)
{
  BsNode *result = node != NULL ? bs_node_ref (node)
                                : bs_node_builder_end (bs_node_builder_new_object ());

  for (guint i = 0; i < bs_node_get_length (variant); i++)
    {
      const char *name = bs_node_get_key (variant, i);
      const BsNode *value = bs_node_get_element (variant, i);
      g_autoptr (BsNode) old = result;
      g_autoptr (BsNode) merged = NULL;
      gboolean usual = bs_node_get_kind (value) == BS_NODE_NULL
                       || (bs_node_get_kind (value) == BS_NODE_INTEGER
                           && bs_node_get_integer (value, 0) == 0)
                       || (bs_node_get_kind (value) == BS_NODE_STRING
                           && *bs_node_get_string (value) == '\0');

      if (bs_node_get_kind (value) == BS_NODE_OBJECT)
        merged = overlay (bs_node_get_member (old, name), value);
      result = bs_node_with_member (old, name, usual ? NULL : merged != NULL ? merged : value);
    }

  return result;
}

static gboolean
check_headline (const BsBoard *board, guint index, const BsBox *box, const BsLegs *legs,
                GError **error)
{
  gboolean beside = box->position != BS_HEAD_ABOVE;

  if (box->head_size > 0 && (box->head_size < LEAST_HEAD_SIZE || box->head_size > MOST_HEAD_SIZE))
    return fail (board, index, error,
                 _ ("a headline is set between 8 and 120 points. Choose a size between them."));
  if (beside && legs->n_legs < 2)
    return fail (board, index, error,
                 _ (
                   "a headline can only stand beside text in two legs or more. Make the box wider, "
                   "or set the headline above."));
  if (beside && box->head_legs >= legs->n_legs)
    return fail (board, index, error,
                 _ ("the headline would cover all legs of the text. Give it fewer, or set it "
                    "above."));
  if (box->head_height > box->lines)
    return fail (board, index, error,
                 _ ("the headline would be higher than its box. Make it lower."));

  return TRUE;
}

static gboolean
check_picture (const BsBoard *board, guint index, const BsBox *box, const BsLegs *legs,
               GError **error)
{
  if (box->picture_lines == 0)
    return TRUE;
  if (box->n_refs < 2)
    return fail (board, index, error,
                 _ ("no photo stands with this story. Give the story a photo first."));
  if (box->picture_legs > legs->n_legs)
    return fail (board, index, error,
                 _ ("the picture would be wider than the text. Give it fewer legs."));
  if (box->picture_lines + box->picture_line + LEAST_TEXT_LINES > box->lines)
    return fail (board, index, error,
                 _ ("the picture would leave no room for the text. Make it lower, or the box "
                    "higher."));

  return TRUE;
}

static gboolean
check_box (const BsBoard *board, guint index, const BsBox *box, GError **error)
{
  const BsPageFormat *format = board->format;
  guint across = box->columns * format->column_characters
                 + (box->columns - 1) * format->gutter_characters;
  BsLegs legs;

  if (*box->frame != '\0' && !g_str_equal (box->frame, "rule") && !g_str_equal (box->frame, "tint"))
    return fail (board, index, error,
                 _ ("there is no frame of that name. Choose a rule, a tint or none."));
  if (box->kind == BS_BOX_GROUP && box->group_columns > box->n_refs)
    return fail (board, index, error,
                 _ ("it has fewer pictures than would stand side by side. Choose fewer."));
  if (box->kind != BS_BOX_STORY)
    return TRUE;
  if (box->legs * (LEAST_MEASURE + format->gutter_characters) > across + format->gutter_characters)
    return fail (board, index, error,
                 _ ("a leg would be narrower than six characters. Choose fewer legs, or make the "
                    "box wider."));
  bs_box_get_legs (box, format, &legs);
  if (box->measure > 0 && box->measure != legs.characters)
    return fail (board, index, error,
                 _ ("its legs have no room for lines of that length. Choose shorter lines or fewer "
                    "legs."));

  return check_headline (board, index, box, &legs, error)
         && check_picture (board, index, box, &legs, error);
}

/* A name that the file format does not know reads as the usual one: then it does not come back. */
static gboolean
survives (const BsNode *variant, const BsNode *written)
{
  for (guint i = 0; i < bs_node_get_length (variant); i++)
    {
      const BsNode *value = bs_node_get_element (variant, i);
      const BsNode *kept = bs_node_get_member (written, bs_node_get_key (variant, i));
      const char *name = bs_node_get_string (value);
      gboolean usual = g_str_equal (name, "above") || g_str_equal (name, "below")
                       || g_str_equal (name, "right") || g_str_equal (name, "even");

      if (bs_node_get_kind (value) == BS_NODE_OBJECT
            ? !survives (value, kept)
            : bs_node_get_kind (value) == BS_NODE_STRING && *name != '\0' && !usual
                && !bs_node_equal (value, kept))
        return FALSE;
    }

  return TRUE;
}

/**
 * bs_page_edit_set_variant:
 * @context: layout, issue, page
 * @box: id of the box
 * @variant: members as of a box in the issue: headline, legs, measure, frame, picture, caption,
 *   across, shape; of an advertisement label and customer. What is not named stays; 0, "" and null
 *   stand for the usual
 *
 * The box keeps its place. A dress that nobody could set is refused; one in which the text is too
 * long or too short is not: bs_page_edit_list_fits() helps then.
 *
 * Returns: (transfer full): the change; %NULL with %BS_LAYOUT_ERROR_NO_BOX, _LOCKED or _DRESS
 */
BsPageEdit *
bs_page_edit_set_variant (const BsPageContext *context, const char *box, const BsNode *variant,
                          GError **error)
{
  g_auto (BsBoard) board = { 0 };
  g_autoptr (BsNode) changed = NULL;
  g_autoptr (BsNode) written = NULL;
  BsBoardBox *entry;
  BsBox dressed;
  int index;

  g_return_val_if_fail (context != NULL && box != NULL && variant != NULL, NULL);

  index = bs_board_init_at (&board, context, box, error);
  if (index < 0 || !check_members (&board, (guint) index, variant, error))
    return NULL;
  entry = &g_array_index (board.boxes, BsBoardBox, (guint) index);
  changed = overlay (entry->node, variant);
  if (!bs_box_read (&dressed, changed, board.format))
    {
      fail (&board, (guint) index, error,
            _ ("it would be no box any more. Choose something else."));
      return NULL;
    }
  if (!check_box (&board, (guint) index, &dressed, error))
    return NULL;
  written = bs_box_write (&dressed, dressed.id);
  if (!survives (variant, written))
    {
      fail (&board, (guint) index, error,
            _ ("a name in it is not known to this version. Choose something else."));
      return NULL;
    }
  entry->box = dressed;

  return bs_board_finish (&board, bs_board_dup_label (&board, _ ("Restyle “%s”"), (guint) index),
                          (guint) index, error);
}

/**
 * bs_page_edit_get_head_band:
 * @context: layout, issue, page
 * @box: id of the box
 * @least: (out): tenths of points
 * @most: (out): tenths of points
 *
 * Returns: whether the box shows a story, whose headline automatic layout keeps within this
 */
gboolean
bs_page_edit_get_head_band (const BsPageContext *context, const char *box, guint *least,
                            guint *most)
{
  g_auto (BsBoard) board = { 0 };
  const BsNode *story;
  guint class;
  int index;

  g_return_val_if_fail (context != NULL && box != NULL, FALSE);

  if (!bs_board_init (&board, context, NULL))
    return FALSE;
  index = bs_board_find (&board, box, NULL);
  if (index < 0 || bs_board_get (&board, (guint) index)->kind != BS_BOX_STORY)
    return FALSE;
  story = bs_issue_get_story (context->issue, bs_board_get (&board, (guint) index)->refs[0]);
  class = story != NULL ? bs_story_get_class (context->issue, story) : 0;
  if (class < 1 || class > BS_PAGE_FORMAT_CLASSES)
    return FALSE;
  *least = board.format->bands[class - 1].min;
  *most = board.format->bands[class - 1].max;

  return TRUE;
}
