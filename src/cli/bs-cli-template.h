/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Making an issue from a publication's template, for a verb.
 */
#pragma once

#include "bs-cli.h"
#include "model/bs-template.h"

G_BEGIN_DECLS

/* The file of @name: itself a file, or the name of a template in the folders of templates. */
GFile      *bs_cli_find_template (BsCli *cli, const char *name, GError **error);
/* @issue: what the user asked for; the rest comes from the template, whose numbers go on. */
BsDocument *bs_cli_make_from_template (BsCli *cli, GFile *file, const BsNewIssue *issue, GError **error);
/* Saves it with the template's photos; the template remembers its numbers. */
gboolean    bs_cli_save_from_template (BsCli *cli, GFile *file, BsDocument *document, GFile *target,
                                       GError **error);

G_END_DECLS
