/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-copy-names.h"

#include <string.h>

#define MAX_NAMES 12
#define MAX_OFFICE_CHARACTERS 14

/* Family names: the Hundred Family Surnames (百家姓, 11th century) and, at the end, later ones that
 * are common today or around the Yangtze's mouth. */
static const char family_names[] =
  "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马"
  "苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪"
  "祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田"
  "樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封"
  "芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜"
  "黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈"
  "燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越"
  "夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公闫肖涂仝岳帅佘冒丛覃"
  "苟税原展矫修付代闾区尧侍佟么吾泮钦战芦兰";

static const char *const double_family_names[] = {
  "欧阳", "司马", "上官", "诸葛", "东方", "尉迟", "公孙", "慕容", "司徒", "令狐", "皇甫",
  "夏侯", "长孙", "宇文", "司空", "独孤", "南宫", "端木", "百里", "呼延", "淳于", "单于",
};

static gboolean
is_han (gunichar c)
{
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF)
         || (c >= 0x20000 && c <= 0x3FFFF);
}

static gboolean
begins_with_family_name (const char *name, glong n_characters)
{
  char first[7] = "";

  memcpy (first, name, g_utf8_next_char (name) - name);
  if (n_characters <= 3 && strstr (family_names, first) != NULL)
    return TRUE;
  if (n_characters >= 3)
    for (guint i = 0; i < G_N_ELEMENTS (double_family_names); i++)
      if (g_str_has_prefix (name, double_family_names[i]))
        return TRUE;

  return FALSE;
}

static BsNamesCertainty
judge_name (const char *name)
{
  glong n = g_utf8_strlen (name, -1);
  gboolean all_han = TRUE;
  gboolean all_latin = TRUE;

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!is_han (c) && !g_unichar_isalnum (c) && strchr ("()（）.-", *at) == NULL && c != 0xFF08
          && c != 0xFF09 && c != 0xB7)
        return BS_NAMES_NONE;
      all_han = all_han && is_han (c);
      all_latin = all_latin && c < 0x250 && g_unichar_isalpha (c);
    }

  if (all_latin)
    return n >= 2 && n <= 20 ? BS_NAMES_LIKELY : BS_NAMES_NONE;
  if (all_han && n >= 2 && n <= 4)
    return begins_with_family_name (name, n) ? BS_NAMES_SURE : BS_NAMES_LIKELY;

  return n >= 2 && n <= MAX_OFFICE_CHARACTERS ? BS_NAMES_OFFICE : BS_NAMES_NONE;
}

static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x3001 || c == 0xFF0C || c == ',' || c == '/' || c == 0xFF0F
         || c == ';' || c == 0xFF1B || c == ':' || c == 0xFF1A;
}

/* "王 颖" is one name. Two single characters side by side are joined; a third stands alone. */
static void
join_spaced_names (GPtrArray *parts)
{
  for (guint i = 0; i + 1 < parts->len; i++)
    {
      const char *first = g_ptr_array_index (parts, i);
      const char *second = g_ptr_array_index (parts, i + 1);

      if (g_utf8_strlen (first, 5) == 1 && *g_utf8_next_char (first) == '\0'
          && *g_utf8_next_char (second) == '\0' && is_han (g_utf8_get_char (first)))
        {
          char *joined = g_strconcat (first, second, NULL);

          g_ptr_array_remove_index (parts, i + 1);
          g_free (parts->pdata[i]);
          parts->pdata[i] = joined;
        }
    }
}

BsNamesCertainty
bs_copy_names_split (const char *text, gsize length, GStrv *names)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  BsNamesCertainty certainty = BS_NAMES_SURE;
  const char *end = text + length;
  const char *start = text;

  for (const char *at = text; at <= end; at = g_utf8_next_char (at))
    {
      if (at < end && !is_separator (g_utf8_get_char (at)))
        continue;
      if (at > start)
        g_ptr_array_add (parts, g_strndup (start, at - start));
      if (at >= end)
        break;
      start = g_utf8_next_char (at);
      if (parts->len > 2 * MAX_NAMES)
        return BS_NAMES_NONE;
    }

  join_spaced_names (parts);
  if (parts->len == 0 || parts->len > MAX_NAMES)
    return BS_NAMES_NONE;
  for (guint i = 0; i < parts->len; i++)
    certainty = MIN (certainty, judge_name (g_ptr_array_index (parts, i)));
  if (certainty == BS_NAMES_NONE)
    return BS_NAMES_NONE;

  if (names != NULL)
    {
      g_ptr_array_add (parts, NULL);
      *names = (GStrv) g_ptr_array_steal (parts, NULL);
    }

  return certainty;
}
