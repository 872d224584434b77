/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An issue's own styles over those of its page format: what they change, what grid a body of
 * another size makes, and that a bad value is told by name while all others still hold.
 */
#include "compose/bs-font-set.h"
#include "layout/bs-layout.h"
#include "layout/bs-type-sizes.h"
#include "model/bs-json.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *styles;
  const char *style; /* both that the message must name */
  const char *member;
} BadCase;

/* Every one also sets the caption's size, which must be in force whatever else is wrong. */
static const BadCase bad_cases[] = {
  { "size-as-unknown-name", "{'body': {'size': '五号半'}, 'caption': {'size': 7}}", "body",
    "size" },
  { "size-below-liuhao", "{'body': {'size': '七号'}, 'caption': {'size': 7}}", "body", "size" },
  { "size-fills-the-column", "{'body': {'size': 40}, 'caption': {'size': 7}}", "body", "size" },
  { "size-of-nothing", "{'deck': {'size': 0}, 'caption': {'size': 7}}", "deck", "size" },
  { "weight-as-text", "{'deck': {'weight': 'bold'}, 'caption': {'size': 7}}", "deck", "weight" },
  { "unknown-member", "{'deck': {'colour': [0,0,0,0]}, 'caption': {'size': 7}}", "deck", "colour" },
  { "unknown-style", "{'bodi': {'size': 9}, 'caption': {'size': 7}}", "bodi",
    "no style of that name" },
  { "no-object", "{'deck': 12, 'caption': {'size': 7}}", "deck", "object" },
  { "half-an-indent", "{'body': {'indent': 1.5}, 'caption': {'size': 7}}", "body", "indent" },
  { "spacing-tears-words", "{'headline': {'letter_spacing_em': 0.4}, 'caption': {'size': 7}}",
    "headline", "letter_spacing_em" },
  { "align-unknown", "{'deck': {'align': 'both'}, 'caption': {'size': 7}}", "deck", "align" },
  { "flag-as-number", "{'body': {'hang_marks': 1}, 'caption': {'size': 7}}", "body", "hang_marks" },
  { "three-inks", "{'kicker': {'color': [0,0,0]}, 'caption': {'size': 7}}", "kicker", "color" },
  { "lines-cover-each-other", "{'body': {'line_pt': 8}, 'caption': {'size': 7}}", "body",
    "line_pt" },
};

static BsEnvironment *
new_environment (void)
{
  return bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
}

static BsNode *
parse (const char *quoted)
{
  g_autoptr (GString) text = g_string_new (quoted);
  g_autoptr (GError) error = NULL;
  BsNode *node;

  g_string_replace (text, "'", "\"", 0);
  node = bs_json_parse ("styles", text->str, text->len, &error);
  g_assert_no_error (error);

  return node;
}

static BsPageFormat *
restyle (const char *name, const char *quoted)
{
  g_autoptr (BsEnvironment) environment = new_environment ();
  g_autoptr (BsPageFormat) format = bs_page_format_load (environment, name, NULL);
  g_autoptr (BsNode) styles = parse (quoted);

  return bs_page_format_restyle (format, styles);
}

static void
assert_sound (const BsPageFormat *format)
{
  guint characters = format->n_columns * format->column_characters
                     + (format->n_columns - 1) * format->gutter_characters;

  g_assert_cmpint (format->em, ==, bs_page_format_get_style (format, "body")->size);
  g_assert_cmpint (format->type_area.width, ==, (BsUnit) characters * format->em);
  g_assert_cmpint (format->type_area.height, ==, (BsUnit) format->n_lines * format->line_height);
  g_assert_cmpint (format->line_height, >=, format->em);
  g_assert_cmpint (format->type_area.x, >, 0);
  g_assert_cmpint (bs_rect_bottom (&format->type_area), <=, format->height);
}

static void
test_no_styles (void)
{
  g_autoptr (BsEnvironment) environment = new_environment ();
  g_autoptr (BsPageFormat) format = bs_page_format_load (environment, "broadsheet", NULL);
  g_autoptr (BsNode) empty = parse ("{}");
  g_autoptr (BsPageFormat) same = bs_page_format_restyle (format, empty);
  g_autoptr (BsPageFormat) none = bs_page_format_restyle (format, NULL);

  g_assert_true (same == format);
  g_assert_true (none == format);
}

