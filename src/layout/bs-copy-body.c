/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-copy-body-private.h"
#include "layout/bs-header-private.h"
#include "layout/bs-thread-private.h"

#include <string.h>

/* Items after the last paragraph. */
enum
{
  ITEM_JUMP,
  ITEM_BYLINE,
  ITEM_SPONSOR,
  N_CLOSING_ITEMS
};

/* Lines that a part may end early for the sake of a better break. */
#define MOST_SPARED 2

guint
bs_story_count_items (const BsNode *story)
{
  return bs_node_get_length (bs_story_get_paragraphs (story)) + N_CLOSING_ITEMS;
}

void
bs_body_free (BsBody *body)
{
  if (body == NULL)
    return;
  g_ptr_array_unref (body->parts);
  g_array_unref (body->lines);
  g_free (body->measures);
  bs_body_free (body->cut_from);
  g_free (body);
}

/* What the line @at and those below it are set to. */
static void
get_measures (const BsBodyRequest *request, guint at, const BsMeasure **measures, guint *n)
{
  guint first = MIN (at, request->n_measures - 1);

  *measures = request->measures + first;
  *n = request->n_measures - first;
  while (*n > 1 && memcmp (&(*measures)[*n - 1], &(*measures)[*n - 2], sizeof (BsMeasure)) == 0)
    (*n)--;
}

static BsPart *
new_part (const BsBodyRequest *request, guint at, const char *text, const BsTextStyle *style)
{
  const BsMeasure *measures;
  guint n_measures;

  get_measures (request, at, &measures, &n_measures);

  return bs_part_new_styled (request->setting, text, style, measures, n_measures);
}

static const BsTextStyle *
get_style (const BsBodyRequest *request, const char *name)
{
  return bs_page_format_get_style (request->setting->format, name);
}

/* The lines of item @place->item from byte @place->offset on. */
static void
append_lines (BsBody *body, BsPart *part, guint flags, const BsPlace *place)
{
  guint n_lines = bs_paragraph_get_n_lines (part->paragraph);

  g_ptr_array_add (body->parts, part);
  body->n_missing += bs_paragraph_get_n_missing (part->paragraph);
  for (guint i = 0; i < n_lines; i++)
    {
      BsBodyLine line = {
        .part = body->parts->len - 1,
        .line = i,
        .tail = -1,
        .flags = flags,
        .next = { place->item + 1, 0 },
      };

      if (n_lines > 1 && i == 0 && place->offset == 0)
        line.flags |= BS_LINE_OPENS;
      if (n_lines > 1 && i + 1 == n_lines)
        line.flags |= BS_LINE_CLOSES;
      if (i + 1 < n_lines)
        line.next = (BsPlace){ place->item,
                               place->offset + bs_paragraph_get_line (part->paragraph, i)->end };
      g_array_append_val (body->lines, line);
    }
}

/* Whether @tail leaves an em at least between itself and the end of the text on @line. */
static gboolean
fits_behind (const BsBody *body, const BsBodyRequest *request, const BsBodyLine *line,
             const BsPart *tail)
{
  const BsPart *text = g_ptr_array_index (body->parts, line->part);
  const BsLine *set = bs_paragraph_get_line (tail->paragraph, 0);

  return line->tail < 0 && !(line->flags & BS_LINE_KEEP_NEXT)
         && bs_paragraph_get_n_lines (tail->paragraph) == 1 && set->n_glyphs > 0
         && bs_part_get_line_end (text, line->line) + request->setting->format->em
              <= set->glyphs[0].x;
}

/* A line that the text must end on, as a tail or below it. */
static void
append_tail (BsBody *body, const BsBodyRequest *request, const char *text, const BsTextStyle *style,
             const BsPlace *place)
{
  gboolean jump = style == &body->jump;
  guint at = body->lines->len;
  BsBodyLine *last = at > 0 ? &g_array_index (body->lines, BsBodyLine, at - 1) : NULL;
  BsPart *part;

  if (last != NULL)
    {
      part = new_part (request, at - 1, text, style);
      if (fits_behind (body, request, last, part))
        {
          g_ptr_array_add (body->parts, part);
          body->n_missing += bs_paragraph_get_n_missing (part->paragraph);
          last->tail = (int) (body->parts->len - 1);
          last->next = (BsPlace){ place->item + 1, 0 };
          return;
        }
      bs_part_free (part);
    }
  append_lines (body, new_part (request, at, text, style), jump ? BS_LINE_JUMP : 0, place);
}

