/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-box-fit.h"

#include "bs-config.h"
#include "bs-control-row.h"
#include "bs-sensitive.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define QUIET_MILLISECONDS 700
/* Above it a fit is said to change the page much. */
#define FAIR_COST 4.0

/* One of the two lists: its expander, and the question whose answers it shows. */
typedef struct
{
  AdwExpanderRow *expander;
  GPtrArray *rows; /* borrowed from the expander */
  BsAdviceKind kind;
  GCancellable *asking;
  gpointer answer; /* GPtrArray of BsPageFit, or BsCopyfitReport */
  BsNode *issue;   /* for which @answer was found */
} List;

struct _BsBoxFit
{
  GtkWidget parent_instance;

  AdwPreferencesGroup *group;
  AdwActionRow *state;
  GtkImage *state_icon;
  List fits;
  List cuts;

  BsSession *session;
  BsAdviser *adviser;
  char *shown; /* page and box that the lists are of */
  guint quiet_source;
};

G_DEFINE_FINAL_TYPE (BsBoxFit, bs_box_fit, GTK_TYPE_WIDGET)

typedef struct
{
  BsBoxFit *self;
  List *list;
  BsNode *issue;
  GCancellable *cancellable;
} Asking;

/* The story in the chosen box; NULL for a photo or an advertisement. */
static const char *
get_story (BsBoxFit *self)
{
  const BsNode *box = self->session != NULL ? bs_session_get_box_node (self->session) : NULL;
  const char *ref = bs_node_get_string (bs_node_get_element (bs_node_get_member (box, "refs"), 0));

  return ref != NULL && bs_issue_get_story (bs_session_get_root (self->session), ref) != NULL
           ? ref
           : NULL;
}

static void
free_answer (List *list)
{
  if (list->answer != NULL && list->kind == BS_ADVICE_FITS)
    g_ptr_array_unref (list->answer);
  else if (list->answer != NULL)
    bs_copyfit_report_free (list->answer);
  list->answer = NULL;
  g_clear_pointer (&list->issue, bs_node_unref);
}

static void
clear (List *list)
{
  if (list->asking != NULL)
    g_cancellable_cancel (list->asking);
  g_clear_object (&list->asking);
  for (guint i = 0; i < list->rows->len; i++)
    adw_expander_row_remove (list->expander, g_ptr_array_index (list->rows, i));
  g_ptr_array_set_size (list->rows, 0);
  free_answer (list);
}

static GtkWidget *
add_row (List *list, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_expander_row_add_row (list->expander, row);
  g_ptr_array_add (list->rows, row);

  return row;
}

static GtkWidget *
add_button (GtkWidget *row, const char *icon, const char *label, guint index)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return button;
}

/* Explanations are parts of a sentence; here they stand alone. */
static char *
dup_sentence (const char *explanation)
{
  g_autofree char *first = g_utf8_substring (explanation, 0, *explanation != '\0' ? 1 : 0);
  g_autofree char *capital = g_utf8_strup (first, -1);

  return g_strconcat (capital, explanation + strlen (first), NULL);
}

static void
fit_activated (GtkButton *button, BsBoxFit *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
  const BsPageFit *fit;
  g_autofree char *text = NULL;

  if (self->fits.answer == NULL || index >= ((GPtrArray *) self->fits.answer)->len)
    return;
  fit = g_ptr_array_index ((GPtrArray *) self->fits.answer, index);
  text = dup_sentence (fit->explanation);
  if (bs_session_apply (self->session, bs_page_edit_ref (fit->edit), NULL))
    bs_session_tell (self->session, text, 1);
}

static void
show_fits (BsBoxFit *self, GPtrArray *fits)
{
  for (guint i = 0; i < fits->len; i++)
    {
      const BsPageFit *fit = g_ptr_array_index (fits, i);
      const char *hint = fit->cost <= FAIR_COST ? _ ("Changes little")
                                                : _ ("Changes the page much");
      g_autofree char *title = dup_sentence (fit->explanation);
      g_autofree char *moved = fit->edit->n_moved > 0
                                 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                                 "%s; %u box moves",
                                                                 "%s; %u boxes move",
                                                                 (gulong) fit->edit->n_moved),
                                                    hint, fit->edit->n_moved)
                                 : NULL;
      GtkWidget *row = add_row (&self->fits, title, moved != NULL ? moved : hint);
      GtkWidget *button = add_button (row, "object-select-symbolic", _ ("Apply this fit"), i);

      g_signal_connect_object (button, "clicked", G_CALLBACK (fit_activated), self, 0);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
    }
  if (fits->len == 0)
    add_row (&self->fits, _ ("Nothing fits exactly"),
             _ ("Make the box larger or smaller, or change the text."));
}

