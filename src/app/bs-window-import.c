/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-window-private.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-import-queue.h"
#include "bs-import-report-dialog.h"
#include "bs-import-review.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Shorter imports are over before one could read about them. */
#define PROGRESS_DELAY_MILLISECONDS 400

/* One import, from the choice of the files until it can be undone. */
typedef struct
{
  BsWindow *window;     /* owned */
  BsDocument *document; /* owned; it may not be the window's any more */
  GCancellable *cancellable;
  char *page;  /* "": none */
  char *story; /* of photos; "": none */
  char *over;  /* story that is written over; "": none */
  char *photo; /* that the picture is for; "": none */
  char *ad;    /* box whose artwork the picture is; NULL: none */
  char *doing; /* what is read now */
  guint progress_source;
  AdwToast *progress;       /* owned; NULL: none is shown */
  GtkLabel *progress_label; /* in it */
  BsImportReading *reading;
  GPtrArray *texts; /* to be looked at; borrowed from @reading */
  GPtrArray *reports;
} ImportJob;

static void
end_progress (ImportJob *job)
{
  g_clear_handle_id (&job->progress_source, g_source_remove);
  if (job->progress != NULL && job->window->toaster != NULL)
    bs_toaster_retract (job->window->toaster, job->progress);
  g_clear_object (&job->progress_label);
  g_clear_object (&job->progress);
}

static void
import_job_free (ImportJob *job)
{
  end_progress (job);
  g_clear_pointer (&job->doing, g_free);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->page, g_free);
  g_clear_pointer (&job->story, g_free);
  g_clear_pointer (&job->over, g_free);
  g_clear_pointer (&job->photo, g_free);
  g_clear_pointer (&job->ad, g_free);
  g_clear_pointer (&job->texts, g_ptr_array_unref);
  if (job->reading != NULL)
    bs_import_reading_drop (job->reading, job->document);
  g_clear_object (&job->document);
  g_clear_pointer (&job->reading, bs_import_reading_free);
  g_clear_pointer (&job->reports, g_ptr_array_unref);
  g_clear_object (&job->window);
  g_free (job);
}

static gboolean
is_current (ImportJob *job)
{
  return job->window->importing == job->cancellable;
}

static void
end_job (ImportJob *job)
{
  if (is_current (job))
    {
      g_clear_object (&job->window->importing);
      bs_window_update_actions (job->window);
    }
  import_job_free (job);
}

static void
show_story (BsImportReportDialog *dialog G_GNUC_UNUSED, const char *story, BsWindow *self)
{
  bs_session_set_story (self->session, story);
  adw_view_stack_set_visible_child_name (self->views, "stories");
}

/* --- What came in --- */

static guint
count_entries (GPtrArray *reports, BsImportKind kind, gboolean from_photos)
{
  guint n = 0;

  for (guint i = 0; i < reports->len; i++)
    {
      const BsImportReport *report = g_ptr_array_index (reports, i);

      if (kind == BS_IMPORT_CAPTION && (report->kind == BS_SOURCE_PHOTO) != from_photos)
        continue;
      for (guint k = 0; k < report->entries->len; k++)
        n += ((const BsImportEntry *) g_ptr_array_index (report->entries, k))->kind == kind;
    }

  return n;
}

static void
append_count (GString *text, guint n, const char *format)
{
  if (n == 0)
    return;
  if (text->len > 0)
    /* Translators: between the parts of "7 stories, 4 captions, 2 photos". */
    g_string_append (text, _ (", "));
  g_string_append_printf (text, format, n);
}

/* The page that everything went to; NULL where there are several. */
static const char *
common_page (GPtrArray *reports)
{
  const char *page = ((const BsImportReport *) g_ptr_array_index (reports, 0))->page;

  for (guint i = 1; i < reports->len; i++)
    if (strcmp (page, ((const BsImportReport *) g_ptr_array_index (reports, i))->page) != 0)
      return NULL;

  return page;
}

static char *
dup_summary (GPtrArray *reports)
{
  g_autoptr (GString) parts = g_string_new (NULL);
  guint n_stories = count_entries (reports, BS_IMPORT_STORY, FALSE);
  guint n_captions = count_entries (reports, BS_IMPORT_CAPTION, FALSE);
  guint n_photos = count_entries (reports, BS_IMPORT_CAPTION, TRUE);
  const char *page = common_page (reports);

  append_count (parts, n_stories,
                g_dngettext (GETTEXT_PACKAGE, "%u story", "%u stories", (gulong) n_stories));
  append_count (parts, n_captions,
                g_dngettext (GETTEXT_PACKAGE, "%u caption", "%u captions", (gulong) n_captions));
  append_count (parts, n_photos,
                g_dngettext (GETTEXT_PACKAGE, "%u photo", "%u photos", (gulong) n_photos));
  if (page == NULL || *page == '\0')
    /* Translators: what came in: "3 stories, 2 photos". */
    return g_strdup_printf (_ ("%s imported"), parts->str);

  /* Translators: what came in, and to which page: "3 stories, 2 photos", "A1". */
  return g_strdup_printf (_ ("%s imported to %s"), parts->str, page);
}

