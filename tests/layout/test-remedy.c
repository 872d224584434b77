/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A remedy does away with its fault, makes nothing worse, and is taken back as if it had never
 * been.
 */
#include "faulty-page.h"

#include "invented.h"
#include "layout/bs-remedy.h"
#include "model/bs-json.h"

static char *
write_issue (const FaultyPage *page)
{
  return bs_json_write (bs_document_get_root (page->document), BS_JSON_LINES, NULL);
}

static guint
count_findings (const BsPageResult *result, BsLevel level)
{
  guint n = 0;

  for (guint i = 0; i < result->findings->len; i++)
    if (((BsFinding *) g_ptr_array_index (result->findings, i))->level >= level)
      n++;

  return n;
}

/* Applies @remedy, looks at the page, takes it back. */
static void
check_remedy (FaultyPage *page, const BsRemedy *remedy, const BsFinding *finding,
              const BsPageResult *before)
{
  g_autofree char *was = write_issue (page);
  g_autoptr (GError) error = NULL;
  g_autofree char *is = NULL;

  g_test_message ("%s: %s | %s (%.1f)", finding->code, remedy->label, remedy->effect, remedy->cost);
  g_assert_true (bs_remedy_apply (remedy, page->document, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (bs_document_get_undo_label (page->document), ==, remedy->label);
  if (bs_issue_get_page (bs_document_get_root (page->document), finding->page) != NULL)
    {
      g_autoptr (BsPageResult) after = faulty_page_judge (page, finding->page);

      g_assert_cmpuint (count_findings (after, BS_LEVEL_ERROR), <=,
                        count_findings (before, BS_LEVEL_ERROR));
      g_assert_cmpuint (count_findings (after, BS_LEVEL_WARNING), <=,
                        count_findings (before, BS_LEVEL_WARNING));
      if (finding->level >= BS_LEVEL_WARNING)
        g_assert_cmpuint (count_findings (after, BS_LEVEL_WARNING), <,
                          count_findings (before, BS_LEVEL_WARNING));
    }
  g_assert_true (bs_document_undo (page->document));
  is = write_issue (page);
  g_assert_cmpstr (is, ==, was);
}

static guint
check_finding (FaultyPage *page, const BsFinding *finding, const BsPageResult *before)
{
  g_autoptr (GPtrArray) remedies = bs_remedy_list (page->layout,
                                                   bs_document_get_root (page->document), finding);
  guint n_applicable = 0;
  double cost = 0;

  for (guint i = 0; i < remedies->len; i++)
    {
      const BsRemedy *remedy = g_ptr_array_index (remedies, i);

      g_assert_cmpuint (strlen (remedy->label), >, 0);
      g_assert_cmpuint (strlen (remedy->effect), >, 0);
      if (!bs_remedy_can_apply (remedy))
        {
          g_assert_nonnull (remedy->focus);
          continue;
        }
      g_assert_cmpfloat (remedy->cost, >=, cost);
      cost = remedy->cost;
      check_remedy (page, remedy, finding, before);
      n_applicable++;
    }

  return n_applicable;
}

static guint
count_like (const BsPageResult *result, const BsFinding *wanted)
{
  guint n = 0;

  for (guint i = 0; i < result->findings->len; i++)
    {
      const BsFinding *finding = g_ptr_array_index (result->findings, i);

      n += g_str_equal (finding->code, wanted->code) && finding->level == wanted->level;
    }

  return n;
}

/* All of a kind at once: fewer of them, and one step back to how it was. */
static void
check_for_all (FaultyPage *page, const BsFinding *finding, const BsPageResult *before)
{
  g_autoptr (BsRemedy) remedy = bs_remedy_new_for_all (page->layout,
                                                       bs_document_get_root (page->document),
                                                       finding);
  g_autofree char *was = write_issue (page);
  g_autofree char *is = NULL;

  if (remedy == NULL)
    return;
  g_test_message ("%s", remedy->effect);
  g_assert_true (bs_remedy_apply (remedy, page->document, NULL));
  if (bs_issue_get_page (bs_document_get_root (page->document), finding->page) != NULL)
    {
      g_autoptr (BsPageResult) after = faulty_page_judge (page, finding->page);

      g_assert_cmpuint (count_like (after, finding), <, count_like (before, finding));
    }
  g_assert_true (bs_document_undo (page->document));
  is = write_issue (page);
  g_assert_cmpstr (is, ==, was);
}

static void
test_fault (gconstpointer data)
{
  const FaultCase *fault = data;
  const char *on = fault->on != NULL ? fault->on : "A2";
  g_auto (FaultyPage) page = { 0 };
  g_autoptr (BsPageResult) result = NULL;
  const BsFinding *finding;
  guint n_applicable;

  faulty_page_init (&page);
  fault->build (&page);
  result = faulty_page_judge (&page, on);
  finding = faulty_page_find (result, fault->code);
  g_assert_nonnull (finding);
  n_applicable = check_finding (&page, finding, result);
  if (fault->curable)
    g_assert_cmpuint (n_applicable, >, 0);
  check_for_all (&page, finding, result);
}

typedef void (*Damage) (FaultyPage *page, guint index, guint n_boxes);

static const char *
box_path (guint index, const char *member)
{
  static char path[64];

  g_snprintf (path, sizeof path, "%u/%s", index, member);

  return path;
}

static gint64
get_count (FaultyPage *page, const char *member)
{
  g_autofree char *path = g_strconcat ("/pages/A2/boxes/", member, NULL);

  return bs_node_get_integer (bs_node_lookup (bs_document_get_root (page->document), path), 0);
}

static void
lengthen_story (FaultyPage *page, guint index, guint n_boxes)
{
  const BsNode *stories = bs_issue_get_stories (bs_document_get_root (page->document));
  const BsNode *story = bs_node_get_element (stories, index % bs_node_get_length (stories));
  g_autofree char *path = g_strdup_printf ("/stories/%s/paragraphs/p1/text",
                                           bs_node_get_text (story, "id"));
  g_autofree char *text = g_strconcat (
    bs_node_get_string (bs_node_lookup (bs_document_get_root (page->document), path)),
    "大家商量的结果贴在墙上，谁都看得见，谁都能改一笔。", NULL);

  faulty_page_text (page, path, text);
}

static void
enlarge_headline (FaultyPage *page, guint index, guint n_boxes)
{
  const char *path = box_path (index, "headline/size");

  if (get_count (page, path) > 0)
    faulty_page_count (page, path, 480);
}

static void
lower_box (FaultyPage *page, guint index, guint n_boxes)
{
  const char *path = box_path (index, "lines");

  faulty_page_count (page, path, MAX (4, get_count (page, path) - 3));
}

/* Stories change places, whatever their length. */
static void
swap_refs (FaultyPage *page, guint index, guint n_boxes)
{
  guint other = (index + 1) % n_boxes;
  g_autofree char *one = g_strdup_printf ("/pages/A2/boxes/%u/refs", index);
  g_autofree char *two = g_strdup_printf ("/pages/A2/boxes/%u/refs", other);
  const BsNode *root = bs_document_get_root (page->document);
  g_autoptr (BsNode) first = bs_node_ref (bs_node_lookup (root, one));
  g_autoptr (BsNode) second = bs_node_ref (bs_node_lookup (root, two));
  g_autofree char *kind_one = g_strdup (bs_node_get_string (bs_node_lookup (root, one)));

  if (!g_str_has_prefix (bs_node_get_string (bs_node_get_element (first, 0)), "s")
      || !g_str_has_prefix (bs_node_get_string (bs_node_get_element (second, 0)), "s"))
    return;
  g_assert_true (bs_document_set_node (page->document, one, second, NULL));
  g_assert_true (bs_document_set_node (page->document, two, first, NULL));
}

static void
lay_out (FaultyPage *page)
{
  BsArrangeOptions options = { .n_alternatives = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ways = bs_layout_arrange (page->layout,
                                                  bs_document_get_root (page->document), "A2",
                                                  &options, &error);

  g_assert_no_error (error);
  g_assert_true (bs_document_set_node (page->document, "/pages/A2/boxes",
                                       ((BsArrangement *) g_ptr_array_index (ways, 0))->boxes,
                                       &error));
}

/* A page as automatic layout makes it, damaged as an editor might. */
static void
test_damaged (gconstpointer data)
{
  static const Damage damages[] = { lengthen_story, enlarge_headline, lower_box, swap_refs };
  const Invention invention = { "tabloid", 7, 2, 3000, FALSE };
  g_auto (FaultyPage) page = { 0 };
  g_autoptr (BsNode) invented = invent_issue (&invention, 3);
  guint kind = GPOINTER_TO_UINT (data);
  guint n_faults = 0, n_mended = 0;
  guint n_boxes;

  faulty_page_init (&page);
  g_assert_true (
    bs_document_set_node (page.document, "/stories", bs_issue_get_stories (invented), NULL));
  g_assert_true (
    bs_document_set_node (page.document, "/photos", bs_issue_get_photos (invented), NULL));
  lay_out (&page);
  n_boxes = bs_node_get_length (
    bs_node_lookup (bs_document_get_root (page.document), "/pages/A2/boxes"));
  for (guint i = 0; i < MIN (n_boxes, 4); i++)
    {
      g_autoptr (BsPageResult) result = NULL;

      bs_document_begin (page.document, "damage", NULL);
      damages[kind](&page, i, n_boxes);
      bs_document_end (page.document);
      result = faulty_page_judge (&page, "A2");
      for (guint j = 0; j < result->findings->len; j++)
        {
          const BsFinding *finding = g_ptr_array_index (result->findings, j);

          if (finding->level < BS_LEVEL_WARNING || g_str_equal (finding->code, "missing-photo"))
            continue;
          n_faults++;
          n_mended += check_finding (&page, finding, result) > 0 ? 1 : 0;
        }
      lay_out (&page);
    }
  g_test_message ("%u of %u faults have a remedy", n_mended, n_faults);
  if (n_faults > 0)
    g_assert_cmpuint (n_mended, >, 0);
}

static void
test_changed_meanwhile (void)
{
  g_auto (FaultyPage) page = { 0 };
  g_autoptr (BsPageResult) result = NULL;
  g_autoptr (GPtrArray) remedies = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  faulty_page_init (&page);
  faulty_page_story (&page, "s1", "旧屋添新书", 200, 1);
  faulty_page_box (&page, "b1", "story", "s1", 0, 3, 0, 40);
  result = faulty_page_judge (&page, "A2");
  remedies = bs_remedy_list (page.layout, bs_document_get_root (page.document),
                             faulty_page_find (result, "underfill"));
  g_assert_cmpuint (remedies->len, >, 0);
  faulty_page_count (&page, "b1/lines", 39);
  before = write_issue (&page);
  g_assert_false (bs_remedy_apply (g_ptr_array_index (remedies, 0), page.document, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT);
  after = write_issue (&page);
  g_assert_cmpstr (before, ==, after);
}

int
main (int argc, char **argv)
{
  static const char *const damaged[] = { "a-longer-story", "a-larger-headline", "a-lower-box",
                                         "stories-in-each-other-s-boxes" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n_fault_cases; i++)
    {
      g_autofree char *path = g_strconcat ("/layout/remedy/mends-and-is-taken-back/",
                                           fault_cases[i].name, NULL);

      g_test_add_data_func (path, &fault_cases[i], test_fault);
    }
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autofree char *path = g_strconcat ("/layout/remedy/mends-a-page-with/", damaged[i], NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_damaged);
    }
  g_test_add_func ("/layout/remedy/one-for-an-older-page-is-refused-whole", test_changed_meanwhile);

  return g_test_run ();
}
