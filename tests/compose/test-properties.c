/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What holds for every text, tried on random ones: nothing is lost or invented, lines keep their
 * measure and the rules for starts and ends, and a remembered result is the same as a fresh one.
 */

#include "compose/bs-composer.h"
#include "compose/bs-font-set.h"

#include <string.h>

#define FAMILY "Noto Serif CJK SC"
#define N_TEXTS 400

static const char *const PIECES[] = {
  "的",
  "一",
  "新",
  "闻",
  "报",
  "纸",
  "村",
  "水",
  "山",
  "桥",
  "春",
  "天",
  "建",
  "设",
  "人",
  "们",
  "社",
  "区",
  "学",
  "校",
  "开",
  "放",
  "龘",
  "々",
  "，",
  "。",
  "、",
  "；",
  "：",
  "？",
  "！",
  "“",
  "”",
  "‘",
  "’",
  "（",
  "）",
  "《",
  "》",
  "【",
  "】",
  "——",
  "……",
  "—",
  "…",
  "·",
  "～",
  "￥",
  "％",
  "℃",
  "1",
  "23",
  "456,789",
  "3.14",
  "50%",
  "2026-01-02",
  "A",
  "Word",
  "of",
  "PM2.5",
  "km",
  " ",
  "　",
  ",",
  ".",
  "(",
  ")",
  ":",
  "\"",
  "'",
  "/",
  "-",
  "$",
  "é",
  "e\xcc\x81",
  "α",
  "я",
  "\xe2\x80\x8b",
  "\xc2\xa0",
  "\n",
  "\xf4\x8f\xbf\xbe",
  "あ",
  "ッ",
  "한",
  "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
  "http://a.example/b/c",
  "Donaudampfschifffahrtsgesellschaft",
  "\xf0\x9f\x98\x80",
  "\xef\xb8\x8f",
};

/* The curly quotes are left out: between Latin letters they are Latin, and may stand anywhere. */
#define NOT_AT_START "，。、；：！？）》】％"
#define NOT_AT_END "（《【￥"

static BsEnvironment *environment;
static BsComposer *composer;

static char *
make_text (GRand *rand)
{
  GString *text = g_string_new (NULL);
  int n = g_rand_int_range (rand, 0, 120);
  /* Half of the texts are mostly Chinese. */
  int pieces = g_rand_boolean (rand) ? 36 : (int) G_N_ELEMENTS (PIECES);

  for (int i = 0; i < n; i++)
    g_string_append (text, PIECES[g_rand_int_range (rand, 0, pieces)]);

  return g_string_free (text, FALSE);
}

static void
make_style (GRand *rand, BsTextStyle *style)
{
  *style = (BsTextStyle){ .family = FAMILY,
                          .weight = g_rand_boolean (rand) ? 400 : 700,
                          .size = BS_POINTS (9) + g_rand_int_range (rand, -2, 3) * 512,
                          .align = (BsAlign) g_rand_int_range (rand, 0, 4),
                          .indent = (guint) g_rand_int_range (rand, 0, 3),
                          .strictness = (BsStrictness) g_rand_int_range (rand, 0, 3),
                          .trim_indent_opening = g_rand_boolean (rand),
                          .full_width_marks = g_rand_boolean (rand) };
}

static guint
make_measures (GRand *rand, BsMeasure measures[4], BsUnit em)
{
  guint n = (guint) g_rand_int_range (rand, 1, 5);

  for (guint i = 0; i < n; i++)
    measures[i] = (BsMeasure){ 0, g_rand_int_range (rand, 4, 30) * em
                                    / (g_rand_boolean (rand) ? 1 : 2) };

  return n;
}

static gboolean
is_one_of (const char *set, gunichar c)
{
  return g_utf8_strchr (set, -1, c) != NULL;
}

static gboolean
is_blank (const char *text, guint32 start, guint32 end)
{
  for (const char *at = text + start; at < text + end; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)) && g_utf8_get_char (at) != 0x200B)
      return FALSE;
  return TRUE;
}

/* Between any two neighbours of a justified line, whatever is squeezed. */
static void
check_marks (const BsParagraph *paragraph, const BsLine *line, BsUnit em)
{
  const char *text = bs_paragraph_get_text (paragraph);

  for (guint i = 0; i + 1 < line->n_glyphs; i++)
    {
      const BsGlyph *glyph = &line->glyphs[i];
      BsUnit step = line->glyphs[i + 1].x - glyph->x;
      gunichar c = g_utf8_get_char (text + glyph->cluster);
      gunichar next = g_utf8_get_char (text + line->glyphs[i + 1].cluster);

      /* A glyph of an opening mark begins half an em before its ink. What has no width, such as an
       * accent, stands on what is before it. */
      if (glyph->advance == em && g_unichar_iswide (next) && !g_unichar_iszerowidth (next)
          && is_one_of ("，。、；：！？）》】", c))
        g_assert_cmpint (step + (is_one_of (NOT_AT_END "“‘", next) ? em / 2 : 0), >=, em / 2 - 1);
    }
}

