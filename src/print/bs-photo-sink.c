/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-photo-sink.h"

#include <math.h>
#include <string.h>

typedef enum
{
  SIDE_LEFT,
  SIDE_TOP,
  SIDE_RIGHT,
  SIDE_BOTTOM
} Side;

/* TIFF 6.0, section 8, Orientation: which side of the upright picture the first stored row and
 * column are. */
static const struct
{
  Side row;
  Side column;
} orientations[] = {
  { SIDE_TOP, SIDE_LEFT },     { SIDE_TOP, SIDE_LEFT },     { SIDE_TOP, SIDE_RIGHT },
  { SIDE_BOTTOM, SIDE_RIGHT }, { SIDE_BOTTOM, SIDE_LEFT },  { SIDE_LEFT, SIDE_TOP },
  { SIDE_RIGHT, SIDE_TOP },    { SIDE_RIGHT, SIDE_BOTTOM }, { SIDE_LEFT, SIDE_BOTTOM },
};

typedef struct
{
  guint first; /* source pixel where this target pixel begins */
  guint n;
  float first_weight;
  float last_weight;
} Span;

struct _BsPhotoSink
{
  guint orientation;
  guint crops[4];  /* per mille as stored, by Side */
  guint max_width; /* as stored */
  guint max_height;
  guint full_width; /* as stored, before any reduction */
  guint full_height;

  guint x, y, width, height; /* what is kept of the rows that come */
  guint channels;
  guint row;     /* next to come */
  guint out_row; /* being averaged */
  Span *columns; /* NULL: as many pixels out as in */
  Span *rows;
  float *sums;
  BsPhoto *photo;
};

static Side
opposite (Side side)
{
  return (side + 2) % 4;
}

/**
 * bs_photo_sink_new:
 * @info: upright
 * @wish: of the upright picture
 *
 * Returns: (transfer full): a sink, to be begun when the size of the rows is known
 */
BsPhotoSink *
bs_photo_sink_new (const BsPictureInfo *info, const BsPhotoWish *wish)
{
  BsPhotoSink *self = g_new0 (BsPhotoSink, 1);
  const guint upright[4] = { wish->crop_left, wish->crop_top, wish->crop_right, wish->crop_bottom };
  gboolean turned;
  Side row, column;

  self->orientation = CLAMP (info->orientation, 1, 8);
  row = orientations[self->orientation].row;
  column = orientations[self->orientation].column;
  turned = row == SIDE_LEFT || row == SIDE_RIGHT;

  self->crops[SIDE_TOP] = MIN (upright[row], 999);
  self->crops[SIDE_BOTTOM] = MIN (upright[opposite (row)], 999);
  self->crops[SIDE_LEFT] = MIN (upright[column], 999);
  self->crops[SIDE_RIGHT] = MIN (upright[opposite (column)], 999);
  self->max_width = turned ? wish->max_height : wish->max_width;
  self->max_height = turned ? wish->max_width : wish->max_height;
  self->full_width = turned ? info->height : info->width;
  self->full_height = turned ? info->width : info->height;

  return self;
}

/**
 * bs_photo_sink_free:
 * @self: (transfer full): a sink; what it made of the picture goes too
 */
void
bs_photo_sink_free (BsPhotoSink *self)
{
  g_clear_pointer (&self->columns, g_free);
  g_clear_pointer (&self->rows, g_free);
  g_clear_pointer (&self->sums, g_free);
  g_clear_pointer (&self->photo, bs_photo_free);
  g_free (self);
}

/* What is left of @size when per mille @before and @after are cut off: at least one pixel. */
static void
crop (guint size, guint before, guint after, guint *start, guint *left)
{
  guint end = size - (guint) ((guint64) size * after / 1000);

  *start = MIN ((guint) ((guint64) size * before / 1000), size - 1);
  *left = MAX (end, *start + 1) - *start;
}

/**
 * bs_photo_sink_get_reduction:
 *
 * Returns: by how much a decoder may bring the picture down itself without losing what is wanted
 */
guint
bs_photo_sink_get_reduction (const BsPhotoSink *self)
{
  guint start, width, height, reduction = 8;

  if (self->max_width == 0 || self->max_height == 0)
    return 1;
  crop (self->full_width, self->crops[SIDE_LEFT], self->crops[SIDE_RIGHT], &start, &width);
  crop (self->full_height, self->crops[SIDE_TOP], self->crops[SIDE_BOTTOM], &start, &height);
  while (reduction > 1
         && (width / reduction < self->max_width || height / reduction < self->max_height))
    reduction /= 2;

  return reduction;
}

static Span *
make_spans (guint from, guint to)
{
  Span *spans = g_new (Span, to);
  double step = (double) from / to;

  for (guint i = 0; i < to; i++)
    {
      double start = i * step;
      double end = MIN ((i + 1) * step, (double) from);
      guint first = MIN ((guint) floor (start), from - 1);
      guint last = MIN ((guint) ceil (end), from);

      spans[i] = (Span){ first, MAX (last, first + 1) - first, (float) (first + 1 - start),
                         (float) (end - (last - 1)) };
      if (spans[i].n == 1)
        spans[i].first_weight = spans[i].last_weight = (float) (end - start);
    }

  return spans;
}

