/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The chosen box: how it looks, where it stands, how its text fits, and what can be done with it.
 * Without one, the page. Follows the session; every change goes through bs-page-edit.h.
 */
#pragma once

#include "bs-adviser.h"
#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_BOX_INSPECTOR (bs_box_inspector_get_type ())
G_DECLARE_FINAL_TYPE (BsBoxInspector, bs_box_inspector, BS, BOX_INSPECTOR, GtkWidget)

void bs_box_inspector_set_session (BsBoxInspector *self, BsSession *session /* nullable */,
                                   BsAdviser *adviser /* nullable */);
/* "/photos/p3/caption", in the chosen box: there one goes on writing. FALSE: it is not here. */
gboolean bs_box_inspector_reveal_photo (BsBoxInspector *self, const char *path, gsize offset,
                                        gsize length);

G_END_DECLS
