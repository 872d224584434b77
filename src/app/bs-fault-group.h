/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All faults of structure of the session's chosen story as a list: a press leads to the place, a
 * button corrects it. Part of the story inspector; hidden while there are none.
 */
#pragma once

#include "bs-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_FAULT_GROUP (bs_fault_group_get_type ())
G_DECLARE_FINAL_TYPE (BsFaultGroup, bs_fault_group, BS, FAULT_GROUP, AdwPreferencesGroup)

void bs_fault_group_set_session (BsFaultGroup *self, BsSession *session);

G_END_DECLS
