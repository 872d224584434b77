/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-inspector.h"

#include "bs-byline-text.h"
#include "bs-config.h"
#include "bs-photo-picture.h"
#include "bs-story-row.h"
#include "bs-thumbnail.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _BsStoryInspector
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *content;
  GtkWidget *preview_box;
  BsThumbnail *preview;
  AdwComboRow *status;
  AdwComboRow *page;
  AdwComboRow *priority;
  AdwEntryRow *flag;
  AdwEntryRow *sponsor;
  AdwEntryRow *byline;
  AdwPreferencesGroup *photos;

  BsSession *session;
  BsNode *shown_pages;
  BsNode *shown_photos;
  char *shown_story;
  GPtrArray *photo_rows; /* borrowed from the group */
  guint quiet;
};

G_DEFINE_FINAL_TYPE (BsStoryInspector, bs_story_inspector, GTK_TYPE_WIDGET)

static const char *const statuses[] = { "", "draft", "ready", "approved" };

static const BsNode *
get_story (BsStoryInspector *self)
{
  const char *story = self->session != NULL ? bs_session_get_story (self->session) : NULL;

  return story != NULL ? bs_issue_get_story (bs_session_get_root (self->session), story) : NULL;
}

static char *
dup_path (BsStoryInspector *self, const char *member)
{
  return g_strdup_printf ("/stories/%s/%s", bs_session_get_story (self->session), member);
}

static void
set_text (BsStoryInspector *self, const char *member, const char *label, const char *value)
{
  BsDocument *document;
  g_autofree char *path = NULL;

  if (self->quiet > 0 || get_story (self) == NULL
      || g_strcmp0 (bs_node_get_text (get_story (self), member), value) == 0)
    return;

  document = bs_session_get_document (self->session);
  path = dup_path (self, member);
  bs_document_begin (document, label, NULL);
  bs_document_set_text (document, path, value, NULL);
  bs_document_end (document);
}

static void
status_chosen (BsStoryInspector *self)
{
  guint chosen = adw_combo_row_get_selected (self->status);

  if (chosen < G_N_ELEMENTS (statuses))
    set_text (self, "status", _ ("Status"), statuses[chosen]);
}

static void
page_chosen (BsStoryInspector *self)
{
  guint chosen = adw_combo_row_get_selected (self->page);
  const BsNode *pages;

  if (self->quiet > 0 || self->session == NULL || chosen == GTK_INVALID_LIST_POSITION)
    return;

  pages = bs_issue_get_pages (bs_session_get_root (self->session));
  set_text (self, "page", _ ("Page"),
            chosen == 0 ? "" : bs_node_get_text (bs_node_get_element (pages, chosen - 1), "id"));
}

static void
priority_chosen (BsStoryInspector *self)
{
  guint chosen = adw_combo_row_get_selected (self->priority);
  BsDocument *document;
  g_autofree char *path = NULL;
  g_autoptr (BsNode) value = NULL;

  if (self->quiet > 0 || get_story (self) == NULL || chosen == GTK_INVALID_LIST_POSITION
      || bs_node_get_number (get_story (self), "priority", 0) == chosen)
    return;

  document = bs_session_get_document (self->session);
  path = dup_path (self, "priority");
  value = chosen > 0 ? bs_node_new_integer (chosen) : NULL;
  bs_document_begin (document, _ ("Priority"), NULL);
  bs_document_set_node (document, path, value, NULL);
  bs_document_end (document);
}

static void
flag_applied (AdwEntryRow *row, BsStoryInspector *self)
{
  set_text (self, "flag", _ ("Flag"), gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
byline_applied (AdwEntryRow *row, BsStoryInspector *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autofree char *shown = NULL;
  g_autofree char *path = NULL;
  g_autoptr (BsNode) bylines = NULL;
  BsDocument *document;

  if (self->quiet > 0 || get_story (self) == NULL)
    return;
  shown = bs_byline_text_dup (get_story (self));
  if (g_strcmp0 (shown, text) == 0)
    return;

  document = bs_session_get_document (self->session);
  path = dup_path (self, "bylines");
  bylines = bs_byline_text_parse (text);
  bs_document_begin (document, _ ("Byline"), NULL);
  bs_document_set_node (document, path, bylines, NULL);
  bs_document_end (document);
}

static void
sponsor_applied (AdwEntryRow *row, BsStoryInspector *self)
{
  set_text (self, "sponsor", _ ("Sponsor Line"), gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
show_pages (BsStoryInspector *self)
{
  const BsNode *pages = bs_issue_get_pages (bs_session_get_root (self->session));
  g_autoptr (GtkStringList) names = NULL;

  if (pages == self->shown_pages && pages != NULL)
    return;

  g_clear_pointer (&self->shown_pages, bs_node_unref);
  self->shown_pages = pages != NULL ? bs_node_ref (pages) : NULL;
  names = gtk_string_list_new (NULL);
  /* Translators: the story belongs to no page. */
  gtk_string_list_append (names, C_ ("page", "None"));
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    gtk_string_list_append (names, bs_node_get_text (bs_node_get_element (pages, i), "id"));
  adw_combo_row_set_model (self->page, G_LIST_MODEL (names));
}

static void
select_page (BsStoryInspector *self, const char *page)
{
  const BsNode *pages = bs_issue_get_pages (bs_session_get_root (self->session));
  int index = bs_node_index_of_id (pages, page);

  adw_combo_row_set_selected (self->page, (guint) (index + 1));
}

static void
add_photo_row (BsStoryInspector *self, const BsNode *photo)
{
  GtkWidget *row = adw_action_row_new ();
  const char *name = bs_node_get_text (photo, "file");
  g_autoptr (GFile) file = *name != '\0'
                             ? bs_document_get_media (bs_session_get_document (self->session), name)
                             : NULL;
  g_autofree char *credit = bs_photo_dup_credit (photo);
  const char *caption = bs_node_get_text (photo, "caption");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *caption != '\0' ? caption : _ ("Photo without a caption"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  if (*credit != '\0')
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), credit);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), bs_photo_picture_new (file));
  adw_preferences_group_add (self->photos, row);
  g_ptr_array_add (self->photo_rows, row);
}

static void
show_photos (BsStoryInspector *self, const char *story)
{
  const BsNode *photos = bs_issue_get_photos (bs_session_get_root (self->session));

  if (photos == self->shown_photos && g_strcmp0 (story, self->shown_story) == 0)
    return;

  g_clear_pointer (&self->shown_photos, bs_node_unref);
  self->shown_photos = photos != NULL ? bs_node_ref (photos) : NULL;
  g_free (self->shown_story);
  self->shown_story = g_strdup (story);

  for (guint i = 0; i < self->photo_rows->len; i++)
    adw_preferences_group_remove (self->photos, g_ptr_array_index (self->photo_rows, i));
  g_ptr_array_set_size (self->photo_rows, 0);
  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);

      if (g_strcmp0 (bs_node_get_text (photo, "story"), story) == 0)
        add_photo_row (self, photo);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->photos), self->photo_rows->len > 0);
}

