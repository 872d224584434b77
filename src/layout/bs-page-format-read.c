/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-page-format-private.h"

#include "model/bs-json.h"

#include <glib/gi18n-lib.h>

#define FORMAT_DEPTH_LIMIT 16
#define FORMAT_VERSION 1
#define MAX_STEPS 4

/* What reading one file carries along. */
typedef struct
{
  const char *file;
  const char *text;
  gsize length;
  const BsNode *root;
  GArray *sizes; /* owned until the format takes them */
  GError **error;
  gboolean failed;
} Reader;

typedef struct
{
  const char *name;
  double min;
  double max;
  gboolean whole;
  double fallback; /* NAN-free: min - 1 means the field must be there */
} NumberField;

static const char *const required_styles[] = {
  "body",          "subhead",        "byline",      "jump",          "sponsor",
  "caption",       "credit",         "group-title", "kicker",        "headline",
  "deck",          "flag",           "frame-label", "masthead-name", "masthead-line",
  "masthead-date", "masthead-small", "folio-page",  "folio-section", "folio-line",
};

/* Where the field "styles.body.align" stands, or what of it there is. */
static guint
find_line (const Reader *reader, const char *field)
{
  g_auto (GStrv) steps = g_strsplit (field, ".", MAX_STEPS);
  guint indices[MAX_STEPS];
  guint n = 0;
  const BsNode *node = reader->root;

  for (guint i = 0; steps[i] != NULL && n == i; i++)
    {
      for (guint j = 0; j < bs_node_get_length (node) && n == i; j++)
        if (g_strcmp0 (bs_node_get_key (node, j), steps[i]) == 0)
          indices[n++] = j;
      node = bs_node_get_member (node, steps[i]);
    }

  return bs_json_find_line (reader->text, reader->length, indices, n);
}

static void
fail (Reader *reader, const char *field, const char *expected)
{
  if (!reader->failed)
    g_set_error (reader->error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_FORMAT,
                 /* Translators: file, line, field, what the field must be */
                 _ ("Page format “%s”, line %u: “%s” must be %s. Correct this field, or use one of "
                    "the formats that came with the program."),
                 reader->file, find_line (reader, field), field, expected);
  reader->failed = TRUE;
}

static gboolean
is_number (const BsNode *node)
{
  return node != NULL
         && (bs_node_get_kind (node) == BS_NODE_INTEGER
             || bs_node_get_kind (node) == BS_NODE_DOUBLE);
}

static double
to_number (const BsNode *node)
{
  return bs_node_get_kind (node) == BS_NODE_INTEGER ? (double) bs_node_get_integer (node, 0)
                                                    : bs_node_get_double (node, 0);
}

static double
read_number (Reader *reader, const BsNode *object, const char *prefix, const NumberField *field)
{
  g_autofree char *name = g_strconcat (prefix, field->name, NULL);
  g_autofree char *expected = NULL;
  const BsNode *node = bs_node_get_member (object, field->name);
  double value;

  if (node == NULL && field->fallback >= field->min)
    return field->fallback;
  expected = g_strdup_printf (field->whole ? _ ("a whole number from %g to %g")
                                           : _ ("a number from %g to %g"),
                              field->min, field->max);
  if (!is_number (node))
    {
      fail (reader, name, expected);
      return field->min;
    }
  value = to_number (node);
  if (!(value >= field->min && value <= field->max)
      || (field->whole && value != (double) (gint64) value))
    {
      fail (reader, name, expected);
      return field->min;
    }

  return value;
}

static double
read_field (Reader *reader, const BsNode *object, const char *name, double min, double max)
{
  NumberField field = { name, min, max, FALSE, min - 1 };

  return read_number (reader, object, "", &field);
}

static guint
read_count (Reader *reader, const BsNode *object, const char *name, double min, double max)
{
  NumberField field = { name, min, max, TRUE, min - 1 };

  return (guint) read_number (reader, object, "", &field);
}

