/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row of a long list that draws itself: a headline with a chip beside it, and one or two lines of
 * details below. Its height does not depend on its text, and texts are laid out for rows that are
 * really seen. A base class; those who derive from it know what is in the list.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_DRAWN_ROW (bs_drawn_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (BsDrawnRow, bs_drawn_row, BS, DRAWN_ROW, GtkWidget)

typedef enum
{
  BS_CHIP_NEUTRAL,
  BS_CHIP_ERROR,
  BS_CHIP_WARNING,
  BS_CHIP_SUCCESS,
  BS_CHIP_ACCENT
} BsChipKind;

/* What a row says; NULL: nothing there. */
typedef struct
{
  char *details;     /* second line */
  char *side;        /* at its end */
  char *more;        /* third line, of lists whose rows have one */
  char *chip;
  BsChipKind chip_kind;
  gboolean has_dot;  /* before the details */
  guint dot;         /* one of six colors, from 1; 0: gray */
} BsRowWords;

struct _BsDrawnRowClass
{
  GtkWidgetClass parent_class;

  gboolean has_more;
  const char *changed; /* the signal of an item by which it tells that it says something else */
  const char *(*get_headline) (gpointer item);
  /* Called when the row is drawn for the first time after its item changed. */
  void (*say) (BsDrawnRow *self, gpointer item, BsRowWords *words);
};

GtkListItem *bs_drawn_row_get_list_item (BsDrawnRow *self);
void         bs_drawn_row_set_list_item (BsDrawnRow *self, GtkListItem *list_item);
gpointer     bs_drawn_row_get_item      (BsDrawnRow *self); /* borrowed; NULL: none */
void         bs_drawn_row_set_item      (BsDrawnRow *self, gpointer item /* nullable */);
/* What its item says is not what it said. */
void         bs_drawn_row_refresh       (BsDrawnRow *self);
/* It may have come into sight: out of sight it drew nothing. */
void         bs_drawn_row_moved         (BsDrawnRow *self);

G_END_DECLS
