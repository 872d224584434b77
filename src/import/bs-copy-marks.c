/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-copy-marks.h"

#include "bs-copy-marks-private.h"

#include <string.h>

/* Patterns are only ever tried on short strings, so that no copy can make them slow. */
#define MAX_PATTERN_BYTES 400
#define MAX_FLAG_BYTES 36
#define MAX_FOLIO_BYTES 240

#define DOT "[·•‧・･∙⋅˙．]"
#define OPEN "[（(【\\[〔]"
#define CLOSE "[）)】\\]〕]"
#define TITLE                                                                                      \
  "(?:本报|本刊|本网|本台|本社|新华社|中新社|\\p{Han}{2,4}(?:日报|晚报|晨报|时报|早报))?"             \
  "(?:首席|资深|见习|实习|特约|全媒体|融媒体|融媒|新媒体|驻\\p{Han}{2,3}|区级|校园|小|摄影|文字)*"   \
  "(?:记者|通讯员|评论员|特派员|实习生|撰稿人|供稿人|作者|供稿|撰稿|撰文|采写)"
#define PAGE_NUMBER "第?\\s*([A-Za-zＡ-Ｚ]?\\s*[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|头)\\s*版?"

static const char *const patterns[BS_N_PATTERNS] = {
  [BS_PATTERN_TITLE] = TITLE,
  [BS_PATTERN_WORK] = "\\s*[/／（(]?\\s*(?:文\\s*[/／、]?\\s*[摄图]|[图摄]\\s*[/／、]?\\s*文|摄影报道|综合报道|"
                   "报道|采写|整理|撰写|文)\\s*[）)]?\\s*$",
  [BS_PATTERN_GLUED_BYLINE] =
    "(?<=[。！？”’」』…!?])\\s*("
    DOT "\\s*[\\p{Han}A-Za-z 　、]{2,24}\\s*" DOT "?|"
    OPEN "\\s*\\p{Han}{2,4}(?:[ 　、]+\\p{Han}{2,4}){0,3}\\s*" CLOSE "|"
    OPEN "\\s*" TITLE "[\\p{Han}A-Za-z 　、，,:：/]{2,50}" CLOSE "|"
    "[□■]?\\s*(?:本报|本刊|本台)" TITLE "[\\p{Han} 　、，,:：/]{2,50})\\s*$",
  [BS_PATTERN_CREDIT_END] = "\\s*[/／]?\\s*(?:摄影报道|摄影|摄|供图|图\\s*[/／]\\s*文|图文|文\\s*[/／]\\s*[图摄]|"
                         "摄\\s*[/／]\\s*文|绘图|制图)\\s*" CLOSE "?[。.]?$",
  [BS_PATTERN_CREDIT_START] = "(?:摄影|供图|图片|图|摄)\\s*[:：/／]\\s*(?=[\\p{Han}A-Z])",
  [BS_PATTERN_CONTINUED_FROM] =
    "^\\s*(?:" OPEN "\\s*(?:紧接|上接|接)\\s*" PAGE_NUMBER "[^（）()]{0,20}" CLOSE
    "|(?:紧接|上接)\\s*" PAGE_NUMBER "\\s*$)\\s*",
  [BS_PATTERN_CONTINUED_ON] =
    "(?:" OPEN "\\s*(?:下转|转|接转)\\s*" PAGE_NUMBER "[^（）()]{0,20}" CLOSE
    "|^下转\\s*" PAGE_NUMBER ")\\s*$",
  [BS_PATTERN_DATELINE] = "^\\s*(本报\\p{Han}{0,8}[讯电]|本报\\p{Han}{1,6}\\d{1,2}月\\d{1,2}日[讯电]|"
                       "(?:据)?(?:新华社|中新社|人民网|新华网|央视网)\\p{Han}{0,8}(?:\\d{1,2}月)?(?:\\d{1,2}日)?[电讯])"
                       "\\s*(?:" OPEN "([^（）()]{2,60})" CLOSE ")?\\s*[:：]?\\s*",
  [BS_PATTERN_SPONSOR] =
    "^(?:(?:主办|协办|承办|联办|赞助|支持)(?:单位)?\\s*[:：].{2,40}|"
    "(?:本[版栏]目?由)?[^。，！？；：]{2,36}?(?:特约(?:刊[登发载]|支持|赞助|播出)?|协办|主办|承办|联办|合办|冠名|赞助)"
    "(?:刊[登发])?)[。.]?$",
  [BS_PATTERN_FLAG_WORD] =
    "^(?:[\\p{Han}·]{1,6}(?:视点|观察|播报|速递|速览|快讯|简讯|快报|短讯|要闻|风采|风貌|风尚|聚焦|关注|之声|论坛|时评|快评|短评|"
    "评论|漫谈|杂谈|专栏|专题|故事|人物|现场|连线|动态|资讯|信息|传真|进行时|在行动|看点|直击|特写|纪实|札记|随笔|热线|"
    "镜头|掠影|见闻|传递|广角|瞭望|窗口|课堂|讲堂|点击|扫描|追踪|调查|访谈|对话|巡礼|展示|纵横|之窗|之光|天地|园地|"
    "行动|新语|新风|先锋|典型|榜样|一线|前沿|话题|焦点|热点|亮点|记者手记|手记|你我他)|"
    "简讯|快讯|短讯|要闻|聚焦|关注|特写|时评|视点|简明新闻|一句话新闻)$",
  [BS_PATTERN_LEAD] = "^(?:近日|日前|昨日|昨天|昨(?=[,，])|今天|今日|前天|前日|连日来|近段时间|上周|本周|\\d{1,2}月\\d{1,2}日|"
                   "\\d{1,2}日(?=[,，上下至起]|\\p{Han})|本报\\p{Han}{0,4}讯|新华社|为期\\p{Han}{1,2}天)",
  [BS_PATTERN_OPENER] =
    "^(?:据悉|据了解|据介绍|据统计|会上|会议(?:指出|强调|认为|要求|传达|听取|研究|书面|还)|今年(?:以来|年初)|去年以来|近年来|"
    "多年来|随后|目前|此外|同时|与此同时|另外|接下来|下一步|活动(?:中|现场|当天|期间)|现场|当天|当日|当晚|截至|其中|为此|对此|"
    "如今|最终|之后|最后|其实|原来|然而|不过|因此|于是|自(?=.{2,30}以来)|在(?=.{2,16}(?:上|中|下|里|时|前|后|内|现场)[,，])|"
    "本次|此次|这次|值得一提|例如|比如|一方面|另一方面|家住)",
  [BS_PATTERN_FIGURE_WORD] = "^" OPEN "?\\s*(?:图为|图[一二三四五六七八九①②③④⑤⑥\\d]|[上下左右]图|题图|资料图|如图|组图|"
                          "图\\s*[:：]|照片为|[上下左右]方?图片)",
  [BS_PATTERN_NUMBERED] = "^(?:[一二三四五六七八九十]{1,3}[、.．]|" OPEN "[一二三四五六七八九十\\d]{1,3}" CLOSE
                       "|\\d{1,2}[、．.](?!\\d)|[①-⑳❶-❿]|第[一二三四五六七八九十]{1,3}[，、,章节条]|"
                       "[一二三四五六七八九]是|其[一二三四五])",
  [BS_PATTERN_FOLIO] =
    "^(?:第?\\s*[A-Da-dＡ-Ｄ]?\\s*[0-9０-９]{1,3}\\s*[/／]?\\s*[0-9０-９]{0,3}\\s*版?|"
    "[-—–·]{1,3}\\s*[0-9]{1,3}\\s*[-—–·]{1,3}|"
    "(?:第\\s*)?(?:[A-Da-d]\\s*[0-9]{1,2}|0[0-9])\\s*版?\\s*[|｜:：·/／]?\\s*[\\p{Han}·]{2,8}(?:新闻)?|"
    "[\\p{Han}·]{2,8}\\s*[|｜:：·/／]?\\s*(?:[A-Da-d]\\s*[0-9]{1,2}|0[0-9])\\s*版?|"
    "第?[0-9]{1,2}版\\s*[|｜:：·]?\\s*\\p{Han}{2,6}|\\p{Han}{2,6}\\s*[|｜:：·]?\\s*第?[0-9]{1,2}版|"
    "[一二三四五六七八九十]+版|今日\\s*[0-9一二三四五六七八]+\\s*版.{0,8}|!\\[.{0,120}|<[^>]{1,120}>)$",
  [BS_PATTERN_FOLIO_WORD] =
    "责任?编辑?\\s*[:：/]|责编|编辑\\s*[:：]|组版|版式|美编|校对|制图\\s*[:：]|值班(?:总编|编委|主任)|总第|第\\s*\\d+\\s*期|星期[一二三四五六日天]|农历|"
    "\\d{4}[.·/-]\\d{1,2}[.·/-]\\d{1,2}|\\d{4}\\s*年\\s*\\d{1,2}\\s*月\\s*\\d{1,2}\\s*日|国内统一|CN\\s*\\d|邮发代号|新闻热线|投稿邮箱|热线电话|电话\\s*[:：]|邮箱\\s*[:：]|"
    "[Ee]-?mail|www\\.|https?:|@|主管|出版|印刷|零售价|定价|微信公众号|扫码|二维码|本版|A叠|(?:日报|晚报|晨报|时报)社",
};

