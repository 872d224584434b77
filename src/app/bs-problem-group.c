/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-problem-group.h"

#include "bs-config.h"
#include "bs-problem-row.h"

#include "layout/bs-remedy.h"

#include <glib/gi18n-lib.h>

struct _BsProblemGroup
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *count;
  GtkButton *mend;
  GtkImage *arrow;

  gboolean expanded;
};

G_DEFINE_FINAL_TYPE (BsProblemGroup, bs_problem_group, GTK_TYPE_LIST_BOX_ROW)

enum
{
  MEND_ALL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
mend_clicked (BsProblemGroup *self)
{
  g_signal_emit (self, signals[MEND_ALL], 0);
}

static void
bs_problem_group_class_init (BsProblemGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[MEND_ALL] = g_signal_new ("mend-all", BS_TYPE_PROBLEM_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-problem-group.ui");
  gtk_widget_class_bind_template_child (widget_class, BsProblemGroup, icon);
  gtk_widget_class_bind_template_child (widget_class, BsProblemGroup, title);
  gtk_widget_class_bind_template_child (widget_class, BsProblemGroup, count);
  gtk_widget_class_bind_template_child (widget_class, BsProblemGroup, mend);
  gtk_widget_class_bind_template_child (widget_class, BsProblemGroup, arrow);
  gtk_widget_class_bind_template_callback (widget_class, mend_clicked);
}

static void
bs_problem_group_init (BsProblemGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bs_problem_group_new (const BsFinding *first, guint n, gboolean with_page)
{
  BsProblemGroup *self = g_object_new (BS_TYPE_PROBLEM_GROUP, NULL);
  g_autofree char *title = bs_problem_row_dup_title (first, with_page);
  g_autofree char *count = g_strdup_printf ("%u", n);
  /* Translators: problems of one kind; a kind such as "Widow line", and how many of it */
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %u problem",
                                                         "%s: %u problems", n),
                                            title, n);
  /* Translators: a kind of problem, such as "Widow line" */
  g_autofree char *mend_label = g_strdup_printf (_ ("Mend all: %s"), title);

  bs_problem_row_show_level (self->icon, first->level);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->mend), bs_remedy_may_mend (first->code));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->mend), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mend_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  bs_problem_group_set_expanded (self, FALSE);

  return GTK_WIDGET (self);
}

void
bs_problem_group_set_expanded (BsProblemGroup *self, gboolean expanded)
{
  g_return_if_fail (BS_IS_PROBLEM_GROUP (self));

  self->expanded = expanded;
  gtk_image_set_from_icon_name (self->arrow, expanded ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, expanded, -1);
}

gboolean
bs_problem_group_get_expanded (BsProblemGroup *self)
{
  g_return_val_if_fail (BS_IS_PROBLEM_GROUP (self), FALSE);

  return self->expanded;
}

void
bs_problem_group_set_can_mend (BsProblemGroup *self, gboolean can_mend)
{
  g_return_if_fail (BS_IS_PROBLEM_GROUP (self));

  if (!can_mend && gtk_widget_has_focus (GTK_WIDGET (self->mend)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->mend), can_mend);
}

gboolean
bs_problem_group_mend (BsProblemGroup *self)
{
  g_return_val_if_fail (BS_IS_PROBLEM_GROUP (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->mend)))
    return FALSE;
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->mend)))
    mend_clicked (self);

  return TRUE;
}
