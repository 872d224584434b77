/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos in their boxes: picture or labelled frame, caption at any side of it; groups of photos
 * under one title and a story's own photos; the slot that is left for a house ad.
 */
#pragma once

#include "layout/bs-box-private.h"
#include "layout/bs-copy-private.h"

G_BEGIN_DECLS

/* Of pictures at some width for their natural shape, in lines with captions. @least and @most: with
 * as much cropped as is allowed. */
typedef struct
{
  guint natural;
  guint least;
  guint most;
  guint caption; /* lines of @natural that are not picture; 0 for a caption at the side */
  double shape;  /* width / height of the whole picture as it is to be seen */
} BsPhotoLines;

/* How much of a picture may be cut off to fit the grid, of its height or width. */
#define BS_CROP_LIMIT 0.15

/* A photo of @width, its caption below. */
void   bs_photo_measure (const BsSetting *setting, const BsNode *photo, BsUnit width, BsPhotoLines *lines);
/* Its caption where @box says; NULL: below. */
void   bs_photo_measure_in (const BsSetting *setting, const BsNode *photo, const BsBox *box, BsUnit width, BsPhotoLines *lines);
/* The same as @box would show it, a photo's box; its line and lines are not read. */
void   bs_photo_box_measure (const BsSetting *setting, const BsBox *box, BsPhotoLines *lines);
void   bs_photo_box_draw (const BsSetting *setting, const BsBox *box, BsDisplayListBuilder *builder);
/* @rect: whole lines; picture with caption at the side that @box says. */
void   bs_photo_draw    (const BsSetting *setting, const BsNode *photo, const BsBox *box, const BsRect *rect,
                         BsDisplayListBuilder *builder);
/* The picture alone, or the labelled frame that waits for it. */
void   bs_photo_draw_picture (const BsSetting *setting, const BsNode *photo, const BsBox *box, const BsRect *rect,
                              BsDisplayListBuilder *builder);
/* All of it in the middle of @rect; filling that where no more than @limit of a side is cut off. */
void   bs_photo_draw_fitted (const BsNode *photo, const BsRect *rect, double limit, BsDisplayListBuilder *builder);
/* width / height as the editor cropped it; as of most photos while the picture has not come. */
double bs_photo_get_shape (const BsNode *photo);
double bs_photo_get_crop_limit (const BsNode *photo);

/* Several photos that share one rectangle: a group's below its title, a story's own. */
typedef struct
{
  const BsBox *box; /* sides of captions */
  guint n_photos;
  const BsNode *photos[BS_MAX_REFS];
  BsUnit width;
  guint columns; /* of the page that @width is, 0: none to keep to */
  guint across;  /* side by side, 0: as suits */
  BsGroupShape shape;
} BsPictureBlock;

void  bs_picture_block_measure (const BsPictureBlock *block, const BsSetting *setting, BsPhotoLines *lines);
/* @rect: of the block's width, whole lines. */
void  bs_picture_block_draw    (const BsPictureBlock *block, const BsSetting *setting, const BsRect *rect,
                                BsDisplayListBuilder *builder);

/* A story's own photos, @box->refs[1] and on, in @box->picture_legs of its legs. */
void  bs_story_pictures_measure (const BsSetting *setting, const BsBox *box, BsPhotoLines *lines);
void  bs_story_pictures_draw (const BsSetting *setting, const BsBox *box, const BsRect *rect, BsDisplayListBuilder *builder);
/* Lines a group needs in @box->columns as its shape and "across" say; line and lines are not read. */
void  bs_group_measure  (const BsSetting *setting, const BsBox *box, BsPhotoLines *lines);
void  bs_group_draw     (const BsSetting *setting, const BsBox *box, BsDisplayListBuilder *builder);
void  bs_house_ad_draw  (const BsSetting *setting, const BsBox *box, BsDisplayListBuilder *builder);

G_END_DECLS
