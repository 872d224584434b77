/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-text-menu.h"

#include "bs-body-buffer.h"
#include "bs-config.h"
#include "bs-fault-popover.h"
#include "bs-field-view.h"
#include "bs-menus.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GtkTextView *view;   /* it owns us */
  BsFaultWatch *watch; /* weak */
  GtkWidget *popover;  /* child of the view, while it is open and until the next */
  GSimpleActionGroup *actions;
  char *path; /* of the fault that the menu is about */
  gsize offset;
} TextMenu;

static GQuark
menu_quark (void)
{
  return g_quark_from_static_string ("bs-text-menu");
}

static TextMenu *
get_menu (GtkTextView *view)
{
  return g_object_get_qdata (G_OBJECT (view), menu_quark ());
}

static void
menu_free (TextMenu *self)
{
  g_clear_weak_pointer (&self->watch);
  g_clear_object (&self->actions);
  g_free (self->path);
  g_free (self);
}

/* --- Corrections --- */

static gboolean
find_fault (TextMenu *self, BsFoundFault *found)
{
  return self->watch != NULL && self->path != NULL
         && bs_fault_watch_find_at (self->watch, self->path, self->offset, found);
}

static void
mend (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  TextMenu *self = data;
  BsFoundFault found;

  if (find_fault (self, &found))
    bs_fault_watch_mend (self->watch, &found);
}

static void
let_pass (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  TextMenu *self = data;
  BsFoundFault found;

  if (find_fault (self, &found))
    bs_fault_watch_let_pass (self->watch, &found, g_variant_get_boolean (parameter));
}

static const GActionEntry entries[] = {
  { .name = "mend", .activate = mend },
  { .name = "let-pass", .activate = let_pass, .parameter_type = "b" },
};

/* --- The menu --- */

static void
append (GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  /* What has no sense just now does not stand in the way. */
  g_menu_item_set_attribute (item, "hidden-when", "s", "action-missing");
  g_menu_append_item (menu, item);
}

static void
append_section (GMenu *menu, const char *title, GMenu *section)
{
  g_menu_append_section (menu, title, G_MENU_MODEL (section));
  g_object_unref (section);
}

static void
append_corrections (TextMenu *self, GMenu *menu)
{
  GMenu *section = bs_menus_new ();
  g_autofree char *label = NULL;
  BsFoundFault found;

  if (!gtk_text_view_get_editable (self->view) || !find_fault (self, &found))
    {
      g_object_unref (section);
      return;
    }

  label = bs_fault_dup_mend_label (found.fault);
  append (section, label, "text-menu.mend");
  append (section, _ ("Ignore Here"), "text-menu.let-pass(false)");
  append (section, _ ("Ignore in This Story"), "text-menu.let-pass(true)");
  append_section (menu, found.fault->message, section);
}

static GMenuModel *
make_model (TextMenu *self)
{
  GMenu *menu = bs_menus_new ();
  GMenu *section = bs_menus_new ();

  append_corrections (self, menu);
  /* The document's, which knows the whole story: not those of a text view. */
  append (section, _ ("_Undo"), "win.undo");
  append (section, _ ("_Redo"), "win.redo");
  append_section (menu, NULL, section);

  section = bs_menus_new ();
  append (section, _ ("Cu_t"), "clipboard.cut");
  append (section, _ ("_Copy"), "clipboard.copy");
  append (section, _ ("_Paste"), "clipboard.paste");
  if (!BS_IS_FIELD_VIEW (self->view))
    append (section, _ ("Paste as Plain _Text"), "win.paste-plain");
  append_section (menu, NULL, section);
  if (!BS_IS_FIELD_VIEW (self->view))
    {
      section = bs_menus_new ();
      /* Translators: paragraph styles */
      append (section, _ ("_Body"), "win.role::body");
      append (section, _ ("_Subhead"), "win.role::subhead");
      append_section (menu, NULL, section);
    }
  section = bs_menus_new ();
  append (section, _ ("Select _All"), "selection.select-all");
  append_section (menu, NULL, section);

  return G_MENU_MODEL (menu);
}

/* GTK keeps these right for its own menu only. */
static void
update_clipboard_actions (TextMenu *self)
{
  gboolean editable = gtk_text_view_get_editable (self->view);
  gboolean chosen = gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (self->view));
  GtkWidget *widget = GTK_WIDGET (self->view);

  gtk_widget_action_set_enabled (widget, "clipboard.cut", editable && chosen);
  gtk_widget_action_set_enabled (widget, "clipboard.copy", chosen);
  gtk_widget_action_set_enabled (widget, "clipboard.paste", editable);
}

