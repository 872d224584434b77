/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the sheet is corrected: the actions upon the chosen lines, their keys, and the buttons that
 * teach the keys.
 */

#include "bs-import-review-private.h"

#include "bs-config.h"
#include "bs-review-row.h"

#include <glib/gi18n-lib.h>

/* What a key makes of the chosen lines. */
typedef struct
{
  const char *name;
  guint key;
  BsLineRole role;
} RoleKey;

static const RoleKey role_keys[] = {
  { "headline", GDK_KEY_1, BS_LINE_HEADLINE }, { "kicker", GDK_KEY_2, BS_LINE_KICKER },
  { "deck", GDK_KEY_3, BS_LINE_DECK },         { "byline", GDK_KEY_4, BS_LINE_BYLINE },
  { "subhead", GDK_KEY_5, BS_LINE_SUBHEAD },   { "body", GDK_KEY_6, BS_LINE_BODY },
  { "rest", GDK_KEY_7, BS_LINE_CONTINUATION }, { "caption", GDK_KEY_8, BS_LINE_CAPTION },
  { "credit", GDK_KEY_9, BS_LINE_CREDIT },     { "flag", GDK_KEY_0, BS_LINE_FLAG },
  { "aside", GDK_KEY_x, BS_LINE_FURNITURE },   { "sponsor", 0, BS_LINE_SPONSOR },
  { "jump-from", 0, BS_LINE_CONTINUED_FROM },  { "jump-to", 0, BS_LINE_CONTINUED_ON },
  { "group", 0, BS_LINE_GROUP_TITLE },
};

/* The other keys, and the buttons that teach them; 0: bound for itself. */
typedef struct
{
  const char *action;
  const char *label;
  const char *cap;
  guint key;
} StructureKey;

static const StructureKey structure_keys[] = {
  { "review.begin", N_ ("Story Begins"), "N", GDK_KEY_n },
  { "review.go-on", N_ ("Same Story"), "P", GDK_KEY_p },
  { "review.join", N_ ("Join with Above"), "J", GDK_KEY_j },
  { "review.confirm", N_ ("Right as It Is"), "⏎", GDK_KEY_Return },
  { "review.other", N_ ("The Other Guess"), "A", GDK_KEY_a },
  { "review.next-doubt", N_ ("Next Doubtful"), "F8", 0 },
};

static void
set_role (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  BsImportReview *self = BS_IMPORT_REVIEW (widget);
  const char *name = g_variant_get_string (parameter, NULL);
  guint first;
  guint last;

  for (guint i = 0; i < G_N_ELEMENTS (role_keys); i++)
    if (g_str_equal (role_keys[i].name, name) && bs_import_review_get_range (self, &first, &last))
      bs_review_text_set_role (self->text, first, last, role_keys[i].role);
}

static void
next_doubt (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  BsImportReview *self = BS_IMPORT_REVIEW (widget);
  guint first;
  guint last;
  int found = bs_review_text_find_doubt (
    self->text, bs_import_review_get_range (self, &first, &last) ? (int) last : -1);

  if (found >= 0)
    bs_import_review_choose_line (self, (guint) found);
}

static void
previous_doubt (GtkWidget *widget, const char *action G_GNUC_UNUSED,
                GVariant *parameter G_GNUC_UNUSED)
{
  BsImportReview *self = BS_IMPORT_REVIEW (widget);
  guint n = g_list_model_get_n_items (bs_import_review_lines_of (self));
  guint first;
  guint last;

  if (!bs_import_review_get_range (self, &first, &last))
    first = n;
  for (guint i = 1; i <= n; i++)
    {
      guint at = (first + n - i) % n;
      g_autoptr (BsReviewLine) line = g_list_model_get_item (bs_import_review_lines_of (self), at);

      if (bs_review_line_get_state (line)->doubtful)
        {
          bs_import_review_choose_line (self, at);
          return;
        }
    }
}

static void
correct (GtkWidget *widget, const char *action, GVariant *parameter G_GNUC_UNUSED)
{
  static const struct
  {
    const char *action;
    void (*correct) (BsReviewText *text, guint first, guint last);
  } corrections[] = {
    { "review.begin", bs_review_text_begin },
    { "review.go-on", bs_review_text_go_on },
    { "review.join", bs_review_text_join },
    { "review.other", bs_review_text_change_mind },
  };
  BsImportReview *self = BS_IMPORT_REVIEW (widget);
  guint first;
  guint last;

  for (guint i = 0; i < G_N_ELEMENTS (corrections); i++)
    if (g_str_equal (corrections[i].action, action)
        && bs_import_review_get_range (self, &first, &last))
      corrections[i].correct (self->text, first, last);
}

