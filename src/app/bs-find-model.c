/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-find-model.h"

#include "bs-config.h"

#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A story and its hits. */
typedef struct
{
  guint position; /* of its row */
  guint first;    /* of its hits */
  guint n;
} Group;

struct _BsFindModel
{
  GObject parent_instance;

  BsFindResult *result; /* NULL: nothing */
  BsFinder *finder;
  BsNode *issue;
  char *replacement;
  GArray *groups;
  GHashTable *shown;    /* position -> BsFindItem, while somebody has it; not owned */
  GHashTable *left_out; /* "path@offset" of hits that were ticked off */
};

enum
{
  CHOICE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BsFindModel, bs_find_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static BsFindHit *
get_hit (BsFindModel *self, guint index)
{
  return g_ptr_array_index (self->result->hits, index);
}

static char *
dup_key (const BsFindHit *hit)
{
  return g_strdup_printf ("%s@%zu", hit->path, hit->offset);
}

static gboolean
is_chosen (BsFindModel *self, const BsFindHit *hit)
{
  g_autofree char *key = NULL;

  if (g_hash_table_size (self->left_out) == 0)
    return TRUE;
  key = dup_key (hit);

  return !g_hash_table_contains (self->left_out, key);
}

/* The last group that begins at @position or before. */
static const Group *
find_group (BsFindModel *self, guint position)
{
  guint low = 0;
  guint high = self->groups->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->groups, Group, middle).position <= position)
        low = middle;
      else
        high = middle;
    }

  return &g_array_index (self->groups, Group, low);
}

static guint
count_rows (BsFindModel *self)
{
  return self->result != NULL ? self->result->hits->len + self->groups->len : 0;
}

/* --- Rows --- */

static void
item_gone (gpointer data, GObject *item)
{
  BsFindModel *self = data;
  GHashTableIter iter;
  gpointer shown;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &shown))
    if (shown == item)
      {
        g_hash_table_iter_remove (&iter);
        return;
      }
}

static void
chosen_changed (BsFindItem *item, GParamSpec *pspec G_GNUC_UNUSED, BsFindModel *self)
{
  g_autofree char *key = dup_key (bs_find_item_get_hit (item));

  if (bs_find_item_get_chosen (item))
    g_hash_table_remove (self->left_out, key);
  else
    g_hash_table_add (self->left_out, g_steal_pointer (&key));
  g_signal_emit (self, signals[CHOICE_CHANGED], 0);
}

static const char *
get_headline (BsFindModel *self, const char *story)
{
  const char *headline = bs_node_get_text (bs_issue_get_story (self->issue, story), "headline");

  if (*story == '\0')
    return _ ("Photos Without a Story");

  return *headline != '\0' ? headline : _ ("Untitled Story");
}

static BsFindItem *
make_item (BsFindModel *self, guint position)
{
  const Group *group = find_group (self, position);
  g_autofree char *expanded = NULL;
  BsFindHit *hit;
  BsFindItem *item;

  if (position == group->position)
    return bs_find_item_new_story (get_headline (self, get_hit (self, group->first)->story),
                                   group->n);

  hit = get_hit (self, group->first + position - group->position - 1);
  if (*self->replacement != '\0')
    expanded = bs_finder_expand (self->finder, hit, self->replacement, NULL);
  item = bs_find_item_new_hit (hit, expanded);
  bs_find_item_set_chosen (item, is_chosen (self, hit));
  g_signal_connect_object (item, "notify::chosen", G_CALLBACK (chosen_changed), self, 0);

  return item;
}

/* Those who look at the same row must have the same item: its tick is shared. */
static gpointer
bs_find_model_get_item (GListModel *model, guint position)
{
  BsFindModel *self = BS_FIND_MODEL (model);
  BsFindItem *item;

  if (position >= count_rows (self))
    return NULL;

  item = g_hash_table_lookup (self->shown, GUINT_TO_POINTER (position));
  if (item != NULL)
    return g_object_ref (item);

  item = make_item (self, position);
  g_hash_table_insert (self->shown, GUINT_TO_POINTER (position), item);
  g_object_weak_ref (G_OBJECT (item), item_gone, self);

  return item;
}

static guint
bs_find_model_get_n_items (GListModel *model)
{
  return count_rows (BS_FIND_MODEL (model));
}

static GType
bs_find_model_get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return BS_TYPE_FIND_ITEM;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item = bs_find_model_get_item;
  iface->get_n_items = bs_find_model_get_n_items;
  iface->get_item_type = bs_find_model_get_item_type;
}

