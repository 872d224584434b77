/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files as Word and LibreOffice write them, put together here part by part, and files that were
 * made to do harm.
 */

#include "import/bs-import-copy.h"
#include "import/bs-office-text.h"
#include "model/bs-issue.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* Six pixels by four. */
#define PICTURE                                                                                    \
  "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAIAAAAiZtkUAAAAEUlEQVR42mNoWHAADTGQKwQAqKYtAb8bpQ4AAAAASUVO"   \
  "RK5CYII="

#define WORD_NS                                                                                    \
  "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "                        \
  "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' "                 \
  "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' "                               \
  "xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing' "             \
  "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
#define WORD(body)                                                                                 \
  "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<w:document " WORD_NS "><w:body>" body \
  "<w:sectPr><w:pgSz w:w='11906' w:h='16838'/></w:sectPr></w:body></w:document>"
#define P(text) "<w:p><w:r><w:t xml:space='preserve'>" text "</w:t></w:r></w:p>"
#define STYLED(style, text)                                                                        \
  "<w:p><w:pPr><w:pStyle w:val='" style "'/></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"

/* The ids of a Chinese Word: numbers; the names are English. */
#define WORD_STYLES                                                                                \
  "<w:styles " WORD_NS ">"                                                                         \
  "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>"     \
  "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/><w:basedOn w:val='a'/>"    \
  "<w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>"                                             \
  "<w:style w:type='paragraph' w:styleId='2'><w:name w:val='heading 2'/><w:basedOn w:val='a'/>"    \
  "</w:style>"                                                                                     \
  "<w:style w:type='paragraph' w:styleId='a3'><w:name w:val='caption'/></w:style>"                 \
  "<w:style w:type='paragraph' w:styleId='a4'><w:name w:val='报题'/><w:basedOn "                 \
  "w:val='1'/></w:style>"                                                                          \
  "</w:styles>"

#define ODT_NS                                                                                     \
  "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "                               \
  "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "                                   \
  "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' "                                 \
  "xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' "                                \
  "xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0' "                          \
  "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xlink='http://www.w3.org/1999/xlink'"
#define ODT(body)                                                                                  \
  "<?xml version='1.0' encoding='UTF-8'?>\n<office:document-content " ODT_NS                       \
  " office:version='1.3'><office:scripts/><office:automatic-styles>"                               \
  "<style:style style:name='P1' style:family='paragraph' style:parent-style-name='Heading_20_1'/>" \
  "<style:style style:name='P2' style:family='paragraph' style:parent-style-name='Standard'/>"     \
  "</office:automatic-styles><office:body><office:text>"                                           \
  "<text:sequence-decls><text:sequence-decl text:name='Illustration'/></text:sequence-decls>" body \
  "</office:text></office:body></office:document-content>"
#define ODT_STYLES                                                                                 \
  "<office:document-styles " ODT_NS "><office:styles>"                                             \
  "<style:style style:name='Standard' style:family='paragraph'/>"                                  \
  "<style:style style:name='Heading' style:family='paragraph' "                                    \
  "style:parent-style-name='Standard'/>"                                                           \
  "<style:style style:name='Heading_20_1' style:display-name='Heading 1' style:family='paragraph'" \
  " style:parent-style-name='Heading'/>"                                                           \
  "<style:style style:name='小题' style:family='paragraph' style:parent-style-name='Heading'/>"  \
  "<style:style style:name='Illustration' style:family='paragraph'/></office:styles>"              \
  "<office:master-styles><style:master-page style:name='Standard'><style:header>"                  \
  "<text:p>页眉不是稿子</text:p></style:header></style:master-page></office:master-styles>"  \
  "</office:document-styles>"

typedef struct
{
  const char *name;
  const char *content; /* NULL: the picture */
} Part;

static void
add_part (struct archive *archive, const char *name, gconstpointer data, gsize length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_data (archive, data, length), ==, (int) length);
  archive_entry_free (entry);
}

static struct archive *
begin_zip (void *buffer, gsize size, gsize *used)
{
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  archive_write_set_bytes_in_last_block (archive, 1);
  g_assert_cmpint (archive_write_open_memory (archive, buffer, size, used), ==, ARCHIVE_OK);

  return archive;
}

