/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-table-reader.h"

#include "bs-config.h"
#include "bs-font-set.h"

#include "base/bs-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The installed tables are some kilobytes; anything like this is not one of them. */
#define MAX_TABLE_SIZE 262144

static gboolean
read_line (char *line, BsTableReadRow read, gpointer data)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  char *comment = line[0] == '#' ? line : strstr (line, " # ");
  char *save = NULL;
  BsTableRow row;

  if (comment != NULL)
    *comment = '\0';
  for (char *word = strtok_r (line, " \t\r", &save); word != NULL;
       word = strtok_r (NULL, " \t\r", &save))
    g_ptr_array_add (words, word);
  row.words = (char **) words->pdata;
  row.n_words = words->len;

  return words->len == 0 || read (&row, data);
}

/**
 * bs_table_read:
 * @name: path below the data folder
 * @read: called for each row that is not empty
 *
 * Returns: %FALSE with @error set when the file cannot be read, or with #BS_COMPOSE_ERROR_TABLE
 *   when a row is not as @read expects
 */
gboolean
bs_table_read (BsEnvironment *environment, const char *name, BsTableReadRow read, gpointer data,
               GError **error)
{
  g_autofree char *path = bs_environment_find_data (environment, name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = bs_file_read (file, MAX_TABLE_SIZE, error);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (bytes == NULL)
    return FALSE;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (g_utf8_validate (text, -1, NULL) ? text : "?", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (!read_line (lines[i], read, data))
      {
        g_set_error (error, BS_COMPOSE_ERROR, BS_COMPOSE_ERROR_TABLE,
                     _ ("%s, line %u: not a row of this table. Correct it as the comment at the "
                        "top of the file says, or install Broadsheet again."),
                     path, i + 1);
        return FALSE;
      }

  return TRUE;
}

gboolean
bs_table_number (const char *word, gint32 most, gint32 *value)
{
  gint64 number;

  if (!g_ascii_string_to_signed (word, 10, 0, most, &number, NULL))
    return FALSE;
  *value = (gint32) number;
  return TRUE;
}
