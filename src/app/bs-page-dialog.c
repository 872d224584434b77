/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-page-dialog.h"

#include "bs-config.h"
#include "bs-issue-commands.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BsPageDialog
{
  AdwWindow parent_instance;

  GtkButton *done;
  AdwEntryRow *name;
  AdwComboRow *section;
  AdwComboRow *format;
  AdwComboRow *like;
  AdwEntryRow *editors;
  AdwEntryRow *contact;
  GtkLabel *mistake;

  BsSession *session;
  char *page;          /* NULL: a new one */
  GPtrArray *sections; /* ids, as the rows of the combo; the first is "" */
  GPtrArray *formats;  /* names; the first is "" */
  GPtrArray *pages;    /* ids; the first is "" */
  char *suggested;
};

G_DEFINE_FINAL_TYPE (BsPageDialog, bs_page_dialog, ADW_TYPE_WINDOW)

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static const char *
get_chosen (AdwComboRow *row, GPtrArray *values)
{
  guint chosen = adw_combo_row_get_selected (row);

  return chosen < values->len ? g_ptr_array_index (values, chosen) : "";
}

static void
choose (AdwComboRow *row, GPtrArray *values, const char *value)
{
  for (guint i = 0; i < values->len; i++)
    if (g_str_equal (g_ptr_array_index (values, i), value))
      adw_combo_row_set_selected (row, i);
}

static gboolean
is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

/* "林沐、陈渡", "林沐 陈渡", "Ann Lee, Bo Ek": a space parts Chinese names, not the others. */
static GStrv
split_names (const char *text)
{
  g_autoptr (GString) parted = g_string_new (NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) pieces = NULL;
  gunichar before = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar next = g_utf8_get_char (g_utf8_next_char (p));

      if (strchr (",;\n", (int) MIN (c, 127)) != NULL || c == 0x3001 || c == 0xFF0C || c == 0xFF1B
          || (g_unichar_isspace (c) && is_han (before) && is_han (next)))
        g_string_append_c (parted, '\n');
      else
        g_string_append_unichar (parted, c);
      before = c;
    }
  pieces = g_strsplit (parted->str, "\n", -1);
  for (guint i = 0; pieces[i] != NULL; i++)
    if (*g_strstrip (pieces[i]) != '\0')
      g_strv_builder_add (names, pieces[i]);

  return g_strv_builder_end (names);
}

static char *
dup_names (const BsNode *list)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < bs_node_get_length (list); i++)
    {
      const char *name = bs_node_get_string (bs_node_get_element (list, i));

      if (i > 0)
        g_string_append (text, is_han (g_utf8_get_char (name)) ? "、" : ", ");
      g_string_append (text, name);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_mistake (BsPageDialog *self, const char *mistake)
{
  gtk_label_set_label (self->mistake, mistake != NULL ? mistake : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), mistake != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->done), mistake == NULL);
  if (mistake != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->name), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name), "error");
}

static void
name_changed (BsPageDialog *self)
{
  g_autofree char *name = dup_text (self->name);
  g_autoptr (GError) error = NULL;

  if (self->session == NULL)
    return;

  bs_issue_check_page_name (bs_session_get_root (self->session), name, self->page, &error);
  show_mistake (self, error != NULL ? error->message : NULL);
}

/* The name goes with the section until somebody types another one. */
static void
section_changed (BsPageDialog *self)
{
  g_autofree char *name = dup_text (self->name);

  if (self->session == NULL || self->page != NULL || g_strcmp0 (name, self->suggested) != 0)
    return;

  g_free (self->suggested);
  self->suggested = bs_issue_suggest_page_name (bs_session_get_root (self->session),
                                                get_chosen (self->section, self->sections));
  gtk_editable_set_text (GTK_EDITABLE (self->name), self->suggested);
}

static void
done (BsPageDialog *self)
{
  const BsNode *issue = bs_session_get_root (self->session);
  g_autofree char *name = dup_text (self->name);
  g_autofree char *contact = dup_text (self->contact);
  g_autofree char *typed = dup_text (self->editors);
  g_auto (GStrv) editors = split_names (typed);
  const char *like = get_chosen (self->like, self->pages);
  BsPageFacts facts = { name, get_chosen (self->section, self->sections),
                        get_chosen (self->format, self->formats), (const char *const *) editors,
                        contact };
  GError *error = NULL;
  BsIssueEdit *edit;
  g_autofree char *text = NULL;

  if (self->page != NULL)
    edit = bs_issue_edit_set_page (issue, self->page, &facts, &error);
  else
    edit = bs_issue_edit_add_page (issue, &facts, *like != '\0' ? like : NULL, -1, &error);
  if (error != NULL)
    {
      show_mistake (self, error->message);
      g_error_free (error);
      return;
    }

  text = self->page != NULL ? g_strdup (edit->label) : g_strdup_printf (_ ("Page %s added"), name);
  if (bs_issue_commands_apply (self->session, edit, NULL) && self->page == NULL)
    bs_session_tell (self->session, text, 1);
  gtk_window_close (GTK_WINDOW (self));
}

static void
bs_page_dialog_finalize (GObject *object)
{
  BsPageDialog *self = BS_PAGE_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->suggested, g_free);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_pointer (&self->formats, g_ptr_array_unref);
  g_clear_pointer (&self->pages, g_ptr_array_unref);

  G_OBJECT_CLASS (bs_page_dialog_parent_class)->finalize (object);
}

