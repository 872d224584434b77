/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is known of photo files already: their size, and the pictures converted for the press, so
 * that the second proof of a page does not decode its photos again. Kept by the environment,
 * bounded, keyed by file (place, size, time) so that a changed file is another one. Any thread.
 */
#pragma once

#include "base/bs-environment.h"
#include "bs-output-profile.h"
#include "bs-photo.h"
#include "bs-press-image.h"

G_BEGIN_DECLS

typedef struct _BsPressCache BsPressCache;

BsPressCache *bs_environment_get_press_cache (BsEnvironment *environment); /* borrowed */

/* @name: for messages. Errors are BS_PRINT_ERROR_PHOTO. */
gboolean      bs_press_cache_get_info  (BsPressCache *self, GFile *file, const char *name, BsPictureInfo *info, GError **error);
BsPressImage *bs_press_cache_get_image (BsPressCache *self, GFile *file, const char *name, const BsPhotoWish *wish,
                                        BsOutputProfile *profile, GError **error);
void          bs_press_cache_clear     (BsPressCache *self);

G_END_DECLS
