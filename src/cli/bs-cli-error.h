/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a GError of any module to the message and the exit status of broadsheetctl.
 */
#pragma once

#include "bs-cli.h"

G_BEGIN_DECLS

char  *bs_cli_error_dup_message (const GError *error);
BsExit bs_cli_error_get_status  (const GError *error, BsExit fallback);

G_END_DECLS