/* Most lines hold none of these, which is seen much faster than a pattern is tried. */
static const char *const needles[BS_N_PATTERNS][9] = {
  [BS_PATTERN_TITLE] = { "记者", "员", "作者", "实习生", "稿", "撰", "采写", "特派" },
  [BS_PATTERN_WORK] = { "文", "报道", "采写", "整理", "撰写" },
  [BS_PATTERN_GLUED_BYLINE] = { "·", "•", "‧", "・", "･", "∙", "记者", "）", ")" },
  [BS_PATTERN_CREDIT_END] = { "摄", "图" },
  [BS_PATTERN_CREDIT_START] = { "摄", "图" },
  [BS_PATTERN_CONTINUED_FROM] = { "接" },
  [BS_PATTERN_CONTINUED_ON] = { "转" },
  [BS_PATTERN_DATELINE] = { "讯", "电" },
  [BS_PATTERN_SPONSOR] = { "办", "刊", "赞助", "冠名", "支持", "特约", "播出" },
};

struct _BsCopyMarks
{
  GRegex *compiled[BS_N_PATTERNS];
};

BsCopyMarks *
bs_copy_marks_new (void)
{
  BsCopyMarks *self = g_new0 (BsCopyMarks, 1);

  for (guint i = 0; i < BS_N_PATTERNS; i++)
    {
      g_autoptr (GError) error = NULL;

      self->compiled[i] = g_regex_new (patterns[i], 0, 0, &error);
      if (error != NULL)
        g_error ("pattern %u: %s", i, error->message);
    }

  return self;
}

