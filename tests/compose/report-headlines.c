/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shows how headlines are broken: `report-headlines FILE WIDTH-IN-MM…`. Each line of the file is a
 * headline; each width is set in as many lines as suit, then in one, two and three. For people; no test depends on it.
 */

#include "compose/bs-composer.h"

#include <stdio.h>
#include <stdlib.h>

static void
print_headline (const BsHeadline *headline, const char *mark)
{
  const char *text = bs_paragraph_get_text (headline->paragraph);

  printf ("  %s %4.1f pt %3.0f%%%s%s ", mark, headline->size / 10.0, 100 * headline->fill,
          headline->fits ? "" : " TOO WIDE", headline->splits_word ? " SPLIT" : "");
  for (guint i = 0; i < headline->n_lines; i++)
    {
      const BsLine *line = bs_paragraph_get_line (headline->paragraph, i);

      printf ("%s%.*s", i > 0 ? " | " : "", (int) (line->end - line->start), text + line->start);
    }
  printf ("\n");
}

int
main (int argc, char *argv[])
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BsComposer) composer = bs_composer_new (environment, &error);
  BsTextStyle style = { .family = "Noto Serif CJK SC", .weight = 700, .full_width_marks = TRUE };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (composer == NULL || argc < 3 || !g_file_get_contents (argv[1], &text, NULL, &error))
    {
      fprintf (stderr, "report-headlines: %s\n", error != NULL ? error->message : "FILE WIDTH…");
      return 1;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    for (int j = 2; j < argc; j++)
      {
        printf ("%s  (%s mm)\n", lines[i], argv[j]);
        for (guint n = 0; n <= 3; n++)
          {
            BsHeadlineRequest request = { &style,        bs_unit_from_mm (atof (argv[j])),
                                          140,           420,
                                          n > 0 ? n : 3, n };
            BsHeadline headline;

            bs_composer_set_headline (composer, lines[i], &request, &headline);
            print_headline (&headline, n > 0 ? " " : "*");
            bs_headline_clear (&headline);
          }
      }

  return 0;
}
