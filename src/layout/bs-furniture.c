/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-furniture-private.h"

#include "layout/bs-page-words-private.h"

#include <string.h>

#define THICK_RULE BS_POINTS (1.5)
#define THIN_RULE BS_POINTS (0.4)
#define NAME_SHARE 560 /* of the masthead's width, per mille, at most */

static const BsColor black = { 0, 0, 0, 1000 };

/**
 * bs_page_has_masthead:
 * @issue: the issue
 * @page: id of a page
 *
 * Returns: whether it is the first page of an issue whose paper has a name
 */
gboolean
bs_page_has_masthead (const BsNode *issue, const char *page)
{
  const BsNode *first = bs_node_get_element (bs_issue_get_pages (issue), 0);

  return first != NULL && g_str_equal (bs_node_get_text (first, "id"), page)
         && *bs_node_get_text (bs_node_get_member (issue, "publication"), "name") != '\0';
}

guint
bs_page_get_first_line (const BsSetting *setting)
{
  return bs_page_has_masthead (setting->issue, setting->page) ? setting->format->masthead_lines : 0;
}

/* One line of text in the middle of @slot, at its left, middle or right; returns its width. */
static BsUnit
draw_text (const BsSetting *setting, const char *text, const char *style, const BsRect *slot,
           BsAlign align, BsDisplayListBuilder *builder)
{
  BsPart *part;
  BsRect place = *slot;
  BsUnit width;

  if (*text == '\0')
    return 0;
  part = bs_part_new (setting, text, style, BS_POINTS (20000));
  width = bs_part_get_line_end (part, 0);
  if (align == BS_ALIGN_CENTER)
    place.x += (slot->width - width) / 2;
  else if (align == BS_ALIGN_END)
    place.x += slot->width - width;
  bs_part_draw (part, 0, &place, builder);
  bs_part_free (part);

  return width;
}

static void
draw_rule (BsUnit x, BsUnit y, BsUnit width, BsUnit thickness, BsDisplayListBuilder *builder)
{
  BsRect rule = { x, y, width, thickness };

  bs_display_list_builder_add_fill (builder, &rule, black);
}

/* The name as large as the style says or as its place allows, in the middle. */
static void
draw_name (const BsSetting *setting, const char *name, const BsRect *rect,
           BsDisplayListBuilder *builder)
{
  BsTextStyle style = *bs_page_format_get_style (setting->format, "masthead-name");
  BsMeasure measure = { 0, BS_POINTS (20000) };
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
}

/* A column of lines beside the name, the first one stronger when @strong. */
static void
draw_info (const BsSetting *setting, char **lines, gboolean strong, const BsRect *rect,
           BsAlign align, BsDisplayListBuilder *builder)
{
  BsUnit pitch = setting->format->line_height * 13 / 10;
  BsUnit height = (BsUnit) g_strv_length (lines) * pitch;
  BsRect slot = { rect->x, rect->y + MAX (0, (rect->height - height) / 2), rect->width, pitch };

  for (guint i = 0; lines[i] != NULL; i++)
    {
      draw_text (setting, lines[i], i == 0 && strong ? "masthead-date" : "masthead-line", &slot,
                 align, builder);
      slot.y += pitch;
    }
}

/* Motto and editors between two rules. */
static void
draw_strip (const BsSetting *setting, const BsRect *rect, BsDisplayListBuilder *builder)
{
  const BsNode *publication = bs_node_get_member (setting->issue, "publication");
  const char *motto = bs_node_get_text (publication, "motto");
  g_autofree char *people = bs_page_words_dup_people (setting->issue,
                                                      bs_issue_get_page (setting->issue,
                                                                         setting->page));
  BsRect slot = { rect->x, rect->y + THICK_RULE, rect->width, rect->height - THICK_RULE };

  draw_rule (rect->x, rect->y, rect->width, THICK_RULE, builder);
  if (*motto == '\0' && *people == '\0')
    return;
  draw_rule (rect->x, bs_rect_bottom (rect) - THIN_RULE, rect->width, THIN_RULE, builder);
  draw_text (setting, motto, "masthead-line", &slot, BS_ALIGN_START, builder);
  draw_text (setting, people, "masthead-line", &slot, BS_ALIGN_END, builder);
}

