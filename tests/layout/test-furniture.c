/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Masthead and folio: everything the issue knows of itself is on the page, and nothing of it on
 * anything else, however long it is.
 */
#include "invented.h"

#include "layout/bs-layout.h"
#include "layout/bs-lunar-date-private.h"

#include <string.h>
#include <unicode/ucal.h>

static const char issue_text[]
  = "{\"format\":\"broadsheet-issue\",\"page_format\":\"%s\",\"publication\":{\"name\":"
    "\"试排日报\",\"sponsor\":\"%s\",\"publisher\":\"试排日报社\",\"registration\":"
    "\"CN 00-0000\",\"website\":\"www.example.org\",\"motto\":\"写真话 办实事\"},"
    "\"date\":\"2026-05-04\",\"number\":118,\"total_number\":20417,\"stories\":["
    "{\"id\":\"s1\",\"page\":\"A2\",\"headline\":\"水田边的蛙声\",\"paragraphs\":["
    "{\"id\":\"p1\",\"text\":\"老人记得这里原来是一片水田。\"}]}],\"pages\":["
    "{\"id\":\"A1\",\"editors\":[\"%s\"],\"boxes\":[]},{\"id\":\"A2\",\"section\":"
    "\"街坊\",\"editors\":[\"%s\"],\"contact\":\"电话：000-00000000\",\"boxes\":["
    "{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":0,\"columns\":2,"
    "\"line\":0,\"lines\":20}]}]}";

typedef struct
{
  const char *name;
  const char *format;
  const char *sponsor;
  const char *editors;
} Furniture;

#define LONG_NAME "试排传媒集团暨试排市街坊生活促进会联合河畔出版社与步道志愿者协会"
#define LONG_EDITORS                                                                               \
  "何川 沈禾 程远 苏小禾 林一舟 何平 方可 田野 江流 石桥 何川 沈禾 程远 苏小禾 林一舟 何平"

static const Furniture furnitures[] = {
  { "broadsheet", "broadsheet", "试排传媒集团", "何川" },
  { "tabloid", "tabloid", "试排传媒集团", "何川" },
  { "berliner", "berliner", "试排传媒集团", "何川" },
  { "us-tabloid", "us-tabloid", "试排传媒集团", "何川" },
  { "a3", "a3", "试排传媒集团", "何川" },
  { "long-names", "tabloid", LONG_NAME, "何川" },
  { "many-editors", "tabloid", "试排传媒集团", LONG_EDITORS },
};

static BsPageResult *
lay_out (const Furniture *furniture, const char *page)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
  g_autofree char *text = g_strdup_printf (issue_text, furniture->format, furniture->sponsor,
                                           furniture->editors, furniture->editors);
  g_autoptr (BsNode) issue = parse_node (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsLayout) layout = bs_layout_new (environment, &error);
  BsPageResult *result = bs_layout_page (layout, issue, page, &error);

  g_assert_no_error (error);

  return result;
}

/* Lines of text as they stand, without the blanks between their parts. */
static GPtrArray *
collect_lines (BsDisplayList *list)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);

      if (item->kind != BS_ITEM_GLYPHS)
        continue;
      g_string_append (line, item->glyphs.text);
      if (!item->glyphs.line_end)
        continue;
      g_ptr_array_add (lines, g_strdup (line->str));
      g_string_truncate (line, 0);
    }

  return lines;
}

static gboolean
has_line (GPtrArray *lines, const char *text)
{
  for (guint i = 0; i < lines->len; i++)
    if (strstr (g_ptr_array_index (lines, i), text) != NULL)
      return TRUE;

  return FALSE;
}

/* Runs of one line stand one after the other; lines never meet. */
static void
assert_apart (BsDisplayList *list)
{
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (BsRect));
  BsUnit margin = bs_display_list_get_width (list);

  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);
      const BsGlyphRun *run = &item->glyphs;
      BsRect rect;

      if (item->kind != BS_ITEM_GLYPHS || run->n_glyphs == 0)
        continue;
      /* Without the last glyph's own width: the origins are what layout decides. */
      rect = (BsRect){ run->glyphs[0].x, run->glyphs[0].y - run->size * 7 / 10,
                       run->glyphs[run->n_glyphs - 1].x - run->glyphs[0].x, run->size * 7 / 10 };
      g_assert_cmpint (rect.x, >=, 0);
      g_assert_cmpint (bs_rect_right (&rect), <, margin);
      for (guint j = 0; j < rects->len; j++)
        {
          const BsRect *other = &g_array_index (rects, BsRect, j);

          g_assert_false (rect.x < bs_rect_right (other) && other->x < bs_rect_right (&rect)
                          && rect.y < bs_rect_bottom (other) && other->y < bs_rect_bottom (&rect));
        }
      g_array_append_val (rects, rect);
    }
}

