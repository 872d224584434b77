/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/bs-import-copy.h"
#include "import/bs-import-error.h"
#include "import/bs-ninjs.h"
#include "model/bs-issue.h"
#include "model/bs-version.h"

#include <string.h>

static const char page_text[]
  = "两条街共用一位“路长”\n\n近日，榆树街和槐树街选出了同一位“路长”。\n\n他叫高远。\n\n·于晴·\n\n"
    "▲路长在巡街。 方圆摄\n\n"
    "桂花树下的早市\n\n本报讯（记者 纪白）早市七点开张,九点收摊。\n";

static BsDocument *
new_document (void)
{
  static const char *const pages[] = { "A1", "A2", NULL };
  const BsNewIssue issue = { .name = "试刊", .date = "2026-01-02", .pages = pages };
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();

  return bs_document_new (environment, &issue);
}

static BsImportReport *
import_text (BsDocument *document, const char *text, const char *page)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  BsImportReport *report = bs_import_bytes (document, bytes, "page.txt", page, &error);

  g_assert_no_error (error);

  return report;
}

static void
test_one_undo (void)
{
  g_autoptr (BsDocument) document = new_document ();
  g_autoptr (BsNode) before = bs_node_ref (bs_document_get_root (document));
  g_autoptr (BsImportReport) report = import_text (document, page_text, "A2");

  g_assert_cmpuint (report->entries->len, ==, 3);
  g_assert_true (bs_document_undo (document));
  g_assert_true (bs_node_equal (before, bs_document_get_root (document)));
  g_assert_true (bs_document_redo (document));
  g_assert_cmpuint (bs_node_get_length (bs_issue_get_stories (bs_document_get_root (document))), ==,
                    2);
}

static void
test_parts_are_in_the_document (void)
{
  g_autoptr (BsDocument) document = new_document ();
  g_autoptr (BsImportReport) report = import_text (document, page_text, "A2");
  const BsNode *root = bs_document_get_root (document);
  const BsNode *first = bs_node_get_element (bs_issue_get_stories (root), 0);
  const BsNode *second = bs_node_get_element (bs_issue_get_stories (root), 1);
  const BsNode *photo = bs_node_get_element (bs_issue_get_photos (root), 0);
  g_autofree char *byline = bs_story_dup_byline (first);
  g_autofree char *credit = bs_photo_dup_credit (photo);

  g_assert_cmpstr (bs_node_get_text (first, "headline"), ==, "两条街共用一位“路长”");
  g_assert_cmpstr (bs_node_get_text (first, "page"), ==, "A2");
  g_assert_cmpint (bs_node_get_number (first, "priority", 0), ==, 1);
  g_assert_cmpuint (bs_node_get_length (bs_story_get_paragraphs (first)), ==, 2);
  g_assert_cmpstr (byline, ==, "·于晴·");
  g_assert_cmpstr (bs_node_get_text (second, "dateline"), ==, "本报讯");
  g_assert_cmpint (bs_node_get_number (second, "priority", 0), ==, 4);
  g_assert_cmpstr (bs_node_get_text (photo, "caption"), ==, "路长在巡街。");
  g_assert_cmpstr (bs_node_get_text (photo, "pointer"), ==, "▲");
  g_assert_cmpstr (credit, ==, "方圆摄");
  g_assert_cmpuint (report->narrow, ==, 1);
}

/* What was on the page stays, and the page keeps its lead. */
static void
test_existing_stories_stay (void)
{
  g_autoptr (BsDocument) document = new_document ();
  g_autoptr (BsImportReport) first = import_text (document, page_text, NULL);
  g_autoptr (BsImportReport) second G_GNUC_UNUSED = import_text (document, page_text, NULL);
  const BsNode *stories = bs_issue_get_stories (bs_document_get_root (document));
  guint n_leads = 0;

  g_assert_cmpuint (bs_node_get_length (stories), ==, 4);
  for (guint i = 0; i < bs_node_get_length (stories); i++)
    n_leads += bs_node_get_number (bs_node_get_element (stories, i), "priority", 0) == 1;
  g_assert_cmpuint (n_leads, ==, 1);
  g_assert_cmpstr (first->page, ==, "A1");
}

