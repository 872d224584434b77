/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/bs-ninjs.h"
#include "model/bs-issue.h"

#include <string.h>

static const char page_text[]
  = "街巷微记\n\n修伞人收徒——\n\n雨天忙 晴天闲\n\n(上接A1版)近日，修伞人单师傅收了徒弟 <第一位> & "
    "也是唯一一位。\n\n"
    "先学会等雨\n\n徒弟每天看云。\n\n再学会看骨\n\n伞骨一共八根。（下转A2版）\n\n本报记者 高远 "
    "方圆\n本报通讯员 于晴\n\n"
    "老街商会特约刊登\n\n"
    "◀单师傅在教徒弟穿针。\n记者 高远摄\n\n"
    "图书馆延时\n\n本报讯（记者 纪白）图书馆今起延时到九点半。\n";

static BsDocument *
new_document (void)
{
  static const char *const pages[] = { "A1", "A2", NULL };
  const BsNewIssue issue = { .name = "试刊", .date = "2026-01-02", .pages = pages };
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();

  return bs_document_new (environment, &issue);
}

static BsDocument *
new_filled (void)
{
  BsDocument *document = new_document ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (page_text, strlen (page_text));
  g_autoptr (GError) error = NULL;
  g_autoptr (BsImportReport) report = bs_import_bytes (document, bytes, "p.txt", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->entries->len, ==, 3);
  g_assert_true (bs_document_set_text (document, "/stories/s1/notes", "请核对人名", NULL));
  g_assert_true (bs_document_set_text (document, "/stories/s1/status", "approved", NULL));

  return document;
}

static char *export(BsDocument *document)
{
  g_autoptr (BsNode) id = bs_node_new_string ("test-issue");

  g_assert_true (bs_document_set_node (document, "/id", id, NULL));

  return bs_ninjs_export (bs_document_get_root (document), NULL, NULL, NULL);
}

static BsImportReport *
import_ninjs (BsDocument *document, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return bs_ninjs_import (document, bytes, "items.ndjson", NULL, error);
}

static void
test_round_trip (void)
{
  g_autoptr (BsDocument) document = new_filled ();
  g_autoptr (BsDocument) again = new_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *first = export(document);
  g_autoptr (BsImportReport) report G_GNUC_UNUSED = import_ninjs (again, first, &error);
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  second = export(again);
  g_assert_cmpstr (first, ==, second);
}

/* Everything but what the import itself judged. */
static void
test_stories_come_back_equal (void)
{
  g_autoptr (BsDocument) document = new_filled ();
  g_autoptr (BsDocument) again = new_document ();
  g_autofree char *first = export(document);
  g_autoptr (BsImportReport) report = import_ninjs (again, first, NULL);
  static const char *const members[] = { "kicker",         "headline",     "deck",       "flag",
                                         "dateline",       "bylines",      "paragraphs", "sponsor",
                                         "continued_from", "continued_on", "priority",   "status",
                                         "notes" };

  g_assert_nonnull (report);
  for (guint i = 0; i < 2; i++)
    for (guint j = 0; j < G_N_ELEMENTS (members); j++)
      {
        const BsNode *want = bs_node_get_member (
          bs_node_get_element (bs_issue_get_stories (bs_document_get_root (document)), i),
          members[j]);
        const BsNode *have = bs_node_get_member (
          bs_node_get_element (bs_issue_get_stories (bs_document_get_root (again)), i), members[j]);

        g_test_message ("story %u, %s", i, members[j]);
        g_assert_true ((want == NULL) == (have == NULL));
        g_assert_true (want == NULL || bs_node_equal (want, have));
      }
}

static void
test_same_bytes (void)
{
  g_autoptr (BsDocument) document = new_filled ();
  g_autofree char *first = export(document);
  g_autofree char *second = export(document);

  g_assert_cmpstr (first, ==, second);
}

static void
test_page_filter (void)
{
  static const char *const pages[] = { "A2", NULL };
  g_autoptr (BsDocument) document = new_filled ();
  gsize length = 1;
  g_autofree char *text = bs_ninjs_export (bs_document_get_root (document), pages, NULL, &length);

  g_assert_cmpuint (length, ==, 0);
  g_assert_cmpstr (text, ==, "");
}

