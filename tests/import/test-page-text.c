/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each file data/NAME.page holds a page's text, a line "=====", and what must come of it.
 * --regenerate writes the second half anew; look at the difference before committing it.
 */

#include "import/bs-page-text.h"

#include <string.h>

#define SEPARATOR "=====\n"

static gboolean regenerate = FALSE;

static void
append_field (GString *dump, const char *name, const char *value)
{
  if (*value != '\0')
    g_string_append_printf (dump, "  %s: %s\n", name, value);
}

static void
append_names (GString *dump, const char *name, const char *title, GStrv names)
{
  g_autofree char *joined = g_strjoinv ("|", names);

  if (names[0] != NULL)
    g_string_append_printf (dump, "  %s: [%s] %s\n", name, title, joined);
}

static void
append_item (GString *dump, const BsImportItem *item)
{
  g_string_append (dump, item->kind == BS_IMPORT_STORY ? "story\n" : "caption\n");
  append_field (dump, "flag", item->flag);
  append_field (dump, "kicker", item->kicker);
  append_field (dump, "headline", item->headline);
  append_field (dump, "deck", item->deck);
  append_field (dump, "continued-from", item->continued_from);
  append_field (dump, "dateline", item->dateline);
  for (guint i = 0; i < item->paragraphs->len; i++)
    {
      const BsImportParagraph *paragraph = g_ptr_array_index (item->paragraphs, i);

      append_field (dump, paragraph->is_subhead ? "subhead" : "body", paragraph->text);
    }
  append_field (dump, "continued-on", item->continued_on);
  for (guint i = 0; i < item->bylines->len; i++)
    {
      const BsImportByline *byline = g_ptr_array_index (item->bylines, i);

      append_names (dump, byline->form, byline->title, byline->names);
    }
  append_field (dump, "sponsor", item->sponsor);
  append_field (dump, "group", item->group);
  append_field (dump, "pointer", item->pointer);
  append_field (dump, "caption", item->caption);
  append_names (dump, "credit", item->credit_title, item->credit_names);
  if (item->story >= 0)
    g_string_append_printf (dump, "  in item: %d\n", item->story);
}

static char *
dump_import (BsPageImport *import)
{
  GString *dump = g_string_new (NULL);

  for (guint i = 0; i < bs_page_import_get_n_items (import); i++)
    append_item (dump, bs_page_import_get_item (import, i));
  for (guint i = 0; i < bs_page_import_get_n_lines (import); i++)
    if (bs_page_import_get_line (import, i)->role == BS_LINE_FURNITURE)
      {
        g_autofree char *line = bs_page_import_dup_line (import, i);

        g_string_append_printf (dump, "set aside: %s\n", line);
      }

  return g_string_free (dump, FALSE);
}

static void
test_golden (gconstpointer data)
{
  const char *path = data;
  g_autoptr (BsPageImport) import = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_autofree char *source = NULL;
  g_autofree char *have = NULL;
  char *expected;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  expected = strstr (content, SEPARATOR);
  g_assert_nonnull (expected);
  source = g_strndup (content, expected - content);
  expected += strlen (SEPARATOR);

  import = bs_page_text_parse (source, strlen (source), &error);
  g_assert_no_error (error);
  have = dump_import (import);
  if (regenerate)
    {
      g_autofree char *whole = g_strconcat (source, SEPARATOR, have, NULL);

      g_file_set_contents (path, whole, -1, &error);
      g_assert_no_error (error);
    }
  else
    g_assert_cmpstr (have, ==, expected);
}

static BsPageImport *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  BsPageImport *import = bs_page_text_parse (text, strlen (text), &error);

  g_assert_no_error (error);

  return import;
}

/* Every line of the source that is not blank has its record, in order. */
static void
test_no_line_is_lost (void)
{
  static const char text[]
    = "A3 社会\n\n夜市开张\n\n近日，老街夜市开张，三十个摊位亮起灯笼。\n\n·于晴·\n\n@@@@\n";
  g_autoptr (BsPageImport) import = parse (text);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = NULL;

      if (*lines[i] == '\0')
        continue;
      line = bs_page_import_dup_line (import, n);
      g_assert_cmpstr (line, ==, lines[i]);
      g_assert_cmpuint (bs_page_import_get_line (import, n)->number, ==, i + 1);
      n++;
    }
  g_assert_cmpuint (bs_page_import_get_n_lines (import), ==, n);
}

