/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-model-error.h"

G_DEFINE_QUARK (bs - model - error - quark, bs_model_error)
