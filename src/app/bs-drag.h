/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is dragged inside the application: stories and photos of one open issue. Lists offer it as
 * the content of their drag, a page and other lists take it. Knows no widget.
 */
#pragma once

#include "bs-session.h"

G_BEGIN_DECLS

#define BS_TYPE_DRAG (bs_drag_get_type ())

/* A boxed type, to be put in a GValue. Immutable. */
typedef struct
{
  BsSession *session; /* what comes from another issue is not taken */
  char **refs;        /* ids of stories and photos, at least one; the first is what was grabbed */
} BsDrag;

GType   bs_drag_get_type (void);
BsDrag *bs_drag_new      (BsSession *session, const char *const *refs);
BsDrag *bs_drag_copy     (const BsDrag *drag);
void    bs_drag_free     (BsDrag *drag);

/* What the value of a drag or drop means for @session: NULL when nothing, or of another issue. */
const BsDrag *bs_drag_from_value (const GValue *value, BsSession *session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsDrag, bs_drag_free)

G_END_DECLS
