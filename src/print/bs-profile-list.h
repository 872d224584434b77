/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The presses there are profiles of: ICC files of CMYK printers in the folders where systems keep
 * such. Reads the disk; any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *path;
  char *description;
} BsProfileEntry;

/* Array of BsProfileEntry by description, each description once. @folders: looked through with what
 * is inside them. */
GPtrArray *bs_profile_list_new (const char *const *folders);

G_END_DECLS
