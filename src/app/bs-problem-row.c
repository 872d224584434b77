/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-problem-row.h"

#include "bs-config.h"

#include "model/bs-issue.h"
#include "model/bs-photo-name.h"

#include <glib/gi18n-lib.h>

struct _BsProblemRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *sentence;
  GtkWidget *remedy_box;
  GtkButton *first;
  GtkLabel *first_label;
  GtkMenuButton *more;
  GtkListBox *others;

  GPtrArray *remedies; /* BsRemedy; NULL: nobody has looked for any */
  gboolean stale;      /* they were found for an issue that has changed since */
};

G_DEFINE_FINAL_TYPE (BsProblemRow, bs_problem_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  REMEDY_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
choose (BsProblemRow *self, guint index)
{
  g_autoptr (GPtrArray) remedies = NULL;

  if (self->remedies == NULL || index >= self->remedies->len)
    return;
  /* What is done may take the row away, or bring others. */
  remedies = g_ptr_array_ref (self->remedies);
  g_signal_emit (self, signals[REMEDY_CHOSEN], 0, g_ptr_array_index (remedies, index));
}

static void
first_clicked (BsProblemRow *self)
{
  choose (self, 0);
}

static void
other_activated (GtkListBox *list G_GNUC_UNUSED, GtkListBoxRow *row, BsProblemRow *self)
{
  gtk_menu_button_popdown (self->more);
  choose (self, (guint) gtk_list_box_row_get_index (row) + 1);
}

static GtkWidget *
make_line (const char *text, const char *const *classes)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_set_css_classes (label, (const char **) classes);

  return label;
}

/* The rest, each with what it does; made when the menu opens. */
static void
fill_others (GtkMenuButton *button G_GNUC_UNUSED, gpointer data)
{
  static const char *const plain[] = { NULL };
  static const char *const dim[] = { "caption", "dim-label", NULL };
  BsProblemRow *self = data;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->others, 0)) != NULL)
    gtk_list_box_remove (self->others, GTK_WIDGET (row));
  for (guint i = 1; self->remedies != NULL && i < self->remedies->len; i++)
    {
      const BsRemedy *remedy = g_ptr_array_index (self->remedies, i);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

      gtk_box_append (GTK_BOX (box), make_line (remedy->label, plain));
      if (remedy->effect != NULL && *remedy->effect != '\0')
        gtk_box_append (GTK_BOX (box), make_line (remedy->effect, dim));
      gtk_list_box_append (self->others, box);
      row = gtk_list_box_get_row_at_index (self->others, (int) i - 1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      remedy->label, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      remedy->effect != NULL ? remedy->effect : "", -1);
    }
}

/* A story without a headline by its first words; NULL: there is no such story, or nothing in it. */
static char *
dup_story_name (const BsNode *issue, const char *id)
{
  const BsNode *story = bs_issue_get_story (issue, id);
  const char *text = bs_node_get_text (story, "headline");

  if (*text == '\0')
    text = bs_node_get_text (bs_node_get_element (bs_story_get_paragraphs (story), 0), "text");
  if (*text == '\0')
    return NULL;

  return bs_name_dup_start (text);
}

/* The core knows what has no name by its id alone, and puts that in quotes. */
char *
bs_problem_row_dup_message (const BsFinding *finding, const BsNode *issue)
{
  const char *rest = finding->message != NULL ? finding->message : finding->code;
  GString *message = g_string_new (NULL);

  while (*rest != '\0')
    {
      const char *open = strstr (rest, "“");
      const char *id = open != NULL ? open + strlen ("“") : NULL;
      const char *end = id != NULL ? strstr (id, "”") : NULL;
      g_autofree char *quoted = end != NULL ? g_strndup (id, (gsize) (end - id)) : NULL;
      g_autofree char *name = NULL;

      if (quoted == NULL)
        break;
      name = bs_photo_name_dup (issue, quoted);
      if (name == NULL)
        name = dup_story_name (issue, quoted);
      g_string_append_len (message, rest, id - rest);
      g_string_append (message, name != NULL ? name : quoted);
      rest = end;
      g_string_append (message, "”");
      rest += strlen ("”");
    }
  g_string_append (message, rest);

  return g_string_free (message, FALSE);
}

void
bs_problem_row_show_level (GtkImage *icon, BsLevel level)
{
  static const char *const icons[] = { "dialog-information-symbolic", "dialog-warning-symbolic",
                                       "dialog-error-symbolic" };
  static const char *const styles[] = { "dim-label", "warning", "error" };

  gtk_image_set_from_icon_name (icon, icons[level]);
  gtk_widget_add_css_class (GTK_WIDGET (icon), styles[level]);
}

