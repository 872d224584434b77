/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a clipboard brings becomes what an editor would have typed. The snippets are made as Word,
 * LibreOffice and web pages make them. Each file data/NAME.paste says where it comes from, holds
 * what is on the clipboard after "===== html" or "===== text", and after "===== becomes" what must
 * come of it. --regenerate writes the last part anew; look at the difference before committing it.
 */

#include "import/bs-paste-text.h"

#include <locale.h>
#include <string.h>

#define BECOMES "===== becomes\n"

static gboolean regenerate = FALSE;

/* "text" of a body paragraph, "# text" of a subhead, each on a line. */
static char *
describe (GPtrArray *list)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const BsPastedParagraph *paragraph = g_ptr_array_index (list, i);

      g_string_append_printf (lines, "%s%s%s", i > 0 ? "\n" : "", paragraph->subhead ? "# " : "",
                              paragraph->text);
    }

  return g_string_free (lines, FALSE);
}

static void
check_html (const char *html, const char *expected)
{
  g_autoptr (GPtrArray) list = bs_paste_read_html (html, strlen (html));
  g_autofree char *found = describe (list);

  g_assert_cmpstr (found, ==, expected);
}

static void
check_text (const char *text, const char *expected)
{
  g_autoptr (GPtrArray) list = bs_paste_read_text (text, strlen (text));
  g_autofree char *found = describe (list);

  g_assert_cmpstr (found, ==, expected);
}

static void
word_leaves_its_styles_behind (void)
{
  check_html (
    "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:w=\"urn:w\"><head>\n"
    "<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">\n"
    "<!--[if gte mso "
    "9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->\n"
    "<style><!-- p.MsoNormal {mso-style-parent:\"\"; margin:0cm;} --></style></head>\n"
    "<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->\n"
    "<h2>一根竹篙量出来的桥<o:p></o:p></h2>\n"
    "<p class=MsoNormal style='text-indent:21.0pt'><span lang=EN-US>1996</span><span\n"
    "style='font-family:宋体;mso-ascii-font-family:Calibri'>年，末班渡船收篙，\n"
    "摆渡人把竹篙插在院里。</span><span lang=EN-US><o:p></o:p></span></p>\n"
    "<p class=MsoNormal><b><span style='font-family:宋体'>桥栏要能放下一只搪瓷缸</span></b></p>\n"
    "<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>\n"
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span\n"
    "lang=EN-US><span style='mso-list:Ignore'>1.<span style='font:7.0pt \"Times New "
    "Roman\"'>&nbsp;&nbsp;\n"
    "</span></span></span><![endif]><span>先看水位。</span></p>\n"
    "<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='font-family:Wingdings;"
    "mso-list:Ignore'>l<span>&nbsp;&nbsp;</span></span>再看风。</p>\n"
    "<p class=MsoNormal>删<del>去的话</del><ins>改</ins>了。<span "
    "style='mso-hide:all'>藏</span></p>\n"
    "<!--EndFragment--></body></html>",
    "# 一根竹篙量出来的桥\n"
    "1996年，末班渡船收篙，摆渡人把竹篙插在院里。\n"
    "# 桥栏要能放下一只搪瓷缸\n"
    "1.先看水位。\n"
    "再看风。\n"
    "删改了。");
}

static void
a_web_page_brings_its_text_only (void)
{
  check_html ("<meta charset='utf-8'><div class=\"art\"><script>var a = '坏';</script>"
              "<style>.x{color:red}</style><h1>渡口改桥</h1>"
              "<p>&#12288;&#12288;第一段，<a href=\"https://x.example/\">链接</a>也在。"
              "<img src=x alt=\"看不见\"></p><p style=\"display: none\">看不见</p>"
              "<div hidden>看不见</div><p>第二&shy;段\xe2\x80\x8b，<em>强调</em>。<br></p>"
              "<ul><li>一项</li><li>又一项</li></ul><ol><li>先</li><li>后</li></ol>"
              "<noscript>请打开脚本</noscript><button>分享</button></div>",
              "# 渡口改桥\n第一段，链接也在。\n第二段，强调。\n一项\n又一项\n1. 先\n2. 后");
}

static void
a_table_becomes_a_paragraph_a_row (void)
{
  check_html ("<table><tr><th>站名</th><th>时间</th></tr><tr><td><p>东岸</p></td>"
              "<td>6:40</td></tr></table>",
              "站名　时间\n东岸　6:40");
}

static void
line_breaks_part_paragraphs_as_they_look (void)
{
  check_html ("<div>　　第一段。<br>　　第二段。<br><br>　　第三段。</div>",
              "第一段。\n第二段。\n第三段。");
}

static void
a_word_or_two_stays_a_word_or_two (void)
{
  check_html ("<meta charset=utf-8><span style='color:red'>两岸</span>", "两岸");
  check_html ("<b>粗体的一句话，有句号。</b>", "粗体的一句话，有句号。");
  check_html ("", "");
  check_html ("<p>&nbsp;</p>", "");
}

static void
bold_that_google_docs_only_wraps_is_not_bold (void)
{
  check_html (
    "<b style=\"font-weight:normal;\" id=\"docs-internal\"><p><span style=\"font-weight:400\">"
    "短短一行</span></p><p><span style=\"font-weight:700\">小标题</span></p></b>",
    "短短一行\n# 小标题");
}

