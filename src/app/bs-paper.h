/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small sheet of paper: a picture of a page, or the drawing of a page format with its columns.
 * Says nothing of its own; who shows it names it.
 */
#pragma once

#include "layout/bs-page-format.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_PAPER (bs_paper_get_type ())
G_DECLARE_FINAL_TYPE (BsPaper, bs_paper, BS, PAPER, GtkWidget)

GtkWidget *bs_paper_new          (int height);
void       bs_paper_show_texture (BsPaper *self, GdkTexture *texture /* nullable */);
void       bs_paper_show_format  (BsPaper *self, const BsPageFormat *format /* nullable */);
/* As a file that is not there. */
void       bs_paper_set_ghost    (BsPaper *self, gboolean ghost);

G_END_DECLS
