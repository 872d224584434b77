/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A story or photo that stands on no page, as a row of the tray shows it. Immutable: one that
 * changed is another item.
 */
#pragma once

#include "model/bs-issue.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BS_TYPE_TRAY_ITEM (bs_tray_item_get_type ())
G_DECLARE_FINAL_TYPE (BsTrayItem, bs_tray_item, BS, TRAY_ITEM, GObject)

const char   *bs_tray_item_get_id     (BsTrayItem *self);
const char   *bs_tray_item_get_page   (BsTrayItem *self); /* that it is meant for, "" none */
gboolean      bs_tray_item_is_photo   (BsTrayItem *self);
const BsNode *bs_tray_item_get_node   (BsTrayItem *self);
char         *bs_tray_item_dup_title  (BsTrayItem *self);
/* "闻真 · 398 characters · 2 photos" */
char         *bs_tray_item_dup_details (BsTrayItem *self);

/* What stands on no page of @issue, stories first, in the issue's order: element BsTrayItem. The
 * photos of a story that waits come with it, and are not listed. @page: only what is meant for that
 * page; NULL: all. Items of @known (nullable) that are as they were are used again. @n_waiting (out,
 * optional): how many stand on no page, whatever page they are meant for. */
GPtrArray    *bs_tray_item_list       (const BsNode *issue, const char *page, GListModel *known,
                                       guint *n_waiting);

G_END_DECLS
