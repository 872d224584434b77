/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-glyph-cache.h"

#include <math.h>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

/* Beyond this everything is dropped: a zoom gesture leaves many sizes behind. */
#define MAX_CACHED_BYTES (48 * 1024 * 1024)
/* A glyph this many times its em in one direction is damaged. */
#define MAX_IMAGE_SIDE 4096
/* Phase of an image at the fine grid from which the placed ones are averaged. */
#define FINE_PHASE 0xff

typedef struct
{
  BsFace *face;
  FT_Face ft_face;      /* NULL where FreeType cannot read it */
  GHashTable *outlines; /* glyph -> FT_Outline in font units: reading one takes half the time */
} FaceEntry;

typedef struct
{
  BsFace *face;
  guint32 glyph;
  guint32 em;   /* 26.6 pixels of the fine grid */
  guint8 phase; /* shift, y, x; or FINE_PHASE */
  guint8 rotated;
} GlyphKey;

typedef struct
{
  GlyphKey key;
  BsGlyphImage image;
} GlyphEntry;

struct _BsGlyphCache
{
  GMutex lock;
  FT_Library library;
  GHashTable *faces;  /* BsFace -> FaceEntry */
  GHashTable *glyphs; /* GlyphKey -> GlyphEntry */
  gsize n_bytes;
  guint n_users;
};

static guint
glyph_key_hash (gconstpointer pointer)
{
  const GlyphKey *key = pointer;
  guint hash = GPOINTER_TO_UINT (key->face) >> 4;

  hash = hash * 31 + key->glyph;
  hash = hash * 31 + key->em;
  return (hash * 31 + key->phase) * 2 + key->rotated;
}

static gboolean
glyph_key_equal (gconstpointer a, gconstpointer b)
{
  const GlyphKey *left = a;
  const GlyphKey *right = b;

  return left->glyph == right->glyph && left->em == right->em && left->phase == right->phase
         && left->face == right->face && left->rotated == right->rotated;
}

static void
glyph_entry_free (gpointer pointer)
{
  GlyphEntry *entry = pointer;

  g_free (entry->image.coverage);
  g_free (entry);
}

static void
face_entry_free (gpointer pointer)
{
  FaceEntry *entry = pointer;

  g_hash_table_unref (entry->outlines);
  if (entry->ft_face != NULL)
    FT_Done_Face (entry->ft_face);
  bs_face_unref (entry->face);
  g_free (entry);
}

static void
outline_free (gpointer pointer)
{
  FT_Outline *outline = pointer;

  g_free (outline->points);
  g_free (outline->tags);
  g_free (outline->contours);
  g_free (outline);
}

static FT_Outline *
outline_copy (const FT_Outline *from)
{
  FT_Outline *outline = g_new0 (FT_Outline, 1);

  outline->n_points = from->n_points;
  outline->n_contours = from->n_contours;
  outline->flags = from->flags & ~FT_OUTLINE_OWNER;
  outline->points = g_memdup2 (from->points, from->n_points * sizeof *from->points);
  outline->tags = g_memdup2 (from->tags, from->n_points * sizeof *from->tags);
  outline->contours = g_memdup2 (from->contours, from->n_contours * sizeof *from->contours);

  return outline;
}

static FaceEntry *
ensure_face (BsGlyphCache *self, BsFace *face)
{
  FaceEntry *entry = g_hash_table_lookup (self->faces, face);

  if (entry == NULL)
    {
      unsigned int length;
      const char *data = hb_blob_get_data (bs_face_get_file_blob (face), &length);

      entry = g_new0 (FaceEntry, 1);
      entry->face = bs_face_ref (face);
      entry->outlines = g_hash_table_new_full (NULL, NULL, NULL, outline_free);
      if (FT_New_Memory_Face (self->library, (const FT_Byte *) data, length,
                              bs_face_get_index (face), &entry->ft_face)
          != 0)
        {
          g_warning ("%s cannot be drawn: FreeType does not read it", bs_face_get_path (face));
          entry->ft_face = NULL;
        }
      g_hash_table_insert (self->faces, face, entry);
    }

  return entry;
}