static void
test_every_member (void)
{
  g_autoptr (BsPageFormat) format = restyle (
    "broadsheet", "{'body': {'family': 'Noto Sans CJK SC', 'weight': 300, 'align': 'start',"
                  " 'indent': 0, 'strictness': 'strict', 'hang_marks': true,"
                  " 'trim_indent_opening': true, 'full_width_marks': false,"
                  " 'letter_spacing_em': 0.05, 'color': [1000, 0, 10, 20]}}");
  const BsTextStyle *body = bs_page_format_get_style (format, "body");

  g_assert_cmpuint (format->problems->len, ==, 0);
  g_assert_cmpstr (body->family, ==, "Noto Sans CJK SC");
  g_assert_cmpuint (body->weight, ==, 300);
  g_assert_cmpint (body->size, ==, BS_POINTS (9));
  g_assert_cmpint (body->align, ==, BS_ALIGN_START);
  g_assert_cmpuint (body->indent, ==, 0);
  g_assert_cmpint (body->strictness, ==, BS_STRICTNESS_STRICT);
  g_assert_true (body->hang_marks);
  g_assert_true (body->trim_indent_opening);
  g_assert_false (body->full_width_marks);
  g_assert_cmpint (body->letter_spacing, ==, bs_unit_from_points (0.45));
  g_assert_cmpuint (body->color.c, ==, 1000);
  g_assert_cmpuint (body->color.y, ==, 10);
  g_assert_cmpuint (body->color.k, ==, 20);
  g_assert_cmpuint (format->column_characters, ==, 13);
  assert_sound (format);
}

static void
test_partial (void)
{
  g_autoptr (BsPageFormat) format = restyle ("broadsheet", "{'caption': {'size': '六号'}}");
  const BsTextStyle *caption = bs_page_format_get_style (format, "caption");

  g_assert_cmpint (caption->size, ==, bs_unit_from_points (7.875));
  g_assert_cmpstr (caption->family, ==, "Noto Sans CJK SC");
  g_assert_cmpuint (format->column_characters, ==, 13);
}

/* 999 pt of width and 120 lines of 4.08 mm: eight columns of 11 are 95 characters of 10.5 pt. */
static void
test_larger_body (void)
{
  g_autoptr (BsPageFormat) format = restyle ("broadsheet", "{'body': {'size': '五号'}}");

  g_assert_cmpuint (format->problems->len, ==, 0);
  g_assert_cmpint (format->em, ==, bs_unit_from_points (10.5));
  g_assert_cmpuint (format->n_columns, ==, 8);
  g_assert_cmpuint (format->column_characters, ==, 11);
  g_assert_cmpuint (format->n_lines, ==, 103);
  g_assert_cmpint (bs_page_format_get_style (format, "subhead")->size, ==, format->em);
  g_assert_cmpint (bs_page_format_get_style (format, "caption")->size, ==, BS_POINTS (8));
  /* As high as before, to a line's rounding: nine lines were 36.7 mm, eight are 38. */
  g_assert_cmpuint (format->masthead_lines, ==, 8);
  assert_sound (format);
}

static void
test_follower_of_its_own (void)
{
  g_autoptr (BsPageFormat) format = restyle ("broadsheet",
                                             "{'subhead': {'size': 10}, 'body': {'size': 10.5}}");

  g_assert_cmpint (bs_page_format_get_style (format, "subhead")->size, ==, BS_POINTS (10));
}

static void
test_given_leading (void)
{
  g_autoptr (BsPageFormat) format = restyle ("broadsheet",
                                             "{'body': {'size': '五号', 'line_pt': 15}}");

  g_assert_cmpint (format->line_height, ==, BS_POINTS (15));
  g_assert_cmpuint (format->n_lines, ==, 92);
  assert_sound (format);
}

