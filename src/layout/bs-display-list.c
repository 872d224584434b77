/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-display-list.h"

#include <string.h>

#define ARENA_BLOCK 65536

struct _BsDisplayList
{
  int ref_count;
  const char *page;
  BsUnit width;
  BsUnit height;
  GArray *items;    /* BsItem */
  GArray *regions;  /* BsRegion */
  GPtrArray *faces; /* owned references, each face once */

  /* The arena: strings and glyphs live here, so that a page is freed in a handful of calls. */
  GPtrArray *blocks;
  gsize block_size;
  gsize block_used;
};

struct _BsDisplayListBuilder
{
  BsDisplayList *list;
  GHashTable *strings; /* paths and ids repeat on each line of a paragraph */
};

static gpointer
arena_alloc (BsDisplayList *list, gsize size)
{
  guint8 *block;

  size = (size + 7) & ~(gsize) 7;
  if (list->blocks->len == 0 || list->block_used + size > list->block_size)
    {
      list->block_size = MAX (size, ARENA_BLOCK);
      list->block_used = 0;
      g_ptr_array_add (list->blocks, g_malloc (list->block_size));
    }
  block = g_ptr_array_index (list->blocks, list->blocks->len - 1);
  block += list->block_used;
  list->block_used += size;

  return block;
}

static const char *
arena_text (BsDisplayList *list, const char *text, gsize length)
{
  char *copy;

  if (length == 0)
    return "";
  copy = arena_alloc (list, length + 1);
  memcpy (copy, text, length);
  copy[length] = '\0';

  return copy;
}

static const char *
builder_intern (BsDisplayListBuilder *builder, const char *text)
{
  const char *copy;

  if (text == NULL || *text == '\0')
    return "";
  copy = g_hash_table_lookup (builder->strings, text);
  if (copy == NULL)
    {
      copy = arena_text (builder->list, text, strlen (text));
      g_hash_table_add (builder->strings, (gpointer) copy);
    }

  return copy;
}

static void
keep_face (BsDisplayList *list, BsFace *face)
{
  if (face == NULL)
    return;
  /* The face in use is nearly always among the last few. */
  for (guint i = list->faces->len; i > 0; i--)
    if (g_ptr_array_index (list->faces, i - 1) == face)
      return;
  g_ptr_array_add (list->faces, bs_face_ref (face));
}

/* Glyphs are written to where they will stay; the caller fills them in. */
static BsItem *
append_run (BsDisplayListBuilder *builder, const BsGlyphRun *run, BsRunGlyph **glyphs)
{
  BsDisplayList *list = builder->list;
  BsItem item = { .kind = BS_ITEM_GLYPHS };

  item.glyphs = *run;
  item.glyphs.text = run->text;
  item.glyphs.path = builder_intern (builder, run->path);
  *glyphs = arena_alloc (list, MAX (1, run->n_glyphs) * sizeof (BsRunGlyph));
  item.glyphs.glyphs = *glyphs;
  keep_face (list, run->face);
  g_array_append_val (list->items, item);

  return &g_array_index (list->items, BsItem, list->items->len - 1);
}

/* Where the run that starts at @glyph ends: at another face or segment, or where glyphs turn. */
static guint
find_run_end (const BsLine *line, guint glyph, guint32 limit)
{
  const BsGlyph *first = &line->glyphs[glyph];
  guint end = glyph + 1;

  while (end < line->n_glyphs && line->glyphs[end].face == first->face
         && line->glyphs[end].rotated == first->rotated && line->glyphs[end].cluster < limit)
    end++;

  return end;
}

static const BsTextSegment *
find_segment (const BsTextSegment *segments, guint n_segments, guint32 byte, guint32 *limit)
{
  guint i = 0;

  while (i + 1 < n_segments && segments[i + 1].start <= byte)
    i++;
  *limit = i + 1 < n_segments ? segments[i + 1].start : G_MAXUINT32;

  return &segments[i];
}

