/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-selection-page.h"

#include "bs-config.h"
#include "bs-menus.h"
#include "bs-story-facet.h"
#include "bs-whole-text.h"
#include "bs-wrap-layout.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* So many headlines are named. */
#define MAX_HEADLINES 6

struct _BsSelectionPage
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *headlines;
  GtkMenuButton *status;
  GtkMenuButton *section;
  GtkMenuButton *priority;
  GtkMenuButton *page;
  GtkWidget *tags;
  GtkEntry *tag_entry;
  GtkListStore *completions;
  GtkButton *delete_button;

  BsStoryActions *actions;
  BsSession *session;
  GHashTable *completed; /* what the completion offers */
};

G_DEFINE_FINAL_TYPE (BsSelectionPage, bs_selection_page, GTK_TYPE_WIDGET)

enum
{
  UNSELECT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
unselect (BsSelectionPage *self)
{
  g_signal_emit (self, signals[UNSELECT], 0);
}

static void
add_tag (BsSelectionPage *self)
{
  g_autofree char *tag = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->tag_entry)));

  gtk_editable_set_text (GTK_EDITABLE (self->tag_entry), "");
  gtk_widget_activate_action (GTK_WIDGET (self), "stories.add-tag", "s", tag);
}

/* --- Showing --- */

static char *
dup_characters (guint characters)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u character", "%'u characters",
                                       characters),
                          characters);
}

static void
show_sums (BsSelectionPage *self, GPtrArray *items)
{
  g_autofree char *title = NULL;
  g_autofree char *count = NULL;
  g_autofree char *on_pages = NULL;
  g_autofree char *subtitle = NULL;
  guint characters = 0;
  guint placed = 0;

  for (guint i = 0; i < items->len; i++)
    {
      characters += bs_story_item_get_characters (g_ptr_array_index (items, i));
      placed += bs_story_item_get_placed (g_ptr_array_index (items, i));
    }
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u Story", "%'u Stories", items->len),
                           items->len);
  count = dup_characters (characters);
  /* Translators: so many of the selected stories stand on a page. */
  on_pages = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u on a page", "%u on pages", placed),
                              placed);
  subtitle = g_strdup_printf ("%s · %s", count, on_pages);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
}

static void
show_headlines (BsSelectionPage *self, GPtrArray *items)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < items->len && i < MAX_HEADLINES; i++)
    g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "",
                            bs_story_item_get_headline (g_ptr_array_index (items, i)));
  if (items->len > MAX_HEADLINES)
    {
      guint more = items->len - MAX_HEADLINES;

      g_string_append_c (lines, '\n');
      g_string_append_printf (lines,
                              g_dngettext (GETTEXT_PACKAGE, "and %'u more", "and %'u more", more),
                              more);
    }
  gtk_label_set_label (self->headlines, lines->str);
}

/* What the button shows is the state of its action. */
static void
show_value (BsSelectionPage *self, GtkMenuButton *button, const char *name, const char *title)
{
  GActionGroup *group = bs_story_actions_get_group (self->actions);
  g_autoptr (GVariant) state = g_action_group_get_action_state (group, name);
  g_autoptr (GMenuModel) menu = bs_story_actions_build_values (self->actions, name);
  const char *value = g_variant_get_string (state, NULL);
  const BsNode *root = bs_session_get_root (self->session);
  g_autofree char *label = NULL;
  g_autofree char *spoken = NULL;

  if (strcmp (value, "?") == 0)
    /* Translators: the selected stories have different values. */
    label = g_strdup (_ ("Various"));
  else if (strcmp (name, "set-priority") == 0)
    label = g_strdup (bs_facet_get_priority ((guint) g_ascii_strtoull (value, NULL, 10)));
  else
    {
      BsFacet facet = strcmp (name, "set-status") == 0    ? BS_FACET_STATUS
                      : strcmp (name, "set-section") == 0 ? BS_FACET_SECTION
                                                          : BS_FACET_PAGE;

      label = *value != '\0' ? bs_facet_dup_label (facet, value, root)
                             : g_strdup (bs_facet_get_unset (facet));
    }
  gtk_menu_button_set_label (button, label);
  bs_menus_set_own (GTK_WIDGET (button), menu);
  /* Translators: what is set, and its value: "Status: Ready". */
  spoken = g_strdup_printf (_ ("%s: %s"), title, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static void
append_tag (BsSelectionPage *self, const BsFacetCount *count, guint n_stories)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  /* Translators: a tag, and how many of the selected stories have it. */
  g_autofree char *some = g_strdup_printf (_ ("%s (%u)"), count->label, count->count);
  /* Translators: %s is a tag. */
  g_autofree char *spoken = g_strdup_printf (_ ("Remove tag %s"), count->label);

  gtk_box_append (GTK_BOX (box), gtk_label_new (count->count < n_stories ? some : count->label));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "filter-chip");
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "stories.remove-tag");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", count->value);
  gtk_box_append (GTK_BOX (self->tags), button);
}

