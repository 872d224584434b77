/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-merge.h"

#include "bs-node-private.h"

static const char *const lists[] = { "sections", "stories", "photos", "pages" };

static void
difference_free (BsDifference *difference)
{
  g_free (difference->path);
  g_free (difference);
}

static gboolean
same (const BsNode *a, const BsNode *b)
{
  return a == b || (a != NULL && b != NULL && bs_node_equal (a, b));
}

static gboolean
is_list (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (key, lists[i]))
      return TRUE;

  return FALSE;
}

static char *
dup_path (const char *parent, const char *step)
{
  GString *path = g_string_new (parent);

  bs_path_append_step (path, step);

  return g_string_free (path, FALSE);
}

static void
note (BsMerge *merge, BsSide side, const BsNode *base, const BsNode *now, const char *path)
{
  BsDifference *difference = g_new0 (BsDifference, 1);

  difference->side = side;
  difference->kind = base == NULL  ? BS_DIFFERENCE_ADDED
                     : now == NULL ? BS_DIFFERENCE_REMOVED
                                   : BS_DIFFERENCE_CHANGED;
  difference->path = g_strdup (path);
  g_ptr_array_add (merge->differences, difference);
  if (side == BS_SIDE_MINE)
    merge->n_mine++;
  else if (side == BS_SIDE_THEIRS)
    merge->n_theirs++;
  else
    merge->n_both++;
}

/* The three versions of one thing; each may be NULL. */
typedef struct
{
  const BsNode *base;
  const BsNode *mine;
  const BsNode *theirs;
} Versions;

static Versions
member (const Versions *of, const char *key)
{
  return (Versions){ bs_node_get_member (of->base, key), bs_node_get_member (of->mine, key),
                     bs_node_get_member (of->theirs, key) };
}

static Versions
element (const Versions *of, const char *id)
{
  return (Versions){ bs_node_find_by_id (of->base, id), bs_node_find_by_id (of->mine, id),
                     bs_node_find_by_id (of->theirs, id) };
}

typedef void (*Visit) (BsMerge *merge, const Versions *versions, const char *path,
                       const char *list);

/* Members of the object in any version, each once. */
static void
each_member (BsMerge *merge, const Versions *of, const char *path, Visit visit)
{
  const BsNode *const all[] = { of->mine, of->theirs, of->base };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    for (guint j = 0; j < bs_node_get_length (all[i]); j++)
      {
        const char *key = bs_node_get_key (all[i], j);
        g_autofree char *step = dup_path (path, key);
        Versions versions = member (of, key);

        if ((i > 0 && bs_node_get_member (all[0], key) != NULL)
            || (i > 1 && bs_node_get_member (all[1], key) != NULL))
          continue;
        visit (merge, &versions, step, NULL);
      }
}

/* Elements of the list in any version, each once. */
static void
each_element (BsMerge *merge, const Versions *of, const char *path, Visit visit)
{
  const BsNode *const all[] = { of->mine, of->theirs, of->base };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    for (guint j = 0; j < bs_node_get_length (all[i]); j++)
      {
        const char *id = bs_node_get_text (bs_node_get_element (all[i], j), "id");
        g_autofree char *step = dup_path (path, id);
        Versions versions = element (of, id);

        if ((i > 0 && bs_node_find_by_id (all[0], id) != NULL)
            || (i > 1 && bs_node_find_by_id (all[1], id) != NULL))
          continue;
        visit (merge, &versions, step, path);
      }
}

static void
visit_mine (BsMerge *merge, const Versions *versions, const char *path,
            const char *list G_GNUC_UNUSED)
{
  if (!same (versions->base, versions->mine) && same (versions->base, versions->theirs))
    note (merge, BS_SIDE_MINE, versions->base, versions->mine, path);
}

