/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The application: command line, windows, and the actions that need no issue.
 */
#pragma once

#include "bs-window.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_APPLICATION (bs_application_get_type ())
G_DECLARE_FINAL_TYPE (BsApplication, bs_application, BS, APPLICATION, AdwApplication)

BsApplication *bs_application_new (void);

/* Both show an issue in @wished, where that is empty, or else in another window, and @submission, if any,
 * beside it. NULL: any that is empty. What a window has already is shown there. */
void           bs_application_show_file     (BsApplication *self, BsWindow *wished, GFile *file, const char *submission);
void           bs_application_show_document (BsApplication *self, BsWindow *wished, BsDocument *document, const char *submission);

const GActionEntry *bs_application_get_action_entries (guint *n_entries);

G_END_DECLS
