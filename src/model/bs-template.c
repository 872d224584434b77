/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-template.h"

#include "base/bs-file.h"
#include "bs-issue.h"
#include "bs-json.h"
#include "bs-media-name.h"
#include "bs-schema.h"

#include "bs-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define FILE_LIMIT (16 * 1024 * 1024) /* bytes */
#define MOST_FILES 1000               /* looked at in a folder */

/* What must be known before the rest can be judged; @lenient: a newer minor version wrote it. */
static gboolean
check_format (const BsNode *root, const char *name, gboolean *lenient, GError **error)
{
  const char *version = bs_node_get_text (root, "version");
  guint64 major = 0;
  guint64 minor = 0;

  *lenient = FALSE;
  if (strcmp (bs_node_get_text (root, "format"), BS_TEMPLATE_FORMAT) != 0)
    {
      g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA,
                   _ ("%s: line 1: /format: expected \"%s\". This is not the template of a "
                      "publication"),
                   name, BS_TEMPLATE_FORMAT);
      return FALSE;
    }
  if (!bs_schema_read_version (version, &major, &minor))
    return TRUE; /* the rules refuse it, and say where */
  if (major > BS_TEMPLATE_VERSION_MAJOR)
    {
      g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_TOO_NEW,
                   _ ("%s: was written by a newer Broadsheet (format %s; this one reads %d.%d). "
                      "Install a newer Broadsheet to use it"),
                   name, version, BS_TEMPLATE_VERSION_MAJOR, BS_TEMPLATE_VERSION_MINOR);
      return FALSE;
    }
  *lenient = major == BS_TEMPLATE_VERSION_MAJOR && minor > BS_TEMPLATE_VERSION_MINOR;

  return TRUE;
}

static gboolean
check_content (const BsNode *root, const char *name, GBytes *bytes, gboolean lenient,
               GError **error)
{
  BsSchemaFault fault = { 0 };

  if (bs_schema_check_template (root, lenient, &fault))
    return TRUE;
  g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA, _ ("%s: line %u: %s: expected %s"),
               name,
               bs_json_find_line (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  (const guint *) (gpointer) fault.indices->data,
                                  fault.indices->len),
               fault.path->str, fault.expected);
  bs_schema_fault_clear (&fault);

  return FALSE;
}

/**
 * bs_template_load:
 * @file: a local file
 *
 * Returns: (transfer full): the template; or %NULL with an error that names file, line, place and
 *   what was expected
 */
BsNode *
bs_template_load (GFile *file, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BsNode) root = NULL;
  gboolean lenient;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  path = g_file_get_path (file);
  name = path != NULL ? g_filename_display_name (path) : g_file_get_uri (file);
  bytes = bs_file_read (file, FILE_LIMIT, &reason);
  if (bytes == NULL)
    {
      gboolean large = g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);

      g_set_error_literal (error, BS_MODEL_ERROR,
                           large ? BS_MODEL_ERROR_TOO_LARGE : BS_MODEL_ERROR_READ, reason->message);
      return NULL;
    }
  root = bs_json_parse (name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (root == NULL || !check_format (root, name, &lenient, error)
      || !check_content (root, name, bytes, lenient, error))
    return NULL;

  return g_steal_pointer (&root);
}

/**
 * bs_template_save:
 * @file: a local file; its folder is made where it is missing
 *
 * Returns: %FALSE with %BS_MODEL_ERROR_WRITE or _SCHEMA; the old file is whole then
 */
gboolean
bs_template_save (GFile *file, const BsNode *root, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *folder_path = folder != NULL ? g_file_get_path (folder) : NULL;
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;
  BsSchemaFault fault = { 0 };
  gsize length;

  g_return_val_if_fail (path != NULL && folder_path != NULL, FALSE);

  if (!bs_schema_check_template (root, TRUE, &fault))
    {
      g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA,
                   _ ("%s: expected %s. The template was not saved"), fault.path->str,
                   fault.expected);
      bs_schema_fault_clear (&fault);
      return FALSE;
    }
  text = bs_json_write (root, BS_JSON_LINES, &length);
  if (g_mkdir_with_parents (folder_path, 0777) != 0)
    {
      g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE,
                   _ ("%s: the folder of templates cannot be made: %s. Choose another folder in "
                      "the preferences"),
                   folder_path, g_strerror (errno));
      return FALSE;
    }
  if (bs_file_write (file, text, length, &reason))
    return TRUE;
  g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE,
               _ ("%s: the template was not saved: %s. Make room, or choose another folder"), path,
               reason->message);

  return FALSE;
}

static char *
dup_id (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = NULL;

  if (g_str_has_suffix (name, BS_TEMPLATE_ENDING))
    name[strlen (name) - strlen (BS_TEMPLATE_ENDING)] = '\0';
  shown = g_filename_display_name (name);

  return g_steal_pointer (&shown);
}

