/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-inspector.h"

#include "bs-byline-text.h"
#include "bs-completion.h"
#include "bs-config.h"
#include "bs-fault-group.h"
#include "bs-field-view.h"
#include "bs-photo-group.h"
#include "bs-sensitive.h"
#include "bs-tag-editor.h"
#include "bs-thumbnail.h"

#include "model/bs-version.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define FACTS_PAUSE_MS 250

struct _BsStoryInspector
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *content;
  GtkWidget *preview_box;
  BsThumbnail *preview;
  AdwComboRow *status;
  AdwComboRow *section;
  AdwComboRow *page;
  AdwComboRow *priority;
  AdwComboRow *jump;
  AdwEntryRow *flag;
  AdwEntryRow *dateline;
  AdwEntryRow *sponsor;
  AdwEntryRow *byline;
  BsTagEditor *tags;
  BsFieldView *notes;
  BsPhotoGroup *photos;
  BsFaultGroup *faults;
  AdwActionRow *length;
  AdwActionRow *origin;
  AdwActionRow *history;

  BsSession *session;
  BsNode *shown_pages;
  BsNode *shown_sections;
  char *shown_unset_section;
  char *shown_story;
  guint facts_source;
  guint quiet;
};

G_DEFINE_FINAL_TYPE (BsStoryInspector, bs_story_inspector, GTK_TYPE_WIDGET)

/* Flags offered while one types. */
#define MAX_OFFERED 6

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

/* Of what is printed before its first edit, and of all of it before the status changes. */
static void
keep_version (BsDocument *document, const char *story, const char *member)
{
  static const char *const printed[] = { "flag", "dateline", "bylines", "sponsor", NULL };

  if (g_strv_contains (printed, member))
    bs_version_keep_for_edit (document, story, NULL);
  else if (strcmp (member, "status") == 0)
    bs_version_keep (document, story, BS_VERSION_STATUS, NULL);
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
  keep_version (document, bs_session_get_story (self->session), member);
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
section_chosen (BsStoryInspector *self)
{
  guint chosen = adw_combo_row_get_selected (self->section);
  const BsNode *sections;

  if (self->quiet > 0 || self->session == NULL || chosen == GTK_INVALID_LIST_POSITION)
    return;

  sections = bs_node_get_member (bs_session_get_root (self->session), "sections");
  set_text (self, "section", _ ("Section"),
            chosen == 0 ? "" : bs_node_get_text (bs_node_get_element (sections, chosen - 1), "id"));
}

/* None, as it suits, then the pages. */
static void
jump_chosen (BsStoryInspector *self)
{
  guint chosen = adw_combo_row_get_selected (self->jump);
  const BsNode *pages;

  if (self->quiet > 0 || self->session == NULL || chosen == GTK_INVALID_LIST_POSITION)
    return;

  pages = bs_issue_get_pages (bs_session_get_root (self->session));
  set_text (self, "jump", _ ("Jump"),
            chosen == 0   ? ""
            : chosen == 1 ? "auto"
                          : bs_node_get_text (bs_node_get_element (pages, chosen - 2), "id"));
}

static void
dateline_applied (AdwEntryRow *row, BsStoryInspector *self)
{
  set_text (self, "dateline", _ ("Dateline"), gtk_editable_get_text (GTK_EDITABLE (row)));
}

static GPtrArray *
find_flags (const char *text, gpointer data)
{
  BsStoryInspector *self = data;
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  const BsNode *root = bs_session_get_root (self->session);
  const BsNode *stories = bs_issue_get_stories (root);
  const BsNode *standing = bs_node_get_member (root, "flags");

  for (guint i = 0; i < bs_node_get_length (standing); i++)
    g_hash_table_insert (used, (gpointer) bs_node_get_string (bs_node_get_element (standing, i)),
                         GUINT_TO_POINTER (0));
  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const char *flag = bs_node_get_text (bs_node_get_element (stories, i), "flag");
      guint times = GPOINTER_TO_UINT (g_hash_table_lookup (used, flag));

      if (*flag != '\0')
        g_hash_table_replace (used, (gpointer) flag, GUINT_TO_POINTER (times + 1));
    }

  return bs_completion_choose (used, text, MAX_OFFERED);
}

static void
take_flag (const char *flag, gpointer data)
{
  BsStoryInspector *self = data;

  gtk_editable_set_text (GTK_EDITABLE (self->flag), flag);
  set_text (self, "flag", _ ("Flag"), flag);
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
  keep_version (document, bs_session_get_story (self->session), "bylines");
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
  g_autoptr (GtkStringList) jumps = NULL;

  if (pages == self->shown_pages && pages != NULL)
    return;

  g_clear_pointer (&self->shown_pages, bs_node_unref);
  self->shown_pages = pages != NULL ? bs_node_ref (pages) : NULL;
  names = gtk_string_list_new (NULL);
  jumps = gtk_string_list_new (NULL);
  /* Translators: the story belongs to no page. */
  gtk_string_list_append (names, C_ ("page", "None"));
  /* Translators: the story does not go on on another page. */
  gtk_string_list_append (jumps, C_ ("jump", "None"));
  /* Translators: the story goes on on another page if there is no room. */
  gtk_string_list_append (jumps, C_ ("jump", "As Needed"));
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const char *page = bs_node_get_text (bs_node_get_element (pages, i), "id");

      gtk_string_list_append (names, page);
      gtk_string_list_append (jumps, page);
    }
  adw_combo_row_set_model (self->page, G_LIST_MODEL (names));
  adw_combo_row_set_model (self->jump, G_LIST_MODEL (jumps));
}

