/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What helps against the problems that the panel shows: asked of the adviser one after the other,
 * and done when a row, or the key, says so.
 */

#include "bs-problems-panel-private.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

/* Remedies are looked for by themselves for so many rows; for others when they are chosen. */
#define MAX_ASKED 4
/* After the last change of the issue: nobody types any more. */
#define QUIET_MILLISECONDS 900

/* A question to the adviser, and the row that waits for the answer. */
typedef struct
{
  BsProblemsPanel *panel;
  BsProblemRow *row;
  BsNode *issue;
} Asking;

static void ask_next (BsProblemsPanel *self);

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->panel);
  g_object_unref (asking->row);
  bs_node_unref (asking->issue);
  g_free (asking);
}

gboolean
bs_problems_panel_can_change (BsProblemsPanel *self)
{
  return self->session != NULL
         && !bs_document_get_read_only (bs_session_get_document (self->session));
}

static void
lead_to (BsProblemsPanel *self, const BsRemedy *remedy)
{
  if (remedy->focus != NULL)
    bs_session_reveal (self->session, remedy->focus, remedy->focus_offset, remedy->focus_length);
}

/* Nobody but the user has it: a file is asked for. */
static void
add_picture (BsProblemsPanel *self, BsProblemRow *row)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  const BsFinding *finding = bs_problems_panel_get_finding (self, index);

  if (finding == NULL || finding->photo == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.add-picture", "s", finding->photo);
}

void
bs_problems_panel_remedy_chosen (BsProblemRow *row, gpointer data, BsProblemsPanel *self)
{
  const BsRemedy *remedy = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!bs_problems_panel_can_change (self))
    return;
  if (g_str_equal (remedy->code, "add-picture"))
    {
      add_picture (self, row);
      return;
    }
  if (!bs_remedy_can_apply (remedy))
    {
      bs_problems_panel_activate (self, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
      lead_to (self, remedy);
      return;
    }

  /* Translators: told after a remedy was applied; %s is what its button says. */
  text = g_strdup_printf (_ ("Done: %s"), remedy->label);
  if (bs_remedy_apply (remedy, bs_session_get_document (self->session), &error))
    bs_session_tell (self->session, text, 1);
  else
    bs_session_tell (self->session, error->message, 0);
}

static void
mend_row (BsProblemsPanel *self, BsProblemRow *row)
{
  if (!bs_problem_row_mend (row))
    bs_session_tell (self->session, _ ("No remedy is known for this. A person must decide."), 0);
}

/* A button more on a row moves those below it: put off while nothing may move, behind the row that
 * somebody waits for. */
static void
take_remedies (BsProblemsPanel *self, BsProblemRow *row, GPtrArray *remedies)
{
  if (self->still_source != 0 && self->to_mend != row)
    {
      g_hash_table_remove (self->asked, row);
      g_queue_push_tail (&self->waiting,
                         GINT_TO_POINTER (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row))));
      return;
    }

  bs_problem_row_set_remedies (row, remedies);
  if (self->to_mend != row)
    return;
  self->to_mend = NULL;
  mend_row (self, row);
}

static void
remedies_found (GObject *source, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;
  BsProblemsPanel *self = asking->panel;
  g_autoptr (GError) error = NULL;
  GPtrArray *remedies = bs_adviser_ask_finish (BS_ADVISER (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_object (&self->asking);
      /* What was found for another state of the issue is of no use. */
      if (remedies != NULL && asking->issue == bs_session_get_root (self->session)
          && gtk_widget_get_parent (GTK_WIDGET (asking->row)) != NULL)
        take_remedies (self, asking->row, remedies);
      ask_next (self);
    }
  g_clear_pointer (&remedies, g_ptr_array_unref);
  asking_free (asking);
}

static void
ask_next (BsProblemsPanel *self)
{
  while (self->asking == NULL && !g_queue_is_empty (&self->waiting)
         && (self->still_source == 0 || self->to_mend != NULL))
    {
      guint index = GPOINTER_TO_UINT (g_queue_pop_head (&self->waiting));
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) index);
      BsAdviceRequest request = { .kind = BS_ADVICE_REMEDIES };
      Asking *asking;

      if (!BS_IS_PROBLEM_ROW (row) || !g_hash_table_add (self->asked, row))
        continue;
      request.issue = bs_session_get_root (self->session);
      request.finding = bs_problems_panel_get_finding (self, (int) index);
      asking = g_new0 (Asking, 1);
      asking->panel = g_object_ref (self);
      asking->row = g_object_ref (BS_PROBLEM_ROW (row));
      asking->issue = bs_node_ref (request.issue);
      self->asking = g_cancellable_new ();
      bs_adviser_ask_async (self->adviser, &request, self->asking, remedies_found, asking);
    }
}

void
bs_problems_panel_ask_on (BsProblemsPanel *self)
{
  if (self->quiet_source == 0 && bs_problems_panel_can_change (self))
    ask_next (self);
}

void
bs_problems_panel_stop_asking (BsProblemsPanel *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_queue_clear (&self->waiting);
  g_hash_table_remove_all (self->asked);
  g_clear_handle_id (&self->quiet_source, g_source_remove);
}

