/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-paste-job.h"

#include "bs-config.h"

#include <string.h>

typedef struct
{
  GdkClipboard *clipboard; /* either */
  GdkDrop *drop;           /* or */
  gboolean plain;
  gulong changed; /* handler of the clipboard: it is waited for */
  guint patience; /* source, the same */
  BsPasteRead done;
  GWeakRef data; /* who reads may be gone before a drop from elsewhere comes to its end */
} Job;

/* What some programs take to say in what forms they offer what was copied. */
#define PATIENCE 500 /* ms */

static const char *const html_types[] = { "text/html", NULL };

static void
job_finish (Job *job, GPtrArray *paragraphs)
{
  g_autoptr (GObject) data = g_weak_ref_get (&job->data);

  if (data != NULL)
    job->done (paragraphs, data);
  if (job->drop != NULL)
    gdk_drop_finish (job->drop, GDK_ACTION_COPY);
  g_clear_object (&job->clipboard);
  g_clear_object (&job->drop);
  g_weak_ref_clear (&job->data);
  g_free (job);
}

static void
take_text (Job *job, const char *text)
{
  gboolean own = job->clipboard != NULL && gdk_clipboard_is_local (job->clipboard);
  g_autoptr (GPtrArray) paragraphs = NULL;

  if (text == NULL)
    text = "";
  paragraphs = job->plain || own ? bs_paste_read_lines (text, strlen (text))
                                 : bs_paste_read_text (text, strlen (text));
  job_finish (job, paragraphs);
}

static void
clipboard_text_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  take_text (data, text);
}

static void
drop_text_read (GObject *source, GAsyncResult *result, gpointer data)
{
  const GValue *value = gdk_drop_read_value_finish (GDK_DROP (source), result, NULL);

  take_text (data, value != NULL ? g_value_get_string (value) : NULL);
}

static void
read_plain (Job *job)
{
  if (job->clipboard != NULL)
    gdk_clipboard_read_text_async (job->clipboard, NULL, clipboard_text_read, job);
  else
    gdk_drop_read_value_async (job->drop, G_TYPE_STRING, G_PRIORITY_DEFAULT, NULL, drop_text_read,
                               job);
}

static void
html_spliced (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  g_autoptr (GPtrArray) paragraphs = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) > 0)
    {
      GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (source);

      paragraphs = bs_paste_read_html (g_memory_output_stream_get_data (memory),
                                       g_memory_output_stream_get_data_size (memory));
    }
  if (paragraphs != NULL && paragraphs->len > 0)
    job_finish (job, paragraphs);
  else
    read_plain (job);
}

static void
take_stream (Job *job, GInputStream *stream)
{
  g_autoptr (GOutputStream) memory = NULL;

  if (stream == NULL)
    {
      read_plain (job);
      return;
    }

  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE
                                  | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, html_spliced, job);
}

static void
clipboard_html_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL,
                                                               NULL);

  take_stream (data, stream);
}

static void
drop_html_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GInputStream) stream = gdk_drop_read_finish (GDK_DROP (source), result, NULL, NULL);

  take_stream (data, stream);
}

static gboolean
has_html (GdkContentFormats *formats)
{
  return gdk_content_formats_contain_mime_type (formats, html_types[0]);
}

static void
read_clipboard (Job *job)
{
  if (!job->plain && has_html (gdk_clipboard_get_formats (job->clipboard)))
    gdk_clipboard_read_async (job->clipboard, (const char **) html_types, G_PRIORITY_DEFAULT, NULL,
                              clipboard_html_read, job);
  else
    read_plain (job);
}

static gboolean
stop_waiting (gpointer data)
{
  Job *job = data;

  job->patience = 0;
  g_clear_signal_handler (&job->changed, job->clipboard);
  read_clipboard (job);

  return G_SOURCE_REMOVE;
}

static gboolean
is_known (GdkClipboard *clipboard)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  gsize n_types;
  gsize n_kinds;

  gdk_content_formats_get_gtypes (formats, &n_kinds);
  gdk_content_formats_get_mime_types (formats, &n_types);

  return n_kinds > 0 || n_types > 0;
}

static void
clipboard_changed (Job *job)
{
  if (!is_known (job->clipboard))
    return;

  g_clear_handle_id (&job->patience, g_source_remove);
  stop_waiting (job);
}

/* Whoever copied has not said yet that there is more than the plain text, where the key came right after
 * it: GTK knows of no form then, and would ask for the text all the same. */
void
bs_paste_job_read_clipboard (GdkClipboard *clipboard, gboolean plain, BsPasteRead done,
                             GObject *data)
{
  Job *job = g_new0 (Job, 1);

  job->clipboard = g_object_ref (clipboard);
  job->plain = plain;
  job->done = done;
  g_weak_ref_init (&job->data, data);
  if (plain || is_known (clipboard))
    {
      read_clipboard (job);
      return;
    }

  job->changed = g_signal_connect_swapped (clipboard, "changed", G_CALLBACK (clipboard_changed),
                                           job);
  job->patience = g_timeout_add (PATIENCE, stop_waiting, job);
}

void
bs_paste_job_read_drop (GdkDrop *drop, BsPasteRead done, GObject *data)
{
  Job *job = g_new0 (Job, 1);

  job->drop = g_object_ref (drop);
  job->done = done;
  g_weak_ref_init (&job->data, data);
  if (has_html (gdk_drop_get_formats (drop)))
    gdk_drop_read_async (drop, (const char **) html_types, G_PRIORITY_DEFAULT, NULL, drop_html_read,
                         job);
  else
    read_plain (job);
}

/* Files are taken in by the window, not pasted as their names. */
gboolean
bs_paste_job_takes (GdkContentFormats *formats)
{
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST)
      || gdk_content_formats_contain_mime_type (formats, "text/uri-list"))
    return FALSE;

  return has_html (formats) || gdk_content_formats_contain_gtype (formats, G_TYPE_STRING)
         || gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8")
         || gdk_content_formats_contain_mime_type (formats, "text/plain");
}

GdkContentProvider *
bs_paste_job_new_content (GPtrArray *paragraphs)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) html = g_string_new ("<meta charset=\"utf-8\">");
  g_autoptr (GBytes) bytes = NULL;
  GdkContentProvider *providers[2];
  guint n = 0;

  for (guint i = 0; i < paragraphs->len; i++)
    {
      const BsPastedParagraph *paragraph = g_ptr_array_index (paragraphs, i);
      g_autofree char *escaped = g_markup_escape_text (paragraph->text, -1);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", paragraph->text);
      g_string_append_printf (html, paragraph->subhead ? "<h3>%s</h3>" : "<p>%s</p>", escaped);
    }
  if (paragraphs->len > 1)
    {
      bytes = g_bytes_new (html->str, html->len);
      providers[n++] = gdk_content_provider_new_for_bytes (html_types[0], bytes);
    }
  providers[n++] = gdk_content_provider_new_typed (G_TYPE_STRING, text->str);

  return gdk_content_provider_new_union (providers, n);
}
