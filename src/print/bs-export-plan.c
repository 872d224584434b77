/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-export-plan.h"

#include "bs-config.h"
#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a name, with its ending; most file systems take 255. */
#define MOST_BYTES 200

const char *const bs_export_fields[] = { "{name}", "{date}",    "{yyyymmdd}", "{number}",
                                         "{page}", "{section}", NULL };

static const struct
{
  const char *name;
  const char *ending;
  gboolean each; /* a file for each page */
} kinds[BS_EXPORT_N_KINDS] = {
  [BS_EXPORT_PRESS] = { "press", ".pdf", TRUE },     [BS_EXPORT_PROOF] = { "proof", ".pdf", FALSE },
  [BS_EXPORT_PNG] = { "png", ".png", TRUE },         [BS_EXPORT_TEXT] = { "text", ".txt", FALSE },
  [BS_EXPORT_NINJS] = { "ninjs", ".ndjson", FALSE },
};

const char *
bs_export_kind_to_string (BsExportKind kind)
{
  g_return_val_if_fail (kind < BS_EXPORT_N_KINDS, "");

  return kinds[kind].name;
}

BsExportKind
bs_export_kind_from_string (const char *text)
{
  for (guint i = 0; i < BS_EXPORT_N_KINDS; i++)
    if (g_strcmp0 (kinds[i].name, text) == 0)
      return i;

  return BS_EXPORT_PRESS;
}

static void
export_file_free (gpointer pointer)
{
  BsExportFile *file = pointer;

  g_free (file->name);
  g_strfreev (file->pages);
  g_free (file);
}

/* "A1", or from the first to the last: "A1-A4". */
static char *
dup_page_range (const char *const *pages)
{
  guint n = g_strv_length ((char **) pages);

  return n == 1 ? g_strdup (pages[0]) : g_strdup_printf ("%s-%s", pages[0], pages[n - 1]);
}

static const char *
get_section (const BsNode *issue, const char *page)
{
  const char *id = bs_node_get_text (bs_issue_get_page (issue, page), "section");
  const BsNode *section = bs_node_find_by_id (bs_node_get_member (issue, "sections"), id);
  const char *name = bs_node_get_text (section, "name");

  return *name != '\0' ? name : id;
}

static char *
dup_value (const BsNode *issue, const char *field, const char *const *pages)
{
  if (g_str_equal (field, "{name}"))
    return g_strdup (bs_node_get_text (bs_node_get_member (issue, "publication"), "name"));
  if (g_str_equal (field, "{date}"))
    return g_strdup (bs_node_get_text (issue, "date"));
  if (g_str_equal (field, "{yyyymmdd}"))
    {
      g_auto (GStrv) parts = g_strsplit (bs_node_get_text (issue, "date"), "-", -1);

      return g_strjoinv ("", parts);
    }
  if (g_str_equal (field, "{number}"))
    return g_strdup_printf ("%" G_GINT64_FORMAT, bs_node_get_number (issue, "number", 0));
  if (g_str_equal (field, "{page}"))
    return dup_page_range (pages);

  return g_strdup (get_section (issue, pages[0]));
}

/* What no file system or shell minds: no separators, no control characters, no dot in front. */
static char *
make_safe (const char *text)
{
  g_autoptr (GString) safe = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '.' && safe->len == 0)
        continue;
      if (g_unichar_iscntrl (c) || (c < 128 && strchr ("/\\:*?\"<>|", (int) c) != NULL))
        c = '-';
      g_string_append_unichar (safe, c);
    }
  while (safe->len > MOST_BYTES)
    g_string_truncate (safe, (gsize) (g_utf8_prev_char (safe->str + safe->len) - safe->str));
  g_strchomp (g_strchug (safe->str));

  return g_strdup (*safe->str != '\0' ? safe->str : "broadsheet");
}

static char *
dup_name (const BsNode *issue, const BsExportWish *wish, const char *const *pages,
          const char *pattern)
{
  g_autoptr (GString) name = g_string_new (pattern);
  g_autofree char *safe = NULL;

  for (guint i = 0; bs_export_fields[i] != NULL; i++)
    {
      g_autofree char *value = dup_value (issue, bs_export_fields[i], pages);

      g_string_replace (name, bs_export_fields[i], value, 0);
    }
  if (wish->faulty && wish->kind == BS_EXPORT_PRESS)
    g_string_append (name, "_PROOF");
  safe = make_safe (name->str);

  return g_strconcat (safe, kinds[wish->kind].ending, NULL);
}

static void
add_file (GPtrArray *files, char *name, const char *const *pages)
{
  BsExportFile *file = g_new0 (BsExportFile, 1);

  file->name = name;
  file->pages = g_strdupv ((char **) pages);
  g_ptr_array_add (files, file);
}

GPtrArray *
bs_export_plan (const BsNode *issue, const BsExportWish *wish)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (export_file_free);
  g_autofree char *pattern = g_strdup (wish->pattern);
  guint n_pages = g_strv_length ((char **) wish->pages);

  g_return_val_if_fail (n_pages > 0 && wish->kind < BS_EXPORT_N_KINDS, files);

  if (!kinds[wish->kind].each)
    {
      add_file (files, dup_name (issue, wish, wish->pages, pattern), wish->pages);
      return files;
    }
  /* Pages must not replace each other. */
  if (n_pages > 1 && strstr (pattern, "{page}") == NULL)
    {
      g_free (pattern);
      pattern = g_strconcat (wish->pattern, "_{page}", NULL);
    }
  for (guint i = 0; i < n_pages; i++)
    {
      const char *one[] = { wish->pages[i], NULL };

      add_file (files, dup_name (issue, wish, one, pattern), one);
    }

  return files;
}

char *
bs_export_plan_refuse (const char *pattern)
{
  g_autofree char *stripped = g_strstrip (g_strdup (pattern));

  if (*stripped == '\0')
    return g_strdup (_ ("The files need a name."));
  if (strchr (pattern, '/') != NULL)
    return g_strdup (_ ("A name has no “/” in it: choose the folder above."));
  for (const char *open = strchr (pattern, '{'); open != NULL; open = strchr (open + 1, '{'))
    {
      gboolean known = FALSE;

      for (guint i = 0; bs_export_fields[i] != NULL; i++)
        known |= g_str_has_prefix (open, bs_export_fields[i]);
      if (!known)
        {
          const char *close = strchr (open, '}');
          gsize length = close != NULL ? (gsize) (close - open) + 1 : strlen (open);

          return g_strdup_printf (_ ("“%.*s” is no field."), (int) length, open);
        }
    }

  return NULL;
}
