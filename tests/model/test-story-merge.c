/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A newer version of a story is put together with what an editor made of the older one: nothing that
 * either has written goes unseen, and nothing is taken that nobody chose.
 */

#include "model/bs-issue.h"
#include "model/bs-json.h"
#include "model/bs-story-merge.h"

#include <string.h>

#define PHOTO                                                                                      \
  "{\"id\":\"p1\",\"story\":\"s1\",\"file\":"                                                      \
  "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.jpg\",\"caption\":\"%s\"}"

/* An issue with one story; @body: paragraphs parted by "|". */
static BsNode *
make_issue (const char *headline, const char *body, const char *caption)
{
  g_auto (GStrv) texts = g_strsplit (body, "|", -1);
  g_autoptr (GString) json = g_string_new ("{\"stories\":[{\"id\":\"s1\",\"headline\":\"");
  g_autoptr (GError) error = NULL;
  BsNode *issue;

  g_string_append_printf (json, "%s\",\"paragraphs\":[", headline);
  for (guint i = 0; texts[i] != NULL; i++)
    g_string_append_printf (json, "%s{\"id\":\"p%u\",\"text\":\"%s\"}", i > 0 ? "," : "", i + 1,
                            texts[i]);
  g_string_append (json, "]}],\"photos\":[");
  if (caption != NULL)
    g_string_append_printf (json, PHOTO, caption);
  g_string_append (json, "]}");
  issue = bs_json_parse ("test", json->str, json->len, &error);
  g_assert_no_error (error);

  return issue;
}

/* The body of what was put together, its paragraphs parted by "|". */
static char *
get_body (const BsNode *story)
{
  const BsNode *list = bs_story_get_paragraphs (story);
  GString *body = g_string_new (NULL);

  for (guint i = 0; i < bs_node_get_length (list); i++)
    {
      if (i > 0)
        g_string_append_c (body, '|');
      g_string_append (body, bs_node_get_text (bs_node_get_element (list, i), "text"));
    }

  return g_string_free (body, FALSE);
}

typedef struct
{
  const char *base, *mine, *theirs;
  const char *merged; /* where everything is left as it is chosen at first */
  guint n_differences;
} Case;

static const Case cases[] = {
  { "甲一|乙二", "甲一|乙二", "甲一|乙二", "甲一|乙二", 0 },
  /* The author adds in front, in the middle, and at the end. */
  { "河水涨了|桥修好了", "河水涨了|桥修好了", "昨日大雨|河水涨了|停课一天|桥修好了|明日转晴",
    "昨日大雨|河水涨了|停课一天|桥修好了|明日转晴", 3 },
  /* The editor's mending stays, the author's addition comes. */
  { "河水涨的的很快|桥修好了", "河水涨得很快|桥修好了", "河水涨的的很快|桥修好了|明日转晴",
    "河水涨得很快|桥修好了|明日转晴", 2 },
  /* The author rewrites what nobody touched. */
  { "河水昨日涨了三尺|桥修好了", "河水昨日涨了三尺|桥修好了", "河水昨夜涨了四尺|桥修好了",
    "河水昨夜涨了四尺|桥修好了", 1 },
  /* Both wrote: the editor's stays until somebody chooses. */
  { "河水昨日涨了三尺", "河水昨日上涨三尺", "河水昨日涨了四尺", "河水昨日上涨三尺", 1 },
  /* What the editor cut does not come back; what the author cut goes. */
  { "河水涨了|这段多余|桥修好了", "河水涨了|桥修好了", "河水涨了|这段多余|桥修好了",
    "河水涨了|桥修好了", 1 },
  { "河水涨了|这段多余|桥修好了", "河水涨了|这段多余|桥修好了", "河水涨了|桥修好了",
    "河水涨了|桥修好了", 1 },
  /* Everything is new. */
  { "一", "一", "完全不同的一篇", "完全不同的一篇", 2 },
};

static void
nothing_of_either_goes_unseen (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BsNode) base = make_issue ("灯", cases[i].base, NULL);
      g_autoptr (BsNode) mine = make_issue ("灯", cases[i].mine, NULL);
      g_autoptr (BsNode) theirs = make_issue ("灯", cases[i].theirs, NULL);
      g_autoptr (BsStoryMerge) merge = bs_story_merge_new (mine, "s1", theirs, base);
      g_autoptr (BsNode) story = bs_story_merge_build (merge);
      g_autofree char *body = get_body (story);

      g_assert_cmpstr (body, ==, cases[i].merged);
      g_assert_cmpuint (merge->n_differences, ==, cases[i].n_differences);
    }
}

