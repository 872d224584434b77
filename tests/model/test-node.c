/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/bs-json.h"
#include "model/bs-node.h"

#include <string.h>

static BsNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  BsNode *node = bs_json_parse ("test", text, strlen (text), &error);

  g_assert_no_error (error);

  return node;
}

static void
assert_refused (const char *text, int code, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsNode) node = bs_json_parse ("issue", text, strlen (text), &error);

  g_assert_null (node);
  g_assert_error (error, BS_MODEL_ERROR, code);
  if (!g_pattern_match_simple (message, error->message))
    g_error ("“%s” instead of “%s”", error->message, message);
}

static void
test_round_trip (void)
{
  const char *text = "{\n"
                     "  \"z\": \"早报 “引” \\\"\\\\ \\n\\t\\u0001 / é 😀\",\n"
                     "  \"a\": [\n"
                     "    1,\n"
                     "    -0,\n"
                     "    1.10,\n"
                     "    1E+5,\n"
                     "    12345678901234567890123,\n"
                     "    true,\n"
                     "    false,\n"
                     "    null\n"
                     "  ],\n"
                     "  \"empty\": {},\n"
                     "  \"none\": [],\n"
                     "  \"\": \"\"\n"
                     "}\n";
  g_autoptr (BsNode) node = parse (text);
  g_autofree char *written = bs_json_write (node, BS_JSON_LINES, NULL);

  g_assert_cmpstr (written, ==, text);
}

static void
test_escapes (void)
{
  g_autoptr (BsNode) node = parse ("[\"\\u7248\\ud83d\\ude00\\/\\b\\f\\r\"]");

  g_assert_cmpstr (bs_node_get_string (bs_node_get_element (node, 0)), ==, "版😀/\b\f\r");
}

static void
test_doubles_come_back (void)
{
  const double values[] = { 0.1, 1.0, -2.5, 1e300, 1.0 / 3, 5e-324, 123456789012345680.0 };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (BsNode) node = bs_node_new_double (values[i]);
      g_autofree char *text = bs_json_write (node, BS_JSON_COMPACT, NULL);
      g_autoptr (BsNode) back = parse (text);

      g_assert_cmpint (bs_node_get_kind (back), ==, BS_NODE_DOUBLE);
      g_assert_true (bs_node_get_double (back, 0) == values[i]);
    }
}

static void
test_errors_name_the_place (void)
{
  assert_refused ("", BS_MODEL_ERROR_SYNTAX, "issue: line 1, column 1: the file ends here*");
  assert_refused ("{\n  \"a\": 1,\n  \"a\": 2\n}", BS_MODEL_ERROR_SYNTAX,
                  "issue: line 3, column 3: the member “a” is given twice*");
  assert_refused ("{\n  \"标题\" 1}", BS_MODEL_ERROR_SYNTAX,
                  "issue: line 2, column 8: “1”, but a colon was expected");
  assert_refused ("[1,]", BS_MODEL_ERROR_SYNTAX, "issue: line 1, column 4: “]”, but a value*");
  assert_refused ("[1 2]", BS_MODEL_ERROR_SYNTAX, "*column 4: “2”, but a comma or “]”*");
  assert_refused ("[1] 2", BS_MODEL_ERROR_SYNTAX, "*“2”, but nothing more was expected");
  assert_refused ("[01]", BS_MODEL_ERROR_SYNTAX, "*column 3:*");
  assert_refused ("[\"a\nb\"]", BS_MODEL_ERROR_SYNTAX, "*column 4: a control character*");
  assert_refused ("[\"\\u0000\"]", BS_MODEL_ERROR_SYNTAX, "*NUL*");
  assert_refused ("[\"\\ud800\"]", BS_MODEL_ERROR_SYNTAX, "*surrogate*");
  assert_refused ("[\"\\ud800\\u0041\"]", BS_MODEL_ERROR_SYNTAX, "*surrogate*");
  assert_refused ("[\"\\x\"]", BS_MODEL_ERROR_SYNTAX, "*after a backslash*");
  assert_refused ("[\n\"\xff\"]", BS_MODEL_ERROR_SYNTAX, "*line 2, column 2: *UTF-8*");
  assert_refused ("nul", BS_MODEL_ERROR_SYNTAX, "*a value*");
  assert_refused ("{\"a\":[1,2", BS_MODEL_ERROR_SYNTAX, "*cut off*");
  assert_refused ("\"a", BS_MODEL_ERROR_SYNTAX, "*cut off*");
  assert_refused ("\"a\\", BS_MODEL_ERROR_SYNTAX, "*cut off*");
  assert_refused ("NaN", BS_MODEL_ERROR_SYNTAX, "*“N”, but a value*");
}

