/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-photo-box-private.h"

#include "layout/bs-caption-private.h"

#include <math.h>

/* A photo whose picture has not come yet may still take any of the usual shapes. */
#define UNKNOWN_SHAPE 1.5
#define UNKNOWN_LIMIT 0.22
#define MOST_CROP 950    /* per mille of two opposite sides together */
#define MOST_FITTED 0.94 /* share of the rest that goes so that a picture fills its place */
#define LABEL_CHARACTERS 14
#define FRAME_RULE BS_POINTS (0.35)
/* Between picture and caption; taken from the last line of the picture. */
#define CAPTION_GAP BS_POINTS (2.5)

/* A caption at the side, in characters of the body: as narrow as its words allow, the picture
 * keeping at least so much of the width, per mille. */
#define NARROWEST_CAPTION 6
#define WIDEST_CAPTION 14
#define LEAST_PICTURE 550

/* A photo in its rectangle, measured: where the caption stands and how large it is. */
typedef struct
{
  BsCaption caption;
  BsCaptionSide side;
  BsUnit caption_width; /* 0: the picture's */
  BsUnit picture_width;
} Measured;

/* Per mille of one side; a file may say anything. A crop that leaves next to nothing is none. */
static gint64
read_crop (const BsNode *photo, const char *side, const char *opposite)
{
  const BsNode *crop = bs_node_get_member (photo, "crop");
  gint64 cut = CLAMP (bs_node_get_number (crop, side, 0), 0, 1000);
  gint64 other = CLAMP (bs_node_get_number (crop, opposite, 0), 0, 1000);

  return cut + other <= MOST_CROP ? cut : 0;
}

/* Of the picture as the editor cropped it; 0: not known. */
static double
photo_shape (const BsNode *photo)
{
  double width = (double) bs_node_get_number (photo, "width", 0);
  double height = (double) bs_node_get_number (photo, "height", 0);
  double across = (double) (1000 - read_crop (photo, "left", "right")
                            - read_crop (photo, "right", "left"));
  double down = (double) (1000 - read_crop (photo, "top", "bottom")
                          - read_crop (photo, "bottom", "top"));

  if (width <= 0 || height <= 0)
    return 0;

  return CLAMP (width * across / (height * down), 0.2, 5.0);
}

double
bs_photo_get_shape (const BsNode *photo)
{
  double shape = photo_shape (photo);

  return shape > 0 ? shape : UNKNOWN_SHAPE;
}

double
bs_photo_get_crop_limit (const BsNode *photo)
{
  return photo_shape (photo) > 0 ? BS_CROP_LIMIT : UNKNOWN_LIMIT;
}

static gboolean
is_at_side (BsCaptionSide side)
{
  return side == BS_CAPTION_LEFT || side == BS_CAPTION_RIGHT;
}

/* Narrow, but no higher than its picture. */
static void
measure_side_caption (Measured *measured, const BsSetting *setting, const BsNode *photo,
                      const BsBox *box, BsUnit width)
{
  BsUnit em = setting->format->em;
  BsUnit gap = (BsUnit) setting->format->gutter_characters * em;
  guint widest = (guint) MAX (2, bs_unit_scale (width - gap, 1000 - LEAST_PICTURE, 1000) / em);
  guint characters = box->caption_characters > 0 ? box->caption_characters : NARROWEST_CAPTION;

  for (characters = MIN (characters, widest);; characters++)
    {
      double height;

      measured->caption_width = (BsUnit) characters * em;
      measured->picture_width = width - gap - measured->caption_width;
      bs_caption_init (&measured->caption, setting, photo, measured->caption_width, measured->side);
      height = measured->picture_width / bs_photo_get_shape (photo) / setting->format->line_height;
      if (box->caption_characters > 0 || measured->caption.n_lines <= height * (1 - BS_CROP_LIMIT)
          || characters >= MIN (WIDEST_CAPTION, widest))
        return;
      bs_caption_clear (&measured->caption);
    }
}

static void
measure (Measured *measured, const BsSetting *setting, const BsNode *photo, const BsBox *box,
         BsUnit width)
{
  *measured = (Measured){ .picture_width = width };
  if (box != NULL)
    measured->side = box->caption_side;
  /* Where there is not even room for a line of a few characters beside a picture. */
  if (is_at_side (measured->side) && width < 3 * NARROWEST_CAPTION * setting->format->em)
    measured->side = BS_CAPTION_BELOW;
  if (is_at_side (measured->side))
    measure_side_caption (measured, setting, photo, box, width);
  else
    bs_caption_init (&measured->caption, setting, photo, width, measured->side);
}

static void
count_lines (const Measured *measured, const BsSetting *setting, const BsNode *photo,
             BsPhotoLines *lines)
{
  double limit = bs_photo_get_crop_limit (photo);
  double natural;
  guint least = 2;

  lines->caption = measured->caption_width > 0 ? 0 : measured->caption.n_lines;
  if (measured->caption_width > 0)
    least = MAX (least, measured->caption.n_lines);
  lines->shape = bs_photo_get_shape (photo);
  natural = measured->picture_width / lines->shape / setting->format->line_height;
  lines->natural = lines->caption + (guint) MAX (least, lround (natural));
  lines->least = lines->caption + (guint) MAX (least, ceil (natural * (1 - limit)));
  lines->most = lines->caption + (guint) MAX (least, floor (natural / (1 - limit)));
}

