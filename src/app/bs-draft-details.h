/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a reporter says beside the text of a draft: byline, wished section, tags, photos, a note to
 * the desk. Each keystroke is in the document at once: nothing is left out of what is sent.
 */
#pragma once

#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_DRAFT_DETAILS (bs_draft_details_get_type ())
G_DECLARE_FINAL_TYPE (BsDraftDetails, bs_draft_details, BS, DRAFT_DETAILS, GtkWidget)

void bs_draft_details_set_session (BsDraftDetails *self, BsSession *session);

G_END_DECLS