static void
all_of_theirs_can_be_taken_and_all_of_mine_kept (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint take = 0; take < 2; take++)
      {
        g_autoptr (BsNode) base = make_issue ("灯", cases[i].base, NULL);
        g_autoptr (BsNode) mine = make_issue ("灯", cases[i].mine, "我的说明");
        g_autoptr (BsNode) theirs = make_issue ("灯亮了", cases[i].theirs, "新的说明");
        g_autoptr (BsStoryMerge) merge = bs_story_merge_new (mine, "s1", theirs, base);
        g_autoptr (BsNode) story = NULL;
        g_autofree char *body = NULL;

        for (guint k = 0; k < merge->parts->len; k++)
          ((BsStoryPart *) g_ptr_array_index (merge->parts, k))->take = take;
        story = bs_story_merge_build (merge);
        body = get_body (story);
        g_assert_cmpstr (body, ==, take ? cases[i].theirs : cases[i].mine);
        g_assert_cmpstr (bs_node_get_text (story, "headline"), ==, take ? "灯亮了" : "灯");
        g_assert_cmpuint (bs_node_get_length (bs_node_get_member (story, "photos")), ==, take);
      }
}

static void
ids_stay_and_never_meet (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BsNode) mine = make_issue ("灯", cases[i].mine, NULL);
      g_autoptr (BsNode) theirs = make_issue ("灯", cases[i].theirs, NULL);
      g_autoptr (BsStoryMerge) merge = bs_story_merge_new (mine, "s1", theirs, NULL);
      g_autoptr (BsNode) story = bs_story_merge_build (merge);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      const BsNode *list = bs_story_get_paragraphs (story);
      const BsNode *before = bs_story_get_paragraphs (bs_issue_get_story (mine, "s1"));

      for (guint k = 0; k < bs_node_get_length (list); k++)
        {
          const BsNode *paragraph = bs_node_get_element (list, k);
          const char *id = bs_node_get_text (paragraph, "id");

          g_assert_true (g_hash_table_add (seen, (gpointer) id));
          for (guint n = 0; n < bs_node_get_length (before); n++)
            if (strcmp (bs_node_get_text (bs_node_get_element (before, n), "text"),
                        bs_node_get_text (paragraph, "text"))
                == 0)
              g_assert_cmpstr (id, ==, bs_node_get_text (bs_node_get_element (before, n), "id"));
        }
    }
}

static void
it_is_known_who_changed_what (void)
{
  g_autoptr (BsNode) base = make_issue ("灯", "河水昨日涨了三尺", "旧说明");
  g_autoptr (BsNode) mine = make_issue ("灯亮", "河水昨日上涨三尺", "旧说明");
  g_autoptr (BsNode) theirs = make_issue ("灯", "河水昨日涨了四尺", "新说明");
  g_autoptr (BsStoryMerge) merge = bs_story_merge_new (mine, "s1", theirs, base);
  const BsSide sides[] = { BS_SIDE_MINE, BS_SIDE_BOTH, BS_SIDE_THEIRS };

  g_assert_cmpuint (merge->parts->len, ==, G_N_ELEMENTS (sides));
  for (guint i = 0; i < merge->parts->len; i++)
    {
      const BsStoryPart *part = g_ptr_array_index (merge->parts, i);

      g_assert_cmpint (part->side, ==, sides[i]);
      g_assert_cmpint (part->take, ==, sides[i] == BS_SIDE_THEIRS);
    }
}

static void
a_photo_the_editor_took_out_is_not_put_back (void)
{
  g_autoptr (BsNode) base = make_issue ("灯", "甲", "说明");
  g_autoptr (BsNode) mine = make_issue ("灯", "甲", NULL);
  g_autoptr (BsNode) theirs = make_issue ("灯", "甲", "说明");
  g_autoptr (BsStoryMerge) known = bs_story_merge_new (mine, "s1", theirs, base);
  g_autoptr (BsStoryMerge) added = bs_story_merge_new (mine, "s1", theirs, mine);

  g_assert_false (((BsStoryPart *) g_ptr_array_index (known->parts, known->parts->len - 1))->take);
  g_assert_true (((BsStoryPart *) g_ptr_array_index (added->parts, added->parts->len - 1))->take);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/story-merge/nothing-of-either-goes-unseen",
                   nothing_of_either_goes_unseen);
  g_test_add_func ("/model/story-merge/all-of-theirs-can-be-taken-and-all-of-mine-kept",
                   all_of_theirs_can_be_taken_and_all_of_mine_kept);
  g_test_add_func ("/model/story-merge/ids-stay-and-never-meet", ids_stay_and_never_meet);
  g_test_add_func ("/model/story-merge/it-is-known-who-changed-what", it_is_known_who_changed_what);
  g_test_add_func ("/model/story-merge/a-photo-the-editor-took-out-is-not-put-back",
                   a_photo_the_editor_took_out_is_not_put_back);

  return g_test_run ();
}