/* The glyph's outline in font units, y up; NULL where it has none. */
static const FT_Outline *
ensure_outline (FaceEntry *entry, guint32 glyph)
{
  FT_Outline *outline = g_hash_table_lookup (entry->outlines, GUINT_TO_POINTER (glyph));

  if (outline != NULL)
    return outline;
  if (entry->ft_face == NULL
      || FT_Load_Glyph (entry->ft_face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP) != 0
      || entry->ft_face->glyph->format != FT_GLYPH_FORMAT_OUTLINE)
    return NULL;
  outline = outline_copy (&entry->ft_face->glyph->outline);
  g_hash_table_insert (entry->outlines, GUINT_TO_POINTER (glyph), outline);

  return outline;
}

/* Font units to 26.6 pixels; @rotated turns the y-up outline 90° clockwise. */
static FT_Matrix
pixel_matrix (const FaceEntry *entry, guint32 em, gboolean rotated)
{
  FT_Fixed scale = FT_DivFix (em, bs_face_get_units_per_em (entry->face));

  return rotated ? (FT_Matrix){ 0, scale, -scale, 0 } : (FT_Matrix){ scale, 0, 0, scale };
}

static void
rasterise (BsGlyphCache *self, const GlyphKey *key, BsGlyphImage *image)
{
  FaceEntry *entry = ensure_face (self, key->face);
  const FT_Outline *shape = ensure_outline (entry, key->glyph);
  FT_Outline *outline;
  FT_Matrix matrix;
  FT_Bitmap bitmap = { 0 };
  FT_BBox box;

  if (shape == NULL)
    return;
  outline = outline_copy (shape);
  matrix = pixel_matrix (entry, key->em, key->rotated);
  FT_Outline_Transform (outline, &matrix);
  FT_Outline_Get_CBox (outline, &box);
  box.xMin &= ~63;
  box.yMin &= ~63;
  box.xMax = (box.xMax + 63) & ~63;
  box.yMax = (box.yMax + 63) & ~63;
  if (box.xMax > box.xMin && box.yMax > box.yMin && (box.xMax - box.xMin) / 64 <= MAX_IMAGE_SIDE
      && (box.yMax - box.yMin) / 64 <= MAX_IMAGE_SIDE)
    {
      image->left = box.xMin / 64;
      image->top = -(box.yMax / 64);
      image->width = (box.xMax - box.xMin) / 64;
      image->height = (box.yMax - box.yMin) / 64;
      image->coverage = g_malloc0 ((gsize) image->width * image->height);
      FT_Outline_Translate (outline, -box.xMin, -box.yMin);
      bitmap.width = image->width;
      bitmap.rows = image->height;
      bitmap.pitch = image->width;
      bitmap.buffer = image->coverage;
      bitmap.pixel_mode = FT_PIXEL_MODE_GRAY;
      bitmap.num_grays = 256;
      FT_Outline_Get_Bitmap (self->library, outline, &bitmap);
    }
  outline_free (outline);
}

static int
floor_shift (int value, guint shift)
{
  return value >= 0 ? value >> shift : -((-value + (1 << shift) - 1) >> shift);
}

