/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The press a PDF is made for: its CMYK ICC profile, checked, and the conversions of photos to it.
 * Immutable but for its cache of conversions, which is locked: usable from any thread.
 */
#pragma once

#include "base/bs-environment.h"

#include <gio/gio.h>
#include <lcms2.h>

G_BEGIN_DECLS

typedef struct _BsOutputProfile BsOutputProfile;

BsOutputProfile *bs_output_profile_load (const char *path, GError **error);
/* @path NULL: the newsprint profile that comes with Broadsheet. */
BsOutputProfile *bs_output_profile_choose (BsEnvironment *environment, const char *path, GError **error);
void             bs_output_profile_free (BsOutputProfile *self);

GBytes     *bs_output_profile_get_bytes       (const BsOutputProfile *self);
/* SHA-256 of the bytes, hexadecimal. */
const char *bs_output_profile_get_digest      (BsOutputProfile *self);
const char *bs_output_profile_get_description (const BsOutputProfile *self);
/* Name in the ICC's registry of printing conditions; NULL: not registered. */
const char *bs_output_profile_get_condition   (const BsOutputProfile *self);
/* Most ink that conversions to it lay down, in per cent of one solid ink. */
double      bs_output_profile_get_ink_limit   (BsOutputProfile *self);
/* 256 amounts of black for the tones of a gray picture in sRGB, 0 being its black. */
const guint8 *bs_output_profile_get_gray_curve (BsOutputProfile *self);
/* From 8-bit gray, RGB or CMYK (255 is full ink on both sides) to 8-bit CMYK. @source: the picture's
 * own profile, nullable. Borrowed. */
cmsHTRANSFORM bs_output_profile_get_transform (BsOutputProfile *self, GBytes *source, guint channels, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsOutputProfile, bs_output_profile_free)

G_END_DECLS