static const BsCopyfitCut *
get_cut (BsBoxFit *self, GtkButton *button)
{
  const BsCopyfitReport *report = self->cuts.answer;
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  return report != NULL && index < report->cuts->len ? g_ptr_array_index (report->cuts, index)
                                                     : NULL;
}

/* Where in the paragraph what goes begins, and its length in bytes: all between what both have. */
static gsize
find_difference (const char *old, const char *new, gsize *length)
{
  gsize old_length = strlen (old);
  gsize new_length = strlen (new);
  gsize start = 0;
  gsize end = 0;

  while (start < new_length && start < old_length && old[start] == new[start])
    start++;
  while (start > 0 && ((guchar) old[start] & 0xc0) == 0x80)
    start--;
  while (end < new_length - start && end < old_length - start
         && old[old_length - end - 1] == new[new_length - end - 1])
    end++;
  while (end > 0 && ((guchar) old[old_length - end] & 0xc0) == 0x80)
    end--;
  *length = old_length - start - end;

  return start;
}

static void
show_cut (GtkButton *button, BsBoxFit *self)
{
  const BsCopyfitCut *cut = get_cut (self, button);
  const BsCopyfitReport *report = self->cuts.answer;
  const BsNode *story = cut != NULL ? bs_issue_get_story (self->cuts.issue, report->story) : NULL;
  const BsCopyfitStep *step;
  const BsNode *paragraph;
  const BsNode *left;
  g_autoptr (BsNode) changed = NULL;
  g_autofree char *path = NULL;
  gsize length = 0;
  gsize offset = 0;

  if (story == NULL || cut->steps->len == 0)
    return;
  step = &g_array_index (cut->steps, BsCopyfitStep, 0);
  changed = bs_copyfit_cut_apply (cut, story);
  paragraph = bs_node_find_by_id (bs_story_get_paragraphs (story), step->paragraph);
  left = bs_node_find_by_id (bs_story_get_paragraphs (changed), step->paragraph);
  offset = find_difference (bs_node_get_text (paragraph, "text"), bs_node_get_text (left, "text"),
                            &length);
  path = g_strdup_printf ("/stories/%s/paragraphs/%s/text", report->story, step->paragraph);
  bs_session_reveal (self->session, path, offset, length);
}

static void
make_cut (GtkButton *button, BsBoxFit *self)
{
  const BsCopyfitCut *cut = get_cut (self, button);
  const BsCopyfitReport *report = self->cuts.answer;
  BsDocument *document = bs_session_get_document (self->session);
  const BsNode *story = cut != NULL
                          ? bs_issue_get_story (bs_session_get_root (self->session), report->story)
                          : NULL;
  g_autoptr (BsNode) changed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  /* Only of the text for which it was verified. */
  if (story == NULL || self->cuts.issue != bs_session_get_root (self->session))
    return;
  changed = bs_copyfit_cut_apply (cut, story);
  text = bs_copyfit_cut_explain (cut);
  path = bs_issue_dup_path ("stories", report->story, "paragraphs");
  bs_document_begin (document, _ ("Cut to Fit"), NULL);
  if (!bs_document_set_node (document, path, bs_story_get_paragraphs (changed), &error))
    {
      bs_document_cancel (document);
      bs_session_tell (self->session, error->message, 0);
      return;
    }
  bs_document_end (document);
  bs_session_tell (self->session, text, 1);
}