static GBytes *
end_zip (struct archive *archive, void *buffer, const gsize *used)
{
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);

  return g_bytes_new_take (buffer, *used);
}

#define ZIP_SIZE (4 * 1024 * 1024)

static GBytes *
make_zip (const Part *parts, guint n)
{
  gsize used = 0;
  void *buffer = g_malloc (ZIP_SIZE);
  struct archive *archive = begin_zip (buffer, ZIP_SIZE, &used);

  for (guint i = 0; i < n; i++)
    {
      gsize length;
      g_autofree guchar *picture = g_base64_decode (PICTURE, &length);

      if (parts[i].content != NULL)
        add_part (archive, parts[i].name, parts[i].content, strlen (parts[i].content));
      else
        add_part (archive, parts[i].name, picture, length);
    }

  return end_zip (archive, buffer, &used);
}

static BsImportCopy *
read_copy (const char *name, const Part *parts, guint n)
{
  g_autoptr (GBytes) zip = make_zip (parts, n);
  g_autoptr (GError) error = NULL;
  BsImportCopy *copy = bs_import_copy_new (name, zip, &error);

  g_assert_no_error (error);

  return copy;
}

static BsImportCopy *
read_word (const char *document)
{
  const Part parts[] = { { "[Content_Types].xml", "<Types/>" },
                         { "word/document.xml", document },
                         { "word/styles.xml", WORD_STYLES } };

  return read_copy ("story.docx", parts, G_N_ELEMENTS (parts));
}

static BsImportCopy *
read_odt (const char *content)
{
  const Part parts[] = { { "mimetype", "application/vnd.oasis.opendocument.text" },
                         { "content.xml", content },
                         { "styles.xml", ODT_STYLES } };

  return read_copy ("story.odt", parts, G_N_ELEMENTS (parts));
}

static void
assert_refused (GBytes *bytes, BsImportError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsOfficeText) text = bs_office_text_read ("story.docx", bytes, &error);

  g_assert_null (text);
  g_assert_error (error, BS_IMPORT_ERROR, (int) code);
  g_assert_true (g_str_has_prefix (error->message, "story.docx: "));
}

static void
assert_parts_refused (const Part *parts, guint n, BsImportError code)
{
  g_autoptr (GBytes) zip = make_zip (parts, n);

  assert_refused (zip, code);
}

static const BsImportItem *
only_story (BsImportCopy *copy)
{
  g_assert_cmpuint (bs_import_copy_count (copy, BS_IMPORT_STORY), ==, 1);
  for (guint i = 0;; i++)
    if (bs_page_import_get_item (copy->import, i)->kind == BS_IMPORT_STORY)
      return bs_page_import_get_item (copy->import, i);
}

static void
assert_paragraph (const BsImportItem *story, guint index, gboolean is_subhead, const char *text)
{
  const BsImportParagraph *paragraph;

  g_assert_cmpuint (index, <, story->paragraphs->len);
  paragraph = g_ptr_array_index (story->paragraphs, index);
  g_assert_cmpstr (paragraph->text, ==, text);
  g_assert_cmpint (paragraph->is_subhead, ==, is_subhead);
}

/* --- Word --- */

static void
test_word_styles (void)
{
  g_autoptr (BsImportCopy) copy = read_word (WORD (
    STYLED ("a4", "河埠头装了六盏灯") P ("近日，河埠头装上了六盏灯，洗衣的人晚上也看得清台阶。")
      STYLED ("2", "两家出的钱") P ("灯钱由两家铺子出，电钱由街上出。") P ("·何青·")));
  const BsImportItem *story = only_story (copy);

  g_assert_cmpstr (story->headline, ==, "河埠头装了六盏灯");
  g_assert_cmpuint (story->paragraphs->len, ==, 3);
  assert_paragraph (story, 0, FALSE, "近日，河埠头装上了六盏灯，洗衣的人晚上也看得清台阶。");
  assert_paragraph (story, 1, TRUE, "两家出的钱");
  assert_paragraph (story, 2, FALSE, "灯钱由两家铺子出，电钱由街上出。");
  g_assert_cmpuint (story->bylines->len, ==, 1);
}