/* Whether those who wrote it stand behind the dateline; names between dots always close a story. */
static gboolean
opens_with_byline (const BsNode *story)
{
  const BsNode *first = bs_node_get_element (bs_story_get_bylines (story), 0);

  return *bs_node_get_text (story, "dateline") != '\0' && first != NULL
         && !g_str_equal (bs_node_get_text (first, "form"), "dots");
}

/* "本报讯（记者李某 通讯员王某）" or "本报讯　": what opens the first paragraph. */
static char *
dup_opening (const BsNode *story)
{
  const char *dateline = bs_node_get_text (story, "dateline");
  const BsNode *bylines = bs_story_get_bylines (story);
  GString *opening = g_string_new (dateline);

  if (*dateline == '\0')
    return g_string_free (opening, FALSE);
  if (!opens_with_byline (story))
    {
      g_string_append (opening, "　");
      return g_string_free (opening, FALSE);
    }
  g_string_append (opening, "（");
  for (guint i = 0; i < bs_node_get_length (bylines); i++)
    {
      const BsNode *byline = bs_node_get_element (bylines, i);
      const BsNode *names = bs_node_get_member (byline, "names");

      if (i > 0)
        g_string_append_c (opening, ' ');
      g_string_append (opening, bs_node_get_text (byline, "title"));
      for (guint j = 0; j < bs_node_get_length (names); j++)
        g_string_append_printf (opening, "%s%s", j > 0 ? " " : "",
                                bs_node_get_string (bs_node_get_element (names, j)));
    }
  g_string_append (opening, "）");

  return g_string_free (opening, FALSE);
}

/* Where the text of a paragraph comes from that begins @skip bytes into opening and text. */
static void
add_sources (BsPart *part, const BsNode *story, const BsNode *paragraph, const char *opening,
             guint32 skip)
{
  const char *id = bs_node_get_text (story, "id");
  g_autofree char *rest = g_strdup_printf ("paragraphs/%s/text",
                                           bs_node_get_text (paragraph, "id"));
  g_autofree char *dateline = bs_issue_dup_path ("stories", id, "dateline");
  g_autofree char *text = bs_issue_dup_path ("stories", id, rest);
  guint32 dateline_end = (guint32) strlen (bs_node_get_text (story, "dateline"));
  guint32 start = (guint32) strlen (opening);
  const BsTextSegment segments[] = { { 0, dateline, 0 },
                                     { MIN (dateline_end, start), "", 0 },
                                     { start, text, 0 } };

  for (guint i = start > 0 ? 0 : 2; i < G_N_ELEMENTS (segments); i++)
    {
      BsTextSegment segment = segments[i];

      if (i + 1 < G_N_ELEMENTS (segments) && segments[i + 1].start <= skip)
        continue;
      segment.offset = skip > segment.start ? skip - segment.start : 0;
      segment.start = segment.start > skip ? segment.start - skip : 0;
      bs_part_add_source_from (part, &segment);
    }
}

static void
append_paragraph (BsBody *body, const BsBodyRequest *request, const BsPlace *place,
                  const char *opening)
{
  const BsNode *paragraph = bs_node_get_element (bs_story_get_paragraphs (request->story),
                                                 place->item);
  gboolean subhead = bs_paragraph_is_subhead (paragraph);
  g_autofree char *text = g_strconcat (opening, bs_node_get_text (paragraph, "text"), NULL);
  const BsTextStyle *style = get_style (request, subhead ? "subhead" : "body");
  BsPart *part;

  if (place->offset >= strlen (text))
    return;
  if (*opening != '\0' && place->offset == 0)
    {
      const BsTextStyle *lead = get_style (request, "dateline");

      body->opening = *style;
      body->opening.lead_family = lead->family;
      body->opening.lead_weight = lead->weight;
      body->opening.lead_bytes = (guint32) strlen (bs_node_get_text (request->story, "dateline"));
      style = &body->opening;
    }
  if (place->offset > 0)
    {
      /* It goes on in the middle: no reader shall take that for a new paragraph. */
      body->unindented = *style;
      body->unindented.indent = 0;
      style = &body->unindented;
    }
  part = new_part (request, body->lines->len, text + place->offset, style);
  add_sources (part, request->story, paragraph, opening, place->offset);
  append_lines (body, part, subhead ? BS_LINE_KEEP_NEXT | BS_LINE_SUBHEAD : 0, place);
}

static guint32
get_offset (const BsStretch *stretch, guint item)
{
  return stretch->start.item == item ? stretch->start.offset : 0;
}

