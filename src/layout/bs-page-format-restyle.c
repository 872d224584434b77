/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-page-format-private.h"

#include "layout/bs-type-sizes.h"
#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>

/* Thousandths by which a type area may grow wider to hold one more character a column. */
#define MOST_WIDER 5

static void
complain (gpointer data, const char *style, const char *member, const char *expected)
{
  BsPageFormat *format = data;

  g_ptr_array_add (format->problems,
                   /* Translators: name of a text style, member of it, what the member must be */
                   g_strdup_printf (_ ("Style “%s” of this issue: “%s” must be %s. Correct it; "
                                       "until then the page format's own is used."),
                                    style, member, expected));
}

static void
complain_of_style (BsPageFormat *format, const char *style)
{
  g_ptr_array_add (format->problems,
                   g_strdup_printf (_ ("Style “%s” of this issue: the page format “%s” has no "
                                       "style of that name. Correct the name, or remove it."),
                                    style, format->name));
}

/* An object as it must be; tells of anything else. */
static const BsNode *
get_object (BsPageFormat *format, const BsNode *styles, const char *name)
{
  const BsNode *object = bs_node_get_member (styles, name);

  if (object == NULL || bs_node_get_kind (object) == BS_NODE_OBJECT)
    return object;
  g_ptr_array_add (format->problems,
                   g_strdup_printf (_ ("Style “%s” of this issue must be an object. Correct it; "
                                       "until then the page format's own is used."),
                                    name));

  return NULL;
}

static void
copy_styles (GHashTable *to, GHashTable *from)
{
  GHashTableIter iter;
  gpointer name, style;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &name, &style))
    g_hash_table_replace (to, g_strdup (name), g_memdup2 (style, sizeof (BsTextStyle)));
}

static BsPageFormat *
copy_format (const BsPageFormat *format)
{
  BsPageFormat *copy = g_memdup2 (format, sizeof *format);
  GHashTableIter iter;
  gpointer name;

  copy->ref_count = 1;
  copy->name = g_strdup (format->name);
  copy->title = g_strdup (format->title);
  copy->titles = format->titles != NULL ? bs_node_ref (format->titles) : NULL;
  copy->sizes = g_array_ref (format->sizes);
  copy->problems = g_ptr_array_new_with_free_func (g_free);
  copy->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  copy_styles (copy->styles, format->styles);
  copy->followers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, format->followers);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_add (copy->followers, g_strdup (name));

  return copy;
}

/* As many characters as the columns of @format have room for at the size of @em. */
static guint
count_column_characters (const BsPageFormat *format, BsUnit em)
{
  gint64 width = format->type_area.width + format->type_area.width * MOST_WIDER / 1000;
  gint64 gutters = (gint64) (format->n_columns - 1) * format->gutter_characters;

  return (guint) (MAX (width / em - gutters, 0) / format->n_columns);
}

/* Columns stay as many, lines keep whole and fill the height as before; what masthead and folio
 * took they take again, in the new lines. */
static void
make_grid (BsPageFormat *format, const BsPageFormat *from, BsUnit em, BsUnit line)
{
  gint64 height = from->type_area.height;
  guint characters;

  format->em = em;
  format->column_characters = count_column_characters (from, em);
  characters = format->n_columns * format->column_characters
               + (format->n_columns - 1) * format->gutter_characters;
  format->type_area.width = (BsUnit) characters * em;
  format->type_area.x = (format->width - format->type_area.width) / 2;
  if (line > 0)
    format->n_lines = (guint) (height / line);
  else
    {
      line = bs_unit_scale (from->line_height, em, from->em);
      format->n_lines = (guint) ((height + line / 2) / line);
      line = (BsUnit) (height / format->n_lines);
    }
  format->line_height = line;
  format->type_area.height = (BsUnit) format->n_lines * line;
  format->masthead_lines = (guint) (((gint64) from->masthead_lines * from->line_height + line - 1)
                                    / line);
  format->folio_lines = (guint) (((gint64) from->folio_lines * from->line_height + line - 1)
                                 / line);
}

/* The size that the body may have, which is the wanted one or the format's; says why. */
static BsUnit
settle_size (BsPageFormat *format, const BsPageFormat *from, BsUnit wanted)
{
  g_autofree char *expected = NULL;

  if (wanted < BS_LEAST_BODY_SIZE)
    expected = g_strdup (_ ("at least 7.875 points, which is 六号: smaller body text is not "
                            "readable in print"));
  else if (count_column_characters (from, wanted) < BS_LEAST_COLUMN_CHARACTERS)
    expected = g_strdup_printf (_ ("so small that each of the %u columns holds %u characters"),
                                from->n_columns, BS_LEAST_COLUMN_CHARACTERS);
  if (expected == NULL)
    return wanted;
  complain (format, "body", "size", expected);

  return from->em;
}

static BsUnit
settle_line (BsPageFormat *format, const BsPageFormat *from, BsUnit em, BsUnit wanted)
{
  if (wanted == 0 || (wanted >= em && wanted <= from->type_area.height / 20))
    return wanted;
  complain (format, "body", "line_pt", _ ("at least the size of the body text"));

  return 0;
}

