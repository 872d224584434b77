/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-stories-view.h"

#include "bs-config.h"
#include "bs-find-panel.h"
#include "bs-focus-ring.h"
#include "bs-panes.h"
#include "bs-selection-page.h"
#include "bs-story-inspector.h"
#include "bs-story-list.h"

struct _BsStoriesView
{
  GtkWidget parent_instance;

  GtkWidget *panes;
  GtkStack *sidebar;
  BsFindPanel *find_panel;
  BsStoryList *list;
  GtkStack *main;
  BsSelectionPage *selection;
  BsStoryEditor *editor;
  BsStoryInspector *inspector;

  BsSession *session;
  gboolean show_inspector; /* while one story is selected */
};

G_DEFINE_FINAL_TYPE (BsStoriesView, bs_stories_view, GTK_TYPE_WIDGET)

enum
{
  PROP_SHOW_SIDEBAR = 1,
  PROP_SHOW_INSPECTOR,
  PROP_LEVEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
edit (BsStoryList *list G_GNUC_UNUSED, const char *story G_GNUC_UNUSED, BsStoriesView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-content", NULL);
  bs_story_editor_focus (self->editor);
}

/* Several stories have no text and no details of their own: the page of what can be done to them
 * takes the place of both. */
static void
selected (BsStoriesView *self)
{
  g_autoptr (GPtrArray) items = NULL;
  guint n_selected = 0;
  gboolean several;

  g_object_get (self->list, "n-selected", &n_selected, NULL);
  several = n_selected > 1;
  items = several ? bs_story_list_get_selected (self->list) : NULL;
  bs_selection_page_show (self->selection, self->session, items);
  gtk_stack_set_visible_child (self->main,
                               several ? GTK_WIDGET (self->selection) : GTK_WIDGET (self->editor));
  g_object_set (self->panes, "show-inspector", self->show_inspector && !several, NULL);
}

static void
leave_find_panel (BsStoriesView *self)
{
  gtk_stack_set_visible_child (self->sidebar, GTK_WIDGET (self->list));
  if (gtk_stack_get_visible_child (self->main) == GTK_WIDGET (self->editor)
      && bs_session_get_story (self->session) != NULL)
    bs_story_editor_focus (self->editor);
  else
    bs_story_list_focus (self->list);
}

static void
unselect (BsStoriesView *self)
{
  bs_story_list_unselect (self->list);
}

static void
bs_stories_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsStoriesView *self = BS_STORIES_VIEW (object);

