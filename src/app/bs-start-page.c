/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-start-page.h"

#include "bs-config.h"
#include "bs-issue-words.h"
#include "bs-menus.h"
#include "bs-next-issue.h"
#include "bs-recent-card.h"
#include "bs-wrap-layout.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* As many as can be looked through without a search. */
#define FEW_ISSUES 6

struct _BsStartPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkStack *stack;
  GtkWidget *papers_box;
  GtkFlowBox *papers;
  GtkWidget *first_papers_box;
  GtkFlowBox *first_papers;
  GtkFlowBox *recent;
  GtkStack *recent_stack;
  GtkEditable *search;
  GtkWidget *new_issue;
  GtkWidget *waiting;
  GtkLabel *waiting_label;

  BsEnvironment *environment;
  BsPublications *publications;
  BsRecentIssues *issues;
  char *wanted; /* what is searched for, folded */
  guint papers_source;
};

G_DEFINE_FINAL_TYPE (BsStartPage, bs_start_page, GTK_TYPE_WIDGET)

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- The papers --- */

static char *
dup_next_words (BsStartPage *self, BsPublication *paper)
{
  const BsNode *root = bs_publication_get_root (paper);
  BsNextNumber next;
  GDate date;
  g_autofree char *day = NULL;
  g_autofree char *number = NULL;

  bs_next_issue_get_date (self->environment, root, &date);
  bs_next_issue_number (self->environment, root, bs_publication_get_title (paper), &date, &next);
  day = bs_issue_words_dup_day (&date);
  if (next.taken)
    /* Translators: below the name of a paper on the start page; a day */
    return g_strdup_printf (_ ("%s is there already"), day);
  number = bs_issue_words_dup_number (next.number > 0 ? next.number : next.total);

  return g_strdup_printf ("%s%s%s", day, *number != '\0' ? " · " : "", number);
}

static GtkWidget *
make_paper (BsStartPage *self, BsPublication *paper)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *next = dup_next_words (self, paper);
  /* Translators: button on the start page; name of a paper */
  g_autofree char *label = g_strdup_printf (_ ("New Issue of %s"),
                                            bs_publication_get_title (paper));
  GtkWidget *title = gtk_label_new (label);
  GtkWidget *subtitle = gtk_label_new (next);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (subtitle), 0);
  gtk_label_set_ellipsize (GTK_LABEL (subtitle), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (subtitle, "caption");
  gtk_widget_add_css_class (subtitle, "dim-label");
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), subtitle);
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name ("document-new-symbolic"));
  gtk_box_append (GTK_BOX (row), words);
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "paper-button");
  gtk_widget_add_css_class (button, "card");
  gtk_widget_set_size_request (button, 240, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.new-issue-of");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", bs_publication_get_id (paper));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, next, -1);

  return button;
}

static void
clear_flow (GtkFlowBox *flow)
{
  GtkFlowBoxChild *child;

  while ((child = gtk_flow_box_get_child_at_index (flow, 0)) != NULL)
    gtk_flow_box_remove (flow, GTK_WIDGET (child));
}

/* A button in a flow box is one stop of the Tab key, not two. */
static void
add_paper (GtkFlowBox *flow, GtkWidget *button)
{
  gtk_flow_box_append (flow, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static gboolean
show_papers (gpointer data)
{
  BsStartPage *self = data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->publications));
  guint shown = 0;

  self->papers_source = 0;
  clear_flow (self->papers);
  clear_flow (self->first_papers);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BsPublication) paper = g_list_model_get_item (G_LIST_MODEL (self->publications),
                                                               i);

      /* Those of the program are examples; the dialog offers them. */
      if (bs_publication_get_root (paper) == NULL || bs_publication_is_shipped (paper))
        continue;
      add_paper (self->papers, make_paper (self, paper));
      add_paper (self->first_papers, make_paper (self, paper));
      shown++;
    }
  gtk_widget_set_visible (self->papers_box, shown > 0);
  gtk_widget_set_visible (self->first_papers_box, shown > 0);

  return G_SOURCE_REMOVE;
}

static void
schedule_papers (BsStartPage *self)
{
  if (self->papers_source == 0)
    self->papers_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_papers, self, NULL);
}

/* --- The issues --- */

static void
open_card (BsRecentCard *card, BsStartPage *self)
{
  BsRecentIssue *issue = bs_recent_card_get_issue (card);

  if (!bs_recent_issue_is_missing (issue))
    g_signal_emit (self, signals[OPEN], 0, bs_recent_issue_get_file (issue));
}

static void
card_activated (GtkFlowBox *flow G_GNUC_UNUSED, GtkFlowBoxChild *child, BsStartPage *self)
{
  open_card (BS_RECENT_CARD (child), self);
}

static void
forget_card (BsRecentCard *card, BsStartPage *self)
{
  bs_recent_issues_forget (self->issues,
                           bs_recent_issue_get_file (bs_recent_card_get_issue (card)));
}

static void
show_folder (BsRecentCard *card, BsStartPage *self)
{
  GFile *file = bs_recent_issue_get_file (bs_recent_card_get_issue (card));
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = g_file_get_uri (folder);

  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
}

static gboolean
is_wanted (GtkFlowBoxChild *child, gpointer data)
{
  BsStartPage *self = data;
  const char *words = bs_recent_issue_get_words (bs_recent_card_get_issue (BS_RECENT_CARD (child)));

  return self->wanted == NULL || strstr (words, self->wanted) != NULL;
}

