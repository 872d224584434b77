/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-publication-forms.h"

#include "bs-config.h"
#include "bs-control-row.h"
#include "bs-issue-words.h"
#include "bs-profile-choice.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
add_group (GtkWidget *page, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));

  return group;
}

static void
add_row (GtkWidget *group, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

/* --- Identity --- */

static void
add_numbers (BsForm *form, GtkWidget *page)
{
  GtkWidget *group = add_group (page, _ ("This Issue"), NULL);
  const BsFormRange range = { 0, 999999999, 1, 0, 0, 1 };

  add_row (group, bs_form_row_text (form, _ ("Date"), "date"));
  add_row (group, bs_form_row_number (form, _ ("Number"), "number", &range));
  add_row (group, bs_form_row_number (form, _ ("Total Number"), "total_number", &range));
}

static void
add_numbering (BsForm *form, GtkWidget *page)
{
  static const char *const restarts[] = { "never", "yearly", NULL };
  const char *names[] = { _ ("Never"), _ ("Each Year"), NULL };
  const BsFormRange range = { 0, 999999999, 1, 0, 0, 1 };
  GtkWidget *group = add_group (page, _ ("Numbering"),
                                _ ("A new issue goes on from the newest one that was made."));

  add_row (group, bs_form_row_choice (form, _ ("Number Begins Again"), "numbering/restarts",
                                      restarts, names));
  add_row (group, bs_form_row_text (form, _ ("Date of the Newest Issue"), "numbering/last_date"));
  add_row (group, bs_form_row_number (form, _ ("Its Number"), "numbering/last_number", &range));
  add_row (group,
           bs_form_row_number (form, _ ("Its Total Number"), "numbering/last_total", &range));
}

static void
day_toggled (GtkToggleButton *button, BsForm *form)
{
  static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (button));
  BsNodeBuilder *chosen;
  guint n = 0;
  guint i = 0;

  if (g_object_get_data (G_OBJECT (box), "showing") != NULL)
    return;
  chosen = bs_node_builder_new_array ();
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child)))
      {
        bs_node_builder_add (chosen, bs_node_new_string (days[i]));
        n++;
      }
  if (n == 0 || n == G_N_ELEMENTS (days))
    {
      bs_node_builder_free (chosen);
      bs_form_change (form, "numbering/weekdays", NULL, _ ("Change Days of Appearance"));
      return;
    }
  bs_form_change (form, "numbering/weekdays", bs_node_builder_end (chosen),
                  _ ("Change Days of Appearance"));
}

static void
show_days (GtkWidget *box)
{
  static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  BsForm *form = g_object_get_data (G_OBJECT (box), "form");
  const BsNode *chosen = bs_form_get (bs_form_get_document (form), "numbering/weekdays");
  guint i = 0;

  g_object_set_data (G_OBJECT (box), "showing", box);
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++)
    {
      gboolean on = bs_node_get_length (chosen) == 0;

      for (guint j = 0; j < bs_node_get_length (chosen); j++)
        on = on || g_str_equal (bs_node_get_string (bs_node_get_element (chosen, j)), days[i]);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), on);
    }
  g_object_set_data (G_OBJECT (box), "showing", NULL);
}

static GtkWidget *
make_days (BsForm *form)
{
  GtkWidget *row = bs_control_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (GDateWeekday day = G_DATE_MONDAY; day <= G_DATE_SUNDAY; day++)
    {
      const char *name = bs_issue_words_get_weekday (day);
      GtkWidget *button = gtk_toggle_button_new_with_label (bs_issue_words_get_brief_weekday (day));

      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      gtk_box_append (GTK_BOX (box), button);
      g_signal_connect_object (button, "toggled", G_CALLBACK (day_toggled), form, 0);
    }
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (box), "form", form);
  show_days (box);
  g_signal_connect_object (bs_form_get_document (form), "changed", G_CALLBACK (show_days), box,
                           G_CONNECT_SWAPPED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Appears On"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);

  return row;
}

GtkWidget *
bs_publication_identity_new (BsForm *form, gboolean with_date)
{
  static const char *const languages[] = { "zh-Hans-CN", "zh-Hant-TW", "en-GB", "en-US", NULL };
  const char *names[] = { _ ("Chinese (Simplified)"), _ ("Chinese (Traditional)"),
                          _ ("English (British)"), _ ("English (American)"), NULL };
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = add_group (page, _ ("Publication"), NULL);

  add_row (group, bs_form_row_text (form, C_ ("publication", "Name"), "publication/name"));
  add_row (group,
           bs_form_row_choice (form, _ ("Language"), "publication/language", languages, names));
  add_row (group, bs_form_row_text (form, _ ("Motto"), "publication/motto"));
  if (with_date)
    add_numbers (form, page);
  group = add_group (page, _ ("Imprint"), NULL);
  add_row (group, bs_form_row_text (form, _ ("Publisher"), "publication/publisher"));
  add_row (group, bs_form_row_text (form, _ ("Sponsor"), "publication/sponsor"));
  add_row (group, bs_form_row_text (form, _ ("Registration Number"), "publication/registration"));
  add_row (group,
           bs_form_row_text (form, _ ("Postal Distribution Code"), "publication/distribution"));
  add_row (group, bs_form_row_text (form, _ ("Price"), "publication/price"));
  add_row (group, bs_form_row_text (form, _ ("Website"), "publication/website"));
  add_row (group, bs_form_row_text (form, _ ("Address"), "publication/address"));
  add_row (group, bs_form_row_text (form, _ ("Telephone"), "publication/phone"));
  if (!with_date)
    {
      add_numbering (form, page);
      group = add_group (page, NULL, NULL);
      add_row (group, make_days (form));
    }

  return page;
}