/* A paragraph that does not end as a sentence does is still a paragraph. */
static void
test_word_paragraphs_stay_apart (void)
{
  g_autoptr (BsImportCopy) copy = read_word (WORD (STYLED ("1", "早市提前一刻开张") P (
    "近日，早市改在六点三刻开张，鱼摊、菜摊、豆腐摊都早到了，"
    "摆在前头的是") P ("卖桂花糕的老周一家，他们五点就到了。") P ("·何青·")));
  const BsImportItem *story = only_story (copy);

  g_assert_cmpuint (story->paragraphs->len, ==, 2);
  assert_paragraph (story, 1, FALSE, "卖桂花糕的老周一家，他们五点就到了。");
}

static void
test_word_tracked_changes (void)
{
  g_autoptr (BsImportCopy) copy = read_word (WORD (
    STYLED ("1",
            "早市提前一刻开张") "<w:p><w:r><w:t>早市</w:t></w:r>"
                                "<w:del w:id='1' w:author='乙'><w:r><w:delText>昨天</w:delText>"
                                "</w:r></w:del>"
                                "<w:ins w:id='2' w:author='乙'><w:r><w:t>从今天起</w:t></w:r>"
                                "</w:ins><w:moveFrom w:id='3'><w:r><w:t>搬走的</w:t></w:r>"
                                "</w:moveFrom><w:r><w:t>提前开张。</w:t></w:r></w:p>"));

  assert_paragraph (only_story (copy), 0, FALSE, "早市从今天起提前开张。");
}

/* A field's command is no text, what it shows is; so are breaks, tabs and hyphens. */
static void
test_word_runs (void)
{
  g_autoptr (BsImportCopy) copy = read_word (WORD (STYLED (
    "1",
    "早市提前一刻开张") "<w:p><w:r><w:t>见</w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
                        "<w:r><w:instrText>REF "
                        "_Ref1</w:instrText></w:r><w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>2</w:t>"
                        "</w:r><w:r><w:tab/><w:t>版。</w:t></w:r></w:p>"));

  assert_paragraph (only_story (copy), 0, FALSE, "见A-2 版。");
}

static gboolean
has_note (BsImportCopy *copy, const char *words)
{
  for (guint i = 0; i < copy->notes->len; i++)
    if (strstr (g_ptr_array_index (copy->notes, i), words) != NULL)
      return TRUE;

  return FALSE;
}

static void
test_word_footnotes (void)
{
  const Part parts[] = {
    { "word/document.xml",
      WORD (STYLED ("1", "早市提前一刻开张") "<w:p><w:r><w:t>早市有四十个摊</w:t></w:r>"
                                             "<w:r><w:footnoteReference w:id='2'/></w:r>"
                                             "<w:r><w:t>，比去年多。</w:t></w:r></w:p>") },
    { "word/styles.xml", WORD_STYLES },
    { "word/footnotes.xml",
      "<w:footnotes " WORD_NS ">"
      "<w:footnote w:type='separator' w:id='0'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
      "<w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>按街道的数。</w:t></w:r>"
      "</w:p></w:footnote></w:footnotes>" }
  };
  g_autoptr (BsImportCopy) copy = read_copy ("story.docx", parts, G_N_ELEMENTS (parts));
  const BsImportItem *story = only_story (copy);

  assert_paragraph (story, 0, FALSE, "早市有四十个摊[1]，比去年多。");
  assert_paragraph (story, 1, FALSE, "[1] 按街道的数。");
  g_assert_true (has_note (copy, "1 footnote "));
}

#define WORD_PICTURE(id)                                                                           \
  "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wpg'><w:drawing><wp:inline>"                \
  "<a:graphic><a:graphicData><a:blip r:embed='" id "'/></a:graphicData></a:graphic></wp:inline>"   \
  "</w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>"
#define WORD_RELATIONS                                                                             \
  "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"           \
  "<Relationship Id='rId5' Type='image' Target='media/image1.png'/>"                               \
  "<Relationship Id='rId6' Type='image' Target='http://example.org/x.png' TargetMode='External'/>" \
  "</Relationships>"

