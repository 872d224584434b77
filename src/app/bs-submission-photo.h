/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A photo of a submission as a reader would see it: the picture, fetched from the desk, with caption
 * and credit below. Says how far the fetching is, and tries again when asked to.
 */
#pragma once

#include "bs-submission-reader.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_SUBMISSION_PHOTO (bs_submission_photo_get_type ())
G_DECLARE_FINAL_TYPE (BsSubmissionPhoto, bs_submission_photo, BS, SUBMISSION_PHOTO, GtkWidget)

/* @photo: of an issue, whose "file" the desk has. */
GtkWidget *bs_submission_photo_new (BsSubmissionReader *reader, const BsNode *photo);

G_END_DECLS
