/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submission-model.h"

#include "bs-config.h"

#include "model/bs-find.h"

#include <string.h>

struct _BsSubmissionModel
{
  BsObjectList parent_instance;

  BsDeskFeed *feed;
  BsShow show;
  BsSubmissionOrder order;
  char *text; /* folded */
  char **words;
  char *kept;
  GHashTable *keys; /* text → what it is ordered by in the user's language */
  guint counts[BS_N_SHOWS];
  guint source;
};

enum
{
  COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BsSubmissionModel, bs_submission_model, BS_TYPE_OBJECT_LIST)

static G_DEFINE_QUARK (bs - submission - haystack, haystack)

/* --- What is wanted --- */

/* What an item is found by, folded once for each state it is in. */
typedef struct
{
  gint64 sequence; /* of the submission it was made from */
  char *text;
} Haystack;

static void
haystack_free (gpointer data)
{
  Haystack *haystack = data;

  g_free (haystack->text);
  g_free (haystack);
}

static const char *
get_haystack (BsDeskItem *item, const BsSubmission *submission)
{
  Haystack *haystack = g_object_get_qdata (G_OBJECT (item), haystack_quark ());
  g_autofree char *text = NULL;

  if (haystack != NULL && haystack->sequence == submission->sequence)
    return haystack->text;

  text = g_strjoin ("\n", submission->headline != NULL ? submission->headline : "",
                    submission->author != NULL ? submission->author : "",
                    submission->section != NULL ? submission->section : "", NULL);
  haystack = g_new0 (Haystack, 1);
  haystack->sequence = submission->sequence;
  haystack->text = bs_find_fold (text);
  g_object_set_qdata_full (G_OBJECT (item), haystack_quark (), haystack, haystack_free);

  return haystack->text;
}

static gboolean
has_words (BsSubmissionModel *self, BsDeskItem *item, const BsSubmission *submission)
{
  const char *text = self->words != NULL ? get_haystack (item, submission) : NULL;

  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    if (*self->words[i] != '\0' && strstr (text, self->words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static BsShow
get_kind (const BsSubmission *submission)
{
  switch (submission->state)
    {
    case BS_SUBMISSION_ACCEPTED:
      return BS_SHOW_ACCEPTED;
    case BS_SUBMISSION_RETURNED:
      return BS_SHOW_RETURNED;
    case BS_SUBMISSION_RECEIVED:
    default:
      return BS_SHOW_WAITING;
    }
}

/* --- Order --- */

static const char *
get_key (const BsSubmissionModel *self, const char *text)
{
  char *key = g_hash_table_lookup (self->keys, text);

  if (key == NULL)
    {
      key = g_utf8_collate_key (text, -1);
      g_hash_table_insert (self->keys, g_strdup (text), key);
    }

  return key;
}

/* Ten thousand have the same few authors and sections, and collating is dear. */
static int
compare_texts (const BsSubmissionModel *self, const char *a, const char *b)
{
  if (g_strcmp0 (a, b) == 0)
    return 0;

  return strcmp (get_key (self, a != NULL ? a : ""), get_key (self, b != NULL ? b : ""));
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const BsSubmissionModel *self = data;
  const BsSubmission *first = bs_desk_item_get_submission (*(BsDeskItem *const *) a);
  const BsSubmission *second = bs_desk_item_get_submission (*(BsDeskItem *const *) b);
  int newer = (first->updated < second->updated) - (first->updated > second->updated);
  int order = 0;

  /* Within one second. A claim, which changes the sequence, moves nothing. */
  if (newer == 0)
    newer = (first->arrived < second->arrived) - (first->arrived > second->arrived);
  switch (self->order)
    {
    case BS_SUBMISSIONS_OLDEST:
      order = -newer;
      break;
    case BS_SUBMISSIONS_AUTHOR:
      order = compare_texts (self, first->author, second->author);
      break;
    case BS_SUBMISSIONS_SECTION:
      order = compare_texts (self, first->section, second->section);
      break;
    case BS_SUBMISSIONS_LONGEST:
      order = (first->characters < second->characters) - (first->characters > second->characters);
      break;
    case BS_SUBMISSIONS_NEWEST:
    default:
      break;
    }
  if (order == 0)
    order = newer;

  return order != 0 ? order : strcmp (second->id, first->id);
}

/* --- Keeping up --- */

static void
rebuild (BsSubmissionModel *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = self->feed != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->feed)) : 0;

  g_clear_handle_id (&self->source, g_source_remove);
  memset (self->counts, 0, sizeof self->counts);
  self->counts[BS_SHOW_ALL] = n;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BsDeskItem) item = g_list_model_get_item (G_LIST_MODEL (self->feed), i);
      const BsSubmission *submission = bs_desk_item_get_submission (item);
      BsShow kind = get_kind (submission);

      self->counts[kind]++;
      if ((self->show == BS_SHOW_ALL || self->show == kind
           || g_strcmp0 (self->kept, submission->id) == 0)
          && has_words (self, item, submission))
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
  g_ptr_array_sort_with_data (items, compare, self);
  bs_object_list_take (BS_OBJECT_LIST (self), items);
  g_signal_emit (self, signals[COUNTED], 0);
}

static gboolean
rebuild_when_idle (gpointer data)
{
  BsSubmissionModel *self = data;

  self->source = 0;
  rebuild (self);

  return G_SOURCE_REMOVE;
}

