/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/bs-document.h"
#include "model/bs-json.h"
#include "model/bs-operation.h"

#include "test-model.h"

#include <string.h>

static BsNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  BsNode *node = bs_json_parse ("test", text, strlen (text), &error);

  g_assert_no_error (error);

  return node;
}

static char *
compact (const BsNode *node)
{
  return bs_json_write (node, BS_JSON_COMPACT, NULL);
}

/* Each case: an operation as JSON, the tree before, the tree after (NULL: a conflict). */
static const char *const cases[][3] = {
  { "{'op':'set','path':'/a','old':1,'new':2}", "{'a':1,'b':3}", "{'a':2,'b':3}" },
  { "{'op':'set','path':'/a','old':1}", "{'b':3,'a':1}", "{'b':3}" },
  { "{'op':'set','path':'/a','new':null}", "{'b':3}", "{'b':3,'a':null}" },
  { "{'op':'set','path':'/a','position':0,'new':1}", "{'b':3}", "{'a':1,'b':3}" },
  { "{'op':'set','path':'/l/x','old':{'id':'x'},'new':{'id':'y'}}", "{'l':[{'id':'x'}]}",
    "{'l':[{'id':'y'}]}" },
  { "{'op':'set','path':'/l/0','old':1,'new':2}", "{'l':[1]}", "{'l':[2]}" },
  { "{'op':'set','path':'/a','old':1,'new':2}", "{'a':3}", NULL },
  { "{'op':'set','path':'/a','old':1,'new':2}", "{}", NULL },
  { "{'op':'set','path':'/a','new':2}", "{'a':2}", NULL },
  { "{'op':'set','path':'/a/b','new':2}", "{}", NULL },
  { "{'op':'set','path':'/a/b','new':2}", "{'a':'b'}", NULL },
  { "{'op':'set','path':'/l/0','old':1}", "{'l':[1]}", NULL },
  { "{'op':'set','path':'/l/1','new':1}", "{'l':[1]}", NULL },
  { "{'op':'set','path':'','old':{},'new':[]}", "{}", NULL },
  { "{'op':'set','path':'a','new':1}", "{}", NULL },
  { "{'op':'insert','path':'/l','index':1,'new':9}", "{'l':[1,2]}", "{'l':[1,9,2]}" },
  { "{'op':'insert','path':'/l','index':2,'new':9}", "{'l':[1,2]}", "{'l':[1,2,9]}" },
  { "{'op':'insert','path':'/l','index':3,'new':9}", "{'l':[1,2]}", NULL },
  { "{'op':'insert','path':'/l','index':0,'new':9}", "{'l':{}}", NULL },
  { "{'op':'insert','path':'/m','index':0,'new':9}", "{'l':[]}", NULL },
  { "{'op':'remove','path':'/l','index':1,'old':2}", "{'l':[1,2,3]}", "{'l':[1,3]}" },
  { "{'op':'remove','path':'/l','index':1,'old':1}", "{'l':[1,2,3]}", NULL },
  { "{'op':'remove','path':'/l','index':3,'old':1}", "{'l':[1,2,3]}", NULL },
  { "{'op':'move','path':'/l','index':0,'to':2}", "{'l':[1,2,3]}", "{'l':[2,3,1]}" },
  { "{'op':'move','path':'/l','index':2,'to':0}", "{'l':[1,2,3]}", "{'l':[3,1,2]}" },
  { "{'op':'move','path':'/l','index':0,'to':3}", "{'l':[1,2,3]}", NULL },
  { "{'op':'splice','path':'/t','index':3,'removed':'区','inserted':'团'}", "{'t':'社区好'}",
    "{'t':'社团好'}" },
  { "{'op':'splice','path':'/t','index':9,'removed':'','inserted':'！'}", "{'t':'社区好'}",
    "{'t':'社区好！'}" },
  { "{'op':'splice','path':'/t','index':0,'removed':'区','inserted':''}", "{'t':'社区好'}", NULL },
  { "{'op':'splice','path':'/t','index':1,'removed':'','inserted':'a'}", "{'t':'社区好'}", NULL },
  { "{'op':'splice','path':'/t','index':10,'removed':'','inserted':'a'}", "{'t':'社区好'}", NULL },
  { "{'op':'splice','path':'/t','index':0,'removed':'','inserted':'a'}", "{'t':5}", NULL },
};

