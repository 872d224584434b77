/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hostile files and journals: what is loaded can be edited, undone, saved and loaded again. Built
 * with libFuzzer (-Dfuzzing=true); as an ordinary test it replays the files of fuzz-issue/.
 */

#include "model/bs-document.h"
#include "model/bs-issue.h"
#include "model/bs-json.h"
#include "model/bs-schema.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
expect (gboolean condition, const char *what)
{
  if (!condition)
    g_error ("%s", what);
}

/* Text after text, whatever the first looked like, is the same. */
static void
check_json (const BsNode *node)
{
  gsize length;
  g_autofree char *text = bs_json_write (node, BS_JSON_LINES, &length);
  g_autoptr (BsNode) again = bs_json_parse ("again", text, length, NULL);

  expect (bs_node_equal (node, again), "a tree does not come back");
}

static void
check_views (const BsNode *issue)
{
  const BsNode *stories = bs_issue_get_stories (issue);
  const BsNode *photos = bs_issue_get_photos (issue);

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);

      g_free (bs_story_dup_byline (story));
      bs_story_count_characters (story);
      bs_issue_get_story (issue, bs_node_get_text (story, "id"));
    }
  for (guint i = 0; i < bs_node_get_length (photos); i++)
    g_free (bs_photo_dup_credit (bs_node_get_element (photos, i)));
}

/* @text is one operation a line; those that fit are done, and undone again. */
static void
check_edits (const BsNode *issue, const char *text)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new ("/nonexistent");
  g_autoptr (BsDocument) document = bs_document_new (environment, NULL);
  g_autoptr (BsNode) before = NULL;
  g_auto (GStrv) lines = g_strsplit (text, "\n", 64);

  for (guint i = 0; i < bs_node_get_length (issue); i++)
    {
      g_autofree char *path = bs_issue_dup_path (bs_node_get_key (issue, i), "", NULL);

      path[strlen (path) - 1] = '\0'; /* "/stories/" without the last slash */
      bs_document_set_node (document, path, bs_node_get_element (issue, i), NULL);
    }
  before = bs_node_ref (bs_document_get_root (document));
  bs_document_begin (document, "Fuzz", NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (BsNode) node = bs_json_parse ("operation", lines[i], strlen (lines[i]), NULL);
      g_autoptr (BsOperation) operation = node != NULL ? bs_operation_from_node (node, NULL) : NULL;

      if (operation != NULL)
        bs_document_apply (document, operation, NULL);
    }
  {
    g_autoptr (BsNode) after = bs_node_ref (bs_document_get_root (document));
    BsSchemaFault fault = { 0 };

    expect (bs_schema_check (after, FALSE, &fault), "an edit made an invalid issue");
    check_json (after);
    check_views (after);
  }
  bs_document_cancel (document);
  expect (bs_node_equal (before, bs_document_get_root (document)), "an undo does not lead back");
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const char *text = (const char *) data;
  const guint8 *split = size > 0 ? memchr (data, 0x1e, size) : NULL; /* record separator */
  gsize length = split != NULL ? (gsize) (split - data) : size;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsNode) node = bs_json_parse ("fuzz", text, length, &error);
  BsSchemaFault fault = { 0 };

  if (node == NULL)
    {
      expect (error != NULL, "a failure without a reason");
      return 0;
    }
  check_json (node);
  check_views (node);
  if (!bs_schema_check (node, FALSE, &fault))
    {
      bs_json_find_line (text, length, (const guint *) (gpointer) fault.indices->data,
                         fault.indices->len);
      bs_schema_fault_clear (&fault);
    }
  if (split != NULL)
    {
      g_autofree char *operations = g_strndup ((const char *) split + 1, size - length - 1);

      check_edits (node, operations);
    }

  return 0;
}

#ifndef BS_FUZZING
static void
test_file (gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (data, &contents, &length, NULL));
  LLVMFuzzerTestOneInput ((const guint8 *) contents, length);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_build_filename (g_getenv ("BROADSHEET_SOURCE_ROOT"),
                                              "tests/model/fuzz-issue", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strconcat ("/model/fuzz/", name, NULL);

      g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_file, g_free);
    }

  return g_test_run ();
}
#endif
