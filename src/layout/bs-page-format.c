/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-page-format.h"

#include "base/bs-file.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define FORMAT_FILE_LIMIT (256 * 1024)
#define FORMAT_DEPTH_LIMIT 16
#define FORMAT_VERSION 1

G_DEFINE_QUARK (bs-layout-error-quark, bs_layout_error)

/* What reading one file carries along. */
typedef struct
{
  const char *file;
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
  "body",        "subhead",      "byline",        "jump",           "sponsor",
  "caption",     "credit",       "group-title",   "kicker",         "headline",
  "deck",        "flag",         "frame-label",   "masthead-name",  "masthead-line",
  "masthead-date", "masthead-small", "folio-page", "folio-section", "folio-line",
};

static void
fail (Reader *reader, const char *field, const char *expected)
{
  if (!reader->failed)
    g_set_error (reader->error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_FORMAT,
                 /* Translators: file, field, what the field must be */
                 _("Page format “%s”: “%s” must be %s. Correct this field, or use one of the "
                   "formats that came with the program."),
                 reader->file, field, expected);
  reader->failed = TRUE;
}

static double
read_number (Reader *reader, JsonObject *object, const char *prefix, const NumberField *field)
{
  g_autofree char *name = g_strconcat (prefix, field->name, NULL);
  g_autofree char *expected = NULL;
  JsonNode *node = json_object_get_member (object, field->name);
  double value;

  if (node == NULL && field->fallback >= field->min)
    return field->fallback;
  expected = g_strdup_printf (field->whole ? _("a whole number from %g to %g")
                                           : _("a number from %g to %g"),
                              field->min, field->max);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || (json_node_get_value_type (node) != G_TYPE_INT64
          && json_node_get_value_type (node) != G_TYPE_DOUBLE))
    {
      fail (reader, name, expected);
      return field->min;
    }
  value = json_node_get_double (node);
  if (!(value >= field->min && value <= field->max)
      || (field->whole && value != (double) (gint64) value))
    {
      fail (reader, name, expected);
      return field->min;
    }

  return value;
}

static double
read_field (Reader *reader, JsonObject *object, const char *name, double min, double max)
{
  NumberField field = { name, min, max, FALSE, min - 1 };

  return read_number (reader, object, "", &field);
}

static guint
read_count (Reader *reader, JsonObject *object, const char *name, double min, double max)
{
  NumberField field = { name, min, max, TRUE, min - 1 };

  return (guint) read_number (reader, object, "", &field);
}

static const char *
read_text (Reader *reader, JsonObject *object, const char *prefix, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
      && json_node_get_value_type (node) == G_TYPE_STRING
      && *json_node_get_string (node) != '\0')
    return json_node_get_string (node);

  {
    g_autofree char *field = g_strconcat (prefix, name, NULL);

    fail (reader, field, _("a text that is not empty"));
  }

  return "";
}

static int
read_choice (Reader *reader, JsonObject *object, const char *prefix, const char *name,
             const char *const *choices)
{
  g_autofree char *field = g_strconcat (prefix, name, NULL);
  g_autofree char *all = g_strjoinv (", ", (char **) choices);
  g_autofree char *expected = g_strdup_printf (_("one of %s"), all);
  const char *text = NULL;

  if (!json_object_has_member (object, name))
    return 0;
  if (JSON_NODE_HOLDS_VALUE (json_object_get_member (object, name)))
    text = json_node_get_string (json_object_get_member (object, name));
  for (int i = 0; choices[i] != NULL; i++)
    if (g_strcmp0 (text, choices[i]) == 0)
      return i;
  fail (reader, field, expected);

  return 0;
}

static BsColor
read_color (Reader *reader, JsonObject *object, const char *prefix)
{
  g_autofree char *field = g_strconcat (prefix, "color", NULL);
  JsonNode *node = json_object_get_member (object, "color");
  BsColor color = { 0, 0, 0, 1000 };
  guint16 *inks[] = { &color.c, &color.m, &color.y, &color.k };
  JsonArray *array;

  if (node == NULL)
    return color;
  if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) != 4)
    {
      fail (reader, field, _("four whole numbers from 0 to 1000: C, M, Y, K in per mille"));
      return color;
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < 4; i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      gint64 value = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_int (element) : -1;

      if (value < 0 || value > 1000)
        {
          fail (reader, field, _("four whole numbers from 0 to 1000: C, M, Y, K in per mille"));
          return color;
        }
      *inks[i] = (guint16) value;
    }

  return color;
}

