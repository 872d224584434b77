/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One fault of structure beside its text: what is wrong, the correction as a button, and ways to
 * let it pass or go on to the next. Shown by the story editor; changes the document through the
 * session's BsFaultWatch.
 */
#pragma once

#include "bs-fault-watch.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_FAULT_POPOVER (bs_fault_popover_get_type ())
G_DECLARE_FINAL_TYPE (BsFaultPopover, bs_fault_popover, BS, FAULT_POPOVER, GtkPopover)

GtkWidget *bs_fault_popover_new  (void);
void       bs_fault_popover_show (BsFaultPopover *self, BsFaultWatch *watch,
                                  const BsFoundFault *found);

G_END_DECLS
