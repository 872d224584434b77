/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures how well a text file is composed: `report-lines FILE MEASURE-IN-EM…`. Each line of the
 * file is a paragraph of 9 pt. For people; no test depends on it.
 */

#include "compose/bs-composer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EM BS_POINTS (9)
#define NOT_AT_START "，。、；：！？）》」』”’…—·"
#define NOT_AT_END "（《「『“‘"

typedef struct
{
  GArray *gaps; /* BsUnit, one a pair of Han */
  guint n_lines, n_loose, n_tight, n_overfull, n_bad_starts, n_bad_ends, n_narrow, n_short_last,
    n_missing;
  BsUnit narrowest;
} Report;

static int
compare_units (gconstpointer a, gconstpointer b)
{
  return *(const BsUnit *) a - *(const BsUnit *) b;
}

static gboolean
is_in (const char *set, gunichar c)
{
  return c != 0 && g_utf8_strchr (set, -1, c) != NULL;
}

static gboolean
is_han (gunichar c)
{
  return c >= 0x4E00 && c < 0xA000;
}

/* With the lines around it, between which it had to be found. */
static void
show_loose (const BsParagraph *paragraph, guint index, BsUnit widest)
{
  const char *text = bs_paragraph_get_text (paragraph);

  printf ("  %.3f pt in line %u of %u:", bs_unit_to_points (widest), index + 1,
          bs_paragraph_get_n_lines (paragraph));
  for (guint i = index > 1 ? index - 2 : 0;
       i < MIN (index + 3, bs_paragraph_get_n_lines (paragraph)); i++)
    {
      const BsLine *line = bs_paragraph_get_line (paragraph, i);

      printf (i == index ? " [%.*s]" : " %.*s |", (int) (line->end - line->start),
              text + line->start);
    }
  printf ("\n");
}

static void
look_at_line (Report *report, const BsParagraph *paragraph, guint index)
{
  const BsLine *line = bs_paragraph_get_line (paragraph, index);
  const char *text = bs_paragraph_get_text (paragraph);
  gboolean is_last = index + 1 == bs_paragraph_get_n_lines (paragraph);
  BsUnit widest = 0;

  report->n_lines++;
  report->n_overfull += line->overfull;
  if (line->end > line->start)
    {
      gunichar first = g_utf8_get_char (text + line->start);
      gunichar last = g_utf8_get_char (g_utf8_prev_char (text + line->end));

      report->n_bad_starts += index > 0 && is_in (NOT_AT_START, first);
      report->n_bad_ends += !is_last && is_in (NOT_AT_END, last);
      report->n_short_last += is_last && index > 0
                              && g_utf8_strlen (text + line->start, line->end - line->start) < 2;
    }

  for (guint i = 0; i + 1 < line->n_glyphs; i++)
    {
      gunichar c = g_utf8_get_char (text + line->glyphs[i].cluster);
      gunichar next = g_utf8_get_char (text + line->glyphs[i + 1].cluster);
      BsUnit step = line->glyphs[i + 1].x - line->glyphs[i].x;

      if (is_han (c) && is_han (next))
        {
          BsUnit gap = step - EM;

          g_array_append_val (report->gaps, gap);
          widest = MAX (widest, gap);
        }
      if (is_in ("，。、；：！？）》」』”’", c) && line->glyphs[i].advance == EM)
        {
          BsUnit own = is_in (NOT_AT_END, next) ? step + EM / 2 : step;

          report->narrowest = MIN (report->narrowest, own);
          report->n_narrow += own < EM / 2 - 1;
        }
    }
  report->n_loose += widest > BS_POINTS (0.5);
  report->n_tight += line->han_gap < -BS_POINTS (0.25);
  if (widest > BS_POINTS (0.6) && g_getenv ("SHOW_LOOSE") != NULL)
    show_loose (paragraph, index, widest);
}

static void
report_measure (BsComposer *composer, char **paragraphs, guint em)
{
  BsTextStyle style = { .family = "Noto Serif CJK SC",
                        .weight = 400,
                        .size = EM,
                        .indent = 2,
                        .strictness = BS_STRICTNESS_NORMAL,
                        .full_width_marks = TRUE };
  BsMeasure measure = { 0, (BsUnit) em * EM };
  Report report = { .gaps = g_array_new (FALSE, FALSE, sizeof (BsUnit)), .narrowest = EM };
  gint64 start = g_get_monotonic_time ();
  gint64 time;
  guint n;

  for (guint i = 0; paragraphs[i] != NULL; i++)
    bs_paragraph_unref (bs_composer_compose (composer, paragraphs[i], &style, &measure, 1));
  time = g_get_monotonic_time () - start;

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_autoptr (BsParagraph) paragraph = bs_composer_compose (composer, paragraphs[i], &style,
                                                               &measure, 1);

      report.n_missing += bs_paragraph_get_n_missing (paragraph);
      for (guint j = 0; j < bs_paragraph_get_n_lines (paragraph); j++)
        look_at_line (&report, paragraph, j);
    }
  g_array_sort (report.gaps, compare_units);
  n = report.gaps->len;
#define QUANTILE(q)                                                                                \
  (n > 0 ? bs_unit_to_points (g_array_index (report.gaps, BsUnit, (n - 1) * (q) / 1000)) : 0.0)
  printf (
    "%2u em: %4u lines  Han-Han extra p1 %.3f p50 %.3f p90 %.3f p99 %.3f max %.3f min %.3f pt  "
    "loose>0.5pt %.1f%%  tight>0.25pt %.1f%%  narrowest mark %.2f em, under half %u  overfull %u  "
    "starts %u  ends %u  "
    "short last %u  missing %u  %.2f ms\n",
    em, report.n_lines, QUANTILE (10), QUANTILE (500), QUANTILE (900), QUANTILE (990),
    QUANTILE (1000), QUANTILE (0), 100.0 * report.n_loose / MAX (report.n_lines, 1),
    100.0 * report.n_tight / MAX (report.n_lines, 1), report.narrowest / (double) EM,
    report.n_narrow, report.n_overfull, report.n_bad_starts, report.n_bad_ends, report.n_short_last,
    report.n_missing, (double) time / 1000.0);
  g_array_unref (report.gaps);
}

int
main (int argc, char *argv[])
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BsComposer) composer = bs_composer_new (environment, &error);
  g_autofree char *text = NULL;
  g_auto (GStrv) paragraphs = NULL;

  if (composer == NULL || argc < 3 || !g_file_get_contents (argv[1], &text, NULL, &error))
    {
      fprintf (stderr, "report-lines: %s\n", error != NULL ? error->message : "FILE MEASURE…");
      return 1;
    }
  printf ("%s: composer made in %.2f ms\n", argv[1],
          (double) (g_get_monotonic_time () - start) / 1000.0);
  paragraphs = g_strsplit (text, "\n", -1);
  for (int i = 2; i < argc; i++)
    report_measure (composer, paragraphs, (guint) atoi (argv[i]));

  return 0;
}