/* What the choice of none comes to. */
static char *
dup_unset_section (const BsNode *root, const BsNode *story)
{
  const BsNode *page = bs_issue_get_page (root, bs_node_get_text (story, "page"));
  const char *section = bs_node_get_text (page, "section");
  const BsNode *node = bs_node_find_by_id (bs_node_get_member (root, "sections"), section);

  if (node == NULL)
    /* Translators: the story belongs to no section. */
    return g_strdup (C_ ("section", "None"));

  /* Translators: the story has no section of its own, and belongs to that of its page: %s. */
  return g_strdup_printf (C_ ("section", "As Its Page: %s"), bs_node_get_text (node, "name"));
}

static void
show_sections (BsStoryInspector *self, const BsNode *story)
{
  const BsNode *root = bs_session_get_root (self->session);
  const BsNode *sections = bs_node_get_member (root, "sections");
  g_autofree char *unset = dup_unset_section (root, story);
  g_autoptr (GtkStringList) names = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->section), bs_node_get_length (sections) > 0);
  if (sections == self->shown_sections && g_strcmp0 (unset, self->shown_unset_section) == 0)
    return;

  g_clear_pointer (&self->shown_sections, bs_node_unref);
  self->shown_sections = sections != NULL ? bs_node_ref (sections) : NULL;
  names = gtk_string_list_new (NULL);
  gtk_string_list_append (names, unset);
  for (guint i = 0; i < bs_node_get_length (sections); i++)
    gtk_string_list_append (names, bs_node_get_text (bs_node_get_element (sections, i), "name"));
  adw_combo_row_set_model (self->section, G_LIST_MODEL (names));
  g_free (self->shown_unset_section);
  self->shown_unset_section = g_steal_pointer (&unset);
}

static void
select_places (BsStoryInspector *self, const BsNode *story)
{
  const BsNode *root = bs_session_get_root (self->session);
  const BsNode *pages = bs_issue_get_pages (root);
  const BsNode *sections = bs_node_get_member (root, "sections");
  const char *jump = bs_node_get_text (story, "jump");
  int page = bs_node_index_of_id (pages, bs_node_get_text (story, "page"));
  int section = bs_node_index_of_id (sections, bs_node_get_text (story, "section"));
  int target = bs_node_index_of_id (pages, jump);

  adw_combo_row_set_selected (self->page, (guint) (page + 1));
  adw_combo_row_set_selected (self->section, (guint) (section + 1));
  adw_combo_row_set_selected (self->jump, strcmp (jump, "auto") == 0 ? 1
                                          : target >= 0              ? (guint) target + 2
                                                                     : 0);
}

/* --- Facts --- */

static gboolean
show_facts (gpointer data)
{
  BsStoryInspector *self = data;
  const BsNode *story = get_story (self);
  guint characters = bs_story_count_characters (story);
  guint paragraphs = bs_node_get_length (bs_story_get_paragraphs (story));
  guint versions = bs_node_get_length (bs_story_get_versions (story));
  int confidence = (int) bs_node_get_number (story, "confidence", -1);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u character",
                                                         "%u characters", (gulong) characters),
                                            characters);
  g_autofree char *parts = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u paragraph",
                                                         "%u paragraphs", (gulong) paragraphs),
                                            paragraphs);
  g_autofree char *length = g_strdup_printf ("%s · %s", count, parts);
  g_autofree char *kept = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u older version",
                                                        "%u older versions", (gulong) versions),
                                           versions);

  adw_action_row_set_subtitle (self->length, length);
  adw_action_row_set_subtitle (self->history, kept);
  gtk_widget_set_visible (GTK_WIDGET (self->origin), confidence >= 0);
  if (confidence >= 0)
    {
      /* Translators: how sure the import was that it understood a story. */
      g_autofree char *origin = g_strdup_printf (_ ("Imported, %d %% sure"), confidence);

      adw_action_row_set_subtitle (self->origin, origin);
    }

  self->facts_source = 0;

  return G_SOURCE_REMOVE;
}

