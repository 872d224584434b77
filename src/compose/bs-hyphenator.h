/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where English words may be divided, by libhyphen's patterns. The dictionary is loaded when the
 * first long word asks for it; without library or dictionary no word is divided.
 */
#pragma once

#include "base/bs-environment.h"

G_BEGIN_DECLS

typedef struct _BsHyphenator BsHyphenator;

BsHyphenator *bs_hyphenator_new  (BsEnvironment *environment);
void          bs_hyphenator_free (BsHyphenator *self);

/* @word: ASCII letters. Sets @points[i] where a hyphen may follow the letter i; FALSE: nowhere. */
gboolean      bs_hyphenator_find (BsHyphenator *self, const char *word, gsize length, gboolean *points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsHyphenator, bs_hyphenator_free)

G_END_DECLS