/**
 * bs_photo_sink_begin:
 * @width: of the rows that will come, as stored
 * @channels: 8 bits each
 */
void
bs_photo_sink_begin (BsPhotoSink *self, guint width, guint height, guint channels)
{
  guint out_width, out_height;

  crop (width, self->crops[SIDE_LEFT], self->crops[SIDE_RIGHT], &self->x, &self->width);
  crop (height, self->crops[SIDE_TOP], self->crops[SIDE_BOTTOM], &self->y, &self->height);
  self->channels = channels;
  out_width = self->max_width > 0 ? MIN (self->width, self->max_width) : self->width;
  out_height = self->max_height > 0 ? MIN (self->height, self->max_height) : self->height;

  if (self->photo == NULL)
    self->photo = g_new0 (BsPhoto, 1);
  self->photo->width = out_width;
  self->photo->height = out_height;
  self->photo->channels = channels;
  self->photo->data = g_malloc ((gsize) out_width * out_height * channels);
  if (out_width < self->width || out_height < self->height)
    {
      self->columns = make_spans (self->width, out_width);
      self->rows = make_spans (self->height, out_height);
      self->sums = g_new0 (float, (gsize) out_width *channels);
    }
}

static void
add_row (BsPhotoSink *self, const guint8 *row, float weight)
{
  guint channels = self->channels;
  float *sum = self->sums;

  for (guint i = 0; i < self->photo->width; i++)
    {
      const Span *span = &self->columns[i];
      const guint8 *pixel = row + (gsize) span->first * channels;

      for (guint c = 0; c < channels; c++, sum++)
        {
          float value = pixel[c] * span->first_weight;

          for (guint j = 1; j + 1 < span->n; j++)
            value += pixel[j * channels + c];
          if (span->n > 1)
            value += pixel[(span->n - 1) * channels + c] * span->last_weight;
          *sum += value * weight;
        }
    }
}

static void
emit_row (BsPhotoSink *self)
{
  guint n = self->photo->width * self->channels;
  guint8 *out = self->photo->data + (gsize) self->out_row * n;
  float scale = (float) self->photo->width * self->photo->height
                / ((float) self->width * self->height);

  for (guint i = 0; i < n; i++)
    {
      out[i] = (guint8) CLAMP (self->sums[i] * scale + 0.5f, 0.0f, 255.0f);
      self->sums[i] = 0;
    }
  self->out_row++;
}

/**
 * bs_photo_sink_row:
 *
 * Rows come from the first stored to the last; those cropped off are passed over here.
 */
void
bs_photo_sink_row (BsPhotoSink *self, const guint8 *row)
{
  const guint8 *kept = row + (gsize) self->x * self->channels;
  guint at = self->row++ - self->y; /* wraps above the crop, and is then large */

  if (at >= self->height)
    return;
  if (self->columns == NULL)
    {
      gsize length = (gsize) self->photo->width * self->channels;

      memcpy (self->photo->data + at * length, kept, length);
      return;
    }

  while (self->out_row < self->photo->height)
    {
      const Span *span = &self->rows[self->out_row];
      guint index = at - span->first;

      if (at < span->first)
        break;
      add_row (self, kept,
               index == 0             ? span->first_weight
               : index + 1 == span->n ? span->last_weight
                                      : 1.0f);
      if (index + 1 < span->n)
        break;
      emit_row (self);
    }
}

void
bs_photo_sink_set_profile (BsPhotoSink *self, const void *data, gsize length)
{
  if (self->photo == NULL)
    self->photo = g_new0 (BsPhoto, 1);
  g_clear_pointer (&self->photo->profile, g_bytes_unref);
  self->photo->profile = g_bytes_new (data, length);
}

static void
turn_upright (BsPhoto *photo, guint orientation)
{
  Side row = orientations[orientation].row;
  Side column = orientations[orientation].column;
  gboolean turned = row == SIDE_LEFT || row == SIDE_RIGHT;
  guint width = turned ? photo->height : photo->width;
  guint height = turned ? photo->width : photo->height;
  guint channels = photo->channels;
  g_autofree guint8 *old = photo->data;
  const guint8 *from = old;

  photo->data = g_malloc ((gsize) width * height * channels);
  for (guint r = 0; r < photo->height; r++)
    for (guint c = 0; c < photo->width; c++, from += channels)
      {
        guint along = row == SIDE_TOP || row == SIDE_LEFT ? r : photo->height - 1 - r;
        guint across = column == SIDE_TOP || column == SIDE_LEFT ? c : photo->width - 1 - c;
        gsize place = turned ? (gsize) across * width + along : (gsize) along * width + across;

        memcpy (photo->data + place * channels, from, channels);
      }
  photo->width = width;
  photo->height = height;
}

/**
 * bs_photo_sink_finish:
 *
 * Returns: (transfer full): the photo, upright
 */
BsPhoto *
bs_photo_sink_finish (BsPhotoSink *self)
{
  if (self->orientation != 1)
    turn_upright (self->photo, self->orientation);

  return g_steal_pointer (&self->photo);
}