static int
read_choice (Reader *reader, const BsNode *object, const char *prefix, const char *name,
             const char *const *choices)
{
  g_autofree char *field = g_strconcat (prefix, name, NULL);
  g_autofree char *all = g_strjoinv (", ", (char **) choices);
  g_autofree char *expected = g_strdup_printf (_ ("one of %s"), all);
  const BsNode *node = bs_node_get_member (object, name);

  if (node == NULL)
    return 0;
  for (int i = 0; choices[i] != NULL; i++)
    if (bs_node_get_kind (node) == BS_NODE_STRING
        && g_str_equal (bs_node_get_string (node), choices[i]))
      return i;
  fail (reader, field, expected);

  return 0;
}

static void
complain_of_style (gpointer data, const char *style, const char *member, const char *expected)
{
  g_autofree char *field = g_strdup_printf ("styles.%s.%s", style, member);

  fail (data, field, expected);
}

static void
read_style (Reader *reader, BsPageFormat *format, const char *name, const BsNode *object)
{
  BsStyleReader style_reader = { format->sizes, complain_of_style, reader, FALSE };
  BsTextStyle style = { .weight = 400,
                        .align = BS_ALIGN_JUSTIFY,
                        .strictness = BS_STRICTNESS_NORMAL,
                        .full_width_marks = TRUE,
                        .color = { 0, 0, 0, 1000 } };

  bs_style_read_over (&style_reader, name, object, &style);
  if (style.family == NULL)
    complain_of_style (reader, name, "family", _ ("a text that is not empty"));
  if (style.size == 0)
    complain_of_style (reader, name, "size_pt", _ ("a number of points"));
  g_hash_table_replace (format->styles, g_strdup (name), g_memdup2 (&style, sizeof style));
  if (g_str_equal (bs_node_get_text (object, "follows"), "body"))
    g_hash_table_add (format->followers, g_strdup (name));
}

static void
read_styles (Reader *reader, BsPageFormat *format, const BsNode *root)
{
  const BsNode *styles = bs_node_get_member (root, "styles");

  for (guint i = 0; i < bs_node_get_length (styles); i++)
    {
      const char *name = bs_node_get_key (styles, i);

      if (name != NULL)
        read_style (reader, format, name, bs_node_get_element (styles, i));
    }
  for (guint i = 0; i < G_N_ELEMENTS (required_styles); i++)
    if (!g_hash_table_contains (format->styles, required_styles[i]))
      {
        g_autofree char *field = g_strconcat ("styles.", required_styles[i], NULL);

        fail (reader, field, _ ("a text style"));
      }
}

static void
read_bands (Reader *reader, BsPageFormat *format, const BsNode *root)
{
  const char *expected = _ (
    "an object with members 1, 2, 3 and 4, each two sizes in tenths of a point, "
    "smaller first, none above the class before");
  const BsNode *bands = bs_node_get_member (root, "headline_bands");

  for (guint i = 0; i < BS_PAGE_FORMAT_CLASSES; i++)
    {
      char key[2] = { (char) ('1' + i), '\0' };
      const BsNode *band = bs_node_get_member (bands, key);
      gint64 min = bs_node_get_integer (bs_node_get_element (band, 0), 0);
      gint64 max = bs_node_get_integer (bs_node_get_element (band, 1), 0);

      if (bs_node_get_length (band) != 2 || min < 90 || max > 1200 || min > max
          || (i > 0 && max > format->bands[i - 1].min))
        {
          fail (reader, "headline_bands", expected);
          return;
        }
      format->bands[i].min = (guint) min;
      format->bands[i].max = (guint) max;
    }
}

static void
check_type_area (Reader *reader, const BsPageFormat *format)
{
  if (reader->failed)
    return;
  if (format->type_area.width > format->width)
    fail (reader, "columns",
          _ ("so many, with column_characters, that the type area is no wider than the page"));
  else if (format->type_area.y + format->type_area.height > format->height)
    fail (reader, "lines", _ ("so many that the type area ends above the foot of the page"));
  else if (format->em < BS_LEAST_BODY_SIZE)
    fail (reader, "styles.body.size_pt", _ ("at least 7.875, which is 六号"));
  else if (format->line_height < format->em)
    fail (reader, "line_mm", _ ("at least the size of the body text"));
  else if (format->masthead_lines * 3 > format->n_lines)
    fail (reader, "masthead_lines", _ ("at most a third of “lines”"));
}