/**
 * bs_display_list_builder_new:
 * @page: the page's name, "A1"
 * @width: of the trimmed page
 * @height: of the trimmed page
 *
 * Returns: (transfer full): a builder, freed by bs_display_list_builder_end()
 */
BsDisplayListBuilder *
bs_display_list_builder_new (const char *page, BsUnit width, BsUnit height)
{
  BsDisplayListBuilder *builder = g_new0 (BsDisplayListBuilder, 1);
  BsDisplayList *list = g_new0 (BsDisplayList, 1);

  g_return_val_if_fail (page != NULL, NULL);

  list->ref_count = 1;
  list->width = width;
  list->height = height;
  list->items = g_array_sized_new (FALSE, FALSE, sizeof (BsItem), 1024);
  list->regions = g_array_new (FALSE, FALSE, sizeof (BsRegion));
  list->faces = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_face_unref);
  list->blocks = g_ptr_array_new_with_free_func (g_free);
  builder->list = list;
  builder->strings = g_hash_table_new (g_str_hash, g_str_equal);
  list->page = builder_intern (builder, page);

  return builder;
}

/**
 * bs_display_list_builder_add_glyphs:
 * @builder: a builder
 * @run: what to set; everything is copied, the face referenced
 */
void
bs_display_list_builder_add_glyphs (BsDisplayListBuilder *builder, const BsGlyphRun *run)
{
  BsRunGlyph *glyphs;
  BsItem *item;

  g_return_if_fail (builder != NULL && run != NULL);

  item = append_run (builder, run, &glyphs);
  item->glyphs.text = arena_text (builder->list, run->text, strlen (run->text));
  if (run->n_glyphs > 0)
    memcpy (glyphs, run->glyphs, run->n_glyphs * sizeof (BsRunGlyph));
}

void
bs_display_list_builder_add_fill (BsDisplayListBuilder *builder, const BsRect *rect, BsColor color)
{
  BsItem item = { .kind = BS_ITEM_FILL };

  g_return_if_fail (builder != NULL && rect != NULL);

  item.fill.rect = *rect;
  item.fill.color = color;
  g_array_append_val (builder->list->items, item);
}

void
bs_display_list_builder_add_image (BsDisplayListBuilder *builder, const BsImageItem *image)
{
  BsItem item = { .kind = BS_ITEM_IMAGE };

  g_return_if_fail (builder != NULL && image != NULL);

  item.image = *image;
  item.image.file = builder_intern (builder, image->file);
  item.image.photo = builder_intern (builder, image->photo);
  g_array_append_val (builder->list->items, item);
}

/**
 * bs_display_list_builder_open_group:
 * @builder: a builder
 * @clip: (nullable): what is outside is not drawn
 * @matrix: (nullable): as in PDF, in units; NULL is the identity
 *
 * Returns: the group, for bs_display_list_builder_close_group()
 */
guint
bs_display_list_builder_open_group (BsDisplayListBuilder *builder, const BsRect *clip,
                                    const double matrix[6])
{
  static const double identity[6] = { 1, 0, 0, 1, 0, 0 };
  BsItem item = { .kind = BS_ITEM_GROUP };

  g_return_val_if_fail (builder != NULL, 0);

  if (clip != NULL)
    item.group.clip = *clip;
  memcpy (item.group.matrix, matrix != NULL ? matrix : identity, sizeof identity);
  g_array_append_val (builder->list->items, item);

  return builder->list->items->len - 1;
}

void
bs_display_list_builder_close_group (BsDisplayListBuilder *builder, guint group)
{
  BsItem *item;

  g_return_if_fail (builder != NULL && group < builder->list->items->len);

  item = &g_array_index (builder->list->items, BsItem, group);
  g_return_if_fail (item->kind == BS_ITEM_GROUP);
  item->group.n_items = builder->list->items->len - 1 - group;
}

void
bs_display_list_builder_add_region (BsDisplayListBuilder *builder, const BsRegion *region)
{
  BsRegion copy;

  g_return_if_fail (builder != NULL && region != NULL);

  copy = *region;
  copy.id = builder_intern (builder, region->id);
  copy.ref = builder_intern (builder, region->ref);
  g_array_append_val (builder->list->regions, copy);
}