static void
append_paragraphs (BsBody *body, const BsBodyRequest *request)
{
  const BsNode *paragraphs = bs_story_get_paragraphs (request->story);
  g_autofree char *opening = dup_opening (request->story);
  gboolean opened = FALSE;

  for (guint i = 0; i < bs_node_get_length (paragraphs); i++)
    {
      const BsNode *paragraph = bs_node_get_element (paragraphs, i);
      gboolean opens = !bs_paragraph_is_subhead (paragraph) && !opened;

      if (*bs_node_get_text (paragraph, "text") == '\0')
        continue;
      if (i >= request->stretch->start.item)
        append_paragraph (body, request, &(BsPlace){ i, get_offset (request->stretch, i) },
                          opens ? opening : "");
      opened |= opens;
    }
}

/* Byline and sponsor line, and the jump of a story whose other part came by itself. */
static void
append_closing (BsBody *body, const BsBodyRequest *request)
{
  const BsNode *story = request->story;
  guint first = bs_node_get_length (bs_story_get_paragraphs (story));
  const char *sponsor = bs_node_get_text (story, "sponsor");
  g_autofree char *sponsor_path = bs_issue_dup_path ("stories", bs_node_get_text (story, "id"),
                                                     "sponsor");
  g_autofree char *jump = bs_jump_dup_on (request->setting,
                                          bs_node_get_text (story, "continued_on"));
  g_autofree char *byline = NULL;
  const char *const texts[N_CLOSING_ITEMS] = {
    [ITEM_JUMP] = jump,
    [ITEM_BYLINE] = byline = opens_with_byline (story) || bs_header_carries_byline (story)
                               ? g_strdup ("")
                               : bs_story_dup_byline (story),
    [ITEM_SPONSOR] = sponsor,
  };

  for (guint i = 0; i < N_CLOSING_ITEMS; i++)
    {
      BsPlace place = { first + i, get_offset (request->stretch, first + i) };
      BsPart *part;

      if (place.item < request->stretch->start.item || place.offset >= strlen (texts[i]))
        continue;
      if (i != ITEM_SPONSOR)
        {
          append_tail (body, request, texts[i] + place.offset,
                       i == ITEM_JUMP ? &body->jump : get_style (request, "byline"), &place);
          continue;
        }
      part = new_part (request, body->lines->len, sponsor + place.offset,
                       get_style (request, "sponsor"));
      bs_part_add_source_from (part, &(BsTextSegment){ 0, sponsor_path, place.offset });
      append_lines (body, part, 0, &place);
    }
}

static BsBody *
new_body (const BsBodyRequest *request)
{
  BsBody *body = g_new0 (BsBody, 1);

  body->measures = g_memdup2 (request->measures, request->n_measures * sizeof (BsMeasure));
  body->n_measures = request->n_measures;
  body->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_part_free);
  body->lines = g_array_new (FALSE, FALSE, sizeof (BsBodyLine));
  body->jump = *get_style (request, "jump");
  body->jump.align = BS_ALIGN_END;

  return body;
}

static BsBody *
new_whole_body (const BsBodyRequest *request)
{
  const BsStretch *stretch = request->stretch;
  BsBody *body = new_body (request);
  const char *page = stretch->from != NULL ? stretch->from
                                           : bs_node_get_text (request->story, "continued_from");
  g_autofree char *from = bs_jump_dup_from (request->setting, page);

  body->end = (BsPlace){ bs_story_count_items (request->story), 0 };
  if (*from != '\0' && stretch->start.item < body->end.item)
    {
      BsPart *part = new_part (request, 0, from, get_style (request, "jump"));

      append_lines (body, part, BS_LINE_KEEP_NEXT | BS_LINE_JUMP,
                    &(BsPlace){ stretch->start.item, 0 });
      for (guint i = 0; i < body->lines->len; i++)
        g_array_index (body->lines, BsBodyLine, i).next = stretch->start;
    }
  append_paragraphs (body, request);
  append_closing (body, request);

  return body;
}

guint
bs_body_count_text_lines (const BsBody *body)
{
  guint n = 0;

  for (guint i = 0; i < body->lines->len; i++)
    n += (g_array_index (body->lines, BsBodyLine, i).flags & BS_LINE_JUMP) == 0;

  return n;
}

