/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "desk/bs-accept.h"
#include "desk/bs-desk-error.h"
#include "desk/bs-draft-item.h"
#include "model/bs-issue.h"
#include "model/bs-json.h"
#include "model/bs-version.h"

#include <string.h>

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define OTHER "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"
#define ITEM(members) "{\"uri\":\"urn:broadsheet:draft:d1\",\"type\":\"text\"," members "}"
#define HEADLINE "\"headlines\":[{\"role\":\"main\",\"value\":\"河边的灯亮了\"}]"

static const char draft_issue[]
  = "{\"format\":\"broadsheet-issue\",\"version\":\"1.0\",\"id\":\"d1\",\"publication\":{\"name\":"
    "\"\"},"
    "\"date\":\"2026-11-22\",\"page_format\":\"broadsheet\",\"sections\":[{\"id\":\"n1\",\"name\":"
    "\"要闻\"}],"
    "\"stories\":[{\"id\":\"s1\",\"page\":\"A1\",\"section\":\"n1\",\"kicker\":\"夜里八点\","
    "\"headline\":\"河边的灯亮了\",\"bylines\":[{\"id\":\"b1\",\"form\":\"reporter\",\"title\":"
    "\"本报记者\","
    "\"names\":[\"林沐\"]}],\"paragraphs\":[{\"id\":\"p1\",\"role\":\"body\",\"text\":"
    "\"昨晚，一百盏灯。\"},"
    "{\"id\":\"p2\",\"role\":\"subhead\",\"text\":\"桥上\"},{\"id\":\"p3\",\"role\":\"body\","
    "\"text\":"
    "\"桥上站满了人。\"}],\"tags\":[\"夜景\"],\"status\":\"approved\",\"notes\":\"图是今晚拍的\"}],"
    "\"photos\":[{\"id\":\"p1\",\"story\":\"s1\",\"file\":\"" SHA
    ".jpg\",\"width\":60,\"height\":40,"
    "\"caption\":\"灯下的河\",\"credits\":[{\"title\":\"记者\",\"name\":\"林沐\"}]},"
    "{\"id\":\"p2\",\"story\":\"s1\",\"caption\":\"还没有图\"}],"
    "\"pages\":[{\"id\":\"A1\",\"boxes\":[]}]}";

static BsNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  BsNode *node = bs_json_parse ("test", text, strlen (text), &error);

  g_assert_no_error (error);

  return node;
}

static BsDraftFacts *
make_facts (const BsNode *issue)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BsNode) item = bs_draft_item_new (issue, "s1", "urn:broadsheet:draft:d1", NULL);
  gsize length;
  g_autofree char *text = bs_json_write (item, BS_JSON_COMPACT, &length);
  g_autoptr (GError) error = NULL;
  BsDraftFacts *facts = bs_draft_facts_new (text, length, errors, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (errors->len, ==, 0);

  return facts;
}

static BsSubmission *
make_submission (const char *issue_text, guint version)
{
  g_autoptr (BsNode) issue = parse (issue_text);
  g_autoptr (BsDraftFacts) facts = make_facts (issue);
  BsSubmission *submission = bs_submission_new ();

  submission->id = g_strdup ("k7");
  submission->author = g_strdup ("林沐");
  submission->version = version;
  submission->headline = g_strdup (facts->headline);
  submission->item = bs_node_ref (facts->item);

  return submission;
}

static BsDocument *
make_issue (BsEnvironment *environment)
{
  static const char *const pages[] = { "A1", "A2", NULL };
  const BsNewIssue issue = { .name = "晨报", .pages = pages };

  return bs_document_new (environment, &issue);
}

static void
test_draft_says_what_it_is (void)
{
  g_autoptr (BsNode) issue = parse (draft_issue);
  g_autoptr (BsDraftFacts) facts = make_facts (issue);

  g_assert_cmpstr (facts->headline, ==, "河边的灯亮了");
  g_assert_cmpstr (facts->section, ==, "要闻");
  g_assert_cmpuint (facts->characters, ==, 17);
  g_assert_cmpuint (g_strv_length (facts->media), ==, 1);
  g_assert_cmpstr (facts->media[0], ==, SHA);
}

