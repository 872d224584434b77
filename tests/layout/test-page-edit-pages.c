/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Manual operations that concern several pages, or leave part of the work to automatic layout.
 */
#include "invented.h"
#include "page-desk.h"

#define PLACE(...) (&(BsGridRect){ __VA_ARGS__ })

static const char cramped[]
  = "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":0,\"columns\":3,\"line\":0,"
    "\"lines\":20},{\"id\":\"b2\",\"kind\":\"photo\",\"refs\":[\"f1\"],\"column\":0,\"columns\":3,"
    "\"line\":21,\"lines\":16}]";

static const BsNode *
find_box (const BsNode *issue, const char *page, const char *story)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (issue, page), "boxes");

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *refs = bs_node_get_member (bs_node_get_element (boxes, i), "refs");

      if (g_strcmp0 (bs_node_get_string (bs_node_get_element (refs, 0)), story) == 0)
        return bs_node_get_element (boxes, i);
    }

  return NULL;
}

/* Lines over or empty in all boxes of the story together. */
static int
get_over (const PageDesk *desk, const char *page, const char *story)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsPageResult) result = bs_layout_page (desk->layout,
                                                    bs_document_get_root (desk->document), page,
                                                    &error);

  g_assert_no_error (error);
  for (guint i = 0; i < result->copyfit->len; i++)
    if (g_str_equal (g_array_index (result->copyfit, BsCopyfit, i).story, story))
      return g_array_index (result->copyfit, BsCopyfit, i).over_lines;
  g_assert_not_reached ();
}

static void
test_split (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *box = NULL;
  g_autofree char *first = NULL;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2000);
  page_desk_set_boxes (&desk, cramped);
  before = page_desk_write (&desk);
  g_assert_cmpint (get_over (&desk, "A2", "s1"), >, 0);
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (&desk, bs_page_edit_split (&context, "b1", 0, "A3", NULL, &error), error);
  g_assert_nonnull (find_box (bs_document_get_root (desk.document), "A3", "s1"));
  first = page_desk_describe (&desk, "b1");
  g_assert_cmpstr (first, ==, "0 3 0 20");
  g_assert_cmpint (get_over (&desk, "A2", "s1"), ==, 0);
  g_assert_cmpint (get_over (&desk, "A3", "s1"), ==, 0);
  /* One step, however much it changed. */
  g_assert_true (bs_document_undo (desk.document));
  after = page_desk_write (&desk);
  g_assert_cmpstr (after, ==, before);
}

static void
test_split_shorter (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *box = NULL;
  g_autofree char *first = NULL;
  const BsNode *rest;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2000);
  page_desk_set_boxes (&desk, cramped);
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (&desk,
                        bs_page_edit_split (&context, "b1", 12, "A3",
                                            PLACE (.column = 4, .columns = 2, .line = 30), &error),
                        error);
  first = page_desk_describe (&desk, "b1");
  g_assert_cmpstr (first, ==, "0 3 0 12");
  rest = find_box (bs_document_get_root (desk.document), "A3", "s1");
  g_assert_cmpint (bs_node_get_number (rest, "column", -1), ==, 4);
  g_assert_cmpint (bs_node_get_number (rest, "line", -1), ==, 30);
  g_assert_cmpint (get_over (&desk, "A3", "s1"), ==, 0);
}

static void
test_split_in_vain (void)
{
  static const struct
  {
    const char *box;
    guint lines;
    const char *page;
    int code;
  } cases[] = {
    { "b2", 0, "A3", BS_LAYOUT_ERROR_DRESS },   /* a photo */
    { "b1", 0, "A1", BS_LAYOUT_ERROR_NO_PAGE }, /* readers have been there */
    { "b1", 0, "A2", BS_LAYOUT_ERROR_NO_PAGE }, { "b1", 0, "B9", BS_LAYOUT_ERROR_NO_PAGE },
    { "b3", 0, "A3", BS_LAYOUT_ERROR_DRESS }, /* it fits */
    { "b9", 0, "A3", BS_LAYOUT_ERROR_NO_BOX },
  };
  g_auto (PageDesk) desk = { 0 };
  g_autofree char *before = NULL;

  page_desk_init (&desk, 3, 1, 2000);
  page_desk_set_boxes (
    &desk, "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":0,\"columns\":3,"
           "\"line\":0,\"lines\":20},{\"id\":\"b2\",\"kind\":\"photo\",\"refs\":[\"f1\"],"
           "\"column\":0,\"columns\":3,\"line\":21,\"lines\":16},{\"id\":\"b3\",\"kind\":\"story\","
           "\"refs\":[\"s3\"],\"column\":3,\"columns\":3,\"line\":0,\"lines\":80}]");
  before = page_desk_write (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      BsPageContext context = page_desk_look (&desk, "A2");

      g_assert_null (
        bs_page_edit_split (&context, cases[i].box, cases[i].lines, cases[i].page, NULL, &error));
      g_assert_error (error, BS_LAYOUT_ERROR, cases[i].code);
      after = page_desk_write (&desk);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_join (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *split = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const BsNode *root;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2000);
  page_desk_set_boxes (&desk, cramped);
  context = page_desk_look (&desk, "A2");
  g_assert_null (bs_page_edit_join (&context, "b1", &error));
  g_assert_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_DRESS);
  g_clear_error (&error);
  split = page_desk_make (&desk, bs_page_edit_split (&context, "b1", 0, "A3", NULL, &error), error);
  before = page_desk_write (&desk);
  context = page_desk_look (&desk, "A2");
  joined = page_desk_make (&desk, bs_page_edit_join (&context, "b1", &error), error);
  root = bs_document_get_root (desk.document);
  g_assert_null (find_box (root, "A3", "s1"));
  g_assert_cmpstr (bs_node_get_text (bs_issue_get_story (root, "s1"), "jump"), ==, "");
  g_assert_true (bs_document_undo (desk.document));
  after = page_desk_write (&desk);
  g_assert_cmpstr (after, ==, before);
}

