/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With --regenerate, data/schema is written anew from the rules.
 */

#include "base/bs-file.h"
#include "model/bs-document.h"
#include "model/bs-json.h"
#include "model/bs-schema.h"

#include "test-model.h"

#include <string.h>
#include <unistd.h>

static gboolean regenerate;

static char *
source_path (const char *path)
{
  return g_build_filename (g_getenv ("BROADSHEET_SOURCE_ROOT"), path, NULL);
}

static BsNode *
read_json (const char *relative)
{
  g_autofree char *path = source_path (relative);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  BsNode *node;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  node = bs_json_parse (path, text, length, &error);
  g_assert_no_error (error);

  return node;
}

static BsNode *
make_issue (const BsNode *base, const BsNode *members)
{
  BsNode *issue = bs_node_ref (base);

  for (guint i = 0; i < bs_node_get_length (members); i++)
    {
      const BsNode *value = bs_node_get_element (members, i);
      g_autoptr (BsNode) old = issue;

      issue = bs_node_with_member (old, bs_node_get_key (members, i),
                                   bs_node_get_kind (value) == BS_NODE_NULL ? NULL : value);
    }

  return issue;
}

static BsDocument *
load_text (const char *text, GError **error)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "issue.broadsheet");
  BsDocument *document;

  g_assert_true (bs_file_write (file, text, strlen (text), NULL));
  document = bs_document_load (test_environment (), file, error);
  test_remove_folder (folder);

  return document;
}

static void
test_cases (void)
{
  g_autoptr (BsNode) all = read_json ("tests/model/schema-cases.json");
  const BsNode *cases = bs_node_get_member (all, "cases");

  for (guint i = 0; i < bs_node_get_length (cases); i++)
    {
      const BsNode *one = bs_node_get_element (cases, i);
      const char *fault = bs_node_get_text (one, "fault");
      g_autoptr (BsNode) issue = make_issue (bs_node_get_member (all, "base"),
                                             bs_node_get_member (one, "issue"));
      g_autofree char *text = bs_json_write (issue, BS_JSON_LINES, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (BsDocument) document G_GNUC_UNUSED = load_text (text, &error);

      g_test_message ("%s: %s", bs_node_get_text (one, "name"),
                      error != NULL ? error->message : "good");
      if (*fault == '\0')
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA);
      if (!g_pattern_match_simple (fault, error->message))
        g_error ("“%s” instead of “%s”", error->message, fault);
    }
}

static void
test_line (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) document G_GNUC_UNUSED = load_text (
    "{\n\"format\": \"broadsheet-issue\", \"version\": \"1.0\",\n\"stories\": [\n"
    " {\"id\": \"s1\"},\n {\"id\": \"s2\",\n  \"priority\":\n   9}]}",
    &error);

  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA);
  g_assert_true (g_pattern_match_simple (
    "*issue.broadsheet: line 7: /stories/s2/priority: expected a whole number from 0 to 4",
    error->message));
}

static void
test_published (void)
{
  g_autoptr (BsNode) schema = bs_schema_to_json_schema ();
  g_autofree char *text = bs_json_write (schema, BS_JSON_LINES, NULL);
  g_autofree char *path = source_path ("data/schema/broadsheet-issue-1.schema.json");
  g_autofree char *published = NULL;

  if (regenerate)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (g_file_get_contents (path, &published, NULL, NULL));
  g_assert_cmpstr (published, ==, text);
}

/* What a change is judged to be is what the whole would be judged to be. */
static void
test_changes (void)
{
  g_autoptr (BsNode) all = read_json ("tests/model/schema-cases.json");
  const BsNode *cases = bs_node_get_member (all, "cases");
  const BsNode *base = bs_node_get_member (all, "base");
  g_autoptr (BsNode) rich = make_issue (base, bs_node_get_member (bs_node_get_element (cases, 2),
                                                                  "issue"));

  for (guint i = 0; i < bs_node_get_length (cases); i++)
    {
      const BsNode *one = bs_node_get_element (cases, i);
      g_autoptr (BsNode) issue = make_issue (rich, bs_node_get_member (one, "issue"));
      BsSchemaFault whole = { 0 };
      BsSchemaFault change = { 0 };
      gboolean whole_is_good = bs_schema_check (issue, FALSE, &whole);

      g_test_message ("%s", bs_node_get_text (one, "name"));
      g_assert_cmpint (bs_schema_check_change (rich, issue, FALSE, &change), ==, whole_is_good);
      if (!whole_is_good)
        {
          g_assert_cmpstr (change.path->str, ==, whole.path->str);
          g_assert_cmpstr (change.expected, ==, whole.expected);
        }
      bs_schema_fault_clear (&whole);
      bs_schema_fault_clear (&change);
    }
}

#define ISSUE(version, members)                                                                    \
  "{\n  \"format\": \"broadsheet-issue\",\n  \"version\": \"" version "\"" members "\n}\n"

static void
test_newer_minor (void)
{
  const char *text = ISSUE (
    "1.7", ",\n  \"stories\": [\n    {\n      \"id\": \"s1\",\n      \"status\": \"third "
           "review\",\n      \"review\": {\n        \"by\": \"x\"\n      }\n    }\n  ]");
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) document = load_text (text, &error);
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "copy.broadsheet");
  g_autofree char *saved = NULL;

  g_assert_no_error (error);
  g_assert_false (bs_document_get_read_only (document));
  g_assert_true (bs_document_set_text (document, "/stories/s1/headline", "题", &error));
  g_assert_no_error (error);
  g_assert_true (bs_document_undo (document));
  g_assert_true (bs_document_save_as (document, file, &error));
  g_assert_no_error (error);
  saved = test_contents (file);
  g_assert_cmpstr (saved, ==, text);
  test_remove_folder (folder);
}

