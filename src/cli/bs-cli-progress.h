/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line of progress on a terminal, for work longer than a second; elsewhere nothing. One thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *label; /* translated; borrowed */
  gint64 started;    /* microseconds */
  int shown;         /* per cent, -1: not yet */
  gboolean terminal;
} BsCliProgress;

void bs_cli_progress_start  (BsCliProgress *progress, const char *label);
void bs_cli_progress_report (double fraction, gpointer progress);
void bs_cli_progress_end    (BsCliProgress *progress);

G_END_DECLS
