/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changing a page by hand: what each operation promises. Boxes are written as
 * "column columns line lines".
 */
#include "page-desk.h"

#include "invented.h"

/* Three stories over each other in the first three columns; a photo beside. */
static const char stack[] = "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":0,"
                            "\"columns\":3,\"line\":0,\"lines\":20},"
                            "{\"id\":\"b2\",\"kind\":\"story\",\"refs\":[\"s2\"],\"column\":0,"
                            "\"columns\":3,\"line\":21,\"lines\":20},"
                            "{\"id\":\"b3\",\"kind\":\"story\",\"refs\":[\"s3\"],\"column\":0,"
                            "\"columns\":3,\"line\":42,\"lines\":14},"
                            "{\"id\":\"b4\",\"kind\":\"photo\",\"refs\":[\"f1\"],\"column\":3,"
                            "\"columns\":3,\"line\":0,\"lines\":18}]";

#define PLACE(...) (&(BsGridRect){ __VA_ARGS__ })

static void
assert_box (const PageDesk *desk, const char *box, const char *expected)
{
  g_autofree char *found = page_desk_describe (desk, box);

  g_assert_cmpstr (found, ==, expected);
}

/* Nothing was changed, and the message says what and why. */
static void
assert_refused (const PageDesk *desk, BsPageEdit *edit, GError **error, int code, const char *word,
                const char *before)
{
  g_autofree char *after = page_desk_write (desk);

  g_assert_null (edit);
  g_assert_error (*error, BS_LAYOUT_ERROR, code);
  g_assert_nonnull (strstr ((*error)->message, word));
  g_assert_cmpstr (after, ==, before);
  g_clear_error (error);
}

static void
test_place_anywhere (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;

  page_desk_init (&desk, 4, 0, 2400);
  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *ref = g_strdup_printf ("s%u", i);
      BsPageContext context = page_desk_look (&desk, "A2");
      g_autofree char *box = NULL;

      box = page_desk_make (&desk,
                            bs_page_edit_place (&context, ref, NULL, BS_OVERLAP_REFUSE, &error),
                            error);
      g_assert_cmpint (page_desk_get_over (&desk, bs_document_get_root (desk.document), ref), ==,
                       0);
    }
  g_assert_cmpuint (page_desk_count_overlaps (bs_document_get_root (desk.document)), ==, 0);
}

static void
test_place_there (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *box = NULL;
  g_auto (GStrv) place = NULL;
  BsPageContext context;

  page_desk_init (&desk, 4, 0, 2400);
  g_assert_true (bs_document_set_text (desk.document, "/stories/s2/page", "A3", &error));
  context = page_desk_look (&desk, "A2");
  before = page_desk_write (&desk);
  box = page_desk_make (&desk,
                        bs_page_edit_place (&context, "s2", PLACE (.column = 2, .line = 30),
                                            BS_OVERLAP_REFUSE, &error),
                        error);
  after = page_desk_describe (&desk, box);
  place = g_strsplit (after, " ", -1);
  g_assert_cmpstr (place[0], ==, "2");
  g_assert_cmpstr (place[2], ==, "30");
  g_assert_cmpint (page_desk_get_over (&desk, bs_document_get_root (desk.document), "s2"), ==, 0);
  /* It belongs to this page now; one undo takes both back. */
  g_assert_cmpstr (
    bs_node_get_text (bs_issue_get_story (bs_document_get_root (desk.document), "s2"), "page"), ==,
    "A2");
  g_assert_true (bs_document_undo (desk.document));
  g_clear_pointer (&after, g_free);
  after = page_desk_write (&desk);
  g_assert_cmpstr (after, ==, before);
}

static void
test_place_near (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *box = NULL;
  BsPageContext context;

  page_desk_init (&desk, 5, 1, 2400);
  page_desk_set_boxes (&desk, stack);
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (&desk,
                        bs_page_edit_place (&context, "s5", PLACE (.column = 0, .line = 5),
                                            BS_OVERLAP_REFUSE, &error),
                        error);
  g_assert_cmpuint (page_desk_count_overlaps (bs_document_get_root (desk.document)), ==, 0);
  g_assert_cmpint (page_desk_get_over (&desk, bs_document_get_root (desk.document), "s5"), ==, 0);
}