/* Takes it into a new document; the photo that has a file. */
static BsNode *
import_photo (BsImportCopy *copy)
{
  static const char *const pages[] = { "A1", NULL };
  const BsNewIssue issue = { .name = "试刊", .date = "2026-01-02", .pages = pages };
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (BsDocument) document = bs_document_new (environment, &issue);
  const BsImportTarget target = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BsImportReport) report = bs_import_copy_apply (copy, document, NULL, &target, &error);
  const BsNode *photos = bs_issue_get_photos (bs_document_get_root (document));

  g_assert_no_error (error);
  g_assert_nonnull (report);
  g_assert_cmpuint (bs_node_get_length (photos), ==, 1);

  return bs_node_ref ((BsNode *) bs_node_get_element (photos, 0));
}

static void
test_word_picture (void)
{
  const Part parts[] = { { "word/document.xml",
                           WORD (STYLED ("1", "早市提前一刻开张")
                                   P ("近日，早市改在六点三刻开张，鱼摊、菜摊都早到了。")
                                     WORD_PICTURE ("rId5") STYLED ("a3", "早市上的桂花糕。 方圆摄")
                                       P ("卖桂花糕的老周一家五点就到了。") P ("·何青·")) },
                         { "word/styles.xml", WORD_STYLES },
                         { "word/_rels/document.xml.rels", WORD_RELATIONS },
                         { "word/media/image1.png", NULL } };
  g_autoptr (BsImportCopy) copy = read_copy ("story.docx", parts, G_N_ELEMENTS (parts));
  g_autoptr (BsNode) photo = NULL;
  g_autofree char *credit = NULL;

  g_assert_cmpuint (copy->pictures->len, ==, 1);
  g_assert_cmpuint (copy->notes->len, ==, 0);
  photo = import_photo (copy);
  credit = bs_photo_dup_credit (photo);
  g_assert_cmpstr (bs_node_get_text (photo, "caption"), ==, "早市上的桂花糕。");
  g_assert_cmpstr (credit, ==, "方圆摄");
  g_assert_cmpstr (bs_node_get_text (photo, "file"), !=, "");
  g_assert_cmpint (bs_node_get_number (photo, "width", 0), ==, 6);
  g_assert_cmpstr (bs_node_get_text (photo, "story"), !=, "");
}

/* Nothing is fetched, and the editor is told. */
static void
test_word_picture_elsewhere (void)
{
  const Part parts[] = { { "word/document.xml",
                           WORD (STYLED ("1", "早市提前一刻开张") P ("早市改在六点三刻开张。")
                                   WORD_PICTURE ("rId6")) },
                         { "word/styles.xml", WORD_STYLES },
                         { "word/_rels/document.xml.rels", WORD_RELATIONS } };
  g_autoptr (BsImportCopy) copy = read_copy ("story.docx", parts, G_N_ELEMENTS (parts));

  g_assert_cmpuint (copy->pictures->len, ==, 0);
  g_assert_true (has_note (copy, "outside of the file"));
}

static void
test_word_picture_damaged (void)
{
  const Part parts[] = { { "word/document.xml",
                           WORD (STYLED ("1", "早市提前一刻开张") P ("早市改在六点三刻开张。")
                                   WORD_PICTURE ("rId5")) },
                         { "word/styles.xml", WORD_STYLES },
                         { "word/_rels/document.xml.rels", WORD_RELATIONS },
                         { "word/media/image1.png", "not a picture" } };
  g_autoptr (BsImportCopy) copy = read_copy ("story.docx", parts, G_N_ELEMENTS (parts));

  g_assert_cmpuint (copy->pictures->len, ==, 0);
  g_assert_true (has_note (copy, "image1.png"));
  g_assert_cmpstr (only_story (copy)->headline, ==, "早市提前一刻开张");
}

/* --- OpenDocument --- */