/* Items that somebody still has are no longer ours. */
static void
let_items_go (BsFindModel *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      g_object_weak_unref (item, item_gone, self);
      g_signal_handlers_disconnect_by_func (item, chosen_changed, self);
    }
  g_hash_table_remove_all (self->shown);
}

static void
find_groups (BsFindModel *self)
{
  guint n_hits = self->result != NULL ? self->result->hits->len : 0;

  g_array_set_size (self->groups, 0);
  for (guint i = 0; i < n_hits; i++)
    {
      if (i == 0 || strcmp (get_hit (self, i)->story, get_hit (self, i - 1)->story) != 0)
        {
          Group group = { i + self->groups->len, i, 0 };

          g_array_append_val (self->groups, group);
        }
      g_array_index (self->groups, Group, self->groups->len - 1).n++;
    }
}

/* --- */

static void
bs_find_model_finalize (GObject *object)
{
  BsFindModel *self = BS_FIND_MODEL (object);

  let_items_go (self);
  g_clear_pointer (&self->shown, g_hash_table_unref);
  g_clear_pointer (&self->left_out, g_hash_table_unref);
  g_clear_pointer (&self->groups, g_array_unref);
  g_clear_pointer (&self->result, bs_find_result_free);
  g_clear_pointer (&self->finder, bs_finder_unref);
  g_clear_pointer (&self->issue, bs_node_unref);
  g_clear_pointer (&self->replacement, g_free);

  G_OBJECT_CLASS (bs_find_model_parent_class)->finalize (object);
}

static void
bs_find_model_class_init (BsFindModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_find_model_finalize;

  signals[CHOICE_CHANGED] = g_signal_new ("choice-changed", BS_TYPE_FIND_MODEL, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bs_find_model_init (BsFindModel *self)
{
  self->replacement = g_strdup ("");
  self->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  self->shown = g_hash_table_new (NULL, NULL);
  self->left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

BsFindModel *
bs_find_model_new (void)
{
  return g_object_new (BS_TYPE_FIND_MODEL, NULL);
}

void
bs_find_model_take (BsFindModel *self, BsFindResult *result, BsFinder *finder, const BsNode *issue)
{
  /* Who has an item borrows from the old result until the list has changed. */
  g_autoptr (BsFindResult) old = NULL;
  guint before;

  g_return_if_fail (BS_IS_FIND_MODEL (self));

  before = count_rows (self);
  let_items_go (self);
  old = g_steal_pointer (&self->result);
  self->result = result;
  g_clear_pointer (&self->finder, bs_finder_unref);
  self->finder = finder != NULL ? bs_finder_ref (finder) : NULL;
  g_clear_pointer (&self->issue, bs_node_unref);
  self->issue = issue != NULL ? bs_node_ref ((BsNode *) issue) : NULL;
  find_groups (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, count_rows (self));
}

void
bs_find_model_set_replacement (BsFindModel *self, const char *replacement)
{
  guint n;

  g_return_if_fail (BS_IS_FIND_MODEL (self));

  if (strcmp (self->replacement, replacement) == 0)
    return;

  g_free (self->replacement);
  self->replacement = g_strdup (replacement);
  n = count_rows (self);
  let_items_go (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, n);
}

void
bs_find_model_choose_all (BsFindModel *self)
{
  g_return_if_fail (BS_IS_FIND_MODEL (self));

  g_hash_table_remove_all (self->left_out);
}

gboolean
bs_find_model_is_any_chosen (BsFindModel *self)
{
  g_return_val_if_fail (BS_IS_FIND_MODEL (self), FALSE);

  for (guint i = 0; self->result != NULL && i < self->result->hits->len; i++)
    if (is_chosen (self, get_hit (self, i)))
      return TRUE;

  return FALSE;
}

GPtrArray *
bs_find_model_dup_chosen (BsFindModel *self)
{
  GPtrArray *chosen = g_ptr_array_new ();

  g_return_val_if_fail (BS_IS_FIND_MODEL (self), chosen);

  for (guint i = 0; self->result != NULL && i < self->result->hits->len; i++)
    if (is_chosen (self, get_hit (self, i)))
      g_ptr_array_add (chosen, get_hit (self, i));

  return chosen;
}

gboolean
bs_find_model_is_hit (BsFindModel *self, guint position)
{
  g_return_val_if_fail (BS_IS_FIND_MODEL (self), FALSE);

  return position < count_rows (self) && find_group (self, position)->position != position;
}
