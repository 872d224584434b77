/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Templates of publications, and how their numbers go on. With --regenerate, data/schema is written
 * anew from the rules.
 */

#include "model/bs-issue.h"
#include "model/bs-json.h"
#include "model/bs-numbering.h"
#include "model/bs-schema.h"
#include "model/bs-template.h"

#include "test-model.h"

#include <glib/gstdio.h>
#include <string.h>

#define PHOTO "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.jpg"

static gboolean regenerate;

static BsNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  BsNode *node = bs_json_parse ("test", text, strlen (text), &error);

  g_assert_no_error (error);

  return node;
}

static char *
text_of (const BsNode *node)
{
  return bs_json_write (node, BS_JSON_COMPACT, NULL);
}

static BsNode *
load_text (const char *text, GError **error)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "Paper.broadsheet-template");
  BsNode *root;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), text, -1, NULL));
  root = bs_template_load (file, error);
  test_remove_folder (folder);

  return root;
}

#define PAPER(members)                                                                             \
  "{\"format\": \"broadsheet-template\", \"version\": \"1.0\", \"publication\": {\"name\": "       \
  "\"河湾早报\"}" members "}"

typedef struct
{
  const char *text;
  BsModelError code;
  const char *message; /* pattern */
} BadCase;

static const BadCase bad_cases[] = {
  { "", BS_MODEL_ERROR_SYNTAX, "*Paper.broadsheet-template*" },
  { "[]", BS_MODEL_ERROR_SCHEMA, "*line 1*not the template*" },
  { "{\"format\": \"broadsheet-issue\", \"version\": \"1.0\"}", BS_MODEL_ERROR_SCHEMA,
    "*not the template of a publication*" },
  { "{\"format\": \"broadsheet-template\", \"version\": \"2.0\"}", BS_MODEL_ERROR_TOO_NEW,
    "*newer Broadsheet*Install*" },
  { "{\"format\": \"broadsheet-template\"}", BS_MODEL_ERROR_SCHEMA, "*a member \"version\"*" },
  { PAPER (",\n\n\"numbering\": {\n\"last_number\": -1}"), BS_MODEL_ERROR_SCHEMA,
    "*line 4: /numbering/last_number: expected a whole number*" },
  { PAPER (",\n\"export\": {\"standard\": \"x9\"}"), BS_MODEL_ERROR_SCHEMA,
    "*line 2: /export/standard: expected one of*" },
  { PAPER (",\n\"masthead\": {\"left\": \"date\"}"), BS_MODEL_ERROR_SCHEMA,
    "*line 2: /masthead/left: expected a list of texts*" },
  { PAPER (",\"pages\": [{\"id\": \"A1\"},\n{\"id\": \"A1\"}]"), BS_MODEL_ERROR_SCHEMA,
    "*line 2: /pages/1/id: expected an id that no other*" },
  { PAPER (", \"flags\": [1]"), BS_MODEL_ERROR_SCHEMA, "*/flags/0*" },
  { PAPER (", \"x\": 1, \"x\": 2"), BS_MODEL_ERROR_SYNTAX, "*" },
  { PAPER ("\377"), BS_MODEL_ERROR_SYNTAX, "*" },
  { PAPER (", \"page_formats\": [ ]"), BS_MODEL_ERROR_SCHEMA, "*/page_formats*object*" },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsNode) root = load_text (bad_cases[i].text, &error);

      g_assert_null (root);
      g_test_message ("%u: %s", i, error->message);
      g_assert_error (error, BS_MODEL_ERROR, (int) bad_cases[i].code);
      g_assert_true (g_pattern_match_simple (bad_cases[i].message, error->message));
    }
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new ("{\"format\": \"broadsheet-template\", \"x\": ");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  g_assert_null (load_text (text->str, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_TOO_LARGE);
}

