/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-model.h"

#include <glib/gstdio.h>

BsEnvironment *
test_environment (void)
{
  static BsEnvironment *environment;

  if (environment == NULL)
    environment = bs_environment_new_default ();

  return environment;
}

char *
test_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("broadsheet-test-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

void
test_remove_folder (const char *path)
{
  GDir *dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      g_unlink (path);
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      test_remove_folder (child);
    }
  g_dir_close (dir);
  g_rmdir (path);
}

GFile *
test_file (const char *folder, const char *name)
{
  return g_file_new_build_filename (folder, name, NULL);
}

BsNode *
test_story (const char *id, const char *headline, const char *text)
{
  BsNodeBuilder *story = bs_node_builder_new_object ();
  BsNodeBuilder *paragraphs = bs_node_builder_new_array ();
  BsNodeBuilder *paragraph = bs_node_builder_new_object ();

  bs_node_builder_set_text (paragraph, "id", "p1");
  bs_node_builder_set_text (paragraph, "role", "body");
  bs_node_builder_set (paragraph, "text", bs_node_new_string (text));
  bs_node_builder_add (paragraphs, bs_node_builder_end (paragraph));
  bs_node_builder_set_text (story, "id", id);
  bs_node_builder_set_text (story, "headline", headline);
  bs_node_builder_set (story, "paragraphs", bs_node_builder_end (paragraphs));

  return bs_node_builder_end (story);
}

BsDocument *
test_document (void)
{
  const char *pages[] = { "A1", "A2", NULL };
  const BsNewIssue issue = { "河湾早报", "2026-10-01", 1234, "broadsheet", pages };
  BsDocument *document = bs_document_new (test_environment (), &issue);
  g_autoptr (BsNode) story = test_story ("s1", "", "清晨六点，社区食堂的灯亮了。");
  g_autoptr (GError) error = NULL;

  g_assert_true (bs_document_insert (document, "/stories", -1, story, &error));
  g_assert_no_error (error);

  return document;
}

char *
test_contents (GFile *file)
{
  g_autoptr (GError) error = NULL;
  char *contents = NULL;

  g_file_load_contents (file, NULL, &contents, NULL, NULL, &error);
  g_assert_no_error (error);

  return contents;
}
