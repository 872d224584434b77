/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-problems-panel-private.h"

#include "bs-config.h"
#include "bs-whole-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* More rows than anybody reads would only make the window slow. */
#define MAX_ROWS 60
/* After the pointer moved: nobody is about to press what it is over. */
#define STILL_MILLISECONDS 1200

G_DEFINE_FINAL_TYPE (BsProblemsPanel, bs_problems_panel, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

const BsFinding *
bs_problems_panel_get_finding (BsProblemsPanel *self, int index)
{
  return index >= 0 && index < (int) self->entries->len
           ? g_array_index (self->entries, BsProblemEntry, index).finding
           : NULL;
}

void
bs_problems_panel_activate (BsProblemsPanel *self, int index)
{
  const BsFinding *finding = bs_problems_panel_get_finding (self, index);

  if (finding != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, finding);
}

void
bs_problems_panel_expand (BsProblemsPanel *self, int index, gboolean expanded)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);
  char *key = bs_problem_list_dup_key (bs_problems_panel_get_finding (self, index));

  bs_problem_group_set_expanded (BS_PROBLEM_GROUP (row), expanded);
  for (guint i = (guint) index + 1;
       i < self->entries->len && g_array_index (self->entries, BsProblemEntry, i).member; i++)
    gtk_widget_set_visible (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i)),
                            expanded);
  if (expanded)
    {
      g_hash_table_add (self->expanded, key);
      return;
    }
  g_hash_table_remove (self->expanded, key);
  g_free (key);
}

static void
row_activated (GtkListBox *list G_GNUC_UNUSED, GtkListBoxRow *row, BsProblemsPanel *self)
{
  int index = gtk_list_box_row_get_index (row);

  if (BS_IS_PROBLEM_GROUP (row))
    {
      bs_problems_panel_expand (self, index,
                                !bs_problem_group_get_expanded (BS_PROBLEM_GROUP (row)));
      return;
    }
  bs_problems_panel_ask_first (self, index);
  bs_problems_panel_activate (self, index);
}

static gboolean
is_wanted (BsProblemsPanel *self, BsLevel level)
{
  GtkCheckButton *const buttons[] = { self->show_notes, self->show_warnings, self->show_errors };

  return gtk_check_button_get_active (buttons[level]);
}

static gboolean
shows_issue (BsProblemsPanel *self)
{
  return gtk_toggle_button_get_active (self->of_issue);
}

/* The row that has the focus, or something on it; -1: none. */
int
bs_problems_panel_find_focus (BsProblemsPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  /* Remedies are listed in rows of their own. */
  while (row != NULL && gtk_widget_get_parent (row) != GTK_WIDGET (self->list))
    row = gtk_widget_get_ancestor (gtk_widget_get_parent (row), GTK_TYPE_LIST_BOX_ROW);

  return row != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
}

static gboolean
focus_row (BsProblemsPanel *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);

  return row != NULL && gtk_widget_get_visible (GTK_WIDGET (row))
         && gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* A row that had the focus is gone: the one in its place has it, or the page whose last problem it
 * was. Nobody can type into a window without focus. */
static void
focus_near (BsProblemsPanel *self, int index)
{
  for (int i = MIN (index, (int) self->entries->len - 1); i >= 0; i--)
    if (focus_row (self, i))
      return;
  gtk_widget_activate_action (GTK_WIDGET (self), "pages.enter", NULL);
}

/* The number has the colour of the worst it counts. */
static void
show_count (BsProblemsPanel *self)
{
  static const char *const styles[] = { "neutral", "warning", "error" };
  const char *classes[] = { "chip", "numeric", NULL, NULL };
  guint n = self->findings != NULL ? self->findings->len : 0;
  g_autofree char *count = g_strdup_printf ("%u", n);
  BsLevel worst = BS_LEVEL_INFO;

  for (guint i = 0; i < n; i++)
    worst = MAX (worst, ((BsFinding *) g_ptr_array_index (self->findings, i))->level);
  classes[2] = styles[worst];
  gtk_widget_set_css_classes (GTK_WIDGET (self->count), classes);
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), n > 0);
}

static void
fill_list (BsProblemsPanel *self)
{
  const gboolean wanted[] = { is_wanted (self, BS_LEVEL_INFO), is_wanted (self, BS_LEVEL_WARNING),
                              is_wanted (self, BS_LEVEL_ERROR) };
  int focus = bs_problems_panel_find_focus (self);
  g_autoptr (GtkListBoxRow) row = NULL;

  if (focus >= 0)
    row = g_object_ref (gtk_list_box_get_row_at_index (self->list, focus));
  bs_problems_panel_change_rows (self, bs_problem_list_plan (self->findings, wanted, MAX_ROWS),
                                 shows_issue (self));
  show_count (self);
  gtk_stack_set_visible_child_name (self->stack, self->findings == NULL    ? "unknown"
                                                 : self->entries->len > 0  ? "list"
                                                 : self->findings->len > 0 ? "filtered"
                                                                           : "none");
  if (row != NULL && gtk_widget_get_parent (GTK_WIDGET (row)) == NULL)
    focus_near (self, focus);
}

