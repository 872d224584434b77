/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-box-motion.h"

#include "bs-box-place.h"
#include "bs-config.h"

#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a box, the part at each side that is its edge, not its middle: a quarter. */
#define EDGE_PART 4
/* Of what comes from the tray before its true size is known, lines. */
#define FIRST_LINES 12
/* Columns; what is wider is no gap. */
#define WIDEST_GAP 3

static const BsNode *
get_boxes (BsBoxMotion *self)
{
  return bs_node_get_member (bs_issue_get_page (bs_session_get_root (self->session),
                                                bs_session_get_page (self->session)),
                             "boxes");
}

static BsBoxMotion *
motion_new (BsSession *session, BsPageFormat *format)
{
  BsBoxMotion *self = g_new0 (BsBoxMotion, 1);

  self->session = g_object_ref (session);
  self->format = bs_page_format_ref (format);
  self->others = g_array_new (FALSE, FALSE, sizeof (BsMotionOther));

  return self;
}

/**
 * bs_box_motion_new:
 * @session: an issue, whose chosen page it is about
 * @format: of that page
 * @box: id of the box that is dragged
 * @grip: what of it
 *
 * Returns: (transfer full): %NULL if there is no such box
 */
BsBoxMotion *
bs_box_motion_new (BsSession *session, BsPageFormat *format, const char *box, BsGrip grip)
{
  BsBoxMotion *self;
  const BsNode *node;

  g_return_val_if_fail (BS_IS_SESSION (session), NULL);
  g_return_val_if_fail (format != NULL && box != NULL, NULL);

  self = motion_new (session, format);
  node = bs_node_find_by_id (get_boxes (self), box);
  if (node == NULL)
    {
      bs_box_motion_free (self);
      return NULL;
    }
  self->box = g_strdup (box);
  self->grip = grip;
  self->snap.place = bs_box_place_read (node);
  self->start = bs_box_place_get_rect (&self->snap.place, format);
  self->wanted = self->start;
  self->target = self->start;

  return self;
}

/**
 * bs_box_motion_new_place:
 * @ref: id of a story or photo that stands on no page
 *
 * Returns: (transfer full): it, on its way to the session's page
 */
BsBoxMotion *
bs_box_motion_new_place (BsSession *session, BsPageFormat *format, const char *ref)
{
  BsBoxMotion *self;

  g_return_val_if_fail (BS_IS_SESSION (session), NULL);
  g_return_val_if_fail (format != NULL && ref != NULL, NULL);

  self = motion_new (session, format);
  self->ref = g_strdup (ref);
  self->grip = BS_GRIP_ALL;
  self->snap.place = (BsGridRect){ 0, 1, 0, FIRST_LINES };
  self->target = bs_box_place_get_rect (&self->snap.place, format);
  self->wanted = self->target;
  bs_box_motion_grab (self, self->wanted.x + self->wanted.width / 2,
                      self->wanted.y + format->line_height);

  return self;
}

void
bs_box_motion_free (BsBoxMotion *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->session);
  g_clear_pointer (&self->format, bs_page_format_unref);
  g_clear_pointer (&self->box, g_free);
  g_clear_pointer (&self->ref, g_free);
  g_clear_pointer (&self->other, g_free);
  g_clear_pointer (&self->under, g_free);
  g_clear_pointer (&self->edit, bs_page_edit_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->others, g_array_unref);
  g_clear_pointer (&self->text, g_free);
  g_free (self);
}

void
bs_box_motion_grab (BsBoxMotion *self, BsUnit x, BsUnit y)
{
  g_return_if_fail (self != NULL);

  self->grab_x = x - self->wanted.x;
  self->grab_y = y - self->wanted.y;
}