static void
searched (BsStartPage *self)
{
  const char *text = gtk_editable_get_text (self->search);
  guint found = 0;

  g_clear_pointer (&self->wanted, g_free);
  if (*text != '\0')
    self->wanted = g_utf8_casefold (text, -1);
  gtk_flow_box_invalidate_filter (self->recent);
  for (int i = 0; gtk_flow_box_get_child_at_index (self->recent, i) != NULL; i++)
    found += is_wanted (gtk_flow_box_get_child_at_index (self->recent, i), self) ? 1 : 0;
  gtk_stack_set_visible_child_name (self->recent_stack, found > 0 ? "issues" : "nothing");
}

/* Enter in the search opens the first that was found. */
static void
search_activated (BsStartPage *self)
{
  for (int i = 0; gtk_flow_box_get_child_at_index (self->recent, i) != NULL; i++)
    {
      GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (self->recent, i);

      if (!is_wanted (child, self))
        continue;
      open_card (BS_RECENT_CARD (child), self);
      return;
    }
}

static void
stop_search (BsStartPage *self)
{
  gtk_editable_set_text (self->search, "");
}

/* Enter opens the issue that one worked on last, or begins the first one. */
static void
focus_first (BsStartPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkFlowBoxChild *card = gtk_flow_box_get_child_at_index (self->recent, 0);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self))
      || (focus != NULL && focus != self->new_issue
          && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    return;
  gtk_widget_grab_focus (card != NULL ? GTK_WIDGET (card) : self->new_issue);
}

static void
show_issues (BsStartPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->issues));

  clear_flow (self->recent);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BsRecentIssue) issue = g_list_model_get_item (G_LIST_MODEL (self->issues), i);
      GtkWidget *card = bs_recent_card_new (issue);

      g_signal_connect_object (card, "open", G_CALLBACK (open_card), self, 0);
      g_signal_connect_object (card, "forget", G_CALLBACK (forget_card), self, 0);
      g_signal_connect_object (card, "show-folder", G_CALLBACK (show_folder), self, 0);
      /* What is known of it tells the next number of its paper. */
      g_signal_connect_object (issue, "changed", G_CALLBACK (schedule_papers), self,
                               G_CONNECT_SWAPPED);
      gtk_flow_box_append (self->recent, card);
    }
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "recent" : "empty");
  gtk_widget_set_visible (GTK_WIDGET (self->search), n > FEW_ISSUES);
  searched (self);
  schedule_papers (self);
  focus_first (self);
}

static void
bs_start_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bs_start_page_parent_class)->map (widget);
  bs_start_page_refresh (BS_START_PAGE (widget));
}

static void
bs_start_page_dispose (GObject *object)
{
  BsStartPage *self = BS_START_PAGE (object);

  g_clear_handle_id (&self->papers_source, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->environment);

  G_OBJECT_CLASS (bs_start_page_parent_class)->dispose (object);
}

static void
bs_start_page_class_init (BsStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_start_page_dispose;
  widget_class->map = bs_start_page_map;

  signals[OPEN] = g_signal_new ("open", BS_TYPE_START_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_FILE);

  g_type_ensure (BS_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-start-page.ui");
  bs_menus_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, BsStartPage, box);
  gtk_widget_class_bind_template_child (widget_class, BsStartPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BsStartPage, papers_box);
  gtk_widget_class_bind_template_child (widget_class, BsStartPage, papers);
  gtk_widget_class_bind_template_child (widget_class, BsStartPage, first_papers_box);
  gtk_widget_class_bind_template_child (widget_class, BsStartPage, first_papers);
  gtk_widget_class_bind_template_child (widget_class, BsStartPage, recent);
  gtk_widget_class_bind_template_child (widget_class, BsStartPage, recent_stack);
  gtk_widget_class_bind_template_child (widget_class, BsStartPage, search);
  gtk_widget_class_bind_template_child (widget_class, BsStartPage, new_issue);
  gtk_widget_class_bind_template_child (widget_class, BsStartPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, BsStartPage, waiting_label);
  gtk_widget_class_bind_template_callback (widget_class, card_activated);
  gtk_widget_class_bind_template_callback (widget_class, searched);
  gtk_widget_class_bind_template_callback (widget_class, search_activated);
  gtk_widget_class_bind_template_callback (widget_class, stop_search);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_start_page_init (BsStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_flow_box_set_filter_func (self->recent, is_wanted, self, NULL);
}

GtkWidget *
bs_start_page_new (BsEnvironment *environment)
{
  BsStartPage *self = g_object_new (BS_TYPE_START_PAGE, NULL);

  self->environment = g_object_ref (environment);

  return GTK_WIDGET (self);
}

/* Not before it is seen: a window that opens an issue at once does without. */
void
bs_start_page_refresh (BsStartPage *self)
{
  g_return_if_fail (BS_IS_START_PAGE (self));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (self->issues != NULL)
    {
      bs_recent_issues_refresh (self->issues);
      return;
    }
  self->publications = bs_publications_get (self->environment);
  self->issues = bs_recent_issues_get (self->environment);
  g_signal_connect_object (self->publications, "items-changed", G_CALLBACK (schedule_papers), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->issues, "items-changed", G_CALLBACK (show_issues), self,
                           G_CONNECT_SWAPPED);
  show_issues (self);
}

void
bs_start_page_set_waiting (BsStartPage *self, guint waiting)
{
  g_autofree char *text = NULL;

  g_return_if_fail (BS_IS_START_PAGE (self));

  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u submission is waiting",
                                       "%u submissions are waiting", (gulong) waiting),
                          waiting);
  gtk_label_set_label (self->waiting_label, text);
  gtk_widget_set_visible (self->waiting, waiting > 0);
}