static void
test_place_too_long (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *box = NULL;
  BsPageContext context;

  /* 20 lines by 3 columns are left: not enough for the first story, but most of it. */
  page_desk_init (&desk, 3, 0, 4600);
  page_desk_set_boxes (&desk, "[{\"id\":\"b1\",\"kind\":\"ad\",\"refs\":[],\"label\":\"广告\","
                              "\"column\":0,\"columns\":6,\"line\":0,\"lines\":47},"
                              "{\"id\":\"b2\",\"kind\":\"ad\",\"refs\":[],\"label\":\"广告\","
                              "\"column\":0,\"columns\":2,\"line\":48,\"lines\":38}]");
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (&desk,
                        bs_page_edit_place (&context, "s1", PLACE (.column = 2, .line = 50),
                                            BS_OVERLAP_REFUSE, &error),
                        error);
  g_assert_cmpint (page_desk_get_over (&desk, bs_document_get_root (desk.document), "s1"), >, 0);
  g_assert_cmpuint (page_desk_count_overlaps (bs_document_get_root (desk.document)), ==, 0);
}

static void
test_place_without_room (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  BsPageContext context;

  page_desk_init (&desk, 3, 0, 2400);
  page_desk_set_boxes (&desk, "[{\"id\":\"b1\",\"kind\":\"ad\",\"refs\":[],\"label\":\"广告\","
                              "\"column\":0,\"columns\":6,\"line\":0,\"lines\":86}]");
  context = page_desk_look (&desk, "A2");
  before = page_desk_write (&desk);
  assert_refused (&desk, bs_page_edit_place (&context, "s1", NULL, BS_OVERLAP_PUSH, &error), &error,
                  BS_LAYOUT_ERROR_NO_ROOM, "A2", before);
  assert_refused (&desk,
                  bs_page_edit_place (&context, "s1", PLACE (.column = 2, .line = 3),
                                      BS_OVERLAP_REFUSE, &error),
                  &error, BS_LAYOUT_ERROR_NO_ROOM, "A2", before);
}

static void
test_place_twice (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2400);
  page_desk_set_boxes (&desk, stack);
  before = page_desk_write (&desk);
  context = page_desk_look (&desk, "A3");
  assert_refused (&desk, bs_page_edit_place (&context, "s1", NULL, BS_OVERLAP_PUSH, &error), &error,
                  BS_LAYOUT_ERROR_NO_ROOM, "A2", before);
  assert_refused (&desk, bs_page_edit_place (&context, "s99", NULL, BS_OVERLAP_PUSH, &error),
                  &error, BS_LAYOUT_ERROR_NO_BOX, "s99", before);
  context = page_desk_look (&desk, "B7");
  assert_refused (&desk, bs_page_edit_place (&context, "s1", NULL, BS_OVERLAP_PUSH, &error), &error,
                  BS_LAYOUT_ERROR_NO_PAGE, "B7", before);
}

static void
test_place_company (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *with_photo = NULL;
  g_autofree char *group = NULL;
  const BsNode *boxes;
  BsPageContext context;

  page_desk_init (&desk, 3, 4, 2000);
  g_assert_true (bs_document_set_text (desk.document, "/photos/f1/story", "s2", &error));
  for (guint i = 2; i <= 4; i++)
    {
      g_autofree char *path = g_strdup_printf ("/photos/f%u/group", i);

      g_assert_true (bs_document_set_text (desk.document, path, "河边四季", &error));
    }
  context = page_desk_look (&desk, "A2");
  with_photo = page_desk_make (&desk,
                               bs_page_edit_place (&context, "s2", NULL, BS_OVERLAP_REFUSE, &error),
                               error);
  context = page_desk_look (&desk, "A2");
  group = page_desk_make (&desk,
                          bs_page_edit_place (&context, "f3", NULL, BS_OVERLAP_REFUSE, &error),
                          error);
  boxes = bs_node_lookup (bs_document_get_root (desk.document), "/pages/A2/boxes");
  g_assert_cmpuint (bs_node_get_length (
                      bs_node_get_member (bs_node_find_by_id (boxes, with_photo), "refs")),
                    ==, 2);
  g_assert_cmpstr (bs_node_get_text (bs_node_find_by_id (boxes, group), "kind"), ==, "group");
  g_assert_cmpuint (bs_node_get_length (
                      bs_node_get_member (bs_node_find_by_id (boxes, group), "refs")),
                    ==, 3);
}

