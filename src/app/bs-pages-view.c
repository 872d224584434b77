/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-pages-view.h"

#include "bs-canvas-pane.h"
#include "bs-config.h"
#include "bs-focus-ring.h"
#include "bs-page-inspector.h"
#include "bs-page-list.h"
#include "bs-panes.h"
#include "bs-tray.h"

#include <glib/gi18n-lib.h>

struct _BsPagesView
{
  GtkWidget parent_instance;

  GtkWidget *panes;
  BsCanvasPane *canvas_pane;
  BsAlternatives *alternatives;
  GtkWidget *sidebar;
  BsPageList *pages;
  BsTray *tray;
  BsPageInspector *inspector;

  BsSession *session;
};

G_DEFINE_FINAL_TYPE (BsPagesView, bs_pages_view, GTK_TYPE_WIDGET)

enum
{
  PROP_SHOW_SIDEBAR = 1,
  PROP_SHOW_INSPECTOR,
  PROP_LEVEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
edit_requested (BsCanvasPane *pane G_GNUC_UNUSED, BsPagesView *self)
{
  const BsNode *box = bs_session_get_box_node (self->session);

  if (box != NULL && g_str_equal (bs_node_get_text (box, "kind"), "ad"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-ad", NULL);
  else
    bs_page_inspector_edit_text (self->inspector);
}

static void
look_at (BsPageInspector *inspector G_GNUC_UNUSED, gpointer rect, BsPagesView *self)
{
  bs_canvas_reveal (bs_canvas_pane_get_canvas (self->canvas_pane), rect);
}

/* What the inspector offers for the chosen box is the canvas's to do: "pages.remove" is its
 * "canvas.remove". */
static void
pass_to_canvas (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsPagesView *self = BS_PAGES_VIEW (widget);
  g_autofree char *action = g_strconcat ("canvas.", name + strlen ("pages."), NULL);

  gtk_widget_activate_action_variant (GTK_WIDGET (bs_pages_view_get_canvas (self)), action,
                                      parameter);
}

/* From the lists around it to the page. */
static void
enter_page (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  bs_canvas_take_focus (bs_pages_view_get_canvas (BS_PAGES_VIEW (widget)));
}

static void
focus_canvas_pane (BsCanvasPane *pane)
{
  bs_canvas_take_focus (bs_canvas_pane_get_canvas (pane));
}

static void
tray_changed (BsPagesView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->tray), bs_tray_get_n_waiting (self->tray) > 0);
}

static void
bs_pages_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsPagesView *self = BS_PAGES_VIEW (object);

  switch (id)
    {
    case PROP_SHOW_SIDEBAR:
    case PROP_SHOW_INSPECTOR:
    case PROP_LEVEL:
      g_object_get_property (G_OBJECT (self->panes), pspec->name, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_pages_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsPagesView *self = BS_PAGES_VIEW (object);

  switch (id)
    {
    case PROP_SHOW_SIDEBAR:
    case PROP_SHOW_INSPECTOR:
    case PROP_LEVEL:
      g_object_set_property (G_OBJECT (self->panes), pspec->name, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_pages_view_dispose (GObject *object)
{
  BsPagesView *self = BS_PAGES_VIEW (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->panes, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_pages_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, panes);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, canvas_pane);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, alternatives);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, sidebar);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, pages);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, tray);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, inspector);
  gtk_widget_class_bind_template_callback (widget_class, look_at);
  gtk_widget_class_bind_template_callback (widget_class, edit_requested);
  gtk_widget_class_bind_template_callback (widget_class, tray_changed);
}

