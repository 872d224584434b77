/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-drag.h"

#include "bs-config.h"

G_DEFINE_BOXED_TYPE (BsDrag, bs_drag, bs_drag_copy, bs_drag_free)

/**
 * bs_drag_new:
 * @session: the issue they belong to
 * @refs: (array zero-terminated=1): ids of stories and photos, the grabbed one first
 *
 * Returns: (transfer full): what to put in the value of a drag
 */
BsDrag *
bs_drag_new (BsSession *session, const char *const *refs)
{
  BsDrag *drag;

  g_return_val_if_fail (BS_IS_SESSION (session), NULL);
  g_return_val_if_fail (refs != NULL && *refs != NULL, NULL);

  drag = g_new0 (BsDrag, 1);
  drag->session = g_object_ref (session);
  drag->refs = g_strdupv ((char **) refs);

  return drag;
}

BsDrag *
bs_drag_copy (const BsDrag *drag)
{
  g_return_val_if_fail (drag != NULL, NULL);

  return bs_drag_new (drag->session, (const char *const *) drag->refs);
}

void
bs_drag_free (BsDrag *drag)
{
  if (drag == NULL)
    return;

  g_clear_object (&drag->session);
  g_clear_pointer (&drag->refs, g_strfreev);
  g_free (drag);
}

const BsDrag *
bs_drag_from_value (const GValue *value, BsSession *session)
{
  const BsDrag *drag;

  g_return_val_if_fail (BS_IS_SESSION (session), NULL);

  if (value == NULL || !G_VALUE_HOLDS (value, BS_TYPE_DRAG))
    return NULL;
  drag = g_value_get_boxed (value);

  return drag != NULL && drag->session == session ? drag : NULL;
}
