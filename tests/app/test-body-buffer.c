/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done to the buffer of a story's body is what happens to the document: exactly, and undone
 * exactly. Needs GTK's text buffer, but no display.
 */

#include "app/bs-body-buffer.h"
#include "import/bs-paste-text.h"
#include "model/bs-issue.h"
#include "model/bs-version.h"

#include <string.h>

typedef struct
{
  BsEnvironment *environment;
  BsDocument *document;
  GtkTextBuffer *buffer;
} Fixture;

static const char *const story_texts[] = { "清晨的渡口", "老船工说河水涨了", "两岸",
                                           "The ferry runs." };

static BsNode *
make_paragraph (guint index, const char *role, const char *text)
{
  BsNodeBuilder *paragraph = bs_node_builder_new_object ();
  g_autofree char *id = g_strdup_printf ("p%u", index);

  bs_node_builder_set_text (paragraph, "id", id);
  bs_node_builder_set_text (paragraph, "role", role);
  bs_node_builder_set (paragraph, "text", bs_node_new_string (text));

  return bs_node_builder_end (paragraph);
}

static void
add_story (BsDocument *document)
{
  BsNodeBuilder *story = bs_node_builder_new_object ();
  BsNodeBuilder *paragraphs = bs_node_builder_new_array ();
  g_autoptr (BsNode) node = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (story_texts); i++)
    bs_node_builder_add (paragraphs,
                         make_paragraph (i + 1, i == 2 ? "subhead" : "body", story_texts[i]));
  bs_node_builder_set_text (story, "id", "s1");
  bs_node_builder_set_text (story, "headline", "渡口");
  bs_node_builder_set (story, "paragraphs", bs_node_builder_end (paragraphs));
  node = bs_node_builder_end (story);
  bs_document_begin (document, "Set up", NULL);
  bs_document_insert (document, "/stories", -1, node, &error);
  g_assert_no_error (error);
  bs_document_end (document);
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  BsNewIssue issue = { .name = "江村报", .date = "2026-11-22" };

  fixture->environment = bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
  fixture->document = bs_document_new (fixture->environment, &issue);
  add_story (fixture->document);
  fixture->buffer = bs_body_buffer_new ();
  bs_body_buffer_set_story (BS_BODY_BUFFER (fixture->buffer), fixture->document, "s1");
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_object (&fixture->buffer);
  g_clear_object (&fixture->document);
  g_clear_object (&fixture->environment);
}

static const BsNode *
get_paragraphs (Fixture *fixture)
{
  return bs_story_get_paragraphs (
    bs_issue_get_story (bs_document_get_root (fixture->document), "s1"));
}

static char *
dup_document_text (Fixture *fixture)
{
  const BsNode *paragraphs = get_paragraphs (fixture);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bs_node_get_length (paragraphs); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            bs_node_get_text (bs_node_get_element (paragraphs, i), "text"));

  return g_string_free (text, FALSE);
}

static char *
dup_buffer_text (Fixture *fixture)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (fixture->buffer, &start, &end);

  return gtk_text_buffer_get_text (fixture->buffer, &start, &end, TRUE);
}

static void
assert_same (Fixture *fixture)
{
  g_autofree char *document = dup_document_text (fixture);
  g_autofree char *buffer = dup_buffer_text (fixture);

  g_assert_cmpstr (document, ==, buffer);
}

static void
assert_paragraph (Fixture *fixture, guint index, const char *id, const char *role, const char *text)
{
  const BsNode *paragraph = bs_node_get_element (get_paragraphs (fixture), index);

  g_assert_nonnull (paragraph);
  if (id != NULL)
    g_assert_cmpstr (bs_node_get_text (paragraph, "id"), ==, id);
  g_assert_cmpstr (bs_paragraph_is_subhead (paragraph) ? "subhead" : "body", ==, role);
  g_assert_cmpstr (bs_node_get_text (paragraph, "text"), ==, text);
}

/* As the text view does it for a key: one user action at the caret. */
static void
type (Fixture *fixture, const char *text)
{
  gtk_text_buffer_insert_interactive_at_cursor (fixture->buffer, text, -1, TRUE);
}