static void
test_deep_is_refused (void)
{
  g_autoptr (GString) text = g_string_new ("{\"a\":\"[[[[\\\"[[\",\n\"b\":");
  g_autoptr (GString) good = g_string_new (NULL);
  g_autoptr (BsNode) node = NULL;

  for (int i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  assert_refused (text->str, BS_MODEL_ERROR_TOO_LARGE,
                  "issue: line 2, column 68:*more than 64 deep");

  for (int i = 0; i < BS_JSON_MAX_DEPTH; i++)
    g_string_append_c (good, '[');
  for (int i = 0; i < BS_JSON_MAX_DEPTH; i++)
    g_string_append_c (good, ']');
  node = parse (good->str);
  g_assert_cmpuint (bs_node_get_length (node), ==, 1);
}

static void
test_too_many_values_are_refused (void)
{
  gsize length = 2 * (gsize) BS_JSON_MAX_VALUES + 4;
  g_autofree char *text = g_malloc (length + 1);
  g_autoptr (GError) error = NULL;

  memset (text, ',', length);
  text[0] = '[';
  text[length] = '\0';
  g_assert_null (bs_json_parse ("issue", text, length, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_TOO_LARGE);
}

static void
test_find_line (void)
{
  const char *text = "{\n \"a\": [1, \"x,]\\\"\",\n {\"b\":\n 7}],\n \"c\"\n : \n{ }}";
  const guint to_b[] = { 0, 2, 0 };
  const guint to_c[] = { 1 };

  g_assert_cmpuint (bs_json_find_line (text, strlen (text), NULL, 0), ==, 1);
  g_assert_cmpuint (bs_json_find_line (text, strlen (text), to_b, 2), ==, 3);
  g_assert_cmpuint (bs_json_find_line (text, strlen (text), to_b, 3), ==, 4);
  g_assert_cmpuint (bs_json_find_line (text, strlen (text), to_c, 1), ==, 7);
}

static void
test_lookup (void)
{
  g_autoptr (BsNode) node = parse (
    "{\"stories\":[{\"id\":\"s1\"},{\"id\":\"a/b~c\",\"headline\":\"题\"}],\"\":5}");

  g_assert_cmpstr (bs_node_get_string (bs_node_lookup (node, "/stories/a~1b~0c/headline")), ==,
                   "题");
  g_assert_cmpstr (bs_node_get_text (bs_node_lookup (node, "/stories/0"), "id"), ==, "s1");
  g_assert_true (bs_node_lookup (node, "") == node);
  g_assert_cmpint (bs_node_get_integer (bs_node_lookup (node, "/"), 0), ==, 5);
  g_assert_null (bs_node_lookup (node, "stories"));
  g_assert_null (bs_node_lookup (node, "/stories/2"));
  g_assert_null (bs_node_lookup (node, "/stories/99999999999999999999"));
  g_assert_null (bs_node_lookup (node, "/stories/s1/headline"));
  g_assert_null (bs_node_lookup (node, "/stories/a~2"));
  g_assert_null (bs_node_lookup (NULL, "/a"));
}

static BsNode *
make_story (const char *id, const char *headline)
{
  BsNodeBuilder *story = bs_node_builder_new_object ();

  bs_node_builder_set_text (story, "id", id);
  bs_node_builder_set_text (story, "headline", headline);

  return bs_node_builder_end (story);
}

static void
test_ids_in_long_lists (void)
{
  BsNodeBuilder *builder = bs_node_builder_new_array ();
  g_autoptr (BsNode) stories = NULL;
  g_autoptr (BsNode) changed = NULL;
  g_autoptr (BsNode) renamed = NULL;
  g_autoptr (BsNode) shorter = NULL;
  g_autoptr (BsNode) story = make_story ("s500", "新");
  g_autoptr (BsNode) other = make_story ("t", "新");

  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%d", i);

      bs_node_builder_add (builder, make_story (id, "旧"));
    }
  stories = bs_node_builder_end (builder);
  g_assert_cmpint (bs_node_index_of_id (stories, "s999"), ==, 999);

  changed = bs_node_with_replaced (stories, 500, story);
  g_assert_true (bs_node_find_by_id (changed, "s500") == story);
  g_assert_cmpstr (bs_node_get_text (bs_node_find_by_id (stories, "s500"), "headline"), ==, "旧");

  renamed = bs_node_with_replaced (changed, 500, other);
  g_assert_null (bs_node_find_by_id (renamed, "s500"));
  g_assert_cmpint (bs_node_index_of_id (renamed, "t"), ==, 500);

  shorter = bs_node_with_removed (changed, 0);
  g_assert_cmpint (bs_node_index_of_id (shorter, "s999"), ==, 998);
  g_assert_cmpint (bs_node_index_of_id (shorter, "s0"), ==, -1);
}

static void
test_unchanged_parts_are_shared (void)
{
  g_autoptr (BsNode) node = parse ("{\"a\":{\"x\":1},\"b\":[1,2],\"c\":3}");
  g_autoptr (BsNode) three = bs_node_new_integer (4);
  g_autoptr (BsNode) changed = bs_node_with_member (node, "c", three);
  g_autoptr (BsNode) removed = bs_node_with_member (changed, "a", NULL);
  g_autoptr (BsNode) added = bs_node_with_member (removed, "d", three);
  g_autofree char *text = bs_json_write (added, BS_JSON_COMPACT, NULL);

  g_assert_true (bs_node_get_member (node, "b") == bs_node_get_member (added, "b"));
  g_assert_cmpint (bs_node_get_number (node, "c", 0), ==, 3);
  g_assert_cmpstr (text, ==, "{\"b\":[1,2],\"c\":4,\"d\":4}");
}

static void
test_wrong_kinds_find_nothing (void)
{
  g_autoptr (BsNode) node = parse ("{\"text\":\"x\",\"number\":2.0,\"half\":2.5,\"huge\":1e400}");

  g_assert_cmpstr (bs_node_get_text (node, "number"), ==, "");
  g_assert_cmpstr (bs_node_get_text (NULL, "number"), ==, "");
  g_assert_cmpint (bs_node_get_number (node, "text", 7), ==, 7);
  g_assert_cmpint (bs_node_get_number (node, "number", 7), ==, 2);
  g_assert_cmpint (bs_node_get_number (node, "half", 7), ==, 7);
  g_assert_cmpint (bs_node_get_number (node, "huge", 7), ==, 7);
  g_assert_true (bs_node_get_flag (node, "text", TRUE));
  g_assert_cmpuint (bs_node_get_length (bs_node_get_member (node, "text")), ==, 0);
  g_assert_null (bs_node_get_element (node, 4));
  g_assert_null (bs_node_get_key (NULL, 0));
  g_assert_cmpint (bs_node_index_of_id (node, "x"), ==, -1);
}

static gpointer
make_and_drop (gpointer data)
{
  for (guint i = 0; i < 20000; i++)
    {
      BsNodeBuilder *builder = bs_node_builder_new_object ();
      g_autoptr (BsNode) object = NULL;

      bs_node_builder_set_text (builder, data, "x");
      object = bs_node_builder_end (builder);
      g_assert_cmpstr (bs_node_get_text (object, data), ==, "x");
    }

  return NULL;
}

/* Two documents share no node, but their members have the same names. */
static void
test_threads_share_names (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("maker", make_and_drop, (gpointer) "a-name-of-their-own");
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/json/file-comes-back-byte-for-byte", test_round_trip);
  g_test_add_func ("/model/json/escapes-are-understood", test_escapes);
  g_test_add_func ("/model/json/doubles-come-back", test_doubles_come_back);
  g_test_add_func ("/model/json/errors-name-line-and-column", test_errors_name_the_place);
  g_test_add_func ("/model/json/deep-nesting-is-refused", test_deep_is_refused);
  g_test_add_func ("/model/json/too-many-values-are-refused", test_too_many_values_are_refused);
  g_test_add_func ("/model/json/line-of-a-value-is-found", test_find_line);
  g_test_add_func ("/model/node/path-leads-to-value", test_lookup);
  g_test_add_func ("/model/node/ids-are-found-in-long-lists", test_ids_in_long_lists);
  g_test_add_func ("/model/node/unchanged-parts-are-shared", test_unchanged_parts_are_shared);
  g_test_add_func ("/model/node/wrong-kinds-find-nothing", test_wrong_kinds_find_nothing);
  g_test_add_func ("/model/node/threads-make-and-drop-the-same-names", test_threads_share_names);

  return g_test_run ();
}