/* How bad it is that a part ends after line @end - 1, less being better. */
static guint
rate_end (const BsBody *body, guint end)
{
  const BsBodyLine *last;
  const BsBodyLine *next;

  if (end == 0 || end >= body->lines->len)
    return 0;
  last = &g_array_index (body->lines, BsBodyLine, end - 1);
  next = &g_array_index (body->lines, BsBodyLine, end);

  return (last->flags & BS_LINE_KEEP_NEXT ? 4u : 0u) + (next->flags & BS_LINE_CLOSES ? 2u : 0u)
         + (last->flags & BS_LINE_OPENS ? 1u : 0u);
}

/* Lines of the text that stand above the jump line, or with it on the last of @lines. */
static guint
choose_end (const BsBody *body, const BsBodyRequest *request, guint lines, const char *jump)
{
  guint best = lines - 1;
  BsPart *tail = new_part (request, lines - 1, jump, &body->jump);
  const BsBodyLine *last = &g_array_index (body->lines, BsBodyLine, lines - 1);
  gboolean shares = last->next.offset == 0 && fits_behind (body, request, last, tail);

  bs_part_free (tail);
  if (shares && rate_end (body, lines) == 0)
    return lines;
  for (guint less = 1; less <= MOST_SPARED && less + 1 < lines; less++)
    if (rate_end (body, lines - 1 - less) < rate_end (body, best))
      best = lines - 1 - less;

  return best;
}

/* The first @n lines, with nothing of what comes after them. */
static void
take_lines (BsBody *cut, const BsBody *body, guint n)
{
  guint n_parts = 0;

  if (n == 0)
    return;
  g_array_append_vals (cut->lines, body->lines->data, n);
  cut->end = g_array_index (body->lines, BsBodyLine, n - 1).next;
  for (guint i = 0; i < n; i++)
    {
      const BsBodyLine *line = &g_array_index (body->lines, BsBodyLine, i);

      n_parts = MAX (n_parts, MAX (line->part + 1, (guint) (line->tail + 1)));
    }
  for (guint i = 0; i < n_parts; i++)
    {
      BsPart *part = g_ptr_array_index (body->parts, i);

      g_ptr_array_add (cut->parts, bs_part_ref (part));
      cut->n_missing += bs_paragraph_get_n_missing (part->paragraph);
    }
}

/**
 * bs_body_cut:
 * @body: all of a copy from some place on
 * @request: what it was made from; its stretch goes on on another page
 * @lines: that there are
 *
 * Returns: (transfer full): what stands in them, ending on the jump line
 */
BsBody *
bs_body_cut (const BsBody *body, const BsBodyRequest *request, guint lines)
{
  BsBody *cut = new_body (request);
  g_autofree char *jump = bs_jump_dup_on (request->setting, request->stretch->on);
  guint end = 0;

  cut->end = request->stretch->start;
  if (lines == 0)
    return cut;
  if (body->lines->len > 0)
    end = choose_end (body, request, MIN (lines, body->lines->len), jump);
  take_lines (cut, body, end);
  append_tail (cut, request, jump, &cut->jump, &cut->end);

  return cut;
}

/* Lines that hold the first @characters, white space not counted, with one for the jump; 0: all of
 * the body is no longer. */
static guint
count_lines_of (const BsBody *body, guint characters)
{
  guint count = 0;

  for (guint i = 0; i < body->lines->len; i++)
    {
      const BsBodyLine *line = &g_array_index (body->lines, BsBodyLine, i);
      const BsPart *part = g_ptr_array_index (body->parts, line->part);
      const BsLine *set = bs_paragraph_get_line (part->paragraph, line->line);
      const char *text = bs_paragraph_get_text (part->paragraph);

      if (line->flags & BS_LINE_JUMP)
        continue;
      for (const char *p = text + set->start; p < text + set->end; p = g_utf8_next_char (p))
        count += !g_unichar_isspace (g_utf8_get_char (p));
      if (count >= characters && i + 2 < body->lines->len)
        return i + 2;
    }

  return 0;
}

/**
 * bs_body_new:
 * @request: what to set, and how wide
 *
 * Returns: (transfer full): all of the copy from the stretch's start on, or as much as the stretch
 *   takes, with the jump line
 */
BsBody *
bs_body_new (const BsBodyRequest *request)
{
  BsBody *body = new_whole_body (request);
  const BsStretch *stretch = request->stretch;
  guint lines = 0;
  BsBody *cut;

  if (stretch->on != NULL && stretch->characters > 0)
    lines = count_lines_of (body, stretch->characters);
  if (lines == 0)
    return body;
  cut = bs_body_cut (body, request, lines);
  cut->cut_from = body;

  return cut;
}
