/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-tag-editor.h"

#include "bs-completion.h"
#include "bs-config.h"
#include "bs-wrap-layout.h"

#include "model/bs-story-tags.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_OFFERED 6

struct _BsTagEditor
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *chips;
  GtkWidget *entry;

  BsSession *session;
  BsNode *shown; /* the tags; NULL: none */
};

G_DEFINE_FINAL_TYPE (BsTagEditor, bs_tag_editor, GTK_TYPE_WIDGET)

static const BsNode *
get_tags (BsTagEditor *self)
{
  const char *id = self->session != NULL ? bs_session_get_story (self->session) : NULL;

  return id != NULL
           ? bs_node_get_member (bs_issue_get_story (bs_session_get_root (self->session), id),
                                 "tags")
           : NULL;
}

static int
find_tag (const BsNode *tags, const char *tag)
{
  for (guint i = 0; i < bs_node_get_length (tags); i++)
    if (bs_tag_is_same (bs_node_get_string (bs_node_get_element (tags, i)), tag))
      return (int) i;

  return -1;
}

/* @tags: NULL takes them away. */
static void
set_tags (BsTagEditor *self, const char *label, const BsNode *tags)
{
  BsDocument *document = bs_session_get_document (self->session);
  g_autofree char *path = g_strdup_printf ("/stories/%s/tags",
                                           bs_session_get_story (self->session));

  if (bs_document_get_read_only (document))
    return;

  bs_document_begin (document, label, NULL);
  bs_document_set_node (document, path, bs_node_get_length (tags) > 0 ? tags : NULL, NULL);
  bs_document_end (document);
}

/* "a, b、c" are three. */
static void
add_tags (BsTagEditor *self, const char *text)
{
  BsDocument *document = bs_session_get_document (self->session);
  const char *const stories[] = { bs_session_get_story (self->session), NULL };
  g_auto (GStrv) words = g_regex_split_simple ("[,，、;；]+", text, 0, 0);

  if (*stories == NULL || bs_document_get_read_only (document))
    return;

  bs_document_begin (document, _ ("Add Tag"), NULL);
  for (guint i = 0; words[i] != NULL; i++)
    if (*g_strstrip (words[i]) != '\0')
      bs_stories_add_tag (document, stories, words[i], NULL);
  bs_document_end (document);
}

static void
remove_tag (GtkButton *button, BsTagEditor *self)
{
  const BsNode *tags = get_tags (self);
  int index = find_tag (tags, g_object_get_data (G_OBJECT (button), "tag"));
  g_autoptr (BsNode) left = index >= 0 ? bs_node_with_removed (tags, (guint) index) : NULL;

  if (left == NULL)
    return;

  gtk_widget_grab_focus (self->entry);
  set_tags (self, _ ("Remove Tag"), left);
}

static void
entry_activated (BsTagEditor *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (self->session != NULL)
    add_tags (self, text);
}

/* Backspace in the empty entry takes the last tag away, as in an address field. */
static gboolean
key_pressed (GtkEventControllerKey *controller G_GNUC_UNUSED, guint key, guint code G_GNUC_UNUSED,
             GdkModifierType state G_GNUC_UNUSED, BsTagEditor *self)
{
  const BsNode *tags = get_tags (self);
  guint n = bs_node_get_length (tags);
  g_autoptr (BsNode) left = NULL;

  if (key != GDK_KEY_BackSpace || n == 0
      || *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    return GDK_EVENT_PROPAGATE;

  left = bs_node_with_removed (tags, n - 1);
  set_tags (self, _ ("Remove Tag"), left);

  return GDK_EVENT_STOP;
}

static GPtrArray *
find_used (const char *text, gpointer data)
{
  BsTagEditor *self = data;
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  const BsNode *stories = bs_issue_get_stories (bs_session_get_root (self->session));
  const BsNode *own = get_tags (self);

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *tags = bs_node_get_member (bs_node_get_element (stories, i), "tags");

      for (guint k = 0; k < bs_node_get_length (tags); k++)
        {
          const char *tag = bs_node_get_string (bs_node_get_element (tags, k));
          guint times = GPOINTER_TO_UINT (g_hash_table_lookup (used, tag));

          if (find_tag (own, tag) < 0)
            g_hash_table_replace (used, (gpointer) tag, GUINT_TO_POINTER (times + 1));
        }
    }

  return bs_completion_choose (used, text, MAX_OFFERED);
}

static void
take_used (const char *word, gpointer data)
{
  BsTagEditor *self = data;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  add_tags (self, word);
}

/* --- One tag everywhere --- */