static void
test_kept (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *below = g_build_filename (folder, "not", "there", NULL);
  g_autoptr (GFile) file = test_file (below, "Paper.broadsheet-template");
  g_autoptr (BsNode) root = parse (PAPER (", \"weather\": {\"from\": [1, 2.50]}, \"pages\": "
                                          "[{\"id\": \"A1\", \"colour\": true}]"));
  g_autoptr (GError) error = NULL;
  g_autoptr (BsNode) again = NULL;
  g_autofree char *first = text_of (root);
  g_autofree char *second = NULL;

  g_assert_true (bs_template_save (file, root, &error));
  g_assert_no_error (error);
  again = bs_template_load (file, &error);
  g_assert_no_error (error);
  second = text_of (again);
  g_assert_cmpstr (first, ==, second);
  test_remove_folder (folder);
}

static void
test_wrong_is_not_written (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "Paper.broadsheet-template");
  g_autoptr (BsNode) wrong = parse (PAPER (", \"flags\": {}"));
  g_autoptr (GError) error = NULL;

  g_assert_false (bs_template_save (file, wrong, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA);
  g_assert_false (g_file_query_exists (file, NULL));
  test_remove_folder (folder);
}

#define ISSUE                                                                                         \
  "{\"format\": \"broadsheet-issue\", \"version\": \"1.0\", \"id\": \"i1\", \"publication\": "        \
  "{\"name\": \"河湾早报\"}, \"date\": \"2026-11-22\", \"number\": 326, \"total_number\": 9001, " \
  "\"page_format\": \"tabloid\", \"sections\": [{\"id\": \"A\", \"name\": \"要闻\"}], "             \
  "\"stories\": [{\"id\": \"s1\", \"headline\": \"题\", \"flag\": \"晨读\"}, "                     \
  "{\"id\": \"s2\", \"flag\": \"晨读\"}], \"photos\": [{\"id\": \"p1\", \"file\": \"" PHOTO           \
  "\"}, "                                                                                             \
  "{\"id\": \"p2\"}], \"pages\": [{\"id\": \"A1\", \"section\": \"A\", \"editors\": [\"何川\"], "   \
  "\"boxes\": [{\"id\": \"b1\", \"kind\": \"story\", \"refs\": [\"s1\"], \"locked\": true}, "         \
  "{\"id\": \"b2\", \"kind\": \"ad\", \"refs\": [\"p1\"], \"locked\": true}, {\"id\": \"b3\", "       \
  "\"kind\": \"ad\", \"refs\": [\"p2\"]}, {\"id\": \"b4\", \"kind\": \"house-ad\"}]}], "              \
  "\"mystery\": 5}"

static void
test_from_issue (void)
{
  g_autoptr (BsNode) issue = parse (ISSUE);
  g_autoptr (BsNode) root = bs_template_from_issue (issue);
  const BsNode *boxes = bs_node_lookup (root, "/pages/A1/boxes");
  BsSchemaFault fault = { 0 };

  g_assert_true (bs_schema_check_template (root, FALSE, &fault));
  g_assert_null (bs_node_get_member (root, "stories"));
  g_assert_null (bs_node_get_member (root, "date"));
  g_assert_cmpuint (bs_node_get_length (boxes), ==, 2);
  g_assert_nonnull (bs_node_find_by_id (boxes, "b2"));
  g_assert_nonnull (bs_node_find_by_id (boxes, "b4"));
  g_assert_cmpuint (bs_node_get_length (bs_node_get_member (root, "photos")), ==, 1);
  g_assert_cmpuint (bs_node_get_length (bs_node_get_member (root, "flags")), ==, 1);
  g_assert_cmpint (bs_node_get_number (root, "mystery", 0), ==, 5);
  g_assert_cmpint (bs_node_get_number (bs_node_get_member (root, "numbering"), "last_number", 0),
                   ==, 326);
}

