/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-specimen.h"

#include "bs-config.h"

BsDisplayList *
bs_specimen_new (BsComposer *composer, const BsTextStyle *style, const char *text, BsUnit width,
                 BsUnit most_height)
{
  BsTextStyle plain = *style;
  BsMeasure measure = { 0, BS_POINTS (4000) };
  g_autoptr (BsParagraph) paragraph = NULL;
  BsDisplayListBuilder *builder;
  gboolean light = style->color.k + style->color.c + style->color.m + style->color.y < 100;

  plain.align = BS_ALIGN_START;
  plain.indent = 0;
  plain.size = MIN (plain.size, most_height * 3 / 4);
  /* White type is for dark ground. */
  if (light)
    plain.color = (BsColor){ 0, 0, 0, 1000 };
  paragraph = bs_composer_compose (composer, text, &plain, &measure, 1);
  builder = bs_display_list_builder_new ("", width, most_height);
  bs_display_list_builder_add_line (builder, paragraph, 0, BS_POINTS (3),
                                    (most_height + plain.size * 3 / 4) / 2, &plain, "");

  return bs_display_list_builder_end (builder);
}
