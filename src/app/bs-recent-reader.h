/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the start page tells of an issue's file, and a picture of its first page: read and drawn in
 * one thread, kept in the cache folder for as long as the file does not change. Never writes to the
 * issue, and never touches a widget.
 */
#pragma once

#include "base/bs-environment.h"
#include "model/bs-node.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BS_RECENT_PICTURE_HEIGHT 420 /* pixels */

typedef struct
{
  gboolean missing;
  char *problem;   /* it is there but does not load; NULL: it does */
  BsNode *facts;   /* name date number total_number pages template; NULL: unknown */
  GBytes *picture; /* PNG of page one; NULL: none */
} BsRecentFacts;

typedef struct _BsRecentReader BsRecentReader;

/* In the main context. @facts is the callee's. */
typedef void (*BsRecentRead) (GFile *file, BsRecentFacts *facts, gpointer data);

BsRecentReader *bs_recent_reader_new  (BsEnvironment *environment, BsRecentRead read, gpointer data);
void            bs_recent_reader_push (BsRecentReader *self, GFile *file);
void            bs_recent_reader_free (BsRecentReader *self);
void            bs_recent_facts_free  (BsRecentFacts *facts);

G_END_DECLS