static void
test_arrangement (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *placed = NULL;
  g_autofree char *done = NULL;
  g_autofree char *locked = NULL;
  BsArrangeOptions options = { .n_alternatives = 2 };
  BsPageContext context;

  page_desk_init (&desk, 5, 1, 3600);
  context = page_desk_look (&desk, "A2");
  placed = page_desk_make (&desk,
                           bs_page_edit_place (&context, "s1", PLACE (0, 4, 0, 30),
                                               BS_OVERLAP_REFUSE, &error),
                           error);
  context = page_desk_look (&desk, "A2");
  locked = page_desk_make (&desk, bs_page_edit_set_locked (&context, placed, TRUE, &error), error);
  context = page_desk_look (&desk, "A2");
  found = bs_layout_arrange (desk.layout, context.issue, "A2", &options, &error);
  g_assert_no_error (error);
  done = page_desk_make (
    &desk, bs_page_edit_arrange (context.issue, "A2", g_ptr_array_index (found, 0), &error), error);
  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *ref = g_strdup_printf ("s%u", i);

      g_assert_nonnull (find_box (bs_document_get_root (desk.document), "A2", ref));
    }
  /* What was found before something else was locked is not to be had any more. */
  context = page_desk_look (&desk, "A2");
  g_clear_pointer (&done, g_free);
  done = g_strdup (bs_node_get_text (find_box (context.issue, "A2", "s2"), "id"));
  g_clear_pointer (&locked, g_free);
  locked = page_desk_make (&desk, bs_page_edit_set_locked (&context, done, TRUE, &error), error);
  context = page_desk_look (&desk, "A2");
  g_assert_null (bs_page_edit_arrange (context.issue, "A2", g_ptr_array_index (found, 0), &error));
  g_assert_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_LOCKED);
}

/* What stands on the page stays, locked or not; the rest finds its place around it. */
static void
test_fill_page (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *placed = NULL;
  g_autofree char *filled = NULL;
  const BsNode *kept;
  BsPageContext context;

  page_desk_init (&desk, 5, 1, 3200);
  context = page_desk_look (&desk, "A2");
  placed = page_desk_make (&desk,
                           bs_page_edit_place (&context, "s1", PLACE (.column = 0, .line = 0),
                                               BS_OVERLAP_REFUSE, &error),
                           error);
  context = page_desk_look (&desk, "A2");
  kept = find_box (context.issue, "A2", "s1");
  filled = page_desk_make (&desk, bs_page_edit_fill_page (&context, NULL, &error), error);
  context = page_desk_look (&desk, "A2");
  g_assert_true (bs_node_equal (find_box (context.issue, "A2", "s1"), kept));
  g_assert_nonnull (find_box (context.issue, "A2", "s2"));
  g_assert_nonnull (find_box (context.issue, "A2", "f1"));
  g_assert_cmpuint (page_desk_count_overlaps (context.issue), ==, 0);
}

/* The slot of a house ad makes room; what takes its place may get its id too. */
static void
test_fill_slot (void)
{
  static const char *const slot = "[{\"id\":\"b1\",\"kind\":\"house-ad\",\"refs\":[],\"column\":0,"
                                  "\"columns\":6,\"line\":40,\"lines\":46}]";
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *filled = NULL;
  BsPageContext context;

  page_desk_init (&desk, 5, 1, 3200);
  page_desk_set_boxes (&desk, slot);
  context = page_desk_look (&desk, "A2");
  filled = page_desk_make (&desk, bs_page_edit_fill_page (&context, NULL, &error), error);
  context = page_desk_look (&desk, "A2");
  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *ref = g_strdup_printf ("s%u", i);

      g_assert_nonnull (find_box (context.issue, "A2", ref));
    }
  g_assert_cmpuint (page_desk_count_overlaps (context.issue), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/page-edit/split/rest-goes-on-elsewhere-in-one-step", test_split);
  g_test_add_func ("/layout/page-edit/split/keeps-as-much-as-is-asked", test_split_shorter);
  g_test_add_func ("/layout/page-edit/split/says-why-it-cannot", test_split_in_vain);
  g_test_add_func ("/layout/page-edit/join/all-comes-back-in-one-step", test_join);
  g_test_add_func ("/layout/page-edit/arrange/takes-one-found-unless-locks-changed",
                   test_arrangement);
  g_test_add_func ("/layout/page-edit/arrange/fills-round-what-stands-there", test_fill_page);
  g_test_add_func ("/layout/page-edit/arrange/takes-the-place-of-a-slot", test_fill_slot);

  return g_test_run ();
}
