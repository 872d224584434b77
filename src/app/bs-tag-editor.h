/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tags of the session's chosen story as chips, and an entry for more that offers those the
 * issue uses already. Each change is one undo step.
 */
#pragma once

#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_TAG_EDITOR (bs_tag_editor_get_type ())
G_DECLARE_FINAL_TYPE (BsTagEditor, bs_tag_editor, BS, TAG_EDITOR, GtkWidget)

void bs_tag_editor_set_session (BsTagEditor *self, BsSession *session);
/* After the document changed, or another story was chosen. */
void bs_tag_editor_show        (BsTagEditor *self);
void bs_tag_editor_focus       (BsTagEditor *self);

G_END_DECLS
