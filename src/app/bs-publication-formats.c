/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page format of a publication: one of the program, or one of its own that is edited here.
 */

#include "bs-publication-forms.h"

#include "bs-config.h"
#include "bs-paper.h"

#include "layout/bs-page-format.h"
#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>

#define DRAWING_HEIGHT 150

/* What a worker reads of the formats: those of the program are files. */
typedef struct
{
  BsEnvironment *environment;
  BsNode *root; /* of the publication, as it is */
  GPtrArray *names;
  GPtrArray *titles;
  BsPageFormat *format; /* the one in use; NULL: @error */
  BsNode *tree;         /* the same as the program has it; NULL: it has none of that name */
  GError *error;
} Look;

/* Lives as long as its page. */
typedef struct
{
  BsForm *form; /* borrowed: the editor keeps it */
  BsEnvironment *environment;
  GtkWidget *page;
  AdwComboRow *choice;
  GtkWidget *own; /* group of what can be set; NULL: the format is the program's */
  GtkWidget *make_own;
  GtkWidget *drawing;
  GtkLabel *facts;
  GCancellable *looking;
  BsNode *root;   /* of the publication when its formats were last looked at */
  Look *look;     /* what is shown; NULL: nothing yet */
  char *names;    /* of its own formats and the one chosen, then */
  gboolean other; /* the choice is to be shown anew */
  gboolean showing;
} Formats;

static void
look_free (gpointer data)
{
  Look *look = data;

  if (look == NULL)
    return;
  g_object_unref (look->environment);
  bs_node_unref (look->root);
  g_ptr_array_unref (look->names);
  g_ptr_array_unref (look->titles);
  g_clear_pointer (&look->format, bs_page_format_unref);
  g_clear_pointer (&look->tree, bs_node_unref);
  g_clear_error (&look->error);
  g_free (look);
}

static void
formats_free (Formats *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  look_free (self->look);
  g_clear_pointer (&self->root, bs_node_unref);
  g_object_unref (self->environment);
  g_free (self->names);
  g_free (self);
}

static const BsNode *
get_root (Formats *self)
{
  return bs_document_get_root (bs_form_get_document (self->form));
}

static const char *
get_format (Formats *self)
{
  return bs_issue_get_page_format (get_root (self), NULL);
}

static const BsNode *
get_own (Formats *self)
{
  return bs_node_get_member (bs_node_get_member (get_root (self), "page_formats"),
                             get_format (self));
}

static void
show_facts (Formats *self)
{
  const BsPageFormat *format = self->look->format;
  g_autofree char *text = NULL;

  bs_paper_show_format (BS_PAPER (self->drawing), self->look->format);
  if (format == NULL)
    {
      gtk_label_set_label (self->facts, self->look->error->message);
      return;
    }
  /* Translators: width and height of a page, of its type area, columns, characters, lines, points */
  text = g_strdup_printf (
    _ ("Paper %.0f × %.0f mm, type area %.1f × %.1f mm\n%u columns of %u characters, %u lines\n"
       "Body %.4g pt on a line of %.4g pt"),
    bs_unit_to_mm (format->width), bs_unit_to_mm (format->height),
    bs_unit_to_mm (format->type_area.width), bs_unit_to_mm (format->type_area.height),
    format->n_columns, format->column_characters, format->n_lines, bs_unit_to_points (format->em),
    bs_unit_to_points (format->line_height));
  gtk_label_set_label (self->facts, text);
}

/* --- A format of its own --- */

static void
add_number (Formats *self, const char *title, const char *member, BsFormRange range)
{
  g_autofree char *place = g_strdup_printf ("page_formats/%s/%s", get_format (self), member);
  GtkWidget *row = bs_form_row_number (self->form, title, place, &range);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->own), row);
}

