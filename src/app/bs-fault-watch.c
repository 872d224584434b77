/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-fault-watch.h"

#include "bs-config.h"

#include "model/bs-version.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* After the last keystroke: nobody wants a half-typed quotation underlined. */
#define PAUSE_MS 400

struct _BsFaultWatch
{
  GObject parent_instance;

  BsSession *session; /* weak: it owns us, but whoever shows a fault may hold us longer */
  BsStoryCheck *check;
  const GPtrArray *texts; /* owned by the check */
  BsNode *story;          /* as it was read last */
  BsNode *photos;
  guint source;
  gboolean held;
};

G_DEFINE_FINAL_TYPE (BsFaultWatch, bs_fault_watch, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
replace_node (BsNode **place, const BsNode *node)
{
  if (*place == node)
    return FALSE;

  g_clear_pointer (place, bs_node_unref);
  *place = node != NULL ? bs_node_ref (node) : NULL;

  return TRUE;
}

static void
read_story (BsFaultWatch *self)
{
  const BsNode *root;
  const char *id;
  gboolean other;

  if (self->session == NULL)
    return;

  root = bs_session_get_root (self->session);
  id = bs_session_get_story (self->session);
  other = replace_node (&self->story, id != NULL ? bs_issue_get_story (root, id) : NULL);
  if (!replace_node (&self->photos, bs_issue_get_photos (root)) && !other)
    return;

  self->texts = bs_story_check_run (self->check, root, id);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
pause_over (gpointer data)
{
  BsFaultWatch *self = data;

  self->source = 0;
  read_story (self);

  return G_SOURCE_REMOVE;
}

static void
schedule (BsFaultWatch *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (!self->held && self->session != NULL)
    self->source = g_timeout_add_full (G_PRIORITY_LOW, PAUSE_MS, pause_over, self, NULL);
}

static void
story_chosen (BsFaultWatch *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_idle_add_full (G_PRIORITY_LOW, pause_over, self, NULL);
}

static void
bs_fault_watch_finalize (GObject *object)
{
  BsFaultWatch *self = BS_FAULT_WATCH (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_weak_pointer (&self->session);
  g_clear_pointer (&self->story, bs_node_unref);
  g_clear_pointer (&self->photos, bs_node_unref);
  g_clear_pointer (&self->check, bs_story_check_free);

  G_OBJECT_CLASS (bs_fault_watch_parent_class)->finalize (object);
}

static void
bs_fault_watch_class_init (BsFaultWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_fault_watch_finalize;

  signals[CHANGED] = g_signal_new ("changed", BS_TYPE_FAULT_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bs_fault_watch_init (BsFaultWatch *self)
{
  self->check = bs_story_check_new ();
}

BsFaultWatch *
bs_fault_watch_get (BsSession *session)
{
  static const char key[] = "bs-fault-watch";
  BsFaultWatch *self;

  g_return_val_if_fail (BS_IS_SESSION (session), NULL);

  self = g_object_get_data (G_OBJECT (session), key);
  if (self != NULL)
    return self;

  self = g_object_new (BS_TYPE_FAULT_WATCH, NULL);
  g_set_weak_pointer (&self->session, session);
  g_object_set_data_full (G_OBJECT (session), key, self, g_object_unref);
  g_signal_connect_object (session, "notify::story", G_CALLBACK (story_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  story_chosen (self);

  return self;
}

const GPtrArray *
bs_fault_watch_get_texts (BsFaultWatch *self)
{
  g_return_val_if_fail (BS_IS_FAULT_WATCH (self), NULL);

  return self->texts;
}

guint
bs_fault_watch_count (BsFaultWatch *self)
{
  guint n = 0;

  g_return_val_if_fail (BS_IS_FAULT_WATCH (self), 0);

  for (guint i = 0; self->texts != NULL && i < self->texts->len; i++)
    n += ((const BsCheckedText *) g_ptr_array_index (self->texts, i))->faults->len;

  return n;
}

GPtrArray *
bs_fault_watch_find (BsFaultWatch *self, const char *path)
{
  g_return_val_if_fail (BS_IS_FAULT_WATCH (self), NULL);

  for (guint i = 0; self->texts != NULL && i < self->texts->len; i++)
    {
      const BsCheckedText *text = g_ptr_array_index (self->texts, i);

      if (g_strcmp0 (text->path, path) == 0)
        return text->faults;
    }

  return NULL;
}

/* A fault is only acted on while the text is what was read: it may have been edited since. */
static gboolean
still_stands (BsFaultWatch *self, const char *path, const BsTextFault *fault)
{
  const char *text;

  if (self->session == NULL)
    return FALSE;

  text = bs_node_get_string (bs_node_lookup (bs_session_get_root (self->session), path));

  return fault->offset + fault->length <= strlen (text)
         && strncmp (text + fault->offset, fault->text, fault->length) == 0;
}

gboolean
bs_fault_watch_find_at (BsFaultWatch *self, const char *path, gsize offset, BsFoundFault *found)
{
  GPtrArray *faults;

  g_return_val_if_fail (BS_IS_FAULT_WATCH (self), FALSE);

  faults = bs_fault_watch_find (self, path);
  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      const BsTextFault *fault = g_ptr_array_index (faults, i);

      if (offset >= fault->offset && offset <= fault->offset + fault->length
          && still_stands (self, path, fault))
        {
          const BsCheckedText *text = NULL;

          for (guint k = 0; k < self->texts->len && (text == NULL || text->faults != faults); k++)
            text = g_ptr_array_index (self->texts, k);
          *found = (BsFoundFault){ text->path, fault };
          return TRUE;
        }
    }

  return FALSE;
}

/* Paths in reading order: as they were checked; a text without faults is found by the document. */
static int
compare_paths (BsFaultWatch *self, const char *a, const char *b)
{
  static const char *const order[] = { "kicker", "headline", "deck", "paragraphs", "caption" };
  const BsNode *root = bs_session_get_root (self->session);
  const BsNode *paragraphs = bs_story_get_paragraphs (
    bs_issue_get_story (root, bs_session_get_story (self->session)));
  const char *paths[2] = { a, b };
  int places[2][2];

  for (guint i = 0; i < 2; i++)
    {
      g_auto (GStrv) steps = g_strsplit (paths[i], "/", -1);
      guint n = g_strv_length (steps);
      const char *member = n > 3 ? steps[3] : "";

      places[i][0] = places[i][1] = 0;
      for (guint k = 0; k < G_N_ELEMENTS (order); k++)
        if (strcmp (order[k], member) == 0)
          places[i][0] = (int) k;
      if (n > 4)
        places[i][1] = bs_node_index_of_id (paragraphs, steps[4]);
      else if (n > 2 && strcmp (steps[1], "photos") == 0)
        places[i][1] = bs_node_index_of_id (bs_issue_get_photos (root), steps[2]);
    }

  return places[0][0] != places[1][0] ? places[0][0] - places[1][0] : places[0][1] - places[1][1];
}

gboolean
bs_fault_watch_find_next (BsFaultWatch *self, const char *path, gsize offset, gboolean backward,
                          BsFoundFault *found)
{
  BsFoundFault first = { NULL, NULL };
  BsFoundFault last = { NULL, NULL };
  BsFoundFault before = { NULL, NULL };

  g_return_val_if_fail (BS_IS_FAULT_WATCH (self), FALSE);

  for (guint i = 0; self->session != NULL && self->texts != NULL && i < self->texts->len; i++)
    {
      const BsCheckedText *text = g_ptr_array_index (self->texts, i);
      int order = path != NULL ? compare_paths (self, text->path, path) : 1;

      for (guint k = 0; k < text->faults->len; k++)
        {
          const BsTextFault *fault = g_ptr_array_index (text->faults, k);
          BsFoundFault here = { text->path, fault };

          if (!still_stands (self, text->path, fault))
            continue;
          if (first.fault == NULL)
            first = here;
          last = here;
          if (order < 0 || (order == 0 && fault->offset + fault->length < offset))
            before = here;
          else if (!backward && (order > 0 || fault->offset >= offset))
            {
              *found = here;
              return TRUE;
            }
        }
    }

  *found = backward ? (before.fault != NULL ? before : last) : first;

  return found->fault != NULL;
}

char *
bs_fault_dup_mend_label (const BsTextFault *fault)
{
  if (fault->replacement == NULL || *fault->replacement == '\0')
    /* Translators: takes the underlined characters away. */
    return g_strdup (_ ("Delete"));

  /* Translators: %s is text that takes the place of the underlined. */
  return g_strdup_printf (_ ("Change to “%s”"), fault->replacement);
}

void
bs_fault_watch_hold (BsFaultWatch *self, gboolean hold)
{
  g_return_if_fail (BS_IS_FAULT_WATCH (self));

  if (self->held == hold)
    return;

  self->held = hold;
  schedule (self);
}

static void
read_now (BsFaultWatch *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  read_story (self);
}

void
bs_fault_watch_mend (BsFaultWatch *self, const BsFoundFault *found)
{
  BsDocument *document;
  g_autofree char *path = NULL;
  const BsTextFault *fault;

  g_return_if_fail (BS_IS_FAULT_WATCH (self));

  fault = found->fault;
  if (!still_stands (self, found->path, fault))
    return;
  document = bs_session_get_document (self->session);
  if (bs_document_get_read_only (document))
    return;

  path = g_strdup (found->path);
  bs_document_begin (document, _ ("Correction"), NULL);
  bs_version_keep_for_edit (document, bs_session_get_story (self->session), NULL);
  bs_document_splice (document, path, fault->offset, fault->length,
                      fault->replacement != NULL ? fault->replacement : "", NULL);
  bs_document_end (document);
  read_now (self);
}

/* From the end: what stands before keeps its place. */
static void
mend_text (BsFaultWatch *self, const BsCheckedText *text, const char *message)
{
  BsDocument *document = bs_session_get_document (self->session);

  for (guint i = text->faults->len; i > 0; i--)
    {
      const BsTextFault *fault = g_ptr_array_index (text->faults, i - 1);

      if (fault->replacement != NULL && g_strcmp0 (fault->message, message) == 0
          && still_stands (self, text->path, fault))
        bs_document_splice (document, text->path, fault->offset, fault->length, fault->replacement,
                            NULL);
    }
}

void
bs_fault_watch_mend_all (BsFaultWatch *self, const char *message)
{
  BsDocument *document;
  g_autofree char *wanted = g_strdup (message);

  g_return_if_fail (BS_IS_FAULT_WATCH (self));

  document = bs_session_get_document (self->session);
  if (self->texts == NULL || bs_document_get_read_only (document))
    return;

  bs_document_begin (document, _ ("Corrections"), NULL);
  bs_version_keep_for_edit (document, bs_session_get_story (self->session), NULL);
  for (guint i = 0; i < self->texts->len; i++)
    mend_text (self, g_ptr_array_index (self->texts, i), wanted);
  bs_document_end (document);
  read_now (self);
}

void
bs_fault_watch_let_pass (BsFaultWatch *self, const BsFoundFault *found, gboolean everywhere)
{
  BsDocument *document;

  g_return_if_fail (BS_IS_FAULT_WATCH (self));

  if (!still_stands (self, found->path, found->fault))
    return;
  document = bs_session_get_document (self->session);
  if (bs_document_get_read_only (document))
    return;

  bs_document_begin (document, _ ("Ignore Fault"), NULL);
  bs_story_check_let_pass (document, found->path, found->fault, everywhere, NULL);
  bs_document_end (document);
  read_now (self);
}
