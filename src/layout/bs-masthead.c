/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-furniture-private.h"

#include "layout/bs-page-words-private.h"

#define THICK_RULE BS_POINTS (1.5)
#define THIN_RULE BS_POINTS (0.4)
#define NAME_SHARE 560  /* of the masthead's width, per mille, at most */
#define INFO_PITCH 1300 /* of the body's line, per mille */
#define INFO_GAP 2      /* em, between the name and what stands beside it */
#define MOST_INFO 12    /* lines at one side of the name */
#define MOST_INDEX 3
#define BADGE_PADDING BS_POINTS (4)

/* The name as large as the style says or as its place allows, in the middle; returns its width. */
static BsUnit
draw_name (const BsSetting *setting, const char *name, const BsRect *rect,
           BsDisplayListBuilder *builder)
{
  BsTextStyle style = *bs_page_format_get_style (setting->format, "masthead-name");
  BsMeasure measure = { 0, BS_WIDE_LINE };
  BsPart part = { .style = &style, .n_segments = 1 };
  BsUnit widest = bs_unit_scale (rect->width, NAME_SHARE, 1000);
  BsRect place = *rect;
  BsUnit width;

  part.segments[0].path = "/publication/name";
  style.size = MIN (style.size, rect->height);
  width = bs_composer_measure (setting->composer, name, &style);
  if (width > widest)
    {
      style.size = bs_unit_scale (style.size, widest, width);
      width = widest;
    }
  place.x += (rect->width - width) / 2;
  part.paragraph = bs_composer_compose (setting->composer, name, &style, &measure, 1);
  bs_part_draw (&part, 0, &place, builder);
  bs_paragraph_unref (part.paragraph);

  return width;
}

static BsUnit
align_x (const BsPart *part, guint line, const BsRect *rect, BsAlign align)
{
  BsUnit spare = rect->width - bs_part_get_line_end (part, line);

  return align == BS_ALIGN_END ? rect->x + MAX (0, spare) : rect->x;
}

/* A column of lines beside the name, the first one stronger when @strong. Long ones take several
 * lines; what the height has no room for goes, last first. */
static void
draw_info (const BsSetting *setting, char **lines, gboolean strong, const BsRect *rect,
           BsAlign align, BsDisplayListBuilder *builder)
{
  BsUnit pitch = bs_unit_scale (setting->format->line_height, INFO_PITCH, 1000);
  guint most = MIN (MOST_INFO, (guint) (rect->height / pitch));
  guint n_lines = 0;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_part_free);
  BsRect slot = { rect->x, 0, rect->width, pitch };

  for (guint i = 0; lines[i] != NULL; i++)
    {
      BsPart *part = bs_part_new (setting, lines[i],
                                  i == 0 && strong ? "masthead-date" : "masthead-line",
                                  rect->width);
      guint n = bs_paragraph_get_n_lines (part->paragraph);

      if (n_lines + n > most)
        {
          bs_part_free (part);
          break;
        }
      n_lines += n;
      g_ptr_array_add (parts, part);
    }
  slot.y = rect->y + MAX (0, (rect->height - (BsUnit) n_lines * pitch) / 2);
  for (guint i = 0; i < parts->len; i++)
    {
      const BsPart *part = g_ptr_array_index (parts, i);

      for (guint j = 0; j < bs_paragraph_get_n_lines (part->paragraph); j++)
        {
          slot.x = align_x (part, j, rect, align);
          bs_part_draw (part, j, &slot, builder);
          slot.y += pitch;
        }
    }
}

/* What the other pages bring, as many of them as @slot has room for, in its middle. */
static void
draw_index (const BsSetting *setting, const BsRect *slot, BsDisplayListBuilder *builder)
{
  const BsTextStyle *flag = bs_page_format_get_style (setting->format, "flag");
  const char *title = bs_page_words_get_index (setting->issue);
  BsUnit badge = bs_page_line_measure (setting, title, "flag") + 2 * BADGE_PADDING;
  BsUnit gap = setting->format->em;

  for (guint most = MOST_INDEX; most > 0; most--)
    {
      g_autofree char *text = bs_page_words_dup_index (setting->issue, setting->page, most);
      BsUnit width = badge + gap + bs_page_line_measure (setting, text, "masthead-line");
      BsRect place = *slot;
      BsRect ground;

      if (*text == '\0')
        return;
      if (width > slot->width)
        continue;
      place.x += (slot->width - width) / 2;
      ground = (BsRect){ place.x, place.y + (place.height - flag->size) / 2 - BS_POINTS (1.5),
                         badge, flag->size + BS_POINTS (3) };
      bs_display_list_builder_add_fill (builder, &ground, (BsColor){ 0, 0, 0, 1000 });
      place.x += BADGE_PADDING;
      bs_page_line_draw (setting, title, "flag", &place, BS_ALIGN_START, builder);
      place.x += badge - BADGE_PADDING + gap;
      bs_page_line_draw (setting, text, "masthead-line", &place, BS_ALIGN_START, builder);
      return;
    }
}