/* Averages the fine image into whole pixels, displaced by the phase: exact area coverage. */
static void
place (const BsGlyphImage *fine, guint shift, guint phase_x, guint phase_y, BsGlyphImage *image)
{
  int left = fine->left + (int) phase_x;
  int top = fine->top + (int) phase_y;
  guint offset_x, offset_y;
  g_autofree guint16 *sums = NULL;

  if (fine->height == 0)
    return;
  image->left = floor_shift (left, shift);
  image->top = floor_shift (top, shift);
  image->width = floor_shift (left + fine->width - 1, shift) - image->left + 1;
  image->height = floor_shift (top + fine->height - 1, shift) - image->top + 1;
  image->coverage = g_malloc0 ((gsize) image->width * image->height);
  offset_x = left - image->left * (1 << shift);
  offset_y = top - image->top * (1 << shift);

  sums = g_new0 (guint16, (gsize) image->width * image->height);
  for (int y = 0; y < fine->height; y++)
    {
      const guint8 *from = fine->coverage + (gsize) y * fine->width;
      guint16 *to = sums + (gsize) ((y + offset_y) >> shift) * image->width;

      for (int x = 0; x < fine->width; x++)
        to[(x + offset_x) >> shift] += from[x];
    }
  for (gsize i = 0; i < (gsize) image->width * image->height; i++)
    image->coverage[i] = sums[i] >> (2 * shift);
}

/* Small text needs quarter pixels; on large glyphs nobody sees them. */
static guint
shift_for_em (double em)
{
  if (em <= 16)
    return 2;
  return em <= 64 ? 1 : 0;
}

static GlyphEntry *
add_entry (BsGlyphCache *self, const GlyphKey *key)
{
  GlyphEntry *entry = g_new0 (GlyphEntry, 1);

  entry->key = *key;
  g_hash_table_insert (self->glyphs, &entry->key, entry);

  return entry;
}

static void
count_entry (BsGlyphCache *self, const GlyphEntry *entry)
{
  self->n_bytes += sizeof *entry + 48 + (gsize) entry->image.width * entry->image.height;
}

static const BsGlyphImage *
lookup (BsGlyphCache *self, GlyphKey *key, guint shift, guint phase_x, guint phase_y)
{
  GlyphEntry *entry;
  GlyphEntry *fine;

  key->phase = shift << 4 | phase_y << 2 | phase_x;
  entry = g_hash_table_lookup (self->glyphs, key);
  if (entry != NULL)
    return &entry->image;

  entry = add_entry (self, key);
  if (shift == 0)
    rasterise (self, key, &entry->image);
  else
    {
      key->phase = FINE_PHASE;
      fine = g_hash_table_lookup (self->glyphs, key);
      if (fine == NULL)
        {
          fine = add_entry (self, key);
          rasterise (self, key, &fine->image);
          count_entry (self, fine);
        }
      place (&fine->image, shift, phase_x, phase_y, &entry->image);
    }
  count_entry (self, entry);

  return &entry->image;
}

BsGlyphCache *
bs_glyph_cache_new (void)
{
  BsGlyphCache *self = g_new0 (BsGlyphCache, 1);

  g_mutex_init (&self->lock);
  if (FT_Init_FreeType (&self->library) != 0)
    g_error ("FreeType does not start");
  self->faces = g_hash_table_new_full (NULL, NULL, NULL, face_entry_free);
  self->glyphs = g_hash_table_new_full (glyph_key_hash, glyph_key_equal, NULL, glyph_entry_free);

  return self;
}

void
bs_glyph_cache_free (BsGlyphCache *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->glyphs);
  g_hash_table_unref (self->faces);
  FT_Done_FreeType (self->library);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
bs_glyph_cache_enter (BsGlyphCache *self)
{
  g_mutex_lock (&self->lock);
  self->n_users++;
  g_mutex_unlock (&self->lock);
}

void
bs_glyph_cache_leave (BsGlyphCache *self)
{
  g_mutex_lock (&self->lock);
  self->n_users--;
  if (self->n_users == 0 && self->n_bytes > MAX_CACHED_BYTES)
    {
      g_hash_table_remove_all (self->glyphs);
      self->n_bytes = 0;
    }
  g_mutex_unlock (&self->lock);
}

/**
 * bs_glyph_cache_get_image:
 * @em: size in pixels, at most %BS_GLYPH_CACHE_MAX_EM
 * @rotated: turned 90° clockwise about the origin
 * @x: (inout): origin in pixels; comes back as the whole pixel that the image is placed from
 * @y: (inout): likewise, downwards
 *
 * Returns: (transfer none): the image, until bs_glyph_cache_leave()
 */