static void
test_missing_page_changes_nothing (void)
{
  g_autoptr (BsDocument) document = new_document ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (page_text, strlen (page_text));
  g_autoptr (GError) error = NULL;

  g_assert_null (bs_import_bytes (document, bytes, "page.txt", "B7", &error));
  g_assert_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_PAGE);
  g_assert_false (bs_document_get_modified (document)
                  && bs_document_get_undo_label (document) != NULL);
}

static void
test_report_names_every_item (void)
{
  g_autoptr (BsDocument) document = new_document ();
  g_autoptr (BsImportReport) report = import_text (document, page_text, NULL);
  g_autofree char *text = bs_import_report_to_string (report);
  g_autoptr (BsNode) node = bs_import_report_to_node (report);

  for (guint i = 0; i < report->entries->len; i++)
    {
      const BsImportEntry *entry = g_ptr_array_index (report->entries, i);

      g_assert_nonnull (strstr (text, entry->id));
      g_assert_nonnull (strstr (text, entry->title));
    }
  g_assert_cmpuint (bs_node_get_length (bs_node_get_member (node, "items")), ==, 3);
  g_assert_cmpint (bs_node_get_number (node, "half_width", 0), ==, 1);
}

static BsSourceKind
read_kind (const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (BsImportCopy) copy = bs_import_copy_new (name, bytes, &error);

  g_assert_no_error (error);

  return copy->kind;
}

static BsSourceKind
sniff (const char *name, const char *data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  BsSourceKind kind = BS_SOURCE_STORY;

  g_assert_true (bs_import_sniff (name, bytes, &kind, &error));
  g_assert_no_error (error);

  return kind;
}

static void
test_sources_are_told_apart (void)
{
  static const char story[] = "# 一只猫的值班表\n\n近日，书店里的猫有了值班表。\n";
  static const char *const refused[] = { "\xD0\xCF\x11\xE0 old Word", "{\\rtf1 rich text}",
                                         "%PDF-1.7 set pages", "GIF89a moving" };
  g_autoptr (GBytes) broken = g_bytes_new_static ("PK\003\004....", 8);
  g_autoptr (GError) error = NULL;
  BsSourceKind kind;

  g_assert_cmpint (read_kind ("p.txt", page_text), ==, BS_SOURCE_PAGE_TEXT);
  g_assert_cmpint (read_kind ("s.md", story), ==, BS_SOURCE_STORY);
  g_assert_cmpint (sniff ("s.md", story, strlen (story)), ==, BS_SOURCE_STORY);
  g_assert_cmpint (sniff ("x", "\xFF\xD8\xFF\xE0", 4), ==, BS_SOURCE_PHOTO);
  g_assert_cmpint (sniff ("-", "{\"uri\":\"urn:x:1\"}", 17), ==, BS_SOURCE_NINJS);
  g_assert_null (bs_import_copy_new ("a.docx", broken, &error));
  g_assert_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_SYNTAX);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (refused[i], strlen (refused[i]));

      g_clear_error (&error);
      g_assert_false (bs_import_sniff ("a.doc", bytes, &kind, &error));
      g_assert_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_UNSUPPORTED);
    }
}

static void
test_punctuation_is_widened_beside_han_only (void)
{
  guint changed = 0;
  g_autofree char *text = bs_punctuation_widen ("他说:好!(真的)1,200元,比3:15早; a, b (c)",
                                                &changed);

  g_assert_cmpstr (text, ==, "他说：好！（真的）1,200元，比3:15早； a, b (c)");
  g_assert_cmpuint (changed, ==, 6);
}

/* A picture of the sample issue that carries its caption and its photographer; advertisements, which
 * the sample has as well, carry neither. */
static GFile *
find_sample_picture (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("BROADSHEET_DATA_DIR"), "sample", NULL);
  g_autofree char *path = g_build_filename (folder, "sample.broadsheet", NULL);
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) sample = bs_document_load (environment, file, &error);
  const BsNode *first;

  g_assert_no_error (error);
  first = bs_node_get_element (bs_issue_get_photos (bs_document_get_root (sample)), 0);

  return g_file_new_build_filename (folder, "sample.media", bs_node_get_text (first, "file"), NULL);
}