static void
test_place_ad (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *box = NULL;
  const BsNode *node;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2400);
  page_desk_set_boxes (&desk, stack);
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (&desk,
                        bs_page_edit_place_ad (&context, PLACE (3, 3, 62, 60), "公益广告",
                                               "河湾书店", BS_OVERLAP_PUSH, &error),
                        error);
  /* Beyond the foot there is no paper. */
  assert_box (&desk, box, "3 3 26 60");
  node = bs_node_find_by_id (bs_node_lookup (bs_document_get_root (desk.document),
                                             "/pages/A2/boxes"),
                             box);
  g_assert_cmpstr (bs_node_get_text (node, "kind"), ==, "ad");
  g_assert_cmpstr (bs_node_get_text (node, "label"), ==, "公益广告");
  g_assert_cmpstr (bs_node_get_text (node, "customer"), ==, "河湾书店");
}

static void
test_move (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *box = NULL;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2400);
  page_desk_set_boxes (&desk, stack);
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (&desk, bs_page_edit_move (&context, "b4", 3, 40, BS_OVERLAP_REFUSE, &error),
                        error);
  assert_box (&desk, "b4", "3 3 40 18");
  g_clear_pointer (&box, g_free);
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (
    &desk, bs_page_edit_move (&context, "b4", 900, G_MAXUINT, BS_OVERLAP_REFUSE, &error), error);
  assert_box (&desk, "b4", "3 3 68 18");
}

/* A change is thought out for the page as it was. */
static void
test_stale (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BsPageEdit) first = NULL;
  g_autoptr (BsPageEdit) second = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2400);
  page_desk_set_boxes (&desk, stack);
  context = page_desk_look (&desk, "A2");
  first = bs_page_edit_move (&context, "b4", 3, 40, BS_OVERLAP_REFUSE, &error);
  second = bs_page_edit_move (&context, "b4", 3, 50, BS_OVERLAP_REFUSE, &error);
  g_assert_true (bs_page_edit_apply (first, desk.document, &error));
  before = page_desk_write (&desk);
  g_assert_false (bs_page_edit_apply (second, desk.document, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT);
  after = page_desk_write (&desk);
  g_assert_cmpstr (after, ==, before);
}

static void
test_masthead (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BsPageEdit) edit = NULL;
  g_autoptr (BsPageEdit) ad = NULL;
  const BsNode *box;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2400);
  context = page_desk_look (&desk, "A1");
  edit = bs_page_edit_place (&context, "s1", PLACE (.column = 0, .line = 0), BS_OVERLAP_REFUSE,
                             &error);
  g_assert_no_error (error);
  box = bs_node_find_by_id (bs_page_edit_get_boxes (edit, "A1"), edit->box);
  g_assert_cmpint (bs_node_get_number (box, "line", 0), >, 5);
  ad = bs_page_edit_place_ad (&context, PLACE (0, 6, 0, 500), "广告", NULL, BS_OVERLAP_REFUSE,
                              &error);
  g_assert_no_error (error);
  box = bs_node_find_by_id (bs_page_edit_get_boxes (ad, "A1"), ad->box);
  g_assert_cmpint (bs_node_get_number (box, "line", 0), >, 5);
  g_assert_cmpint (bs_node_get_number (box, "line", 0) + bs_node_get_number (box, "lines", 0), ==,
                   86);
}

static void
test_refuse (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *title = NULL;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2400);
  page_desk_set_boxes (&desk, stack);
  context = page_desk_look (&desk, "A2");
  before = page_desk_write (&desk);
  /* Who stands there is named; a blank line is theirs too. */
  title = g_utf8_substring (bs_node_get_text (bs_issue_get_story (context.issue, "s2"), "headline"),
                            0, 5);
  assert_refused (&desk, bs_page_edit_move (&context, "b4", 2, 20, BS_OVERLAP_REFUSE, &error),
                  &error, BS_LAYOUT_ERROR_NO_ROOM, "", before);
  assert_refused (&desk, bs_page_edit_move (&context, "b3", 0, 30, BS_OVERLAP_REFUSE, &error),
                  &error, BS_LAYOUT_ERROR_NO_ROOM, title, before);
  assert_refused (&desk, bs_page_edit_move (&context, "b3", 0, 41, BS_OVERLAP_REFUSE, &error),
                  &error, BS_LAYOUT_ERROR_NO_ROOM, title, before);
  assert_refused (&desk, bs_page_edit_move (&context, "b9", 0, 41, BS_OVERLAP_REFUSE, &error),
                  &error, BS_LAYOUT_ERROR_NO_BOX, "b9", before);
}

