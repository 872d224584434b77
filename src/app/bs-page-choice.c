/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-page-choice.h"

#include "bs-config.h"
#include "bs-thumbnail.h"

#include <glib/gi18n-lib.h>

#define THUMBNAIL_SIZE 84

struct _BsPageChoice
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *buttons;
  GtkFlowBox *flow;

  BsSession *session;
  GPtrArray *toggles; /* GtkToggleButton, one a page; borrowed */
  GStrv names;
  guint quiet;
};

G_DEFINE_FINAL_TYPE (BsPageChoice, bs_page_choice, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Whether a page shall be chosen; @data as the chooser likes. */
typedef gboolean (*Chooser) (BsPageChoice *self, const char *page, const char *data);

static void
toggled (BsPageChoice *self)
{
  if (self->quiet == 0)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
choose (BsPageChoice *self, Chooser chooser, const char *data)
{
  self->quiet++;
  for (guint i = 0; i < self->toggles->len; i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->toggles, i),
                                  chooser (self, self->names[i], data));
  self->quiet--;
  toggled (self);
}

static gboolean
is_any (BsPageChoice *self G_GNUC_UNUSED, const char *page G_GNUC_UNUSED,
        const char *data G_GNUC_UNUSED)
{
  return TRUE;
}

static gboolean
is_this (BsPageChoice *self, const char *page, const char *data G_GNUC_UNUSED)
{
  return g_strcmp0 (page, bs_session_get_page (self->session)) == 0;
}

static gboolean
is_of_section (BsPageChoice *self, const char *page, const char *section)
{
  const BsNode *node = bs_issue_get_page (bs_session_get_root (self->session), page);

  return g_strcmp0 (bs_node_get_text (node, "section"), section) == 0;
}

static void
section_clicked (GtkButton *button, BsPageChoice *self)
{
  choose (self, is_of_section, g_object_get_data (G_OBJECT (button), "section"));
}

static void
add_button (BsPageChoice *self, const char *label, GCallback clicked, gboolean swapped)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                           PANGO_ELLIPSIZE_END);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_data (button, "clicked", clicked, self, NULL, swapped ? G_CONNECT_SWAPPED : 0);
  gtk_box_append (GTK_BOX (self->buttons), button);
}

static void
add_buttons (BsPageChoice *self)
{
  const BsNode *sections = bs_node_get_member (bs_session_get_root (self->session), "sections");
  const char *page = bs_session_get_page (self->session);
  guint n = bs_node_get_length (sections);

  if (self->toggles->len < 2)
    return;
  /* Translators: all pages. */
  add_button (self, C_ ("pages", "All"), G_CALLBACK (bs_page_choice_choose_all), TRUE);
  if (page != NULL)
    {
      /* Translators: the page that is open; %s is "A1". */
      g_autofree char *label = g_strdup_printf (_ ("Only %s"), page);

      add_button (self, label, G_CALLBACK (bs_page_choice_choose_this), TRUE);
    }
  for (guint i = 0; n > 1 && i < n; i++)
    {
      const BsNode *section = bs_node_get_element (sections, i);
      const char *name = bs_node_get_text (section, "name");

      add_button (self, *name != '\0' ? name : bs_node_get_text (section, "id"),
                  G_CALLBACK (section_clicked), FALSE);
      g_object_set_data_full (G_OBJECT (gtk_widget_get_last_child (self->buttons)), "section",
                              g_strdup (bs_node_get_text (section, "id")), g_free);
    }
}

static void
add_page (BsPageChoice *self, const char *name)
{
  BsPageResult *result = bs_session_get_result (self->session, name);
  GtkWidget *toggle = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *thumbnail = bs_thumbnail_new (THUMBNAIL_SIZE);
  GtkWidget *label = gtk_label_new (name);
  /* Translators: to tick; %s is "A1". */
  g_autofree char *title = g_strdup_printf (_ ("Page %s"), name);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), thumbnail);
  gtk_box_append (GTK_BOX (box), label);
  bs_thumbnail_show (BS_THUMBNAIL (thumbnail), result != NULL ? result->list : NULL,
                     bs_session_get_renderer (self->session));
  gtk_button_set_child (GTK_BUTTON (toggle), box);
  gtk_widget_add_css_class (toggle, "page-toggle");
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_signal_connect_swapped (toggle, "toggled", G_CALLBACK (toggled), self);
  g_ptr_array_add (self->toggles, toggle);
  gtk_flow_box_append (self->flow, toggle);
  gtk_widget_set_halign (toggle, GTK_ALIGN_START);
  gtk_widget_set_focusable (gtk_widget_get_parent (toggle), FALSE);
}

/* The pictures take as many rows as the width wants. */
static GtkSizeRequestMode
get_request_mode (GtkWidget *widget G_GNUC_UNUSED)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
bs_page_choice_dispose (GObject *object)
{
  BsPageChoice *self = BS_PAGE_CHOICE (object);

  g_clear_pointer (&self->toggles, g_ptr_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->names, g_strfreev);

  G_OBJECT_CLASS (bs_page_choice_parent_class)->dispose (object);
}

static void
bs_page_choice_class_init (BsPageChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bs_page_choice_dispose;

  signals[CHANGED] = g_signal_new ("changed", BS_TYPE_PAGE_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  GTK_WIDGET_CLASS (klass)->get_request_mode = get_request_mode;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
bs_page_choice_init (BsPageChoice *self)
{
  self->toggles = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->flow = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->flow), "plain");
  gtk_flow_box_set_selection_mode (self->flow, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (self->flow, 12);
  gtk_flow_box_set_column_spacing (self->flow, 6);
  gtk_flow_box_set_row_spacing (self->flow, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->flow), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pages to export"), -1);
  gtk_box_append (GTK_BOX (self->box), self->buttons);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->flow));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

void
bs_page_choice_set_session (BsPageChoice *self, BsSession *session)
{
  const BsNode *pages = bs_issue_get_pages (bs_session_get_root (session));
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_return_if_fail (BS_IS_PAGE_CHOICE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const char *name = bs_node_get_text (bs_node_get_element (pages, i), "id");

      g_strv_builder_add (names, name);
      add_page (self, name);
    }
  self->names = g_strv_builder_end (names);
  add_buttons (self);
  gtk_widget_set_visible (self->buttons, gtk_widget_get_first_child (self->buttons) != NULL);
}

GStrv
bs_page_choice_dup_pages (BsPageChoice *self)
{
  g_autoptr (GStrvBuilder) pages = g_strv_builder_new ();

  for (guint i = 0; i < self->toggles->len; i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->toggles, i)))
      g_strv_builder_add (pages, self->names[i]);

  return g_strv_builder_end (pages);
}

void
bs_page_choice_choose_all (BsPageChoice *self)
{
  choose (self, is_any, NULL);
}

void
bs_page_choice_choose_this (BsPageChoice *self)
{
  choose (self, is_this, NULL);
}

gboolean
bs_page_choice_has_all (BsPageChoice *self)
{
  for (guint i = 0; i < self->toggles->len; i++)
    if (!gtk_toggle_button_get_active (g_ptr_array_index (self->toggles, i)))
      return FALSE;

  return TRUE;
}
