/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line of text in a text style, set by the composer and drawn as on the page: a specimen of type.
 */
#pragma once

#include "compose/bs-composer.h"
#include "layout/bs-display-list.h"

G_BEGIN_DECLS

/* As high as the type wants, at most @most_height; @width: what it stands on. */
BsDisplayList *bs_specimen_new (BsComposer *composer, const BsTextStyle *style, const char *text,
                                BsUnit width, BsUnit most_height);

G_END_DECLS