const BsGlyphImage *
bs_glyph_cache_get_image (BsGlyphCache *self, BsFace *face, guint32 glyph, double em,
                          gboolean rotated, double *x, double *y)
{
  guint shift = shift_for_em (em);
  double fine = 1 << shift;
  double fine_x = floor (*x * fine + 0.5);
  double fine_y = floor (*y * fine + 0.5);
  GlyphKey key = { .face = face, .glyph = glyph, .rotated = rotated != FALSE };
  const BsGlyphImage *image;

  *x = floor (fine_x / fine);
  *y = floor (fine_y / fine);
  key.em = (guint32) (em * fine * 64 + 0.5);

  g_mutex_lock (&self->lock);
  image = lookup (self, &key, shift, (guint) (fine_x - *x * fine), (guint) (fine_y - *y * fine));
  g_mutex_unlock (&self->lock);

  return image;
}

typedef struct
{
  cairo_t *cairo;
  double scale;
  double x, y; /* last point, in font units */
  gboolean open;
} PathWalk;

static int
on_move_to (const FT_Vector *to, void *data)
{
  PathWalk *walk = data;

  if (walk->open)
    cairo_close_path (walk->cairo);
  walk->open = TRUE;
  cairo_move_to (walk->cairo, to->x * walk->scale, -to->y * walk->scale);
  walk->x = to->x;
  walk->y = to->y;
  return 0;
}

static int
on_line_to (const FT_Vector *to, void *data)
{
  PathWalk *walk = data;

  cairo_line_to (walk->cairo, to->x * walk->scale, -to->y * walk->scale);
  walk->x = to->x;
  walk->y = to->y;
  return 0;
}

static int
on_cubic_to (const FT_Vector *a, const FT_Vector *b, const FT_Vector *to, void *data)
{
  PathWalk *walk = data;
  double s = walk->scale;

  cairo_curve_to (walk->cairo, a->x * s, -a->y * s, b->x * s, -b->y * s, to->x * s, -to->y * s);
  walk->x = to->x;
  walk->y = to->y;
  return 0;
}

/* A quadratic curve as the cubic that equals it. */
static int
on_conic_to (const FT_Vector *control, const FT_Vector *to, void *data)
{
  PathWalk *walk = data;
  double s = walk->scale;
  double ax = walk->x + 2.0 / 3 * (control->x - walk->x);
  double ay = walk->y + 2.0 / 3 * (control->y - walk->y);
  double bx = to->x + 2.0 / 3 * (control->x - to->x);
  double by = to->y + 2.0 / 3 * (control->y - to->y);

  cairo_curve_to (walk->cairo, ax * s, -ay * s, bx * s, -by * s, to->x * s, -to->y * s);
  walk->x = to->x;
  walk->y = to->y;
  return 0;
}

/**
 * bs_glyph_cache_add_path:
 * @em: size in user units of @cairo
 *
 * Adds the glyph's outline to the current path with its origin at the user origin.
 */
void
bs_glyph_cache_add_path (BsGlyphCache *self, BsFace *face, guint32 glyph, double em,
                         gboolean rotated, cairo_t *cairo)
{
  const FT_Outline_Funcs functions = { on_move_to, on_line_to, on_conic_to, on_cubic_to, 0, 0 };
  PathWalk walk = { .cairo = cairo, .scale = em / bs_face_get_units_per_em (face) };
  const FT_Outline *shape;

  g_mutex_lock (&self->lock);
  shape = ensure_outline (ensure_face (self, face), glyph);
  if (shape != NULL)
    {
      FT_Outline *outline = outline_copy (shape);
      const FT_Matrix clockwise = { 0, 0x10000, -0x10000, 0 };

      if (rotated)
        FT_Outline_Transform (outline, &clockwise);
      FT_Outline_Decompose (outline, &functions, &walk);
      if (walk.open)
        cairo_close_path (cairo);
      outline_free (outline);
    }
  g_mutex_unlock (&self->lock);
}