GFile *
bs_template_get_media_folder (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *media = NULL;

  if (g_str_has_suffix (name, BS_TEMPLATE_ENDING))
    name[strlen (name) - strlen (BS_TEMPLATE_ENDING)] = '\0';
  media = g_strconcat (name, ".media", NULL);

  return g_file_get_child (folder, media);
}

GFile *
bs_template_with_ending (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *full = NULL;

  if (g_str_has_suffix (uri, BS_TEMPLATE_ENDING))
    return g_object_ref (file);
  full = g_strconcat (uri, BS_TEMPLATE_ENDING, NULL);

  return g_file_new_for_uri (full);
}

/**
 * bs_template_copy_media:
 * @root: a template or an issue
 *
 * A photo that is missing in @from stays missing; the check of a page tells of it.
 */
gboolean
bs_template_copy_media (const BsNode *root, GFile *from, GFile *to, GError **error)
{
  const BsNode *photos = bs_node_get_member (root, "photos");
  g_autofree char *path = g_file_get_path (to);

  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const char *name = bs_node_get_text (bs_node_get_element (photos, i), "file");
      g_autoptr (GFile) source = NULL;
      g_autoptr (GFile) copy = NULL;

      if (!bs_media_name_is_valid (name))
        continue;
      source = g_file_get_child (from, name);
      copy = g_file_get_child (to, name);
      if (!g_file_query_exists (source, NULL) || g_file_query_exists (copy, NULL))
        continue;
      if (g_mkdir_with_parents (path, 0777) != 0)
        {
          g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE,
                       _ ("%s: the folder for photos cannot be made: %s. Make room, or choose "
                          "another folder"),
                       path, g_strerror (errno));
          return FALSE;
        }
      if (!bs_file_copy (source, copy, error))
        return FALSE;
    }

  return TRUE;
}

/* --- A folder of them --- */

void
bs_template_entry_free (BsTemplateEntry *entry)
{
  if (entry == NULL)
    return;
  g_clear_object (&entry->file);
  g_clear_pointer (&entry->root, bs_node_unref);
  g_free (entry->id);
  g_free (entry->title);
  g_free (entry->problem);
  g_free (entry);
}

static BsTemplateEntry *
read_entry (GFile *file, gboolean shipped)
{
  BsTemplateEntry *entry = g_new0 (BsTemplateEntry, 1);
  g_autoptr (GError) error = NULL;
  const char *name;

  entry->file = g_object_ref (file);
  entry->id = dup_id (file);
  entry->shipped = shipped;
  entry->root = bs_template_load (file, &error);
  if (entry->root == NULL)
    entry->problem = g_strdup (error->message);
  name = bs_node_get_text (bs_node_get_member (entry->root, "publication"), "name");
  entry->title = g_strdup (*name != '\0' ? name : entry->id);

  return entry;
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const BsTemplateEntry *first = *(const BsTemplateEntry *const *) a;
  const BsTemplateEntry *second = *(const BsTemplateEntry *const *) b;
  int order = g_utf8_collate (first->title, second->title);

  return order != 0 ? order : strcmp (first->id, second->id);
}

/**
 * bs_template_list:
 * @folders: (array zero-terminated=1): paths; those that are missing hold nothing
 *
 * Returns: (transfer full) (element-type BsTemplateEntry): what is in them
 */
GPtrArray *
bs_template_list (const char *const *folders, gboolean shipped_last)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_template_entry_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (folders[i], 0, NULL);
      gboolean shipped = shipped_last && folders[i + 1] == NULL;
      const char *name;

      while (dir != NULL && entries->len < MOST_FILES && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autoptr (GFile) file = NULL;

          if (!g_str_has_suffix (name, BS_TEMPLATE_ENDING) || *name == '.'
              || !g_hash_table_add (seen, g_strdup (name)))
            continue;
          file = g_file_new_build_filename (folders[i], name, NULL);
          g_ptr_array_add (entries, read_entry (file, shipped));
        }
    }
  g_ptr_array_sort (entries, compare_titles);

  return entries;
}

const BsTemplateEntry *
bs_template_find (const GPtrArray *entries, const char *name)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const BsTemplateEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->id, name))
        return entry;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const BsTemplateEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->title, name))
        return entry;
    }

  return NULL;
}

char *
bs_template_dup_id (const char *wanted)
{
  char *id = g_strdup (*wanted != '\0' ? wanted : "Publication");

  g_strdelimit (id, "/\\:*?\"<>|\n", '-');
  if (*id == '.')
    *id = '-';

  return id;
}

char *
bs_template_dup_free_id (GFile *folder, const char *wanted)
{
  g_autofree char *stem = bs_template_dup_id (wanted);

  for (guint i = 1;; i++)
    {
      g_autofree char *id = i == 1 ? g_strdup (stem) : g_strdup_printf ("%s %u", stem, i);
      g_autofree char *name = g_strconcat (id, BS_TEMPLATE_ENDING, NULL);
      g_autoptr (GFile) file = g_file_get_child (folder, name);

      if (!g_file_query_exists (file, NULL))
        return g_steal_pointer (&id);
    }
}
