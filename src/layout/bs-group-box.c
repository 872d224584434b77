/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-photo-box-private.h"
#include "layout/bs-story-box-private.h"

#define TITLE_MARK BS_POINTS (4)
#define TITLE_INDENT BS_POINTS (10)
#define TITLE_RULE BS_POINTS (0.25)

static const char *
get_title (const BsSetting *setting, const BsBox *box)
{
  return bs_node_get_text (bs_issue_get_photo (setting->issue, box->refs[0]), "group");
}

static BsPart *
set_title (const BsSetting *setting, const BsBox *box)
{
  const char *title = get_title (setting, box);
  BsUnit width = bs_box_get_content_width (box, setting->format) - TITLE_INDENT;
  BsPart *part;

  if (*title == '\0')
    return NULL;
  part = bs_part_new (setting, title, "group-title", MAX (width, 2 * setting->format->em));
  bs_part_add_source (part, 0, bs_issue_dup_path ("photos", box->refs[0], "group"));

  return part;
}

/* With half a line for the rule below it. */
static guint
count_title_lines (const BsPart *title)
{
  return title != NULL ? bs_paragraph_get_n_lines (title->paragraph) + 1 : 0;
}

/* Photos that are gone from the issue leave no hole: the check names them. */
static void
block_init (BsPictureBlock *block, const BsSetting *setting, const BsBox *box, guint first)
{
  *block = (BsPictureBlock){ .box = box, .shape = box->group_shape };
  for (guint i = first; i < box->n_refs; i++)
    {
      const BsNode *photo = bs_issue_get_photo (setting->issue, box->refs[i]);

      if (photo != NULL)
        block->photos[block->n_photos++] = photo;
    }
}

static void
group_block_init (BsPictureBlock *block, const BsSetting *setting, const BsBox *box)
{
  block_init (block, setting, box, 0);
  block->width = bs_box_get_content_width (box, setting->format);
  block->columns = bs_box_get_padding_lines (box) == 0 ? box->columns : 0;
  block->across = box->group_columns;
}

/**
 * bs_group_measure:
 * @setting: what to compose with
 * @box: a group's box; its line and lines are not read
 * @lines: (out): heights with captions, title, gaps and the padding of a frame
 */
void
bs_group_measure (const BsSetting *setting, const BsBox *box, BsPhotoLines *lines)
{
  BsPart *title = set_title (setting, box);
  guint fixed = count_title_lines (title) + 2 * bs_box_get_padding_lines (box);
  BsPictureBlock block;

  g_clear_pointer (&title, bs_part_free);
  group_block_init (&block, setting, box);
  bs_picture_block_measure (&block, setting, lines);
  lines->natural += fixed;
  lines->least += fixed;
  lines->most += fixed;
  lines->caption += fixed;
}

static void
draw_title (const BsSetting *setting, const BsPart *title, const BsRect *rect,
            BsDisplayListBuilder *builder)
{
  BsUnit pitch = setting->format->line_height;
  guint n_lines = bs_paragraph_get_n_lines (title->paragraph);
  BsRect mark = { rect->x, rect->y, TITLE_MARK, (BsUnit) n_lines * pitch + pitch / 3 };
  BsRect rule = { rect->x, rect->y + (BsUnit) n_lines * pitch + pitch / 2, rect->width,
                  TITLE_RULE };
  BsRect slot = { rect->x + TITLE_INDENT, rect->y, rect->width - TITLE_INDENT, pitch * 4 / 3 };

  bs_display_list_builder_add_fill (builder, &mark, (BsColor){ 0, 0, 0, 1000 });
  bs_display_list_builder_add_fill (builder, &rule, (BsColor){ 0, 0, 0, 1000 });
  for (guint i = 0; i < n_lines; i++)
    {
      bs_part_draw (title, i, &slot, builder);
      slot.y += pitch;
    }
}

void
bs_group_draw (const BsSetting *setting, const BsBox *box, BsDisplayListBuilder *builder)
{
  BsPart *title = set_title (setting, box);
  BsRect rect = bs_box_get_content_rect (box, setting->format);
  BsUnit height = (BsUnit) count_title_lines (title) * setting->format->line_height;
  BsPictureBlock block;

  group_block_init (&block, setting, box);
  if (height >= rect.height)
    height = 0;
  else if (title != NULL)
    draw_title (setting, title, &rect, builder);
  g_clear_pointer (&title, bs_part_free);
  rect.y += height;
  rect.height -= height;
  bs_picture_block_draw (&block, setting, &rect, builder);
}

static void
story_block_init (BsPictureBlock *block, const BsSetting *setting, const BsBox *box, BsUnit width)
{
  block_init (block, setting, box, 1);
  block->width = width;
  block->across = box->picture_across;
}

/**
 * bs_story_pictures_measure:
 * @setting: what to compose with
 * @box: a story's box; columns, legs, refs from the second on and how pictures stand are read
 * @lines: (out): heights with captions and gaps
 */
void
bs_story_pictures_measure (const BsSetting *setting, const BsBox *box, BsPhotoLines *lines)
{
  BsPictureBlock block;

  story_block_init (&block, setting, box, bs_story_box_get_picture_width (box, setting->format));
  bs_picture_block_measure (&block, setting, lines);
}

void
bs_story_pictures_draw (const BsSetting *setting, const BsBox *box, const BsRect *rect,
                        BsDisplayListBuilder *builder)
{
  BsPictureBlock block;

  story_block_init (&block, setting, box, rect->width);
  bs_picture_block_draw (&block, setting, rect, builder);
}

/* Nothing is drawn: the slot is a region and a finding, so that it can never be printed. */
void
bs_house_ad_draw (const BsSetting *setting, const BsBox *box, BsDisplayListBuilder *builder)
{
  BsRegion region = { .kind = BS_REGION_SPACE, .id = box->id };

  region.rect = bs_box_get_rect (box, setting->format);
  bs_display_list_builder_add_region (builder, &region);
}
