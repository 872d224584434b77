/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables, row by row: what classes.table says of a character must be seen in composed lines.
 */

#include "compose/bs-composer.h"
#include "compose/bs-font-set.h"
#include "compose/bs-tables.h"

#include <glib/gstdio.h>
#include <string.h>

#define FAMILY "Noto Serif CJK SC"
#define EM BS_POINTS (9)

static BsEnvironment *environment;
static BsTables *tables;
static BsComposer *composer;

static const BsTextStyle style
    = { .family = FAMILY, .weight = 400, .size = EM, .strictness = BS_STRICTNESS_STRICT };

typedef void (*LookAtRow) (char **words, guint n_words);

static void
for_each_row (const char *name, guint least_words, LookAtRow look)
{
  g_autofree char *path = bs_environment_find_data (environment, name);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) words = g_ptr_array_new ();
      char *save = NULL;

      if (lines[i][0] == '#')
        continue;
      for (char *word = strtok_r (lines[i], " ", &save); word != NULL;
           word = strtok_r (NULL, " ", &save))
        g_ptr_array_add (words, word);
      if (words->len >= least_words)
        look ((char **) words->pdata, words->len);
    }
}

static void
look_at_class (char **words, guint n_words)
{
  for (guint i = 5; i < n_words; i++)
    {
      gunichar c = g_utf8_get_char (words[i]);

      if (g_utf8_strlen (words[i], -1) != 1)
        continue;
      g_assert_cmpstr (bs_class_get_name (bs_tables_get_class (tables, c)), ==, words[0]);
    }
}

static void
test_classes (void)
{
  for_each_row ("tables/classes.table", 6, look_at_class);
  g_assert_cmpint (bs_tables_get_class (tables, 0x62A5), ==, BS_CLASS_HAN);
  g_assert_cmpint (bs_tables_get_class (tables, 'x'), ==, BS_CLASS_LATIN);
  g_assert_cmpint (bs_tables_get_class (tables, 0x4E8C), ==, BS_CLASS_HAN);
  g_assert_cmpint (bs_tables_get_class (tables, 0x03B1), ==, BS_CLASS_LATIN);
  g_assert_cmpint (bs_tables_get_class (tables, 0x2460), ==, BS_CLASS_HAN);
  g_assert_cmpint (bs_tables_get_class (tables, 0x20000), ==, BS_CLASS_HAN);
}

/* @mark after each of 4 … 12 Han, at a measure of eight: wherever it falls, it must not begin a
 * line (or end one). */
static void
place_everywhere (const char *mark, gboolean at_start)
{
  BsMeasure measure = { 0, 8 * EM };

  for (guint n = 4; n < 13; n++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (BsParagraph) paragraph = NULL;

      for (guint i = 0; i < n; i++)
        g_string_append (text, "一");
      g_string_append (text, mark);
      for (guint i = 0; i < 9; i++)
        g_string_append (text, "二");
      paragraph = bs_composer_compose (composer, text->str, &style, &measure, 1);
      for (guint i = 0; i < bs_paragraph_get_n_lines (paragraph); i++)
        {
          const BsLine *line = bs_paragraph_get_line (paragraph, i);

          if (at_start && g_str_has_prefix (text->str + line->start, mark))
            g_error ("a line begins with %s", mark);
          if (!at_start && line->end >= strlen (mark)
              && g_str_has_prefix (text->str + line->end - strlen (mark), mark))
            g_error ("a line ends with %s", mark);
        }
    }
}

static void
look_at_start_and_end (char **words, guint n_words)
{
  for (guint i = 5; i < n_words; i++)
    {
      if (g_utf8_strlen (words[i], -1) != 1)
        continue;
      if (strcmp (words[2], "yes") != 0)
        place_everywhere (words[i], TRUE);
      if (strcmp (words[3], "yes") != 0)
        place_everywhere (words[i], FALSE);
    }
}

static gboolean
skip_without_composer (void)
{
  if (composer == NULL)
    g_test_skip (FAMILY " is not installed (fonts-noto-cjk)");
  return composer == NULL;
}

static void
test_start_and_end (void)
{
  if (skip_without_composer ())
    return;
  for_each_row ("tables/classes.table", 6, look_at_start_and_end);
}

static void
look_at_blank (char **words, guint n_words)
{
  gboolean squeezable = strcmp (words[1], "none") != 0;

  for (guint i = 5; i < n_words; i++)
    {
      g_autofree char *text = g_strdup_printf ("一%s一", words[i]);
      BsUnit width;

      if (strcmp (words[0], "opening") != 0 && strcmp (words[0], "closing") != 0
          && strcmp (words[0], "comma") != 0 && strcmp (words[0], "stop") != 0)
        continue;
      width = bs_composer_measure (composer, text, &style);
      g_assert_true (squeezable);
      g_assert_cmpint (ABS (width - 3 * EM), <=, EM / 20);
    }
}

