/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What preflight found, page by page: a row for each page that opens to its findings. In the export
 * dialog. Shows; it neither checks nor judges.
 */
#pragma once

#include "layout/bs-finding.h"
#include "model/bs-node.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_PREFLIGHT_LIST (bs_preflight_list_get_type ())
G_DECLARE_FINAL_TYPE (BsPreflightList, bs_preflight_list, BS, PREFLIGHT_LIST, GtkWidget)

/* Signal "activated" (gpointer BsFinding): one was clicked. */

/* @findings NULL: not known yet. */
void     bs_preflight_list_show  (BsPreflightList *self, GPtrArray *findings, const BsNode *issue);

/* On the first error: Enter leads to it. FALSE: there is none. */
gboolean bs_preflight_list_focus (BsPreflightList *self);

G_END_DECLS
