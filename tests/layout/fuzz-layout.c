/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page of whatever a file may say: input that begins with a brace is an issue as JSON; of any
 * other each byte decides something of an invented one. Its pages are set, changed as an editor
 * and automatic layout change them, and set again. What comes out must be a page, and the same one
 * that a layout makes which never saw the issue before.
 */

#include "fuzz-issue.h"
#include "layout/bs-copyfit.h"
#include "layout/bs-page-fit.h"
#include "layout/bs-page-snap.h"
#include "layout/bs-remedy.h"
#include "model/bs-json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define MAX_SIZE 20000
#define MAX_PAGES 3
#define MAX_CHANGES 3
/* Laying out takes long: it is called off after so many words of its progress, or goes on to its
 * end on an issue of few items. */
#define MAX_PROGRESS 12
/* Caches of a layout grow with what it meets. */
#define MAX_RUNS 400

/* One meets all issues one after the other, as the application does; the other each as if new. */
static BsLayout *worn_layout;
static BsLayout *fresh_layout;

static void
free_layouts (void)
{
  g_clear_object (&worn_layout);
  g_clear_object (&fresh_layout);
}

static void
renew_layouts (void)
{
  static guint n_runs;
  g_autoptr (BsEnvironment) environment = NULL;
  g_autoptr (GError) error = NULL;

  if (n_runs++ % MAX_RUNS != 0)
    return;
  if (n_runs == 1)
    atexit (free_layouts);
  free_layouts ();
  environment = bs_environment_new_default ();
  worn_layout = bs_layout_new (environment, &error);
  g_assert_no_error (error);
  fresh_layout = bs_layout_new (environment, &error);
  g_assert_no_error (error);
}

static const char *
get_page_name (const BsNode *issue, guint index)
{
  return bs_node_get_text (bs_node_get_element (bs_issue_get_pages (issue), index), "id");
}

static guint
count_pages (const BsNode *issue)
{
  return MIN (MAX_PAGES, bs_node_get_length (bs_issue_get_pages (issue)));
}

static void
check_list (const BsDisplayList *list)
{
  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);

      if (item->kind == BS_ITEM_GLYPHS)
        {
          gsize length = strlen (item->glyphs.text);

          g_assert_true (g_utf8_validate (item->glyphs.text, -1, NULL));
          g_assert_nonnull (item->glyphs.path);
          for (guint j = 0; j < item->glyphs.n_glyphs; j++)
            g_assert_cmpuint (item->glyphs.glyphs[j].cluster, <=, length);
        }
      else if (item->kind == BS_ITEM_IMAGE)
        {
          g_assert_cmpint (item->image.rect.width, >, 0);
          g_assert_cmpint (item->image.rect.height, >, 0);
          g_assert_cmpuint (item->image.crop_left + item->image.crop_right, <, 1000);
          g_assert_cmpuint (item->image.crop_top + item->image.crop_bottom, <, 1000);
        }
    }
}

static void
check_pages (const BsNode *issue)
{
  for (guint i = 0; i < count_pages (issue); i++)
    {
      const char *page = get_page_name (issue, i);
      g_autoptr (BsPageResult) worn = bs_layout_page (worn_layout, issue, page, NULL);
      g_autoptr (BsPageResult) fresh = bs_layout_page (fresh_layout, issue, page, NULL);
      g_autofree char *worn_dump = NULL;
      g_autofree char *fresh_dump = NULL;

      g_assert_true ((worn == NULL) == (fresh == NULL));
      if (worn == NULL)
        continue;
      g_assert_true (worn->empty >= 0 && worn->empty <= 1);
      check_list (worn->list);
      worn_dump = bs_display_list_dump (worn->list);
      fresh_dump = bs_display_list_dump (fresh->list);
      g_assert_cmpstr (worn_dump, ==, fresh_dump);
      g_assert_cmpuint (worn->findings->len, ==, fresh->findings->len);
    }
}

typedef struct
{
  GCancellable *cancellable;
  guint n_words;
} Patience;

static void
lose_patience (double fraction, gpointer data)
{
  Patience *patience = data;

  g_assert_true (fraction >= 0 && fraction <= 1);
  if (++patience->n_words >= MAX_PROGRESS)
    g_cancellable_cancel (patience->cancellable);
}

/* What an editor may do. */
typedef struct
{
  FuzzBytes *bytes;
  BsPageContext context;
  const char *box; /* one that the page has; "" none */
} Hand;

