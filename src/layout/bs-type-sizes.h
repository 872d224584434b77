/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sizes of type that have a name, such as 五号: read from tables/type-sizes.table, used by
 * styles in page formats and issues and offered by the application. Immutable once read.
 */
#pragma once

#include "base/bs-environment.h"
#include "base/bs-unit.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* interned */
  BsUnit size;
} BsTypeSize;

/* Element-type BsTypeSize, largest first; empty where there is no such table. */
GArray     *bs_type_sizes_read     (BsEnvironment *environment, GError **error);
BsUnit      bs_type_sizes_find     (const GArray *sizes, const char *name); /* 0: none of that name */
const char *bs_type_sizes_get_name (const GArray *sizes, BsUnit size);      /* NULL: it has none */
char       *bs_type_sizes_dup_list (const GArray *sizes);                   /* "初号, 小初, …" */

G_END_DECLS