static void
test_to_issue (void)
{
  static const char *const pages[] = { "A1", "A2", "B1", NULL };
  g_autoptr (BsNode) issue = parse (ISSUE);
  g_autoptr (BsNode) root = bs_template_from_issue (issue);
  const BsNewIssue wanted = {
    .date = "2026-11-23",
    .number = 327,
    .total_number = 9002,
    .pages = pages,
  };
  BsNode *made = bs_template_to_issue (root, "河湾早报", &wanted);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) document = bs_document_new_from (test_environment (), made, &error);
  const BsNode *tree;

  g_assert_no_error (error);
  tree = bs_document_get_root (document);
  g_assert_cmpstr (bs_node_get_text (bs_node_get_member (tree, "publication"), "name"), ==,
                   "河湾早报");
  g_assert_cmpstr (bs_node_get_text (tree, "page_format"), ==, "tabloid");
  g_assert_cmpstr (bs_node_get_text (tree, "template"), ==, "河湾早报");
  g_assert_cmpint (bs_node_get_number (tree, "number", 0), ==, 327);
  g_assert_cmpuint (bs_node_get_length (bs_issue_get_pages (tree)), ==, 3);
  g_assert_cmpuint (bs_node_get_length (bs_node_lookup (tree, "/pages/A1/boxes")), ==, 2);
  /* A page that the template does not know goes into the section of its letter. */
  g_assert_cmpstr (bs_node_get_text (bs_issue_get_page (tree, "A2"), "section"), ==, "A");
  g_assert_cmpstr (bs_node_get_text (bs_issue_get_page (tree, "B1"), "section"), ==, "");
  g_assert_cmpuint (bs_node_get_length (bs_issue_get_stories (tree)), ==, 0);
  g_assert_false (bs_document_get_modified (document));
}

static void
test_photos_go_along (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) from = test_file (folder, "from");
  g_autoptr (GFile) to = test_file (folder, "to");
  g_autoptr (GFile) photo = g_file_get_child (from, PHOTO);
  g_autoptr (GFile) other = g_file_get_child (from, "other.jpg");
  g_autoptr (GFile) copy = g_file_get_child (to, PHOTO);
  g_autoptr (GFile) none = g_file_get_child (to, "other.jpg");
  g_autoptr (BsNode) issue = parse (ISSUE);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (g_file_peek_path (from), 0700), ==, 0);
  g_assert_true (g_file_set_contents (g_file_peek_path (photo), "x", 1, NULL));
  g_assert_true (g_file_set_contents (g_file_peek_path (other), "x", 1, NULL));
  g_assert_true (bs_template_copy_media (issue, from, to, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_query_exists (copy, NULL));
  g_assert_false (g_file_query_exists (none, NULL));
  test_remove_folder (folder);
}

static void
test_folders_merge (void)
{
  g_autofree char *first = test_folder ();
  g_autofree char *second = test_folder ();
  g_autofree char *a = g_build_filename (first, "a.broadsheet-template", NULL);
  g_autofree char *bad = g_build_filename (first, "bad.broadsheet-template", NULL);
  g_autofree char *hidden = g_build_filename (second, "a.broadsheet-template", NULL);
  g_autofree char *b = g_build_filename (second, "b.broadsheet-template", NULL);
  const char *const folders[] = { first, "/not/there", second, NULL };
  g_autoptr (GPtrArray) entries = NULL;
  const BsTemplateEntry *entry;

  g_assert_true (g_file_set_contents (a, PAPER (""), -1, NULL));
  g_assert_true (g_file_set_contents (bad, "{", -1, NULL));
  g_assert_true (g_file_set_contents (hidden, "{", -1, NULL));
  g_assert_true (g_file_set_contents (b, PAPER (", \"flags\": []"), -1, NULL));
  entries = bs_template_list (folders, TRUE);
  g_assert_cmpuint (entries->len, ==, 3);
  entry = bs_template_find (entries, "a");
  g_assert_nonnull (entry->root);
  g_assert_false (entry->shipped);
  g_assert_cmpstr (entry->title, ==, "河湾早报");
  g_assert_true (bs_template_find (entries, "b")->shipped);
  g_assert_nonnull (bs_template_find (entries, "bad")->problem);
  g_assert_nonnull (bs_template_find (entries, "河湾早报"));
  g_assert_null (bs_template_find (entries, "c"));
  test_remove_folder (first);
  test_remove_folder (second);
}

