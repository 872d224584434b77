/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/bs-find.h"
#include "model/bs-issue.h"
#include "model/bs-json.h"

#include "test-model.h"

#include <string.h>

/* The hits in a text, as "offset+length" with spaces between. */
static char *
hits_in (const char *what, BsFindFlags flags, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsFinder) finder = bs_finder_new (what, flags, &error);
  GString *hits = g_string_new (NULL);
  gsize start = 0;
  gsize offset, length;

  g_assert_no_error (error);
  while (bs_finder_next (finder, text, start, &offset, &length, &error))
    {
      g_string_append_printf (hits, "%s%zu+%zu", hits->len > 0 ? " " : "", offset, length);
      start = offset + length;
    }
  g_assert_no_error (error);

  return g_string_free (hits, FALSE);
}

static void
test_offsets (void)
{
  static const struct
  {
    const char *what;
    BsFindFlags flags;
    const char *text;
    const char *hits;
  } cases[] = {
    { "老街", 0, "老街新颜，老街", "0+6 15+6" },
    { "老街", 0, "", "" },
    /* Hits do not overlap. */
    { "aa", 0, "aaaaa", "0+2 2+2" },
    { "的的", 0, "的的的", "0+6" },
    { "gdp", 0, "GDP和gdp", "0+3 6+3" },
    { "gdp", BS_FIND_MATCH_CASE, "GDP和gdp", "6+3" },
    /* Half and full width. */
    { "GDP,", 0, "ＧＤＰ，gdp,", "0+12 12+4" },
    { "，", 0, "是,是，", "3+1 7+3" },
    { "，", BS_FIND_MATCH_WIDTH, "是,是，", "7+3" },
    { "a b", 0, "Ａ　ｂ", "0+9" },
    { "5G", BS_FIND_MATCH_WIDTH, "５Ｇ 5g", "7+2" },
    /* Whole words, of letters; Han has no boundaries. */
    { "art", BS_FIND_WHOLE_WORDS, "party art, smart", "6+3" },
    { "art", BS_FIND_WHOLE_WORDS, "看art展", "3+3" },
    { "街", BS_FIND_WHOLE_WORDS, "老街新", "3+3" },
    { "art", BS_FIND_WHOLE_WORDS, "startart art", "9+3" },
    /* Expressions. */
    { "[0-9]+元", BS_FIND_EXPRESSION, "12元和305元", "0+5 8+6" },
    { "x*", BS_FIND_EXPRESSION, "abxxc", "2+2" },
    { "^本报", BS_FIND_EXPRESSION, "本报讯本报", "0+6" },
    { "a|A", BS_FIND_EXPRESSION | BS_FIND_MATCH_CASE, "aA", "0+1 1+1" },
    { "(?<=第)\\d", BS_FIND_EXPRESSION, "第1第2", "3+1 7+1" },
    /* What means something in an expression is plain otherwise. */
    { "(记者.", 0, "本报讯(记者. ", "9+8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *hits = hits_in (cases[i].what, cases[i].flags, cases[i].text);

      g_test_message ("%s in %s", cases[i].what, cases[i].text);
      g_assert_cmpstr (hits, ==, cases[i].hits);
    }
  g_assert_null (bs_finder_new ("", 0, NULL));
}

static void
test_folding (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "老街ＧＤＰ，Straße", "老街gdp,straße" },
    { "ÀΩЖ　𝒳😀", "àωж 𝒳😀" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = bs_find_fold (cases[i][0]);

      g_assert_cmpstr (folded, ==, cases[i][1]);
    }
}

static void
test_bombs (void)
{
  static const char *const bad[] = { "(", "[a", "*", "(?<x", "a{99999999}", NULL };
  g_autofree char *letters = g_strnfill (20000, 'a');
  g_autofree char *text = g_strconcat (letters, "b", NULL);
  g_autofree char *long_one = g_strnfill (1001, 'a');
  g_autoptr (BsFinder) bomb = NULL;
  g_autoptr (GError) error = NULL;
  gsize offset, length;

  for (guint i = 0; bad[i] != NULL; i++)
    {
      g_assert_null (bs_finder_new (bad[i], BS_FIND_EXPRESSION, &error));
      g_assert_error (error, BS_FIND_ERROR, BS_FIND_ERROR_EXPRESSION);
      g_clear_error (&error);
    }
  g_assert_null (bs_finder_new (long_one, BS_FIND_EXPRESSION, &error));
  g_assert_error (error, BS_FIND_ERROR, BS_FIND_ERROR_EXPRESSION);
  g_clear_error (&error);

  /* Without a bound these steps would not end in the life of a test. */
  bomb = bs_finder_new ("(a+)+$", BS_FIND_EXPRESSION, &error);
  g_assert_no_error (error);
  g_assert_false (bs_finder_next (bomb, text, 0, &offset, &length, &error));
  g_assert_error (error, BS_FIND_ERROR, BS_FIND_ERROR_TOO_HARD);
}

