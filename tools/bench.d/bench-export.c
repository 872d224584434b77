/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an edit and a page more cost while an issue is open. A character is typed into the issue's
 * first page, that page is set and exported: prints a line "edit LAYOUT EXPORT" for each in
 * microseconds of processor time, then "pages N MICROSECONDS" for exports of the first page and of
 * all.
 */

#include "layout/bs-layout.h"
#include "model/bs-document.h"
#include "print/bs-pdf.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct
{
  BsEnvironment *environment;
  BsDocument *document;
  BsLayout *layout;
  BsPdfOptions options;
} Desk;

static gint64
processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static GPtrArray *
set_pages (Desk *desk, guint n_pages, GError **error)
{
  const BsNode *issue = bs_document_get_root (desk->document);
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_display_list_unref);

  for (guint i = 0; i < n_pages; i++)
    {
      const BsNode *page = bs_node_get_element (bs_issue_get_pages (issue), i);
      g_autoptr (BsPageResult) result = bs_layout_page (desk->layout, issue,
                                                        bs_node_get_text (page, "id"), error);

      if (result == NULL)
        return NULL;
      g_ptr_array_add (lists, bs_display_list_ref (result->list));
    }

  return g_steal_pointer (&lists);
}

static gboolean
export_lists (Desk *desk, GPtrArray *lists, GError **error)
{
  g_autoptr (GBytes) pdf = bs_pdf_export (desk->environment, (BsDisplayList *const *) lists->pdata,
                                          lists->len, &desk->options, NULL, error);

  return pdf != NULL;
}

/* In the first paragraph of the first story on the first page that has both. */
static char *
find_text (const BsNode *issue)
{
  const BsNode *stories = bs_issue_get_stories (issue);
  const char *page = bs_node_get_text (bs_node_get_element (bs_issue_get_pages (issue), 0), "id");

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);
      const BsNode *paragraphs = bs_story_get_paragraphs (story);

      if (g_str_equal (bs_node_get_text (story, "page"), page)
          && bs_node_get_length (paragraphs) > 0)
        return g_strdup_printf ("/stories/%s/paragraphs/%s/text", bs_node_get_text (story, "id"),
                                bs_node_get_text (bs_node_get_element (paragraphs, 0), "id"));
    }

  return g_strdup ("");
}

static gboolean
measure_edits (Desk *desk, guint n_edits, GError **error)
{
  g_autofree char *path = find_text (bs_document_get_root (desk->document));

  for (guint i = 0; i <= n_edits; i++)
    {
      gint64 start = processor_time ();
      g_autoptr (GPtrArray) lists = NULL;
      gint64 set;

      if (!bs_document_splice (desk->document, path, 0, 0, i % 2 > 0 ? "字" : "改", error))
        return FALSE;
      lists = set_pages (desk, 1, error);
      set = processor_time ();
      if (lists == NULL || !export_lists (desk, lists, error))
        return FALSE;
      /* The first fills the caches, as opening the issue and its first export do. */
      if (i > 0)
        printf ("edit %d %d\n", (int) (set - start), (int) (processor_time () - start));
    }

  return TRUE;
}

static gboolean
measure_pages (Desk *desk, guint n_pages, GError **error)
{
  g_autoptr (GPtrArray) lists = set_pages (desk, n_pages, error);
  gint64 start = processor_time ();

  if (lists == NULL || !export_lists (desk, lists, error))
    return FALSE;
  printf ("pages %u %d\n", n_pages, (int) (processor_time () - start));

  return TRUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argc > 1 ? argv[1] : "");
  g_autoptr (GFile) media = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) document = bs_document_load (environment, file, &error);
  g_autoptr (BsLayout) layout = document != NULL ? bs_layout_new (environment, &error) : NULL;
  Desk desk = { environment, document, layout, { .bleed = BS_POINTS (8.5), .proof = TRUE } };
  guint n_pages;

  if (layout == NULL)
    {
      fprintf (stderr, "bench-export: %s\n", error->message);
      return 1;
    }
  media = bs_document_get_media_folder (document);
  desk.options.media_folder = media;
  n_pages = bs_node_get_length (bs_issue_get_pages (bs_document_get_root (document)));
  for (guint i = 0; i < 3 && error == NULL; i++)
    if (measure_pages (&desk, 1, &error))
      measure_pages (&desk, n_pages, &error);
  if (error == NULL)
    measure_edits (&desk, argc > 2 ? (guint) atoi (argv[2]) : 20, &error);
  if (error != NULL)
    {
      fprintf (stderr, "bench-export: %s\n", error->message);
      return 1;
    }

  return 0;
}
