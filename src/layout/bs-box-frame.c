/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-furniture-private.h"

#include <string.h>

#define FRAME_RULE BS_POINTS (0.35)
#define TINT 70 /* K, per mille: text on it stays easy to read in newsprint */

/**
 * bs_box_frame_draw:
 * @box: a box
 * @format: of the page
 * @builder: takes the drawing
 *
 * A frame's edges stand where the letters of the lines beside it do, as a picture's: whoever looks
 * along a line of the page finds all boxes at one height.
 */
void
bs_box_frame_draw (const BsBox *box, const BsPageFormat *format, BsDisplayListBuilder *builder)
{
  BsUnit trim = (format->line_height - format->em) / 2;
  BsColor black = { 0, 0, 0, 1000 };
  BsRect rect = bs_box_get_rect (box, format);

  if (box->frame == NULL || *box->frame == '\0')
    return;
  rect.y += trim;
  rect.height -= 2 * trim;
  if (strcmp (box->frame, "tint") == 0)
    {
      bs_display_list_builder_add_fill (builder, &rect, (BsColor){ 0, 0, 0, TINT });
      return;
    }
  {
    BsRect edges[] = {
      { rect.x, rect.y, rect.width, FRAME_RULE },
      { rect.x, bs_rect_bottom (&rect) - FRAME_RULE, rect.width, FRAME_RULE },
      { rect.x, rect.y, FRAME_RULE, rect.height },
      { bs_rect_right (&rect) - FRAME_RULE, rect.y, FRAME_RULE, rect.height },
    };

    for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
      bs_display_list_builder_add_fill (builder, &edges[i], black);
  }
}