static void
place (Fixture *fixture, int line, int character)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (fixture->buffer, &iter, line, character);
  gtk_text_buffer_place_cursor (fixture->buffer, &iter);
}

static void
erase (Fixture *fixture, int line, int character, int end_line, int end_character)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line_offset (fixture->buffer, &start, line, character);
  gtk_text_buffer_get_iter_at_line_offset (fixture->buffer, &end, end_line, end_character);
  gtk_text_buffer_delete_interactive (fixture->buffer, &start, &end, TRUE);
}

static void
test_shows_story (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *text = dup_buffer_text (fixture);

  g_assert_cmpstr (text, ==, "清晨的渡口\n老船工说河水涨了\n两岸\nThe ferry runs.");
}

static void
test_typing_is_one_undo (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  place (fixture, 1, 3);
  type (fixture, "王");
  type (fixture, "师");
  type (fixture, "傅");
  assert_paragraph (fixture, 1, "p2", "body", "老船工王师傅说河水涨了");
  assert_same (fixture);

  g_assert_true (bs_document_undo (fixture->document));
  assert_paragraph (fixture, 1, "p2", "body", story_texts[1]);
  assert_same (fixture);
  g_assert_true (bs_document_redo (fixture->document));
  assert_paragraph (fixture, 1, "p2", "body", "老船工王师傅说河水涨了");
  assert_same (fixture);
}

static void
test_sentences_undo_apart (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  place (fixture, 0, 5);
  type (fixture, "到");
  type (fixture, "了");
  type (fixture, "。");
  type (fixture, "雾");
  bs_document_undo (fixture->document);
  assert_paragraph (fixture, 0, "p1", "body", "清晨的渡口到了。");
  bs_document_undo (fixture->document);
  assert_paragraph (fixture, 0, "p1", "body", story_texts[0]);
  assert_same (fixture);
}

