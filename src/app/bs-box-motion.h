/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A box on its way: what is dragged, where it would come to stand, what would give way, and why it
 * cannot, thought out anew at each movement of the pointer. The canvas draws it. Knows no widget,
 * and changes nothing before it is asked to.
 */
#pragma once

#include "bs-session.h"

#include "layout/bs-page-snap.h"

G_BEGIN_DECLS

typedef enum
{
  BS_MOTION_PUSH, /* what stands there gives way; where it cannot, the two are swapped */
  BS_MOTION_SWAP, /* with the box in whose middle the pointer is; from the tray: in its place */
  BS_MOTION_FREE, /* only where there is room */
  BS_MOTION_OFF   /* off the page */
} BsMotionRule;

/* A box that would not stay where it is; @to has no width when it would leave the page. */
typedef struct
{
  BsRect from, to;
} BsMotionOther;

typedef struct
{
  BsSession *session;   /* owned, as all below */
  BsPageFormat *format;
  char *box;            /* id; NULL: @ref comes from the tray */
  char *ref;
  BsGrip grip;
  BsRect start;         /* of the box before */
  BsUnit grab_x, grab_y; /* where the pointer took hold of it */

  BsRect wanted;        /* where the pointer has it */
  BsUnit pointer_x, pointer_y; /* when it was thought out last */
  char *under;          /* id of the box under the pointer; NULL: none */
  BsMotionRule rule;
  char *other;          /* id of the box to swap with; NULL: none */
  BsSnap snap;
  BsRect target;        /* where it would stand */
  BsPageEdit *edit;     /* both NULL: nothing would change */
  GError *error;
  GArray *others;       /* BsMotionOther */
  char *text;           /* what would happen, translated */
} BsBoxMotion;

BsBoxMotion *bs_box_motion_new       (BsSession *session, BsPageFormat *format, const char *box,
                                      BsGrip grip);
BsBoxMotion *bs_box_motion_new_place (BsSession *session, BsPageFormat *format, const char *ref);
void         bs_box_motion_free      (BsBoxMotion *self);
/* Where on the page it was taken hold of. */
void         bs_box_motion_grab      (BsBoxMotion *self, BsUnit x, BsUnit y);
/* The pointer is at (@x, @y) of the page. @alone: nothing may give way. */
void         bs_box_motion_update    (BsBoxMotion *self, BsUnit x, BsUnit y, BsUnit tolerance,
                                      gboolean alone);
/* The pointer has left what the page lies on. */
void         bs_box_motion_leave     (BsBoxMotion *self);
/* FALSE: nothing was changed; where that is a failure the user has been told. */
gboolean     bs_box_motion_apply     (BsBoxMotion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsBoxMotion, bs_box_motion_free)

G_END_DECLS
