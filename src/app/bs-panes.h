/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Side panes that begin as narrow as they can be, however wide the window is.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* To be called once, when the paned is made: its end child gets no more than it needs at first. */
void bs_panes_begin_narrow (GtkPaned *paned);

G_END_DECLS
