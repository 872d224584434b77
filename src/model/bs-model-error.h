/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can go wrong with an issue's file or content. Messages are translated and read
 * "WHAT: WHY. REMEDY".
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BS_MODEL_ERROR (bs_model_error_quark ())
GQuark bs_model_error_quark (void);

typedef enum
{
  BS_MODEL_ERROR_SYNTAX,    /* not JSON, or clearly no issue; where it helps with line and column */
  BS_MODEL_ERROR_SCHEMA,    /* JSON, but not an issue; the message names line, path, expectation */
  BS_MODEL_ERROR_TOO_LARGE, /* beyond the limits of size or depth; nothing was parsed */
  BS_MODEL_ERROR_TOO_NEW,   /* written by a newer major version: readable, not writable */
  BS_MODEL_ERROR_CONFLICT,  /* an operation does not fit the document, or the file changed */
  BS_MODEL_ERROR_READ,      /* could not be read */
  BS_MODEL_ERROR_WRITE,     /* could not be written; the old file is whole */
  BS_MODEL_ERROR_LOCKED,    /* somebody else has it open for writing */
  BS_MODEL_ERROR_MEDIA      /* a photo that is missing, damaged, too large or of an unknown kind */
} BsModelError;

G_END_DECLS