void
bs_copy_marks_free (BsCopyMarks *self)
{
  for (guint i = 0; i < BS_N_PATTERNS; i++)
    g_regex_unref (self->compiled[i]);
  g_free (self);
}

static gboolean
has_needle (BsCopyPattern pattern, const char *text)
{
  if (needles[pattern][0] == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (needles[pattern]) && needles[pattern][i] != NULL; i++)
    if (strstr (text, needles[pattern][i]) != NULL)
      return TRUE;

  return FALSE;
}

gboolean
bs_copy_marks_find (const BsCopyMarks *self, BsCopyPattern pattern, const char *text,
                    GMatchInfo **match)
{
  if (strlen (text) > MAX_PATTERN_BYTES || !has_needle (pattern, text))
    {
      if (match != NULL)
        *match = NULL;
      return FALSE;
    }

  return g_regex_match (self->compiled[pattern], text, 0, match);
}

const char *
bs_copy_tail (const char *text, gsize bytes)
{
  gsize length = strlen (text);
  const char *tail;

  if (length <= bytes)
    return text;
  tail = text + length - bytes;
  while ((*tail & 0xC0) == 0x80)
    tail++;

  return tail;
}

char *
bs_copy_dup_head (const char *text, gsize bytes)
{
  gsize length = strlen (text);

  if (length > bytes)
    {
      length = bytes;
      while ((text[length] & 0xC0) == 0x80)
        length--;
    }

  return g_strndup (text, length);
}

/* "第 a1 版" is "A1"; "一" stays as it is. */
static char *
normalise_page (const char *text)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *page = g_string_new (NULL);

  for (const char *at = narrow; *at != '\0'; at++)
    if (!g_ascii_isspace (*at))
      g_string_append_c (page, g_ascii_toupper (*at));

  return g_string_free (page, FALSE);
}

/* Each alternative of a jump's pattern has its own group for the page. */
static char *
fetch_page (GMatchInfo *match)
{
  for (int group = g_match_info_get_match_count (match) - 1; group > 0; group--)
    {
      g_autofree char *page = g_match_info_fetch (match, group);

      if (page != NULL && *page != '\0')
        return normalise_page (page);
    }

  return g_strdup ("");
}

gsize
bs_copy_marks_continued_from (const BsCopyMarks *self, const char *text, char **page)
{
  g_autofree char *head = bs_copy_dup_head (text, 120);
  g_autoptr (GMatchInfo) match = NULL;
  int end = 0;

  if (!bs_copy_marks_find (self, BS_PATTERN_CONTINUED_FROM, head, &match))
    return 0;
  g_match_info_fetch_pos (match, 0, NULL, &end);
  if (page != NULL)
    *page = fetch_page (match);

  return end;
}

gboolean
bs_copy_marks_continued_on (const BsCopyMarks *self, const char *text, gsize *start, char **page)
{
  const char *tail = bs_copy_tail (text, 120);
  g_autoptr (GMatchInfo) match = NULL;
  int from = 0;

  if (!bs_copy_marks_find (self, BS_PATTERN_CONTINUED_ON, tail, &match))
    return FALSE;
  g_match_info_fetch_pos (match, 0, &from, NULL);
  if (start != NULL)
    *start = tail - text + from;
  if (page != NULL)
    *page = fetch_page (match);

  return TRUE;
}