static void
test_typing_over_a_selection_is_one_undo (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line_offset (fixture->buffer, &start, 1, 0);
  gtk_text_buffer_get_iter_at_line_offset (fixture->buffer, &end, 1, 3);
  gtk_text_buffer_select_range (fixture->buffer, &start, &end);
  /* As the text view does it. */
  gtk_text_buffer_begin_user_action (fixture->buffer);
  gtk_text_buffer_delete_selection (fixture->buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (fixture->buffer, "王", -1, TRUE);
  gtk_text_buffer_end_user_action (fixture->buffer);
  type (fixture, "师");
  type (fixture, "傅");
  assert_paragraph (fixture, 1, "p2", "body", "王师傅说河水涨了");
  g_assert_cmpstr (bs_document_get_undo_label (fixture->document), ==, "Typing");
  bs_document_undo (fixture->document);
  assert_paragraph (fixture, 1, "p2", "body", story_texts[1]);
  assert_same (fixture);
}

static void
test_moving_the_caret_undoes_apart (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  place (fixture, 0, 0);
  type (fixture, "甲");
  place (fixture, 3, 0);
  type (fixture, "乙");
  bs_document_undo (fixture->document);
  assert_paragraph (fixture, 0, "p1", "body", "甲清晨的渡口");
  assert_paragraph (fixture, 3, "p4", "body", story_texts[3]);
  assert_same (fixture);
}

static void
test_enter_splits (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  place (fixture, 1, 3);
  type (fixture, "\n");
  g_assert_cmpuint (bs_node_get_length (get_paragraphs (fixture)), ==, 5);
  assert_paragraph (fixture, 1, "p2", "body", "老船工");
  assert_paragraph (fixture, 2, NULL, "body", "说河水涨了");
  assert_paragraph (fixture, 3, "p3", "subhead", "两岸");
  assert_same (fixture);
  bs_document_undo (fixture->document);
  g_assert_cmpuint (bs_node_get_length (get_paragraphs (fixture)), ==, 4);
  assert_same (fixture);
}

static void
test_enter_after_subhead_begins_body (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  place (fixture, 2, 2);
  type (fixture, "\n");
  assert_paragraph (fixture, 2, "p3", "subhead", "两岸");
  assert_paragraph (fixture, 3, NULL, "body", "");
  assert_same (fixture);
}

static void
test_enter_before_keeps_paragraph (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  place (fixture, 2, 0);
  type (fixture, "\n");
  assert_paragraph (fixture, 2, NULL, "body", "");
  assert_paragraph (fixture, 3, "p3", "subhead", "两岸");
  assert_same (fixture);
}

static void
test_backspace_joins (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  erase (fixture, 0, 5, 1, 0);
  assert_paragraph (fixture, 0, "p1", "body", "清晨的渡口老船工说河水涨了");
  g_assert_cmpuint (bs_node_get_length (get_paragraphs (fixture)), ==, 3);
  assert_same (fixture);
  bs_document_undo (fixture->document);
  assert_paragraph (fixture, 1, "p2", "body", story_texts[1]);
  assert_same (fixture);
}

static void
test_deleting_across_subhead (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  erase (fixture, 1, 3, 3, 4);
  assert_paragraph (fixture, 1, "p2", "body", "老船工ferry runs.");
  g_assert_cmpuint (bs_node_get_length (get_paragraphs (fixture)), ==, 2);
  assert_same (fixture);
  bs_document_undo (fixture->document);
  assert_paragraph (fixture, 2, "p3", "subhead", "两岸");
  assert_same (fixture);
}

static void
test_deleting_whole_paragraph_keeps_next (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  erase (fixture, 1, 0, 2, 0);
  assert_paragraph (fixture, 1, "p3", "subhead", "两岸");
  assert_same (fixture);
}

static void
test_deleting_everything (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *text = NULL;

  erase (fixture, 0, 0, 3, 15);
  text = dup_buffer_text (fixture);
  g_assert_cmpstr (text, ==, "");
  g_assert_cmpuint (bs_node_get_length (get_paragraphs (fixture)), ==, 1);
  type (fixture, "重写");
  assert_paragraph (fixture, 0, NULL, "body", "重写");
  bs_document_undo (fixture->document);
  bs_document_undo (fixture->document);
  g_assert_cmpuint (bs_node_get_length (get_paragraphs (fixture)), ==, 4);
  assert_same (fixture);
}

static void
paste (Fixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) paragraphs = bs_paste_read_text (text, strlen (text));

  bs_body_buffer_paste (BS_BODY_BUFFER (fixture->buffer), paragraphs);
}

static void
test_paste_is_clean_and_one_undo (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line_offset (fixture->buffer, &start, 1, 3);
  gtk_text_buffer_get_iter_at_line_offset (fixture->buffer, &end, 1, 4);
  gtk_text_buffer_select_range (fixture->buffer, &start, &end);
  paste (fixture, "讲:\r\n\r\n  　涨了三尺。 \r\n\xef\xbb\xbf水还在涨，");
  assert_paragraph (fixture, 1, "p2", "body", "老船工讲:");
  assert_paragraph (fixture, 2, NULL, "body", "涨了三尺。");
  assert_paragraph (fixture, 3, NULL, "body", "水还在涨，河水涨了");
  assert_same (fixture);
  bs_document_undo (fixture->document);
  assert_paragraph (fixture, 1, "p2", "body", story_texts[1]);
  g_assert_cmpuint (bs_node_get_length (get_paragraphs (fixture)), ==, 4);
  assert_same (fixture);
}

static void
test_control_characters_stay_out (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  place (fixture, 0, 0);
  type (fixture, "\x01"
                 "a\tb\xe2\x80\xa9"
                 "c\xef\xbf\xbc");
  assert_paragraph (fixture, 0, NULL, "body", "a b");
  assert_paragraph (fixture, 1, "p1", "body", "c清晨的渡口");
  assert_same (fixture);
}

static void
test_roles (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  place (fixture, 0, 1);
  g_assert_cmpstr (bs_body_buffer_get_role (BS_BODY_BUFFER (fixture->buffer)), ==, "body");
  bs_body_buffer_set_role (BS_BODY_BUFFER (fixture->buffer), "subhead");
  assert_paragraph (fixture, 0, "p1", "subhead", story_texts[0]);
  g_assert_cmpstr (bs_body_buffer_get_role (BS_BODY_BUFFER (fixture->buffer)), ==, "subhead");
  bs_document_undo (fixture->document);
  assert_paragraph (fixture, 0, "p1", "body", story_texts[0]);
}

