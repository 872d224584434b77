/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-canvas-private.h"

#include "bs-config.h"

#include <math.h>

/* Paper is white in the dark style, too: so these are the same in both. */
static const GdkRGBA accent = { 0.208f, 0.518f, 0.894f, 1 };
static const GdkRGBA accent_tint = { 0.208f, 0.518f, 0.894f, 0.12f };
static const GdkRGBA accent_wash = { 0.208f, 0.518f, 0.894f, 0.06f };
static const GdkRGBA red = { 0.878f, 0.106f, 0.141f, 1 };
static const GdkRGBA red_tint = { 0.878f, 0.106f, 0.141f, 0.14f };
static const GdkRGBA amber = { 0.776f, 0.275f, 0, 1 };
static const GdkRGBA amber_tint = { 1, 0.47f, 0, 0.14f };
static const GdkRGBA guide = { 0.85f, 0.0f, 0.55f, 1 };
static const GdkRGBA white = { 1, 1, 1, 1 };
static const GdkRGBA veil = { 1, 1, 1, 0.72f };
static const GdkRGBA ink = { 0.12f, 0.12f, 0.13f, 0.94f };

#define HANDLE 9.0f /* pixels */
#define HANDLE_REACH 8.0
/* A side shorter than this has no handle in its middle. */
#define SHORT_SIDE 40.0f
#define MARK 16.0f
#define FOOT 3.0f
#define HINT_WIDTH 280
#define HINT_PADDING 8.0f
/* From the pointer. */
#define HINT_AWAY 18.0f

static const struct
{
  BsGrip grip;
  float x, y; /* share of the box */
} handles[] = {
  { BS_GRIP_LEFT | BS_GRIP_TOP, 0, 0 },   { BS_GRIP_TOP, 0.5f, 0 },
  { BS_GRIP_RIGHT | BS_GRIP_TOP, 1, 0 },  { BS_GRIP_RIGHT, 1, 0.5f },
  { BS_GRIP_RIGHT | BS_GRIP_FOOT, 1, 1 }, { BS_GRIP_FOOT, 0.5f, 1 },
  { BS_GRIP_LEFT | BS_GRIP_FOOT, 0, 1 },  { BS_GRIP_LEFT, 0, 0.5f },
};

static gboolean
has_handle (guint index, const graphene_rect_t *rect)
{
  if (handles[index].x == 0.5f && rect->size.width < SHORT_SIDE)
    return FALSE;

  return handles[index].y != 0.5f || rect->size.height >= SHORT_SIDE;
}

static graphene_rect_t
align (const graphene_rect_t *rect)
{
  float x = roundf (rect->origin.x);
  float y = roundf (rect->origin.y);

  return GRAPHENE_RECT_INIT (x, y, roundf (rect->origin.x + rect->size.width) - x,
                             roundf (rect->origin.y + rect->size.height) - y);
}

static void
append_outline (GtkSnapshot *snapshot, const graphene_rect_t *rect, float width,
                const GdkRGBA *color)
{
  graphene_rect_t aligned = align (rect);
  GskRoundedRect outline;

  graphene_rect_inset (&aligned, -width / 2, -width / 2);
  gsk_rounded_rect_init_from_rect (&outline, &aligned, 1);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ width, width, width, width },
                              (GdkRGBA[4]){ *color, *color, *color, *color });
}

static void
append_handles (GtkSnapshot *snapshot, const graphene_rect_t *rect)
{
  graphene_rect_t aligned = align (rect);

  for (guint i = 0; i < G_N_ELEMENTS (handles); i++)
    {
      GskRoundedRect circle;
      graphene_rect_t bounds;

      if (!has_handle (i, &aligned))
        continue;
      graphene_rect_init (&bounds,
                          aligned.origin.x + handles[i].x * aligned.size.width - HANDLE / 2,
                          aligned.origin.y + handles[i].y * aligned.size.height - HANDLE / 2,
                          HANDLE, HANDLE);
      gsk_rounded_rect_init_from_rect (&circle, &bounds, HANDLE / 2);
      gtk_snapshot_push_rounded_clip (snapshot, &circle);
      gtk_snapshot_append_color (snapshot, &white, &bounds);
      gtk_snapshot_pop (snapshot);
      gtk_snapshot_append_border (snapshot, &circle, (float[4]){ 2, 2, 2, 2 },
                                  (GdkRGBA[4]){ accent, accent, accent, accent });
    }
}

/* @x and @y: pixels from the page's corner. */
BsGrip
bs_canvas_pick_handle (BsCanvas *self, double x, double y)
{
  BsCanvasBox *box = bs_canvas_get_chosen_box (self);
  graphene_rect_t rect;

  if (box == NULL || bs_canvas_box_get_locked (box) || self->preview)
    return 0;

  rect = bs_canvas_to_pixels (self, bs_canvas_box_get_rect (box));
  for (guint i = 0; i < G_N_ELEMENTS (handles); i++)
    if (has_handle (i, &rect)
        && fabs (x - (rect.origin.x + handles[i].x * rect.size.width)) <= HANDLE_REACH
        && fabs (y - (rect.origin.y + handles[i].y * rect.size.height)) <= HANDLE_REACH)
      return handles[i].grip;

  return 0;
}

