/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-canvas-private.h"

#include "bs-box-place.h"
#include "bs-config.h"
#include "model/bs-photo-name.h"

#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>

/* Boxes whose tops differ by less are read from left to right. */
#define SAME_HEIGHT BS_POINTS (24)

static void
box_activated (BsCanvasBox *box, gboolean edit, BsCanvas *self)
{
  bs_canvas_choose (self, bs_canvas_box_get_box (box));
  if (edit)
    bs_canvas_emit (self, BS_CANVAS_EDIT_REQUESTED);
}

static const BsNode *
find_node (BsCanvas *self, const char *id)
{
  const BsNode *page = bs_issue_get_page (bs_session_get_root (self->session),
                                          bs_session_get_page (self->session));

  return bs_node_find_by_id (bs_node_get_member (page, "boxes"), id);
}

static char *
dup_kind_label (BsCanvas *self, const BsNode *box, const char *ref)
{
  const BsNode *root = bs_session_get_root (self->session);
  const BsNode *story = bs_issue_get_story (root, ref);
  const BsNode *photo = bs_issue_get_photo (root, ref);
  const char *customer = bs_node_get_text (box, "customer");
  g_autofree char *photo_name = NULL;

  if (story != NULL)
    /* Translators: what a screen reader says of a box on the page; %s is a headline. */
    return g_strdup_printf (_ ("Story: %s"), bs_node_get_text (story, "headline"));
  if (photo != NULL && !g_str_equal (bs_node_get_text (box, "kind"), "ad"))
    {
      const char *caption = bs_node_get_text (photo, "caption");

      if (*caption == '\0')
        caption = photo_name = bs_photo_name_dup (root, ref);
      /* Translators: what a screen reader says of a photo on the page; %s is its caption. */
      return g_strdup_printf (_ ("Photo: %s"), caption);
    }
  if (g_str_equal (bs_node_get_text (box, "kind"), "house-ad"))
    return g_strdup (_ ("Space for a house ad"));
  if (*customer != '\0')
    /* Translators: what a screen reader says of an ad on the page; %s is the customer. */
    return g_strdup_printf (_ ("Ad: %s"), customer);

  return g_strdup (_ ("Ad"));
}

/* What an eye sees of it on the canvas, said. */
static char *
dup_label (BsCanvas *self, const BsNode *box, const char *ref, gboolean over)
{
  g_autofree char *kind = dup_kind_label (self, box, ref);
  GString *label = g_string_new (kind);

  if (bs_node_get_boolean (bs_node_get_member (box, "locked"), FALSE))
    {
      /* Translators: follows the name of a box, for a screen reader. */
      g_string_append (label, _ (", locked"));
    }
  if (over)
    {
      /* Translators: follows the name of a box, for a screen reader: part of its text has no room. */
      g_string_append (label, _ (", overset"));
    }

  return g_string_free (label, FALSE);
}

