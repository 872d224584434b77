/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hundreds of random operations on a page: whatever an editor does in whatever order, nothing is
 * lost, nothing covers anything, what is locked stays, and undo takes it all back.
 */
#include "layout/bs-page-fit.h"

#include "invented.h"
#include "page-desk.h"

#define N_OPERATIONS 300

typedef struct
{
  PageDesk desk;
  guint32 state;
  guint n_made;
  guint n_refused;
} Run;

static guint
roll (Run *run, guint n)
{
  run->state = run->state * 1664525u + 1013904223u;

  return (run->state >> 8) % n;
}

static const BsNode *
get_boxes (const BsNode *issue)
{
  return bs_node_lookup (issue, "/pages/A2/boxes");
}

static char *
choose_box (Run *run)
{
  const BsNode *boxes = get_boxes (bs_document_get_root (run->desk.document));
  guint n = bs_node_get_length (boxes);

  /* Now and then one that there is not. */
  if (n == 0 || roll (run, 50) == 0)
    return g_strdup ("b99");

  return g_strdup (bs_node_get_text (bs_node_get_element (boxes, roll (run, n)), "id"));
}

static BsGridRect
choose_place (Run *run)
{
  /* Off the page as well. */
  return (BsGridRect){ roll (run, 8), roll (run, 6), roll (run, 100), roll (run, 40) };
}

static BsPageEdit *
restyle (Run *run, const BsPageContext *context, const char *box, GError **error)
{
  static const char *const variants[] = {
    "{\"headline\":{\"position\":\"left\"}}",
    "{\"headline\":{\"position\":\"above\",\"columns\":0}}",
    "{\"headline\":{\"lines\":2,\"size\":220}}",
    "{\"legs\":2}",
    "{\"legs\":0}",
    "{\"frame\":\"tint\"}",
    "{\"frame\":\"\"}",
    "{\"caption\":{\"side\":\"right\"}}",
  };
  g_autoptr (BsNode) variant = parse_node (variants[roll (run, G_N_ELEMENTS (variants))]);

  return bs_page_edit_set_variant (context, box, variant, error);
}

static BsPageEdit *
place_something (Run *run, const BsPageContext *context, GError **error)
{
  g_autofree char *ref = g_strdup_printf ("%c%u", roll (run, 4) == 0 ? 'f' : 's',
                                          1 + roll (run, 8));
  BsGridRect place = choose_place (run);
  BsOverlap overlap = (BsOverlap) roll (run, 3);

  switch (roll (run, 4))
    {
    case 0:
      return bs_page_edit_place (context, ref, NULL, overlap, error);
    case 1:
      place.columns = place.lines = 0;
      return bs_page_edit_place (context, ref, &place, overlap, error);
    case 2:
      return bs_page_edit_place (context, ref, &place, overlap, error);
    default:
      if (roll (run, 6) > 0)
        return bs_page_edit_place (context, ref, NULL, BS_OVERLAP_REFUSE, error);
      place.lines = place.lines % 8;
      return bs_page_edit_place_ad (context, &place, "广告", "河湾书店", overlap, error);
    }
}

static BsPageEdit *
fit (Run *run, const BsPageContext *context, const char *box, GError **error)
{
  g_autoptr (GPtrArray) fits = NULL;

  if (roll (run, 2) == 0)
    return bs_page_edit_fill (context, box, error);
  fits = bs_page_edit_list_fits (context, box, 3, error);
  if (fits == NULL)
    return NULL;
  if (fits->len == 0)
    {
      g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_DRESS, "none");
      return NULL;
    }

  return bs_page_edit_ref (((BsPageFit *) g_ptr_array_index (fits, roll (run, fits->len)))->edit);
}

static BsPageEdit *
think (Run *run, const BsPageContext *context, const char *box, const char *other, GError **error)
{
  BsGridRect place = choose_place (run);
  BsOverlap overlap = (BsOverlap) roll (run, 3);

  switch (roll (run, 13))
    {
    case 0:
    case 1:
    case 2:
      return bs_page_edit_move (context, box, place.column, place.line, overlap, error);
    case 3:
    case 4:
      return bs_page_edit_resize (context, box, &place, overlap, error);
    case 5:
      return bs_page_edit_swap (context, box, other, error);
    case 6:
      return bs_page_edit_set_locked (context, box, roll (run, 3) == 0, error);
    case 7:
      return bs_page_edit_remove (context, box, error);
    case 8:
      return bs_page_edit_raise (context, box, (int) roll (run, 5) - 2, error);
    case 9:
      return restyle (run, context, box, error);
    case 10:
      return fit (run, context, box, error);
    default:
      return place_something (run, context, error);
    }
}

static gboolean
is_fixed (const BsNode *box)
{
  return bs_node_get_flag (box, "locked", FALSE);
}

static gboolean
same_place (const BsNode *a, const BsNode *b)
{
  static const char *const members[] = { "column", "columns", "line", "lines" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (bs_node_get_number (a, members[i], -1) != bs_node_get_number (b, members[i], -1))
      return FALSE;

  return TRUE;
}

static guint
count_shown (const BsNode *issue, const char *id)
{
  const BsNode *pages = bs_issue_get_pages (issue);
  guint n = 0;

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const BsNode *boxes = bs_node_get_member (bs_node_get_element (pages, i), "boxes");

      for (guint j = 0; j < bs_node_get_length (boxes); j++)
        {
          const BsNode *refs = bs_node_get_member (bs_node_get_element (boxes, j), "refs");

          for (guint k = 0; k < bs_node_get_length (refs); k++)
            n += g_str_equal (bs_node_get_string (bs_node_get_element (refs, k)), id);
        }
    }

  return n;
}

