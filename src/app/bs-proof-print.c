/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-proof-print.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

/* Of photos; what office printers show. */
#define PHOTO_RESOLUTION 200.0
/* What paginating may hold up the window at a time, while a worker makes the sheets. */
#define WAIT_MICROSECONDS 5000

typedef struct
{
  BsSession *session;
  BsProofRequest request; /* its id is owned */
  BsRenderer *renderer;
  GCancellable *cancellable;
  GtkPrintOperation *operation; /* borrowed */
  BsProof *proof;               /* NULL: not made yet */
  gboolean failed;
} ProofPrint;

static void
proof_print_free (gpointer data)
{
  ProofPrint *print = data;

  g_cancellable_cancel (print->cancellable);
  g_object_unref (print->cancellable);
  g_object_unref (print->session);
  g_object_unref (print->renderer);
  g_free ((char *) print->request.id);
  g_clear_pointer (&print->proof, bs_proof_free);
  g_free (print);
}

static void
made (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkPrintOperation) operation = data;
  ProofPrint *print = g_object_get_data (G_OBJECT (operation), "proof-print");

  print->proof = bs_proof_job_finish (result, NULL);
  print->failed = print->proof == NULL;
}

/* The dialog is done; its paper is known. */
static void
begin (GtkPrintOperation *operation, GtkPrintContext *context, ProofPrint *print)
{
  print->request.width = bs_unit_from_points (gtk_print_context_get_width (context));
  print->request.height = bs_unit_from_points (gtk_print_context_get_height (context));
  g_clear_pointer (&print->proof, bs_proof_free);
  print->failed = FALSE;
  bs_proof_job_start (print->session, &print->request, print->cancellable, made,
                      g_object_ref (operation));
}

/* Asked again until it says that the number of pages is known. */
static gboolean
paginate (GtkPrintOperation *operation, GtkPrintContext *context G_GNUC_UNUSED, ProofPrint *print)
{
  if (print->failed)
    {
      gtk_print_operation_cancel (operation);
      gtk_print_operation_set_n_pages (operation, 1);
      return TRUE;
    }
  if (print->proof == NULL)
    {
      g_usleep (WAIT_MICROSECONDS);
      return FALSE;
    }
  gtk_print_operation_set_n_pages (operation, (int) print->proof->sheets->len);

  return TRUE;
}

static void
draw_page (GtkPrintOperation *operation G_GNUC_UNUSED, GtkPrintContext *context, int number,
           ProofPrint *print)
{
  if (print->proof == NULL || number < 0 || (guint) number >= print->proof->sheets->len)
    return;
  bs_renderer_print (print->renderer, gtk_print_context_get_cairo_context (context),
                     g_ptr_array_index (print->proof->sheets, (guint) number), PHOTO_RESOLUTION);
}

/* The sheets keep off the edges themselves. */
static GtkPageSetup *
make_page_setup (const BsProofRequest *request)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  double width = bs_unit_to_mm (request->width);
  gboolean a3 = width > 250;
  g_autoptr (GtkPaperSize) paper = NULL;

  paper = gtk_paper_size_new (a3 ? GTK_PAPER_NAME_A3 : GTK_PAPER_NAME_A4);
  gtk_page_setup_set_paper_size (setup, paper);

  return setup;
}

/* Where a proof goes that is printed to a file: beside the issue, under a name that tells what it is. */
static GtkPrintSettings *
make_settings (BsSession *session, const BsProofRequest *request)
{
  GtkPrintSettings *settings = gtk_print_settings_new ();
  GFile *issue = bs_document_get_file (bs_session_get_document (session));
  g_autoptr (GFile) folder = issue != NULL ? g_file_get_parent (issue) : NULL;
  const BsNode *root = bs_session_get_root (session);
  const char *headline = bs_node_get_text (bs_issue_get_story (root, request->id), "headline");
  g_autofree char *name = g_strdup_printf ("%s %s", *headline != '\0' ? headline : request->id,
                                           bs_node_get_text (root, "date"));

  g_strdelimit (name, "/\n", '-');
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, g_strstrip (name));
  if (folder != NULL && g_file_peek_path (folder) != NULL)
    gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_DIR, g_file_peek_path (folder));

  return settings;
}

GtkPrintOperation *
bs_proof_print_new (BsSession *session, const BsProofRequest *request)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = make_page_setup (request);
  g_autoptr (GtkPrintSettings) settings = make_settings (session, request);
  g_autoptr (GFile) media = NULL;
  ProofPrint *print = g_new0 (ProofPrint, 1);
  g_autofree char *name = NULL;

  print->session = g_object_ref (session);
  print->request = *request;
  print->request.id = g_strdup (request->id);
  print->request.file = NULL;
  print->cancellable = g_cancellable_new ();
  print->renderer = bs_renderer_new ();
  media = bs_document_get_media_folder (bs_session_get_document (session));
  bs_renderer_set_media_folder (print->renderer, media);
  g_object_set_data_full (G_OBJECT (operation), "proof-print", print, proof_print_free);

  /* Translators: what a printer's queue calls it; %s is a page or the id of a story. */
  name = g_strdup_printf (_ ("Proof of %s"), request->id);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin), print);
  g_signal_connect (operation, "paginate", G_CALLBACK (paginate), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page), print);

  return operation;
}