static void
test_free_name (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autofree char *taken = g_build_filename (folder, "a-b.broadsheet-template", NULL);
  g_autofree char *id = NULL;
  g_autofree char *hidden = bs_template_dup_free_id (file, "../x");

  g_assert_true (g_file_set_contents (taken, "", 0, NULL));
  id = bs_template_dup_free_id (file, "a/b");
  g_assert_cmpstr (id, ==, "a-b 2");
  g_assert_cmpint (*hidden, !=, '.');
  g_assert_null (strchr (hidden, '/'));
  test_remove_folder (folder);
}

/* --- Numbers --- */

typedef struct
{
  const char *name;
  const char *rules;
  const char *known; /* "DATE NUMBER TOTAL; …" */
  const char *date;
  gint64 number, total;
  gboolean taken;
} NumberCase;

static const NumberCase number_cases[] = {
  { "tomorrow", "{}", "2026-11-22 326 9001", "2026-11-23", 327, 9002, FALSE },
  { "newest of several", "{}", "2026-11-20 324 8999; 2026-11-22 326 9001; 2026-11-21 325 9000",
    "2026-11-23", 327, 9002, FALSE },
  { "between two", "{}", "2026-11-20 324 0; 2026-11-25 329 0", "2026-11-21", 325, 0, FALSE },
  { "nothing before", "{}", "2026-11-25 329 0", "2026-11-21", 0, 0, FALSE },
  { "nothing at all", "{}", "", "2026-11-21", 0, 0, FALSE },
  { "the same day", "{}", "2026-11-22 326 9001", "2026-11-22", 326, 9001, TRUE },
  { "a paper without numbers", "{}", "2026-11-22 0 9001", "2026-11-23", 0, 9002, FALSE },
  { "days without an issue do not count", "{}", "2026-11-20 324 8999", "2026-11-23", 325, 9000,
    FALSE },
  { "a weekday paper over the weekend",
    "{\"numbering\": {\"weekdays\": [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]}}",
    "2026-11-20 240 8999", "2026-11-23", 241, 9000, FALSE },
  { "a weekday paper ahead of time",
    "{\"numbering\": {\"weekdays\": [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]}}",
    "2026-11-20 240 8999", "2026-11-25", 243, 9002, FALSE },
  { "a new year", "{\"numbering\": {\"restarts\": \"yearly\"}}", "2026-12-31 365 9040",
    "2027-01-01", 1, 9041, FALSE },
  { "no new number in a new year", "{}", "2026-12-31 365 9040", "2027-01-01", 366, 9041, FALSE },
};

static GArray *
read_known (const char *text)
{
  GArray *known = g_array_new (FALSE, FALSE, sizeof (BsNumbered));
  g_auto (GStrv) lines = g_strsplit (text, "; ", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      BsNumbered one;

      g_assert_cmpuint (g_strv_length (words), ==, 3);
      g_assert_true (bs_date_read (words[0], &one.date));
      one.number = g_ascii_strtoll (words[1], NULL, 10);
      one.total = g_ascii_strtoll (words[2], NULL, 10);
      g_array_append_val (known, one);
    }

  return known;
}

static void
test_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (number_cases); i++)
    {
      const NumberCase *one = &number_cases[i];
      g_autoptr (BsNode) rules = parse (one->rules);
      g_autoptr (GArray) known = read_known (one->known);
      BsNextNumber next;
      GDate date;

      g_test_message ("%s", one->name);
      g_assert_true (bs_date_read (one->date, &date));
      bs_numbering_next (rules, known, &date, &next);
      g_assert_cmpint (next.number, ==, one->number);
      g_assert_cmpint (next.total, ==, one->total);
      g_assert_cmpint (next.taken, ==, one->taken);
    }
}