/* And on to what is to be looked at next. */
static void
confirm (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BsImportReview *self = BS_IMPORT_REVIEW (widget);
  guint first;
  guint last;

  if (!bs_import_review_get_range (self, &first, &last))
    return;
  bs_review_text_confirm (self->text, first, last);
  next_doubt (widget, action, parameter);
}

static void
attach (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  BsImportReview *self = BS_IMPORT_REVIEW (widget);
  int item = (int) g_variant_get_uint32 (parameter);
  guint first;
  guint last;

  if (!bs_import_review_get_range (self, &first, &last))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (bs_import_review_lines_of (self)); i++)
    {
      g_autoptr (BsReviewLine) line = g_list_model_get_item (bs_import_review_lines_of (self), i);

      if (bs_review_line_get_state (line)->item == item && (i < first || i > last))
        {
          bs_review_text_attach (self->text, first, last, i);
          return;
        }
    }
}

static void
undo (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  bs_review_text_undo (BS_IMPORT_REVIEW (widget)->text);
}

static void
redo (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  bs_review_text_redo (BS_IMPORT_REVIEW (widget)->text);
}

/* --- Keys --- */

static void
add_key (GtkFlowBox *box, const char *cap, const char *label, const char *action,
         const char *target)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *key = gtk_label_new (cap);

  gtk_widget_add_css_class (key, "key-cap");
  gtk_box_append (GTK_BOX (content), key);
  gtk_box_append (GTK_BOX (content), gtk_label_new (label));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_flow_box_append (box, button);
  /* Its key is on it: Tab goes on to what has none. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

/* Ahead of the panes, which have these keys for their handle. */
static void
add_doubt_key (BsImportReview *self, GdkModifierType state, const char *action)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F8, state), gtk_named_action_new (action)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* From the lines on to what is beside them: the arrows go from line to line. */
static gboolean
leave_lines (GtkWidget *view G_GNUC_UNUSED, GVariant *arguments G_GNUC_UNUSED, gpointer data)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BS_IMPORT_REVIEW (data)->attach));
}

static void
add_tab_key (BsImportReview *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Tab, 0),
                                                          gtk_callback_action_new (leave_lines,
                                                                                   self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

void
bs_import_review_add_keys (BsImportReview *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (role_keys) && role_keys[i].key != 0; i++)
    {
      const char cap[] = { (char) g_ascii_toupper ((char) role_keys[i].key), '\0' };

      add_key (self->roles, cap, bs_review_role_get_label (role_keys[i].role), "review.role",
               role_keys[i].name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (structure_keys); i++)
    add_key (self->structure, structure_keys[i].cap, _ (structure_keys[i].label),
             structure_keys[i].action, NULL);
  add_tab_key (self);
  add_doubt_key (self, 0, "review.next-doubt");
  add_doubt_key (self, GDK_SHIFT_MASK, "review.previous-doubt");
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (role_keys); i++)
    {
      guint key = role_keys[i].key;

      if (key == 0)
        continue;
      gtk_widget_class_add_binding_action (widget_class, key, 0, "review.role", "s",
                                           role_keys[i].name);
      if (key <= GDK_KEY_9)
        gtk_widget_class_add_binding_action (widget_class, key - GDK_KEY_0 + GDK_KEY_KP_0, 0,
                                             "review.role", "s", role_keys[i].name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (structure_keys); i++)
    if (structure_keys[i].key != 0)
      gtk_widget_class_add_binding_action (widget_class, structure_keys[i].key, 0,
                                           structure_keys[i].action, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "review.role", "s",
                                       "aside");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "review.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "review.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "review.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

void
bs_import_review_install_edits (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "review.begin", NULL, correct },
    { "review.go-on", NULL, correct },
    { "review.join", NULL, correct },
    { "review.other", NULL, correct },
    { "review.role", "s", set_role },
    { "review.attach", "u", attach },
    { "review.confirm", NULL, confirm },
    { "review.next-doubt", NULL, next_doubt },
    { "review.previous-doubt", NULL, previous_doubt },
    { "review.undo", NULL, undo },
    { "review.redo", NULL, redo },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
  add_bindings (widget_class);
}
