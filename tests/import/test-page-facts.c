/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an editor says of single lines holds, and the rest of the page is read in its light.
 */

#include "import/bs-import.h"

#include <locale.h>
#include <string.h>

#define SEPARATOR "=====\n"
#define ROUNDS 60

static const char page[] = "旧桥换新栏杆\n"
                           "三天完工不误早市\n"
                           "近日，镇东头的旧桥换上了新栏杆。石匠连干三天，没有误了早市。\n"
                           "“栏杆比从前高了一拃。”守桥的老陆说。\n"
                           "·何青·\n"
                           "河埠头装了灯\n"
                           "近日，河埠头装上了六盏灯，洗衣的人晚上也看得清台阶。\n"
                           "·吴春·\n";

typedef struct
{
  BsPageImport *import;
  BsLineFact facts[64];
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->import, bs_page_import_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static void
read_page (Reading *reading, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&reading->import, bs_page_import_unref);
  reading->import = bs_page_text_parse_known (text, strlen (text), reading->facts,
                                              G_N_ELEMENTS (reading->facts), &error);
  g_assert_no_error (error);
}

static const BsImportItem *
item (const Reading *reading, guint index)
{
  return bs_page_import_get_item (reading->import, index);
}

static BsLineRole
role (const Reading *reading, guint line)
{
  return bs_page_import_get_line (reading->import, line)->role;
}

static void
test_role_holds (void)
{
  g_auto (Reading) reading = { NULL };

  reading.facts[0].role = BS_LINE_KICKER;
  read_page (&reading, page);
  g_assert_cmpint (role (&reading, 0), ==, BS_LINE_KICKER);
  g_assert_true (bs_page_import_get_line (reading.import, 0)->said);
  g_assert_cmpuint (bs_page_import_get_line (reading.import, 0)->confidence, ==, 100);
  /* And so the next one must be the headline, which nobody said. */
  g_assert_cmpint (role (&reading, 1), ==, BS_LINE_HEADLINE);
  g_assert_cmpstr (item (&reading, 0)->kicker, ==, "旧桥换新栏杆");
  g_assert_cmpstr (item (&reading, 0)->headline, ==, "三天完工不误早市");
}

static void
test_two_lines_of_one_headline (void)
{
  g_auto (Reading) reading = { NULL };

  reading.facts[0].role = BS_LINE_HEADLINE;
  reading.facts[1].role = BS_LINE_HEADLINE;
  reading.facts[1].border = BS_BORDER_WITHIN;
  read_page (&reading, page);
  g_assert_cmpuint (bs_page_import_get_n_items (reading.import), ==, 2);
  g_assert_cmpstr (item (&reading, 0)->headline, ==, "旧桥换新栏杆 三天完工不误早市");
  g_assert_cmpuint (item (&reading, 0)->paragraphs->len, ==, 2);
}

static void
test_story_begins_in_body (void)
{
  g_auto (Reading) reading = { NULL };

  reading.facts[3].border = BS_BORDER_BEGINS;
  read_page (&reading, page);
  g_assert_cmpuint (bs_page_import_get_n_items (reading.import), ==, 3);
  g_assert_cmpint (bs_page_import_get_line (reading.import, 3)->item, ==, 1);
  g_assert_cmpint (bs_page_import_get_line (reading.import, 4)->item, ==, 1);
}

static void
test_story_goes_on (void)
{
  g_auto (Reading) reading = { NULL };

  read_page (&reading, page);
  g_assert_cmpuint (bs_page_import_get_n_items (reading.import), ==, 2);
  for (guint i = 5; i < 8; i++)
    reading.facts[i].border = BS_BORDER_WITHIN;
  read_page (&reading, page);
  g_assert_cmpuint (bs_page_import_get_n_items (reading.import), ==, 1);
  /* What was a headline is a subhead in the middle of a story. */
  g_assert_cmpint (role (&reading, 5), ==, BS_LINE_SUBHEAD);
  g_assert_cmpuint (item (&reading, 0)->bylines->len, ==, 2);
}

static void
test_line_is_set_aside (void)
{
  g_auto (Reading) reading = { NULL };

  reading.facts[4].role = BS_LINE_FURNITURE;
  read_page (&reading, page);
  g_assert_cmpint (bs_page_import_get_line (reading.import, 4)->item, ==, -1);
  g_assert_cmpuint (item (&reading, 0)->bylines->len, ==, 0);
}

static void
test_credit_however_worded (void)
{
  g_auto (Reading) reading = { NULL };

  reading.facts[2].role = BS_LINE_CAPTION;
  reading.facts[3].role = BS_LINE_CREDIT;
  reading.facts[4].role = BS_LINE_CREDIT;
  read_page (&reading, page);
  for (guint i = 0; i < bs_page_import_get_n_items (reading.import); i++)
    if (item (&reading, i)->kind == BS_IMPORT_CAPTION)
      {
        g_assert_cmpuint (g_strv_length (item (&reading, i)->credit_names), ==, 2);
        return;
      }
  g_assert_not_reached ();
}

