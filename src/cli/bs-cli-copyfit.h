/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `list --copyfit` says of a story: how it fills its box, and what cutting or adding gains.
 */
#pragma once

#include "bs-cli.h"
#include "layout/bs-copyfit.h"

G_BEGIN_DECLS

/* Of the box on the story's page, else of one column: NULL with an error for a story that cannot be
 * set. */
BsCopyfitReport *bs_cli_fit_story       (BsLayout *layout, const BsNode *issue, const BsNode *story, GError **error);
void             bs_cli_print_copyfit   (BsCli *cli, const BsCopyfitReport *report);
BsNode          *bs_cli_copyfit_to_node (const BsCopyfitReport *report);

G_END_DECLS
