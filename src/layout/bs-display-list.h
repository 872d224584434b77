/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One finished page: everything that will be seen on it, in drawing order, in page coordinates
 * (trim's top left corner, y down). Screen, PNG, PDF, hot zones and hit-testing all read it; none
 * of them measures anything. Immutable once built, reference-counted, usable from any thread.
 */
#pragma once

#include "base/bs-unit.h"
#include "compose/bs-face.h"
#include "compose/bs-paragraph.h"
#include "compose/bs-text-style.h"

G_BEGIN_DECLS

typedef struct _BsDisplayList BsDisplayList;

typedef enum
{
  BS_ITEM_GLYPHS,
  BS_ITEM_FILL,   /* rules are thin fills */
  BS_ITEM_IMAGE,
  BS_ITEM_GROUP   /* opens a group of the next n_items items: clip, then transform */
} BsItemKind;

typedef struct
{
  guint32 id;
  guint32 cluster; /* byte in the run's text */
  BsUnit x;        /* of the origin, page coordinates */
  BsUnit y;
} BsRunGlyph;

typedef struct
{
  BsFace *face;
  BsUnit size;
  BsColor color;
  const BsRunGlyph *glyphs;
  guint n_glyphs;
  const char *text;    /* exactly the source characters this run sets, UTF-8 */
  const char *path;    /* of the text in the issue; "" for text the program made (folio, arrow) */
  guint32 text_offset; /* of @text in the string at @path, bytes */
  gboolean line_end;   /* last run of its line */
  gboolean paragraph_end;
  gboolean rotated;    /* glyphs turned 90° clockwise (Latin in a vertical headline) */
} BsGlyphRun;

typedef struct
{
  const char *file;  /* name in the media folder; "" for a photo without a file: a frame is drawn by other items */
  const char *photo; /* id */
  BsRect rect;
  guint16 crop_left, crop_top, crop_right, crop_bottom; /* per mille of the picture cut off */
  guint pixel_width, pixel_height; /* of the whole picture, as the document knows them */
} BsImageItem;

typedef struct
{
  BsRect rect;
  BsColor color;
} BsFillItem;

typedef struct
{
  guint n_items;
  BsRect clip;      /* width 0: no clip */
  double matrix[6]; /* as in PDF: a b c d e f, in units */
} BsGroupItem;

typedef struct
{
  BsItemKind kind;
  union
  {
    BsGlyphRun glyphs;
    BsFillItem fill;
    BsImageItem image;
    BsGroupItem group;
  };
} BsItem;

/* Places that mean something, for hit-testing, hot zones and checks; inner after outer. */
typedef enum
{
  BS_REGION_MASTHEAD,
  BS_REGION_FOLIO,
  BS_REGION_BOX,      /* a whole box; id is the box's, ref the story's, photo's or group's */
  BS_REGION_HEADLINE, /* id box, ref story */
  BS_REGION_LEG,      /* one leg of body text */
  BS_REGION_PHOTO,
  BS_REGION_CAPTION,
  BS_REGION_SPACE     /* left empty: a house-ad slot */
} BsRegionKind;

typedef struct
{
  BsRegionKind kind;
  const char *id;
  const char *ref;
  BsRect rect;
} BsRegion;

BsDisplayList  *bs_display_list_ref         (BsDisplayList *list);
void            bs_display_list_unref       (BsDisplayList *list);
const char     *bs_display_list_get_page    (const BsDisplayList *list); /* "A1" */
BsUnit          bs_display_list_get_width   (const BsDisplayList *list); /* trim */
BsUnit          bs_display_list_get_height  (const BsDisplayList *list);
guint           bs_display_list_get_n_items (const BsDisplayList *list);
const BsItem   *bs_display_list_get_item    (const BsDisplayList *list, guint index);
guint           bs_display_list_get_n_regions (const BsDisplayList *list);
const BsRegion *bs_display_list_get_region  (const BsDisplayList *list, guint index);

/* Where a stretch of a composed text comes from: bytes from @start on are the string at @path from
 * @offset on. */
typedef struct
{
  guint32 start;
  const char *path;
  guint32 offset;
} BsTextSegment;

/* Building; strings and glyphs are copied into the list's own arena. */
typedef struct _BsDisplayListBuilder BsDisplayListBuilder;

BsDisplayListBuilder *bs_display_list_builder_new       (const char *page, BsUnit width, BsUnit height);
void                  bs_display_list_builder_add_glyphs (BsDisplayListBuilder *builder, const BsGlyphRun *run);
void                  bs_display_list_builder_add_fill  (BsDisplayListBuilder *builder, const BsRect *rect, BsColor color);
void                  bs_display_list_builder_add_image (BsDisplayListBuilder *builder, const BsImageItem *image);
guint                 bs_display_list_builder_open_group (BsDisplayListBuilder *builder, const BsRect *clip, const double matrix[6]);
void                  bs_display_list_builder_close_group (BsDisplayListBuilder *builder, guint group);
void                  bs_display_list_builder_add_region (BsDisplayListBuilder *builder, const BsRegion *region);
/* One composed line with its origin at (x, baseline): splits into runs a face. */
void                  bs_display_list_builder_add_line  (BsDisplayListBuilder *builder, const BsParagraph *paragraph,
                                                         guint line, BsUnit x, BsUnit baseline,
                                                         const BsTextStyle *style, const char *path);
/* The same for a paragraph put together from several strings (arrow, caption, credit); @origin: x
 * and baseline in y. */
void                  bs_display_list_builder_add_segmented_line (BsDisplayListBuilder *builder,
                                                         const BsParagraph *paragraph, guint line,
                                                         const BsRect *origin, const BsTextStyle *style,
                                                         const BsTextSegment *segments, guint n_segments);
/* Everything of a finished list, moved. */
void                  bs_display_list_builder_append    (BsDisplayListBuilder *builder, const BsDisplayList *list,
                                                         BsUnit dx, BsUnit dy);
BsDisplayList        *bs_display_list_builder_end       (BsDisplayListBuilder *builder); /* frees the builder */

/* The golden form: one item a line, lengths in units; stable across machines with the same fonts. */
char *bs_display_list_dump (const BsDisplayList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsDisplayList, bs_display_list_unref)

G_END_DECLS