/* The box as the pointer has it, edges dragged past each other held apart. */
static void
follow (BsBoxMotion *self, BsUnit x, BsUnit y)
{
  BsRect rect = self->start;
  BsUnit dx = x - self->start.x - self->grab_x;
  BsUnit dy = y - self->start.y - self->grab_y;

  if (self->grip == BS_GRIP_ALL)
    {
      self->wanted.x = x - self->grab_x;
      self->wanted.y = y - self->grab_y;
      return;
    }
  if (self->grip & BS_GRIP_LEFT)
    {
      dx = MIN (dx, rect.width - self->format->em);
      rect.x += dx;
      rect.width -= dx;
    }
  if (self->grip & BS_GRIP_RIGHT)
    rect.width = MAX (rect.width + dx, self->format->em);
  if (self->grip & BS_GRIP_TOP)
    {
      dy = MIN (dy, rect.height - self->format->line_height);
      rect.y += dy;
      rect.height -= dy;
    }
  if (self->grip & BS_GRIP_FOOT)
    rect.height = MAX (rect.height + dy, self->format->line_height);
  self->wanted = rect;
}

/* The box under the pointer; @middle: only where the pointer is in its middle. */
static const char *
find_other (BsBoxMotion *self, BsUnit x, BsUnit y, gboolean middle)
{
  const BsNode *boxes = get_boxes (self);

  for (guint i = bs_node_get_length (boxes); i > 0; i--)
    {
      const BsNode *node = bs_node_get_element (boxes, i - 1);
      BsGridRect place = bs_box_place_read (node);
      BsRect rect = bs_box_place_get_rect (&place, self->format);

      if (!bs_rect_contains (&rect, x, y))
        continue;
      if (middle)
        {
          rect.x += rect.width / EDGE_PART;
          rect.width -= 2 * (rect.width / EDGE_PART);
          rect.y += rect.height / EDGE_PART;
          rect.height -= 2 * (rect.height / EDGE_PART);
        }
      if (g_strcmp0 (bs_node_get_text (node, "id"), self->box) == 0)
        return NULL;
      /* A slot that is kept for a house ad gives way anyhow. */
      if (bs_rect_contains (&rect, x, y)
          && !g_str_equal (bs_node_get_text (node, "kind"), "house-ad"))
        return bs_node_get_text (node, "id");
    }

  return NULL;
}

static gboolean
is_free (BsBoxMotion *self, guint column, guint line)
{
  const BsNode *boxes = get_boxes (self);

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      BsGridRect place = bs_box_place_read (bs_node_get_element (boxes, i));

      if (column >= place.column && column < place.column + place.columns && line >= place.line
          && line < place.line + place.lines)
        return FALSE;
    }

  return TRUE;
}

/* A gap between boxes is filled from its corner on, wherever in it one drops; on an open page what
 * is dropped stands where it was dropped. */
static void
find_corner (BsBoxMotion *self, BsGridRect *place)
{
  guint top = place->line;
  guint foot = place->line;
  guint left = place->column;
  guint right = place->column;

  if (!is_free (self, place->column, place->line))
    return;
  while (top > 0 && is_free (self, place->column, top - 1))
    top--;
  while (foot < self->format->n_lines && is_free (self, place->column, foot))
    foot++;
  while (left > 0 && is_free (self, left - 1, place->line))
    left--;
  while (right < self->format->n_columns && is_free (self, right, place->line))
    right++;
  if (right - left <= WIDEST_GAP)
    place->column = left;
  if (foot - top <= self->format->n_lines / 2)
    place->line = top;
}

/* Where there is room nothing need give way; where there is none, and nothing can, the nearest
 * room is meant. */
static BsPageEdit *
think_place (BsBoxMotion *self, const BsPageContext *context, GError **error)
{
  BsGridRect place = self->snap.place;
  gboolean open = self->under == NULL || self->rule == BS_MOTION_FREE;
  BsPageEdit *edit;

  place.columns = 0;
  place.lines = 0;
  if (open)
    find_corner (self, &place);
  edit = bs_page_edit_place (context, self->ref, &place, open ? BS_OVERLAP_REFUSE : BS_OVERLAP_PUSH,
                             error);
  if (edit != NULL || self->rule == BS_MOTION_FREE)
    return edit;
  g_clear_error (error);

  return bs_page_edit_place (context, self->ref, &place, open ? BS_OVERLAP_PUSH : BS_OVERLAP_REFUSE,
                             error);
}

