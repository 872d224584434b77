/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-window-private.h"

#include "bs-application.h"
#include "bs-config.h"
#include "bs-issue-choice.h"

#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *action;
  BsSubmissionDo what;
} works[] = {
  { "accept-submission", BS_SUBMISSION_DO_MAIN },
  { "accept-submission-as", BS_SUBMISSION_DO_ACCEPT_AS },
  { "return-submission", BS_SUBMISSION_DO_RETURN },
  { "compare-submission", BS_SUBMISSION_DO_COMPARE },
  { "claim-submission", BS_SUBMISSION_DO_CLAIM },
  { "let-go-submission", BS_SUBMISSION_DO_LET_GO },
};

/* --- The view --- */

static void
show_story (BsWindow *self, const char *story)
{
  if (bs_issue_get_story (bs_session_get_root (self->session), story) == NULL)
    return;

  adw_view_stack_set_visible_child_name (self->views, "stories");
  bs_session_set_story (self->session, story);
  bs_story_editor_focus (bs_window_get_editor (self));
}

static void
taken (BsWindow *self, const char *text, const char *story)
{
  bs_window_toast_story (self, text, story, 1);
}

/* --- Without an issue --- */

gboolean
bs_window_shows_submissions (BsWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "issue") == 0
         && g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "submissions") == 0;
}

void
bs_window_show_submissions (BsWindow *self)
{
  if (self->loading != NULL)
    return;
  adw_view_stack_set_visible_child_name (self->views, "submissions");
  gtk_stack_set_visible_child_name (self->stack, "issue");
  bs_window_fit (self);
  bs_window_update_actions (self);
  bs_window_schedule_title (self);
}

void
bs_window_show_wanted_submission (BsWindow *self)
{
  g_autofree char *id = g_steal_pointer (&self->wanted_submission);

  if (id == NULL)
    return;
  adw_view_stack_set_visible_child_name (self->views, "submissions");
  bs_submissions_view_choose (bs_window_get_submissions_view (self), id);
}

void
bs_window_want_submission (BsWindow *self, const char *id)
{
  g_return_if_fail (BS_IS_WINDOW (self));
  g_return_if_fail (id != NULL);

  if (bs_window_is_empty (self))
    return;
  g_free (self->wanted_submission);
  self->wanted_submission = g_strdup (id);
  if (self->session != NULL)
    bs_window_show_wanted_submission (self);
}

static void
window_chosen (BsIssueChoice *choice, BsWindow *window, BsWindow *self G_GNUC_UNUSED)
{
  bs_window_want_submission (window, bs_issue_choice_get_submission (choice));
  gtk_window_present (GTK_WINDOW (window));
}

static BsApplication *
get_application (BsWindow *self)
{
  return BS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

/* This window may have been given an issue meanwhile, from outside. */
static void
file_chosen (BsIssueChoice *choice, GFile *file, BsWindow *self)
{
  bs_application_show_file (get_application (self), self, file,
                            bs_issue_choice_get_submission (choice));
}

static void
issue_made (BsIssueChoice *choice, BsDocument *document, BsWindow *self)
{
  bs_application_show_document (get_application (self), self, document,
                                bs_issue_choice_get_submission (choice));
}

static void
issue_wanted (BsWindow *self, const char *id)
{
  GtkWidget *choice = bs_issue_choice_new (GTK_WINDOW (self), self->environment, id);

  g_signal_connect_object (choice, "window", G_CALLBACK (window_chosen), self, 0);
  g_signal_connect_object (choice, "file", G_CALLBACK (file_chosen), self, 0);
  g_signal_connect_object (choice, "made", G_CALLBACK (issue_made), self, 0);
  gtk_window_present (GTK_WINDOW (choice));
}

/* --- The view itself --- */

static void
told (BsWindow *self, const char *text)
{
  bs_window_toast (self, text);
}

static void
work_changed (BsWindow *self)
{
  bs_window_update_actions (self);
}

void
bs_window_make_submissions_view (BsLateBin *place, BsWindow *self)
{
  static const char *const shared[] = { "show-sidebar", "show-inspector", "level" };
  GtkWidget *view = bs_submissions_view_new (self->desk, self->environment);

  self->submissions_view = BS_SUBMISSIONS_VIEW (view);
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (self->pages_view), shared[i], &value);
      g_object_set_property (G_OBJECT (view), shared[i], &value);
    }
  bs_late_bin_set_child (place, view);
  if (self->session != NULL)
    bs_submissions_view_set_session (self->submissions_view, self->session);
  g_signal_connect_object (view, "changed", G_CALLBACK (work_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "show-story", G_CALLBACK (show_story), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "taken", G_CALLBACK (taken), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "told", G_CALLBACK (told), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "issue-wanted", G_CALLBACK (issue_wanted), self,
                           G_CONNECT_SWAPPED);
}

