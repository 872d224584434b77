/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-page-inspector.h"

#include "bs-adviser.h"
#include "bs-box-inspector.h"
#include "bs-config.h"
#include "bs-late-bin.h"
#include "bs-problems-panel.h"
#include "bs-story-here.h"

struct _BsPageInspector
{
  GtkWidget parent_instance;

  GtkWidget *box;
  BsProblemsPanel *problems;
  GtkStack *stack;
  BsBoxInspector *box_inspector;
  BsLateBin *editor_place;
  BsStoryEditor *editor; /* NULL until it is needed */

  BsSession *session;
  BsAdviser *adviser;
  double pointer_x, pointer_y;
};

G_DEFINE_FINAL_TYPE (BsPageInspector, bs_page_inspector, GTK_TYPE_WIDGET)

enum
{
  LOOK_AT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The box that a finding is about, where it stands on that page; NULL if none. */
static const char *
find_box (BsPageInspector *self, const BsFinding *finding)
{
  const BsNode *page = bs_issue_get_page (bs_session_get_root (self->session), finding->page);
  const BsNode *boxes = bs_node_get_member (page, "boxes");
  const char *ref = finding->photo != NULL ? finding->photo : finding->story;

  if (finding->box != NULL && bs_node_find_by_id (boxes, finding->box) != NULL)
    return finding->box;

  for (guint i = 0; ref != NULL && i < bs_node_get_length (boxes); i++)
    {
      const BsNode *box = bs_node_get_element (boxes, i);
      const BsNode *refs = bs_node_get_member (box, "refs");

      for (guint j = 0; j < bs_node_get_length (refs); j++)
        if (g_str_equal (bs_node_get_string (bs_node_get_element (refs, j)), ref))
          return bs_node_get_text (box, "id");
    }

  return NULL;
}

static void
problem_activated (BsProblemsPanel *panel G_GNUC_UNUSED, gpointer data, BsPageInspector *self)
{
  const BsFinding *finding = data;
  BsRect rect = finding->rect;
  g_autofree char *page = g_strdup (finding->page);
  g_autofree char *story = g_strdup (finding->story);
  g_autofree char *box = g_strdup (find_box (self, finding));

  if (page != NULL)
    bs_session_set_page (self->session, page);
  if (box != NULL)
    bs_session_set_box (self->session, box);
  else if (story != NULL && bs_issue_get_story (bs_session_get_root (self->session), story) != NULL)
    bs_session_set_story (self->session, story);
  if (rect.width > 0)
    g_signal_emit (self, signals[LOOK_AT], 0, &rect);
}

static void
show_text (BsPageInspector *self)
{
  gtk_stack_set_visible_child_name (self->stack, "text");
}

/* Nothing is to be written in a photo or an advertisement. */
static void
box_chosen (BsPageInspector *self)
{
  const BsNode *box = bs_session_get_box_node (self->session);
  const char *kind = bs_node_get_text (box, "kind");

  if (box != NULL && !g_str_equal (kind, "story"))
    gtk_stack_set_visible_child_name (self->stack, "box");
}

/* What was written in is no longer there to be written in. */
static void
page_turned (BsPageInspector *self)
{
  if (bs_page_inspector_has_caret (self) && bs_story_here (self->session) == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "pages.enter", NULL);
}

static void
will_reveal (BsSession *session G_GNUC_UNUSED, const char *path, BsPageInspector *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (g_str_has_prefix (path, "/stories/"))
    show_text (self);
  else if (g_str_has_prefix (path, "/photos/"))
    gtk_stack_set_visible_child_name (self->stack, "box");
}

static void
reveal (BsSession *session G_GNUC_UNUSED, const char *path, gulong offset, gulong length,
        BsPageInspector *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && g_str_has_prefix (path, "/photos/"))
    bs_box_inspector_reveal_photo (self->box_inspector, path, offset, length);
}

static void
make_editor (BsLateBin *place, BsPageInspector *self)
{
  self->editor = g_object_new (BS_TYPE_STORY_EDITOR, "compact", TRUE, NULL);
  bs_late_bin_set_child (place, GTK_WIDGET (self->editor));
  bs_story_editor_set_session (self->editor, self->session);
}

/* GTK tells of the pointer also when what is below it moved. */
static void
pointer_moved (BsPageInspector *self, double x, double y)
{
  if (x == self->pointer_x && y == self->pointer_y)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  bs_problems_panel_keep_still (self->problems);
}

