/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-editor.h"

#include "bs-config.h"
#include "bs-settings.h"
#include "bs-story-editor-private.h"
#include "bs-story-here.h"
#include "bs-whole-text.h"

#include "model/bs-version.h"

#include <glib/gi18n-lib.h>

/* Pixels a line of text is wide at most, as 16-pixel characters go: forty. */
#define MEASURE 644

G_DEFINE_FINAL_TYPE (BsStoryEditor, bs_story_editor, GTK_TYPE_WIDGET)

enum
{
  PROP_COMPACT = 1,
  PROP_ROLE,
  PROP_PAGELESS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

BsBodyBuffer *
bs_story_editor_get_buffer (BsStoryEditor *self)
{
  return BS_BODY_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->body)));
}

static void
show_place (BsStoryEditor *self)
{
  gtk_widget_set_sensitive (self->show_on_page,
                            self->session != NULL
                              && bs_session_find_placed_page (self->session, self->story) != NULL);
}

/* Below the deck, as it will be printed; written in the inspector. */
static void
show_byline (BsStoryEditor *self, const BsNode *story)
{
  g_autofree char *printed = bs_story_dup_byline (story);
  const char *dateline = bs_node_get_text (story, "dateline");
  const char *gap = *dateline != '\0' && *printed != '\0' ? "  " : "";
  g_autofree char *text = g_strconcat (dateline, gap, printed, NULL);

  g_strdelimit (text, "\n", ' ');
  if (g_strcmp0 (gtk_label_get_label (self->byline), text) == 0)
    return;

  gtk_label_set_label (self->byline, text);
  gtk_widget_set_visible (GTK_WIDGET (self->byline), *text != '\0');
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
  show_byline (self, story);
}

static void
update_role (BsStoryEditor *self)
{
  const char *role = bs_body_buffer_get_role (bs_story_editor_get_buffer (self));

  if (g_strcmp0 (role, self->role) == 0)
    return;

  self->role = role;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE]);
}

static void
conflict (BsBodyBuffer *buffer G_GNUC_UNUSED, const char *message, BsStoryEditor *self)
{
  bs_session_tell (self->session, message, 0);
}

static void
bind_field (BsFieldView *view, BsDocument *document, const char *story, const char *member,
            const char *label)
{
  g_autofree char *path = story != NULL ? g_strdup_printf ("/stories/%s/%s", story, member) : NULL;

  bs_field_view_bind (view, document, path, label);
}

/* Beside a page no story of another page is written in by mistake. */
static const char *
find_story (BsStoryEditor *self)
{
  if (self->session == NULL)
    return NULL;

  return self->compact ? bs_story_here (self->session) : bs_session_get_story (self->session);
}

/* Its author has sent the story anew. */
static void
show_newer (BsStoryEditor *self)
{
  BsNewerWatch *watch = self->session != NULL ? bs_session_get_newer_watch (self->session) : NULL;
  const BsNode *story = watch != NULL && self->story != NULL
                          ? bs_issue_get_story (bs_session_get_root (self->session), self->story)
                          : NULL;
  const BsSubmission *newer = story != NULL ? bs_newer_watch_find (watch, story) : NULL;

  if (newer != NULL)
    {
      /* Translators: %s is a person's name. */
      g_autofree char *text = g_strdup_printf (_ ("%s has sent a newer version"), newer->author);

      gtk_label_set_label (self->newer_label, text);
    }
  gtk_widget_set_visible (self->newer, newer != NULL);
}

static void
show_story (BsStoryEditor *self)
{
  BsDocument *document = self->session != NULL ? bs_session_get_document (self->session) : NULL;
  const char *story = find_story (self);

  if (g_strcmp0 (story, self->story) != 0)
    {
      g_free (self->story);
      self->story = g_strdup (story);
      bs_story_editor_forget_faults (self);
    }

  bind_field (self->kicker, document, story, "kicker", _ ("Kicker"));
  bind_field (self->headline, document, story, "headline", _ ("Headline"));
  bind_field (self->deck, document, story, "deck", _ ("Deck"));
  bs_body_buffer_set_story (bs_story_editor_get_buffer (self), document, story);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->body),
                              document != NULL && !bs_document_get_read_only (document));

  gtk_stack_set_visible_child_name (self->stack, story != NULL ? "story" : "none");
  if (story == NULL)
    return;

  show_newer (self);
  show_place (self);
  show_count (self);
  update_role (self);
}

static void
session_changed (BsStoryEditor *self)
{
  if (self->compact && g_strcmp0 (find_story (self), self->story) != 0)
    show_story (self);
  show_newer (self);
  show_count (self);
  update_role (self);
}

