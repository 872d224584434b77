/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The geometry of pages, for tools/judge-pages: of each page of each issue named, a line "set FILE
 * MICROSECONDS" of processor time, its display list as bs_display_list_dump() writes it, a line
 * "grid …" with the type area, in units, and a line "end". It judges nothing.
 */

#include "layout/bs-layout.h"
#include "layout/bs-page-format.h"
#include "model/bs-document.h"

#include <stdio.h>
#include <time.h>

static gint64
processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
dump_page (BsLayout *layout, const char *file, const BsNode *issue, const char *page,
           GError **error)
{
  gint64 start = processor_time ();
  g_autoptr (BsPageResult) result = bs_layout_page (layout, issue, page, error);
  g_autofree char *dump = NULL;

  if (result == NULL)
    return FALSE;
  printf ("set %s %d\n", file, (int) (processor_time () - start));
  dump = bs_display_list_dump (result->list);
  printf ("%send\n", dump);

  return TRUE;
}

static gboolean
dump_issue (BsEnvironment *environment, BsLayout *layout, const char *name, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  g_autoptr (BsDocument) document = bs_document_load (environment, file, error);
  const BsNode *issue, *pages;

  if (document == NULL)
    return FALSE;
  issue = bs_document_get_root (document);
  pages = bs_issue_get_pages (issue);
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    if (!dump_page (layout, name, issue, bs_node_get_text (bs_node_get_element (pages, i), "id"),
                    error))
      return FALSE;

  return TRUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BsLayout) layout = bs_layout_new (environment, &error);

  for (int i = 1; i < argc && error == NULL; i++)
    dump_issue (environment, layout, argv[i], &error);
  if (error != NULL)
    {
      fprintf (stderr, "dump-pages: %s\n", error->message);
      return 1;
    }

  return 0;
}
