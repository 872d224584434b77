/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-page-list.h"

#include "bs-config.h"
#include "bs-menus.h"
#include "bs-page-drop.h"
#include "bs-page-group.h"
#include "bs-whole-text.h"

#include "model/bs-issue-edit.h"

#include <glib/gi18n-lib.h>

/* Typing changes the document many times a second; the marks need not follow each time. */
#define MARKS_DELAY_MILLISECONDS 200
/* Where no page comes on the canvas, the pictures are not waited for longer. */
#define WAKE_DELAY_MILLISECONDS 2000

struct _BsPageList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkScrolledWindow *scroller;
  GtkBox *groups;
  GtkMenuButton *menu_button;

  BsSession *session;
  GPtrArray *tiles; /* BsPageTile, in order; owned by their groups */
  char *shape;      /* names and sections, as they are shown */
  GtkWidget *menu;  /* popover, made when first asked for */
  BsPageDrop *drop;
  guint marks_source;
  guint sight_source;
  guint wake_source;
  guint quiet;
  gboolean awake;
};

G_DEFINE_FINAL_TYPE (BsPageList, bs_page_list, GTK_TYPE_WIDGET)

static BsPageTile *
find_tile (BsPageList *self, const char *page)
{
  for (guint i = 0; i < self->tiles->len; i++)
    if (g_strcmp0 (bs_page_tile_get_page (self->tiles->pdata[i]), page) == 0)
      return self->tiles->pdata[i];

  return NULL;
}

/* --- Which pictures are in sight --- */

static gboolean
see (gpointer data)
{
  BsPageList *self = data;
  double height = gtk_widget_get_height (GTK_WIDGET (self->scroller));

  self->sight_source = 0;
  for (guint i = 0; i < self->tiles->len; i++)
    {
      BsPageTile *tile = self->tiles->pdata[i];
      graphene_rect_t bounds;

      /* One screenful more than is seen, so that scrolling finds them drawn. */
      if (self->awake
          && gtk_widget_compute_bounds (GTK_WIDGET (tile), GTK_WIDGET (self->scroller), &bounds))
        bs_page_tile_set_in_sight (tile, bounds.origin.y + bounds.size.height > -height
                                           && bounds.origin.y < 2 * height);
    }

  return G_SOURCE_REMOVE;
}

static void
look_again (BsPageList *self)
{
  if (self->sight_source == 0)
    self->sight_source = g_timeout_add (50, see, self);
}

static gboolean
wake_late (gpointer data)
{
  BsPageList *self = data;

  self->wake_source = 0;
  bs_page_list_wake (self);

  return G_SOURCE_REMOVE;
}

/* --- Choosing --- */

/* Arrow keys go on from there: gtk_widget_grab_focus() would not move the cursor along. */
static void
focus_tile (BsPageTile *tile)
{
  gtk_widget_child_focus (GTK_WIDGET (tile), GTK_DIR_TAB_FORWARD);
}

