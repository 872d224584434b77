/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-conflict-dialog.h"

#include "bs-config.h"

#include "model/bs-issue.h"
#include "model/bs-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A list longer than this is read by nobody. */
#define ROWS_MOST 100

struct _BsConflictDialog
{
  AdwWindow parent_instance;

  GtkButton *take_button;
  GtkStack *stack;
  AdwStatusPage *failure;
  AdwPreferencesPage *page;

  BsSession *session;
  BsDocument *theirs;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BsConflictDialog, bs_conflict_dialog, ADW_TYPE_WINDOW)

/* What a member is called where it is said that it changed. */
static const struct
{
  const char *member;
  const char *label;
} members[] = {
  { "headline", N_ ("Headline") },
  { "kicker", N_ ("Kicker") },
  { "deck", N_ ("Deck") },
  { "paragraphs", N_ ("Text") },
  { "bylines", N_ ("Bylines") },
  { "status", N_ ("Status") },
  { "section", N_ ("Section") },
  { "page", N_ ("Page") },
  { "tags", N_ ("Tags") },
  { "priority", N_ ("Priority") },
  { "notes", N_ ("Notes") },
  { "flag", N_ ("Flag") },
  { "caption", N_ ("Caption") },
  { "credits", N_ ("Credit") },
  { "crop", N_ ("Crop") },
  { "boxes", N_ ("Layout of the page") },
  { "date", N_ ("Date") },
  { "number", N_ ("Number") },
  { "total_number", N_ ("Total number") },
  { "publication", N_ ("Publication") },
  { "styles", N_ ("Styles") },
  { "page_format", N_ ("Page format") },
};

static const char *
get_label (const char *member)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_str_equal (members[i].member, member))
      return _ (members[i].label);

  return member;
}

/* The story, photo, page or section that @steps lead to, in the version that has it. */
static char *
dup_thing (BsConflictDialog *self, char **steps)
{
  const BsNode *const roots[] = { bs_document_get_root (self->theirs),
                                  bs_session_get_root (self->session) };
  const BsNode *thing = NULL;

  for (guint i = 0; thing == NULL && i < G_N_ELEMENTS (roots); i++)
    thing = bs_node_find_by_id (bs_node_get_member (roots[i], steps[0]), steps[1]);
  if (g_str_equal (steps[0], "stories") && *bs_node_get_text (thing, "headline") != '\0')
    return g_strdup (bs_node_get_text (thing, "headline"));
  if (g_str_equal (steps[0], "photos") && *bs_node_get_text (thing, "caption") != '\0')
    return g_strdup (bs_node_get_text (thing, "caption"));
  if (g_str_equal (steps[0], "sections"))
    return g_strdup (bs_node_get_text (thing, "name"));
  if (g_str_equal (steps[0], "pages"))
    /* Translators: %s is the name of a page, such as "A1". */
    return g_strdup_printf (_ ("Page %s"), steps[1]);

  if (g_str_equal (steps[0], "stories"))
    return g_strdup (_ ("Untitled Story"));
  if (g_str_equal (steps[0], "photos"))
    return g_strdup (_ ("Photo without a caption"));

  return g_strdup (steps[1]);
}

static const char *
get_kind (BsDifferenceKind kind)
{
  return kind == BS_DIFFERENCE_ADDED     ? _ ("Added")
         : kind == BS_DIFFERENCE_REMOVED ? _ ("Deleted")
                                         : _ ("Changed");
}

static GtkWidget *
make_row (BsConflictDialog *self, const BsDifference *difference)
{
  /* No id of an issue's lists and no member has a slash. */
  g_auto (GStrv) steps = g_strsplit (difference->path + 1, "/", -1);
  guint n_steps = g_strv_length (steps);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = n_steps >= 2 ? dup_thing (self, steps) : g_strdup (get_label (steps[0]));
  const char *subtitle = n_steps >= 3 ? get_label (steps[2]) : get_kind (difference->kind);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);

  return row;
}