static void
test_next_date (void)
{
  g_autoptr (BsNode) daily = parse ("{}");
  g_autoptr (BsNode) weekly = parse ("{\"numbering\": {\"weekdays\": [\"thu\"]}}");
  g_autoptr (BsNode) never = parse ("{\"numbering\": {\"weekdays\": [\"someday\"]}}");
  GDate today, date;

  g_assert_true (bs_date_read ("2026-11-30", &today));
  bs_numbering_next_date (daily, &today, &date);
  g_assert_cmpuint (g_date_get_day (&date), ==, 1);
  bs_numbering_next_date (weekly, &today, &date);
  g_assert_cmpuint (g_date_get_day (&date), ==, 3);
  bs_numbering_next_date (never, &today, &date);
  g_assert_cmpuint (g_date_get_day (&date), ==, 1);
}

static void
test_record (void)
{
  g_autoptr (BsNode) root = parse (PAPER (", \"numbering\": {\"restarts\": \"yearly\"}"));
  g_autoptr (BsNode) issue = parse (ISSUE);
  g_autoptr (BsNode) older = parse ("{\"date\": \"2026-11-21\", \"number\": 325}");
  g_autoptr (BsNode) recorded = bs_numbering_record (root, issue);
  BsNumbered last;

  g_assert_nonnull (recorded);
  g_assert_true (bs_numbered_read_record (recorded, &last));
  g_assert_cmpint (last.number, ==, 326);
  g_assert_cmpint (last.total, ==, 9001);
  g_assert_cmpstr (bs_node_get_text (bs_node_get_member (recorded, "numbering"), "restarts"), ==,
                   "yearly");
  g_assert_null (bs_numbering_record (recorded, issue));
  g_assert_null (bs_numbering_record (recorded, older));
}

static void
assert_merged (const char *root_text, const char *stored_text, gint64 number)
{
  g_autoptr (BsNode) base = parse (
    PAPER (", \"numbering\": {\"last_date\": \"2026-11-22\", \"last_number\": 326}"));
  g_autoptr (BsNode) root = parse (root_text);
  g_autoptr (BsNode) stored = parse (stored_text);
  g_autoptr (BsNode) merged = bs_numbering_merge (root, base, stored);
  const BsNode *numbering = bs_node_get_member (merged, "numbering");

  g_assert_cmpint (bs_node_get_number (numbering, "last_number", 0), ==, number);
  g_assert_cmpstr (bs_node_get_text (numbering, "restarts"), ==,
                   bs_node_get_text (bs_node_get_member (root, "numbering"), "restarts"));
  g_assert_true (
    bs_node_equal (bs_node_get_member (merged, "flags"), bs_node_get_member (root, "flags")));
}

#define EDITED(numbering) PAPER (", \"flags\": [\"快讯\"], \"numbering\": {" numbering "}")
#define STORED(numbering) PAPER (", \"flags\": [], \"numbering\": {" numbering "}")
#define YESTERDAY "\"last_date\": \"2026-11-22\", \"last_number\": 326"
#define TODAY "\"last_date\": \"2026-11-23\", \"last_number\": 327"

/* An editor that is open keeps what another window records, unless it changed the same. */
static void
test_merge (void)
{
  assert_merged (EDITED (YESTERDAY), STORED (YESTERDAY), 326);
  assert_merged (EDITED (YESTERDAY ", \"restarts\": \"yearly\""), STORED (TODAY), 327);
  assert_merged (EDITED ("\"last_date\": \"2026-11-22\", \"last_number\": 12"), STORED (TODAY), 12);
  assert_merged (EDITED (YESTERDAY), STORED ("\"restarts\": \"never\""), 0);
}

