/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-copyfit-button.h"

#include "bs-config.h"
#include "bs-copyfit-job.h"
#include "bs-whole-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Cuts shown at most, the smallest first. */
#define MAX_CUTS 4
/* Characters of what a step cuts that are shown. */
#define MAX_QUOTE 18

struct _BsCopyfitButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkImage *icon;
  GtkLabel *label;
  GtkPopover *popover;
  GtkStack *stack;
  GtkLabel *note;
  GtkBox *cuts;

  BsSession *session;
  GCancellable *asking; /* NULL: nothing is asked */
};

G_DEFINE_FINAL_TYPE (BsCopyfitButton, bs_copyfit_button, GTK_TYPE_WIDGET)

/* What a row of the popover leads to. */
typedef struct
{
  BsCopyfitButton *owner; /* borrowed: the row is inside it */
  char *path;
  gsize offset;
  gsize length;
} Place;

static void
place_free (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  Place *place = data;

  g_free (place->path);
  g_free (place);
}

static void
show_place (GtkButton *row G_GNUC_UNUSED, Place *place)
{
  BsCopyfitButton *self = place->owner;
  g_autofree char *path = g_strdup (place->path);
  gsize offset = place->offset;
  gsize length = place->length;

  gtk_popover_popdown (self->popover);
  bs_session_reveal (self->session, path, offset, length);
}

static char *
dup_quote (const char *text, gsize offset, gsize length)
{
  g_autofree char *cut = g_strndup (text + offset, length);

  if (g_utf8_strlen (cut, -1) > MAX_QUOTE)
    {
      g_autofree char *tail = g_utf8_substring (cut, g_utf8_strlen (cut, -1) - MAX_QUOTE, -1);

      return g_strconcat ("…", tail, NULL);
    }

  return g_steal_pointer (&cut);
}

static char *
dup_step_text (const BsCopyfitStep *step, const char *quote)
{
  if (step->whole)
    /* Translators: paragraph number, characters, the words themselves. */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "All of paragraph %u, %u character: “%s”",
                                         "All of paragraph %u, %u characters: “%s”",
                                         (gulong) step->characters),
                            step->number, step->characters, quote);

  /* Translators: paragraph number, characters, the words themselves. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "End of paragraph %u, %u character: “%s”",
                                       "End of paragraph %u, %u characters: “%s”",
                                       (gulong) step->characters),
                          step->number, step->characters, quote);
}

static void
add_step (BsCopyfitButton *self, const char *story, const BsCopyfitStep *step)
{
  const BsNode *node = bs_issue_get_story (bs_session_get_root (self->session), story);
  const BsNode *paragraph = bs_node_find_by_id (bs_story_get_paragraphs (node), step->paragraph);
  const char *words = bs_node_get_text (paragraph, "text");
  Place *place = g_new0 (Place, 1);
  GtkWidget *row = gtk_button_new ();
  GtkWidget *label;
  g_autofree char *quote = NULL;
  g_autofree char *text = NULL;

  place->owner = self;
  place->path = g_strdup_printf ("/stories/%s/paragraphs/%s/text", story, step->paragraph);
  bs_copyfit_job_find_cut (step, words, &place->offset, &place->length);
  quote = dup_quote (words, place->offset, place->length);
  text = dup_step_text (step, quote);
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 34);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "cut-step");
  gtk_button_set_child (GTK_BUTTON (row), label);
  gtk_widget_add_css_class (row, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect_data (row, "clicked", G_CALLBACK (show_place), place, place_free, 0);
  gtk_box_append (self->cuts, row);
}

static void
add_heading (BsCopyfitButton *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 34);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_start (label, 6);
  gtk_box_append (self->cuts, label);
}

static void
add_cut (BsCopyfitButton *self, const char *story, const BsCopyfitCut *cut)
{
  g_autofree char *lines = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "saves %u line",
                                                         "saves %u lines", (gulong) cut->lines),
                                            cut->lines);
  g_autofree char *heading
    /* Translators: "Cut 27 characters: saves 3 lines". */
    = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Cut %u character: %s",
                                    "Cut %u characters: %s", (gulong) cut->characters),
                       cut->characters, lines);

  add_heading (self, heading);
  for (guint i = 0; i < cut->steps->len; i++)
    add_step (self, story, &g_array_index (cut->steps, BsCopyfitStep, i));
}

static void
clear_cuts (BsCopyfitButton *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cuts))) != NULL)
    gtk_box_remove (self->cuts, child);
}

static void
show_note (BsCopyfitButton *self, const char *text)
{
  gtk_label_set_label (self->note, text);
  gtk_stack_set_visible_child_name (self->stack, "note");
}

