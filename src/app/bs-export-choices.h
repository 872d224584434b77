/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a paper's pages are exported: as its issue says, else as was chosen for that paper last, else
 * as is usual. What one paper chose is never offered to another. Knows no widget.
 */
#pragma once

#include "model/bs-node.h"
#include "print/bs-export-plan.h"

G_BEGIN_DECLS

typedef struct
{
  BsExportKind kind;
  gboolean all_pages;
  gboolean marks;
  int bleed;        /* tenths of a millimetre; < 0: as each page's format has it */
  guint resolution; /* pixels an inch */
  char *profile;    /* path; "": newsprint */
  char *pattern;    /* of the files' names */
  char *folder;     /* URI; "": none was chosen */
} BsExportChoices;

void bs_export_choices_load     (const BsNode *issue, BsExportChoices *choices);
void bs_export_choices_remember (const BsNode *issue, const BsExportChoices *choices);
void bs_export_choices_clear    (BsExportChoices *choices);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsExportChoices, bs_export_choices_clear)

G_END_DECLS
