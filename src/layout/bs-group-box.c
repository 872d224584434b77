/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-photo-box-private.h"

#include <math.h>

#define TITLE_LINES 2
#define ROW_GAP 1
#define SLOT_RULE BS_POINTS (0.25)

/* Pictures of one row stand side by side over the whole width, equally high. */
typedef struct
{
  guint first;
  guint n_photos;
  guint caption_lines;
  double natural; /* height of the pictures, in lines */
  guint lines;    /* of pictures, as drawn */
} Row;

typedef struct
{
  Row rows[BS_MAX_REFS];
  guint n_rows;
  guint title_lines;
} Group;

static const BsNode *
find_photo (const BsSetting *setting, const BsBox *box, guint index)
{
  return bs_issue_get_photo (setting->issue, box->refs[index]);
}

static const char *
group_title (const BsSetting *setting, const BsBox *box)
{
  return bs_node_get_text (find_photo (setting, box, 0), "group");
}

static BsUnit
cell_width (const BsSetting *setting, const BsBox *box, guint n_photos)
{
  BsUnit width = bs_page_format_get_columns_width (setting->format, box->columns);
  BsUnit gutters = (BsUnit) ((n_photos - 1) * setting->format->gutter_characters)
                   * setting->format->em;

  return (width - gutters) / (BsUnit) n_photos;
}

/* Fewer, larger pictures come first: 2 + 3, not 3 + 2. */
static void
group_init (Group *group, const BsSetting *setting, const BsBox *box)
{
  guint across = box->group_columns > 0 ? box->group_columns : MIN (box->n_refs, 3);
  guint first = 0;

  *group = (Group){ 0 };
  across = CLAMP (across, 1, MAX (1, box->n_refs));
  group->n_rows = (box->n_refs + across - 1) / across;
  group->title_lines = *group_title (setting, box) != '\0' ? TITLE_LINES : 0;
  for (guint i = 0; i < group->n_rows; i++)
    {
      Row *row = &group->rows[i];
      guint rows_left = group->n_rows - i;

      row->first = first;
      row->n_photos = (box->n_refs - first) / rows_left;
      first += row->n_photos;
      for (guint j = 0; j < row->n_photos; j++)
        {
          BsPhotoLines lines;

          bs_photo_measure (setting, find_photo (setting, box, row->first + j),
                            cell_width (setting, box, row->n_photos), &lines);
          row->caption_lines = MAX (row->caption_lines, lines.caption);
          row->natural += (lines.natural - lines.caption) / (double) row->n_photos;
        }
    }
}

static guint
fixed_lines (const Group *group)
{
  guint lines = group->title_lines + (group->n_rows - 1) * ROW_GAP;

  for (guint i = 0; i < group->n_rows; i++)
    lines += group->rows[i].caption_lines;

  return lines;
}

/**
 * bs_group_measure:
 * @setting: what to compose with
 * @box: a group's box; its line and lines are not read
 * @lines: (out): heights with captions, title and gaps
 */
void
bs_group_measure (const BsSetting *setting, const BsBox *box, BsPhotoLines *lines)
{
  double natural = 0;
  guint fixed;
  Group group;

  group_init (&group, setting, box);
  fixed = fixed_lines (&group);
  for (guint i = 0; i < group.n_rows; i++)
    natural += group.rows[i].natural;
  *lines = (BsPhotoLines){
    .natural = fixed + (guint) lround (natural),
    .least = fixed + (guint) ceil (natural * 0.85),
    .most = fixed + (guint) floor (natural / 0.85),
    .caption = fixed,
    .shape = 1,
  };
}

static void
draw_row (const BsSetting *setting, const BsBox *box, const Row *row, BsUnit y,
          BsDisplayListBuilder *builder)
{
  BsUnit width = cell_width (setting, box, row->n_photos);
  BsUnit step = width + (BsUnit) setting->format->gutter_characters * setting->format->em;
  BsUnit pitch = setting->format->line_height;

  for (guint i = 0; i < row->n_photos; i++)
    {
      const BsNode *photo = find_photo (setting, box, row->first + i);
      BsPhotoLines lines;
      BsRect rect = { 0, y, width, 0 };

      /* Equal pictures: a shorter caption leaves its white below, not in the picture. */
      bs_photo_measure (setting, photo, width, &lines);
      rect.x = bs_page_format_get_column_x (setting->format, box->column) + (BsUnit) i * step;
      rect.height = (BsUnit) (row->lines + lines.caption) * pitch;
      bs_photo_draw (setting, photo, box->id, &rect, builder);
    }
}

static void
draw_title (const BsSetting *setting, const BsBox *box, BsDisplayListBuilder *builder)
{
  BsRect rect = bs_box_get_rect (box, setting->format);
  BsUnit pitch = setting->format->line_height;
  BsRect rule = { rect.x, rect.y + pitch * 3 / 2, rect.width, SLOT_RULE };
  BsRect mark = { rect.x, rect.y, BS_POINTS (4), pitch * 4 / 3 };
  BsRect slot = { rect.x + BS_POINTS (10), rect.y, rect.width, pitch * 4 / 3 };
  BsPart *title = bs_part_new (setting, group_title (setting, box), "group-title", rect.width);

  bs_part_add_source (title, 0, bs_issue_dup_path ("photos", box->refs[0], "group"));
  bs_display_list_builder_add_fill (builder, &mark, (BsColor){ 0, 0, 0, 1000 });
  bs_display_list_builder_add_fill (builder, &rule, (BsColor){ 0, 0, 0, 1000 });
  bs_part_draw (title, 0, &slot, builder);
  bs_part_free (title);
}

void
bs_group_draw (const BsSetting *setting, const BsBox *box, BsDisplayListBuilder *builder)
{
  double natural = 0;
  double wanted = 0;
  guint given = 0;
  guint room;
  guint line = box->line;
  Group group;

  group_init (&group, setting, box);
  room = box->lines > fixed_lines (&group) ? box->lines - fixed_lines (&group) : 0;
  for (guint i = 0; i < group.n_rows; i++)
    natural += group.rows[i].natural;
  if (group.title_lines > 0)
    draw_title (setting, box, builder);
  line += group.title_lines;
  for (guint i = 0; i < group.n_rows; i++)
    {
      Row *row = &group.rows[i];

      wanted += row->natural / MAX (natural, 1) * room;
      row->lines = (guint) MAX (1, lround (wanted) - (long) given);
      given += row->lines;
      draw_row (setting, box, row, bs_page_format_get_line_y (setting->format, line), builder);
      line += row->lines + row->caption_lines + ROW_GAP;
    }
}

/* Nothing is drawn: the slot is a region and a finding, so that it can never be printed. */
void
bs_house_ad_draw (const BsSetting *setting, const BsBox *box, BsDisplayListBuilder *builder)
{
  BsRegion region = { .kind = BS_REGION_SPACE, .id = box->id };

  region.rect = bs_box_get_rect (box, setting->format);
  bs_display_list_builder_add_region (builder, &region);
}
