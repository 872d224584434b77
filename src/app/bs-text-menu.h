/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The context menu of a text of a story: what is wrong at the place with its correction, then what
 * one does with any text. By the right button, the Menu key and Shift+F10. For BsBodyView and
 * BsFieldView, whose own menus know another undo; it changes texts only through a BsFaultWatch.
 */
#pragma once

#include "bs-fault-watch.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void     bs_text_menu_attach     (GtkTextView *view);
/* NULL: nobody looks for faults. */
void     bs_text_menu_set_watch  (GtkTextView *view, BsFaultWatch *watch);
/* At the caret. */
void     bs_text_menu_popup      (GtkTextView *view);
/* For the view's size_allocate. */
void     bs_text_menu_present    (GtkTextView *view);

/* Which text of the document stands at @iter, and how many bytes before it. FALSE: none. */
gboolean bs_text_menu_find_place (GtkTextView *view, const GtkTextIter *iter, char **path,
                                  gsize *offset);

G_END_DECLS
