/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faulty-page.h"

/* One story in the upper left, and enough below it that it can give and take room. */
static void
build_long (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 500, 1);
  faulty_page_story (page, "s2", "步道修到家门口", 420, 3);
  faulty_page_fit (page, "b1", "s1", 0, 3, 0);
  faulty_page_fit (page, "b2", "s2", 3, 3, 20);
  faulty_page_count (page, "b1/lines", 12);
}

static void
mend_long (FaultyPage *page)
{
  faulty_page_count (page, "b1/lines", 30);
}

static void
build_short (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 200, 1);
  faulty_page_box (page, "b1", "story", "s1", 0, 3, 0, 40);
}

static void
mend_short (FaultyPage *page)
{
  faulty_page_count (page, "b1/lines", 12);
}

static void
build_low_box (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书 长桌暖灯等人来 夜里十点还亮着", 300, 1);
  faulty_page_text (page, "/stories/s1/kicker", "街坊一起动手");
  faulty_page_text (page, "/stories/s1/deck", "今年已办成二十件小事");
  faulty_page_box (page, "b1", "story", "s1", 0, 3, 0, 2);
}

static void
build_low_photo (FaultyPage *page)
{
  faulty_page_photo (page, "f1", "");
  faulty_page_text (page, "/photos/f1/caption",
                    "小屋里的长桌，桌上有灯，灯下有书，书旁有人，人人都带着自己的故事来。");
  faulty_page_box (page, "b1", "photo", "f1", 0, 1, 0, 4);
}

static void
build_cut_caption (FaultyPage *page)
{
  faulty_page_photo (page, "f1", "");
  faulty_page_text (
    page, "/photos/f1/caption",
    "小屋里的长桌，桌上有灯，灯下有书，书旁有人，人人都带着自己的故事来，讲给后来的人"
    "听，后来的人再讲给更后来的人听。");
  faulty_page_box (page, "b1", "photo", "f1", 0, 1, 0, 5);
}

static void
mend_cut_caption (FaultyPage *page)
{
  faulty_page_count (page, "b1/lines", 18);
}

static void
build_jump_away (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 700, 1);
  faulty_page_fit (page, "b1", "s1", 0, 3, 0);
  faulty_page_count (page, "b1/lines", 18);
  faulty_page_box (page, "b2", "house-ad", "", 0, 6, 19, 67);
  faulty_page_box (page, "b3", "house-ad", "", 3, 3, 0, 18);
}

static void
mend_low_photo (FaultyPage *page)
{
  faulty_page_count (page, "b1/lines", 14);
}

static void
build_scrap (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 110, 1);
  faulty_page_box (page, "b1", "story", "s1", 0, 2, 0, 10);
  faulty_page_text (page, "b1/headline/position", "left");
  faulty_page_count (page, "b1/headline/columns", 1);
  faulty_page_seek (page, "b1", "orphan-leg");
}

static void
mend_scrap (FaultyPage *page)
{
  faulty_page_text (page, "b1/headline/position", "above");
}

static void
build_subhead_foot (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 400, 1);
  faulty_page_text (page, "/stories/s1/paragraphs/p3/role", "subhead");
  faulty_page_text (page, "/stories/s1/paragraphs/p3/text", "有人来坐");
  faulty_page_box (page, "b1", "story", "s1", 0, 3, 0, 10);
  faulty_page_seek (page, "b1", "subhead-foot");
}

static void
mend_subhead_foot (FaultyPage *page)
{
  faulty_page_text (page, "/stories/s1/paragraphs/p3/role", "body");
}

static void
build_widow (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 400, 1);
  faulty_page_box (page, "b1", "story", "s1", 0, 3, 0, 10);
  faulty_page_seek (page, "b1", "widow-line");
}

static void
build_orphan (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 400, 1);
  faulty_page_box (page, "b1", "story", "s1", 0, 3, 0, 10);
  faulty_page_seek (page, "b1", "orphan-line");
}

static void
mend_one_leg (FaultyPage *page)
{
  faulty_page_count (page, "b1/columns", 1);
  faulty_page_count (page, "b1/lines", 60);
}