static void
choose_first_story (BsWindow *self, GPtrArray *reports)
{
  for (guint i = 0; i < reports->len; i++)
    {
      const BsImportReport *report = g_ptr_array_index (reports, i);

      for (guint k = 0; k < report->entries->len; k++)
        {
          const BsImportEntry *entry = g_ptr_array_index (report->entries, k);

          if (entry->kind == BS_IMPORT_STORY)
            {
              bs_session_set_story (self->session, entry->id);
              return;
            }
        }
    }
}

/* Only what an editor has to know of: who has looked at a text need not be told its doubts. */
static void
tell_rest (ImportJob *job)
{
  gboolean anything = job->reading->failures->len > 0;
  GtkWidget *dialog;

  for (guint i = 0; i < job->reports->len; i++)
    anything = anything || ((BsImportReport *) g_ptr_array_index (job->reports, i))->notes->len > 0;
  if (!anything)
    return;

  dialog = bs_import_report_dialog_new (GTK_WINDOW (job->window), job->reports,
                                        job->reading->failures);
  g_signal_connect_object (dialog, "show-story", G_CALLBACK (show_story), job->window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
apply_one (ImportJob *job, BsImportCopy *copy, BsImportReview *review)
{
  BsPageImport *reviewed = review != NULL ? bs_import_review_get_import (review, copy) : NULL;
  const BsImportTarget target = {
    .page = reviewed != NULL ? bs_import_review_get_page (review, copy) : job->page,
    .story = job->story,
    .over = job->over,
    .photo = job->photo,
    .widen = reviewed != NULL && bs_import_review_get_widen (review),
  };
  g_autoptr (GError) error = NULL;
  BsImportReport *report = bs_import_copy_apply (copy, bs_window_get_document (job->window),
                                                 reviewed, &target, &error);

  if (report == NULL)
    {
      g_ptr_array_add (job->reading->failures,
                       g_strdup_printf ("%s: %s", copy->name, error->message));
      return;
    }
  if (reviewed != NULL)
    {
      g_ptr_array_set_size (report->doubts, 0);
      g_ptr_array_set_size (report->set_aside, 0);
    }
  g_ptr_array_add (job->reports, report);
}

static void
lay_out (BsWindow *self, const char *page)
{
  if (*page == '\0')
    return;
  bs_session_set_page (self->session, page);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.lay-out", NULL);
}

/* The picture that was taken in goes into the advertisement it was let fall on. Beyond that it is
 * told of where it did not: the advertisement may have gone meanwhile, and the picture waits. */
static gboolean
set_artwork (ImportJob *job)
{
  const BsImportReport *report = job->reports->len > 0 ? g_ptr_array_index (job->reports, 0) : NULL;
  const BsImportEntry *entry = report != NULL && report->entries->len > 0
                                 ? g_ptr_array_index (report->entries, 0)
                                 : NULL;
  g_autoptr (BsPageEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  BsPageContext context;

  if (entry == NULL || !bs_session_get_context (job->window->session, &context, NULL))
    return FALSE;
  context.page = job->page;
  edit = bs_page_edit_set_artwork (&context, job->ad, entry->id, &error);
  if (edit != NULL && bs_page_edit_apply (edit, job->document, &error))
    return TRUE;
  g_ptr_array_add (job->reading->failures, g_strdup (error->message));

  return FALSE;
}

/* What is told when all is in. */
static char *
dup_told (ImportJob *job, gboolean is_artwork)
{
  if (is_artwork)
    return g_strdup (_ ("The picture is in the advertisement"));
  if (*job->over != '\0')
    return g_strdup (_ ("Text replaced; the old one is in the history"));

  return dup_summary (job->reports);
}

/* All of it as one step. Captions come before the photos that may complete them. */
static void
apply (ImportJob *job, BsImportReview *review)
{
  BsWindow *self = job->window;
  BsDocument *document = bs_window_get_document (self);
  gboolean is_artwork;

  bs_document_begin (document, job->ad != NULL ? _ ("Change Advertisement") : _ ("Import"), NULL);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < job->reading->copies->len; i++)
      {
        BsImportCopy *copy = g_ptr_array_index (job->reading->copies, i);

        if ((copy->kind == BS_SOURCE_PHOTO) == (pass == 1))
          apply_one (job, copy, review);
      }
  is_artwork = job->ad != NULL && set_artwork (job);
  bs_document_end (document);
  bs_session_media_changed (self->session);
  if (job->reports->len > 0)
    {
      g_autofree char *text = dup_told (job, is_artwork);

      choose_first_story (self, job->reports);
      bs_window_toast_undo (self, text, 1);
    }
  tell_rest (job);
  if (review != NULL && bs_import_review_get_lay_out (review))
    lay_out (self, bs_import_review_get_page (review, g_ptr_array_index (job->texts, 0)));
  end_job (job);
}

/* --- Looking at it first --- */

static void
accepted (BsImportReview *review, ImportJob *job)
{
  if (is_current (job))
    apply (job, review);
  else
    end_job (job);
}

static void
refused (BsImportReview *review G_GNUC_UNUSED, ImportJob *job)
{
  end_job (job);
}

/* A page's text is always looked at, a story only where something in it is doubtful. */
static gboolean
is_to_be_reviewed (BsImportCopy *copy)
{
  return copy->kind == BS_SOURCE_PAGE_TEXT
         || (copy->import != NULL && bs_page_import_get_n_doubts (copy->import) > 0);
}

static void
was_read (BsImportReading *reading, gpointer data)
{
  ImportJob *job = data;
  BsWindow *self = job->window;
  GtkWidget *review;

  job->reading = reading;
  end_progress (job);
  if (!is_current (job))
    {
      end_job (job);
      return;
    }
  for (guint i = 0; i < reading->copies->len; i++)
    if (*job->over == '\0' && is_to_be_reviewed (g_ptr_array_index (reading->copies, i)))
      g_ptr_array_add (job->texts, g_ptr_array_index (reading->copies, i));
  if (job->texts->len == 0)
    {
      apply (job, NULL);
      return;
    }

  review = bs_import_review_new (GTK_WINDOW (self), job->texts, bs_session_get_root (self->session),
                                 job->page);
  g_signal_connect (review, "accepted", G_CALLBACK (accepted), job);
  g_signal_connect (review, "refused", G_CALLBACK (refused), job);
  /* We hold the window: it would not take the review with it. */
  g_signal_connect_object (job->cancellable, "cancelled", G_CALLBACK (gtk_window_close), review,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (review));
}

static gboolean
begin_progress (gpointer data)
{
  ImportJob *job = data;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *spinner = gtk_spinner_new ();

  job->progress_source = 0;
  if (job->window->toaster == NULL)
    return G_SOURCE_REMOVE;
  job->progress_label = g_object_ref_sink (GTK_LABEL (gtk_label_new (job->doing)));
  gtk_label_set_ellipsize (job->progress_label, PANGO_ELLIPSIZE_MIDDLE);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (job->progress_label));
  job->progress = g_object_ref_sink (adw_toast_new (""));
  adw_toast_set_custom_title (job->progress, box);
  adw_toast_set_button_label (job->progress, _ ("Cancel"));
  adw_toast_set_action_name (job->progress, "win.cancel-import");
  adw_toast_set_timeout (job->progress, 0);
  bs_toaster_show (job->window->toaster, g_object_ref (job->progress));

  return G_SOURCE_REMOVE;
}

static void
show_progress (const char *name, guint index, guint total, gpointer data)
{
  ImportJob *job = data;

  g_free (job->doing);
  if (total == 1)
    /* Translators: progress: name of the file being read */
    job->doing = g_strdup_printf (_ ("Reading %s"), name);
  else
    /* Translators: progress: the number of the file being read, how many there are, its name */
    job->doing = g_strdup_printf (_ ("Reading %u of %u: %s"), index + 1, total, name);
  if (job->progress_label != NULL)
    gtk_label_set_label (job->progress_label, job->doing);
}

static void
was_cancelled (gpointer data)
{
  ImportJob *job = data;

  if (is_current (job))
    bs_window_toast (job->window, _ ("Nothing was imported"));
  end_job (job);
}

/* @inputs: BsImportInput. @target NULL: to the page that is looked at, as everything of it that is
 * NULL. */
static ImportJob *
start_import (BsWindow *self, GPtrArray *inputs, const BsImportTarget *target)
{
  BsImportTarget to = { 0 };
  ImportJob *job;

  if (self->session == NULL || self->closed || self->importing != NULL || inputs->len == 0
      || bs_document_get_read_only (bs_window_get_document (self)))
    return NULL;

  if (target != NULL)
    to = *target;
  if (to.page == NULL)
    to.page = bs_session_get_page (self->session);
  job = g_new0 (ImportJob, 1);
  job->window = g_object_ref (self);
  job->document = g_object_ref (bs_window_get_document (self));
  job->cancellable = g_cancellable_new ();
  job->page = g_strdup (to.page != NULL ? to.page : "");
  job->story = g_strdup (to.story != NULL ? to.story : "");
  job->over = g_strdup (to.over != NULL ? to.over : "");
  job->photo = g_strdup (to.photo != NULL ? to.photo : "");
  job->doing = g_strdup (_ ("Reading…"));
  job->progress_source = g_timeout_add (PROGRESS_DELAY_MILLISECONDS, begin_progress, job);
  job->texts = g_ptr_array_new ();
  job->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_import_report_free);
  self->importing = g_object_ref (job->cancellable);
  bs_window_update_actions (self);
  bs_import_queue_start (bs_window_get_document (self), inputs, job->cancellable,
                         &(BsImportWatch){ show_progress, was_read, was_cancelled, job });

  return job; /* what is read comes later */
}

