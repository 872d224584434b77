/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The faults of structure of one field (headline, caption): underlined in it, and with their
 * corrections in its context menu. For who shows a field; the field itself knows nothing of faults.
 */
#pragma once

#include "bs-fault-watch.h"
#include "bs-field-view.h"

G_BEGIN_DECLS

/* Until the next call; NULL: no longer. */
void bs_fault_field_watch (BsFieldView *field, BsFaultWatch *watch);

G_END_DECLS
