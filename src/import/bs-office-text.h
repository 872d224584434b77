/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of a Word (.docx) or OpenDocument (.odt) file, one line a paragraph, with what its styles
 * say of them, and the pictures in it. Made for files of strangers: bounded in size, number and
 * depth, no entities, nothing fetched. Knows nothing of stories: the page's grammar reads the lines.
 */
#pragma once

#include "bs-page-text.h"

G_BEGIN_DECLS

#define BS_OFFICE_LIMIT (100 * 1024 * 1024)

typedef struct
{
  GBytes *bytes;
  char *name;
  guint line; /* below which it stands; 0: above all */
} BsOfficePicture;

typedef struct
{
  char *text;          /* UTF-8, each paragraph a line */
  GArray *roles;       /* BsLineRole of each line; BS_LINE_BLANK: not said */
  GPtrArray *pictures; /* BsOfficePicture */
  GPtrArray *notes;    /* char *: what was left out or put elsewhere */
} BsOfficeText;

/* By its first bytes; whether it is more than some archive is seen by reading it. */
gboolean      bs_office_text_is_one (GBytes *bytes);
BsOfficeText *bs_office_text_read   (const char *name, GBytes *bytes, GError **error);
void          bs_office_text_free   (BsOfficeText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsOfficeText, bs_office_text_free)

G_END_DECLS
