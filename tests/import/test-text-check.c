/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the check of a text's structure finds, and what it leaves alone: a false alarm in every
 * second paragraph would teach editors to look away.
 */

#include "import/bs-story-check.h"
#include "import/bs-text-check.h"
#include "model/bs-issue.h"

#include <locale.h>
#include <string.h>

typedef struct
{
  const char *text;
  const char *found; /* "kind:text>replacement" of each, in order, parted by spaces; "" none */
} Case;

static char *
describe (GPtrArray *faults)
{
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++)
    {
      const BsTextFault *fault = g_ptr_array_index (faults, i);

      g_string_append_printf (found, "%s%s:%s>%s", i > 0 ? " " : "",
                              bs_text_fault_kind_get_name (fault->kind), fault->text,
                              fault->replacement != NULL ? fault->replacement : "?");
      g_assert_nonnull (fault->message);
      g_assert_cmpstr (fault->message, !=, "");
    }

  return g_string_free (found, FALSE);
}

static void
check_cases (const Case *cases, guint n, BsTextRole role)
{
  g_autoptr (BsTextCheck) check = bs_text_check_new ();
  BsTextPlace place = { role, NULL };

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) faults = bs_text_check_run (check, cases[i].text, &place);
      g_autofree char *found = describe (faults);

      if (strcmp (found, cases[i].found) != 0)
        {
          g_test_message ("%s: found \"%s\", not \"%s\"", cases[i].text, found, cases[i].found);
          g_test_fail ();
        }
    }
}

static void
finds_quotes_and_brackets_without_partner (void)
{
  static const Case cases[] = {
    { "他说：“河水涨了。”", "" },
    { "他说：“河水涨了。", "unpaired:“>?" },
    { "他说：河水涨了。”", "unpaired:”>?" },
    { "“她念着‘慢慢来’三个字。”", "" },
    { "“她念着‘慢慢来三个字。”", "unpaired:‘>?" },
    { "“甲说。“乙说。”", "unpaired:“>?" },
    { "《渡口》和《码头", "unpaired:《>?" },
    { "《〈渡口〉序》", "" },
    { "（图为渡口（旧照））", "" },
    { "（图为渡口。", "unpaired:（>?" },
    { "【短评】〔2026〕3号", "" },
    { "【短评", "unpaired:【>?" },
    { "“甲（乙”丙）", "unpaired:（>? unpaired:）>?" },
    { "1）先看水位；", "" },
    { "一）先看水位；", "" },
    { "先看水位）", "unpaired:）>?" },
    { "It’s the readers’ page.", "" },
    { "英文歌《Don’t Go》唱完了。", "" },
    { "“”‘’《》", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), BS_TEXT_ROLE_HEADLINE);
}

static void
lets_a_quotation_go_on_in_the_next_paragraph (void)
{
  g_autoptr (BsTextCheck) check = bs_text_check_new ();
  BsTextPlace goes_on = { BS_TEXT_ROLE_HEADLINE, "“第二段还在引。”" };
  BsTextPlace stops = { BS_TEXT_ROLE_HEADLINE, "第二段不引了。" };
  g_autoptr (GPtrArray) none = bs_text_check_run (check, "“第一段没有引完。", &goes_on);
  g_autoptr (GPtrArray) one = bs_text_check_run (check, "“第一段没有引完。", &stops);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (one->len, ==, 1);
}

static void
finds_characters_typed_twice (void)
{
  static const Case cases[] = {
    { "老街的的灯亮了", "doubled:的的>的" },
    { "他们们来了", "doubled:们们>们" },
    { "任务完成了了一半", "doubled:了了>了" },
    { "我们要发发展经济", "doubled:发发>发" },
    { "记者在在现场看到", "doubled:在在>在" },
    { "灯亮了，，灯灭了", "marks:，，>，" },
    { "有关部门负责有关部门负责处理", "doubled:有关部门负责有关部门负责>有关部门负责" },
    { "水水水涨了", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), BS_TEXT_ROLE_HEADLINE);
}

