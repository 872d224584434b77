/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-problem-list.h"

#include "bs-config.h"

char *
bs_problem_list_dup_key (const BsFinding *finding)
{
  return g_strdup_printf ("%u %s %s", (guint) finding->level,
                          finding->page != NULL ? finding->page : "", finding->code);
}

static GHashTable *
count_kinds (GPtrArray *findings)
{
  GHashTable *kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      char *key = bs_problem_list_dup_key (g_ptr_array_index (findings, i));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (kinds, key));

      g_hash_table_replace (kinds, key, GUINT_TO_POINTER (n + 1));
    }

  return kinds;
}

/* The heading, and from @from on all of its kind. */
static void
add_group (GArray *entries, GPtrArray *findings, guint from, guint n, guint most)
{
  BsProblemEntry entry = { g_ptr_array_index (findings, from), n, FALSE };
  g_autofree char *kind = bs_problem_list_dup_key (entry.finding);

  g_array_append_val (entries, entry);
  for (guint i = from; i < findings->len && entries->len < most; i++)
    {
      g_autofree char *key = NULL;

      entry = (BsProblemEntry){ g_ptr_array_index (findings, i), 0, TRUE };
      key = bs_problem_list_dup_key (entry.finding);
      if (g_str_equal (key, kind))
        g_array_append_val (entries, entry);
    }
}

static void
add_level (GArray *entries, GPtrArray *findings, BsLevel level, GHashTable *kinds, guint most)
{
  for (guint i = 0; i < findings->len && entries->len < most; i++)
    {
      BsProblemEntry entry = { g_ptr_array_index (findings, i), 0, FALSE };
      g_autofree char *key = bs_problem_list_dup_key (entry.finding);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (kinds, key));

      if (entry.finding->level != level || n == 0)
        continue;
      if (n >= BS_PROBLEM_GROUP_LEAST)
        {
          add_group (entries, findings, i, n, most);
          g_hash_table_remove (kinds, key);
        }
      else
        {
          g_array_append_val (entries, entry);
        }
    }
}

GArray *
bs_problem_list_plan (GPtrArray *findings, const gboolean wanted[3], guint most)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (BsProblemEntry));
  g_autoptr (GHashTable) kinds = NULL;

  if (findings == NULL)
    return entries;

  kinds = count_kinds (findings);
  for (int level = BS_LEVEL_ERROR; level >= BS_LEVEL_INFO; level--)
    if (wanted[level])
      add_level (entries, findings, (BsLevel) level, kinds, most);

  return entries;
}
