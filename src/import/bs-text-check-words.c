/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-config.h"
#include "bs-text-check-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Words of at least this many characters are told when they come twice at once. */
#define MIN_PHRASE 4
#define MAX_PHRASE 16

/* --- Tables ---
 *
 * Characters that Chinese doubles by itself, by why it does. */
static const char *const doubling[] = {
  /* kin and pet names */
  "爸妈爷奶哥姐弟妹叔伯舅姑姨婶嫂公婆太娃宝囡仔乖孙侄丫豆妞崽",
  /* each of them: measures, times, places */
  "人个家户处事时刻天年月日夜岁次回步代件样种条层声句字页本张朵片座栋阵串排根颗粒点滴丝缕团圈面"
  "村门道关环节项桩笔篇行株棵双对队班组校街路山水波浪叠重堆头星期季春秋朝暮世桌盏碗杯袋箱筐车船"
  "楼院店厂线段块瓣支枝叶株盆坛罐瓶铺床盘份台架艘辆套幅场轮批帧寸尺分秒角落坎沟坡湾",
  /* a little: verbs */
  "看试想说听走聊谈问读写做干玩吃喝尝查找学讲议数算量比转逛坐站等歇唱跳跑动拍摸碰敲打扫擦洗晒晾"
  "翻挑选品闻练教管帮扶拉推谢见认评改补修填理整收挪让透晃摇招握睡散钓遛溜逗笑哭瞧瞅望盼念记背抄"
  "画绣织缝指摆点劈砍锄铲锹掂搬搭晒剪贴捏揉搓泡炒煮蒸烤拌搅停缓催劝哄夸骂骗碍躲藏猜抓捉追赶压按扣系"
  "绑捆",
  /* how: adverbs and what describes */
  "常往渐偏仅刚稍略慢快早晚久远深紧牢满足大小高低轻重悄默静暗偷频屡连纷匆缓徐冉款微隐绵滔滚熊浓"
  "淡厚薄长短粗细白红绿蓝黑黄青亮暖凉冷热甜香酸苦辣软硬圆方扁尖直弯斜平空沉迟遥茫苍郁葱欣好统通"
  "明恰每万千多少区皑巍峨潺涓汩淙袅娉婷依楚翩殷谆循侃娓津喋孜兢战惴惶忡悠闲堂炎凛飒萧瑟簌沙窸"
  "落朗灿烂熠粼荡漾澄皎胖瘦嫩脆饱鼓实稳壮蓬勃赫铮芸莽浩森历咄区耿勤恳诚碌忙急慌懒闷",
  /* sounds */
  "哈呵嘻嘿咚咔嗡嗷喵汪叽喳哗呼轰隆咯嘟铃叮当啪嗒吱呀嘎呜哇啊嘘喔咩哞噼啦咕噜吁哼哎唉嗯噢哦嗨喂嗖唰"
  "砰怦扑通",
  /* after another character: 绿油油, 沉甸甸, 亮晶晶 */
  "油彤晶乎洋灿滚腾冲淋漓溜巴生甸蒙冰梆绷邦喷扑腻津滋丝酥糊茸融颤巍悬墩实敦簇燎辣烘乎歪扭喇",
  /* animals, things, names of their own */
  "猩狒蛐蝈饽馍框泡杠坑兜碴渣兮奕翼济泱溶咬跃蠢往惺耽昭彰卿莹圆妮甜萌熊",
};

/* Never rightly doubled, but where one word ends and the next begins with it. */
static const char *const never
  = "的了在是和与及为被把将从向但而就也都还或若这那该使以到们着之其所并由于很更最得我你他她它";

/* What stands by itself between words: no part of one that the dictionary lacks. */
static const char *const alone
  = "的了在是和与及为被把将向但而就也都还或若这那该使以到们着之其所并由于很更最得我你他她它不没有要"
    "会能可说去来上下中里对给让用又再才只等跟同因如各某每此";

/* Words that may stand before the same character: "目的的", "现在在". */
static const char *const words_before[] = {
  "目的", "标的", "现在", "存在", "所在", "首都", "成都", "大都", "主将", "上将", "中将", "少将",
  "名将", "大将", "老将", "小将", "总和", "大和", "有的", "缓和", "温和", "平和", "谦和", "祥和",
  "随和", "人和", "行为", "作为", "有为", "土地", "不了", "了了", "自得", "心得", "由于", "终于",
};

/* And those that may come after it: "他的的士", "要为为民服务的人". */
static const char *const words_after[] = {
  "的确", "的士", "为民", "为人", "为难", "和平", "和谐", "和解", "对方", "对手", "对外", "就业",
  "将军", "将士", "从业", "从前", "与会", "是非", "是否", "以人", "被子", "由来", "使馆", "在职",
};

