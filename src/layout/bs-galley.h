/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One story's text as a single column, broken as its box breaks it: what a proof of the story
 * shows. Where text stands beside a picture the page has other lines; a galley has none. Belongs to
 * one version of the issue, which it must not outlive. It draws lines and decides nothing.
 */
#pragma once

#include "layout/bs-layout.h"

G_BEGIN_DECLS

typedef struct _BsGalley BsGalley;

/* At the measure of the story's first box, else of one column of the page it is meant for. */
BsGalley   *bs_galley_new  (BsLayout *layout, const BsNode *issue, const char *story, GError **error);
void        bs_galley_free (BsGalley *self);
const BsPageFormat *bs_galley_get_format     (const BsGalley *self);
const char *bs_galley_get_page       (const BsGalley *self); /* of its first box; NULL: in none */
guint       bs_galley_get_characters (const BsGalley *self); /* a line */
BsUnit      bs_galley_get_width      (const BsGalley *self);
guint       bs_galley_get_n_lines    (const BsGalley *self);
/* Whether the next line must stand below it: a subhead. */
gboolean    bs_galley_keeps_next     (const BsGalley *self, guint line);
/* The em box stands in the middle of @slot's height. */
void        bs_galley_draw_line      (const BsGalley *self, guint line, const BsRect *slot,
                                      BsDisplayListBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsGalley, bs_galley_free)

G_END_DECLS
