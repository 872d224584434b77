/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wherever one clicks in the sample's texts, the caret comes to the character that was clicked.
 */

#include "app/bs-text-hit.h"
#include "base/bs-environment.h"
#include "layout/bs-layout.h"
#include "model/bs-document.h"

#include <string.h>

typedef struct
{
  BsPageResult *result;
  BsDocument *document;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (BsLayout) layout = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  layout = bs_layout_new (environment, &error);
  g_assert_no_error (error);
  path = g_build_filename (g_getenv ("BROADSHEET_DATA_DIR"), "sample", "sample.broadsheet", NULL);
  file = g_file_new_for_path (path);
  fixture->document = bs_document_load (environment, file, &error);
  g_assert_no_error (error);
  fixture->result = bs_layout_page (layout, bs_document_get_root (fixture->document), "A1", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_pointer (&fixture->result, bs_page_result_unref);
  g_clear_object (&fixture->document);
}

static BsRect
get_page (const BsDisplayList *list)
{
  return (BsRect){ 0, 0, bs_display_list_get_width (list), bs_display_list_get_height (list) };
}

static gboolean
is_body_run (const BsItem *item)
{
  return item->kind == BS_ITEM_GLYPHS && strstr (item->glyphs.path, "/paragraphs/") != NULL
         && !item->glyphs.rotated;
}

static void
test_hits_the_clicked_character (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const BsDisplayList *list = fixture->result->list;
  BsRect page = get_page (list);
  guint n = 0;

  for (guint i = 0; i < bs_display_list_get_n_items (list); i += 7)
    {
      const BsItem *item = bs_display_list_get_item (list, i);
      const BsGlyphRun *run = &item->glyphs;
      BsTextHit hit;

      if (!is_body_run (item) || run->n_glyphs == 0)
        continue;
      /* Just inside the left edge: before that character. */
      g_assert_true (bs_text_hit_find (list, &page, run->glyphs[0].x + run->size / 8,
                                       run->glyphs[0].y - run->size / 3, &hit));
      g_assert_cmpstr (hit.path, ==, run->path);
      g_assert_cmpuint (hit.offset, ==, run->text_offset + run->glyphs[0].cluster);
      n++;
    }
  g_assert_cmpuint (n, >, 50);
}

static void
test_offsets_are_between_characters (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const BsDisplayList *list = fixture->result->list;
  BsRect page = get_page (list);

  for (BsUnit y = 0; y < page.height; y += page.height / 37)
    for (BsUnit x = 0; x < page.width; x += page.width / 23)
      {
        BsTextHit hit;
        const char *text;

        g_assert_true (bs_text_hit_find (list, &page, x, y, &hit));
        text = bs_node_get_string (
          bs_node_lookup (bs_document_get_root (fixture->document), hit.path));
        g_assert_nonnull (text);
        g_assert_cmpuint (hit.offset, <=, strlen (text));
        g_assert_true (g_utf8_validate (text, (gssize) hit.offset, NULL));
      }
}

static void
test_bounds_keep_out_neighbours (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  BsRect nowhere = { -100, -100, 10, 10 };
  BsTextHit hit;

  g_assert_false (bs_text_hit_find (fixture->result->list, &nowhere, 0, 0, &hit));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/text-hit/hits-the-clicked-character", Fixture, NULL, set_up,
              test_hits_the_clicked_character, tear_down);
  g_test_add ("/text-hit/offsets-are-between-characters", Fixture, NULL, set_up,
              test_offsets_are_between_characters, tear_down);
  g_test_add ("/text-hit/bounds-keep-out-neighbours", Fixture, NULL, set_up,
              test_bounds_keep_out_neighbours, tear_down);

  return g_test_run ();
}