static const char issue_text[]
  = "{\"format\":\"broadsheet-issue\",\"version\":\"1.0\",\"stories\":["
    "{\"id\":\"s1\",\"page\":\"A1\",\"kicker\":\"桥\",\"headline\":\"桥通了\",\"paragraphs\":["
    "{\"id\":\"p1\",\"text\":\"新桥与旧桥\"},{\"id\":\"p2\",\"text\":\"路\"}],\"notes\":\"桥?\"},"
    "{\"id\":\"s2\",\"headline\":\"路\",\"paragraphs\":[{\"id\":\"p1\",\"text\":\"过桥\"}]},"
    "{\"id\":\"s3\",\"headline\":\"水\",\"paragraphs\":[]}],"
    "\"photos\":[{\"id\":\"f1\",\"story\":\"s2\",\"caption\":\"桥上\"},"
    "{\"id\":\"f2\",\"caption\":\"桥下\"}],"
    "\"pages\":[{\"id\":\"A1\",\"boxes\":[]},"
    "{\"id\":\"A2\",\"boxes\":[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s2\",\"f1\"],"
    "\"column\":0,"
    "\"columns\":1,\"line\":0,\"lines\":5}]}]}";

/* "path@offset" of each hit, a line each. */
static char *
search (const BsNode *issue, const char *what, const BsFindScope *scope)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsFinder) finder = bs_finder_new (what, 0, &error);
  g_autoptr (BsFindResult) result = bs_finder_search (finder, issue, scope, NULL, &error);
  GString *lines = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < result->hits->len; i++)
    {
      BsFindHit *hit = g_ptr_array_index (result->hits, i);

      g_string_append_printf (lines, "%s@%zu\n", hit->path, hit->offset);
    }
  g_string_append_printf (lines, "%u", result->n_stories);

  return g_string_free (lines, FALSE);
}

static void
test_scopes (void)
{
  g_autoptr (BsNode) issue = bs_json_parse ("test", issue_text, strlen (issue_text), NULL);
  const struct
  {
    BsFindScope scope;
    const char *found;
  } cases[] = {
    { { NULL, NULL, BS_FIND_IN_ALL },
      "/stories/s1/kicker@0\n/stories/s1/headline@0\n/stories/s1/paragraphs/p1/text@3\n"
      "/stories/s1/paragraphs/p1/text@12\n/stories/s1/notes@0\n/stories/s2/paragraphs/p1/text@3\n"
      "/photos/f1/caption@0\n/photos/f2/caption@0\n2" },
    { { "s2", NULL, BS_FIND_IN_ALL }, "/stories/s2/paragraphs/p1/text@3\n/photos/f1/caption@0\n1" },
    { { NULL, "A2", BS_FIND_IN_ALL }, "/stories/s2/paragraphs/p1/text@3\n/photos/f1/caption@0\n1" },
    { { NULL, "A1", BS_FIND_IN_HEADLINE | BS_FIND_IN_NOTES },
      "/stories/s1/headline@0\n/stories/s1/notes@0\n1" },
    { { NULL, NULL, BS_FIND_IN_CAPTIONS }, "/photos/f1/caption@0\n/photos/f2/caption@0\n1" },
    { { "gone", NULL, BS_FIND_IN_ALL }, "0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = search (issue, "桥", &cases[i].scope);

      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

static BsDocument *
load_issue (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "find.broadsheet");
  g_autoptr (GError) error = NULL;
  BsDocument *document;

  g_file_replace_contents (file, issue_text, strlen (issue_text), NULL, FALSE, 0, NULL, NULL,
                           &error);
  g_assert_no_error (error);
  document = bs_document_load (test_environment (), file, &error);
  g_assert_no_error (error);
  test_remove_folder (folder);

  return document;
}

static const char *
text_at (BsDocument *document, const char *path)
{
  return bs_node_get_string (bs_node_lookup (bs_document_get_root (document), path));
}

static void
test_replaces_chosen_hits_in_one_step (void)
{
  const BsFindScope everywhere = { NULL, NULL, BS_FIND_IN_ALL };
  g_autoptr (BsDocument) document = load_issue ();
  g_autoptr (BsNode) before = bs_node_ref (bs_document_get_root (document));
  g_autoptr (BsFinder) finder = bs_finder_new ("桥", 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsFindResult) result = bs_finder_search (finder, before, &everywhere, NULL, &error);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  guint n_stories = 0;

  /* All but the second in the paragraph. */
  for (guint i = 0; i < result->hits->len; i++)
    if (i != 3)
      g_ptr_array_add (chosen, g_ptr_array_index (result->hits, i));
  g_assert_cmpuint (bs_finder_replace (finder, document, (BsFindHit *const *) chosen->pdata,
                                       chosen->len, "大桥", &n_stories, &error),
                    ==, 7);
  g_assert_no_error (error);
  g_assert_cmpuint (n_stories, ==, 3);
  g_assert_cmpstr (text_at (document, "/stories/s1/paragraphs/p1/text"), ==, "新大桥与旧桥");
  g_assert_cmpstr (text_at (document, "/photos/f2/caption"), ==, "大桥下");
  g_assert_true (bs_document_undo (document));
  g_assert_true (bs_node_equal (bs_document_get_root (document), before));
  g_assert_false (bs_document_undo (document));
}

static void
test_leaves_alone_what_changed_since (void)
{
  const BsFindScope everywhere = { NULL, NULL, BS_FIND_IN_ALL };
  g_autoptr (BsDocument) document = load_issue ();
  g_autoptr (BsFinder) finder = bs_finder_new ("桥", 0, NULL);
  g_autoptr (BsFindResult) result = bs_finder_search (finder, bs_document_get_root (document),
                                                      &everywhere, NULL, NULL);

  g_assert_true (bs_document_set_text (document, "/stories/s1/headline", "路通了", NULL));
  g_assert_cmpuint (bs_finder_replace (finder, document, (BsFindHit *const *) result->hits->pdata,
                                       result->hits->len, "", NULL, NULL),
                    ==, 7);
  g_assert_cmpstr (text_at (document, "/stories/s1/headline"), ==, "路通了");
  g_assert_null (bs_node_lookup (bs_document_get_root (document), "/stories/s1/kicker"));
  g_assert_cmpstr (text_at (document, "/stories/s2/paragraphs/p1/text"), ==, "过");
}

static void
test_replaces_parts_of_an_expression (void)
{
  const BsFindScope everywhere = { NULL, NULL, BS_FIND_IN_BODY };
  g_autoptr (BsDocument) document = load_issue ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BsFinder) finder = bs_finder_new ("(.)桥", BS_FIND_EXPRESSION, &error);
  g_autoptr (BsFindResult) result = bs_finder_search (finder, bs_document_get_root (document),
                                                      &everywhere, NULL, &error);
  BsFindHit *const *hits = (BsFindHit *const *) result->hits->pdata;
  g_autofree char *expanded = bs_finder_expand (finder, hits[1], "桥\\1", &error);

  g_assert_cmpstr (expanded, ==, "桥旧");
  g_assert_null (bs_finder_expand (finder, hits[1], "\\g<", &error));
  g_assert_error (error, BS_FIND_ERROR, BS_FIND_ERROR_EXPRESSION);
  g_clear_error (&error);
  g_assert_cmpuint (bs_finder_replace (finder, document, hits, result->hits->len, "\\g<", NULL,
                                       &error),
                    ==, 0);
  g_assert_nonnull (error);
  g_assert_false (bs_document_get_modified (document));
  g_clear_error (&error);
  g_assert_cmpuint (bs_finder_replace (finder, document, hits, result->hits->len, "桥\\1", NULL,
                                       &error),
                    ==, 3);
  g_assert_cmpstr (text_at (document, "/stories/s1/paragraphs/p1/text"), ==, "桥新与桥旧");
}

static void
search_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
                  GCancellable *cancellable)
{
  const BsFindScope everywhere = { NULL, NULL, BS_FIND_IN_ALL };
  g_autoptr (BsFinder) finder = bs_finder_new ("b7 ", 0, NULL);
  GError *error = NULL;
  BsFindResult *result = bs_finder_search (finder, data, &everywhere, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) bs_find_result_free);
  else
    g_task_return_error (task, error);
}

