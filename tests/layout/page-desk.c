/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page-desk.h"

#include "invented.h"
#include "model/bs-json.h"

void
page_desk_init (PageDesk *desk, guint n_stories, guint n_photos, guint characters)
{
  static const char *const pages[] = { "A1", "A2", "A3", NULL };
  g_autoptr (BsEnvironment) environment = bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
  g_autoptr (GError) error = NULL;
  Invention invention = { "tabloid", n_stories, n_photos, characters, FALSE };
  BsNewIssue issue = {
    .name = "试排日报",
    .date = "2026-05-04",
    .page_format = "tabloid",
    .pages = pages,
  };
  g_autoptr (BsNode) invented = invent_issue (&invention, 7);

  desk->layout = bs_layout_new (environment, &error);
  g_assert_no_error (error);
  desk->document = bs_document_new (environment, &issue);
  g_assert_true (
    bs_document_set_node (desk->document, "/stories", bs_issue_get_stories (invented), &error));
  g_assert_true (
    bs_document_set_node (desk->document, "/photos", bs_issue_get_photos (invented), &error));
}

void
page_desk_clear (PageDesk *desk)
{
  g_clear_object (&desk->document);
  g_clear_object (&desk->layout);
}

BsPageContext
page_desk_look (const PageDesk *desk, const char *page)
{
  return (BsPageContext){ desk->layout, bs_document_get_root (desk->document), page };
}

void
page_desk_set_boxes (const PageDesk *desk, const char *json)
{
  g_autoptr (BsNode) boxes = parse_node (json);
  g_autoptr (GError) error = NULL;

  g_assert_true (bs_document_set_node (desk->document, "/pages/A2/boxes", boxes, &error));
  g_assert_no_error (error);
}

char *
page_desk_make (const PageDesk *desk, BsPageEdit *edit, const GError *error)
{
  GError *failure = NULL;
  char *box;

  g_assert_no_error (error);
  g_assert_nonnull (edit);
  box = g_strdup (edit->box);
  g_assert_true (bs_page_edit_apply (edit, desk->document, &failure));
  g_assert_no_error (failure);
  /* What was shown is what was made. */
  g_assert_true (bs_node_equal (edit->issue, bs_document_get_root (desk->document)));
  if (edit->operations->len > 0)
    g_assert_cmpstr (bs_document_get_undo_label (desk->document), ==, edit->label);
  bs_page_edit_unref (edit);

  return box;
}

char *
page_desk_write (const PageDesk *desk)
{
  return bs_json_write (bs_document_get_root (desk->document), BS_JSON_LINES, NULL);
}

static const BsNode *
get_boxes (const BsNode *issue)
{
  return bs_node_get_member (bs_issue_get_page (issue, "A2"), "boxes");
}

char *
page_desk_describe (const PageDesk *desk, const char *box)
{
  const BsNode *node = bs_node_find_by_id (get_boxes (bs_document_get_root (desk->document)), box);

  if (node == NULL)
    return g_strdup ("");

  return g_strdup_printf ("%d %d %d %d", (int) bs_node_get_number (node, "column", -1),
                          (int) bs_node_get_number (node, "columns", -1),
                          (int) bs_node_get_number (node, "line", -1),
                          (int) bs_node_get_number (node, "lines", -1));
}

int
page_desk_get_over (const PageDesk *desk, const BsNode *issue, const char *story)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsPageResult) result = bs_layout_page (desk->layout, issue, "A2", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < result->copyfit->len; i++)
    {
      const BsCopyfit *fit = &g_array_index (result->copyfit, BsCopyfit, i);

      if (g_str_equal (fit->story, story))
        return fit->over_lines;
    }
  g_assert_not_reached ();
}

guint
page_desk_count_overlaps (const BsNode *issue)
{
  const BsNode *boxes = get_boxes (issue);
  guint n = 0;

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    for (guint j = i + 1; j < bs_node_get_length (boxes); j++)
      {
        const BsNode *a = bs_node_get_element (boxes, i);
        const BsNode *b = bs_node_get_element (boxes, j);
        gint64 a_end = bs_node_get_number (a, "column", 0) + bs_node_get_number (a, "columns", 0);
        gint64 b_end = bs_node_get_number (b, "column", 0) + bs_node_get_number (b, "columns", 0);
        gint64 a_foot = bs_node_get_number (a, "line", 0) + bs_node_get_number (a, "lines", 0);
        gint64 b_foot = bs_node_get_number (b, "line", 0) + bs_node_get_number (b, "lines", 0);

        if (bs_node_get_number (a, "column", 0) < b_end
            && bs_node_get_number (b, "column", 0) < a_end
            && bs_node_get_number (a, "line", 0) <= b_foot
            && bs_node_get_number (b, "line", 0) <= a_foot)
          n++;
      }

  return n;
}