static void
show_own (Formats *self)
{
  if (self->own != NULL)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (self->page),
                                 ADW_PREFERENCES_GROUP (self->own));
  self->own = NULL;
  gtk_widget_set_visible (self->make_own, get_own (self) == NULL);
  if (get_own (self) == NULL)
    return;
  self->own = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->own), _ ("Own Page Format"));
  add_number (self, _ ("Paper Width (mm)"), "width_mm", (BsFormRange){ 100, 1000, 1, 1, 0, 1 });
  add_number (self, _ ("Paper Height (mm)"), "height_mm", (BsFormRange){ 100, 1000, 1, 1, 0, 1 });
  add_number (self, _ ("Space above the Type Area (mm)"), "top_mm",
              (BsFormRange){ 5, 300, 0.5, 1, 0, 1 });
  add_number (self, _ ("Columns"), "columns", (BsFormRange){ 2, 16, 1, 0, 0, 1 });
  add_number (self, _ ("Characters in a Column"), "column_characters",
              (BsFormRange){ 6, 40, 1, 0, 0, 1 });
  add_number (self, _ ("Characters between Columns"), "gutter_characters",
              (BsFormRange){ 1, 4, 1, 0, 0, 1 });
  add_number (self, _ ("Lines"), "lines", (BsFormRange){ 20, 250, 1, 0, 0, 1 });
  add_number (self, _ ("Line Height (mm)"), "line_mm", (BsFormRange){ 2, 20, 0.02, 2, 0, 1 });
  add_number (self, _ ("Body Size (points)"), "styles/body/size_pt",
              (BsFormRange){ 7.875, 14, 0.25, 3, 0, 1 });
  add_number (self, _ ("Lines of the Masthead"), "masthead_lines",
              (BsFormRange){ 0, 80, 1, 0, 0, 1 });
  add_number (self, _ ("Lines of the Folio"), "folio_lines", (BsFormRange){ 0, 20, 1, 0, 0, 1 });
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (self->own));
}

static char *
dup_free_name (Formats *self)
{
  const BsNode *own = bs_node_get_member (get_root (self), "page_formats");

  for (guint i = 1;; i++)
    {
      g_autofree char *name = i == 1 ? g_strconcat (get_format (self), "-own", NULL)
                                     : g_strdup_printf ("%s-own-%u", get_format (self), i);

      if (bs_node_get_member (own, name) == NULL)
        return g_steal_pointer (&name);
    }
}

/* A copy of the format, and the publication uses it from now on: one step of undo. */
static void
make_own (Formats *self)
{
  BsDocument *document = bs_form_get_document (self->form);
  g_autofree char *name = dup_free_name (self);
  g_autofree char *place = g_strconcat ("page_formats/", name, NULL);
  g_autofree char *title = NULL;
  g_autoptr (BsNode) title_node = NULL;
  const char *label = _ ("Make Own Page Format");

  /* Translators: name of a page format that a paper changed for itself */
  title = g_strdup_printf (_ ("%s, changed"),
                           bs_page_format_get_title (self->look->format, g_get_language_names ()));
  title_node = bs_node_new_string (title);
  bs_document_begin (document, label, NULL);
  if (bs_form_change (self->form, place,
                      bs_node_with_member (self->look->tree, "title", title_node), label)
      && bs_form_change (self->form, "page_format", bs_node_new_string (name), label))
    bs_document_end (document);
  else
    bs_document_cancel (document);
}

/* --- The choice --- */

static void
chosen (Formats *self)
{
  guint index = adw_combo_row_get_selected (self->choice);

  if (self->showing || self->look == NULL || index >= self->look->names->len)
    return;
  bs_form_change (self->form, "page_format",
                  bs_node_new_string (g_ptr_array_index (self->look->names, index)),
                  _ ("Change Page Format"));
}

static void
show_choice (Formats *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint index;

  for (guint i = 0; i < self->look->titles->len; i++)
    gtk_string_list_append (titles, g_ptr_array_index (self->look->titles, i));
  self->showing = TRUE;
  adw_combo_row_set_model (self->choice, G_LIST_MODEL (titles));
  if (g_ptr_array_find_with_equal_func (self->look->names, get_format (self), g_str_equal, &index))
    adw_combo_row_set_selected (self->choice, index);
  self->showing = FALSE;
}

static void
add_name (Look *look, const char *name)
{
  g_autoptr (BsPageFormat) format = NULL;

  if (g_ptr_array_find_with_equal_func (look->names, name, g_str_equal, NULL))
    return;
  format = bs_page_format_load_for_issue (look->environment, look->root, name, NULL);
  g_ptr_array_add (look->names, g_strdup (name));
  g_ptr_array_add (look->titles,
                   g_strdup (format != NULL
                               ? bs_page_format_get_title (format, g_get_language_names ())
                               : name));
}

