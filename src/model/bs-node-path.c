/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-node-private.h"

#include <string.h>

/* RFC 6901, 4: "~1" first, then "~0", in one pass. FALSE for any other use of "~". */
static gboolean
unescape (char *step)
{
  char *to = step;

  for (const char *from = step; *from != '\0'; from++)
    {
      if (*from != '~')
        {
          *to++ = *from;
          continue;
        }
      from++;
      if (*from != '0' && *from != '1')
        return FALSE;
      *to++ = *from == '0' ? '~' : '/';
    }
  *to = '\0';

  return TRUE;
}

static gboolean
all_digits (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* "" is the root and has no steps. */
GStrv
bs_path_split (const char *path)
{
  g_auto (GStrv) steps = NULL;

  if (*path == '\0')
    return g_new0 (char *, 1);
  if (*path != '/')
    return NULL;

  if (path[1] == '\0')
    {
      /* "/" is the member called "", but to g_strsplit() an empty text has no parts. */
      steps = g_new0 (char *, 2);
      steps[0] = g_strdup ("");
    }
  else
    steps = g_strsplit (path + 1, "/", -1);
  for (guint i = 0; steps[i] != NULL; i++)
    if (!unescape (steps[i]))
      return NULL;

  return g_steal_pointer (&steps);
}

void
bs_path_append_step (GString *path, const char *step)
{
  g_string_append_c (path, '/');
  for (; *step != '\0'; step++)
    if (*step == '~')
      g_string_append (path, "~0");
    else if (*step == '/')
      g_string_append (path, "~1");
    else
      g_string_append_c (path, *step);
}

int
bs_node_find_step (const BsNode *node, const char *step)
{
  guint64 index;

  if (bs_node_get_kind (node) == BS_NODE_OBJECT)
    return bs_node_index_of_key (node, step);
  if (bs_node_get_kind (node) != BS_NODE_ARRAY)
    return -1;
  if (!all_digits (step))
    return bs_node_index_of_id (node, step);

  return g_ascii_string_to_unsigned (step, 10, 0, G_MAXINT, &index, NULL)
             && index < bs_node_get_length (node)
           ? (int) index
           : -1;
}

/**
 * bs_node_lookup:
 * @path: such as `/stories/s3/headline`; `""` is @root itself
 *
 * Returns: (transfer none) (nullable): what stands there
 */
const BsNode *
bs_node_lookup (const BsNode *root, const char *path)
{
  g_auto (GStrv) steps = NULL;
  const BsNode *node = root;

  g_return_val_if_fail (path != NULL, NULL);

  steps = bs_path_split (path);
  if (steps == NULL)
    return NULL;

  for (guint i = 0; steps[i] != NULL && node != NULL; i++)
    {
      int index = bs_node_find_step (node, steps[i]);

      node = index >= 0 ? bs_node_get_element (node, index) : NULL;
    }

  return node;
}