/* Much may come at once. */
static void
schedule (BsSubmissionModel *self)
{
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, rebuild_when_idle, self, NULL);
}

static void
bs_submission_model_dispose (GObject *object)
{
  BsSubmissionModel *self = BS_SUBMISSION_MODEL (object);

  if (self->feed != NULL)
    g_signal_handlers_disconnect_by_data (self->feed, self);
  g_clear_object (&self->feed);
  g_clear_handle_id (&self->source, g_source_remove);

  G_OBJECT_CLASS (bs_submission_model_parent_class)->dispose (object);
}

static void
bs_submission_model_finalize (GObject *object)
{
  BsSubmissionModel *self = BS_SUBMISSION_MODEL (object);

  g_free (self->text);
  g_strfreev (self->words);
  g_free (self->kept);
  g_hash_table_unref (self->keys);

  G_OBJECT_CLASS (bs_submission_model_parent_class)->finalize (object);
}

static void
bs_submission_model_class_init (BsSubmissionModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bs_submission_model_dispose;
  object_class->finalize = bs_submission_model_finalize;
  BS_OBJECT_LIST_CLASS (klass)->item_type = BS_TYPE_DESK_ITEM;

  signals[COUNTED] = g_signal_new ("counted", BS_TYPE_SUBMISSION_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
bs_submission_model_init (BsSubmissionModel *self)
{
  self->text = g_strdup ("");
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

BsSubmissionModel *
bs_submission_model_new (void)
{
  return g_object_new (BS_TYPE_SUBMISSION_MODEL, NULL);
}

void
bs_submission_model_set_feed (BsSubmissionModel *self, BsDeskFeed *feed)
{
  g_return_if_fail (BS_IS_SUBMISSION_MODEL (self));

  if (self->feed == feed)
    return;
  if (self->feed != NULL)
    g_signal_handlers_disconnect_by_data (self->feed, self);
  g_set_object (&self->feed, feed);
  g_hash_table_remove_all (self->keys);
  if (feed != NULL)
    {
      g_signal_connect_object (feed, "items-changed", G_CALLBACK (schedule), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (feed, "told", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
    }
  rebuild (self);
}

void
bs_submission_model_set_show (BsSubmissionModel *self, BsShow show)
{
  g_return_if_fail (BS_IS_SUBMISSION_MODEL (self) && show < BS_N_SHOWS);

  if (self->show == show)
    return;
  self->show = show;
  rebuild (self);
}

BsShow
bs_submission_model_get_show (BsSubmissionModel *self)
{
  g_return_val_if_fail (BS_IS_SUBMISSION_MODEL (self), BS_SHOW_ALL);

  return self->show;
}

void
bs_submission_model_set_order (BsSubmissionModel *self, BsSubmissionOrder order)
{
  g_return_if_fail (BS_IS_SUBMISSION_MODEL (self));

  if (self->order == order)
    return;
  self->order = order;
  rebuild (self);
}

BsSubmissionOrder
bs_submission_model_get_order (BsSubmissionModel *self)
{
  g_return_val_if_fail (BS_IS_SUBMISSION_MODEL (self), BS_SUBMISSIONS_NEWEST);

  return self->order;
}

void
bs_submission_model_set_words (BsSubmissionModel *self, const char *words)
{
  g_autofree char *folded = NULL;

  g_return_if_fail (BS_IS_SUBMISSION_MODEL (self) && words != NULL);

  folded = bs_find_fold (words);
  g_strstrip (folded);
  if (strcmp (folded, self->text) == 0)
    return;
  g_free (self->text);
  self->text = g_steal_pointer (&folded);
  g_strfreev (self->words);
  self->words = *self->text != '\0' ? g_strsplit_set (self->text, " \t\n", -1) : NULL;
  rebuild (self);
}

gboolean
bs_submission_model_is_searched (BsSubmissionModel *self)
{
  g_return_val_if_fail (BS_IS_SUBMISSION_MODEL (self), FALSE);

  return self->words != NULL;
}

void
bs_submission_model_keep (BsSubmissionModel *self, const char *id)
{
  g_return_if_fail (BS_IS_SUBMISSION_MODEL (self));

  if (g_strcmp0 (self->kept, id) == 0)
    return;
  g_free (self->kept);
  self->kept = g_strdup (id);
  schedule (self);
}

guint
bs_submission_model_count (BsSubmissionModel *self, BsShow show)
{
  g_return_val_if_fail (BS_IS_SUBMISSION_MODEL (self) && show < BS_N_SHOWS, 0);

  return self->counts[show];
}

guint
bs_submission_model_find (BsSubmissionModel *self, const char *id)
{
  guint n;

  g_return_val_if_fail (BS_IS_SUBMISSION_MODEL (self), G_MAXUINT);

  n = id != NULL ? bs_object_list_get_length (BS_OBJECT_LIST (self)) : 0;
  for (guint i = 0; i < n; i++)
    {
      BsDeskItem *item = bs_object_list_get (BS_OBJECT_LIST (self), i);

      if (strcmp (bs_desk_item_get_submission (item)->id, id) == 0)
        return i;
    }

  return G_MAXUINT;
}

void
bs_submission_model_flush (BsSubmissionModel *self)
{
  g_return_if_fail (BS_IS_SUBMISSION_MODEL (self));

  if (self->source != 0)
    rebuild (self);
}
