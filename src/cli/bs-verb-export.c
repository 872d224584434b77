/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-error.h"
#include "bs-cli-file.h"
#include "bs-cli-print.h"
#include "bs-cli-progress.h"
#include "bs-cli-proof.h"
#include "bs-config.h"

#include "base/bs-file-set.h"
#include "import/bs-ninjs.h"
#include "render/bs-render.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char description[] = N_ (
  "OUT with %p in it makes a file for each page, %p being the page's name. “-” is standard\n"
  "output. Without --to, the ending of OUT decides. A PDF is not written when a page has\n"
  "errors, unless --proof or --force is given; sheets of --proof-of always are.");

#define DEFAULT_RESOLUTION 150.0
#define MIN_RESOLUTION 10.0
#define MAX_RESOLUTION 1200.0

typedef enum
{
  FORMAT_PDF,
  FORMAT_PNG,
  FORMAT_NINJS,
  FORMAT_TEXT
} Format;

static const struct
{
  const char *name;
  const char *ending;
} formats[] = {
  [FORMAT_PDF] = { "pdf", ".pdf" },
  [FORMAT_PNG] = { "png", ".png" },
  [FORMAT_NINJS] = { "ninjs", ".ndjson" },
  [FORMAT_TEXT] = { "text", ".txt" },
};

typedef struct
{
  char *to;
  char *output;
  char **pages;
  double resolution;
  BsCliPrint print;
  BsCliProof proof;
} ExportOptions;

static void
export_options_clear (ExportOptions *options)
{
  g_free (options->to);
  g_free (options->output);
  g_strfreev (options->pages);
  bs_cli_print_clear (&options->print);
  bs_cli_proof_clear (&options->proof);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ExportOptions, export_options_clear)

/* A finished file, waiting until all are finished. */
typedef struct
{
  char *name;
  GBytes *content;
} Output;

static void
output_free (gpointer pointer)
{
  Output *output = pointer;

  g_bytes_unref (output->content);
  g_free (output->name);
  g_free (output);
}

static void
add_output (GPtrArray *outputs, const char *pattern, const char *page, GBytes *content)
{
  Output *output = g_new0 (Output, 1);

  output->name = page != NULL ? bs_cli_dup_page_name (pattern, page) : g_strdup (pattern);
  output->content = content;
  g_ptr_array_add (outputs, output);
}

/* The set of the folder that @name stands in. */
static BsFileSet *
get_set (GHashTable *sets, const char *name, GError **error)
{
  g_autofree char *path = g_path_get_dirname (name);
  BsFileSet *set = g_hash_table_lookup (sets, path);
  g_autoptr (GFile) folder = NULL;

  if (set != NULL)
    return set;
  folder = g_file_new_for_path (path);
  set = bs_file_set_new (folder, error);
  if (set != NULL)
    g_hash_table_insert (sets, g_steal_pointer (&path), set);

  return set;
}

