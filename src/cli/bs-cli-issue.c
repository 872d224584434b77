/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-issue.h"

#include "bs-cli-error.h"
#include "bs-cli-file.h"
#include "bs-config.h"
#include "model/bs-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Works for pipes and regular files alike; the core reads each to its end, bounded. */
#define STANDARD_INPUT "/dev/stdin"

static gboolean
is_date (const char *text)
{
  g_autofree char *moment = g_strdup_printf ("%sT00:00:00Z", text);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (moment, NULL);
  g_autofree char *written = time != NULL ? g_date_time_format (time, "%Y-%m-%d") : NULL;

  return g_strcmp0 (written, text) == 0;
}

/* As the document wants its ids: not all digits, and nothing that a path would need to escape. */
static gboolean
is_page_name (const char *name)
{
  return *name != '\0' && strlen (name) <= 32 && strpbrk (name, "/~ \t\n") == NULL
         && name[strspn (name, "0123456789")] != '\0';
}

/**
 * bs_cli_check_issue:
 * @date: (nullable): value of `--date`
 * @pages: (nullable): names with commas
 * @status: (out): what to exit with where this returns %FALSE
 */
gboolean
bs_cli_check_issue (BsCli *cli, const char *date, gint64 number, const char *pages, BsExit *status)
{
  g_auto (GStrv) names = g_strsplit (pages != NULL ? pages : "A1", ",", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (date != NULL && !is_date (date))
    {
      *status = bs_cli_misuse (cli, _ ("--date: “%s” is not a day as YYYY-MM-DD"), date);
      return FALSE;
    }
  if (number < 0)
    {
      *status = bs_cli_misuse (cli, _ ("--number: must not be negative"));
      return FALSE;
    }
  for (guint i = 0; names[i] != NULL; i++)
    if (!is_page_name (g_strstrip (names[i])) || !g_hash_table_add (seen, names[i]))
      {
        *status = bs_cli_misuse (cli, _ ("“%s” cannot be the name of a page; A1 and A2 could"),
                                 names[i]);
        return FALSE;
      }
  if (names[0] == NULL)
    {
      *status = bs_cli_misuse (cli, _ ("An issue needs a page"));
      return FALSE;
    }

  return TRUE;
}

/**
 * bs_cli_open_issue:
 * @for_writing: the verb is going to save it
 *
 * Returns: (transfer full): the issue, or %NULL
 */
BsDocument *
bs_cli_open_issue (BsCli *cli, const char *file, gboolean for_writing, GError **error)
{
  g_autoptr (GFile) place = NULL;
  g_autoptr (BsDocument) document = NULL;

  if (for_writing && bs_cli_is_standard (file))
    {
      g_set_error (error, BS_CLI_ERROR, BS_EXIT_USAGE,
                   _ ("-: standard input cannot be saved back. Name a file"));
      return NULL;
    }
  place = g_file_new_for_path (bs_cli_is_standard (file) ? STANDARD_INPUT : file);
  document = bs_document_load (cli->environment, place, error);
  if (document == NULL)
    return NULL;

  if (for_writing && bs_document_get_read_only (document))
    {
      g_autofree char *name = g_filename_display_name (file);

      g_set_error (error, BS_CLI_ERROR, BS_EXIT_WRITE, "%s: %s", name,
                   bs_document_get_read_only_reason (document));
      return NULL;
    }
  if (for_writing && !bs_document_lock (document, error))
    return NULL;
  if (bs_document_get_recovered (document) > 0)
    bs_cli_note (cli,
                 ngettext ("%u change that was never saved was recovered",
                           "%u changes that were never saved were recovered",
                           bs_document_get_recovered (document)),
                 bs_document_get_recovered (document));

  return g_steal_pointer (&document);
}

gboolean
bs_cli_save_issue (BsDocument *document, GError **error)
{
  return !bs_document_get_modified (document) || bs_document_save (document, error);
}

static gboolean
is_wanted (char *const *wanted, const char *page)
{
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      g_auto (GStrv) names = g_strsplit (wanted[i], ",", -1);

      for (guint j = 0; names[j] != NULL; j++)
        if (g_str_equal (g_strstrip (names[j]), page))
          return TRUE;
    }

  return FALSE;
}

static char *
list_pages (const BsNode *pages)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            bs_node_get_text (bs_node_get_element (pages, i), "id"));

  return g_string_free (names, FALSE);
}

/* Each name of a list “A1,A2” must be there. */
static gboolean
check_wanted (const BsNode *pages, char *const *wanted, GError **error)
{
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      g_auto (GStrv) names = g_strsplit (wanted[i], ",", -1);

      for (guint j = 0; names[j] != NULL; j++)
        if (bs_node_find_by_id (pages, g_strstrip (names[j])) == NULL)
          {
            g_autofree char *there = list_pages (pages);

            g_set_error (error, BS_CLI_ERROR, BS_EXIT_INPUT,
                         _ ("%s: the issue has no such page. Its pages are %s"), names[j], there);
            return FALSE;
          }
    }

  return TRUE;
}

/**
 * bs_cli_choose_pages:
 * @wanted: (nullable): values of `--page`, each one name or several with commas
 *
 * Returns: (transfer full): names in the order of the issue, or %NULL with an error that lists the
 * pages there are
 */
char **
bs_cli_choose_pages (const BsNode *issue, char *const *wanted, GError **error)
{
  const BsNode *pages = bs_issue_get_pages (issue);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_free);

  if (wanted != NULL && !check_wanted (pages, wanted, error))
    return NULL;
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const char *name = bs_node_get_text (bs_node_get_element (pages, i), "id");

      if (wanted == NULL || is_wanted (wanted, name))
        g_ptr_array_add (chosen, g_strdup (name));
    }
  if (chosen->len == 0)
    {
      g_set_error (error, BS_CLI_ERROR, BS_EXIT_INPUT, _ ("The issue has no pages. Add one first"));
      return NULL;
    }
  g_ptr_array_add (chosen, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&chosen), FALSE);
}

static gboolean
list_has_page (const BsNode *list, const char *page)
{
  for (guint i = 0; i < bs_node_get_length (list); i++)
    if (g_str_equal (bs_node_get_text (bs_node_get_element (list, i), "page"), page))
      return TRUE;

  return FALSE;
}

gboolean
bs_cli_page_has_copy (const BsNode *issue, const char *page)
{
  return list_has_page (bs_issue_get_stories (issue), page)
         || list_has_page (bs_issue_get_photos (issue), page);
}

char *
bs_cli_dup_issue_title (const BsNode *issue)
{
  const char *name = bs_node_get_text (bs_node_get_member (issue, "publication"), "name");
  g_autofree char *title = g_strdup_printf ("%s %s", name, bs_node_get_text (issue, "date"));

  return g_strdup (g_strstrip (title));
}

void
bs_cli_print_json (BsCli *cli, BsNode *object)
{
  g_autoptr (BsNode) owned = object;
  g_autofree char *text = bs_json_write (owned, BS_JSON_LINES, NULL);

  g_string_append (cli->out, text);
  cli->out_is_bytes = TRUE;
}
