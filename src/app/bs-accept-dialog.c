/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-accept-dialog.h"

#include "bs-config.h"
#include "bs-submission-words.h"

#include "desk/bs-standing.h"
#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>

struct _BsAcceptDialog
{
  AdwWindow parent_instance;

  AdwPreferencesGroup *group;
  AdwComboRow *page;
  AdwComboRow *section;
  AdwEntryRow *tags;

  GPtrArray *pages; /* what the choices mean: ids */
  GPtrArray *sections;
};

G_DEFINE_FINAL_TYPE (BsAcceptDialog, bs_accept_dialog, ADW_TYPE_WINDOW)

enum
{
  ACCEPT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_chosen (AdwComboRow *row, GPtrArray *values)
{
  guint selected = adw_combo_row_get_selected (row);

  return selected < values->len ? g_ptr_array_index (values, selected) : "";
}

/* Words between commas, of either width. */
static GStrv
split_tags (const char *typed)
{
  g_autoptr (GRegex) commas = g_regex_new ("[,，、;；]", 0, 0, NULL);
  g_auto (GStrv) parts = g_regex_split (commas, typed, 0);
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();

  for (char **part = parts; *part != NULL; part++)
    if (*g_strstrip (*part) != '\0')
      g_strv_builder_add (tags, *part);

  return g_strv_builder_end (tags);
}

static void
accept (BsAcceptDialog *self)
{
  g_auto (GStrv) tags = split_tags (gtk_editable_get_text (GTK_EDITABLE (self->tags)));
  gboolean begun = FALSE;

  g_signal_emit (self, signals[ACCEPT], 0, get_chosen (self->page, self->pages),
                 get_chosen (self->section, self->sections), tags, &begun);
  if (begun)
    gtk_window_close (GTK_WINDOW (self));
}

static void
bs_accept_dialog_finalize (GObject *object)
{
  BsAcceptDialog *self = BS_ACCEPT_DIALOG (object);

  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->sections, g_ptr_array_unref);

  G_OBJECT_CLASS (bs_accept_dialog_parent_class)->finalize (object);
}

static void
bs_accept_dialog_class_init (BsAcceptDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bs_accept_dialog_finalize;

  signals[ACCEPT] = g_signal_new ("accept", BS_TYPE_ACCEPT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_BOOLEAN, 3, G_TYPE_STRING, G_TYPE_STRING,
                                  G_TYPE_STRV);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-accept-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsAcceptDialog, group);
  gtk_widget_class_bind_template_child (widget_class, BsAcceptDialog, page);
  gtk_widget_class_bind_template_child (widget_class, BsAcceptDialog, section);
  gtk_widget_class_bind_template_child (widget_class, BsAcceptDialog, tags);
  gtk_widget_class_bind_template_callback (widget_class, accept);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bs_accept_dialog_init (BsAcceptDialog *self)
{
  self->pages = g_ptr_array_new_with_free_func (g_free);
  self->sections = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Not before it is shown: it would have no role for assistive programs. */
  g_signal_connect_swapped (self, "map", G_CALLBACK (gtk_widget_grab_focus), self->page);
}

static void
add_choice (GtkStringList *titles, GPtrArray *values, const char *title, const char *value)
{
  gtk_string_list_append (titles, title);
  g_ptr_array_add (values, g_strdup (value));
}

static void
choose (AdwComboRow *row, GPtrArray *values, const char *value)
{
  guint index = 0;

  if (value != NULL && g_ptr_array_find_with_equal_func (values, value, g_str_equal, &index))
    adw_combo_row_set_selected (row, index);
}

static char *
dup_section_title (const BsNode *issue, const char *id)
{
  const BsNode *section = bs_node_find_by_id (bs_node_get_member (issue, "sections"), id);
  const char *name = bs_node_get_text (section, "name");

  return g_strdup (*name != '\0' ? name : id);
}

static void
fill_pages (BsAcceptDialog *self, const BsNode *issue)
{
  const BsNode *pages = bs_issue_get_pages (issue);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const BsNode *page = bs_node_get_element (pages, i);
      const char *id = bs_node_get_text (page, "id");
      g_autofree char *section = dup_section_title (issue, bs_node_get_text (page, "section"));
      g_autofree char *title = *section != '\0' ? g_strdup_printf ("%s · %s", id, section)
                                                : g_strdup (id);

      add_choice (titles, self->pages, title, id);
    }
  /* Translators: choice of a page for a submission: it is decided later. */
  add_choice (titles, self->pages, _ ("No Page Yet"), "");
  adw_combo_row_set_model (self->page, G_LIST_MODEL (titles));
}

static void
fill_sections (BsAcceptDialog *self, const BsNode *issue)
{
  const BsNode *sections = bs_node_get_member (issue, "sections");
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  /* Translators: choice of a section for a submission: the section of its page. */
  add_choice (titles, self->sections, _ ("As the Page"), "");
  for (guint i = 0; i < bs_node_get_length (sections); i++)
    {
      const char *id = bs_node_get_text (bs_node_get_element (sections, i), "id");
      g_autofree char *title = dup_section_title (issue, id);

      add_choice (titles, self->sections, title, id);
    }
  adw_combo_row_set_model (self->section, G_LIST_MODEL (titles));
}

static void
show_wish (BsAcceptDialog *self, const BsNode *issue, const BsSubmission *submission)
{
  const char *wish = submission->section;
  g_autofree char *title = g_markup_escape_text (bs_submission_words_get_headline (submission), -1);
  g_autofree char *text = NULL;

  adw_preferences_group_set_title (self->group, title);
  if (wish == NULL || *wish == '\0')
    return;
  text = bs_standing_find_section (issue, wish) != NULL
           /* Translators: the author's name, and the section of the paper they wish for. */
           ? g_markup_printf_escaped (_ ("%s wishes for “%s”."), submission->author, wish)
           : g_markup_printf_escaped (_ ("%s wishes for “%s”, which this issue does not have."),
                                      submission->author, wish);
  adw_preferences_group_set_description (self->group, text);
}

GtkWidget *
bs_accept_dialog_new (GtkWindow *parent, BsSession *session, const BsReading *reading)
{
  BsAcceptDialog *self = g_object_new (BS_TYPE_ACCEPT_DIALOG, "transient-for", parent, "modal",
                                       TRUE, "destroy-with-parent", TRUE, NULL);
  const BsNode *issue = bs_session_get_root (session);
  const BsSubmission *submission = reading->submission;

  fill_pages (self, issue);
  fill_sections (self, issue);
  show_wish (self, issue, submission);
  choose (self->page, self->pages,
          bs_standing_suggest_page (issue, bs_session_get_page (session), submission->section));
  choose (self->section, self->sections, bs_standing_find_section (issue, submission->section));

  return GTK_WIDGET (self);
}