static void
bs_page_dialog_class_init (BsPageDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bs_page_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-page-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsPageDialog, done);
  gtk_widget_class_bind_template_child (widget_class, BsPageDialog, name);
  gtk_widget_class_bind_template_child (widget_class, BsPageDialog, section);
  gtk_widget_class_bind_template_child (widget_class, BsPageDialog, format);
  gtk_widget_class_bind_template_child (widget_class, BsPageDialog, like);
  gtk_widget_class_bind_template_child (widget_class, BsPageDialog, editors);
  gtk_widget_class_bind_template_child (widget_class, BsPageDialog, contact);
  gtk_widget_class_bind_template_child (widget_class, BsPageDialog, mistake);
  gtk_widget_class_bind_template_callback (widget_class, done);
  gtk_widget_class_bind_template_callback (widget_class, name_changed);
  gtk_widget_class_bind_template_callback (widget_class, section_changed);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bs_page_dialog_init (BsPageDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->sections = g_ptr_array_new_with_free_func (g_free);
  self->formats = g_ptr_array_new_with_free_func (g_free);
  self->pages = g_ptr_array_new_with_free_func (g_free);
}

static void
add_row (GtkStringList *titles, GPtrArray *values, const char *title, const char *value)
{
  gtk_string_list_append (titles, title);
  g_ptr_array_add (values, g_strdup (value));
}

static void
fill_sections (BsPageDialog *self, const BsNode *issue)
{
  const BsNode *sections = bs_node_get_member (issue, "sections");
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  add_row (titles, self->sections, _ ("No Section"), "");
  for (guint i = 0; i < bs_node_get_length (sections); i++)
    {
      const BsNode *section = bs_node_get_element (sections, i);
      const char *id = bs_node_get_text (section, "id");
      const char *name = bs_node_get_text (section, "name");
      g_autofree char *title = *name != '\0' && !g_str_equal (name, id)
                                 ? g_strdup_printf ("%s %s", name, id)
                                 : g_strdup (id);

      add_row (titles, self->sections, title, id);
    }
  adw_combo_row_set_model (self->section, G_LIST_MODEL (titles));
}

static char *
dup_format_title (BsPageDialog *self, const char *name)
{
  g_autoptr (BsPageFormat) format = bs_page_format_load (bs_session_get_environment (self->session),
                                                         name, NULL);

  return g_strdup (format != NULL ? bs_page_format_get_title (format, g_get_language_names ())
                                  : name);
}

static void
fill_formats (BsPageDialog *self, const BsNode *issue)
{
  g_auto (GStrv) names = bs_page_format_list (bs_session_get_environment (self->session));
  g_autofree char *own = dup_format_title (self, bs_issue_get_page_format (issue, NULL));
  /* Translators: choice of a page format; %s is the format of the issue: "Broadsheet". */
  g_autofree char *usual = g_strdup_printf (_ ("As the Issue: %s"), own);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  add_row (titles, self->formats, usual, "");
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *title = dup_format_title (self, names[i]);

      add_row (titles, self->formats, title, names[i]);
    }
  adw_combo_row_set_model (self->format, G_LIST_MODEL (titles));
}

static void
fill_pages (BsPageDialog *self, const BsNode *issue)
{
  const BsNode *pages = bs_issue_get_pages (issue);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  /* Translators: a new page gets no advertisements. */
  add_row (titles, self->pages, _ ("None"), "");
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const char *id = bs_node_get_text (bs_node_get_element (pages, i), "id");
      /* Translators: a new page gets the same advertisements as page %s. */
      g_autofree char *title = g_strdup_printf (_ ("As on %s"), id);

      add_row (titles, self->pages, title, id);
    }
  adw_combo_row_set_model (self->like, G_LIST_MODEL (titles));
  gtk_widget_set_visible (GTK_WIDGET (self->like), self->page == NULL && self->pages->len > 1);
}

/* A new page is much like the one that is looked at. */
static void
show_page (BsPageDialog *self, const BsNode *issue)
{
  const char *shown = self->page != NULL ? self->page : bs_session_get_page (self->session);
  const BsNode *page = bs_issue_get_page (issue, shown);
  g_autofree char *editors = dup_names (bs_node_get_member (page, "editors"));

  choose (self->section, self->sections, bs_node_get_text (page, "section"));
  choose (self->format, self->formats, bs_node_get_text (page, "format"));
  if (self->page != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->name), self->page);
    }
  else
    {
      self->suggested = bs_issue_suggest_page_name (issue, bs_node_get_text (page, "section"));
      gtk_editable_set_text (GTK_EDITABLE (self->name), self->suggested);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->editors), editors);
  gtk_editable_set_text (GTK_EDITABLE (self->contact), bs_node_get_text (page, "contact"));
}

/* Ready to be typed over; Enter is enough where the name is right. Not before the window is shown: it
 * would have no role for assistive programs. */
static void
choose_name (BsPageDialog *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  gtk_editable_select_region (GTK_EDITABLE (self->name), 0, -1);
}

GtkWidget *
bs_page_dialog_new (GtkWindow *parent, BsSession *session, const char *page)
{
  BsPageDialog *self = g_object_new (BS_TYPE_PAGE_DIALOG, "transient-for", parent, "modal", TRUE,
                                     "destroy-with-parent", TRUE, NULL);
  const BsNode *issue = bs_session_get_root (session);
  const char *label = page != NULL ? _ ("Apply") : _ ("Add");

  self->page = g_strdup (page);
  self->session = g_object_ref (session);
  fill_sections (self, issue);
  fill_formats (self, issue);
  fill_pages (self, issue);
  show_page (self, issue);
  gtk_window_set_title (GTK_WINDOW (self), page != NULL ? _ ("Page Properties") : _ ("Add Page"));
  gtk_button_set_label (self->done, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->done), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  name_changed (self);
  g_signal_connect (self, "map", G_CALLBACK (choose_name), NULL);

  return GTK_WIDGET (self);
}