static void
build_loose_line (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 200, 1);
  faulty_page_text (page, "/stories/s1/paragraphs/p1/text",
                    "旧书都编了号，0101234567890123，后来的接着往下编。");
  faulty_page_fit (page, "b1", "s1", 0, 1, 0);
}

/* The same number, with a hyphen that it may be divided after. */
static void
mend_loose_line (FaultyPage *page)
{
  faulty_page_text (page, "/stories/s1/paragraphs/p1/text",
                    "旧书都编了号，010-1234567890123，后来的接着往下编。");
}

static void
build_no_headline (FaultyPage *page)
{
  faulty_page_story (page, "s1", "", 200, 1);
  faulty_page_fit (page, "b1", "s1", 0, 3, 0);
}

static void
mend_no_headline (FaultyPage *page)
{
  faulty_page_text (page, "/stories/s1/headline", "旧屋添新书");
}

static void
build_small_headline (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 300, 1);
  faulty_page_fit (page, "b1", "s1", 0, 3, 0);
  faulty_page_count (page, "b1/headline/size", 150);
}

static void
mend_small_headline (FaultyPage *page)
{
  faulty_page_count (page, "b1/headline/size", 360);
}

static void
build_long_headline (FaultyPage *page)
{
  faulty_page_story (page, "s1",
                     "社区把闲置的小屋收拾出来 添了书架长桌和一盏暖灯 等着每一位晚归的人", 300, 1);
  faulty_page_fit (page, "b1", "s1", 0, 6, 0);
}

static void
mend_long_headline (FaultyPage *page)
{
  faulty_page_text (page, "/stories/s1/headline",
                    "社区把闲置的小屋收拾出来 添了书架长桌和一盏暖灯");
}

static void
build_long_deck (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 300, 1);
  faulty_page_text (
    page, "/stories/s1/deck",
    "今年已办成二十件小事，每一件都有人记着，记在墙上，也记在心里，还有人要接着往下记，"
    "记到哪一天算哪一天，记下来的都算数，谁来问都说得清楚，谁想看都看得明白");
  faulty_page_fit (page, "b1", "s1", 0, 2, 0);
}

static void
mend_long_deck (FaultyPage *page)
{
  faulty_page_text (page, "/stories/s1/deck", "今年已办成二十件小事");
}

static void
build_photo (FaultyPage *page)
{
  faulty_page_photo (page, "f1", "");
  faulty_page_box (page, "b1", "photo", "f1", 0, 2, 0, 14);
}

static void
build_no_picture (FaultyPage *page)
{
  build_photo (page);
  faulty_page_text (page, "/photos/f1/file", "");
}

static void
mend_no_picture (FaultyPage *page)
{
  faulty_page_text (page, "/photos/f1/file",
                    "00000000000000000000000000000000000000000000000000000000000000aa.jpg");
}

/* 1.5 : 1, in a frame that stands upright: half of it is gone. */
static void
build_hard_crop (FaultyPage *page)
{
  build_photo (page);
  faulty_page_count (page, "b1/lines", 30);
}

static void
build_hard_crop_in_story (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 700, 1);
  faulty_page_photo (page, "f1", "");
  faulty_page_box (page, "b1", "story", "s1 f1", 0, 3, 0, 36);
  faulty_page_count (page, "b1/picture/legs", 2);
  faulty_page_count (page, "b1/picture/lines", 6);
}

static void
mend_hard_crop_in_story (FaultyPage *page)
{
  faulty_page_count (page, "b1/picture/lines", 11);
}

static void
mend_hard_crop_by_frame (FaultyPage *page)
{
  faulty_page_count (page, "b1/lines", 15);
}

static void
mend_hard_crop_by_choice (FaultyPage *page)
{
  BsNodeBuilder *crop = bs_node_builder_new_object ();
  g_autoptr (BsNode) node = NULL;

  bs_node_builder_set_number (crop, "left", 100);
  bs_node_builder_set_number (crop, "right", 400);
  node = bs_node_builder_end (crop);
  g_assert_true (bs_document_set_node (page->document, "/photos/f1/crop", node, NULL));
}

static void
build_no_credit (FaultyPage *page)
{
  build_photo (page);
  faulty_page_text (page, "/photos/f1/credits", "");
}

