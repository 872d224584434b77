/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-template.h"

#include "bs-cli-error.h"
#include "bs-config.h"
#include "model/bs-numbering.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static GPtrArray *
list_templates (BsCli *cli)
{
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "broadsheet", "publications",
                                           NULL);
  g_autofree char *shipped = bs_environment_find_data (cli->environment, "publications");
  const char *const folders[] = { own, shipped, NULL };

  return bs_template_list (folders, TRUE);
}

static char *
join_names (const GPtrArray *entries)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const BsTemplateEntry *entry = g_ptr_array_index (entries, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", entry->id);
      if (!g_str_equal (entry->id, entry->title))
        g_string_append_printf (names, " (%s)", entry->title);
    }

  return g_string_free (names, FALSE);
}

GFile *
bs_cli_find_template (BsCli *cli, const char *name, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *names = NULL;
  const BsTemplateEntry *entry;

  if (strchr (name, '/') != NULL || g_str_has_suffix (name, BS_TEMPLATE_ENDING))
    return g_file_new_for_path (name);
  entries = list_templates (cli);
  entry = bs_template_find (entries, name);
  if (entry != NULL)
    return g_object_ref (entry->file);
  names = join_names (entries);
  g_set_error (error, BS_CLI_ERROR, BS_EXIT_INPUT,
               _ ("%s: there is no template of this name. Those there are: %s"), name, names);

  return NULL;
}

static char *
dup_next_date (BsCli *cli, const BsNode *root)
{
  g_autoptr (GDateTime) now = bs_environment_now (cli->environment);
  g_autoptr (GDateTime) local = g_date_time_to_local (now);
  GDate today, date;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  bs_numbering_next_date (root, &today, &date);

  return bs_date_write (&date);
}

static void
continue_numbers (const BsNode *root, BsNewIssue *issue)
{
  g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (BsNumbered));
  BsNumbered last;
  BsNextNumber next;
  GDate date;

  if (!bs_date_read (issue->date, &date))
    return;
  if (bs_numbered_read_record (root, &last))
    g_array_append_val (known, last);
  bs_numbering_next (root, known, &date, &next);
  if (issue->number == 0)
    issue->number = next.number;
  issue->total_number = next.total;
}

BsDocument *
bs_cli_make_from_template (BsCli *cli, GFile *file, const BsNewIssue *issue, GError **error)
{
  g_autoptr (BsNode) root = bs_template_load (file, error);
  g_autofree char *date = NULL;
  g_autofree char *name = g_file_get_basename (file);
  BsNewIssue wanted = *issue;

  if (root == NULL)
    return NULL;
  date = issue->date != NULL ? g_strdup (issue->date) : dup_next_date (cli, root);
  wanted.date = date;
  continue_numbers (root, &wanted);
  if (g_str_has_suffix (name, BS_TEMPLATE_ENDING))
    name[strlen (name) - strlen (BS_TEMPLATE_ENDING)] = '\0';

  return bs_document_new_from (cli->environment, bs_template_to_issue (root, name, &wanted), error);
}

/* A template that cannot be written, as those of the program, remembers nothing. */
static void
record (GFile *file, BsDocument *document)
{
  g_autoptr (BsNode) root = bs_template_load (file, NULL);
  g_autoptr (BsNode) recorded = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);

  if (root == NULL || info == NULL
      || !g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE))
    return;
  recorded = bs_numbering_record (root, bs_document_get_root (document));
  if (recorded != NULL && !bs_template_save (file, recorded, &error))
    g_message ("%s", error->message);
}

static gboolean
is_shipped (BsCli *cli, GFile *file)
{
  g_autofree char *path = bs_environment_find_data (cli->environment, "publications");
  g_autoptr (GFile) shipped = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_get_parent (file);

  return folder != NULL && g_file_equal (folder, shipped);
}

gboolean
bs_cli_save_from_template (BsCli *cli, GFile *file, BsDocument *document, GFile *target,
                           GError **error)
{
  g_autoptr (GFile) from = bs_template_get_media_folder (file);
  g_autoptr (GFile) to = NULL;

  if (!bs_document_save_as (document, target, error))
    return FALSE;
  to = bs_document_get_media_folder (document);
  if (!bs_template_copy_media (bs_document_get_root (document), from, to, error))
    return FALSE;
  if (!is_shipped (cli, file))
    record (file, document);

  return TRUE;
}