static void
look_at_formats (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
                 GCancellable *cancellable)
{
  Look *look = data;
  const BsNode *own = bs_node_get_member (look->root, "page_formats");
  g_auto (GStrv) names = bs_page_format_list (look->environment);

  for (guint i = 0; i < bs_node_get_length (own); i++)
    add_name (look, bs_node_get_key (own, i));
  for (guint i = 0; names[i] != NULL && !g_cancellable_is_cancelled (cancellable); i++)
    add_name (look, names[i]);
  look->format = bs_page_format_load_for_page (look->environment, look->root, NULL, &look->error);
  look->tree = bs_page_format_load_tree (look->environment,
                                         bs_issue_get_page_format (look->root, NULL), NULL);
  g_task_return_pointer (task, look, look_free);
}

static void
looked (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Look *look = g_task_propagate_pointer (G_TASK (result), NULL);
  Formats *self = data;

  /* Cancelled: the page is gone, or a later look is under way. */
  if (look == NULL)
    return;
  look_free (self->look);
  self->look = look;
  show_facts (self);
  gtk_widget_set_sensitive (self->make_own, look->tree != NULL && look->format != NULL);
  if (self->other)
    show_choice (self);
  self->other = FALSE;
}

static void
look_again (Formats *self)
{
  g_autoptr (GTask) task = NULL;
  Look *look = g_new0 (Look, 1);

  look->environment = g_object_ref (self->environment);
  look->root = bs_node_ref (get_root (self));
  look->names = g_ptr_array_new_with_free_func (g_free);
  look->titles = g_ptr_array_new_with_free_func (g_free);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  /* What it would copy is another. */
  gtk_widget_set_sensitive (self->make_own, FALSE);
  task = g_task_new (NULL, self->looking, looked, self);
  g_task_set_task_data (task, look, NULL);
  g_task_run_in_thread (task, look_at_formats);
}

/* What was not changed is the same node. */
static gboolean
is_same (Formats *self, const char *member)
{
  return bs_node_get_member (get_root (self), member) == bs_node_get_member (self->root, member);
}

static void
show (GtkWidget *page)
{
  Formats *self = g_object_get_data (G_OBJECT (page), "formats");
  const BsNode *own = bs_node_get_member (get_root (self), "page_formats");
  g_autoptr (GString) names = NULL;

  if (self->root != NULL && is_same (self, "page_format") && is_same (self, "page_formats"))
    return;
  g_clear_pointer (&self->root, bs_node_unref);
  self->root = bs_node_ref (get_root (self));
  look_again (self);

  /* Rows that somebody writes in stay. */
  names = g_string_new (get_format (self));
  for (guint i = 0; i < bs_node_get_length (own); i++)
    g_string_append_printf (names, " %s", bs_node_get_key (own, i));
  if (g_strcmp0 (self->names, names->str) == 0)
    return;
  g_free (self->names);
  self->names = g_strdup (names->str);
  self->other = TRUE;
  show_own (self);
}

static GtkWidget *
make_picture (Formats *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  self->drawing = bs_paper_new (DRAWING_HEIGHT);
  self->facts = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->facts, TRUE);
  gtk_label_set_xalign (self->facts, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->facts), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->facts), "dim-label");
  gtk_widget_set_margin_top (box, 12);
  gtk_box_append (GTK_BOX (box), self->drawing);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->facts));

  return box;
}

GtkWidget *
bs_publication_formats_new (BsForm *form, BsEnvironment *environment)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *choice = adw_combo_row_new ();
  Formats *self = g_new0 (Formats, 1);

  self->form = form;
  self->environment = g_object_ref (environment);
  self->page = page;
  self->choice = ADW_COMBO_ROW (choice);
  g_object_set_data_full (G_OBJECT (page), "formats", self, (GDestroyNotify) formats_free);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (choice), _ ("Page Format"));
  self->make_own = gtk_button_new_with_label (_ ("Duplicate and Edit"));
  gtk_widget_set_valign (self->make_own, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->make_own, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->make_own, 12);
  gtk_widget_set_sensitive (self->make_own, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), choice);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_picture (self));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->make_own);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (chosen), self);
  g_signal_connect_swapped (self->make_own, "clicked", G_CALLBACK (make_own), self);
  show (page);
  g_signal_connect_object (bs_form_get_document (form), "changed", G_CALLBACK (show), page,
                           G_CONNECT_SWAPPED);

  return page;
}
