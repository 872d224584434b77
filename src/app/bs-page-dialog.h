/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is to be said of a page: name, section, format, who edits it. For a page that is to be
 * added, and for one that there is; makes the change itself, as one step of undo.
 */
#pragma once

#include "bs-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_PAGE_DIALOG (bs_page_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsPageDialog, bs_page_dialog, BS, PAGE_DIALOG, AdwWindow)

/* @page: id; NULL: a new one */
GtkWidget *bs_page_dialog_new (GtkWindow *parent, BsSession *session, const char *page);

G_END_DECLS
