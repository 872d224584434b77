/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Making a composed paragraph from its breaks: used by the composer and by headlines.
 */
#pragma once

#include "compose/bs-fit.h"
#include "compose/bs-paragraph.h"

G_BEGIN_DECLS

/* @lines: element-type BsFitLine, as bs_fit_break() gives them. */
BsParagraph *bs_paragraph_set      (const BsFit *fit, const GArray *lines);
gsize        bs_paragraph_get_size (const BsParagraph *paragraph);

G_END_DECLS
