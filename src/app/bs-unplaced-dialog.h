/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What found no place when the issue was laid out, and why. A click leads to the story.
 */
#pragma once

#include "bs-session.h"
#include "layout/bs-issue-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_UNPLACED_DIALOG (bs_unplaced_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsUnplacedDialog, bs_unplaced_dialog, BS, UNPLACED_DIALOG, AdwWindow)

GtkWidget *bs_unplaced_dialog_new (GtkWindow *parent, BsSession *session, const BsIssuePlan *plan);

G_END_DECLS