/* The cut that makes it fit, and smaller ones. */
static guint
show_cuts (BsCopyfitButton *self, const BsCopyfitReport *report)
{
  guint wanted = (guint) MAX (report->over_lines, 3);
  guint n = 0;

  for (guint i = 0; i < report->cuts->len && n < MAX_CUTS; i++)
    {
      const BsCopyfitCut *cut = g_ptr_array_index (report->cuts, i);

      if (report->over_lines > 0 && (int) cut->lines < report->over_lines
          && report->cuts->len - i > MAX_CUTS)
        continue;
      if (cut->lines > wanted)
        break;
      add_cut (self, report->story, cut);
      n++;
    }

  return n;
}

static void
answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsCopyfitButton) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsCopyfitReport) report = bs_copyfit_job_run_finish (BS_SESSION (source), result,
                                                                  &error);
  g_autofree char *room = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->button == NULL)
    return;
  g_clear_object (&self->asking);
  if (report == NULL)
    {
      show_note (self, error->message);
      return;
    }

  clear_cuts (self);
  if (report->addable > 0 && report->over_lines <= 0)
    {
      room = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "Room for %u character more without another line",
                                           "Room for %u characters more without another line",
                                           (gulong) report->addable),
                              report->addable);
      add_heading (self, room);
    }
  if (show_cuts (self, report) == 0 && room == NULL)
    show_note (self, _ ("Nothing short to cut: take out a paragraph, or give the story more room"));
  else
    gtk_stack_set_visible_child_name (self->stack, "cuts");
}

static void
popover_closed (BsCopyfitButton *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/* It opens with something to give the focus to, which GTK looks for before it tells that it is shown. */
static void
popover_hidden (BsCopyfitButton *self)
{
  popover_closed (self);
  gtk_stack_set_visible_child_name (self->stack, "wait");
}

static void
popover_shown (BsCopyfitButton *self)
{
  const char *story = self->session != NULL ? bs_session_get_story (self->session) : NULL;

  if (story == NULL)
    return;

  gtk_stack_set_visible_child_name (self->stack, "wait");
  popover_closed (self);
  self->asking = g_cancellable_new ();
  bs_copyfit_job_run_async (self->session, story, self->asking, answered, g_object_ref (self));
}

static void
show_fit (BsCopyfitButton *self)
{
  const char *story = self->session != NULL ? bs_session_get_story (self->session) : NULL;
  int over = 0;
  g_autofree char *text = NULL;
  const char *shown;

  if (story == NULL)
    return;

  text = bs_session_dup_copyfit_text (self->session, story, &over);
  shown = text != NULL ? text : _ ("Not on a page");
  if (strcmp (gtk_label_get_label (self->label), shown) == 0)
    return;

  gtk_label_set_label (self->label, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  shown, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), over > 0);
  if (over > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

static void
bs_copyfit_button_dispose (GObject *object)
{
  BsCopyfitButton *self = BS_COPYFIT_BUTTON (object);

  popover_closed (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;

  G_OBJECT_CLASS (bs_copyfit_button_parent_class)->dispose (object);
}

static void
bs_copyfit_button_class_init (BsCopyfitButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_copyfit_button_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-copyfit-button.ui");
  gtk_widget_class_bind_template_child (widget_class, BsCopyfitButton, button);
  gtk_widget_class_bind_template_child (widget_class, BsCopyfitButton, icon);
  gtk_widget_class_bind_template_child (widget_class, BsCopyfitButton, label);
  gtk_widget_class_bind_template_child (widget_class, BsCopyfitButton, popover);
  gtk_widget_class_bind_template_child (widget_class, BsCopyfitButton, stack);
  gtk_widget_class_bind_template_child (widget_class, BsCopyfitButton, note);
  gtk_widget_class_bind_template_child (widget_class, BsCopyfitButton, cuts);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown);
  gtk_widget_class_bind_template_callback (widget_class, popover_hidden);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "copyfit");
}

static void
bs_copyfit_button_init (BsCopyfitButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));
}

void
bs_copyfit_button_set_session (BsCopyfitButton *self, BsSession *session)
{
  g_return_if_fail (BS_IS_COPYFIT_BUTTON (self));

  popover_closed (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (session, "notify::story", G_CALLBACK (show_fit), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "page-updated", G_CALLBACK (show_fit), self,
                               G_CONNECT_SWAPPED);
    }

  show_fit (self);
}

void
bs_copyfit_button_popup (BsCopyfitButton *self)
{
  g_return_if_fail (BS_IS_COPYFIT_BUTTON (self));

  gtk_menu_button_popup (self->button);
}