/* Measuring words that may wrap takes longer than a keystroke has: they follow when it rests. */
static void
schedule_facts (BsStoryInspector *self)
{
  g_clear_handle_id (&self->facts_source, g_source_remove);
  self->facts_source = g_timeout_add_full (G_PRIORITY_LOW, FACTS_PAUSE_MS, show_facts, self, NULL);
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
show_notes (BsStoryInspector *self, const BsNode *story)
{
  g_autofree char *path = g_strdup_printf ("/stories/%s/notes", bs_node_get_text (story, "id"));

  bs_field_view_bind (self->notes, bs_session_get_document (self->session), path, _ ("Notes"));
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
    {
      g_clear_handle_id (&self->facts_source, g_source_remove);
      return;
    }

  self->quiet++;
  other_story = g_strcmp0 (self->shown_story, bs_node_get_text (story, "id")) != 0;
  bs_set_sensitive (self->content,
                    !bs_document_get_read_only (bs_session_get_document (self->session)));
  status = bs_node_get_text (story, "status");
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (statuses[i], status) == 0)
      adw_combo_row_set_selected (self->status, i);
  show_pages (self);
  show_sections (self, story);
  select_places (self, story);
  adw_combo_row_set_selected (self->priority,
                              (guint) CLAMP (bs_node_get_number (story, "priority", 0), 0, 4));
  show_entry (self->flag, bs_node_get_text (story, "flag"), other_story);
  show_entry (self->dateline, bs_node_get_text (story, "dateline"), other_story);
  show_entry (self->sponsor, bs_node_get_text (story, "sponsor"), other_story);
  byline = bs_byline_text_dup (story);
  show_entry (self->byline, byline, other_story);
  bs_tag_editor_show (self->tags);
  bs_photo_group_show (self->photos);
  if (other_story)
    {
      g_clear_handle_id (&self->facts_source, g_source_remove);
      show_facts (self);
      show_notes (self, story);
    }
  else
    {
      schedule_facts (self);
    }
  g_free (self->shown_story);
  self->shown_story = g_strdup (bs_node_get_text (story, "id"));
  self->quiet--;
  show_preview (self);
}

static void
bs_story_inspector_dispose (GObject *object)
{
  BsStoryInspector *self = BS_STORY_INSPECTOR (object);

  g_clear_handle_id (&self->facts_source, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->shown_pages, bs_node_unref);
  g_clear_pointer (&self->shown_sections, bs_node_unref);
  g_clear_pointer (&self->shown_unset_section, g_free);
  g_clear_pointer (&self->shown_story, g_free);

  G_OBJECT_CLASS (bs_story_inspector_parent_class)->dispose (object);
}

static void
bs_story_inspector_class_init (BsStoryInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_story_inspector_dispose;

  g_type_ensure (BS_TYPE_THUMBNAIL);
  g_type_ensure (BS_TYPE_TAG_EDITOR);
  g_type_ensure (BS_TYPE_FIELD_VIEW);
  g_type_ensure (BS_TYPE_PHOTO_GROUP);
  g_type_ensure (BS_TYPE_FAULT_GROUP);
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
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, section);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, jump);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, dateline);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, tags);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, notes);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, photos);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, faults);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, length);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, origin);
  gtk_widget_class_bind_template_child (widget_class, BsStoryInspector, history);
  gtk_widget_class_bind_template_callback (widget_class, status_chosen);
  gtk_widget_class_bind_template_callback (widget_class, page_chosen);
  gtk_widget_class_bind_template_callback (widget_class, priority_chosen);
  gtk_widget_class_bind_template_callback (widget_class, section_chosen);
  gtk_widget_class_bind_template_callback (widget_class, jump_chosen);
  gtk_widget_class_bind_template_callback (widget_class, dateline_applied);
  gtk_widget_class_bind_template_callback (widget_class, flag_applied);
  gtk_widget_class_bind_template_callback (widget_class, byline_applied);
  gtk_widget_class_bind_template_callback (widget_class, sponsor_applied);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "stories-view.enter", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_story_inspector_init (BsStoryInspector *self)
{
  /* The rows speak while the template is built, before there is a session. */
  self->quiet = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->quiet = 0;
  bs_completion_attach (GTK_WIDGET (self->flag), find_flags, take_flag, self);
}

/* Captions are shown here; what else there is, the editor shows. */
static void
revealed (BsSession *session G_GNUC_UNUSED, const char *path, gulong offset, gulong length,
          BsStoryInspector *self)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);

  if (g_strv_length (steps) == 4 && strcmp (steps[1], "photos") == 0
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    bs_photo_group_reveal (self->photos, steps[2], offset, length);
}

void
bs_story_inspector_set_session (BsStoryInspector *self, BsSession *session)
{
  g_return_if_fail (BS_IS_STORY_INSPECTOR (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_clear_pointer (&self->shown_story, g_free);
  bs_tag_editor_set_session (self->tags, session);
  bs_photo_group_set_session (self->photos, session);
  bs_fault_group_set_session (self->faults, session);
  if (session != NULL)
    {
      g_signal_connect_object (session, "reveal", G_CALLBACK (revealed), self, 0);
      g_signal_connect_object (session, "notify::story", G_CALLBACK (show_story), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "changed", G_CALLBACK (show_story), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "page-updated", G_CALLBACK (show_preview), self,
                               G_CONNECT_SWAPPED);
    }

  show_story (self);
}

void
bs_story_inspector_edit (BsStoryInspector *self, const char *detail)
{
  g_return_if_fail (BS_IS_STORY_INSPECTOR (self));

  if (strcmp (detail, "tags") == 0)
    bs_tag_editor_focus (self->tags);
  else
    gtk_widget_grab_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->byline))));
}
