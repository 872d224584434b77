/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands in masthead and folio: lists of items that are on or off and have an order.
 */

#include "bs-publication-forms.h"

#include "bs-config.h"
#include "bs-control-row.h"

#include "layout/bs-page-items.h"

#include <glib/gi18n-lib.h>

/* One list; lives as long as its box. */
typedef struct
{
  BsForm *form; /* borrowed: the editor keeps it */
  GtkListBox *list;
  const char *of;
  const char *place;
  gboolean writing;
} ItemList;

static const struct
{
  const char *item;
  const char *name;
} item_names[] = {
  { "date", N_ ("Date") },
  { "lunar", N_ ("Lunar Date") },
  { "numbers", N_ ("Number and Total Number") },
  { "number", N_ ("Number") },
  { "total_number", N_ ("Total Number") },
  { "pages", N_ ("Number of Pages") },
  { "sponsor", N_ ("Sponsor") },
  { "publisher", N_ ("Publisher") },
  { "registration", N_ ("Registration Number") },
  { "distribution", N_ ("Postal Distribution Code") },
  { "website", N_ ("Website") },
  { "price", N_ ("Price") },
  { "address", N_ ("Address") },
  { "phone", N_ ("Telephone") },
  { "motto", N_ ("Motto") },
  { "index", N_ ("Index of Other Pages") },
  { "editors", N_ ("Editors") },
  { "contact", N_ ("Contact") },
  { "page", N_ ("Page Number") },
  { "section", N_ ("Section") },
  { "name", N_ ("Name of the Paper") },
};

static const char *
get_name (const char *item)
{
  for (guint i = 0; i < G_N_ELEMENTS (item_names); i++)
    if (g_str_equal (item_names[i].item, item))
      return _ (item_names[i].name);

  return item;
}

static void
write_items (ItemList *self, char **items)
{
  g_autofree char *place = g_strconcat (self->of, "/", self->place, NULL);
  BsNodeBuilder *builder = bs_node_builder_new_array ();

  for (guint i = 0; items[i] != NULL; i++)
    bs_node_builder_add (builder, bs_node_new_string (items[i]));
  bs_form_change (self->form, place, bs_node_builder_end (builder),
                  g_str_equal (self->of, "folio") ? _ ("Change Folio") : _ ("Change Masthead"));
}

static char **
dup_items (ItemList *self)
{
  return bs_page_items_dup (bs_document_get_root (bs_form_get_document (self->form)), self->of,
                            self->place);
}

static const char *
get_item (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);

  return g_object_get_data (G_OBJECT (row), "item");
}

static void
item_switched (GtkSwitch *control, GParamSpec *pspec G_GNUC_UNUSED, ItemList *self)
{
  g_auto (GStrv) items = dup_items (self);
  const char *item = get_item (GTK_WIDGET (control));
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  if (self->writing)
    return;
  for (guint i = 0; items[i] != NULL; i++)
    if (!g_str_equal (items[i], item))
      g_ptr_array_add (kept, items[i]);
  if (gtk_switch_get_active (control))
    g_ptr_array_add (kept, (gpointer) item);
  g_ptr_array_add (kept, NULL);
  write_items (self, (char **) kept->pdata);
}

static void
move_item (GtkWidget *button, ItemList *self)
{
  g_auto (GStrv) items = dup_items (self);
  const char *item = get_item (button);
  int step = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "step"));
  int n = (int) g_strv_length (items);

  for (int i = 0; i < n; i++)
    if (g_str_equal (items[i], item) && i + step >= 0 && i + step < n)
      {
        char *other = items[i + step];

        items[i + step] = items[i];
        items[i] = other;
        write_items (self, items);
        return;
      }
}

static GtkWidget *
make_mover (ItemList *self, const char *item, int step)
{
  GtkWidget *button = gtk_button_new_from_icon_name (step < 0 ? "go-up-symbolic"
                                                              : "go-down-symbolic");
  g_autofree char *label = g_strdup_printf (step < 0 ? _ ("Move %s up") : _ ("Move %s down"),
                                            get_name (item));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, step < 0 ? _ ("Move Up") : _ ("Move Down"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data (G_OBJECT (button), "step", GINT_TO_POINTER (step));
  g_signal_connect (button, "clicked", G_CALLBACK (move_item), self);

  return button;
}

static GtkWidget *
make_item (ItemList *self, const char *item, gboolean on, gboolean ordered)
{
  GtkWidget *row = bs_control_row_new ();
  GtkWidget *control = gtk_switch_new ();

  g_object_set_data_full (G_OBJECT (row), "item", g_strdup (item), g_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_name (item));
  gtk_switch_set_active (GTK_SWITCH (control), on);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  if (on && ordered)
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_mover (self, item, -1));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_mover (self, item, 1));
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  g_signal_connect (control, "notify::active", G_CALLBACK (item_switched), self);

  return row;
}

/* Those that are on in their order, then the others. */
static void
show_items (GtkWidget *list)
{
  ItemList *self = g_object_get_data (G_OBJECT (list), "items");
  g_auto (GStrv) items = dup_items (self);
  const char *const *possible = bs_page_items_possible (self->of, self->place);
  gboolean ordered = !g_str_equal (self->place, "strip") && !g_str_equal (self->place, "outer")
                     && !g_str_equal (self->place, "inner");
  g_autofree char *now = g_strjoinv (" ", items);
  GtkListBoxRow *row;

  if (g_strcmp0 (g_object_get_data (G_OBJECT (list), "shown"), now) == 0)
    return;
  g_object_set_data_full (G_OBJECT (list), "shown", g_steal_pointer (&now), g_free);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; items[i] != NULL; i++)
    gtk_list_box_append (self->list, make_item (self, items[i], TRUE, ordered));
  for (guint i = 0; possible[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) items, possible[i]))
      gtk_list_box_append (self->list, make_item (self, possible[i], FALSE, FALSE));
}

static void
add_list (GtkWidget *page, BsForm *form, const char *title, const char *of, const char *place)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *list = gtk_list_box_new ();
  ItemList *self = g_new0 (ItemList, 1);

  self->form = form;
  self->list = GTK_LIST_BOX (list);
  self->of = of;
  self->place = place;
  g_object_set_data_full (G_OBJECT (list), "items", self, g_free);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  show_items (list);
  g_signal_connect_object (bs_form_get_document (form), "changed", G_CALLBACK (show_items), list,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
bs_publication_items_new (BsForm *form)
{
  GtkWidget *page = adw_preferences_page_new ();

  add_list (page, form, _ ("Masthead, Left of the Name"), "masthead", "left");
  add_list (page, form, _ ("Masthead, Right of the Name"), "masthead", "right");
  add_list (page, form, _ ("Masthead, Below"), "masthead", "strip");
  add_list (page, form, _ ("Folio, Outer Edge"), "folio", "outer");
  add_list (page, form, _ ("Folio, Middle"), "folio", "middle");
  add_list (page, form, _ ("Folio, Inner Edge"), "folio", "inner");

  return page;
}
