/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-page.h"

#include "compose/bs-font-set.h"

#include <string.h>

#define BODY_SIZE BS_POINTS (9)
#define BODY_LEAD BS_POINTS (6.8)
#define LINE_LENGTH 55

static const char *const sentences[] = {
  "青石桥社区的菜市场重新开张,摊位从四十七个减到四十个,过道却宽了一倍。",
  "“以前下雨天要踮着脚走,现在推着婴儿车也能逛。”住在附近的老周说。",
  "市场里新装了12台LED灯和6个饮水点,由Green Water公司每周检修2次。",
  "镇上的图书角办了三年·如今藏书两千余册——其中一半由居民捐赠。",
  "夜校开设木工、烘焙、方言三门课,首批学员年龄最大的七十九岁,最小的只有八岁。",
  "东岭村的梯田今年多收了一成稻谷,合作社给每户寄去了新米和一封手写的信。",
  "河道清淤工程将在月底完工,沿岸补种了垂柳、芦苇和千屈菜,白鹭已经回来了。",
  "学校食堂把菜单贴到了门口,家长可以报名试吃,也可以对着价目表提意见。",
};

static const BsColor black = { 0, 0, 0, 1000 };
static const BsColor white = { 0, 0, 0, 0 };

typedef struct
{
  BsDisplayListBuilder *builder;
  GString *text;
  BsFontSet *fonts;
} Demo;

typedef struct
{
  BsFace *face;
  BsUnit size;
  BsColor color;
  BsUnit x;
  BsUnit y;
  BsUnit width;      /* to justify to; 0: none */
  gboolean vertical; /* glyphs below each other, Latin turned */
  gboolean line_end;
} Setting;

static BsFace *
face (Demo *demo, const char *family, guint weight)
{
  return bs_font_set_find (demo->fonts, family, weight, NULL, NULL);
}

static void
add_run (Demo *demo, const Setting *setting, const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);
  hb_buffer_t *buffer = hb_buffer_create ();
  guint em = bs_face_get_units_per_em (setting->face);
  g_autofree BsRunGlyph *glyphs = NULL;
  gboolean rotated = setting->vertical && (guchar) *copy < 0x80;
  hb_glyph_info_t *infos;
  hb_glyph_position_t *positions;
  BsUnit x = setting->x, y = setting->y, total = 0, extra = 0;
  guint n;

  hb_buffer_add_utf8 (buffer, copy, -1, 0, -1);
  hb_buffer_guess_segment_properties (buffer);
  hb_shape (bs_face_get_hb_font (setting->face), buffer, NULL, 0);
  infos = hb_buffer_get_glyph_infos (buffer, &n);
  positions = hb_buffer_get_glyph_positions (buffer, &n);
  for (guint i = 0; i < n; i++)
    total += bs_unit_scale (setting->size, positions[i].x_advance, em);
  if (setting->width > 0 && n > 1)
    extra = (setting->width - total) / (BsUnit) (n - 1);

  glyphs = g_new0 (BsRunGlyph, n);
  for (guint i = 0; i < n; i++)
    {
      BsUnit advance = bs_unit_scale (setting->size, positions[i].x_advance, em);

      glyphs[i] = (BsRunGlyph){ infos[i].codepoint, infos[i].cluster, x, y };
      if (setting->vertical)
        y += advance;
      else
        x += advance + extra;
    }
  hb_buffer_destroy (buffer);
  bs_display_list_builder_add_glyphs (demo->builder, &(BsGlyphRun){ .face = setting->face,
                                                                    .size = setting->size,
                                                                    .color = setting->color,
                                                                    .glyphs = glyphs,
                                                                    .n_glyphs = n,
                                                                    .text = copy,
                                                                    .path = "/demo",
                                                                    .line_end = setting->line_end,
                                                                    .rotated = rotated });
}

static void
add_text (Demo *demo, const Setting *setting, const char *text)
{
  add_run (demo, setting, text, strlen (text));
  if (demo->text != NULL)
    g_string_append_printf (demo->text, "%s\n", text);
}

static void
add_image (Demo *demo, const char *file, BsRect rect)
{
  bs_display_list_builder_add_image (demo->builder, &(BsImageItem){ .file = file,
                                                                    .photo = file,
                                                                    .rect = rect,
                                                                    .crop_left = 100,
                                                                    .crop_right = 50,
                                                                    .pixel_width = 600,
                                                                    .pixel_height = 400 });
}

static void
add_photos (Demo *demo)
{
  static const char *const files[] = { "rgb.jpg",   "gray.jpg",   "cmyk.jpg",  "adobe.jpg",
                                       "alpha.png", "color.tiff", "turned.jpg" };
  BsUnit width = bs_unit_from_mm (50), height = bs_unit_from_mm (34);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gboolean turned = g_str_has_prefix (files[i], "turned");
      BsRect rect = { bs_unit_from_mm (20 + 60 * (i % 4)), bs_unit_from_mm (270 + 50 * (i / 4)),
                      turned ? height : width, turned ? width : height };

      add_image (demo, files[i], rect);
    }
}