/**
 * bs_masthead_draw:
 * @setting: issue, page and format
 * @builder: takes the drawing
 *
 * Name in the middle, date and numbers at the left, publisher at the right, motto and editors
 * between rules below. It stands from the folio's place down to a line above the first box.
 */
void
bs_masthead_draw (const BsSetting *setting, BsDisplayListBuilder *builder)
{
  const BsPageFormat *format = setting->format;
  const BsNode *publication = bs_node_get_member (setting->issue, "publication");
  g_auto (GStrv) left = bs_page_words_dup_dates (setting->issue);
  g_auto (GStrv) right = bs_page_words_dup_masthead (setting->issue);
  BsUnit top = bs_page_format_get_line_y (format, 0)
               - (BsUnit) format->folio_lines * format->line_height;
  BsUnit bottom = bs_page_format_get_line_y (format, MAX (1, format->masthead_lines) - 1);
  BsUnit strip = format->line_height * 8 / 5;
  BsRegion region = { .kind = BS_REGION_MASTHEAD };
  BsRect rect = { format->type_area.x, top, format->type_area.width, bottom - strip - top };

  region.rect = (BsRect){ rect.x, top, rect.width, bottom - top };
  bs_display_list_builder_add_region (builder, &region);
  rect.height -= format->line_height / 2;
  draw_name (setting, bs_node_get_text (publication, "name"), &rect, builder);
  draw_info (setting, left, TRUE, &rect, BS_ALIGN_START, builder);
  draw_info (setting, right, FALSE, &rect, BS_ALIGN_END, builder);
  draw_strip (setting,
              &(BsRect){ format->type_area.x, bottom - strip, format->type_area.width, strip },
              builder);
}

static guint
page_index (const BsNode *issue, const char *page)
{
  return (guint) MAX (0, bs_node_index_of_id (bs_issue_get_pages (issue), page));
}

/**
 * bs_folio_draw:
 * @setting: issue, page and format
 * @builder: takes the drawing
 *
 * Page number at the outer edge (the first page is a right-hand one), section beside it, paper and
 * date in the middle, editors and contact at the inner edge; a rule below.
 */
void
bs_folio_draw (const BsSetting *setting, BsDisplayListBuilder *builder)
{
  const BsPageFormat *format = setting->format;
  const BsNode *page = bs_issue_get_page (setting->issue, setting->page);
  gboolean outer_left = page_index (setting->issue, setting->page) % 2 == 1;
  const BsTextStyle *number = bs_page_format_get_style (format, "folio-page");
  BsUnit height = bs_unit_scale (number->size, 12, 10);
  BsUnit rule_y = format->type_area.y - format->line_height;
  BsRect slot = { format->type_area.x, rule_y - height - BS_POINTS (2), format->type_area.width,
                  height };
  g_autofree char *middle = bs_page_words_dup_folio (setting->issue);
  g_autofree char *people = bs_page_words_dup_people (setting->issue, page);
  g_autofree char *section = bs_page_words_dup_section (setting->issue, page);
  BsAlign outer = outer_left ? BS_ALIGN_START : BS_ALIGN_END;
  BsRegion region = { .kind = BS_REGION_FOLIO, .ref = setting->page };
  BsUnit width;

  region.rect = (BsRect){ slot.x, slot.y, slot.width, rule_y + THIN_RULE - slot.y };
  bs_display_list_builder_add_region (builder, &region);
  width = draw_text (setting, setting->page, "folio-page", &slot, outer, builder);
  /* All small type of the line stands on one height, a little below the number's middle. */
  slot.y += height / 12;
  slot.width -= width + format->em;
  if (outer_left)
    slot.x += width + format->em;
  draw_text (setting, section, "folio-section", &slot, outer, builder);
  slot.x = format->type_area.x;
  slot.width = format->type_area.width;
  draw_text (setting, middle, "folio-line", &slot, BS_ALIGN_CENTER, builder);
  draw_text (setting, people, "folio-line", &slot, outer_left ? BS_ALIGN_END : BS_ALIGN_START,
             builder);
  draw_rule (format->type_area.x, rule_y, format->type_area.width, BS_POINTS (0.8), builder);
}
