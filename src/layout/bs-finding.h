/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Something a check found on a page: a page fault or a preflight finding. Codes are a contract of
 * the command line (`check --json`).
 */
#pragma once

#include "base/bs-unit.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  BS_LEVEL_INFO,
  BS_LEVEL_WARNING,
  BS_LEVEL_ERROR
} BsLevel;

typedef struct
{
  const char *code; /* static; the list is in bs-finding.c and in the man page */
  BsLevel level;
  char *page;    /* owned, as all below; NULL where it does not apply */
  char *story;
  char *photo;
  char *box;
  char *other;   /* the second box of a fault between two */
  char *message; /* translated: what, why, remedy */
  int lines;     /* too many (+) or empty (-) */
  int characters;
  BsRect rect;   /* where to look; width 0: nowhere */
} BsFinding;

BsFinding *bs_finding_new  (const char *code, BsLevel level, const char *page);
BsFinding *bs_finding_copy (const BsFinding *finding);
void       bs_finding_free (BsFinding *finding);
/* From @first on: the marks in their messages by turns, names being quoted as they are. */
void       bs_findings_settle (GPtrArray *findings, guint first);
const char *bs_level_to_string (BsLevel level);
/* What desks call the fault, translated: "Headline bump" (碰题). */
const char *bs_finding_get_name (const BsFinding *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsFinding, bs_finding_free)

G_END_DECLS
