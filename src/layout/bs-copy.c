/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-copy-body-private.h"

#include "layout/bs-header-private.h"

#include <string.h>

/* A body that was cut is known by what it was cut from and to how many lines. */
typedef struct
{
  const BsBody *whole; /* one of the copy's bodies */
  guint lines;
  BsBody *body;
} CutBody;

struct _BsCopy
{
  BsNode *story; /* owned reference */
  BsStretch stretch;
  GStringChunk *strings; /* what stretch and headers borrow */
  GPtrArray *bodies;     /* BsBody */
  GArray *cut_bodies;    /* CutBody */
  GPtrArray *headers;    /* BsHeader */
};

static void
cut_body_clear (gpointer data)
{
  bs_body_free (((CutBody *) data)->body);
}

static const char *
keep_string (BsCopy *copy, const char *string)
{
  return string != NULL ? g_string_chunk_insert_const (copy->strings, string) : NULL;
}

BsCopy *
bs_copy_new (const BsNode *story)
{
  static const BsStretch whole;

  return bs_copy_new_stretch (story, &whole);
}

/**
 * bs_copy_new_stretch:
 * @story: a story
 * @stretch: what of it one of several boxes has to set
 */
BsCopy *
bs_copy_new_stretch (const BsNode *story, const BsStretch *stretch)
{
  BsCopy *copy = g_new0 (BsCopy, 1);

  copy->story = bs_node_ref (story);
  copy->strings = g_string_chunk_new (64);
  copy->stretch = (BsStretch){ stretch->start, keep_string (copy, stretch->from),
                               keep_string (copy, stretch->on), stretch->characters };
  copy->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_body_free);
  copy->cut_bodies = g_array_new (FALSE, FALSE, sizeof (CutBody));
  g_array_set_clear_func (copy->cut_bodies, cut_body_clear);
  copy->headers = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_header_free);

  return copy;
}

void
bs_copy_free (BsCopy *copy)
{
  if (copy == NULL)
    return;
  /* What was cut borrows styles of what it was cut from. */
  g_array_unref (copy->cut_bodies);
  g_ptr_array_unref (copy->bodies);
  g_ptr_array_unref (copy->headers);
  bs_node_unref (copy->story);
  g_string_chunk_free (copy->strings);
  g_free (copy);
}

const BsStretch *
bs_copy_get_stretch (const BsCopy *copy)
{
  return &copy->stretch;
}

gboolean
bs_copy_is_continuation (const BsCopy *copy)
{
  return copy->stretch.from != NULL;
}

gboolean
bs_copy_goes_on (const BsCopy *copy)
{
  return copy->stretch.on != NULL;
}

/**
 * bs_copy_is_of:
 * @copy: a copy
 * @story: this version of a story
 * @stretch: this stretch of it
 *
 * Returns: whether @copy was made from just these
 */
gboolean
bs_copy_is_of (const BsCopy *copy, const BsNode *story, const BsStretch *stretch)
{
  return copy->story == story && bs_stretch_equal (&copy->stretch, stretch);
}

gboolean
bs_stretch_equal (const BsStretch *a, const BsStretch *b)
{
  return a->start.item == b->start.item && a->start.offset == b->start.offset
         && a->characters == b->characters && g_strcmp0 (a->from, b->from) == 0
         && g_strcmp0 (a->on, b->on) == 0;
}

/**
 * bs_copy_get_shaped_body:
 * @copy: a story's copy
 * @setting: what to compose with; always the same for one copy
 * @measures: line i of the body is set to the i-th, those beyond to the last
 * @n_measures: at least 1
 *
 * Returns: (transfer none): the text with jump lines, byline and sponsor line, as lines
 */
const BsBody *
bs_copy_get_shaped_body (BsCopy *copy, const BsSetting *setting, const BsMeasure *measures,
                         guint n_measures)
{
  BsBodyRequest request = {
    .setting = setting,
    .story = copy->story,
    .stretch = &copy->stretch,
    .measures = measures,
    .n_measures = n_measures,
  };
  BsBody *body;

  for (guint i = 0; i < copy->bodies->len; i++)
    {
      body = g_ptr_array_index (copy->bodies, i);
      if (body->n_measures == n_measures
          && memcmp (body->measures, measures, n_measures * sizeof *measures) == 0)
        return body;
    }
  body = bs_body_new (&request);
  g_ptr_array_add (copy->bodies, body);

  return body;
}

/**
 * bs_copy_get_body:
 * @copy: a story's copy
 * @setting: what to compose with; always the same for one copy
 * @characters: the measure
 *
 * Returns: (transfer none): the text with jump lines, byline and sponsor line, as lines
 */
const BsBody *
bs_copy_get_body (BsCopy *copy, const BsSetting *setting, guint characters)
{
  BsMeasure measure = { 0, (BsUnit) characters * setting->format->em };

  return bs_copy_get_shaped_body (copy, setting, &measure, 1);
}

/**
 * bs_copy_get_cut_body:
 * @copy: a copy that goes on elsewhere
 * @setting: what to compose with; always the same for one copy
 * @body: one of this copy's bodies that is longer than @lines
 * @lines: that there are
 *
 * Returns: (transfer none): what of @body stands in @lines, the jump line closing it; a line or two
 *   less where that spares the reader a subhead, or a paragraph's first or last line, on its own
 */
const BsBody *
bs_copy_get_cut_body (BsCopy *copy, const BsSetting *setting, const BsBody *body, guint lines)
{
  BsBodyRequest request = {
    .setting = setting,
    .story = copy->story,
    .stretch = &copy->stretch,
    .measures = body->measures,
    .n_measures = body->n_measures,
  };
  CutBody cut = { body, lines, NULL };

  g_return_val_if_fail (bs_copy_goes_on (copy), NULL);

  for (guint i = 0; i < copy->cut_bodies->len; i++)
    {
      const CutBody *known = &g_array_index (copy->cut_bodies, CutBody, i);

      if (known->whole == body && known->lines == lines)
        return known->body;
    }
  cut.body = bs_body_cut (body, &request, lines);
  g_array_append_val (copy->cut_bodies, cut);

  return cut.body;
}

static gboolean
request_equal (const BsHeaderRequest *a, const BsHeaderRequest *b)
{
  return a->width == b->width && a->lines == b->lines && a->min_size == b->min_size
         && a->max_size == b->max_size && a->vertical == b->vertical && a->height == b->height
         && g_strcmp0 (a->text, b->text) == 0 && g_strcmp0 (a->text_path, b->text_path) == 0;
}

/**
 * bs_copy_get_header:
 * @copy: a story's copy
 * @setting: what to compose with
 * @request: width and sizes
 *
 * Returns: (transfer none): the header; of zero lines for a story that has none of its parts
 */
const BsHeader *
bs_copy_get_header (BsCopy *copy, const BsSetting *setting, const BsHeaderRequest *request)
{
  BsHeaderRequest own = *request;
  BsHeader *header;

  own.continuation = bs_copy_is_continuation (copy);
  own.text = keep_string (copy, request->text);
  own.text_path = keep_string (copy, request->text_path);
  for (guint i = 0; i < copy->headers->len; i++)
    {
      header = g_ptr_array_index (copy->headers, i);
      if (request_equal (&header->request, &own))
        return header;
    }
  header = bs_header_new (setting, copy->story, &own);
  g_ptr_array_add (copy->headers, header);

  return header;
}