static void
take_theirs (BsMerge *merge, const Versions *versions, const char *path, const char *list)
{
  BsOperation *operation;

  note (merge, BS_SIDE_THEIRS, versions->base, versions->theirs, path);
  /* Where in the list is known only when the operation is made: see finish_lists(). */
  if (list != NULL && (versions->mine == NULL || versions->theirs == NULL))
    return;
  operation = bs_operation_new_set (path, versions->mine, versions->theirs);
  g_ptr_array_add (merge->operations, operation);
}

static void
visit_theirs (BsMerge *merge, const Versions *versions, const char *path, const char *list)
{
  if (same (versions->base, versions->theirs) || same (versions->mine, versions->theirs))
    return;

  if (same (versions->base, versions->mine))
    take_theirs (merge, versions, path, list);
  /* One more step: a story of which one changed the text and the other the status. */
  else if (list != NULL && versions->base != NULL && versions->mine != NULL
           && versions->theirs != NULL)
    {
      each_member (merge, versions, path, visit_mine);
      each_member (merge, versions, path, visit_theirs);
    }
  else
    note (merge, BS_SIDE_BOTH, versions->base, versions->theirs, path);
}

/* What theirs took out of or put into a list that mine left alone. */
static void
finish_list (BsMerge *merge, const Versions *of, const char *path)
{
  guint length = bs_node_get_length (of->mine);

  for (guint i = length; i-- > 0;)
    {
      const BsNode *mine = bs_node_get_element (of->mine, i);
      Versions versions = element (of, bs_node_get_text (mine, "id"));

      if (versions.theirs == NULL && versions.base != NULL && same (versions.base, mine))
        {
          g_ptr_array_add (merge->operations, bs_operation_new_remove (path, i, mine));
          length--;
        }
    }
  for (guint i = 0; i < bs_node_get_length (of->theirs); i++)
    {
      const BsNode *theirs = bs_node_get_element (of->theirs, i);
      Versions versions = element (of, bs_node_get_text (theirs, "id"));

      if (versions.mine == NULL && versions.base == NULL)
        g_ptr_array_add (merge->operations, bs_operation_new_insert (path, length++, theirs));
    }
}

static void
visit_top (BsMerge *merge, const Versions *versions, const char *path,
           const char *list G_GNUC_UNUSED)
{
  guint n_operations;

  /* A list that one side did not have yet has no elements to compare with. */
  if (!is_list (path + 1) || versions->mine == NULL)
    {
      visit_theirs (merge, versions, path, NULL);
      return;
    }
  n_operations = merge->operations->len;
  each_element (merge, versions, path, visit_theirs);
  finish_list (merge, versions, path);
  /* A list that I left alone becomes theirs, in their order. */
  if (same (versions->base, versions->mine) && versions->theirs != NULL
      && !same (versions->mine, versions->theirs))
    {
      g_ptr_array_set_size (merge->operations, (int) n_operations);
      g_ptr_array_add (merge->operations,
                       bs_operation_new_set (path, versions->mine, versions->theirs));
    }
}

static void
visit_top_mine (BsMerge *merge, const Versions *versions, const char *path,
                const char *list G_GNUC_UNUSED)
{
  if (is_list (path + 1))
    each_element (merge, versions, path, visit_mine);
  else
    visit_mine (merge, versions, path, NULL);
}

/**
 * bs_merge_new:
 *
 * Returns: (transfer full): the differences
 */
BsMerge *
bs_merge_new (const BsNode *base, const BsNode *mine, const BsNode *theirs)
{
  BsMerge *merge = g_new0 (BsMerge, 1);
  Versions versions = { base, mine, theirs };

  merge->differences = g_ptr_array_new_with_free_func ((GDestroyNotify) difference_free);
  merge->operations = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_operation_unref);
  each_member (merge, &versions, "", visit_top_mine);
  each_member (merge, &versions, "", visit_top);

  return merge;
}

void
bs_merge_free (BsMerge *merge)
{
  g_clear_pointer (&merge->differences, g_ptr_array_unref);
  g_clear_pointer (&merge->operations, g_ptr_array_unref);
  g_free (merge);
}
