/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text as a QR code for a phone's camera, crisp at any scale and black on white in any style. Shows
 * nothing of the text to anybody else: who uses it gives it a name.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_QR_CODE (bs_qr_code_get_type ())
G_DECLARE_FINAL_TYPE (BsQrCode, bs_qr_code, BS, QR_CODE, GtkWidget)

/* NULL: nothing. FALSE: it is too long for a code that can still be read, and nothing is shown. */
gboolean bs_qr_code_set_text (BsQrCode *self, const char *text);

G_END_DECLS