/* 市, 县 … after a place's name: "南山市市长", and 会, 员 after what they belong to. */
static const char *const suffixes = "联省市县区州国村镇乡厂校院局会部队党团社所站厅处科系班委办馆";

/* Of names: "李圆圆", after a surname. */
static const char *const surnames
  = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱"
    "严覃武戴莫孔向汤殷甄";

/* Lower-case words that a paper prints in the middle of Han. */
static const char *const known_words[] = {
  "app",  "vs",    "km",   "kg",   "mm",    "cm",   "ml",  "mg",   "nm",   "am",       "pm",
  "e",    "i",     "x",    "y",    "z",     "n",    "a",   "b",    "c",    "d",        "wifi",
  "logo", "email", "vlog", "blog", "coser", "emo",  "web", "plog", "live", "citywalk", "pick",
  "get",  "hold",  "cos",  "mini", "pro",   "plus", "max", "air",  "book", "html",     "pdf",
  "word", "excel", "ppt",  "jpg",  "png",   "mp",   "and", "of",   "the",  "by",       "to",
  "kw",   "kwh",   "pm",   "ppm",  "hz",    "bit",  "db",  "dna",  "ph",   "ing",      "der",
};

/* --- Doubled characters --- */

static gboolean
has (const char *characters, gunichar c)
{
  return g_utf8_strchr (characters, -1, c) != NULL;
}

static gboolean
doubles_by_itself (gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (doubling); i++)
    if (has (doubling[i], c))
      return TRUE;

  return FALSE;
}

