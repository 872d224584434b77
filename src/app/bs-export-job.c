/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-export-job.h"

#include "bs-config.h"
#include "bs-job-progress.h"

#include "base/bs-file-set.h"
#include "import/bs-ninjs.h"
#include "print/bs-pdf.h"

#include <glib/gi18n-lib.h>

/* Of the time an export takes, until its pages are laid out and judged. */
#define SHARE_OF_PREFLIGHT 0.2

typedef struct
{
  BsEnvironment *environment;
  BsRenderer *renderer;
  BsNode *issue;
  BsExportRequest request; /* its strings and files are owned */
  GFile *media_folder;
  BsProgressRelay *relay;
} ExportJob;

/* One run of it. */
typedef struct
{
  const ExportJob *job;
  GCancellable *cancellable;
  GHashTable *lists; /* page -> BsDisplayList */
  BsExportResult *result;
  guint done, n_files;
} Run;

static void
export_job_free (ExportJob *job)
{
  g_clear_object (&job->environment);
  g_clear_object (&job->renderer);
  g_clear_pointer (&job->issue, bs_node_unref);
  g_strfreev ((char **) job->request.wish.pages);
  g_free ((char *) job->request.wish.pattern);
  g_free ((char *) job->request.profile);
  g_clear_object (&job->request.folder);
  g_clear_object (&job->media_folder);
  g_clear_pointer (&job->relay, bs_progress_relay_free);
  g_free (job);
}

void
bs_export_result_free (BsExportResult *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->files);
  g_free (self);
}

static BsExportResult *
export_result_new (void)
{
  BsExportResult *self = g_new0 (BsExportResult, 1);

  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_finding_free);
  self->files = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

static BsFinding *
copy_finding (const BsFinding *finding, BsLevel level, const char *page)
{
  BsFinding *copy = bs_finding_copy (finding);

  copy->level = level;
  if (copy->page == NULL)
    copy->page = g_strdup (page);

  return copy;
}

static gboolean
is_pdf (const ExportJob *job)
{
  return job->request.wish.kind == BS_EXPORT_PRESS || job->request.wish.kind == BS_EXPORT_PROOF;
}

/* A page's own, so that a tabloid among broadsheets is not cut to their bleed. */
static BsUnit
get_bleed (const ExportJob *job, const char *page)
{
  g_autoptr (BsPageFormat) format = NULL;

  if (job->request.bleed >= 0)
    return job->request.bleed;
  format = bs_page_format_load_for_page (job->environment, job->issue, page, NULL);

  return format != NULL ? format->bleed : 0;
}

static void
init_options (const ExportJob *job, const char *page, BsPdfOptions *options)
{
  const BsNode *publication = bs_node_get_member (job->issue, "publication");
  const char *language = bs_node_get_text (publication, "language");

  *options = (BsPdfOptions){
    .standard = BS_STANDARD_X4,
    .marks = job->request.marks && job->request.wish.kind == BS_EXPORT_PRESS,
    .proof = job->request.wish.kind == BS_EXPORT_PROOF || job->request.wish.faulty,
    .profile = job->request.profile,
    .publication = bs_node_get_text (publication, "name"),
    .date = bs_node_get_text (job->issue, "date"),
    .language = *language != '\0' ? language : "zh-CN",
    .bleed = get_bleed (job, page),
    .media_folder = job->media_folder,
  };
}

static gboolean
judge_page (Run *run, BsLayout *layout, const char *page, GError **error)
{
  const ExportJob *job = run->job;
  g_autoptr (BsPageResult) result = bs_layout_page (layout, job->issue, page, error);
  g_autoptr (GPtrArray) preflight = NULL;
  BsPdfOptions options;

  if (result == NULL)
    return FALSE;
  init_options (job, page, &options);
  for (guint i = 0; i < result->findings->len; i++)
    {
      const BsFinding *finding = g_ptr_array_index (result->findings, i);

      g_ptr_array_add (run->result->findings,
                       copy_finding (finding, bs_preflight_get_level (finding, FALSE), page));
    }
  preflight = bs_preflight (job->environment, result->list, &options);
  for (guint i = 0; i < preflight->len; i++)
    {
      const BsFinding *finding = g_ptr_array_index (preflight, i);

      g_ptr_array_add (run->result->findings, copy_finding (finding, finding->level, page));
    }
  g_hash_table_insert (run->lists, g_strdup (page), bs_display_list_ref (result->list));

  return TRUE;
}

