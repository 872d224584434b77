/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-box-jump.h"

#include "bs-box-place.h"
#include "bs-config.h"
#include "bs-control-row.h"
#include "bs-sensitive.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _BsBoxJump
{
  GtkWidget parent_instance;

  AdwPreferencesGroup *group;
  AdwExpanderRow *jump;
  AdwComboRow *page;
  GtkSpinButton *lines;
  AdwActionRow *parts;
  GtkWidget *buttons;
  GtkMenuButton *send;

  BsSession *session;
  char *box;     /* the one that @lines is of */
  BsNode *pages; /* from which the lists were made */
  char *shown_page;
};

G_DEFINE_FINAL_TYPE (BsBoxJump, bs_box_jump, GTK_TYPE_WIDGET)

static void
tell_edit (BsBoxJump *self, BsPageEdit *edit, GError *error)
{
  g_autofree char *label = edit != NULL ? g_strdup (edit->label) : NULL;

  if (bs_session_apply (self->session, edit, error))
    bs_session_tell (self->session, label, 1);
}

static void
continue_there (BsBoxJump *self)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (self->page);
  guint lines = (guint) gtk_spin_button_get_value_as_int (self->lines);
  BsPageContext context;
  GError *error = NULL;
  BsPageEdit *edit = NULL;

  if (item == NULL)
    return;
  if (bs_session_get_context (self->session, &context, &error))
    edit = bs_page_edit_split (&context, bs_session_get_box (self->session), lines,
                               gtk_string_object_get_string (item), NULL, &error);
  tell_edit (self, edit, error);
}

static void
join (BsBoxJump *self)
{
  BsPageContext context;
  GError *error = NULL;
  BsPageEdit *edit = NULL;

  if (bs_session_get_context (self->session, &context, &error))
    edit = bs_page_edit_join (&context, bs_session_get_box (self->session), &error);
  tell_edit (self, edit, error);
}

/* The other pages on which @ref has a box: "A2, A4"; NULL if none. */
static char *
dup_other_pages (BsBoxJump *self, const char *ref)
{
  const BsNode *pages = bs_issue_get_pages (bs_session_get_root (self->session));
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const BsNode *page = bs_node_get_element (pages, i);
      const BsNode *boxes = bs_node_get_member (page, "boxes");
      const char *id = bs_node_get_text (page, "id");

      if (g_strcmp0 (id, bs_session_get_page (self->session)) == 0)
        continue;
      for (guint j = 0; j < bs_node_get_length (boxes); j++)
        {
          const BsNode *refs = bs_node_get_member (bs_node_get_element (boxes, j), "refs");

          if (g_str_equal (bs_node_get_string (bs_node_get_element (refs, 0)), ref))
            {
              g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", id);
              break;
            }
        }
    }

  return names->len > 0 ? g_strdup (names->str) : NULL;
}

/* Later pages to go on to, and all others to be sent to. */
static void
list_pages (BsBoxJump *self)
{
  const BsNode *pages = bs_issue_get_pages (bs_session_get_root (self->session));
  const char *page = bs_session_get_page (self->session);
  int index = bs_node_index_of_id (pages, page);
  g_autoptr (GtkStringList) later = NULL;
  g_autoptr (GMenu) menu = NULL;

  if (self->pages == pages && g_strcmp0 (self->shown_page, page) == 0)
    return;
  g_clear_pointer (&self->pages, bs_node_unref);
  self->pages = bs_node_ref (pages);
  g_free (self->shown_page);
  self->shown_page = g_strdup (page);

  later = gtk_string_list_new (NULL);
  menu = g_menu_new ();
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const char *id = bs_node_get_text (bs_node_get_element (pages, i), "id");
      g_autoptr (GMenuItem) item = NULL;

      if (i == (guint) index)
        continue;
      if ((int) i > index)
        gtk_string_list_append (later, id);
      item = g_menu_item_new (id, NULL);
      g_menu_item_set_action_and_target (item, "pages.send-to-page", "s", id);
      g_menu_append_item (menu, item);
    }
  adw_combo_row_set_model (self->page, G_LIST_MODEL (later));
  gtk_menu_button_set_menu_model (self->send, G_MENU_MODEL (menu));
  gtk_widget_set_sensitive (GTK_WIDGET (self->send),
                            g_menu_model_get_n_items (G_MENU_MODEL (menu)));
}

