/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A photo in the press's inks, as a JPEG that goes into a PDF as it is. Gray photos become black
 * alone. Immutable, reference-counted. Used by src/print alone, from threads.
 */
#pragma once

#include "bs-output-profile.h"
#include "bs-photo.h"

G_BEGIN_DECLS

typedef struct
{
  guint width;
  guint height;
  guint channels; /* 1: DeviceGray, 4: DeviceCMYK */
  GBytes *jpeg;
} BsPressImage;

BsPressImage *bs_press_image_new   (const BsPhoto *photo, BsOutputProfile *profile, GError **error);
BsPressImage *bs_press_image_ref   (BsPressImage *self);
void          bs_press_image_unref (BsPressImage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPressImage, bs_press_image_unref)

G_END_DECLS
