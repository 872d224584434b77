/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-page-format-private.h"

#include "base/bs-file.h"
#include "layout/bs-type-sizes.h"
#include "model/bs-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FORMAT_FILE_LIMIT (256 * 1024)

G_DEFINE_QUARK (bs - layout - error - quark, bs_layout_error)

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

static GBytes *
read_file (BsEnvironment *environment, const char *name, char **file_name, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  *file_name = g_strconcat ("page-formats/", name, ".json", NULL);
  path = bs_environment_find_data (environment, *file_name);
  if (!is_plain_name (name) || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_auto (GStrv) names = bs_page_format_list (environment);
      g_autofree char *all = g_strjoinv (", ", names);

      g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_FORMAT,
                   _ ("There is no page format “%s”: the known ones are %s. Choose one of them."),
                   name, *all != '\0' ? all : "–");
      return NULL;
    }
  file = g_file_new_for_path (path);

  return bs_file_read (file, FORMAT_FILE_LIMIT, error);
}

/**
 * bs_page_format_load:
 * @environment: where data lies
 * @name: of the format, "broadsheet"
 *
 * Reads `page-formats/NAME.json` and checks every field; an error names file, line, field and what
 * was expected (%BS_LAYOUT_ERROR_FORMAT, or one of G_IO_ERROR for the file itself).
 *
 * Returns: (transfer full): the format, or NULL
 */
BsPageFormat *
bs_page_format_load (BsEnvironment *environment, const char *name, GError **error)
{
  g_autofree char *file_name = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GArray *sizes;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment) && name != NULL, NULL);

  bytes = read_file (environment, name, &file_name, error);
  if (bytes == NULL)
    return NULL;
  sizes = bs_type_sizes_read (environment, error);

  return sizes != NULL ? bs_page_format_read (name, file_name, bytes, sizes, error) : NULL;
}

/**
 * bs_page_format_load_tree:
 * @name: of a format of the program
 *
 * Returns: (transfer full): what its file holds, unjudged; or NULL
 */
BsNode *
bs_page_format_load_tree (BsEnvironment *environment, const char *name, GError **error)
{
  g_autofree char *file_name = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment) && name != NULL, NULL);

  bytes = read_file (environment, name, &file_name, error);

  return bytes != NULL ? bs_json_parse (file_name, g_bytes_get_data (bytes, NULL),
                                        g_bytes_get_size (bytes), error)
                       : NULL;
}

/**
 * bs_page_format_load_node:
 * @node: an object as in a format's file
 *
 * Checked as strictly as a file; an error names the field.
 *
 * Returns: (transfer full): the format, or NULL
 */
BsPageFormat *
bs_page_format_load_node (BsEnvironment *environment, const char *name, const BsNode *node,
                          GError **error)
{
  g_autofree char *label = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GArray *sizes;
  gsize length;
  char *text;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment) && name != NULL && node != NULL, NULL);

  label = g_strconcat ("page_formats/", name, NULL);
  text = bs_json_write (node, BS_JSON_LINES, &length);
  bytes = g_bytes_new_take (text, length);
  sizes = bs_type_sizes_read (environment, error);

  return sizes != NULL ? bs_page_format_read (name, label, bytes, sizes, error) : NULL;
}

/**
 * bs_page_format_load_for_issue:
 * @issue: (nullable): root of an issue or template
 * @name: of the format
 *
 * Returns: (transfer full): the format as its author made it, without the issue's styles; or NULL
 */
BsPageFormat *
bs_page_format_load_for_issue (BsEnvironment *environment, const BsNode *issue, const char *name,
                               GError **error)
{
  const BsNode *own = bs_node_get_member (bs_node_get_member (issue, "page_formats"), name);

  return own != NULL ? bs_page_format_load_node (environment, name, own, error)
                     : bs_page_format_load (environment, name, error);
}

/**
 * bs_page_format_get_title:
 * @languages: (array zero-terminated=1): "zh_CN", "zh", "C": the most wanted first
 *
 * Returns: (transfer none): what people call the format
 */
const char *
bs_page_format_get_title (const BsPageFormat *format, const char *const *languages)
{
  g_return_val_if_fail (format != NULL, NULL);

  for (guint i = 0; languages != NULL && languages[i] != NULL; i++)
    {
      const char *language = g_str_equal (languages[i], "C") ? "en" : languages[i];
      const char *title = bs_node_get_text (format->titles, language);

      if (*title != '\0')
        return title;
    }

  return format->title;
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
  g_clear_pointer (&format->titles, bs_node_unref);
  g_clear_pointer (&format->styles, g_hash_table_unref);
  g_clear_pointer (&format->followers, g_hash_table_unref);
  g_clear_pointer (&format->problems, g_ptr_array_unref);
  g_clear_pointer (&format->sizes, g_array_unref);
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
         + (BsUnit) (column * (format->column_characters + format->gutter_characters)) * format->em;
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
