/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a node lies in memory. For the files that make nodes (bs-node*.c, bs-json-reader.c) only.
 */
#pragma once

#include "bs-node.h"

G_BEGIN_DECLS

/* Where an "id" stands in an array; shared by arrays that differ in other members only. */
typedef struct
{
  gatomicrefcount ref_count;
  GHashTable *positions; /* borrowed from @ids -> index */
  GPtrArray *ids;        /* owned string nodes */
} BsIdIndex;

typedef struct
{
  /* A GRefString, owned. Not an interned one: GLib 2.74 lets a thread take such a name anew while
   * another thread is dropping the last use of it. */
  char *key;
  BsNode *value;
} BsNodeMember;

struct _BsNode
{
  gatomicrefcount ref_count;
  guint8 kind;
  guint8 height; /* 0 for a leaf, 1 above the highest child; saturates */
  guint length;  /* bytes, elements or members */

  union
  {
    gboolean boolean;
    gint64 integer;
    struct
    {
      double value;
      char *spelling; /* as the file had it, or NULL */
    } real;
    struct
    {
      BsIdIndex *index; /* made when first asked for; atomic */
      BsNode *elements[];
    } array;
    struct
    {
      char dummy; /* a flexible array may not stand alone in a union's struct */
      BsNodeMember members[];
    } object;
    char string[1];
  } value;
};

/* Arrays shorter than this are searched one by one. */
#define BS_ID_INDEX_MINIMUM 24

BsNode *bs_node_new_spelled_double (double value, const char *spelling, gsize length);
BsNode *bs_node_new_string_length  (const char *text, gsize length);
/* These take the values (and keys); the vectors themselves stay the caller's. */
BsNode *bs_node_new_array_take     (BsNode *const *elements, guint length);
BsNode *bs_node_new_object_take    (const BsNodeMember *members, guint length);
const char *bs_node_get_spelling   (const BsNode *node);
gsize   bs_node_get_string_length  (const BsNode *node);
int     bs_node_index_of_key       (const BsNode *node, const char *key);
BsNode *bs_node_with_member_at     (const BsNode *node, const char *key, const BsNode *value,
                                    int position);
guint   bs_node_get_height         (const BsNode *node);

/* Changing what only the caller has. */
gboolean bs_node_is_unshared       (const BsNode *node); /* one reference */
/* @child (transfer full) comes to stand at @index of @node, an unshared object or array, in place of
 * what is there; returns @node (transfer full). @child may be what is there, changed itself. */
BsNode *bs_node_put                (BsNode *node, guint index, BsNode *child);

/* Paths. */
GStrv   bs_path_split              (const char *path); /* NULL if it is no path; steps unescaped */
void    bs_path_append_step        (GString *path, const char *step); /* escapes it */
int     bs_node_find_step          (const BsNode *node, const char *step); /* index, or -1 */

G_END_DECLS