static void
test_push (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *box = NULL;
  BsPageContext context;
  BsPageEdit *edit;

  page_desk_init (&desk, 3, 1, 2400);
  page_desk_set_boxes (&desk, stack);
  context = page_desk_look (&desk, "A2");
  edit = bs_page_edit_resize (&context, "b1", PLACE (0, 3, 0, 26), BS_OVERLAP_PUSH, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (edit->n_moved, ==, 2);
  box = page_desk_make (&desk, edit, error);
  assert_box (&desk, "b1", "0 3 0 26");
  assert_box (&desk, "b2", "0 3 27 20");
  assert_box (&desk, "b3", "0 3 48 14");
  assert_box (&desk, "b4", "3 3 0 18");
}

/* What is locked, and what is booked, stays; the others find their way round it. */
static void
test_push_round (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *box = NULL;
  g_autofree char *before = NULL;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2400);
  page_desk_set_boxes (&desk, stack);
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (&desk, bs_page_edit_set_locked (&context, "b3", TRUE, &error), error);
  context = page_desk_look (&desk, "A2");
  g_clear_pointer (&box, g_free);
  box = page_desk_make (&desk,
                        bs_page_edit_resize (&context, "b1", PLACE (0, 3, 0, 26), BS_OVERLAP_PUSH,
                                             &error),
                        error);
  assert_box (&desk, "b3", "0 3 42 14");
  assert_box (&desk, "b2", "3 3 21 20");
  g_assert_cmpuint (page_desk_count_overlaps (bs_document_get_root (desk.document)), ==, 0);
  before = page_desk_write (&desk);
  context = page_desk_look (&desk, "A2");
  assert_refused (&desk,
                  bs_page_edit_resize (&context, "b1", PLACE (0, 3, 0, 45), BS_OVERLAP_PUSH,
                                       &error),
                  &error, BS_LAYOUT_ERROR_NO_ROOM, "", before);
}

/* On a full page the edge between two boxes can be moved as long as both still fit. */
static void
test_yield (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *box = NULL;
  g_autofree char *before = NULL;
  BsPageContext context;

  page_desk_init (&desk, 1, 2, 1000);
  page_desk_set_boxes (
    &desk, "[{\"id\":\"b1\",\"kind\":\"photo\",\"refs\":[\"f1\"],\"column\":0,\"columns\":6,"
           "\"line\":0,\"lines\":38},{\"id\":\"b2\",\"kind\":\"photo\",\"refs\":[\"f2\"],"
           "\"column\":0,\"columns\":6,\"line\":39,\"lines\":38},{\"id\":\"b3\",\"kind\":\"ad\","
           "\"refs\":[],\"label\":\"广告\",\"column\":0,\"columns\":6,\"line\":78,\"lines\":8}]");
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (&desk,
                        bs_page_edit_resize (&context, "b1", PLACE (0, 6, 0, 41), BS_OVERLAP_PUSH,
                                             &error),
                        error);
  assert_box (&desk, "b2", "0 6 42 35");
  before = page_desk_write (&desk);
  context = page_desk_look (&desk, "A2");
  assert_refused (&desk,
                  bs_page_edit_resize (&context, "b1", PLACE (0, 6, 0, 60), BS_OVERLAP_PUSH,
                                       &error),
                  &error, BS_LAYOUT_ERROR_NO_ROOM, "", before);
}

static void
test_push_in_vain (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2400);
  page_desk_set_boxes (&desk, stack);
  context = page_desk_look (&desk, "A2");
  before = page_desk_write (&desk);
  assert_refused (&desk,
                  bs_page_edit_resize (&context, "b1", PLACE (0, 6, 0, 60), BS_OVERLAP_PUSH,
                                       &error),
                  &error, BS_LAYOUT_ERROR_NO_ROOM, "", before);
}

static void
test_swap (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2400);
  page_desk_set_boxes (&desk, stack);
  context = page_desk_look (&desk, "A2");
  first = page_desk_make (&desk, bs_page_edit_swap (&context, "b1", "b3", &error), error);
  assert_box (&desk, "b1", "0 3 42 14");
  assert_box (&desk, "b3", "0 3 0 20");
  /* Dragged onto the photo, more or less. */
  context = page_desk_look (&desk, "A2");
  second = page_desk_make (&desk, bs_page_edit_move (&context, "b2", 3, 4, BS_OVERLAP_SWAP, &error),
                           error);
  assert_box (&desk, "b2", "3 3 0 18");
  assert_box (&desk, "b4", "0 3 21 20");
}