static void
reveal_tile (BsPageList *self, BsPageTile *tile)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (gtk_widget_get_height (GTK_WIDGET (tile)) > 0
      && gtk_widget_compute_bounds (GTK_WIDGET (tile), GTK_WIDGET (self->groups), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
select_page (BsPageList *self)
{
  BsPageTile *chosen = find_tile (self, bs_session_get_page (self->session));

  self->quiet++;
  for (GtkWidget *group = gtk_widget_get_first_child (GTK_WIDGET (self->groups)); group != NULL;
       group = gtk_widget_get_next_sibling (group))
    {
      GtkFlowBox *flow = bs_page_group_get_flow (BS_PAGE_GROUP (group));

      if (chosen != NULL && gtk_widget_get_parent (GTK_WIDGET (chosen)) == GTK_WIDGET (flow))
        gtk_flow_box_select_child (flow, GTK_FLOW_BOX_CHILD (chosen));
      else
        gtk_flow_box_unselect_all (flow);
    }
  self->quiet--;
  if (chosen != NULL)
    reveal_tile (self, chosen);
}

static void
selection_changed (GtkFlowBox *flow, BsPageList *self)
{
  GList *selected;

  if (self->quiet > 0 || self->session == NULL)
    return;

  selected = gtk_flow_box_get_selected_children (flow);
  if (selected != NULL)
    bs_session_set_page (self->session, bs_page_tile_get_page (selected->data));
  g_list_free (selected);
  select_page (self);
}

static void
page_activated (BsPageList *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-content", NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "pages.enter", NULL);
}

/* From the last page of one section to the first one of the next. */
static gboolean
go_on (GtkFlowBox *flow, GtkDirectionType direction, BsPageList *self)
{
  gboolean down = direction == GTK_DIR_DOWN || direction == GTK_DIR_RIGHT;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  guint index = 0;

  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    return FALSE;
  for (guint i = 0; i < self->tiles->len; i++)
    if (gtk_widget_get_parent (self->tiles->pdata[i]) == GTK_WIDGET (flow)
        && (focus == self->tiles->pdata[i] || down))
      index = i;
  if (down ? index + 1 >= self->tiles->len : index == 0)
    return FALSE;

  index += down ? 1 : -1;
  focus_tile (self->tiles->pdata[index]);
  bs_session_set_page (self->session, bs_page_tile_get_page (self->tiles->pdata[index]));

  return TRUE;
}

/* --- What is shown --- */

static const BsNode *
get_section (const BsNode *issue, const BsNode *page)
{
  return bs_node_find_by_id (bs_node_get_member (issue, "sections"),
                             bs_node_get_text (page, "section"));
}

/* All that the headings and the order of the tiles depend on. */
static char *
dup_shape (const BsNode *issue)
{
  const BsNode *sections = bs_node_get_member (issue, "sections");
  const BsNode *pages = bs_issue_get_pages (issue);
  g_autoptr (GString) shape = g_string_new (NULL);

  for (guint i = 0; i < bs_node_get_length (sections); i++)
    g_string_append_printf (shape, "%s\n%s\n",
                            bs_node_get_text (bs_node_get_element (sections, i), "id"),
                            bs_node_get_text (bs_node_get_element (sections, i), "name"));
  g_string_append_c (shape, '\n');
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    g_string_append_printf (shape, "%s\n%s\n",
                            bs_node_get_text (bs_node_get_element (pages, i), "id"),
                            bs_node_get_text (get_section (issue, bs_node_get_element (pages, i)),
                                              "id"));

  return g_string_free (g_steal_pointer (&shape), FALSE);
}

static BsPageGroup *
add_group (BsPageList *self, const BsNode *section, gboolean show_heading)
{
  GtkWidget *group = bs_page_group_new (section, show_heading);
  GtkFlowBox *flow = bs_page_group_get_flow (BS_PAGE_GROUP (group));

  gtk_box_append (self->groups, group);
  g_signal_connect (flow, "selected-children-changed", G_CALLBACK (selection_changed), self);
  g_signal_connect_swapped (flow, "child-activated", G_CALLBACK (page_activated), self);
  g_signal_connect (flow, "keynav-failed", G_CALLBACK (go_on), self);
  bs_page_drop_add_group (self->drop, BS_PAGE_GROUP (group));

  return BS_PAGE_GROUP (group);
}

static gboolean
has_pages (const BsNode *issue, const BsNode *section)
{
  const BsNode *pages = bs_issue_get_pages (issue);

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    if (get_section (issue, bs_node_get_element (pages, i)) == section)
      return TRUE;

  return FALSE;
}

/* Sections without pages stand behind the one that they follow in the issue. */
static void
add_empty_groups (BsPageList *self, const BsNode *after)
{
  const BsNode *issue = bs_session_get_root (self->session);
  const BsNode *sections = bs_node_get_member (issue, "sections");
  guint from = 0;

  if (after != NULL)
    from = (guint) bs_node_index_of_id (sections, bs_node_get_text (after, "id")) + 1;
  for (guint i = from; i < bs_node_get_length (sections); i++)
    {
      const BsNode *section = bs_node_get_element (sections, i);

      if (has_pages (issue, section))
        return;
      add_group (self, section, TRUE);
    }
}

/* The pages in the issue's order; a heading wherever another section begins. */
static void
add_groups (BsPageList *self)
{
  const BsNode *issue = bs_session_get_root (self->session);
  const BsNode *pages = bs_issue_get_pages (issue);
  gboolean headings = bs_node_get_length (bs_node_get_member (issue, "sections")) > 0;
  const BsNode *section = NULL;
  BsPageGroup *group = NULL;

  add_empty_groups (self, NULL);
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const BsNode *page = bs_node_get_element (pages, i);
      const BsNode *own = get_section (issue, page);
      GtkWidget *tile;

      if (group == NULL || own != section)
        {
          if (group != NULL && section != NULL)
            add_empty_groups (self, section);
          section = own;
          group = add_group (self, section, headings);
        }
      tile = bs_page_tile_new (self->session, bs_node_get_text (page, "id"));
      bs_page_group_add (group, BS_PAGE_TILE (tile));
      bs_page_drop_add_tile (self->drop, BS_PAGE_TILE (tile));
      g_ptr_array_add (self->tiles, tile);
    }
  if (section != NULL)
    add_empty_groups (self, section);
}

static void
remove_groups (BsPageList *self)
{
  GtkWidget *group;

  self->quiet++;
  g_ptr_array_set_size (self->tiles, 0);
  while ((group = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, group);
  self->quiet--;
}

static gboolean
update_marks (gpointer data)
{
  BsPageList *self = data;

  self->marks_source = 0;
  for (guint i = 0; i < self->tiles->len; i++)
    bs_page_tile_update (self->tiles->pdata[i]);

  return G_SOURCE_REMOVE;
}

static void
show_pages (BsPageList *self)
{
  g_autofree char *shape = dup_shape (bs_session_get_root (self->session));
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->groups)) != NULL;
  BsPageTile *chosen;

  if (g_strcmp0 (shape, self->shape) == 0)
    {
      if (self->marks_source == 0)
        self->marks_source = g_timeout_add (MARKS_DELAY_MILLISECONDS, update_marks, self);
      return;
    }

  remove_groups (self);
  g_free (self->shape);
  self->shape = g_steal_pointer (&shape);
  add_groups (self);
  select_page (self);
  chosen = find_tile (self, bs_session_get_page (self->session));
  if (focused && chosen != NULL)
    focus_tile (chosen);
  look_again (self);
}

