/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading the text of a page format; bs-page-format.c finds the file.
 */
#pragma once

#include "layout/bs-page-format.h"

G_BEGIN_DECLS

/* @file: for messages. (transfer full), or NULL with %BS_LAYOUT_ERROR_FORMAT. */
BsPageFormat *bs_page_format_read (const char *name, const char *file, GBytes *bytes, GError **error);

G_END_DECLS
