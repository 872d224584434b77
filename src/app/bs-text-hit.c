/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-text-hit.h"

#include "bs-config.h"

/* A glyph's cell above and below its baseline, per mille of its size. */
#define ABOVE 880
#define BELOW 220

typedef struct
{
  BsUnit x, y;
  gint64 distance; /* squared; of the nearest so far */
  const BsGlyphRun *run;
  guint glyph;
  gboolean after; /* the point is in the second half of the glyph */
} Search;

/* How far the pen moves on: to the next glyph of the line, else a character's width. */
static BsUnit
get_advance (const BsGlyphRun *run, guint glyph)
{
  if (glyph + 1 < run->n_glyphs && run->glyphs[glyph + 1].y == run->glyphs[glyph].y
      && run->glyphs[glyph + 1].x > run->glyphs[glyph].x)
    return run->glyphs[glyph + 1].x - run->glyphs[glyph].x;

  return run->size;
}

static gint64
get_distance (BsUnit from, BsUnit to, BsUnit at)
{
  if (at < from)
    return (gint64) from - at;

  return at > to ? (gint64) at - to : 0;
}

static void
look_at_run (Search *search, const BsGlyphRun *run, const BsRect *bounds)
{
  BsUnit above = bs_unit_scale (run->size, ABOVE, 1000);
  BsUnit below = bs_unit_scale (run->size, BELOW, 1000);

  for (guint i = 0; i < run->n_glyphs; i++)
    {
      const BsRunGlyph *glyph = &run->glyphs[i];
      BsUnit advance = get_advance (run, i);
      gint64 dx = get_distance (glyph->x, glyph->x + advance, search->x);
      gint64 dy = get_distance (glyph->y - above, glyph->y + below, search->y);
      /* In doubt the same line: who clicks behind its end means its end. */
      gint64 distance = dx * dx + 4 * dy * dy;

      if (glyph->x + advance <= bounds->x || glyph->x >= bs_rect_right (bounds)
          || glyph->y + below <= bounds->y || glyph->y - above >= bs_rect_bottom (bounds)
          || distance >= search->distance)
        continue;
      search->distance = distance;
      search->run = run;
      search->glyph = i;
      /* In a vertical line the next character is below. */
      if (i + 1 < run->n_glyphs && run->glyphs[i + 1].y > glyph->y + run->size / 2)
        search->after = search->y > glyph->y + (below - above) / 2;
      else
        search->after = search->x > glyph->x + advance / 2;
    }
}

gboolean
bs_text_hit_find (const BsDisplayList *list, const BsRect *bounds, BsUnit x, BsUnit y,
                  BsTextHit *hit)
{
  Search search = { .x = x, .y = y, .distance = G_MAXINT64 };
  gsize offset;

  g_return_val_if_fail (list != NULL && bounds != NULL && hit != NULL, FALSE);

  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);

      if (item->kind == BS_ITEM_GLYPHS && item->glyphs.path != NULL && *item->glyphs.path != '\0')
        look_at_run (&search, &item->glyphs, bounds);
    }
  if (search.run == NULL)
    return FALSE;

  offset = search.run->glyphs[search.glyph].cluster;
  if (search.after && search.run->text[offset] != '\0')
    offset = (gsize) (g_utf8_next_char (search.run->text + offset) - search.run->text);
  hit->path = search.run->path;
  hit->offset = search.run->text_offset + offset;

  return TRUE;
}
