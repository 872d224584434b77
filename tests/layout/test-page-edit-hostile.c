/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Manual operations on pages that no program wrote: whatever the tree says, an operation answers
 * with a change or with a reason, and what it does not understand it leaves alone.
 */
#include "layout/bs-page-fit.h"
#include "layout/bs-page-snap.h"

#include "invented.h"

static const char *const box_lists[] = {
  "null",
  "7",
  "{}",
  "[]",
  "[null,3,\"x\",[],{}]",
  "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"]}]",
  "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":\"s1\",\"column\":0,\"columns\":3,\"line\":0,"
  "\"lines\":9}]",
  "[{\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":0,\"columns\":3,\"line\":0,\"lines\":9}]",
  "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\",\"f1\",\"f9\",7,null],\"column\":0,"
  "\"columns\":3,"
  "\"line\":0,\"lines\":30,\"picture\":{\"legs\":99,\"lines\":1000},\"legs\":999,\"measure\":-4,"
  "\"headline\":{\"position\":\"vertical\",\"columns\":88,\"height\":900,\"size\":2000}}]",
  "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":-3,\"columns\":99999999999,"
  "\"line\":0,"
  "\"lines\":1}]",
  "[{\"id\":\"b1\",\"kind\":\"photo\",\"refs\":[\"f1\"],\"column\":0,\"columns\":3,\"line\":0,"
  "\"lines\":9},"
  "{\"id\":\"b1\",\"kind\":\"photo\",\"refs\":[\"f2\"],\"column\":0,\"columns\":3,\"line\":4,"
  "\"lines\":9}]",
  "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"f1\"],\"column\":0,\"columns\":1,\"line\":0,"
  "\"lines\":1},"
  "{\"id\":\"a/b~c\",\"kind\":\"photo\",\"refs\":[\"s1\"],\"column\":5,\"columns\":1,\"line\":85,"
  "\"lines\":1}]",
  "[{\"id\":\"b1\",\"kind\":\"group\",\"refs\":[\"f1\",\"f1\",\"f1\",\"f1\",\"f1\",\"f1\",\"f1\","
  "\"f1\",\"f1\","
  "\"f1\",\"f1\",\"f1\",\"f1\",\"f1\"],\"across\":12,\"column\":0,\"columns\":1,\"line\":0,"
  "\"lines\":2}]",
  "[{\"id\":\"b1\",\"kind\":\"ad\",\"refs\":[\"s1\"],\"column\":0,\"columns\":6,\"line\":0,"
  "\"lines\":86}]",
  "[{\"id\":\"b1\",\"kind\":\"house-ad\",\"locked\":true,\"refs\":[],\"column\":0,\"columns\":6,"
  "\"line\":0,"
  "\"lines\":86}]",
};