static gboolean
is_between_words (const BsTextScan *scan, guint i)
{
  for (guint k = 0; k < G_N_ELEMENTS (words_after); k++)
    if (g_str_has_prefix (scan->text + scan->at[i + 1], words_after[k]))
      return TRUE;
  for (guint k = 0; k < G_N_ELEMENTS (words_before); k++)
    {
      gsize length = strlen (words_before[k]);

      if (scan->at[i + 1] >= length
          && memcmp (scan->text + scan->at[i + 1] - length, words_before[k], length) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What the dictionary makes of a pair and of what stands around it. */
typedef struct
{
  gboolean one_word; /* of both */
  gboolean ends;     /* a word of several characters ends with the first */
  gboolean begins;   /* one begins with the second */
  gboolean joins;    /* on either side a word, or a character of none, which the pair may make
                        into one that the dictionary lacks: 外墙|墙|皮, 直立|立|减 */
} PairWords;

/* Whether [@at, @at + 1) is a word of the dictionary's, and may well be a part of one that is not. */
static gboolean
is_lone (const BsTextScan *scan, int at, int from, int n)
{
  gunichar c = bs_text_scan_get (scan, from + at);

  return at >= 0 && at < n && bs_text_scan_is_han (c) && !has (alone, c)
         && ubrk_isBoundary (scan->words, at)
         && (at + 1 == n || ubrk_isBoundary (scan->words, at + 1));
}

static PairWords
look_up_pair (const BsTextScan *scan, guint i)
{
  PairWords words = { FALSE, TRUE, TRUE, TRUE }; /* in doubt nothing is told */
  UChar text[16];
  UErrorCode status = U_ZERO_ERROR;
  int from = MAX ((int) i - 5, 0);
  int first = (int) i - from;
  int n = 0;
  int begin;
  int end;

  if (scan->words == NULL)
    return words;
  for (int k = from; k < (int) scan->n && k < (int) i + 8 && scan->c[k] < 0x10000; k++)
    text[n++] = (UChar) scan->c[k];
  if (first + 1 >= n)
    return words;
  ubrk_setText (scan->words, text, n, &status);
  if (U_FAILURE (status))
    return words;

  words.one_word = !ubrk_isBoundary (scan->words, first + 1);
  begin = ubrk_preceding (scan->words, first + 1);
  end = ubrk_following (scan->words, first + 1);
  words.ends = !words.one_word && begin != UBRK_DONE && begin < first;
  words.begins = !words.one_word && end != UBRK_DONE && end > first + 2;
  words.joins = (words.ends || is_lone (scan, first - 1, from, n))
                && (words.begins || is_lone (scan, first + 2, from, n));

  return words;
}

static gboolean
is_right_pair (const BsTextScan *scan, guint i)
{
  gunichar c = scan->c[i];
  gunichar before = bs_text_scan_get (scan, (int) i - 1);
  gunichar after = bs_text_scan_get (scan, (int) i + 2);
  PairWords words;

  /* 高高兴兴, 是是非非: the other pair stands beside it. */
  if ((after != 0 && bs_text_scan_is_han (after) && after == bs_text_scan_get (scan, (int) i + 3))
      || (before != 0 && bs_text_scan_is_han (before)
          && before == bs_text_scan_get (scan, (int) i - 2)))
    return TRUE;
  /* 看一看, 不了了之 and names. */
  if (c == 0x4e86 && (after == 0x4e4b || after == 0x65e0))
    return TRUE;

  words = look_up_pair (scan, i);
  if (has (never, c))
    return is_between_words (scan, i) || words.begins;
  if (words.one_word || doubles_by_itself (c) || words.joins)
    return TRUE;
  if (has (suffixes, c) && (words.ends || words.begins))
    return TRUE;

  return has (surnames, before);
}

/* Characters from @i that come again at once, as by a slip of pasting; 0 if none. */
static guint
find_repeated_phrase (const BsTextScan *scan, guint i)
{
  for (guint length = MIN_PHRASE; length <= MAX_PHRASE && i + 2 * length <= scan->n; length++)
    {
      guint k = 0;

      if (scan->c[i] != scan->c[i + length])
        continue;
      while (k < length && scan->c[i + k] == scan->c[i + length + k]
             && bs_text_scan_is_han (scan->c[i + k]))
        k++;
      if (k == length && scan->c[i] != scan->c[i + 1])
        return length;
    }

  return 0;
}

static char *
dup_range (const BsTextScan *scan, guint from, guint to)
{
  return g_strndup (scan->text + scan->at[from], scan->at[to] - scan->at[from]);
}

static void
tell_twice (BsTextScan *scan, guint from, guint to, guint keep)
{
  g_autofree char *what = dup_range (scan, from, from + keep);

  bs_text_scan_add (scan, BS_TEXT_FAULT_DOUBLED, from, to, g_strdup (what),
                    /* Translators: %s is a character or some words. */
                    g_strdup_printf (_ ("“%s” stands there twice"), what));
}

void
bs_text_scan_doubled (BsTextScan *scan)
{
  for (guint i = 0; i + 1 < scan->n; i++)
    {
      guint run = 1;
      guint phrase;

      if (!bs_text_scan_is_han (scan->c[i]))
        continue;
      while (scan->c[i + run] == scan->c[i])
        run++;
      if (run >= 2 && !(run == 2 ? is_right_pair (scan, i) : doubles_by_itself (scan->c[i])))
        tell_twice (scan, i, i + run, 1);
      if (run > 1)
        {
          i += run - 1;
          continue;
        }
      phrase = find_repeated_phrase (scan, i);
      if (phrase > 0)
        {
          tell_twice (scan, i, i + 2 * phrase, phrase);
          i += 2 * phrase - 1;
        }
    }
}

/* --- Stray Latin letters --- */

static gboolean
is_letter (gunichar c)
{
  return c < 0x250 && g_unichar_isalpha (c);
}

/* Parts of an address, of a model's name, of an English phrase. */
static gboolean
joins_words (gunichar c)
{
  return c != 0
         && (g_ascii_isdigit ((char) MIN (c, 0x7f)) || c == '@' || c == '/' || c == '.' || c == '-'
             || c == '_' || c == '&' || c == '+' || c == '\'' || c == 0x2019 || c == '#' || c == '%'
             || c == 0xb0 || c == 0xb7 || c == 0x2103);
}

static gboolean
is_known_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_words); i++)
    if (strcmp (known_words[i], word) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_quoted (gunichar before, gunichar after)
{
  return (before == 0x201c && after == 0x201d) || (before == 0xff08 && after == 0xff09)
         || (before == '(' && after == ')') || (before == 0x300a && after == 0x300b)
         || (before == 0x2018 && after == 0x2019);
}

static gboolean
is_stray (const BsTextScan *scan, guint from, guint to)
{
  gunichar before = bs_text_scan_get (scan, (int) from - 1);
  gunichar after = bs_text_scan_get (scan, (int) to);
  g_autofree char *word = dup_range (scan, from, to);

  if (joins_words (before) || joins_words (after) || is_quoted (before, after))
    return FALSE;
  /* A word of a phrase. */
  if ((before == ' ' && bs_text_scan_get (scan, (int) from - 2) < 0x2000 && from > 1)
      || (after == ' ' && bs_text_scan_get (scan, (int) to + 1) < 0x2000
          && bs_text_scan_get (scan, (int) to + 1) != 0))
    return FALSE;
  for (guint i = from; i < to; i++)
    if (g_unichar_isupper (scan->c[i]))
      return FALSE;

  return !is_known_word (word);
}

void
bs_text_scan_latin (BsTextScan *scan)
{
  guint letters = 0;

  for (guint i = 0; i < scan->n; i++)
    letters += is_letter (scan->c[i]);
  if (letters * 2 > scan->n_han)
    return;

  for (guint i = 0; i < scan->n; i++)
    {
      guint end = i;

      while (end < scan->n && is_letter (scan->c[end]))
        end++;
      if (end == i)
        continue;
      if (is_stray (scan, i, end))
        bs_text_scan_add (scan, BS_TEXT_FAULT_LATIN, i, end, g_strdup (""),
                          g_strdup (_ ("Latin letters left in Chinese text")));
      i = end;
    }
}