static void
test_bad_drafts_are_refused_with_the_place (void)
{
  static const struct
  {
    const char *item;
    const char *path;
  } cases[] = {
    { "[]", "/type" },
    { ITEM ("\"type2\":1"), "/headlines" },
    { "{\"type\":\"text\"," HEADLINE "}", "/uri" },
    { "{\"uri\":\"u\",\"type\":\"video\"}", "/type" },
    { ITEM (HEADLINE ",\"associations\":[{\"rel\":\"video\"}]"), "/associations/0" },
    { ITEM (HEADLINE ",\"associations\":[{\"rel\":\"photo\",\"type\":\"picture\"}]"),
      "/associations/0" },
    { ITEM (HEADLINE ",\"associations\":[{\"rel\":\"photo\",\"type\":\"picture\",\"renditions\":["
                     "{\"href\":\"urn:broadsheet:media:../../etc/passwd\"}]}]"),
      "/associations/0" },
    { ITEM (HEADLINE ",\"associations\":[{\"rel\":\"photo\",\"type\":\"picture\",\"renditions\":["
                     "{\"href\":\"file:///" SHA ".jpg\"}]}]"),
      "/associations/0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      const char *first;

      g_assert_null (bs_draft_facts_new (cases[i].item, strlen (cases[i].item), errors, &error));
      g_assert_error (error, BS_DESK_ERROR, BS_DESK_ERROR_CONTENT);
      first = g_ptr_array_index (errors, 0);
      g_assert_cmpint (strncmp (first, cases[i].path, strlen (cases[i].path)), ==, 0);
    }
}

static void
test_long_and_deep_drafts_are_refused (void)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *long_text = g_strnfill (BS_DRAFT_MAX_CHARACTERS, 'a');
  g_autofree char *body = g_strdup_printf (ITEM (
                                             "\"bodies\":[{\"role\":\"main\",\"value\":\"%s\"}]"),
                                           long_text);
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *huge = g_strnfill (BS_DRAFT_MAX_BYTES + 1, ' ');
  g_autoptr (GError) error = NULL;

  g_assert_null (bs_draft_facts_new (body, strlen (body), errors, &error));
  g_assert_error (error, BS_DESK_ERROR, BS_DESK_ERROR_CONTENT);
  g_clear_error (&error);
  g_assert_null (bs_draft_facts_new (deep, strlen (deep), errors, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (bs_draft_facts_new (huge, strlen (huge), errors, &error));
  g_assert_error (error, BS_DESK_ERROR, BS_DESK_ERROR_TOO_LARGE);
}

static void
test_accepted_draft_is_a_story_with_everything (void)
{
  static const char *const tags[] = { "头版", "夜景", NULL };
  const BsAcceptPlace place = { .page = "A2", .tags = tags };
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (BsDocument) document = make_issue (environment);
  g_autoptr (BsSubmission) submission = make_submission (draft_issue, 1);
  g_autoptr (BsNode) before = bs_node_ref (bs_document_get_root (document));
  g_autoptr (GError) error = NULL;
  g_autofree char *id = bs_accept_submission (document, submission, &place, &error);
  const BsNode *story = bs_issue_get_story (bs_document_get_root (document), id);
  const BsNode *photo;
  g_autofree char *byline = NULL;
  g_autofree char *credit = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (bs_node_get_text (story, "headline"), ==, "河边的灯亮了");
  g_assert_cmpstr (bs_node_get_text (story, "kicker"), ==, "夜里八点");
  g_assert_cmpstr (bs_node_get_text (story, "page"), ==, "A2");
  g_assert_cmpstr (bs_node_get_text (story, "notes"), ==, "图是今晚拍的");
  g_assert_cmpstr (bs_node_get_text (story, "status"), !=, "approved");
  byline = bs_story_dup_byline (story);
  g_assert_cmpstr (byline, ==, "本报记者 林沐");
  g_assert_cmpuint (bs_story_count_characters (story), ==, 17);
  g_assert_true (
    bs_paragraph_is_subhead (bs_node_get_element (bs_story_get_paragraphs (story), 1)));
  g_assert_cmpuint (bs_node_get_length (bs_node_get_member (story, "tags")), ==, 2);
  photo = bs_node_get_element (bs_issue_get_photos (bs_document_get_root (document)), 0);
  g_assert_cmpstr (bs_node_get_text (photo, "story"), ==, id);
  g_assert_cmpstr (bs_node_get_text (photo, "caption"), ==, "灯下的河");
  credit = bs_photo_dup_credit (photo);
  g_assert_cmpstr (credit, ==, "记者 林沐摄");
  g_assert_true (bs_accept_find_story (bs_document_get_root (document), "k7") == story);
  g_assert_null (bs_accept_find_story (bs_document_get_root (document), "k8"));

  g_assert_true (bs_document_undo (document));
  g_assert_true (bs_node_equal (bs_document_get_root (document), before));
}

static void
test_newer_version_is_taken_without_losing_the_older (void)
{
  const BsAcceptPlace place = { .page = "A1" };
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (BsDocument) document = make_issue (environment);
  g_autoptr (GRegex) regex = g_regex_new ("一百盏灯|" SHA, 0, 0, NULL);
  g_autofree char *changed = g_regex_replace_literal (regex, draft_issue, -1, 0, OTHER, 0, NULL);
  g_autoptr (BsSubmission) first = make_submission (draft_issue, 1);
  g_autoptr (BsSubmission) second = make_submission (changed, 2);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  const BsNode *story;
  const BsNode *kept;

  bs_version_begin_sitting (document, environment, "沈禾");
  id = bs_accept_submission (document, first, &place, &error);
  g_assert_no_error (error);
  g_assert_true (bs_accept_newer (document, environment, id, second, &error));
  g_assert_no_error (error);

  story = bs_issue_get_story (bs_document_get_root (document), id);
  g_assert_nonnull (
    strstr (bs_node_get_text (bs_node_get_element (bs_story_get_paragraphs (story), 0), "text"),
            OTHER));
  kept = bs_node_get_element (bs_story_get_versions (story), 0);
  g_assert_nonnull (
    strstr (bs_node_get_text (bs_node_get_element (bs_story_get_paragraphs (kept), 0), "text"),
            "一百盏灯"));
  g_assert_cmpint (bs_node_get_number (bs_node_get_member (story, "submission"), "version", 0), ==,
                   2);
  g_assert_cmpstr (bs_node_get_text (story, "page"), ==, "A1");
  g_assert_cmpuint (bs_node_get_length (bs_issue_get_photos (bs_document_get_root (document))), ==,
                    2);

  g_assert_true (bs_document_undo (document));
  story = bs_issue_get_story (bs_document_get_root (document), id);
  g_assert_cmpint (bs_node_get_number (bs_node_get_member (story, "submission"), "version", 0), ==,
                   1);
  g_assert_cmpuint (bs_node_get_length (bs_issue_get_photos (bs_document_get_root (document))), ==,
                    1);
}

static void
test_preview_names_its_photos (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (BsSubmission) submission = make_submission (draft_issue, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsNode) preview = bs_accept_preview (environment, submission, &error);
  g_autoptr (GPtrArray) media = bs_accept_list_media (submission);
  const BsNode *photo;

  g_assert_no_error (error);
  photo = bs_node_get_element (bs_issue_get_photos (preview), 0);
  g_assert_cmpstr (bs_node_get_text (photo, "file"), ==, SHA ".jpg");
  g_assert_cmpuint (media->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (media, 0), ==, SHA ".jpg");
}

/* Two writers of one format: that for lists of ten thousand, and that for all else. */
static void
test_list_tells_the_same_as_one (void)
{
  static const gint64 times[] = { 0, 1, 951782399, 1790000000, 4102444800, 253402300799 };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (BsSubmission) submission = bs_submission_new ();
      g_autoptr (BsNode) node = NULL;
      g_autoptr (GString) list = g_string_new ("[");
      g_autofree char *one = NULL;

      submission->id = g_strdup ("k7");
      submission->etag = g_strdup ("\"2-1\"");
      submission->headline = g_strdup ("“灯”\\ \"亮\"了\n\t\x01");
      submission->section = g_strdup ("");
      submission->version = i + 1;
      submission->accepted_version = i;
      submission->sequence = (gint64) i * G_MAXINT32 * 1000;
      submission->characters = i * 99;
      submission->created = times[i];
      submission->decided_by = i % 2 != 0 ? g_strdup ("沈禾") : NULL;
      submission->claimed_until = times[i];
      node = bs_submission_to_node (submission);
      one = bs_json_write (node, BS_JSON_COMPACT, NULL);
      bs_submission_append_json (submission, list);
      g_assert_cmpstr (list->str + 1, ==, one);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/draft-says-what-it-is", test_draft_says_what_it_is);
  g_test_add_func ("/desk/list-tells-the-same-as-one", test_list_tells_the_same_as_one);
  g_test_add_func ("/desk/bad-drafts-are-refused-with-the-place",
                   test_bad_drafts_are_refused_with_the_place);
  g_test_add_func ("/desk/long-and-deep-drafts-are-refused", test_long_and_deep_drafts_are_refused);
  g_test_add_func ("/desk/accepted-draft-is-a-story-with-everything",
                   test_accepted_draft_is_a_story_with_everything);
  g_test_add_func ("/desk/newer-version-is-taken-without-losing-the-older",
                   test_newer_version_is_taken_without_losing_the_older);
  g_test_add_func ("/desk/preview-names-its-photos", test_preview_names_its_photos);

  return g_test_run ();
}