/* All of them, or none; only where the pages go to several folders, all or none of each. */
static gboolean
write_set (const GPtrArray *outputs, GError **error)
{
  g_autoptr (GHashTable) sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                       (GDestroyNotify) bs_file_set_free);
  GHashTableIter iter;
  gpointer set;

  for (guint i = 0; i < outputs->len; i++)
    {
      const Output *output = g_ptr_array_index (outputs, i);
      g_autofree char *base = g_path_get_basename (output->name);
      gsize length;
      const void *data = g_bytes_get_data (output->content, &length);

      set = get_set (sets, output->name, error);
      if (set == NULL || !bs_file_set_add (set, base, data, length, error))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, sets);
  while (g_hash_table_iter_next (&iter, NULL, &set))
    {
      g_autoptr (GPtrArray) files = bs_file_set_commit (set, error);

      if (files == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_outputs (const GPtrArray *outputs, GError **error)
{
  const Output *only;
  gsize length;
  const void *data;

  if (outputs->len > 1)
    return write_set (outputs, error);
  only = g_ptr_array_index (outputs, 0);
  data = g_bytes_get_data (only->content, &length);

  return bs_cli_write (only->name, data, length, error);
}

/* Everything an export works with. */
typedef struct
{
  BsCli *cli;
  const ExportOptions *options;
  Format format;
  BsDocument *document;
  const BsNode *issue;
  char **pages;
  GFile *media;
  GPtrArray *outputs;
} Export;

static void
export_clear (Export *export)
{
  g_clear_object (&export->document);
  g_clear_object (&export->media);
  g_clear_pointer (&export->pages, g_strfreev);
  g_clear_pointer (&export->outputs, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static gboolean
make_pdfs (Export *export, const GPtrArray *judged, BsPdfOptions *options, GError **error)
{
  const char *pattern = export->options->output;
  GBytes *pdf;

  if (!bs_cli_has_page_mark (pattern))
    {
      pdf = bs_cli_make_pdf (export->cli, judged, options, error);
      if (pdf != NULL)
        add_output (export->outputs, pattern, NULL, pdf);
      return pdf != NULL;
    }
  for (guint i = 0; i < judged->len; i++)
    {
      BsCliPage *page = g_ptr_array_index (judged, i);
      g_autoptr (GPtrArray) one = g_ptr_array_new ();

      g_ptr_array_add (one, page);
      pdf = bs_cli_make_pdf (export->cli, one, options, error);
      if (pdf == NULL)
        return FALSE;
      add_output (export->outputs, pattern, page->name, pdf);
    }

  return TRUE;
}

static BsExit
export_pdf (Export *export)
{
  g_autofree char *title = bs_cli_dup_issue_title (export->issue);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) judged = NULL;
  g_autoptr (BsLayout) layout = NULL;
  BsPdfOptions options;

  if (bs_cli_init_pdf_options (&options, export->cli, export->issue, export->pages[0], title,
                               export->media, &error))
    layout = bs_layout_new (export->cli->environment, &error);
  if (layout == NULL)
    return bs_cli_fail (export->cli, error, BS_EXIT_INPUT);
  bs_cli_print_apply (&export->options->print, &options);
  judged = bs_cli_set_pages (export->cli, layout, export->issue, export->pages, &options, &error);
  if (judged == NULL)
    return bs_cli_fail (export->cli, error, BS_EXIT_INPUT);
  if (!bs_cli_print_allow (export->cli, &export->options->print, judged, &options))
    return BS_EXIT_FINDINGS;
  if (!make_pdfs (export, judged, &options, &error))
    return bs_cli_fail (export->cli, error, BS_EXIT_INPUT);
  if (!write_outputs (export->outputs, &error))
    return bs_cli_fail (export->cli, error, BS_EXIT_WRITE);

  return bs_cli_count_findings (judged, BS_LEVEL_ERROR) > 0 ? BS_EXIT_FINDINGS : BS_EXIT_DONE;
}

static gboolean
make_proofs (Export *export, GError **error)
{
  const BsCliProof *proof = &export->options->proof;
  gboolean marked = bs_cli_has_page_mark (export->options->output);

  for (guint i = 0; export->pages[i] != NULL; i++)
    {
      char *one[] = { export->pages[i], NULL };
      GBytes *pdf = bs_cli_proof_make (export->cli, proof, export->issue,
                                       marked ? one : export->pages, export->media, error);

      if (pdf == NULL)
        return FALSE;
      add_output (export->outputs, export->options->output, marked ? export->pages[i] : NULL, pdf);
      if (!marked)
        break;
    }

  return TRUE;
}

/* Sheets to correct on show what is wrong: nothing keeps them from being made. */
static BsExit
export_proof (Export *export)
{
  g_autoptr (GError) error = NULL;

  if (bs_cli_proof_is_of_story (&export->options->proof)
      && bs_cli_has_page_mark (export->options->output))
    return bs_cli_misuse (export->cli, _ ("A story's proof is one file: leave %%p out of the name "
                                          "after -o"));
  if (!make_proofs (export, &error))
    return bs_cli_fail (export->cli, error, BS_EXIT_INPUT);
  if (!write_outputs (export->outputs, &error))
    return bs_cli_fail (export->cli, error, BS_EXIT_WRITE);

  return BS_EXIT_DONE;
}

static gboolean
make_pictures (Export *export, const GPtrArray *judged, GError **error)
{
  g_autoptr (BsRenderer) renderer = bs_renderer_new ();
  double resolution = export->options->resolution;
  gboolean marked = bs_cli_has_page_mark (export->options->output);
  BsCliProgress progress;

  bs_renderer_set_media_folder (renderer, export->media);
  bs_cli_progress_start (&progress, _ ("Drawing"));
  for (guint i = 0; i < judged->len; i++)
    {
      const BsCliPage *page = g_ptr_array_index (judged, i);
      g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

      if (!bs_renderer_write_png (renderer, page->result->list,
                                  resolution > 0 ? resolution : DEFAULT_RESOLUTION, stream, NULL,
                                  error)
          || !g_output_stream_close (stream, NULL, error))
        {
          bs_cli_progress_end (&progress);
          return FALSE;
        }
      add_output (export->outputs, export->options->output, marked ? page->name : NULL,
                  g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream)));
      bs_cli_progress_report ((i + 1) / (double) judged->len, &progress);
    }
  bs_cli_progress_end (&progress);

  return TRUE;
}

static BsExit
export_png (Export *export)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) judged = NULL;
  g_autoptr (BsLayout) layout = NULL;

  if (!bs_cli_has_page_mark (export->options->output) && export->pages[1] != NULL)
    return bs_cli_misuse (export->cli, _ ("A picture holds one page: choose it with --page, or put "
                                          "%%p into the name after -o"));
  layout = bs_layout_new (export->cli->environment, &error);
  if (layout != NULL)
    judged = bs_cli_set_pages (export->cli, layout, export->issue, export->pages, NULL, &error);
  if (judged == NULL || !make_pictures (export, judged, &error))
    return bs_cli_fail (export->cli, error, BS_EXIT_INPUT);
  if (!write_outputs (export->outputs, &error))
    return bs_cli_fail (export->cli, error, BS_EXIT_WRITE);

  return BS_EXIT_DONE;
}

