/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the session's chosen story fits its page, in words; pressed, where it could be cut or how
 * much could be added. For the bar below a story's editor.
 */
#pragma once

#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_COPYFIT_BUTTON (bs_copyfit_button_get_type ())
G_DECLARE_FINAL_TYPE (BsCopyfitButton, bs_copyfit_button, BS, COPYFIT_BUTTON, GtkWidget)

void bs_copyfit_button_set_session (BsCopyfitButton *self, BsSession *session);
void bs_copyfit_button_popup       (BsCopyfitButton *self);

G_END_DECLS