/* From the tray: what stood there goes to the tray. */
static void
test_swap_tray (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *box = NULL;
  const BsNode *root;
  BsPageContext context;

  page_desk_init (&desk, 4, 1, 2400);
  page_desk_set_boxes (&desk, stack);
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (&desk,
                        bs_page_edit_place (&context, "s4", PLACE (0, 3, 45, 8), BS_OVERLAP_SWAP,
                                            &error),
                        error);
  assert_box (&desk, box, "0 3 42 14");
  assert_box (&desk, "b3", "");
  root = bs_document_get_root (desk.document);
  g_assert_cmpstr (bs_node_get_text (bs_issue_get_story (root, "s3"), "page"), ==, "A2");
}

static void
test_lock (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *box = NULL;
  g_autofree char *before = NULL;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2400);
  page_desk_set_boxes (&desk, stack);
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (&desk, bs_page_edit_set_locked (&context, "b4", TRUE, &error), error);
  context = page_desk_look (&desk, "A2");
  before = page_desk_write (&desk);
  assert_refused (&desk, bs_page_edit_move (&context, "b4", 3, 40, BS_OVERLAP_PUSH, &error), &error,
                  BS_LAYOUT_ERROR_LOCKED, "", before);
  assert_refused (&desk,
                  bs_page_edit_resize (&context, "b4", PLACE (3, 2, 0, 9), BS_OVERLAP_PUSH, &error),
                  &error, BS_LAYOUT_ERROR_LOCKED, "", before);
  assert_refused (&desk, bs_page_edit_remove (&context, "b4", &error), &error,
                  BS_LAYOUT_ERROR_LOCKED, "", before);
  assert_refused (&desk, bs_page_edit_swap (&context, "b1", "b4", &error), &error,
                  BS_LAYOUT_ERROR_LOCKED, "", before);
  assert_refused (&desk, bs_page_edit_move (&context, "b1", 3, 0, BS_OVERLAP_SWAP, &error), &error,
                  BS_LAYOUT_ERROR_NO_ROOM, "", before);
  g_clear_pointer (&box, g_free);
  box = page_desk_make (&desk, bs_page_edit_set_locked (&context, "b4", FALSE, &error), error);
  context = page_desk_look (&desk, "A2");
  g_clear_pointer (&box, g_free);
  box = page_desk_make (&desk, bs_page_edit_move (&context, "b4", 3, 40, BS_OVERLAP_PUSH, &error),
                        error);
}

static void
test_remove (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *box = NULL;
  const BsNode *root;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2400);
  page_desk_set_boxes (&desk, stack);
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (&desk, bs_page_edit_remove (&context, "b2", &error), error);
  assert_box (&desk, "b2", "");
  root = bs_document_get_root (desk.document);
  g_assert_nonnull (bs_issue_get_story (root, "s2"));
  g_assert_cmpstr (bs_node_get_text (bs_issue_get_story (root, "s2"), "page"), ==, "A2");
}

static void
test_raise (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *box = NULL;
  const BsNode *boxes;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2400);
  page_desk_set_boxes (&desk, stack);
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (&desk, bs_page_edit_raise (&context, "b1", 1000, &error), error);
  boxes = bs_node_lookup (bs_document_get_root (desk.document), "/pages/A2/boxes");
  g_assert_cmpint (bs_node_index_of_id (boxes, "b1"), ==, 3);
  g_assert_cmpint (bs_node_index_of_id (boxes, "b2"), ==, 0);
}

/* What a later version, or another program, wrote in a box. */
static void
test_unknown_members (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *box = NULL;
  const BsNode *node;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2400);
  page_desk_set_boxes (&desk,
                       "[{\"id\":\"b1\",\"mood\":\"calm\",\"kind\":\"photo\",\"refs\":[\"f1\"],"
                       "\"column\":0,\"columns\":3,\"line\":0,\"lines\":20,"
                       "\"caption\":{\"side\":\"left\",\"tone\":7}}]");
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (&desk,
                        bs_page_edit_resize (&context, "b1", PLACE (1, 2, 3, 15), BS_OVERLAP_REFUSE,
                                             &error),
                        error);
  node = bs_node_lookup (bs_document_get_root (desk.document), "/pages/A2/boxes/b1");
  g_assert_cmpstr (bs_node_get_text (node, "mood"), ==, "calm");
  g_assert_cmpint (bs_node_get_number (bs_node_get_member (node, "caption"), "tone", 0), ==, 7);
  assert_box (&desk, "b1", "1 2 3 15");
}