static void
mend_no_credit (FaultyPage *page)
{
  /* Artwork of an advertisement names nobody. */
  faulty_page_text (page, "b1/kind", "ad");
  faulty_page_text (page, "b1/label", "广告");
}

static void
build_no_caption (FaultyPage *page)
{
  build_photo (page);
  faulty_page_text (page, "/photos/f1/caption", "");
}

static void
mend_no_caption (FaultyPage *page)
{
  faulty_page_text (page, "/photos/f1/caption", "长桌。");
}

static void
build_far_photo (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 300, 1);
  faulty_page_photo (page, "f1", "s1");
  faulty_page_fit (page, "b1", "s1", 0, 2, 0);
  faulty_page_box (page, "b2", "photo", "f1", 3, 2, 0, 14);
}

static void
mend_far_photo (FaultyPage *page)
{
  faulty_page_count (page, "b2/column", 2);
}

static void
build_typed_arrow (FaultyPage *page)
{
  build_photo (page);
  faulty_page_text (page, "/photos/f1/caption", "▲小屋里的长桌。");
}

static void
mend_typed_arrow (FaultyPage *page)
{
  faulty_page_text (page, "/photos/f1/caption", "小屋里▲的长桌。");
}

static void
build_other_arrow (FaultyPage *page)
{
  build_photo (page);
  faulty_page_text (page, "/photos/f1/pointer", "▼");
}

static void
mend_other_arrow (FaultyPage *page)
{
  faulty_page_text (page, "b1/caption/side", "above");
}

static void
build_photo_twice (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 500, 1);
  build_photo (page);
  faulty_page_box (page, "b2", "story", "s1 f1", 3, 3, 0, 36);
  faulty_page_count (page, "b2/picture/legs", 2);
  faulty_page_count (page, "b2/picture/lines", 14);
}

static void
mend_photo_twice (FaultyPage *page)
{
  faulty_page_photo (page, "f2", "");
  faulty_page_text (page, "b1/refs/0", "f2");
}

static void
build_touching_photos (FaultyPage *page)
{
  build_photo (page);
  faulty_page_photo (page, "f2", "");
  faulty_page_box (page, "b2", "photo", "f2", 2, 2, 0, 14);
}

static void
mend_touching_photos (FaultyPage *page)
{
  faulty_page_text (page, "/photos/f1/group", "四季");
  faulty_page_text (page, "/photos/f2/group", "四季");
}

static void
build_stacked_photos (FaultyPage *page)
{
  build_photo (page);
  faulty_page_photo (page, "f2", "");
  faulty_page_box (page, "b2", "photo", "f2", 1, 2, 15, 14);
}

static void
mend_stacked_photos (FaultyPage *page)
{
  /* A corner is no edge. */
  faulty_page_count (page, "b2/column", 2);
}

/* Two stories side by side at the top, filled up below. */
static void
build_bump (FaultyPage *page)
{
  guint left, right;

  faulty_page_story (page, "s1", "旧屋添新书", 500, 1);
  faulty_page_story (page, "s2", "步道修到家门口", 300, 2);
  left = faulty_page_fit (page, "b1", "s1", 0, 3, 0);
  right = faulty_page_fit (page, "b2", "s2", 3, 3, 0);
  faulty_page_box (page, "b3", "house-ad", "", 0, 3, left, 80 - left);
  faulty_page_box (page, "b4", "house-ad", "", 3, 3, right, 80 - right);
}

static void
mend_bump_by_place (FaultyPage *page)
{
  faulty_page_count (page, "b2/line", 20);
}

static void
mend_bump_by_frame (FaultyPage *page)
{
  faulty_page_text (page, "b2/frame", "rule");
}

static void
mend_bump_by_turning (FaultyPage *page)
{
  faulty_page_text (page, "b2/headline/position", "vertical");
}

static void
build_stacked_heads (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 40, 1);
  faulty_page_story (page, "s2", "步道修到家门口", 300, 2);
  faulty_page_fit (page, "b2", "s2", 0, 3, faulty_page_fit (page, "b1", "s1", 0, 4, 0) - 1);
}

static void
mend_stacked_heads (FaultyPage *page)
{
  faulty_page_count (page, "b2/line", 40);
}