void
bs_canvas_snapshot_grid (BsCanvas *self, GtkSnapshot *snapshot)
{
  const BsPageFormat *format = self->format;
  static const GdkRGBA line_color = { 0.208f, 0.518f, 0.894f, 0.22f };
  double pitch;

  if (format == NULL)
    return;

  for (guint i = 0; i < format->n_columns; i++)
    {
      BsRect column = { bs_page_format_get_column_x (format, i), format->type_area.y,
                        bs_page_format_get_columns_width (format, 1), format->type_area.height };
      graphene_rect_t rect = bs_canvas_to_pixels (self, &column);

      gtk_snapshot_append_color (snapshot, &accent_tint, &rect);
    }

  /* Lines once they are far enough apart to be told from each other. */
  pitch = bs_unit_to_points (format->line_height) * self->zoom;
  for (guint i = 0; pitch >= 6 && i <= format->n_lines; i += pitch < 10 ? 5 : 1)
    {
      BsRect line = { format->type_area.x, bs_page_format_get_line_y (format, i),
                      format->type_area.width, 0 };
      graphene_rect_t rect = bs_canvas_to_pixels (self, &line);

      rect.origin.y = roundf (rect.origin.y);
      rect.size.height = 1;
      gtk_snapshot_append_color (snapshot, &line_color, &rect);
    }
}

static void
append_lock (BsCanvas *self, GtkSnapshot *snapshot, const graphene_rect_t *rect)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (
    theme, "bs-lock-symbolic", NULL, 12, gtk_widget_get_scale_factor (widget), GTK_TEXT_DIR_NONE,
    0);
  graphene_rect_t bounds;
  GskRoundedRect disk;

  graphene_rect_init (&bounds, roundf (rect->origin.x + rect->size.width) - MARK - 3,
                      roundf (rect->origin.y) + 3, MARK, MARK);
  gsk_rounded_rect_init_from_rect (&disk, &bounds, MARK / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &disk);
  gtk_snapshot_append_color (snapshot, &ink, &bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (bounds.origin.x + 3, bounds.origin.y + 3));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, MARK - 6,
                                            MARK - 6, &white, 1);
  gtk_snapshot_restore (snapshot);
}

static void
append_marks (BsCanvas *self, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < self->boxes->len; i++)
    {
      BsCanvasBox *box = g_ptr_array_index (self->boxes, i);
      graphene_rect_t rect = bs_canvas_to_pixels (self, bs_canvas_box_get_rect (box));

      if (bs_canvas_box_get_over (box))
        gtk_snapshot_append_color (snapshot, &red,
                                   &GRAPHENE_RECT_INIT (rect.origin.x,
                                                        roundf (rect.origin.y + rect.size.height)
                                                          - FOOT,
                                                        rect.size.width, FOOT));
      if (bs_canvas_box_get_locked (box))
        append_lock (self, snapshot, &rect);
    }
}

static void
append_choice (BsCanvas *self, GtkSnapshot *snapshot)
{
  BsCanvasBox *hovered = bs_canvas_find_box (self, self->hovered);
  BsCanvasBox *chosen = bs_canvas_get_chosen_box (self);
  graphene_rect_t rect;

  if (hovered != NULL && hovered != chosen)
    {
      static const GdkRGBA faint = { 0.208f, 0.518f, 0.894f, 0.6f };

      rect = bs_canvas_to_pixels (self, bs_canvas_box_get_rect (hovered));
      append_outline (snapshot, &rect, 1, &faint);
    }
  if (chosen == NULL)
    return;

  rect = bs_canvas_to_pixels (self, bs_canvas_box_get_rect (chosen));
  gtk_snapshot_append_color (snapshot, &accent_wash, &rect);
  append_outline (snapshot, &rect, 2, &accent);
  if (!bs_canvas_box_get_locked (chosen))
    append_handles (snapshot, &rect);
}

static void
append_guides (BsCanvas *self, GtkSnapshot *snapshot)
{
  const BsSnap *snap = &self->motion->snap;

  for (guint i = 0; self->motion->other == NULL && i < snap->n_guides; i++)
    {
      BsRect line = { snap->guides[i].from, snap->guides[i].y,
                      snap->guides[i].to - snap->guides[i].from, 0 };
      graphene_rect_t rect = bs_canvas_to_pixels (self, &line);

      rect.origin.x -= 10;
      rect.size.width += 20;
      rect.origin.y = roundf (rect.origin.y) - 0.5f;
      rect.size.height = 1;
      gtk_snapshot_append_color (snapshot, &guide, &rect);
    }
}