static const BsNode *
import_picture (BsDocument *document, guint n_photos)
{
  g_autoptr (GFile) picture = find_sample_picture ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BsImportReport) report = bs_import_file (document, picture, "A1", &error);
  const BsNode *photos;

  g_assert_no_error (error);
  g_assert_cmpuint (report->entries->len, ==, 1);
  photos = bs_issue_get_photos (bs_document_get_root (document));
  g_assert_cmpuint (bs_node_get_length (photos), ==, n_photos);

  return bs_node_get_element (photos, 0);
}

static void
test_photo_brings_its_own_words (void)
{
  g_autoptr (BsDocument) document = new_document ();
  const BsNode *photo = import_picture (document, 1);
  g_autofree char *credit = bs_photo_dup_credit (photo);

  g_assert_cmpstr (bs_node_get_text (photo, "caption"), !=, "");
  g_assert_cmpstr (bs_node_get_text (photo, "taken"), !=, "");
  g_assert_true (g_str_has_suffix (credit, "摄"));
  g_assert_cmpint (bs_node_get_number (photo, "width", 0), >, 1000);
}

static void
test_photo_goes_to_the_caption_that_waits_for_it (void)
{
  g_autoptr (BsDocument) source = new_document ();
  g_autoptr (BsDocument) document = new_document ();
  const BsNode *picture = import_picture (source, 1);
  g_autofree char *text = g_strdup_printf ("桥头的早晨\n\n桥头今天很安静。\n\n◀%s 方圆摄\n",
                                           bs_node_get_text (picture, "caption"));
  g_autoptr (BsImportReport) report G_GNUC_UNUSED = import_text (document, text, "A1");
  g_autoptr (BsNode) waiting = bs_node_ref (
    bs_node_get_element (bs_issue_get_photos (bs_document_get_root (document)), 0));
  const BsNode *photo = import_picture (document, 1);
  g_autofree char *credit = bs_photo_dup_credit (photo);

  g_assert_cmpstr (bs_node_get_text (waiting, "file"), ==, "");
  g_assert_cmpstr (bs_node_get_text (photo, "file"), ==, bs_node_get_text (picture, "file"));
  g_assert_cmpstr (bs_node_get_text (photo, "pointer"), ==, "◀");
  g_assert_cmpstr (credit, ==, "方圆摄");
  g_assert_true (bs_document_undo (document));
  g_assert_true (bs_node_equal (waiting, bs_issue_get_photo (bs_document_get_root (document),
                                                             bs_node_get_text (waiting, "id"))));
  /* The same picture once more is another photo: nothing waits any longer. */
  g_assert_true (bs_document_redo (document));
  import_picture (document, 2);
}

static BsImportReport *
import_over (BsDocument *document, const char *text, const char *story, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (BsImportCopy) copy = bs_import_copy_new ("newer.txt", bytes, NULL);
  const BsImportTarget target = { .over = story };

  return bs_import_copy_apply (copy, document, NULL, &target, error);
}

