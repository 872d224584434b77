/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-editor.h"

#include "bs-body-buffer.h"
#include "bs-body-view.h"
#include "bs-config.h"
#include "bs-field-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _BsStoryEditor
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkStack *stack;
  GtkWidget *toolbar;
  AdwClamp *clamp;
  GtkWidget *sheet;
  BsFieldView *kicker;
  BsFieldView *headline;
  BsFieldView *deck;
  GtkTextView *body;
  GtkWidget *fit_box;
  GtkImage *fit_icon;
  GtkLabel *fit;
  GtkLabel *count;
  GtkWidget *show_on_page;

  BsSession *session;
  char *story; /* the one shown */
  const char *role;
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (BsStoryEditor, bs_story_editor, GTK_TYPE_WIDGET)

enum
{
  PROP_COMPACT = 1,
  PROP_ROLE,
  N_PROPS
};

enum
{
  CONFLICT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static BsBodyBuffer *
get_buffer (BsStoryEditor *self)
{
  return BS_BODY_BUFFER (gtk_text_view_get_buffer (self->body));
}

static void
show_fit (BsStoryEditor *self)
{
  int over = 0;
  g_autofree char *text = NULL;

  if (self->session == NULL || self->story == NULL)
    return;

  text = bs_session_dup_copyfit_text (self->session, self->story, &over);
  gtk_label_set_label (self->fit, text != NULL ? text : _ ("Not on a page"));
  gtk_widget_set_visible (GTK_WIDGET (self->fit_icon), over > 0);
  if (over > 0)
    gtk_widget_add_css_class (self->fit_box, "error");
  else
    gtk_widget_remove_css_class (self->fit_box, "error");
  gtk_widget_set_sensitive (self->show_on_page,
                            bs_session_find_placed_page (self->session, self->story) != NULL);
}

static void
show_count (BsStoryEditor *self)
{
  const BsNode *story;
  guint characters;
  guint paragraphs;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *text = NULL;

  if (self->session == NULL || self->story == NULL)
    return;

  story = bs_issue_get_story (bs_session_get_root (self->session), self->story);
  characters = bs_story_count_characters (story);
  paragraphs = bs_node_get_length (bs_story_get_paragraphs (story));
  first = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u character", "%'u characters",
                                        (gulong) characters),
                           characters);
  second = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u paragraph", "%u paragraphs",
                                         (gulong) paragraphs),
                            paragraphs);
  text = self->compact ? g_strdup (first) : g_strdup_printf ("%s · %s", first, second);
  gtk_label_set_label (self->count, text);
}

static void
update_role (BsStoryEditor *self)
{
  const char *role = bs_body_buffer_get_role (get_buffer (self));

  if (g_strcmp0 (role, self->role) == 0)
    return;

  self->role = role;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE]);
}

static void
conflict (BsBodyBuffer *buffer G_GNUC_UNUSED, const char *message, BsStoryEditor *self)
{
  g_signal_emit (self, signals[CONFLICT], 0, message);
}

static void
bind_field (BsFieldView *view, BsDocument *document, const char *story, const char *member,
            const char *label)
{
  g_autofree char *path = story != NULL ? g_strdup_printf ("/stories/%s/%s", story, member) : NULL;

  bs_field_view_bind (view, document, path, label);
}

static void
show_story (BsStoryEditor *self)
{
  BsDocument *document = self->session != NULL ? bs_session_get_document (self->session) : NULL;
  const char *story = self->session != NULL ? bs_session_get_story (self->session) : NULL;

  if (g_strcmp0 (story, self->story) != 0)
    {
      g_free (self->story);
      self->story = g_strdup (story);
    }

  bind_field (self->kicker, document, story, "kicker", _ ("Kicker"));
  bind_field (self->headline, document, story, "headline", _ ("Headline"));
  bind_field (self->deck, document, story, "deck", _ ("Deck"));
  bs_body_buffer_set_story (get_buffer (self), document, story);
  gtk_text_view_set_editable (self->body,
                              document != NULL && !bs_document_get_read_only (document));

  gtk_stack_set_visible_child_name (self->stack, story != NULL ? "story" : "none");
  if (story == NULL)
    return;

  show_fit (self);
  show_count (self);
  update_role (self);
}

