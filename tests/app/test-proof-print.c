/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/bs-proof-print.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static BsSession *
open_sample (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autofree char *path = g_build_filename (g_getenv ("BROADSHEET_DATA_DIR"), "sample",
                                            "sample.broadsheet", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BsDocument) document = NULL;
  GError *error = NULL;

  document = bs_document_load_saved (environment, file, &error);
  g_assert_no_error (error);

  return bs_session_new (environment, document);
}

/* Prints to a PDF as the system's dialog does; returns what @tool says of it. */
static char *
print (const BsProofRequest *request, const char *const *tool)
{
  g_autoptr (BsSession) session = open_sample ();
  g_autoptr (GtkPrintOperation) operation = bs_proof_print_new (session, request);
  g_autofree char *folder = g_dir_make_tmp ("broadsheet-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "proof.pdf", NULL);
  g_autoptr (GPtrArray) command = g_ptr_array_new ();
  GError *error = NULL;
  char *said = NULL;
  int status;

  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_allow_async (operation, FALSE);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL,
                                            &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  for (guint i = 0; tool[i] != NULL; i++)
    g_ptr_array_add (command, (gpointer) (g_str_equal (tool[i], "FILE") ? path : tool[i]));
  g_ptr_array_add (command, NULL);
  g_spawn_sync (NULL, (char **) command->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, NULL,
                &status, &error);
  g_assert_no_error (error);
  if (g_getenv ("BROADSHEET_KEEP_PROOFS") == NULL)
    g_remove (path);
  g_rmdir (folder);
  bs_session_close (session);

  return said;
}

static gboolean
skip_without (const char *program)
{
  g_autofree char *found = g_find_program_in_path (program);

  if (found == NULL)
    g_test_skip ("poppler's tools are not installed");

  return found == NULL;
}

static const BsProofRequest story = {
  FALSE, "s1", BS_POINTS (595), BS_POINTS (842), 1, FALSE, NULL
};
static const BsProofRequest page = {
  TRUE, "A1", BS_POINTS (842), BS_POINTS (1191), 1, FALSE, NULL
};

static void
test_story_is_printed_as_text (void)
{
  const char *const tool[] = { "pdftotext", "-raw", "FILE", "-", NULL };
  g_autofree char *text = NULL;

  if (skip_without ("pdftotext"))
    return;
  text = print (&story, tool);
  g_assert_nonnull (strstr (text, "Story Proof"));
  g_assert_nonnull (strstr (text, "绕行三十年"));
  g_assert_nonnull (strstr (text, "清晨"));
  g_assert_nonnull (strstr (text, "97"));
}

static void
test_paper_is_that_of_the_dialog (void)
{
  const char *const tool[] = { "pdfinfo", "FILE", NULL };
  g_autofree char *of_story = NULL;
  g_autofree char *of_page = NULL;

  if (skip_without ("pdfinfo"))
    return;
  of_story = print (&story, tool);
  of_page = print (&page, tool);
  g_assert_nonnull (strstr (of_story, "(A4)"));
  g_assert_nonnull (strstr (of_page, "(A3)"));
}

static void
test_page_is_printed_as_text (void)
{
  const char *const tool[] = { "pdftotext", "-raw", "FILE", "-", NULL };
  g_autofree char *text = NULL;

  if (skip_without ("pdftotext"))
    return;
  text = print (&page, tool);
  g_assert_nonnull (strstr (text, "Page Proof"));
  g_assert_nonnull (strstr (text, "汀兰日报"));
  g_assert_nonnull (strstr (text, "七户人家"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/proof-print/story-is-printed-as-text", test_story_is_printed_as_text);
  g_test_add_func ("/app/proof-print/page-is-printed-as-text", test_page_is_printed_as_text);
  g_test_add_func ("/app/proof-print/paper-is-that-of-the-dialog",
                   test_paper_is_that_of_the_dialog);

  return g_test_run ();
}
