/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dressing a box by hand, and letting the program find a dress that fits.
 */
#include "layout/bs-page-fit.h"

#include "invented.h"
#include "page-desk.h"

#define PLACE(...) (&(BsGridRect){ __VA_ARGS__ })

/* One story over three columns, a few lines too long or too short; a photo below it. */
static void
start (PageDesk *desk, guint lines)
{
  g_autofree char *boxes = g_strdup_printf (
    "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":0,\"columns\":3,\"line\":0,"
    "\"lines\":%u},{\"id\":\"b2\",\"kind\":\"photo\",\"refs\":[\"f1\"],\"column\":0,\"columns\":3,"
    "\"line\":%u,\"lines\":16}]",
    lines, lines + 1);

  page_desk_init (desk, 3, 1, 2000);
  page_desk_set_boxes (desk, boxes);
}

static BsPageEdit *
restyle (const PageDesk *desk, const char *box, const char *variant, GError **error)
{
  BsPageContext context = page_desk_look (desk, "A2");
  g_autoptr (BsNode) node = parse_node (variant);

  return bs_page_edit_set_variant (&context, box, node, error);
}

static void
test_variants (void)
{
  static const char *const variants[] = {
    "{\"headline\":{\"position\":\"left\",\"columns\":2}}",
    "{\"headline\":{\"position\":\"above\",\"columns\":0,\"lines\":2,\"size\":240}}",
    "{\"legs\":2}",
    "{\"legs\":2,\"measure\":16}",
    "{\"legs\":0,\"measure\":0}",
    "{\"frame\":\"tint\"}",
    "{\"frame\":\"\"}",
    "{\"headline\":{\"text\":\"另一头的标题\"}}",
  };
  g_auto (PageDesk) desk = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  start (&desk, 34);
  before = page_desk_write (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      g_autoptr (GError) error = NULL;
      BsPageEdit *edit = restyle (&desk, "b1", variants[i], &error);
      g_autofree char *box G_GNUC_UNUSED = page_desk_make (&desk, edit, error);
      g_autofree char *place = page_desk_describe (&desk, "b1");

      g_assert_cmpstr (place, ==, "0 3 0 34");
    }
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    g_assert_true (bs_document_undo (desk.document));
  after = page_desk_write (&desk);
  g_assert_cmpstr (after, ==, before);
}

static void
test_impossible_variants (void)
{
  static const struct
  {
    const char *box;
    const char *variant;
  } cases[] = {
    { "b1", "{\"column\":3}" },
    { "b1", "{\"refs\":[]}" },
    { "b1", "{\"kind\":\"ad\"}" },
    { "b1", "{\"headline\":{\"weight\":3}}" },
    { "b1", "{\"headline\":{\"size\":3000}}" },
    { "b1", "{\"headline\":{\"size\":20}}" },
    { "b1", "{\"headline\":{\"position\":\"sideways\"}}" },
    { "b1", "{\"headline\":{\"position\":\"left\"},\"legs\":1}" },
    { "b1", "{\"headline\":{\"position\":\"left\",\"columns\":3}}" },
    { "b1", "{\"headline\":{\"position\":\"vertical\",\"columns\":1,\"height\":90}}" },
    { "b1", "{\"legs\":14}" },
    { "b1", "{\"legs\":2,\"measure\":40}" },
    { "b1", "{\"picture\":{\"legs\":2,\"lines\":12}}" },
    { "b1", "{\"frame\":\"golden\"}" },
    { "b1", "{\"shape\":\"big-left\"}" },
    { "b2", "{\"headline\":{\"size\":240}}" },
    { "b2", "{\"legs\":2}" },
    { "b2", "{\"label\":\"广告\"}" },
    { "b2", "{\"caption\":{\"side\":\"behind\"}}" },
  };
  g_auto (PageDesk) desk = { 0 };

  start (&desk, 34);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      BsPageEdit *edit = restyle (&desk, cases[i].box, cases[i].variant, &error);

      if (edit != NULL)
        g_test_message ("%s was accepted", cases[i].variant);
      g_assert_null (edit);
      g_assert_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_DRESS);
    }
}

