/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-window-private.h"

#include "bs-ad-dialog.h"
#include "bs-config.h"
#include "bs-settings.h"

static void
show_on_page (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  bs_pages_view_reveal_story (self->pages_view, bs_session_get_story (self->session));
  adw_view_stack_set_visible_child_name (self->views, "pages");
}

static void
previous_page (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
               gpointer data)
{
  bs_pages_view_step_page (BS_WINDOW (data)->pages_view, -1);
}

static void
next_page (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_pages_view_step_page (BS_WINDOW (data)->pages_view, 1);
}

static void
zoom_in (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_canvas_step_zoom (bs_pages_view_get_canvas (BS_WINDOW (data)->pages_view), 1);
}

static void
zoom_out (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_canvas_step_zoom (bs_pages_view_get_canvas (BS_WINDOW (data)->pages_view), -1);
}

static void
zoom (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  BsCanvas *canvas = bs_pages_view_get_canvas (BS_WINDOW (data)->pages_view);
  const char *target = g_variant_get_string (parameter, NULL);

  if (g_str_equal (target, "fit"))
    bs_canvas_set_zoom_mode (canvas, BS_ZOOM_FIT);
  else if (g_str_equal (target, "width"))
    bs_canvas_set_zoom_mode (canvas, BS_ZOOM_WIDTH);
  else if (g_str_equal (target, "box"))
    bs_canvas_zoom_to_box (canvas);
  else
    bs_canvas_set_zoom (canvas, g_str_equal (target, "double") ? 2 : 1);
}

static void
change_switch (BsWindow *self, GSimpleAction *action, GVariant *value)
{
  const char *name = g_action_get_name (G_ACTION (action));

  g_object_set (bs_pages_view_get_canvas_pane (self->pages_view), name,
                g_variant_get_boolean (value), NULL);
  g_simple_action_set_state (action, value);
}

/* Grid and rulers are as they were left, in every window. */
static void
change_kept_switch (GSimpleAction *action, GVariant *value, gpointer data)
{
  change_switch (BS_WINDOW (data), action, value);
  bs_settings_set_boolean (g_action_get_name (G_ACTION (action)), g_variant_get_boolean (value));
}

static void
change_preview (GSimpleAction *action, GVariant *value, gpointer data)
{
  change_switch (BS_WINDOW (data), action, value);
}

static void
go_to_page (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  adw_view_stack_set_visible_child_name (self->views, "pages");
  bs_canvas_pane_go_to_page (bs_pages_view_get_canvas_pane (self->pages_view));
}

/* What was placed is chosen, and the keys are the page's. */
static void
focus_canvas (BsWindow *self)
{
  /* Not where the window goes, and the dialog with it. */
  if (self->session != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (bs_pages_view_get_canvas (self->pages_view)));
}

static void
show_ad_dialog (BsWindow *self, const char *box)
{
  GtkWidget *dialog = bs_ad_dialog_new (GTK_WINDOW (self), self->session, box);

  g_signal_connect_object (dialog, "unmap", G_CALLBACK (focus_canvas), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
new_ad (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  adw_view_stack_set_visible_child_name (self->views, "pages");
  show_ad_dialog (self, NULL);
}

static gboolean
has_ad (BsWindow *self)
{
  const BsNode *box = self->session != NULL ? bs_session_get_box_node (self->session) : NULL;

  return box != NULL && g_str_equal (bs_node_get_text (box, "kind"), "ad");
}

static void
edit_ad (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  if (has_ad (self))
    show_ad_dialog (self, bs_session_get_box (self->session));
}

static gboolean
story_is_placed (BsWindow *self)
{
  const char *story = self->session != NULL ? bs_session_get_story (self->session) : NULL;

  return story != NULL && bs_session_find_placed_page (self->session, story) != NULL;
}

static void
update (BsWindow *self, gboolean writable)
{
  static const char *const of_issue[] = { "previous-page", "next-page", "zoom-in",
                                          "zoom-out",      "zoom",      "show-grid",
                                          "show-rulers",   "preview",   "go-to-page" };

  for (guint i = 0; i < G_N_ELEMENTS (of_issue); i++)
    bs_window_set_enabled (self, of_issue[i], self->session != NULL);
  bs_window_set_enabled (self, "new-ad", writable && bs_session_get_page (self->session) != NULL);
  bs_window_set_enabled (self, "edit-ad", has_ad (self));
  bs_window_set_enabled (self, "show-on-page", story_is_placed (self));
}

static const GActionEntry entries[] = {
  { "show-on-page", show_on_page },
  { "previous-page", previous_page },
  { "next-page", next_page },
  { "zoom-in", zoom_in },
  { "zoom-out", zoom_out },
  { "zoom", zoom, "s" },
  { "show-grid", NULL, NULL, "false", change_kept_switch },
  { "show-rulers", NULL, NULL, "false", change_kept_switch },
  { "preview", NULL, NULL, "false", change_preview },
  { "go-to-page", go_to_page },
  { "new-ad", new_ad },
  { "edit-ad", edit_ad },
};

const BsWindowActions bs_window_pages_actions = { entries, G_N_ELEMENTS (entries), update };