static GPtrArray *
inputs_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) bs_import_input_free);
}

static void
files_chosen (GListModel *files, gpointer data)
{
  g_autoptr (GPtrArray) inputs = inputs_new ();

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      g_ptr_array_add (inputs, bs_import_input_new_file (file));
    }
  start_import (data, inputs, NULL);
}

void
bs_window_choose_import (BsWindow *self)
{
  bs_dialogs_choose (GTK_WINDOW (self), BS_CHOOSE_IMPORT, NULL, files_chosen, self);
}

/* --- The clipboard, and what is dropped --- */

static void
import_text (BsWindow *self, const char *text, const char *name)
{
  g_autoptr (GPtrArray) inputs = inputs_new ();

  g_ptr_array_add (inputs, bs_import_input_new_text (name, text));
  start_import (self, inputs, NULL);
}

static void
import_texture (BsWindow *self, GdkTexture *texture, const char *name)
{
  g_autoptr (GPtrArray) inputs = inputs_new ();

  g_ptr_array_add (inputs, bs_import_input_new_texture (name, texture));
  start_import (self, inputs, NULL);
}

static gboolean
is_issue (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_str_has_suffix (name, ".broadsheet");
}

/* @value: one file or a texture. */
static GPtrArray *
input_of (const GValue *value)
{
  GPtrArray *inputs = inputs_new ();

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

      g_ptr_array_add (inputs, bs_import_input_new_file (files->data));
      g_slist_free (files);
    }
  else
    {
      g_ptr_array_add (inputs, bs_import_input_new_texture (_ ("Pasted picture"),
                                                            g_value_get_object (value)));
    }

  return inputs;
}

