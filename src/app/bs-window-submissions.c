/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-window-private.h"

#include "bs-config.h"

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
  show_waiting (self);
}

/* --- Actions --- */

static gboolean
is_shown (BsWindow *self)
{
  return self->session != NULL && self->submissions_view != NULL
         && g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "submissions") == 0;
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

  if (self->session == NULL)
    return;
  adw_view_stack_set_visible_child_name (self->views, "submissions");
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

static const GActionEntry entries[] = {
  { "accept-submission", work },
  { "accept-submission-as", work },
  { "return-submission", work },
  { "compare-submission", work },
  { "claim-submission", work },
  { "let-go-submission", work },
  { "show-submission", show_submission, "s" },
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
  bs_window_set_enabled (self, "show-submission", self->session != NULL);
  bs_window_set_enabled (self, "show-story", self->session != NULL);
}

const BsWindowActions bs_window_submissions_actions = { entries, G_N_ELEMENTS (entries), update };
