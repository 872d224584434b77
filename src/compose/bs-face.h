/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One face of one font file, memory-mapped: what composing measures with, the screen draws from
 * and the PDF embeds, so that the three cannot disagree. Immutable, reference-counted, usable from
 * any thread. Never a synthetic bold or slant.
 */
#pragma once

#include <glib-object.h>
#include <hb.h>

G_BEGIN_DECLS

typedef struct _BsFace BsFace;

#define BS_TYPE_FACE (bs_face_get_type ())
GType bs_face_get_type (void);

BsFace *bs_face_new   (const char *path, guint index, GError **error);
BsFace *bs_face_ref   (BsFace *face);
void    bs_face_unref (BsFace *face);

const char *bs_face_get_path            (const BsFace *face);
guint       bs_face_get_index           (const BsFace *face); /* within a .ttc */
const char *bs_face_get_family          (const BsFace *face);
const char *bs_face_get_postscript_name (const BsFace *face);
guint       bs_face_get_weight          (const BsFace *face); /* 100 … 900 */
guint       bs_face_get_units_per_em    (const BsFace *face);
gboolean    bs_face_is_cff              (const BsFace *face);
hb_face_t  *bs_face_get_hb_face         (const BsFace *face); /* borrowed, immutable */
hb_font_t  *bs_face_get_hb_font         (const BsFace *face); /* borrowed, immutable, scale = units per em */
hb_blob_t  *bs_face_get_file_blob       (const BsFace *face); /* borrowed: the whole file */
gboolean    bs_face_has_char            (const BsFace *face, gunichar c);
void        bs_face_release_pages       (const BsFace *face); /* memory of what was read; safe at any time */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsFace, bs_face_unref)

G_END_DECLS
