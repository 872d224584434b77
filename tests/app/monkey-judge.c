/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "monkey-judge.h"

#include "model/bs-json.h"

#include <glib/gstdio.h>

char *
monkey_text_of (BsDocument *document)
{
  return bs_json_write (bs_document_get_root (document), BS_JSON_LINES, NULL);
}

static void
keep (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, text, -1, NULL);
}

/* The file and the journal as they are at one moment, as a crash would leave them: a save may go on
 * meanwhile, which replaces first the one and then the other. */
static char *
read_both (const char *path, const char *journal, char **content, gsize *length)
{
  char *before = NULL;
  char *after = NULL;

  g_file_get_contents (path, &after, NULL, NULL);
  do
    {
      g_free (before);
      before = g_steal_pointer (&after);
      g_clear_pointer (content, g_free);
      g_file_get_contents (journal, content, length, NULL);
      g_file_get_contents (path, &after, NULL, NULL);
    }
  while (g_strcmp0 (before, after) != 0);
  g_free (before);

  return after;
}

gboolean
monkey_journal_agrees (const char *folder, const char *path, BsDocument *document)
{
  g_autofree char *crashed = g_build_filename (folder, "crashed", NULL);
  g_autofree char *copy = g_build_filename (crashed, "sample.broadsheet", NULL);
  g_autofree char *journal = g_strconcat (path, ".journal", NULL);
  g_autofree char *journal_copy = g_strconcat (copy, ".journal", NULL);
  g_autofree char *saved = NULL;
  g_autofree char *content = NULL;
  g_autofree char *now = monkey_text_of (document);
  g_autofree char *then = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (copy);
  g_autoptr (BsDocument) recovered = NULL;
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (GError) error = NULL;
  gsize length;

  g_mkdir_with_parents (crashed, 0700);
  g_unlink (journal_copy);
  saved = read_both (path, journal, &content, &length);
  if (saved != NULL)
    g_file_set_contents (copy, saved, -1, NULL);
  if (content != NULL)
    g_file_set_contents (journal_copy, content, (gssize) length, NULL);
  recovered = bs_document_load (environment, file, &error);
  if (recovered == NULL)
    {
      g_printerr ("monkey: %s\n", error->message);
      return FALSE;
    }
  then = monkey_text_of (recovered);
  if (g_str_equal (now, then))
    return TRUE;

  keep (folder, "as-it-was.json", now);
  keep (folder, "as-recovered.json", then);

  return FALSE;
}

void
monkey_undo_all (BsDocument *document)
{
  while (bs_document_undo (document))
    ;
}

gboolean
monkey_undo_restores (const char *folder, const char *start, BsDocument *document)
{
  g_autofree char *text = NULL;

  monkey_undo_all (document);
  text = monkey_text_of (document);
  if (g_str_equal (text, start))
    return TRUE;

  keep (folder, "as-begun.json", start);
  keep (folder, "as-undone.json", text);

  return FALSE;
}