static BsPageEdit *
think (BsBoxMotion *self, const BsPageContext *context, GError **error)
{
  BsOverlap overlap = self->rule == BS_MOTION_FREE ? BS_OVERLAP_REFUSE : BS_OVERLAP_PUSH;
  BsGridRect place = self->snap.place;

  if (self->rule == BS_MOTION_OFF)
    return bs_page_edit_remove (context, self->box, error);
  if (self->ref != NULL && self->other != NULL)
    {
      place = bs_box_place_read (bs_node_find_by_id (get_boxes (self), self->other));
      return bs_page_edit_place (context, self->ref, &place, BS_OVERLAP_SWAP, error);
    }
  if (self->ref != NULL)
    return think_place (self, context, error);
  if (self->other != NULL)
    return bs_page_edit_swap (context, self->box, self->other, error);
  if (self->grip == BS_GRIP_ALL)
    return bs_page_edit_move (context, self->box, place.column, place.line, overlap, error);

  return bs_page_edit_resize (context, self->box, &place, overlap, error);
}

static void
note_others (BsBoxMotion *self)
{
  const BsNode *now = get_boxes (self);
  const BsNode *then = bs_page_edit_get_boxes (self->edit, bs_session_get_page (self->session));

  for (guint i = 0; i < bs_node_get_length (now); i++)
    {
      const BsNode *box = bs_node_get_element (now, i);
      const char *id = bs_node_get_text (box, "id");
      const BsNode *after = bs_node_find_by_id (then, id);
      BsGridRect from = bs_box_place_read (box);
      BsGridRect to = bs_box_place_read (after);
      BsMotionOther other = { .from = bs_box_place_get_rect (&from, self->format) };

      if (g_strcmp0 (id, self->box) == 0 || (after != NULL && bs_box_place_equal (&from, &to)))
        continue;
      if (after != NULL)
        other.to = bs_box_place_get_rect (&to, self->format);
      g_array_append_val (self->others, other);
    }
}

/* The place of the box itself, which need not be the one that was wanted. */
static void
note_target (BsBoxMotion *self)
{
  const BsNode *box = NULL;
  BsGridRect place = self->snap.place;

  if (self->edit != NULL)
    box = bs_node_find_by_id (bs_page_edit_get_boxes (self->edit,
                                                      bs_session_get_page (self->session)),
                              self->edit->box);
  if (box != NULL)
    place = bs_box_place_read (box);
  self->target = bs_box_place_get_rect (&place, self->format);
  if (box == NULL || self->ref == NULL)
    return;

  /* Now its true size is known; it is held by its top. */
  self->wanted.width = self->target.width;
  self->wanted.height = self->target.height;
}

static char *
dup_other_title (BsBoxMotion *self)
{
  return bs_box_dup_title (bs_session_get_root (self->session),
                           bs_node_find_by_id (get_boxes (self), self->other));
}

/* What and why; the remedy comes when it has really been dropped there. */
static char *
dup_reason (const char *message)
{
  static const char *const ends[] = { ". ", "。" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const char *end = strstr (message, ends[i]);

      if (end != NULL)
        return g_strndup (message, (gsize) (end - message));
    }

  return g_strdup (message);
}

static char *
dup_text (BsBoxMotion *self)
{
  const BsNode *box = NULL;
  BsGridRect place = self->snap.place;
  g_autofree char *title = self->other != NULL ? dup_other_title (self) : NULL;
  g_autofree char *text = NULL;

  if (self->error != NULL)
    return dup_reason (self->error->message);
  if (self->rule == BS_MOTION_OFF)
    return g_strdup (_ ("Take off the page"));
  if (title != NULL && self->ref != NULL)
    /* Translators: while dragging a story over another one; that one goes back to the tray. */
    return g_strdup_printf (_ ("In place of “%s”"), title);
  if (title != NULL)
    /* Translators: while dragging a box over another one: they exchange their places. */
    return g_strdup_printf (_ ("Swap with “%s”"), title);
  if (self->edit != NULL)
    box = bs_node_find_by_id (bs_page_edit_get_boxes (self->edit,
                                                      bs_session_get_page (self->session)),
                              self->edit->box);
  if (box != NULL)
    place = bs_box_place_read (box);
  text = bs_box_place_dup_text (&place);
  if (self->others->len == 0)
    return g_steal_pointer (&text);

  return g_strdup_printf (
    /* Translators: while dragging: where to, and how many others are pushed away. */
    g_dngettext (GETTEXT_PACKAGE, "%s\n%u box gives way", "%s\n%u boxes give way",
                 (gulong) self->others->len),
    text, self->others->len);
}