/* The slot of a house ad is room: it makes way, and what is left of it stays. */
static void
test_slot (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *box = NULL;
  g_autofree char *other = NULL;
  BsPageContext context;

  page_desk_init (&desk, 3, 1, 2400);
  page_desk_set_boxes (&desk, "[{\"id\":\"b1\",\"kind\":\"photo\",\"refs\":[\"f1\"],\"column\":0,"
                              "\"columns\":3,\"line\":0,\"lines\":20},"
                              "{\"id\":\"b2\",\"kind\":\"house-ad\",\"refs\":[],\"column\":0,"
                              "\"columns\":6,\"line\":60,\"lines\":26}]");
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (&desk, bs_page_edit_move (&context, "b1", 0, 50, BS_OVERLAP_REFUSE, &error),
                        error);
  assert_box (&desk, "b1", "0 3 50 20");
  assert_box (&desk, "b2", "0 6 71 15");
  context = page_desk_look (&desk, "A2");
  other = page_desk_make (&desk,
                          bs_page_edit_move (&context, "b1", 0, 64, BS_OVERLAP_REFUSE, &error),
                          error);
  assert_box (&desk, "b2", "");
}

static void
test_resize_dresses (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *box = NULL;
  g_autofree char *again = NULL;
  BsPageContext context;
  const BsNode *root;

  page_desk_init (&desk, 3, 0, 1800);
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (&desk,
                        bs_page_edit_place (&context, "s2", PLACE (.column = 0, .columns = 3),
                                            BS_OVERLAP_REFUSE, &error),
                        error);
  for (guint columns = 2; columns <= 4; columns++)
    {
      g_autoptr (BsPageEdit) edit = NULL;
      gboolean fits = FALSE;

      /* At some of these heights it fits, dressed for the width; a box as it is would not. */
      for (guint lines = 10; lines <= 50 && !fits; lines++)
        {
          context = page_desk_look (&desk, "A2");
          g_clear_pointer (&edit, bs_page_edit_unref);
          edit = bs_page_edit_resize (&context, box, PLACE (0, columns, 0, lines),
                                      BS_OVERLAP_REFUSE, &error);
          g_assert_no_error (error);
          fits = page_desk_get_over (&desk, edit->issue, "s2") == 0;
        }
      g_assert_true (fits);
    }
  /* No box is ever too small to be taken hold of. */
  context = page_desk_look (&desk, "A2");
  again = page_desk_make (&desk,
                          bs_page_edit_resize (&context, box, PLACE (0, 0, 0, 0), BS_OVERLAP_REFUSE,
                                               &error),
                          error);
  root = bs_document_get_root (desk.document);
  g_assert_cmpint (bs_node_get_number (bs_node_find_by_id (bs_node_lookup (root, "/pages/A2/boxes"),
                                                           again),
                                       "lines", 0),
                   >=, 3);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (void);
  } tests[] = {
    { "place/fits-where-there-is-room", test_place_anywhere },
    { "place/stands-where-it-was-dropped", test_place_there },
    { "place/goes-as-near-as-it-fits", test_place_near },
    { "place/takes-what-room-there-is-when-too-long", test_place_too_long },
    { "place/says-when-there-is-no-room", test_place_without_room },
    { "place/nothing-stands-on-two-pages", test_place_twice },
    { "place/story-brings-its-photo-and-photo-its-group", test_place_company },
    { "place/ad-as-booked", test_place_ad },
    { "move/stays-in-the-type-area", test_move },
    { "move/change-for-another-version-is-not-made", test_stale },
    { "move/never-into-the-masthead", test_masthead },
    { "overlap/refused-with-who-stands-there", test_refuse },
    { "overlap/neighbours-give-way-and-pass-it-on", test_push },
    { "overlap/locked-stays-others-go-round", test_push_round },
    { "overlap/on-a-full-page-neighbours-become-smaller-if-they-still-fit", test_yield },
    { "overlap/push-without-room-says-so", test_push_in_vain },
    { "overlap/swap-exchanges-places", test_swap },
    { "overlap/swap-with-the-tray-sends-there", test_swap_tray },
    { "lock/keeps-a-box-from-everything", test_lock },
    { "remove/goes-to-the-tray", test_remove },
    { "raise/changes-the-order", test_raise },
    { "keeps-what-it-does-not-know", test_unknown_members },
    { "house-ad-slot-is-room", test_slot },
    { "resize/dresses-for-the-new-size", test_resize_dresses },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/layout/page-edit/", tests[i].path, NULL);

      g_test_add_func (path, tests[i].run);
    }

  return g_test_run ();
}