static void
append_words (BsCanvas *self, GtkSnapshot *snapshot, const char *text, const graphene_point_t *at,
              const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  graphene_rect_t bounds;
  PangoRectangle words; /* in a mirrored window at the right of the layout's width */
  GskRoundedRect pill;
  double x;
  double y;

  pango_layout_set_width (layout, HINT_WIDTH * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_extents (layout, NULL, &words);
  bs_canvas_get_origin (self, &x, &y);
  graphene_rect_init (&bounds, at->x + (float) x, at->y + (float) y,
                      (float) words.width + 2 * HINT_PADDING + 2,
                      (float) words.height + HINT_PADDING + 2);
  bounds.origin.x = MAX (4, MIN (bounds.origin.x, (float) gtk_widget_get_width (GTK_WIDGET (self))
                                                    - bounds.size.width - 4));
  if (bounds.origin.y + bounds.size.height > (float) gtk_widget_get_height (GTK_WIDGET (self)) - 4)
    bounds.origin.y -= bounds.size.height + 2 * HINT_AWAY;
  graphene_rect_offset (&bounds, (float) -x, (float) -y);
  gsk_rounded_rect_init_from_rect (&pill, &bounds, 7);
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, color, &bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (bounds.origin.x + HINT_PADDING + 1
                                                            - (float) words.x,
                                                          bounds.origin.y + HINT_PADDING / 2 + 1));
  gtk_snapshot_append_layout (snapshot, layout, &white);
  gtk_snapshot_restore (snapshot);
}

void
bs_canvas_append_hint (BsCanvas *self, GtkSnapshot *snapshot, const char *text, float x, float y)
{
  append_words (self, snapshot, text, &GRAPHENE_POINT_INIT (x, y), &ink);
}

/* What would happen, in words, beside the pointer. */
static void
append_hint (BsCanvas *self, GtkSnapshot *snapshot)
{
  double x;
  double y;

  if (self->motion->text == NULL)
    return;

  bs_canvas_get_origin (self, &x, &y);
  append_words (self, snapshot, self->motion->text,
                &GRAPHENE_POINT_INIT ((float) (self->pointer_x - x) + HINT_AWAY,
                                      /* Below there is what the desktop drags along. */
                                      (float) (self->pointer_y - y)
                                        + (self->motion->ref != NULL ? -3 : 1) * HINT_AWAY),
                self->motion->error != NULL ? &red : &ink);
}

static void
append_others (BsCanvas *self, GtkSnapshot *snapshot)
{
  const GArray *others = self->motion->others;

  for (guint i = 0; i < others->len; i++)
    {
      const BsMotionOther *other = &g_array_index (others, BsMotionOther, i);
      graphene_rect_t from = bs_canvas_to_pixels (self, &other->from);
      graphene_rect_t to = bs_canvas_to_pixels (self, &other->to);

      if (other->to.width == 0)
        {
          gtk_snapshot_append_color (snapshot, &veil, &from);
          append_outline (snapshot, &from, 1, &amber);
          continue;
        }
      gtk_snapshot_append_color (snapshot, &amber_tint, &to);
      append_outline (snapshot, &to, 1.5f, &amber);
    }
}

static void
append_carried (BsCanvas *self, GtkSnapshot *snapshot)
{
  static const GdkRGBA shadow = { 0, 0, 0, 0.35f };
  graphene_rect_t rect = bs_canvas_to_pixels (self, &self->motion->wanted);
  graphene_rect_t aligned = align (&rect);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &aligned, 1);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 2, 0, 6);
  if (self->carried != NULL)
    gtk_snapshot_append_texture (snapshot, self->carried, &aligned);
  else
    gtk_snapshot_append_color (snapshot, &white, &aligned);
  append_outline (snapshot, &aligned, 1, self->motion->error != NULL ? &red : &accent);
}

static void
append_motion (BsCanvas *self, GtkSnapshot *snapshot)
{
  BsBoxMotion *motion = self->motion;
  graphene_rect_t start = bs_canvas_to_pixels (self, &motion->start);
  graphene_rect_t target = bs_canvas_to_pixels (self, &motion->target);

  if (motion->box != NULL && motion->grip == BS_GRIP_ALL)
    gtk_snapshot_append_color (snapshot, &veil, &start);
  append_others (self, snapshot);
  if (motion->box != NULL && motion->grip == BS_GRIP_ALL)
    append_carried (self, snapshot);
  if (motion->target.width > 0)
    {
      gtk_snapshot_append_color (snapshot, motion->error != NULL ? &red_tint : &accent_tint,
                                 &target);
      append_outline (snapshot, &target, 2, motion->error != NULL ? &red : &accent);
    }
  append_guides (self, snapshot);
  append_hint (self, snapshot);
}

void
bs_canvas_snapshot_over (BsCanvas *self, GtkSnapshot *snapshot)
{
  append_marks (self, snapshot);
  if (self->crop != NULL)
    bs_canvas_snapshot_crop (self, snapshot);
  else if (self->motion != NULL)
    append_motion (self, snapshot);
  else
    append_choice (self, snapshot);
}
