/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-model.h"

#include "model/bs-json.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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

char *
test_text_of (BsDocument *document)
{
  return bs_json_write (bs_document_get_root (document), BS_JSON_LINES, NULL);
}

static char *
random_text (GRand *rand)
{
  static const char *const words[] = { "社区", "食堂", "“", "”", "，",   "a", "\"",
                                       "\\",   "\n",   "😀", "é", "2026", " ", "·" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, 8); n > 0; n--)
    g_string_append (text, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
random_path (BsDocument *document, GRand *rand, const char *list, const char *rest)
{
  const BsNode *array = bs_node_lookup (bs_document_get_root (document), list);
  guint length = bs_node_get_length (array);
  const char *id;

  if (length == 0)
    return NULL;
  id = bs_node_get_text (bs_node_get_element (array,
                                              (guint) g_rand_int_range (rand, 0, (int) length)),
                         "id");

  return g_strconcat (list, "/", id, rest, NULL);
}

static void
insert_story (BsDocument *document, GRand *rand)
{
  const BsNode *stories = bs_node_lookup (bs_document_get_root (document), "/stories");
  g_autofree char *id = bs_document_new_id (document, "/stories", "s");
  g_autofree char *text = random_text (rand);
  g_autoptr (BsNode) story = test_story (id, "题", text);

  g_assert_true (
    bs_document_insert (document, "/stories",
                        g_rand_int_range (rand, -1, (int) bs_node_get_length (stories) + 1), story,
                        NULL));
}

static void
splice_paragraph (BsDocument *document, GRand *rand, const char *path)
{
  const char *text = bs_node_get_string (bs_node_lookup (bs_document_get_root (document), path));
  glong characters = g_utf8_strlen (text, -1);
  const char *start = g_utf8_offset_to_pointer (text,
                                                g_rand_int_range (rand, 0, (int) characters + 1));
  glong after = g_utf8_strlen (start, -1);
  const char *end = g_utf8_offset_to_pointer (start, g_rand_int_range (rand, 0, (int) after + 1));
  g_autofree char *inserted = random_text (rand);

  bs_document_splice (document, path, start - text, end - start, inserted, NULL);
}

void
test_random_edit (BsDocument *document, GRand *rand)
{
  static const char *const members[] = { "/headline", "/kicker",  "/notes",
                                         "/page",     "/unknown", "/x~1y" };
  const BsNode *stories = bs_node_lookup (bs_document_get_root (document), "/stories");
  int length = (int) bs_node_get_length (stories);
  g_autofree char *story = random_path (document, rand, "/stories", "");
  g_autofree char *path = NULL;
  g_autofree char *text = random_text (rand);
  g_autoptr (BsNode) value = NULL;
  GError *error = NULL;

  switch (story == NULL ? 0 : g_rand_int_range (rand, 0, 8))
    {
    case 0:
      insert_story (document, rand);
      return;
    case 1:
      path = g_strconcat (story, members[g_rand_int_range (rand, 0, G_N_ELEMENTS (members))], NULL);
      bs_document_set_text (document, path, text, &error);
      break;
    case 2:
      path = g_strconcat (story, "/paragraphs/p1/text", NULL);
      if (bs_node_lookup (bs_document_get_root (document), path) != NULL)
        splice_paragraph (document, rand, path);
      break;
    case 3:
      bs_document_move (document, "/stories", g_rand_int_range (rand, 0, length),
                        g_rand_int_range (rand, 0, length), &error);
      break;
    case 4:
      if (g_rand_boolean (rand))
        bs_document_remove (document, story, &error);
      break;
    case 5:
      path = g_strconcat (story, "/priority", NULL);
      value = bs_node_new_integer (g_rand_int_range (rand, 0, 5));
      bs_document_set_node (document, path, value, &error);
      break;
    case 6:
      path = g_strconcat (story, "/tags", NULL);
      value = bs_node_new_string (text);
      bs_document_insert (document, path, -1, value, &error);
      break;
    default:
      path = g_strconcat (story, "/headline", NULL);
      bs_document_set_node (document, path, NULL, &error);
      break;
    }
  g_assert_no_error (error);
}

void
test_run_and_kill (const char *program, const char *const *arguments, gint64 microseconds)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GPid pid;
  int status;
  int out;
  char byte;

  g_ptr_array_add (argv, (gpointer) program);
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (argv, (gpointer) *arguments);
  g_ptr_array_add (argv, NULL);
  g_spawn_async_with_pipes (NULL, (char **) argv->pdata, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL,
                            NULL, &pid, NULL, &out, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpint (read (out, &byte, 1), ==, 1);
  if (microseconds > 0)
    g_usleep ((gulong) microseconds);
  kill (pid, SIGKILL);
  waitpid (pid, &status, 0);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  close (out);
}
