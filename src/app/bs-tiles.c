/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-tiles.h"

#include "bs-config.h"
#include "bs-list-change.h"
#include "bs-texture-job.h"

#include <math.h>

#define TILE_SIZE 512
/* 0.75 MiB each: textures kept beyond what is seen, for scrolling back. */
#define MAX_TILES 96

typedef struct
{
  GdkTexture *texture;
  guint64 drawn;  /* generation of the list in the texture */
  guint64 wanted; /* generation that would be right */
  gboolean in_work;
  guint64 seen; /* number of the snapshot that used it last */
} Tile;

typedef struct
{
  double scale; /* 0: an empty layer */
  int columns;
  int rows;
  int width; /* of the page, pixels */
  int height;
  guint serial;
  Tile *tiles;
} Layer;

struct _BsTiles
{
  GObject parent_instance;

  BsTilesReady ready;
  gpointer data;

  BsDisplayList *list;
  BsRenderer *renderer;
  GCancellable *cancellable; /* of the jobs of this scale */
  guint64 generation;
  guint64 snapshots;
  gboolean settled;

  Layer front;
  Layer under; /* the scale before, shown until the front covers what is seen */
};

G_DEFINE_FINAL_TYPE (BsTiles, bs_tiles, G_TYPE_OBJECT)

typedef struct
{
  BsTiles *tiles;
  guint serial;
  int index;
  guint64 generation;
} TileJob;

static void
tile_job_free (TileJob *job)
{
  g_clear_object (&job->tiles);
  g_free (job);
}

static void
layer_clear (Layer *layer)
{
  for (int i = 0; i < layer->columns * layer->rows; i++)
    g_clear_object (&layer->tiles[i].texture);
  g_clear_pointer (&layer->tiles, g_free);
  layer->columns = 0;
  layer->rows = 0;
  layer->scale = 0;
}

static void
layer_make (Layer *layer, BsDisplayList *list, double scale, guint64 generation)
{
  static guint serial;

  layer->scale = scale;
  layer->width = (int) ceil (bs_unit_to_points (bs_display_list_get_width (list)) * scale);
  layer->height = (int) ceil (bs_unit_to_points (bs_display_list_get_height (list)) * scale);
  layer->columns = (layer->width + TILE_SIZE - 1) / TILE_SIZE;
  layer->rows = (layer->height + TILE_SIZE - 1) / TILE_SIZE;
  layer->serial = ++serial;
  layer->tiles = g_new0 (Tile, layer->columns * layer->rows);
  for (int i = 0; i < layer->columns * layer->rows; i++)
    layer->tiles[i].wanted = generation;
}

static void
tile_done (GdkTexture *texture, gpointer data)
{
  TileJob *job = data;
  BsTiles *self = job->tiles;
  Tile *tile;

  if (job->serial != self->front.serial || self->front.tiles == NULL)
    return;

  tile = &self->front.tiles[job->index];
  tile->in_work = FALSE;
  if (texture != NULL)
    {
      g_set_object (&tile->texture, texture);
      tile->drawn = job->generation;
    }
  if (self->ready != NULL)
    self->ready (self->data);
}

static void
tile_bounds (const Layer *layer, int index, int *x, int *y, int *width, int *height)
{
  *x = index % layer->columns * TILE_SIZE;
  *y = index / layer->columns * TILE_SIZE;
  *width = MIN (TILE_SIZE, layer->width - *x);
  *height = MIN (TILE_SIZE, layer->height - *y);
}