/**
 * bs_photo_measure_in:
 * @setting: what to compose with
 * @photo: the photo
 * @box: what it stands in; only the side of the caption and its characters are read
 * @width: of picture and caption
 * @lines: (out): heights
 */
void
bs_photo_measure_in (const BsSetting *setting, const BsNode *photo, const BsBox *box, BsUnit width,
                     BsPhotoLines *lines)
{
  Measured measured;

  measure (&measured, setting, photo, box, width);
  count_lines (&measured, setting, photo, lines);
  bs_caption_clear (&measured.caption);
}

/**
 * bs_photo_measure:
 * @setting: what to compose with
 * @photo: the photo
 * @width: of picture and caption
 * @lines: (out): heights
 */
void
bs_photo_measure (const BsSetting *setting, const BsNode *photo, BsUnit width, BsPhotoLines *lines)
{
  bs_photo_measure_in (setting, photo, NULL, width, lines);
}

/**
 * bs_photo_box_measure:
 * @setting: what to compose with
 * @box: a photo's box; columns, frame and the side of the caption are read
 * @lines: (out): heights, with the padding of a frame
 */
void
bs_photo_box_measure (const BsSetting *setting, const BsBox *box, BsPhotoLines *lines)
{
  const BsNode *photo = bs_issue_get_photo (setting->issue, box->refs[0]);
  guint padding = 2 * bs_box_get_padding_lines (box);

  bs_photo_measure_in (setting, photo, box, bs_box_get_content_width (box, setting->format), lines);
  lines->natural += padding;
  lines->least += padding;
  lines->most += padding;
  lines->caption += padding;
}

static void
draw_frame (const BsSetting *setting, const BsNode *photo, const BsRect *rect,
            BsDisplayListBuilder *builder)
{
  const char *caption = bs_node_get_text (photo, "caption");
  glong length = g_utf8_strlen (caption, -1);
  g_autofree char *words = g_utf8_substring (caption, 0, MIN (length, LABEL_CHARACTERS));
  g_autofree char *size = g_strdup_printf ("%.0f×%.0f mm", bs_unit_to_mm (rect->width),
                                           bs_unit_to_mm (rect->height));
  g_autofree char *label = g_strdup_printf ("%s%s", words, length > LABEL_CHARACTERS ? "…" : "");
  const char *rows[] = { "图片", label, size };
  BsColor grey = { 0, 0, 0, 350 };
  BsUnit pitch = setting->format->line_height;
  BsRect edges[] = {
    { rect->x, rect->y, rect->width, FRAME_RULE },
    { rect->x, bs_rect_bottom (rect) - FRAME_RULE, rect->width, FRAME_RULE },
    { rect->x, rect->y, FRAME_RULE, rect->height },
    { bs_rect_right (rect) - FRAME_RULE, rect->y, FRAME_RULE, rect->height },
  };
  BsRect slot = { rect->x, rect->y + (rect->height - 3 * pitch) / 2, rect->width, pitch };

  bs_display_list_builder_add_fill (builder, rect, (BsColor){ 0, 0, 0, 60 });
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    bs_display_list_builder_add_fill (builder, &edges[i], grey);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BsPart *part = bs_part_new (setting, rows[i], "frame-label", rect->width);

      if (bs_paragraph_get_n_lines (part->paragraph) == 1 && slot.y >= rect->y
          && slot.y + pitch <= bs_rect_bottom (rect))
        bs_part_draw (part, 0, &slot, builder);
      bs_part_free (part);
      slot.y += pitch;
    }
}

static guint16
add_crop (gint64 first, double more)
{
  return (guint16) CLAMP ((double) first + more, 0.0, 950.0);
}

static void
draw_picture (const BsNode *photo, const BsRect *rect, BsDisplayListBuilder *builder)
{
  gint64 left = read_crop (photo, "left", "right");
  gint64 top = read_crop (photo, "top", "bottom");
  gint64 right = read_crop (photo, "right", "left");
  gint64 bottom = read_crop (photo, "bottom", "top");
  double shape = photo_shape (photo);
  double box_shape = rect->width / (double) rect->height;
  double cut_x = 0;
  double cut_y = 0;
  BsImageItem image = { 0 };

  if (shape > box_shape)
    cut_x = (1000.0 - (double) (left + right)) * MIN (1 - box_shape / shape, MOST_FITTED) / 2;
  else if (shape > 0)
    cut_y = (1000.0 - (double) (top + bottom)) * MIN (1 - shape / box_shape, MOST_FITTED) / 2;
  image.file = bs_node_get_text (photo, "file");
  image.photo = bs_node_get_text (photo, "id");
  image.rect = *rect;
  image.crop_left = add_crop (left, floor (cut_x + 0.5));
  image.crop_right = add_crop (right, floor (cut_x + 0.5));
  /* Heads are at the top: of what must go in height, more goes below. */
  image.crop_top = add_crop (top, floor (cut_y * 0.7 + 0.5));
  image.crop_bottom = add_crop (bottom, floor (cut_y * 1.3 + 0.5));
  image.pixel_width = (guint) CLAMP (bs_node_get_number (photo, "width", 0), 0, G_MAXINT);
  image.pixel_height = (guint) CLAMP (bs_node_get_number (photo, "height", 0), 0, G_MAXINT);
  bs_display_list_builder_add_image (builder, &image);
}