static gboolean
judge_pages (Run *run, GError **error)
{
  const char *const *pages = run->job->request.wish.pages;
  guint n = g_strv_length ((char **) pages);
  g_autoptr (BsLayout) layout = bs_layout_new (run->job->environment, error);

  if (layout == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error)
          || !judge_page (run, layout, pages[i], error))
        return FALSE;
      bs_progress_relay_tell (SHARE_OF_PREFLIGHT * (i + 1) / n, run->job->relay);
    }

  return TRUE;
}

static void
tell_writing (double fraction, gpointer data)
{
  const Run *run = data;

  bs_progress_relay_tell (SHARE_OF_PREFLIGHT
                            + (1 - SHARE_OF_PREFLIGHT) * (run->done + fraction) / run->n_files,
                          run->job->relay);
}

static GBytes *
make_pdf (Run *run, const BsExportFile *file, GError **error)
{
  const BsNode *issue = run->job->issue;
  guint n = g_strv_length (file->pages);
  g_autofree BsDisplayList **lists = g_new (BsDisplayList *, n);
  g_autofree char *title = NULL;
  BsPdfOptions options;

  init_options (run->job, file->pages[0], &options);
  title = g_strdup_printf ("%s %s%s%s", options.publication, bs_node_get_text (issue, "date"),
                           n == 1 ? " " : "", n == 1 ? file->pages[0] : "");
  options.title = title;
  options.progress = tell_writing;
  options.progress_data = run;
  for (guint i = 0; i < n; i++)
    lists[i] = g_hash_table_lookup (run->lists, file->pages[i]);

  return bs_pdf_export (run->job->environment, lists, n, &options, run->cancellable, error);
}