static void
set_priority (const PageDesk *desk, guint priority)
{
  g_autoptr (BsNode) value = bs_node_new_integer (priority);

  g_assert_true (bs_document_set_node (desk->document, "/stories/s1/priority", value, NULL));
}

/* A heavier story's headline is never smaller than a lighter one's; what the program itself sets
 * stands within what it tells. */
static void
test_head_band (void)
{
  guint above = G_MAXUINT;
  guint least = 0;
  guint most = 0;

  for (guint priority = 1; priority <= 4; priority++)
    {
      g_auto (PageDesk) desk = { 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *box = NULL;
      g_autofree char *path = NULL;
      const BsNode *size;
      BsPageContext context;

      page_desk_init (&desk, 1, 1, 900);
      set_priority (&desk, priority);
      context = page_desk_look (&desk, "A2");
      box = page_desk_make (&desk,
                            bs_page_edit_place (&context, "s1", NULL, BS_OVERLAP_REFUSE, &error),
                            error);
      context = page_desk_look (&desk, "A2");
      g_assert_true (bs_page_edit_get_head_band (&context, box, &least, &most));
      g_assert_cmpuint (least, >, 0);
      g_assert_cmpuint (least, <=, most);
      g_assert_cmpuint (most, <=, above);
      above = least;
      path = g_strdup_printf ("/pages/A2/boxes/%s/headline/size", box);
      size = bs_node_lookup (context.issue, path);
      g_assert_nonnull (size);
      g_assert_cmpint (bs_node_get_integer (size, 0), >=, least);
      g_assert_cmpint (bs_node_get_integer (size, 0), <=, most);
    }
}

static void
test_head_band_of_others (void)
{
  g_auto (PageDesk) desk = { 0 };
  BsPageContext context;
  guint least;
  guint most;

  start (&desk, 34);
  context = page_desk_look (&desk, "A2");
  g_assert_false (bs_page_edit_get_head_band (&context, "b2", &least, &most));
  g_assert_false (bs_page_edit_get_head_band (&context, "b9", &least, &most));
}

static void
assert_fits (const PageDesk *desk, GPtrArray *fits)
{
  for (guint i = 0; i < fits->len; i++)
    {
      const BsPageFit *fit = g_ptr_array_index (fits, i);

      g_test_message ("%.2f %s", fit->cost, fit->explanation);
      g_assert_cmpint (page_desk_get_over (desk, fit->edit->issue, "s1"), ==, 0);
      g_assert_cmpuint (page_desk_count_overlaps (fit->edit->issue), ==, 0);
      g_assert_cmpstr (fit->explanation, !=, "");
      if (i > 0)
        g_assert_cmpfloat (fit->cost, >=,
                           ((const BsPageFit *) g_ptr_array_index (fits, i - 1))->cost);
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (fit->explanation, !=,
                         ((const BsPageFit *) g_ptr_array_index (fits, j))->explanation);
    }
}

static void
test_fits (void)
{
  /* Too low, about right, too high. */
  static const guint heights[] = { 18, 26, 30, 38, 46 };

  for (guint i = 0; i < G_N_ELEMENTS (heights); i++)
    {
      g_auto (PageDesk) desk = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) fits = NULL;
      BsPageContext context;

      start (&desk, heights[i]);
      context = page_desk_look (&desk, "A2");
      fits = bs_page_edit_list_fits (&context, "b1", 8, &error);
      g_assert_no_error (error);
      g_test_message ("%u lines", heights[i]);
      g_assert_cmpuint (fits->len, >=, 3);
      assert_fits (&desk, fits);
    }
}