/* Ten thousand stories, each with three hits: more than are counted. Then cancelled. */
static void
test_many_stories_in_a_worker (void)
{
  BsNodeBuilder *root = bs_node_builder_new_object ();
  BsNodeBuilder *stories = bs_node_builder_new_array ();
  g_autoptr (BsNode) issue = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);
      g_autoptr (BsNode) story = test_story (id, "B7 in the headline", "b7 and Ｂ７　once more");

      bs_node_builder_add (stories, g_steal_pointer (&story));
    }
  bs_node_builder_set (root, "stories", bs_node_builder_end (stories));
  issue = bs_node_builder_end (root);

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (GTask) task = g_task_new (NULL, cancellable, NULL, NULL);
      g_autoptr (BsFindResult) result = NULL;

      g_task_set_task_data (task, issue, NULL);
      g_task_run_in_thread_sync (task, search_in_thread);
      result = g_task_propagate_pointer (task, &error);
      if (round == 0)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (result->hits->len, ==, BS_FIND_MAX_HITS);
          g_assert_true (result->more);
          g_assert_cmpuint (result->n_stories, ==, 3334);
        }
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_cancellable_cancel (cancellable);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/find/offsets", test_offsets);
  g_test_add_func ("/find/folding", test_folding);
  g_test_add_func ("/find/expressions-are-bounded", test_bombs);
  g_test_add_func ("/find/scopes", test_scopes);
  g_test_add_func ("/find/replaces-chosen-hits-in-one-step", test_replaces_chosen_hits_in_one_step);
  g_test_add_func ("/find/leaves-alone-what-changed-since", test_leaves_alone_what_changed_since);
  g_test_add_func ("/find/replaces-parts-of-an-expression", test_replaces_parts_of_an_expression);
  g_test_add_func ("/find/many-stories-in-a-worker", test_many_stories_in_a_worker);

  return g_test_run ();
}
