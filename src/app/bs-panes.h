/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A view's sidebar, content and inspector side by side, with handles between them and widths that
 * are remembered. Where there is no room for all, the inspector, then the sidebar too, takes the
 * content's place instead. Never decides that there is no room: the window does (bs-adaptive-bin.h).
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_PANES (bs_panes_get_type ())
G_DECLARE_FINAL_TYPE (BsPanes, bs_panes, BS, PANES, GtkWidget)

/* Properties: "sidebar" (may be none), "content", "inspector" (widgets, construct only); "sidebar-width",
 * "inspector-width" (construct only, at first); "show-sidebar", "show-inspector"; "level": 0 all
 * side by side, 1 the inspector instead of the content, 2 one pane at a time. */

G_END_DECLS
