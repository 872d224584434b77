/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-furniture-private.h"

#include "layout/bs-page-words-private.h"

#define FOLIO_RULE BS_POINTS (0.8)
#define PEOPLE_LINES 2
#define PEOPLE_SHARE 420 /* of the page's width, per mille, at most */

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

/* Unjustified, on one line. */
BsUnit
bs_page_line_measure (const BsSetting *setting, const char *text, const char *style)
{
  return bs_composer_measure (setting->composer, text,
                              bs_page_format_get_style (setting->format, style));
}

/* One line of text in the middle of @slot, at its left, middle or right; returns its width. */
BsUnit
bs_page_line_draw (const BsSetting *setting, const char *text, const char *style,
                   const BsRect *slot, BsAlign align, BsDisplayListBuilder *builder)
{
  BsTextStyle plain = *bs_page_format_get_style (setting->format, style);
  BsMeasure measure = { 0, BS_WIDE_LINE };
  BsRect place = *slot;
  BsPart *part;
  BsUnit width;

  if (*text == '\0')
    return 0;
  plain.align = BS_ALIGN_START;
  part = bs_part_new_styled (setting, text, &plain, &measure, 1);
  width = bs_part_get_line_end (part, 0);
  if (align == BS_ALIGN_CENTER)
    place.x += (slot->width - width) / 2;
  else if (align == BS_ALIGN_END)
    place.x += slot->width - width;
  bs_part_draw (part, 0, &place, builder);
  bs_part_free (part);

  return width;
}

void
bs_page_rule_draw (BsUnit x, BsUnit y, BsUnit width, BsUnit thickness,
                   BsDisplayListBuilder *builder)
{
  BsRect rule = { x, y, width, thickness };

  bs_display_list_builder_add_fill (builder, &rule, (BsColor){ 0, 0, 0, 1000 });
}

/* Editors and contact at one edge, in two lines where one would be too long; returns the width. */
static BsUnit
draw_people (const BsSetting *setting, const char *people, const BsRect *slot, BsAlign align,
             BsDisplayListBuilder *builder)
{
  const BsTextStyle *style = bs_page_format_get_style (setting->format, "folio-line");
  BsUnit widest = bs_unit_scale (slot->width, PEOPLE_SHARE, 1000);
  BsUnit width = bs_page_line_measure (setting, people, "folio-line");
  BsUnit pitch = bs_unit_scale (style->size, 125, 100);
  BsRect place = *slot;
  BsPart *part;
  guint n_lines;

  if (width <= widest)
    return bs_page_line_draw (setting, people, "folio-line", slot, align, builder);
  part = bs_part_new (setting, people, "folio-line", widest);
  n_lines = MIN (PEOPLE_LINES, bs_paragraph_get_n_lines (part->paragraph));
  if (n_lines > 1)
    {
      place.y = bs_rect_bottom (slot) - (BsUnit) n_lines * pitch;
      place.height = pitch;
    }
  for (guint i = 0; i < n_lines; i++)
    {
      BsUnit end = bs_part_get_line_end (part, i);

      place.x = align == BS_ALIGN_END ? bs_rect_right (slot) - end : slot->x;
      bs_part_draw (part, i, &place, builder);
      place.y += pitch;
    }
  bs_part_free (part);

  return widest;
}

/* Number and section from the outer edge inwards; returns their width. */
static BsUnit
draw_number (const BsSetting *setting, const BsRect *slot, gboolean outer_left,
             BsDisplayListBuilder *builder)
{
  const BsNode *page = bs_issue_get_page (setting->issue, setting->page);
  g_autofree char *section = bs_page_words_dup_section (setting->issue, page);
  BsAlign outer = outer_left ? BS_ALIGN_START : BS_ALIGN_END;
  BsRect place = *slot;
  BsUnit width = 0;

  if (bs_page_words_has_item (setting->issue, "folio", "outer", "page"))
    width = bs_page_line_draw (setting, setting->page, "folio-page", slot, outer, builder);
  if (*section == '\0' || !bs_page_words_has_item (setting->issue, "folio", "outer", "section"))
    return width;
  /* All small type of the line stands on one height, a little below the number's middle. */
  place.y += slot->height / 12;
  width += setting->format->em;
  place.width -= width;
  if (outer_left)
    place.x += width;

  return width + bs_page_line_draw (setting, section, "folio-section", &place, outer, builder);
}

/* Paper and date in the middle or, where that is taken, between its neighbours; shorter where there
 * is less room. */
static void
draw_middle (const BsSetting *setting, const BsRect *slot, BsUnit left, BsUnit right,
             BsDisplayListBuilder *builder)
{
  g_autofree char *full = bs_page_words_dup_folio (setting->issue);
  g_autofree char *date = bs_page_words_has_item (setting->issue, "folio", "middle", "date")
                            ? bs_page_words_dup_date (setting->issue, FALSE)
                            : g_strdup ("");
  const char *texts[] = { full, date };
  BsUnit gap = 2 * setting->format->em;
  BsUnit room = slot->width - left - right - 2 * gap;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      BsUnit width = bs_page_line_measure (setting, texts[i], "folio-line");
      BsUnit x = (slot->width - width) / 2;
      BsRect place = *slot;

      if (width > room)
        continue;
      place.x += CLAMP (x, left + gap, slot->width - right - gap - width);
      bs_page_line_draw (setting, texts[i], "folio-line", &place, BS_ALIGN_START, builder);
      return;
    }
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
  int index = bs_node_index_of_id (bs_issue_get_pages (setting->issue), setting->page);
  gboolean outer_left = index > 0 && index % 2 == 1;
  const BsTextStyle *number = bs_page_format_get_style (format, "folio-page");
  BsUnit height = bs_unit_scale (number->size, 12, 10);
  BsUnit rule_y = format->type_area.y - format->line_height;
  BsRect slot = { format->type_area.x, rule_y - height - BS_POINTS (2), format->type_area.width,
                  height };
  g_autofree char *people = bs_page_words_dup_people (
    setting->issue, page, bs_page_words_has_item (setting->issue, "folio", "inner", "editors"),
    bs_page_words_has_item (setting->issue, "folio", "inner", "contact"));
  BsRegion region = { .kind = BS_REGION_FOLIO, .ref = setting->page };
  BsUnit outer;
  BsUnit inner;

  region.rect = (BsRect){ slot.x, slot.y, slot.width, rule_y + FOLIO_RULE - slot.y };
  bs_display_list_builder_add_region (builder, &region);
  outer = draw_number (setting, &slot, outer_left, builder);
  slot.y += height / 12;
  inner = draw_people (setting, people, &slot, outer_left ? BS_ALIGN_END : BS_ALIGN_START, builder);
  draw_middle (setting, &slot, outer_left ? outer : inner, outer_left ? inner : outer, builder);
  bs_page_rule_draw (format->type_area.x, rule_y, format->type_area.width, FOLIO_RULE, builder);
}
