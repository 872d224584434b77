/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faulty-page.h"

#include <string.h>

#define MOST_LINES 86

static const char *const sentences[] = {
  "河边的柳树又绿了一层，早起的人沿着步道慢慢走。",
  "社区把闲置的小屋收拾出来，添了书架、长桌和一盏暖灯。",
  "巷口修鞋的师傅收了第三个徒弟，手艺没有丢。",
  "孩子们把种子埋进土里，写上名字，约好秋天再来。",
  "夜里十点，值班的灯还亮着；电话一响，人就出门。",
};

void
faulty_page_init (FaultyPage *page)
{
  static const char *const pages[] = { "A1", "A2", "A3", NULL };
  g_autoptr (BsEnvironment) environment = bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
  g_autoptr (GError) error = NULL;
  BsNewIssue issue = {
    .name = "试排日报",
    .date = "2026-05-04",
    .number = 1,
    .page_format = "tabloid",
    .pages = pages,
  };

  page->layout = bs_layout_new (environment, &error);
  g_assert_no_error (error);
  page->document = bs_document_new (environment, &issue);
}

void
faulty_page_clear (FaultyPage *page)
{
  g_clear_object (&page->document);
  g_clear_object (&page->layout);
}

static void
set (FaultyPage *page, const char *path, const BsNode *value)
{
  g_autofree char *full = *path == '/' ? g_strdup (path)
                                       : g_strconcat ("/pages/A2/boxes/", path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (bs_document_set_node (page->document, full, value, &error));
  g_assert_no_error (error);
}

void
faulty_page_text (FaultyPage *page, const char *path, const char *value)
{
  g_autoptr (BsNode) node = *value != '\0' ? bs_node_new_string (value) : NULL;

  set (page, path, node);
}

void
faulty_page_count (FaultyPage *page, const char *path, gint64 value)
{
  g_autoptr (BsNode) node = bs_node_new_integer (value);

  set (page, path, node);
}

/* Paragraphs of three sentences, the last one cut where the count is reached. */
static BsNode *
invent_paragraphs (guint characters)
{
  BsNodeBuilder *list = bs_node_builder_new_array ();
  guint made = 0;
  guint at = characters;

  for (guint i = 0; made < characters; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      BsNodeBuilder *paragraph = bs_node_builder_new_object ();
      g_autofree char *id = g_strdup_printf ("p%u", i + 1);

      for (guint j = 0; j < 3 && made < characters; j++)
        {
          const char *sentence = sentences[at++ % G_N_ELEMENTS (sentences)];
          guint length = (guint) g_utf8_strlen (sentence, -1);
          guint n = MIN (length, characters - made);
          g_autofree char *part = g_utf8_substring (sentence, 0, n);

          g_string_append (text, part);
          made += n;
        }
      bs_node_builder_set_text (paragraph, "id", id);
      bs_node_builder_set_text (paragraph, "role", "body");
      bs_node_builder_set_text (paragraph, "text", text->str);
      bs_node_builder_add (list, bs_node_builder_end (paragraph));
    }

  return bs_node_builder_end (list);
}

static void
insert (FaultyPage *page, const char *list, BsNodeBuilder *builder)
{
  g_autoptr (BsNode) node = bs_node_builder_end (builder);
  g_autoptr (GError) error = NULL;

  g_assert_true (bs_document_insert (page->document, list, -1, node, &error));
  g_assert_no_error (error);
}

void
faulty_page_story (FaultyPage *page, const char *id, const char *headline, guint characters,
                   guint priority)
{
  BsNodeBuilder *story = bs_node_builder_new_object ();

  bs_node_builder_set_text (story, "id", id);
  bs_node_builder_set_text (story, "page", "A2");
  bs_node_builder_set_text (story, "headline", headline);
  if (priority > 0)
    bs_node_builder_set_number (story, "priority", priority);
  bs_node_builder_set (story, "paragraphs", invent_paragraphs (characters));
  insert (page, "/stories", story);
}

void
faulty_page_photo (FaultyPage *page, const char *id, const char *story)
{
  BsNodeBuilder *photo = bs_node_builder_new_object ();
  BsNodeBuilder *credits = bs_node_builder_new_array ();
  BsNodeBuilder *credit = bs_node_builder_new_object ();

  bs_node_builder_set_text (photo, "id", id);
  bs_node_builder_set_text (photo, "page", "A2");
  bs_node_builder_set_text (photo, "story", story);
  bs_node_builder_set_text (photo, "file",
                            "00000000000000000000000000000000000000000000000000000000000000aa.jpg");
  bs_node_builder_set_number (photo, "width", 2400);
  bs_node_builder_set_number (photo, "height", 1600);
  bs_node_builder_set_text (photo, "caption", "小屋里的长桌。");
  bs_node_builder_set_text (credit, "id", "c1");
  bs_node_builder_set_text (credit, "name", "林一舟");
  bs_node_builder_add (credits, bs_node_builder_end (credit));
  bs_node_builder_set (photo, "credits", bs_node_builder_end (credits));
  insert (page, "/photos", photo);
}

void
faulty_page_box (FaultyPage *page, const char *id, const char *kind, const char *refs, guint column,
                 guint columns, guint line, guint lines)
{
  BsNodeBuilder *box = bs_node_builder_new_object ();
  BsNodeBuilder *list = bs_node_builder_new_array ();
  g_auto (GStrv) names = g_strsplit (refs, " ", -1);

  for (guint i = 0; names[i] != NULL && *names[i] != '\0'; i++)
    bs_node_builder_add (list, bs_node_new_string (names[i]));
  bs_node_builder_set_text (box, "id", id);
  bs_node_builder_set_text (box, "kind", kind);
  bs_node_builder_set (box, "refs", bs_node_builder_end (list));
  bs_node_builder_set_number (box, "column", column);
  bs_node_builder_set_number (box, "columns", columns);
  bs_node_builder_set_number (box, "line", line);
  bs_node_builder_set_number (box, "lines", lines);
  insert (page, "/pages/A2/boxes", box);
}

static int
get_over (FaultyPage *page, const char *story)
{
  g_autoptr (BsPageResult) result = faulty_page_judge (page, "A2");

  for (guint i = 0; i < result->copyfit->len; i++)
    if (g_str_equal (g_array_index (result->copyfit, BsCopyfit, i).story, story))
      return g_array_index (result->copyfit, BsCopyfit, i).over_lines;
  g_assert_not_reached ();
}

guint
faulty_page_fit (FaultyPage *page, const char *id, const char *refs, guint column, guint columns,
                 guint line)
{
  g_auto (GStrv) names = g_strsplit (refs, " ", -1);
  g_autofree char *path = g_strconcat (id, "/lines", NULL);
  guint lines = 4;

  faulty_page_box (page, id, "story", refs, column, columns, line, lines);
  while (get_over (page, names[0]) > 0)
    {
      g_assert_cmpuint (line + lines, <, MOST_LINES);
      faulty_page_count (page, path, ++lines);
    }

  return line + lines + 1;
}

void
faulty_page_seek (FaultyPage *page, const char *id, const char *code)
{
  g_autofree char *path = g_strconcat (id, "/lines", NULL);

  for (guint lines = 4; lines < MOST_LINES / 2; lines++)
    {
      g_autoptr (BsPageResult) result = NULL;

      faulty_page_count (page, path, lines);
      result = faulty_page_judge (page, "A2");
      if (faulty_page_find (result, code) != NULL)
        return;
    }
  g_test_message ("%s: no height of %s has it", code, id);
  g_test_fail ();
}

BsPageResult *
faulty_page_judge (FaultyPage *page, const char *on)
{
  g_autoptr (GError) error = NULL;
  BsPageResult *result = bs_layout_page (page->layout, bs_document_get_root (page->document), on,
                                         &error);

  g_assert_no_error (error);

  return result;
}

const BsFinding *
faulty_page_find (const BsPageResult *result, const char *code)
{
  for (guint i = 0; i < result->findings->len; i++)
    {
      const BsFinding *finding = g_ptr_array_index (result->findings, i);

      if (g_str_equal (finding->code, code))
        return finding;
    }

  return NULL;
}