/* Every format that comes with the program at every size a body may have. */
static void
test_every_grid (void)
{
  static const double sizes[] = { 7.875, 8, 8.5, 9, 9.5, 10, 10.5, 11, 12 };
  g_autoptr (BsEnvironment) environment = new_environment ();
  g_auto (GStrv) names = bs_page_format_list (environment);

  for (guint i = 0; names[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
      {
        g_autoptr (BsPageFormat) before = bs_page_format_load (environment, names[i], NULL);
        g_autofree char *styles = g_strdup_printf ("{'body': {'size': %.3f}}", sizes[j]);
        g_autoptr (BsPageFormat) format = restyle (names[i], styles);

        g_assert_cmpuint (format->problems->len, ==, 0);
        g_assert_cmpint (format->em, ==, bs_unit_from_points (sizes[j]));
        g_assert_cmpuint (format->n_columns, ==, before->n_columns);
        g_assert_cmpint (format->type_area.width, <=,
                         before->type_area.width + before->type_area.width / 100);
        g_assert_cmpint (format->type_area.height, <=, before->type_area.height);
        g_assert_cmpint (format->type_area.height, >,
                         before->type_area.height - 2 * format->line_height);
        assert_sound (format);
      }
}

static void
test_bad (gconstpointer data)
{
  const BadCase *bad = data;
  g_autoptr (BsPageFormat) format = restyle ("broadsheet", bad->styles);
  const char *message;

  g_assert_cmpuint (format->problems->len, ==, 1);
  message = g_ptr_array_index (format->problems, 0);
  g_assert_nonnull (strstr (message, bad->style));
  g_assert_nonnull (strstr (message, bad->member));
  g_assert_cmpint (bs_page_format_get_style (format, "caption")->size, ==, BS_POINTS (7));
  g_assert_cmpint (format->em, ==, BS_POINTS (9));
  g_assert_cmpuint (format->column_characters, ==, 13);
  assert_sound (format);
}

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    double points;
  } named[] = {
    { "初号", 42 }, { "二号", 21 }, { "五号", 10.5 }, { "小五", 9 }, { "六号", 7.875 }
  };
  g_autoptr (BsEnvironment) environment = new_environment ();
  g_autoptr (GArray) sizes = bs_type_sizes_read (environment, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    {
      BsUnit size = bs_unit_from_points (named[i].points);

      g_assert_cmpint (bs_type_sizes_find (sizes, named[i].name), ==, size);
      g_assert_cmpstr (bs_type_sizes_get_name (sizes, size), ==, named[i].name);
    }
  g_assert_cmpint (bs_type_sizes_find (sizes, "九号"), ==, 0);
  g_assert_null (bs_type_sizes_get_name (sizes, BS_POINTS (11)));
  for (guint i = 1; i < sizes->len; i++)
    g_assert_cmpint (g_array_index (sizes, BsTypeSize, i).size, <,
                     g_array_index (sizes, BsTypeSize, i - 1).size);
}

static BsNode *
make_issue (const char *styles)
{
  g_autofree char *text = g_strdup_printf (
    "{'format': 'broadsheet-issue', 'version': '1.0', 'page_format': 'tabloid', 'styles': %s,"
    " 'stories': [{'id': 's1', 'page': 'A1', 'headline': '桥通了', 'paragraphs': [{'id': 'p1',"
    " 'text': '清早，渡口的船工解开缆绳，把第一批赶集的人送到对岸，河面上的雾还没有散。'}]}],"
    " 'pages': [{'id': 'A1', 'boxes': [{'id': 'b1', 'kind': 'story', 'refs': ['s1'], 'column': 0,"
    " 'columns': 2, 'line': 0, 'lines': 12}]}]}",
    styles);

  return parse (text);
}

/* The size of the glyphs at the end of the page's story. */
static BsUnit
get_body_size (BsLayout *layout, const char *styles)
{
  g_autoptr (BsNode) issue = make_issue (styles);
  g_autoptr (BsPageResult) result = bs_layout_page (layout, issue, "A1", NULL);
  BsUnit size = 0;

  for (guint i = 0; i < bs_display_list_get_n_items (result->list); i++)
    {
      const BsItem *item = bs_display_list_get_item (result->list, i);

      if (item->kind == BS_ITEM_GLYPHS && g_str_has_suffix (item->glyphs.path, "/text"))
        size = item->glyphs.size;
    }

  return size;
}

static void
test_page (void)
{
  g_autoptr (BsEnvironment) environment = new_environment ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BsLayout) layout = bs_layout_new (environment, &error);

  if (g_error_matches (error, BS_COMPOSE_ERROR, BS_COMPOSE_ERROR_FONT))
    {
      g_test_skip (error->message);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (get_body_size (layout, "{}"), ==, BS_POINTS (9));
  g_assert_cmpint (get_body_size (layout, "{'body': {'size': '五号'}}"), ==,
                   bs_unit_from_points (10.5));
  g_assert_cmpint (get_body_size (layout, "{'body': {'size': 9.5}}"), ==,
                   bs_unit_from_points (9.5));
  g_assert_cmpint (get_body_size (layout, "{}"), ==, BS_POINTS (9));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/styles/without-any-the-format-is-itself", test_no_styles);
  g_test_add_func ("/layout/styles/every-member-can-be-set", test_every_member);
  g_test_add_func ("/layout/styles/what-is-not-set-stays-the-formats", test_partial);
  g_test_add_func ("/layout/styles/a-larger-body-makes-a-grid-of-whole-characters-and-lines",
                   test_larger_body);
  g_test_add_func ("/layout/styles/a-style-of-its-own-size-follows-no-more",
                   test_follower_of_its_own);
  g_test_add_func ("/layout/styles/leading-can-be-given", test_given_leading);
  g_test_add_func ("/layout/styles/every-format-takes-every-size-of-body", test_every_grid);
  g_test_add_func ("/layout/styles/sizes-have-their-names", test_names);
  g_test_add_func ("/layout/styles/a-page-is-set-in-the-issues-styles", test_page);
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/layout/styles/a-bad-value-is-named/%s",
                                               bad_cases[i].name);

      g_test_add_data_func (path, &bad_cases[i], test_bad);
    }

  return g_test_run ();
}