static BsNode *
parse_quoted (const char *text)
{
  g_autofree char *copy = g_strdup (text);

  return parse (g_strdelimit (copy, "'", '"'));
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsNode) node = parse_quoted (cases[i][0]);
      g_autoptr (BsOperation) operation = bs_operation_from_node (node, &error);
      g_autoptr (BsNode) before = parse_quoted (cases[i][1]);
      g_autoptr (BsNode) after = NULL;
      g_autoptr (BsNode) expected = NULL;
      g_autofree char *text = compact (before);

      g_assert_no_error (error);
      g_test_message ("%s", cases[i][0]);
      after = bs_operation_apply (operation, before, &error);
      if (cases[i][2] == NULL)
        {
          g_autofree char *untouched = compact (before);

          g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT);
          g_assert_null (after);
          g_assert_cmpstr (untouched, ==, text);
          continue;
        }
      g_assert_no_error (error);
      expected = parse_quoted (cases[i][2]);
      g_assert_true (bs_node_equal (after, expected));
    }
}

static void
test_inverse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BsNode) node = parse_quoted (cases[i][0]);
      g_autoptr (BsOperation) operation = bs_operation_from_node (node, NULL);
      g_autoptr (BsOperation) inverse = bs_operation_invert (operation);
      g_autoptr (BsNode) before = parse_quoted (cases[i][1]);
      g_autoptr (BsNode) after = NULL;
      g_autoptr (BsNode) again = NULL;

      if (cases[i][2] == NULL || strstr (cases[i][0], "'/l/x'") != NULL)
        continue;
      after = bs_operation_apply (operation, before, NULL);
      again = bs_operation_apply (inverse, after, NULL);
      g_assert_nonnull (again);
      g_assert_cmpuint (bs_node_get_length (again), ==, bs_node_get_length (before));
    }
}

static void
test_as_json (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BsNode) node = parse_quoted (cases[i][0]);
      g_autoptr (BsOperation) operation = bs_operation_from_node (node, NULL);
      g_autoptr (BsNode) written = bs_operation_to_node (operation);
      g_autoptr (BsOperation) again = bs_operation_from_node (written, NULL);
      g_autoptr (BsNode) rewritten = bs_operation_to_node (again);

      g_assert_true (bs_node_equal (written, rewritten));
      g_assert_cmpint (bs_operation_get_kind (operation), ==, bs_operation_get_kind (again));
    }
}

static void
test_damaged (void)
{
  static const char *const damaged[] = {
    "{}",
    "[]",
    "{'op':'set'}",
    "{'op':'jump','path':''}",
    "{'op':'insert','path':'/l','index':0}",
    "{'op':'remove','path':'/l','index':0}",
    "{'op':'move','path':'/l','index':-1,'to':0}",
    "{'op':'move','path':'/l','index':0,'to':99999999999}",
    "{'op':'set','path':5}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsNode) node = parse_quoted (damaged[i]);

      g_assert_null (bs_operation_from_node (node, &error));
      g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA);
    }
}

/* The text after each step, and back, and forth. */
static void
run_random_steps (guint32 seed, guint n_steps)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (BsDocument) document = test_document ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint done;

  g_ptr_array_add (texts, test_text_of (document));
  for (guint i = 0; i < n_steps; i++)
    {
      guint n = (guint) g_rand_int_range (rand, 1, 4);
      gboolean cancel = g_rand_int_range (rand, 0, 6) == 0;
      char *text;

      bs_document_begin (document, "Step", NULL);
      for (; n > 0; n--)
        test_random_edit (document, rand);
      if (cancel)
        bs_document_cancel (document);
      else
        bs_document_end (document);
      text = test_text_of (document);
      if (cancel)
        g_assert_cmpstr (text, ==, g_ptr_array_index (texts, texts->len - 1));
      if (strcmp (text, g_ptr_array_index (texts, texts->len - 1)) != 0)
        g_ptr_array_add (texts, text);
      else
        g_free (text);
    }

  for (done = texts->len - 1; done > 0;)
    {
      g_autofree char *text = NULL;

      g_assert_true (bs_document_undo (document));
      text = test_text_of (document);
      if (strcmp (text, g_ptr_array_index (texts, done)) == 0)
        continue; /* a step that came to nothing */
      done--;
      g_assert_cmpstr (text, ==, g_ptr_array_index (texts, done));
    }
  while (done < texts->len - 1)
    {
      g_autofree char *text = NULL;

      g_assert_true (bs_document_redo (document));
      text = test_text_of (document);
      if (strcmp (text, g_ptr_array_index (texts, done)) == 0)
        continue;
      done++;
      g_assert_cmpstr (text, ==, g_ptr_array_index (texts, done));
    }
}