static BsGridRect
take_place (FuzzBytes *bytes)
{
  BsGridRect place;

  place.column = fuzz_take (bytes, 9);
  place.columns = fuzz_take (bytes, 9);
  place.line = fuzz_take (bytes, 128);
  place.lines = fuzz_take (bytes, 64);

  return place;
}

static BsOverlap
take_overlap (FuzzBytes *bytes)
{
  return (BsOverlap) fuzz_take (bytes, BS_OVERLAP_SWAP + 1);
}

static BsPageEdit *
place (const Hand *hand)
{
  g_autofree char *id = fuzz_take_id (hand->bytes, fuzz_take (hand->bytes, 2) > 0 ? 's' : 'f');
  BsGridRect rect = take_place (hand->bytes);

  return bs_page_edit_place (&hand->context, id, &rect, take_overlap (hand->bytes), NULL);
}

static BsPageEdit *
place_ad (const Hand *hand)
{
  BsGridRect rect = take_place (hand->bytes);

  return bs_page_edit_place_ad (&hand->context, &rect, "广告", "", take_overlap (hand->bytes),
                                NULL);
}

static BsPageEdit *
move (const Hand *hand)
{
  BsGridRect rect = take_place (hand->bytes);

  return bs_page_edit_move (&hand->context, hand->box, rect.column, rect.line,
                            take_overlap (hand->bytes), NULL);
}

static BsPageEdit *
resize (const Hand *hand)
{
  BsGridRect rect = take_place (hand->bytes);

  return bs_page_edit_resize (&hand->context, hand->box, &rect, take_overlap (hand->bytes), NULL);
}

static BsPageEdit *
swap (const Hand *hand)
{
  g_autofree char *other = fuzz_take_id (hand->bytes, 'b');

  return bs_page_edit_swap (&hand->context, hand->box, other, NULL);
}

static BsPageEdit *
take_away (const Hand *hand)
{
  return bs_page_edit_remove (&hand->context, hand->box, NULL);
}

static BsPageEdit *
raise_box (const Hand *hand)
{
  return bs_page_edit_raise (&hand->context, hand->box, (int) fuzz_take (hand->bytes, 9) - 4, NULL);
}

static BsPageEdit *
split (const Hand *hand)
{
  g_autofree char *page = fuzz_take_id (hand->bytes, 'A');
  BsGridRect rect = take_place (hand->bytes);

  return bs_page_edit_split (&hand->context, hand->box, fuzz_take (hand->bytes, 64), page,
                             fuzz_take (hand->bytes, 2) > 0 ? &rect : NULL, NULL);
}

static BsPageEdit *
join (const Hand *hand)
{
  return bs_page_edit_join (&hand->context, hand->box, NULL);
}

static BsPageEdit *
fit (const Hand *hand)
{
  g_autoptr (GPtrArray) fits = bs_page_edit_list_fits (&hand->context, hand->box, 2, NULL);

  if (fits == NULL || fits->len == 0)
    return NULL;

  return bs_page_edit_ref (((BsPageFit *) g_ptr_array_index (fits, 0))->edit);
}

static BsPageEdit *
arrange (const Hand *hand)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Patience patience = { cancellable, 0 };
  BsArrangeOptions options = { .n_alternatives = 1 + fuzz_take (hand->bytes, 3),
                               .seed = fuzz_take (hand->bytes, 256),
                               .cancellable = cancellable,
                               .progress = lose_patience,
                               .progress_data = &patience };
  g_autoptr (GPtrArray) found = bs_layout_arrange (hand->context.layout, hand->context.issue,
                                                   hand->context.page, &options, NULL);

  if (found == NULL || found->len == 0)
    return NULL;

  return bs_page_edit_arrange (hand->context.issue, hand->context.page,
                               g_ptr_array_index (found, 0), NULL);
}

static BsPageEdit *
snap (const Hand *hand)
{
  BsSnapRequest request = { .box = hand->box,
                            .grip = (BsGrip) fuzz_take (hand->bytes, BS_GRIP_ALL + 1),
                            .tolerance = BS_POINTS (fuzz_take (hand->bytes, 32)) };
  BsSnap snapped;

  request.wanted.x = BS_POINTS (fuzz_take (hand->bytes, 256) * 8) - BS_POINTS (500);
  request.wanted.y = BS_POINTS (fuzz_take (hand->bytes, 256) * 8) - BS_POINTS (200);
  request.wanted.width = BS_POINTS (fuzz_take (hand->bytes, 256) * 4);
  request.wanted.height = BS_POINTS (fuzz_take (hand->bytes, 256) * 4);
  if (!bs_page_edit_snap (&hand->context, &request, &snapped, NULL))
    return NULL;

  return bs_page_edit_resize (&hand->context, hand->box, &snapped.place, BS_OVERLAP_PUSH, NULL);
}

