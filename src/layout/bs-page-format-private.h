/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading the text of a page format, and styles over styles; bs-page-format.c finds the files and
 * bs-page-format-restyle.c puts an issue's own styles on top.
 */
#pragma once

#include "layout/bs-page-format.h"

G_BEGIN_DECLS

/* Design rule: body text is not set smaller than 六号. */
#define BS_LEAST_BODY_SIZE BS_POINTS (7.875)
#define BS_LEAST_COLUMN_CHARACTERS 6u

/* Told of each member of a style that is not as it must be. */
typedef void (*BsStyleComplaint) (gpointer data, const char *style, const char *member,
                                  const char *expected);

typedef struct
{
  const GArray *sizes; /* borrowed; of bs_type_sizes_read() */
  BsStyleComplaint complain;
  gpointer data;
  gboolean knows_all; /* members nobody knows are complained about */
} BsStyleReader;

/* Sets in @style what @object has; what it lacks, or has wrong, stays. */
void bs_style_read_over (const BsStyleReader *reader, const char *name, const BsNode *object,
                         BsTextStyle *style);
/* From line_pt; 0 where there is none, or it was complained about. */
BsUnit bs_style_read_line (const BsStyleReader *reader, const char *name, const BsNode *object);

/* @file: for messages; @sizes: (transfer full). NULL with %BS_LAYOUT_ERROR_FORMAT. */
BsPageFormat *bs_page_format_read (const char *name, const char *file, GBytes *bytes,
                                   GArray *sizes, GError **error);

G_END_DECLS
