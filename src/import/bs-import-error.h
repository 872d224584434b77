/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Why copy could not be taken in. Every reader of the import folder reports with these; messages
 * are translated and read "WHAT: WHY. REMEDY". Nothing is ever half imported when one is set.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BS_IMPORT_ERROR (bs_import_error_quark ())
GQuark bs_import_error_quark (void);

typedef enum
{
  BS_IMPORT_ERROR_EMPTY,       /* no bytes, or only white space */
  BS_IMPORT_ERROR_TOO_LARGE,   /* beyond the limit of its kind; nothing was parsed */
  BS_IMPORT_ERROR_BINARY,      /* not text */
  BS_IMPORT_ERROR_ENCODING,    /* text in none of the encodings known here */
  BS_IMPORT_ERROR_SYNTAX,      /* ninjs: not JSON, or JSON that is not an item */
  BS_IMPORT_ERROR_UNSUPPORTED, /* a kind of file that is not taken in (yet) */
  BS_IMPORT_ERROR_PAGE,        /* the document has no such page */
  BS_IMPORT_ERROR_SEVERAL      /* not one story, where one is to take another's place */
} BsImportError;

G_END_DECLS