static void
read_measures (Reader *reader, BsPageFormat *format, const BsNode *root)
{
  guint characters;

  format->width = bs_unit_from_mm (read_field (reader, root, "width_mm", 100, 1000));
  format->height = bs_unit_from_mm (read_field (reader, root, "height_mm", 100, 1000));
  format->bleed = bs_unit_from_mm (read_field (reader, root, "bleed_mm", 0, 20));
  format->type_area.y = bs_unit_from_mm (read_field (reader, root, "top_mm", 5, 300));
  format->line_height = bs_unit_from_mm (read_field (reader, root, "line_mm", 2, 20));
  format->story_rule = bs_unit_from_mm (read_field (reader, root, "story_rule_mm", 0, 2));
  format->column_rule = bs_unit_from_mm (read_field (reader, root, "column_rule_mm", 0, 2));
  format->n_columns = read_count (reader, root, "columns", 2, 16);
  format->column_characters = read_count (reader, root, "column_characters", 6, 40);
  format->gutter_characters = read_count (reader, root, "gutter_characters", 1, 4);
  format->n_lines = read_count (reader, root, "lines", 20, 250);
  format->masthead_lines = read_count (reader, root, "masthead_lines", 0, 80);
  format->folio_lines = read_count (reader, root, "folio_lines", 0, 20);
  if (reader->failed || !g_hash_table_contains (format->styles, "body"))
    return;

  format->em = bs_page_format_get_style (format, "body")->size;
  characters = format->n_columns * format->column_characters
               + (format->n_columns - 1) * format->gutter_characters;
  format->type_area.width = (BsUnit) characters * format->em;
  format->type_area.height = (BsUnit) format->n_lines * format->line_height;
  format->type_area.x = (format->width - format->type_area.width) / 2;
}

/* A text, or an object: language -> text. */
static void
read_title (Reader *reader, BsPageFormat *format)
{
  const BsNode *title = bs_node_get_member (reader->root, "title");
  const char *text = bs_node_get_string (title);

  if (bs_node_get_kind (title) == BS_NODE_OBJECT)
    {
      format->titles = bs_node_ref (title);
      text = bs_node_get_string (bs_node_get_element (title, 0));
    }
  if (*text == '\0')
    fail (reader, "title", _ ("a text that is not empty"));
  format->title = g_strdup (text);
}

static BsPageFormat *
read_format (Reader *reader, const char *name)
{
  static const char *const kinds[] = { "", "broadsheet-page-format", NULL };
  g_autoptr (BsPageFormat) format = g_new0 (BsPageFormat, 1);

  format->ref_count = 1;
  format->name = g_strdup (name);
  format->sizes = g_steal_pointer (&reader->sizes);
  format->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  format->followers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  format->problems = g_ptr_array_new_with_free_func (g_free);
  if (read_choice (reader, reader->root, "", "format", kinds) != 1)
    fail (reader, "format", "broadsheet-page-format");
  if (read_count (reader, reader->root, "version", 1, 1000) > FORMAT_VERSION)
    fail (reader, "version", _ ("1: the file was made for a newer program"));
  read_title (reader, format);
  read_styles (reader, format, reader->root);
  read_measures (reader, format, reader->root);
  read_bands (reader, format, reader->root);
  check_type_area (reader, format);

  return reader->failed ? NULL : g_steal_pointer (&format);
}

BsPageFormat *
bs_page_format_read (const char *name, const char *file, GBytes *bytes, GArray *sizes,
                     GError **error)
{
  g_autoptr (GArray) owned_sizes = sizes;
  Reader reader = { .file = file, .error = error };
  g_autoptr (GError) reason = NULL;
  g_autoptr (BsNode) root = NULL;

  reader.text = g_bytes_get_data (bytes, &reader.length);
  root = bs_json_parse_deep (file, reader.text, reader.length, FORMAT_DEPTH_LIMIT, &reason);
  if (root == NULL)
    {
      g_set_error_literal (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_FORMAT, reason->message);
      return NULL;
    }
  reader.root = root;
  reader.sizes = g_steal_pointer (&owned_sizes);

  return read_format (&reader, name);
}
