/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The application: command line, windows, and the actions that need no issue.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_APPLICATION (bs_application_get_type ())
G_DECLARE_FINAL_TYPE (BsApplication, bs_application, BS, APPLICATION, AdwApplication)

BsApplication *bs_application_new (void);

const GActionEntry *bs_application_get_action_entries (guint *n_entries);

G_END_DECLS
