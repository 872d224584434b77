/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-ad-box-private.h"

#include "layout/bs-photo-box-private.h"

#define FRAME_RULE BS_POINTS (0.35)
#define LABEL_HEIGHT BS_POINTS (10)
#define LABEL_PADDING BS_POINTS (3)
/* Artwork whose shape differs by less fills its box; more of it is never cut off. */
#define CROP_LIMIT 0.02
#define LINE_CHARACTERS 30

static const BsColor white = { 0, 0, 0, 0 };

static void
draw_edges (const BsRect *rect, BsDisplayListBuilder *builder)
{
  BsRect edges[] = {
    { rect->x, rect->y, rect->width, FRAME_RULE },
    { rect->x, bs_rect_bottom (rect) - FRAME_RULE, rect->width, FRAME_RULE },
    { rect->x, rect->y, FRAME_RULE, rect->height },
    { bs_rect_right (rect) - FRAME_RULE, rect->y, FRAME_RULE, rect->height },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    bs_display_list_builder_add_fill (builder, &edges[i], (BsColor){ 0, 0, 0, 1000 });
}

/* Who booked it and how large it is, while there is no artwork. */
static void
draw_slot (const BsSetting *setting, const BsBox *box, const BsRect *rect,
           BsDisplayListBuilder *builder)
{
  glong length = g_utf8_strlen (box->customer, -1);
  g_autofree char *customer = g_utf8_substring (box->customer, 0, MIN (length, LINE_CHARACTERS));
  g_autofree char *size = g_strdup_printf ("%.0f×%.0f mm", bs_unit_to_mm (rect->width),
                                           bs_unit_to_mm (rect->height));
  const char *rows[] = { *customer != '\0' ? customer : box->label, size };
  BsUnit pitch = setting->format->line_height;
  BsRect slot = { rect->x, rect->y + (rect->height - 2 * pitch) / 2, rect->width, pitch };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BsPart *part = bs_part_new (setting, rows[i], "frame-label", rect->width);

      if (bs_paragraph_get_n_lines (part->paragraph) == 1 && slot.y >= rect->y
          && bs_rect_bottom (&slot) <= bs_rect_bottom (rect))
        bs_part_draw (part, 0, &slot, builder);
      bs_part_free (part);
      slot.y += pitch;
    }
}

/* Black on a white patch in the upper right corner, over the artwork: legible whatever that is. */
static void
draw_label (const BsSetting *setting, const BsBox *box, const BsRect *rect,
            BsDisplayListBuilder *builder)
{
  BsPart *part;
  BsRect patch = { .y = rect->y, .height = MIN (LABEL_HEIGHT, rect->height) };

  if (*box->label == '\0')
    return;
  part = bs_part_new (setting, box->label, "ad-label", rect->width - 2 * LABEL_PADDING);
  patch.width = MIN (bs_part_get_line_end (part, 0) + 2 * LABEL_PADDING, rect->width);
  patch.x = bs_rect_right (rect) - patch.width;
  bs_display_list_builder_add_fill (builder, &patch, white);
  draw_edges (&patch, builder);
  patch.x += LABEL_PADDING;
  bs_part_draw (part, 0, &patch, builder);
  bs_part_free (part);
}

/**
 * bs_ad_draw:
 * @setting: issue, page and format
 * @box: an advertisement's box
 * @builder: takes the drawing
 *
 * The artwork as large as it goes in undistorted, a thin frame, the label in the upper right
 * corner. A box whose label is empty is drawn without: the check finds it.
 */
void
bs_ad_draw (const BsSetting *setting, const BsBox *box, BsDisplayListBuilder *builder)
{
  const BsNode *photo = NULL;
  BsUnit trim = (setting->format->line_height - setting->format->em) / 2;
  BsRect rect = bs_box_get_content_rect (box, setting->format);
  BsRegion region = { .kind = BS_REGION_PHOTO, .id = box->id };

  if (box->n_refs > 0)
    photo = bs_issue_get_photo (setting->issue, box->refs[0]);
  rect.y += trim;
  rect.height -= 2 * trim;
  if (photo != NULL && *bs_node_get_text (photo, "file") != '\0')
    {
      region.ref = box->refs[0];
      region.rect = rect;
      bs_display_list_builder_add_region (builder, &region);
      bs_photo_draw_fitted (photo, &rect, CROP_LIMIT, builder);
    }
  else
    draw_slot (setting, box, &rect, builder);
  draw_edges (&rect, builder);
  draw_label (setting, box, &rect, builder);
}
