/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-page-drop.h"

#include "bs-config.h"
#include "bs-drag.h"
#include "bs-import-drop.h"
#include "bs-issue-commands.h"
#include "bs-place-commands.h"

#include "model/bs-issue-edit.h"

/* A story that rests over a page so long opens it, to be dropped on the canvas. */
#define OPEN_DELAY_MILLISECONDS 700

struct _BsPageDrop
{
  BsSession *session; /* owned */
  char *waiting;      /* page to be opened soon */
  guint source;
};

static void
stop_waiting (BsPageDrop *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->waiting, g_free);
}

static gboolean
open_page (gpointer data)
{
  BsPageDrop *self = data;

  self->source = 0;
  bs_session_set_page (self->session, self->waiting);
  stop_waiting (self);

  return G_SOURCE_REMOVE;
}

/* --- A page is dragged --- */

static GdkContentProvider *
prepare (GtkDragSource *source, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED,
         gpointer data G_GNUC_UNUSED)
{
  GtkWidget *tile = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (tile);
  g_autoptr (GdkPaintable) still = gdk_paintable_get_current_image (picture);

  gtk_drag_source_set_icon (source, still, gtk_widget_get_width (tile) / 2,
                            gtk_widget_get_height (tile) / 2);

  return gdk_content_provider_new_typed (BS_TYPE_PAGE_TILE, tile);
}

static gboolean
is_rtl (GtkWidget *widget)
{
  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
}

static int
get_side (GtkWidget *tile, double x)
{
  gboolean left = x < gtk_widget_get_width (tile) / 2.0;

  return left != is_rtl (tile) ? -1 : 1;
}

static gboolean
drop_page (BsPageDrop *self, BsPageTile *tile, BsPageTile *dragged, int side)
{
  const BsNode *issue = bs_session_get_root (self->session);
  const BsNode *pages = bs_issue_get_pages (issue);
  const char *page = bs_page_tile_get_page (dragged);
  int from = bs_node_index_of_id (pages, page);
  int to = bs_node_index_of_id (pages, bs_page_tile_get_page (tile));
  GError *error = NULL;

  /* From another window comes another issue's page. */
  if (tile == dragged || from < 0 || to < 0
      || gtk_widget_get_root (GTK_WIDGET (tile)) != gtk_widget_get_root (GTK_WIDGET (dragged)))
    return FALSE;

  if (side > 0)
    to++;
  /* Where it stood nothing stands then. */
  if (from < to)
    to--;

  return bs_issue_commands_apply (
    self->session,
    bs_issue_edit_move_page (
      issue, page, (guint) to,
      bs_node_get_text (bs_issue_get_page (issue, bs_page_tile_get_page (tile)), "section"),
      &error),
    error);
}

/* --- Over a page --- */

static GdkDragAction
tile_motion (GtkDropTarget *target, double x, double y G_GNUC_UNUSED, BsPageDrop *self)
{
  BsPageTile *tile = BS_PAGE_TILE (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));
  const GValue *value = gtk_drop_target_get_value (target);

  if (value != NULL && G_VALUE_HOLDS (value, BS_TYPE_PAGE_TILE))
    {
      bs_page_tile_show_drop (tile, get_side (GTK_WIDGET (tile), x));
      return GDK_ACTION_MOVE;
    }
  if (g_strcmp0 (self->waiting, bs_page_tile_get_page (tile)) != 0)
    {
      stop_waiting (self);
      self->waiting = g_strdup (bs_page_tile_get_page (tile));
      self->source = g_timeout_add (OPEN_DELAY_MILLISECONDS, open_page, self);
    }
  gtk_widget_add_css_class (GTK_WIDGET (tile), "drop-into");

  return GDK_ACTION_MOVE;
}

static void
tile_left (GtkDropTarget *target, BsPageDrop *self)
{
  GtkWidget *tile = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  stop_waiting (self);
  bs_page_tile_show_drop (BS_PAGE_TILE (tile), 0);
  gtk_widget_remove_css_class (tile, "drop-into");
}