BsSubmissionsView *
bs_window_get_submissions_view (BsWindow *self)
{
  bs_late_bin_fill (self->submissions_place);

  return self->submissions_view;
}

/* How many wait: seen from every view, and where no issue is open. */
static void
show_waiting (BsWindow *self)
{
  guint waiting = bs_desk_get_waiting (self->desk);

  adw_view_stack_page_set_badge_number (self->submissions_page, waiting);
  adw_view_stack_page_set_needs_attention (self->submissions_page, waiting > 0);
  if (self->start_page != NULL)
    bs_start_page_set_waiting (self->start_page, waiting);
}

void
bs_window_watch_desk (BsWindow *self)
{
  g_signal_connect_object (self->desk, "notify::waiting", G_CALLBACK (show_waiting), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->newer, "changed", G_CALLBACK (bs_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  show_waiting (self);
}

/* --- Actions --- */

static gboolean
is_shown (BsWindow *self)
{
  return self->submissions_view != NULL && bs_window_shows_submissions (self);
}

static void
work (GSimpleAction *action, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (works); i++)
    if (g_str_equal (works[i].action, g_action_get_name (G_ACTION (action))) && is_shown (self))
      bs_submissions_view_do (self->submissions_view, works[i].what);
}

/* From a notification. */
static void
show_submission (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  BsWindow *self = data;

  if (self->session != NULL)
    adw_view_stack_set_visible_child_name (self->views, "submissions");
  else
    bs_window_show_submissions (self);
  bs_submissions_view_choose (bs_window_get_submissions_view (self),
                              g_variant_get_string (parameter, NULL));
}

static void
show_the_story (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  BsWindow *self = data;

  if (self->session != NULL)
    show_story (self, g_variant_get_string (parameter, NULL));
}

static const BsSubmission *
find_newer (BsWindow *self)
{
  const char *id = self->session != NULL ? bs_session_get_story (self->session) : NULL;
  const BsNode *story = id != NULL ? bs_issue_get_story (bs_session_get_root (self->session), id)
                                   : NULL;

  return story != NULL ? bs_newer_watch_find (self->newer, story) : NULL;
}

static void
compare_newer (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
               gpointer data)
{
  BsWindow *self = data;
  const BsSubmission *newer = find_newer (self);

  if (newer == NULL)
    return;
  adw_view_stack_set_visible_child_name (self->views, "submissions");
  bs_submissions_view_compare (bs_window_get_submissions_view (self), newer->id);
}

static const GActionEntry entries[] = {
  { "compare-newer", compare_newer },    { "accept-submission", work },
  { "accept-submission-as", work },      { "return-submission", work },
  { "compare-submission", work },        { "claim-submission", work },
  { "let-go-submission", work },         { "show-submission", show_submission, "s" },
  { "show-story", show_the_story, "s" },
};

static void
update (BsWindow *self, gboolean writable G_GNUC_UNUSED)
{
  gboolean shown = is_shown (self);

  for (guint i = 0; i < G_N_ELEMENTS (works); i++)
    bs_window_set_enabled (self, works[i].action,
                           shown
                             && bs_submissions_view_can (self->submissions_view, works[i].what));
  bs_window_set_enabled (self, "compare-newer", find_newer (self) != NULL);
  bs_window_set_enabled (self, "show-story", self->session != NULL);
}

const BsWindowActions bs_window_submissions_actions = { entries, G_N_ELEMENTS (entries), update };
