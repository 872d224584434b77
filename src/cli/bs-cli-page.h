/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages set and judged, as check, layout, export and compose need them: the display list with
 * every finding of layout and preflight, in words and as JSON.
 */
#pragma once

#include "bs-cli-issue.h"
#include "layout/bs-layout.h"
#include "print/bs-pdf.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  BsPageResult *result;
  GPtrArray *preflight; /* BsFinding */
  GPtrArray *remedies;  /* of each finding of @result an array of BsRemedy; NULL: nobody asked */
} BsCliPage;

/* Array of BsCliPage in the order of @names. @options: of the export in view; NULL: only what
 * layout finds. */
GPtrArray *bs_cli_set_pages      (BsCli *cli, BsLayout *layout, const BsNode *issue, char *const *names,
                                  const BsPdfOptions *options, GError **error);
guint      bs_cli_count_findings (const GPtrArray *pages, BsLevel level);
char      *bs_cli_dup_findings   (const GPtrArray *pages, BsLevel least);
BsNode    *bs_cli_findings_to_node (const GPtrArray *pages);

/* Arranges one page and puts one of the ways found into the document, as one step; shows progress.
 * Array of BsArrangement, best first. */
GPtrArray *bs_cli_arrange_page   (BsLayout *layout, BsDocument *document, const char *page,
                                  const BsArrangeOptions *wanted, guint *chosen, GError **error);
/* What every PDF of this issue says of itself; everything is borrowed. */
gboolean   bs_cli_init_pdf_options (BsPdfOptions *options, BsCli *cli, const BsNode *issue,
                                    const char *page, const char *title, GFile *media, GError **error);
GBytes    *bs_cli_make_pdf       (BsCli *cli, const GPtrArray *pages, BsPdfOptions *options, GError **error);

G_END_DECLS
