/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text view for a story's body: a GtkTextView that pastes plain, cleaned text as one undo step.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_BODY_VIEW (bs_body_view_get_type ())
G_DECLARE_FINAL_TYPE (BsBodyView, bs_body_view, BS, BODY_VIEW, GtkTextView)

G_END_DECLS