/**
 * bs_display_list_builder_add_segmented_line:
 * @builder: a builder
 * @paragraph: a composed paragraph whose text was put together from several strings
 * @line: which of its lines
 * @origin: start of the measure and baseline; width and height are not used
 * @style: size and colour are taken from it
 * @segments: where each part of the text comes from, by start; the first starts at 0
 * @n_segments: at least 1
 *
 * Splits the line into runs of one face and one source. Together the runs of a paragraph hold its
 * text, each byte once: a run reaches up to the next one, so blanks that were not drawn belong to
 * the run before them.
 */
void
bs_display_list_builder_add_segmented_line (BsDisplayListBuilder *builder,
                                            const BsParagraph *paragraph, guint line,
                                            const BsRect *origin, const BsTextStyle *style,
                                            const BsTextSegment *segments, guint n_segments)
{
  const BsLine *set;
  const char *text;
  guint32 start;
  guint glyph = 0;

  g_return_if_fail (builder != NULL && paragraph != NULL && n_segments > 0);
  g_return_if_fail (line < bs_paragraph_get_n_lines (paragraph));

  set = bs_paragraph_get_line (paragraph, line);
  text = bs_paragraph_get_text (paragraph);
  start = set->start;
  while (glyph < set->n_glyphs)
    {
      guint32 limit;
      const BsTextSegment *segment = find_segment (segments, n_segments,
                                                   MAX (start, set->glyphs[glyph].cluster), &limit);
      guint run_end = find_run_end (set, glyph, limit);
      guint32 end = run_end < set->n_glyphs ? set->glyphs[run_end].cluster : set->end;
      BsGlyphRun run = { 0 };
      BsRunGlyph *glyphs;

      /* A segment that drew nothing of its own (a blank) begins the next run, not this one. */
      start = MAX (start, MIN (segment->start, set->glyphs[glyph].cluster));
      run.face = set->glyphs[glyph].face;
      run.size = style->size;
      run.color = style->color;
      run.n_glyphs = run_end - glyph;
      run.path = segment->path;
      run.text_offset = segment->offset + (start - segment->start);
      run.line_end = run_end == set->n_glyphs;
      run.rotated = set->glyphs[glyph].rotated;
      run.paragraph_end = run.line_end && line + 1 == bs_paragraph_get_n_lines (paragraph);
      run.text = arena_text (builder->list, text + start, end > start ? end - start : 0);
      append_run (builder, &run, &glyphs);
      for (guint i = glyph; i < run_end; i++)
        {
          const BsGlyph *from = &set->glyphs[i];

          glyphs[i - glyph] = (BsRunGlyph){
            .id = from->id,
            .cluster = from->cluster > start ? from->cluster - start : 0,
            .x = origin->x + from->x,
            .y = origin->y + from->y,
          };
        }
      start = end;
      glyph = run_end;
    }
}

/**
 * bs_display_list_builder_add_line:
 * @builder: a builder
 * @paragraph: a composed paragraph
 * @line: which of its lines
 * @x: of the start of the measure
 * @baseline: of the line
 * @style: size and colour are taken from it
 * @path: of the paragraph's text in the issue, "" for text the program made
 */
void
bs_display_list_builder_add_line (BsDisplayListBuilder *builder, const BsParagraph *paragraph,
                                  guint line, BsUnit x, BsUnit baseline, const BsTextStyle *style,
                                  const char *path)
{
  BsTextSegment segment = { .start = 0, .path = path, .offset = 0 };
  BsRect origin = { x, baseline, 0, 0 };

  bs_display_list_builder_add_segmented_line (builder, paragraph, line, &origin, style, &segment,
                                              1);
}

/**
 * bs_display_list_builder_append:
 * @builder: a builder
 * @list: a finished list in the same coordinates
 * @dx: by how much its items move right
 * @dy: by how much its items move down
 *
 * Copies items and regions: how a page is put together from boxes that did not change.
 */