/* One word ends and the next begins with it; the second, or the first, may be in no dictionary. */
static void
leaves_characters_doubled_across_words (void)
{
  static const Case cases[] = {
    { "老楼外墙墙皮脱落", "" }, { "全场商品直立立减二十元", "" },
    { "外墙墙面已经粉刷", "" }, { "新建的护墙墙体完好", "" },
    { "水泵泵房建成", "" },     { "检修电梯梯井三处", "" },
    { "更换水管管材", "" },     { "大豆豆粕涨价", "" },
    { "修补屋顶顶棚", "" },     { "清点粮仓仓单", "" },
    { "加固河堤堤脚", "" },     { "渔民民宿开张", "" },
    { "中国国际展览", "" },     { "从严严肃查处", "" },
    { "工业业态更新", "" },     { "现代代办点", "" },
    { "产品品质提升", "" },     { "发生生产事故", "" },
    { "提出出行建议", "" },     { "马上上车", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), BS_TEXT_ROLE_HEADLINE);
}

static void
finds_slips_beside_whole_words (void)
{
  static const Case cases[] = {
    { "记者者走进车间", "doubled:者者>者" },   { "记者者在现场", "doubled:者者>者" },
    { "外墙墙的颜色", "doubled:墙墙>墙" },     { "市民民有了新去处", "doubled:民民>民" },
    { "老师师说得好", "doubled:师师>师" },     { "项目建建设加快", "doubled:建建>建" },
    { "粮食丰产产", "doubled:产产>产" },       { "他他来了", "doubled:他他>他" },
    { "灯亮了的的时候", "doubled:的的>的" },   { "放在在桌上", "doubled:在在>在" },
    { "村里的的路修好了", "doubled:的的>的" }, { "大家都都来了", "doubled:都都>都" },
    { "这是是一条新路", "doubled:是是>是" },   { "河水涨了了三尺", "doubled:了了>了" },
    { "河堤与与码头", "doubled:与与>与" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), BS_TEXT_ROLE_HEADLINE);
}

static void
leaves_what_chinese_doubles (void)
{
  static const Case cases[] = {
    { "爸爸妈妈天天看看报", "" },
    { "人人有责，家家户户", "" },
    { "的的确确是好事", "" },
    { "高高兴兴上班，清清楚楚算账", "" },
    { "以宣传为目的的活动", "" },
    { "他现在在渡口", "" },
    { "不了了之", "" },
    { "绿油油的麦田", "" },
    { "亮晶晶的眼睛", "" },
    { "哈哈哈哈", "" },
    { "渐渐暖和，常常散散步", "" },
    { "研究究竟怎么办", "" },
    { "学生生活丰富", "" },
    { "南山市市长来了", "" },
    { "同学王圆圆和李冰冰", "" },
    { "星星点点，断断续续", "" },
    { "试试看，想想办法", "" },
    { "谢谢大家，慢慢走", "" },
    { "步步高，层层落实", "" },
    { "刚刚，仅仅，偏偏", "" },
    { "他的的士停在路边", "" },
    { "员工工作认真", "" },
    { "为为民服务的人点赞", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), BS_TEXT_ROLE_HEADLINE);
}

static void
finds_marks_of_the_wrong_width (void)
{
  static const Case cases[] = {
    { "河水涨了,船停了", "narrow-mark:,>，" },
    { "河水涨了.船停了", "narrow-mark:.>。" },
    { "河水涨了.", "narrow-mark:.>。" },
    { "为什么?", "narrow-mark:?>？" },
    { "他说:走", "narrow-mark::>：" },
    { "渡口(旧)开了", "narrow-mark:(>（ narrow-mark:)>）" },
    { "他说\"走吧\"就走", "narrow-mark:\">“ narrow-mark:\">”" },
    { "比分3:1，占3.5%，1,200人，GDP", "" },
    { "见 www.jiangcun.example/a.html 一页", "" },
    { "第1.2版", "" },
    { "Hello, world (again).", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), BS_TEXT_ROLE_HEADLINE);
}

static void
finds_marks_too_many_or_half (void)
{
  static const Case cases[] = {
    { "涨了。。停了", "marks:。。>。" },
    { "涨了，。停了", "marks:，。>。" },
    { "真的？。走", "marks:？。>？" },
    { "等等。。。", "marks:。。。>……" },
    { "他想…走了", "marks:…>……" },
    { "他想……走了", "" },
    { "渡口——旧码头", "" },
    { "渡口--旧码头", "marks:-->——" },
    { "真的？！太好了！！", "" },
    { "他想...走了", "marks:...>……" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), BS_TEXT_ROLE_HEADLINE);
}