void
bs_window_import_picture (BsWindow *self, const GValue *value, const char *photo)
{
  g_autoptr (GPtrArray) inputs = input_of (value);
  g_autofree char *page = g_strdup (
    bs_node_get_text (bs_issue_get_photo (bs_session_get_root (self->session), photo), "page"));

  start_import (self, inputs, &(BsImportTarget){ .page = page, .photo = photo });
}

void
bs_window_import_artwork (BsWindow *self, const GValue *value, const char *ad)
{
  g_autoptr (GPtrArray) inputs = input_of (value);
  ImportJob *job = start_import (self, inputs, &(BsImportTarget){ .story = "" });

  if (job != NULL)
    job->ad = g_strdup (ad);
}

/* What was dropped or pasted: files, a picture or text. Issues among the files are not imported. */
void
bs_window_import_value (BsWindow *self, const GValue *value)
{
  if (self->session == NULL)
    bs_window_toast (self, _ ("Open or make an issue first, then drop text and photos on it."));
  else if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      g_autoptr (GPtrArray) inputs = inputs_new ();
      GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

      for (GSList *l = files; l != NULL; l = l->next)
        if (!is_issue (l->data))
          g_ptr_array_add (inputs, bs_import_input_new_file (l->data));
      g_slist_free (files);
      start_import (self, inputs, NULL);
    }
  else if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    /* Translators: what stands for a file's name where a picture was pasted. */
    import_texture (self, g_value_get_object (value), _ ("Pasted picture"));
  else if (G_VALUE_HOLDS_STRING (value) && g_value_get_string (value) != NULL)
    /* Translators: what stands for a file's name where text was pasted. */
    import_text (self, g_value_get_string (value), _ ("Pasted text"));
}

