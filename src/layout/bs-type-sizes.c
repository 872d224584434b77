/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-type-sizes.h"

#include "compose/bs-table-reader.h"

#include <string.h>

#define TABLE "tables/type-sizes.table"
#define MAX_THOUSANDTHS 200000

static gboolean
read_row (const BsTableRow *row, gpointer data)
{
  GArray *sizes = data;
  BsTypeSize one = { NULL, 0 };
  gint32 thousandths;

  if (row->n_words != 3 || strcmp (row->words[0], "size") != 0
      || !bs_table_number (row->words[2], MAX_THOUSANDTHS, &thousandths) || thousandths < 1000)
    return FALSE;
  one.name = g_intern_string (row->words[1]);
  one.size = bs_unit_from_points (thousandths / 1000.0);
  g_array_append_val (sizes, one);

  return TRUE;
}

/**
 * bs_type_sizes_read:
 * @environment: where data lies
 *
 * Returns: (transfer full) (element-type BsTypeSize): the sizes that have names, in the order of
 *   the table; NULL with %BS_COMPOSE_ERROR_TABLE where it does not parse
 */
GArray *
bs_type_sizes_read (BsEnvironment *environment, GError **error)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (BsTypeSize));
  g_autofree char *path = NULL;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment), NULL);

  path = bs_environment_find_data (environment, TABLE);
  if (g_file_test (path, G_FILE_TEST_EXISTS)
      && !bs_table_read (environment, TABLE, read_row, sizes, error))
    return NULL;

  return g_steal_pointer (&sizes);
}

BsUnit
bs_type_sizes_find (const GArray *sizes, const char *name)
{
  g_return_val_if_fail (sizes != NULL && name != NULL, 0);

  for (guint i = 0; i < sizes->len; i++)
    if (strcmp (g_array_index (sizes, BsTypeSize, i).name, name) == 0)
      return g_array_index (sizes, BsTypeSize, i).size;

  return 0;
}

const char *
bs_type_sizes_get_name (const GArray *sizes, BsUnit size)
{
  g_return_val_if_fail (sizes != NULL, NULL);

  for (guint i = 0; i < sizes->len; i++)
    if (g_array_index (sizes, BsTypeSize, i).size == size)
      return g_array_index (sizes, BsTypeSize, i).name;

  return NULL;
}

char *
bs_type_sizes_dup_list (const GArray *sizes)
{
  GString *list = g_string_new (NULL);

  g_return_val_if_fail (sizes != NULL, g_string_free (list, FALSE));

  for (guint i = 0; i < sizes->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "",
                            g_array_index (sizes, BsTypeSize, i).name);

  return g_string_free (list, FALSE);
}
