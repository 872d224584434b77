/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-new-issue-pages.h"

#include "bs-config.h"
#include "bs-page-names.h"
#include "bs-paper.h"
#include "bs-settings.h"

#include "layout/bs-page-format.h"
#include "model/bs-issue.h"
#include "model/bs-template.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_PAGES_OF_SECTION 64

/* The pages of one letter, as a row. */
typedef struct
{
  char *letters;
  char *section; /* id that all of them are in; NULL: they are in several */
  AdwPreferencesRow *row;
  GtkSpinButton *spin;
} Run;

struct _BsNewIssuePages
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *box;
  AdwComboRow *format;
  BsPaper *drawing;
  AdwEntryRow *pages;
  GtkWidget *sections;
  GtkListBox *list;

  /* Owned */
  BsEnvironment *environment;
  BsNode *template;   /* nullable */
  GPtrArray *formats; /* names, as the rows of the combo */
  GPtrArray *runs;    /* Run, as the rows of the list */
  GHashTable *names;  /* id of a section -> the name that was written here */

  gboolean filling;
};

G_DEFINE_FINAL_TYPE (BsNewIssuePages, bs_new_issue_pages, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
run_free (Run *run)
{
  g_free (run->letters);
  g_free (run->section);
  g_free (run);
}

static void
tell_changed (BsNewIssuePages *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- Sections --- */

static const char *
find_section_name (BsNewIssuePages *self, const char *id)
{
  const char *written = g_hash_table_lookup (self->names, id);
  const BsNode *sections = bs_node_get_member (self->template, "sections");

  return written != NULL ? written : bs_node_get_text (bs_node_find_by_id (sections, id), "name");
}

static guint
count_pages (const Run *run)
{
  return (guint) gtk_spin_button_get_value_as_int (run->spin);
}

/* NULL: they are in several. A letter that is no section yet becomes one. */
static char *
find_section (BsNewIssuePages *self, const BsPageRun *run)
{
  g_autofree char *found = NULL;

  for (guint i = 1; i <= run->n_pages; i++)
    {
      g_autofree char *page = g_strdup_printf ("%s%u", run->letters, i);
      const char *section = bs_template_find_section (self->template, page);

      if (*section == '\0')
        section = run->letters;
      if (found != NULL && !g_str_equal (found, section))
        return NULL;
      g_free (found);
      found = g_strdup (section);
    }

  return found != NULL ? g_steal_pointer (&found) : g_strdup (run->letters);
}

/* "A1 News, A2 Sports". */
static char *
describe_sections (BsNewIssuePages *self, const Run *run)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; i <= count_pages (run); i++)
    {
      g_autofree char *page = g_strdup_printf ("%s%u", run->letters, i);
      const char *name = find_section_name (self, bs_template_find_section (self->template, page));

      /* Translators: between a page and its section and the next, "A1 News, A2 Sports" */
      g_string_append_printf (text, "%s%s %s", i > 1 ? C_ ("pages", ", ") : "", page, name);
    }

  return g_string_free (text, FALSE);
}

static void
show_run (BsNewIssuePages *self, const Run *run)
{
  const BsPageRun pages = { run->letters, count_pages (run) };
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (BsPageRun));
  g_autofree char *names = NULL;
  g_autofree char *title = NULL;

  g_array_append_val (one, pages);
  names = pages.n_pages > 0 ? bs_page_names_join (one) : g_strdup (_ ("no pages"));
  if (run->section != NULL)
    /* Translators: letter of a section, and its pages: "Section A: A1–A4". Its name follows. */
    title = g_strdup_printf (_ ("Section %s: %s"), run->section, names);
  else
    {
      g_autofree char *subtitle = describe_sections (self, run);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (run->row), subtitle);
    }
  adw_preferences_row_set_title (run->row, title != NULL ? title : names);
}

static void
name_written (GtkEditable *row, BsNewIssuePages *self)
{
  g_hash_table_replace (self->names, g_strdup (g_object_get_data (G_OBJECT (row), "section")),
                        g_strstrip (g_strdup (gtk_editable_get_text (row))));
  tell_changed (self);
}

static void
write_runs (BsNewIssuePages *self)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (BsPageRun));
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *shown = g_ptr_array_index (self->runs, i);
      BsPageRun run = { shown->letters, count_pages (shown) };

      show_run (self, shown);
      g_array_append_val (runs, run);
    }
  text = bs_page_names_join (runs);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->pages), text);
  self->filling = FALSE;
  tell_changed (self);
}

