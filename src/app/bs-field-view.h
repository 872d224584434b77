/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One line of a story (headline, kicker, deck) shown as it will look, wrapping where it is long.
 * What is typed becomes operations on one text of the document; changes of the document show.
 */
#pragma once

#include "model/bs-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_FIELD_VIEW (bs_field_view_get_type ())
G_DECLARE_FINAL_TYPE (BsFieldView, bs_field_view, BS, FIELD_VIEW, GtkTextView)

/* Property "placeholder": what the field is, shown while it is empty and read as its name. */

/* @label names the undo step, translated. @document and @path may be NULL. */
void bs_field_view_bind (BsFieldView *self, BsDocument *document, const char *path,
                         const char *label);
const char *bs_field_view_get_path (BsFieldView *self); /* NULL: not bound */
/* Bytes; @length 0: to the end. */
void bs_field_view_select (BsFieldView *self, gsize offset, gsize length);

G_END_DECLS
