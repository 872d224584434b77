/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening an issue for a verb, and choosing pages in it.
 */
#pragma once

#include "bs-cli.h"
#include "model/bs-document.h"
#include "model/bs-issue.h"

G_BEGIN_DECLS

/* What makes an issue: a wrong value is reported as misuse. @date and @pages may be NULL. */
gboolean    bs_cli_check_issue (BsCli *cli, const char *date, gint64 number, const char *pages, BsExit *status);
/* For reading @file may be “-”. For writing it is locked against other programs until disposed. */
BsDocument *bs_cli_open_issue  (BsCli *cli, const char *file, gboolean for_writing, GError **error);
gboolean    bs_cli_save_issue  (BsDocument *document, GError **error);
/* NULL-terminated names in the order of the issue; @wanted: as given to --page, NULL: all. */
char      **bs_cli_choose_pages (const BsNode *issue, char *const *wanted, GError **error);
gboolean    bs_cli_page_has_copy (const BsNode *issue, const char *page);
char       *bs_cli_dup_issue_title (const BsNode *issue); /* "江城日报 2026-11-22" */
/* One JSON object on standard output; takes @object. */
void        bs_cli_print_json  (BsCli *cli, BsNode *object);

G_END_DECLS