static void
test_follows_the_document (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  int position;

  place (fixture, 3, 3);
  bs_document_begin (fixture->document, "Elsewhere", NULL);
  bs_document_splice (fixture->document, "/stories/s1/paragraphs/p1/text", 0, 6, "黄昏", NULL);
  bs_document_end (fixture->document);
  assert_same (fixture);
  g_object_get (fixture->buffer, "cursor-position", &position, NULL);
  g_assert_cmpint (position, ==, 2);
}

static void
test_catches_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *before = dup_buffer_text (fixture);
  g_autofree char *unseen = NULL;

  bs_body_buffer_set_seen (BS_BODY_BUFFER (fixture->buffer), FALSE);
  bs_document_begin (fixture->document, "Elsewhere", NULL);
  bs_document_splice (fixture->document, "/stories/s1/paragraphs/p1/text", 0, 6, "黄昏", NULL);
  bs_document_remove (fixture->document, "/stories/s1/paragraphs/p2", NULL);
  bs_document_end (fixture->document);
  unseen = dup_buffer_text (fixture);
  g_assert_cmpstr (unseen, ==, before);
  bs_body_buffer_set_seen (BS_BODY_BUFFER (fixture->buffer), TRUE);
  assert_same (fixture);
}

static void
test_empty_story (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  bs_document_begin (fixture->document, "Empty", NULL);
  bs_document_set_node (fixture->document, "/stories/s1/paragraphs", NULL, NULL);
  bs_document_end (fixture->document);
  assert_same (fixture);
  type (fixture, "一");
  assert_paragraph (fixture, 0, NULL, "body", "一");
  assert_same (fixture);
}

