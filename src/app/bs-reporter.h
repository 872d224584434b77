/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who writes drafts on this machine: their outbox, the invitation with which it is sent, and the
 * desk's answers, one for all windows. Keeps the application running while something is being sent.
 * Knows no window; nothing in it is needed by who only lays out pages, and it costs them nothing.
 */
#pragma once

#include "desk/bs-outbox.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How it stands with the desk. */
typedef enum
{
  BS_REPORTER_STARTING,   /* drafts and invitation are being read */
  BS_REPORTER_ALONE,      /* no invitation */
  BS_REPORTER_CONNECTING, /* the desk has not answered yet */
  BS_REPORTER_CONNECTED,
  BS_REPORTER_OFFLINE,    /* tried again by itself; "error" */
  BS_REPORTER_REFUSED,    /* somebody must act: a new invitation is needed, or "error" says what */
  BS_REPORTER_ELSEWHERE,  /* another process has the drafts, and sends */
  BS_REPORTER_FAILED      /* the drafts cannot be read; "error" */
} BsReporterState;

#define BS_TYPE_REPORTER (bs_reporter_get_type ())
G_DECLARE_FINAL_TYPE (BsReporter, bs_reporter, BS, REPORTER, GObject)

/* Signal "changed" (): any of what follows. */
BsReporter     *bs_reporter_new         (GtkApplication *application, BsEnvironment *environment);
/* Reads drafts and invitation, in a worker; nothing where that was done. */
void            bs_reporter_start       (BsReporter *self);
/* Whether somebody has written drafts here. Looks at one folder's name. */
gboolean        bs_reporter_has_drafts  (BsReporter *self);
/* Whether a desk was joined, as it was known last: before anything is read. */
gboolean        bs_reporter_was_joined  (BsReporter *self);
BsReporterState bs_reporter_get_state   (BsReporter *self);
const GError   *bs_reporter_get_error   (BsReporter *self); /* NULL: none */
BsOutbox       *bs_reporter_get_outbox  (BsReporter *self); /* borrowed; NULL while starting or failed */
gboolean        bs_reporter_get_joined  (BsReporter *self);
const char     *bs_reporter_get_desk    (BsReporter *self); /* as people call it, else its address */
const char     *bs_reporter_get_name    (BsReporter *self); /* the reporter's, as the desk has it; or "" */
BsEnvironment  *bs_reporter_get_environment (BsReporter *self);

/* A new invitation takes the place of the one before. Drafts stay. @desk, @name may be "". */
void            bs_reporter_join        (BsReporter *self, const BsInvitation *invitation,
                                         const char *desk, const char *name);
void            bs_reporter_leave       (BsReporter *self);
/* At once what waits; and where another process had the drafts, whether it still has. */
void            bs_reporter_retry       (BsReporter *self);

G_END_DECLS