char *
bs_problem_row_dup_title (const BsFinding *finding, gboolean with_page)
{
  if (with_page && finding->page != NULL)
    return g_strdup_printf ("%s · %s", finding->page, bs_finding_get_name (finding));

  return g_strdup (bs_finding_get_name (finding));
}

static void
bs_problem_row_dispose (GObject *object)
{
  BsProblemRow *self = BS_PROBLEM_ROW (object);

  g_clear_pointer (&self->remedies, g_ptr_array_unref);

  G_OBJECT_CLASS (bs_problem_row_parent_class)->dispose (object);
}

static void
bs_problem_row_class_init (BsProblemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_problem_row_dispose;

  signals[REMEDY_CHOSEN] = g_signal_new ("remedy-chosen", BS_TYPE_PROBLEM_ROW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-problem-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BsProblemRow, icon);
  gtk_widget_class_bind_template_child (widget_class, BsProblemRow, title);
  gtk_widget_class_bind_template_child (widget_class, BsProblemRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, BsProblemRow, remedy_box);
  gtk_widget_class_bind_template_child (widget_class, BsProblemRow, first);
  gtk_widget_class_bind_template_child (widget_class, BsProblemRow, first_label);
  gtk_widget_class_bind_template_child (widget_class, BsProblemRow, more);
  gtk_widget_class_bind_template_child (widget_class, BsProblemRow, others);
  gtk_widget_class_bind_template_callback (widget_class, first_clicked);
  gtk_widget_class_bind_template_callback (widget_class, other_activated);
}

static void
bs_problem_row_init (BsProblemRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->more, fill_others, self, NULL);
}

GtkWidget *
bs_problem_row_new (const BsFinding *finding, const BsNode *issue, gboolean with_page)
{
  BsProblemRow *self = g_object_new (BS_TYPE_PROBLEM_ROW, NULL);

  bs_problem_row_tell (self, finding, issue, with_page);
  bs_problem_row_show_level (self->icon, finding->level);

  return GTK_WIDGET (self);
}

void
bs_problem_row_tell (BsProblemRow *self, const BsFinding *finding, const BsNode *issue,
                     gboolean with_page)
{
  g_autofree char *message = NULL;
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (BS_IS_PROBLEM_ROW (self));

  message = bs_problem_row_dup_message (finding, issue);
  title = bs_problem_row_dup_title (finding, with_page);
  if (g_str_equal (gtk_label_get_label (self->title), title)
      && g_str_equal (gtk_label_get_label (self->sentence), message))
    return;

  label = g_strdup_printf ("%s: %s", title, message);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->sentence, message);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sentence), message);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
bs_problem_row_set_remedies (BsProblemRow *self, GPtrArray *remedies)
{
  guint n = remedies != NULL ? remedies->len : 0;

  g_return_if_fail (BS_IS_PROBLEM_ROW (self));

  if (remedies != NULL)
    g_ptr_array_ref (remedies);
  g_clear_pointer (&self->remedies, g_ptr_array_unref);
  self->remedies = remedies;

  if (n > 0)
    {
      const BsRemedy *remedy = g_ptr_array_index (remedies, 0);

      gtk_label_set_label (self->first_label, remedy->label);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->first), remedy->effect);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->first), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      remedy->label, -1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->more), n > 1);
  gtk_widget_set_visible (self->remedy_box, n > 0);
  bs_problem_row_set_stale (self, FALSE);
}

void
bs_problem_row_set_stale (BsProblemRow *self, gboolean stale)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_if_fail (BS_IS_PROBLEM_ROW (self));

  /* What cannot be used has no focus: it stays on the row. */
  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (stale && focus != NULL && gtk_widget_is_ancestor (focus, self->remedy_box))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  self->stale = stale;
  gtk_widget_set_sensitive (self->remedy_box, !stale);
}

void
bs_problem_row_set_member (BsProblemRow *self)
{
  g_return_if_fail (BS_IS_PROBLEM_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->title), FALSE);
  gtk_widget_set_opacity (GTK_WIDGET (self->icon), 0);
}

gboolean
bs_problem_row_mend (BsProblemRow *self)
{
  g_return_val_if_fail (BS_IS_PROBLEM_ROW (self), FALSE);

  if (self->stale || !bs_problem_row_has_remedies (self))
    return FALSE;
  choose (self, 0);

  return TRUE;
}

gboolean
bs_problem_row_has_remedies (BsProblemRow *self)
{
  g_return_val_if_fail (BS_IS_PROBLEM_ROW (self), FALSE);

  return self->remedies != NULL && self->remedies->len > 0;
}

gboolean
bs_problem_row_is_answered (BsProblemRow *self)
{
  g_return_val_if_fail (BS_IS_PROBLEM_ROW (self), FALSE);

  return self->remedies != NULL && !self->stale;
}