static void
add_specials (Demo *demo)
{
  BsFace *bold = face (demo, "Noto Serif CJK SC", 700);
  BsFace *sans = face (demo, "Noto Sans CJK SC", 700);
  const BsRect panel = { bs_unit_from_mm (15), bs_unit_from_mm (15), bs_unit_from_mm (160),
                         bs_unit_from_mm (24) };
  const BsRect clip = { bs_unit_from_mm (190), bs_unit_from_mm (15), bs_unit_from_mm (50),
                        bs_unit_from_mm (30) };
  const double turn[6] = { 0.996195, 0.087156, -0.087156, 0.996195, 0, 0 };
  const BsRect tint = { clip.x, clip.y, clip.width * 2, clip.height };
  const BsRect band = { clip.x, clip.y + clip.height + BS_POINTS (4), clip.width, BS_POINTS (20) };
  const BsRect rule = { bs_unit_from_mm (15), bs_unit_from_mm (42), bs_unit_from_mm (160),
                        BS_POINTS (0.5) };
  Setting setting = { bold, BS_POINTS (40), white, bs_unit_from_mm (18), bs_unit_from_mm (32) };
  guint group;

  bs_display_list_builder_add_fill (demo->builder, &panel, (BsColor){ 0, 900, 800, 100 });
  add_text (demo, &setting, "江畔灯会迎来首夜");
  bs_display_list_builder_add_fill (demo->builder, &rule, black);

  setting = (Setting){ sans, BS_POINTS (20), black, bs_unit_from_mm (18), bs_unit_from_mm (52) };
  add_text (demo, &setting, "首批48盏彩灯——扎灯人讲述·手艺");
  setting.size = BS_POINTS (12);
  setting.y = bs_unit_from_mm (60);
  add_text (demo, &setting, "fluffy office AVATAR 中•西‧合・璧 ⸺ ——");

  bs_display_list_builder_add_fill (demo->builder, &band, (BsColor){ 0, 0, 0, 150 });
  group = bs_display_list_builder_open_group (demo->builder, &clip, turn);
  bs_display_list_builder_add_fill (demo->builder, &tint, (BsColor){ 250, 0, 100, 0 });
  setting = (Setting){ sans, BS_POINTS (16), black, bs_unit_from_mm (195), bs_unit_from_mm (18) };
  add_text (demo, &setting, "斜着的一行");
  bs_display_list_builder_close_group (demo->builder, group);

  setting = (Setting){
    bold, BS_POINTS (24), black, bs_unit_from_mm (252), bs_unit_from_mm (30), .vertical = TRUE
  };
  add_text (demo, &setting, "竖排标题");
  setting.y = bs_unit_from_mm (66);
  setting.x += BS_POINTS (4);
  add_text (demo, &setting, "AI");
}

/* Characters that no sentence holds, so that a page has as many different ones as a real page. */
static void
append_filler (GString *line, guint32 *seed)
{
  *seed = *seed * 1664525 + 1013904223;
  g_string_append_unichar (line, 0x4E00 + (*seed >> 16) % 1400);
}

static void
add_body (Demo *demo, const DemoPage *page)
{
  BsFace *serif = face (demo, "Noto Serif CJK SC", 400);
  guint32 seed = 7;

  for (guint i = 0; i < page->n_lines; i++)
    {
      const char *sentence = sentences[i % G_N_ELEMENTS (sentences)];
      g_autoptr (GString) line = g_string_new (sentence);
      Setting setting = { serif,
                          BODY_SIZE,
                          black,
                          bs_unit_from_mm (15),
                          bs_unit_from_mm (70) + (BsUnit) (i * BODY_LEAD),
                          .width = bs_unit_from_mm (180),
                          .line_end = TRUE };

      while (g_utf8_strlen (line->str, -1) < LINE_LENGTH)
        append_filler (line, &seed);
      add_text (demo, &setting, line->str);
    }
}

/* A line of Latin text broken at a space that has no glyph on paper. */
static void
add_latin (Demo *demo, BsFace *latin, BsUnit y)
{
  Setting setting = { latin, BODY_SIZE, black, bs_unit_from_mm (205), y, .line_end = TRUE };

  add_text (demo, &setting, "The office fish");
  setting.y += BODY_LEAD * 2;
  add_text (demo, &setting, "café, naïve fjord");
}

BsDisplayList *
demo_page_new (BsEnvironment *environment, const DemoPage *page, GString *text)
{
  Demo demo = { bs_display_list_builder_new ("A1", bs_unit_from_mm (275), bs_unit_from_mm (390)),
                text, bs_environment_get_fonts (environment) };

  if (page->specials)
    add_specials (&demo);
  add_body (&demo, page);
  if (page->face != NULL)
    add_latin (&demo, face (&demo, page->face, 400), bs_unit_from_mm (80));
  if (page->photos)
    add_photos (&demo);

  return bs_display_list_builder_end (demo.builder);
}
