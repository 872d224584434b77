/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/bs-document.h"
#include "model/bs-issue.h"
#include "model/bs-json.h"

#include "test-model.h"

#include <string.h>

static void
test_new_issue_saves_and_loads (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "早报.broadsheet");
  g_autoptr (BsDocument) document = test_document ();
  g_autoptr (BsDocument) loaded = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (bs_document_save (document, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE);
  g_clear_error (&error);

  g_assert_true (bs_document_set_text (document, "/stories/s1/headline", "社区食堂开门了", &error));
  g_assert_no_error (error);
  g_assert_true (bs_document_get_modified (document));
  g_assert_true (bs_document_save_as (document, file, &error));
  g_assert_no_error (error);
  g_assert_false (bs_document_get_modified (document));

  loaded = bs_document_load (test_environment (), file, &error);
  g_assert_no_error (error);
  g_assert_true (
    bs_node_equal (bs_document_get_root (document), bs_document_get_root (loaded)));
  test_remove_folder (folder);
}

static void
test_steps_undo_and_redo (void)
{
  g_autoptr (BsDocument) document = test_document ();
  const char *path = "/stories/s1/headline";
  g_autoptr (GError) error = NULL;

  bs_document_begin (document, "Type", "headline");
  g_assert_true (bs_document_splice (document, path, 0, 0, "社", &error));
  bs_document_end (document);
  bs_document_begin (document, "Type", "headline");
  g_assert_true (bs_document_splice (document, path, 3, 0, "区", &error));
  bs_document_end (document);
  g_assert_cmpstr (bs_node_get_string (bs_node_lookup (bs_document_get_root (document), path)), ==,
                   "社区");
  g_assert_cmpstr (bs_document_get_undo_label (document), ==, "Type");
  g_assert_null (bs_document_get_redo_label (document));

  g_assert_true (bs_document_undo (document));
  g_assert_null (bs_node_lookup (bs_document_get_root (document), path));
  g_assert_true (bs_document_undo (document));
  g_assert_false (bs_document_get_modified (document));
  g_assert_false (bs_document_undo (document));
  g_assert_true (bs_document_redo (document));
  g_assert_true (bs_document_redo (document));
  g_assert_cmpstr (bs_node_get_string (bs_node_lookup (bs_document_get_root (document), path)), ==,
                   "社区");
  g_assert_false (bs_document_redo (document));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/document/new-issue-saves-and-loads", test_new_issue_saves_and_loads);
  g_test_add_func ("/model/document/steps-undo-and-redo", test_steps_undo_and_redo);

  return g_test_run ();
}