/* Three rows of two: nothing crosses the gutter in the middle. */
static void
build_cut (FaultyPage *page)
{
  static const char *const headlines[] = { "旧屋添新书",   "步道修到家门口", "三个徒弟",
                                           "种子有了名字", "墙上的约定",     "水田边的蛙声" };
  guint next[2] = { 0, 9 };

  faulty_page_photo (page, "f1", "");
  faulty_page_box (page, "b9", "photo", "f1", 3, 3, 0, 8);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *story = g_strdup_printf ("s%u", i + 1);
      g_autofree char *box = g_strdup_printf ("b%u", i + 1);

      faulty_page_story (page, story, headlines[i], 420 - i * 40, MIN (i + 1, 4));
      next[i % 2] = faulty_page_fit (page, box, story, i % 2 * 3, 3, next[i % 2]);
    }
}

static void
mend_cut (FaultyPage *page)
{
  faulty_page_count (page, "b6/column", 2);
}

static void
build_gap (FaultyPage *page)
{
  guint next;

  faulty_page_story (page, "s1", "旧屋添新书", 300, 1);
  faulty_page_story (page, "s2", "步道修到家门口", 300, 2);
  faulty_page_story (page, "s3", "三个徒弟", 300, 3);
  faulty_page_story (page, "s4", "种子有了名字", 300, 3);
  faulty_page_story (page, "s5", "墙上的约定", 300, 3);
  next = faulty_page_fit (page, "b1", "s1", 0, 3, 0);
  faulty_page_box (page, "b2", "story", "s2", 3, 3, 0, next - 1);
  faulty_page_fit (page, "b3", "s3", 0, 2, next);
  faulty_page_fit (page, "b4", "s4", 2, 2, next);
  faulty_page_fit (page, "b5", "s5", 4, 2, next);
}

static void
mend_gap (FaultyPage *page)
{
  faulty_page_count (page, "b2/lines", 60);
  faulty_page_count (page, "b5/column", 0);
}

static void
mend_gap_by_banner (FaultyPage *page)
{
  /* One story over the whole width on top is an editor's choice. */
  faulty_page_count (page, "b2/line", 30);
  faulty_page_count (page, "b1/columns", 6);
}

static void
mend_gap_by_ad (FaultyPage *page)
{
  static const char *const boxes[] = { "b3", "b4", "b5" };

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      g_autofree char *column = g_strconcat (boxes[i], "/column", NULL);
      g_autofree char *line = g_strconcat (boxes[i], "/line", NULL);

      faulty_page_count (page, column, 2);
      faulty_page_count (page, line, 0);
    }
  faulty_page_box (page, "b9", "ad", "", 0, 6, 70, 16);
  faulty_page_text (page, "b9/label", "广告");
}

static void
build_gray (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 2000, 1);
  faulty_page_fit (page, "b1", "s1", 0, 4, 0);
}

static void
mend_gray (FaultyPage *page)
{
  for (guint i = 4; i <= 28; i += 4)
    {
      g_autofree char *path = g_strdup_printf ("/stories/s1/paragraphs/p%u/role", i);

      faulty_page_text (page, path, "subhead");
    }
}

static void
build_rank (FaultyPage *page)
{
  guint next;

  faulty_page_story (page, "s1", "旧屋添新书", 500, 1);
  faulty_page_story (page, "s2", "步道修到家门口", 300, 3);
  next = faulty_page_fit (page, "b1", "s1", 0, 4, 0);
  faulty_page_count (page, "b1/headline/size", 320);
  faulty_page_fit (page, "b2", "s2", 0, 4, next);
  faulty_page_count (page, "b2/headline/size", 320);
  faulty_page_count (page, "b2/lines", 20);
}

static void
mend_rank (FaultyPage *page)
{
  faulty_page_count (page, "b2/headline/size", 300);
}

static void
build_standing (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 500, 1);
  faulty_page_story (page, "s2", "三个徒弟", 150, 4);
  faulty_page_story (page, "s3", "步道修到家门口", 500, 2);
  faulty_page_fit (page, "b1", "s1", 0, 3, 0);
  faulty_page_fit (page, "b2", "s2", 4, 2, 0);
  faulty_page_fit (page, "b3", "s3", 0, 4, 50);
}

