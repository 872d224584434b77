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

/**
 * bs_left_media_drop:
 * @names: (array zero-terminated=1): of photos
 *
 * Removes their files, unless the issue names them, or a step of its undo or redo does. At once, and
 * not in a thread: who takes the same photo in next must not find a file that is about to go.
 */
void
bs_left_media_drop (BsDocument *document, const char *const *names)
{
  g_autoptr (GHashTable) unnamed = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer name;

  g_return_if_fail (BS_IS_DOCUMENT (document));
  g_return_if_fail (names != NULL);

  for (guint i = 0; names[i] != NULL; i++)
    if (bs_media_name_is_valid (names[i]))
      g_hash_table_add (unnamed, (char *) names[i]);
  if (g_hash_table_size (unnamed) == 0)
    return;
  keep_named (unnamed, document->root);
  keep_named_by_steps (unnamed, document->undo);
  keep_named_by_steps (unnamed, document->redo);

  g_hash_table_iter_init (&iter, unnamed);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autoptr (GFile) file = bs_document_get_media (document, name);

      g_file_delete (file, NULL, NULL);
    }
}
