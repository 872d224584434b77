/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tree an issue is made of: an immutable, reference-counted JSON value. Objects keep the order
 * of their members, and members nobody knows, so that a file survives a round trip. A new tree
 * shares all unchanged nodes with the old one, which gives every worker thread a snapshot for the
 * price of one reference, and gives every cache its key: as long as a cache holds a reference, the
 * same pointer means the same content. Reference counting is atomic.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  BS_NODE_NULL,
  BS_NODE_BOOLEAN,
  BS_NODE_INTEGER,
  BS_NODE_DOUBLE,
  BS_NODE_STRING,
  BS_NODE_ARRAY,
  BS_NODE_OBJECT
} BsNodeKind;

typedef struct _BsNode BsNode;

#define BS_TYPE_NODE (bs_node_get_type ())
GType bs_node_get_type (void);

BsNode *bs_node_new_null    (void);
BsNode *bs_node_new_boolean (gboolean value);
BsNode *bs_node_new_integer (gint64 value);
BsNode *bs_node_new_double  (double value);
BsNode *bs_node_new_string  (const char *value);
BsNode *bs_node_ref         (const BsNode *node);
void    bs_node_unref       (BsNode *node);

BsNodeKind  bs_node_get_kind    (const BsNode *node);
gboolean    bs_node_get_boolean (const BsNode *node, gboolean fallback);
gint64      bs_node_get_integer (const BsNode *node, gint64 fallback);
double      bs_node_get_double  (const BsNode *node, double fallback);
const char *bs_node_get_string  (const BsNode *node); /* "" where it is not a string */
gboolean    bs_node_equal       (const BsNode *a, const BsNode *b);

/* Arrays and objects; every function accepts NULL and the wrong kind and then finds nothing. */
guint         bs_node_get_length     (const BsNode *node);
const BsNode *bs_node_get_element    (const BsNode *node, guint index);
const char   *bs_node_get_key        (const BsNode *node, guint index);
const BsNode *bs_node_get_member     (const BsNode *node, const char *key);
const char   *bs_node_get_text       (const BsNode *node, const char *key); /* "" if absent */
gint64        bs_node_get_number     (const BsNode *node, const char *key, gint64 fallback);
gboolean      bs_node_get_flag       (const BsNode *node, const char *key, gboolean fallback);
/* element whose "id" is @id */
const BsNode *bs_node_find_by_id     (const BsNode *array, const char *id);
int           bs_node_index_of_id    (const BsNode *array, const char *id); /* -1 if none */

/* Path: "/stories/s3/paragraphs/p2/text". A step into an array is an element's "id", or its index
 * in digits. "~1" is a slash, "~0" a tilde, as in JSON Pointer (RFC 6901, 3). */
const BsNode *bs_node_lookup (const BsNode *root, const char *path);

/* Building. A builder owns what it is given until _end, which returns the finished node. */
typedef struct _BsNodeBuilder BsNodeBuilder;

BsNodeBuilder *bs_node_builder_new_object (void);
BsNodeBuilder *bs_node_builder_new_array  (void);
void           bs_node_builder_set        (BsNodeBuilder *builder, const char *key,
                                           BsNode *value /* transfer full */);
void           bs_node_builder_set_text   (BsNodeBuilder *builder, const char *key,
                                           const char *value /* NULL or "" leaves it out */);
void           bs_node_builder_set_number (BsNodeBuilder *builder, const char *key, gint64 value);
void           bs_node_builder_set_flag   (BsNodeBuilder *builder, const char *key, gboolean value);
void           bs_node_builder_set_list   (BsNodeBuilder *builder, const char *key,
                                           BsNodeBuilder *list /* an empty one is left out */);
void           bs_node_builder_add        (BsNodeBuilder *builder,
                                           BsNode *value /* transfer full */);
BsNode        *bs_node_builder_end        (BsNodeBuilder *builder); /* frees the builder */
void           bs_node_builder_free       (BsNodeBuilder *builder);

/* New trees from old ones; @node is untouched. @value is (transfer none). */
BsNode *bs_node_with_member   (const BsNode *node, const char *key,
                               const BsNode *value /* NULL removes */);
BsNode *bs_node_with_inserted (const BsNode *array, guint index, const BsNode *value);
BsNode *bs_node_with_removed  (const BsNode *array, guint index);
BsNode *bs_node_with_replaced (const BsNode *array, guint index, const BsNode *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsNode, bs_node_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsNodeBuilder, bs_node_builder_free)

G_END_DECLS