static void
show_cuts (BsBoxFit *self, const BsCopyfitReport *report)
{
  for (guint i = 0; i < report->cuts->len; i++)
    {
      const BsCopyfitCut *cut = g_ptr_array_index (report->cuts, i);
      g_autofree char *explanation = bs_copyfit_cut_explain (cut);
      g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Cut %u character",
                                                             "Cut %u characters",
                                                             (gulong) cut->characters),
                                                cut->characters);
      GtkWidget *row = add_row (&self->cuts, title, explanation);
      GtkWidget *show = add_button (row, "edit-find-symbolic", _ ("Show what would go"), i);
      GtkWidget *apply = add_button (row, "edit-cut-symbolic", _ ("Make this cut"), i);

      g_signal_connect_object (show, "clicked", G_CALLBACK (show_cut), self, 0);
      g_signal_connect_object (apply, "clicked", G_CALLBACK (make_cut), self, 0);
    }
  if (report->cuts->len == 0)
    add_row (&self->cuts, _ ("No cut saves a line"), NULL);
}

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->self);
  g_object_unref (asking->cancellable);
  bs_node_unref (asking->issue);
  g_free (asking);
}

static void
answered (GObject *source, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;
  List *list = asking->list;
  g_autoptr (GError) error = NULL;
  gpointer answer = bs_adviser_ask_finish (BS_ADVISER (source), result, &error);

  if (asking->cancellable == list->asking)
    {
      clear (list);
      list->answer = answer;
      list->issue = bs_node_ref (asking->issue);
      if (answer == NULL)
        add_row (list, error != NULL ? error->message : "", NULL);
      else if (list->kind == BS_ADVICE_FITS)
        show_fits (asking->self, answer);
      else
        show_cuts (asking->self, answer);
    }
  else if (answer != NULL)
    {
      List overtaken = { .kind = list->kind, .answer = answer };

      free_answer (&overtaken);
    }
  asking_free (asking);
}

static void
ask (BsBoxFit *self, List *list)
{
  const char *story = get_story (self);
  BsAdviceRequest request = { .kind = list->kind };
  Asking *asking;

  if (story == NULL || !adw_expander_row_get_expanded (list->expander) || list->asking != NULL
      || (list->answer != NULL && list->issue == bs_session_get_root (self->session)))
    return;
  if (list->rows->len == 0)
    add_row (list, _ ("Trying…"), NULL);
  request.issue = bs_session_get_root (self->session);
  request.page = bs_session_get_page (self->session);
  request.ref = list->kind == BS_ADVICE_FITS ? bs_session_get_box (self->session) : story;
  list->asking = g_cancellable_new ();
  asking = g_new0 (Asking, 1);
  asking->self = g_object_ref (self);
  asking->list = list;
  asking->issue = bs_node_ref (request.issue);
  asking->cancellable = g_object_ref (list->asking);
  bs_adviser_ask_async (self->adviser, &request, list->asking, answered, asking);
}

static gboolean
quiet (gpointer data)
{
  BsBoxFit *self = data;

  self->quiet_source = 0;
  ask (self, &self->fits);
  ask (self, &self->cuts);

  return G_SOURCE_REMOVE;
}

static void
opened (BsBoxFit *self)
{
  if (self->quiet_source == 0)
    quiet (self);
}

static void
toggle (GtkWidget *widget, const char *name, GVariant *parameter G_GNUC_UNUSED)
{
  BsBoxFit *self = BS_BOX_FIT (widget);
  List *list = g_str_equal (name, "fit.show-ways") ? &self->fits : &self->cuts;

  adw_expander_row_set_expanded (list->expander, !adw_expander_row_get_expanded (list->expander));
}

static void
show_state (BsBoxFit *self, const char *story)
{
  const BsCopyfit *fit = bs_session_find_copyfit (self->session, story);
  int over = 0;
  g_autofree char *text = bs_session_dup_copyfit_text (self->session, story, &over);
  g_autofree char *lines = NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state),
                                 text != NULL ? text : _ ("Not laid out yet"));
  if (fit != NULL && over == 0 && fit->room > fit->lines)
    /* Translators: below "A1: fits". */
    lines = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u line of room is left",
                                          "%u lines of room are left",
                                          (gulong) (fit->room - fit->lines)),
                             (guint) (fit->room - fit->lines));
  else if (fit != NULL && over == 0)
    lines = g_strdup (_ ("Every line is filled"));
  else if (fit != NULL)
    /* Translators: lines that the text takes, and lines that the box has. */
    lines = g_strdup_printf (_ ("%u lines of text, room for %u"), fit->lines, fit->room);
  adw_action_row_set_subtitle (self->state, lines != NULL ? lines : "");
  gtk_image_set_from_icon_name (self->state_icon, over > 0   ? "dialog-error-symbolic"
                                                  : over < 0 ? "dialog-warning-symbolic"
                                                             : "object-select-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->state_icon),
                              (const char *[]){ over > 0   ? "error"
                                                : over < 0 ? "warning"
                                                           : "success",
                                                NULL });
}

