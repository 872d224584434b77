/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-prepare-private.h"

#include <string.h>

/* What a number has on either side of a hyphen that may end a line, and in all, in characters: a
 * telephone number or a code. The date 2026-11-22 and the score 128-131 have less. */
#define LEAST_GROUP 3
#define LEAST_LONG 7
/* A sum such as 3+3+N; 5+2 is not divided. */
#define LEAST_SIGNS 2

/* Atoms [first, end) of letters, digits, hyphens and plus signs. */
typedef struct
{
  guint first, end;
  guint n_letters; /* and digits */
  guint n_plus;
} Run;

static char
get_char (const BsPrepareWork *work, guint atom)
{
  const BsAtom *one = BS_ATOM (work->result, atom);

  return one->end == one->start + 1 ? work->text[one->start] : '\0';
}

static Run
find_run (const BsPrepareWork *work, guint first)
{
  Run run = { first, first, 0, 0 };

  for (; run.end < work->result->atoms->len; run.end++)
    {
      char c = get_char (work, run.end);

      if (g_ascii_isalnum (c))
        run.n_letters++;
      else if (c == '+')
        run.n_plus++;
      else if (c != '-')
        break;
    }

  return run;
}

/* Is the group of letters and digits from @atom on, in steps of @step, long enough? The steps may
 * run below zero, and then end there. */
static gboolean
is_long_group (const BsPrepareWork *work, const Run *run, guint atom, int step)
{
  guint n = 0;

  while (n < LEAST_GROUP && atom >= run->first && atom < run->end
         && g_ascii_isalnum (get_char (work, atom)))
    {
      n++;
      atom += (guint) step;
    }

  return n == LEAST_GROUP;
}

static void
open_joint (BsPrepareWork *work, guint index, gint32 cost)
{
  BsJoint *joint = BS_JOINT (work->result, index);

  if (joint->cost < 0)
    joint->cost = (gint16) MIN (cost, G_MAXINT16);
}

static void
open_run (BsPrepareWork *work, const Run *run)
{
  const BsTables *tables = work->tools->tables;

  for (guint i = run->first + 1; i + 1 < run->end; i++)
    {
      char c = get_char (work, i);

      if (c == '-' && run->n_letters >= LEAST_LONG && g_ascii_isdigit (get_char (work, i + 1))
          && is_long_group (work, run, i - 1, -1) && is_long_group (work, run, i + 1, 1))
        open_joint (work, i + 1, tables->cost_number);
      else if (c == '+' && run->n_plus >= LEAST_SIGNS && g_ascii_isalnum (get_char (work, i - 1))
               && g_ascii_isalnum (get_char (work, i + 1)))
        open_joint (work, i + 1, tables->cost_sum);
    }
}

/* GB/T 15835 5.1.8 writes ～ or — between the ends of a range; desks also write these. */
static gboolean
is_range_sign (const BsPrepareWork *work, guint atom)
{
  gunichar c = g_utf8_get_char (work->text + BS_ATOM (work->result, atom)->start);

  return c == '~' || c == 0x2013;
}

/**
 * bs_prepare_open_numbers:
 *
 * Lets lines of body text break, where they would else be wide beyond what adjust.table allows,
 * after a hyphen of a telephone number or code, after the sign of a range, and after a plus of a
 * sum of three or more; never inside a group of digits (clreq 3.1.5), and with no hyphen added.
 */
void
bs_prepare_open_numbers (BsPrepareWork *work)
{
  guint n = work->result->atoms->len;

  if (work->mode != BS_PREPARE_BODY)
    return;
  for (guint i = 0; i < n;)
    {
      Run run = find_run (work, i);

      if (run.n_letters >= LEAST_LONG || run.n_plus >= LEAST_SIGNS)
        open_run (work, &run);
      i = MAX (run.end, i + 1);
    }
  for (guint i = 1; i + 1 < n; i++)
    if (is_range_sign (work, i) && BS_ATOM (work->result, i - 1)->last != BS_CLASS_HYPHEN
        && BS_ATOM (work->result, i + 1)->first == BS_CLASS_DIGIT)
      open_joint (work, i + 1, work->tools->tables->cost_range);
}
