/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `layout` says of the pages that it laid out: in words, and as JSON.
 */
#pragma once

#include "bs-cli-page.h"
#include "layout/bs-issue-plan.h"

G_BEGIN_DECLS

typedef struct
{
  const BsNode *issue; /* as laid out */
  const char *page;
  const GPtrArray *arrangements; /* BsArrangement */
  guint chosen;
  char *const *added;  /* ids of what was given this page; NULL: nothing */
  gboolean all;        /* say something of each arrangement */
} BsCliLayout;

void    bs_cli_print_layout    (BsCli *cli, const BsCliLayout *layout);
BsNode *bs_cli_layout_to_node  (const BsCliLayout *layout);
void    bs_cli_print_summaries (BsCli *cli, const GPtrArray *pages);
void    bs_cli_print_unplaced  (BsCli *cli, const BsIssuePlan *plan);
BsNode *bs_cli_unplaced_to_node (const BsIssuePlan *plan);

G_END_DECLS