/* On a full page hardly anything can give way: then the box under the pointer is meant. */
static void
swap_instead (BsBoxMotion *self, const BsPageContext *context)
{
  const char *other = find_other (self, self->pointer_x, self->pointer_y, FALSE);

  if (other == NULL || self->box == NULL || self->grip != BS_GRIP_ALL)
    return;
  self->edit = bs_page_edit_swap (context, self->box, other, NULL);
  if (self->edit == NULL)
    return;
  g_clear_error (&self->error);
  self->other = g_strdup (other);
}

static void
rethink (BsBoxMotion *self, const BsPageContext *context)
{
  g_clear_pointer (&self->edit, bs_page_edit_unref);
  g_clear_error (&self->error);
  g_array_set_size (self->others, 0);

  self->edit = think (self, context, &self->error);
  if (self->rule == BS_MOTION_PUSH
      && g_error_matches (self->error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_NO_ROOM))
    swap_instead (self, context);
  if (self->edit != NULL)
    note_others (self);
  note_target (self);
  g_free (self->text);
  self->text = dup_text (self);
  if (self->edit != NULL && self->edit->operations->len == 0)
    g_clear_pointer (&self->edit, bs_page_edit_unref);
}

void
bs_box_motion_update (BsBoxMotion *self, BsUnit x, BsUnit y, BsUnit tolerance, gboolean alone)
{
  BsPageContext context;
  BsSnapRequest request = { .tolerance = tolerance };
  BsSnap snap;
  BsMotionRule rule = BS_MOTION_PUSH;
  const char *other = NULL;
  const char *under;

  g_return_if_fail (self != NULL);

  follow (self, x, y);
  request.box = self->box;
  request.grip = self->grip;
  request.wanted = self->wanted;
  request.size = (BsGridRect){ 0, 1, 0, 1 };
  if (!bs_session_get_context (self->session, &context, NULL)
      || !bs_page_edit_snap (&context, &request, &snap, NULL))
    return;

  if (alone)
    rule = BS_MOTION_FREE;
  else if (self->grip == BS_GRIP_ALL && (other = find_other (self, x, y, TRUE)) != NULL)
    rule = BS_MOTION_SWAP;
  under = find_other (self, x, y, FALSE);
  if (self->text != NULL && rule == self->rule && g_strcmp0 (under, self->under) == 0
      && (other != NULL || bs_box_place_equal (&snap.place, &self->snap.place)))
    return;

  self->rule = rule;
  g_free (self->under);
  self->under = g_strdup (under);
  self->pointer_x = x;
  self->pointer_y = y;
  self->snap = snap;
  g_free (self->other);
  self->other = g_strdup (other);
  rethink (self, &context);
}

void
bs_box_motion_leave (BsBoxMotion *self)
{
  BsPageContext context;

  g_return_if_fail (self != NULL);

  if (self->rule == BS_MOTION_OFF || self->box == NULL || self->grip != BS_GRIP_ALL
      || !bs_session_get_context (self->session, &context, NULL))
    return;

  self->rule = BS_MOTION_OFF;
  g_clear_pointer (&self->other, g_free);
  self->snap.n_guides = 0;
  rethink (self, &context);
  self->target.width = 0;
}

static gboolean
take_off (BsBoxMotion *self)
{
  const BsNode *box = bs_node_find_by_id (get_boxes (self), self->box);
  g_autofree char *title = bs_box_dup_title (bs_session_get_root (self->session), box);
  g_autofree char *text = NULL;

  if (!bs_session_apply (self->session, g_steal_pointer (&self->edit),
                         g_steal_pointer (&self->error)))
    return FALSE;
  /* Translators: told after a box was taken off the page. */
  text = g_strdup_printf (_ ("“%s” was taken off the page"), title);
  bs_session_set_box (self->session, NULL);
  bs_session_tell (self->session, text, 1);

  return TRUE;
}

gboolean
bs_box_motion_apply (BsBoxMotion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->edit == NULL && self->error == NULL)
    return FALSE;
  if (self->rule == BS_MOTION_OFF)
    return take_off (self);

  return bs_session_apply (self->session, g_steal_pointer (&self->edit),
                           g_steal_pointer (&self->error));
}