static void
test_blanks (void)
{
  if (skip_without_composer ())
    return;
  for_each_row ("tables/classes.table", 6, look_at_blank);
}

static void
look_at_pair (char **words, guint n_words)
{
  int before = bs_class_from_name (words[0]);
  int after = bs_class_from_name (words[1]);
  const BsPair *pair = &tables->pairs[BS_STRICTNESS_NORMAL][before][after];

  g_assert_cmpint (before, >=, 0);
  g_assert_cmpint (after, >=, 0);
  for (guint i = 2; i < n_words && words[i][0] != '#'; i++)
    {
      if (strcmp (words[i], "no") == 0)
        g_assert_cmpint (pair->cost, ==, BS_BREAK_NEVER);
      else if (strcmp (words[i], "word") == 0)
        g_assert_cmpint (pair->cost, ==, BS_BREAK_WORD);
      else if (strcmp (words[i], "gap") == 0)
        g_assert_true (pair->gap);
      else if (strcmp (words[i], "solid") == 0)
        g_assert_true (pair->solid);
      else
        g_assert_cmpint (pair->cost, ==, (int) g_ascii_strtoll (words[i], NULL, 10));
    }
}

static void
test_pairs (void)
{
  for_each_row ("tables/pairs.table", 3, look_at_pair);
}

/* Typesetting notes: shrink and stretch in this order. */
static void
test_order (void)
{
  static const guint8 shrink[]
      = { BS_ADJUST_LINE_END, BS_ADJUST_WORD_SPACE, BS_ADJUST_MIDDLE_DOT, BS_ADJUST_BRACKET,
          BS_ADJUST_COMMA,    BS_ADJUST_LATIN_GAP,  BS_ADJUST_STOP };
  static const guint8 stretch[] = { BS_ADJUST_WORD_SPACE, BS_ADJUST_LATIN_GAP, BS_ADJUST_HAN };
  guint at = 0;

  for (guint i = 0; i < G_N_ELEMENTS (shrink); i++)
    g_assert_cmpint (tables->shrink[i].adjust, ==, shrink[i]);
  for (guint i = 0; i < tables->n_stretch; i++)
    if (at < G_N_ELEMENTS (stretch) && tables->stretch[i].adjust == stretch[at])
      at++;
  g_assert_cmpint (at, ==, G_N_ELEMENTS (stretch));
}

static void
test_damaged_table (void)
{
  g_autofree char *folder = g_dir_make_tmp ("broadsheet-XXXXXX", NULL);
  g_autofree char *sub = g_build_filename (folder, "tables", NULL);
  g_autofree char *path = g_build_filename (sub, "classes.table", NULL);
  g_autoptr (BsEnvironment) other = bs_environment_new (folder);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (sub, 0700), ==, 0);
  g_assert_true (g_file_set_contents (
      path, "# good\ncomma right never yes comma ，\ncomma sideways\n", -1, NULL));
  g_assert_null (bs_tables_load (other, &error));
  g_assert_error (error, BS_COMPOSE_ERROR, BS_COMPOSE_ERROR_TABLE);
  g_assert_nonnull (strstr (error->message, "line 3"));
  g_assert_nonnull (strstr (error->message, path));
  g_unlink (path);
  g_rmdir (sub);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  gboolean substituted = TRUE;
  int status;

  g_test_init (&argc, &argv, NULL);
  environment = bs_environment_new_default ();
  tables = bs_tables_load (environment, &error);
  g_assert_no_error (error);
  if (bs_font_set_find (bs_environment_get_fonts (environment), FAMILY, 400, &substituted, NULL)
          != NULL
      && !substituted)
    composer = bs_composer_new (environment, NULL);

  g_test_add_func ("/compose/tables/every-character-has-the-class-of-its-row", test_classes);
  g_test_add_func ("/compose/tables/no-line-starts-or-ends-with-what-its-row-forbids",
                   test_start_and_end);
  g_test_add_func ("/compose/tables/every-mark-takes-one-em", test_blanks);
  g_test_add_func ("/compose/tables/every-pair-does-what-its-row-says", test_pairs);
  g_test_add_func ("/compose/tables/adjusting-follows-the-order-of-the-standard", test_order);
  g_test_add_func ("/compose/tables/damaged-table-is-named-with-its-line", test_damaged_table);

  status = g_test_run ();
  g_clear_object (&composer);
  g_clear_pointer (&tables, bs_tables_free);
  g_clear_object (&environment);

  return status;
}