static GBytes *
make_copy (Export *export, const char *const *pages)
{
  gsize length;
  char *text;

  if (export->format == FORMAT_NINJS)
    {
      g_autoptr (GDateTime) now = bs_environment_now (export->cli->environment);

      text = bs_ninjs_export (export->issue, pages, now, &length);
    }
  else
    text = bs_text_export (export->issue, pages, &length);

  return g_bytes_new_take (text, length);
}

/* Without --page also stories that stand on no page yet are written. */
static BsExit
export_copy (Export *export)
{
  const char *pattern = export->options->output;
  g_autoptr (GError) error = NULL;

  if (!bs_cli_has_page_mark (pattern))
    {
      gboolean all = export->options->pages == NULL;

      add_output (export->outputs, pattern, NULL,
                  make_copy (export, all ? NULL : (const char *const *) export->pages));
    }
  else
    for (guint i = 0; export->pages[i] != NULL; i++)
      {
        const char *one[] = { export->pages[i], NULL };

        add_output (export->outputs, pattern, export->pages[i], make_copy (export, one));
      }
  if (!write_outputs (export->outputs, &error))
    return bs_cli_fail (export->cli, error, BS_EXIT_WRITE);

  return BS_EXIT_DONE;
}

static BsExit
run (BsCli *cli, const ExportOptions *options, Format format, const char *file)
{
  g_auto (Export) export = { .cli = cli, .options = options, .format = format };
  g_autoptr (GError) error = NULL;

  export.document = bs_cli_open_issue (cli, file, FALSE, &error);
  if (export.document == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);
  export.issue = bs_document_get_root (export.document);
  export.media = bs_document_get_media_folder (export.document);
  export.outputs = g_ptr_array_new_with_free_func (output_free);
  export.pages = bs_cli_choose_pages (export.issue, options->pages, &error);
  if (export.pages == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);

  if (options->proof.of != NULL)
    return export_proof (&export);

  switch (format)
    {
    case FORMAT_PDF:
      return export_pdf (&export);
    case FORMAT_PNG:
      return export_png (&export);
    default:
      return export_copy (&export);
    }
}

static gboolean
find_format (const ExportOptions *options, Format *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (options->to != NULL ? g_str_equal (options->to, formats[i].name)
                            : g_str_has_suffix (options->output, formats[i].ending))
      {
        *format = i;
        return TRUE;
      }

  return FALSE;
}

BsExit
bs_verb_export (BsCli *cli, int argc, char *argv[])
{
  g_auto (ExportOptions) options = { 0 };
  g_auto (GStrv) operands = NULL;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &options.to, N_ ("What to write"), "pdf|png|ninjs|text" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Where to"), N_ ("OUT") },
    { "page", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.pages,
      N_ ("Only this page; may be repeated"), "A1" },
    { "resolution", 0, 0, G_OPTION_ARG_DOUBLE, &options.resolution,
      N_ ("Of a picture, pixels an inch; default: 150"), "PPI" },
    BS_CLI_PRINT_ENTRIES (options.print),
    BS_CLI_PROOF_ENTRIES (options.proof),
    { NULL }
  };
  const BsUsage usage = { entries, _ (description), 1, 1 };
  Format format;
  BsExit status;

  if (!bs_cli_parse (cli, &usage, argc, argv, &operands, &status)
      || !bs_cli_print_check (cli, &options.print, &status)
      || !bs_cli_proof_check (cli, &options.proof, &status))
    return status;
  if (options.output == NULL)
    return bs_cli_misuse (cli, _ ("-o is missing: it says where to write"));
  if (!find_format (&options, &format))
    return bs_cli_misuse (cli, _ ("--to must be pdf, png, ninjs or text"));
  if (options.proof.of != NULL && format != FORMAT_PDF)
    return bs_cli_misuse (cli, _ ("--proof-of makes a PDF: --to must be pdf"));
  if (options.resolution != 0
      && !(options.resolution >= MIN_RESOLUTION && options.resolution <= MAX_RESOLUTION))
    return bs_cli_misuse (cli, _ ("--resolution: a number from %g to %g"), MIN_RESOLUTION,
                          MAX_RESOLUTION);

  return run (cli, &options, format, operands[0]);
}
