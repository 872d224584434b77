/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A paragraph and a headline of any text: the first eight bytes say how it is set.
 */

#include "compose/bs-composer.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define N_SETTINGS 8
#define MAX_TEXT 20000

static BsComposer *
get_composer (void)
{
  static BsEnvironment *environment;
  static BsComposer *composer;
  g_autoptr (GError) error = NULL;

  if (composer == NULL)
    {
      environment = bs_environment_new_default ();
      composer = bs_composer_new (environment, &error);
      g_assert_no_error (error);
    }

  return composer;
}

static void
check_cover (const BsParagraph *paragraph, const char *text)
{
  guint32 at = 0;

  for (guint i = 0; i < bs_paragraph_get_n_lines (paragraph); i++)
    {
      const BsLine *line = bs_paragraph_get_line (paragraph, i);

      g_assert (line->start == at && line->end >= line->start);
      g_assert (line->overfull || line->width <= line->measure);
      at = line->end;
      for (guint j = 0; j < line->n_glyphs; j++)
        g_assert (line->glyphs[j].cluster >= line->start && line->glyphs[j].cluster < line->end);
    }
  g_assert (at == strlen (text));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  BsComposer *composer = get_composer ();
  g_autofree char *text = NULL;
  g_autoptr (BsParagraph) paragraph = NULL;
  BsTextStyle style = { .family = "Noto Serif CJK SC", .weight = 400 };
  BsHeadlineRequest request = { .style = &style, .min_size = 105, .max_size = 420 };
  BsHeadline headline;
  BsMeasure measures[2];

  if (size < N_SETTINGS)
    return 0;
  text = g_utf8_make_valid ((const char *) data + N_SETTINGS,
                            (gssize) MIN (size - N_SETTINGS, MAX_TEXT));
  style.size = BS_POINTS (data[0] % 72);
  style.indent = data[1] % 4;
  style.align = (BsAlign) (data[2] % 4);
  style.strictness = (BsStrictness) (data[2] / 4 % 3);
  style.hang_marks = data[3] & 1;
  style.full_width_marks = data[3] >> 1 & 1;
  style.trim_indent_opening = data[3] >> 2 & 1;
  style.letter_spacing = (int) data[3] / 8 * 64 - 512;
  measures[0] = (BsMeasure){ 0, BS_POINTS (data[4] * 2) };
  measures[1] = (BsMeasure){ 0, BS_POINTS (data[5] * 2) };
  request.measure = BS_POINTS (data[6] * 3);
  request.max_lines = 1 + data[7] % 3;
  request.exact_lines = data[7] / 3 % 4;

  paragraph = bs_composer_compose (composer, text, &style, measures, 1 + data[7] / 128);
  check_cover (paragraph, text);
  bs_composer_measure (composer, text, &style);
  bs_composer_set_headline (composer, text, &request, &headline);
  bs_headline_clear (&headline);
  bs_composer_set_vertical (composer, text, &request, &headline);
  bs_headline_clear (&headline);

  return 0;
}