static void
mend_standing (FaultyPage *page)
{
  faulty_page_count (page, "/stories/s2/priority", 3);
}

static void
build_lead_second (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 400, 1);
  faulty_page_story (page, "s2", "步道修到家门口", 400, 2);
  faulty_page_fit (page, "b1", "s1", 3, 3, 0);
  faulty_page_fit (page, "b2", "s2", 0, 3, 0);
}

static void
mend_lead_second (FaultyPage *page)
{
  /* A rail of briefs at the left. */
  faulty_page_count (page, "/stories/s2/priority", 4);
  faulty_page_count (page, "b2/columns", 1);
}

static void
build_overlap (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 300, 1);
  faulty_page_story (page, "s2", "步道修到家门口", 300, 2);
  faulty_page_fit (page, "b1", "s1", 0, 3, 0);
  faulty_page_fit (page, "b2", "s2", 2, 3, 4);
}

static void
mend_overlap (FaultyPage *page)
{
  faulty_page_count (page, "b2/column", 3);
}

static void
build_outside (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 300, 1);
  faulty_page_fit (page, "b1", "s1", 0, 3, 0);
  faulty_page_count (page, "b1/column", 4);
}

static void
mend_outside (FaultyPage *page)
{
  faulty_page_count (page, "b1/column", 3);
}

static void
build_hole (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 300, 1);
  faulty_page_fit (page, "b1", "s1", 0, 6, 0);
}

static void
mend_hole (FaultyPage *page)
{
  faulty_page_box (page, "b2", "house-ad", "", 0, 6, 30, 56);
  faulty_page_box (page, "b3", "house-ad", "", 0, 6, 10, 19);
}

static void
build_ad (FaultyPage *page)
{
  faulty_page_box (page, "b1", "ad", "", 0, 6, 70, 16);
  faulty_page_text (page, "b1/customer", "某社");
}

static void
mend_ad (FaultyPage *page)
{
  faulty_page_text (page, "b1/label", "公益广告");
}

static void
build_jump (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 300, 1);
  faulty_page_text (page, "/stories/s1/continued_on", "A3");
  faulty_page_fit (page, "b1", "s1", 0, 3, 0);
}

static void
mend_jump (FaultyPage *page)
{
  faulty_page_story (page, "s2", "旧屋添新书", 300, 1);
  faulty_page_text (page, "/stories/s2/page", "A3");
  faulty_page_text (page, "/stories/s2/continued_from", "A2");
}

static void
build_empty_part (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 300, 1);
  faulty_page_box (page, "b1", "story", "s1", 0, 3, 0, 40);
  faulty_page_box (page, "b2", "story", "s1", 3, 3, 45, 20);
}

static void
mend_empty_part (FaultyPage *page)
{
  faulty_page_count (page, "b1/lines", 12);
}

static void
build_twice (FaultyPage *page)
{
  faulty_page_story (page, "s1", "旧屋添新书", 300, 1);
  faulty_page_story (page, "s2", "旧屋添新书", 300, 2);
  faulty_page_fit (page, "b1", "s1", 0, 3, 0);
  faulty_page_fit (page, "b2", "s2", 3, 3, 30);
}

static void
mend_twice (FaultyPage *page)
{
  /* A column of the same name, with other copy. */
  faulty_page_text (page, "/stories/s2/paragraphs/p1/text", "今天说的是另一件事。");
}

static void
build_unplaced (FaultyPage *page)
{
  build_bump (page);
  faulty_page_text (page, "b2/headline/position", "left");
  faulty_page_story (page, "s3", "墙上的约定", 150, 4);
}

static void
mend_unplaced (FaultyPage *page)
{
  faulty_page_text (page, "/stories/s3/page", "A3");
}

static void
build_unplaced_photo (FaultyPage *page)
{
  faulty_page_photo (page, "f1", "");
}

static void
mend_unplaced_photo (FaultyPage *page)
{
  faulty_page_box (page, "b1", "photo", "f1", 0, 2, 0, 14);
}

static void
build_gone (FaultyPage *page)
{
  build_bump (page);
  faulty_page_box (page, "b9", "photo", "f9", 0, 1, 80, 6);
}