gsize
bs_copy_marks_dateline (const BsCopyMarks *self, const char *text, char **dateline,
                        GPtrArray *bylines)
{
  g_autofree char *head = bs_copy_dup_head (text, 300);
  g_autofree char *inner = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  int end = 0;

  if (!bs_copy_marks_find (self, BS_PATTERN_DATELINE, head, &match))
    return 0;

  inner = g_match_info_fetch (match, 2);
  if (inner != NULL && *inner != '\0'
      && bs_copy_marks_byline (self, inner, bylines) < BS_BYLINE_LIKELY)
    return 0;
  g_match_info_fetch_pos (match, 0, NULL, &end);
  if (dateline != NULL)
    *dateline = g_match_info_fetch (match, 1);

  return end;
}

static const char *
pointer_of (gunichar c)
{
  static const struct
  {
    const char *pointer;
    gunichar variants[9];
  } pointers[] = {
    { "◀", { 0x25C0, 0x25C1, 0x25C4, 0x25C5, 0x2190, 0x2B05, 0x21E6, 0x261C } },
    { "▲", { 0x25B2, 0x25B3, 0x25B4, 0x25B5, 0x2191, 0x2B06, 0x21E7, 0x261D } },
    { "▶", { 0x25B6, 0x25B7, 0x25BA, 0x25BB, 0x2192, 0x27A1, 0x21E8, 0x261E } },
    { "▼", { 0x25BC, 0x25BD, 0x25BE, 0x25BF, 0x2193, 0x2B07, 0x21E9, 0x261F } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pointers); i++)
    for (guint j = 0; pointers[i].variants[j] != 0; j++)
      if (pointers[i].variants[j] == c)
        return pointers[i].pointer;

  return NULL;
}

/* White space and the emoji variation selector go with an arrow. */
static gboolean
is_beside_arrow (gunichar c)
{
  return pointer_of (c) != NULL || c == 0xFE0F || g_unichar_isspace (c);
}

const char *
bs_copy_marks_arrow (const char *text, gsize *start, gsize *end)
{
  const char *head = text;
  const char *tail = text + strlen (text);
  const char *pointer = pointer_of (g_utf8_get_char (text));

  while (*head != '\0' && is_beside_arrow (g_utf8_get_char (head)))
    head = g_utf8_next_char (head);
  while (tail > head)
    {
      const char *before = g_utf8_prev_char (tail);

      if (!is_beside_arrow (g_utf8_get_char (before)))
        break;
      if (pointer == NULL)
        pointer = pointer_of (g_utf8_get_char (before));
      tail = before;
    }
  if (start != NULL)
    *start = head - text;
  if (end != NULL)
    *end = tail - text;

  return pointer;
}

gboolean
bs_copy_marks_is_sponsor (const BsCopyMarks *self, const char *text)
{
  return bs_copy_marks_find (self, BS_PATTERN_SPONSOR, text, NULL);
}

guint
bs_copy_marks_furniture (const BsCopyMarks *self, const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;
  guint words = 0;

  if (strlen (text) > MAX_FOLIO_BYTES)
    return 0;
  if (bs_copy_marks_find (self, BS_PATTERN_FOLIO, text, NULL))
    return 2;
  for (bs_copy_marks_find (self, BS_PATTERN_FOLIO_WORD, text, &match);
       match != NULL && g_match_info_matches (match); g_match_info_next (match, NULL))
    words++;

  return MIN (words, 2);
}

gboolean
bs_copy_marks_is_flag_word (const BsCopyMarks *self, const char *text)
{
  return strlen (text) <= MAX_FLAG_BYTES
         && bs_copy_marks_find (self, BS_PATTERN_FLAG_WORD, text, NULL);
}

gboolean
bs_copy_marks_is_lead (const BsCopyMarks *self, const char *text)
{
  g_autofree char *head = bs_copy_dup_head (text, 60);

  return bs_copy_marks_find (self, BS_PATTERN_LEAD, head, NULL);
}

gboolean
bs_copy_marks_is_opener (const BsCopyMarks *self, const char *text)
{
  g_autofree char *head = bs_copy_dup_head (text, 120);

  return bs_copy_marks_find (self, BS_PATTERN_OPENER, head, NULL);
}

gboolean
bs_copy_marks_is_figure_word (const BsCopyMarks *self, const char *text)
{
  g_autofree char *head = bs_copy_dup_head (text, 60);

  return bs_copy_marks_find (self, BS_PATTERN_FIGURE_WORD, head, NULL);
}

gboolean
bs_copy_marks_is_numbered (const BsCopyMarks *self, const char *text)
{
  g_autofree char *head = bs_copy_dup_head (text, 60);

  return bs_copy_marks_find (self, BS_PATTERN_NUMBERED, head, NULL);
}
