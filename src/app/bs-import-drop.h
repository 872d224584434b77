/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files dropped on a part of the window that stands for somewhere: a page's picture, the tray, a
 * story's list of photos. The window imports them there. For the makers of such widgets.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where what is dropped goes now. *@page "A1", or "" for no page yet; *@story an id, or "". Both are
 * borrowed; FALSE: nothing is taken. */
typedef gboolean (*BsImportDropWhere) (GtkWidget *widget, const char **page, const char **story,
                                       gpointer data);

void bs_import_drop_add (GtkWidget *widget, BsImportDropWhere where, gpointer data);

G_END_DECLS
