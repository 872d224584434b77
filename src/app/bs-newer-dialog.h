/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A newer version of a submission beside the story in the issue that came from an older one: what
 * differs, text by text, and which of it is taken over. Only asks; who opens it makes the change.
 */
#pragma once

#include "bs-submission-reader.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_NEWER_DIALOG (bs_newer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsNewerDialog, bs_newer_dialog, BS, NEWER_DIALOG, AdwWindow)

/* Signal "take" (BsNode: what the story becomes, from bs_story_merge_build()) → gboolean: it has begun;
 * else the dialog stays. */
GtkWidget *bs_newer_dialog_new (GtkWindow *parent, const BsNode *issue, const BsNode *story, const BsReading *newer, BsSubmissionReader *reader);

G_END_DECLS