static BsPageEdit *
report (const Hand *hand)
{
  g_autofree char *story = fuzz_take_id (hand->bytes, 's');
  BsCopyfitRequest request = { story, hand->context.page, fuzz_take (hand->bytes, 40),
                               fuzz_take (hand->bytes, 6) };
  BsCopyfitReport *said = bs_copyfit_report_new (hand->context.layout, hand->context.issue,
                                                 &request, NULL);

  g_clear_pointer (&said, bs_copyfit_report_free);

  return NULL;
}

static BsPageEdit *(*const hands[]) (const Hand *) = {
  place, place_ad, move, resize,  swap, take_away, raise_box,
  split, join,     fit,  arrange, snap, report,
};

static BsNode *
apply_remedy (const BsRemedy *remedy, const BsNode *issue)
{
  g_autoptr (BsNode) changed = bs_node_ref ((BsNode *) issue);

  for (guint i = 0; i < remedy->operations->len; i++)
    {
      g_autoptr (BsNode) before = g_steal_pointer (&changed);

      changed = bs_operation_apply (g_ptr_array_index (remedy->operations, i), before, NULL);
      g_assert_nonnull (changed);
    }

  return g_steal_pointer (&changed);
}

/* The first remedy for one of the page's findings. */
static BsNode *
take_remedy (FuzzBytes *bytes, const BsNode *issue, const char *page)
{
  g_autoptr (BsPageResult) result = bs_layout_page (worn_layout, issue, page, NULL);
  g_autoptr (GPtrArray) remedies = NULL;

  if (result == NULL || result->findings->len == 0)
    return NULL;
  remedies = bs_remedy_list (worn_layout, issue,
                             g_ptr_array_index (result->findings,
                                                fuzz_take (bytes, result->findings->len)));
  for (guint i = 0; remedies != NULL && i < remedies->len; i++)
    if (bs_remedy_can_apply (g_ptr_array_index (remedies, i)))
      return apply_remedy (g_ptr_array_index (remedies, i), issue);

  return NULL;
}

/* NULL: nothing became of it. */
static BsNode *
take_change (FuzzBytes *bytes, const BsNode *issue)
{
  guint n_pages = count_pages (issue);
  guint index = n_pages > 0 ? fuzz_take (bytes, n_pages) : 0;
  const BsNode *page = bs_node_get_element (bs_issue_get_pages (issue), index);
  const BsNode *boxes = page != NULL ? bs_node_get_member (page, "boxes") : NULL;
  guint n_boxes = boxes != NULL ? bs_node_get_length (boxes) : 0;
  guint what = fuzz_take (bytes, G_N_ELEMENTS (hands) + 1);
  g_autoptr (BsPageEdit) edit = NULL;
  Hand hand = { bytes, { worn_layout, issue, get_page_name (issue, index) }, "" };

  if (page == NULL)
    return NULL;
  if (what == G_N_ELEMENTS (hands))
    return take_remedy (bytes, issue, hand.context.page);
  if (n_boxes > 0)
    hand.box = bs_node_get_text (bs_node_get_element (boxes, fuzz_take (bytes, n_boxes)), "id");
  edit = hands[what](&hand);

  return edit != NULL ? bs_node_ref (edit->issue) : NULL;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzBytes bytes = { data, MIN (size, MAX_SIZE), 0, 0 };
  g_autoptr (BsNode) issue = NULL;
  guint n_changes;

  if (size == 0)
    return 0;
  renew_layouts ();
  n_changes = fuzz_take (&bytes, MAX_CHANGES + 1);
  issue = data[0] == '{' ? bs_json_parse ("fuzz", (const char *) data, bytes.size, NULL)
                         : fuzz_take_issue (&bytes);
  if (issue == NULL)
    return 0;
  if (data[0] == '{')
    n_changes = 0;
  for (guint i = 0; i < n_changes; i++)
    {
      BsNode *changed = take_change (&bytes, issue);

      if (changed != NULL)
        {
          bs_node_unref (issue);
          issue = changed;
        }
    }
  check_pages (issue);

  return 0;
}
