/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-copyfit.h"
#include "bs-cli-issue.h"
#include "bs-cli-progress.h"
#include "bs-config.h"

#include <glib/gi18n-lib.h>

static BsNode *
page_to_node (const BsNode *issue, const BsNode *page)
{
  BsNodeBuilder *object = bs_node_builder_new_object ();

  bs_node_builder_set_text (object, "page", bs_node_get_text (page, "id"));
  bs_node_builder_set_text (object, "section", bs_node_get_text (page, "section"));
  bs_node_builder_set_text (object, "format", bs_issue_get_page_format (issue, page));
  bs_node_builder_set_number (object, "boxes",
                              bs_node_get_length (bs_node_get_member (page, "boxes")));

  return bs_node_builder_end (object);
}

/* Of each story that was set by its id; NULL: nobody asked. */
static const BsCopyfitReport *
get_fit (GHashTable *fits, const BsNode *story)
{
  return fits != NULL ? g_hash_table_lookup (fits, bs_node_get_text (story, "id")) : NULL;
}

static BsNode *
story_to_node (const BsNode *story, GHashTable *fits)
{
  const BsCopyfitReport *fit = get_fit (fits, story);
  BsNodeBuilder *object = bs_node_builder_new_object ();
  g_autofree char *byline = bs_story_dup_byline (story);

  bs_node_builder_set_text (object, "id", bs_node_get_text (story, "id"));
  bs_node_builder_set_text (object, "page", bs_node_get_text (story, "page"));
  bs_node_builder_set_text (object, "headline", bs_node_get_text (story, "headline"));
  bs_node_builder_set_text (object, "byline", byline);
  bs_node_builder_set_text (object, "status", bs_node_get_text (story, "status"));
  bs_node_builder_set_number (object, "priority", bs_node_get_number (story, "priority", 0));
  bs_node_builder_set_number (object, "characters", bs_story_count_characters (story));
  if (fit != NULL)
    bs_node_builder_set (object, "copyfit", bs_cli_copyfit_to_node (fit));

  return bs_node_builder_end (object);
}

static BsNode *
photo_to_node (const BsNode *photo)
{
  BsNodeBuilder *object = bs_node_builder_new_object ();
  g_autofree char *credit = bs_photo_dup_credit (photo);

  bs_node_builder_set_text (object, "id", bs_node_get_text (photo, "id"));
  bs_node_builder_set_text (object, "page", bs_node_get_text (photo, "page"));
  bs_node_builder_set_text (object, "file", bs_node_get_text (photo, "file"));
  bs_node_builder_set_text (object, "caption", bs_node_get_text (photo, "caption"));
  bs_node_builder_set_text (object, "credit", credit);

  return bs_node_builder_end (object);
}

static void
print_json (BsCli *cli, const BsNode *issue, GHashTable *fits)
{
  const BsNode *pages = bs_issue_get_pages (issue);
  const BsNode *stories = bs_issue_get_stories (issue);
  const BsNode *photos = bs_issue_get_photos (issue);
  BsNodeBuilder *object = bs_node_builder_new_object ();
  BsNodeBuilder *page_list = bs_node_builder_new_array ();
  BsNodeBuilder *story_list = bs_node_builder_new_array ();
  BsNodeBuilder *photo_list = bs_node_builder_new_array ();

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    bs_node_builder_add (page_list, page_to_node (issue, bs_node_get_element (pages, i)));
  for (guint i = 0; i < bs_node_get_length (stories); i++)
    bs_node_builder_add (story_list, story_to_node (bs_node_get_element (stories, i), fits));
  for (guint i = 0; i < bs_node_get_length (photos); i++)
    bs_node_builder_add (photo_list, photo_to_node (bs_node_get_element (photos, i)));

  bs_node_builder_set_text (object, "name",
                            bs_node_get_text (bs_node_get_member (issue, "publication"), "name"));
  bs_node_builder_set_text (object, "date", bs_node_get_text (issue, "date"));
  bs_node_builder_set_number (object, "number", bs_node_get_number (issue, "number", 0));
  bs_node_builder_set (object, "pages", bs_node_builder_end (page_list));
  bs_node_builder_set (object, "stories", bs_node_builder_end (story_list));
  bs_node_builder_set (object, "photos", bs_node_builder_end (photo_list));
  bs_cli_print_json (cli, bs_node_builder_end (object));
}

