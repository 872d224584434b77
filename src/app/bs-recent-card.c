/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-recent-card.h"

#include "bs-config.h"
#include "bs-issue-words.h"
#include "bs-menus.h"
#include "bs-paper.h"
#include "bs-whole-text.h"

#include <glib/gi18n-lib.h>

struct _BsRecentCard
{
  GtkFlowBoxChild parent_instance;

  BsPaper *paper;
  GtkWidget *absence;
  GtkLabel *name;
  GtkLabel *details;
  GtkLabel *folder;
  GtkWidget *remove;
  GtkPopoverMenu *menu;

  BsRecentIssue *issue;
};

G_DEFINE_FINAL_TYPE (BsRecentCard, bs_recent_card, GTK_TYPE_FLOW_BOX_CHILD)

enum
{
  OPEN,
  FORGET,
  SHOW_FOLDER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

char *
bs_recent_card_dup_details (BsRecentIssue *issue)
{
  const BsNode *facts = bs_recent_issue_get_facts (issue);
  BsNumbered numbered;
  g_autofree char *day = NULL;
  g_autofree char *number = NULL;

  if (bs_recent_issue_is_missing (issue))
    return g_strdup (_ ("File not found"));
  if (bs_recent_issue_get_problem (issue) != NULL)
    return g_strdup (_ ("Cannot be read"));
  if (facts == NULL)
    return g_strdup ("");
  day = bs_numbered_read (facts, &numbered) ? bs_issue_words_dup_day (&numbered.date)
                                            : g_strdup ("");
  number = bs_issue_words_dup_number (numbered.number);

  return g_strdup_printf ("%s%s%s", day, *day != '\0' && *number != '\0' ? " · " : "", number);
}

static void
show_issue (BsRecentCard *self)
{
  GFile *file = bs_recent_issue_get_file (self->issue);
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autofree char *details = bs_recent_card_dup_details (self->issue);
  g_autofree char *folder = bs_issue_words_dup_folder (g_file_peek_path (parent));
  g_autofree char *path = g_file_get_parse_name (file);
  g_autofree char *spoken = NULL;
  gboolean missing = bs_recent_issue_is_missing (self->issue);
  const char *problem = bs_recent_issue_get_problem (self->issue);

  gtk_label_set_label (self->name, bs_recent_issue_get_name (self->issue));
  gtk_label_set_label (self->details, details);
  gtk_label_set_label (self->folder, folder);
  bs_paper_show_texture (self->paper, missing ? NULL : bs_recent_issue_get_picture (self->issue));
  bs_paper_set_ghost (self->paper, missing || problem != NULL);
  gtk_widget_set_visible (self->absence, missing || problem != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), problem != NULL ? problem : path);
  if (missing)
    gtk_widget_add_css_class (GTK_WIDGET (self), "missing");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "missing");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "issue.open", !missing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "issue.show-folder", !missing);

  spoken = g_strdup_printf ("%s, %s", bs_recent_issue_get_name (self->issue), details);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, path, -1);
}

static void
emit (GtkWidget *widget, const char *name, GVariant *parameter G_GNUC_UNUSED)
{
  guint signal = g_str_equal (name, "issue.open")     ? OPEN
                 : g_str_equal (name, "issue.remove") ? FORGET
                                                      : SHOW_FOLDER;

  gtk_popover_popdown (GTK_POPOVER (BS_RECENT_CARD (widget)->menu));
  g_signal_emit (widget, signals[signal], 0);
}

static void
pop_up (BsRecentCard *self, double x, double y)
{
  GdkRectangle at = { (int) x, (int) y, 1, 1 };

  bs_menus_pop_up (GTK_POPOVER (self->menu), &at);
}

static void
pressed (GtkGestureClick *gesture, int n_presses G_GNUC_UNUSED, double x, double y,
         BsRecentCard *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pop_up (self, x, y);
}

static void
menu_key (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  pop_up (BS_RECENT_CARD (widget), gtk_widget_get_width (widget) / 2.0,
          gtk_widget_get_height (widget) / 2.0);
}

static void
bs_recent_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (bs_recent_card_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_popover_present (GTK_POPOVER (BS_RECENT_CARD (widget)->menu));
}

static void
bs_recent_card_dispose (GObject *object)
{
  BsRecentCard *self = BS_RECENT_CARD (object);

  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->menu));
  self->menu = NULL;
  g_clear_object (&self->issue);

  G_OBJECT_CLASS (bs_recent_card_parent_class)->dispose (object);
}

static void
bs_recent_card_class_init (BsRecentCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_recent_card_dispose;
  widget_class->size_allocate = bs_recent_card_size_allocate;

  signals[OPEN] = g_signal_new ("open", BS_TYPE_RECENT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[FORGET] = g_signal_new ("forget", BS_TYPE_RECENT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[SHOW_FOLDER] = g_signal_new ("show-folder", BS_TYPE_RECENT_CARD, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (BS_TYPE_PAPER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-recent-card.ui");
  bs_menus_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, BsRecentCard, paper);
  gtk_widget_class_bind_template_child (widget_class, BsRecentCard, absence);
  gtk_widget_class_bind_template_child (widget_class, BsRecentCard, name);
  gtk_widget_class_bind_template_child (widget_class, BsRecentCard, details);
  gtk_widget_class_bind_template_child (widget_class, BsRecentCard, folder);
  gtk_widget_class_bind_template_child (widget_class, BsRecentCard, remove);
  gtk_widget_class_bind_template_child (widget_class, BsRecentCard, menu);
  gtk_widget_class_bind_template_callback (widget_class, pressed);
  gtk_widget_class_install_action (widget_class, "issue.open", NULL, emit);
  gtk_widget_class_install_action (widget_class, "issue.show-folder", NULL, emit);
  gtk_widget_class_install_action (widget_class, "issue.remove", NULL, emit);
  gtk_widget_class_install_action (widget_class, "issue.menu", NULL, menu_key);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "issue.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "issue.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "issue.menu",
                                       NULL);
}

static void
bs_recent_card_init (BsRecentCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
}

GtkWidget *
bs_recent_card_new (BsRecentIssue *issue)
{
  BsRecentCard *self = g_object_new (BS_TYPE_RECENT_CARD, NULL);

  self->issue = g_object_ref (issue);
  g_signal_connect_object (issue, "changed", G_CALLBACK (show_issue), self, G_CONNECT_SWAPPED);
  show_issue (self);

  return GTK_WIDGET (self);
}

BsRecentIssue *
bs_recent_card_get_issue (BsRecentCard *self)
{
  return self->issue;
}
