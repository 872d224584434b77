/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos in their boxes: picture or labelled frame, caption with its arrow, credit; groups of
 * photos under one title; the slot that is left for a house ad.
 */
#pragma once

#include "layout/bs-box-private.h"
#include "layout/bs-copy-private.h"

G_BEGIN_DECLS

/* Of the picture at @width for its natural shape, in lines with caption. @least and @most: with as
 * much cropped as is allowed. */
typedef struct
{
  guint natural;
  guint least;
  guint most;
  guint caption;
  double shape; /* width / height of the whole picture as it is to be seen */
} BsPhotoLines;

void bs_photo_measure (const BsSetting *setting, const BsNode *photo, BsUnit width, BsPhotoLines *lines);
/* @rect: whole lines. */
void bs_photo_draw    (const BsSetting *setting, const BsNode *photo, const char *box, const BsRect *rect,
                       BsDisplayListBuilder *builder);

void  bs_group_draw     (const BsSetting *setting, const BsBox *box, BsDisplayListBuilder *builder);
/* Lines a group needs when @across pictures stand side by side in @columns. */
void  bs_group_measure  (const BsSetting *setting, const BsBox *box, BsPhotoLines *lines);
void  bs_house_ad_draw  (const BsSetting *setting, const BsBox *box, BsDisplayListBuilder *builder);

G_END_DECLS