/* Whatever is offered leaves what is locked alone. */
static void
test_fits_locked (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fits = NULL;
  g_autofree char *box = NULL;
  const BsNode *locked;
  BsPageContext context;

  start (&desk, 26);
  context = page_desk_look (&desk, "A2");
  box = page_desk_make (&desk, bs_page_edit_set_locked (&context, "b2", TRUE, &error), error);
  context = page_desk_look (&desk, "A2");
  locked = bs_node_lookup (context.issue, "/pages/A2/boxes/b2");
  fits = bs_page_edit_list_fits (&context, "b1", 8, &error);
  g_assert_no_error (error);
  assert_fits (&desk, fits);
  for (guint i = 0; i < fits->len; i++)
    g_assert_true (bs_node_lookup (((BsPageFit *) g_ptr_array_index (fits, i))->edit->issue,
                                   "/pages/A2/boxes/b2")
                   == locked);
}

static void
test_fill (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *box = NULL;
  const BsNode *photo;
  BsPageContext context;

  start (&desk, 42);
  context = page_desk_look (&desk, "A2");
  g_assert_cmpint (page_desk_get_over (&desk, context.issue, "s1"), <, 0);
  photo = bs_node_lookup (context.issue, "/pages/A2/boxes/b2");
  box = page_desk_make (&desk, bs_page_edit_fill (&context, "b1", &error), error);
  context = page_desk_look (&desk, "A2");
  g_assert_cmpint (page_desk_get_over (&desk, context.issue, "s1"), ==, 0);
  g_assert_true (bs_node_lookup (context.issue, "/pages/A2/boxes/b2") == photo);
}

static void
test_fill_overset (void)
{
  g_auto (PageDesk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  BsPageContext context;

  start (&desk, 12);
  context = page_desk_look (&desk, "A2");
  g_assert_null (bs_page_edit_fill (&context, "b1", &error));
  g_assert_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_DRESS);
}

/* What a box shows may be gone, or be nothing that can be dressed. */
static void
test_nothing_to_fit (void)
{
  g_auto (PageDesk) desk = { 0 };

  start (&desk, 30);
  page_desk_set_boxes (
    &desk, "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s77\"],\"column\":0,\"columns\":3,"
           "\"line\":0,\"lines\":20},{\"id\":\"b2\",\"kind\":\"ad\",\"refs\":[],\"label\":\"广告\","
           "\"column\":3,\"columns\":3,\"line\":0,\"lines\":20},{\"id\":\"b3\",\"kind\":\"group\","
           "\"refs\":[\"f1\",\"f66\"],\"column\":0,\"columns\":3,\"line\":40,\"lines\":20}]");
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) fits = NULL;
      g_autoptr (BsPageEdit) edit = NULL;
      BsPageContext context = page_desk_look (&desk, "A2");

      fits = bs_page_edit_list_fits (&context, id, 8, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (fits->len, ==, 0);
      edit = bs_page_edit_resize (&context, id, PLACE (0, 2, 62, 24), BS_OVERLAP_REFUSE, &error);
      g_assert_no_error (error);
      g_assert_nonnull (edit);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/page-edit/variant/changes-what-it-names", test_variants);
  g_test_add_func ("/layout/page-edit/variant/impossible-ones-are-refused",
                   test_impossible_variants);
  g_test_add_func ("/layout/page-edit/headline-band/is-kept-and-told", test_head_band);
  g_test_add_func ("/layout/page-edit/headline-band/only-stories-have-one",
                   test_head_band_of_others);
  g_test_add_func ("/layout/page-edit/fit/every-offer-is-exact-and-says-what-it-costs", test_fits);
  g_test_add_func ("/layout/page-edit/fit/locked-neighbours-stay", test_fits_locked);
  g_test_add_func ("/layout/page-edit/fit/fill-leaves-no-line-empty", test_fill);
  g_test_add_func ("/layout/page-edit/fit/fill-does-not-cut", test_fill_overset);
  g_test_add_func ("/layout/page-edit/fit/what-is-gone-has-no-fit", test_nothing_to_fit);

  return g_test_run ();
}