static GtkWidget *
make_row (BsNewIssuePages *self, const Run *run)
{
  GtkWidget *row;

  if (run->section == NULL)
    row = adw_action_row_new ();
  else
    {
      row = adw_entry_row_new ();
      gtk_editable_set_text (GTK_EDITABLE (row), find_section_name (self, run->section));
      gtk_widget_set_tooltip_text (row, _ ("Name of the section"));
      g_object_set_data_full (G_OBJECT (row), "section", g_strdup (run->section), g_free);
      g_signal_connect_object (row, "changed", G_CALLBACK (name_written), self, 0);
    }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);

  return row;
}

static void
add_run (BsNewIssuePages *self, const BsPageRun *pages)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, MOST_PAGES_OF_SECTION, 1);
  g_autofree char *label = g_strdup_printf (_ ("Pages in section %s"), pages->letters);
  Run *run = g_new0 (Run, 1);

  run->letters = g_strdup (pages->letters);
  run->section = find_section (self, pages);
  run->spin = GTK_SPIN_BUTTON (spin);
  run->row = ADW_PREFERENCES_ROW (make_row (self, run));
  gtk_spin_button_set_value (run->spin, pages->n_pages);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (spin, _ ("Number of pages"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (ADW_IS_ENTRY_ROW (run->row))
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (run->row), spin);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (run->row), spin);
  show_run (self, run);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (write_runs), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->runs, run);
  gtk_list_box_append (self->list, GTK_WIDGET (run->row));
}

static void
clear_runs (BsNewIssuePages *self)
{
  for (guint i = 0; i < self->runs->len; i++)
    gtk_list_box_remove (self->list, GTK_WIDGET (((Run *) g_ptr_array_index (self->runs, i))->row));
  g_ptr_array_set_size (self->runs, 0);
}

/* The sections below the entry follow what is written in it. */
static void
show_runs (BsNewIssuePages *self)
{
  g_auto (GStrv) names = bs_new_issue_pages_dup_names (self);
  g_autoptr (GArray) runs = NULL;

  if (self->filling)
    return;
  if (names != NULL)
    runs = bs_page_names_split ((const char *const *) names);
  clear_runs (self);
  for (guint i = 0; runs != NULL && i < runs->len; i++)
    add_run (self, &g_array_index (runs, BsPageRun, i));
  gtk_widget_set_visible (self->sections, runs != NULL);
  tell_changed (self);
}

static gboolean
has_run (BsNewIssuePages *self, const char *letters)
{
  for (guint i = 0; i < self->runs->len; i++)
    if (g_str_equal (((Run *) g_ptr_array_index (self->runs, i))->letters, letters))
      return TRUE;

  return FALSE;
}

static void
add_section (BsNewIssuePages *self)
{
  for (char letter = 'A'; letter <= 'Z'; letter++)
    {
      char letters[] = { letter, '\0' };
      const BsPageRun run = { letters, 1 };

      if (has_run (self, letters))
        continue;
      add_run (self, &run);
      write_runs (self);
      gtk_widget_grab_focus (
        GTK_WIDGET (((Run *) g_ptr_array_index (self->runs, self->runs->len - 1))->row));
      return;
    }
}

/* --- Format --- */

static void
format_chosen (BsNewIssuePages *self)
{
  const char *name = bs_new_issue_pages_get_format (self);
  g_autoptr (BsPageFormat) format = NULL;

  if (name != NULL)
    format = bs_page_format_load_for_issue (self->environment, self->template, name, NULL);
  bs_paper_show_format (self->drawing, format);
}

static void
add_format (BsNewIssuePages *self, GtkStringList *titles, const char *name)
{
  g_autoptr (BsPageFormat) format = NULL;

  if (g_ptr_array_find_with_equal_func (self->formats, name, g_str_equal, NULL))
    return;
  format = bs_page_format_load_for_issue (self->environment, self->template, name, NULL);
  if (format == NULL)
    return;
  g_ptr_array_add (self->formats, g_strdup (name));
  gtk_string_list_append (titles, bs_page_format_get_title (format, g_get_language_names ()));
}

static void
fill_formats (BsNewIssuePages *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_auto (GStrv) names = bs_page_format_list (self->environment);
  const BsNode *own = bs_node_get_member (self->template, "page_formats");
  g_autofree char *usual = self->template != NULL
                             ? g_strdup (bs_issue_get_page_format (self->template, NULL))
                             : bs_settings_dup_string ("default-page-format");

  g_ptr_array_set_size (self->formats, 0);
  for (guint i = 0; i < bs_node_get_length (own); i++)
    add_format (self, titles, bs_node_get_key (own, i));
  for (guint i = 0; names[i] != NULL; i++)
    add_format (self, titles, names[i]);
  adw_combo_row_set_model (self->format, G_LIST_MODEL (titles));
  for (guint i = 0; i < self->formats->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->formats, i), *usual != '\0' ? usual : "broadsheet")
        == 0)
      adw_combo_row_set_selected (self->format, i);
  format_chosen (self);
}

/* --- */

