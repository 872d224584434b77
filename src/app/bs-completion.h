/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words offered below an entry while one types: Down and Up choose, Enter takes, Escape closes. For
 * tags and flags, of which a desk uses the same few.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Words for what is typed so far, the best first: char *; may be empty. Transfer full. */
typedef GPtrArray *(*BsCompletionFind) (const char *text, gpointer data);
/* A word was chosen; the entry's text is as it was. */
typedef void (*BsCompletionTake) (const char *word, gpointer data);

/* @entry is a GtkEditable; what is made lives as long as it. @data outlives it. */
void bs_completion_attach (GtkWidget *entry, BsCompletionFind find, BsCompletionTake take,
                           gpointer data);

/* Words of @used that @text begins or is in, most used first, at most @n; helper for finders.
 * @used: char * -> GUINT_TO_POINTER (times). */
GPtrArray *bs_completion_choose (GHashTable *used, const char *text, guint n);

G_END_DECLS