/* Whether the page was judged to have too little room in this box. */
static gboolean
is_over (BsCanvas *self, const char *id)
{
  BsPageResult *result = bs_session_get_result (self->session, bs_session_get_page (self->session));

  for (guint i = 0; result != NULL && i < result->findings->len; i++)
    {
      const BsFinding *finding = g_ptr_array_index (result->findings, i);

      if (g_str_equal (finding->code, "overset") && g_strcmp0 (finding->box, id) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Keeps a box's widget, and with it the focus, as long as the box stays on the page. */
static BsCanvasBox *
take_box (GPtrArray *old, const BsRegion *region)
{
  for (guint i = 0; i < old->len; i++)
    {
      BsCanvasBox *box = g_ptr_array_index (old, i);

      if (g_strcmp0 (bs_canvas_box_get_box (box), region->id) == 0
          && g_strcmp0 (bs_canvas_box_get_ref (box), region->ref) == 0)
        return g_ptr_array_steal_index (old, i);
    }

  return NULL;
}

static int
compare_reading (gconstpointer a, gconstpointer b)
{
  const BsRect *one = bs_canvas_box_get_rect (*(BsCanvasBox *const *) a);
  const BsRect *other = bs_canvas_box_get_rect (*(BsCanvasBox *const *) b);
  int row = one->y / SAME_HEIGHT - other->y / SAME_HEIGHT;

  return row != 0 ? row : one->x - other->x;
}

/* In the tree, too, the boxes stand as one reads them. */
static void
sort_boxes (BsCanvas *self)
{
  GtkWidget *previous = NULL;

  g_ptr_array_sort (self->boxes, compare_reading);
  for (guint i = 0; i < self->boxes->len; i++)
    {
      GtkWidget *box = g_ptr_array_index (self->boxes, i);

      if (gtk_widget_get_parent (box) == NULL || gtk_widget_get_prev_sibling (box) != previous)
        gtk_widget_insert_after (box, GTK_WIDGET (self), previous);
      previous = box;
    }
}

void
bs_canvas_make_boxes (BsCanvas *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->boxes);

  self->boxes = g_ptr_array_new ();
  for (guint i = 0; self->list != NULL && i < bs_display_list_get_n_regions (self->list); i++)
    {
      const BsRegion *region = bs_display_list_get_region (self->list, i);
      BsCanvasBoxFacts facts = { .rect = region->rect };
      const BsNode *node;
      BsCanvasBox *box;

      if (region->kind != BS_REGION_BOX)
        continue;
      box = take_box (old, region);
      if (box == NULL)
        {
          box = BS_CANVAS_BOX (bs_canvas_box_new (region->id, region->ref));
          g_signal_connect (box, "activated", G_CALLBACK (box_activated), self);
        }
      node = find_node (self, region->id);
      facts.locked = bs_node_get_boolean (bs_node_get_member (node, "locked"), FALSE);
      facts.over = is_over (self, region->id);
      facts.label = dup_label (self, node, region->ref, facts.over);
      bs_canvas_box_set_facts (box, &facts);
      g_ptr_array_add (self->boxes, box);
    }
  for (guint i = 0; i < old->len; i++)
    {
      /* Else the focus would go to the box beside it, and choose that. */
      if (gtk_widget_has_focus (g_ptr_array_index (old, i)))
        gtk_widget_grab_focus (GTK_WIDGET (self));
      gtk_widget_unparent (g_ptr_array_index (old, i));
    }
  sort_boxes (self);
  bs_canvas_mark_chosen (self);
}

void
bs_canvas_mark_chosen (BsCanvas *self)
{
  const char *chosen = self->session != NULL ? bs_session_get_box (self->session) : NULL;

  for (guint i = 0; i < self->boxes->len; i++)
    {
      BsCanvasBox *box = g_ptr_array_index (self->boxes, i);

      bs_canvas_box_set_selected (box, g_strcmp0 (bs_canvas_box_get_box (box), chosen) == 0);
    }
}

BsCanvasBox *
bs_canvas_find_box (BsCanvas *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->boxes->len; i++)
    {
      BsCanvasBox *box = g_ptr_array_index (self->boxes, i);

      if (g_strcmp0 (bs_canvas_box_get_box (box), id) == 0)
        return box;
    }

  return NULL;
}

BsCanvasBox *
bs_canvas_get_chosen_box (BsCanvas *self)
{
  return self->session != NULL ? bs_canvas_find_box (self, bs_session_get_box (self->session))
                               : NULL;
}

BsCanvasBox *
bs_canvas_pick_box (BsCanvas *self, BsUnit x, BsUnit y)
{
  BsCanvasBox *chosen = bs_canvas_get_chosen_box (self);

  if (chosen != NULL && bs_rect_contains (bs_canvas_box_get_rect (chosen), x, y))
    return chosen;
  for (guint i = self->list != NULL ? bs_display_list_get_n_regions (self->list) : 0; i > 0; i--)
    {
      const BsRegion *region = bs_display_list_get_region (self->list, i - 1);

      if (region->kind == BS_REGION_BOX && bs_rect_contains (&region->rect, x, y))
        return bs_canvas_find_box (self, region->id);
    }

  return NULL;
}

const char *
bs_canvas_find_ad (BsCanvas *self, double x, double y)
{
  BsUnit page_x;
  BsUnit page_y;
  BsCanvasBox *box;

  g_return_val_if_fail (BS_IS_CANVAS (self), NULL);

  if (self->list == NULL || self->preview)
    return NULL;
  bs_canvas_to_page (self, x, y, &page_x, &page_y);
  box = bs_canvas_pick_box (self, page_x, page_y);
  if (box == NULL
      || !g_str_equal (bs_node_get_text (find_node (self, bs_canvas_box_get_box (box)), "kind"),
                       "ad"))
    return NULL;

  return bs_canvas_box_get_box (box);
}

void
bs_canvas_choose (BsCanvas *self, const char *id)
{
  BsCanvasBox *box = bs_canvas_find_box (self, id);

  if (self->session == NULL)
    return;

  bs_session_set_box (self->session, id);
  gtk_widget_grab_focus (box != NULL ? GTK_WIDGET (box) : GTK_WIDGET (self));
}

/* FALSE: there is no further box that way, or the page has none. */
gboolean
bs_canvas_step_focus (BsCanvas *self, int step)
{
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self));
  BsCanvasBox *chosen = bs_canvas_get_chosen_box (self);
  guint index;
  int next = step > 0 ? 0 : (int) self->boxes->len - 1;

  if (focused != NULL && g_ptr_array_find (self->boxes, focused, &index))
    next = (int) index + step;
  else if (chosen != NULL && g_ptr_array_find (self->boxes, chosen, &index))
    next = gtk_widget_has_focus (GTK_WIDGET (self)) ? (int) index + step : (int) index;
  else if (gtk_widget_has_focus (GTK_WIDGET (self)) && step < 0)
    return FALSE;
  if (next < 0 || next >= (int) self->boxes->len)
    return FALSE;

  chosen = g_ptr_array_index (self->boxes, next);
  bs_canvas_choose (self, bs_canvas_box_get_box (chosen));
  bs_canvas_reveal (self, bs_canvas_box_get_rect (chosen));

  return TRUE;
}

void
bs_canvas_take_focus (BsCanvas *self)
{
  BsCanvasBox *chosen;

  g_return_if_fail (BS_IS_CANVAS (self));

  chosen = bs_canvas_get_chosen_box (self);
  if (chosen != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (chosen));
  else if (!bs_canvas_step_focus (self, 1))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

BsCanvasBox *
bs_canvas_find_neighbor (BsCanvas *self, BsCanvasBox *box, int dx, int dy)
{
  const BsRect *from = bs_canvas_box_get_rect (box);
  BsCanvasBox *best = NULL;
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < self->boxes->len; i++)
    {
      BsCanvasBox *other = g_ptr_array_index (self->boxes, i);
      const BsRect *rect = bs_canvas_box_get_rect (other);
      gint64 away_x = (gint64) rect->x + rect->width / 2 - from->x - from->width / 2;
      gint64 away_y = (gint64) rect->y + rect->height / 2 - from->y - from->height / 2;
      gint64 ahead = away_x * dx + away_y * dy;
      gint64 aside = ABS (away_x * dy) + ABS (away_y * dx);

      /* Straight ahead before nearer but aside. */
      if (other == box || ahead <= 0 || ahead + 2 * aside >= least)
        continue;
      least = ahead + 2 * aside;
      best = other;
    }

  return best;
}
