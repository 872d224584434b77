/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page format: paper, type area, character grid, and the text styles that go with it. Read from
 * data/page-formats/NAME.json and checked on load. Immutable, reference-counted.
 */
#pragma once

#include "base/bs-environment.h"
#include "base/bs-unit.h"
#include "compose/bs-text-style.h"

G_BEGIN_DECLS

typedef struct
{
  int ref_count;
  char *name;
  char *title;
  BsUnit width, height;       /* trim */
  BsUnit bleed;
  BsRect type_area;           /* whole characters wide, whole lines high */
  BsUnit em;                  /* body size */
  BsUnit line_height;
  guint n_columns;
  guint column_characters;
  guint gutter_characters;
  guint n_lines;              /* in the type area */
  guint masthead_lines;       /* taken from the top on a page that carries the masthead */
  guint folio_lines;          /* above the type area or taken from it */
  GHashTable *styles;         /* name -> BsTextStyle: body subhead caption credit kicker deck headline flag byline … */
} BsPageFormat;

BsPageFormat      *bs_page_format_load      (BsEnvironment *environment, const char *name, GError **error);
BsPageFormat      *bs_page_format_ref       (BsPageFormat *format);
void               bs_page_format_unref     (BsPageFormat *format);
char             **bs_page_format_list      (BsEnvironment *environment); /* names, sorted; g_strfreev */
const BsTextStyle *bs_page_format_get_style (const BsPageFormat *format, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPageFormat, bs_page_format_unref)

G_END_DECLS