static void
test_purge (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *removed = g_build_filename (folder, "a.broadsheet-template.removed", NULL);
  g_autofree char *kept = g_build_filename (folder, "b.broadsheet-template", NULL);
  g_autofree char *media = g_build_filename (folder, "a.media", NULL);
  g_autofree char *photo = g_build_filename (media, PHOTO, NULL);
  const char *const folders[] = { folder, "/not/there", NULL };
  const char *const shipped[] = { "/not/there", folder, NULL };

  g_assert_true (g_file_set_contents (removed, PAPER (""), -1, NULL));
  g_assert_true (g_file_set_contents (kept, PAPER (""), -1, NULL));
  g_assert_cmpint (g_mkdir (media, 0700), ==, 0);
  g_assert_true (g_file_set_contents (photo, "jpeg", -1, NULL));
  bs_template_purge (folders, TRUE, 3600);
  bs_template_purge (shipped, TRUE, 0);
  g_assert_true (g_file_test (removed, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (photo, G_FILE_TEST_EXISTS));
  bs_template_purge (folders, TRUE, 0);
  g_assert_false (g_file_test (removed, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (media, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  test_remove_folder (folder);
}

/* A paper that was only given a name. */
static void
test_without_pages (void)
{
  g_autoptr (BsNode) root = parse (PAPER (", \"sections\": [{\"id\": \"A\", \"name\": \"要闻\"}]"));
  g_autoptr (BsNode) issue = bs_template_to_issue (root, NULL, NULL);
  const BsNode *pages = bs_issue_get_pages (issue);

  g_assert_cmpuint (bs_node_get_length (pages), ==, 4);
  g_assert_cmpstr (bs_node_get_text (bs_node_get_element (pages, 3), "id"), ==, "A4");
  g_assert_cmpstr (bs_node_get_text (bs_node_get_element (pages, 3), "section"), ==, "A");
}

static void
test_published (void)
{
  g_autoptr (BsNode) schema = bs_schema_template_to_json_schema ();
  g_autofree char *text = bs_json_write (schema, BS_JSON_LINES, NULL);
  g_autofree char *path = g_build_filename (g_getenv ("BROADSHEET_SOURCE_ROOT"),
                                            "data/schema/broadsheet-template-1.schema.json", NULL);
  g_autofree char *published = NULL;

  if (regenerate)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (g_file_get_contents (path, &published, NULL, NULL));
  g_assert_cmpstr (published, ==, text);
}

/* What comes with the program makes issues. */
static void
test_shipped (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("BROADSHEET_DATA_DIR"), "publications",
                                              NULL);
  const char *const folders[] = { folder, NULL };
  g_autoptr (GPtrArray) entries = bs_template_list (folders, TRUE);

  g_assert_cmpuint (entries->len, >=, 2);
  for (guint i = 0; i < entries->len; i++)
    {
      const BsTemplateEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (BsDocument) document = NULL;

      g_assert_null (entry->problem);
      document = bs_document_new_from (test_environment (),
                                       bs_template_to_issue (entry->root, entry->id, NULL), NULL);
      g_assert_nonnull (document);
    }
}

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    regenerate |= strcmp (argv[i], "--regenerate") == 0;
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/template/bad-files-say-where", test_bad);
  g_test_add_func ("/template/a-deep-file-is-refused", test_deep);
  g_test_add_func ("/template/what-nobody-knows-is-kept", test_kept);
  g_test_add_func ("/template/a-wrong-one-is-not-written", test_wrong_is_not_written);
  g_test_add_func ("/template/an-issue-becomes-one", test_from_issue);
  g_test_add_func ("/template/an-issue-is-made-of-one", test_to_issue);
  g_test_add_func ("/template/photos-of-standing-boxes-go-along", test_photos_go_along);
  g_test_add_func ("/template/folders-merge", test_folders_merge);
  g_test_add_func ("/template/a-free-name-stays-in-the-folder", test_free_name);
  g_test_add_func ("/template/published-schema-is-that-of-the-rules", test_published);
  g_test_add_func ("/template/those-that-come-along-are-good", test_shipped);
  g_test_add_func ("/numbering/goes-on", test_numbers);
  g_test_add_func ("/numbering/next-date-is-one-on-which-it-appears", test_next_date);
  g_test_add_func ("/numbering/template-remembers-the-newest", test_record);
  g_test_add_func ("/numbering/an-editor-keeps-what-others-recorded", test_merge);
  g_test_add_func ("/template/removed-ones-go-away-later", test_purge);
  g_test_add_func ("/template/one-without-pages-makes-a-sheet", test_without_pages);

  return g_test_run ();
}