static void
finds_latin_left_by_an_input_method (void)
{
  static const Case cases[] = {
    { "渡口的shi船工说河水已经涨了两尺", "latin:shi>" },
    { "河水已经涨了l两尺多，船工们说", "latin:l>" },
    { "全长168km，重3kg，功率40kW", "" },
    { "GDP增长，AI应用，T恤，iPhone", "" },
    { "下载app，看vlog，打开wifi", "" },
    { "网址是jiangcun.example/news，邮箱a@b.example", "" },
    { "歌名叫“moon river”，很多人会唱的老歌", "" },
    { "他用 city walk 的办法走遍了江村的老街小巷", "" },
    { "维生素（vitamin）每天都要吃一点才好", "" },
    { "A股上涨，B超检查，3D打印，5G网络", "" },
    { "The ferry runs on weekdays.", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), BS_TEXT_ROLE_HEADLINE);
}

static void
finds_spaces_and_hidden_characters_in_body (void)
{
  static const Case cases[] = {
    { "河水 涨了。", "space: >" },
    { "　　河水涨了。", "space:　　>" },
    { "本报讯（记者 闻真）河水涨了。", "" },
    { "本报讯（记者 闻真 通讯员 言小简）河水涨了。", "" },
    { "用 GDP 来算。", "" },
    { "河\xe2\x80\x8b水涨了。", "hidden:\xe2\x80\x8b>" },
    { "河\xc2\xad水涨了。", "hidden:\xc2\xad>" },
    { "２０２６年，Ａ座。", "wide-latin:２０２６>2026 wide-latin:Ａ>A" },
  };
  static const Case headlines[] = { { "绕行三十年 如今三分钟", "" }, { "绕行　如今", "" } };

  check_cases (cases, G_N_ELEMENTS (cases), BS_TEXT_ROLE_BODY);
  check_cases (headlines, G_N_ELEMENTS (headlines), BS_TEXT_ROLE_HEADLINE);
}

static void
finds_paragraphs_that_just_stop (void)
{
  static const Case cases[] = {
    { "清晨五点四十分，住在西岸的船工老郝推开门看见河水已经涨到台阶", "end:阶>阶。" },
    { "清晨五点四十分，住在西岸的船工老郝推开门看见河水已经涨到台阶，", "end:，>。" },
    { "清晨五点四十分，住在西岸的船工老郝推开门看见河水已经涨到台阶。", "" },
    { "清晨五点四十分，住在西岸的船工老郝推开门看见河水已经涨到“台阶”", "" },
    { "清晨五点四十分，住在西岸的船工老郝推开门看见河水已经涨到了：", "" },
    { "河水涨到台阶", "" },
  };
  static const Case captions[] = { { "清晨五点四十分，住在西岸的船工老郝推开门看见河水已经涨到台阶",
                                     "" } };

  check_cases (cases, G_N_ELEMENTS (cases), BS_TEXT_ROLE_BODY);
  check_cases (captions, G_N_ELEMENTS (captions), BS_TEXT_ROLE_CAPTION);
}

static void
takes_time_in_proportion_and_any_bytes (void)
{
  g_autoptr (BsTextCheck) check = bs_text_check_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  BsTextPlace place = { BS_TEXT_ROLE_BODY, NULL };
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GPtrArray) none = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, i % 7 == 0 ? "“" : i % 5 == 0 ? " " : i % 3 == 0 ? "的" : "(");
  faults = bs_text_check_run (check, text->str, &place);
  g_assert_cmpuint (faults->len, >, 100);
  for (guint i = 1; i < faults->len; i++)
    {
      const BsTextFault *before = g_ptr_array_index (faults, i - 1);
      const BsTextFault *fault = g_ptr_array_index (faults, i);

      g_assert_cmpuint (before->offset + before->length, <=, fault->offset);
    }
  none = bs_text_check_run (check, "", &place);
  g_assert_cmpuint (none->len, ==, 0);
}

/* --- A whole story --- */

static BsDocument *
make_document (BsEnvironment *environment)
{
  BsNewIssue issue = { .name = "江村报", .date = "2026-11-22" };
  BsDocument *document = bs_document_new (environment, &issue);
  g_autoptr (BsNode) value = NULL;
  BsNodeBuilder *story = bs_node_builder_new_object ();
  BsNodeBuilder *paragraphs = bs_node_builder_new_array ();

  for (guint i = 1; i <= 2; i++)
    {
      BsNodeBuilder *paragraph = bs_node_builder_new_object ();
      g_autofree char *id = g_strdup_printf ("p%u", i);

      bs_node_builder_set_text (paragraph, "id", id);
      bs_node_builder_set_text (paragraph, "text", i == 1 ? "老街的的灯亮了。" : "河水,涨的的高。");
      bs_node_builder_add (paragraphs, bs_node_builder_end (paragraph));
    }
  bs_node_builder_set_text (story, "id", "s1");
  bs_node_builder_set_text (story, "headline", "渡口“开了");
  bs_node_builder_set (story, "paragraphs", bs_node_builder_end (paragraphs));
  value = bs_node_builder_end (story);
  bs_document_begin (document, "Set up", NULL);
  bs_document_insert (document, "/stories", -1, value, NULL);
  bs_document_end (document);

  return document;
}