static void
test_newer_copy_keeps_the_older (void)
{
  g_autoptr (BsDocument) document = new_document ();
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (BsNode) before = NULL;
  g_autoptr (BsImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  const BsNode *story;
  const BsNode *version;
  guint n;

  bs_import_report_free (import_text (document, page_text, NULL));
  bs_version_begin_sitting (document, environment, "闻真");
  before = bs_node_ref (bs_document_get_root (document));
  n = bs_node_get_length (bs_issue_get_stories (before));
  story = bs_node_get_element (bs_issue_get_stories (before), 0);
  id = g_strdup (bs_node_get_text (story, "id"));

  report = import_over (document,
                        "新灯塔亮了\n\n昨晚七点，灯塔亮了，船工说看得很远。\n\n明天还亮。\n", id,
                        &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bs_node_get_length (bs_issue_get_stories (bs_document_get_root (document))), ==,
                    n);
  version = bs_node_get_element (bs_story_get_versions (
                                   bs_issue_get_story (bs_document_get_root (document), id)),
                                 0);
  g_assert_cmpstr (bs_node_get_text (version, "reason"), ==, BS_VERSION_IMPORT);
  g_assert_cmpstr (bs_node_get_text (version, "headline"), ==,
                   bs_node_get_text (story, "headline"));
  story = bs_issue_get_story (bs_document_get_root (document), id);
  g_assert_cmpstr (bs_node_get_text (story, "headline"), ==, "新灯塔亮了");
  g_assert_true (bs_document_undo (document));
  g_assert_true (bs_node_equal (before, bs_document_get_root (document)));

  g_assert_null (import_over (document, page_text, id, &error));
  g_assert_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_SEVERAL);
  g_assert_true (bs_node_equal (before, bs_document_get_root (document)));
}

/* Page text and pictures come by different ways: the editor says which belongs to which. */
static void
test_picture_goes_to_the_photo_it_is_meant_for (void)
{
  g_autoptr (BsDocument) document = new_document ();
  g_autoptr (BsImportReport) report G_GNUC_UNUSED = import_text (
    document, "桥头的早晨\n\n桥头今天很安静。\n\n◀桥头卖菱角的人家。 方圆摄\n", "A1");
  g_autoptr (BsNode) before = bs_node_ref (bs_document_get_root (document));
  const char *id = bs_node_get_text (bs_node_get_element (bs_issue_get_photos (before), 0), "id");
  const BsImportTarget target = { .page = "A1", .photo = id };
  g_autoptr (GFile) file = find_sample_picture ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BsImportCopy) copy = bs_import_copy_read (file, NULL, &error);
  g_autoptr (BsImportReport) taken = NULL;
  const BsNode *photo;
  g_autofree char *credit = NULL;

  g_assert_no_error (error);
  taken = bs_import_copy_apply (copy, document, NULL, &target, &error);
  g_assert_no_error (error);
  g_assert_nonnull (taken);
  photo = bs_issue_get_photo (bs_document_get_root (document), id);
  credit = bs_photo_dup_credit (photo);
  g_assert_cmpstr (bs_node_get_text (photo, "file"), !=, "");
  g_assert_cmpint (bs_node_get_number (photo, "width", 0), >, 1000);
  g_assert_cmpstr (bs_node_get_text (photo, "caption"), ==, "桥头卖菱角的人家。");
  g_assert_cmpstr (credit, ==, "方圆摄");
  g_assert_cmpuint (bs_node_get_length (bs_issue_get_photos (bs_document_get_root (document))), ==,
                    1);
  g_assert_true (bs_document_undo (document));
  g_assert_true (bs_node_equal (before, bs_document_get_root (document)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/apply/one-undo-takes-it-all-back", test_one_undo);
  g_test_add_func ("/import/apply/parts-are-in-the-document", test_parts_are_in_the_document);
  g_test_add_func ("/import/apply/existing-stories-stay", test_existing_stories_stay);
  g_test_add_func ("/import/apply/newer-copy-keeps-the-older", test_newer_copy_keeps_the_older);
  g_test_add_func ("/import/apply/missing-page-changes-nothing", test_missing_page_changes_nothing);
  g_test_add_func ("/import/report/names-every-item", test_report_names_every_item);
  g_test_add_func ("/import/source/kinds-are-told-apart", test_sources_are_told_apart);
  g_test_add_func ("/import/photo/brings-its-own-words", test_photo_brings_its_own_words);
  g_test_add_func ("/import/photo/goes-to-the-caption-that-waits-for-it",
                   test_photo_goes_to_the_caption_that_waits_for_it);
  g_test_add_func ("/import/photo/picture-goes-to-the-photo-it-is-meant-for",
                   test_picture_goes_to_the_photo_it_is_meant_for);
  g_test_add_func ("/import/punctuation/widened-beside-han-only",
                   test_punctuation_is_widened_beside_han_only);

  return g_test_run ();
}