static void
show_tags (BsSelectionPage *self, GPtrArray *items)
{
  g_autoptr (GListStore) list = g_list_store_new (BS_TYPE_STORY_ITEM);
  g_autoptr (GPtrArray) counts = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->tags)) != NULL)
    gtk_box_remove (GTK_BOX (self->tags), child);
  g_list_store_splice (list, 0, 0, items->pdata, items->len);
  counts = bs_facet_count (BS_FACET_TAG, G_LIST_MODEL (list), NULL,
                           bs_session_get_root (self->session));
  for (guint i = 0; i < counts->len; i++)
    {
      const BsFacetCount *count = g_ptr_array_index (counts, i);

      if (*count->value != '\0')
        append_tag (self, count, items->len);
    }
  gtk_widget_set_visible (self->tags, gtk_widget_get_first_child (self->tags) != NULL);
}

static void
collect_completions (BsSelectionPage *self)
{
  const BsNode *stories = bs_issue_get_stories (bs_session_get_root (self->session));

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *tags = bs_node_get_member (bs_node_get_element (stories, i), "tags");

      for (guint k = 0; k < bs_node_get_length (tags); k++)
        {
          const char *tag = bs_node_get_string (bs_node_get_element (tags, k));

          if (g_hash_table_contains (self->completed, tag))
            continue;
          g_hash_table_add (self->completed, g_strdup (tag));
          gtk_list_store_insert_with_values (self->completions, NULL, -1, 0, tag, -1);
        }
    }
}

/* --- The widget --- */

static void
bs_selection_page_dispose (GObject *object)
{
  BsSelectionPage *self = BS_SELECTION_PAGE (object);

  g_clear_object (&self->actions);
  g_clear_object (&self->session);
  g_clear_object (&self->completions);
  g_clear_pointer (&self->completed, g_hash_table_unref);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_selection_page_parent_class)->dispose (object);
}

static void
bs_selection_page_class_init (BsSelectionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_selection_page_dispose;

  signals[UNSELECT] = g_signal_new ("unselect", BS_TYPE_SELECTION_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (BS_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-selection-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BsSelectionPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, BsSelectionPage, title);
  gtk_widget_class_bind_template_child (widget_class, BsSelectionPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, BsSelectionPage, headlines);
  gtk_widget_class_bind_template_child (widget_class, BsSelectionPage, status);
  gtk_widget_class_bind_template_child (widget_class, BsSelectionPage, section);
  gtk_widget_class_bind_template_child (widget_class, BsSelectionPage, priority);
  gtk_widget_class_bind_template_child (widget_class, BsSelectionPage, page);
  gtk_widget_class_bind_template_child (widget_class, BsSelectionPage, tags);
  gtk_widget_class_bind_template_child (widget_class, BsSelectionPage, tag_entry);
  gtk_widget_class_bind_template_child (widget_class, BsSelectionPage, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, unselect);
  gtk_widget_class_bind_template_callback (widget_class, add_tag);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "selectionpage");
}

static void
bs_selection_page_init (BsSelectionPage *self)
{
  g_autoptr (GtkEntryCompletion) completion = gtk_entry_completion_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));

  self->completed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->completions = gtk_list_store_new (1, G_TYPE_STRING);
  gtk_entry_completion_set_model (completion, GTK_TREE_MODEL (self->completions));
  gtk_entry_completion_set_text_column (completion, 0);
  gtk_entry_set_completion (self->tag_entry, completion);
}

void
bs_selection_page_set_actions (BsSelectionPage *self, BsStoryActions *actions)
{
  g_return_if_fail (BS_IS_SELECTION_PAGE (self));

  g_set_object (&self->actions, actions);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "stories",
                                  bs_story_actions_get_group (actions));
}

void
bs_selection_page_show (BsSelectionPage *self, BsSession *session, GPtrArray *items)
{
  g_return_if_fail (BS_IS_SELECTION_PAGE (self));

  if (g_set_object (&self->session, session))
    {
      g_hash_table_remove_all (self->completed);
      gtk_list_store_clear (self->completions);
    }
  if (session == NULL || items == NULL)
    return;

  show_sums (self, items);
  show_headlines (self, items);
  show_value (self, self->status, "set-status", _ ("Status"));
  show_value (self, self->section, "set-section", _ ("Section"));
  show_value (self, self->priority, "set-priority", _ ("Priority"));
  show_value (self, self->page, "set-page", _ ("Page"));
  show_tags (self, items);
  collect_completions (self);
  gtk_button_set_label (self->delete_button, g_dngettext (GETTEXT_PACKAGE, "Delete Story",
                                                          "Delete Stories", items->len));
}

void
bs_selection_page_focus_tags (BsSelectionPage *self)
{
  g_return_if_fail (BS_IS_SELECTION_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->tag_entry));
}
