/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "monkey-log.h"

#include "gtk-own.h"

#include <execinfo.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_FRAMES 200

static guint at_round;
static guint at_step;
static gboolean goes_on; /* after a message that counts */
static guint counted;
static int hand; /* frames of the backtrace up to what the monkey does */

static GLogWriterOutput
judge_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields,
           gpointer data G_GNUC_UNUSED)
{
  if (!gtk_own_is_fault (level, fields, n_fields, hand))
    return G_LOG_WRITER_HANDLED;
  g_printerr ("monkey: that was in round %u, step %u\n", at_round, at_step);
  monkey_log_trap ();
  if (!goes_on)
    abort ();
  counted++;

  return G_LOG_WRITER_HANDLED;
}

void
monkey_log_trap (void)
{
  pid_t child = g_getenv ("MONKEY_TRAP") != NULL ? fork () : -1;

  if (child == 0)
    abort ();
  if (child > 0)
    waitpid (child, NULL, 0);
}

guint
monkey_log_count (void)
{
  return counted;
}

void
monkey_log_begin (guint round, guint step)
{
  void *frames[MAX_FRAMES];

  at_round = round;
  at_step = step;
  hand = backtrace (frames, G_N_ELEMENTS (frames));
}

void
monkey_log_end (void)
{
  hand = 0;
}

void
monkey_log_start (gboolean go_on)
{
  goes_on = go_on;
  g_log_set_writer_func (judge_log, NULL, NULL);
}