static void
check_line (const BsParagraph *paragraph, guint index, const BsMeasure *measure)
{
  const BsLine *line = bs_paragraph_get_line (paragraph, index);
  const char *text = bs_paragraph_get_text (paragraph);
  guint32 cluster = line->start;

  g_assert_cmpint (line->measure, ==, MAX (measure->width, 0));
  if (!line->overfull)
    g_assert_cmpint (line->width, <=, line->measure);
  for (guint i = 0; i < line->n_glyphs; i++)
    {
      g_assert_nonnull (line->glyphs[i].face);
      g_assert_cmpuint (line->glyphs[i].cluster, >=, line->start);
      g_assert_cmpuint (line->glyphs[i].cluster, <, line->end);
      cluster = MAX (cluster, line->glyphs[i].cluster);
    }
  if (is_blank (text, line->start, line->end))
    return;
  if (index > 0 && line->start > 0 && text[line->start - 1] != '\n')
    g_assert_false (is_one_of (NOT_AT_START, g_utf8_get_char (text + line->start)));
  if (index + 1 < bs_paragraph_get_n_lines (paragraph) && text[line->end - 1] != '\n')
    g_assert_false (is_one_of (NOT_AT_END, g_utf8_get_char (g_utf8_prev_char (text + line->end))));
}

static void
check_paragraph (const BsParagraph *paragraph, const char *text, BsUnit em,
                 const BsMeasure *measures, guint n)
{
  guint32 at = 0;

  g_assert_cmpstr (bs_paragraph_get_text (paragraph), ==, text);
  g_assert_cmpuint (bs_paragraph_get_n_lines (paragraph), >, 0);
  for (guint i = 0; i < bs_paragraph_get_n_lines (paragraph); i++)
    {
      const BsLine *line = bs_paragraph_get_line (paragraph, i);

      g_assert_cmpuint (line->start, ==, at);
      g_assert_cmpuint (line->end, >=, line->start);
      at = line->end;
      check_line (paragraph, i, &measures[MIN (i, n - 1)]);
      check_marks (paragraph, line, em);
    }
  g_assert_cmpuint (at, ==, strlen (text));
}

static gboolean
skip_without_composer (void)
{
  if (composer == NULL)
    g_test_skip (FAMILY " is not installed (fonts-noto-cjk)");
  return composer == NULL;
}

static void
test_random_text (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260101);

  if (skip_without_composer ())
    return;
  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *text = make_text (rand);
      BsTextStyle style;
      BsMeasure measures[4];
      guint n;
      g_autoptr (BsParagraph) paragraph = NULL;

      make_style (rand, &style);
      n = make_measures (rand, measures, style.size);
      paragraph = bs_composer_compose (composer, text, &style, measures, n);
      check_paragraph (paragraph, text, style.size, measures, n);
    }
}

static void
assert_same (const BsParagraph *one, const BsParagraph *other)
{
  g_assert_cmpuint (bs_paragraph_get_n_lines (one), ==, bs_paragraph_get_n_lines (other));
  for (guint i = 0; i < bs_paragraph_get_n_lines (one); i++)
    {
      const BsLine *a = bs_paragraph_get_line (one, i);
      const BsLine *b = bs_paragraph_get_line (other, i);

      g_assert_cmpuint (a->start, ==, b->start);
      g_assert_cmpuint (a->end, ==, b->end);
      g_assert_cmpint (a->width, ==, b->width);
      g_assert_cmpuint (a->n_glyphs, ==, b->n_glyphs);
      for (guint j = 0; j < a->n_glyphs; j++)
        {
          g_assert_cmpuint (a->glyphs[j].id, ==, b->glyphs[j].id);
          g_assert_cmpint (a->glyphs[j].x, ==, b->glyphs[j].x);
          g_assert_cmpuint (a->glyphs[j].cluster, ==, b->glyphs[j].cluster);
        }
    }
}

/* One composer is warm with all that came before, the other knows nothing. */
static void
test_remembered_is_fresh (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  if (skip_without_composer ())
    return;
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (BsComposer) fresh = bs_composer_new (environment, NULL);
      g_autofree char *text = make_text (rand);
      BsTextStyle style;
      BsMeasure measures[4];
      guint n;
      g_autoptr (BsParagraph) warm = NULL;
      g_autoptr (BsParagraph) again = NULL;
      g_autoptr (BsParagraph) cold = NULL;

      make_style (rand, &style);
      n = make_measures (rand, measures, style.size);
      warm = bs_composer_compose (composer, text, &style, measures, n);
      again = bs_composer_compose (composer, text, &style, measures, n);
      cold = bs_composer_compose (fresh, text, &style, measures, n);
      g_assert_true (warm == again);
      assert_same (warm, cold);
    }
}

