/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page format: paper, type area, character grid, and the text styles that go with it. Read from
 * data/page-formats/NAME.json and checked on load. Immutable, reference-counted.
 */
#pragma once

#include "base/bs-environment.h"
#include "base/bs-unit.h"
#include "compose/bs-text-style.h"
#include "model/bs-node.h"

G_BEGIN_DECLS

#define BS_LAYOUT_ERROR (bs_layout_error_quark ())
GQuark bs_layout_error_quark (void);

typedef enum
{
  BS_LAYOUT_ERROR_FORMAT,    /* a page format that does not load or check */
  BS_LAYOUT_ERROR_NO_PAGE,   /* the issue has no such page */
  BS_LAYOUT_ERROR_IMPOSSIBLE, /* nothing to place, or not even a bad page was found */
  BS_LAYOUT_ERROR_NO_BOX,    /* the page has no such box, or the issue nothing of that id */
  BS_LAYOUT_ERROR_LOCKED,    /* a locked box would have to be changed */
  BS_LAYOUT_ERROR_NO_ROOM,   /* something else stands there and cannot give way */
  BS_LAYOUT_ERROR_DRESS      /* what stands in the box cannot be set that way */
} BsLayoutError;

#define BS_PAGE_FORMAT_CLASSES 4 /* lead … brief, as a story's priority */

typedef struct
{
  int ref_count;
  char *name;
  char *title;                /* in the language that stands first in the file */
  BsNode *titles;             /* language -> title; NULL: there is only one */
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
  BsUnit story_rule;          /* thickness of the rules between boxes; 0: none */
  BsUnit column_rule;
  struct
  {
    guint min, max;           /* tenths of a point, of the headline series */
  } bands[BS_PAGE_FORMAT_CLASSES];
  GHashTable *styles;         /* name -> BsTextStyle: body subhead caption credit kicker deck headline flag byline … */
  GHashTable *followers;      /* names of the styles whose size keeps its ratio to the body's */
  GArray *sizes;              /* BsTypeSize */
  GPtrArray *problems;        /* char *, translated: what was wrong in an issue's own styles */
} BsPageFormat;

BsPageFormat      *bs_page_format_load      (BsEnvironment *environment, const char *name, GError **error);
/* One that stands in an issue's or template's "page_formats", else that of the program. */
BsPageFormat      *bs_page_format_load_for_issue (BsEnvironment *environment, const BsNode *issue,
                                                  const char *name, GError **error);
/* From a format's own tree, as a member of "page_formats". */
BsPageFormat      *bs_page_format_load_node (BsEnvironment *environment, const char *name, const BsNode *node,
                                             GError **error);
/* The tree that a format of the program is read from, to be copied and edited. */
BsNode            *bs_page_format_load_tree (BsEnvironment *environment, const char *name, GError **error);
/* @languages: as g_get_language_names() */
const char        *bs_page_format_get_title (const BsPageFormat *format, const char *const *languages);
/* The issue's house rules and styles over the format's. */
BsPageFormat      *bs_page_format_dress     (BsPageFormat *format, const BsNode *issue);
/* An issue's own "styles" over the format's; problems says what of them could not be used. */
BsPageFormat      *bs_page_format_restyle   (BsPageFormat *format, const BsNode *styles);
/* Of the page as the issue wants it: its format, restyled. */
BsPageFormat      *bs_page_format_load_for_page (BsEnvironment *environment, const BsNode *issue,
                                                 const char *page, GError **error);
BsPageFormat      *bs_page_format_ref       (BsPageFormat *format);
void               bs_page_format_unref     (BsPageFormat *format);
char             **bs_page_format_list      (BsEnvironment *environment); /* names, sorted; g_strfreev */
/* Of @columns base columns from @column on, in page units. */
BsUnit             bs_page_format_get_column_x (const BsPageFormat *format, guint column);
BsUnit             bs_page_format_get_columns_width (const BsPageFormat *format, guint columns);
BsUnit             bs_page_format_get_line_y (const BsPageFormat *format, guint line);
const BsTextStyle *bs_page_format_get_style (const BsPageFormat *format, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPageFormat, bs_page_format_unref)

G_END_DECLS
