/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-photo-box-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* How much of a picture may be cut off to fit the grid, of its height or width. */
#define CROP_LIMIT 0.15
/* A photo whose picture has not come yet may still take any of the usual shapes. */
#define UNKNOWN_SHAPE 1.5
#define UNKNOWN_LIMIT 0.22
#define LABEL_CHARACTERS 14
#define FRAME_RULE BS_POINTS (0.35)
/* Between picture and caption; taken from the last line of the picture. */
#define CAPTION_GAP BS_POINTS (2.5)

/* What stands below a picture. */
typedef struct
{
  BsPart *caption;
  BsPart *credit; /* NULL: none */
  gboolean credit_on_last_line;
  guint n_lines;
} Caption;

static const char *const arrows[] = { "▲", "▼", "◀", "▶" };

static void
caption_clear (Caption *caption)
{
  g_clear_pointer (&caption->caption, bs_part_free);
  g_clear_pointer (&caption->credit, bs_part_free);
}

static void
caption_init (Caption *caption, const BsSetting *setting, const BsNode *photo, BsUnit width)
{
  const char *text = bs_node_get_text (photo, "caption");
  g_autofree char *credit = bs_photo_dup_credit (photo);
  const char *arrow = arrows[0];

  *caption = (Caption){ 0 };
  if (*text != '\0')
    {
      g_autofree char *joined = g_strconcat (arrow, text, NULL);

      caption->caption = bs_part_new (setting, joined, "caption", width);
      bs_part_add_source (caption->caption, 0, g_strdup (""));
      bs_part_add_source (caption->caption, (guint32) strlen (arrow),
                          bs_issue_dup_path ("photos", bs_node_get_text (photo, "id"), "caption"));
      caption->n_lines = bs_paragraph_get_n_lines (caption->caption->paragraph);
    }
  if (*credit == '\0')
    return;
  caption->credit = bs_part_new (setting, credit, "credit", width);
  if (caption->n_lines > 0)
    {
      const BsLine *line = bs_paragraph_get_line (caption->credit->paragraph, 0);
      BsUnit end = bs_part_get_line_end (caption->caption, caption->n_lines - 1);

      caption->credit_on_last_line = bs_paragraph_get_n_lines (caption->credit->paragraph) == 1
                                     && line->n_glyphs > 0
                                     && end + caption->credit->style->size <= line->glyphs[0].x;
    }
  if (!caption->credit_on_last_line)
    caption->n_lines += bs_paragraph_get_n_lines (caption->credit->paragraph);
}

static void
caption_draw (const Caption *caption, const BsSetting *setting, const BsRect *rect,
              BsDisplayListBuilder *builder)
{
  BsUnit pitch = setting->format->line_height;
  BsRect slot = { rect->x, rect->y, rect->width, pitch };

  if (caption->caption != NULL)
    for (guint i = 0; i < bs_paragraph_get_n_lines (caption->caption->paragraph); i++)
      {
        bs_part_draw (caption->caption, i, &slot, builder);
        slot.y += pitch;
      }
  if (caption->credit == NULL)
    return;
  if (caption->credit_on_last_line)
    slot.y -= pitch;
  for (guint i = 0; i < bs_paragraph_get_n_lines (caption->credit->paragraph); i++)
    {
      bs_part_draw (caption->credit, i, &slot, builder);
      slot.y += pitch;
    }
}

/* Per mille; a file may say anything. */
static gint64
read_crop (const BsNode *photo, const char *side)
{
  const BsNode *crop = bs_node_get_member (photo, "crop");

  return CLAMP (bs_node_get_number (crop, side, 0), 0, 950);
}

/* Of the picture as the editor cropped it; 0: not known. */
static double
photo_shape (const BsNode *photo)
{
  double width = (double) bs_node_get_number (photo, "width", 0);
  double height = (double) bs_node_get_number (photo, "height", 0);
  double across = (double) (1000 - read_crop (photo, "left") - read_crop (photo, "right"));
  double down = (double) (1000 - read_crop (photo, "top") - read_crop (photo, "bottom"));

  if (width <= 0 || height <= 0 || across < 50 || down < 50)
    return 0;

  return CLAMP (width * across / (height * down), 0.2, 5.0);
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
  double pitch = setting->format->line_height;
  double shape = photo_shape (photo);
  double limit = shape > 0 ? CROP_LIMIT : UNKNOWN_LIMIT;
  double natural;
  Caption caption;

  caption_init (&caption, setting, photo, width);
  lines->caption = caption.n_lines;
  caption_clear (&caption);
  lines->shape = shape > 0 ? shape : UNKNOWN_SHAPE;
  natural = width / lines->shape / pitch;
  lines->natural = lines->caption + (guint) MAX (2, lround (natural));
  lines->least = lines->caption + (guint) MAX (2, ceil (natural * (1 - limit)));
  lines->most = lines->caption + (guint) MAX (2, floor (natural / (1 - limit)));
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
  gint64 left = read_crop (photo, "left");
  gint64 top = read_crop (photo, "top");
  gint64 right = read_crop (photo, "right");
  gint64 bottom = read_crop (photo, "bottom");
  double shape = photo_shape (photo);
  double box_shape = rect->width / (double) rect->height;
  double cut_x = 0;
  double cut_y = 0;
  BsImageItem image = { 0 };

  if (shape > box_shape)
    cut_x = (1000.0 - (double) (left + right)) * (1 - box_shape / shape) / 2;
  else if (shape > 0)
    cut_y = (1000.0 - (double) (top + bottom)) * (1 - shape / box_shape) / 2;
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

/**
 * bs_photo_draw:
 * @setting: what to compose with
 * @photo: the photo
 * @box: id of the box it stands in
 * @rect: whole lines for picture and caption
 * @builder: takes the drawing
 */
void
bs_photo_draw (const BsSetting *setting, const BsNode *photo, const char *box, const BsRect *rect,
               BsDisplayListBuilder *builder)
{
  BsUnit pitch = setting->format->line_height;
  BsUnit trim = (pitch - setting->format->em) / 2;
  BsRegion region = { .kind = BS_REGION_PHOTO, .id = box, .ref = bs_node_get_text (photo, "id") };
  BsRect picture = *rect;
  BsRect below = *rect;
  Caption caption;

  caption_init (&caption, setting, photo, rect->width);
  below.height = MIN (rect->height - pitch, (BsUnit) caption.n_lines * pitch);
  below.y = bs_rect_bottom (rect) - below.height;
  /* The picture's edges stand where the letters of the lines beside it do. */
  picture.y += trim;
  picture.height = below.y - picture.y - (caption.n_lines > 0 ? CAPTION_GAP - trim : trim);
  region.rect = picture;
  bs_display_list_builder_add_region (builder, &region);
  if (*bs_node_get_text (photo, "file") != '\0')
    draw_picture (photo, &picture, builder);
  else
    draw_frame (setting, photo, &picture, builder);
  if (caption.n_lines > 0)
    {
      region.kind = BS_REGION_CAPTION;
      region.rect = below;
      bs_display_list_builder_add_region (builder, &region);
      caption_draw (&caption, setting, &below, builder);
    }
  caption_clear (&caption);
}