static void
other_encodings_are_read (void)
{
  gsize length;
  g_autofree char *wide = g_convert ("<p>渡口</p>", -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_autoptr (GPtrArray) list = bs_paste_read_html (wide, length);
  g_autofree char *found = describe (list);

  g_assert_cmpstr (found, ==, "渡口");
  check_html ("Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000200\r\n<html><body>"
              "<!--StartFragment--><p>片段</p><!--EndFragment--></body></html>",
              "片段");
}

static void
anything_can_be_pasted_without_harm (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  static const char *const broken[] = {
    "<", "<p", "</p></p>", "<p><b><i>", "&#xffffff;&bogus;", "<!--", "<![if", "\xff\xfe\xff"
  };

  for (guint i = 0; i < 20000; i++)
    g_string_append (deep, "<div>");
  g_string_append (deep, "深");
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GPtrArray) list = bs_paste_read_html (broken[i], strlen (broken[i]));

      g_assert_nonnull (list);
    }
  {
    g_autoptr (GPtrArray) list = bs_paste_read_html (deep->str, deep->len);

    g_assert_nonnull (list);
  }
}

static void
lines_broken_by_a_mail_program_are_joined (void)
{
  check_text ("清晨五点四十分，住在西岸的船工老郝推开门，看\n"
              "见河水已经涨到台阶。他把搪瓷缸放在桥栏上，慢\n"
              "慢喝茶。\n"
              "\n"
              "昨日，连接两岸的步行桥正式开通，走行人与自行\n"
              "车，把两个社区连在一起。\n",
              "清晨五点四十分，住在西岸的船工老郝推开门，看见河水已经涨到台阶。他把搪瓷缸放在桥栏上"
              "，慢慢喝茶。\n"
              "昨日，连接两岸的步行桥正式开通，走行人与自行车，把两个社区连在一起。");
  check_text (
    "The ferry runs on weekdays from the east\n"
    "bank to the west, and nobody has counted\n"
    "how many have crossed the river by now,\n"
    "early or late.\n",
    "The ferry runs on weekdays from the east bank to the west, and nobody has counted how "
    "many have crossed the river by now, early or late.");
}

static void
paragraphs_a_line_each_stay (void)
{
  check_text (
    "第一段说了很多很多很多很多很多很多很多很多话。\r\n第二段。\r\n\r\n　　第三段，不长。\r\n",
    "第一段说了很多很多很多很多很多很多很多很多话。\n第二段。\n第三段，不长。");
  check_text ("渡口开了\n两岸通了\n", "渡口开了\n两岸通了");
}

static void
plain_means_a_paragraph_a_line (void)
{
  const char *text = "一\n二\n\n三";
  g_autoptr (GPtrArray) list = bs_paste_read_lines (text, strlen (text));
  g_autofree char *found = describe (list);

  g_assert_cmpstr (found, ==, "一\n二\n三");
}

static void
check_file (gconstpointer data)
{
  const char *path = data;
  g_autofree char *content = NULL;
  g_autofree char *found = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GPtrArray) list = NULL;
  char *start;
  char *expected;
  gboolean html;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  start = strstr (content, "\n===== ");
  expected = strstr (content, "\n" BECOMES);
  g_assert_true (start != NULL && expected != NULL);
  html = g_str_has_prefix (start, "\n===== html\n");
  start += strlen ("\n===== html\n");
  list = html ? bs_paste_read_html (start, (gsize) (expected - start))
              : bs_paste_read_text (start, (gsize) (expected - start));
  found = describe (list);
  line = g_strconcat (found, "\n", NULL);
  expected += strlen ("\n" BECOMES);
  if (regenerate)
    {
      g_autofree char *whole = g_strdup_printf ("%.*s%s", (int) (expected - content), content,
                                                line);

      g_assert_true (g_file_set_contents (path, whole, -1, NULL));
      return;
    }
  g_assert_cmpstr (line, ==, expected);
}

static void
add_files (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".paste"))
      {
        g_autofree char *test = g_strconcat ("/import/paste/", name, NULL);

        g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), check_file, g_free);
      }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  regenerate = argc > 1 && strcmp (argv[1], "--regenerate") == 0;
  if (regenerate)
    argc--;
  g_test_init (&argc, &argv, NULL);
  add_files ();

#define ADD(function) g_test_add_func ("/import/paste/" #function, function)
  ADD (word_leaves_its_styles_behind);
  ADD (a_web_page_brings_its_text_only);
  ADD (a_table_becomes_a_paragraph_a_row);
  ADD (line_breaks_part_paragraphs_as_they_look);
  ADD (a_word_or_two_stays_a_word_or_two);
  ADD (bold_that_google_docs_only_wraps_is_not_bold);
  ADD (other_encodings_are_read);
  ADD (anything_can_be_pasted_without_harm);
  ADD (lines_broken_by_a_mail_program_are_joined);
  ADD (paragraphs_a_line_each_stay);
  ADD (plain_means_a_paragraph_a_line);

  return g_test_run ();
}
