/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-problems-panel.h"

#include "bs-config.h"
#include "bs-problem-row.h"
#include "bs-whole-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* More rows than anybody reads would only make the window slow. */
#define MAX_ROWS 60
/* Remedies are looked for by themselves for so many rows; for others when they are chosen. */
#define MAX_ASKED 4
/* After the last change of the issue: nobody types any more. */
#define QUIET_MILLISECONDS 900

struct _BsProblemsPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkToggleButton *expander;
  GtkRevealer *revealer;
  GtkLabel *count;
  GtkWidget *scope;
  GtkToggleButton *of_issue;
  GtkMenuButton *filter;
  GtkCheckButton *show_errors;
  GtkCheckButton *show_warnings;
  GtkCheckButton *show_notes;
  GtkStack *stack;
  GtkListBox *list;

  GPtrArray *findings; /* of BsFinding */
  GPtrArray *shown;    /* of BsFinding, borrowed: one a row */
  char *signature;     /* of what is shown */
  BsNode *issue;

  BsSession *session;
  BsAdviser *adviser;
  GCancellable *asking;
  int going_on;      /* the row whose remedy was chosen; -1: none */
  GHashTable *asked; /* of rows, borrowed: remedies were looked for */
  GQueue waiting;    /* of row numbers */
  guint quiet_source;
};

G_DEFINE_FINAL_TYPE (BsProblemsPanel, bs_problems_panel, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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

static gboolean
can_change (BsProblemsPanel *self)
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

static void
remedy_chosen (BsProblemRow *row, gpointer data, BsProblemsPanel *self)
{
  const BsRemedy *remedy = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!can_change (self))
    return;
  if (!bs_remedy_can_apply (remedy))
    {
      int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

      if (index >= 0 && index < (int) self->shown->len)
        g_signal_emit (self, signals[ACTIVATED], 0, g_ptr_array_index (self->shown, index));
      lead_to (self, remedy);
      return;
    }

  /* Translators: told after a remedy was applied; %s is what its button says. */
  text = g_strdup_printf (_ ("Done: %s"), remedy->label);
  self->going_on = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  if (bs_remedy_apply (remedy, bs_session_get_document (self->session), &error))
    bs_session_tell (self->session, text, 1);
  else
    {
      self->going_on = -1;
      bs_session_tell (self->session, error->message, 0);
    }
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
        bs_problem_row_set_remedies (asking->row, remedies);
      ask_next (self);
    }
  g_clear_pointer (&remedies, g_ptr_array_unref);
  asking_free (asking);
}

static void
ask_next (BsProblemsPanel *self)
{
  while (self->asking == NULL && !g_queue_is_empty (&self->waiting))
    {
      guint index = GPOINTER_TO_UINT (g_queue_pop_head (&self->waiting));
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) index);
      BsAdviceRequest request = { .kind = BS_ADVICE_REMEDIES };
      Asking *asking;

      if (row == NULL || index >= self->shown->len || !g_hash_table_add (self->asked, row))
        continue;
      request.issue = bs_session_get_root (self->session);
      request.finding = g_ptr_array_index (self->shown, index);
      asking = g_new0 (Asking, 1);
      asking->panel = g_object_ref (self);
      asking->row = g_object_ref (BS_PROBLEM_ROW (row));
      asking->issue = bs_node_ref (request.issue);
      self->asking = g_cancellable_new ();
      bs_adviser_ask_async (self->adviser, &request, self->asking, remedies_found, asking);
    }
}

static void
stop_asking (BsProblemsPanel *self)
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
  for (guint i = 0; i < self->shown->len; i++)
    {
      const BsFinding *finding = g_ptr_array_index (self->shown, i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);

      if ((i < MAX_ASKED && finding->level != BS_LEVEL_INFO)
          || bs_problem_row_has_remedies (BS_PROBLEM_ROW (row)))
        g_queue_push_tail (&self->waiting, GUINT_TO_POINTER (i));
    }
  ask_next (self);

  return G_SOURCE_REMOVE;
}

