/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-import-error.h"

G_DEFINE_QUARK (bs - import - error - quark, bs_import_error)