/* Each of @list stands on a page once or waits in the tray; what left the page waits for it. Returns
 * how often they are shown. */
static guint
assert_kept (const BsNode *before, const BsNode *after, const char *list)
{
  const BsNode *old = bs_node_get_member (before, list);
  const BsNode *new = bs_node_get_member (after, list);
  guint n_shown = 0;

  g_assert_cmpuint (bs_node_get_length (new), ==, bs_node_get_length (old));
  for (guint i = 0; i < bs_node_get_length (old); i++)
    {
      const char *id = bs_node_get_text (bs_node_get_element (old, i), "id");
      const BsNode *is = bs_node_get_element (new, i);
      guint shown = count_shown (after, id);

      g_assert_cmpstr (bs_node_get_text (is, "id"), ==, id);
      g_assert_cmpuint (shown, <=, 1);
      if (shown == 0 && count_shown (before, id) > 0)
        g_assert_cmpstr (bs_node_get_text (is, "page"), ==, "A2");
      n_shown += shown;
    }

  return n_shown;
}

static void
assert_nothing_lost (const BsNode *before, const BsNode *after)
{
  const BsNode *boxes = get_boxes (after);
  guint n_shown = assert_kept (before, after, "stories") + assert_kept (before, after, "photos");
  guint n_refs = 0;

  /* No box shows what is in neither list. */
  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    n_refs += bs_node_get_length (bs_node_get_member (bs_node_get_element (boxes, i), "refs"));
  g_assert_cmpuint (n_refs, ==, n_shown);
}

/* @box and @other were taken hold of; the latter only in a swap, else NULL. */
static void
assert_sound (const BsNode *before, const BsNode *after, const char *box, const char *other)
{
  const BsNode *old = get_boxes (before);
  const BsNode *new = get_boxes (after);

  g_assert_cmpuint (page_desk_count_overlaps (after), ==, 0);
  for (guint i = 0; i < bs_node_get_length (old); i++)
    {
      const BsNode *was = bs_node_get_element (old, i);
      const BsNode *is = bs_node_find_by_id (new, bs_node_get_text (was, "id"));
      gboolean booked = g_str_equal (bs_node_get_text (was, "kind"), "ad");
      gboolean taken = g_strcmp0 (bs_node_get_text (was, "id"), box) == 0
                       || g_strcmp0 (bs_node_get_text (was, "id"), other) == 0;

      /* A booked one moves when it is taken itself, and only then. */
      if (is_fixed (was) || (booked && !taken))
        g_assert_true (is != NULL && same_place (was, is));
    }
  for (guint i = 0; i < bs_node_get_length (new); i++)
    {
      const BsNode *is = bs_node_get_element (new, i);

      g_assert_cmpint (bs_node_get_number (is, "column", 0) + bs_node_get_number (is, "columns", 0),
                       <=, 6);
      g_assert_cmpint (bs_node_get_number (is, "line", 0) + bs_node_get_number (is, "lines", 0), <=,
                       86);
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (bs_node_get_text (is, "id"), !=,
                         bs_node_get_text (bs_node_get_element (new, j), "id"));
    }
}

static void
take_step (Run *run)
{
  const BsNode *root = bs_document_get_root (run->desk.document);
  BsPageContext context = page_desk_look (&run->desk, "A2");
  g_autofree char *box = choose_box (run);
  g_autofree char *other = choose_box (run);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsNode) before = bs_node_ref (root);
  BsPageEdit *edit = think (run, &context, box, other, &error);
  g_autofree char *done = NULL;

  g_assert_true ((edit == NULL) == (error != NULL));
  g_assert_true (bs_document_get_root (run->desk.document) == before);
  if (edit == NULL)
    {
      g_assert_cmpuint (error->domain, ==, BS_LAYOUT_ERROR);
      run->n_refused++;
      return;
    }
  assert_sound (before, edit->issue, box, g_str_has_prefix (edit->label, "Swap") ? other : NULL);
  assert_nothing_lost (before, edit->issue);
  run->n_made += edit->operations->len > 0 ? 1 : 0;
  done = page_desk_make (&run->desk, edit, NULL);
  g_assert_true (bs_node_equal (bs_issue_get_photos (before),
                                bs_issue_get_photos (bs_document_get_root (run->desk.document))));
}

static void
test_random (gconstpointer data)
{
  Run run = { .state = GPOINTER_TO_UINT (data) };
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  page_desk_init (&run.desk, 8, 3, 3400);
  first = page_desk_write (&run.desk);
  for (guint i = 0; i < N_OPERATIONS; i++)
    take_step (&run);
  last = page_desk_write (&run.desk);
  g_test_message ("%u made, %u refused", run.n_made, run.n_refused);
  g_assert_cmpuint (run.n_made, >, N_OPERATIONS / 4);
  g_assert_cmpuint (run.n_refused, >, N_OPERATIONS / 20);
  /* Each change was one step. */
  for (guint i = 0; i < run.n_made; i++)
    g_assert_true (bs_document_undo (run.desk.document));
  undone = page_desk_write (&run.desk);
  g_assert_cmpstr (undone, ==, first);
  for (guint i = 0; i < run.n_made; i++)
    g_assert_true (bs_document_redo (run.desk.document));
  redone = page_desk_write (&run.desk);
  g_assert_cmpstr (redone, ==, last);
  page_desk_clear (&run.desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint seed = 1; seed <= 6; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/layout/page-edit/random/undone-and-redone-%u",
                                               seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed * 2654435761u), test_random);
    }

  return g_test_run ();
}