void
bs_photo_draw_fitted (const BsNode *photo, const BsRect *rect, double limit,
                      BsDisplayListBuilder *builder)
{
  double shape = photo_shape (photo);
  double box_shape = rect->width / (double) MAX (1, rect->height);
  BsRect fitted = *rect;

  if (shape > box_shape * (1 + limit))
    fitted.height = MAX (1, (BsUnit) (rect->width / shape));
  else if (shape > 0 && shape < box_shape * (1 - limit))
    fitted.width = MAX (1, (BsUnit) (rect->height * shape));
  fitted.x += (rect->width - fitted.width) / 2;
  fitted.y += (rect->height - fitted.height) / 2;
  draw_picture (photo, &fitted, builder);
}

void
bs_photo_draw_picture (const BsSetting *setting, const BsNode *photo, const BsBox *box,
                       const BsRect *rect, BsDisplayListBuilder *builder)
{
  BsRegion region = {
    .kind = BS_REGION_PHOTO, .id = box->id, .ref = bs_node_get_text (photo, "id"), .rect = *rect
  };

  if (rect->width <= 0 || rect->height <= 0)
    return;
  bs_display_list_builder_add_region (builder, &region);
  if (*bs_node_get_text (photo, "file") != '\0')
    draw_picture (photo, rect, builder);
  else
    draw_frame (setting, photo, rect, builder);
}

/* Parts @rect in whole lines and characters; the picture's edges stand where the letters of the
 * lines beside it do. */
static void
part_rect (const Measured *measured, const BsSetting *setting, const BsRect *rect, BsRect *picture,
           BsRect *caption)
{
  BsUnit pitch = setting->format->line_height;
  BsUnit trim = (pitch - setting->format->em) / 2;
  BsUnit lines = (BsUnit) measured->caption.n_lines * pitch;

  *picture = *rect;
  *caption = *rect;
  picture->y += trim;
  picture->height -= 2 * trim;
  if (measured->caption.n_lines == 0)
    return;
  if (measured->caption_width > 0)
    {
      picture->width = measured->picture_width;
      caption->width = measured->caption_width;
      if (measured->side == BS_CAPTION_LEFT)
        picture->x = bs_rect_right (rect) - picture->width;
      else
        caption->x = bs_rect_right (rect) - caption->width;
      /* Its foot is level with the picture's. */
      caption->height = MIN (rect->height / pitch * pitch, lines);
      caption->y = bs_rect_bottom (rect) - caption->height;
      return;
    }
  caption->height = MIN (MAX (0, rect->height - pitch), lines);
  picture->height = rect->height - caption->height - CAPTION_GAP;
  if (measured->side == BS_CAPTION_ABOVE)
    picture->y = bs_rect_bottom (rect) - trim - picture->height;
  else
    caption->y = bs_rect_bottom (rect) - caption->height;
}

/**
 * bs_photo_draw:
 * @setting: what to compose with
 * @photo: the photo
 * @box: the box it stands in
 * @rect: whole lines for picture and caption
 * @builder: takes the drawing
 */
void
bs_photo_draw (const BsSetting *setting, const BsNode *photo, const BsBox *box, const BsRect *rect,
               BsDisplayListBuilder *builder)
{
  Measured measured;
  BsRect picture;
  BsRect caption;

  measure (&measured, setting, photo, box, rect->width);
  part_rect (&measured, setting, rect, &picture, &caption);
  bs_photo_draw_picture (setting, photo, box, &picture, builder);
  if (measured.caption.n_lines > 0)
    {
      BsRegion region = { .kind = BS_REGION_CAPTION,
                          .id = box->id,
                          .ref = bs_node_get_text (photo, "id"),
                          .rect = caption };

      bs_display_list_builder_add_region (builder, &region);
      bs_caption_draw (&measured.caption, setting, &caption, builder);
    }
  bs_caption_clear (&measured.caption);
}

void
bs_photo_box_draw (const BsSetting *setting, const BsBox *box, BsDisplayListBuilder *builder)
{
  const BsNode *photo = bs_issue_get_photo (setting->issue, box->refs[0]);
  BsRect rect = bs_box_get_content_rect (box, setting->format);

  if (photo != NULL)
    bs_photo_draw (setting, photo, box, &rect, builder);
}
