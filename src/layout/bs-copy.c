/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-copy-private.h"
#include "layout/bs-header-private.h"

#include <string.h>

struct _BsCopy
{
  BsNode *story;      /* owned reference */
  GPtrArray *bodies;  /* BsBody */
  GPtrArray *headers; /* BsHeader */
};

static void
body_free (BsBody *body)
{
  g_ptr_array_unref (body->parts);
  g_array_unref (body->lines);
  g_free (body);
}

static void
append_lines (BsBody *body, BsPart *part, guint flags)
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
      };

      if (n_lines > 1 && i == 0)
        line.flags |= BS_LINE_OPENS;
      if (n_lines > 1 && i + 1 == n_lines)
        line.flags |= BS_LINE_CLOSES;
      g_array_append_val (body->lines, line);
    }
}

/* At the end of the last line where there is room (an em at least between), else below it. */
static void
append_tail (BsBody *body, const BsSetting *setting, BsPart *part)
{
  BsBodyLine *last = NULL;

  if (body->lines->len > 0)
    last = &g_array_index (body->lines, BsBodyLine, body->lines->len - 1);
  if (last != NULL && last->tail < 0 && !(last->flags & BS_LINE_KEEP_NEXT)
      && bs_paragraph_get_n_lines (part->paragraph) == 1)
    {
      const BsPart *text = g_ptr_array_index (body->parts, last->part);
      const BsLine *tail = bs_paragraph_get_line (part->paragraph, 0);
      BsUnit end = bs_part_get_line_end (text, last->line);

      if (tail->n_glyphs > 0 && end + setting->format->em <= tail->glyphs[0].x)
        {
          g_ptr_array_add (body->parts, part);
          body->n_missing += bs_paragraph_get_n_missing (part->paragraph);
          last->tail = (int) (body->parts->len - 1);
          return;
        }
    }
  append_lines (body, part, 0);
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

static BsPart *
compose_paragraph (const BsSetting *setting, const BsNode *story, const BsNode *paragraph,
                   const char *opening, BsUnit measure)
{
  const char *story_id = bs_node_get_text (story, "id");
  const char *text = bs_node_get_text (paragraph, "text");
  gboolean subhead = bs_paragraph_is_subhead (paragraph);
  g_autofree char *rest = g_strdup_printf ("paragraphs/%s/text",
                                           bs_node_get_text (paragraph, "id"));
  g_autofree char *joined = g_strconcat (opening, text, NULL);
  guint32 start = (guint32) strlen (opening);
  BsPart *part = bs_part_new (setting, joined, subhead ? "subhead" : "body", measure);

  if (start > 0)
    {
      bs_part_add_source (part, 0, bs_issue_dup_path ("stories", story_id, "dateline"));
      bs_part_add_source (part, (guint32) strlen (bs_node_get_text (story, "dateline")),
                          g_strdup (""));
    }
  bs_part_add_source (part, start, bs_issue_dup_path ("stories", story_id, rest));

  return part;
}

static void
append_paragraphs (BsBody *body, const BsSetting *setting, const BsNode *story, BsUnit measure)
{
  const BsNode *paragraphs = bs_story_get_paragraphs (story);
  g_autofree char *opening = dup_opening (story);
  gboolean opened = FALSE;

  for (guint i = 0; i < bs_node_get_length (paragraphs); i++)
    {
      const BsNode *paragraph = bs_node_get_element (paragraphs, i);
      gboolean subhead = bs_paragraph_is_subhead (paragraph);
      gboolean opens = !subhead && !opened;

      if (*bs_node_get_text (paragraph, "text") == '\0')
        continue;
      append_lines (body,
                    compose_paragraph (setting, story, paragraph, opens ? opening : "", measure),
                    subhead ? BS_LINE_KEEP_NEXT | BS_LINE_SUBHEAD : 0);
      opened |= opens;
    }
}

static BsBody *
compose_body (const BsSetting *setting, const BsNode *story, guint characters)
{
  BsBody *body = g_new0 (BsBody, 1);
  BsUnit measure = (BsUnit) characters * setting->format->em;
  const char *from = bs_node_get_text (story, "continued_from");
  const char *on = bs_node_get_text (story, "continued_on");
  const char *sponsor = bs_node_get_text (story, "sponsor");
  g_autofree char *byline = bs_story_dup_byline (story);

  body->characters = characters;
  body->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_part_free);
  body->lines = g_array_new (FALSE, FALSE, sizeof (BsBodyLine));
  if (*from != '\0')
    {
      g_autofree char *text = g_strdup_printf ("(上接%s版)", from);

      append_lines (body, bs_part_new (setting, text, "jump", measure), BS_LINE_KEEP_NEXT);
    }
  append_paragraphs (body, setting, story, measure);
  if (*on != '\0')
    {
      g_autofree char *text = g_strdup_printf ("(下转%s版)", on);

      append_tail (body, setting, bs_part_new (setting, text, "byline", measure));
    }
  if (*byline != '\0' && !opens_with_byline (story) && !bs_header_carries_byline (story))
    append_tail (body, setting, bs_part_new (setting, byline, "byline", measure));
  if (*sponsor != '\0')
    {
      BsPart *part = bs_part_new (setting, sponsor, "sponsor", measure);

      bs_part_add_source (part, 0,
                          bs_issue_dup_path ("stories", bs_node_get_text (story, "id"), "sponsor"));
      append_lines (body, part, 0);
    }

  return body;
}

BsCopy *
bs_copy_new (const BsNode *story)
{
  BsCopy *copy = g_new0 (BsCopy, 1);

  copy->story = bs_node_ref (story);
  copy->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) body_free);
  copy->headers = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_header_free);

  return copy;
}

void
bs_copy_free (BsCopy *copy)
{
  if (copy == NULL)
    return;
  bs_node_unref (copy->story);
  g_ptr_array_unref (copy->bodies);
  g_ptr_array_unref (copy->headers);
  g_free (copy);
}

const BsNode *
bs_copy_get_story (const BsCopy *copy)
{
  return copy->story;
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
  BsBody *body;

  for (guint i = 0; i < copy->bodies->len; i++)
    {
      body = g_ptr_array_index (copy->bodies, i);
      if (body->characters == characters)
        return body;
    }
  body = compose_body (setting, copy->story, characters);
  g_ptr_array_add (copy->bodies, body);

  return body;
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
  BsHeader *header;

  for (guint i = 0; i < copy->headers->len; i++)
    {
      header = g_ptr_array_index (copy->headers, i);
      if (header->request.width == request->width && header->request.lines == request->lines
          && header->request.min_size == request->min_size
          && header->request.max_size == request->max_size
          && header->request.vertical == request->vertical)
        return header;
    }
  header = bs_header_new (setting, copy->story, request);
  g_ptr_array_add (copy->headers, header);

  return header;
}