static void
test_newer_major (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) document = load_text (ISSUE ("2.0", ",\n  \"stories\": []"), &error);
  g_autoptr (BsDocument) strange = NULL;
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "copy.broadsheet");

  g_assert_no_error (error);
  g_assert_true (bs_document_get_read_only (document));
  g_assert_nonnull (strstr (bs_document_get_read_only_reason (document), "newer Broadsheet"));
  g_assert_false (bs_document_set_text (document, "/date", "2026-10-01", &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_TOO_NEW);
  g_clear_error (&error);
  g_assert_false (bs_document_save (document, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_TOO_NEW);
  g_clear_error (&error);
  g_assert_false (bs_document_save_as (document, file, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_TOO_NEW);
  g_clear_error (&error);
  g_assert_false (g_file_query_exists (file, NULL));

  strange = load_text (ISSUE ("2.0", ",\n  \"stories\": {\"s1\": 1}"), &error);
  g_assert_null (strange);
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_TOO_NEW);
  test_remove_folder (folder);
}

static void
test_no_issue_at_all (void)
{
  static const struct
  {
    const char *text;
    int code;
  } cases[] = {
    { "", BS_MODEL_ERROR_SYNTAX },
    { "\x89PNG\r\n\x1a\n", BS_MODEL_ERROR_SYNTAX },
    { "社区食堂", BS_MODEL_ERROR_SYNTAX },
    { "[]", BS_MODEL_ERROR_SYNTAX },
    { "null", BS_MODEL_ERROR_SYNTAX },
    { "\xef\xbb\xbf\n {}", BS_MODEL_ERROR_SCHEMA },
    { "{\"format\":\"broadsheet-issue\",\"version\":\"1.0\",\"stories\":[{\"id\"",
      BS_MODEL_ERROR_SYNTAX },
  };
  g_autoptr (GFile) folder = g_file_new_for_path (g_get_tmp_dir ());
  g_autoptr (GFile) nothing = g_file_new_for_path ("/nonexistent/a.broadsheet");
  g_autoptr (GFile) device = g_file_new_for_path ("/dev/zero");
  GFile *files[] = { folder, nothing, device };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load_text (cases[i].text, &error));
      g_assert_error (error, BS_MODEL_ERROR, cases[i].code);
    }
  {
    g_autofree char *path = g_build_filename (g_get_tmp_dir (), "broadsheet-huge-XXXXXX", NULL);
    int fd = g_mkstemp (path);
    g_autoptr (GFile) huge = g_file_new_for_path (path);
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (ftruncate (fd, (off_t) BS_JSON_MAX_SIZE + 1), ==, 0); /* takes no room */
    close (fd);
    g_assert_null (bs_document_load (test_environment (), huge, &error));
    g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_TOO_LARGE);
    g_clear_error (&error);
    g_assert_cmpint (truncate (path, 200 * 1000 * 1000), ==, 0);
    g_assert_null (bs_document_load (test_environment (), huge, &error));
    g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SYNTAX);
    g_file_delete (huge, NULL, NULL);
  }
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (bs_document_load (test_environment (), files[i], &error));
      g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_READ);
    }
}

static void
test_new_members_have_their_place (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) document = load_text (
    ISSUE ("1.0", ",\n \"stories\":[{\"id\":\"s1\",\"status\":\"draft\",\"x\":1}]"), &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (bs_document_set_text (document, "/stories/s1/headline", "题", NULL));
  g_assert_true (bs_document_set_text (document, "/stories/s1/y", "y", NULL));
  g_assert_true (bs_document_set_text (document, "/publication/name", "早报", NULL));
  g_assert_true (bs_document_set_text (document, "/stories/s1/kicker", "引", NULL));
  text = bs_json_write (bs_document_get_root (document), BS_JSON_COMPACT, NULL);
  g_assert_cmpstr (text, ==,
                   "{\"format\":\"broadsheet-issue\",\"version\":\"1.0\",\"publication\":{\"name\":"
                   "\"早报\"},\"stories\":[{\"id\":\"s1\",\"kicker\":\"引\",\"headline\":\"题\","
                   "\"status\":\"draft\",\"x\":1,\"y\":\"y\"}]}");
}

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (strcmp (argv[i], "--regenerate") == 0)
      regenerate = TRUE;
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/schema/faults-name-path-and-expectation", test_cases);
  g_test_add_func ("/model/schema/faults-name-the-line", test_line);
  g_test_add_func ("/model/schema/changes-are-judged-as-wholes", test_changes);
  g_test_add_func ("/model/schema/published-schema-is-that-of-the-program", test_published);
  g_test_add_func ("/model/schema/newer-minor-version-survives-editing", test_newer_minor);
  g_test_add_func ("/model/schema/newer-major-version-is-read-only", test_newer_major);
  g_test_add_func ("/model/schema/no-issue-at-all-is-refused", test_no_issue_at_all);
  g_test_add_func ("/model/schema/new-members-have-their-place", test_new_members_have_their_place);

  return g_test_run ();
}