static void
add_group (BsConflictDialog *self, const BsMerge *merge, BsSide side, const char *title,
           const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  guint shown = 0;

  for (guint i = 0; i < merge->differences->len && shown < ROWS_MOST; i++)
    {
      const BsDifference *difference = g_ptr_array_index (merge->differences, i);

      if (difference->side != side)
        continue;
      adw_preferences_group_add (group, make_row (self, difference));
      shown++;
    }
  if (shown == 0)
    {
      g_object_ref_sink (group);
      g_object_unref (group);
      return;
    }

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (self->page, group);
}

static void
show_differences (BsConflictDialog *self)
{
  BsDocument *mine = bs_session_get_document (self->session);
  g_autoptr (BsMerge) merge = bs_merge_new (bs_document_get_saved_root (mine),
                                            bs_document_get_root (mine),
                                            bs_document_get_root (self->theirs));

  add_group (self, merge, BS_SIDE_BOTH, _ ("Changed by Both"),
             _ ("Yours stays. Look at these after taking over the others."));
  add_group (self, merge, BS_SIDE_THEIRS, _ ("Changed by Them"),
             _ ("This comes into your issue, as one step that can be undone."));
  add_group (self, merge, BS_SIDE_MINE, _ ("Changed by You"), _ ("This stays as it is."));
  gtk_widget_set_sensitive (GTK_WIDGET (self->take_button), !bs_document_get_read_only (mine));
  gtk_stack_set_visible_child_name (self->stack, "differences");
}

static void
read_theirs (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
             GCancellable *cancellable G_GNUC_UNUSED)
{
  BsSession *session = data;
  GError *error = NULL;
  BsDocument *theirs = bs_document_load_saved (bs_session_get_environment (session),
                                               bs_document_get_file (
                                                 bs_session_get_document (session)),
                                               &error);

  if (theirs != NULL)
    g_task_return_pointer (task, theirs, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
theirs_read (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  BsConflictDialog *self = BS_CONFLICT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  BsDocument *theirs = g_task_propagate_pointer (G_TASK (result), &error);

  if (theirs != NULL)
    {
      self->theirs = theirs;
      show_differences (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *markup = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failure, markup);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
}

static void
take_over (BsConflictDialog *self)
{
  BsSession *session = self->session;
  g_autoptr (GError) error = NULL;

  if (bs_document_merge (bs_session_get_document (session), self->theirs, &error))
    {
      gtk_widget_activate_action (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))),
                                  "win.hide-banner", NULL);
      bs_session_tell (session, _ ("Their changes are in your issue"), 1);
    }
  else
    {
      bs_session_tell (session, error->message, 0);
    }
  gtk_window_close (GTK_WINDOW (self));
}

static void
leave_to (BsConflictDialog *self, const char *action)
{
  GtkWidget *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));

  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action (parent, action, NULL);
}

static void
save_elsewhere (BsConflictDialog *self)
{
  leave_to (self, "win.save-as");
}

static void
overwrite (BsConflictDialog *self)
{
  leave_to (self, "win.save-over");
}

static void
bs_conflict_dialog_dispose (GObject *object)
{
  BsConflictDialog *self = BS_CONFLICT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->theirs);

  G_OBJECT_CLASS (bs_conflict_dialog_parent_class)->dispose (object);
}

static void
bs_conflict_dialog_class_init (BsConflictDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_conflict_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-conflict-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsConflictDialog, take_button);
  gtk_widget_class_bind_template_child (widget_class, BsConflictDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BsConflictDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, BsConflictDialog, page);
  gtk_widget_class_bind_template_callback (widget_class, take_over);
  gtk_widget_class_bind_template_callback (widget_class, save_elsewhere);
  gtk_widget_class_bind_template_callback (widget_class, overwrite);
}

static void
bs_conflict_dialog_init (BsConflictDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bs_conflict_dialog_new (GtkWindow *parent, BsSession *session)
{
  BsConflictDialog *self = g_object_new (BS_TYPE_CONFLICT_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GTask) task = NULL;

  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, theirs_read, NULL);
  g_task_set_source_tag (task, bs_conflict_dialog_new);
  g_task_set_task_data (task, g_object_ref (session), g_object_unref);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, read_theirs);

  return GTK_WIDGET (self);
}
