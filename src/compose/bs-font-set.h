/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fonts there are, by family and weight, and which face has a character that another lacks.
 * Made once from fontconfig and kept by the environment; looking up is thread-safe.
 */
#pragma once

#include "base/bs-environment.h"
#include "compose/bs-face.h"

G_BEGIN_DECLS

typedef struct _BsFontSet BsFontSet;

#define BS_COMPOSE_ERROR (bs_compose_error_quark ())
GQuark bs_compose_error_quark (void);

typedef enum
{
  BS_COMPOSE_ERROR_FONT, /* no usable font at all, or an unreadable font file */
  BS_COMPOSE_ERROR_TABLE /* a data table that does not parse */
} BsComposeError;

BsFontSet *bs_environment_get_fonts (BsEnvironment *environment); /* borrowed */

/* The face of @family nearest to @weight. Where the family is not installed, the best substitute
 * for Chinese serif or sans text; *substituted tells. Borrowed; NULL with @error when there is none. */
BsFace *bs_font_set_find          (BsFontSet *self, const char *family, guint weight, gboolean *substituted, GError **error);
/* @face if it has @c, else another that has, nearest in style; NULL: no font has it. Borrowed. */
BsFace *bs_font_set_find_for_char (BsFontSet *self, BsFace *face, gunichar c);

G_END_DECLS
