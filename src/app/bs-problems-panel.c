/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-problems-panel.h"

#include "bs-config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* More rows than anybody reads would only make the window slow. */
#define MAX_ROWS 60
#define CAPTION_CHARACTERS 14

struct _BsProblemsPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *count;
  GtkStack *stack;
  GtkListBox *list;

  GPtrArray *findings;
  char *signature; /* of what is shown */
};

G_DEFINE_FINAL_TYPE (BsProblemsPanel, bs_problems_panel, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
row_activated (GtkListBox *list G_GNUC_UNUSED, GtkListBoxRow *row, BsProblemsPanel *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "finding"));

  if (self->findings != NULL && index < self->findings->len)
    g_signal_emit (self, signals[ACTIVATED], 0, g_ptr_array_index (self->findings, index));
}

/* A message reads "WHAT: WHY. REMEDY": what is the title, the rest stands below. */
static void
set_message (AdwActionRow *row, const char *message)
{
  const char *colon = strstr (message, ": ");
  const char *wide = strstr (message, "：");
  gsize skip = 2;

  if (colon == NULL || (wide != NULL && wide < colon))
    {
      colon = wide;
      skip = strlen ("：");
    }

  if (colon == NULL || colon[skip] == '\0')
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), message);
    }
  else
    {
      g_autofree char *title = g_strndup (message, (gsize) (colon - message));

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (row, colon + skip);
    }
}

/* Photos have no name but their caption; the core knows only their id. */
static char *
dup_message (const BsFinding *finding, const BsNode *issue)
{
  const char *message = finding->message != NULL ? finding->message : finding->code;
  const BsNode *photo = finding->photo != NULL ? bs_issue_get_photo (issue, finding->photo) : NULL;
  const char *caption = bs_node_get_text (photo, "caption");
  g_autofree char *id = g_strdup_printf ("“%s”", finding->photo);
  const char *found = strstr (message, id);
  g_autofree char *start = NULL;

  if (*caption == '\0' || found == NULL)
    return g_strdup (message);

  start = g_utf8_substring (caption, 0, MIN (CAPTION_CHARACTERS, g_utf8_strlen (caption, -1)));

  return g_strdup_printf ("%.*s“%s…”%s", (int) (found - message), message, start,
                          found + strlen (id));
}

static GtkWidget *
make_row (const BsFinding *finding, guint index, const BsNode *issue)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new ();
  g_autofree char *message = dup_message (finding, issue);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  set_message (ADW_ACTION_ROW (row), message);
  switch (finding->level)
    {
    case BS_LEVEL_ERROR:
      gtk_image_set_from_icon_name (GTK_IMAGE (icon), "dialog-error-symbolic");
      gtk_widget_add_css_class (icon, "error");
      break;
    case BS_LEVEL_WARNING:
      gtk_image_set_from_icon_name (GTK_IMAGE (icon), "dialog-warning-symbolic");
      gtk_widget_add_css_class (icon, "warning");
      break;
    case BS_LEVEL_INFO:
    default:
      gtk_image_set_from_icon_name (GTK_IMAGE (icon), "dialog-information-symbolic");
      gtk_widget_add_css_class (icon, "dim-label");
    }
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "finding", GUINT_TO_POINTER (index));

  return row;
}

static char *
dup_signature (GPtrArray *findings)
{
  GString *signature = g_string_new (findings != NULL ? "" : "?");

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      BsFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (signature, "%u %s %s\n", (guint) finding->level, finding->code,
                              finding->message);
    }

  return g_string_free (signature, FALSE);
}

static void
add_rows (BsProblemsPanel *self, BsLevel level, const BsNode *issue)
{
  for (guint i = 0; i < self->findings->len && i < MAX_ROWS; i++)
    {
      BsFinding *finding = g_ptr_array_index (self->findings, i);

      if (finding->level == level)
        gtk_list_box_append (self->list, make_row (finding, i, issue));
    }
}

/* The number has the colour of the worst it counts. */
static void
show_worst (BsProblemsPanel *self)
{
  static const char *const styles[] = { "neutral", "warning", "error" };
  const char *classes[] = { "chip", "numeric", NULL, NULL };
  BsLevel worst = BS_LEVEL_INFO;

  for (guint i = 0; self->findings != NULL && i < self->findings->len; i++)
    worst = MAX (worst, ((BsFinding *) g_ptr_array_index (self->findings, i))->level);
  classes[2] = styles[worst];
  gtk_widget_set_css_classes (GTK_WIDGET (self->count), classes);
}

static void
bs_problems_panel_dispose (GObject *object)
{
  BsProblemsPanel *self = BS_PROBLEMS_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->signature, g_free);

  G_OBJECT_CLASS (bs_problems_panel_parent_class)->dispose (object);
}

static void
bs_problems_panel_class_init (BsProblemsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_problems_panel_dispose;

  signals[ACTIVATED] = g_signal_new ("activated", BS_TYPE_PROBLEMS_PANEL, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-problems-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, BsProblemsPanel, box);
  gtk_widget_class_bind_template_child (widget_class, BsProblemsPanel, count);
  gtk_widget_class_bind_template_child (widget_class, BsProblemsPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, BsProblemsPanel, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_problems_panel_init (BsProblemsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bs_problems_panel_show (BsProblemsPanel *self, GPtrArray *findings, const BsNode *issue)
{
  g_autofree char *signature = dup_signature (findings);
  g_autofree char *count = NULL;
  GtkListBoxRow *row;
  guint n = findings != NULL ? findings->len : 0;

  g_return_if_fail (BS_IS_PROBLEMS_PANEL (self));

  if (findings != NULL)
    g_ptr_array_ref (findings);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;

  /* Typing finds the same things again and again: the rows, and the focus in them, stay. */
  if (g_strcmp0 (signature, self->signature) == 0)
    return;
  g_free (self->signature);
  self->signature = g_steal_pointer (&signature);

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (findings != NULL)
    {
      add_rows (self, BS_LEVEL_ERROR, issue);
      add_rows (self, BS_LEVEL_WARNING, issue);
      add_rows (self, BS_LEVEL_INFO, issue);
    }
  count = g_strdup_printf ("%u", n);
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), n > 0);
  show_worst (self);
  gtk_stack_set_visible_child_name (self->stack, findings == NULL ? "unknown"
                                                 : n > 0          ? "list"
                                                                  : "none");
}
