/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-draft-details.h"

#include "bs-byline-text.h"
#include "bs-config.h"
#include "bs-field-view.h"
#include "bs-photo-group.h"
#include "bs-sensitive.h"
#include "bs-tag-editor.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _BsDraftDetails
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkEditable *byline;
  GtkEditable *section;
  BsTagEditor *tags;
  BsPhotoGroup *photos;
  BsFieldView *notes;

  BsSession *session;
  gboolean quiet; /* what changes is not typed */
};

G_DEFINE_FINAL_TYPE (BsDraftDetails, bs_draft_details, GTK_TYPE_WIDGET)

static const BsNode *
get_story (BsDraftDetails *self)
{
  const char *story = self->session != NULL ? bs_session_get_story (self->session) : NULL;

  return story != NULL ? bs_issue_get_story (bs_session_get_root (self->session), story) : NULL;
}

static char *
dup_path (BsDraftDetails *self, const char *member)
{
  return g_strdup_printf ("/stories/%s/%s", bs_session_get_story (self->session), member);
}

/* --- What is typed --- */

static void
byline_typed (BsDraftDetails *self)
{
  const char *text = gtk_editable_get_text (self->byline);
  const BsNode *story = get_story (self);
  g_autofree char *shown = story != NULL ? bs_byline_text_dup (story) : NULL;
  g_autofree char *path = NULL;
  g_autoptr (BsNode) bylines = NULL;
  BsDocument *document;

  if (self->quiet || story == NULL || g_strcmp0 (shown, text) == 0)
    return;
  document = bs_session_get_document (self->session);
  path = dup_path (self, "bylines");
  bylines = bs_byline_text_parse (text);
  self->quiet = TRUE;
  bs_document_begin (document, _ ("Byline"), "draft-byline");
  bs_document_set_node (document, path, bylines, NULL);
  bs_document_end (document);
  self->quiet = FALSE;
}

static void
section_typed (BsDraftDetails *self)
{
  const char *text = gtk_editable_get_text (self->section);
  const BsNode *story = get_story (self);
  g_autofree char *path = NULL;
  BsDocument *document;

  if (self->quiet || story == NULL || g_strcmp0 (bs_node_get_text (story, "section"), text) == 0)
    return;
  document = bs_session_get_document (self->session);
  path = dup_path (self, "section");
  self->quiet = TRUE;
  bs_document_begin (document, _ ("Section"), "draft-section");
  bs_document_set_text (document, path, text, NULL);
  bs_document_end (document);
  self->quiet = FALSE;
}

/* --- What is shown --- */

static void
show_text (GtkEditable *row, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (row), text) != 0)
    gtk_editable_set_text (row, text);
}

static void
show_story (BsDraftDetails *self)
{
  const BsNode *story = get_story (self);
  BsDocument *document;
  g_autofree char *byline = NULL;
  g_autofree char *notes = NULL;

  if (story == NULL)
    return;
  document = bs_session_get_document (self->session);
  byline = bs_byline_text_dup (story);
  notes = dup_path (self, "notes");
  /* A byline is read into its parts and put together again: not under somebody's hands. */
  if (!self->quiet)
    {
      self->quiet = TRUE;
      show_text (self->byline, byline);
      show_text (self->section, bs_node_get_text (story, "section"));
      self->quiet = FALSE;
    }
  if (g_strcmp0 (bs_field_view_get_path (self->notes), notes) != 0)
    bs_field_view_bind (self->notes, document, notes, _ ("Note to the Desk"));
  bs_set_sensitive (GTK_WIDGET (self->byline), !bs_document_get_read_only (document));
  bs_set_sensitive (GTK_WIDGET (self->section), !bs_document_get_read_only (document));
  bs_tag_editor_show (self->tags);
  bs_photo_group_show (self->photos);
}

static void
revealed (BsSession *session G_GNUC_UNUSED, const char *path, gulong offset, gulong length,
          BsDraftDetails *self)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);

  if (g_strv_length (steps) == 4 && g_str_equal (steps[1], "photos"))
    bs_photo_group_reveal (self->photos, steps[2], offset, length);
}

static void
bs_draft_details_dispose (GObject *object)
{
  BsDraftDetails *self = BS_DRAFT_DETAILS (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_draft_details_parent_class)->dispose (object);
}

static void
bs_draft_details_class_init (BsDraftDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_draft_details_dispose;

  g_type_ensure (BS_TYPE_FIELD_VIEW);
  g_type_ensure (BS_TYPE_PHOTO_GROUP);
  g_type_ensure (BS_TYPE_TAG_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-draft-details.ui");
  gtk_widget_class_bind_template_child (widget_class, BsDraftDetails, scroller);
  gtk_widget_class_bind_template_child (widget_class, BsDraftDetails, byline);
  gtk_widget_class_bind_template_child (widget_class, BsDraftDetails, section);
  gtk_widget_class_bind_template_child (widget_class, BsDraftDetails, tags);
  gtk_widget_class_bind_template_child (widget_class, BsDraftDetails, photos);
  gtk_widget_class_bind_template_child (widget_class, BsDraftDetails, notes);
  gtk_widget_class_bind_template_callback (widget_class, byline_typed);
  gtk_widget_class_bind_template_callback (widget_class, section_typed);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_draft_details_init (BsDraftDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bs_draft_details_set_session (BsDraftDetails *self, BsSession *session)
{
  g_return_if_fail (BS_IS_DRAFT_DETAILS (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  bs_tag_editor_set_session (self->tags, session);
  bs_photo_group_set_session (self->photos, session);
  if (session == NULL)
    {
      bs_field_view_bind (self->notes, NULL, NULL, "");
      return;
    }
  g_signal_connect_object (session, "changed", G_CALLBACK (show_story), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::story", G_CALLBACK (show_story), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "reveal", G_CALLBACK (revealed), self, 0);
  show_story (self);
}