/* An agency's item: HTML body, "by" alone, a rel for the sponsor, spread over lines. */
static void
test_reads_items_of_others (void)
{
  static const char item[] = "{\n \"uri\": \"http://example.com/news/7\", \"type\": \"text\",\n"
                             " \"headlines\": [{\"value\": \"桥通了\"}], \"by\": \"高远\",\n"
                             " \"infoSources\": [{\"rel\": \"sponsor\", \"name\": \"桥梁公司\"}],\n"
                             " \"bodies\": [{\"contentType\": \"text/html\", \"value\":"
                             " \"<div><script>x()</script><h2>清晨</"
                             "h2><p>桥&ldquo;通&rdquo;了&#12290;<br/>真快</p></div>\"}]\n}\n";
  g_autoptr (BsDocument) document = new_document ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BsImportReport) report G_GNUC_UNUSED = import_ninjs (document, item, &error);
  const BsNode *story;
  const BsNode *paragraphs;

  g_assert_no_error (error);
  story = bs_node_get_element (bs_issue_get_stories (bs_document_get_root (document)), 0);
  paragraphs = bs_story_get_paragraphs (story);
  g_assert_cmpstr (bs_node_get_text (story, "headline"), ==, "桥通了");
  g_assert_cmpstr (bs_node_get_text (story, "sponsor"), ==, "桥梁公司");
  g_assert_cmpuint (bs_node_get_length (paragraphs), ==, 3);
  g_assert_true (bs_paragraph_is_subhead (bs_node_get_element (paragraphs, 0)));
  g_assert_cmpstr (bs_node_get_text (bs_node_get_element (paragraphs, 1), "text"), ==,
                   "桥“通”了。");
  g_assert_cmpstr (bs_node_get_text (bs_node_get_element (paragraphs, 2), "text"), ==, "真快");
}

static void
refuse (const char *text)
{
  g_autoptr (BsDocument) document = new_document ();
  g_autoptr (BsNode) before = bs_node_ref (bs_document_get_root (document));
  g_autoptr (GError) error = NULL;

  g_assert_null (import_ninjs (document, text, &error));
  g_assert_nonnull (error);
  g_assert_true (before == bs_document_get_root (document));
}

static void
test_refuses_bad_items (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"uri\":");

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  refuse (deep->str);
  refuse ("");
  refuse ("{\"uri\":");
  refuse ("{\"type\":\"text\"}");
  refuse ("[1,2]");
  refuse ("{\"uri\":\"urn:x:1\",\"type\":\"text\"}\n{\"uri\":}\n");
}

/* What is exported as text is read as the same stories again. */
static void
test_text_round_trip (void)
{
  g_autoptr (BsDocument) document = new_filled ();
  g_autoptr (BsDocument) again = new_document ();
  g_autofree char *first = bs_text_export (bs_document_get_root (document), NULL, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (first, strlen (first));
  g_autoptr (GError) error = NULL;
  g_autoptr (BsImportReport) report G_GNUC_UNUSED = bs_import_bytes (again, bytes, "t.txt", NULL,
                                                                     &error);
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  second = bs_text_export (bs_document_get_root (again), NULL, NULL);
  g_assert_cmpstr (first, ==, second);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/ninjs/export-import-export-is-equal", test_round_trip);
  g_test_add_func ("/import/ninjs/stories-come-back-equal", test_stories_come_back_equal);
  g_test_add_func ("/import/ninjs/same-issue-same-bytes", test_same_bytes);
  g_test_add_func ("/import/ninjs/only-the-pages-asked-for", test_page_filter);
  g_test_add_func ("/import/ninjs/reads-items-of-others", test_reads_items_of_others);
  g_test_add_func ("/import/ninjs/bad-items-change-nothing", test_refuses_bad_items);
  g_test_add_func ("/import/text/exported-text-reads-as-the-same-stories", test_text_round_trip);

  return g_test_run ();
}
