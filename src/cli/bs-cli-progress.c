/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-progress.h"

#include <unistd.h>

void
bs_cli_progress_start (BsCliProgress *progress, const char *label)
{
  progress->label = label;
  progress->started = g_get_monotonic_time ();
  progress->shown = -1;
  progress->terminal = isatty (STDERR_FILENO);
}

/**
 * bs_cli_progress_report:
 * @fraction: done, 0 … 1
 * @progress: a #BsCliProgress; a pointer so that it serves as callback
 */
void
bs_cli_progress_report (double fraction, gpointer progress)
{
  BsCliProgress *self = progress;
  int percent = (int) (CLAMP (fraction, 0, 1) * 100);

  if (!self->terminal || percent == self->shown
      || g_get_monotonic_time () - self->started < G_USEC_PER_SEC)
    return;
  self->shown = percent;
  g_printerr ("\r%s %d %%", self->label, percent);
}

void
bs_cli_progress_end (BsCliProgress *progress)
{
  /* Erases the line: ECMA-48, 8.3.41 (EL). */
  if (progress->shown >= 0)
    g_printerr ("\r\033[K");
  progress->shown = -1;
}