static void
bs_story_editor_map (GtkWidget *widget)
{
  bs_body_buffer_set_seen (bs_story_editor_get_buffer (BS_STORY_EDITOR (widget)), TRUE);

  GTK_WIDGET_CLASS (bs_story_editor_parent_class)->map (widget);
}

static void
bs_story_editor_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bs_story_editor_parent_class)->unmap (widget);

  bs_body_buffer_set_seen (bs_story_editor_get_buffer (BS_STORY_EDITOR (widget)), FALSE);
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
    case PROP_PAGELESS:
      g_value_set_boolean (value, self->pageless);
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
          g_object_set (self->body, "measure", 0, NULL);
        }
      break;
    case PROP_PAGELESS:
      self->pageless = g_value_get_boolean (value);
      if (self->pageless)
        {
          gtk_widget_set_visible (self->delete_story, FALSE);
          gtk_widget_set_visible (self->show_on_page, FALSE);
          gtk_widget_set_visible (GTK_WIDGET (self->fit), FALSE);
          gtk_widget_set_tooltip_text (GTK_WIDGET (self->byline), _ ("Byline, written beside it"));
          gtk_widget_set_hexpand (GTK_WIDGET (self->faults), TRUE);
          gtk_widget_set_halign (GTK_WIDGET (self->faults), GTK_ALIGN_START);
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
  bs_story_editor_dispose_faults (self);
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
  properties[PROP_PAGELESS] = g_param_spec_boolean ("pageless", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                      | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (BS_TYPE_FIELD_VIEW);
  g_type_ensure (BS_TYPE_BODY_VIEW);
  g_type_ensure (BS_TYPE_COPYFIT_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-story-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, box);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, newer);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, newer_label);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, toolbar);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, kicker);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, headline);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, deck);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, body);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, byline);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, faults);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, fault_count);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, fit);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, count);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, show_on_page);
  gtk_widget_class_bind_template_child (widget_class, BsStoryEditor, delete_story);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "storyeditor");
}

static void
bs_story_editor_init (BsStoryEditor *self)
{
  g_autoptr (GtkTextBuffer) buffer = bs_body_buffer_new ();

  self->role = "body";
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->body), buffer);
  g_object_set (self->body, "measure", self->compact ? 0 : MEASURE, NULL);
  bs_body_buffer_set_seen (BS_BODY_BUFFER (buffer), FALSE);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (update_role), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "conflict", G_CALLBACK (conflict), self, 0);
  bs_story_editor_init_faults (self);
}

void
bs_story_editor_set_session (BsStoryEditor *self, BsSession *session)
{
  g_return_if_fail (BS_IS_STORY_EDITOR (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->session != NULL && bs_session_get_newer_watch (self->session) != NULL)
    g_signal_handlers_disconnect_by_data (bs_session_get_newer_watch (self->session), self);
  bs_story_editor_let_go (self);
  g_set_object (&self->session, session);
  bs_copyfit_button_set_session (self->fit, session);
  if (session != NULL)
    {
      g_autofree char *author = bs_settings_dup_author ();

      bs_version_begin_sitting (bs_session_get_document (session),
                                bs_session_get_environment (session), author);
      g_signal_connect_object (session, "notify::story", G_CALLBACK (show_story), self,
                               G_CONNECT_SWAPPED);
      if (self->compact)
        g_signal_connect_object (session, "notify::page", G_CALLBACK (show_story), self,
                                 G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "page-updated", G_CALLBACK (show_place), self,
                               G_CONNECT_SWAPPED);
      if (bs_session_get_newer_watch (session) != NULL)
        g_signal_connect_object (bs_session_get_newer_watch (session), "changed",
                                 G_CALLBACK (show_newer), self, G_CONNECT_SWAPPED);
    }

  show_story (self);
  bs_story_editor_watch_faults (self);
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

  bs_body_buffer_set_role (bs_story_editor_get_buffer (self), role);
  update_role (self);
}

void
bs_story_editor_paste_plain (BsStoryEditor *self)
{
  GtkWidget *focus;

  g_return_if_fail (BS_IS_STORY_EDITOR (self));

  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (gtk_widget_has_focus (GTK_WIDGET (self->body)))
    bs_body_view_paste_plain (self->body);
  else if (focus != NULL)
    gtk_widget_activate_action (focus, "clipboard.paste", NULL);
}

void
bs_story_editor_suggest_cuts (BsStoryEditor *self)
{
  g_return_if_fail (BS_IS_STORY_EDITOR (self));

  if (self->story != NULL)
    bs_copyfit_button_popup (self->fit);
}
