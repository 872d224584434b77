/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long to wait before something is tried again: longer each time, and never in step with others
 * who wait for the same.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @failures in a row, from 1. Milliseconds: about 1, 2, 4 … seconds, 5 minutes at most, each anywhere
 * between half and all of it. */
guint bs_backoff_milliseconds (guint failures);

G_END_DECLS