static void
bs_pages_view_class_init (BsPagesViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bs_pages_view_get_property;
  object_class->set_property = bs_pages_view_set_property;
  object_class->dispose = bs_pages_view_dispose;

  properties[PROP_SHOW_SIDEBAR] = g_param_spec_boolean ("show-sidebar", NULL, NULL, TRUE,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_INSPECTOR] = g_param_spec_boolean ("show-inspector", NULL, NULL, TRUE,
                                                          G_PARAM_READWRITE
                                                            | G_PARAM_STATIC_STRINGS);
  properties[PROP_LEVEL] = g_param_spec_uint ("level", NULL, NULL, 0, 2, 0,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (BS_TYPE_PANES);
  g_type_ensure (BS_TYPE_ALTERNATIVES);
  g_type_ensure (BS_TYPE_CANVAS_PANE);
  g_type_ensure (BS_TYPE_PAGE_LIST);
  g_type_ensure (BS_TYPE_TRAY);
  g_type_ensure (BS_TYPE_PAGE_INSPECTOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-pages-view.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "pages.send-to-page", "s", pass_to_canvas);
  gtk_widget_class_install_action (widget_class, "pages.remove", NULL, pass_to_canvas);
  gtk_widget_class_install_action (widget_class, "pages.crop", NULL, pass_to_canvas);
  gtk_widget_class_install_action (widget_class, "pages.crop-photo", "s", pass_to_canvas);
  gtk_widget_class_install_action (widget_class, "pages.enter", NULL, enter_page);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_pages_view_init (BsPagesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (bs_canvas_pane_get_canvas (self->canvas_pane), "settled",
                           G_CALLBACK (bs_page_list_wake), self->pages, G_CONNECT_SWAPPED);
}

void
bs_pages_view_set_session (BsPagesView *self, BsSession *session)
{
  g_return_if_fail (BS_IS_PAGES_VIEW (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  bs_page_list_set_session (self->pages, session);
  bs_tray_set_session (self->tray, session);
  bs_page_inspector_set_session (self->inspector, session);
  bs_canvas_pane_set_session (self->canvas_pane, session);
  bs_alternatives_set_session (self->alternatives, session);
  if (session == NULL)
    return;

  tray_changed (self);
}

BsCanvas *
bs_pages_view_get_canvas (BsPagesView *self)
{
  g_return_val_if_fail (BS_IS_PAGES_VIEW (self), NULL);

  return bs_canvas_pane_get_canvas (self->canvas_pane);
}

BsCanvasPane *
bs_pages_view_get_canvas_pane (BsPagesView *self)
{
  g_return_val_if_fail (BS_IS_PAGES_VIEW (self), NULL);

  return self->canvas_pane;
}

BsStoryEditor *
bs_pages_view_get_editor (BsPagesView *self)
{
  g_return_val_if_fail (BS_IS_PAGES_VIEW (self), NULL);

  return bs_page_inspector_get_editor (self->inspector);
}

void
bs_pages_view_reveal_story (BsPagesView *self, const char *story)
{
  /* It may be the session's own, which goes where the new page brings another story along. */
  g_autofree char *shown = g_strdup (story);
  const char *page;

  g_return_if_fail (BS_IS_PAGES_VIEW (self));

  page = bs_session_find_placed_page (self->session, shown);
  if (page == NULL)
    return;

  bs_session_set_page (self->session, page);
  bs_session_set_story (self->session, shown);
  bs_canvas_pane_choose_story (self->canvas_pane);
}

void
bs_pages_view_step_page (BsPagesView *self, int step)
{
  const BsNode *pages;
  int index;

  g_return_if_fail (BS_IS_PAGES_VIEW (self));

  pages = bs_issue_get_pages (bs_session_get_root (self->session));
  index = bs_node_index_of_id (pages, bs_session_get_page (self->session)) + step;
  if (index >= 0 && index < (int) bs_node_get_length (pages))
    bs_session_set_page (self->session,
                         bs_node_get_text (bs_node_get_element (pages, (guint) index), "id"));
}

void
bs_pages_view_focus_tray (BsPagesView *self)
{
  g_return_if_fail (BS_IS_PAGES_VIEW (self));

  bs_tray_focus (self->tray);
}

void
bs_pages_view_step_focus (BsPagesView *self, int step)
{
  const BsFocusStop stops[] = {
    { self->pages, (void (*) (gpointer)) bs_page_list_focus },
    { self->tray, (void (*) (gpointer)) bs_tray_focus },
    /* With its bars: who is in one of those is in this part. */
    { self->canvas_pane, (void (*) (gpointer)) focus_canvas_pane },
    { self->alternatives, (void (*) (gpointer)) bs_alternatives_focus },
    { self->inspector, (void (*) (gpointer)) bs_page_inspector_focus },
  };

  g_return_if_fail (BS_IS_PAGES_VIEW (self));

  bs_focus_ring_step (stops, G_N_ELEMENTS (stops), step);
}

BsAlternatives *
bs_pages_view_get_alternatives (BsPagesView *self)
{
  g_return_val_if_fail (BS_IS_PAGES_VIEW (self), NULL);

  return self->alternatives;
}

void
bs_pages_view_set_progress (BsPagesView *self, double fraction)
{
  g_return_if_fail (BS_IS_PAGES_VIEW (self));

  bs_canvas_pane_set_progress (self->canvas_pane, fraction);
}

BsPageInspector *
bs_pages_view_get_inspector (BsPagesView *self)
{
  g_return_val_if_fail (BS_IS_PAGES_VIEW (self), NULL);

  return self->inspector;
}
