/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Other ways to lay out a page, as small pictures below it: choosing one puts it on the page at
 * once, in place of the one before, so that all the looking about is one step of undo.
 */
#pragma once

#include "bs-arrange-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_ALTERNATIVES (bs_alternatives_get_type ())
G_DECLARE_FINAL_TYPE (BsAlternatives, bs_alternatives, BS, ALTERNATIVES, GtkWidget)

void     bs_alternatives_set_session (BsAlternatives *self, BsSession *session);
/* Puts the first of @found (BsAlternative) on the page and offers them all. FALSE: it could not be
 * put there. */
gboolean bs_alternatives_offer       (BsAlternatives *self, const char *page, GPtrArray *found, GError **error);
/* More of them for the page that is offered. Returns how many were new. */
guint    bs_alternatives_add         (BsAlternatives *self, GPtrArray *found);
/* The page that ways are offered for; NULL: none are */
const char *bs_alternatives_get_page (BsAlternatives *self);
guint    bs_alternatives_get_n       (BsAlternatives *self);
void     bs_alternatives_focus       (BsAlternatives *self);
void     bs_alternatives_close       (BsAlternatives *self);

G_END_DECLS
