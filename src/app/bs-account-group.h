/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who may send to the desk that is hosted here, and who decides with it: a group of the preferences.
 * What is revoked comes back by Undo. Shows no invitation; the dialog does, once.
 */
#pragma once

#include "bs-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_ACCOUNT_GROUP (bs_account_group_get_type ())
G_DECLARE_FINAL_TYPE (BsAccountGroup, bs_account_group, BS, ACCOUNT_GROUP, AdwPreferencesGroup)

void bs_account_group_set_desk (BsAccountGroup *self, BsDesk *desk);

G_END_DECLS