static void
test_masthead (gconstpointer data)
{
  const Furniture *furniture = data;
  static const char *const texts[] = {
    "试排日报", "2026年5月4日", "星期一",         "农历丙午年三月十八", "第118期", "总第20417期",
    "今日2版",  "CN 00-0000",   "试排日报社出版", "水田边的蛙声",       "A2版",    "导读"
  };
  g_autoptr (BsPageResult) result = lay_out (furniture, "A1");
  g_autoptr (GPtrArray) lines = collect_lines (result->list);

  assert_apart (result->list);
  if (g_str_equal (furniture->editors, LONG_EDITORS) || g_str_equal (furniture->sponsor, LONG_NAME))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!has_line (lines, texts[i]))
      g_error ("no %s", texts[i]);
}

static void
test_folio (gconstpointer data)
{
  const Furniture *furniture = data;
  g_autoptr (BsPageResult) result = lay_out (furniture, "A2");
  g_autoptr (GPtrArray) lines = collect_lines (result->list);

  assert_apart (result->list);
  g_assert_true (has_line (lines, "A2"));
  g_assert_true (has_line (lines, "街坊"));
  g_assert_true (has_line (lines, "责任编辑：何川"));
  if (!g_str_equal (furniture->editors, LONG_EDITORS))
    g_assert_true (has_line (lines, "2026年5月4日"));
}

/* ICU reckons the calendar by the sun and the moon. Where all months begin on the same days and bear
 * the same names, all days do. */
static void
test_lunar_date (void)
{
  static const UChar zone[] = {
    'A', 's', 'i', 'a', '/', 'S', 'h', 'a', 'n', 'g', 'h', 'a', 'i', 0
  };
  static const char *const months[] = { "正", "二", "三", "四", "五", "六",
                                        "七", "八", "九", "十", "冬", "腊" };
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *sun = ucal_open (zone, -1, "en", UCAL_GREGORIAN, &status);
  UCalendar *moon = ucal_open (zone, -1, "zh@calendar=chinese", UCAL_TRADITIONAL, &status);
  g_autoptr (GDate) date = g_date_new_dmy (17, G_DATE_FEBRUARY, 1950);
  guint n_months = 0;
  UDate noon;

  ucal_setDateTime (sun, 1950, 1, 17, 12, 0, 0, &status);
  noon = ucal_getMillis (sun, &status);
  g_assert_true (U_SUCCESS (status));
  for (; g_date_get_year (date) <= 2100; g_date_add_days (date, 1), noon += 86400000.0)
    {
      g_autofree char *lunar = bs_lunar_date_dup (date);
      g_autofree char *month = NULL;

      g_assert_nonnull (lunar);
      if (!g_str_has_suffix (lunar, "月初一"))
        continue;
      ucal_setMillis (moon, noon, &status);
      month = g_strdup_printf ("年%s%s月初一",
                               ucal_get (moon, UCAL_IS_LEAP_MONTH, &status) ? "闰" : "",
                               months[ucal_get (moon, UCAL_MONTH, &status)]);
      g_assert_true (g_str_has_suffix (lunar, month));
      g_assert_cmpint (ucal_get (moon, UCAL_DAY_OF_MONTH, &status), ==, 1);
      n_months++;
    }
  g_assert_cmpuint (n_months, ==, 1867);
  ucal_close (sun);
  ucal_close (moon);
}

static void
test_lunar_names (void)
{
  static const struct
  {
    guint year, month, day;
    const char *lunar;
  } days[] = {
    { 2026, 2, 17, "农历丙午年正月初一" },   { 2025, 1, 28, "农历甲辰年腊月廿九" },
    { 2025, 7, 25, "农历乙巳年闰六月初一" }, { 2024, 9, 17, "农历甲辰年八月十五" },
    { 2023, 4, 19, "农历癸卯年闰二月廿九" }, { 2000, 1, 1, "农历己卯年冬月廿五" },
  };
  g_autoptr (GDate) before = g_date_new_dmy (31, G_DATE_DECEMBER, 1949);

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GDate) date = g_date_new_dmy ((GDateDay) days[i].day, (GDateMonth) days[i].month,
                                               (GDateYear) days[i].year);
      g_autofree char *lunar = bs_lunar_date_dup (date);

      g_assert_cmpstr (lunar, ==, days[i].lunar);
    }
  g_assert_null (bs_lunar_date_dup (before));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (furnitures); i++)
    {
      g_autofree char *masthead = g_strdup_printf ("/layout/furniture/masthead-says-all/%s",
                                                   furnitures[i].name);
      g_autofree char *folio = g_strdup_printf ("/layout/furniture/folio-says-all/%s",
                                                furnitures[i].name);

      g_test_add_data_func (masthead, &furnitures[i], test_masthead);
      g_test_add_data_func (folio, &furnitures[i], test_folio);
    }
  g_test_add_func ("/layout/furniture/the-lunar-date-is-the-moon-s", test_lunar_date);
  g_test_add_func ("/layout/furniture/known-days-have-their-names", test_lunar_names);

  return g_test_run ();
}
