/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON text from and to nodes. Strict (RFC 8259, UTF-8, no duplicate keys), bounded in size, depth
 * and number of values before anything is built, and exact: numbers keep their spelling, members
 * their order. Also for other JSON files than issues.
 */
#pragma once

#include "bs-model-error.h"
#include "bs-node.h"

G_BEGIN_DECLS

#define BS_JSON_MAX_SIZE (256 * 1024 * 1024) /* bytes */
#define BS_JSON_MAX_DEPTH 64                 /* brackets inside brackets */
#define BS_JSON_MAX_VALUES (8 * 1000 * 1000)

typedef enum
{
  BS_JSON_LINES,  /* one field a line, indented by two spaces, newline at the end: for files */
  BS_JSON_COMPACT /* all on one line, no newline */
} BsJsonStyle;

BsNode *bs_json_parse  (const char *name, const char *text, gsize length, GError **error);
/* With another limit than BS_JSON_MAX_DEPTH. */
BsNode *bs_json_parse_deep (const char *name, const char *text, gsize length, guint max_depth,
                            GError **error);
char   *bs_json_write  (const BsNode *node, BsJsonStyle style, gsize *length);
/* As one value, in quotation marks; @text: UTF-8. For those who write many small objects. */
void    bs_json_append_text   (GString *out, const char *text);
void    bs_json_append_number (GString *out, gint64 number);
/* The line (from 1) on which the value stands that is reached from the root by @indices: element
 * or member numbers. @text must have been parsed without error. */
guint   bs_json_find_line (const char *text, gsize length, const guint *indices, guint n_indices);

G_END_DECLS
