/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an ellipsized label cannot show, in its tooltip: for the parts of a template, which calls it
 * once they are made. It never changes a label that has a tooltip of its own. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void bs_whole_text_offer (GtkWidget *root);

G_END_DECLS
