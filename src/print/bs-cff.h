/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The little of the Compact Font Format (Adobe Technical Note 5176) that embedding needs: whether
 * glyphs are named by CIDs, and making these equal the glyph ids of the original face. Reads
 * untrusted fonts: every offset is checked.
 */
#pragma once

#include <glib.h>
#include <hb.h>

G_BEGIN_DECLS

gboolean bs_cff_is_cid_keyed (const guint8 *data, gsize length);
/* @cids: glyph index → CID wanted. FALSE: not a CFF that can be changed so. */
gboolean bs_cff_set_charset  (GByteArray *cff, const hb_map_t *cids);

G_END_DECLS
