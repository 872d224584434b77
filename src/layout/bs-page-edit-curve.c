/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shapes that were asked for lately: while a box is dragged, every frame asks for the same ones.
 */
#include "layout/bs-copy-shelf-private.h"
#include "layout/bs-page-edit-dress-private.h"

/* About sixteen stories at eight widths, 3 MB. */
#define MOST_CURVES 128
#define CACHE_KEY "broadsheet-dress-curves"

/* One thing at one width. Good as long as what it shows are the same nodes. */
typedef struct
{
  GPtrArray *sources;   /* BsNode, owned references */
  BsPageFormat *format; /* owned */
  guint story_class;
  char *frame;
  GArray *shapes; /* BsShape; their strings are not to be used */
} Curve;

static void
curve_free (Curve *curve)
{
  g_ptr_array_unref (curve->sources);
  bs_page_format_unref (curve->format);
  g_free (curve->frame);
  g_array_unref (curve->shapes);
  g_free (curve);
}

static const BsNode *
get_source (const BsBoard *board, const BsLayoutItem *item, guint index)
{
  if (index == 0 && item->kind == BS_BOX_STORY)
    return item->story;

  return bs_issue_get_photo (board->context->issue, item->refs[index]);
}

static gboolean
is_current (const Curve *curve, const BsBoard *board, const BsLayoutItem *item)
{
  if (curve->sources->len != item->n_refs || curve->format != board->format
      || curve->story_class != item->story_class || g_strcmp0 (curve->frame, item->frame) != 0)
    return FALSE;
  for (guint i = 0; i < item->n_refs; i++)
    if (g_ptr_array_index (curve->sources, i) != get_source (board, item, i))
      return FALSE;

  return TRUE;
}

static Curve *
curve_new (const BsBoard *board, const BsLayoutItem *item, guint columns)
{
  Curve *curve = g_new0 (Curve, 1);
  const GArray *shapes = item->shapes[columns];

  curve->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_node_unref);
  for (guint i = 0; i < item->n_refs; i++)
    g_ptr_array_add (curve->sources, bs_node_ref (get_source (board, item, i)));
  curve->format = bs_page_format_ref (board->format);
  curve->story_class = item->story_class;
  curve->frame = g_strdup (item->frame);
  curve->shapes = g_array_sized_new (FALSE, FALSE, sizeof (BsShape), shapes->len);
  g_array_append_vals (curve->shapes, shapes->data, shapes->len);

  return curve;
}

/* How long a part of a story is depends on boxes elsewhere: that is not kept. */
static gboolean
can_be_kept (const BsBoard *board, const BsLayoutItem *item)
{
  const BsStretch *stretch;

  for (guint i = 0; i < item->n_refs; i++)
    if (get_source (board, item, i) == NULL)
      return FALSE;
  if (item->kind != BS_BOX_STORY)
    return TRUE;
  stretch = bs_copy_get_stretch (
    bs_layout_get_page_copy (board->context->layout, &board->setting, item->story, board->format));

  return stretch->from == NULL && stretch->on == NULL;
}

static GHashTable *
get_curves (BsLayout *layout)
{
  GHashTable *curves = g_object_get_data (G_OBJECT (layout), CACHE_KEY);

  if (curves == NULL)
    {
      curves = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) curve_free);
      g_object_set_data_full (G_OBJECT (layout), CACHE_KEY, curves,
                              (GDestroyNotify) g_hash_table_unref);
    }

  return curves;
}

/* Photos that are gone leave the story; one without any is set without. */
static void
drop_missing_photos (const BsBoard *board, BsLayoutItem *item)
{
  guint n = 1;

  for (guint i = 1; i < item->n_refs; i++)
    if (bs_issue_get_photo (board->context->issue, item->refs[i]) != NULL)
      item->refs[n++] = item->refs[i];
  item->n_refs = n;
}

/**
 * bs_dress_shape_width:
 * @board: a board
 * @item: of bs_dress_new_item()
 * @columns: a width
 *
 * Adds the shapes of that width to @item, and to nothing else of it.
 */
void
bs_dress_shape_width (const BsBoard *board, BsLayoutItem *item, guint columns)
{
  GHashTable *curves = get_curves (board->context->layout);
  g_autofree char *key = NULL;
  const Curve *known;
  gboolean keep;

  if (columns == 0 || columns >= G_N_ELEMENTS (item->shapes) || columns > board->format->n_columns)
    return;
  if (item->kind == BS_BOX_STORY)
    drop_missing_photos (board, item);
  key = g_strdup_printf ("%u %u %s", item->kind, columns, item->refs[0]);
  keep = can_be_kept (board, item);
  known = g_hash_table_lookup (curves, key);
  if (keep && known != NULL && is_current (known, board, item))
    {
      g_array_append_vals (item->shapes[columns], known->shapes->data, known->shapes->len);
      return;
    }
  bs_layout_item_shape_width (item, board->context->layout, &board->setting, board->format,
                              columns);
  if (!keep)
    return;
  if (g_hash_table_size (curves) >= MOST_CURVES)
    g_hash_table_remove_all (curves);
  g_hash_table_replace (curves, g_steal_pointer (&key), curve_new (board, item, columns));
}