/* A story that breaks off is said to, not mended by a guess. */
static void
test_doubts_are_listed (void)
{
  g_autoptr (BsPageImport) import = parse (
    "河边新添健身步道\n\n近日，南河边的健身步道铺好了，全长两公里，沿途种了\n");
  gboolean found = FALSE;

  for (guint i = 0; i < bs_page_import_get_n_doubts (import); i++)
    found = found || bs_page_import_get_doubt (import, i)->line == 3;
  g_assert_true (found);
  g_assert_cmpuint (bs_page_import_get_item (import, 0)->confidence, <, BS_IMPORT_DOUBTFUL);
}

static void
test_empty_is_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bs_page_text_parse (" \n\n\t", 4, &error));
  g_assert_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_EMPTY);
}

static void
test_too_many_lines_are_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 60000; i++)
    g_string_append (text, "行\n");
  g_assert_null (bs_page_text_parse (text->str, text->len, &error));
  g_assert_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_TOO_LARGE);
}

/* One line of 8 MiB, and thousands of open brackets and bylines, end in a result or an error. */
static void
test_hostile_text_ends (void)
{
  static const char *const pieces[] = { "（",       "·甲乙", "记者", "摄 ", "“",
                                        "上接A1版", "#",     "**",   "<a" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new ("开头。\n");
      g_autoptr (BsPageImport) import = NULL;

      while (text->len < 1024 * 1024)
        g_string_append (text, pieces[i]);
      import = bs_page_text_parse (text->str, text->len, NULL);
      if (import != NULL)
        g_assert_cmpuint (bs_page_import_get_n_items (import), >, 0);
    }
}

/* A paragraph torn into thousands of lines is one paragraph; quadratic joining would take minutes. */
static void
test_paragraph_of_many_lines (void)
{
  g_autoptr (GString) text = g_string_new ("一行标题\n\n近日，说来话长，");
  g_autoptr (BsPageImport) import = NULL;
  const BsImportItem *item;

  for (guint i = 0; i < 9000; i++)
    {
      for (guint j = 0; j < 40; j++)
        g_string_append (text, "的街道开展活动，居民都说好");
      g_string_append (text, "\n");
    }
  g_string_append (text, "的结尾。\n");
  import = parse (text->str);
  g_assert_cmpuint (bs_page_import_get_n_items (import), ==, 1);
  item = bs_page_import_get_item (import, 0);
  g_assert_cmpuint (item->paragraphs->len, ==, 1);
}

static void
add_goldens (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".page"))
      g_ptr_array_add (names, g_strdup (name));
  g_assert_cmpuint (names->len, >, 0);
  for (guint i = 0; i < names->len; i++)
    {
      const char *file = g_ptr_array_index (names, i);
      g_autofree char *stem = g_strndup (file, strlen (file) - strlen (".page"));
      g_autofree char *path = g_strconcat ("/import/page/reads-", stem, NULL);

      g_test_add_data_func_full (path, g_build_filename (folder, file, NULL), test_golden, g_free);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  regenerate = argc > 1 && strcmp (argv[1], "--regenerate") == 0;

  add_goldens ();
  g_test_add_func ("/import/page/no-line-is-lost", test_no_line_is_lost);
  g_test_add_func ("/import/page/doubts-are-listed", test_doubts_are_listed);
  g_test_add_func ("/import/page/empty-is-refused", test_empty_is_refused);
  g_test_add_func ("/import/page/too-many-lines-are-refused", test_too_many_lines_are_refused);
  g_test_add_func ("/import/page/paragraph-of-many-lines-is-one", test_paragraph_of_many_lines);
  g_test_add_func ("/import/page/hostile-text-ends", test_hostile_text_ends);

  return g_test_run ();
}