static guint
count (const GPtrArray *texts)
{
  guint n = 0;

  for (guint i = 0; i < texts->len; i++)
    n += ((const BsCheckedText *) g_ptr_array_index (texts, i))->faults->len;

  return n;
}

static void
reads_only_what_changed (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
  g_autoptr (BsDocument) document = make_document (environment);
  g_autoptr (BsStoryCheck) check = bs_story_check_new ();
  const GPtrArray *texts = bs_story_check_run (check, bs_document_get_root (document), "s1");
  GPtrArray *headline;
  GPtrArray *first;

  g_assert_cmpuint (texts->len, ==, 3);
  g_assert_cmpuint (count (texts), ==, 4);
  headline = ((const BsCheckedText *) g_ptr_array_index (texts, 0))->faults;
  first = g_ptr_array_ref (((const BsCheckedText *) g_ptr_array_index (texts, 1))->faults);

  bs_document_begin (document, "Typing", NULL);
  bs_document_splice (document, "/stories/s1/paragraphs/p1/text", 0, 0, "南", NULL);
  bs_document_end (document);
  texts = bs_story_check_run (check, bs_document_get_root (document), "s1");
  g_assert_true (((const BsCheckedText *) g_ptr_array_index (texts, 0))->faults == headline);
  g_assert_true (((const BsCheckedText *) g_ptr_array_index (texts, 1))->faults != first);
  g_assert_cmpuint (count (texts), ==, 4);
  g_ptr_array_unref (first);
}

static void
keeps_silent_about_what_was_let_pass (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
  g_autoptr (BsDocument) document = make_document (environment);
  g_autoptr (BsStoryCheck) check = bs_story_check_new ();
  const GPtrArray *texts = bs_story_check_run (check, bs_document_get_root (document), "s1");
  const BsCheckedText *first = g_ptr_array_index (texts, 1);
  g_autoptr (GError) error = NULL;

  bs_document_begin (document, "Ignore", NULL);
  bs_story_check_let_pass (document, first->path, g_ptr_array_index (first->faults, 0), FALSE,
                           &error);
  g_assert_no_error (error);
  bs_document_end (document);
  texts = bs_story_check_run (check, bs_document_get_root (document), "s1");
  g_assert_cmpuint (count (texts), ==, 3);

  bs_document_begin (document, "Ignore", NULL);
  first = g_ptr_array_index (texts, 1);
  bs_story_check_let_pass (document, first->path, g_ptr_array_index (first->faults, 1), TRUE,
                           &error);
  g_assert_no_error (error);
  bs_document_end (document);
  texts = bs_story_check_run (check, bs_document_get_root (document), "s1");
  g_assert_cmpuint (count (texts), ==, 2);

  bs_document_undo (document);
  bs_document_undo (document);
  texts = bs_story_check_run (check, bs_document_get_root (document), "s1");
  g_assert_cmpuint (count (texts), ==, 4);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(function) g_test_add_func ("/import/text-check/" #function, function)
  ADD (finds_quotes_and_brackets_without_partner);
  ADD (lets_a_quotation_go_on_in_the_next_paragraph);
  ADD (finds_characters_typed_twice);
  ADD (leaves_characters_doubled_across_words);
  ADD (finds_slips_beside_whole_words);
  ADD (leaves_what_chinese_doubles);
  ADD (finds_marks_of_the_wrong_width);
  ADD (finds_marks_too_many_or_half);
  ADD (finds_latin_left_by_an_input_method);
  ADD (finds_spaces_and_hidden_characters_in_body);
  ADD (finds_paragraphs_that_just_stop);
  ADD (takes_time_in_proportion_and_any_bytes);
  ADD (reads_only_what_changed);
  ADD (keeps_silent_about_what_was_let_pass);

  return g_test_run ();
}
