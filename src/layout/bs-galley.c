/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-galley.h"

#include "layout/bs-layout-private.h"

#include <glib/gi18n-lib.h>

struct _BsGalley
{
  BsPageFormat *format;
  BsCopy *copy;
  const BsBody *body; /* the copy's */
  const char *page;   /* the issue's */
  guint characters;
};

static const BsNode *
find_box (const BsNode *page, const char *story)
{
  const BsNode *boxes = bs_node_get_member (page, "boxes");

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *box = bs_node_get_element (boxes, i);
      const BsNode *first = bs_node_get_element (bs_node_get_member (box, "refs"), 0);

      if (g_str_equal (bs_node_get_text (box, "kind"), "story")
          && g_str_equal (bs_node_get_string (first), story))
        return box;
    }

  return NULL;
}

/* The box that the story begins in, and its page. */
static const BsNode *
find_first_box (const BsNode *issue, const char *story, const char **page)
{
  const BsNode *pages = bs_issue_get_pages (issue);

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const BsNode *node = bs_node_get_element (pages, i);
      const BsNode *box = find_box (node, story);

      if (box != NULL)
        {
          *page = bs_node_get_text (node, "id");
          return box;
        }
    }

  return NULL;
}

static guint
get_characters (const BsNode *node, const BsPageFormat *format)
{
  BsLegs legs;
  BsBox box;

  if (node == NULL || !bs_box_read (&box, node, format))
    return format->column_characters;
  bs_box_get_legs (&box, format, &legs);

  return legs.characters;
}

/* Of @page where the issue has it, else of the issue. */
static BsPageFormat *
load_format (BsLayout *layout, const BsNode *issue, const char *page, GError **error)
{
  BsPageFormat *format;

  if (page == NULL || bs_issue_get_page (issue, page) == NULL)
    return bs_page_format_load_for_page (bs_layout_get_environment (layout), issue, NULL, error);
  format = bs_layout_get_format (layout, issue, page, error);

  return format != NULL ? bs_page_format_ref (format) : NULL;
}

/**
 * bs_galley_new:
 * @layout: composes
 * @issue: root of the issue
 * @story: id of one of its stories
 *
 * Returns: (transfer full): the whole story's text; NULL with %BS_LAYOUT_ERROR_IMPOSSIBLE where
 *   there is no such story, or with %BS_LAYOUT_ERROR_FORMAT
 */
BsGalley *
bs_galley_new (BsLayout *layout, const BsNode *issue, const char *story, GError **error)
{
  const BsNode *node = bs_issue_get_story (issue, story);
  const char *page = NULL;
  const BsNode *box;
  BsPageFormat *format;
  BsSetting setting;
  BsGalley *self;

  g_return_val_if_fail (BS_IS_LAYOUT (layout) && story != NULL, NULL);

  if (node == NULL)
    {
      g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_IMPOSSIBLE,
                   _ ("There is no story “%s” in the issue. Name another."), story);
      return NULL;
    }
  box = find_first_box (issue, story, &page);
  format = load_format (layout, issue, page != NULL ? page : bs_node_get_text (node, "page"),
                        error);
  if (format == NULL)
    return NULL;

  self = g_new0 (BsGalley, 1);
  self->format = format;
  self->page = page;
  self->characters = get_characters (box, format);
  self->copy = bs_copy_new (node);
  setting = (BsSetting){ bs_layout_get_composer (layout), format, issue, page,
                         bs_environment_get_fonts (bs_layout_get_environment (layout)) };
  self->body = bs_copy_get_body (self->copy, &setting, self->characters);

  return self;
}

/**
 * bs_galley_free:
 * @self: (transfer full) (nullable): a galley
 */
void
bs_galley_free (BsGalley *self)
{
  if (self == NULL)
    return;
  bs_copy_free (self->copy);
  bs_page_format_unref (self->format);
  g_free (self);
}

const BsPageFormat *
bs_galley_get_format (const BsGalley *self)
{
  return self->format;
}

const char *
bs_galley_get_page (const BsGalley *self)
{
  return self->page;
}

guint
bs_galley_get_characters (const BsGalley *self)
{
  return self->characters;
}

BsUnit
bs_galley_get_width (const BsGalley *self)
{
  return (BsUnit) self->characters * self->format->em;
}

guint
bs_galley_get_n_lines (const BsGalley *self)
{
  return self->body->lines->len;
}

gboolean
bs_galley_keeps_next (const BsGalley *self, guint line)
{
  g_return_val_if_fail (line < self->body->lines->len, FALSE);

  return (g_array_index (self->body->lines, BsBodyLine, line).flags & BS_LINE_KEEP_NEXT) != 0;
}

void
bs_galley_draw_line (const BsGalley *self, guint line, const BsRect *slot,
                     BsDisplayListBuilder *builder)
{
  const BsBodyLine *set;

  g_return_if_fail (line < self->body->lines->len);

  set = &g_array_index (self->body->lines, BsBodyLine, line);
  bs_part_draw (g_ptr_array_index (self->body->parts, set->part), set->line, slot, builder);
  if (set->tail >= 0)
    bs_part_draw (g_ptr_array_index (self->body->parts, set->tail), 0, slot, builder);
}