/* Those of the issue belong to the pages' @lists. */
static GPtrArray *
collect (BsProblemsPanel *self, GPtrArray *lists)
{
  const BsNode *pages = bs_issue_get_pages (bs_session_get_root (self->session));
  g_autoptr (GPtrArray) all = NULL;
  BsPageResult *result;

  if (!shows_issue (self))
    {
      result = bs_session_get_result (self->session, bs_session_get_page (self->session));
      return result != NULL ? g_ptr_array_ref (result->findings) : NULL;
    }

  all = g_ptr_array_new ();
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      result = bs_session_get_result (self->session,
                                      bs_node_get_text (bs_node_get_element (pages, i), "id"));
      if (result == NULL)
        continue;
      g_ptr_array_add (lists, g_ptr_array_ref (result->findings));
      g_ptr_array_extend (all, result->findings, NULL, NULL);
    }

  return g_steal_pointer (&all);
}

static void
show_session (BsProblemsPanel *self)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) before = NULL;

  self->put_off = self->still_source != 0;
  if (self->put_off)
    return;
  before = g_steal_pointer (&self->lists);
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  findings = collect (self, self->lists);
  bs_problems_panel_show (self, findings, bs_session_get_root (self->session));
  bs_problems_panel_wait_for_quiet (self);
}

static void
go_on (BsProblemsPanel *self)
{
  g_clear_handle_id (&self->still_source, g_source_remove);
  if (self->put_off)
    show_session (self);
  else
    bs_problems_panel_ask_on (self);
}

static gboolean
still_enough (gpointer data)
{
  BsProblemsPanel *self = data;

  self->still_source = 0;
  go_on (self);

  return G_SOURCE_REMOVE;
}

/* Somebody is about to press something near: nothing may move under the pointer. And no row may go
 * while GTK tells of it: gtk_synthesize_crossing_events() counts on those that it found below it. */
void
bs_problems_panel_keep_still (BsProblemsPanel *self)
{
  g_return_if_fail (BS_IS_PROBLEMS_PANEL (self));

  if (self->session == NULL)
    return;
  g_clear_handle_id (&self->still_source, g_source_remove);
  self->still_source = g_timeout_add (STILL_MILLISECONDS, still_enough, self);
}

static void
page_updated (BsSession *session, const char *page, BsProblemsPanel *self)
{
  if (shows_issue (self) || g_strcmp0 (page, bs_session_get_page (session)) == 0)
    show_session (self);
}

static void
document_changed (BsProblemsPanel *self)
{
  GtkListBoxRow *row;

  bs_problems_panel_wait_for_quiet (self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (BS_IS_PROBLEM_ROW (row))
      bs_problem_row_set_stale (BS_PROBLEM_ROW (row), TRUE);
}

static void
choice_changed (BsProblemsPanel *self)
{
  gboolean all = is_wanted (self, BS_LEVEL_ERROR) && is_wanted (self, BS_LEVEL_WARNING)
                 && is_wanted (self, BS_LEVEL_INFO);

  if (all)
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter), "accent");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->filter), "accent");
  if (self->session == NULL)
    return;
  /* Asked for: not to wait until the pointer rests. */
  g_clear_handle_id (&self->still_source, g_source_remove);
  show_session (self);
}

static void
show_all (BsProblemsPanel *self)
{
  gtk_check_button_set_active (self->show_errors, TRUE);
  gtk_check_button_set_active (self->show_warnings, TRUE);
  gtk_check_button_set_active (self->show_notes, TRUE);
}

static void
bs_problems_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bs_problems_panel_parent_class)->map (widget);
  bs_problems_panel_wait_for_quiet (BS_PROBLEMS_PANEL (widget));
}

static void
bs_problems_panel_unmap (GtkWidget *widget)
{
  bs_problems_panel_stop_asking (BS_PROBLEMS_PANEL (widget));
  GTK_WIDGET_CLASS (bs_problems_panel_parent_class)->unmap (widget);
}

static void
forget_session (BsProblemsPanel *self)
{
  bs_problems_panel_stop_asking (self);
  g_clear_handle_id (&self->still_source, g_source_remove);
  self->put_off = FALSE;
  if (self->mending != NULL)
    g_cancellable_cancel (self->mending);
  g_clear_object (&self->mending);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_object (&self->adviser);
}

static void
bs_problems_panel_dispose (GObject *object)
{
  BsProblemsPanel *self = BS_PROBLEMS_PANEL (object);

  forget_session (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->issue, bs_node_unref);

  G_OBJECT_CLASS (bs_problems_panel_parent_class)->dispose (object);
}