/* --- House rules --- */

GtkWidget *
bs_publication_rules_new (BsForm *form)
{
  static const char *const strictness[] = { "normal", "loose", "strict", NULL };
  const char *strictness_names[] = { C_ ("strictness", "Normal"), C_ ("strictness", "Loose"),
                                     C_ ("strictness", "Strict"), NULL };
  static const char *const digits[] = { "arabic", "han", NULL };
  /* The same for everybody who can read them. */
  const char *digit_names[] = { "2026年11月22日", "二〇二六年十一月二十二日", NULL };
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = add_group (page, C_ ("house rules", "Lines"),
                                _ ("Hold for all styles of the paper."));

  add_row (group, bs_form_row_choice (form, _ ("What May Begin and End a Line"),
                                      "house_rules/strictness", strictness, strictness_names));
  add_row (group, bs_form_row_switch (form, _ ("Marks Hang into the Gutter"),
                                      "house_rules/hang_marks", FALSE));
  add_row (group, bs_form_row_switch (form, _ ("Opening Quotes Give Up Their Space"),
                                      "house_rules/trim_indent_opening", FALSE));
  add_row (group, bs_form_row_switch (form, _ ("Marks between Han Are Full-Width"),
                                      "house_rules/full_width_marks", TRUE));
  group = add_group (page, _ ("Dates"), NULL);
  add_row (group,
           bs_form_row_choice (form, _ ("Digits"), "house_rules/digits", digits, digit_names));

  return page;
}

/* --- Print --- */

/* Lives as long as its row. */
typedef struct
{
  BsForm *form; /* borrowed: the editor keeps it */
  BsProfileChoice *choice;
} Profile;

static void
profile_free (gpointer data)
{
  Profile *self = data;

  bs_profile_choice_free (self->choice);
  g_free (self);
}

static const char *
get_profile (Profile *self)
{
  const BsNode *path = bs_form_get (bs_form_get_document (self->form), "export/profile");

  return path != NULL ? bs_node_get_string (path) : "";
}

static void
show_profile (GtkWidget *row)
{
  Profile *self = g_object_get_data (G_OBJECT (row), "profile");

  bs_profile_choice_show (self->choice, get_profile (self));
}

/* The newsprint that comes along is nothing that a file has to say. */
static void
profile_chosen (gpointer data)
{
  Profile *self = data;
  const char *path = bs_profile_choice_get_path (self->choice);

  if (!bs_form_change (self->form, "export/profile",
                       path != NULL ? bs_node_new_string (path) : NULL,
                       _ ("Change Output Profile")))
    bs_profile_choice_show (self->choice, get_profile (self));
}

static GtkWidget *
make_profile (BsForm *form)
{
  GtkWidget *row = adw_combo_row_new ();
  Profile *self = g_new0 (Profile, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Output Profile"));
  self->form = form;
  self->choice = bs_profile_choice_new (ADW_COMBO_ROW (row), get_profile (self));
  bs_profile_choice_set_changed (self->choice, profile_chosen, self);
  g_object_set_data_full (G_OBJECT (row), "profile", self, profile_free);
  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (bs_profile_choice_selected),
                            self->choice);
  g_signal_connect_object (bs_form_get_document (form), "changed", G_CALLBACK (show_profile), row,
                           G_CONNECT_SWAPPED);

  return row;
}

GtkWidget *
bs_publication_print_new (BsForm *form)
{
  const BsFormRange bleed = { 0, 20, 0.5, 1, 3, 10 };
  const BsFormRange resolution = { 72, 600, 10, 0, 150, 1 };
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = add_group (page, _ ("Pages for the Print Shop"), NULL);

  add_row (group, make_profile (form));
  add_row (group, bs_form_row_switch (form, _ ("Printer’s Marks"), "export/marks", TRUE));
  add_row (group, bs_form_row_number (form, _ ("Bleed (mm)"), "export/bleed", &bleed));
  add_row (group, bs_form_row_number (form, _ ("Resolution of Images (pixels per inch)"),
                                      "export/resolution", &resolution));
  group = add_group (
    page, _ ("Files"),
    _ ("{name}, {date}, {yyyymmdd}, {number}, {page} and {section} are filled in."));
  add_row (group, bs_form_row_text (form, _ ("File Name of a Page"), "export/file_name"));

  return page;
}
