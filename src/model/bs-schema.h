/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an issue's members must be: the rules of the file format, from which the published JSON
 * Schema (data/schema) is written. Says where in the document a rule is broken and what was
 * expected. Knows nothing of files.
 */
#pragma once

#include "bs-model-error.h"
#include "bs-node.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *indices;  /* guint: the way from the root to the node, for bs_json_find_line() */
  GString *path;    /* "/stories/s3/priority" */
  char *expected;   /* translated */
} BsSchemaFault;

/* FALSE: @version is not of the form "1.2". */
gboolean bs_schema_read_version (const char *version, guint64 *major, guint64 *minor);

void    bs_schema_fault_clear  (BsSchemaFault *fault);

/* FALSE, with @fault filled in, where @issue breaks a rule. @lenient: values of lists that a later
 * minor version may have lengthened pass. */
gboolean bs_schema_check        (const BsNode *issue, gboolean lenient, BsSchemaFault *fault);
/* The same for what differs between @old, which is good, and @issue: the cost is that of the
 * change. */
gboolean bs_schema_check_change (const BsNode *old, const BsNode *issue, gboolean lenient,
                                 BsSchemaFault *fault);
/* Where a new member @key is to stand in @parent, which @steps (a path) lead to with their last
 * step left off. */
int      bs_schema_place_member (char *const *steps, const BsNode *parent, const char *key);
/* The JSON Schema that says the same. */
BsNode  *bs_schema_to_json_schema (void);

/* The same for a publication's template (bs-template.h). */
gboolean bs_schema_check_template (const BsNode *root, gboolean lenient, BsSchemaFault *fault);
BsNode  *bs_schema_template_to_json_schema (void);

G_END_DECLS
