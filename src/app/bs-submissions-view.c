/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submissions-view.h"

#include "bs-config.h"
#include "bs-focus-ring.h"
#include "bs-panes.h"
#include "bs-submission-facts.h"
#include "bs-submission-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

struct _BsSubmissionsView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  AdwStatusPage *failure;
  GtkRevealer *banner;
  GtkLabel *banner_label;
  GtkWidget *panes;
  BsSubmissionList *list;
  BsSubmissionPane *pane;
  BsSubmissionFacts *facts;

  BsDesk *desk;
};

G_DEFINE_FINAL_TYPE (BsSubmissionsView, bs_submissions_view, GTK_TYPE_WIDGET)

enum
{
  PROP_SHOW_SIDEBAR = 1,
  PROP_SHOW_INSPECTOR,
  PROP_LEVEL,
  N_PROPS
};

enum
{
  CHANGED,
  SHOW_STORY,
  TAKEN,
  TOLD,
  ISSUE_WANTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* --- What is chosen --- */

static void
show_facts (BsSubmissionsView *self)
{
  const BsSubmission *chosen = bs_submission_list_get_chosen (self->list);
  const BsReading *reading = bs_submission_pane_get_reading (self->pane);

  if (chosen == NULL || reading == NULL || strcmp (reading->submission->id, chosen->id) != 0)
    reading = NULL;
  bs_submission_facts_show (self->facts, chosen, reading, bs_desk_get_feed (self->desk));
}

static void
chosen_changed (BsSubmissionsView *self)
{
  bs_submission_pane_show (self->pane, bs_submission_list_get_chosen (self->list));
}

static void
pane_changed (BsSubmissionsView *self)
{
  if (self->desk == NULL)
    return;
  show_facts (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
finished (BsSubmissionsView *self, const char *id)
{
  const BsSubmission *chosen = bs_submission_list_get_chosen (self->list);

  if (chosen != NULL && strcmp (chosen->id, id) == 0)
    bs_submission_list_advance (self->list);
}

static void
go_to (BsSubmissionsView *self, const char *id)
{
  g_autofree char *copy = g_strdup (id); /* the row goes away */

  bs_submission_list_choose (self->list, copy);
}

static void
show_version (BsSubmissionsView *self, guint version)
{
  bs_submission_pane_show_version (self->pane, version);
}

static void
show_story (BsSubmissionsView *self, const char *story)
{
  g_signal_emit (self, signals[SHOW_STORY], 0, story);
}

static void
taken (BsSubmissionsView *self, const char *text, const char *story)
{
  g_signal_emit (self, signals[TAKEN], 0, text, story);
}

static void
told (BsSubmissionsView *self, const char *text)
{
  g_signal_emit (self, signals[TOLD], 0, text);
}

static void
issue_wanted (BsSubmissionsView *self, const char *id)
{
  g_signal_emit (self, signals[ISSUE_WANTED], 0, id);
}

static void
work_on_it (BsSubmissionsView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-content", NULL);
  bs_submission_pane_focus (self->pane);
}

/* --- The desk --- */

static void
show_error (BsSubmissionsView *self)
{
  const GError *error = bs_desk_get_error (self->desk);
  BsDeskFeed *feed = bs_desk_get_feed (self->desk);

  if (error == NULL && feed != NULL)
    error = bs_desk_feed_get_error (feed);
  if (error != NULL)
    gtk_label_set_label (self->banner_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->banner), error != NULL);
  gtk_revealer_set_reveal_child (self->banner, error != NULL);
}

static void
desk_changed (BsSubmissionsView *self)
{
  BsDeskState state = bs_desk_get_state (self->desk);
  BsDeskFeed *feed = bs_desk_get_feed (self->desk);
  const GError *error = bs_desk_get_error (self->desk);

  bs_submission_list_set_feed (self->list, feed);
  if (feed != NULL)
    gtk_stack_set_visible_child_name (self->stack, "desk");
  else if (state == BS_DESK_OFF)
    gtk_stack_set_visible_child_name (self->stack, "off");
  else if (state == BS_DESK_FAILED && error != NULL)
    {
      g_autofree char *markup = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failure, markup);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
  else
    gtk_stack_set_visible_child_name (self->stack, "starting");
  show_error (self);
  bs_submission_pane_desk_changed (self->pane);
}

static void
retry (BsSubmissionsView *self)
{
  bs_desk_retry (self->desk);
  bs_submission_pane_desk_changed (self->pane);
}

/* --- The widget --- */

static void
bs_submissions_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsSubmissionsView *self = BS_SUBMISSIONS_VIEW (object);

  if (id >= PROP_SHOW_SIDEBAR && id < N_PROPS)
    g_object_get_property (G_OBJECT (self->panes), pspec->name, value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bs_submissions_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsSubmissionsView *self = BS_SUBMISSIONS_VIEW (object);

  if (id >= PROP_SHOW_SIDEBAR && id < N_PROPS)
    g_object_set_property (G_OBJECT (self->panes), pspec->name, value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static gboolean
focus_list (gpointer data)
{
  BsSubmissionsView *self = data;

  if (self->desk != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    bs_submission_list_focus (self->list);

  return G_SOURCE_REMOVE;
}

/* Who comes here reads on with the arrow keys. */
static void
bs_submissions_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bs_submissions_view_parent_class)->map (widget);

  bs_desk_take_up (BS_SUBMISSIONS_VIEW (widget)->desk);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_list, g_object_ref (widget), g_object_unref);
}

static void
bs_submissions_view_dispose (GObject *object)
{
  BsSubmissionsView *self = BS_SUBMISSIONS_VIEW (object);

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;

  G_OBJECT_CLASS (bs_submissions_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BS_TYPE_PANES);
  g_type_ensure (BS_TYPE_SUBMISSION_LIST);
  g_type_ensure (BS_TYPE_SUBMISSION_PANE);
  g_type_ensure (BS_TYPE_SUBMISSION_FACTS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-submissions-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionsView, stack);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionsView, failure);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionsView, banner);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionsView, banner_label);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionsView, panes);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionsView, list);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionsView, pane);
  gtk_widget_class_bind_template_child (widget_class, BsSubmissionsView, facts);
  gtk_widget_class_bind_template_callback (widget_class, chosen_changed);
  gtk_widget_class_bind_template_callback (widget_class, work_on_it);
  gtk_widget_class_bind_template_callback (widget_class, pane_changed);
  gtk_widget_class_bind_template_callback (widget_class, finished);
  gtk_widget_class_bind_template_callback (widget_class, show_story);
  gtk_widget_class_bind_template_callback (widget_class, taken);
  gtk_widget_class_bind_template_callback (widget_class, told);
  gtk_widget_class_bind_template_callback (widget_class, issue_wanted);
  gtk_widget_class_bind_template_callback (widget_class, show_version);
  gtk_widget_class_bind_template_callback (widget_class, go_to);
  gtk_widget_class_bind_template_callback (widget_class, retry);
}

