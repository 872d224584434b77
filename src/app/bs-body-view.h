/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text view of a story's body: knows how wide a line of text may be, how pasted and dropped
 * text is cleaned up, and when an input method composes. Its buffer is a BsBodyBuffer.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_BODY_VIEW (bs_body_view_get_type ())
G_DECLARE_FINAL_TYPE (BsBodyView, bs_body_view, BS, BODY_VIEW, GtkTextView)

/* Property "measure": pixels a line of text is wide at most; the rest is margin. */

void bs_body_view_paste_plain (BsBodyView *self);

G_END_DECLS