static void
test_torn_story_is_joined (void)
{
  static const char torn[] = "集市挪到河滩上\n"
                             "每逢三、八，镇上的集市就摆到河滩上。\n"
                             "·何青·\n"
                             "河埠头装了灯\n"
                             "近日，河埠头装上了六盏灯。\n"
                             "·吴春·\n"
                             "卖豆种的老孙天不亮就来占位，收摊时把地扫得干干净净。\n";
  g_auto (Reading) reading = { NULL };

  reading.facts[6].border = BS_BORDER_BEGINS;
  read_page (&reading, torn);
  g_assert_cmpuint (bs_page_import_get_n_items (reading.import), ==, 3);
  reading.facts[6].joins = 1;
  read_page (&reading, torn);
  g_assert_cmpuint (bs_page_import_get_n_items (reading.import), ==, 2);
  g_assert_cmpint (bs_page_import_get_line (reading.import, 6)->item, ==, 0);
  g_assert_cmpuint (item (&reading, 0)->paragraphs->len, ==, 2);
}

static void
append (GString *all, const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      g_string_append_unichar (all, g_utf8_get_char (text));
}

static void
append_strv (GString *all, char *const *texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    append (all, texts[i]);
}

static void
append_item (GString *all, const BsImportItem *of)
{
  const char *const texts[] = { of->kicker,   of->headline,       of->deck,         of->flag,
                                of->sponsor,  of->continued_from, of->continued_on, of->caption,
                                of->dateline, of->group,          of->credit_title };

  for (guint i = 0; i < of->paragraphs->len; i++)
    append (all, ((const BsImportParagraph *) g_ptr_array_index (of->paragraphs, i))->text);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    append (all, texts[i]);
  append_strv (all, of->credit_names);
  for (guint i = 0; i < of->bylines->len; i++)
    {
      const BsImportByline *byline = g_ptr_array_index (of->bylines, i);

      append (all, byline->title);
      append_strv (all, byline->names);
    }
}

/* Names and pages are kept without the words around them, all else as it is. */
static gboolean
is_worded (BsLineRole of)
{
  return of == BS_LINE_BYLINE || of == BS_LINE_CREDIT || of == BS_LINE_CONTINUED_FROM
         || of == BS_LINE_CONTINUED_ON;
}

static void
check_nothing_lost (BsPageImport *import)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < bs_page_import_get_n_items (import); i++)
    append_item (all, bs_page_import_get_item (import, i));
  for (guint i = 0; i < bs_page_import_get_n_lines (import); i++)
    {
      const BsImportLine *line = bs_page_import_get_line (import, i);
      g_autofree char *text = bs_page_import_dup_line (import, i);
      g_autoptr (GString) plain = g_string_new (NULL);
      char *end;

      append (plain, text);
      if (line->item < 0 || is_worded (line->role) || g_utf8_strlen (plain->str, -1) < 8
          || strstr (text, "版") != NULL || strstr (text, "本报") != NULL)
        continue;
      end = g_utf8_offset_to_pointer (plain->str, 6);
      *end = '\0';
      if (strstr (all->str, plain->str) == NULL)
        g_error ("line %u, “%s”, was lost as %s", line->number, text,
                 bs_line_role_get_name (line->role));
    }
}

static void
test_nothing_is_lost (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;
  guint n_read = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *text = NULL;

      if (!g_str_has_suffix (name, ".page") || !g_file_get_contents (file, &text, NULL, NULL))
        continue;
      *strstr (text, SEPARATOR) = '\0';
      for (guint round = 0; round < ROUNDS; round++)
        {
          g_auto (Reading) reading = { NULL };

          for (guint i = 0; i < G_N_ELEMENTS (reading.facts); i++)
            if (g_test_rand_int_range (0, 4) == 0)
              {
                reading.facts[i].role = (BsLineRole) g_test_rand_int_range (0, BS_LINE_N_ROLES);
                reading.facts[i].border = (BsItemBorder) g_test_rand_int_range (0, 3);
                reading.facts[i].joins = (guint) g_test_rand_int_range (-40, 40) % 64;
              }
          reading.import = bs_page_text_parse_known (text, strlen (text), reading.facts,
                                                     G_N_ELEMENTS (reading.facts), NULL);
          if (reading.import == NULL)
            continue;
          n_read++;
          check_nothing_lost (reading.import);
          for (guint i = 0;
               i < MIN (G_N_ELEMENTS (reading.facts), bs_page_import_get_n_lines (reading.import));
               i++)
            if (reading.facts[i].role != BS_LINE_BLANK)
              g_assert_cmpint (role (&reading, i), ==, reading.facts[i].role);
        }
    }
  g_assert_cmpuint (n_read, >, ROUNDS);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-facts/a-role-that-is-said-holds", test_role_holds);
  g_test_add_func ("/page-facts/two-lines-of-one-headline", test_two_lines_of_one_headline);
  g_test_add_func ("/page-facts/a-story-begins-where-it-is-said", test_story_begins_in_body);
  g_test_add_func ("/page-facts/a-story-goes-on-where-it-is-said", test_story_goes_on);
  g_test_add_func ("/page-facts/a-line-is-set-aside", test_line_is_set_aside);
  g_test_add_func ("/page-facts/a-credit-however-worded", test_credit_however_worded);
  g_test_add_func ("/page-facts/a-torn-story-is-joined", test_torn_story_is_joined);
  g_test_add_func ("/page-facts/nothing-is-lost-whatever-is-said", test_nothing_is_lost);

  return g_test_run ();
}