static char *
dup_usual_pages (const BsNode *template)
{
  const BsNode *pages = bs_node_get_member (template, "pages");
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    g_ptr_array_add (names, (gpointer) bs_node_get_text (bs_node_get_element (pages, i), "id"));
  g_ptr_array_add (names, NULL);

  if (names->len > 1)
    return bs_page_names_write ((const char *const *) names->pdata);

  /* A paper is at least one sheet, folded. */
  return g_strdup (template != NULL ? "A1–A4" : "A1");
}

static void
bs_new_issue_pages_dispose (GObject *object)
{
  BsNewIssuePages *self = BS_NEW_ISSUE_PAGES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->environment);
  g_clear_pointer (&self->template, bs_node_unref);

  G_OBJECT_CLASS (bs_new_issue_pages_parent_class)->dispose (object);
}

static void
bs_new_issue_pages_finalize (GObject *object)
{
  BsNewIssuePages *self = BS_NEW_ISSUE_PAGES (object);

  g_ptr_array_unref (self->formats);
  g_ptr_array_unref (self->runs);
  g_hash_table_unref (self->names);

  G_OBJECT_CLASS (bs_new_issue_pages_parent_class)->finalize (object);
}

static void
bs_new_issue_pages_class_init (BsNewIssuePagesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_new_issue_pages_dispose;
  G_OBJECT_CLASS (klass)->finalize = bs_new_issue_pages_finalize;

  signals[CHANGED] = g_signal_new ("changed", BS_TYPE_NEW_ISSUE_PAGES, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (BS_TYPE_PAPER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-new-issue-pages.ui");
  gtk_widget_class_bind_template_child (widget_class, BsNewIssuePages, box);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssuePages, format);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssuePages, drawing);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssuePages, pages);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssuePages, sections);
  gtk_widget_class_bind_template_child (widget_class, BsNewIssuePages, list);
  gtk_widget_class_bind_template_callback (widget_class, show_runs);
  gtk_widget_class_bind_template_callback (widget_class, add_section);
  gtk_widget_class_bind_template_callback (widget_class, format_chosen);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_new_issue_pages_init (BsNewIssuePages *self)
{
  self->formats = g_ptr_array_new_with_free_func (g_free);
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) run_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
}

void
bs_new_issue_pages_fill (BsNewIssuePages *self, BsEnvironment *environment, const BsNode *template)
{
  g_autofree char *pages = dup_usual_pages (template);

  g_return_if_fail (BS_IS_NEW_ISSUE_PAGES (self));

  g_set_object (&self->environment, environment);
  g_clear_pointer (&self->template, bs_node_unref);
  self->template = template != NULL ? bs_node_ref (template) : NULL;
  g_hash_table_remove_all (self->names);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->pages), pages);
  self->filling = FALSE;
  fill_formats (self);
  show_runs (self);
}

char **
bs_new_issue_pages_dup_names (BsNewIssuePages *self)
{
  return bs_page_names_read (gtk_editable_get_text (GTK_EDITABLE (self->pages)));
}

const char *
bs_new_issue_pages_get_format (BsNewIssuePages *self)
{
  guint chosen = adw_combo_row_get_selected (self->format);

  return chosen < self->formats->len ? g_ptr_array_index (self->formats, chosen) : NULL;
}

static void
add_one (BsNodeBuilder *sections, const BsNode *known, const char *id, const char *name)
{
  BsNodeBuilder *section;
  g_autoptr (BsNode) value = bs_node_new_string (name);

  if (known != NULL)
    {
      bs_node_builder_add (sections, bs_node_with_member (known, "name", value));
      return;
    }
  section = bs_node_builder_new_object ();
  bs_node_builder_set_text (section, "id", id);
  bs_node_builder_set_text (section, "name", name);
  bs_node_builder_add (sections, bs_node_builder_end (section));
}

BsNode *
bs_new_issue_pages_make_sections (BsNewIssuePages *self)
{
  const BsNode *known = bs_node_get_member (self->template, "sections");
  BsNodeBuilder *sections = bs_node_builder_new_array ();

  for (guint i = 0; i < bs_node_get_length (known); i++)
    {
      const BsNode *section = bs_node_get_element (known, i);
      const char *id = bs_node_get_text (section, "id");

      add_one (sections, section, id, find_section_name (self, id));
    }
  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = g_ptr_array_index (self->runs, i);
      const char *name = run->section != NULL ? find_section_name (self, run->section) : "";

      /* One letter alone that nobody named is no section. */
      if (run->section == NULL || count_pages (run) == 0
          || bs_node_find_by_id (known, run->section) != NULL
          || (*name == '\0' && self->runs->len == 1))
        continue;
      add_one (sections, NULL, run->section, *name != '\0' ? name : run->section);
    }

  return bs_node_builder_end (sections);
}