static void
test_odt_styles (void)
{
  g_autoptr (BsImportCopy) copy = read_odt (ODT (
    "<text:h text:style-name='P1' text:outline-level='1'>河埠头装了六盏灯</text:h>"
    "<text:p text:style-name='P2'>近日，河埠头装上了<text:span>六盏</text:span>灯，\n   洗衣的人"
    "晚上也看得清台阶。</text:p>"
    "<text:p text:style-name='小题'>两家出的钱</text:p>"
    "<text:p text:style-name='P2'>灯钱由两家铺子出<text:soft-page-break/>，电钱由街上出。"
    "<office:annotation><dc:creator>乙</dc:creator><text:p>核一下</text:p></office:annotation>"
    "</text:p><text:p/><text:p>·何青·</text:p>"));
  const BsImportItem *story = only_story (copy);

  g_assert_cmpstr (story->headline, ==, "河埠头装了六盏灯");
  g_assert_cmpuint (story->paragraphs->len, ==, 3);
  assert_paragraph (story, 0, FALSE, "近日，河埠头装上了六盏灯，洗衣的人晚上也看得清台阶。");
  assert_paragraph (story, 1, TRUE, "两家出的钱");
  assert_paragraph (story, 2, FALSE, "灯钱由两家铺子出，电钱由街上出。");
  g_assert_cmpuint (story->bylines->len, ==, 1);
}

static void
test_odt_tracked_changes (void)
{
  g_autoptr (BsImportCopy) copy = read_odt (
    ODT ("<text:tracked-changes><text:changed-region text:id='c1'><text:deletion>"
         "<office:change-info><dc:creator>乙</dc:creator></office:change-info>"
         "<text:p>昨天</text:p></text:deletion></text:changed-region></text:tracked-changes>"
         "<text:h text:style-name='P1'>早市提前一刻开张</text:h>"
         "<text:p>早市<text:change text:change-id='c1'/>从今天起提前开张。</text:p>"));

  assert_paragraph (only_story (copy), 0, FALSE, "早市从今天起提前开张。");
}

static void
test_odt_footnotes (void)
{
  g_autoptr (BsImportCopy) copy = read_odt (
    ODT ("<text:h text:style-name='P1'>早市提前一刻开张</text:h>"
         "<text:p>早市有四十个摊<text:note text:note-class='footnote'><text:note-citation>1"
         "</text:note-citation><text:note-body><text:p>按街道的数。</text:p></text:note-body>"
         "</text:note>，比去年多。</text:p>"));
  const BsImportItem *story = only_story (copy);

  assert_paragraph (story, 0, FALSE, "早市有四十个摊[1]，比去年多。");
  assert_paragraph (story, 1, FALSE, "[1] 按街道的数。");
  g_assert_true (has_note (copy, "1 footnote "));
}

/* The caption stands in the box of the picture, the box hangs on a paragraph of the text. */
static void
test_odt_picture (void)
{
  const Part parts[] = {
    { "mimetype", "application/vnd.oasis.opendocument.text" },
    { "content.xml",
      ODT ("<text:h text:style-name='P1'>早市提前一刻开张</text:h>"
           "<text:p>近日，早市改在六点三刻开张，鱼摊、菜摊都早到了。</text:p>"
           "<text:p>卖桂花糕的老周一家五点就到了。<draw:frame><draw:text-box>"
           "<text:p text:style-name='Illustration'><draw:frame><draw:image "
           "xlink:href='Pictures/1000.png'/><svg:desc>一个摊</svg:desc></draw:frame>早市上的"
           "桂花糕。 方圆摄</text:p></draw:text-box></draw:frame></text:p>"
           "<text:p>·何青·</text:p>") },
    { "styles.xml", ODT_STYLES },
    { "Pictures/1000.png", NULL }
  };
  g_autoptr (BsImportCopy) copy = read_copy ("story.odt", parts, G_N_ELEMENTS (parts));
  const BsImportItem *story = only_story (copy);
  g_autoptr (BsNode) photo = NULL;

  g_assert_cmpuint (copy->pictures->len, ==, 1);
  g_assert_cmpuint (story->paragraphs->len, ==, 2);
  assert_paragraph (story, 1, FALSE, "卖桂花糕的老周一家五点就到了。");
  photo = import_photo (copy);
  g_assert_cmpstr (bs_node_get_text (photo, "caption"), ==, "早市上的桂花糕。");
  g_assert_cmpstr (bs_node_get_text (photo, "file"), !=, "");
  g_assert_cmpstr (bs_node_get_text (photo, "story"), !=, "");
}