static void
session_changed (BsStoryEditor *self)
{
  show_count (self);
  show_fit (self);
  update_role (self);
}

static void
bs_story_editor_map (GtkWidget *widget)
{
  bs_body_buffer_set_seen (get_buffer (BS_STORY_EDITOR (widget)), TRUE);

  GTK_WIDGET_CLASS (bs_story_editor_parent_class)->map (widget);
}

static void
bs_story_editor_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bs_story_editor_parent_class)->unmap (widget);

  bs_body_buffer_set_seen (get_buffer (BS_STORY_EDITOR (widget)), FALSE);
}

static void
bs_story_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsStoryEditor *self = BS_STORY_EDITOR (object);

  switch (id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    case PROP_ROLE:
      g_value_set_string (value, self->role);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_story_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsStoryEditor *self = BS_STORY_EDITOR (object);

  switch (id)
    {
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      if (self->compact)
        {
          gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
          gtk_widget_set_visible (self->toolbar, FALSE);
          gtk_widget_set_visible (self->show_on_page, FALSE);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_story_editor_dispose (GObject *object)
{
  BsStoryEditor *self = BS_STORY_EDITOR (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->story, g_free);

  G_OBJECT_CLASS (bs_story_editor_parent_class)->dispose (object);
}

static void
bs_story_editor_class_init (BsStoryEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bs_story_editor_get_property;
  object_class->set_property = bs_story_editor_set_property;
  object_class->dispose = bs_story_editor_dispose;
  widget_class->map = bs_story_editor_map;
  widget_class->unmap = bs_story_editor_unmap;

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                     | G_PARAM_STATIC_STRINGS);
  properties[PROP_ROLE] = g_param_spec_string ("role", NULL, NULL, "body",
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CONFLICT] = g_signal_new ("conflict", BS_TYPE_STORY_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (BS_TYPE_FIELD_VIEW);
  g_type_ensure (BS_TYPE_BODY_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-story-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, box);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, toolbar);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, clamp);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, sheet);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, kicker);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, headline);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, deck);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, body);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, fit_box);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, fit_icon);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, fit);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, count);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, show_on_page);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "storyeditor");
}

static void
bs_story_editor_init (BsStoryEditor *self)
{
  g_autoptr (GtkTextBuffer) buffer = bs_body_buffer_new ();

  self->role = "body";
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_view_set_buffer (self->body, buffer);
  bs_body_buffer_set_seen (BS_BODY_BUFFER (buffer), FALSE);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (update_role), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "conflict", G_CALLBACK (conflict), self, 0);
}

void
bs_story_editor_set_session (BsStoryEditor *self, BsSession *session)
{
  g_return_if_fail (BS_IS_STORY_EDITOR (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (session, "notify::story", G_CALLBACK (show_story), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "page-updated", G_CALLBACK (show_fit), self,
                               G_CONNECT_SWAPPED);
    }

  show_story (self);
}

void
bs_story_editor_focus (BsStoryEditor *self)
{
  g_return_if_fail (BS_IS_STORY_EDITOR (self));

  if (self->story == NULL)
    return;
  if (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->headline)))
      == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->headline));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->body));
}

const char *
bs_story_editor_get_role (BsStoryEditor *self)
{
  g_return_val_if_fail (BS_IS_STORY_EDITOR (self), "body");

  return self->role;
}

void
bs_story_editor_set_role (BsStoryEditor *self, const char *role)
{
  g_return_if_fail (BS_IS_STORY_EDITOR (self));

  bs_body_buffer_set_role (get_buffer (self), role);
  update_role (self);
}
