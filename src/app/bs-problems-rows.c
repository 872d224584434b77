/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of the problems panel. Those of problems that are found again stay, with the focus and
 * their remedies: nothing else may move while one edits.
 */

#include "bs-problems-panel-private.h"

#include "bs-config.h"

/* Whether both rows tell of the same, whatever became of the numbers in it. */
static gboolean
is_same (const BsProblemEntry *a, const BsProblemEntry *b)
{
  const BsFinding *one = a->finding;
  const BsFinding *two = b->finding;

  return a->n == b->n && a->member == b->member && one->level == two->level
         && g_str_equal (one->code, two->code) && g_strcmp0 (one->page, two->page) == 0
         && g_strcmp0 (one->box, two->box) == 0 && g_strcmp0 (one->story, two->story) == 0
         && g_strcmp0 (one->photo, two->photo) == 0 && g_strcmp0 (one->other, two->other) == 0
         && (one->box != NULL || one->story != NULL || one->photo != NULL
             || g_strcmp0 (one->message, two->message) == 0);
}

/* Of the rows before, from @from on; -1: none. */
static int
find_same (GArray *entries, guint from, const BsProblemEntry *wanted)
{
  for (guint i = from; i < entries->len; i++)
    if (is_same (&g_array_index (entries, BsProblemEntry, i), wanted))
      return (int) i;

  return -1;
}

static GtkWidget *
new_row (BsProblemsPanel *self, const BsProblemEntry *entry, gboolean with_page)
{
  GtkWidget *row;

  if (entry->n > 0)
    {
      row = bs_problem_group_new (entry->finding, entry->n, with_page);
      bs_problem_group_set_can_mend (BS_PROBLEM_GROUP (row),
                                     bs_problems_panel_can_change (self) && self->mending == NULL);
      g_signal_connect_object (row, "mend-all", G_CALLBACK (bs_problems_panel_mend_all), self, 0);
      return row;
    }

  row = bs_problem_row_new (entry->finding, self->issue, with_page);
  if (entry->member)
    bs_problem_row_set_member (BS_PROBLEM_ROW (row));
  gtk_widget_set_visible (row, !entry->member);
  g_signal_connect_object (row, "remedy-chosen", G_CALLBACK (bs_problems_panel_remedy_chosen), self,
                           0);

  return row;
}

static void
remove_rows (BsProblemsPanel *self, guint at, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) at);

      if (row == NULL)
        return;
      if (self->to_mend == (BsProblemRow *) row)
        self->to_mend = NULL;
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
    }
}

static void
expand_rows (BsProblemsPanel *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const BsProblemEntry *entry = &g_array_index (self->entries, BsProblemEntry, i);
      g_autofree char *key = bs_problem_list_dup_key (entry->finding);

      if (entry->n > 0)
        bs_problems_panel_expand (self, (int) i, g_hash_table_contains (self->expanded, key));
    }
}

void
bs_problems_panel_change_rows (BsProblemsPanel *self, GArray *entries, gboolean with_page)
{
  g_autoptr (GArray) before = self->entries;
  guint at = 0; /* of the rows before, that are not looked at yet */

  self->entries = entries;
  g_hash_table_remove_all (self->asked);
  if (with_page != self->with_page)
    {
      remove_rows (self, 0, before->len);
      g_array_set_size (before, 0);
    }
  self->with_page = with_page;
  for (guint i = 0; i < entries->len; i++)
    {
      const BsProblemEntry *entry = &g_array_index (entries, BsProblemEntry, i);
      int same = find_same (before, at, entry);

      if (same < 0)
        {
          gtk_list_box_insert (self->list, new_row (self, entry, with_page), (int) i);
          continue;
        }
      remove_rows (self, i, (guint) same - at);
      at = (guint) same + 1;
      if (entry->n == 0)
        bs_problem_row_tell (BS_PROBLEM_ROW (gtk_list_box_get_row_at_index (self->list, (int) i)),
                             entry->finding, self->issue, with_page);
    }
  remove_rows (self, entries->len, before->len - at);
  expand_rows (self);
}
