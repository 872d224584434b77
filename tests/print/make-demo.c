/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes OUT.pdf and OUT.txt (the text on it) for the checks with other programs.
 * Usage: make-demo OUT [--marks] [--proof] [--photos] [--specials] [--face FAMILY] [--lines N]
 *                      [--repeat N] (times the export, for tools/bench)
 */

#include "demo-page.h"
#include "print/bs-pdf.h"

#include <glib/gstdio.h>
#include <locale.h>

static gboolean marks, proof, photos, specials;
static char *family;
static int n_lines = 40, n_repeats = 1;

static const GOptionEntry entries[] = {
  { "marks", 0, 0, G_OPTION_ARG_NONE, &marks, NULL, NULL },
  { "proof", 0, 0, G_OPTION_ARG_NONE, &proof, NULL, NULL },
  { "photos", 0, 0, G_OPTION_ARG_NONE, &photos, NULL, NULL },
  { "specials", 0, 0, G_OPTION_ARG_NONE, &specials, NULL, NULL },
  { "face", 0, 0, G_OPTION_ARG_STRING, &family, NULL, NULL },
  { "lines", 0, 0, G_OPTION_ARG_INT, &n_lines, NULL, NULL },
  { "repeat", 0, 0, G_OPTION_ARG_INT, &n_repeats, NULL, NULL },
  { NULL }
};

static GBytes *export(BsEnvironment *environment, BsDisplayList *list, const char *out,
                      GError **error)
{
  g_autofree char *folder = g_strconcat (out, ".media", NULL);
  g_autoptr (GFile) media = g_file_new_for_path (folder);
  BsPdfOptions options = { .marks = marks,
                           .proof = proof,
                           .title = "青石桥报 2026-11-22",
                           .publication = "青石桥报",
                           .date = "2026-11-22",
                           .language = "zh-CN",
                           .bleed = marks ? bs_unit_from_mm (3) : 0,
                           .media_folder = media };

  if (photos)
    {
      g_mkdir_with_parents (folder, 0755);
      demo_photos_write (folder);
    }

  return bs_pdf_export (environment, &list, 1, &options, NULL, error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("OUT");
  g_autoptr (BsEnvironment) environment = NULL;
  g_autoptr (BsDisplayList) list = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *pdf_path = NULL;
  g_autofree char *text_path = NULL;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    g_error ("make-demo: %s", error != NULL ? error->message : "name the output");

  environment = bs_environment_new_default ();
  list = demo_page_new (environment, &(DemoPage){ photos, specials, (guint) n_lines, family },
                        text);
  for (int i = 0; i < n_repeats; i++)
    {
      gint64 start = g_get_monotonic_time ();

      g_clear_pointer (&pdf, g_bytes_unref);
      pdf = export(environment, list, argv[1], &error);
      if (pdf == NULL)
        {
          g_printerr ("make-demo: %s\n", error->message);
          return 1;
        }
      if (n_repeats > 1)
        g_print ("%.1f ms, %" G_GSIZE_FORMAT " bytes\n", (g_get_monotonic_time () - start) / 1000.0,
                 g_bytes_get_size (pdf));
    }

  pdf_path = g_strconcat (argv[1], ".pdf", NULL);
  text_path = g_strconcat (argv[1], ".txt", NULL);
  if (!g_file_set_contents (pdf_path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), &error)
      || !g_file_set_contents (text_path, text->str, text->len, &error))
    g_error ("make-demo: %s", error->message);

  return 0;
}