static void
page_updated (BsSession *session G_GNUC_UNUSED, const char *page, BsPageList *self)
{
  BsPageTile *tile = find_tile (self, page);

  if (tile != NULL)
    bs_page_tile_update (tile);
}

/* --- Menu --- */

static void
popup_menu (BsPageList *self, double x, double y)
{
  GdkRectangle at = { (int) x, (int) y, 1, 1 };

  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (bs_menus_get ("page"));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  bs_menus_pop_up (GTK_POPOVER (self->menu), &at);
}

static void
menu_asked (GtkGestureClick *gesture, int presses G_GNUC_UNUSED, double x, double y,
            BsPageList *self)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *tile = picked != NULL ? gtk_widget_get_ancestor (picked, BS_TYPE_PAGE_TILE) : NULL;

  if (picked != NULL && !gtk_widget_is_ancestor (picked, GTK_WIDGET (self->scroller)))
    return;
  if (tile != NULL)
    bs_session_set_page (self->session, bs_page_tile_get_page (BS_PAGE_TILE (tile)));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  popup_menu (self, x, y);
}

/* By the keyboard, below the chosen page. */
static void
popup_by_key (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *value G_GNUC_UNUSED)
{
  BsPageList *self = BS_PAGE_LIST (widget);
  BsPageTile *tile = self->session != NULL ? find_tile (self, bs_session_get_page (self->session))
                                           : NULL;
  graphene_rect_t bounds;

  if (tile != NULL && gtk_widget_compute_bounds (GTK_WIDGET (tile), widget, &bounds))
    popup_menu (self, bounds.origin.x + bounds.size.width / 2,
                bounds.origin.y + bounds.size.height / 2);
}

static void
bs_page_list_dispose (GObject *object)
{
  BsPageList *self = BS_PAGE_LIST (object);

  g_clear_handle_id (&self->marks_source, g_source_remove);
  g_clear_handle_id (&self->sight_source, g_source_remove);
  g_clear_handle_id (&self->wake_source, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  if (self->tiles != NULL)
    remove_groups (self);
  g_clear_pointer (&self->tiles, g_ptr_array_unref);
  g_clear_pointer (&self->drop, bs_page_drop_free);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->shape, g_free);

  G_OBJECT_CLASS (bs_page_list_parent_class)->dispose (object);
}

static void
bs_page_list_class_init (BsPageListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_page_list_dispose;

  g_type_ensure (BS_TYPE_PAGE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-page-list.ui");
  bs_menus_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, BsPageList, box);
  gtk_widget_class_bind_template_child (widget_class, BsPageList, scroller);
  gtk_widget_class_bind_template_child (widget_class, BsPageList, groups);
  gtk_widget_class_bind_template_child (widget_class, BsPageList, menu_button);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  gtk_widget_class_install_action (widget_class, "page-list.menu", NULL, popup_by_key);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "page-list.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "page-list.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "win.move-page-up",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK,
                                       "win.move-page-down", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.delete-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "win.page-properties", NULL);
}

static void
bs_page_list_init (BsPageList *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));

  self->tiles = g_ptr_array_new ();
  self->drop = bs_page_drop_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (menu_asked), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (look_again), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (look_again), self,
                           G_CONNECT_SWAPPED);
}

void
bs_page_list_set_session (BsPageList *self, BsSession *session)
{
  g_return_if_fail (BS_IS_PAGE_LIST (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_clear_pointer (&self->shape, g_free);
  g_clear_handle_id (&self->marks_source, g_source_remove);
  remove_groups (self);
  bs_page_drop_set_session (self->drop, session);
  if (session == NULL)
    return;

  g_signal_connect_object (session, "changed", G_CALLBACK (show_pages), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "page-updated", G_CALLBACK (page_updated), self, 0);
  g_signal_connect_object (session, "notify::page", G_CALLBACK (select_page), self,
                           G_CONNECT_SWAPPED);
  show_pages (self);
  if (!self->awake && self->wake_source == 0)
    self->wake_source = g_timeout_add (WAKE_DELAY_MILLISECONDS, wake_late, self);
}

void
bs_page_list_wake (BsPageList *self)
{
  g_return_if_fail (BS_IS_PAGE_LIST (self));

  if (self->awake)
    return;

  self->awake = TRUE;
  look_again (self);
}

void
bs_page_list_focus (BsPageList *self)
{
  BsPageTile *tile;

  g_return_if_fail (BS_IS_PAGE_LIST (self));

  tile = self->session != NULL ? find_tile (self, bs_session_get_page (self->session)) : NULL;
  if (tile != NULL)
    focus_tile (tile);
}
