/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Faults of structure underlined in a text buffer: red for what is wrong, amber for marks, blue for
 * letters and spaces. For the text views of a story. Touches only lines whose faults changed.
 */
#pragma once

#include "import/bs-text-check.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _BsFaultMarks BsFaultMarks;

BsFaultMarks *bs_fault_marks_new   (GtkTextBuffer *buffer);
void          bs_fault_marks_free  (BsFaultMarks *self);
/* @faults: BsTextFault of @line, NULL for none; the same array as before changes nothing. @key: of
 * the text, that stays its own when lines come and go. */
void          bs_fault_marks_show  (BsFaultMarks *self, const char *key, int line,
                                    GPtrArray *faults);
/* Forgets what is shown, as after the buffer got another text. */
void          bs_fault_marks_reset (BsFaultMarks *self);
/* Keys that are marked and not in @keys, a set; element const char *, free the list. */
GList        *bs_fault_marks_list_others (BsFaultMarks *self, GHashTable *keys);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsFaultMarks, bs_fault_marks_free)

G_END_DECLS
