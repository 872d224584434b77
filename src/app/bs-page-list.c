/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-page-list.h"

#include "bs-config.h"
#include "bs-thumbnail.h"

#include <glib/gi18n-lib.h>

#define THUMBNAIL_SIZE 118

struct _BsPageList
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkFlowBox *flow;

  BsSession *session;
  GStrv names; /* of the pages shown, in order */
  guint quiet;
};

G_DEFINE_FINAL_TYPE (BsPageList, bs_page_list, GTK_TYPE_WIDGET)

static GtkWidget *
make_child (const char *name)
{
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (name);
  /* Translators: name of a small picture of a page for a screen reader; %s is "A1". */
  g_autofree char *title = g_strdup_printf (_ ("Page %s"), name);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), bs_thumbnail_new (THUMBNAIL_SIZE));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
  gtk_widget_set_tooltip_text (child, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return child;
}

static void
show_thumbnail (BsPageList *self, int index)
{
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (self->flow, index);
  BsPageResult *result = bs_session_get_result (self->session, self->names[index]);
  GtkWidget *box = gtk_flow_box_child_get_child (child);

  bs_thumbnail_show (BS_THUMBNAIL (gtk_widget_get_first_child (box)),
                     result != NULL ? result->list : NULL, bs_session_get_renderer (self->session));
}

static void
select_page (BsPageList *self)
{
  const char *page = bs_session_get_page (self->session);

  self->quiet++;
  for (int i = 0; self->names != NULL && self->names[i] != NULL; i++)
    if (g_strcmp0 (self->names[i], page) == 0)
      gtk_flow_box_select_child (self->flow, gtk_flow_box_get_child_at_index (self->flow, i));
  self->quiet--;
}

static void
show_pages (BsPageList *self)
{
  const BsNode *pages = bs_issue_get_pages (bs_session_get_root (self->session));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  GtkFlowBoxChild *child;

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    g_strv_builder_add (builder, bs_node_get_text (bs_node_get_element (pages, i), "id"));
  names = g_strv_builder_end (builder);
  if (self->names != NULL
      && g_strv_equal ((const char *const *) names, (const char *const *) self->names))
    return;

  self->quiet++;
  while ((child = gtk_flow_box_get_child_at_index (self->flow, 0)) != NULL)
    gtk_flow_box_remove (self->flow, GTK_WIDGET (child));
  g_strfreev (self->names);
  self->names = g_steal_pointer (&names);
  for (int i = 0; self->names[i] != NULL; i++)
    {
      gtk_flow_box_append (self->flow, make_child (self->names[i]));
      show_thumbnail (self, i);
    }
  self->quiet--;
  select_page (self);
}

static void
page_updated (BsSession *session G_GNUC_UNUSED, const char *page, BsPageList *self)
{
  for (int i = 0; self->names != NULL && self->names[i] != NULL; i++)
    if (g_strcmp0 (self->names[i], page) == 0)
      show_thumbnail (self, i);
}

static void
selection_changed (GtkFlowBox *flow, BsPageList *self)
{
  GList *selected = gtk_flow_box_get_selected_children (flow);

  if (selected != NULL && self->quiet == 0 && self->session != NULL)
    bs_session_set_page (self->session, self->names[gtk_flow_box_child_get_index (selected->data)]);
  g_list_free (selected);
}

static void
bs_page_list_dispose (GObject *object)
{
  BsPageList *self = BS_PAGE_LIST (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  self->quiet++;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->names, g_strfreev);

  G_OBJECT_CLASS (bs_page_list_parent_class)->dispose (object);
}

static void
bs_page_list_class_init (BsPageListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_page_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-page-list.ui");
  gtk_widget_class_bind_template_child (widget_class, BsPageList, scroller);
  gtk_widget_class_bind_template_child (widget_class, BsPageList, flow);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_page_list_init (BsPageList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bs_page_list_set_session (BsPageList *self, BsSession *session)
{
  g_return_if_fail (BS_IS_PAGE_LIST (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_clear_pointer (&self->names, g_strfreev);
  if (session == NULL)
    return;

  g_signal_connect_object (session, "changed", G_CALLBACK (show_pages), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "page-updated", G_CALLBACK (page_updated), self, 0);
  g_signal_connect_object (session, "notify::page", G_CALLBACK (select_page), self,
                           G_CONNECT_SWAPPED);
  show_pages (self);
}
