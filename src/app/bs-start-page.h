/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a window shows before it has an issue: recent issues, and how to get another.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_START_PAGE (bs_start_page_get_type ())
G_DECLARE_FINAL_TYPE (BsStartPage, bs_start_page, BS, START_PAGE, GtkWidget)

/* Signal "open" (GFile). */

void bs_start_page_refresh (BsStartPage *self);

/* Puts an issue on the list of recent ones. */
void bs_start_page_remember (GFile *file, const char *title);

G_END_DECLS