static gboolean
tile_dropped (GtkDropTarget *target, const GValue *value, double x, double y G_GNUC_UNUSED,
              BsPageDrop *self)
{
  BsPageTile *tile = BS_PAGE_TILE (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));
  const BsDrag *drag;

  tile_left (target, self);
  if (G_VALUE_HOLDS (value, BS_TYPE_PAGE_TILE))
    return drop_page (self, tile, g_value_get_object (value), get_side (GTK_WIDGET (tile), x));

  drag = bs_drag_from_value (value, self->session);
  if (drag == NULL)
    return FALSE;

  bs_place_commands_place (self->session, bs_page_tile_get_page (tile),
                           (const char *const *) drag->refs);

  return TRUE;
}

/* Files from elsewhere. */
static gboolean
where_files_go (GtkWidget *tile, const char **page, const char **story G_GNUC_UNUSED,
                gpointer data G_GNUC_UNUSED)
{
  *page = bs_page_tile_get_page (BS_PAGE_TILE (tile));

  return TRUE;
}

/* --- Over a section --- */

static GdkDragAction
group_motion (GtkDropTarget *target, double x, double y, BsPageDrop *self G_GNUC_UNUSED)
{
  GtkWidget *group = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GtkWidget *picked = gtk_widget_pick (group, x, y, GTK_PICK_DEFAULT);

  /* Over a page it goes beside that one. */
  bs_page_group_show_drop (BS_PAGE_GROUP (group),
                           picked == NULL
                             || gtk_widget_get_ancestor (picked, BS_TYPE_PAGE_TILE) == NULL);

  return GDK_ACTION_MOVE;
}

static void
group_left (GtkDropTarget *target, BsPageDrop *self G_GNUC_UNUSED)
{
  bs_page_group_show_drop (BS_PAGE_GROUP (
                             gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target))),
                           FALSE);
}

/* To the end of the section. */
static gboolean
group_dropped (GtkDropTarget *target, const GValue *value, double x G_GNUC_UNUSED,
               double y G_GNUC_UNUSED, BsPageDrop *self)
{
  BsPageGroup *group = BS_PAGE_GROUP (
    gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));
  BsPageTile *dragged = g_value_get_object (value);
  GError *error = NULL;

  bs_page_group_show_drop (group, FALSE);
  if (dragged == NULL || self->session == NULL
      || gtk_widget_get_root (GTK_WIDGET (group)) != gtk_widget_get_root (GTK_WIDGET (dragged)))
    return FALSE;

  return bs_issue_commands_apply (self->session,
                                  bs_issue_edit_append_page (bs_session_get_root (self->session),
                                                             bs_page_tile_get_page (dragged),
                                                             bs_page_group_get_section (group),
                                                             &error),
                                  error);
}

/* --- */

BsPageDrop *
bs_page_drop_new (void)
{
  return g_new0 (BsPageDrop, 1);
}

void
bs_page_drop_free (BsPageDrop *self)
{
  stop_waiting (self);
  g_clear_object (&self->session);
  g_free (self);
}

void
bs_page_drop_set_session (BsPageDrop *self, BsSession *session)
{
  g_return_if_fail (self != NULL);

  stop_waiting (self);
  g_set_object (&self->session, session);
}

void
bs_page_drop_add_tile (BsPageDrop *self, BsPageTile *tile)
{
  GType types[] = { BS_TYPE_PAGE_TILE, BS_TYPE_DRAG };
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_MOVE | GDK_ACTION_COPY);

  g_return_if_fail (self != NULL && BS_IS_PAGE_TILE (tile));

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare), NULL);
  gtk_widget_add_controller (GTK_WIDGET (tile), GTK_EVENT_CONTROLLER (source));

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "motion", G_CALLBACK (tile_motion), self);
  g_signal_connect (target, "leave", G_CALLBACK (tile_left), self);
  g_signal_connect (target, "drop", G_CALLBACK (tile_dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (tile), GTK_EVENT_CONTROLLER (target));
  bs_import_drop_add (GTK_WIDGET (tile), where_files_go, NULL);
}

void
bs_page_drop_add_group (BsPageDrop *self, BsPageGroup *group)
{
  GtkDropTarget *target = gtk_drop_target_new (BS_TYPE_PAGE_TILE, GDK_ACTION_MOVE);

  g_return_if_fail (self != NULL && BS_IS_PAGE_GROUP (group));

  g_signal_connect (target, "motion", G_CALLBACK (group_motion), self);
  g_signal_connect (target, "leave", G_CALLBACK (group_left), self);
  g_signal_connect (target, "drop", G_CALLBACK (group_dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (group), GTK_EVENT_CONTROLLER (target));
}
