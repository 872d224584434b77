/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-tag-editor.h"

#include "bs-completion.h"
#include "bs-config.h"
#include "bs-wrap-layout.h"

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
    if (strcmp (bs_node_get_string (bs_node_get_element (tags, i)), tag) == 0)
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
  g_autofree char *plain = g_strdup (text);
  g_auto (GStrv) words = NULL;
  const BsNode *old = get_tags (self);
  BsNodeBuilder *builder = bs_node_builder_new_array ();
  g_autoptr (BsNode) tags = NULL;
  guint n = 0;

  for (guint i = 0; i < bs_node_get_length (old); i++)
    bs_node_builder_add (builder, bs_node_ref (bs_node_get_element (old, i)));
  words = g_regex_split_simple ("[,，、;；]+", plain, 0, 0);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = g_strstrip (words[i]);

      if (*word != '\0' && find_tag (old, word) < 0)
        {
          bs_node_builder_add (builder, bs_node_new_string (word));
          n++;
        }
    }
  tags = bs_node_builder_end (builder);
  if (n > 0)
    set_tags (self, _ ("Add Tag"), tags);
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

static GtkWidget *
make_chip (BsTagEditor *self, const char *tag)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *label = gtk_label_new (tag);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: %s is a tag of a story. */
  g_autofree char *name = g_strdup_printf (_ ("Remove tag %s"), tag);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (chip, "tag");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "tag", g_strdup (tag), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_tag), self);
  gtk_box_append (GTK_BOX (chip), label);
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
