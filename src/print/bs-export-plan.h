/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which files an export will write, and what they will be called. Pure; for the dialog, which shows
 * the names before anything is written, and for the export itself.
 */
#pragma once

#include "model/bs-node.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  BS_EXPORT_PRESS, /* PDF/X-4, a file for each page */
  BS_EXPORT_PROOF, /* all pages in one PDF, marked */
  BS_EXPORT_PNG,   /* a picture of each page */
  BS_EXPORT_TEXT,  /* one file */
  BS_EXPORT_NINJS  /* one file */
} BsExportKind;

#define BS_EXPORT_N_KINDS (BS_EXPORT_NINJS + 1)

/* {name} {date} {yyyymmdd} {number} {page} {section}, with braces; NULL-terminated. */
extern const char *const bs_export_fields[];

#define BS_EXPORT_DEFAULT_PATTERN "{name}_{date}_{page}"

typedef struct
{
  BsExportKind kind;
  const char *const *pages; /* NULL-terminated, at least one */
  const char *pattern;      /* of the names, without ending */
  gboolean faulty;          /* pages for the press that are not fit for it: their names say so */
} BsExportWish;

typedef struct
{
  char *name;
  GStrv pages; /* that are in it */
} BsExportFile;

/* Array of BsExportFile; no two have the same name. */
GPtrArray  *bs_export_plan        (const BsNode *issue, const BsExportWish *wish);
/* Translated, what is wrong with a pattern; NULL: nothing. */
char       *bs_export_plan_refuse (const char *pattern);
const char *bs_export_kind_to_string   (BsExportKind kind); /* "press" */
/* BS_EXPORT_PRESS for what is unknown. */
BsExportKind bs_export_kind_from_string (const char *text);

G_END_DECLS