static void
bs_submissions_view_class_init (BsSubmissionsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = BS_TYPE_SUBMISSIONS_VIEW;

  object_class->get_property = bs_submissions_view_get_property;
  object_class->set_property = bs_submissions_view_set_property;
  object_class->dispose = bs_submissions_view_dispose;
  GTK_WIDGET_CLASS (klass)->map = bs_submissions_view_map;

  properties[PROP_SHOW_SIDEBAR] = g_param_spec_boolean ("show-sidebar", NULL, NULL, TRUE,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_INSPECTOR] = g_param_spec_boolean ("show-inspector", NULL, NULL, TRUE,
                                                          G_PARAM_READWRITE
                                                            | G_PARAM_STATIC_STRINGS);
  properties[PROP_LEVEL] = g_param_spec_uint ("level", NULL, NULL, 0, 2, 0,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[SHOW_STORY] = g_signal_new ("show-story", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TAKEN] = g_signal_new ("taken", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[TOLD] = g_signal_new ("told", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
  signals[ISSUE_WANTED] = g_signal_new ("issue-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  bind_template (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
bs_submissions_view_init (BsSubmissionsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bs_submissions_view_new (BsDesk *desk, BsEnvironment *environment)
{
  BsSubmissionsView *self = g_object_new (BS_TYPE_SUBMISSIONS_VIEW, NULL);

  self->desk = g_object_ref (desk);
  bs_submission_pane_set_desk (self->pane, desk, environment);
  g_signal_connect_swapped (desk, "notify::state", G_CALLBACK (desk_changed), self);
  g_signal_connect_swapped (desk, "notify::feed", G_CALLBACK (desk_changed), self);
  g_signal_connect_swapped (desk, "notify::error", G_CALLBACK (desk_changed), self);
  g_signal_connect_swapped (desk, "notify::editor", G_CALLBACK (desk_changed), self);
  desk_changed (self);

  return GTK_WIDGET (self);
}

void
bs_submissions_view_set_session (BsSubmissionsView *self, BsSession *session)
{
  g_return_if_fail (BS_IS_SUBMISSIONS_VIEW (self));

  bs_submission_pane_set_session (self->pane, session);
}

void
bs_submissions_view_find (BsSubmissionsView *self)
{
  g_return_if_fail (BS_IS_SUBMISSIONS_VIEW (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    bs_submission_list_find (self->list);
}

void
bs_submissions_view_step_focus (BsSubmissionsView *self, int step)
{
  const BsFocusStop stops[] = {
    { self->list, (void (*) (gpointer)) bs_submission_list_focus },
    { self->pane, (void (*) (gpointer)) bs_submission_pane_focus },
    { self->facts, NULL },
  };

  g_return_if_fail (BS_IS_SUBMISSIONS_VIEW (self));

  bs_focus_ring_step (stops, G_N_ELEMENTS (stops), step);
}

gboolean
bs_submissions_view_choose (BsSubmissionsView *self, const char *id)
{
  g_return_val_if_fail (BS_IS_SUBMISSIONS_VIEW (self), FALSE);

  return bs_submission_list_choose (self->list, id);
}

gboolean
bs_submissions_view_can (BsSubmissionsView *self, BsSubmissionDo what)
{
  g_return_val_if_fail (BS_IS_SUBMISSIONS_VIEW (self), FALSE);

  return bs_submission_pane_can (self->pane, what);
}

void
bs_submissions_view_do (BsSubmissionsView *self, BsSubmissionDo what)
{
  g_return_if_fail (BS_IS_SUBMISSIONS_VIEW (self));

  bs_submission_pane_do (self->pane, what);
}

void
bs_submissions_view_compare (BsSubmissionsView *self, const char *id)
{
  g_autofree char *copy = g_strdup (id); /* what is told meanwhile may take its place */

  g_return_if_fail (BS_IS_SUBMISSIONS_VIEW (self));

  if (bs_submission_list_choose (self->list, copy))
    bs_submission_pane_compare_soon (self->pane, copy);
}
