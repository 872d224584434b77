/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was found, as the list that is shown: each story with its hits below it. A row is made when
 * it is looked at: ten thousand hits cost nothing. Knows which hits were ticked off, by their
 * places, so that a new search keeps it. For the find panel; knows no widget.
 */
#pragma once

#include "bs-find-item.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BS_TYPE_FIND_MODEL (bs_find_model_get_type ())
G_DECLARE_FINAL_TYPE (BsFindModel, bs_find_model, BS, FIND_MODEL, GObject)

/* A GListModel of BsFindItem. Signal "choice-changed" (): another hit is to be replaced, or not. */

BsFindModel *bs_find_model_new             (void);
/* @result (NULL: nothing) and what it is of; @issue is where the headlines are. */
void         bs_find_model_take            (BsFindModel *self, BsFindResult *result /* transfer full */,
                                            BsFinder *finder, const BsNode *issue);
/* What the rows show in place of their hits; "": nothing. */
void         bs_find_model_set_replacement (BsFindModel *self, const char *replacement);
void         bs_find_model_choose_all      (BsFindModel *self);
gboolean     bs_find_model_is_any_chosen   (BsFindModel *self);
GPtrArray   *bs_find_model_dup_chosen      (BsFindModel *self); /* BsFindHit, borrowed */
gboolean     bs_find_model_is_hit          (BsFindModel *self, guint position);

G_END_DECLS
