/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a picture file says of itself: kind and size from its header, caption, byline, credit and
 * date from IPTC, XMP or Exif. Looks at content, never at the file's name; decodes no picture, and
 * refuses those that would be too large to decode.
 */
#pragma once

#include "bs-model-error.h"
#include "bs-node.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BS_PHOTO_MAX_BYTES (200 * 1000 * 1000)
#define BS_PHOTO_MAX_SIDE 30000               /* pixels */
#define BS_PHOTO_MAX_PIXELS (400 * 1000 * 1000)

typedef enum
{
  BS_PHOTO_JPEG,
  BS_PHOTO_PNG,
  BS_PHOTO_TIFF
} BsPhotoKind;

typedef struct
{
  BsPhotoKind kind;
  guint width;       /* pixels, as seen: turned by @orientation */
  guint height;
  guint orientation; /* Exif 2.32, 4.6.4: 1 upright … 8 */
  char *headline;    /* texts are UTF-8, "" if not given */
  char *caption;
  GStrv bylines;     /* names */
  char *byline_title;
  char *credit;
  char *copyright;
  char *taken;       /* ISO 8601 */
} BsPhotoInfo;

BsPhotoInfo *bs_photo_info_load      (GFile *file, GError **error);
void         bs_photo_info_free      (BsPhotoInfo *info);
const char  *bs_photo_kind_extension (BsPhotoKind kind); /* "jpg" */
/* A photo of an issue (bs-issue.h); @media: its name from bs_document_add_media(). */
BsNode      *bs_photo_info_to_photo  (const BsPhotoInfo *info, const char *id, const char *media);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPhotoInfo, bs_photo_info_free)

G_END_DECLS
