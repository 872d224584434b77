/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A byline that was typed is understood, and one that was not touched stays as it is.
 */

#include "app/bs-byline-text.h"

static char *
describe (const BsNode *bylines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bs_node_get_length (bylines); i++)
    {
      const BsNode *byline = bs_node_get_element (bylines, i);
      const BsNode *names = bs_node_get_member (byline, "names");

      g_string_append_printf (text, "[%s|%s|", bs_node_get_text (byline, "form"),
                              bs_node_get_text (byline, "title"));
      for (guint k = 0; k < bs_node_get_length (names); k++)
        g_string_append_printf (text, "%s%s", k > 0 ? "," : "",
                                bs_node_get_string (bs_node_get_element (names, k)));
      g_string_append_c (text, ']');
    }

  return g_string_free (text, FALSE);
}

static void
assert_read (const char *typed, const char *expected)
{
  g_autoptr (BsNode) bylines = bs_byline_text_parse (typed);
  g_autofree char *read = describe (bylines);

  g_assert_cmpstr (read, ==, expected);
}

static void
test_typed (void)
{
  assert_read ("", "");
  assert_read ("  ", "");
  assert_read ("·江望·", "[dots||江望]");
  assert_read ("·江望 何晴·", "[dots||江望,何晴]");
  assert_read ("本报记者 江望、何晴", "[reporter|本报记者|江望,何晴]");
  assert_read ("本报记者江望 通讯员何晴", "[reporter|本报记者|江望][correspondent|通讯员|何晴]");
  assert_read ("江望", "[other||江望]");
  assert_read ("记者 阿依古丽·买买提", "[reporter|记者|阿依古丽·买买提]");
  assert_read ("·江望·　本报通讯员 何晴", "[dots||江望][correspondent|本报通讯员|何晴]");
}

static void
test_untouched (void)
{
  static const char *const lines[] = { "·江望·", "·江望 何晴·", "本报记者 江望",
                                       "本报记者 江望　本报通讯员 何晴 周野", "江望" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      BsNodeBuilder *builder = bs_node_builder_new_object ();
      g_autoptr (BsNode) story = NULL;
      g_autofree char *again = NULL;

      bs_node_builder_set (builder, "bylines", bs_byline_text_parse (lines[i]));
      story = bs_node_builder_end (builder);
      again = bs_byline_text_dup (story);
      g_assert_cmpstr (again, ==, lines[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/byline/typed-bylines-are-understood", test_typed);
  g_test_add_func ("/app/byline/an-untouched-byline-stays", test_untouched);

  return g_test_run ();
}