/* Styles that keep their ratio to the body's size change with it, before the issue's own are read. */
static void
follow_body (BsPageFormat *format, BsUnit from, BsUnit to)
{
  GHashTableIter iter;
  gpointer name, data;

  g_hash_table_iter_init (&iter, format->styles);
  while (g_hash_table_iter_next (&iter, &name, &data))
    {
      BsTextStyle *style = data;

      if (!g_hash_table_contains (format->followers, name))
        continue;
      style->size = bs_unit_scale (style->size, to, from);
      style->letter_spacing = bs_unit_scale (style->letter_spacing, to, from);
    }
}

static void
restyle_body (BsPageFormat *format, const BsPageFormat *from, const BsNode *object)
{
  BsStyleReader reader = { format->sizes, complain, format, TRUE };
  BsTextStyle *body = g_hash_table_lookup (format->styles, "body");
  BsUnit line;
  BsUnit size;

  bs_style_read_over (&reader, "body", object, body);
  line = bs_style_read_line (&reader, "body", object);
  size = settle_size (format, from, body->size);
  body->letter_spacing = bs_unit_scale (body->letter_spacing, size, body->size);
  body->size = size;
  line = settle_line (format, from, body->size, line);
  if (body->size == from->em && line == 0)
    return;
  make_grid (format, from, body->size, line);
  follow_body (format, from->em, body->size);
}

/**
 * bs_page_format_restyle:
 * @format: a format as its file has it
 * @styles: (nullable): an issue's "styles": name of a style -> those of its members that differ
 *
 * Puts an issue's styles over the format's. A body of another size makes another character grid: as
 * many columns, each of whole characters, about as wide as before; lines in proportion to the size,
 * or as "line_pt" says; styles that follow the body keep their ratio to it. What is wrong in @styles
 * is left out and told in @problems, a sentence each.
 *
 * Returns: (transfer full): @format itself where @styles is empty
 */
BsPageFormat *
bs_page_format_restyle (BsPageFormat *format, const BsNode *styles)
{
  BsPageFormat *result;
  BsStyleReader reader = { .complain = complain, .knows_all = TRUE };

  g_return_val_if_fail (format != NULL, NULL);

  if (bs_node_get_length (styles) == 0)
    return bs_page_format_ref (format);
  result = copy_format (format);
  reader.sizes = result->sizes;
  reader.data = result;
  restyle_body (result, format, get_object (result, styles, "body"));

  for (guint i = 0; i < bs_node_get_length (styles); i++)
    {
      const char *name = bs_node_get_key (styles, i);
      BsTextStyle *style;

      if (name == NULL || g_str_equal (name, "body"))
        continue;
      style = g_hash_table_lookup (result->styles, name);
      if (style == NULL)
        complain_of_style (result, name);
      else
        bs_style_read_over (&reader, name, get_object (result, styles, name), style);
    }

  return result;
}

/**
 * bs_page_format_dress:
 * @format: a format as its file has it
 * @issue: root of an issue or template
 *
 * First the house rules, which are for all styles, then the styles of their own.
 *
 * Returns: (transfer full): @format itself where the issue has neither
 */
BsPageFormat *
bs_page_format_dress (BsPageFormat *format, const BsNode *issue)
{
  const BsNode *rules = bs_node_get_member (issue, "house_rules");
  BsStyleReader reader = { .complain = complain };
  g_autoptr (BsPageFormat) ruled = NULL;
  GHashTableIter iter;
  gpointer name, style;

  g_return_val_if_fail (format != NULL, NULL);

  if (bs_node_get_length (rules) == 0)
    return bs_page_format_restyle (format, bs_node_get_member (issue, "styles"));
  ruled = copy_format (format);
  reader.sizes = ruled->sizes;
  reader.data = ruled;
  g_hash_table_iter_init (&iter, ruled->styles);
  while (g_hash_table_iter_next (&iter, &name, &style))
    bs_style_read_over (&reader, name, rules, style);

  return bs_page_format_restyle (ruled, bs_node_get_member (issue, "styles"));
}

/**
 * bs_page_format_load_for_page:
 * @environment: where data lies
 * @issue: root of an issue
 * @page: (nullable): id of a page; NULL: the issue's own format
 *
 * Returns: (transfer full): the page's format with the issue's house rules and styles, or NULL as of
 *   bs_page_format_load()
 */
BsPageFormat *
bs_page_format_load_for_page (BsEnvironment *environment, const BsNode *issue, const char *page,
                              GError **error)
{
  const BsNode *node = page != NULL ? bs_issue_get_page (issue, page) : NULL;
  g_autoptr (BsPageFormat) format = NULL;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment), NULL);

  format = bs_page_format_load_for_issue (environment, issue,
                                          bs_issue_get_page_format (issue, node), error);

  return format != NULL ? bs_page_format_dress (format, issue) : NULL;
}