static void
test_random_headlines (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  if (skip_without_composer ())
    return;
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *text = make_text (rand);
      BsTextStyle style;
      BsHeadlineRequest request = { &style, BS_POINTS (g_rand_int_range (rand, 20, 600)), 140,
                                    420,    (guint) g_rand_int_range (rand, 1, 4),        0 };
      BsHeadline headline;
      guint32 at = 0;

      make_style (rand, &style);
      if (i % 2 == 0)
        bs_composer_set_headline (composer, text, &request, &headline);
      else
        bs_composer_set_vertical (composer, text, &request, &headline);
      g_assert_cmpuint (headline.n_lines, ==, bs_paragraph_get_n_lines (headline.paragraph));
      g_assert_cmpuint (headline.n_lines, <=, request.max_lines);
      g_assert_cmpuint (headline.size, >=, request.min_size);
      g_assert_cmpuint (headline.size, <=, request.max_size);
      if (headline.fits)
        g_assert_cmpint (headline.widest, <=, request.measure);
      for (guint j = 0; j < headline.n_lines; j++)
        {
          const BsLine *line = bs_paragraph_get_line (headline.paragraph, j);

          g_assert_cmpuint (line->start, ==, at);
          at = line->end;
        }
      g_assert_cmpuint (at, ==, strlen (text));
      bs_headline_clear (&headline);
    }
}

/* As while somebody types: one character put in or taken out after the other, the composer warm
 * with all the versions before. */
static void
test_edited_is_fresh (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);
  g_autoptr (BsComposer) fresh = NULL;
  g_autofree char *first = NULL;
  g_autoptr (GString) text = NULL;
  BsTextStyle style;
  BsMeasure measures[4];
  guint n;

  if (skip_without_composer ())
    return;
  first = make_text (rand);
  text = g_string_new (first);
  make_style (rand, &style);
  n = make_measures (rand, measures, style.size);
  for (guint i = 0; i < 60; i++)
    {
      glong length = g_utf8_strlen (text->str, -1);
      gssize at = g_utf8_offset_to_pointer (text->str, g_rand_int_range (rand, 0, length + 1))
                  - text->str;
      g_autoptr (BsParagraph) warm = NULL;
      g_autoptr (BsParagraph) cold = NULL;

      if (g_rand_boolean (rand) || (gsize) at == text->len)
        g_string_insert (text, at, PIECES[g_rand_int_range (rand, 0, G_N_ELEMENTS (PIECES))]);
      else
        g_string_erase (text, at, g_utf8_next_char (text->str + at) - (text->str + at));
      fresh = bs_composer_new (environment, NULL);
      warm = bs_composer_compose (composer, text->str, &style, measures, n);
      cold = bs_composer_compose (fresh, text->str, &style, measures, n);
      check_paragraph (warm, text->str, style.size, measures, n);
      assert_same (warm, cold);
      g_clear_object (&fresh);
    }
}

/* Justified text at whole-character measures: what the eye would see. */
static void
test_full_lines_reach_the_measure (void)
{
  static const char text[]
    = "清早，渡口的船工解开缆绳，把第一批赶集的人送到对岸。河面上的雾还没有散，"
      "远处传来几声鸡鸣；岸边的茶馆已经开了门，炉子上的水“咕嘟咕嘟”地响着。";
  BsTextStyle style = { .family = FAMILY,
                        .weight = 400,
                        .size = BS_POINTS (9),
                        .indent = 2,
                        .strictness = BS_STRICTNESS_NORMAL };

  if (skip_without_composer ())
    return;
  for (int em = 11; em < 28; em++)
    {
      BsMeasure measure = { 0, em * style.size };
      g_autoptr (BsParagraph) paragraph = bs_composer_compose (composer, text, &style, &measure, 1);

      for (guint i = 0; i + 1 < bs_paragraph_get_n_lines (paragraph); i++)
        {
          const BsLine *line = bs_paragraph_get_line (paragraph, i);

          g_assert_cmpint (line->width, <=, line->measure);
          g_assert_cmpint (line->width, >=, line->measure - style.size / 2);
        }
    }
}

int
main (int argc, char *argv[])
{
  gboolean substituted = TRUE;
  int status;

  g_test_init (&argc, &argv, NULL);
  environment = bs_environment_new_default ();
  if (bs_font_set_find (bs_environment_get_fonts (environment), FAMILY, 400, &substituted, NULL)
        != NULL
      && !substituted)
    composer = bs_composer_new (environment, NULL);

  g_test_add_func ("/compose/properties/lines-are-the-whole-text-within-their-measure",
                   test_random_text);
  g_test_add_func ("/compose/properties/remembered-result-is-the-fresh-one",
                   test_remembered_is_fresh);
  g_test_add_func ("/compose/properties/edited-text-is-as-if-set-afresh", test_edited_is_fresh);
  g_test_add_func ("/compose/properties/headlines-are-the-whole-text-in-the-lines-allowed",
                   test_random_headlines);
  g_test_add_func ("/compose/properties/full-lines-reach-the-measure",
                   test_full_lines_reach_the_measure);

  status = g_test_run ();
  g_clear_object (&composer);
  g_clear_object (&environment);

  return status;
}
