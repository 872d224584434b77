/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shape curves: for every item of a page and every width, the ways to dress it, each with its
 * exact height and what it costs in taste. The only thing automatic layout knows of content.
 */
#pragma once

#include "layout/bs-layout-private.h"

G_BEGIN_DECLS

#define BS_MAX_ITEMS 32

/* Lines of a page as bits, first line lowest. */
__extension__ typedef unsigned __int128 BsLineMask;
#define BS_MASK_LINES 126

/* What a rectangle shows at its edges: enough to know what may stand beside it. */
typedef struct
{
  BsLineMask head_left, head_right;   /* lines in which a headline touches the edge */
  BsLineMask photo_left, photo_right;
  guint16 photo_top, photo_foot;      /* columns in which a photo does */
} BsEdges;

typedef struct _BsShape BsShape;
typedef struct _BsLayoutItem BsLayoutItem;

struct _BsShape
{
  guint16 columns;
  guint16 lines; /* with the blank line below */
  float cost;    /* lower is better */
  gint8 crop;    /* per cent of a photo that is cut off: its height (+) or width (-) */
  guint8 gray;   /* lines of nothing but text over three columns */
  BsEdges edges;
  BsBox box;     /* dressed; column, line not set; lines without the blank one */
  const BsShape *parts[2]; /* of a collection: one above the other, each with its box; else NULL */
};

/* Which corner of every block that it is part of an item stands in. */
typedef enum
{
  BS_CORNER_ANY,
  BS_CORNER_UPPER_LEFT,
  BS_CORNER_UPPER_RIGHT,
  BS_CORNER_LOWER_LEFT,
  BS_CORNER_LOWER_RIGHT,
  BS_N_CORNERS
} BsCorner;

struct _BsLayoutItem
{
  BsBoxKind kind;
  guint n_refs;
  const char *refs[BS_MAX_REFS]; /* borrowed from the issue */
  const BsNode *story;
  guint widest;        /* columns; 0: as its class allows */
  guint story_class;   /* 0: a photo */
  guint characters;
  guint picture_rank;  /* of its photo, 1 greatest; 0: it has none */
  gboolean lead;
  gboolean soft;       /* a rule around it would suit */
  const char *frame;   /* borrowed: it stands in this one, whatever suits; NULL: in none */
  const char *head_text; /* borrowed: the headline that an editor wrote for its box; NULL: none */
  gboolean fixed;      /* a locked box or an ad: it has one shape and stands where it is */
  guint column, line;  /* where: line from the first usable one */
  BsCorner corner;
  GArray *shapes[17];  /* BsShape by columns, lines ascending; index 0 unused */
  guint least_area;    /* column-lines with blank lines, at any width */
  guint most_area;
  guint natural_area;  /* of the cheapest shape */
  float least_cost;
  BsLayoutItem *parts[2]; /* owned: two briefs that stand together; else NULL */
};

typedef struct
{
  BsSetting setting;
  guint n_items;
  BsLayoutItem items[BS_MAX_ITEMS];
  GPtrArray *left_out; /* ids, borrowed, of what is beyond BS_MAX_ITEMS */
  guint first_line; /* that boxes may use */
  guint lines;      /* that may be filled, with one blank line beyond the foot */
  guint columns;
} BsLayoutProblem;

/* How to collect a problem. */
typedef struct
{
  GCancellable *cancellable;
  BsLayoutProgress progress;
  gpointer progress_data;
  gboolean has_lead; /* a locked box is the lead */
} BsProblemOptions;

/* Stories and photos of the page that no locked box shows. */
BsLayoutProblem *bs_layout_problem_new  (BsLayout *self, const BsSetting *setting, BsPageFormat *format,
                                         const BsProblemOptions *options);
/* The box that shows a story or photo before the page is laid out anew; NULL: none that may go. */
const BsNode    *bs_layout_find_old_box (const BsSetting *setting, const char *ref);
/* Locked, or an advertisement: it stands where it was put. */
gboolean         bs_box_stays           (const BsBox *box);
void             bs_layout_problem_free (BsLayoutProblem *problem);

void             bs_layout_item_clear   (BsLayoutItem *item);
/* Takes @shape unless a cheaper one of its height shows the same at its edges. */
void             bs_layout_item_keep    (BsLayoutItem *item, const BsShape *shape);
void             bs_layout_item_finish  (BsLayoutItem *item); /* once it has its shapes */
/* A slot for a house ad, where copy is too short and the foot is taken. */
void             bs_layout_item_fill    (BsLayoutItem *item, const BsPageFormat *format);
/* Briefs one above the other, until there are no more than @most items. */
void             bs_layout_problem_collect_briefs (BsLayoutProblem *problem, guint most);
/* Photos may stand side by side: there is hardly anything to put between them. */
void             bs_layout_problem_let_photos_touch (BsLayoutProblem *problem);
void             bs_layout_item_shape   (BsLayoutItem *item, BsLayout *self, const BsSetting *setting, BsPageFormat *format);
void             bs_layout_item_shape_width (BsLayoutItem *item, BsLayout *self, const BsSetting *setting, BsPageFormat *format, guint columns);
/* The shape of a box as it is: what it shows at its edges. It costs nothing. */
void             bs_box_get_shape       (const BsBox *box, BsLayout *self, const BsSetting *setting, BsPageFormat *format, BsShape *shape);

/* Lines of a mask moved down by @lines. */
static inline BsLineMask
bs_mask_shift (BsLineMask mask, guint lines)
{
  return lines >= 128 ? 0 : mask << lines;
}

static inline BsLineMask
bs_mask_lines (guint n_lines)
{
  return n_lines >= 128 ? ~(BsLineMask) 0 : (((BsLineMask) 1) << n_lines) - 1;
}

/* One line more at either side: headlines that touch are as bad as those that overlap. */
static inline BsLineMask
bs_mask_dilate (BsLineMask mask)
{
  return mask | (mask << 1) | (mask >> 1);
}

G_END_DECLS