static void
mend_gone (FaultyPage *page)
{
  faulty_page_photo (page, "f9", "");
}

static void
build_nothing (FaultyPage *page)
{
}

static void
build_masthead (FaultyPage *page)
{
  faulty_page_text (page, "/publication/publisher", "试排日报社");
}

static void
mend_masthead (FaultyPage *page)
{
  faulty_page_text (page, "/publication/registration", "CN 00-0000");
}

static void
build_bad_style (FaultyPage *page)
{
  faulty_page_text (page, "/styles/body/size", "很大");
}

static void
mend_bad_style (FaultyPage *page)
{
  faulty_page_text (page, "/styles/body/size", "五号");
}

#define A2 NULL

const FaultCase fault_cases[] = {
  { "text-without-room", "overset", BS_LEVEL_ERROR, A2, build_long, mend_long, TRUE },
  { "empty-lines", "underfill", BS_LEVEL_WARNING, A2, build_short, mend_short, TRUE },
  { "headline-higher-than-its-box", "no-room", BS_LEVEL_ERROR, A2, build_low_box, mend_long, TRUE },
  { "caption-higher-than-its-box", "no-room", BS_LEVEL_ERROR, A2, build_low_photo, mend_low_photo,
    TRUE },
  { "caption-cut-off", "no-room", BS_LEVEL_ERROR, A2, build_cut_caption, mend_cut_caption, TRUE },
  { "text-for-another-page", "overset", BS_LEVEL_ERROR, A2, build_jump_away, mend_long, TRUE },
  { "scrap-of-a-leg", "orphan-leg", BS_LEVEL_WARNING, A2, build_scrap, mend_scrap, TRUE },
  { "subhead-at-the-foot", "subhead-foot", BS_LEVEL_WARNING, A2, build_subhead_foot,
    mend_subhead_foot, TRUE },
  { "widow", "widow-line", BS_LEVEL_INFO, A2, build_widow, mend_one_leg, TRUE },
  { "orphan", "orphan-line", BS_LEVEL_INFO, A2, build_orphan, mend_one_leg, TRUE },
  { "number-not-to-be-divided", "loose-line", BS_LEVEL_INFO, A2, build_loose_line, mend_loose_line,
    FALSE },
  { "no-headline", "empty-headline", BS_LEVEL_WARNING, A2, build_no_headline, mend_no_headline,
    FALSE },
  { "headline-too-small", "headline-small", BS_LEVEL_WARNING, A2, build_small_headline,
    mend_small_headline, TRUE },
  { "headline-too-long", "headline-long", BS_LEVEL_INFO, A2, build_long_headline,
    mend_long_headline, FALSE },
  { "deck-too-long", "deck-long", BS_LEVEL_INFO, A2, build_long_deck, mend_long_deck, TRUE },
  { "no-picture", "missing-photo", BS_LEVEL_WARNING, A2, build_no_picture, mend_no_picture, FALSE },
  { "picture-cropped-hard/by-its-frame", "hard-crop", BS_LEVEL_WARNING, A2, build_hard_crop,
    mend_hard_crop_by_frame, TRUE },
  { "picture-cropped-hard/chosen", "hard-crop", BS_LEVEL_WARNING, A2, build_hard_crop,
    mend_hard_crop_by_choice, TRUE },
  { "picture-cropped-hard/in-its-story", "hard-crop", BS_LEVEL_WARNING, A2,
    build_hard_crop_in_story, mend_hard_crop_in_story, TRUE },
  { "no-credit", "missing-credit", BS_LEVEL_INFO, A2, build_no_credit, mend_no_credit, FALSE },
  { "no-caption", "missing-caption", BS_LEVEL_INFO, A2, build_no_caption, mend_no_caption, FALSE },
  { "photo-far-from-its-story", "detached-photo", BS_LEVEL_WARNING, A2, build_far_photo,
    mend_far_photo, FALSE },
  { "typed-arrow", "wrong-arrow", BS_LEVEL_WARNING, A2, build_typed_arrow, mend_typed_arrow, TRUE },
  { "arrow-of-the-copy", "wrong-arrow", BS_LEVEL_INFO, A2, build_other_arrow, mend_other_arrow,
    TRUE },
  { "photo-used-twice", "duplicate-photo", BS_LEVEL_WARNING, A2, build_photo_twice,
    mend_photo_twice, TRUE },
  { "photos-side-by-side", "tombstone", BS_LEVEL_WARNING, A2, build_touching_photos,
    mend_touching_photos, FALSE },
  { "photos-one-below-the-other", "tombstone", BS_LEVEL_WARNING, A2, build_stacked_photos,
    mend_stacked_photos, FALSE },
  { "headlines-side-by-side/apart", "headline-bump", BS_LEVEL_WARNING, A2, build_bump,
    mend_bump_by_place, TRUE },
  { "headlines-side-by-side/framed", "headline-bump", BS_LEVEL_WARNING, A2, build_bump,
    mend_bump_by_frame, TRUE },
  { "headlines-side-by-side/vertical", "headline-bump", BS_LEVEL_WARNING, A2, build_bump,
    mend_bump_by_turning, TRUE },
  { "headlines-stacked", "headline-stack", BS_LEVEL_WARNING, A2, build_stacked_heads,
    mend_stacked_heads, FALSE },
  { "gutter-through-the-page", "through-cut", BS_LEVEL_WARNING, A2, build_cut, mend_cut, TRUE },
  { "gap-through-the-page/closed", "through-cut", BS_LEVEL_WARNING, A2, build_gap, mend_gap,
    FALSE },
  { "gap-through-the-page/banner", "through-cut", BS_LEVEL_WARNING, A2, build_gap,
    mend_gap_by_banner, FALSE },
  { "gap-through-the-page/foot-ad", "through-cut", BS_LEVEL_WARNING, A2, build_gap, mend_gap_by_ad,
    FALSE },
  { "gray-area", "gray-page", BS_LEVEL_WARNING, A2, build_gray, mend_gray, TRUE },
  { "headline-out-of-rank", "rank", BS_LEVEL_WARNING, A2, build_rank, mend_rank, TRUE },
  { "brief-on-top", "standing", BS_LEVEL_WARNING, A2, build_standing, mend_standing, TRUE },
  { "lead-not-first", "lead-place", BS_LEVEL_WARNING, A2, build_lead_second, mend_lead_second,
    TRUE },
  { "boxes-over-each-other", "overlap", BS_LEVEL_ERROR, A2, build_overlap, mend_overlap, TRUE },
  { "box-off-the-page", "outside-type-area", BS_LEVEL_ERROR, A2, build_outside, mend_outside,
    FALSE },
  { "hole", "hole", BS_LEVEL_WARNING, A2, build_hole, mend_hole, TRUE },
  { "ad-without-mark", "ad-not-marked", BS_LEVEL_ERROR, A2, build_ad, mend_ad, TRUE },
  { "jump-to-nowhere", "jump-broken", BS_LEVEL_ERROR, A2, build_jump, mend_jump, TRUE },
  { "part-without-text", "jump-broken", BS_LEVEL_ERROR, A2, build_empty_part, mend_empty_part,
    TRUE },
  { "same-copy-twice", "duplicate-story", BS_LEVEL_WARNING, A2, build_twice, mend_twice, FALSE },
  { "story-left-out", "unplaced-story", BS_LEVEL_ERROR, A2, build_unplaced, mend_unplaced, TRUE },
  { "photo-left-out", "unplaced-photo", BS_LEVEL_ERROR, A2, build_unplaced_photo,
    mend_unplaced_photo, TRUE },
  { "content-gone", "missing-source", BS_LEVEL_ERROR, A2, build_gone, mend_gone, TRUE },
  { "nothing-on-it", "empty-page", BS_LEVEL_WARNING, A2, build_nothing, build_photo, TRUE },
  { "masthead-without-number", "masthead-incomplete", BS_LEVEL_WARNING, "A1", build_masthead,
    mend_masthead, FALSE },
  { "style-of-no-size", "bad-style", BS_LEVEL_WARNING, A2, build_bad_style, mend_bad_style, FALSE },
};

const guint n_fault_cases = G_N_ELEMENTS (fault_cases);
