/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invented.h"

#include "model/bs-json.h"

#include <string.h>

static const char *const sentences[] = {
  "河边的柳树又绿了一层，早起的人沿着步道慢慢走。",
  "社区把闲置的小屋收拾出来，添了书架、长桌和一盏暖灯。",
  "志愿者说：“有人来坐，这里就有意思。”",
  "去年冬天的旧账一笔一笔理清，今年春天的新事一件一件开头。",
  "巷口修鞋的师傅收了第三个徒弟，手艺没有丢。",
  "统计显示，3个月里共有1260人次参加，比上年多两成。",
  "孩子们把种子埋进土里，写上名字，约好秋天再来。",
  "夜里十点，值班的灯还亮着；电话一响，人就出门。",
  "大家商量的结果贴在墙上，谁都看得见，谁都能改一笔。",
  "老人记得这里原来是一片水田，雨后有蛙声。",
};

static const char *const headlines[] = {
  "一盏灯 照亮半条街",  "旧屋添新书",     "“慢一点”的早市 回来了",
  "三个徒弟 一把锥子",  "种子有了名字",   "夜里十点的电话",
  "墙上的约定",         "水田边的蛙声",   "步道修到家门口",
  "“小账本”理清大家事", "春天里的新课表", "一条河的四季",
};

static guint32
next_random (guint32 *state)
{
  *state = *state * 1664525u + 1013904223u;

  return *state >> 8;
}

static BsNode *
invent_paragraphs (guint characters, guint32 *state)
{
  BsNodeBuilder *paragraphs = bs_node_builder_new_array ();
  guint made = 0;

  for (guint i = 0; made < characters; i++)
    {
      BsNodeBuilder *paragraph = bs_node_builder_new_object ();
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *id = g_strdup_printf ("p%u", i + 1);
      guint n_sentences = 2 + next_random (state) % 4;

      for (guint j = 0; j < n_sentences; j++)
        g_string_append (text, sentences[next_random (state) % G_N_ELEMENTS (sentences)]);
      made += (guint) g_utf8_strlen (text->str, -1);
      bs_node_builder_set_text (paragraph, "id", id);
      bs_node_builder_set_text (paragraph, "role", "body");
      bs_node_builder_set_text (paragraph, "text", text->str);
      bs_node_builder_add (paragraphs, bs_node_builder_end (paragraph));
    }

  return bs_node_builder_end (paragraphs);
}

static BsNode *
invent_story (guint index, guint characters, guint32 *state)
{
  BsNodeBuilder *story = bs_node_builder_new_object ();
  g_autofree char *id = g_strdup_printf ("s%u", index + 1);

  bs_node_builder_set_text (story, "id", id);
  bs_node_builder_set_text (story, "page", "A2");
  if (next_random (state) % 3 == 0)
    bs_node_builder_set_text (story, "kicker", "街坊一起动手——");
  bs_node_builder_set_text (story, "headline", headlines[index % G_N_ELEMENTS (headlines)]);
  if (next_random (state) % 4 == 0)
    bs_node_builder_set_text (story, "deck", "今年已办成二十件小事");
  bs_node_builder_set (story, "bylines",
                       parse_node (
                         "[{\"id\":\"y1\",\"form\":\"dots\",\"names\":[\"苏小禾\",\"程远\"]}]"));
  bs_node_builder_set (story, "paragraphs", invent_paragraphs (characters, state));

  return bs_node_builder_end (story);
}

static BsNode *
invent_photo (guint index, gboolean owned, guint32 *state)
{
  BsNodeBuilder *photo = bs_node_builder_new_object ();
  g_autofree char *id = g_strdup_printf ("f%u", index + 1);

  bs_node_builder_set_text (photo, "id", id);
  bs_node_builder_set_text (photo, "page", "A2");
  if (owned)
    bs_node_builder_set_text (photo, "story", "s2");
  bs_node_builder_set_number (photo, "width", 2400);
  bs_node_builder_set_number (photo, "height", 1500 + next_random (state) % 300);
  bs_node_builder_set_text (photo, "caption",
                            sentences[next_random (state) % G_N_ELEMENTS (sentences)]);
  bs_node_builder_set (photo, "credits", parse_node ("[{\"id\":\"c1\",\"name\":\"林一舟\"}]"));

  return bs_node_builder_end (photo);
}

/* Story @index's share: the first longest, the last shortest. */
static guint
share_of (const Invention *invention, guint index)
{
  guint n = invention->n_stories;
  guint weights = n * (n + 1) / 2 + n * 2;

  return invention->characters * (n - index + 2) / weights;
}

BsNode *
invent_issue (const Invention *invention, guint32 seed)
{
  BsNodeBuilder *issue = bs_node_builder_new_object ();
  BsNodeBuilder *stories = bs_node_builder_new_array ();
  BsNodeBuilder *photos = bs_node_builder_new_array ();
  guint32 state = seed * 2654435761u + 12345u;

  for (guint i = 0; i < invention->n_stories; i++)
    bs_node_builder_add (stories, invent_story (i, share_of (invention, i), &state));
  for (guint i = 0; i < invention->n_photos; i++)
    bs_node_builder_add (photos, invent_photo (i, invention->own_photo && i == 0, &state));
  bs_node_builder_set_text (issue, "format", "broadsheet-issue");
  bs_node_builder_set (issue, "publication", parse_node ("{\"name\":\"试排日报\"}"));
  bs_node_builder_set_text (issue, "date", "2026-05-04");
  bs_node_builder_set_text (issue, "page_format", invention->format);
  bs_node_builder_set (issue, "stories", bs_node_builder_end (stories));
  bs_node_builder_set (issue, "photos", bs_node_builder_end (photos));
  bs_node_builder_set (issue, "pages",
                       parse_node ("[{\"id\":\"A1\",\"boxes\":[]},{\"id\":\"A2\","
                                   "\"section\":\"街坊\",\"editors\":[\"何平\"],\"boxes\":[]}]"));

  return bs_node_builder_end (issue);
}

BsNode *
with_boxes (const BsNode *issue, const BsNode *boxes)
{
  const BsNode *pages = bs_issue_get_pages (issue);
  guint index = (guint) bs_node_index_of_id (pages, "A2");
  g_autoptr (BsNode) page = bs_node_with_member (bs_node_get_element (pages, index), "boxes",
                                                 boxes);
  g_autoptr (BsNode) all = bs_node_with_replaced (pages, index, page);

  return bs_node_with_member (issue, "pages", all);
}

BsNode *
parse_node (const char *json)
{
  g_autoptr (GError) error = NULL;
  BsNode *node = bs_json_parse ("test", json, strlen (json), &error);

  g_assert_no_error (error);

  return node;
}
