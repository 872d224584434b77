/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages from an issue. bs_layout_page() sets what the document says stands where, and judges it;
 * bs_layout_arrange() decides what shall stand where. Both are pure functions of the immutable
 * issue tree, the fonts and the format; a BsLayout only carries caches. One thread at a time.
 */
#pragma once

#include "base/bs-environment.h"
#include "layout/bs-display-list.h"
#include "layout/bs-finding.h"
#include "layout/bs-page-format.h"
#include "model/bs-issue.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BS_TYPE_LAYOUT (bs_layout_get_type ())
G_DECLARE_FINAL_TYPE (BsLayout, bs_layout, BS, LAYOUT, GObject)

BsLayout *bs_layout_new (BsEnvironment *environment, GError **error);

/* How a placed story fits. */
typedef struct
{
  char *story;
  guint lines;       /* that its text needs */
  guint room;        /* lines its legs have */
  int over_lines;    /* > 0 overset, < 0 empty */
  int over_characters;
} BsCopyfit;

typedef struct
{
  int ref_count;
  BsDisplayList *list;
  GPtrArray *findings; /* BsFinding */
  GArray *copyfit;     /* BsCopyfit, one a story placed on the page */
  double empty;        /* share of the type area without ink-bearing content, 0 … 1 */
} BsPageResult;

BsPageResult *bs_layout_page         (BsLayout *self, const BsNode *issue, const char *page, GError **error);
BsPageResult *bs_page_result_ref     (BsPageResult *result);
void          bs_page_result_unref   (BsPageResult *result);

/* Something small that makes a page fit. */
typedef enum
{
  BS_CHANGE_CUT,      /* characters from a story */
  BS_CHANGE_DROP,     /* a photo */
  BS_CHANGE_MOVE,     /* a story or photo to another page */
  BS_CHANGE_HOUSE_AD, /* a slot of @columns × @lines */
  BS_CHANGE_ADD,      /* characters to a story */
  BS_CHANGE_ENLARGE,  /* a photo, to @columns × @lines */
  BS_CHANGE_SHRINK
} BsChangeKind;

typedef struct
{
  BsChangeKind kind;
  char *ref;        /* story or photo; "": none */
  guint lines;      /* column-lines that it gives or takes; of a house ad or photo its height */
  guint columns;    /* of a house ad or photo */
  int more_lines;   /* of a photo: column-lines that it gains (+) or loses (-) */
  guint characters; /* to cut or to add, or of what is moved */
  gboolean tried;   /* the page was laid out so: it is full then, and clean */
  char *text;       /* translated, a sentence */
} BsChange;

/* One way to fill a page. @boxes is the value for /pages/PAGE/boxes. */
typedef struct
{
  BsNode *boxes;
  double score;      /* lower is better */
  char *explanation; /* translated, a line */
  GStrv unplaced;    /* ids of stories and photos that found no room */
  int short_lines;   /* column-lines left empty (+), or missing (-) */
  int short_characters; /* the same as characters of text */
  GPtrArray *changes;   /* BsChange, the least first; empty where the page fits */
} BsArrangement;

typedef void (*BsLayoutProgress) (double fraction, gpointer data);

typedef struct
{
  guint n_alternatives;       /* at least 1 */
  guint64 seed;
  GCancellable *cancellable;
  BsLayoutProgress progress;
  gpointer progress_data;
} BsArrangeOptions;

/* Places every story and photo whose "page" is @page; locked boxes stay. Best first, array of
 * BsArrangement. */
GPtrArray *bs_layout_arrange   (BsLayout *self, const BsNode *issue, const char *page,
                                const BsArrangeOptions *options, GError **error);
void       bs_arrangement_free (BsArrangement *arrangement);
void       bs_change_free      (BsChange *change);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPageResult, bs_page_result_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsArrangement, bs_arrangement_free)

G_END_DECLS