/* The page has been laid out from what the document is now, and nobody typed for a while. */
static gboolean
quiet (gpointer data)
{
  BsProblemsPanel *self = data;

  self->quiet_source = 0;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const BsProblemEntry *entry = &g_array_index (self->entries, BsProblemEntry, i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);

      if (BS_IS_PROBLEM_GROUP (row))
        bs_problem_group_set_can_mend (BS_PROBLEM_GROUP (row), self->mending == NULL);
      else if ((i < MAX_ASKED && entry->finding->level != BS_LEVEL_INFO && !entry->member)
               || bs_problem_row_has_remedies (BS_PROBLEM_ROW (row))
               || self->to_mend == BS_PROBLEM_ROW (row))
        g_queue_push_tail (&self->waiting, GUINT_TO_POINTER (i));
    }
  ask_next (self);

  return G_SOURCE_REMOVE;
}

void
bs_problems_panel_wait_for_quiet (BsProblemsPanel *self)
{
  bs_problems_panel_stop_asking (self);
  if (bs_problems_panel_can_change (self) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->quiet_source = g_timeout_add (QUIET_MILLISECONDS, quiet, self);
}

void
bs_problems_panel_ask_first (BsProblemsPanel *self, int index)
{
  if (!bs_problems_panel_can_change (self) || self->quiet_source != 0)
    return;

  g_queue_push_head (&self->waiting, GINT_TO_POINTER (index));
  ask_next (self);
}

/* --- All of a kind --- */

typedef struct
{
  BsProblemsPanel *panel;
  BsNode *issue;
} MendingAll;

static void
set_can_mend_all (BsProblemsPanel *self, gboolean can_mend)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (BS_IS_PROBLEM_GROUP (row))
      bs_problem_group_set_can_mend (BS_PROBLEM_GROUP (row), can_mend);
}

static void
apply_to_all (BsProblemsPanel *self, const BsRemedy *remedy)
{
  g_autoptr (GError) error = NULL;

  if (remedy == NULL)
    bs_session_tell (self->session, _ ("No remedy is known for any of them. A person must decide."),
                     0);
  else if (bs_remedy_apply (remedy, bs_session_get_document (self->session), &error))
    bs_session_tell (self->session, remedy->effect, 1);
  else
    bs_session_tell (self->session, error->message, 0);
}

static void
all_mended (GObject *source, GAsyncResult *result, gpointer data)
{
  MendingAll *mending = data;
  BsProblemsPanel *self = mending->panel;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsRemedy) remedy = bs_adviser_ask_finish (BS_ADVISER (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_object (&self->mending);
      set_can_mend_all (self, bs_problems_panel_can_change (self));
      if (error != NULL)
        bs_session_tell (self->session, error->message, 0);
      else if (mending->issue == bs_session_get_root (self->session))
        apply_to_all (self, remedy);
      else
        bs_session_tell (self->session, _ ("The issue was changed meanwhile. Mend them again."), 0);
    }
  g_object_unref (mending->panel);
  bs_node_unref (mending->issue);
  g_free (mending);
}

void
bs_problems_panel_mend_all (BsProblemGroup *row, BsProblemsPanel *self)
{
  BsAdviceRequest request = { .kind = BS_ADVICE_REMEDY_FOR_ALL };
  MendingAll *mending;

  request.finding = bs_problems_panel_get_finding (self, gtk_list_box_row_get_index (
                                                           GTK_LIST_BOX_ROW (row)));
  if (!bs_problems_panel_can_change (self) || self->mending != NULL || request.finding == NULL)
    return;

  set_can_mend_all (self, FALSE);
  request.issue = bs_session_get_root (self->session);
  mending = g_new0 (MendingAll, 1);
  mending->panel = g_object_ref (self);
  mending->issue = bs_node_ref (request.issue);
  self->mending = g_cancellable_new ();
  bs_adviser_ask_async (self->adviser, &request, self->mending, all_mended, mending);
}

/* The problem of the focus, or the first one, with its first remedy; of a kind that is only mended one
 * by one, the first is led to. FALSE: there is none. */
gboolean
bs_problems_panel_mend (BsProblemsPanel *self)
{
  GtkListBoxRow *row;
  int index;

  g_return_val_if_fail (BS_IS_PROBLEMS_PANEL (self), FALSE);

  index = MAX (bs_problems_panel_find_focus (self), 0);
  row = gtk_list_box_get_row_at_index (self->list, index);
  if (row == NULL || !bs_problems_panel_can_change (self))
    return FALSE;
  if (BS_IS_PROBLEM_GROUP (row))
    {
      if (!bs_problem_group_mend (BS_PROBLEM_GROUP (row)))
        {
          gtk_widget_grab_focus (GTK_WIDGET (row));
          bs_problems_panel_step (self, FALSE);
        }
      return TRUE;
    }
  if (self->quiet_source == 0 && bs_problem_row_is_answered (BS_PROBLEM_ROW (row)))
    {
      mend_row (self, BS_PROBLEM_ROW (row));
      return TRUE;
    }
  self->to_mend = BS_PROBLEM_ROW (row);
  bs_problems_panel_ask_first (self, index);

  return TRUE;
}