static gboolean
has_strip_item (const BsSetting *setting, const char *item)
{
  return bs_page_words_has_item (setting->issue, "masthead", "strip", item);
}

/* Motto, index and editors between two rules. Editors come first, for the law asks for them. */
static void
draw_strip (const BsSetting *setting, const BsRect *rect, BsDisplayListBuilder *builder)
{
  const BsNode *publication = bs_node_get_member (setting->issue, "publication");
  const BsNode *page = bs_issue_get_page (setting->issue, setting->page);
  gboolean has_index = has_strip_item (setting, "index");
  const char *motto = has_strip_item (setting, "motto") ? bs_node_get_text (publication, "motto")
                                                        : "";
  g_autofree char *people = has_strip_item (setting, "editors")
                              ? bs_page_words_dup_people (setting->issue, page, TRUE, TRUE)
                              : g_strdup ("");
  g_autofree char *index = has_index ? bs_page_words_dup_index (setting->issue, setting->page, 1)
                                     : g_strdup ("");
  BsRect slot = { rect->x, rect->y + THICK_RULE, rect->width, rect->height - THICK_RULE };
  BsUnit gap = INFO_GAP * setting->format->em;
  BsUnit side;

  bs_page_rule_draw (rect->x, rect->y, rect->width, THICK_RULE, builder);
  if (*motto == '\0' && *people == '\0' && *index == '\0')
    return;
  bs_page_rule_draw (rect->x, bs_rect_bottom (rect) - THIN_RULE, rect->width, THIN_RULE, builder);
  side = bs_page_line_draw (setting, people, "masthead-line", &slot, BS_ALIGN_END, builder);
  slot.width -= side > 0 ? side + gap : 0;
  if (bs_page_line_measure (setting, motto, "masthead-line") <= slot.width)
    {
      side = bs_page_line_draw (setting, motto, "masthead-line", &slot, BS_ALIGN_START, builder);
      slot.x += side > 0 ? side + gap : 0;
      slot.width -= side > 0 ? side + gap : 0;
    }
  if (has_index)
    draw_index (setting, &slot, builder);
}

/**
 * bs_masthead_draw:
 * @setting: issue, page and format
 * @builder: takes the drawing
 *
 * Name in the middle, date and numbers at the left, publisher at the right; motto, index and
 * editors between rules below. It stands from the folio's place down to a line above the first box.
 */
void
bs_masthead_draw (const BsSetting *setting, BsDisplayListBuilder *builder)
{
  const BsPageFormat *format = setting->format;
  const BsNode *publication = bs_node_get_member (setting->issue, "publication");
  g_auto (GStrv) left = bs_page_words_dup_masthead (setting->issue, "left");
  g_auto (GStrv) right = bs_page_words_dup_masthead (setting->issue, "right");
  BsUnit top = bs_page_format_get_line_y (format, 0)
               - (BsUnit) format->folio_lines * format->line_height;
  BsUnit bottom = bs_page_format_get_line_y (format, MAX (1, format->masthead_lines) - 1);
  BsUnit strip = format->line_height * 8 / 5;
  BsRegion region = { .kind = BS_REGION_MASTHEAD };
  BsRect rect = { format->type_area.x, top, format->type_area.width, bottom - strip - top };
  BsUnit beside;

  region.rect = (BsRect){ rect.x, top, rect.width, bottom - top };
  bs_display_list_builder_add_region (builder, &region);
  rect.height -= format->line_height / 2;
  beside = (rect.width
            - draw_name (setting, bs_node_get_text (publication, "name"), &rect, builder))
             / 2
           - INFO_GAP * format->em;
  beside = MAX (beside, 6 * format->em);
  draw_info (setting, left, TRUE, &(BsRect){ rect.x, rect.y, beside, rect.height }, BS_ALIGN_START,
             builder);
  draw_info (setting, right, FALSE,
             &(BsRect){ bs_rect_right (&rect) - beside, rect.y, beside, rect.height }, BS_ALIGN_END,
             builder);
  draw_strip (setting,
              &(BsRect){ format->type_area.x, bottom - strip, format->type_area.width, strip },
              builder);
}
