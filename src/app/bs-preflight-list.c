/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-preflight-list.h"

#include "bs-config.h"
#include "bs-control-row.h"
#include "bs-export-job.h"
#include "bs-problem-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* More rows a page than anybody reads would only make the window slow. */
#define MAX_ROWS 40

struct _BsPreflightList
{
  GtkWidget parent_instance;

  GtkListBox *list;
  GPtrArray *findings;
  gboolean opened;  /* a page shows its findings */
  GtkWidget *first; /* borrowed: the button of the first error; NULL: there is none */
};

G_DEFINE_FINAL_TYPE (BsPreflightList, bs_preflight_list, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
make_icon (BsLevel level)
{
  static const struct
  {
    const char *icon;
    const char *style;
  } looks[] = {
    [BS_LEVEL_INFO] = { "dialog-information-symbolic", "dim-label" },
    [BS_LEVEL_WARNING] = { "dialog-warning-symbolic", "warning" },
    [BS_LEVEL_ERROR] = { "dialog-error-symbolic", "error" },
  };
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[level].icon);

  gtk_widget_add_css_class (icon, looks[level].style);

  return icon;
}

static void
clicked (GtkButton *button, BsPreflightList *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0, g_object_get_data (G_OBJECT (button), "finding"));
}

static GtkWidget *
make_row (BsPreflightList *self, BsFinding *finding, const BsNode *issue)
{
  GtkWidget *row = bs_control_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");
  g_autofree char *message = bs_problem_row_dup_message (finding, issue);
  /* Translators: goes to the place of a fault; %s says what is wrong there. */
  g_autofree char *label = g_strdup_printf (_ ("Show: %s"), message);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), bs_finding_get_name (finding));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), message);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), make_icon (finding->level));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Show on the Page"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data (G_OBJECT (button), "finding", finding);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  if (self->first == NULL && finding->level == BS_LEVEL_ERROR)
    self->first = button;

  return row;
}

/* "2 errors, 1 warning". */
static char *
dup_counts (GPtrArray *findings, const char *page)
{
  guint n_errors = bs_export_count (findings, BS_LEVEL_ERROR, page);
  guint n_warnings = bs_export_count (findings, BS_LEVEL_WARNING, page);
  g_autofree char *errors = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u error", "%u errors",
                                                          (gulong) n_errors),
                                             n_errors);
  g_autofree char *warnings = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u warning",
                                                            "%u warnings", (gulong) n_warnings),
                                               n_warnings);

  if (n_errors > 0 && n_warnings > 0)
    /* Translators: "2 errors" and "1 warning". */
    return g_strdup_printf (_ ("%s, %s"), errors, warnings);
  if (n_errors > 0)
    return g_steal_pointer (&errors);

  return g_steal_pointer (&warnings);
}

static void
add_page (BsPreflightList *self, const char *page, const BsNode *issue)
{
  GtkWidget *expander = adw_expander_row_new ();
  BsLevel worst = BS_LEVEL_WARNING;
  g_autofree char *counts = dup_counts (self->findings, page);
  guint n_rows = 0;

  for (int level = BS_LEVEL_ERROR; level >= BS_LEVEL_WARNING; level--)
    for (guint i = 0; i < self->findings->len; i++)
      {
        BsFinding *finding = g_ptr_array_index (self->findings, i);

        if ((int) finding->level != level || g_strcmp0 (finding->page, page) != 0)
          continue;
        worst = MAX (worst, finding->level);
        if (n_rows++ < MAX_ROWS)
          adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), make_row (self, finding, issue));
      }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), page);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), counts);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (expander), make_icon (worst));
  /* The first page that cannot be printed shows why; more would hide what comes below. */
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander),
                                 worst == BS_LEVEL_ERROR && !self->opened);
  self->opened = self->opened || worst == BS_LEVEL_ERROR;
  gtk_list_box_append (self->list, expander);
}

/* Remarks are for those who have time; nobody has when pages go to the press. */
static gboolean
has_page (GPtrArray *findings, const char *page)
{
  return bs_export_count (findings, BS_LEVEL_ERROR, page) > 0
         || bs_export_count (findings, BS_LEVEL_WARNING, page) > 0;
}

static void
bs_preflight_list_dispose (GObject *object)
{
  BsPreflightList *self = BS_PREFLIGHT_LIST (object);

  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  g_clear_pointer (&self->findings, g_ptr_array_unref);

  G_OBJECT_CLASS (bs_preflight_list_parent_class)->dispose (object);
}

static void
bs_preflight_list_class_init (BsPreflightListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bs_preflight_list_dispose;

  signals[ACTIVATED] = g_signal_new ("activated", BS_TYPE_PREFLIGHT_LIST, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
bs_preflight_list_init (BsPreflightList *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Findings by page"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

void
bs_preflight_list_show (BsPreflightList *self, GPtrArray *findings, const BsNode *issue)
{
  const BsNode *pages = bs_node_get_member (issue, "pages");
  GtkListBoxRow *row;

  g_return_if_fail (BS_IS_PREFLIGHT_LIST (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->opened = FALSE;
  self->first = NULL;
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings != NULL ? g_ptr_array_ref (findings) : NULL;
  for (guint i = 0; findings != NULL && i < bs_node_get_length (pages); i++)
    {
      const char *page = bs_node_get_text (bs_node_get_element (pages, i), "id");

      if (has_page (findings, page))
        add_page (self, page, issue);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_list_box_get_row_at_index (self->list, 0) != NULL);
}

gboolean
bs_preflight_list_focus (BsPreflightList *self)
{
  g_return_val_if_fail (BS_IS_PREFLIGHT_LIST (self), FALSE);

  return self->first != NULL && gtk_widget_grab_focus (self->first);
}