/* The beginning of a long text, on one line. */
static char *
shorten (const char *text)
{
  const glong most = 40;
  g_autofree char *begin = NULL;
  glong length = g_utf8_strlen (text, -1);

  begin = g_utf8_substring (text, 0, MIN (length, most));
  g_strdelimit (begin, "\n\r\t", ' ');

  return g_strconcat (begin, length > most ? "…" : "", NULL);
}

static void
print_stories (BsCli *cli, const BsNode *stories, const char *page, GHashTable *fits)
{
  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);
      g_autofree char *headline = shorten (bs_node_get_text (story, "headline"));
      const char *status = bs_node_get_text (story, "status");

      if (!g_str_equal (bs_node_get_text (story, "page"), page))
        continue;
      bs_cli_print (cli, "  %-5s %-8s %5u  %s\n", bs_node_get_text (story, "id"),
                    *status != '\0' ? status : "-", bs_story_count_characters (story), headline);
      if (get_fit (fits, story) != NULL)
        bs_cli_print_copyfit (cli, get_fit (fits, story));
    }
}

static void
print_photos (BsCli *cli, const BsNode *photos, const char *page)
{
  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);
      g_autofree char *caption = shorten (bs_node_get_text (photo, "caption"));

      if (g_str_equal (bs_node_get_text (photo, "page"), page))
        bs_cli_print (cli, "  %-5s %-14s  %s\n", bs_node_get_text (photo, "id"),
                      *bs_node_get_text (photo, "file") != '\0' ? _ ("photo")
                                                                : _ ("photo, no file"),
                      caption);
    }
}

static void
print_issue (BsCli *cli, const BsNode *issue, GHashTable *fits)
{
  const BsNode *pages = bs_issue_get_pages (issue);
  g_autofree char *title = bs_cli_dup_issue_title (issue);

  bs_cli_print (cli, "%s\n", title);
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const BsNode *page = bs_node_get_element (pages, i);
      const char *name = bs_node_get_text (page, "id");

      bs_cli_print (cli, "%s  %s  %s\n", name, bs_issue_get_page_format (issue, page),
                    bs_node_get_length (bs_node_get_member (page, "boxes")) > 0
                      ? _ ("laid out")
                      : _ ("not laid out"));
      print_stories (cli, bs_issue_get_stories (issue), name, fits);
      print_photos (cli, bs_issue_get_photos (issue), name);
    }
  if (bs_cli_page_has_copy (issue, ""))
    bs_cli_print (cli, "%s\n", _ ("On no page"));
  print_stories (cli, bs_issue_get_stories (issue), "", fits);
  print_photos (cli, bs_issue_get_photos (issue), "");
}

static GHashTable *
fit_stories (BsCli *cli, const BsNode *issue, GError **error)
{
  const BsNode *stories = bs_issue_get_stories (issue);
  g_autoptr (BsLayout) layout = bs_layout_new (cli->environment, error);
  g_autoptr (GHashTable) fits = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                       (GDestroyNotify) bs_copyfit_report_free);
  BsCliProgress progress;
  guint n = bs_node_get_length (stories);

  if (layout == NULL)
    return NULL;
  bs_cli_progress_start (&progress, _ ("Fitting stories"));
  for (guint i = 0; i < n; i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);
      BsCopyfitReport *fit = bs_cli_fit_story (layout, issue, story, error);

      if (fit == NULL)
        {
          bs_cli_progress_end (&progress);
          return NULL;
        }
      g_hash_table_insert (fits, (gpointer) bs_node_get_text (story, "id"), fit);
      bs_cli_progress_report ((i + 1) / (double) n, &progress);
    }
  bs_cli_progress_end (&progress);

  return g_steal_pointer (&fits);
}

BsExit
bs_verb_list (BsCli *cli, int argc, char *argv[])
{
  g_auto (GStrv) operands = NULL;
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) fits = NULL;
  gboolean copyfit = FALSE;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "copyfit", 0, 0, G_OPTION_ARG_NONE, &copyfit,
      N_ ("Say how each story fits, and what cutting or adding gains"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON object"), NULL },
    { NULL }
  };
  const BsUsage usage = { entries, NULL, 1, 1 };
  BsExit status;

  if (!bs_cli_parse (cli, &usage, argc, argv, &operands, &status))
    return status;
  document = bs_cli_open_issue (cli, operands[0], FALSE, &error);
  if (document == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);

  if (copyfit)
    fits = fit_stories (cli, bs_document_get_root (document), &error);
  if (error != NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);

  if (json)
    print_json (cli, bs_document_get_root (document), fits);
  else
    print_issue (cli, bs_document_get_root (document), fits);

  return BS_EXIT_DONE;
}