static void
wait_for_quiet (BsProblemsPanel *self)
{
  stop_asking (self);
  if (can_change (self) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->quiet_source = g_timeout_add (QUIET_MILLISECONDS, quiet, self);
}

static void
row_activated (GtkListBox *list G_GNUC_UNUSED, GtkListBoxRow *row, BsProblemsPanel *self)
{
  guint index = (guint) gtk_list_box_row_get_index (row);

  if (index >= self->shown->len)
    return;
  if (can_change (self) && self->quiet_source == 0)
    {
      g_queue_push_head (&self->waiting, GUINT_TO_POINTER (index));
      ask_next (self);
    }
  g_signal_emit (self, signals[ACTIVATED], 0, g_ptr_array_index (self->shown, index));
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

/* All that decides which rows there are. */
static char *
dup_signature (BsProblemsPanel *self, GPtrArray *findings)
{
  GString *signature = g_string_new (findings != NULL ? "" : "?");

  g_string_append_printf (signature, "%d%d%d%d\n", shows_issue (self), is_wanted (self, 0),
                          is_wanted (self, 1), is_wanted (self, 2));
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      BsFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (signature, "%u %s %s %s\n", (guint) finding->level,
                              finding->page != NULL ? finding->page : "", finding->code,
                              finding->message);
    }

  return g_string_free (signature, FALSE);
}

static void
add_rows (BsProblemsPanel *self, BsLevel level)
{
  if (!is_wanted (self, level))
    return;

  for (guint i = 0; i < self->findings->len && self->shown->len < MAX_ROWS; i++)
    {
      BsFinding *finding = g_ptr_array_index (self->findings, i);
      GtkWidget *row;

      if (finding->level != level)
        continue;
      row = bs_problem_row_new (finding, self->issue, shows_issue (self));
      g_signal_connect_object (row, "remedy-chosen", G_CALLBACK (remedy_chosen), self, 0);
      gtk_list_box_append (self->list, row);
      g_ptr_array_add (self->shown, finding);
    }
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

/* The row that the focus is in; -1: none. */
static int
find_focus (BsProblemsPanel *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return row != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
}

/* One problem less: the focus goes to what stands in its place, or to the heading. */
static void
focus_next (BsProblemsPanel *self)
{
  int index = MIN (self->going_on, (int) self->shown->len - 1);
  GtkListBoxRow *row = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->going_on < 0)
    return;
  self->going_on = -1;
  /* Who has gone elsewhere meanwhile stays there. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self))
      || (focus != NULL && gtk_widget_get_mapped (focus)
          && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    return;
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->expander));
}

static void
fill_list (BsProblemsPanel *self)
{
  GtkListBoxRow *row;
  guint n = self->findings != NULL ? self->findings->len : 0;

  if (self->going_on < 0)
    self->going_on = find_focus (self);
  g_hash_table_remove_all (self->asked);
  g_ptr_array_set_size (self->shown, 0);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (n > 0)
    {
      add_rows (self, BS_LEVEL_ERROR);
      add_rows (self, BS_LEVEL_WARNING);
      add_rows (self, BS_LEVEL_INFO);
    }
  show_count (self);
  gtk_stack_set_visible_child_name (self->stack, self->findings == NULL ? "unknown"
                                                 : self->shown->len > 0 ? "list"
                                                 : n > 0                ? "filtered"
                                                                        : "none");
  focus_next (self);
}

/* The rows stay, and with them the focus, where the same was found again; what they are about may
 * be other objects now. */
static void
renew_shown (BsProblemsPanel *self)
{
  guint n = 0;

  g_ptr_array_set_size (self->shown, 0);
  for (int level = BS_LEVEL_ERROR; self->findings != NULL && level >= BS_LEVEL_INFO; level--)
    for (guint i = 0; i < self->findings->len && n < MAX_ROWS; i++)
      {
        BsFinding *finding = g_ptr_array_index (self->findings, i);

        if ((int) finding->level != level || !is_wanted (self, finding->level))
          continue;
        g_ptr_array_add (self->shown, finding);
        n++;
      }
}

static GPtrArray *
collect (BsProblemsPanel *self)
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
      if (result != NULL)
        g_ptr_array_extend (all, result->findings, NULL, NULL);
    }

  return g_steal_pointer (&all);
}

static void
show_session (BsProblemsPanel *self)
{
  g_autoptr (GPtrArray) findings = NULL;

  findings = collect (self);
  bs_problems_panel_show (self, findings, bs_session_get_root (self->session));
  wait_for_quiet (self);
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

  wait_for_quiet (self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
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
  if (self->session != NULL)
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
  wait_for_quiet (BS_PROBLEMS_PANEL (widget));
}

static void
bs_problems_panel_unmap (GtkWidget *widget)
{
  stop_asking (BS_PROBLEMS_PANEL (widget));
  GTK_WIDGET_CLASS (bs_problems_panel_parent_class)->unmap (widget);
}

static void
forget_session (BsProblemsPanel *self)
{
  stop_asking (self);
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

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_pointer (&self->signature, g_free);

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
  self->shown = g_ptr_array_new ();
  self->going_on = -1;
  self->asked = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));
}

void
bs_problems_panel_show (BsProblemsPanel *self, GPtrArray *findings, const BsNode *issue)
{
  g_autofree char *signature = NULL;

  g_return_if_fail (BS_IS_PROBLEMS_PANEL (self));

  signature = dup_signature (self, findings);
  if (findings != NULL)
    g_ptr_array_ref (findings);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;
  g_clear_pointer (&self->issue, bs_node_unref);
  self->issue = issue != NULL ? bs_node_ref (issue) : NULL;

  if (g_strcmp0 (signature, self->signature) == 0)
    {
      renew_shown (self);
      focus_next (self);
      return;
    }
  g_free (self->signature);
  self->signature = g_steal_pointer (&signature);
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