static void
bs_problems_panel_finalize (GObject *object)
{
  BsProblemsPanel *self = BS_PROBLEMS_PANEL (object);

  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->expanded, g_hash_table_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);

  G_OBJECT_CLASS (bs_problems_panel_parent_class)->finalize (object);
}

static void
bs_problems_panel_class_init (BsProblemsPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bs_problems_panel_dispose;
  object_class->finalize = bs_problems_panel_finalize;
  widget_class->map = bs_problems_panel_map;
  widget_class->unmap = bs_problems_panel_unmap;

  signals[ACTIVATED] = g_signal_new ("activated", BS_TYPE_PROBLEMS_PANEL, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-problems-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, BsProblemsPanel, box);
  gtk_widget_class_bind_template_child (widget_class, BsProblemsPanel, expander);
  gtk_widget_class_bind_template_child (widget_class, BsProblemsPanel, revealer);
  gtk_widget_class_bind_template_child (widget_class, BsProblemsPanel, count);
  gtk_widget_class_bind_template_child (widget_class, BsProblemsPanel, scope);
  gtk_widget_class_bind_template_child (widget_class, BsProblemsPanel, of_issue);
  gtk_widget_class_bind_template_child (widget_class, BsProblemsPanel, filter);
  gtk_widget_class_bind_template_child (widget_class, BsProblemsPanel, show_errors);
  gtk_widget_class_bind_template_child (widget_class, BsProblemsPanel, show_warnings);
  gtk_widget_class_bind_template_child (widget_class, BsProblemsPanel, show_notes);
  gtk_widget_class_bind_template_child (widget_class, BsProblemsPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, BsProblemsPanel, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed);
  gtk_widget_class_bind_template_callback (widget_class, show_all);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_problems_panel_init (BsProblemsPanel *self)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (BsProblemEntry));
  self->expanded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->asked = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));
}

void
bs_problems_panel_show (BsProblemsPanel *self, GPtrArray *findings, const BsNode *issue)
{
  g_autoptr (GPtrArray) before = NULL;

  g_return_if_fail (BS_IS_PROBLEMS_PANEL (self));

  if (findings != NULL)
    g_ptr_array_ref (findings);
  /* The rows are still about them. */
  before = g_steal_pointer (&self->findings);
  self->findings = findings;
  g_clear_pointer (&self->issue, bs_node_unref);
  self->issue = issue != NULL ? bs_node_ref (issue) : NULL;
  fill_list (self);
}

void
bs_problems_panel_set_session (BsProblemsPanel *self, BsSession *session, BsAdviser *adviser)
{
  g_return_if_fail (BS_IS_PROBLEMS_PANEL (self));

  forget_session (self);
  gtk_widget_set_visible (self->scope, session != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->filter), session != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->expander), session != NULL);
  if (session == NULL)
    {
      bs_problems_panel_show (self, NULL, NULL);
      return;
    }

  self->session = g_object_ref (session);
  self->adviser = g_object_ref (adviser);
  g_signal_connect_object (session, "page-updated", G_CALLBACK (page_updated), self, 0);
  g_signal_connect_object (session, "notify::page", G_CALLBACK (show_session), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (document_changed), self,
                           G_CONNECT_SWAPPED);
  show_session (self);
}

void
bs_problems_panel_focus (BsProblemsPanel *self)
{
  g_return_if_fail (BS_IS_PROBLEMS_PANEL (self));

  if (gtk_toggle_button_get_active (self->expander))
    focus_row (self, 0);
}

/* From the row of the focus, or from outside, to the next one that is shown; round the end. A group
 * is met closed, to be mended as one, and opened by who goes on. */
gboolean
bs_problems_panel_step (BsProblemsPanel *self, gboolean backward)
{
  int n;
  int from;
  int step = backward ? -1 : 1;

  g_return_val_if_fail (BS_IS_PROBLEMS_PANEL (self), FALSE);

  n = (int) self->entries->len;
  from = bs_problems_panel_find_focus (self);
  if (n == 0)
    return FALSE;
  if (from >= 0 && !backward && g_array_index (self->entries, BsProblemEntry, from).n > 0)
    bs_problems_panel_expand (self, from, TRUE);
  if (from < 0)
    from = backward ? n : -1;
  gtk_toggle_button_set_active (self->expander, TRUE);
  for (int i = 1; i <= n; i++)
    {
      int index = ((from + i * step) % n + n) % n;

      if (!focus_row (self, index))
        continue;
      if (!g_array_index (self->entries, BsProblemEntry, index).n)
        bs_problems_panel_ask_first (self, index);
      bs_problems_panel_activate (self, index);
      return TRUE;
    }

  return FALSE;
}