static void
init_list (BsBoxFit *self, List *list, BsAdviceKind kind, const char *title)
{
  list->kind = kind;
  list->rows = g_ptr_array_new ();
  list->expander = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (list->expander), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  adw_preferences_group_add (self->group, GTK_WIDGET (list->expander));
  g_signal_connect_object (list->expander, "notify::expanded", G_CALLBACK (opened), self,
                           G_CONNECT_SWAPPED);
}

static void
bs_box_fit_dispose (GObject *object)
{
  BsBoxFit *self = BS_BOX_FIT (object);

  g_clear_handle_id (&self->quiet_source, g_source_remove);
  if (self->group != NULL)
    {
      clear (&self->fits);
      clear (&self->cuts);
      gtk_widget_unparent (GTK_WIDGET (self->group));
      self->group = NULL;
    }
  g_clear_object (&self->session);
  g_clear_object (&self->adviser);

  G_OBJECT_CLASS (bs_box_fit_parent_class)->dispose (object);
}

static void
bs_box_fit_finalize (GObject *object)
{
  BsBoxFit *self = BS_BOX_FIT (object);

  g_free (self->shown);
  g_ptr_array_unref (self->fits.rows);
  g_ptr_array_unref (self->cuts.rows);

  G_OBJECT_CLASS (bs_box_fit_parent_class)->finalize (object);
}

static void
bs_box_fit_class_init (BsBoxFitClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bs_box_fit_dispose;
  G_OBJECT_CLASS (klass)->finalize = bs_box_fit_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "fit.show-ways", NULL, toggle);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "fit.show-cuts", NULL, toggle);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bs_box_fit_init (BsBoxFit *self)
{
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->group), GTK_WIDGET (self));
  self->state = ADW_ACTION_ROW (bs_control_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->state), FALSE);
  self->state_icon = GTK_IMAGE (gtk_image_new ());
  adw_action_row_add_prefix (self->state, GTK_WIDGET (self->state_icon));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->state));
  init_list (self, &self->fits, BS_ADVICE_FITS, _ ("Ways to Fit"));
  init_list (self, &self->cuts, BS_ADVICE_COPYFIT, _ ("Cuts"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("How the text fits"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
bs_box_fit_set_session (BsBoxFit *self, BsSession *session, BsAdviser *adviser)
{
  g_return_if_fail (BS_IS_BOX_FIT (self));

  g_clear_handle_id (&self->quiet_source, g_source_remove);
  clear (&self->fits);
  clear (&self->cuts);
  g_set_object (&self->session, session);
  g_set_object (&self->adviser, adviser);
}

void
bs_box_fit_show (BsBoxFit *self)
{
  const char *story;
  g_autofree char *shown = NULL;

  g_return_if_fail (BS_IS_BOX_FIT (self));

  story = get_story (self);
  gtk_widget_set_visible (GTK_WIDGET (self), story != NULL);
  if (story == NULL)
    return;

  show_state (self, story);
  bs_set_sensitive (GTK_WIDGET (self->fits.expander),
                    !bs_document_get_read_only (bs_session_get_document (self->session)));
  shown = g_strconcat (bs_session_get_page (self->session), " ", bs_session_get_box (self->session),
                       NULL);
  if (g_strcmp0 (shown, self->shown) == 0
      && (self->fits.issue == bs_session_get_root (self->session)
          || self->cuts.issue == bs_session_get_root (self->session)))
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  /* What was found is of another text. */
  clear (&self->fits);
  clear (&self->cuts);
  g_clear_handle_id (&self->quiet_source, g_source_remove);
  self->quiet_source = g_timeout_add (QUIET_MILLISECONDS, quiet, self);
}