static BsTextStyle *
read_style (Reader *reader, JsonObject *object, const char *name)
{
  static const char *const aligns[] = { "justify", "start", "center", "end", NULL };
  static const char *const strictnesses[] = { "normal", "loose", "strict", NULL };
  static const BsStrictness strictness_values[]
      = { BS_STRICTNESS_NORMAL, BS_STRICTNESS_LOOSE, BS_STRICTNESS_STRICT };
  static const NumberField weight = { "weight", 100, 900, TRUE, 400 };
  static const NumberField size = { "size_pt", 4, 200, FALSE, 3 };
  static const NumberField indent = { "indent", 0, 8, TRUE, 0 };
  /* Design rule: within a tenth of an em, or words fall apart. */
  static const NumberField spacing = { "letter_spacing_em", -0.1, 0.1, FALSE, 0 };
  g_autofree char *prefix = g_strdup_printf ("styles.%s.", name);
  BsTextStyle *style = g_new0 (BsTextStyle, 1);

  /* Styles are copied about freely; an interned name outlives every copy. */
  style->family = g_intern_string (read_text (reader, object, prefix, "family"));
  style->weight = (guint) read_number (reader, object, prefix, &weight);
  style->size = bs_unit_from_points (read_number (reader, object, prefix, &size));
  style->indent = (guint) read_number (reader, object, prefix, &indent);
  style->letter_spacing
      = (BsUnit) (read_number (reader, object, prefix, &spacing) * style->size);
  style->align = (BsAlign) read_choice (reader, object, prefix, "align", aligns);
  style->strictness
      = strictness_values[read_choice (reader, object, prefix, "strictness", strictnesses)];
  style->full_width_marks = TRUE;
  style->color = read_color (reader, object, prefix);

  return style;
}

static void
read_styles (Reader *reader, BsPageFormat *format, JsonObject *root)
{
  JsonNode *node = json_object_get_member (root, "styles");
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (reader, "styles", _("an object of text styles"));
      return;
    }
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (!JSON_NODE_HOLDS_OBJECT (value))
        {
          fail (reader, "styles", _("an object of text styles"));
          return;
        }
      g_hash_table_insert (format->styles, g_strdup (name),
                           read_style (reader, json_node_get_object (value), name));
    }
  for (guint i = 0; i < G_N_ELEMENTS (required_styles); i++)
    if (!g_hash_table_contains (format->styles, required_styles[i]))
      {
        g_autofree char *field = g_strconcat ("styles.", required_styles[i], NULL);

        fail (reader, field, _("a text style"));
      }
}

static void
read_bands (Reader *reader, BsPageFormat *format, JsonObject *root)
{
  const char *expected
      = _("an object with members 1, 2, 3 and 4, each two sizes in tenths of a point, "
          "smaller first, none above the class before");
  JsonNode *node = json_object_get_member (root, "headline_bands");

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (reader, "headline_bands", expected);
      return;
    }
  for (guint i = 0; i < BS_PAGE_FORMAT_CLASSES; i++)
    {
      char key[2] = { (char) ('1' + i), '\0' };
      JsonNode *band = json_object_get_member (json_node_get_object (node), key);
      gint64 min = 0;
      gint64 max = 0;

      if (band != NULL && JSON_NODE_HOLDS_ARRAY (band)
          && json_array_get_length (json_node_get_array (band)) == 2
          && JSON_NODE_HOLDS_VALUE (json_array_get_element (json_node_get_array (band), 0))
          && JSON_NODE_HOLDS_VALUE (json_array_get_element (json_node_get_array (band), 1)))
        {
          min = json_array_get_int_element (json_node_get_array (band), 0);
          max = json_array_get_int_element (json_node_get_array (band), 1);
        }
      if (min < 90 || max > 1200 || min > max || (i > 0 && max > format->bands[i - 1].min))
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
          _("so many, with column_characters, that the type area is no wider than the page"));
  else if (format->type_area.y + format->type_area.height > format->height)
    fail (reader, "lines", _("so many that the type area ends above the foot of the page"));
  else if (format->line_height < format->em)
    fail (reader, "line_mm", _("at least the size of the body text"));
  else if (format->masthead_lines * 3 > format->n_lines)
    fail (reader, "masthead_lines", _("at most a third of “lines”"));
}

static void
read_measures (Reader *reader, BsPageFormat *format, JsonObject *root)
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

static JsonNode *
parse_file (BsEnvironment *environment, const char *path, const char *shown, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = bs_file_read (file, FORMAT_FILE_LIMIT, error);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) reason = NULL;
  const char *data;
  gsize length;
  guint depth = 0;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  /* json-glib recurses; brackets inside strings are counted too, which only refuses earlier. */
  for (gsize i = 0; i < length && depth <= FORMAT_DEPTH_LIMIT; i++)
    if (data[i] == '{' || data[i] == '[')
      depth++;
    else if ((data[i] == '}' || data[i] == ']') && depth > 0)
      depth--;
  if (depth > FORMAT_DEPTH_LIMIT)
    g_set_error (&reason, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_FORMAT, _("it is nested too deeply"));
  else if (json_parser_load_from_data (parser, data, (gssize) length, &reason)
           && json_parser_get_root (parser) != NULL
           && JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return json_parser_steal_root (parser);
  g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_FORMAT,
               _("Page format “%s” cannot be read: %s. Correct the file, or use one of the "
                 "formats that came with the program."),
               shown, reason != NULL ? reason->message : _("it is not a JSON object"));

  return NULL;
}

