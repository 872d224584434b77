/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where else what stands in the chosen box may go: on to a later page (a jump), back together, to
 * another page, off the page. For the box inspector.
 */
#pragma once

#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_BOX_JUMP (bs_box_jump_get_type ())
G_DECLARE_FINAL_TYPE (BsBoxJump, bs_box_jump, BS, BOX_JUMP, GtkWidget)

void bs_box_jump_show (BsBoxJump *self, BsSession *session);

G_END_DECLS
