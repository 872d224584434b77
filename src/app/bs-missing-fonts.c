/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-missing-fonts.h"

#include "bs-config.h"

#include "compose/bs-font-set.h"
#include "layout/bs-page-format.h"
#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_NAMES 4 /* of styles, before "…" */

typedef struct
{
  BsEnvironment *environment;
  BsNode *issue;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->environment);
  bs_node_unref (job->issue);
  g_free (job);
}

/* Adds to @families what the format of @page asks for in vain: family -> names of styles. */
static void
look_at_page (Job *job, const char *page, GHashTable *families)
{
  g_autoptr (BsPageFormat) format = bs_page_format_load_for_page (job->environment, job->issue,
                                                                  page, NULL);
  BsFontSet *fonts = bs_environment_get_fonts (job->environment);
  GHashTableIter iter;
  gpointer name, data;

  if (format == NULL)
    return;
  g_hash_table_iter_init (&iter, format->styles);
  while (g_hash_table_iter_next (&iter, &name, &data))
    {
      const BsTextStyle *style = data;
      gboolean substituted = FALSE;
      GHashTable *styles;

      bs_font_set_find (fonts, style->family, style->weight, &substituted, NULL);
      if (!substituted)
        continue;
      styles = g_hash_table_lookup (families, style->family);
      if (styles == NULL)
        {
          styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
          g_hash_table_insert (families, (gpointer) style->family, styles);
        }
      g_hash_table_add (styles, g_strdup (name));
    }
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static char *
join_sorted (GHashTable *names)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (names), compare_texts);
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (GList *l = keys; l != NULL; l = l->next, n++)
    {
      if (n == MOST_NAMES)
        {
          g_string_append (text, "…");
          break;
        }
      g_string_append_printf (text, "%s%s", n > 0 ? ", " : "", (const char *) l->data);
    }

  return g_string_free (text, FALSE);
}

static char *
describe (GHashTable *families)
{
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *family_names = join_sorted (families);
  g_autofree char *style_names = NULL;
  GHashTableIter iter;
  gpointer styles;

  g_hash_table_iter_init (&iter, families);
  while (g_hash_table_iter_next (&iter, NULL, &styles))
    {
      GHashTableIter inner;
      gpointer name;

      g_hash_table_iter_init (&inner, styles);
      while (g_hash_table_iter_next (&inner, &name, NULL))
        g_hash_table_add (all, name);
    }
  style_names = join_sorted (all);

  /* Translators: families of fonts; names of text styles, as in the file */
  return g_strdup_printf (_ (
                            "Not installed here: %s. These styles are set in another font: %s. The "
                            "pages may break differently elsewhere."),
                          family_names, style_names);
}

static void
look (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
      GCancellable *cancellable G_GNUC_UNUSED)
{
  Job *job = data;
  const BsNode *pages = bs_issue_get_pages (job->issue);
  g_autoptr (GHashTable) families = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                           (GDestroyNotify) g_hash_table_unref);
  g_autoptr (GHashTable) formats = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const BsNode *page = bs_node_get_element (pages, i);

      if (g_hash_table_add (formats, (gpointer) bs_issue_get_page_format (job->issue, page)))
        look_at_page (job, bs_node_get_text (page, "id"), families);
    }
  g_task_return_pointer (task, g_hash_table_size (families) > 0 ? describe (families) : NULL,
                         g_free);
}

void
bs_missing_fonts_find (BsEnvironment *environment, const BsNode *issue, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->environment = g_object_ref (environment);
  job->issue = bs_node_ref (issue);
  g_task_set_source_tag (task, bs_missing_fonts_find);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, look);
}

char *
bs_missing_fonts_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