static GBytes *
make_picture (Run *run, const BsExportFile *file, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  BsDisplayList *list = g_hash_table_lookup (run->lists, file->pages[0]);

  if (!bs_renderer_write_png (run->job->renderer, list, run->job->request.resolution, stream,
                              run->cancellable, error)
      || !g_output_stream_close (stream, run->cancellable, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static GBytes *
make_copy (Run *run, const BsExportFile *file)
{
  const ExportJob *job = run->job;
  const char *const *pages = (const char *const *) file->pages;
  gsize length = 0;
  char *text;

  if (job->request.wish.kind == BS_EXPORT_NINJS)
    {
      g_autoptr (GDateTime) now = bs_environment_now (job->environment);

      text = bs_ninjs_export (job->issue, pages, now, &length);
    }
  else
    text = bs_text_export (job->issue, pages, &length);

  return g_bytes_new_take (text, length);
}

static GBytes *
make_file (Run *run, const BsExportFile *file, GError **error)
{
  if (is_pdf (run->job))
    return make_pdf (run, file, error);
  if (run->job->request.wish.kind == BS_EXPORT_PNG)
    return make_picture (run, file, error);

  return make_copy (run, file);
}

/* TRUE: nothing is in the way. */
static gboolean
look_for_old_files (const Run *run, const GPtrArray *plan, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < plan->len && !run->job->request.replace; i++)
    {
      const BsExportFile *file = g_ptr_array_index (plan, i);
      g_autoptr (GFile) place = g_file_get_child (run->job->request.folder, file->name);

      if (g_file_query_exists (place, run->cancellable))
        g_string_append_printf (names, "%s%s", names->len > 0 ? "\n" : "", file->name);
    }
  if (names->len > 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS, names->str);

  return names->len == 0;
}

/* A page with errors goes to the press only when it says so itself. */
static gboolean
may_print (const Run *run, GError **error)
{
  const BsExportWish *wish = &run->job->request.wish;

  if (wish->kind != BS_EXPORT_PRESS || wish->faulty
      || bs_export_count (run->result->findings, BS_LEVEL_ERROR, NULL) == 0)
    return TRUE;
  g_set_error_literal (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PREFLIGHT,
                       _ ("The pages have errors. Put them right, or export them all the same"));

  return FALSE;
}

static gboolean
write_files (Run *run, GError **error)
{
  const ExportJob *job = run->job;
  g_autoptr (GPtrArray) plan = bs_export_plan (job->issue, &job->request.wish);
  g_autoptr (BsFileSet) set = NULL;
  GPtrArray *files;

  if (!may_print (run, error) || !look_for_old_files (run, plan, error))
    return FALSE;
  set = bs_file_set_new (job->request.folder, error);
  if (set == NULL)
    return FALSE;
  run->n_files = plan->len;
  for (run->done = 0; run->done < plan->len; run->done++)
    {
      const BsExportFile *file = g_ptr_array_index (plan, run->done);
      g_autoptr (GBytes) bytes = NULL;

      tell_writing (0, run);
      if (!g_cancellable_set_error_if_cancelled (run->cancellable, error))
        bytes = make_file (run, file, error);
      if (bytes == NULL
          || !bs_file_set_add (set, file->name, g_bytes_get_data (bytes, NULL),
                               g_bytes_get_size (bytes), error))
        return FALSE;
    }
  if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return FALSE;
  files = bs_file_set_commit (set, error);
  if (files == NULL)
    return FALSE;
  g_ptr_array_unref (run->result->files);
  run->result->files = files;

  return TRUE;
}

static void
work (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  g_autoptr (BsExportResult) result = export_result_new ();
  Run run = { .job = data, .cancellable = cancellable, .result = result };
  GError *error = NULL;

  run.lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                     (GDestroyNotify) bs_display_list_unref);
  if (!judge_pages (&run, &error)
      || (run.job->request.folder != NULL && !write_files (&run, &error)))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&result), (GDestroyNotify) bs_export_result_free);
  g_hash_table_unref (run.lists);
}

void
bs_export_job_start (BsSession *session, const BsExportRequest *request, GCancellable *cancellable,
                     BsJobProgress progress, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  ExportJob *job;

  g_return_if_fail (BS_IS_SESSION (session));
  g_return_if_fail (request->wish.pages != NULL && request->wish.pages[0] != NULL);

  task = g_task_new (session, cancellable, callback, data);
  job = g_new0 (ExportJob, 1);
  job->environment = g_object_ref (bs_session_get_environment (session));
  job->renderer = g_object_ref (bs_session_get_renderer (session));
  job->issue = bs_node_ref (bs_session_get_root (session));
  job->request = *request;
  job->request.wish.pages = (const char *const *) g_strdupv ((char **) request->wish.pages);
  job->request.wish.pattern = g_strdup (request->wish.pattern);
  job->request.profile = g_strdup (request->profile);
  job->request.folder = request->folder != NULL ? g_object_ref (request->folder) : NULL;
  job->media_folder = bs_document_get_media_folder (bs_session_get_document (session));
  job->relay = bs_progress_relay_new (task, progress, data);
  g_task_set_source_tag (task, bs_export_job_start);
  g_task_set_task_data (task, job, (GDestroyNotify) export_job_free);
  g_task_run_in_thread (task, work);
}

BsExportResult *
bs_export_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
bs_export_count (GPtrArray *findings, BsLevel level, const char *page)
{
  guint n = 0;

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const BsFinding *finding = g_ptr_array_index (findings, i);

      n += finding->level == level && (page == NULL || g_strcmp0 (finding->page, page) == 0);
    }

  return n;
}