static void
add_jump (BsBoxJump *self)
{
  GtkWidget *row = bs_control_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Continue There"));
  GtkWidget *lines = gtk_spin_button_new_with_range (1, 400, 1);

  self->jump = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->jump), _ ("Continue on Another Page"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->jump), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Continue on another page"), -1);

  self->page = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->page), _ ("Page"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->page), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Page to continue on"), -1);
  adw_expander_row_add_row (self->jump, GTK_WIDGET (self->page));

  self->lines = GTK_SPIN_BUTTON (lines);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (lines), 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (lines), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Lines high that the box here becomes"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Box Here, Lines High"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), lines);
  adw_expander_row_add_row (self->jump, row);

  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_margin_top (button, 8);
  gtk_widget_set_margin_bottom (button, 8);
  gtk_widget_set_margin_end (button, 12);
  g_signal_connect_object (button, "clicked", G_CALLBACK (continue_there), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->jump, button);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->jump));
}

static void
add_parts (BsBoxJump *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Join"));

  self->parts = ADW_ACTION_ROW (bs_control_row_new ());
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Bring all of the story back into this box"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (join), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (self->parts, button);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->parts));
}

static void
add_buttons (BsBoxJump *self)
{
  GtkWidget *off = gtk_button_new_with_label (_ ("Take Off"));

  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_set_homogeneous (GTK_BOX (self->buttons), TRUE);
  gtk_widget_set_margin_top (self->buttons, 12);
  self->send = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->send, _ ("Send to Page"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->send), _ ("Take it off and place it there"));
  gtk_box_append (GTK_BOX (self->buttons), GTK_WIDGET (self->send));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (off), "pages.remove");
  gtk_widget_set_tooltip_text (off, _ ("Take it off the page; it waits in the sidebar"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (off), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Take off the page"), -1);
  gtk_box_append (GTK_BOX (self->buttons), off);
  adw_preferences_group_add (self->group, self->buttons);
}

static void
toggle (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  AdwExpanderRow *jump = BS_BOX_JUMP (widget)->jump;

  adw_expander_row_set_expanded (jump, !adw_expander_row_get_expanded (jump));
}

static void
bs_box_jump_dispose (GObject *object)
{
  BsBoxJump *self = BS_BOX_JUMP (object);

  g_clear_object (&self->session);
  if (self->group != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->group));
  self->group = NULL;
  g_clear_pointer (&self->pages, bs_node_unref);
  g_clear_pointer (&self->box, g_free);
  g_clear_pointer (&self->shown_page, g_free);

  G_OBJECT_CLASS (bs_box_jump_parent_class)->dispose (object);
}

static void
bs_box_jump_class_init (BsBoxJumpClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bs_box_jump_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "jump.show-pages", NULL, toggle);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
bs_box_jump_init (BsBoxJump *self)
{
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->group), GTK_WIDGET (self));
  adw_preferences_group_set_title (self->group, _ ("Other Pages"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Other pages"), -1);
  add_jump (self);
  add_parts (self);
  add_buttons (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
bs_box_jump_show (BsBoxJump *self, BsSession *session)
{
  const BsNode *box;
  const char *ref;
  gboolean story;
  gboolean writable;
  BsGridRect place;
  g_autofree char *others = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (BS_IS_BOX_JUMP (self));

  g_set_object (&self->session, session);
  box = bs_session_get_box_node (session);
  gtk_widget_set_visible (GTK_WIDGET (self), box != NULL);
  if (box == NULL)
    return;

  ref = bs_node_get_string (bs_node_get_element (bs_node_get_member (box, "refs"), 0));
  story = bs_issue_get_story (bs_session_get_root (session), ref) != NULL;
  writable = !bs_document_get_read_only (bs_session_get_document (session))
             && !bs_node_get_flag (box, "locked", FALSE);
  list_pages (self);
  others = story ? dup_other_pages (self, ref) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->jump),
                          story
                            && g_list_model_get_n_items (adw_combo_row_get_model (self->page)) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->parts), others != NULL);
  if (others != NULL)
    {
      /* Translators: the story has more boxes, on the pages that are listed. */
      title = g_strdup_printf (_ ("Also on %s"), others);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->parts), title);
    }
  place = bs_box_place_read (box);
  if (g_strcmp0 (self->box, bs_session_get_box (session)) != 0)
    {
      g_free (self->box);
      self->box = g_strdup (bs_session_get_box (session));
      gtk_spin_button_set_value (self->lines, MAX (1, place.lines * 2 / 3));
    }
  bs_set_sensitive (GTK_WIDGET (self->jump), writable);
  bs_set_sensitive (GTK_WIDGET (self->parts), writable);
  gtk_widget_set_sensitive (self->buttons, writable);
}
