/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows in which the look and the place of the chosen box are seen and changed, in groups, from
 * one table. For the box inspector. Each change is one step of undo; repeated ones of one row join.
 */
#pragma once

#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_BOX_CONTROLS (bs_box_controls_get_type ())
G_DECLARE_FINAL_TYPE (BsBoxControls, bs_box_controls, BS, BOX_CONTROLS, GtkBox)

/* Shows the session's box as it is now; hidden when there is none. */
void bs_box_controls_show (BsBoxControls *self, BsSession *session /* nullable */);

G_END_DECLS