static void
was_pasted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsWindow) self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value != NULL)
    bs_window_import_value (self, value);
  else
    bs_window_toast (self, _ ("What was copied could not be read. Copy it again"));
}

/* Reached where no text field has the key. Text is preferred to the picture of it, which word
 * processors offer as well. */
static void
paste_copy (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  const GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING, GDK_TYPE_TEXTURE };
  BsWindow *self = data;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  g_autoptr (GdkContentFormats) readable = gdk_content_formats_union_deserialize_gtypes (
    gdk_content_formats_ref (formats));

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (gdk_content_formats_contain_gtype (readable, types[i]))
      {
        gdk_clipboard_read_value_async (clipboard, types[i], G_PRIORITY_DEFAULT, NULL, was_pasted,
                                        g_object_ref (self));
        return;
      }
  bs_window_toast (self, _ ("Copy text or a picture first, then paste it here."));
}

static void
import_to (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  g_autoptr (GPtrArray) inputs = inputs_new ();
  g_autofree const char **uris = NULL;
  const char *page;
  const char *story;

  /* The window is not told that a drag ended over a part of it. */
  gtk_widget_set_visible (BS_WINDOW (data)->drop_hint, FALSE);
  g_variant_get (parameter, "(^a&s&s&s)", &uris, &page, &story);
  for (guint i = 0; uris[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uris[i]);

      g_ptr_array_add (inputs, bs_import_input_new_file (file));
    }
  start_import (data, inputs, &(BsImportTarget){ .page = page, .story = story });
}

static void
newer_copy_chosen (GListModel *files, gpointer data)
{
  BsWindow *self = data;
  g_autoptr (GPtrArray) inputs = inputs_new ();
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  const char *story = self->session != NULL ? bs_session_get_story (self->session) : NULL;

  if (file == NULL || story == NULL)
    return;

  g_ptr_array_add (inputs, bs_import_input_new_file (file));
  start_import (self, inputs, &(BsImportTarget){ .over = story });
}

/* A reporter sent a newer copy of the chosen story. */
static void
import_over (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_dialogs_choose (data, BS_CHOOSE_IMPORT, NULL, newer_copy_chosen, data);
}

static void
picture_chosen (GListModel *files, gpointer data)
{
  BsWindow *self = data;
  BsDocument *document = bs_window_get_document (self);
  g_autofree char *id = g_steal_pointer (&self->pictured);
  const BsNode *photo = document != NULL && id != NULL
                          ? bs_issue_get_photo (bs_document_get_root (document), id)
                          : NULL;
  g_autoptr (GPtrArray) inputs = inputs_new ();
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *page = NULL;

  /* The document may have been changed by another program meanwhile. */
  if (photo == NULL)
    return;
  page = g_strdup (bs_node_get_text (photo, "page"));
  g_ptr_array_add (inputs, bs_import_input_new_file (file));
  start_import (self, inputs, &(BsImportTarget){ .page = page, .photo = id });
}

/* For a photo that has none yet, or another one for one that has. */
static void
add_picture (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  BsWindow *self = data;
  const char *photo = g_variant_get_string (parameter, NULL);

  if (bs_issue_get_photo (bs_session_get_root (self->session), photo) == NULL)
    return;
  g_free (self->pictured);
  self->pictured = g_strdup (photo);
  bs_dialogs_choose (GTK_WINDOW (self), BS_CHOOSE_PICTURE, NULL, picture_chosen, self);
}

static void
cancel_import (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
               gpointer data)
{
  BsWindow *self = data;

  g_cancellable_cancel (self->importing);
}

static void
update (BsWindow *self, gboolean writable)
{
  bs_window_set_enabled (self, "import-to", writable && self->importing == NULL);
  bs_window_set_enabled (self, "import-over",
                         writable && self->importing == NULL
                           && bs_session_get_story (self->session) != NULL);
  bs_window_set_enabled (self, "add-picture", writable && self->importing == NULL);
  bs_window_set_enabled (self, "paste-copy", writable && self->importing == NULL);
  bs_window_set_enabled (self, "cancel-import", self->importing != NULL);
}

static const GActionEntry entries[] = {
  { "import-to", import_to, "(asss)" }, { "import-over", import_over },
  { "paste-copy", paste_copy },         { "cancel-import", cancel_import },
  { "add-picture", add_picture, "s" },
};

const BsWindowActions bs_window_import_actions = { entries, G_N_ELEMENTS (entries), update };
