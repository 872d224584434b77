/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to src/import: takes from a line what belongs to its carrier (Markdown, HTML, the
 * recognition's dirt) and not to its text.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *text;     /* NULL: nothing left, a rule or white space */
  guint level;    /* 1…6: heading mark; 0 none */
  gboolean is_bold;
} BsCleanLine;

void bs_copy_clean (const char *raw, gsize length, BsCleanLine *clean);

G_END_DECLS