void
bs_display_list_builder_append (BsDisplayListBuilder *builder, const BsDisplayList *list, BsUnit dx,
                                BsUnit dy)
{
  g_return_if_fail (builder != NULL && list != NULL);

  for (guint i = 0; i < list->items->len; i++)
    {
      BsItem item = g_array_index (list->items, BsItem, i);

      if (item.kind == BS_ITEM_GLYPHS)
        {
          const BsRunGlyph *from = item.glyphs.glyphs;
          BsRunGlyph *glyphs;
          BsItem *copy = append_run (builder, &item.glyphs, &glyphs);

          copy->glyphs.text = arena_text (builder->list, item.glyphs.text,
                                          strlen (item.glyphs.text));
          for (guint j = 0; j < item.glyphs.n_glyphs; j++)
            {
              glyphs[j] = from[j];
              glyphs[j].x += dx;
              glyphs[j].y += dy;
            }
          continue;
        }
      if (item.kind == BS_ITEM_IMAGE)
        {
          item.image.file = builder_intern (builder, item.image.file);
          item.image.photo = builder_intern (builder, item.image.photo);
          item.image.rect.x += dx;
          item.image.rect.y += dy;
        }
      else if (item.kind == BS_ITEM_FILL)
        {
          item.fill.rect.x += dx;
          item.fill.rect.y += dy;
        }
      else if (item.group.clip.width > 0)
        {
          item.group.clip.x += dx;
          item.group.clip.y += dy;
        }
      g_array_append_val (builder->list->items, item);
    }
  for (guint i = 0; i < list->regions->len; i++)
    {
      BsRegion region = g_array_index (list->regions, BsRegion, i);

      region.rect.x += dx;
      region.rect.y += dy;
      bs_display_list_builder_add_region (builder, &region);
    }
}

/**
 * bs_display_list_builder_end:
 * @builder: (transfer full): a builder with all groups closed
 *
 * Returns: (transfer full): the finished list
 */
BsDisplayList *
bs_display_list_builder_end (BsDisplayListBuilder *builder)
{
  BsDisplayList *list;

  g_return_val_if_fail (builder != NULL, NULL);

  list = builder->list;
  g_hash_table_unref (builder->strings);
  g_free (builder);

  return list;
}

BsDisplayList *
bs_display_list_ref (BsDisplayList *list)
{
  g_return_val_if_fail (list != NULL, NULL);
  g_atomic_int_inc (&list->ref_count);

  return list;
}

void
bs_display_list_unref (BsDisplayList *list)
{
  if (list == NULL || !g_atomic_int_dec_and_test (&list->ref_count))
    return;
  g_array_unref (list->items);
  g_array_unref (list->regions);
  g_ptr_array_unref (list->faces);
  g_ptr_array_unref (list->blocks);
  g_free (list);
}

const char *
bs_display_list_get_page (const BsDisplayList *list)
{
  g_return_val_if_fail (list != NULL, "");

  return list->page;
}

BsUnit
bs_display_list_get_width (const BsDisplayList *list)
{
  g_return_val_if_fail (list != NULL, 0);

  return list->width;
}

BsUnit
bs_display_list_get_height (const BsDisplayList *list)
{
  g_return_val_if_fail (list != NULL, 0);

  return list->height;
}

guint
bs_display_list_get_n_items (const BsDisplayList *list)
{
  g_return_val_if_fail (list != NULL, 0);

  return list->items->len;
}

const BsItem *
bs_display_list_get_item (const BsDisplayList *list, guint index)
{
  g_return_val_if_fail (list != NULL && index < list->items->len, NULL);

  return &g_array_index (list->items, BsItem, index);
}

guint
bs_display_list_get_n_regions (const BsDisplayList *list)
{
  g_return_val_if_fail (list != NULL, 0);

  return list->regions->len;
}

const BsRegion *
bs_display_list_get_region (const BsDisplayList *list, guint index)
{
  g_return_val_if_fail (list != NULL && index < list->regions->len, NULL);

  return &g_array_index (list->regions, BsRegion, index);
}
