/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long a keystroke takes to the updated page: a character is inserted into a story's body, the
 * page is set again, and the tile that shows it is drawn. Prints microseconds, one number a line.
 */

#include "layout/bs-layout.h"
#include "model/bs-document.h"
#include "render/bs-render.h"

#include <stdio.h>
#include <stdlib.h>

/* In the longest paragraph of the page, so many characters from its beginning. */
#define CARET 10
#define TILE 512

/* The longest paragraph of a story that stands on the page: the dearest to set again. */
static char *
find_paragraph (const BsNode *issue)
{
  const BsNode *stories = bs_issue_get_stories (issue);
  char *path = NULL;
  gsize longest = 0;

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);
      const BsNode *paragraphs = bs_story_get_paragraphs (story);

      for (guint j = 0; j < bs_node_get_length (paragraphs); j++)
        {
          const BsNode *paragraph = bs_node_get_element (paragraphs, j);
          gsize length = strlen (bs_node_get_text (paragraph, "text"));

          if (length <= longest)
            continue;
          longest = length;
          g_free (path);
          path = g_strdup_printf ("/stories/%s/paragraphs/%s/text", bs_node_get_text (story, "id"),
                                  bs_node_get_text (paragraph, "id"));
        }
    }

  return path;
}

static void
draw_tile (BsRenderer *renderer, BsDisplayList *list)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, TILE, TILE);
  cairo_t *cairo = cairo_create (surface);
  const BsRect area = { 0, BS_POINTS (TILE / 2), BS_POINTS (TILE), BS_POINTS (TILE) };

  bs_renderer_draw (renderer, cairo, list, &area, 1);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argc > 1 ? argv[1] : "");
  guint n_keys = argc > 2 ? atoi (argv[2]) : 100;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) document = bs_document_load (environment, file, &error);
  g_autoptr (BsLayout) layout = document != NULL ? bs_layout_new (environment, &error) : NULL;
  g_autoptr (BsRenderer) renderer = bs_renderer_new ();
  g_autofree char *path = NULL;
  const char *page;

  if (layout == NULL)
    {
      fprintf (stderr, "keystroke: %s\n", error->message);
      return 1;
    }
  page = bs_node_get_text (
    bs_node_get_element (bs_issue_get_pages (bs_document_get_root (document)), 0), "id");
  path = find_paragraph (bs_document_get_root (document));
  for (guint i = 0; i <= n_keys && path != NULL; i++)
    {
      g_autoptr (BsPageResult) result = NULL;
      const char *text = bs_node_get_string (
        bs_node_lookup (bs_document_get_root (document), path));
      gsize place = (gsize) (g_utf8_offset_to_pointer (text, CARET) - text);
      gint64 start = g_get_monotonic_time ();
      gint64 set;

      if (!bs_document_splice (document, path, place, 0, "字", &error))
        break;
      result = bs_layout_page (layout, bs_document_get_root (document), page, &error);
      if (result == NULL)
        break;
      set = g_get_monotonic_time ();
      draw_tile (renderer, result->list);
      /* The first fills the caches, as opening the page does. */
      if (i > 0)
        printf ("%d %d\n", (int) (set - start), (int) (g_get_monotonic_time () - start));
    }
  if (error != NULL)
    {
      fprintf (stderr, "keystroke: %s\n", error->message);
      return 1;
    }

  return 0;
}