static void
pressed (BsPageInspector *self)
{
  bs_problems_panel_keep_still (self->problems);
}

static void
bs_page_inspector_dispose (GObject *object)
{
  BsPageInspector *self = BS_PAGE_INSPECTOR (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_object (&self->adviser);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_page_inspector_parent_class)->dispose (object);
}

static void
bs_page_inspector_class_init (BsPageInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_page_inspector_dispose;

  signals[LOOK_AT] = g_signal_new ("look-at", BS_TYPE_PAGE_INSPECTOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (BS_TYPE_PROBLEMS_PANEL);
  g_type_ensure (BS_TYPE_BOX_INSPECTOR);
  g_type_ensure (BS_TYPE_LATE_BIN);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-page-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, BsPageInspector, box);
  gtk_widget_class_bind_template_child (widget_class, BsPageInspector, problems);
  gtk_widget_class_bind_template_child (widget_class, BsPageInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, BsPageInspector, box_inspector);
  gtk_widget_class_bind_template_child (widget_class, BsPageInspector, editor_place);
  gtk_widget_class_bind_template_callback (widget_class, problem_activated);
  gtk_widget_class_bind_template_callback (widget_class, make_editor);
  gtk_widget_class_bind_template_callback (widget_class, pointer_moved);
  gtk_widget_class_bind_template_callback (widget_class, pressed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "pages.enter", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_page_inspector_init (BsPageInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bs_page_inspector_set_session (BsPageInspector *self, BsSession *session)
{
  g_return_if_fail (BS_IS_PAGE_INSPECTOR (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_clear_object (&self->adviser);
  if (session != NULL)
    {
      self->adviser = bs_adviser_new (bs_session_get_environment (session));
      g_signal_connect_object (session, "will-reveal", G_CALLBACK (will_reveal), self, 0);
      g_signal_connect_object (session, "reveal", G_CALLBACK (reveal), self, 0);
      g_signal_connect_object (session, "notify::page", G_CALLBACK (page_turned), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::box", G_CALLBACK (box_chosen), self,
                               G_CONNECT_SWAPPED);
    }
  bs_problems_panel_set_session (self->problems, session, self->adviser);
  bs_box_inspector_set_session (self->box_inspector, session, self->adviser);
  if (self->editor != NULL)
    bs_story_editor_set_session (self->editor, session);
}

BsStoryEditor *
bs_page_inspector_get_editor (BsPageInspector *self)
{
  g_return_val_if_fail (BS_IS_PAGE_INSPECTOR (self), NULL);

  bs_late_bin_fill (self->editor_place);

  return self->editor;
}

void
bs_page_inspector_edit_text (BsPageInspector *self)
{
  g_return_if_fail (BS_IS_PAGE_INSPECTOR (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  /* A photo or an advertisement that belongs to no story: what is to be said of it is there. */
  if (bs_story_here (self->session) == NULL
      || (bs_session_get_box_node (self->session) != NULL
          && bs_session_get_box_story (self->session) == NULL))
    {
      gtk_stack_set_visible_child_name (self->stack, "box");
      gtk_widget_child_focus (GTK_WIDGET (self->box_inspector), GTK_DIR_TAB_FORWARD);
      return;
    }
  show_text (self);
  bs_story_editor_focus (bs_page_inspector_get_editor (self));
}

static gboolean
shows_text (BsPageInspector *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "text") == 0;
}

void
bs_page_inspector_focus (BsPageInspector *self)
{
  g_return_if_fail (BS_IS_PAGE_INSPECTOR (self));

  if (shows_text (self) && bs_story_here (self->session) != NULL)
    bs_story_editor_focus (bs_page_inspector_get_editor (self));
  else if (!shows_text (self) && bs_session_get_box_node (self->session) != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->box_inspector), GTK_DIR_TAB_FORWARD);
  else
    bs_problems_panel_focus (self->problems);
}

/* Whether somebody writes in the story beside the page. */
gboolean
bs_page_inspector_has_caret (BsPageInspector *self)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_val_if_fail (BS_IS_PAGE_INSPECTOR (self), FALSE);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && self->editor != NULL
         && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->editor));
}

BsProblemsPanel *
bs_page_inspector_get_problems (BsPageInspector *self)
{
  g_return_val_if_fail (BS_IS_PAGE_INSPECTOR (self), NULL);

  return self->problems;
}