/* One step of a hand that knows no mercy. */
static void
do_anything (Fixture *fixture, GRand *random)
{
  static const char *const words[] = { "字", "ab", "\n", "。", "一\n二\n三", "“引”", "\n\n", "é" };
  int length = gtk_text_buffer_get_char_count (fixture->buffer);
  int from = g_rand_int_range (random, 0, length + 1);
  int to = MIN (length, from + g_rand_int_range (random, 0, 9));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_offset (fixture->buffer, &start, from);
  gtk_text_buffer_get_iter_at_offset (fixture->buffer, &end, to);
  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
    case 1:
      gtk_text_buffer_place_cursor (fixture->buffer, &start);
      type (fixture, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
      break;
    case 2:
      gtk_text_buffer_delete_interactive (fixture->buffer, &start, &end, TRUE);
      break;
    case 3:
      gtk_text_buffer_select_range (fixture->buffer, &start, &end);
      paste (fixture, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
      break;
    case 4:
      gtk_text_buffer_select_range (fixture->buffer, &start, &end);
      bs_body_buffer_set_role (BS_BODY_BUFFER (fixture->buffer),
                               g_rand_boolean (random) ? "body" : "subhead");
      break;
    default:
      if (g_rand_boolean (random))
        bs_document_undo (fixture->document);
      else
        bs_document_redo (fixture->document);
    }
}

static void
test_anything_is_undone (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);

  for (guint i = 0; i < 3000; i++)
    {
      do_anything (fixture, random);
      assert_same (fixture);
    }
  while (g_strcmp0 (bs_document_get_undo_label (fixture->document), "Set up") != 0)
    g_assert_true (bs_document_undo (fixture->document));
  assert_same (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (story_texts); i++)
    {
      g_autofree char *id = g_strdup_printf ("p%u", i + 1);

      assert_paragraph (fixture, i, id, i == 2 ? "subhead" : "body", story_texts[i]);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/app/body/" name, Fixture, NULL, set_up, function, tear_down)

/* Headings of what was copied become subheads where they fill a line. */
static void
test_formatted_paste_keeps_subheads (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char html[] = "<h2>渡口旧事</h2><p>摆渡的人，</p><p>都老了。</p>";
  g_autoptr (GPtrArray) paragraphs = bs_paste_read_html (html, strlen (html));
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line (fixture->buffer, &end, 3);
  gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_place_cursor (fixture->buffer, &end);
  gtk_text_buffer_begin_user_action (fixture->buffer);
  gtk_text_buffer_insert_at_cursor (fixture->buffer, "\n", -1);
  gtk_text_buffer_end_user_action (fixture->buffer);
  bs_body_buffer_paste (BS_BODY_BUFFER (fixture->buffer), paragraphs);
  assert_paragraph (fixture, 4, NULL, "subhead", "渡口旧事");
  assert_paragraph (fixture, 5, NULL, "body", "摆渡的人，");
  assert_paragraph (fixture, 6, NULL, "body", "都老了。");
  assert_same (fixture);
  bs_document_undo (fixture->document);
  assert_same (fixture);
  g_assert_cmpuint (bs_node_get_length (get_paragraphs (fixture)), ==, 5);
}

static void
test_first_keystroke_keeps_a_version (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const BsNode *versions;

  bs_version_begin_sitting (fixture->document, fixture->environment, "闻真");
  type (fixture, "新");
  type (fixture, "的");
  versions = bs_story_get_versions (
    bs_issue_get_story (bs_document_get_root (fixture->document), "s1"));
  g_assert_cmpuint (bs_node_get_length (versions), ==, 1);
  bs_document_undo (fixture->document);
  versions = bs_story_get_versions (
    bs_issue_get_story (bs_document_get_root (fixture->document), "s1"));
  g_assert_cmpuint (bs_node_get_length (versions), ==, 0);
  assert_same (fixture);
}

static void
test_a_place_is_selected (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *selected = NULL;

  g_assert_true (
    bs_body_buffer_select (BS_BODY_BUFFER (fixture->buffer), "p2", strlen ("老"), strlen ("船工")));
  g_assert_true (gtk_text_buffer_get_selection_bounds (fixture->buffer, &start, &end));
  selected = gtk_text_buffer_get_text (fixture->buffer, &start, &end, TRUE);
  g_assert_cmpstr (selected, ==, "船工");
  g_assert_false (bs_body_buffer_select (BS_BODY_BUFFER (fixture->buffer), "p99", 0, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("shows-the-story", test_shows_story);
  ADD ("a-run-of-typing-is-one-undo", test_typing_is_one_undo);
  ADD ("sentences-are-undone-one-by-one", test_sentences_undo_apart);
  ADD ("typing-over-a-selection-is-one-undo", test_typing_over_a_selection_is_one_undo);
  ADD ("typing-in-two-places-is-undone-apart", test_moving_the_caret_undoes_apart);
  ADD ("enter-splits-a-paragraph", test_enter_splits);
  ADD ("enter-after-a-subhead-begins-body", test_enter_after_subhead_begins_body);
  ADD ("enter-before-a-paragraph-leaves-it-as-it-is", test_enter_before_keeps_paragraph);
  ADD ("backspace-joins-paragraphs", test_backspace_joins);
  ADD ("deleting-across-a-subhead-is-undone-whole", test_deleting_across_subhead);
  ADD ("deleting-a-paragraph-leaves-the-next-as-it-is", test_deleting_whole_paragraph_keeps_next);
  ADD ("deleting-everything-can-be-undone", test_deleting_everything);
  ADD ("pasted-text-is-cleaned-and-one-undo", test_paste_is_clean_and_one_undo);
  ADD ("control-characters-stay-out", test_control_characters_stay_out);
  ADD ("paragraph-styles-are-undone", test_roles);
  ADD ("shows-what-happens-elsewhere", test_follows_the_document);
  ADD ("catches-up-when-it-is-seen-again", test_catches_up);
  ADD ("an-empty-story-can-be-written", test_empty_story);
  ADD ("formatted-paste-keeps-subheads", test_formatted_paste_keeps_subheads);
  ADD ("first-keystroke-keeps-a-version", test_first_keystroke_keeps_a_version);
  ADD ("a-place-is-selected", test_a_place_is_selected);
  ADD ("whatever-is-done-can-be-undone", test_anything_is_undone);

  return g_test_run ();
}