static void
start_tile (BsTiles *self, int index)
{
  Layer *layer = &self->front;
  BsTextureRequest request = { self->renderer, self->list, { 0 }, layer->scale, 0, 0 };
  TileJob *job;
  int x;
  int y;

  if (self->cancellable == NULL)
    self->cancellable = g_cancellable_new ();

  tile_bounds (layer, index, &x, &y, &request.width, &request.height);
  request.area.x = bs_unit_from_points (x / layer->scale);
  request.area.y = bs_unit_from_points (y / layer->scale);
  request.area.width = bs_unit_from_points (request.width / layer->scale);
  request.area.height = bs_unit_from_points (request.height / layer->scale);

  job = g_new0 (TileJob, 1);
  job->tiles = g_object_ref (self);
  job->serial = layer->serial;
  job->index = index;
  job->generation = self->generation;
  layer->tiles[index].in_work = TRUE;

  bs_texture_job_push (&request, self->cancellable, tile_done, job, (GDestroyNotify) tile_job_free);
}

static void
snapshot_layer (Layer *layer, GtkSnapshot *snapshot, double zoom, const graphene_rect_t *visible)
{
  double ratio = zoom / layer->scale;

  for (int i = 0; i < layer->columns * layer->rows; i++)
    {
      graphene_rect_t bounds;
      int x;
      int y;
      int width;
      int height;

      if (layer->tiles[i].texture == NULL)
        continue;
      tile_bounds (layer, i, &x, &y, &width, &height);
      graphene_rect_init (&bounds, (float) (x * ratio), (float) (y * ratio),
                          (float) (width * ratio), (float) (height * ratio));
      if (graphene_rect_intersection (&bounds, visible, NULL))
        gtk_snapshot_append_texture (snapshot, layer->tiles[i].texture, &bounds);
    }
}

/* Asks for what is seen and not right; returns whether all of it is there, be it old. */
static gboolean
want_visible (BsTiles *self, double zoom, const graphene_rect_t *visible)
{
  Layer *layer = &self->front;
  double ratio = layer->scale / zoom;
  int left = MAX (0, (int) floor (visible->origin.x * ratio / TILE_SIZE));
  int top = MAX (0, (int) floor (visible->origin.y * ratio / TILE_SIZE));
  int right = MIN (layer->columns - 1,
                   (int) floor ((visible->origin.x + visible->size.width) * ratio / TILE_SIZE));
  int bottom = MIN (layer->rows - 1,
                    (int) floor ((visible->origin.y + visible->size.height) * ratio / TILE_SIZE));
  gboolean complete = TRUE;

  for (int row = top; row <= bottom; row++)
    for (int column = left; column <= right; column++)
      {
        int index = row * layer->columns + column;
        Tile *tile = &layer->tiles[index];

        tile->seen = self->snapshots;
        if (tile->texture == NULL)
          complete = FALSE;
        if (tile->texture != NULL && tile->drawn >= tile->wanted)
          continue;
        self->settled = FALSE;
        if (!tile->in_work)
          start_tile (self, index);
      }

  return complete;
}

static void
evict (Layer *layer, guint64 snapshots)
{
  int kept = 0;

  for (int i = 0; i < layer->columns * layer->rows; i++)
    if (layer->tiles[i].texture != NULL)
      kept++;
  for (int i = 0; kept > MAX_TILES && i < layer->columns * layer->rows; i++)
    if (layer->tiles[i].texture != NULL && layer->tiles[i].seen != snapshots)
      {
        g_clear_object (&layer->tiles[i].texture);
        kept--;
      }
}

static void
bs_tiles_dispose (GObject *object)
{
  bs_tiles_stop (BS_TILES (object));

  G_OBJECT_CLASS (bs_tiles_parent_class)->dispose (object);
}

static void
bs_tiles_class_init (BsTilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bs_tiles_dispose;
}

static void
bs_tiles_init (BsTiles *self)
{
}

/**
 * bs_tiles_new:
 * @ready: called when a texture has come and a new snapshot would show it
 *
 * Returns: (transfer full): tiles of no page
 */
BsTiles *
bs_tiles_new (BsTilesReady ready, gpointer data)
{
  BsTiles *self = g_object_new (BS_TYPE_TILES, NULL);

  self->ready = ready;
  self->data = data;

  return self;
}

