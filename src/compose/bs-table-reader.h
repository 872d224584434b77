/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the files in `tables/`: rows of words, `#` begins a comment. Says file and line of what
 * does not parse.
 */
#pragma once

#include "base/bs-environment.h"

G_BEGIN_DECLS

typedef struct
{
  char **words;
  guint n_words; /* at least one */
} BsTableRow;

/* FALSE: not a row of this table. */
typedef gboolean (*BsTableReadRow) (const BsTableRow *row, gpointer data);

gboolean bs_table_read   (BsEnvironment *environment, const char *name, BsTableReadRow read,
                          gpointer data, GError **error);
/* 0 … 1000000; for costs, at most 10000 is wise where they are multiplied. */
gboolean bs_table_number (const char *word, gint32 most, gint32 *value);

G_END_DECLS
