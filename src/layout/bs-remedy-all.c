/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-remedy-private.h"

#include <glib/gi18n-lib.h>

/* As many as anybody would have mended at once; each takes up to a second. */
#define MOST_MENDED 60

typedef struct
{
  BsLayout *layout;
  const BsFinding *finding; /* what kind, and on which page */
  BsNode *issue;            /* as it would be */
  GPtrArray *operations;
  GHashTable *given_up; /* of messages */
  guint n_before;
  guint n_left;
} Mending;

/* How many there are, and the first that nobody has given up. */
static guint
count_faults (Mending *self, const BsNode *issue, BsPageResult **result, const BsFinding **first)
{
  guint n = 0;

  *first = NULL;
  *result = bs_layout_page (self->layout, issue, self->finding->page, NULL);
  for (guint i = 0; *result != NULL && i < (*result)->findings->len; i++)
    {
      const BsFinding *finding = g_ptr_array_index ((*result)->findings, i);

      if (!g_str_equal (finding->code, self->finding->code)
          || finding->level != self->finding->level)
        continue;
      if (*first == NULL && !g_hash_table_contains (self->given_up, finding->message))
        *first = finding;
      n++;
    }

  return n;
}

static const BsRemedy *
find_applicable (GPtrArray *remedies)
{
  for (guint i = 0; i < remedies->len; i++)
    if (bs_remedy_can_apply (g_ptr_array_index (remedies, i)))
      return g_ptr_array_index (remedies, i);

  return NULL;
}

static BsNode *
apply_to_copy (const BsRemedy *remedy, const BsNode *issue)
{
  g_autoptr (BsNode) root = bs_node_ref (issue);

  for (guint i = 0; i < remedy->operations->len; i++)
    {
      BsNode *next = bs_operation_apply (g_ptr_array_index (remedy->operations, i), root, NULL);

      if (next == NULL)
        return NULL;
      bs_node_unref (root);
      root = next;
    }

  return g_steal_pointer (&root);
}

/* Mends @fault where that leaves fewer of its kind: one must not bring about the next. */
static gboolean
mend (Mending *self, const BsFinding *fault, guint n_faults)
{
  g_autoptr (GPtrArray) remedies = bs_remedy_list (self->layout, self->issue, fault);
  const BsRemedy *remedy = find_applicable (remedies);
  g_autoptr (BsNode) issue = remedy != NULL ? apply_to_copy (remedy, self->issue) : NULL;
  g_autoptr (BsPageResult) result = NULL;
  const BsFinding *first;

  if (issue == NULL || count_faults (self, issue, &result, &first) >= n_faults || result == NULL)
    return FALSE;

  for (guint i = 0; i < remedy->operations->len; i++)
    g_ptr_array_add (self->operations,
                     bs_operation_ref (g_ptr_array_index (remedy->operations, i)));
  bs_node_unref (self->issue);
  self->issue = g_steal_pointer (&issue);

  return TRUE;
}

static void
mend_all (Mending *self)
{
  for (guint i = 0; i < MOST_MENDED; i++)
    {
      g_autoptr (BsPageResult) result = NULL;
      const BsFinding *fault;

      self->n_left = count_faults (self, self->issue, &result, &fault);
      if (i == 0)
        self->n_before = self->n_left;
      if (fault == NULL)
        return;
      if (!mend (self, fault, self->n_left))
        g_hash_table_add (self->given_up, g_strdup (fault->message));
    }
}

/**
 * bs_remedy_new_for_all:
 * @layout: composes the trials
 * @issue: the issue
 * @finding: one of those to be mended, on its page
 *
 * The cheapest remedy of each, one after the other, each sought on the page as those before left
 * it. What has none stays. Takes up to a second a fault.
 *
 * Returns: (transfer full) (nullable): one step of undo; %NULL where nothing can be done
 */
BsRemedy *
bs_remedy_new_for_all (BsLayout *layout, const BsNode *issue, const BsFinding *finding)
{
  Mending self = { .layout = layout, .finding = finding };
  BsRemedy *remedy = NULL;

  g_return_val_if_fail (BS_IS_LAYOUT (layout), NULL);
  g_return_val_if_fail (finding != NULL && finding->page != NULL, NULL);

  self.issue = bs_node_ref (issue);
  self.operations = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_operation_unref);
  self.given_up = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  mend_all (&self);
  if (self.operations->len > 0)
    {
      guint mended = self.n_before - MIN (self.n_left, self.n_before);

      remedy = g_new0 (BsRemedy, 1);
      remedy->code = "mend-all";
      /* Translators: step of undo; what was wrong, such as "Widow line" */
      remedy->label = g_strdup_printf (_ ("Mend All: %s"), bs_finding_get_name (finding));
      /* Translators: what was wrong, such as "Widow line"; how many were mended, of how many */
      remedy->effect = g_strdup_printf (_ ("%s: %u of %u mended"), bs_finding_get_name (finding),
                                        mended, self.n_before);
      remedy->operations = g_ptr_array_ref (self.operations);
    }
  g_hash_table_unref (self.given_up);
  g_ptr_array_unref (self.operations);
  bs_node_unref (self.issue);

  return remedy;
}
