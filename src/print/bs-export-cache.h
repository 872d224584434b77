/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one export need not make again after another: subsets of fonts, by face and glyphs, and
 * compressed streams, by what is in them. So a page whose text has changed by a character is
 * exported in the time its content takes, and to the same bytes as without the cache. Kept by the
 * environment, bounded. Any thread.
 */
#pragma once

#include "base/bs-environment.h"
#include "bs-pdf-file.h"
#include "bs-pdf-subset.h"

G_BEGIN_DECLS

typedef struct _BsExportCache BsExportCache;

BsExportCache *bs_environment_get_export_cache (BsEnvironment *environment); /* borrowed */

BsPdfSubset   *bs_export_cache_get_subset      (BsExportCache *self, BsFace *face, const hb_set_t *glyphs, GError **error);
GBytes        *bs_export_cache_get_deflated    (BsExportCache *self, GBytes *plain, BsPdfDataKind kind);
void           bs_export_cache_clear           (BsExportCache *self);

G_END_DECLS