static void
show_entry (AdwEntryRow *row, const char *text, gboolean other_story)
{
  gboolean typing = (gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN)
                    != 0;

  /* What is being typed and not yet applied stays, but never goes to another story. */
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), text) != 0 && (!typing || other_story))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
show_preview (BsStoryInspector *self)
{
  const BsNode *story = get_story (self);
  const char *page;
  BsPageResult *result;

  if (story == NULL)
    return;

  page = bs_session_find_placed_page (self->session, bs_node_get_text (story, "id"));
  result = bs_session_get_result (self->session, page);
  gtk_widget_set_visible (self->preview_box, result != NULL);
  bs_thumbnail_show (self->preview, result != NULL ? result->list : NULL,
                     bs_session_get_renderer (self->session));
}

static void
show_story (BsStoryInspector *self)
{
  const BsNode *story = get_story (self);
  gboolean other_story;
  const char *status;
  g_autofree char *byline = NULL;

  gtk_widget_set_visible (self->content, story != NULL);
  if (story == NULL)
    return;

  self->quiet++;
  other_story = g_strcmp0 (self->shown_story, bs_node_get_text (story, "id")) != 0;
  gtk_widget_set_sensitive (self->content,
                            !bs_document_get_read_only (bs_session_get_document (self->session)));
  status = bs_node_get_text (story, "status");
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (statuses[i], status) == 0)
      adw_combo_row_set_selected (self->status, i);
  show_pages (self);
  select_page (self, bs_node_get_text (story, "page"));
  adw_combo_row_set_selected (self->priority,
                              (guint) CLAMP (bs_node_get_number (story, "priority", 0), 0, 4));
  show_entry (self->flag, bs_node_get_text (story, "flag"), other_story);
  show_entry (self->sponsor, bs_node_get_text (story, "sponsor"), other_story);
  byline = bs_byline_text_dup (story);
  show_entry (self->byline, byline, other_story);
  show_photos (self, bs_node_get_text (story, "id"));
  self->quiet--;
  show_preview (self);
}

static void
bs_story_inspector_dispose (GObject *object)
{
  BsStoryInspector *self = BS_STORY_INSPECTOR (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->photo_rows, g_ptr_array_unref);
  g_clear_pointer (&self->shown_pages, bs_node_unref);
  g_clear_pointer (&self->shown_photos, bs_node_unref);
  g_clear_pointer (&self->shown_story, g_free);

  G_OBJECT_CLASS (bs_story_inspector_parent_class)->dispose (object);
}

static void
bs_story_inspector_class_init (BsStoryInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_story_inspector_dispose;

  g_type_ensure (BS_TYPE_THUMBNAIL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-story-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, scroller);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, content);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, preview_box);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, preview);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, status);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, page);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, priority);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, flag);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, sponsor);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, byline);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, photos);
  gtk_widget_class_bind_template_callback (widget_class, status_chosen);
  gtk_widget_class_bind_template_callback (widget_class, page_chosen);
  gtk_widget_class_bind_template_callback (widget_class, priority_chosen);
  gtk_widget_class_bind_template_callback (widget_class, flag_applied);
  gtk_widget_class_bind_template_callback (widget_class, byline_applied);
  gtk_widget_class_bind_template_callback (widget_class, sponsor_applied);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_story_inspector_init (BsStoryInspector *self)
{
  self->photo_rows = g_ptr_array_new ();
  /* The rows speak while the template is built, before there is a session. */
  self->quiet = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->quiet = 0;
}

void
bs_story_inspector_set_session (BsStoryInspector *self, BsSession *session)
{
  g_return_if_fail (BS_IS_STORY_INSPECTOR (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (session, "notify::story", G_CALLBACK (show_story), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "changed", G_CALLBACK (show_story), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "page-updated", G_CALLBACK (show_preview), self,
                               G_CONNECT_SWAPPED);
    }

  show_story (self);
}