static void
rename_tag (GtkWidget *entry, BsTagEditor *self)
{
  g_autofree char *from = g_strdup (g_object_get_data (G_OBJECT (entry), "tag"));
  g_autofree char *to = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  BsDocument *document = bs_session_get_document (self->session);
  guint n = 0;

  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (entry, GTK_TYPE_POPOVER)));
  gtk_widget_grab_focus (self->entry);
  if (*to != '\0' && strcmp (from, to) != 0 && !bs_document_get_read_only (document))
    n = bs_issue_rename_tag (document, from, to, NULL);
  if (n > 0)
    {
      /* Translators: the old and the new name of a tag. */
      g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                            "“%s” is now “%s” in %u story",
                                                            "“%s” is now “%s” in %u stories", n),
                                               from, to, n);

      bs_session_tell (self->session, text, 1);
    }
}

static void
rename_clicked (GtkWidget *button, BsTagEditor *self)
{
  rename_tag (gtk_widget_get_prev_sibling (button), self);
}

/* @button: the tag's name, which opens it. */
static void
fill_popover (GtkMenuButton *button, gpointer data)
{
  BsTagEditor *self = data;
  const char *tag = gtk_label_get_label (GTK_LABEL (gtk_menu_button_get_child (button)));
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *rename = gtk_button_new_with_mnemonic (_ ("_Rename Everywhere"));
  guint n = bs_issue_count_tagged (bs_session_get_root (self->session), tag);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "A tag of %u story",
                                                         "A tag of %u stories", n),
                                            n);

  gtk_editable_set_text (GTK_EDITABLE (entry), tag);
  g_object_set_data_full (G_OBJECT (entry), "tag", g_strdup (tag), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New name of the tag"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (rename), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Rename everywhere"), -1);
  g_signal_connect (entry, "activate", G_CALLBACK (rename_tag), self);
  g_signal_connect (rename, "clicked", G_CALLBACK (rename_clicked), self);
  gtk_box_append (GTK_BOX (box), gtk_label_new (count));
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), rename);
  gtk_widget_add_css_class (gtk_widget_get_first_child (box), "dim-label");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

static GtkWidget *
make_name (BsTagEditor *self, const char *tag)
{
  GtkWidget *name = gtk_menu_button_new ();
  GtkWidget *text = gtk_label_new (tag);
  /* Translators: %s is a tag of a story. */
  g_autofree char *label = g_strdup_printf (_ ("Tag %s"), tag);

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (name), text);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (name), fill_popover, self, NULL);
  gtk_widget_add_css_class (name, "flat");
  gtk_widget_add_css_class (name, "tag-name");
  gtk_widget_set_tooltip_text (name, _ ("Rename the tag in the whole issue"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (name), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return name;
}

static GtkWidget *
make_chip (BsTagEditor *self, const char *tag)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: %s is a tag of a story. */
  g_autofree char *name = g_strdup_printf (_ ("Remove tag %s"), tag);

  gtk_widget_add_css_class (chip, "tag");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "tag", g_strdup (tag), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_tag), self);
  gtk_box_append (GTK_BOX (chip), make_name (self, tag));
  gtk_box_append (GTK_BOX (chip), button);

  return chip;
}

static void
bs_tag_editor_dispose (GObject *object)
{
  BsTagEditor *self = BS_TAG_EDITOR (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, bs_node_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_tag_editor_parent_class)->dispose (object);
}

static void
bs_tag_editor_class_init (BsTagEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_tag_editor_dispose;

  g_type_ensure (BS_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-tag-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, BsTagEditor, box);
  gtk_widget_class_bind_template_child (widget_class, BsTagEditor, chips);
  gtk_widget_class_bind_template_child (widget_class, BsTagEditor, entry);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_tag_editor_init (BsTagEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_completion_attach (self->entry, find_used, take_used, self);
}

void
bs_tag_editor_set_session (BsTagEditor *self, BsSession *session)
{
  g_return_if_fail (BS_IS_TAG_EDITOR (self));

  g_set_object (&self->session, session);
  bs_tag_editor_show (self);
}

void
bs_tag_editor_show (BsTagEditor *self)
{
  const BsNode *tags;
  GtkWidget *chip;

  g_return_if_fail (BS_IS_TAG_EDITOR (self));

  tags = get_tags (self);
  if (tags == self->shown)
    return;

  g_clear_pointer (&self->shown, bs_node_unref);
  self->shown = tags != NULL ? bs_node_ref (tags) : NULL;
  while ((chip = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_box_remove (GTK_BOX (self->chips), chip);
  for (guint i = 0; i < bs_node_get_length (tags); i++)
    gtk_box_append (GTK_BOX (self->chips),
                    make_chip (self, bs_node_get_string (bs_node_get_element (tags, i))));
  gtk_widget_set_visible (self->chips, bs_node_get_length (tags) > 0);
}

void
bs_tag_editor_focus (BsTagEditor *self)
{
  g_return_if_fail (BS_IS_TAG_EDITOR (self));

  gtk_widget_grab_focus (self->entry);
}