static void
test_random_steps (void)
{
  for (guint32 seed = 0; seed < 60; seed++)
    run_random_steps (seed, 60);
}

static void
test_renamed_page (void)
{
  g_autoptr (BsDocument) document = test_document ();
  g_autofree char *text = test_text_of (document);
  g_autofree char *again = NULL;
  g_autofree char *renamed = NULL;
  g_autofree char *redone = NULL;

  bs_document_begin (document, "Rename", NULL);
  g_assert_true (bs_document_set_text (document, "/pages/A1/id", "B1", NULL));
  g_assert_true (bs_document_set_text (document, "/pages/B1/contact", "电话", NULL));
  g_assert_true (bs_document_splice (document, "/pages/B1/id", 1, 1, "7", NULL));
  g_assert_true (bs_document_set_text (document, "/pages/B7/contact", "", NULL));
  bs_document_end (document);
  renamed = test_text_of (document);
  g_assert_true (bs_document_undo (document));
  again = test_text_of (document);
  g_assert_cmpstr (again, ==, text);
  g_assert_true (bs_document_redo (document));
  redone = test_text_of (document);
  g_assert_cmpstr (redone, ==, renamed);
}

static void
test_no_invalid_issue (void)
{
  static const char *const edits[][2] = {
    { "/stories/s1/priority", "7" },      { "/stories/s1/priority", "\"1\"" },
    { "/stories/s1/id", "\"12\"" },       { "/stories/s1/id", "null" },
    { "/stories/s1/status", "\"done\"" }, { "/stories/s1/paragraphs/p1", "5" },
    { "/date", "\"yesterday\"" },         { "/format", "\"x\"" },
    { "/stories/s1/tags", "[1]" },        { "/pages/A1/boxes", "[{\"id\":\"b\",\"column\":-1}]" },
    { "/pages/A2/id", "\"A1\"" },         { "/photos", "[{\"id\":\"p1\",\"file\":\"../x.jpg\"}]" },
  };
  g_autoptr (BsDocument) document = test_document ();
  g_autoptr (BsNode) twin = test_story ("s1", "", "");
  g_autoptr (BsNode) other = test_story ("s2", "", "");
  g_autofree char *text = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bs_document_insert (document, "/stories", 0, other, NULL));
  text = test_text_of (document);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (BsNode) value = parse (edits[i][1]);

      g_test_message ("%s", edits[i][0]);
      g_assert_false (bs_document_set_node (document, edits[i][0], value, &error));
      g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA);
      g_clear_error (&error);
    }
  g_assert_false (bs_document_insert (document, "/stories", 0, twin, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA);
  g_clear_error (&error);
  g_assert_false (bs_document_insert (document, "/stories", -1, twin, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA);
  g_clear_error (&error);
  g_assert_false (bs_document_set_node (document, "/stories/s1/id", NULL, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA);

  after = test_text_of (document);
  g_assert_cmpstr (after, ==, text);
}

/* What could not be loaded again must not come to be, however it is put together. */
static void
test_no_bottomless_issue (void)
{
  g_autoptr (BsDocument) document = test_document ();
  g_autoptr (GString) path = g_string_new ("/x");
  g_autoptr (BsNode) object = parse ("{}");
  g_autoptr (GError) error = NULL;
  guint depth = 0;

  while (bs_document_set_node (document, path->str, object, &error))
    {
      g_string_append (path, "/x");
      g_assert_cmpuint (++depth, <, 100);
    }
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT);
  g_assert_cmpuint (depth, ==, BS_JSON_MAX_DEPTH - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/operation/does-what-it-says-or-nothing", test_cases);
  g_test_add_func ("/model/operation/inverse-fits", test_inverse);
  g_test_add_func ("/model/operation/survives-as-json", test_as_json);
  g_test_add_func ("/model/operation/damaged-ones-are-refused", test_damaged);
  g_test_add_func ("/model/operation/no-edit-makes-an-invalid-issue", test_no_invalid_issue);
  g_test_add_func ("/model/operation/no-edit-makes-a-bottomless-issue", test_no_bottomless_issue);
  g_test_add_func ("/model/undo/renamed-page-goes-back", test_renamed_page);
  g_test_add_func ("/model/undo/random-steps-go-back-and-forth-byte-for-byte", test_random_steps);

  return g_test_run ();
}
