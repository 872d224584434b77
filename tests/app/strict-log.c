/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preloaded into the program that a test uses: it ends at the first warning that is not GTK's own.
 */
#include "gtk-own.h"

#include <stdlib.h>

static GLogWriterOutput
judge_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  if (gtk_own_is_fault (level, fields, n_fields, 0))
    abort ();

  return g_log_writer_default (level, fields, n_fields, data);
}

/* A test program (g_test_init) ends at every warning once it is written, if this does not say otherwise. */
static gboolean
ends_anyway (const char *domain G_GNUC_UNUSED, GLogLevelFlags level, const char *text G_GNUC_UNUSED,
             gpointer data G_GNUC_UNUSED)
{
  return (level & G_LOG_LEVEL_MASK) == G_LOG_LEVEL_ERROR;
}

__attribute__ ((constructor)) static void
be_strict (void)
{
  g_unsetenv ("LD_PRELOAD"); /* not for what the program starts */
  g_log_set_writer_func (judge_log, NULL, NULL);
  g_test_log_set_fatal_handler (ends_anyway, NULL);
}