static void
check_all (BsLayout *layout, const BsNode *issue, const char *box)
{
  BsPageContext context = { layout, issue, "A2" };
  g_autoptr (BsNode) variant = parse_node ("{\"headline\":{\"position\":\"left\"},\"legs\":2}");
  g_autoptr (GPtrArray) fits = NULL;
  g_autoptr (GError) error = NULL;
  BsSnapRequest request = { .box = box, .grip = BS_GRIP_ALL };
  BsSnap snap;

  for (BsOverlap overlap = BS_OVERLAP_REFUSE; overlap <= BS_OVERLAP_SWAP; overlap++)
    {
      BsGridRect wild = { G_MAXUINT, G_MAXUINT, G_MAXUINT, G_MAXUINT };
      BsGridRect some = { 1, 3, 2, 30 };
      BsGridRect nothing = { 0 };
      BsPageEdit *edits[] = {
        bs_page_edit_move (&context, box, 2, 40, overlap, NULL),
        bs_page_edit_move (&context, box, G_MAXUINT, G_MAXUINT, overlap, NULL),
        bs_page_edit_resize (&context, box, &wild, overlap, NULL),
        bs_page_edit_resize (&context, box, &some, overlap, NULL),
        bs_page_edit_resize (&context, box, &nothing, overlap, NULL),
        bs_page_edit_place (&context, "s2", NULL, overlap, NULL),
        bs_page_edit_place (&context, "s2", &some, overlap, NULL),
        bs_page_edit_place (&context, "f2", &wild, overlap, NULL),
        bs_page_edit_place (&context, "", &nothing, overlap, NULL),
        bs_page_edit_place_ad (&context, &wild, "", NULL, overlap, NULL),
        bs_page_edit_swap (&context, box, box, NULL),
        bs_page_edit_swap (&context, box, "a/b~c", NULL),
        bs_page_edit_set_locked (&context, box, TRUE, NULL),
        bs_page_edit_remove (&context, box, NULL),
        bs_page_edit_raise (&context, box, G_MAXINT, NULL),
        bs_page_edit_raise (&context, box, G_MININT, NULL),
        bs_page_edit_set_variant (&context, box, variant, NULL),
        bs_page_edit_fill (&context, box, NULL),
        bs_page_edit_split (&context, box, 5, "A3", NULL, NULL),
        bs_page_edit_join (&context, box, NULL),
      };

      for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
        {
          g_autoptr (BsPageResult) result = NULL;

          if (edits[i] == NULL)
            continue;
          /* What comes out can be set, and what was put in is as it was elsewhere. */
          result = bs_layout_page (layout, edits[i]->issue, "A2", NULL);
          g_assert_nonnull (result);
          g_assert_true (
            bs_node_equal (bs_issue_get_photos (issue), bs_issue_get_photos (edits[i]->issue))
            || edits[i]->operations->len > 0);
          bs_page_edit_unref (edits[i]);
        }
    }
  fits = bs_page_edit_list_fits (&context, box, 4, &error);
  g_assert_true ((fits == NULL) == (error != NULL));
  g_clear_error (&error);
  g_assert_true (bs_page_edit_snap (&context, &request, &snap, &error) || error != NULL);
}

static void
test_pages (void)
{
  static const char *const ids[] = { "b1", "", "a/b~c", "0", "-1" };
  g_autoptr (BsEnvironment) environment = bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
  g_autoptr (BsLayout) layout = bs_layout_new (environment, NULL);
  Invention invention = { "tabloid", 2, 2, 900, FALSE };
  g_autoptr (BsNode) issue = invent_issue (&invention, 3);

  for (guint i = 0; i < G_N_ELEMENTS (box_lists); i++)
    {
      g_autoptr (BsNode) boxes = parse_node (box_lists[i]);
      g_autoptr (BsNode) with = with_boxes (issue, boxes);

      for (guint j = 0; j < G_N_ELEMENTS (ids); j++)
        check_all (layout, with, ids[j]);
    }
}

/* Two hundred boxes over each other: there is no way to make room, and no need to look for ever. */
static void
test_crowd (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
  g_autoptr (BsLayout) layout = bs_layout_new (environment, NULL);
  Invention invention = { "tabloid", 2, 2, 900, FALSE };
  g_autoptr (BsNode) issue = invent_issue (&invention, 3);
  g_autoptr (GString) json = g_string_new ("[");
  g_autoptr (BsNode) boxes = NULL;
  g_autoptr (BsNode) with = NULL;
  g_autoptr (BsPageEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  BsPageContext context = { layout, NULL, "A2" };

  for (guint i = 0; i < 260; i++)
    g_string_append_printf (json,
                            "%s{\"id\":\"b%u\",\"kind\":\"photo\",\"refs\":[\"f1\"],\"column\":%u,"
                            "\"columns\":2,\"line\":%u,\"lines\":4}",
                            i > 0 ? "," : "", i, i % 5, i % 80);
  g_string_append_c (json, ']');
  boxes = parse_node (json->str);
  with = with_boxes (issue, boxes);
  context.issue = with;
  edit = bs_page_edit_move (&context, "b7", 1, 30, BS_OVERLAP_PUSH, &error);
  g_assert_null (edit);
  g_assert_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_NO_ROOM);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/page-edit/hostile/any-tree-gets-an-answer", test_pages);
  g_test_add_func ("/layout/page-edit/hostile/a-crowd-is-refused", test_crowd);

  return g_test_run ();
}
