/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lays out pages in a thread of its own, always from the latest issue: what was asked for and has
 * been overtaken is not done. One session has one. Never touches a widget.
 */
#pragma once

#include "layout/bs-layout.h"

G_BEGIN_DECLS

#define BS_TYPE_PAGE_WORKER (bs_page_worker_get_type ())
G_DECLARE_FINAL_TYPE (BsPageWorker, bs_page_worker, BS, PAGE_WORKER, GObject)

/* Called in the main context; @result is NULL when @error tells why. */
typedef void (*BsPageDone) (const char *page, const BsNode *issue, BsPageResult *result,
                            const GError *error, gpointer data);

BsPageWorker *bs_page_worker_new     (BsEnvironment *environment, BsPageDone done, gpointer data);
/* @media: the folder in which the page's photos are looked for; NULL: none is. */
void          bs_page_worker_request (BsPageWorker *self, const BsNode *issue, GFile *media,
                                      const char *page, gboolean urgent);
void          bs_page_worker_stop    (BsPageWorker *self);

G_END_DECLS
