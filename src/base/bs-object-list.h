/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A GListModel that is given all its items anew: of a folder that was read, of a document that
 * changed. What stays the same object stays a row, selected and in view. A base class; only the
 * types that derive from it change what is in it.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BS_TYPE_OBJECT_LIST (bs_object_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (BsObjectList, bs_object_list, BS, OBJECT_LIST, GObject)

struct _BsObjectListClass
{
  GObjectClass parent_class;

  GType item_type;
};

guint    bs_object_list_get_length (BsObjectList *self);
gpointer bs_object_list_get        (BsObjectList *self, guint position); /* borrowed */
gboolean bs_object_list_find       (BsObjectList *self, gpointer item, guint *position);
void     bs_object_list_insert     (BsObjectList *self, guint position, gpointer item); /* takes a reference */
void     bs_object_list_remove     (BsObjectList *self, guint position);
/* Takes @items, GObjects that it frees; tells what differs from those it had. */
void     bs_object_list_take       (BsObjectList *self, GPtrArray *items);

G_END_DECLS
