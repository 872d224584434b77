/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a job tells of how far it is reaches who asked, and no longer once it was called off.
 */

#include "app/bs-job-progress.h"

static void
count (double fraction G_GNUC_UNUSED, gpointer data)
{
  guint *told = data;

  (*told)++;
}

/* Both run before anything is delivered. */
static guint
tell_once (gboolean call_off)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, NULL, NULL);
  guint told = 0;
  g_autoptr (BsProgressRelay) relay = bs_progress_relay_new (task, count, &told);

  bs_progress_relay_tell (0.5, relay);
  if (call_off)
    g_cancellable_cancel (cancellable);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_task_return_boolean (task, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  return told;
}

static void
test_is_told (void)
{
  g_assert_cmpuint (tell_once (FALSE), ==, 1);
}

static void
test_is_not_told_when_called_off (void)
{
  g_assert_cmpuint (tell_once (TRUE), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job-progress/is-told", test_is_told);
  g_test_add_func ("/job-progress/is-not-told-when-called-off", test_is_not_told_when_called_off);

  return g_test_run ();
}
