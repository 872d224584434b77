/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-slot-selection.h"

#include "bs-config.h"

/* Up to so many rows come and go as they are: those around them stay where they are in view. */
#define FEW 32

/* --- A slot --- */

struct _BsSlot
{
  GObject parent_instance;

  gpointer item;
};

G_DEFINE_FINAL_TYPE (BsSlot, bs_slot, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
bs_slot_finalize (GObject *object)
{
  g_clear_object (&BS_SLOT (object)->item);

  G_OBJECT_CLASS (bs_slot_parent_class)->finalize (object);
}

static void
bs_slot_class_init (BsSlotClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_slot_finalize;

  signals[CHANGED] = g_signal_new ("changed", BS_TYPE_SLOT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
bs_slot_init (BsSlot *self G_GNUC_UNUSED)
{
}

gpointer
bs_slot_get_item (BsSlot *self)
{
  g_return_val_if_fail (BS_IS_SLOT (self), NULL);

  return self->item;
}

/* --- The selection --- */

struct _BsSlotSelection
{
  GObject parent_instance;

  GtkSelectionModel *model;
  GPtrArray *slots; /* as long as the model; NULL: nobody has asked for it */
};

static GType
get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return BS_TYPE_SLOT;
}

static guint
get_n_items (GListModel *model)
{
  return BS_SLOT_SELECTION (model)->slots->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  BsSlotSelection *self = BS_SLOT_SELECTION (model);
  BsSlot *slot;

  if (position >= self->slots->len)
    return NULL;

  if (self->slots->pdata[position] == NULL)
    {
      slot = g_object_new (BS_TYPE_SLOT, NULL);
      slot->item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
      self->slots->pdata[position] = slot;
    }

  return g_object_ref (self->slots->pdata[position]);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_is_selected (BS_SLOT_SELECTION (model)->model, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_selection_model_get_selection_in_range (BS_SLOT_SELECTION (model)->model, position,
                                                     n_items);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  return gtk_selection_model_set_selection (BS_SLOT_SELECTION (model)->model, selected, mask);
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  return gtk_selection_model_select_item (BS_SLOT_SELECTION (model)->model, position,
                                          unselect_rest);
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_unselect_item (BS_SLOT_SELECTION (model)->model, position);
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BsSlotSelection, bs_slot_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                        selection_model_init))

/* --- Keeping up --- */

static void
clear_slot (BsSlotSelection *self, guint position)
{
  g_clear_object (&self->slots->pdata[position]);
}

/* Those that a row shows are told; the others are made again when somebody asks for them. */
static void
exchange (BsSlotSelection *self, guint position, guint n_items)
{
  for (guint i = position; i < position + n_items; i++)
    {
      BsSlot *slot = self->slots->pdata[i];
      gpointer before;

      if (slot == NULL)
        continue;
      if (!g_signal_has_handler_pending (slot, signals[CHANGED], 0, FALSE))
        {
          clear_slot (self, i);
          continue;
        }
      before = slot->item;
      slot->item = g_list_model_get_item (G_LIST_MODEL (self->model), i);
      if (slot->item != before)
        g_signal_emit (slot, signals[CHANGED], 0);
      g_object_unref (before);
    }
}

static void
splice (BsSlotSelection *self, guint position, guint removed, guint added)
{
  if (removed > 0)
    {
      for (guint i = 0; i < removed; i++)
        clear_slot (self, position + i);
      g_ptr_array_remove_range (self->slots, position, removed);
    }
  if (added > 0)
    {
      guint behind = self->slots->len - position;

      g_ptr_array_set_size (self->slots, (int) (self->slots->len + added));
      memmove (self->slots->pdata + position + added, self->slots->pdata + position,
               behind * sizeof (gpointer));
      memset (self->slots->pdata + position, 0, added * sizeof (gpointer));
    }
}

/* An item that only goes elsewhere takes its slot, and so its row, along. */
static void
move (BsSlotSelection *self, guint position, guint removed, guint added)
{
  g_autoptr (GHashTable) slots = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);

  for (guint i = position; i < position + removed; i++)
    {
      BsSlot *slot = g_steal_pointer (&self->slots->pdata[i]);

      if (slot != NULL)
        g_hash_table_insert (slots, slot->item, slot);
    }
  splice (self, position, removed, added);
  for (guint i = position; i < position + added && g_hash_table_size (slots) > 0; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->model), i);

      g_hash_table_steal_extended (slots, item, NULL, &self->slots->pdata[i]);
    }
}

static void
items_changed (BsSlotSelection *self, guint position, guint removed, guint added)
{
  guint kept = removed + added > FEW ? MIN (removed, added) : 0;

  if (removed + added > FEW)
    {
      splice (self, position + kept, removed - kept, added - kept);
      exchange (self, position, kept);
    }
  else
    move (self, position, removed, added);
  if (removed > kept || added > kept)
    g_list_model_items_changed (G_LIST_MODEL (self), position + kept, removed - kept, added - kept);
  if (kept > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, kept);
}

static void
bs_slot_selection_dispose (GObject *object)
{
  BsSlotSelection *self = BS_SLOT_SELECTION (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  for (guint i = 0; i < self->slots->len; i++)
    clear_slot (self, i);

  G_OBJECT_CLASS (bs_slot_selection_parent_class)->dispose (object);
}

static void
bs_slot_selection_finalize (GObject *object)
{
  g_ptr_array_unref (BS_SLOT_SELECTION (object)->slots);

  G_OBJECT_CLASS (bs_slot_selection_parent_class)->finalize (object);
}

static void
bs_slot_selection_class_init (BsSlotSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bs_slot_selection_dispose;
  G_OBJECT_CLASS (klass)->finalize = bs_slot_selection_finalize;
}

static void
bs_slot_selection_init (BsSlotSelection *self)
{
  self->slots = g_ptr_array_new ();
}

BsSlotSelection *
bs_slot_selection_new (GtkSelectionModel *model)
{
  BsSlotSelection *self = g_object_new (BS_TYPE_SLOT_SELECTION, NULL);

  self->model = g_object_ref (model);
  g_ptr_array_set_size (self->slots, (int) g_list_model_get_n_items (G_LIST_MODEL (model)));
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (items_changed), self);
  g_signal_connect_swapped (model, "selection-changed",
                            G_CALLBACK (gtk_selection_model_selection_changed), self);

  return self;
}
