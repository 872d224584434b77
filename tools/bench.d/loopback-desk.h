/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A desk of its own process on the loopback address, in a temporary folder, where very many
 * submissions wait. For measuring tools; ends the program where anything fails.
 */
#pragma once

#include "desk/bs-invitation.h"

typedef struct
{
  char *folder;
  BsInvitation *invitation; /* an editor's */

  GPtrArray *accounts; /* ids of reporters */
  int n_submissions;
  int made;
  GPid pid;
  GIOChannel *output;
} LoopbackDesk;

LoopbackDesk *loopback_desk_open      (const char *broadsheetctl, int n_submissions);
/* Seconds of its processor. */
double        loopback_desk_processor (const LoopbackDesk *self);
/* Ends it and removes the folder. */
void          loopback_desk_close     (LoopbackDesk *self);
