/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to src/import: is this a list of people's names? Knows Chinese family names and the ways
 * papers space names; never decides from the surroundings.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BS_NAMES_NONE,
  BS_NAMES_OFFICE, /* not like a person's name, but could sign: 区融媒体中心 */
  BS_NAMES_LIKELY, /* of a name's length */
  BS_NAMES_SURE    /* and each begins with a family name */
} BsNamesCertainty;

/* Splits "闻 真　言小简、史准点": a two-character name may be spaced out. @names: free with
 * g_strfreev(); may be NULL. */
BsNamesCertainty bs_copy_names_split (const char *text, gsize length, GStrv *names);

G_END_DECLS
