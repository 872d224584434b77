/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-copyfit-job.h"

#include "bs-config.h"

#include <string.h>

/* Fonts and tables, made by the first question and kept with the session; one question at a time. */
typedef struct
{
  GMutex lock;
  BsLayout *layout;
} Desk;

typedef struct
{
  Desk *desk; /* with a reference */
  BsEnvironment *environment;
  BsNode *issue;
  char *story;
  char *page;
} Question;

static void
desk_clear (gpointer data)
{
  Desk *desk = data;

  g_mutex_clear (&desk->lock);
  g_clear_object (&desk->layout);
}

static void
desk_unref (gpointer desk)
{
  g_atomic_rc_box_release_full (desk, desk_clear);
}

static Desk *
get_desk (BsSession *session)
{
  static const char key[] = "bs-copyfit-desk";
  Desk *desk = g_object_get_data (G_OBJECT (session), key);

  if (desk == NULL)
    {
      desk = g_atomic_rc_box_new0 (Desk);
      g_mutex_init (&desk->lock);
      g_object_set_data_full (G_OBJECT (session), key, desk, desk_unref);
    }

  return desk;
}

static void
question_free (Question *question)
{
  desk_unref (question->desk);
  g_object_unref (question->environment);
  bs_node_unref (question->issue);
  g_free (question->story);
  g_free (question->page);
  g_free (question);
}

static void
answer (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
        GCancellable *cancellable G_GNUC_UNUSED)
{
  Question *question = data;
  BsCopyfitRequest request = { question->story, question->page, 0, 0 };
  BsCopyfitReport *report = NULL;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  g_mutex_lock (&question->desk->lock);
  if (question->desk->layout == NULL)
    question->desk->layout = bs_layout_new (question->environment, &error);
  if (question->desk->layout != NULL)
    report = bs_copyfit_report_new (question->desk->layout, question->issue, &request, &error);
  g_mutex_unlock (&question->desk->lock);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) bs_copyfit_report_free);
  else
    g_task_return_error (task, error);
}

void
bs_copyfit_job_run_async (BsSession *session, const char *story, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  g_return_if_fail (BS_IS_SESSION (session));
  g_return_if_fail (story != NULL);

  question = g_new0 (Question, 1);
  question->desk = g_atomic_rc_box_acquire (get_desk (session));
  question->environment = g_object_ref (bs_session_get_environment (session));
  question->issue = bs_node_ref (bs_session_get_root (session));
  question->story = g_strdup (story);
  question->page = g_strdup (bs_session_find_placed_page (session, story));
  task = g_task_new (session, cancellable, callback, data);
  g_task_set_source_tag (task, bs_copyfit_job_run_async);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_task_run_in_thread (task, answer);
}

BsCopyfitReport *
bs_copyfit_job_run_finish (BsSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
bs_copyfit_job_find_cut (const BsCopyfitStep *step, const char *text, gsize *offset, gsize *length)
{
  const char *end = text + strlen (text);
  const char *from = end;
  guint left = step->characters;

  while (from > text && (left > 0 || step->whole))
    {
      from = g_utf8_prev_char (from);
      if (!g_unichar_isspace (g_utf8_get_char (from)) && left > 0)
        left--;
    }
  *offset = (gsize) (from - text);
  *length = (gsize) (end - from);
}