static void
mark_area (BsTiles *self, const BsRect *area)
{
  Layer *layer = &self->front;

  for (int i = 0; i < layer->columns * layer->rows; i++)
    {
      int x;
      int y;
      int width;
      int height;
      double scale = layer->scale;

      tile_bounds (layer, i, &x, &y, &width, &height);
      if (x < bs_unit_to_points (bs_rect_right (area)) * scale + 1
          && y < bs_unit_to_points (bs_rect_bottom (area)) * scale + 1
          && x + width > bs_unit_to_points (area->x) * scale - 1
          && y + height > bs_unit_to_points (area->y) * scale - 1)
        layer->tiles[i].wanted = self->generation;
    }
}

/* The same page, changed a little, keeps what did not change; another page starts afresh. */
void
bs_tiles_set_list (BsTiles *self, BsDisplayList *list, BsRenderer *renderer)
{
  g_autoptr (BsDisplayList) before = NULL;
  BsRect area;
  double scale;
  gboolean same_page;

  g_return_if_fail (BS_IS_TILES (self));

  if (list == self->list && renderer == self->renderer)
    return;

  before = g_steal_pointer (&self->list);
  self->list = list != NULL ? bs_display_list_ref (list) : NULL;
  g_set_object (&self->renderer, renderer);
  self->generation++;

  same_page = before != NULL && list != NULL
              && g_strcmp0 (bs_display_list_get_page (before), bs_display_list_get_page (list)) == 0
              && bs_display_list_get_width (before) == bs_display_list_get_width (list)
              && bs_display_list_get_height (before) == bs_display_list_get_height (list);
  if (same_page && self->front.scale > 0)
    {
      if (bs_list_change_find (before, list, &area))
        mark_area (self, &area);
      return;
    }

  scale = self->front.scale;
  layer_clear (&self->front);
  layer_clear (&self->under);
  if (scale > 0)
    bs_tiles_set_scale (self, scale);
}

void
bs_tiles_set_scale (BsTiles *self, double scale)
{
  g_return_if_fail (BS_IS_TILES (self));
  g_return_if_fail (scale > 0);

  if (self->front.scale == scale && self->front.tiles != NULL)
    return;
  if (self->list == NULL)
    {
      self->front.scale = scale;
      return;
    }

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->front.tiles != NULL && (self->settled || self->under.tiles == NULL))
    {
      layer_clear (&self->under);
      self->under = self->front;
      self->front = (Layer){ 0 };
    }
  layer_clear (&self->front);
  layer_make (&self->front, self->list, scale, self->generation);
  self->settled = FALSE;
}

void
bs_tiles_prepare (BsTiles *self, double zoom, const graphene_rect_t *visible)
{
  g_return_if_fail (BS_IS_TILES (self));

  if (self->list != NULL && self->front.tiles != NULL)
    want_visible (self, zoom, visible);
}

void
bs_tiles_snapshot (BsTiles *self, GtkSnapshot *snapshot, double zoom,
                   const graphene_rect_t *visible)
{
  gboolean complete;

  g_return_if_fail (BS_IS_TILES (self));

  if (self->list == NULL || self->front.tiles == NULL)
    return;

  self->snapshots++;
  self->settled = TRUE;
  complete = want_visible (self, zoom, visible);

  if (!complete && self->under.tiles != NULL)
    snapshot_layer (&self->under, snapshot, zoom, visible);
  else
    layer_clear (&self->under);
  snapshot_layer (&self->front, snapshot, zoom, visible);
  evict (&self->front, self->snapshots);
}

gboolean
bs_tiles_is_settled (BsTiles *self)
{
  g_return_val_if_fail (BS_IS_TILES (self), FALSE);

  return self->settled && self->list != NULL;
}

/* No call of ready comes after this. */
void
bs_tiles_stop (BsTiles *self)
{
  g_return_if_fail (BS_IS_TILES (self));

  self->ready = NULL;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  layer_clear (&self->front);
  layer_clear (&self->under);
  g_clear_pointer (&self->list, bs_display_list_unref);
  g_clear_object (&self->renderer);
}