  switch (id)
    {
    case PROP_SHOW_INSPECTOR:
      g_value_set_boolean (value, self->show_inspector);
      break;
    case PROP_SHOW_SIDEBAR:
    case PROP_LEVEL:
      g_object_get_property (G_OBJECT (self->panes), pspec->name, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_stories_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsStoriesView *self = BS_STORIES_VIEW (object);

  switch (id)
    {
    case PROP_SHOW_INSPECTOR:
      self->show_inspector = g_value_get_boolean (value);
      selected (self);
      break;
    case PROP_SHOW_SIDEBAR:
    case PROP_LEVEL:
      g_object_set_property (G_OBJECT (self->panes), pspec->name, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_stories_view_dispose (GObject *object)
{
  BsStoriesView *self = BS_STORIES_VIEW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->panes, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_stories_view_parent_class)->dispose (object);
}

/* Who comes here finds a story in the editor, though the list may be hidden. */
static void
bs_stories_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bs_stories_view_parent_class)->map (widget);

  bs_story_list_keep_chosen (BS_STORIES_VIEW (widget)->list, TRUE);
}

static void
bs_stories_view_unmap (GtkWidget *widget)
{
  bs_story_list_keep_chosen (BS_STORIES_VIEW (widget)->list, FALSE);

  GTK_WIDGET_CLASS (bs_stories_view_parent_class)->unmap (widget);
}

static void
enter_text (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  bs_story_editor_focus (BS_STORIES_VIEW (widget)->editor);
}

static void
bs_stories_view_class_init (BsStoriesViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bs_stories_view_get_property;
  object_class->set_property = bs_stories_view_set_property;
  object_class->dispose = bs_stories_view_dispose;
  widget_class->map = bs_stories_view_map;
  widget_class->unmap = bs_stories_view_unmap;

  properties[PROP_SHOW_SIDEBAR] = g_param_spec_boolean ("show-sidebar", NULL, NULL, TRUE,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_INSPECTOR] = g_param_spec_boolean ("show-inspector", NULL, NULL, TRUE,
                                                          G_PARAM_READWRITE
                                                            | G_PARAM_STATIC_STRINGS);
  properties[PROP_LEVEL] = g_param_spec_uint ("level", NULL, NULL, 0, 2, 0,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (BS_TYPE_PANES);
  g_type_ensure (BS_TYPE_STORY_LIST);
  g_type_ensure (BS_TYPE_FIND_PANEL);
  g_type_ensure (BS_TYPE_SELECTION_PAGE);
  g_type_ensure (BS_TYPE_STORY_EDITOR);
  g_type_ensure (BS_TYPE_STORY_INSPECTOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-stories-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BsStoriesView, panes);
  gtk_widget_class_bind_template_child (widget_class, BsStoriesView, sidebar);
  gtk_widget_class_bind_template_child (widget_class, BsStoriesView, list);
  gtk_widget_class_bind_template_child (widget_class, BsStoriesView, find_panel);
  gtk_widget_class_bind_template_child (widget_class, BsStoriesView, main);
  gtk_widget_class_bind_template_child (widget_class, BsStoriesView, selection);
  gtk_widget_class_bind_template_child (widget_class, BsStoriesView, editor);
  gtk_widget_class_bind_template_child (widget_class, BsStoriesView, inspector);
  gtk_widget_class_bind_template_callback (widget_class, edit);
  gtk_widget_class_bind_template_callback (widget_class, selected);
  gtk_widget_class_bind_template_callback (widget_class, unselect);
  gtk_widget_class_bind_template_callback (widget_class, leave_find_panel);
  gtk_widget_class_install_action (widget_class, "stories-view.enter", NULL, enter_text);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_stories_view_init (BsStoriesView *self)
{
  self->show_inspector = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_selection_page_set_actions (self->selection, bs_story_list_get_actions (self->list));
}

void
bs_stories_view_set_session (BsStoriesView *self, BsSession *session, BsStoryModel *model)
{
  g_return_if_fail (BS_IS_STORIES_VIEW (self));

  g_set_object (&self->session, session);
  bs_story_list_set_session (self->list, session, model);
  bs_find_panel_set_session (self->find_panel, session);
  bs_story_editor_set_session (self->editor, session);
  bs_story_inspector_set_session (self->inspector, session);
}

void
bs_stories_view_find (BsStoriesView *self)
{
  g_return_if_fail (BS_IS_STORIES_VIEW (self));

  gtk_stack_set_visible_child (self->sidebar, GTK_WIDGET (self->list));
  bs_story_list_find (self->list);
}

void
bs_stories_view_find_and_replace (BsStoriesView *self)
{
  g_return_if_fail (BS_IS_STORIES_VIEW (self));

  gtk_stack_set_visible_child (self->sidebar, GTK_WIDGET (self->find_panel));
  bs_find_panel_focus (self->find_panel);
}

void
bs_stories_view_step_hit (BsStoriesView *self, gboolean back)
{
  g_return_if_fail (BS_IS_STORIES_VIEW (self));

  bs_find_panel_step (self->find_panel, back);
}

void
bs_stories_view_step_focus (BsStoriesView *self, int step)
{
  const BsFocusStop stops[] = {
    { self->list, (void (*) (gpointer)) bs_story_list_focus },
    { self->find_panel, (void (*) (gpointer)) bs_find_panel_focus },
    { self->editor, (void (*) (gpointer)) bs_story_editor_focus },
    { self->selection, NULL },
    { self->inspector, NULL },
  };

  g_return_if_fail (BS_IS_STORIES_VIEW (self));

  bs_focus_ring_step (stops, G_N_ELEMENTS (stops), step);
}

BsStoryEditor *
bs_stories_view_get_editor (BsStoriesView *self)
{
  g_return_val_if_fail (BS_IS_STORIES_VIEW (self), NULL);

  return self->editor;
}

void
bs_stories_view_edit_detail (BsStoriesView *self, const char *detail)
{
  g_return_if_fail (BS_IS_STORIES_VIEW (self));

  if (gtk_stack_get_visible_child (self->main) != GTK_WIDGET (self->selection))
    bs_story_inspector_edit (self->inspector, detail);
  else if (g_str_equal (detail, "tags"))
    bs_selection_page_focus_tags (self->selection);
}
