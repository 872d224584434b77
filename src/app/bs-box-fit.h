/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the text fits the chosen box, other looks in which it would fit exactly, and what to cut from
 * it. Asked for when it is opened, in a worker, and again when nobody types any more.
 */
#pragma once

#include "bs-adviser.h"
#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_BOX_FIT (bs_box_fit_get_type ())
G_DECLARE_FINAL_TYPE (BsBoxFit, bs_box_fit, BS, BOX_FIT, GtkWidget)

void bs_box_fit_set_session (BsBoxFit *self, BsSession *session /* nullable */, BsAdviser *adviser /* nullable */);
/* The box, or what stands in it, changed. */
void bs_box_fit_show        (BsBoxFit *self);

G_END_DECLS
