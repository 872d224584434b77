/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-left-media.h"

#include "bs-document-private.h"
#include "bs-json.h"
#include "bs-media-name.h"

#include <string.h>

static void
keep_named (GHashTable *names, const BsNode *node)
{
  GHashTableIter iter;
  gpointer name;
  g_autofree char *text = bs_json_write (node, BS_JSON_COMPACT, NULL);

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (strstr (text, name) != NULL)
      g_hash_table_iter_remove (&iter);
}

static void
keep_named_by_steps (GHashTable *names, GPtrArray *groups)
{
  for (guint i = 0; i < groups->len && g_hash_table_size (names) > 0; i++)
    {
      const BsGroup *group = g_ptr_array_index (groups, i);

      for (guint k = 0; k < group->operations->len; k++)
        {
          g_autoptr (BsNode) node = bs_operation_to_node (g_ptr_array_index (group->operations, k));

          keep_named (names, node);
        }
    }
}

/* All @names are of photos, and lie in its folder. */
static void
delete_files (BsDocument *document, GHashTable *names)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autoptr (GFile) file = bs_document_get_media (document, name);

      g_file_delete (file, NULL, NULL);
    }
}

static GHashTable *
copy_names (GHashTable *names)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_add (copy, g_strdup (name));

  return copy;
}

static void
forget_if_none (BsDocument *self)
{
  if (g_hash_table_size (self->left_media) == 0)
    g_clear_pointer (&self->left_media, g_hash_table_unref);
}

/**
 * bs_document_keep_saved_media:
 *
 * Those that are in the file now are photos like any other, which stay even if they are taken out of the
 * issue again: an older copy of the file may need them.
 */
void
bs_document_keep_saved_media (BsDocument *self)
{
  if (self->left_media == NULL || self->saved_root == NULL)
    return;
  keep_named (self->left_media, self->saved_root);
  forget_if_none (self);
}

/**
 * bs_document_sweep_left_media:
 *
 * Removes the photos left behind that neither the issue, nor its file, nor a step names; those that the
 * issue or a step names are looked at again later.
 */
void
bs_document_sweep_left_media (BsDocument *self)
{
  g_autoptr (GHashTable) unnamed = NULL;
  GHashTableIter iter;
  gpointer name;

  /* A worker may be copying them, a step that is open may yet be taken back, and the folder of an
   * issue that cannot be changed is somebody else's. */
  if (self->saving || self->open != NULL || self->read_only_reason != NULL)
    return;
  bs_document_keep_saved_media (self);
  if (self->left_media == NULL)
    return;

  unnamed = copy_names (self->left_media);
  keep_named (unnamed, self->root);
  keep_named_by_steps (unnamed, self->undo);
  keep_named_by_steps (unnamed, self->redo);
  delete_files (self, unnamed);

  g_hash_table_iter_init (&iter, unnamed);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_remove (self->left_media, name);
  forget_if_none (self);
}

/**
 * bs_document_end_left_media:
 *
 * The document ends, and no journal is left that could bring it back as it is: only its file counts.
 */
void
bs_document_end_left_media (BsDocument *self)
{
  g_autoptr (GHashTable) names = g_steal_pointer (&self->left_media);

  if (names == NULL || self->saved_root == NULL || self->read_only_reason != NULL)
    return;
  keep_named (names, self->saved_root);
  delete_files (self, names);
}

/**
 * bs_left_media_drop:
 * @names: (array zero-terminated=1): of photos in the folder that the document has now
 *
 * Removes their files, unless the issue or its file names them, or a step of its undo or redo does.
 * What only a step names goes when that step is forgotten, at the latest with the document. At once,
 * and not in a thread: who takes the same photo in next must not find a file that is about to go.
 */
void
bs_left_media_drop (BsDocument *document, const char *const *names)
{
  g_return_if_fail (BS_IS_DOCUMENT (document));
  g_return_if_fail (names != NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!bs_media_name_is_valid (names[i]))
        continue;
      if (document->left_media == NULL)
        document->left_media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_add (document->left_media, g_strdup (names[i]));
    }
  bs_document_sweep_left_media (document);
}

/**
 * bs_left_media_is_there:
 * @folder: where it was stored
 *
 * Returns: whether the document still keeps its photos there, and nobody else dropped this one: who
 *   stored it earlier may have been refused since
 */
gboolean
bs_left_media_is_there (BsDocument *document, GFile *folder, const char *name)
{
  g_autoptr (GFile) now = NULL;
  g_autoptr (GFile) file = NULL;

  g_return_val_if_fail (BS_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (G_IS_FILE (folder) && name != NULL, FALSE);

  now = bs_document_get_media_folder (document);
  file = g_file_get_child (folder, name);

  return g_file_equal (now, folder) && g_file_query_exists (file, NULL);
}
