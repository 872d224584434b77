/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-import.h"

#include "bs-cli-file.h"
#include "bs-cli-progress.h"
#include "bs-config.h"

#include <glib/gi18n-lib.h>

/* Standard input may be a photo; larger ones come as files. */
#define STANDARD_INPUT_LIMIT (128 * 1024 * 1024)

static BsImportReport *
import_one (BsDocument *document, const char *source, const char *page, GError **error)
{
  if (bs_cli_is_standard (source))
    {
      g_autoptr (GBytes) bytes = bs_cli_read (source, STANDARD_INPUT_LIMIT, error);

      return bytes != NULL ? bs_import_bytes (document, bytes, source, page, error) : NULL;
    }
  else
    {
      g_autoptr (GFile) file = g_file_new_for_path (source);

      return bs_import_file (document, file, page, error);
    }
}

GPtrArray *
bs_cli_import (BsDocument *document, char *const *sources, const char *page, GError **error)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_import_report_free);
  guint n_sources = g_strv_length ((char **) sources);
  BsCliProgress progress;

  bs_cli_progress_start (&progress, _ ("Importing"));
  for (guint i = 0; i < n_sources; i++)
    {
      BsImportReport *report = import_one (document, sources[i], page, error);

      if (report == NULL)
        {
          bs_cli_progress_end (&progress);
          return NULL;
        }
      g_ptr_array_add (reports, report);
      bs_cli_progress_report ((i + 1) / (double) n_sources, &progress);
    }
  bs_cli_progress_end (&progress);

  return g_steal_pointer (&reports);
}

/**
 * bs_cli_dup_reports:
 *
 * Returns: (transfer full): what became of each source, and what is doubtful
 */
char *
bs_cli_dup_reports (const GPtrArray *reports)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reports->len; i++)
    {
      g_autofree char *report = bs_import_report_to_string (g_ptr_array_index (reports, i));

      g_string_append (text, report);
    }

  return g_string_free (text, FALSE);
}

BsNode *
bs_cli_reports_to_node (const GPtrArray *reports)
{
  BsNodeBuilder *array = bs_node_builder_new_array ();

  for (guint i = 0; i < reports->len; i++)
    bs_node_builder_add (array, bs_import_report_to_node (g_ptr_array_index (reports, i)));

  return bs_node_builder_end (array);
}
