/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-caption-private.h"

#include <string.h>

#define NARROW 18 /* em */

/* By BsCaptionSide: from there to the picture (page-layout.md, "Jumps, captions, flags"). */
static const char *const arrows[] = { "▲", "▼", "▶", "◀" };

void
bs_caption_clear (BsCaption *caption)
{
  g_clear_pointer (&caption->caption, bs_part_free);
  g_clear_pointer (&caption->credit, bs_part_free);
}

/* The credit stands at the end of the last line where there is room, an em at least between. */
static gboolean
has_room_for_credit (const BsCaption *caption)
{
  const BsLine *line = bs_paragraph_get_line (caption->credit->paragraph, 0);
  BsUnit end;

  if (caption->caption == NULL || bs_paragraph_get_n_lines (caption->credit->paragraph) != 1
      || line->n_glyphs == 0)
    return FALSE;
  end = bs_part_get_line_end (caption->caption, caption->n_lines - 1);

  return end + caption->credit->style->size <= line->glyphs[0].x;
}

/* Narrow lines are whole characters wide: a part of one shared out among few gaps would show. */
static BsUnit
fit_measure (const BsSetting *setting, BsUnit width)
{
  BsUnit size = bs_page_format_get_style (setting->format, "caption")->size;

  return width < NARROW * size ? MAX (2, width / size) * size : width;
}

void
bs_caption_init (BsCaption *caption, const BsSetting *setting, const BsNode *photo, BsUnit width,
                 BsCaptionSide side)
{
  const char *text = bs_node_get_text (photo, "caption");
  g_autofree char *credit = bs_photo_dup_credit (photo);
  const char *arrow = arrows[side];

  *caption = (BsCaption){ 0 };
  if (*text != '\0')
    {
      g_autofree char *joined = g_strconcat (arrow, text, NULL);

      caption->caption = bs_part_new (setting, joined, "caption", fit_measure (setting, width));
      bs_part_add_source (caption->caption, 0, g_strdup (""));
      bs_part_add_source (caption->caption, (guint32) strlen (arrow),
                          bs_issue_dup_path ("photos", bs_node_get_text (photo, "id"), "caption"));
      caption->n_lines = bs_paragraph_get_n_lines (caption->caption->paragraph);
    }
  if (*credit == '\0')
    return;
  caption->credit = bs_part_new (setting, credit, "credit", width);
  caption->credit_on_last_line = has_room_for_credit (caption);
  if (!caption->credit_on_last_line)
    caption->n_lines += bs_paragraph_get_n_lines (caption->credit->paragraph);
}

static void
draw_lines (const BsPart *part, BsRect *slot, BsUnit foot, BsDisplayListBuilder *builder)
{
  for (guint i = 0; i < bs_paragraph_get_n_lines (part->paragraph); i++)
    {
      if (bs_rect_bottom (slot) <= foot)
        bs_part_draw (part, i, slot, builder);
      slot->y += slot->height;
    }
}

void
bs_caption_draw (const BsCaption *caption, const BsSetting *setting, const BsRect *rect,
                 BsDisplayListBuilder *builder)
{
  BsUnit pitch = setting->format->line_height;
  BsRect slot = { rect->x, rect->y, rect->width, pitch };

  if (caption->caption != NULL)
    draw_lines (caption->caption, &slot, bs_rect_bottom (rect), builder);
  if (caption->credit == NULL)
    return;
  if (caption->credit_on_last_line)
    slot.y -= pitch;
  draw_lines (caption->credit, &slot, bs_rect_bottom (rect), builder);
}
