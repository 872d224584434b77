/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The photos of the session's chosen story: a row each, and adding more from files or by a drop.
 * Part of the story inspector.
 */
#pragma once

#include "bs-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_PHOTO_GROUP (bs_photo_group_get_type ())
G_DECLARE_FINAL_TYPE (BsPhotoGroup, bs_photo_group, BS, PHOTO_GROUP, AdwPreferencesGroup)

/* Property "pageless" (construct only): without what has to do with pages, as of a reporter's draft. */

void     bs_photo_group_set_session (BsPhotoGroup *self, BsSession *session);
/* After the document changed, or another story was chosen. */
void     bs_photo_group_show        (BsPhotoGroup *self);
/* Opens the photo's row and selects in its caption; FALSE: it is not here. */
gboolean bs_photo_group_reveal      (BsPhotoGroup *self, const char *photo, gsize offset,
                                     gsize length);

G_END_DECLS