/* A fault is selected, so that one sees what the menu speaks of. */
static void
aim_at_fault (TextMenu *self, const GtkTextIter *iter)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_auto (GStrv) steps = NULL;
  BsFoundFault found;

  g_clear_pointer (&self->path, g_free);
  if (!bs_text_menu_find_place (self->view, iter, &self->path, &self->offset)
      || !find_fault (self, &found))
    return;

  self->offset = found.fault->offset;
  if (BS_IS_FIELD_VIEW (self->view))
    {
      bs_field_view_select (BS_FIELD_VIEW (self->view), found.fault->offset, found.fault->length);
      return;
    }

  /* "/stories/s1/paragraphs/p1/text" */
  steps = g_strsplit (self->path, "/", -1);
  if (g_strv_length (steps) == 6)
    bs_body_buffer_select (BS_BODY_BUFFER (buffer), steps[4], found.fault->offset,
                           found.fault->length);
}

static void
popup (TextMenu *self, const GdkRectangle *place)
{
  g_autoptr (GMenuModel) model = make_model (self);

  update_clipboard_actions (self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = gtk_popover_menu_new_from_model (NULL);
  bs_menus_set_own (self->popover, model);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self->view));
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  bs_menus_pop_up (GTK_POPOVER (self->popover), place);
}

static gboolean
is_selected (GtkTextBuffer *buffer, const GtkTextIter *iter)
{
  GtkTextIter start;
  GtkTextIter end;

  return gtk_text_buffer_get_selection_bounds (buffer, &start, &end)
         && gtk_text_iter_compare (iter, &start) >= 0 && gtk_text_iter_compare (iter, &end) <= 0;
}

static void
pressed (GtkGestureClick *gesture, int n_press G_GNUC_UNUSED, double x, double y, TextMenu *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter iter;
  int buffer_x;
  int buffer_y;

  if (event == NULL || !gdk_event_triggers_context_menu (event))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_text_view_reset_im_context (self->view);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y,
                                         &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (self->view, &iter, buffer_x, buffer_y);
  if (!is_selected (buffer, &iter))
    gtk_text_buffer_place_cursor (buffer, &iter);
  aim_at_fault (self, &iter);
  popup (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static gboolean
key_pressed (GtkEventControllerKey *controller G_GNUC_UNUSED, guint key, guint code G_GNUC_UNUSED,
             GdkModifierType state, TextMenu *self)
{
  gboolean shift = (state & gtk_accelerator_get_default_mod_mask ()) == GDK_SHIFT_MASK;

  if (key != GDK_KEY_Menu && !(key == GDK_KEY_F10 && shift))
    return GDK_EVENT_PROPAGATE;

  bs_text_menu_popup (self->view);

  return GDK_EVENT_STOP;
}

/* When the view is disposed of it is too late: a text view wants to remove its children itself, and
 * does not know this one. */
static void
unrealized (TextMenu *self)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

void
bs_text_menu_attach (GtkTextView *view)
{
  TextMenu *self;
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  self = g_new0 (TextMenu, 1);
  self->view = view;
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (view), "text-menu", G_ACTION_GROUP (self->actions));
  g_object_set_qdata_full (G_OBJECT (view), menu_quark (), self, (GDestroyNotify) menu_free);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  g_signal_connect_swapped (view, "unrealize", G_CALLBACK (unrealized), self);
}

void
bs_text_menu_set_watch (GtkTextView *view, BsFaultWatch *watch)
{
  TextMenu *self = get_menu (view);

  g_return_if_fail (self != NULL);

  g_set_weak_pointer (&self->watch, watch);
}

void
bs_text_menu_popup (GtkTextView *view)
{
  TextMenu *self = get_menu (view);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter caret;
  GdkRectangle place;

  g_return_if_fail (self != NULL);

  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  aim_at_fault (self, &caret);
  gtk_text_view_get_iter_location (view, &caret, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x,
                                         &place.y);
  place.width = MAX (place.width, 1);
  popup (self, &place);
}

void
bs_text_menu_present (GtkTextView *view)
{
  TextMenu *self = get_menu (view);

  if (self != NULL && self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

gboolean
bs_text_menu_find_place (GtkTextView *view, const GtkTextIter *iter, char **path, gsize *offset)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  *offset = (gsize) gtk_text_iter_get_line_index (iter);
  if (BS_IS_FIELD_VIEW (view))
    *path = g_strdup (bs_field_view_get_path (BS_FIELD_VIEW (view)));
  else if (BS_IS_BODY_BUFFER (buffer))
    *path = bs_body_buffer_dup_path (BS_BODY_BUFFER (buffer), gtk_text_iter_get_line (iter));
  else
    *path = NULL;

  return *path != NULL;
}
