/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A story to be read, not written: kicker, headline, deck, byline and body in the editor's type, its
 * photos below. For submissions, before they are anybody's story.
 */
#pragma once

#include "bs-submission-reader.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_STORY_PREVIEW (bs_story_preview_get_type ())
G_DECLARE_FINAL_TYPE (BsStoryPreview, bs_story_preview, BS, STORY_PREVIEW, GtkWidget)

/* @reading may be NULL: nothing to read. @reader gets the photos. */
void bs_story_preview_show  (BsStoryPreview *self, const BsReading *reading, BsSubmissionReader *reader);
void bs_story_preview_focus (BsStoryPreview *self);

G_END_DECLS
