/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The changes between two texts lead from one to the other, are as few as a reader would say, and
 * never part a character.
 */

#include "model/bs-issue.h"
#include "model/bs-text-diff.h"

#include <locale.h>
#include <string.h>

/* "同[旧→新]同": what changed, in brackets. */
static char *
describe (const char *old_text, const char *new_text)
{
  g_autoptr (GArray) changes = bs_text_diff (old_text, new_text);
  GString *shown = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const BsTextChange *change = &g_array_index (changes, BsTextChange, i);

      g_string_append_len (shown, old_text + at, (gssize) (change->old_offset - at));
      g_string_append_c (shown, '[');
      g_string_append_len (shown, old_text + change->old_offset, (gssize) change->old_length);
      g_string_append (shown, "→");
      g_string_append_len (shown, new_text + change->new_offset, (gssize) change->new_length);
      g_string_append_c (shown, ']');
      at = change->old_offset + change->old_length;
    }
  g_string_append (shown, old_text + at);

  return g_string_free (shown, FALSE);
}

static void
says_what_a_reader_would_say (void)
{
  static const struct
  {
    const char *old_text;
    const char *new_text;
    const char *shown;
  } cases[] = {
    { "", "", "" },
    { "渡口", "渡口", "渡口" },
    { "", "渡口", "[→渡口]" },
    { "渡口", "", "[渡口→]" },
    { "河水涨了", "河水退了", "河水[涨→退]了" },
    { "老街的的灯", "老街的灯", "老街的[的→]灯" },
    { "甲来了。乙走了。", "甲来了。丙也来了。乙走了。", "甲来了。[→丙也来了。]乙走了。" },
    { "The ferry runs", "The ferries run", "The [ferry→ferries] [runs→run]" },
    { "本月三日上午开工", "下月五日下午开工", "[本→下]月[三→五]日[上→下]午开工" },
    { "完全不同的一句话", "ABCDEFG", "[完全不同的一句话→ABCDEFG]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = describe (cases[i].old_text, cases[i].new_text);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static char *
apply (const char *old_text, const char *new_text, GArray *changes)
{
  GString *result = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const BsTextChange *change = &g_array_index (changes, BsTextChange, i);

      g_assert_cmpuint (change->old_offset, >=, at);
      g_string_append_len (result, old_text + at, (gssize) (change->old_offset - at));
      g_assert_cmpuint (result->len, ==, change->new_offset);
      g_string_append_len (result, new_text + change->new_offset, (gssize) change->new_length);
      at = change->old_offset + change->old_length;
    }
  g_string_append (result, old_text + at);

  return g_string_free (result, FALSE);
}

static char *
make_text (GRand *random, guint length)
{
  static const char *const characters[] = { "河", "水", "，", "a", "b", " ", "𠀀", "。" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < length; i++)
    g_string_append (text, characters[g_rand_int_range (random, 0, G_N_ELEMENTS (characters))]);

  return g_string_free (text, FALSE);
}

static void
leads_from_any_text_to_any_other (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *old_text = make_text (random, (guint) g_rand_int_range (random, 0, 40));
      g_autofree char *new_text = make_text (random, (guint) g_rand_int_range (random, 0, 40));
      g_autoptr (GArray) changes = bs_text_diff (old_text, new_text);
      g_autofree char *result = apply (old_text, new_text, changes);

      g_assert_true (g_utf8_validate (result, -1, NULL));
      g_assert_cmpstr (result, ==, new_text);
    }
}

static void
long_texts_are_compared_too (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autofree char *old_text = make_text (random, 20000);
  g_autofree char *other = make_text (random, 20000);
  g_autofree char *edited = g_strconcat ("新", old_text, "新", NULL);
  g_autoptr (GArray) all = bs_text_diff (old_text, other);
  g_autoptr (GArray) two = bs_text_diff (old_text, edited);
  g_autofree char *result = apply (old_text, other, all);

  g_assert_cmpstr (result, ==, other);
  g_assert_cmpuint (two->len, ==, 2);
}

/* "id role text" a line. */
static BsNode *
make_story (const char *const *lines)
{
  BsNodeBuilder *story = bs_node_builder_new_object ();
  BsNodeBuilder *paragraphs = bs_node_builder_new_array ();

  for (; *lines != NULL; lines++)
    {
      g_auto (GStrv) words = g_strsplit (*lines, " ", 3);
      BsNodeBuilder *paragraph = bs_node_builder_new_object ();

      bs_node_builder_set_text (paragraph, "id", words[0]);
      bs_node_builder_set_text (paragraph, "role", words[1]);
      bs_node_builder_set_text (paragraph, "text", words[2]);
      bs_node_builder_add (paragraphs, bs_node_builder_end (paragraph));
    }
  bs_node_builder_set_text (story, "headline", "渡口");
  bs_node_builder_set (story, "paragraphs", bs_node_builder_end (paragraphs));

  return bs_node_builder_end (story);
}

static void
paragraphs_are_matched_by_id_and_by_text (void)
{
  static const char *const before[] = { "p1 body 甲", "p2 body 乙", "p3 body 丙", NULL };
  static const char *const after[] = { "p1 subhead 甲", "p9 body 新", "p2 body 乙改", "p8 body 丙",
                                       NULL };
  static const int expected[][2] = { { 0, 0 }, { -1, 1 }, { 1, 2 }, { 2, 3 } };
  g_autoptr (BsNode) old_story = make_story (before);
  g_autoptr (BsNode) new_story = make_story (after);
  g_autoptr (GPtrArray) changes = bs_story_diff (old_story, new_story);

  g_assert_cmpuint (changes->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < changes->len; i++)
    {
      const BsParagraphChange *change = g_ptr_array_index (changes, i);

      g_assert_cmpint (change->old_index, ==, expected[i][0]);
      g_assert_cmpint (change->new_index, ==, expected[i][1]);
    }
  g_assert_true (((BsParagraphChange *) g_ptr_array_index (changes, 0))->role);
  g_assert_cmpuint (bs_story_diff_count (old_story, new_story), ==, 3);
  g_assert_cmpuint (bs_story_diff_count (old_story, old_story), ==, 0);
}

static void
removed_and_moved_paragraphs_all_show (void)
{
  static const char *const before[] = { "p1 body 甲", "p2 body 乙", "p3 body 丙",
                                        "p4 body 丁", "p5 body 戊", NULL };
  static const char *const after[] = { "p5 body 戊", "p1 body 甲", "p3 body 丙", NULL };
  g_autoptr (BsNode) old_story = make_story (before);
  g_autoptr (BsNode) new_story = make_story (after);
  g_autoptr (GPtrArray) changes = bs_story_diff (old_story, new_story);
  guint old_seen = 0;
  guint new_seen = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const BsParagraphChange *change = g_ptr_array_index (changes, i);

      old_seen += change->old_index >= 0;
      new_seen += change->new_index >= 0;
    }
  g_assert_cmpuint (old_seen, ==, 5);
  g_assert_cmpuint (new_seen, ==, 3);
  g_assert_cmpuint (changes->len, ==, 6);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(function) g_test_add_func ("/model/text-diff/" #function, function)
  ADD (says_what_a_reader_would_say);
  ADD (leads_from_any_text_to_any_other);
  ADD (long_texts_are_compared_too);
  ADD (paragraphs_are_matched_by_id_and_by_text);
  ADD (removed_and_moved_paragraphs_all_show);

  return g_test_run ();
}