/* A name comes from documents: it must not lead out of the folder. */
static gboolean
is_plain_name (const char *name)
{
  if (*name == '\0' || strlen (name) > 64)
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;

  return TRUE;
}

/**
 * bs_page_format_load:
 * @environment: where data lies
 * @name: of the format, "broadsheet"
 *
 * Reads `page-formats/NAME.json` and checks every field; an error names file, field and what was
 * expected (%BS_LAYOUT_ERROR_FORMAT, or one of G_IO_ERROR for the file itself).
 *
 * Returns: (transfer full): the format, or NULL
 */
BsPageFormat *
bs_page_format_load (BsEnvironment *environment, const char *name, GError **error)
{
  static const char *const kinds[] = { "", "broadsheet-page-format", NULL };
  g_autofree char *file_name = NULL;
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (BsPageFormat) format = NULL;
  Reader reader = { 0 };
  JsonObject *root;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment) && name != NULL, NULL);

  file_name = g_strconcat ("page-formats/", name, ".json", NULL);
  path = bs_environment_find_data (environment, file_name);
  if (!is_plain_name (name) || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_auto (GStrv) names = bs_page_format_list (environment);
      g_autofree char *all = g_strjoinv (", ", names);

      g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_FORMAT,
                   _("There is no page format “%s”: the known ones are %s. Choose one of them."),
                   name, *all != '\0' ? all : "–");
      return NULL;
    }
  node = parse_file (environment, path, file_name, error);
  if (node == NULL)
    return NULL;

  root = json_node_get_object (node);
  reader.file = file_name;
  reader.error = error;
  format = g_new0 (BsPageFormat, 1);
  format->ref_count = 1;
  format->name = g_strdup (name);
  format->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (read_choice (&reader, root, "", "format", kinds) != 1)
    fail (&reader, "format", "broadsheet-page-format");
  if (read_count (&reader, root, "version", 1, 1000) > FORMAT_VERSION)
    fail (&reader, "version", _("1: the file was made for a newer program"));
  format->title = g_strdup (read_text (&reader, root, "", "title"));
  read_styles (&reader, format, root);
  read_measures (&reader, format, root);
  read_bands (&reader, format, root);
  check_type_area (&reader, format);

  return reader.failed ? NULL : g_steal_pointer (&format);
}

BsPageFormat *
bs_page_format_ref (BsPageFormat *format)
{
  g_return_val_if_fail (format != NULL, NULL);
  g_atomic_int_inc (&format->ref_count);

  return format;
}

void
bs_page_format_unref (BsPageFormat *format)
{
  if (format == NULL || !g_atomic_int_dec_and_test (&format->ref_count))
    return;
  g_free (format->name);
  g_free (format->title);
  g_clear_pointer (&format->styles, g_hash_table_unref);
  g_free (format);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * bs_page_format_list:
 * @environment: where data lies
 *
 * Returns: (transfer full): the names of the formats there are, sorted; empty if the folder is
 *   missing
 */
char **
bs_page_format_list (BsEnvironment *environment)
{
  g_autofree char *folder = bs_environment_find_data (environment, "page-formats");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new ();
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (entry, ".json"))
      g_ptr_array_add (names, g_strndup (entry, strlen (entry) - strlen (".json")));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (names, FALSE);
}

/**
 * bs_page_format_get_style:
 * @format: a format
 * @name: "body", "headline" …
 *
 * Returns: (transfer none): the style; the body's where the format has none of that name
 */
const BsTextStyle *
bs_page_format_get_style (const BsPageFormat *format, const char *name)
{
  const BsTextStyle *style;

  g_return_val_if_fail (format != NULL && name != NULL, NULL);

  style = g_hash_table_lookup (format->styles, name);

  return style != NULL ? style : g_hash_table_lookup (format->styles, "body");
}

BsUnit
bs_page_format_get_column_x (const BsPageFormat *format, guint column)
{
  return format->type_area.x
         + (BsUnit) (column * (format->column_characters + format->gutter_characters))
               * format->em;
}

BsUnit
bs_page_format_get_columns_width (const BsPageFormat *format, guint columns)
{
  guint gutters = columns > 0 ? columns - 1 : 0;

  return (BsUnit) (columns * format->column_characters + gutters * format->gutter_characters)
         * format->em;
}

BsUnit
bs_page_format_get_line_y (const BsPageFormat *format, guint line)
{
  return format->type_area.y + (BsUnit) line * format->line_height;
}