static void
test_odt_spreadsheet (void)
{
  const Part parts[] = { { "content.xml",
                           "<office:document-content " ODT_NS "><office:body><office:spreadsheet>"
                           "<text:p>12</text:p></office:spreadsheet></office:body>"
                           "</office:document-content>" } };

  assert_parts_refused (parts, G_N_ELEMENTS (parts), BS_IMPORT_ERROR_UNSUPPORTED);
}

static void
test_odt_locked (void)
{
  const Part parts[] = {
    { "mimetype", "application/vnd.oasis.opendocument.text" },
    { "content.xml", "\x8f\x02\x91 not to be read" },
    { "META-INF/manifest.xml",
      "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
      "<manifest:file-entry manifest:full-path='content.xml'><manifest:encryption-data/>"
      "</manifest:file-entry></manifest:manifest>" }
  };
  g_autoptr (GBytes) zip = make_zip (parts, G_N_ELEMENTS (parts));
  g_autoptr (GError) error = NULL;

  g_assert_null (bs_office_text_read ("story.odt", zip, &error));
  g_assert_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "password"));
}

/* --- Harm --- */

static void
test_document_type (void)
{
  const Part word[] = { { "word/document.xml",
                          "<!DOCTYPE d [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;'>]>"
                          "<w:document " WORD_NS "><w:body><w:p><w:r><w:t>&b;</w:t></w:r>"
                          "</w:p></w:body></w:document>" } };
  const Part odt[] = { { "content.xml", ODT ("<text:p>题</text:p>") },
                       { "styles.xml", "<!DOCTYPE s SYSTEM 'file:///etc/hostname'><s/>" } };

  assert_parts_refused (word, G_N_ELEMENTS (word), BS_IMPORT_ERROR_SYNTAX);
  assert_parts_refused (odt, G_N_ELEMENTS (odt), BS_IMPORT_ERROR_SYNTAX);
}

#define BOMB_BYTES (192 * 1024 * 1024)
#define CHUNK (1024 * 1024)

/* Some kilobytes that unpack to more than any text; @name: the part that does. */
static GBytes *
make_bomb (const char *name)
{
  g_autofree char *chunk = g_malloc0 (CHUNK);
  gsize used = 0;
  void *buffer = g_malloc (ZIP_SIZE);
  struct archive *archive = begin_zip (buffer, ZIP_SIZE, &used);
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, BOMB_BYTES);
  archive_entry_set_filetype (entry, AE_IFREG);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  for (gsize done = 0; done < BOMB_BYTES; done += CHUNK)
    g_assert_cmpint (archive_write_data (archive, chunk, CHUNK), ==, CHUNK);
  archive_entry_free (entry);
  if (strcmp (name, "word/document.xml") != 0)
    {
      const char document[] = WORD (STYLED ("1", "早市提前一刻开张") P ("早市改在六点三刻开张。"));

      add_part (archive, "word/document.xml", document, sizeof document - 1);
    }

  return end_zip (archive, buffer, &used);
}

static void
test_bomb (void)
{
  g_autoptr (GBytes) zip = make_bomb ("word/document.xml");

  assert_refused (zip, BS_IMPORT_ERROR_TOO_LARGE);
}

/* What no text needs is not unpacked, whatever it would come to. */
static void
test_bomb_beside (void)
{
  g_autoptr (GBytes) zip = make_bomb ("word/media/unused.bin");
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (BsOfficeText) text = bs_office_text_read ("story.docx", zip, &error);

  g_assert_no_error (error);
  g_assert_nonnull (text);
  g_test_message ("read in %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - start) / 1000);
}

static void
test_many_parts (void)
{
  gsize used = 0;
  void *buffer = g_malloc (ZIP_SIZE);
  struct archive *archive = begin_zip (buffer, ZIP_SIZE, &used);
  g_autoptr (GBytes) zip = NULL;

  for (guint i = 0; i < 10001; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u", i);

      add_part (archive, name, "", 0);
    }
  zip = end_zip (archive, buffer, &used);

  assert_refused (zip, BS_IMPORT_ERROR_TOO_LARGE);
}

static void
test_depth (void)
{
  g_autoptr (GString) document = g_string_new ("<w:document " WORD_NS "><w:body>");
  Part part = { "word/document.xml", NULL };

  for (guint i = 0; i < 20000; i++)
    g_string_append (document, "<w:p>");
  part.content = document->str;

  assert_parts_refused (&part, 1, BS_IMPORT_ERROR_SYNTAX);
}

/* One long footnote, told of a great many times, is put into the text once. */
static void
test_footnote_many_times (void)
{
  g_autoptr (GString) document = g_string_new ("<w:document " WORD_NS "><w:body>"
                                               "<w:p><w:r><w:t>早市提前一刻开张</w:t>");
  g_autoptr (GString) notes = g_string_new ("<w:footnotes " WORD_NS "><w:footnote w:id='1'><w:p>"
                                            "<w:r><w:t>");
  g_autoptr (GBytes) zip = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsOfficeText) text = NULL;

  for (guint i = 0; i < 10000; i++)
    {
      g_string_append (document, "<w:footnoteReference w:id='1'/>");
      g_string_append (notes, "按街道的数。");
    }
  g_string_append (document, "</w:r></w:p></w:body></w:document>");
  g_string_append (notes, "</w:t></w:r></w:p></w:footnote></w:footnotes>");
  zip = make_zip ((const Part[]){ { "word/document.xml", document->str },
                                  { "word/footnotes.xml", notes->str } },
                  2);
  text = bs_office_text_read ("story.docx", zip, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (text->text), <, 2 * notes->len);
}

/* Cut anywhere, it is a message or what was read, never a crash. */
static void
test_truncated (void)
{
  const Part part = { "word/document.xml", WORD (STYLED ("1", "早市提前一刻开张") P ("早市。")) };
  g_autoptr (GBytes) zip = make_zip (&part, 1);
  gsize length = g_bytes_get_size (zip);

  for (gsize n = 4; n < length; n += 7)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (zip, 0, n);
      g_autoptr (GError) error = NULL;
      g_autoptr (BsOfficeText) text = bs_office_text_read ("story.docx", cut, &error);

      g_assert_true ((text == NULL) == (error != NULL));
      if (n < length / 2)
        g_assert_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_SYNTAX);
    }
}

static void
test_no_text (void)
{
  const Part archive[] = { { "notes.txt", "no copy" } };
  const Part empty[] = { { "word/document.xml", WORD ("<w:p/>") } };
  g_autoptr (GBytes) no_zip = g_bytes_new_static ("PK\003\004 and nothing more", 20);

  assert_parts_refused (archive, 1, BS_IMPORT_ERROR_UNSUPPORTED);
  assert_parts_refused (empty, 1, BS_IMPORT_ERROR_EMPTY);
  assert_refused (no_zip, BS_IMPORT_ERROR_SYNTAX);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office/word-styles", test_word_styles);
  g_test_add_func ("/office/word-paragraphs-stay-apart", test_word_paragraphs_stay_apart);
  g_test_add_func ("/office/word-tracked-changes", test_word_tracked_changes);
  g_test_add_func ("/office/word-runs", test_word_runs);
  g_test_add_func ("/office/word-footnotes", test_word_footnotes);
  g_test_add_func ("/office/word-picture", test_word_picture);
  g_test_add_func ("/office/word-picture-elsewhere", test_word_picture_elsewhere);
  g_test_add_func ("/office/word-picture-damaged", test_word_picture_damaged);
  g_test_add_func ("/office/odt-styles", test_odt_styles);
  g_test_add_func ("/office/odt-tracked-changes", test_odt_tracked_changes);
  g_test_add_func ("/office/odt-footnotes", test_odt_footnotes);
  g_test_add_func ("/office/odt-picture", test_odt_picture);
  g_test_add_func ("/office/odt-spreadsheet", test_odt_spreadsheet);
  g_test_add_func ("/office/odt-locked", test_odt_locked);
  g_test_add_func ("/office/document-type", test_document_type);
  g_test_add_func ("/office/bomb", test_bomb);
  g_test_add_func ("/office/bomb-beside", test_bomb_beside);
  g_test_add_func ("/office/many-parts", test_many_parts);
  g_test_add_func ("/office/depth", test_depth);
  g_test_add_func ("/office/footnote-many-times", test_footnote_many_times);
  g_test_add_func ("/office/truncated", test_truncated);
  g_test_add_func ("/office/no-text", test_no_text);

  return g_test_run ();
}
